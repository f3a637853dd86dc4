-- Everything a decision asked to see, as one consistent view: the function is stable, so all of it is read under the
-- snapshot of the statement that calls it. What: a table's noun, or `handle`, `reply`, `entry`.
CREATE OR REPLACE FUNCTION loyalty.load(
    schema_version integer, p text, rules_known bigint,
    kinds text[], ids text[], handle_kinds text[], handle_names text[], reply_keys text[],
    with_profiles boolean, with_cards boolean, with_rewards boolean, rewards_by date
) RETURNS TABLE (what text, id text, version bigint, body text)
LANGUAGE plpgsql STABLE ROWS 10
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off
SET enable_hashjoin = off
SET enable_mergejoin = off
AS $$
DECLARE
    noun text;
    newest bigint;
    members uuid[];
    cards text[];
    purchases uuid[];
BEGIN
    PERFORM loyalty.enter(schema_version, p);

    -- The program's own row tells whether there are newer rules; most of the time there are none.
    SELECT g.rules INTO newest FROM loyalty.program g WHERE g.program = p AND g.id = 'program';
    IF newest > rules_known THEN
        RETURN QUERY SELECT 'newer', r.id, r.version, r.state::text FROM loyalty.rules r
                     WHERE r.program = p AND r.number > rules_known;
    END IF;

    IF cardinality(kinds) > 0 THEN
        SELECT array_agg(w.id::uuid) FILTER (WHERE w.kind = 'member'), array_agg(w.id) FILTER (WHERE w.kind = 'card'),
               array_agg(w.id::uuid) FILTER (WHERE w.kind = 'purchase')
        INTO members, cards, purchases FROM unnest(kinds, ids) AS w (kind, id);
        FOREACH noun IN ARRAY ARRAY['program', 'rules', 'profile', 'membership', 'stamp', 'reward'] LOOP
            IF noun = ANY (kinds) THEN
                RETURN QUERY SELECT noun, r.id, r.version, r.body FROM loyalty.rows(noun, p, (
                    SELECT array_agg(w.id) FROM unnest(kinds, ids) AS w (kind, id) WHERE w.kind = noun)) r;
            END IF;
        END LOOP;
    END IF;

    IF cardinality(handle_kinds) > 0 THEN
        RETURN QUERY SELECT 'handle', h.kind || ' ' || h.name, NULL::bigint, h.owner_kind || ':' || h.owner
                     FROM unnest(handle_kinds, handle_names) AS w (kind, name)
                     JOIN loyalty.handle h ON h.program = p AND h.kind = w.kind AND h.name = w.name;
        IF FOUND THEN
            SELECT members || array_agg(h.owner) FILTER (WHERE h.owner_kind = 'member'),
                   cards || array_agg(h.owner::text) FILTER (WHERE h.owner_kind = 'card'),
                   purchases || array_agg(h.owner) FILTER (WHERE h.owner_kind = 'purchase')
            INTO members, cards, purchases
            FROM unnest(handle_kinds, handle_names) AS w (kind, name)
            JOIN loyalty.handle h ON h.program = p AND h.kind = w.kind AND h.name = w.name;
            IF 'receipt' = ANY (handle_kinds) THEN
                -- A receipt that is known answers as it did then.
                RETURN QUERY SELECT 'entry', NULL::text, NULL::bigint, e.entry::text
                             FROM unnest(handle_kinds, handle_names) AS w (kind, name)
                             JOIN loyalty.handle h ON h.program = p AND h.kind = w.kind AND h.name = w.name
                             JOIN loyalty.purchase b ON b.program = p AND b.id = h.owner
                             JOIN loyalty.entry e ON e.program = p AND e.seq = (b.state #>> '{entry,seq}')::bigint
                                 AND e.subject = loyalty.subject(b.state #>> '{entry,subject}')
                             WHERE w.kind = 'receipt';
            END IF;
        END IF;
    END IF;

    IF cardinality(purchases) > 0 THEN
        RETURN QUERY SELECT 'purchase', b.id::text, b.version, b.state::text FROM loyalty.purchase b
                     WHERE b.program = p AND b.id = ANY (purchases);
        SELECT members || array_agg(b.member) INTO members FROM loyalty.purchase b
        WHERE b.program = p AND b.id = ANY (purchases) AND b.member IS NOT NULL;
    END IF;
    IF cardinality(cards) > 0 THEN
        RETURN QUERY SELECT 'card', c.id, c.version, c.state::text FROM loyalty.card c
                     WHERE c.program = p AND c.id = ANY (cards);
        SELECT members || array_agg(c.member) INTO members FROM loyalty.card c
        WHERE c.program = p AND c.id = ANY (cards) AND c.member IS NOT NULL;
    END IF;

    IF cardinality(members) > 0 THEN
        RETURN QUERY SELECT 'member', m.id::text, m.version, m.state::text FROM loyalty.member m
                     WHERE m.program = p AND m.id = ANY (members);
        IF with_profiles THEN
            RETURN QUERY SELECT 'profile', f.id::text, f.version, f.state::text FROM loyalty.profile f
                         WHERE f.program = p AND f.id = ANY (members);
        END IF;
        IF with_cards THEN
            RETURN QUERY SELECT 'card', c.id, c.version, c.state::text
                         FROM loyalty.member m JOIN loyalty.card c ON c.program = p AND c.id = m.card::text
                         WHERE m.program = p AND m.id = ANY (members);
        END IF;
        RETURN QUERY SELECT 'reward', w.id, w.version, w.state::text
                     FROM loyalty.member m JOIN loyalty.reward w ON w.program = p AND w.member = m.id
                     WHERE m.program = p AND m.id = ANY (members) AND w.status = 'open'
                       AND (with_rewards OR m.ends_on < rewards_by OR m.rewards_due_on <= rewards_by);
    END IF;

    IF cardinality(reply_keys) > 0 THEN
        RETURN QUERY SELECT 'reply', r.key, NULL::bigint, r.reply::text FROM loyalty.reply r
                     WHERE r.program = p AND r.key = ANY (reply_keys);
        IF FOUND THEN
            RETURN QUERY SELECT 'entry', NULL::text, NULL::bigint, e.entry::text
                         FROM loyalty.reply r
                         JOIN loyalty.entry e ON e.program = p AND e.subject = r.subject AND e.seq = r.seq
                         WHERE r.program = p AND r.key = ANY (reply_keys);
        END IF;
    END IF;
END $$;
COMMENT ON FUNCTION loyalty.load IS 'Everything a decision asked to see.';
