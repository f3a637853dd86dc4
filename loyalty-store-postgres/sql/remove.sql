-- Removes rows of {table}, and says whether each that was seen at a version was there at it.
CREATE OR REPLACE FUNCTION loyalty.remove_{table}(p text, ids text[], seen bigint[]) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
    removed bigint;
BEGIN
    DELETE FROM loyalty.{table} t USING unnest(ids, seen) AS w (id, seen)
    WHERE t.program = p AND t.id = w.id::{id} AND t.version = w.seen;
    GET DIAGNOSTICS removed = ROW_COUNT;
    DELETE FROM loyalty.{table} t USING unnest(ids, seen) AS w (id, seen)
    WHERE t.program = p AND t.id = w.id::{id} AND w.seen = -1;
    RETURN removed = cardinality(array_remove(seen, -1));
END $$;
