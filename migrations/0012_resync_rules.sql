-- title: May a collection be deleted and activated afresh? What its Extended Export holds
-- why: Deleting and re-activating keeps what the Community Zone says and loses what the library
--   added. CARLI's checklist for "Re-syncing an Electronic Collection" names 26 columns.

CREATE VIEW resync_column AS
WITH columns (name, kind) AS (
  VALUES
    ('LOCALIZED', 'localized'),
    ('FROM_YEAR', 'dates'), ('TO_YEAR', 'dates'), ('FROM_MONTH', 'dates'), ('TO_MONTH', 'dates'),
    ('FROM_DAY', 'dates'), ('TO_DAY', 'dates'), ('FROM_VOLUME', 'dates'), ('TO_VOLUME', 'dates'),
    ('FROM_ISSUE', 'dates'), ('TO_ISSUE', 'dates'), ('EXPECTED_ACTIVATION_DATE', 'dates'),
    ('COVERAGE_STATEMENT', 'statement'), ('AVAILABILITY', 'inactive'),
    ('AUTHENTICATION_NOTES', 'note'), ('PUBLIC_NOTES', 'note'), ('INTERNAL_DESCRIPTION', 'note'),
    ('NOTES', 'note'), ('LICENSE', 'acquisitions'), ('LICENSE_NAME', 'acquisitions'),
    ('COLLECTION_LICENSE', 'acquisitions'), ('COLLECTION_LICENSE_NAME', 'acquisitions'),
    ('PDA', 'acquisitions'), ('EBA', 'acquisitions'), ('PO_LINE', 'acquisitions'),
    ('URL', 'url')
)
SELECT name, kind FROM columns;

-- The newest Extended Export of each collection: told by the column LOCALIZED. A file's name has
-- lost what a file's name cannot hold, so the collection's own name is taken where it is known.
CREATE VIEW extended_export AS
SELECT l.institution_id, l.snapshot_id, s.scope_name, l.collection_id, s.as_of,
       coalesce(
         (
           SELECT nullif(o.name, '')
           FROM current_collection o
           WHERE o.institution_id = l.institution_id AND o.collection_id = l.collection_id
         ),
         (
           SELECT q.collection_name
           FROM portfolio p INDEXED BY portfolio_by_snapshot
           CROSS JOIN portfolio_source q
             ON q.institution_id = l.institution_id AND q.portfolio_key_joined = p.portfolio_key
            AND q.portfolio_id = p.portfolio_id
           WHERE p.snapshot_id = l.snapshot_id AND q.collection_id = l.collection_id
             AND q.collection_name <> ''
           LIMIT 1
         ),
         s.scope_name
       ) AS collection
FROM live_snapshot l
CROSS JOIN snapshot s ON s.id = l.snapshot_id
WHERE l.kind = 'portfolios' AND l.role IN ('part', 'facts') AND EXISTS (
    SELECT 1
    FROM source_file f
    CROSS JOIN source_column c ON c.source_file_id = f.id
    WHERE f.snapshot_id = l.snapshot_id AND upper(trim(c.header)) = 'LOCALIZED'
  );

-- Every cell of these columns that says something: the ones that are read as facts, and the ones
-- that are kept as they are.
CREATE VIEW extended_export_cell AS
WITH
  facts AS (
    SELECT p.snapshot_id, p.id, c.name, CASE c.name
             WHEN 'AVAILABILITY' THEN CASE p.availability WHEN 'inactive' THEN 'INACTIVE' END
             WHEN 'URL' THEN p.url
             WHEN 'LICENSE' THEN p.license
             WHEN 'PDA' THEN p.pda
             WHEN 'EBA' THEN p.eba
             WHEN 'PO_LINE' THEN p.po_line
             WHEN 'COVERAGE_STATEMENT' THEN p.coverage
             WHEN 'PUBLIC_NOTES' THEN p.public_note
             WHEN 'AUTHENTICATION_NOTES' THEN p.authentication_note
             WHEN 'INTERNAL_DESCRIPTION' THEN p.internal_note
           END AS value
    FROM extended_export e
    CROSS JOIN portfolio p INDEXED BY portfolio_by_snapshot ON p.snapshot_id = e.snapshot_id
    CROSS JOIN resync_column c
    UNION ALL
    SELECT p.snapshot_id, p.id, upper(trim(j.key)), j.value
    FROM extended_export e
    CROSS JOIN portfolio p INDEXED BY portfolio_by_snapshot ON p.snapshot_id = e.snapshot_id
    CROSS JOIN json_each(p.extra) j
  )
SELECT e.institution_id, e.snapshot_id, e.collection, e.scope_name, e.collection_id,
       p.id AS portfolio_row_id, p.portfolio_id,
       coalesce(p.title, '') AS title, c.kind, c.name AS column_name, f.value
FROM facts f
CROSS JOIN resync_column c ON c.name = f.name
CROSS JOIN portfolio p ON p.id = f.id
CROSS JOIN extended_export e ON e.snapshot_id = f.snapshot_id
WHERE f.value <> ''
  -- LOCALIZED = N: not linked to, or not activated from, the Community Zone
  AND (c.name <> 'LOCALIZED' OR upper(f.value) = 'N')
  -- 'Global or local' is what every portfolio says; with local dates the dates speak
  AND (c.name <> 'COVERAGE_STATEMENT' OR lower(f.value) IN ('only local', 'global and local'));

-- Why nothing can be said of a collection: columns that the export lacks, rows that could not be
-- read, or the limit of Alma's exports reached.
CREATE VIEW extended_export_trouble AS
WITH
  lacking AS (
    SELECT e.snapshot_id, 'no column ' || group_concat(c.name, ', ') AS trouble
    FROM extended_export e
    CROSS JOIN (SELECT name FROM resync_column ORDER BY name) c
    WHERE NOT EXISTS (
        SELECT 1
        FROM source_file f
        CROSS JOIN source_column h ON h.source_file_id = f.id
        WHERE f.snapshot_id = e.snapshot_id AND upper(trim(h.header)) = c.name
      )
    GROUP BY e.snapshot_id
  )
SELECT snapshot_id, trouble FROM lacking
UNION ALL
SELECT f.snapshot_id, f.rows_rejected || ' rows could not be read'
FROM source_file f
CROSS JOIN extended_export e ON e.snapshot_id = f.snapshot_id
WHERE f.rows_rejected > 0
UNION ALL
SELECT f.snapshot_id, 'the export has 100,000 rows, where Alma cuts it off'
FROM source_file f
CROSS JOIN extended_export e ON e.snapshot_id = f.snapshot_id
WHERE f.rows_read >= 100000;
