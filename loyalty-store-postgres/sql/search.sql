-- Searches and lists by level, kind or status: what a profile is found by is kept beside it, and of the lists of whoever
-- is found the shortest is walked in the order of the members' ids.

-- Keeps the grams of profiles that are about to be what these say; none for one that is about to be removed.
CREATE OR REPLACE FUNCTION loyalty.keep_grams(p text, ids uuid[], wanted text[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    old bigint[];
    new bigint[];
    gone bigint;
BEGIN
    FOR i IN 1 .. cardinality(ids) LOOP
        SELECT f.grams INTO old FROM loyalty.profile f WHERE f.program = p AND f.id = ids[i];
        new := wanted[i]::bigint[];
        -- One by one: of a list of grams the server may choose to make a filter, and read all there are.
        FOR gone IN SELECT unnest(old) EXCEPT SELECT unnest(new) LOOP
            DELETE FROM loyalty.gram g WHERE g.program = p AND g.gram = gone AND g.id = ids[i];
        END LOOP;
        INSERT INTO loyalty.gram (program, gram, id)
        SELECT p, w.gram, ids[i] FROM (SELECT unnest(new) EXCEPT SELECT unnest(old)) AS w (gram);
    END LOOP;
END $$;
COMMENT ON FUNCTION loyalty.keep_grams IS 'Keeps what profiles are found by.';

-- How far the first of those who stand so reach in the order of their ids: the further, the fewer they are from there.
CREATE OR REPLACE FUNCTION loyalty.reach_of_members(
    p text, status text, kind text, level text, start uuid, stride bigint
) RETURNS uuid
LANGUAGE plpgsql STABLE
SET plan_cache_mode = force_custom_plan
SET enable_seqscan = off
SET enable_bitmapscan = off
SET enable_sort = off
AS $$
BEGIN
    RETURN (SELECT m.id FROM loyalty.member m
            WHERE m.program = p AND m.id > start
              AND (reach_of_members.status IS DISTINCT FROM 'active' OR NOT m.closed AND NOT m.blocked)
              AND (reach_of_members.status IS DISTINCT FROM 'blocked' OR m.blocked AND NOT m.closed)
              AND (reach_of_members.status IS DISTINCT FROM 'inactive' OR m.closed)
              AND (reach_of_members.kind IS NULL OR m.kind = reach_of_members.kind)
              AND (reach_of_members.level IS NULL OR m.level = reach_of_members.level)
            ORDER BY m.id OFFSET stride LIMIT 1);
END $$;
COMMENT ON FUNCTION loyalty.reach_of_members IS 'How far the next members who stand so reach.';

-- A search's grams, the rarest first, and how far its next rows reach. Which is the rarest is seen from how far those
-- of each reach: the further, the fewer they are from there.
CREATE OR REPLACE FUNCTION loyalty.rarest_grams(
    p text, grams bigint[], start uuid, stride bigint, OUT rarest bigint[], OUT reach uuid
)
LANGUAGE plpgsql STABLE
SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off
SET enable_bitmapscan = off
SET enable_sort = off
AS $$
DECLARE
    nobody_left CONSTANT uuid := 'ffffffff-ffff-ffff-ffff-ffffffffffff';
BEGIN
    SELECT array_agg(w.gram ORDER BY w.reach DESC, w.gram), (array_agg(w.reach ORDER BY w.reach DESC))[1]
    INTO rarest, reach
    FROM (SELECT w.gram, coalesce((SELECT g.id FROM loyalty.gram g
                                   WHERE g.program = p AND g.gram = w.gram AND g.id > start
                                   ORDER BY g.id OFFSET stride LIMIT 1), nobody_left) AS reach
          FROM unnest(grams) AS w (gram) OFFSET 0) w;
END $$;
COMMENT ON FUNCTION loyalty.rarest_grams IS 'A search''s grams from the rarest on, and how far the next rows of that reach.';

-- The rarest gram is walked stretch by stretch, and which one that is is guessed anew for each: what lies together in the
-- order of the ids is rare behind it. The second is walked beside it, or, where far more have that one, looked up for
-- each; and so is the third.
CREATE OR REPLACE FUNCTION loyalty.members_with_grams(
    p text, today date, rarest bigint[], reach uuid, part text, status text, membership text, kind text, level text,
    start uuid, size bigint
) RETURNS TABLE (id text, member text, profile text)
LANGUAGE plpgsql STABLE ROWS 100
SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off
SET enable_bitmapscan = off
SET enable_sort = off
SET enable_hashjoin = off
SET enable_nestloop = off
AS $$
DECLARE
    stride CONSTANT bigint := 100;
    -- A guess costs as much for each gram, so there are fewer the longer it takes.
    stretch bigint := 1000;
    far_more CONSTANT bigint := 10;
    nobody_left CONSTANT uuid := 'ffffffff-ffff-ffff-ffff-ffffffffffff';
    first bigint;
    second bigint;
    third bigint;
    beside boolean;
    until uuid;
    given bigint;
BEGIN
    WHILE size > 0 LOOP
        first := rarest[1];
        second := coalesce(rarest[2], first);
        third := coalesce(rarest[3], second);
        beside := reach < nobody_left AND far_more * stride > (
            SELECT count(*) FROM (SELECT FROM loyalty.gram g
                                  WHERE g.program = p AND g.gram = second AND g.id > start AND g.id <= reach
                                  ORDER BY g.id LIMIT far_more * stride) w);
        until := coalesce((SELECT g.id FROM loyalty.gram g WHERE g.program = p AND g.gram = first AND g.id > start
                           ORDER BY g.id OFFSET stretch LIMIT 1), nobody_left);
        RETURN QUERY
        SELECT m.id::text, m.state::text, f.state::text
        FROM (SELECT w.id
              -- Each in order already, and one of them empty.
              FROM ((SELECT a.id FROM loyalty.gram a
                     JOIN loyalty.gram b ON b.program = p AND b.gram = second AND b.id > start AND b.id <= until
                                        AND b.id = a.id
                     WHERE beside AND a.program = p AND a.gram = first AND a.id > start AND a.id <= until
                     ORDER BY a.id OFFSET 0)
                    UNION ALL
                    (SELECT a.id FROM loyalty.gram a
                     WHERE NOT beside AND a.program = p AND a.gram = first AND a.id > start AND a.id <= until
                       AND EXISTS (SELECT FROM loyalty.gram b
                                   WHERE b.program = p AND b.gram = second AND b.id = a.id OFFSET 0)
                     ORDER BY a.id OFFSET 0)) w
              WHERE EXISTS (SELECT FROM loyalty.gram c
                            WHERE c.program = p AND c.gram = third AND c.id = w.id OFFSET 0)
              ORDER BY w.id OFFSET 0) w
        -- Whoever stands otherwise needs no profile.
        CROSS JOIN LATERAL (
            SELECT * FROM loyalty.member m
            WHERE m.program = p AND m.id = w.id
              AND (members_with_grams.status IS NULL
                   OR loyalty.standing(m.blocked, m.closed) = members_with_grams.status)
              AND (members_with_grams.membership IS NULL
                   OR loyalty.membership_standing(m.blocked, m.starts_on, m.ends_on, today)
                      = members_with_grams.membership)
              AND (members_with_grams.kind IS NULL OR m.kind = members_with_grams.kind)
              AND (members_with_grams.level IS NULL
                   OR (m.level = members_with_grams.level OR m.due_on <= today)
                      AND loyalty.level_on(m.state, today) = members_with_grams.level)
            OFFSET 0) m
        CROSS JOIN LATERAL (
            SELECT * FROM loyalty.profile f
            WHERE f.program = p AND f.id = w.id AND f.grams @> rarest
              AND (members_with_grams.part IS NULL OR strpos(f.search, members_with_grams.part) > 0)
            OFFSET 0) f
        ORDER BY w.id LIMIT size;
        GET DIAGNOSTICS given = ROW_COUNT;
        size := size - given;
        EXIT WHEN size = 0 OR until = nobody_left;
        start := until;
        stretch := 2 * stretch;
        SELECT w.rarest, w.reach INTO rarest, reach FROM loyalty.rarest_grams(p, rarest, start, stride) w;
    END LOOP;
END $$;
COMMENT ON FUNCTION loyalty.members_with_grams IS 'Members by a part of name, phone or e-mail address, in the order of their ids.';

-- Two lists at once: whose row says so, and, of those on whom time has something to do, whom it has moved there since.
CREATE OR REPLACE FUNCTION loyalty.members_on_level(
    p text, today date, grams bigint[], part text, status text, membership text, kind text, level text, start uuid,
    size bigint
) RETURNS TABLE (id text, member text, profile text)
LANGUAGE plpgsql STABLE ROWS 100
SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off
SET enable_bitmapscan = off
SET enable_sort = off
SET enable_hashjoin = off
SET enable_mergejoin = off
AS $$
DECLARE
    first CONSTANT bigint := grams[1];
    overdue CONSTANT uuid[] := ARRAY(
        SELECT m.id FROM loyalty.member m
        WHERE m.program = p AND m.due_on <= today AND m.level IS DISTINCT FROM members_on_level.level AND m.id > start
          AND loyalty.level_on(m.state, today) = members_on_level.level);
BEGIN
    RETURN QUERY
    SELECT m.id::text, m.state::text, f.state::text
    FROM (SELECT w.id
          -- Each in order already, so that they are merged and not sorted.
          FROM ((SELECT m.id FROM loyalty.member m
                 WHERE m.program = p AND m.level = members_on_level.level AND m.id > start ORDER BY m.id OFFSET 0)
                UNION ALL
                (SELECT o.id FROM unnest(overdue) AS o (id) ORDER BY o.id OFFSET 0)) w
          WHERE first IS NULL OR EXISTS (SELECT FROM loyalty.gram g
                                         WHERE g.program = p AND g.gram = first AND g.id = w.id OFFSET 0)
          ORDER BY w.id OFFSET 0) w
    CROSS JOIN LATERAL (
        SELECT * FROM loyalty.member m
        WHERE m.program = p AND m.id = w.id
          AND (members_on_level.status IS NULL OR loyalty.standing(m.blocked, m.closed) = members_on_level.status)
          AND (members_on_level.membership IS NULL
               OR loyalty.membership_standing(m.blocked, m.starts_on, m.ends_on, today) = members_on_level.membership)
          AND (members_on_level.kind IS NULL OR m.kind = members_on_level.kind)
          AND loyalty.level_on(m.state, today) = members_on_level.level
        OFFSET 0) m
    LEFT JOIN LATERAL (SELECT * FROM loyalty.profile f WHERE f.program = p AND f.id = m.id OFFSET 0) f ON true
    WHERE (members_on_level.grams IS NULL OR f.grams @> members_on_level.grams)
      AND (members_on_level.part IS NULL OR strpos(f.search, members_on_level.part) > 0)
    ORDER BY w.id LIMIT size;
END $$;
COMMENT ON FUNCTION loyalty.members_on_level IS 'Members on a level, in the order of their ids.';

-- Whoever stands so is walked, beside the rarest gram, or, where far more have that one, looked up there: none of both
-- is more than a key until it is known to be in both.
CREATE OR REPLACE FUNCTION loyalty.members_who_stand(
    p text, today date, rarest bigint[], reach uuid, part text, status text, membership text, kind text, level text,
    start uuid, size bigint
) RETURNS TABLE (id text, member text, profile text)
LANGUAGE plpgsql STABLE ROWS 100
SET plan_cache_mode = force_custom_plan
SET enable_seqscan = off
SET enable_bitmapscan = off
SET enable_sort = off
SET enable_hashjoin = off
SET enable_nestloop = off
AS $$
DECLARE
    stride CONSTANT bigint := 100;
    -- To look one up costs as much as to walk so many.
    far_more CONSTANT bigint := 20;
    nobody_left CONSTANT uuid := 'ffffffff-ffff-ffff-ffff-ffffffffffff';
    first CONSTANT bigint := rarest[1];
    beside CONSTANT boolean := reach < nobody_left AND far_more * stride > (
        SELECT count(*) FROM (SELECT FROM loyalty.gram g
                              WHERE g.program = p AND g.gram = first AND g.id > start AND g.id <= reach
                              ORDER BY g.id LIMIT far_more * stride) w);
BEGIN
    RETURN QUERY
    WITH standing AS NOT MATERIALIZED (
        SELECT m.id FROM loyalty.member m
        WHERE m.program = p AND m.id > start
          AND (members_who_stand.status IS DISTINCT FROM 'active' OR NOT m.closed AND NOT m.blocked)
          AND (members_who_stand.status IS DISTINCT FROM 'blocked' OR m.blocked AND NOT m.closed)
          AND (members_who_stand.status IS DISTINCT FROM 'inactive' OR m.closed)
          AND (members_who_stand.kind IS NULL OR m.kind = members_who_stand.kind)
        ORDER BY m.id OFFSET 0)
    SELECT m.id::text, m.state::text, f.state::text
    FROM (SELECT w.id
          FROM ((SELECT s.id FROM standing s
                 JOIN loyalty.gram g ON g.program = p AND g.gram = first AND g.id > start AND g.id = s.id
                 WHERE beside ORDER BY s.id OFFSET 0)
                UNION ALL
                (SELECT s.id FROM standing s
                 WHERE NOT beside AND EXISTS (SELECT FROM loyalty.gram g
                                              WHERE g.program = p AND g.gram = first AND g.id = s.id OFFSET 0)
                 ORDER BY s.id OFFSET 0)) w
          ORDER BY w.id OFFSET 0) w
    CROSS JOIN LATERAL (
        SELECT * FROM loyalty.member m
        WHERE m.program = p AND m.id = w.id
          AND (members_who_stand.membership IS NULL
               OR loyalty.membership_standing(m.blocked, m.starts_on, m.ends_on, today) = members_who_stand.membership)
          AND (members_who_stand.level IS NULL OR loyalty.level_on(m.state, today) = members_who_stand.level)
        OFFSET 0) m
    CROSS JOIN LATERAL (
        SELECT * FROM loyalty.profile f
        WHERE f.program = p AND f.id = w.id AND f.grams @> rarest
          AND (members_who_stand.part IS NULL OR strpos(f.search, members_who_stand.part) > 0)
        OFFSET 0) f
    ORDER BY w.id LIMIT size;
END $$;
COMMENT ON FUNCTION loyalty.members_who_stand IS 'Members who stand so, by a part of name, phone or e-mail address, in the order of their ids.';

CREATE OR REPLACE FUNCTION loyalty.find_members(
    schema_version integer, p text, today date, grams bigint[], part text, status text, membership text, kind text,
    level text, after uuid, size bigint
) RETURNS TABLE (id text, member text, profile text)
LANGUAGE plpgsql STABLE ROWS 100
SET search_path = pg_catalog, pg_temp
SET jit = off
AS $$
DECLARE
    entered CONSTANT boolean := loyalty.enter(schema_version, p);
    stride CONSTANT bigint := 100;
    start CONSTANT uuid := coalesce(after, '00000000-0000-0000-0000-000000000000');
    nobody_left CONSTANT uuid := 'ffffffff-ffff-ffff-ffff-ffffffffffff';
    rarest bigint[];
    by_search uuid := start;
    by_level uuid := start;
    by_standing uuid := start;
BEGIN
    IF grams IS NOT NULL THEN
        SELECT w.rarest, w.reach INTO rarest, by_search FROM loyalty.rarest_grams(p, grams, start, stride) w;
    END IF;
    IF find_members.level IS NOT NULL THEN
        by_level := coalesce(loyalty.reach_of_members(p, NULL, NULL, find_members.level, start, stride), nobody_left);
    END IF;
    IF find_members.status IS NOT NULL OR find_members.kind IS NOT NULL THEN
        by_standing := coalesce(loyalty.reach_of_members(p, find_members.status, find_members.kind, NULL, start, stride),
                                nobody_left);
    END IF;
    -- Whose next rows reach furthest has the fewest.
    IF by_standing > greatest(by_search, by_level) AND grams IS NULL THEN
        RETURN QUERY SELECT * FROM loyalty.page_members(schema_version, p, today, find_members.status,
                                                        find_members.membership, find_members.kind,
                                                        find_members.level, after, size);
    ELSIF by_standing > greatest(by_search, by_level) THEN
        RETURN QUERY SELECT * FROM loyalty.members_who_stand(p, today, rarest, by_standing, part, find_members.status,
                                                             find_members.membership, find_members.kind,
                                                             find_members.level, start, size);
    ELSIF by_level > by_search THEN
        RETURN QUERY SELECT * FROM loyalty.members_on_level(p, today, rarest, part, find_members.status,
                                                            find_members.membership, find_members.kind,
                                                            find_members.level, start, size);
    ELSE
        RETURN QUERY SELECT * FROM loyalty.members_with_grams(p, today, rarest, by_search, part,
                                                              find_members.status, find_members.membership,
                                                              find_members.kind, find_members.level, start, size);
    END IF;
END $$;
COMMENT ON FUNCTION loyalty.find_members IS 'Members by a part of name, phone or e-mail address or by their level, in the order of their ids.';
