-- Removes rows of {table}; says whether all were as expected. Seen: -1, it may be gone already; else the version it must
-- have.
CREATE OR REPLACE FUNCTION loyalty.remove_{table}(p text, ids text[], seen bigint[]) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
    FOR i IN 1 .. cardinality(ids) LOOP
        DELETE FROM loyalty.{table} t
        WHERE t.program = p AND t.id = ids[i]::{id} AND seen[i] IN (-1, t.version);
        IF NOT FOUND AND seen[i] <> -1 THEN
            RETURN false;
        END IF;
    END LOOP;
    RETURN true;
END $$;
