-- title: Snapshots listed, compared and dropped
-- why: After a clean-up the question is what has changed since the last export. The answer must
--   not take for a change what only the files differ in: another layout, a part beside the whole,
--   rows in another order, rows that could not be read. What a snapshot takes with it when it is
--   dropped is read from the foreign keys: a table of the user's own work that refers to a snapshot
--   or its records says ON DELETE RESTRICT, and then the snapshot is not dropped.

-- The snapshot that stands where another stood: of the same kind and part, and newer.
CREATE VIEW snapshot_successor AS
SELECT s.id AS snapshot_id,
       (
         SELECT n.id
         FROM snapshot n
         WHERE n.institution_id = s.institution_id AND n.kind = s.kind AND n.scope = s.scope
           AND n.scope_name = s.scope_name AND (n.as_of, n.id) > (s.as_of, s.id)
         ORDER BY n.as_of DESC, n.id DESC
         LIMIT 1
       ) AS newest_id,
       (
         SELECT o.id
         FROM snapshot o
         WHERE o.institution_id = s.institution_id AND o.kind = s.kind AND o.scope = s.scope
           AND o.scope_name = s.scope_name AND (o.as_of, o.id) < (s.as_of, s.id)
         ORDER BY o.as_of DESC, o.id DESC
         LIMIT 1
       ) AS before_id
FROM snapshot s;

-- Every snapshot, with what it is good for in words.
CREATE VIEW snapshot_overview AS
SELECT s.id, i.code AS institution, s.kind, s.scope, s.scope_name, s.as_of, s.as_of_source,
       s.imported_at,
       CASE l.role
         WHEN 'facts' THEN 'facts only'
         WHEN 'whole' THEN 'whole'
         WHEN 'part' THEN 'part'
         WHEN 'older' THEN 'older'
         ELSE 'superseded' || coalesce(' by ' || n.newest_id, '')
       END AS role,
       (SELECT count(*) FROM source_file f WHERE f.snapshot_id = s.id) AS files,
       (
         SELECT coalesce(sum(f.rows_kept), 0) FROM source_file f WHERE f.snapshot_id = s.id
       ) AS rows_kept,
       (
         SELECT coalesce(sum(f.rows_rejected), 0) FROM source_file f WHERE f.snapshot_id = s.id
       ) AS rows_rejected,
       CASE WHEN l.role IS NULL THEN n.newest_id END AS superseded_by
FROM snapshot s
JOIN institution i ON i.id = s.institution_id
JOIN snapshot_successor n ON n.snapshot_id = s.id
LEFT JOIN live_snapshot l ON l.snapshot_id = s.id;

-- ---------------------------------------------------------------------------------------------
-- What two snapshots can say of each other.

-- Of which part a snapshot is: 'all'; the field whose value its records have in common; '' where
-- it is not known what else would belong to it (a file that was cut off, the open orders).
CREATE VIEW snapshot_part AS
SELECT id AS snapshot_id,
       CASE
         WHEN scope = 'all' THEN 'all'
         WHEN kind = 'portfolios' AND scope_name <> '' AND scope_reason IN (
           'an Extended Export is of one collection', '--collection', '--scope part'
         ) THEN 'collection_id'
         WHEN scope_reason LIKE 'all rows are of one %'
           THEN substr(scope_name, 1, instr(scope_name, ' ') - 1)
         ELSE ''
       END AS field,
       CASE
         WHEN scope_reason LIKE 'all rows are of one %'
           THEN substr(scope_name, instr(scope_name, ' ') + 1)
       END AS value,
       CASE
         WHEN scope_name NOT IN ('', 'empty', 'cut off', 'no closed lines') THEN scope_name
       END AS name
FROM snapshot;

-- The collection of a part of the portfolios: the one that most of its rows name or, where its file
-- names none (an Extended Export), the one that its portfolios have in the other snapshot.
CREATE VIEW part_collection_beside AS
SELECT p.id AS part_id, o.id AS other_id, (
         SELECT collection_id
         FROM (
           SELECT coalesce(nullif(r.collection_id, ''), (
                    SELECT q.collection_id
                    FROM match_key k
                    CROSS JOIN portfolio q
                      ON q.id = k.record_id AND q.portfolio_id = r.portfolio_id
                    WHERE k.snapshot_id = o.id AND k.type = 'portfolio'
                      AND k.key = r.portfolio_key
                    LIMIT 1
                  )) AS collection_id
           FROM portfolio r INDEXED BY portfolio_by_snapshot
           WHERE r.snapshot_id = p.id
         )
         WHERE collection_id <> ''
         GROUP BY collection_id
         ORDER BY count(*) DESC, collection_id
         LIMIT 1
       ) AS collection_id
FROM snapshot p
CROSS JOIN snapshot o;

-- Any two snapshots: how they are compared, and why they cannot be. a_field and b_field: by what a
-- side is a part (see snapshot_part); 'all' also where both are the same part.
CREATE VIEW snapshot_pair AS
SELECT a.id AS a_id, b.id AS b_id, a.kind,
       CASE WHEN p.name = q.name THEN 'all' ELSE p.field END AS a_field,
       CASE WHEN q.name = p.name THEN 'all' ELSE q.field END AS b_field,
       CASE p.field
         WHEN 'collection_id' THEN (
           SELECT c.collection_id
           FROM part_collection_beside c
           WHERE c.part_id = a.id AND c.other_id = b.id
         )
         ELSE p.value
       END AS a_value,
       CASE q.field
         WHEN 'collection_id' THEN (
           SELECT c.collection_id
           FROM part_collection_beside c
           WHERE c.part_id = b.id AND c.other_id = a.id
         )
         ELSE q.value
       END AS b_value,
       CASE
         WHEN a.id = b.id THEN 'they are one and the same snapshot'
         WHEN a.institution_id <> b.institution_id
           THEN 'they are of two institutions, ' || i.code || ' and ' || j.code
         WHEN a.kind <> b.kind THEN 'they are of two kinds, ' || a.kind || ' and ' || b.kind
       END AS trouble
FROM snapshot a
CROSS JOIN snapshot b
CROSS JOIN snapshot_part p ON p.snapshot_id = a.id
CROSS JOIN snapshot_part q ON q.snapshot_id = b.id
CROSS JOIN institution i ON i.id = a.institution_id
CROSS JOIN institution j ON j.id = b.institution_id;
