ALTER TABLE {}.gram DROP CONSTRAINT gram_pkey;
CREATE TABLE {}.made AS
SELECT n, ('01890000-' || lpad(to_hex(n / 65536), 4, '0') || '-7' || lpad(to_hex(n % 4096), 3, '0') || '-8000-'
           || lpad(to_hex(n), 12, '0'))::uuid AS id,
       initcap(first || ' ' || last) AS name, '+628' || 1000000000 + (n::bigint * 7919) % 8999999999 AS phone,
       first || '.' || replace(last, ' ', '.') || n || '@' || mail AS email
FROM (SELECT n, (ARRAY['budi', 'siti', 'agus', 'dewi', 'sari', 'andi', 'rina', 'eko', 'putri', 'bayu', 'wulan', 'fitri',
                       'joko', 'ayu', 'hendra', 'maya', 'rizky', 'nur', 'dian', 'yusuf', 'intan', 'bambang', 'lestari',
                       'galih', 'ratna', 'fajar', 'nabila', 'taufik', 'citra', 'oscar'])
             -- The first are far more common than the last.
             [1 + (30 * power(('x' || substr(md5(n::text), 1, 7))::bit(28)::int / 268435456.0, 2))::int % 30] AS first,
             (ARRAY['santoso', 'wijaya', 'saputra', 'hidayat', 'kusuma', 'pratama', 'nugroho', 'setiawan', 'rahayu',
                    'siregar', 'simanjuntak', 'purnomo', 'halim', 'gunawan', 'tanaka', 'wibowo', 'suryadi', 'iskandar',
                    'permana', 'zulkarnain'])
             [1 + ('x' || substr(md5('l' || n), 1, 7))::bit(28)::int % 20]
             || CASE WHEN n % 20011 = 7 THEN ' quetzal' ELSE '' END AS last,
             (ARRAY['gmail.com', 'gmail.com', 'gmail.com', 'yahoo.co.id', 'outlook.com', 'kopi.example'])
             [1 + n % 6] AS mail
      FROM generate_series(1, {n}) n) people;

INSERT INTO {}.member (program, id, version, state, kind, blocked, closed, erased, level)
SELECT 'kopi-hub', id, 1,
       json_strip_nulls(json_build_object('id', id, 'seq', 0, 'kind', kind, 'since', '2026-01-01T00:00:00Z',
                                          'blocked', CASE WHEN blocked THEN true END,
                                          'levels', json_build_array(json_build_object('from', '2026-01-01',
                                                                                       'level', level)))),
       kind, blocked, false, false, level
FROM (SELECT id, CASE WHEN n % 200 = 3 THEN 'vip' WHEN n % 3 = 0 THEN 'walk_in' ELSE 'member' END AS kind,
             CASE WHEN n % 2003 = 7 THEN 'gold' WHEN n % 11 = 5 THEN 'silver' ELSE 'bronze' END AS level,
             n % 1000 = 11 AS blocked FROM {}.made ORDER BY id) m;

-- What the engine makes of lines of plain letters and digits: three signs in a row, and how words begin.
CREATE FUNCTION {}.grams_of(lines text) RETURNS bigint[] LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    signs CONSTANT text[] := string_to_array(lines, NULL);
    before text := ' ';
    grams bigint[] := ARRAY[]::bigint[];
    a bigint;
    b bigint;
    c bigint;
BEGIN
    FOR i IN 1 .. cardinality(signs) LOOP
        a := nullif(ascii(signs[i]), 10);
        b := nullif(ascii(signs[i + 1]), 10);
        c := nullif(ascii(signs[i + 2]), 10);
        grams := grams || ((a << 42) | (b << 21) | c);
        IF signs[i] ~ '[^a-z0-9 ]' OR before ~ '[^a-z0-9]' AND signs[i] <> ' ' THEN
            grams := grams || ARRAY[a, (a << 21) | b];
        END IF;
        before := signs[i];
    END LOOP;
    RETURN ARRAY(SELECT DISTINCT g.gram FROM unnest(grams) AS g (gram) WHERE g.gram IS NOT NULL);
END $$;

INSERT INTO {}.profile (program, id, version, state, name, phone, email, search, grams)
SELECT 'kopi-hub', id, 1, json_build_object('name', name, 'phone', phone, 'email', email), name, phone, email,
       lower(name) || E'\n' || phone || E'\n' || email,
       {}.grams_of(lower(name) || E'\n' || phone || E'\n' || email)
FROM {}.made ORDER BY id;

SET maintenance_work_mem = '1GB';
INSERT INTO {}.gram (program, gram, id) SELECT program, unnest(grams), id FROM {}.profile;
ALTER TABLE {}.gram ADD PRIMARY KEY (program, gram, id);
DROP TABLE {}.made;

VACUUM ANALYZE
