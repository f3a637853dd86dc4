-- Writes rows of {table}, whose columns come out of the state; says whether all were as expected. Seen: 0, it must not
-- be there yet; -1, it may be; else the version it must have.
CREATE OR REPLACE FUNCTION loyalty.write_{table}(p text, ids text[], seen bigint[], states text[]) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
    FOR i IN 1 .. cardinality(ids) LOOP
        IF seen[i] <> 0 THEN
            UPDATE loyalty.{table} t SET version = t.version + 1, state = states[i]::json
            WHERE t.program = p AND t.id = ids[i] AND seen[i] IN (-1, t.version);
            CONTINUE WHEN FOUND;
        END IF;
        IF seen[i] > 0 THEN
            RETURN false;
        END IF;
        INSERT INTO loyalty.{table} (program, id, version, state) VALUES (p, ids[i], 1, states[i]::json);
    END LOOP;
    RETURN true;
END $$;
