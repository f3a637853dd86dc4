-- Lists, page by page. Each is read in the order of a key, from after the last one that was seen: planned for the place
-- where it begins, and by the key also where the planner, who may never have looked, takes the table for a small one.

CREATE OR REPLACE FUNCTION loyalty.standing(blocked boolean, closed boolean) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN closed THEN 'inactive' WHEN blocked THEN 'blocked' ELSE 'active' END;
COMMENT ON FUNCTION loyalty.standing IS 'How a member stands.';

CREATE OR REPLACE FUNCTION loyalty.membership_standing(blocked boolean, starts_on date, ends_on date, today date)
RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN starts_on IS NULL THEN NULL WHEN blocked THEN 'blocked' WHEN ends_on < today THEN 'expired'
                WHEN starts_on > today THEN 'not_started' ELSE 'active' END;
COMMENT ON FUNCTION loyalty.membership_standing IS 'How a member''s newest membership stands on a day.';

CREATE OR REPLACE FUNCTION loyalty.page_members(
    schema_version integer, p text, today date, status text, membership text, kind text, level text, after uuid,
    size bigint
) RETURNS TABLE (id text, member text, profile text)
LANGUAGE plpgsql STABLE ROWS 100
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan
SET jit = off
SET enable_seqscan = off
SET enable_bitmapscan = off
SET enable_sort = off
AS $$
DECLARE
    entered CONSTANT boolean := loyalty.enter(schema_version, p);
BEGIN
    RETURN QUERY
    SELECT m.id::text, m.state::text, f.state::text
    FROM loyalty.member m
    LEFT JOIN LATERAL (SELECT * FROM loyalty.profile f WHERE f.program = p AND f.id = m.id OFFSET 0) f ON true
    WHERE m.program = p AND (page_members.after IS NULL OR m.id > page_members.after)
      -- In plain columns, so that whoever is rare is found by an index.
      AND (page_members.status IS DISTINCT FROM 'active' OR NOT m.closed AND NOT m.blocked)
      AND (page_members.status IS DISTINCT FROM 'blocked' OR m.blocked AND NOT m.closed)
      AND (page_members.status IS DISTINCT FROM 'inactive' OR m.closed)
      AND (page_members.membership IS NULL
           OR loyalty.membership_standing(m.blocked, m.starts_on, m.ends_on, today) = page_members.membership)
      AND (page_members.kind IS NULL OR m.kind = page_members.kind)
      AND (page_members.level IS NULL OR loyalty.level_on(m.state, today) = page_members.level)
    ORDER BY m.id LIMIT size;
END $$;
COMMENT ON FUNCTION loyalty.page_members IS 'Members in the order of their ids.';

CREATE OR REPLACE FUNCTION loyalty.page_entries(schema_version integer, p text, subject uuid, after bigint, size bigint)
RETURNS TABLE (place bigint, body text, why text)
LANGUAGE plpgsql STABLE ROWS 100
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan
SET jit = off
SET enable_seqscan = off
SET enable_bitmapscan = off
SET enable_sort = off
AS $$
DECLARE
    entered CONSTANT boolean := loyalty.enter(schema_version, p);
BEGIN
    IF page_entries.subject IS NULL THEN
        RETURN QUERY SELECT e.position, e.entry::text, (
                         SELECT r.reason FROM loyalty.reason r
                         WHERE r.program = p AND r.subject = e.subject AND r.seq = e.seq) FROM loyalty.entry e
                     WHERE e.program = p AND e.position > after AND e.position > 0 ORDER BY e.position LIMIT size;
    ELSE
        RETURN QUERY SELECT e.position, e.entry::text, (
                         SELECT r.reason FROM loyalty.reason r
                         WHERE r.program = p AND r.subject = e.subject AND r.seq = e.seq) FROM loyalty.entry e
                     WHERE e.program = p AND e.subject = page_entries.subject AND e.seq > after ORDER BY e.seq LIMIT size;
    END IF;
END $$;
COMMENT ON FUNCTION loyalty.page_entries IS 'Entries of one log by their numbers, or of all logs in the order of writing.';

CREATE OR REPLACE FUNCTION loyalty.page_due(
    schema_version integer, p text, day date, after_day date, after_id uuid, size bigint
) RETURNS TABLE (due_on text, id uuid)
LANGUAGE plpgsql STABLE ROWS 100
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan
SET jit = off
SET enable_seqscan = off
SET enable_bitmapscan = off
SET enable_sort = off
AS $$
DECLARE
    entered CONSTANT boolean := loyalty.enter(schema_version, p);
BEGIN
    RETURN QUERY SELECT to_char(m.due_on, 'YYYY-MM-DD'), m.id FROM loyalty.member m
                 WHERE m.program = p AND m.due_on <= day AND (after_day IS NULL OR (m.due_on, m.id) > (after_day, after_id))
                 ORDER BY m.due_on, m.id LIMIT size;
END $$;
COMMENT ON FUNCTION loyalty.page_due IS 'Members on whom time has something to do, by day.';

CREATE OR REPLACE FUNCTION loyalty.tally_members(schema_version integer, p text, today date)
RETURNS TABLE (status text, membership text, n bigint)
LANGUAGE plpgsql STABLE ROWS 10 SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    entered CONSTANT boolean := loyalty.enter(schema_version, p);
BEGIN
    RETURN QUERY SELECT loyalty.standing(m.blocked, m.closed),
                        loyalty.membership_standing(m.blocked, m.starts_on, m.ends_on, today), count(*)
                 FROM loyalty.member m WHERE m.program = p GROUP BY 1, 2;
END $$;
COMMENT ON FUNCTION loyalty.tally_members IS 'Members by how they and their memberships stand.';

CREATE OR REPLACE FUNCTION loyalty.tally_rewards(schema_version integer, p text, today date, lapse boolean)
RETURNS TABLE (kind text, status text, n bigint)
LANGUAGE plpgsql STABLE ROWS 10 SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    entered CONSTANT boolean := loyalty.enter(schema_version, p);
BEGIN
    RETURN QUERY SELECT w.kind, CASE WHEN w.status = 'open' AND (w.until < today OR lapse AND m.ends_on < today)
                                     THEN 'lapsed' ELSE w.status END, count(*)
                 FROM loyalty.reward w LEFT JOIN loyalty.member m ON m.program = w.program AND m.id = w.member
                 WHERE w.program = p GROUP BY 1, 2;
END $$;
COMMENT ON FUNCTION loyalty.tally_rewards IS 'Rewards by kind and by how time has left them.';
