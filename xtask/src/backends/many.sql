-- Many closed matters of the past three years beside the demo's, `:count` of them, with five steps each. Nothing is drawn
-- by lot: the same number always makes the same rows. Their texts are those of the demo's matters.
BEGIN;

-- No foreign key is looked up for each of millions of rows that are known to be right.
SET LOCAL session_replication_role = replica;
SET LOCAL work_mem = '256MB';

CREATE FUNCTION pg_temp.lot(n bigint, salt bigint) RETURNS double precision
LANGUAGE sql IMMUTABLE AS
$$ SELECT (hashint8extended(n, salt) & 4294967295) / 4294967296.0 $$;

CREATE TEMP TABLE sample ON COMMIT DROP AS
SELECT row_number() OVER (ORDER BY id) - 1 AS place, count(*) OVER () AS size, *
FROM district.matter;

CREATE TEMP TABLE spot ON COMMIT DROP AS
SELECT row_number() OVER (ORDER BY id) - 1 AS place, count(*) OVER () AS size, id AS grid_id,
       ST_PointOnSurface(geom) AS geom
FROM district.grid;

-- Busy grids have several times what quiet ones have.
CREATE TEMP TABLE draft ON COMMIT DROP AS
SELECT n, 'S-' || to_char(n, 'FM0000000') AS id,
       floor(pg_temp.lot(n, 1) * (SELECT size FROM sample LIMIT 1))::bigint AS sample_place,
       floor(pg_temp.lot(n, 2) ^ 1.5 * (SELECT size FROM spot LIMIT 1))::bigint AS spot_place,
       timestamptz '2026-08-18T00:00:00+08:00' - interval '3 years' * (1 - n / (:count + 1.0)) AS reported_at,
       interval '1 hour' * (0.2 + pg_temp.lot(n, 3)) AS to_dispatch,
       interval '1 hour' * (1 + 20 * pg_temp.lot(n, 4)) AS to_contact,
       interval '1 day' * (1 + 5 * pg_temp.lot(n, 5)) AS to_answer
FROM generate_series(1, :count) n;

INSERT INTO district.matter (id, title, domain, category, status, route, grid_id, address, reported_at, dispatched_at,
                             contacted_at, answered_at, closed_at, platform, first_unit, handling_unit, updated_at, geom)
SELECT d.id, s.title, s.domain, s.category, 'closed', 'referred', g.grid_id, s.address, d.reported_at,
       d.reported_at + d.to_dispatch, d.reported_at + d.to_contact, d.reported_at + d.to_answer,
       d.reported_at + d.to_answer + interval '1 hour', s.platform, s.first_unit, s.handling_unit,
       d.reported_at + d.to_answer + interval '1 hour',
       ST_Translate(g.geom, 0.002 * (pg_temp.lot(n, 6) - 0.5), 0.002 * (pg_temp.lot(n, 7) - 0.5))
FROM draft d
JOIN sample s ON s.place = d.sample_place
JOIN spot g ON g.place = d.spot_place
ORDER BY d.n;

INSERT INTO district.step (id, case_id, seq, kind, at, unit, actor_role)
SELECT d.id || '.' || step.seq, d.id, step.seq, step.kind, d.reported_at + step.after, '镇街社会治理中心', step.role
FROM draft d
CROSS JOIN LATERAL (VALUES
    (1, 'reported', interval '0', '网格员'),
    (2, 'dispatched', d.to_dispatch, '分办员'),
    (3, 'contacted', d.to_contact, '承办人'),
    (4, 'answered', d.to_answer, '承办人'),
    (5, 'closed', d.to_answer + interval '1 hour', '分办员')
) step (seq, kind, after, role)
ORDER BY d.n, step.seq;

COMMIT;

VACUUM ANALYZE;
