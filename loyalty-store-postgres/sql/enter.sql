-- Where every statement of the engine begins: it names the program whose rows it may see. An engine that knows another
-- schema than the one that stands here goes no further, nor does a host whose text would be taken for something else.
CREATE OR REPLACE FUNCTION loyalty.enter(schema_version integer, p text) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
    IF schema_version <> {version} THEN
        RAISE EXCEPTION 'the database has schema version {version}, this engine knows %', schema_version USING ERRCODE = 'LY002';
    END IF;
    IF current_setting('client_encoding') <> 'UTF8' THEN
        RAISE EXCEPTION 'the connection has client_encoding %: set it to UTF8', current_setting('client_encoding')
            USING ERRCODE = 'LY003';
    END IF;
    RETURN set_config('loyalty_engine.program', p, true) = p;
END $$;
COMMENT ON FUNCTION loyalty.enter IS 'Checks the schema''s version and the encoding, and names the program.';

-- A function, because a statement on a cluster does not count the rows that it left as they were.
CREATE OR REPLACE FUNCTION loyalty.next_version(stands bigint, wanted bigint) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    IF stands <> wanted - 1 THEN
        RAISE SQLSTATE 'LY001';
    END IF;
    RETURN wanted;
END $$;
COMMENT ON FUNCTION loyalty.next_version IS 'A row''s next version, unless somebody else was faster.';

-- A member's purchases that time has something to do with by a day: orders to be paid, and points that are promised.
CREATE OR REPLACE FUNCTION loyalty.purchases_due(state json, day date) RETURNS uuid[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    RETURN ARRAY(SELECT (w.due ->> 'purchase')::uuid
                 FROM json_array_elements(coalesce(state -> 'awaiting', '[]')) AS w (due)
                 WHERE loyalty.day(w.due ->> 'on') <= day
                 UNION
                 SELECT (w.due ->> 'purchase')::uuid
                 FROM json_array_elements(coalesce(state #> '{points,promised}', '[]')) AS w (due)
                 WHERE loyalty.day(w.due ->> 'from') <= day);
END $$;
COMMENT ON FUNCTION loyalty.purchases_due IS 'A member''s purchases whose time comes by a day.';

-- A member's level on a day, as time has left it.
CREATE OR REPLACE FUNCTION loyalty.level_on(state json, day date) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    RETURN (SELECT w.step ->> 'level' FROM json_array_elements(coalesce(state -> 'levels', '[]')) AS w (step)
            WHERE loyalty.day(w.step ->> 'from') <= day ORDER BY loyalty.day(w.step ->> 'from') DESC LIMIT 1);
END $$;
COMMENT ON FUNCTION loyalty.level_on IS 'A member''s level on a day.';
