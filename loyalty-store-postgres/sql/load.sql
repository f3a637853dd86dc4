-- Everything a decision asked to see, as one consistent view: the function is stable, so all of it is read under the
-- snapshot of the statement that calls it. What: a table's noun, or `handle`, `reply`,
-- `entry`, whose id is the reason that was given.
-- Keys are compared with plain columns and parameters: under row level security an index is not asked for what another
-- expression computes from a row, because computing it might tell of rows that must stay hidden.
CREATE OR REPLACE FUNCTION loyalty.load(
    schema_version integer, p text, rules_known bigint,
    members uuid[], cards text[], purchases uuid[], kinds text[], ids text[], handle_kinds text[], handle_names text[], reply_keys text[],
    with_profiles boolean, with_cards boolean, with_rewards boolean, rewards_by date
) RETURNS TABLE (what text, id text, version bigint, body text)
LANGUAGE plpgsql STABLE ROWS 10
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off
SET enable_bitmapscan = off
AS $$
DECLARE
    entered CONSTANT boolean := loyalty.enter(schema_version, p);
    noun text;
    handle loyalty.handle;
    newest bigint;
    purchase record;
    card record;
    member record;
    owners uuid[];
    lapsing uuid[];
    others uuid[];
    merged uuid[];
BEGIN
    -- The program's own row tells whether there are newer rules; most of the time there are none.
    SELECT g.rules INTO newest FROM loyalty.program g WHERE g.program = p AND g.id = 'program';
    IF newest > rules_known THEN
        RETURN QUERY SELECT 'newer', r.id, r.version, r.state::text FROM loyalty.rules r
                     WHERE r.program = p AND r.number > rules_known;
    END IF;

    IF cardinality(kinds) > 0 THEN
        FOREACH noun IN ARRAY ARRAY['program', 'rules', 'profile', 'membership', 'stamp', 'reward'] LOOP
            IF noun = ANY (kinds) THEN
                RETURN QUERY SELECT noun, r.id, r.version, r.body FROM loyalty.rows(noun, p, (
                    SELECT array_agg(w.id) FROM unnest(kinds, ids) AS w (kind, id) WHERE w.kind = noun)) r;
            END IF;
        END LOOP;
    END IF;

    IF cardinality(handle_kinds) > 0 THEN
        FOR handle IN SELECT h.* FROM unnest(handle_kinds, handle_names) AS w (kind, name)
                      CROSS JOIN LATERAL (SELECT * FROM loyalty.handle h
                                          WHERE h.program = p AND h.kind = w.kind AND h.name = w.name OFFSET 0) h LOOP
            what := 'handle';
            id := handle.kind || ' ' || handle.name;
            body := handle.owner_kind || ':' || handle.owner;
            RETURN NEXT;
            CASE handle.owner_kind
                WHEN 'member' THEN members := members || handle.owner;
                WHEN 'card' THEN cards := cards || handle.owner::text;
                WHEN 'purchase' THEN purchases := purchases || handle.owner;
            END CASE;
            IF handle.kind = 'receipt' THEN
                -- A receipt that is known answers as it did then.
                RETURN QUERY SELECT 'entry', (SELECT r.reason FROM loyalty.reason r
                                              WHERE r.program = p AND r.subject = e.subject AND r.seq = e.seq),
                                    NULL::bigint, e.entry::text
                             FROM (SELECT loyalty.subject(b.state #>> '{entry,subject}') AS subject,
                                          (b.state #>> '{entry,seq}')::bigint AS seq
                                   FROM loyalty.purchase b WHERE b.program = p AND b.id = handle.owner OFFSET 0) b
                             CROSS JOIN LATERAL (SELECT * FROM loyalty.entry e WHERE e.program = p
                                 AND e.subject = b.subject AND e.seq = b.seq OFFSET 0) e;
            END IF;
        END LOOP;
    END IF;

    IF cardinality(purchases) > 0 THEN
        what := 'purchase';
        FOR purchase IN SELECT b.id, b.version, b.state::text AS body, b.member FROM unnest(purchases) AS w (id)
                        CROSS JOIN LATERAL (SELECT * FROM loyalty.purchase b
                                            WHERE b.program = p AND b.id = w.id OFFSET 0) b LOOP
            id := purchase.id;
            version := purchase.version;
            body := purchase.body;
            RETURN NEXT;
            members := members || purchase.member;
        END LOOP;
    END IF;
    IF cardinality(cards) > 0 THEN
        what := 'card';
        FOR card IN SELECT c.id, c.version, c.state::text AS body, c.member FROM unnest(cards) AS w (id)
                    CROSS JOIN LATERAL (SELECT * FROM loyalty.card c
                                        WHERE c.program = p AND c.id = w.id OFFSET 0) c LOOP
            id := card.id;
            version := card.version;
            body := card.body;
            RETURN NEXT;
            members := members || card.member;
        END LOOP;
    END IF;

    IF cardinality(members) > 0 THEN
        cards := '{}';
        purchases := '{}';
        others := members;
        -- Whoever turned out to be somebody else brings them along.
        WHILE cardinality(others) > 0 LOOP
            what := 'member';
            merged := '{}';
            FOR member IN SELECT m.id, m.version, m.state, m.card, m.merged_into,
                                 with_rewards OR m.ends_on < rewards_by AS with_rewards,
                                 m.rewards_due_on <= rewards_by AS with_lapsing,
                                 m.purchases_due_on <= rewards_by AS with_purchases
                          FROM unnest(others) AS w (id)
                          CROSS JOIN LATERAL (SELECT * FROM loyalty.member m
                                              WHERE m.program = p AND m.id = w.id OFFSET 0) m LOOP
                id := member.id;
                version := member.version;
                body := member.state;
                RETURN NEXT;
                cards := cards || member.card::text;
                merged := merged || member.merged_into;
                IF member.with_rewards THEN
                    owners := owners || member.id;
                ELSIF member.with_lapsing THEN
                    lapsing := lapsing || member.id;
                END IF;
                IF member.with_purchases THEN
                    purchases := purchases || loyalty.purchases_due(member.state, rewards_by);
                END IF;
            END LOOP;
            others := ARRAY(SELECT unnest(array_remove(merged, NULL)) EXCEPT SELECT unnest(members));
            members := members || others;
        END LOOP;
        IF cardinality(purchases) > 0 THEN
            RETURN QUERY SELECT 'purchase', b.id::text, b.version, b.state::text FROM unnest(purchases) AS w (id)
                         CROSS JOIN LATERAL (SELECT * FROM loyalty.purchase b
                                             WHERE b.program = p AND b.id = w.id OFFSET 0) b;
        END IF;
        IF with_profiles THEN
            RETURN QUERY SELECT 'profile', f.id::text, f.version, f.state::text FROM unnest(members) AS w (id)
                         CROSS JOIN LATERAL (SELECT * FROM loyalty.profile f
                                             WHERE f.program = p AND f.id = w.id OFFSET 0) f;
        END IF;
        IF with_cards THEN
            RETURN QUERY SELECT 'card', c.id, c.version, c.state::text FROM unnest(cards) AS w (id)
                         CROSS JOIN LATERAL (SELECT * FROM loyalty.card c
                                             WHERE c.program = p AND c.id = w.id OFFSET 0) c;
        END IF;
        IF cardinality(owners) > 0 THEN
            RETURN QUERY SELECT 'reward', g.id, g.version, g.state::text FROM unnest(owners) AS w (id)
                         CROSS JOIN LATERAL (SELECT * FROM loyalty.reward g
                                             WHERE g.program = p AND g.member = w.id AND g.status = 'open' OFFSET 0) g;
        END IF;
        IF cardinality(lapsing) > 0 THEN
            RETURN QUERY SELECT 'reward', g.id, g.version, g.state::text FROM unnest(lapsing) AS w (id)
                         CROSS JOIN LATERAL (
                             SELECT * FROM loyalty.reward g
                             WHERE g.program = p AND g.member = w.id AND g.status = 'open' AND g.until < rewards_by
                             UNION ALL
                             (SELECT * FROM loyalty.reward g
                              WHERE g.program = p AND g.member = w.id AND g.status = 'open' AND g.until >= rewards_by
                              ORDER BY g.until LIMIT 1)
                             OFFSET 0) g;
        END IF;
    END IF;

    IF cardinality(reply_keys) > 0 THEN
        RETURN QUERY SELECT 'reply', r.key, NULL::bigint, r.reply::text FROM unnest(reply_keys) AS w (key)
                     CROSS JOIN LATERAL (SELECT * FROM loyalty.reply r
                                         WHERE r.program = p AND r.key = w.key OFFSET 0) r;
        IF FOUND THEN
            RETURN QUERY SELECT 'entry', (SELECT r.reason FROM loyalty.reason r
                                          WHERE r.program = p AND r.subject = e.subject AND r.seq = e.seq),
                                NULL::bigint, e.entry::text
                         FROM unnest(reply_keys) AS w (key)
                         CROSS JOIN LATERAL (SELECT * FROM loyalty.reply r
                                             WHERE r.program = p AND r.key = w.key OFFSET 0) r
                         CROSS JOIN LATERAL (SELECT * FROM loyalty.entry e WHERE e.program = p
                             AND e.subject = r.subject AND e.seq = r.seq OFFSET 0) e;
        END IF;
    END IF;
END $$;
COMMENT ON FUNCTION loyalty.load IS 'Everything a decision asked to see.';
