-- Removes rows of {table}, and says whether each that was seen at a version was there at it.
CREATE OR REPLACE FUNCTION loyalty.remove_{table}(p text, ids text[], seen bigint[]) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
    removed bigint;
BEGIN
    DELETE FROM loyalty.{table} t
    WHERE t.program = p AND t.id = ANY (ids::{id}[]) AND seen[array_position(ids, t.id::text)] = -1;
    DELETE FROM loyalty.{table} t
    WHERE t.program = p AND t.id = ANY (ids::{id}[]) AND seen[array_position(ids, t.id::text)] = t.version;
    GET DIAGNOSTICS removed = ROW_COUNT;
    RETURN removed = cardinality(array_remove(seen, -1));
END $$;
