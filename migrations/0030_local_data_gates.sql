-- title: Gates see all local data of a local copy, whichever file says it
-- why: An Extended Export has local dates, the name of a licence, a note of its own and settings of
--   access in columns that are no fact of a portfolio elsewhere (portfolio.extra). What they say of
--   a local copy would be lost like what the inventory says. And its COVERAGE_STATEMENT is a choice
--   of four words, not a coverage: "Global or local" stands on every portfolio.

-- Which of these columns speak to which gate. The first 14 of coverage are CARLI's dates and the
-- local embargo; COLLECTION_LICENSE is what the copy has by its collection.
CREATE VIEW local_data_column AS
WITH columns (header, gate) AS (
  VALUES
    ('FROM_YEAR', 'coverage'), ('TO_YEAR', 'coverage'), ('FROM_MONTH', 'coverage'),
    ('TO_MONTH', 'coverage'), ('FROM_DAY', 'coverage'), ('TO_DAY', 'coverage'),
    ('FROM_VOLUME', 'coverage'), ('TO_VOLUME', 'coverage'), ('FROM_ISSUE', 'coverage'),
    ('TO_ISSUE', 'coverage'), ('EXPECTED_ACTIVATION_DATE', 'coverage'),
    ('PUBLICATION_DATE_OPERATOR', 'coverage'), ('PUBLICATION_DATE_YEAR', 'coverage'),
    ('PUBLICATION_DATE_MONTH', 'coverage'),
    ('LICENSE', 'license'), ('LICENSE_NAME', 'license'), ('PORTFOLIO_LICENSE_NAME', 'license'),
    ('COLLECTION_LICENSE', 'license'), ('COLLECTION_LICENSE_NAME', 'license'),
    ('NOTES', 'notes'),
    ('PROXY_ENABLE', 'proxy'), ('ACCESS_TYPE', 'proxy'), ('OWNERSHIP', 'proxy'),
    ('GROUP_NAME', 'proxy')
)
SELECT header, gate FROM columns;

-- The headers of the current portfolio files, written as in local_data_column: a repeated one is
-- kept as "NAME (2)".
CREATE VIEW current_portfolio_header AS
SELECT l.institution_id, l.snapshot_id, f.id AS source_file_id, h.header AS as_given,
       upper(replace(trim(h.header), ' ', '_')) AS header
FROM live_snapshot l
CROSS JOIN source_file f ON f.snapshot_id = l.snapshot_id
CROSS JOIN source_column h ON h.source_file_id = f.id
WHERE l.kind = 'portfolios' AND l.role <> 'older';

-- Every cell of these columns that says something of a local copy, from any current source.
CREATE VIEW local_data_cell AS
WITH
  -- an inventory without such a column is not read through
  speaking AS MATERIALIZED (
    SELECT DISTINCT h.institution_id, h.snapshot_id
    FROM current_portfolio_header h
    CROSS JOIN local_data_column c ON c.header = h.header
  )
SELECT DISTINCT m.institution_id, m.local_id, c.gate, c.header, trim(j.value) AS value
FROM speaking s
CROSS JOIN portfolio q INDEXED BY portfolio_by_snapshot ON q.snapshot_id = s.snapshot_id
CROSS JOIN live_snapshot l
  ON l.institution_id = s.institution_id AND l.kind = 'portfolios' AND l.role IN ('whole', 'part')
CROSS JOIN match_key k
  ON k.snapshot_id = l.snapshot_id AND k.type = 'portfolio' AND k.key = q.portfolio_key
CROSS JOIN match_local m ON m.local_id = k.record_id AND m.portfolio_id = q.portfolio_id
CROSS JOIN json_each(q.extra) j
CROSS JOIN local_data_column c
  ON c.header = upper(replace(trim(
    CASE WHEN j.key LIKE '% (%)' THEN substr(j.key, 1, instr(j.key, ' (')) ELSE j.key END
  ), ' ', '_'))
WHERE q.extra IS NOT NULL AND trim(j.value) <> '';

-- The same cells of the candidates, asked for one at a time (by cz_id).
CREATE VIEW candidate_data_cell AS
SELECT p.id AS cz_id, upper(replace(trim(
         CASE WHEN j.key LIKE '% (%)' THEN substr(j.key, 1, instr(j.key, ' (')) ELSE j.key END
       ), ' ', '_')) AS header, trim(j.value) AS value
FROM portfolio p
CROSS JOIN live_snapshot l ON l.snapshot_id = p.snapshot_id
CROSS JOIN portfolio_source q
  ON q.institution_id = l.institution_id AND q.portfolio_key_joined = p.portfolio_key
 AND q.portfolio_id = p.portfolio_id AND q.role <> 'older'
CROSS JOIN json_each(q.extra) j
WHERE q.extra IS NOT NULL;

-- As before, and the licence's name or the collection's licence where an export has only these.
DROP VIEW gate_license;
CREATE VIEW gate_license AS
WITH
  named AS MATERIALIZED (
    SELECT local_id, group_concat(value, ', ') AS names
    FROM (
      SELECT DISTINCT local_id, value
      FROM local_data_cell
      WHERE gate = 'license'
      ORDER BY local_id, value
    )
    GROUP BY local_id
  )
SELECT t.institution_id, t.local_id, 'license' AS gate, 'required' AS class,
       CASE
         WHEN m.license <> '' OR m.pda <> '' OR m.eba <> '' OR n.names IS NOT NULL THEN 'fail'
         WHEN m.license IS NULL THEN 'unknown'
         ELSE 'pass'
       END AS value,
       CASE
         WHEN m.license <> '' THEN 'licence ' || m.license || ' is on the local copy'
         WHEN m.pda <> '' THEN 'purchase on demand: ' || m.pda
         WHEN m.eba <> '' THEN 'evidence-based acquisition: ' || m.eba
         WHEN n.names IS NOT NULL THEN 'licence ' || n.names || ' is on the local copy'
         WHEN m.license IS NULL THEN 'the inventory has no column License Code'
         ELSE 'no licence'
       END AS detail
FROM twin t
CROSS JOIN match_local m ON m.local_id = t.local_id
LEFT JOIN named n ON n.local_id = t.local_id;

-- What every current source says of a local coverage, where the best one has a word of choice only:
-- "Global or local" is no coverage where the file has columns for local dates.
CREATE VIEW coverage_said AS
WITH
  -- the files in which local dates would stand: all ten columns
  with_dates AS MATERIALIZED (
    SELECT h.source_file_id
    FROM current_portfolio_header h
    CROSS JOIN local_data_column c ON c.header = h.header AND c.gate = 'coverage'
    WHERE c.header LIKE 'FROM%' OR c.header LIKE 'TO%'
    GROUP BY h.source_file_id
    HAVING count(DISTINCT c.header) = 10
  )
SELECT m.local_id,
       min(CASE
         WHEN lower(trim(q.coverage)) NOT IN ('', 'global or local', 'only global')
           THEN trim(q.coverage)
       END) AS statement,
       -- each of them that says no more than the word has the dates, too, and is not too old
       min(CASE
         WHEN q.coverage = '' THEN NULL
         WHEN q.role = 'facts' AND julianday(f.as_of) + (
           SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'freshness-days'
         ) < julianday(s.as_of) THEN 0
         ELSE q.source_file_id IN (SELECT source_file_id FROM with_dates)
       END) AS is_said
FROM match_local m
CROSS JOIN portfolio_source q
  ON q.institution_id = m.institution_id AND q.portfolio_key_joined = m.portfolio_key
 AND q.portfolio_id = m.portfolio_id AND q.role <> 'older'
CROSS JOIN snapshot f ON f.id = q.snapshot_id
CROSS JOIN portfolio p ON p.id = m.local_id
CROSS JOIN snapshot s ON s.id = p.snapshot_id
WHERE lower(trim(m.coverage)) IN ('global or local', 'only global')
  AND q.coverage IS NOT NULL
GROUP BY m.local_id;

-- A standalone portfolio's own URL is no override, and empty local coverage passes. The choice
-- "Global or local" passes where the export has columns for local dates and they are empty.
DROP VIEW gate_coverage;
CREATE VIEW gate_coverage AS
WITH
  dated AS MATERIALIZED (
    SELECT local_id, group_concat(header || ' ' || value, ', ') AS dates
    FROM (
      SELECT local_id, header, value
      FROM local_data_cell
      WHERE gate = 'coverage'
      ORDER BY local_id, header, value
    )
    GROUP BY local_id
  ),
  -- the export shows the first of several local coverages only, so there are several
  cut AS MATERIALIZED (
    SELECT DISTINCT m.local_id
    FROM portfolio_fact f
    CROSS JOIN portfolio q ON q.id = f.portfolio_row_id
    CROSS JOIN live_snapshot s ON s.snapshot_id = q.snapshot_id AND s.role <> 'older'
    CROSS JOIN live_snapshot l
      ON l.institution_id = s.institution_id AND l.kind = 'portfolios'
     AND l.role IN ('whole', 'part')
    CROSS JOIN match_key k
      ON k.snapshot_id = l.snapshot_id AND k.type = 'portfolio' AND k.key = q.portfolio_key
    CROSS JOIN match_local m ON m.local_id = k.record_id AND m.portfolio_id = q.portfolio_id
    WHERE f.fact = 'coverage-cut' AND upper(f.field) NOT LIKE 'GLOBAL%'
  ),
  chosen AS MATERIALIZED (SELECT * FROM coverage_said),
  said AS (
    SELECT t.institution_id, t.local_id, m.coverage,
           lower(trim(m.coverage)) IN ('global or local', 'only global') AS is_choice,
           c.statement, coalesce(c.is_said, 0) AS is_said, d.dates, x.local_id IS NOT NULL AS is_cut
    FROM twin t
    CROSS JOIN match_local m ON m.local_id = t.local_id
    LEFT JOIN chosen c ON c.local_id = t.local_id
    LEFT JOIN dated d ON d.local_id = t.local_id
    LEFT JOIN cut x ON x.local_id = t.local_id
  )
SELECT institution_id, local_id, 'coverage' AS gate, 'required' AS class,
       CASE
         WHEN dates IS NOT NULL OR is_cut OR statement IS NOT NULL THEN 'fail'
         WHEN coverage IS NULL THEN 'unknown'
         WHEN coverage = '' THEN 'pass'
         WHEN is_choice = 0 THEN 'fail'
         WHEN is_said = 0 THEN 'unknown'
         ELSE 'pass'
       END AS value,
       CASE
         WHEN statement IS NOT NULL THEN 'local coverage: ' || statement
         WHEN coverage <> '' AND is_choice = 0 THEN 'local coverage: ' || coverage
         WHEN dates IS NOT NULL THEN 'local coverage: ' || dates
         WHEN is_cut THEN 'several local coverages, of which the export shows the first only'
         WHEN coverage IS NULL THEN 'the inventory has no column Coverage Statement'
         WHEN is_choice = 1 AND is_said = 0 THEN
           'coverage is ' || coverage || ', and the file has no columns for local dates'
         ELSE 'no local coverage'
       END AS detail
FROM said;
