-- From the features that arrived into the tables of public/contract/postgis.sql: properties, id and geometry by name.
CREATE TEMP VIEW arrived AS
SELECT collection, feature->'properties' || jsonb_build_object('id', feature->'id', 'geom', feature->'geometry') AS fields
FROM arriving;

INSERT INTO district.town
SELECT row.* FROM arrived, jsonb_populate_record(NULL::district.town, fields) row WHERE collection = 'towns';

INSERT INTO district.zone
SELECT row.* FROM arrived, jsonb_populate_record(NULL::district.zone, fields) row WHERE collection = 'zones';

INSERT INTO district.grid
SELECT row.* FROM arrived, jsonb_populate_record(NULL::district.grid, fields) row WHERE collection = 'grids';

-- A matter may stand in up to three lists. `cases` comes first, since it tells most.
INSERT INTO district.matter
SELECT row.*
FROM (
    SELECT DISTINCT ON (fields->>'id')
           fields
           || CASE WHEN fields->>'due_at' ~ '^\d{4}-\d\d-\d\d$'
               THEN jsonb_build_object('due_on', fields->'due_at', 'due_at', NULL) ELSE '{}' END
           || jsonb_build_object('assessed', fields->'id' IN
               (SELECT fields->'id' FROM arrived WHERE collection = 'year-overdue')) AS fields
    FROM arrived
    WHERE collection IN ('cases', 'open-cases', 'year-overdue')
    ORDER BY fields->>'id', collection
) matter, jsonb_populate_record(NULL::district.matter, fields) row;

INSERT INTO district.step
SELECT row.* FROM arrived, jsonb_populate_record(NULL::district.step, fields) row WHERE collection = 'case-steps';

INSERT INTO district.workload
SELECT row.* FROM arrived, jsonb_populate_record(NULL::district.workload, fields) row WHERE collection = 'workload';

INSERT INTO district.received
SELECT row.* FROM arrived, jsonb_populate_record(NULL::district.received, fields) row WHERE collection = 'received';

INSERT INTO district.special_day
SELECT row.* FROM arrived, jsonb_populate_record(NULL::district.special_day, fields) row WHERE collection = 'calendar';

INSERT INTO district.worker
SELECT row.* FROM arrived, jsonb_populate_record(NULL::district.worker, fields) row WHERE collection = 'workers';

INSERT INTO district.camera
SELECT row.* FROM arrived, jsonb_populate_record(NULL::district.camera, fields) row WHERE collection = 'cameras';

INSERT INTO district.alert
SELECT row.* FROM arrived, jsonb_populate_record(NULL::district.alert, fields) row WHERE collection = 'alerts';

DROP VIEW arrived;
