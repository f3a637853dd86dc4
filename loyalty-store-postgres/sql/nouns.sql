-- By a table's noun: which of the functions that were made for each table.

CREATE OR REPLACE FUNCTION loyalty.subject(text) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN $1 = 'program' THEN '00000000-0000-0000-0000-000000000000'::uuid ELSE split_part($1, ':', 2)::uuid END;
COMMENT ON FUNCTION loyalty.subject IS 'Whose log: a name such as member:ID as an id.';

CREATE OR REPLACE FUNCTION loyalty.write(p text, kind text, kinds text[], ids text[], seen bigint[], states text[])
RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
    some_ids text[];
    some_seen bigint[];
    some_states text[];
BEGIN
    SELECT array_agg(w.id ORDER BY w.id), array_agg(w.seen ORDER BY w.id), array_agg(w.state ORDER BY w.id)
    INTO some_ids, some_seen, some_states
    FROM unnest(kinds, ids, seen, states) AS w (kind, id, seen, state) WHERE w.kind = write.kind;
    CASE kind
        WHEN 'program' THEN RETURN loyalty.write_program(p, some_ids, some_seen, some_states);
        WHEN 'rules' THEN RETURN loyalty.write_rules(p, some_ids, some_seen, some_states);
        WHEN 'card' THEN RETURN loyalty.write_card(p, some_ids, some_seen, some_states);
        WHEN 'membership' THEN RETURN loyalty.write_membership(p, some_ids, some_seen, some_states);
        WHEN 'reward' THEN RETURN loyalty.write_reward(p, some_ids, some_seen, some_states);
    END CASE;
END $$;
COMMENT ON FUNCTION loyalty.write IS 'Writes those of many rows that belong to one table; says whether all were as expected.';

CREATE OR REPLACE FUNCTION loyalty.remove(p text, kinds text[], ids text[], seen bigint[]) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
    row record;
    removed boolean;
BEGIN
    FOR row IN SELECT w.kind, array_agg(w.id ORDER BY w.id) AS ids, array_agg(w.seen ORDER BY w.id) AS seen
               FROM unnest(kinds, ids, seen) AS w (kind, id, seen) GROUP BY w.kind ORDER BY w.kind LOOP
        CASE row.kind
            WHEN 'program' THEN removed := loyalty.remove_program(p, row.ids, row.seen);
            WHEN 'rules' THEN removed := loyalty.remove_rules(p, row.ids, row.seen);
            WHEN 'member' THEN removed := loyalty.remove_member(p, row.ids, row.seen);
            WHEN 'profile' THEN removed := loyalty.remove_profile(p, row.ids, row.seen);
            WHEN 'card' THEN removed := loyalty.remove_card(p, row.ids, row.seen);
            WHEN 'membership' THEN removed := loyalty.remove_membership(p, row.ids, row.seen);
            WHEN 'purchase' THEN removed := loyalty.remove_purchase(p, row.ids, row.seen);
            WHEN 'stamp' THEN removed := loyalty.remove_stamp(p, row.ids, row.seen);
            WHEN 'reward' THEN removed := loyalty.remove_reward(p, row.ids, row.seen);
        END CASE;
        IF NOT removed THEN
            RETURN false;
        END IF;
    END LOOP;
    RETURN true;
END $$;
COMMENT ON FUNCTION loyalty.remove IS 'Removes rows of any tables; says whether all were as expected.';

CREATE OR REPLACE FUNCTION loyalty.rows(kind text, p text, ids text[]) RETURNS TABLE (id text, version bigint, body text)
LANGUAGE plpgsql STABLE ROWS 10 AS $$
BEGIN
    CASE kind
        WHEN 'program' THEN RETURN QUERY SELECT * FROM loyalty.rows_program(p, ids);
        WHEN 'rules' THEN RETURN QUERY SELECT * FROM loyalty.rows_rules(p, ids);
        WHEN 'profile' THEN RETURN QUERY SELECT * FROM loyalty.rows_profile(p, ids);
        WHEN 'membership' THEN RETURN QUERY SELECT * FROM loyalty.rows_membership(p, ids);
        WHEN 'stamp' THEN RETURN QUERY SELECT * FROM loyalty.rows_stamp(p, ids);
        WHEN 'reward' THEN RETURN QUERY SELECT * FROM loyalty.rows_reward(p, ids);
    END CASE;
END $$;
COMMENT ON FUNCTION loyalty.rows IS 'Rows of one table by their ids.';
