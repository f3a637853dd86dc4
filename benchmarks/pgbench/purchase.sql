\set member random(1, :members)
\set receipt random(1, 2000000000)
WITH member AS (
    UPDATE bench_member SET version = version + 1, stamps = stamps + 1
    WHERE id = :member AND ends_on >= current_date RETURNING id, version, stamps
), stamp AS (
    INSERT INTO bench_stamp SELECT id, version, 'INV-' || :receipt::bigint, 75000, now() FROM member
)
INSERT INTO bench_event
SELECT id, version, json_build_object('type', 'stamp_added', 'number', stamps, 'receipt', :receipt::bigint, 'amount', '75000')
FROM member;
