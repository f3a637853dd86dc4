-- Writes rows of {table}, whose columns come out of the state, and counts them. Seen: 0, it must not be there yet; -1, it
-- may be; else the version it must have.
CREATE OR REPLACE FUNCTION loyalty.write_{table}(p text, ids text[], seen bigint[], states text[]) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    updated bigint := 0;
    inserted bigint := 0;
BEGIN
    IF 0 < ANY (seen) THEN
        FOR i IN 1 .. cardinality(ids) LOOP
            UPDATE loyalty.{table} t SET version = t.version + 1, state = states[i]::json
            WHERE t.program = p AND t.id = ids[i] AND t.version = seen[i];
            updated := updated + FOUND::integer;
        END LOOP;
    END IF;
    IF 0 >= ANY (seen) THEN
        INSERT INTO loyalty.{table} AS t (program, id, version, state)
        SELECT p, w.id, 1, w.state::json FROM unnest(ids, seen, states) AS w (id, seen, state) WHERE w.seen <= 0
        ON CONFLICT (program, id) DO UPDATE SET version = t.version + 1, state = excluded.state
        WHERE seen[array_position(ids, excluded.id)] = -1;
        GET DIAGNOSTICS inserted = ROW_COUNT;
    END IF;
    RETURN updated + inserted;
END $$;
