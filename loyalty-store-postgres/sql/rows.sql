-- Rows of {table} by their ids.
CREATE OR REPLACE FUNCTION loyalty.rows_{table}(p text, ids text[]) RETURNS TABLE (id text, version bigint, body text)
LANGUAGE plpgsql STABLE ROWS 10 AS $$
BEGIN
    RETURN QUERY SELECT t.id::text, t.version, t.state::text FROM unnest(ids::{id}[]) AS w (id)
                 CROSS JOIN LATERAL (SELECT * FROM loyalty.{table} t WHERE t.program = p AND t.id = w.id OFFSET 0) t;
END $$;

-- A page of {table}, in the order of the ids.
CREATE OR REPLACE FUNCTION loyalty.page_{table}(schema_version integer, p text, after text, size bigint)
RETURNS TABLE (id text, version bigint, body text)
LANGUAGE plpgsql STABLE ROWS 100
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan
SET enable_seqscan = off
SET enable_bitmapscan = off
SET enable_sort = off
AS $$
DECLARE
    entered CONSTANT boolean := loyalty.enter(schema_version, p);
BEGIN
    RETURN QUERY SELECT t.id::text, t.version, t.state::text FROM loyalty.{table} t
                 WHERE t.program = p AND (after IS NULL OR t.id > after::{id}) ORDER BY t.id LIMIT size;
END $$;
