-- A district in PostgreSQL with PostGIS, and the views that make it a backend for Gridlight.
--
--   createdb gridlight && psql -d gridlight -v ON_ERROR_STOP=1 -f postgis.sql
--
-- Schema `district` stands for what you have: replace its tables by your own. Schema `gridlight` is the contract: views
-- with its names over your tables, and nothing else. tipg.env and pygeoapi.yml beside this file serve that schema as they
-- are, as a role that can read the views and nothing under them.
--
-- Ids are text of 1 to 64 characters that never change; a number becomes one by ::text. Every time is a timestamptz:
-- a timestamp without a zone is refused by the page. Reporter names and telephones have no place in these views.

BEGIN;

CREATE EXTENSION IF NOT EXISTS postgis;

CREATE SCHEMA district;

-- Areas -----------------------------------------------------------------------------------------------------------------

CREATE TABLE district.town (
    id      text PRIMARY KEY,
    code    text,
    name    text NOT NULL,
    name_en text,
    sort    integer,
    geom    geometry(Geometry, 4326)
);

CREATE TABLE district.zone (
    id      text PRIMARY KEY,
    town_id text NOT NULL REFERENCES district.town,
    name    text NOT NULL,
    name_en text,
    geom    geometry(Geometry, 4326)
);

-- CGCS2000 (EPSG:4490) longitudes and latitudes may be stored as 4326: on a map the difference cannot be seen. GCJ-02 and
-- BD-09 may not; the source's "crs" in config.json names them. Six decimals are ten centimetres, and what is behind them
-- only makes the answer longer: UPDATE district.grid SET geom = ST_ReducePrecision(geom, 0.000001), once.
CREATE TABLE district.grid (
    id           text PRIMARY KEY,
    zone_id      text NOT NULL REFERENCES district.zone,
    code         text,
    name         text NOT NULL,
    population   integer,
    worker_count integer,
    valid_from   date,
    valid_to     date,
    geom         geometry(Geometry, 4326)
);

CREATE INDEX grid_of_zone ON district.grid (zone_id);
CREATE INDEX zone_of_town ON district.zone (town_id);

-- Matters ---------------------------------------------------------------------------------------------------------------

-- The facts of a matter, each with its time. No light and no day count is stored: the page computes them from these.
-- There is no foreign key to the grid: a matter may arrive before its grid is known, and must not be lost for it.
CREATE TABLE district.matter (
    id                     text PRIMARY KEY,
    title                  text NOT NULL,
    domain                 text NOT NULL,
    category               text,
    status                 text NOT NULL,
    route                  text,
    grid_id                text,
    address                text,
    description            text,
    reported_at            timestamptz,
    dispatched_at          timestamptz,  -- the first dispatch; a later one never moves it
    redispatched_at        timestamptz,
    contacted_at           timestamptz,
    extension_requested_at timestamptz,
    extension_approved_at  timestamptz,
    progress_reported_at   timestamptz,
    answered_at            timestamptz,
    closed_at              timestamptz,
    called_back_at         timestamptz,
    due_at                 timestamptz,  -- only if this system decides the deadline; else leave it empty
    due_on                 date,         -- instead, where it states a day alone: the end of that working day
    satisfied              boolean,
    supervision            jsonb,        -- ["e_reminder", "overdue_notice", …]
    accountability         text,
    platform               text,         -- district, town, zone
    first_unit             text,
    handling_unit          text,
    photos                 jsonb,        -- ["https://…", …]
    assessed               boolean NOT NULL DEFAULT false,  -- counts in the year's assessment
    updated_at             timestamptz NOT NULL,  -- moved by every change: what is not newer is not asked for again
    geom                   geometry(Point, 4326)
);

-- A grid's newest matters; its matters page by page; what changed since; what falls due.
CREATE INDEX matter_newest_of_grid ON district.matter (grid_id, updated_at DESC);
CREATE INDEX matter_of_grid ON district.matter (grid_id, id);
CREATE INDEX matter_changed ON district.matter (updated_at);
CREATE INDEX matter_due ON district.matter (due_at) WHERE closed_at IS NULL;
-- The few open among millions, and those of the year's assessment. The conditions are those of the views, word for word:
-- only then are the indexes used.
CREATE INDEX matter_open ON district.matter (id) WHERE status NOT IN ('closed', 'withdrawn');
CREATE INDEX matter_assessed ON district.matter (id) WHERE assessed;

CREATE TABLE district.step (
    id         text PRIMARY KEY,
    case_id    text NOT NULL REFERENCES district.matter ON DELETE CASCADE,
    seq        integer NOT NULL,
    kind       text NOT NULL,
    at         timestamptz NOT NULL,
    unit       text,
    actor_role text,
    note       text
);

CREATE UNIQUE INDEX step_of_case ON district.step (case_id, seq);

-- Days ------------------------------------------------------------------------------------------------------------------

-- One row per town and day, written once a night, and not for yesterday alone: what is counted of the matters received on a
-- day goes on growing for weeks, as they are contacted, disposed of and closed. Counted from the matters at every request instead, millions of rows are
-- read each time: a table, or a materialized view, is a hundred times faster. A row with a zone_id makes the town a sum.
CREATE TABLE district.workload (
    id                     text PRIMARY KEY,  -- such as T01-2026-09-17
    town_id                text REFERENCES district.town,
    zone_id                text REFERENCES district.zone,
    day                    date NOT NULL,
    received               integer NOT NULL,  -- these three are events of the day
    closed_on_time         integer NOT NULL,
    closed_late            integer NOT NULL,
    open_at_end            integer,  -- these two are the stock at its end
    overdue_at_end         integer,
    contacted_on_time      integer,  -- from here on, of the matters received that day, so far
    disposed               integer,
    extended               integer,
    returned               integer,
    called_back            integer,
    satisfied              integer,
    closed_by_working_days jsonb,  -- an event of the day: {"0": 12, "1": 30, …}
    cohort_closed_on_time  integer,
    cohort_closed_late     integer,
    by_domain              jsonb   -- received, by domain: {"urban_management": 53, …}
);

-- The days on which matters were reported in a grid, of the last sixty days at least. A table too, written once an hour:
--   INSERT INTO district.received
--   SELECT grid_id, jsonb_object_agg(domain, categories)
--   FROM (SELECT grid_id, domain, jsonb_object_agg(category, days) AS categories
--         FROM (SELECT grid_id, domain, category,
--                      jsonb_agg((reported_at AT TIME ZONE 'Asia/Shanghai')::date ORDER BY reported_at) AS days
--               FROM district.matter
--               WHERE reported_at > now() - interval '62 days' AND grid_id IS NOT NULL AND category IS NOT NULL
--               GROUP BY grid_id, domain, category) of_category
--         GROUP BY grid_id, domain) of_domain
--   GROUP BY grid_id
--   ON CONFLICT (grid_id) DO UPDATE SET by_domain = excluded.by_domain;
CREATE TABLE district.received (
    grid_id   text PRIMARY KEY,
    by_domain jsonb NOT NULL  -- {"urban_management": {"暴露垃圾": ["2026-09-03", "2026-09-11"]}}
);

-- The district's own days off and days worked; the national ones are built into the page. Usually empty.
CREATE TABLE district.special_day (
    date date PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('off', 'work')),
    name text
);

-- Layers ----------------------------------------------------------------------------------------------------------------

-- All three are optional: leave out what you do not have. Where somebody is, not who: a name or a telephone has no place
-- here. A worker or camera without a point is counted, only not drawn.
CREATE TABLE district.worker (
    id      text PRIMARY KEY,
    grid_id text NOT NULL,
    on_duty boolean NOT NULL,
    seen_at timestamptz NOT NULL,  -- when the position was last known
    geom    geometry(Point, 4326)
);

CREATE TABLE district.camera (
    id     text PRIMARY KEY,
    kind   text NOT NULL,  -- public_order, work_safety, forest_fire, flood_control, or a word of your own
    online boolean NOT NULL,
    geom   geometry(Point, 4326)
);

CREATE TABLE district.alert (
    id     text PRIMARY KEY,
    title  text NOT NULL,
    level  text NOT NULL,  -- red, orange, yellow, blue, or a word of your own
    "from" timestamptz NOT NULL,
    "to"   timestamptz NOT NULL,
    geom   geometry(Geometry, 4326)  -- a point, or areas
);

-- The contract ------------------------------------------------------------------------------------------------------------

CREATE SCHEMA gridlight;

-- tipg takes a column `id` of a view as the feature's id; pygeoapi is told so by id_field.

CREATE VIEW gridlight.towns AS
SELECT id, code, name, name_en, sort, geom
FROM district.town;

CREATE VIEW gridlight.zones AS
SELECT id, town_id, name, name_en, geom
FROM district.zone;

CREATE VIEW gridlight.grids AS
SELECT id, zone_id, code, name, population, worker_count, valid_from, valid_to, geom
FROM district.grid;

-- Every matter, open or closed. This is the place to turn your codes into the contract's:
--   CASE m.state WHEN 10 THEN 'reported' WHEN 20 THEN 'dispatched' … END AS status
-- or let "values" in config.json do it.
CREATE VIEW gridlight.cases AS
SELECT m.id, m.title, m.domain, m.category, m.status, m.route, m.grid_id, g.zone_id, z.town_id, m.address, m.description,
       m.reported_at, m.dispatched_at, m.redispatched_at, m.contacted_at, m.extension_requested_at,
       m.extension_approved_at, m.progress_reported_at, m.answered_at, m.closed_at, m.called_back_at,
       coalesce(m.due_on::text, to_char(m.due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) AS due_at,
       m.satisfied, m.supervision, m.accountability, m.platform, m.first_unit, m.handling_unit, m.photos, m.updated_at,
       m.geom
FROM district.matter m
LEFT JOIN district.grid g ON g.id = m.grid_id
LEFT JOIN district.zone z ON z.id = g.zone_id;

CREATE VIEW gridlight.open_cases AS
SELECT * FROM gridlight.cases
WHERE status NOT IN ('closed', 'withdrawn');

CREATE VIEW gridlight.year_overdue AS
SELECT c.* FROM gridlight.cases c
JOIN district.matter m ON m.id = c.id
WHERE m.assessed;

CREATE VIEW gridlight.case_steps AS
SELECT id, case_id, seq, kind, at, unit, actor_role, note
FROM district.step;

CREATE VIEW gridlight.workload AS
SELECT *
FROM district.workload;

CREATE VIEW gridlight.received AS
SELECT grid_id AS id, grid_id, by_domain
FROM district.received;

CREATE VIEW gridlight.calendar AS
SELECT to_char(date, 'YYYY-MM-DD') AS id, date, kind, name
FROM district.special_day;

CREATE VIEW gridlight.workers AS
SELECT id, grid_id, on_duty, seen_at, geom
FROM district.worker;

CREATE VIEW gridlight.cameras AS
SELECT id, kind, online, geom
FROM district.camera;

CREATE VIEW gridlight.alerts AS
SELECT id, title, level, "from", "to", geom
FROM district.alert;

-- Who reads ---------------------------------------------------------------------------------------------------------------

-- The servers connect as this role. Give it a password (\password gridlight_reader) and a line in pg_hba.conf.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'gridlight_reader') THEN
        CREATE ROLE gridlight_reader LOGIN;
    END IF;
END
$$;

GRANT USAGE ON SCHEMA gridlight TO gridlight_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA gridlight TO gridlight_reader;

-- Times then leave with the district's offset. Any offset would do.
ALTER ROLE gridlight_reader SET timezone = 'Asia/Shanghai';

-- No page waits longer.
ALTER ROLE gridlight_reader SET statement_timeout = '15s';

COMMIT;
