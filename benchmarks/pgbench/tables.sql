-- The same kind of rows as a purchase writes: a versioned member, a stamp, an event.
DROP TABLE IF EXISTS bench_member, bench_stamp, bench_event;
CREATE TABLE bench_member (
    id integer PRIMARY KEY,
    version bigint NOT NULL,
    stamps integer NOT NULL,
    ends_on date NOT NULL
) WITH (fillfactor = 67);
CREATE TABLE bench_stamp (
    member integer NOT NULL,
    number bigint NOT NULL,
    receipt text NOT NULL,
    amount numeric NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (member, number)
);
CREATE TABLE bench_event (
    member integer NOT NULL,
    seq bigint NOT NULL,
    event json NOT NULL,
    PRIMARY KEY (member, seq)
);
INSERT INTO bench_member SELECT id, 1, 0, DATE '2099-12-31' FROM generate_series(1, :members) AS id;
VACUUM ANALYZE bench_member, bench_stamp, bench_event;
