-- Version 1. A table in the singular belongs to the engine: program, id, version, state, and beside them real columns for
-- what is searched, reported or guarded. Every key begins with the program. A view in the plural is for people.
-- PostgreSQL reads a table's checks anew for each statement: there are those that guard value, and no others.
-- `loyalty.` stands for the schema, whatever it is called.

CREATE TABLE loyalty.schema_version (version integer NOT NULL, functions text NOT NULL);
COMMENT ON TABLE loyalty.schema_version IS 'Which version of this schema stands here; one row.';
COMMENT ON COLUMN loyalty.schema_version.version IS 'The number of the newest step that was taken.';
COMMENT ON COLUMN loyalty.schema_version.functions IS 'A digest of the functions that stand here.';
INSERT INTO loyalty.schema_version VALUES (0, '');

-- Text as the engine writes it means the same under every setting, whatever PostgreSQL has to assume of a cast.
CREATE FUNCTION loyalty.day(text) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN make_date(substr($1, 1, 4)::integer, substr($1, 6, 2)::integer, substr($1, 9, 2)::integer);
COMMENT ON FUNCTION loyalty.day(text) IS 'A day written YYYY-MM-DD.';
CREATE FUNCTION loyalty.moment(text) RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN $1::timestamptz;
COMMENT ON FUNCTION loyalty.moment(text) IS 'A moment in RFC 3339 with its offset.';

CREATE TABLE loyalty.program (
    program text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL CHECK (id = 'program' AND btrim(program) <> ''),
    version bigint NOT NULL,
    state json NOT NULL,
    rules bigint NOT NULL GENERATED ALWAYS AS ((state ->> 'rules')::bigint) STORED,
    PRIMARY KEY (program, id)
);
COMMENT ON TABLE loyalty.program IS 'One row a program (a business''s loyalty scheme).';
COMMENT ON COLUMN loyalty.program.rules IS 'The newest version of its rules.';

CREATE TABLE loyalty.rules (
    program text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    version bigint NOT NULL CHECK (version = 1),
    state json NOT NULL,
    number bigint NOT NULL GENERATED ALWAYS AS (id::bigint) STORED,
    PRIMARY KEY (program, id)
);
COMMENT ON TABLE loyalty.rules IS 'Every version of every program''s rules; a version is never changed.';
COMMENT ON COLUMN loyalty.rules.number IS 'Which version of the rules.';

-- Read and written all the time: the engine hands these columns over ready-made, and a third of each page stays free,
-- so that an update finds room beside the row and touches no index.
CREATE TABLE loyalty.member (
    program text COLLATE "C" NOT NULL,
    id uuid NOT NULL,
    version bigint NOT NULL,
    state json NOT NULL,
    kind text NOT NULL,
    blocked boolean NOT NULL,
    closed boolean NOT NULL,
    card uuid,
    card_number text COLLATE "C",
    starts_on date,
    ends_on date,
    series bigint,
    cycle bigint,
    stamps bigint,
    card_of bigint,
    rewards_due_on date,
    due_on date,
    level text,
    merged_into uuid,
    purchases_due_on date,
    erased boolean NOT NULL,
    PRIMARY KEY (program, id),
    CHECK (stamps BETWEEN 0 AND card_of AND starts_on <= ends_on AND (closed OR NOT erased))
) WITH (fillfactor = 67);
CREATE INDEX member_due ON loyalty.member (program, due_on, id) WHERE due_on IS NOT NULL;
CREATE INDEX member_kind ON loyalty.member (program, kind, id);
CREATE INDEX member_level ON loyalty.member (program, level, id) WHERE level IS NOT NULL;
CREATE INDEX member_blocked ON loyalty.member (program, id) WHERE blocked;
CREATE INDEX member_closed ON loyalty.member (program, id) WHERE closed;
COMMENT ON TABLE loyalty.member IS 'One row a member; no personal data.';
COMMENT ON COLUMN loyalty.member.kind IS 'walk_in, member or vip.';
COMMENT ON COLUMN loyalty.member.blocked IS 'Blocked by the business.';
COMMENT ON COLUMN loyalty.member.closed IS 'Closed: nothing can be added.';
COMMENT ON COLUMN loyalty.member.erased IS 'The personal data was removed for good; then closed, too.';
COMMENT ON COLUMN loyalty.member.card IS 'The card that shows the newest membership.';
COMMENT ON COLUMN loyalty.member.card_number IS 'The number on that card.';
COMMENT ON COLUMN loyalty.member.starts_on IS 'The first day of the newest membership.';
COMMENT ON COLUMN loyalty.member.ends_on IS 'Its last day.';
COMMENT ON COLUMN loyalty.member.series IS 'The run of stamp cards; a new membership begins a new one.';
COMMENT ON COLUMN loyalty.member.cycle IS 'Which card of the run, from 1.';
COMMENT ON COLUMN loyalty.member.stamps IS 'Stamps on that card.';
COMMENT ON COLUMN loyalty.member.card_of IS 'Stamps that fill it.';
COMMENT ON COLUMN loyalty.member.rewards_due_on IS 'The day after the first open reward runs out.';
COMMENT ON COLUMN loyalty.member.due_on IS 'The first day on which time changes something.';
COMMENT ON COLUMN loyalty.member.level IS 'The level when the member was last written.';
COMMENT ON COLUMN loyalty.member.merged_into IS 'Whom this member turned out to be.';
COMMENT ON COLUMN loyalty.member.purchases_due_on IS 'The first day on which time changes one of the purchases.';

CREATE TABLE loyalty.profile (
    program text COLLATE "C" NOT NULL,
    id uuid NOT NULL,
    version bigint NOT NULL,
    state json NOT NULL,
    name text,
    phone text COLLATE "C",
    email text COLLATE "C",
    birth_date date,
    search text COLLATE "C" NOT NULL,
    grams bigint[] NOT NULL,
    PRIMARY KEY (program, id)
);
CREATE UNIQUE INDEX profile_phone ON loyalty.profile (program, phone) WHERE phone IS NOT NULL;
CREATE UNIQUE INDEX profile_email ON loyalty.profile (program, email) WHERE email IS NOT NULL;
COMMENT ON TABLE loyalty.profile IS 'Who a member is: the only table with personal data, apart from handle.';
COMMENT ON COLUMN loyalty.profile.name IS 'The name.';
COMMENT ON COLUMN loyalty.profile.phone IS 'The phone number in E.164.';
COMMENT ON COLUMN loyalty.profile.email IS 'The e-mail address.';
COMMENT ON COLUMN loyalty.profile.birth_date IS 'The day of birth.';
COMMENT ON COLUMN loyalty.profile.search IS 'What a search looks through: name, phone and e-mail address in lower case.';
COMMENT ON COLUMN loyalty.profile.grams IS 'Every three signs in a row of that, each as a number, and how its words begin.';

CREATE TABLE loyalty.gram (
    program text COLLATE "C" NOT NULL,
    gram bigint NOT NULL,
    id uuid NOT NULL,
    PRIMARY KEY (program, gram, id)
);
COMMENT ON TABLE loyalty.gram IS 'The grams of every profile, a row each: so a search is answered by an index.';
COMMENT ON COLUMN loyalty.gram.gram IS 'Three signs in a row, as a number.';
COMMENT ON COLUMN loyalty.gram.id IS 'The member in whose profile they stand.';

CREATE TABLE loyalty.card (
    program text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    state json NOT NULL,
    number text COLLATE "C" NOT NULL GENERATED ALWAYS AS (state ->> 'number') STORED,
    member uuid GENERATED ALWAYS AS ((state ->> 'member')::uuid) STORED,
    replaced boolean NOT NULL GENERATED ALWAYS AS (coalesce((state ->> 'replaced')::boolean, false)) STORED,
    PRIMARY KEY (program, id)
);
COMMENT ON TABLE loyalty.card IS 'One row a card; its id is what the QR code shows.';
COMMENT ON COLUMN loyalty.card.number IS 'The number printed on it.';
COMMENT ON COLUMN loyalty.card.member IS 'Whose it is, or was.';
COMMENT ON COLUMN loyalty.card.replaced IS 'Lost and replaced: dead for good.';

CREATE TABLE loyalty.membership (
    program text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    state json NOT NULL,
    member uuid NOT NULL GENERATED ALWAYS AS (split_part(id, '.', 1)::uuid) STORED,
    number bigint NOT NULL GENERATED ALWAYS AS (split_part(id, '.', 2)::bigint) STORED,
    card uuid GENERATED ALWAYS AS ((state ->> 'card')::uuid) STORED,
    starts_on date NOT NULL GENERATED ALWAYS AS (loyalty.day(state ->> 'starts')) STORED,
    ends_on date NOT NULL GENERATED ALWAYS AS (loyalty.day(state ->> 'ends')) STORED,
    fee numeric NOT NULL GENERATED ALWAYS AS ((state ->> 'fee')::numeric) STORED,
    PRIMARY KEY (program, id),
    CHECK (starts_on <= ends_on)
);
COMMENT ON TABLE loyalty.membership IS 'Every membership there was; its id is the member and a number.';
COMMENT ON COLUMN loyalty.membership.member IS 'Whose.';
COMMENT ON COLUMN loyalty.membership.number IS 'The member''s how-manyeth, from 1.';
COMMENT ON COLUMN loyalty.membership.card IS 'The card that showed it first.';
COMMENT ON COLUMN loyalty.membership.starts_on IS 'The first day.';
COMMENT ON COLUMN loyalty.membership.ends_on IS 'The last day.';
COMMENT ON COLUMN loyalty.membership.fee IS 'What it cost.';

CREATE TABLE loyalty.purchase (
    program text COLLATE "C" NOT NULL,
    id uuid NOT NULL,
    version bigint NOT NULL,
    state json NOT NULL,
    member uuid,
    outlet text,
    receipt text,
    amount numeric NOT NULL,
    status text NOT NULL,
    at timestamptz NOT NULL,
    pay_by timestamptz,
    points_given bigint NOT NULL DEFAULT 0,
    points_taken bigint NOT NULL DEFAULT 0,
    points_spent bigint NOT NULL DEFAULT 0,
    points_returned bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (program, id),
    CHECK (points_taken BETWEEN 0 AND points_given AND points_returned BETWEEN 0 AND points_spent AND amount >= 0)
);
COMMENT ON TABLE loyalty.purchase IS 'One row a purchase.';
COMMENT ON COLUMN loyalty.purchase.member IS 'Who bought.';
COMMENT ON COLUMN loyalty.purchase.outlet IS 'Where.';
COMMENT ON COLUMN loyalty.purchase.receipt IS 'The receipt number; handle says that there is one such receipt.';
COMMENT ON COLUMN loyalty.purchase.amount IS 'What was paid.';
COMMENT ON COLUMN loyalty.purchase.status IS 'pending, paid, completed, cancelled, expired or refunded.';
COMMENT ON COLUMN loyalty.purchase.at IS 'When.';
COMMENT ON COLUMN loyalty.purchase.pay_by IS 'Until when it has to be paid, while it is pending.';
COMMENT ON COLUMN loyalty.purchase.points_given IS 'Points it earned, also those that are only promised.';
COMMENT ON COLUMN loyalty.purchase.points_taken IS 'Of those, the ones that refunds took back.';
COMMENT ON COLUMN loyalty.purchase.points_spent IS 'Points it was paid with.';
COMMENT ON COLUMN loyalty.purchase.points_returned IS 'Of those, the ones that refunds gave back.';

CREATE TABLE loyalty.stamp (
    program text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    state json NOT NULL,
    member uuid NOT NULL,
    series bigint NOT NULL,
    cycle bigint NOT NULL,
    position bigint NOT NULL,
    purchase uuid,
    at timestamptz NOT NULL,
    PRIMARY KEY (program, id)
);
COMMENT ON TABLE loyalty.stamp IS 'One row a stamp on a card; its id is the place, so that no position is stamped twice.';
COMMENT ON COLUMN loyalty.stamp.member IS 'Whose.';
COMMENT ON COLUMN loyalty.stamp.series IS 'On which run of cards.';
COMMENT ON COLUMN loyalty.stamp.cycle IS 'On which card of the run.';
COMMENT ON COLUMN loyalty.stamp.position IS 'Where on the card, from 1.';
COMMENT ON COLUMN loyalty.stamp.purchase IS 'What for; nothing for a gift.';
COMMENT ON COLUMN loyalty.stamp.at IS 'When.';

CREATE TABLE loyalty.reward (
    program text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    state json NOT NULL,
    member uuid NOT NULL GENERATED ALWAYS AS (split_part(id, '.', 1)::uuid) STORED,
    kind text NOT NULL GENERATED ALWAYS AS (state ->> 'kind') STORED,
    status text NOT NULL GENERATED ALWAYS AS (state ->> 'state') STORED,
    earned_at timestamptz NOT NULL GENERATED ALWAYS AS (loyalty.moment(state ->> 'earned')) STORED,
    until date GENERATED ALWAYS AS (loyalty.day(state ->> 'until')) STORED,
    redeemed_at timestamptz GENERATED ALWAYS AS (loyalty.moment(state ->> 'redeemed')) STORED,
    purchase uuid GENERATED ALWAYS AS ((state ->> 'purchase')::uuid) STORED,
    PRIMARY KEY (program, id),
    CHECK ((status = 'redeemed') = (redeemed_at IS NOT NULL))
);
CREATE INDEX reward_open ON loyalty.reward (program, member, until) WHERE status = 'open';
COMMENT ON TABLE loyalty.reward IS 'Every reward there was; its id is the place that earned it.';
COMMENT ON COLUMN loyalty.reward.member IS 'Whose.';
COMMENT ON COLUMN loyalty.reward.kind IS 'Which reward of the rules.';
COMMENT ON COLUMN loyalty.reward.status IS 'open, redeemed, lapsed, taken_back or moved.';
COMMENT ON COLUMN loyalty.reward.earned_at IS 'When it was earned.';
COMMENT ON COLUMN loyalty.reward.until IS 'The last day on which it can be had.';
COMMENT ON COLUMN loyalty.reward.redeemed_at IS 'When it was handed over.';
COMMENT ON COLUMN loyalty.reward.purchase IS 'The purchase it was used on.';

CREATE SEQUENCE loyalty.entry_position;
COMMENT ON SEQUENCE loyalty.entry_position IS 'Orders entries as they were written.';

CREATE TABLE loyalty.entry (
    program text COLLATE "C" NOT NULL,
    subject uuid NOT NULL,
    seq bigint NOT NULL,
    position bigint NOT NULL DEFAULT nextval('loyalty.entry_position'),
    at timestamptz NOT NULL,
    operation text NOT NULL,
    actor text NOT NULL,
    entry json NOT NULL,
    PRIMARY KEY (program, subject, seq)
);
-- Partial, so that it serves lists and nothing else: whoever looks for one entry of one log finds it by its key, also
-- with a plan that was made while the table was empty.
CREATE UNIQUE INDEX entry_place ON loyalty.entry (program, position) WHERE position > 0;
COMMENT ON TABLE loyalty.entry IS 'The log: what happened, who asked, when, under which rules. Never changed, never removed.';
COMMENT ON COLUMN loyalty.entry.subject IS 'Whose log: a member, a purchase by no member, or zeros for the program itself.';
COMMENT ON COLUMN loyalty.entry.seq IS 'Its number in that log, from 1, without gaps.';
COMMENT ON COLUMN loyalty.entry.position IS 'Its place among the program''s entries, in the order of writing; gaps mean nothing.';
COMMENT ON COLUMN loyalty.entry.at IS 'The moment of the operation.';
COMMENT ON COLUMN loyalty.entry.operation IS 'The operation, by name.';
COMMENT ON COLUMN loyalty.entry.actor IS 'Who asked, as the host calls them.';
COMMENT ON COLUMN loyalty.entry.entry IS 'All of it, with its events.';

CREATE TABLE loyalty.reason (
    program text COLLATE "C" NOT NULL,
    subject uuid NOT NULL,
    seq bigint NOT NULL,
    reason text NOT NULL,
    PRIMARY KEY (program, subject, seq)
);
COMMENT ON TABLE loyalty.reason IS 'The reasons that were given: free text, so it stands apart from the log and is erased with its member.';
COMMENT ON COLUMN loyalty.reason.subject IS 'Whose log.';
COMMENT ON COLUMN loyalty.reason.seq IS 'The number of the entry.';
COMMENT ON COLUMN loyalty.reason.reason IS 'What was said.';

CREATE TABLE loyalty.handle (
    program text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    owner_kind text COLLATE "C" NOT NULL,
    owner uuid NOT NULL,
    PRIMARY KEY (program, kind, name)
);
COMMENT ON TABLE loyalty.handle IS 'Names in the world outside, each with one owner: so no receipt counts twice.';
COMMENT ON COLUMN loyalty.handle.kind IS 'card_number, phone, email or receipt.';
COMMENT ON COLUMN loyalty.handle.name IS 'The name; a receipt''s is its outlet and number, a line each.';
COMMENT ON COLUMN loyalty.handle.owner_kind IS 'card, member or purchase.';
COMMENT ON COLUMN loyalty.handle.owner IS 'The id of what it names.';

CREATE TABLE loyalty.reply (
    program text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    reply json NOT NULL,
    subject uuid,
    seq bigint,
    PRIMARY KEY (program, key)
);
CREATE INDEX reply_subject ON loyalty.reply (program, subject) WHERE subject IS NOT NULL;
COMMENT ON TABLE loyalty.reply IS 'What each idempotency key was used for, and what was answered.';
COMMENT ON COLUMN loyalty.reply.key IS 'The key, as the host chose it.';
COMMENT ON COLUMN loyalty.reply.reply IS 'A digest of what was asked, and the answer.';
COMMENT ON COLUMN loyalty.reply.subject IS 'Whose log it is about.';
COMMENT ON COLUMN loyalty.reply.seq IS 'The number of the entry that answers, when one does.';

-- The second locks: what no right decision ever does.
CREATE FUNCTION loyalty.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', tg_argv[0] USING ERRCODE = 'check_violation';
END $$;
COMMENT ON FUNCTION loyalty.refuse() IS 'What a second lock does.';
CREATE TRIGGER card_assigned_once BEFORE UPDATE ON loyalty.card FOR EACH ROW
    WHEN ((old.state ->> 'member') IS NOT NULL AND (new.state ->> 'member') IS DISTINCT FROM (old.state ->> 'member')
          OR old.replaced AND (new.state ->> 'replaced') IS NULL)
    EXECUTE FUNCTION loyalty.refuse('a card is assigned once');
CREATE TRIGGER member_erased_once BEFORE UPDATE ON loyalty.member FOR EACH ROW
    WHEN (old.erased AND NOT new.erased)
    EXECUTE FUNCTION loyalty.refuse('what was erased does not come back');
CREATE TRIGGER purchase_goes_its_way BEFORE UPDATE ON loyalty.purchase FOR EACH ROW
    WHEN (old.status = 'completed' AND new.status IN ('pending', 'paid', 'cancelled', 'expired')
          OR old.status = 'paid' AND new.status IN ('pending', 'expired')
          OR old.member IS NOT NULL AND new.member IS NULL)
    EXECUTE FUNCTION loyalty.refuse('a purchase goes its way and keeps a buyer');
CREATE TRIGGER reward_handed_over_once BEFORE UPDATE ON loyalty.reward FOR EACH ROW
    WHEN ((new.state ->> 'state') = 'redeemed' AND old.status IN ('redeemed', 'lapsed', 'moved'))
    EXECUTE FUNCTION loyalty.refuse('a reward is handed over once');
CREATE TRIGGER entry_is_final BEFORE UPDATE OR DELETE ON loyalty.entry FOR EACH ROW
    EXECUTE FUNCTION loyalty.refuse('an entry is never changed');
CREATE TRIGGER entry_is_kept BEFORE TRUNCATE ON loyalty.entry FOR EACH STATEMENT
    EXECUTE FUNCTION loyalty.refuse('an entry is never removed');

-- Row level security is the second wall between programs, also for the owner of the tables: a statement sees the rows of
-- the program that was named for its transaction, and without one sees nothing.
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['program', 'rules', 'member', 'profile', 'card', 'membership', 'purchase', 'stamp',
                                'reward', 'entry', 'handle', 'reply', 'reason', 'gram'] LOOP
        EXECUTE format('ALTER TABLE loyalty.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE loyalty.%I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY one_program ON loyalty.%I USING (program = current_setting(''loyalty_engine.program'', true) AND program <> '''')', name);
        EXECUTE format('COMMENT ON COLUMN loyalty.%I.program IS ''The tenant.''', name);
    END LOOP;
    FOREACH name IN ARRAY ARRAY['program', 'rules', 'member', 'profile', 'card', 'membership', 'purchase', 'stamp',
                                'reward'] LOOP
        EXECUTE format('COMMENT ON COLUMN loyalty.%I.id IS ''Its name within the program.''', name);
        EXECUTE format('COMMENT ON COLUMN loyalty.%I.version IS ''How often it was written.''', name);
        EXECUTE format('COMMENT ON COLUMN loyalty.%I.state IS ''All of it, as the engine keeps it.''', name);
    END LOOP;
END $$;

CREATE VIEW loyalty.members WITH (security_invoker = true) AS
SELECT m.program, m.id, m.kind, p.name, p.phone, p.email,
       CASE WHEN m.closed THEN 'inactive' WHEN m.blocked THEN 'blocked' ELSE 'active' END AS status,
       m.card_number, m.starts_on, m.ends_on, m.cycle, m.stamps, m.card_of, m.level, m.merged_into
FROM loyalty.member m
LEFT JOIN loyalty.profile p ON p.program = m.program AND p.id = m.id;
COMMENT ON VIEW loyalty.members IS 'Every member, with the profile and the newest membership.';

CREATE VIEW loyalty.memberships WITH (security_invoker = true) AS
SELECT s.program, s.member, s.number, p.name, p.phone, p.email, m.card_number, s.starts_on, s.ends_on, s.fee,
       CASE WHEN m.closed THEN 'closed' WHEN m.blocked THEN 'blocked' WHEN s.ends_on < today.day THEN 'expired'
            WHEN s.starts_on > today.day THEN 'not_started' ELSE 'active' END AS status
FROM loyalty.membership s
JOIN loyalty.member m ON m.program = s.program AND m.id = s.member
LEFT JOIN loyalty.profile p ON p.program = s.program AND p.id = s.member
JOIN loyalty.program g ON g.program = s.program
JOIN loyalty.rules r ON r.program = g.program AND r.id = g.rules::text
CROSS JOIN LATERAL (SELECT (now() AT TIME ZONE (r.state #>> '{program,time_zone}'))::date AS day) today;
COMMENT ON VIEW loyalty.memberships IS 'Every membership, whose it is and how it stands today in the program''s zone.';

CREATE VIEW loyalty.stamps WITH (security_invoker = true) AS
SELECT s.program, s.member, s.series, s.cycle, s.position, s.at, s.purchase, b.outlet, b.receipt, b.amount
FROM loyalty.stamp s
LEFT JOIN loyalty.purchase b ON b.program = s.program AND b.id = s.purchase;
COMMENT ON VIEW loyalty.stamps IS 'Every stamp on a card, and the purchase that gave it.';

CREATE VIEW loyalty.rewards WITH (security_invoker = true) AS
SELECT w.program, w.id, w.member, w.kind, w.status, w.earned_at, w.until, w.redeemed_at, w.purchase, m.ends_on AS membership_ends_on
FROM loyalty.reward w
LEFT JOIN loyalty.member m ON m.program = w.program AND m.id = w.member;
COMMENT ON VIEW loyalty.rewards IS 'Every reward and what became of it; one whose time ran out says so once its member was next looked at.';

CREATE VIEW loyalty.purchases WITH (security_invoker = true) AS
SELECT b.program, b.id, b.member, b.outlet, b.receipt, b.amount, (b.state ->> 'gross')::numeric AS gross, b.at,
       CASE WHEN b.status = 'pending' AND b.pay_by <= now() THEN 'expired' ELSE b.status END AS status,
       coalesce((b.state #>> '{stamps,count}')::bigint, 0) AS stamps,
       coalesce((b.state ->> 'stamps_kept')::bigint, 0) AS stamps_kept,
       b.points_given, b.points_taken, b.points_spent, b.points_returned
FROM loyalty.purchase b;
COMMENT ON VIEW loyalty.purchases IS 'Every purchase and the stamps it gave.';

CREATE VIEW loyalty.points WITH (security_invoker = true) AS
SELECT m.program, m.id AS member, (l.lot ->> 'lot')::bigint AS lot, (l.lot ->> 'points')::bigint AS points,
       loyalty.day(l.lot ->> 'until') AS until
FROM loyalty.member m
CROSS JOIN LATERAL json_array_elements(coalesce(m.state #> '{points,lots}', '[]')) AS l (lot);
COMMENT ON VIEW loyalty.points IS 'Every lot of points that can be spent; one whose time ran out goes once its member is next looked at.';

-- A view's column says what the table's says, where it is the table's.
DO $$
DECLARE
    told record;
BEGIN
    FOR told IN
        SELECT w.view, c.attname AS name, coalesce(
            (SELECT pg_catalog.col_description(t.attrelid, t.attnum)
             FROM unnest(w.tables) WITH ORDINALITY AS s (name, place)
             JOIN pg_catalog.pg_attribute t ON t.attrelid = ('loyalty.' || s.name)::regclass AND t.attname = c.attname
             ORDER BY s.place LIMIT 1), w.own ->> c.attname::text) AS text
        FROM (VALUES
            ('members', ARRAY['member', 'profile'], '{"status": "active, blocked, or inactive when closed."}'::json),
            ('memberships', ARRAY['membership', 'profile', 'member'],
             '{"status": "active, not_started, expired, blocked or closed, today."}'::json),
            ('stamps', ARRAY['stamp', 'purchase'], '{}'),
            ('rewards', ARRAY['reward'], '{"membership_ends_on": "The last day of the member''s newest membership."}'),
            ('purchases', ARRAY['purchase'],
             '{"gross": "The price before discounts, where it differs.", "stamps": "Stamps that it gave and has not lost.",
               "stamps_kept": "Of those, the ones that a refund could not take back."}'),
            ('points', ARRAY[]::text[],
             '{"program": "The tenant.", "member": "Whose.", "lot": "The member''s how-manyeth.", "points": "How many are left.",
               "until": "The last day on which they can be spent; nothing if they never run out."}')
        ) AS w (view, tables, own)
        JOIN pg_catalog.pg_attribute c ON c.attrelid = ('loyalty.' || w.view)::regclass AND c.attnum > 0
    LOOP
        EXECUTE format('COMMENT ON COLUMN loyalty.%I.%I IS %L', told.view, told.name, told.text);
    END LOOP;
END $$;
