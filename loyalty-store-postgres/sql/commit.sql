-- Applies one change set whole and answers true, or changes nothing and answers false because something is no longer as it
-- was seen. Also inside a host's transaction: a conflict takes back this statement's work and nothing else.
--
-- Each table has parallel arrays. Seen: 0, a row must not be there yet; -1, it may be; else the version it must have.
-- Tables are written in one order, and rows in the order of their keys, so that two statements never wait for each other.
CREATE OR REPLACE FUNCTION loyalty.commit(
    schema_version integer, p text,
    kinds text[], ids text[], seen bigint[], states text[],
    gone_kinds text[], gone_ids text[], gone_seen bigint[],
    member_id uuid[], member_seen bigint[], member_state text[], member_kind text[], member_blocked boolean[],
    member_closed boolean[], member_card uuid[], member_card_number text[], member_starts_on date[],
    member_ends_on date[], member_series bigint[], member_cycle bigint[], member_stamps bigint[],
    member_card_of bigint[], member_rewards_due_on date[], member_due_on date[], member_level text[],
    member_merged_into uuid[], member_purchases_due_on date[], member_erased boolean[],
    forget_member uuid[], forget_reply text[],
    profile_id uuid[], profile_seen bigint[], profile_state text[], profile_name text[], profile_phone text[],
    profile_email text[], profile_birth_date date[], profile_search text[], profile_grams text[],
    purchase_id uuid[], purchase_seen bigint[], purchase_state text[], purchase_member uuid[], purchase_outlet text[],
    purchase_receipt text[], purchase_amount numeric[], purchase_status text[], purchase_at timestamptz[],
    purchase_pay_by timestamptz[], purchase_points_given bigint[], purchase_points_taken bigint[],
    purchase_points_spent bigint[], purchase_points_returned bigint[],
    stamp_id text[], stamp_seen bigint[], stamp_state text[], stamp_member uuid[], stamp_series bigint[],
    stamp_cycle bigint[], stamp_position bigint[], stamp_purchase uuid[], stamp_at timestamptz[],
    handle_kind text[], handle_name text[], handle_seen uuid[], handle_owner_kind text[], handle_owner uuid[],
    entry_subject uuid[], entry_seq bigint[], entry_at timestamptz[], entry_operation text[], entry_actor text[], entry text[],
    entry_why text[],
    reply_key text[], reply text[], reply_subject uuid[], reply_seq bigint[]
) RETURNS boolean
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
-- A plan for arrays of any length is made once; made for each call it would cost more than the work. Tables grow after
-- that, so it goes by their keys, and what joins tables is written so that there is one way to do it.
SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off
AS $$
DECLARE
    entered CONSTANT boolean := loyalty.enter(schema_version, p);
    noun text;
    changed record;
    n bigint;
BEGIN
    -- What is acknowledged survives a crash, whatever the host has set for itself.
    IF current_setting('synchronous_commit') = 'off' THEN
        PERFORM set_config('synchronous_commit', 'on', true);
    END IF;
    BEGIN
        IF cardinality(member_id) > 0 THEN
            -- Who is known is there: the statement after this one would make anew whoever is not.
            IF 0 < ANY (member_seen) THEN
                SELECT count(*) INTO n
                FROM unnest(member_id, member_seen) AS w (id, seen)
                CROSS JOIN LATERAL (SELECT FROM loyalty.member m
                                    WHERE m.program = p AND m.id = w.id AND m.version = w.seen OFFSET 0) m;
                IF n < cardinality(array_remove(member_seen, 0)) THEN
                    RAISE SQLSTATE 'LY001';
                END IF;
            END IF;
            INSERT INTO loyalty.member AS m (program, id, version, state, kind, blocked, closed, card, card_number,
                starts_on, ends_on, series, cycle, stamps, card_of, rewards_due_on, due_on, level, merged_into,
                purchases_due_on, erased)
            SELECT p, w.id, w.seen + 1, w.state::json, w.kind, w.blocked, w.closed, w.card, w.card_number, w.starts_on,
                   w.ends_on, w.series, w.cycle, w.stamps, w.card_of, w.rewards_due_on, w.due_on, w.level,
                   w.merged_into, w.purchases_due_on, w.erased
            FROM unnest(member_id, member_seen, member_state, member_kind, member_blocked, member_closed, member_card,
                        member_card_number, member_starts_on, member_ends_on, member_series, member_cycle,
                        member_stamps, member_card_of, member_rewards_due_on, member_due_on, member_level,
                        member_merged_into, member_purchases_due_on, member_erased)
                AS w (id, seen, state, kind, blocked, closed, card, card_number, starts_on, ends_on, series, cycle,
                      stamps, card_of, rewards_due_on, due_on, level, merged_into, purchases_due_on, erased)
            ON CONFLICT (program, id) DO UPDATE SET
                version = loyalty.next_version(m.version, excluded.version), state = excluded.state,
                kind = excluded.kind, blocked = excluded.blocked, closed = excluded.closed, card = excluded.card,
                card_number = excluded.card_number, starts_on = excluded.starts_on, ends_on = excluded.ends_on,
                series = excluded.series, cycle = excluded.cycle, stamps = excluded.stamps, card_of = excluded.card_of,
                rewards_due_on = excluded.rewards_due_on, due_on = excluded.due_on, level = excluded.level,
                merged_into = excluded.merged_into, purchases_due_on = excluded.purchases_due_on,
                erased = excluded.erased;
        END IF;

        -- Of whom is forgotten nothing that was told in words stays, before anything new is told.
        IF cardinality(forget_member) > 0 THEN
            FOR i IN 1 .. cardinality(forget_member) LOOP
                DELETE FROM loyalty.reason r WHERE r.program = p AND r.subject = forget_member[i];
                UPDATE loyalty.reply r SET reply = forget_reply[i]::json, subject = NULL, seq = NULL
                WHERE r.program = p AND r.subject = forget_member[i] AND r.reply ->> 'member' IS NOT NULL;
            END LOOP;
        END IF;

        -- Before the rows that bear these names: those come in the order of their ids, in which two may want each other's.
        IF cardinality(handle_kind) > 0 THEN
            -- An owner who was seen lets go first; who takes a name that somebody else has taken meanwhile finds it taken.
            IF cardinality(array_remove(handle_seen, NULL)) > 0 THEN
                FOR i IN 1 .. cardinality(handle_kind) LOOP
                    CONTINUE WHEN handle_seen[i] IS NULL;
                    DELETE FROM loyalty.handle h WHERE h.program = p AND h.kind = handle_kind[i]
                        AND h.name = handle_name[i] AND h.owner = handle_seen[i];
                    IF NOT FOUND THEN
                        RAISE SQLSTATE 'LY001';
                    END IF;
                END LOOP;
            END IF;
            INSERT INTO loyalty.handle (program, kind, name, owner_kind, owner)
            SELECT p, w.kind, w.name, w.owner_kind, w.owner
            FROM unnest(handle_kind, handle_name, handle_owner_kind, handle_owner) AS w (kind, name, owner_kind, owner)
            WHERE w.owner IS NOT NULL;
        END IF;

        -- What goes lets go of its names before others bear them.
        IF 'profile' = ANY (gone_kinds) THEN
            PERFORM loyalty.keep_grams(p, array_agg(w.id::uuid), array_agg('{}'::text))
            FROM unnest(gone_kinds, gone_ids) AS w (kind, id) WHERE w.kind = 'profile';
        END IF;
        IF cardinality(gone_kinds) > 0 AND NOT loyalty.remove(p, gone_kinds, gone_ids, gone_seen) THEN
            RAISE SQLSTATE 'LY001';
        END IF;

        IF 0 < ANY (profile_seen) THEN
            FOR changed IN
                SELECT * FROM unnest(profile_id, profile_seen, profile_state, profile_name, profile_phone, profile_email,
                                     profile_birth_date, profile_search, profile_grams)
                    AS w (id, seen, state, name, phone, email, birth_date, search, grams)
            LOOP
                CONTINUE WHEN changed.seen = 0;
                PERFORM loyalty.keep_grams(p, ARRAY[changed.id], ARRAY[changed.grams]);
                UPDATE loyalty.profile t SET version = t.version + 1, state = changed.state::json,
                    name = changed.name, phone = changed.phone, email = changed.email,
                    birth_date = changed.birth_date, search = changed.search,
                    grams = changed.grams::bigint[]
                WHERE t.program = p AND t.id = changed.id AND t.version = changed.seen;
                IF NOT FOUND THEN
                    RAISE SQLSTATE 'LY001';
                END IF;
            END LOOP;
        END IF;
        IF 0 = ANY (profile_seen) THEN
            INSERT INTO loyalty.profile (program, id, version, state, name, phone, email, birth_date, search, grams)
            SELECT p, w.id, 1, w.state::json, w.name, w.phone, w.email, w.birth_date, w.search, w.grams::bigint[]
            FROM unnest(profile_id, profile_seen, profile_state, profile_name, profile_phone, profile_email,
                        profile_birth_date, profile_search, profile_grams)
                AS w (id, seen, state, name, phone, email, birth_date, search, grams)
            WHERE w.seen = 0;
            INSERT INTO loyalty.gram (program, gram, id)
            SELECT p, unnest(w.grams::bigint[]), w.id
            FROM unnest(profile_id, profile_seen, profile_grams) AS w (id, seen, grams) WHERE w.seen = 0;
        END IF;

        IF cardinality(kinds) > 0 THEN
            FOREACH noun IN ARRAY ARRAY['program', 'rules', 'card', 'membership', 'reward'] LOOP
                CONTINUE WHEN noun <> ALL (kinds);
                IF NOT loyalty.write(p, noun, kinds, ids, seen, states) THEN
                    RAISE SQLSTATE 'LY001';
                END IF;
            END LOOP;
        END IF;
        IF 0 < ANY (purchase_seen) THEN
            FOR changed IN
                SELECT * FROM unnest(purchase_id, purchase_seen, purchase_state, purchase_member, purchase_outlet,
                                     purchase_receipt, purchase_amount, purchase_status, purchase_at,
                                     purchase_pay_by, purchase_points_given, purchase_points_taken,
                                     purchase_points_spent, purchase_points_returned)
                    AS w (id, seen, state, member, outlet, receipt, amount, status, at, pay_by, points_given,
                          points_taken, points_spent, points_returned)
            LOOP
                CONTINUE WHEN changed.seen = 0;
                UPDATE loyalty.purchase t SET version = t.version + 1, state = changed.state::json,
                    member = changed.member, outlet = changed.outlet, receipt = changed.receipt,
                    amount = changed.amount, status = changed.status, at = changed.at, pay_by = changed.pay_by,
                    points_given = changed.points_given, points_taken = changed.points_taken,
                    points_spent = changed.points_spent, points_returned = changed.points_returned
                WHERE t.program = p AND t.id = changed.id AND t.version = changed.seen;
                IF NOT FOUND THEN
                    RAISE SQLSTATE 'LY001';
                END IF;
            END LOOP;
        END IF;
        IF 0 = ANY (purchase_seen) THEN
            INSERT INTO loyalty.purchase (program, id, version, state, member, outlet, receipt, amount, status, at, pay_by,
                points_given, points_taken, points_spent, points_returned)
            SELECT p, w.id, 1, w.state::json, w.member, w.outlet, w.receipt, w.amount, w.status, w.at, w.pay_by,
                   w.points_given, w.points_taken, w.points_spent, w.points_returned
            FROM unnest(purchase_id, purchase_seen, purchase_state, purchase_member, purchase_outlet,
                        purchase_receipt, purchase_amount, purchase_status, purchase_at, purchase_pay_by,
                        purchase_points_given, purchase_points_taken, purchase_points_spent, purchase_points_returned)
                AS w (id, seen, state, member, outlet, receipt, amount, status, at, pay_by, points_given, points_taken,
                      points_spent, points_returned)
            WHERE w.seen = 0;
        END IF;

        IF cardinality(stamp_id) > 0 THEN
            -- A stamp that was taken back may be given again in the same change set: the member's version guards it.
            IF -1 = ANY (stamp_seen) THEN
                FOR i IN 1 .. cardinality(stamp_id) LOOP
                    CONTINUE WHEN stamp_seen[i] = 0;
                    DELETE FROM loyalty.stamp s WHERE s.program = p AND s.id = stamp_id[i] RETURNING s.version INTO n;
                    stamp_seen[i] := coalesce(n, 0);
                END LOOP;
            END IF;
            INSERT INTO loyalty.stamp (program, id, version, state, member, series, cycle, position, purchase, at)
            SELECT p, w.id, w.seen + 1, w.state::json, w.member, w.series, w.cycle, w.position, w.purchase, w.at
            FROM unnest(stamp_id, stamp_seen, stamp_state, stamp_member, stamp_series, stamp_cycle, stamp_position,
                        stamp_purchase, stamp_at)
                AS w (id, seen, state, member, series, cycle, position, purchase, at);
        END IF;

        IF cardinality(entry_subject) > 0 THEN
            INSERT INTO loyalty.entry (program, subject, seq, at, operation, actor, entry)
            SELECT p, w.subject, w.seq, w.at, w.operation, w.actor, w.entry::json
            FROM unnest(entry_subject, entry_seq, entry_at, entry_operation, entry_actor, entry)
                AS w (subject, seq, at, operation, actor, entry);
            IF cardinality(array_remove(entry_why, NULL)) > 0 THEN
                INSERT INTO loyalty.reason (program, subject, seq, reason)
                SELECT p, w.subject, w.seq, w.why FROM unnest(entry_subject, entry_seq, entry_why) AS w (subject, seq, why)
                WHERE w.why IS NOT NULL;
            END IF;
            -- Each is the next of its log: the one before it is there.
            SELECT count(*) INTO n
            FROM (SELECT w.subject, w.seq - 1 AS before
                  FROM unnest(entry_subject, entry_seq) AS w (subject, seq) OFFSET 0) w
            CROSS JOIN LATERAL (SELECT FROM loyalty.entry e
                                WHERE e.program = p AND e.subject = w.subject AND e.seq = w.before OFFSET 0) e;
            IF n < cardinality(array_remove(entry_seq, 1)) THEN
                RAISE SQLSTATE 'LY001';
            END IF;
        END IF;

        IF cardinality(reply_key) > 0 THEN
            INSERT INTO loyalty.reply (program, key, reply, subject, seq)
            SELECT p, w.key, w.reply::json, w.subject, w.seq
            FROM unnest(reply_key, reply, reply_subject, reply_seq) AS w (key, reply, subject, seq);
        END IF;
        RETURN true;
    EXCEPTION WHEN unique_violation OR SQLSTATE 'LY001' THEN
        RETURN false;
    END;
END $$;
COMMENT ON FUNCTION loyalty.commit IS 'Applies one change set whole, or nothing of it.';
