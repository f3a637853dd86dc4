-- Searches: what a profile is found by is kept beside it, and walked in the order of the members' ids.

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

-- Of the lists of whoever is found the shortest from here on is walked. Of the grams of a search that is the rarest's:
-- the second is walked beside it, or, where far more have that one, looked up for each; and so is the third.
CREATE OR REPLACE FUNCTION loyalty.find_members(
    schema_version integer, p text, today date, grams bigint[], part text, status text, membership text, kind text,
    level text, after uuid, size bigint
) RETURNS TABLE (id text, member text, profile text)
LANGUAGE plpgsql STABLE ROWS 100
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan
SET jit = off
SET enable_seqscan = off
SET enable_bitmapscan = off
SET enable_sort = off
SET enable_hashjoin = off
SET enable_nestloop = off
AS $$
DECLARE
    entered CONSTANT boolean := loyalty.enter(schema_version, p);
    stride CONSTANT bigint := 500;
    far_more CONSTANT bigint := 10;
    start CONSTANT uuid := coalesce(after, '00000000-0000-0000-0000-000000000000');
    nobody_left CONSTANT uuid := 'ffffffff-ffff-ffff-ffff-ffffffffffff';
    rarest bigint[];
    reaches uuid[];
    by_search uuid := start;
    by_level uuid := start;
    by_standing uuid := start;
    overdue uuid[];
    candidates refcursor;
    candidate uuid;
BEGIN
    IF grams IS NOT NULL THEN
        SELECT array_agg(w.gram ORDER BY w.reach DESC, w.gram), array_agg(w.reach ORDER BY w.reach DESC)
        INTO rarest, reaches
        FROM (SELECT w.gram, coalesce((SELECT g.id FROM loyalty.gram g
                                       WHERE g.program = p AND g.gram = w.gram AND g.id > start
                                       ORDER BY g.id OFFSET stride LIMIT 1), nobody_left) AS reach
              FROM unnest(grams) AS w (gram) OFFSET 0) w;
        by_search := reaches[1];
        rarest[2] := coalesce(rarest[2], rarest[1]);
        rarest[3] := coalesce(rarest[3], rarest[2]);
    END IF;
    IF find_members.level IS NOT NULL THEN
        by_level := coalesce(loyalty.reach_of_members(p, NULL, NULL, find_members.level, start, stride), nobody_left);
    END IF;
    IF find_members.status IS NOT NULL OR find_members.kind IS NOT NULL THEN
        by_standing := coalesce(loyalty.reach_of_members(p, find_members.status, find_members.kind, NULL, start, stride),
                                nobody_left);
    END IF;
    IF by_standing > greatest(by_search, by_level) THEN
        RETURN QUERY SELECT * FROM loyalty.page_members(schema_version, p, today, rarest, part, find_members.status,
                                                        find_members.membership, find_members.kind,
                                                        find_members.level, after, size);
        RETURN;
    END IF;
    IF by_level > by_search THEN
        -- Whom time has moved to this level, and of whom that is not written down yet.
        overdue := ARRAY(SELECT m.id FROM loyalty.member m
                         WHERE m.program = p AND m.due_on <= today AND m.level IS DISTINCT FROM find_members.level
                           AND m.id > start AND loyalty.level_on(m.state, today) = find_members.level);
        OPEN candidates FOR
            SELECT w.id
            -- Each in order already, so that they are merged and not sorted.
            FROM ((SELECT m.id FROM loyalty.member m
                   WHERE m.program = p AND m.level = find_members.level AND m.id > start ORDER BY m.id OFFSET 0)
                  UNION ALL
                  (SELECT o.id FROM unnest(overdue) AS o (id) ORDER BY o.id OFFSET 0)) w
            WHERE rarest IS NULL
               OR EXISTS (SELECT FROM loyalty.gram a WHERE a.program = p AND a.gram = rarest[1] AND a.id = w.id OFFSET 0)
            ORDER BY w.id;
    ELSIF by_search < nobody_left AND far_more * stride > (
        SELECT count(*) FROM (SELECT FROM loyalty.gram g
                              WHERE g.program = p AND g.gram = rarest[2] AND g.id > start
                                AND g.id <= by_search ORDER BY g.id LIMIT far_more * stride) w) THEN
        OPEN candidates FOR
            SELECT w.id
            -- Apart, so that the third is looked up only for those who have both.
            FROM (SELECT a.id FROM loyalty.gram a
                  JOIN loyalty.gram b ON b.program = p AND b.gram = rarest[2] AND b.id > start AND b.id = a.id
                  WHERE a.program = p AND a.gram = rarest[1] AND a.id > start
                  ORDER BY a.id OFFSET 0) w
            WHERE EXISTS (SELECT FROM loyalty.gram c
                          WHERE c.program = p AND c.gram = rarest[3] AND c.id = w.id OFFSET 0)
              AND (find_members.level IS NULL
                   OR EXISTS (SELECT FROM loyalty.member m
                              WHERE m.program = p AND m.id = w.id
                                AND (m.level = find_members.level OR m.due_on <= today) OFFSET 0))
            ORDER BY w.id;
    ELSE
        OPEN candidates FOR
            SELECT a.id FROM loyalty.gram a
            WHERE a.program = p AND a.gram = rarest[1] AND a.id > start
              AND EXISTS (SELECT FROM loyalty.gram b
                          WHERE b.program = p AND b.gram = rarest[2] AND b.id = a.id OFFSET 0)
              AND EXISTS (SELECT FROM loyalty.gram c
                          WHERE c.program = p AND c.gram = rarest[3] AND c.id = a.id OFFSET 0)
              AND (find_members.level IS NULL
                   OR EXISTS (SELECT FROM loyalty.member m
                              WHERE m.program = p AND m.id = a.id
                                AND (m.level = find_members.level OR m.due_on <= today) OFFSET 0))
            ORDER BY a.id;
    END IF;
    WHILE size > 0 LOOP
        FETCH candidates INTO candidate;
        EXIT WHEN NOT FOUND;
        SELECT f.state::text INTO profile FROM loyalty.profile f
        WHERE f.program = p AND f.id = candidate AND (rarest IS NULL OR f.grams @> rarest)
          AND (find_members.part IS NULL OR strpos(f.search, find_members.part) > 0);
        CONTINUE WHEN NOT FOUND AND rarest IS NOT NULL;
        SELECT m.id::text, m.state::text INTO id, member FROM loyalty.member m
        WHERE m.program = p AND m.id = candidate
          AND (find_members.status IS NULL OR loyalty.standing(m.blocked, m.closed) = find_members.status)
          AND (find_members.membership IS NULL
               OR loyalty.membership_standing(m.blocked, m.starts_on, m.ends_on, today) = find_members.membership)
          AND (find_members.kind IS NULL OR m.kind = find_members.kind)
          AND (find_members.level IS NULL OR loyalty.level_on(m.state, today) = find_members.level);
        CONTINUE WHEN NOT FOUND;
        RETURN NEXT;
        size := size - 1;
    END LOOP;
    CLOSE candidates;
END $$;
COMMENT ON FUNCTION loyalty.find_members IS 'Members by a part of name, phone or e-mail address or by their level, in the order of their ids.';
