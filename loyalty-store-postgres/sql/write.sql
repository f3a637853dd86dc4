-- Writes rows of {table}, whose columns come out of the state; says whether all were as expected. Seen: 0, it must not
-- be there yet; -1, it may be; else the version it must have.
CREATE OR REPLACE FUNCTION loyalty.write_{table}(p text, ids text[], seen bigint[], states text[]) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
    FOR i IN 1 .. cardinality(ids) LOOP
        CONTINUE WHEN seen[i] = 0;
        UPDATE loyalty.{table} t SET version = t.version + 1, state = states[i]::json
        WHERE t.program = p AND t.id = ids[i] AND seen[i] IN (-1, t.version);
        IF NOT FOUND AND seen[i] > 0 THEN
            RETURN false;
        END IF;
        seen[i] := CASE WHEN FOUND THEN seen[i] ELSE 0 END;
    END LOOP;
    IF 0 = ANY (seen) THEN
        INSERT INTO loyalty.{table} (program, id, version, state)
        SELECT p, w.id, 1, w.state::json FROM unnest(ids, seen, states) AS w (id, seen, state) WHERE w.seen = 0;
    END IF;
    RETURN true;
END $$;
