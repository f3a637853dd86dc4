-- Version 1. One table a noun, all of the same shape: program, id, version, state. What is searched, reported or guarded
-- is a typed column computed from the state, so that the two can't disagree.

-- All names begin with `loyalty_`, because the tables may stand beside a host's own.
CREATE TABLE loyalty_schema (version INTEGER NOT NULL) STRICT;
INSERT INTO loyalty_schema VALUES (0);

CREATE TABLE loyalty_programs (
    program TEXT NOT NULL CHECK (trim(program) <> ''),
    id TEXT NOT NULL CHECK (id = 'program'),
    version INTEGER NOT NULL,
    state TEXT NOT NULL,
    rules INTEGER AS (state ->> '$.rules'),
    PRIMARY KEY (program, id)
) STRICT, WITHOUT ROWID;

-- The document of each version; a version is never changed.
CREATE TABLE loyalty_rules (
    program TEXT NOT NULL CHECK (trim(program) <> ''),
    id TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version = 1),
    state TEXT NOT NULL,
    number INTEGER AS (CAST(id AS INTEGER)),
    PRIMARY KEY (program, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE loyalty_members (
    program TEXT NOT NULL CHECK (trim(program) <> ''),
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    state TEXT NOT NULL,
    kind TEXT AS (state ->> '$.kind'),
    blocked INTEGER AS (coalesce(state ->> '$.blocked', 0)),
    closed INTEGER AS (coalesce(state ->> '$.closed', 0)),
    starts_on TEXT AS (state ->> '$.membership.starts'),
    ends_on TEXT AS (state ->> '$.membership.ends'),
    card_number TEXT AS (state ->> '$.membership.card_number'),
    cycle INTEGER AS (state ->> '$.cycles.cycle'),
    stamps INTEGER AS (state ->> '$.cycles.stamps') CHECK (stamps >= 0),
    card_of INTEGER AS (state ->> '$.cycles.deals[#-1].of') CHECK (stamps <= card_of),
    due_on TEXT AS (state ->> '$.due'),
    merged_into TEXT AS (state ->> '$.merged.into'),
    erased INTEGER AS (coalesce(state ->> '$.erased', 0)) CHECK (closed OR NOT erased),
    PRIMARY KEY (program, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX loyalty_members_due ON loyalty_members (program, due_on, id) WHERE due_on IS NOT NULL;
CREATE INDEX loyalty_members_kind ON loyalty_members (program, kind, id);
CREATE INDEX loyalty_members_blocked ON loyalty_members (program, id) WHERE blocked;
CREATE INDEX loyalty_members_closed ON loyalty_members (program, id) WHERE closed;

-- Whoever was erased stays so.
CREATE TRIGGER loyalty_members_erased_once BEFORE UPDATE ON loyalty_members
WHEN old.erased AND NOT new.erased
BEGIN
    SELECT raise(ABORT, 'what was erased does not come back');
END;

-- The only table with personal data.
CREATE TABLE loyalty_profiles (
    program TEXT NOT NULL CHECK (trim(program) <> ''),
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    state TEXT NOT NULL,
    name TEXT AS (state ->> '$.name'),
    phone TEXT AS (state ->> '$.phone'),
    email TEXT AS (state ->> '$.email'),
    PRIMARY KEY (program, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX loyalty_profiles_phone ON loyalty_profiles (program, phone) WHERE phone IS NOT NULL;
CREATE UNIQUE INDEX loyalty_profiles_email ON loyalty_profiles (program, email) WHERE email IS NOT NULL;

-- Of somebody who was erased nothing is known again.
CREATE TRIGGER loyalty_profiles_of_nobody BEFORE INSERT ON loyalty_profiles
WHEN (SELECT erased FROM loyalty_members m WHERE m.program = new.program AND m.id = new.id)
BEGIN
    SELECT raise(ABORT, 'what was erased does not come back');
END;

-- What a search finds somebody by: three signs in a row of name, phone or e-mail address, as a number.
CREATE TABLE loyalty_grams (
    program TEXT NOT NULL CHECK (trim(program) <> ''),
    gram INTEGER NOT NULL,
    id TEXT NOT NULL,
    PRIMARY KEY (program, gram, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE loyalty_cards (
    program TEXT NOT NULL CHECK (trim(program) <> ''),
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    state TEXT NOT NULL,
    number TEXT AS (state ->> '$.number'),
    member TEXT AS (state ->> '$.member'),
    replaced INTEGER AS (coalesce(state ->> '$.replaced', 0)),
    PRIMARY KEY (program, id)
) STRICT, WITHOUT ROWID;

-- A card is assigned once, and a lost one stays dead.
CREATE TRIGGER loyalty_cards_assigned_once BEFORE UPDATE ON loyalty_cards
WHEN old.member IS NOT NULL AND new.member IS NOT old.member OR old.replaced AND NOT new.replaced
BEGIN
    SELECT raise(ABORT, 'a card is assigned once');
END;

-- Every membership there was; id is the member and a number.
CREATE TABLE loyalty_memberships (
    program TEXT NOT NULL CHECK (trim(program) <> ''),
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    state TEXT NOT NULL,
    starts_on TEXT AS (state ->> '$.starts'),
    ends_on TEXT AS (state ->> '$.ends') CHECK (starts_on <= ends_on),
    fee TEXT AS (state ->> '$.fee'),
    PRIMARY KEY (program, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE loyalty_purchases (
    program TEXT NOT NULL CHECK (trim(program) <> ''),
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    state TEXT NOT NULL,
    member TEXT AS (state ->> '$.member'),
    outlet TEXT AS (state ->> '$.outlet'),
    receipt TEXT AS (state ->> '$.receipt'),
    amount TEXT AS (state ->> '$.amount'),
    status TEXT AS (state ->> '$.state'),
    at TEXT AS (state ->> '$.at'),
    pay_by TEXT AS (state ->> '$.pay_by'),
    points_given INTEGER AS (coalesce(state ->> '$.points.given', 0)),
    points_taken INTEGER AS (coalesce(state ->> '$.points.taken', 0)) CHECK (points_taken BETWEEN 0 AND points_given),
    points_spent INTEGER AS (coalesce(state ->> '$.spent.points', 0)),
    points_returned INTEGER AS (coalesce(state ->> '$.spent.returned', 0))
        CHECK (points_returned BETWEEN 0 AND points_spent),
    PRIMARY KEY (program, id)
) STRICT, WITHOUT ROWID;

-- A purchase goes its way and keeps its buyer: what was handed over is no order again.
CREATE TRIGGER loyalty_purchases_go_their_way BEFORE UPDATE ON loyalty_purchases
WHEN old.status = 'completed' AND new.status IN ('pending', 'paid', 'cancelled', 'expired')
  OR old.status = 'paid' AND new.status IN ('pending', 'expired')
  OR old.member IS NOT NULL AND new.member IS NULL
BEGIN
    SELECT raise(ABORT, 'a purchase goes its way and keeps a buyer');
END;

-- One row a stamp on a card; id is the place: member, series, cycle, position. The key is the second lock on a position.
CREATE TABLE loyalty_stamps (
    program TEXT NOT NULL CHECK (trim(program) <> ''),
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    state TEXT NOT NULL,
    at TEXT AS (state ->> '$.at'),
    purchase TEXT AS (state ->> '$.purchase'),
    PRIMARY KEY (program, id)
) STRICT, WITHOUT ROWID;

-- Every reward there was; id is the place that earned it.
CREATE TABLE loyalty_rewards (
    program TEXT NOT NULL CHECK (trim(program) <> ''),
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    state TEXT NOT NULL,
    member TEXT AS (substr(id, 1, 36)),
    kind TEXT AS (state ->> '$.kind'),
    status TEXT AS (state ->> '$.state'),
    until TEXT AS (state ->> '$.until'),
    redeemed_at TEXT AS (state ->> '$.redeemed') CHECK ((status = 'redeemed') = (redeemed_at IS NOT NULL)),
    PRIMARY KEY (program, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX loyalty_rewards_open ON loyalty_rewards (program, member, until) WHERE status = 'open';

-- What was handed over or has lapsed is not handed over: the second lock on handing a reward over twice.
CREATE TRIGGER loyalty_rewards_handed_over_once BEFORE UPDATE ON loyalty_rewards
WHEN new.status = 'redeemed' AND old.status IN ('redeemed', 'lapsed', 'moved')
BEGIN
    SELECT raise(ABORT, 'a reward is handed over once');
END;

-- The log. Entries are never changed; position orders a program's entries as they were written.
CREATE TABLE loyalty_entries (
    program TEXT NOT NULL CHECK (trim(program) <> ''),
    position INTEGER NOT NULL,
    subject TEXT NOT NULL,
    seq INTEGER NOT NULL CHECK (seq >= 1),
    entry TEXT NOT NULL,
    at TEXT AS (entry ->> '$.at'),
    operation TEXT AS (entry ->> '$.operation'),
    actor TEXT AS (entry ->> '$.actor.id'),
    PRIMARY KEY (program, position)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX loyalty_entries_log ON loyalty_entries (program, subject, seq);

-- The reasons that were given: free text, so it stands apart from the log and can be erased.
CREATE TABLE loyalty_reasons (
    program TEXT NOT NULL CHECK (trim(program) <> ''),
    subject TEXT NOT NULL,
    seq INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (program, subject, seq)
) STRICT, WITHOUT ROWID;

-- Names in the world outside: a card's number, a phone, an e-mail address, a receipt.
CREATE TABLE loyalty_handles (
    program TEXT NOT NULL CHECK (trim(program) <> ''),
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    owner TEXT NOT NULL,
    PRIMARY KEY (program, kind, name)
) STRICT, WITHOUT ROWID;

-- What each idempotency key was used for, and what was answered.
CREATE TABLE loyalty_replies (
    program TEXT NOT NULL CHECK (trim(program) <> ''),
    key TEXT NOT NULL,
    reply TEXT NOT NULL,
    member TEXT AS (reply ->> '$.member'),
    PRIMARY KEY (program, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX loyalty_replies_member ON loyalty_replies (program, member) WHERE member IS NOT NULL;

-- For people, and for whoever reports: the same columns as PostgreSQL's views.
CREATE VIEW loyalty_view_members AS
SELECT m.program, m.id, m.kind, p.name, p.phone, p.email,
       CASE WHEN m.closed THEN 'inactive' WHEN m.blocked THEN 'blocked' ELSE 'active' END AS status,
       m.card_number, m.starts_on, m.ends_on, m.cycle, m.stamps, m.card_of
FROM loyalty_members m
LEFT JOIN loyalty_profiles p ON p.program = m.program AND p.id = m.id;

CREATE VIEW loyalty_view_rewards AS
SELECT w.program, w.id, w.member, w.kind, w.status, w.until, w.redeemed_at
FROM loyalty_rewards w;

CREATE VIEW loyalty_view_purchases AS
SELECT b.program, b.id, b.member, b.outlet, b.receipt, b.amount, b.at, b.status
FROM loyalty_purchases b;
