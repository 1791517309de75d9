-- title: Candidates by fewer joins
-- why: The joins of 0007 asked every current file for every key. Most portfolios stand in one file
--   (0040), and the row that carries the key is the portfolio.

DROP VIEW match_local_key_rule;
CREATE VIEW match_local_key_rule AS
-- identifiers of every current row of the portfolio
SELECT m.institution_id, m.local_id, i.kind AS type, i.key, i.field, i.value, i.raw
FROM match_local m
CROSS JOIN portfolio_said_by s ON s.speaking_row_id = m.local_id
CROSS JOIN portfolio q ON q.id = s.portfolio_row_id
CROSS JOIN identifier i ON i.snapshot_id = q.snapshot_id AND i.record_id = q.id AND i.is_valid = 1
UNION ALL
-- identifiers of its bib
SELECT m.institution_id, m.local_id, i.kind, i.key, i.field, i.value, i.raw
FROM match_local m
CROSS JOIN bib b ON b.id = m.bib_id
CROSS JOIN identifier i ON i.snapshot_id = b.snapshot_id AND i.record_id = b.id AND i.is_valid = 1
UNION ALL
SELECT institution_id, local_id, 'mms', mms_key, 'MMS ID', mms_id, mms_id
FROM match_local
UNION ALL
SELECT institution_id, local_id, 'title', title_key, 'title', title, title
FROM match_local
WHERE title_key IS NOT NULL
UNION ALL
SELECT institution_id, local_id, 'title', title_main_key, 'title without subtitle', title, title
FROM match_local
WHERE title_main_key IS NOT NULL AND title_main_key IS NOT title_key
ORDER BY local_id;

-- Keys that five or more records of a snapshot have, noted while it is loaded.
CREATE TABLE frequent_key (
  snapshot_id INTEGER NOT NULL REFERENCES snapshot (id),
  type        TEXT    NOT NULL,
  key         INTEGER NOT NULL,
  PRIMARY KEY (snapshot_id, type, key)
) STRICT, WITHOUT ROWID;

INSERT INTO frequent_key (snapshot_id, type, key)
SELECT snapshot_id, type, key
FROM match_key
GROUP BY snapshot_id, type, key
HAVING count(*) >= 5;

DROP VIEW crowded_key_rule;
CREATE VIEW crowded_key_rule AS
WITH
  suspect AS (
    -- a title stands in two types: one of them has half of the copies
    SELECT l.institution_id, CASE f.type WHEN 'title-main' THEN 'title' ELSE f.type END AS type,
           f.key
    FROM live_snapshot l
    CROSS JOIN frequent_key f ON f.snapshot_id = l.snapshot_id
    WHERE l.kind = 'portfolios' AND l.role IN ('whole', 'part') AND EXISTS (
      SELECT 1
      FROM match_local_key k
      CROSS JOIN match_local m ON m.local_id = k.local_id
      WHERE k.type = CASE f.type WHEN 'title-main' THEN 'title' ELSE f.type END
        AND k.key = f.key AND k.type <> 'mms' AND m.institution_id = l.institution_id
    )
    UNION
    -- where the setting asks for fewer than are noted
    SELECT m.institution_id, k.type, k.key
    FROM match_local m
    CROSS JOIN match_local_key k ON k.local_id = m.local_id
    WHERE k.type <> 'mms' AND 10 > (
      SELECT min(CAST(value AS INTEGER))
      FROM setting
      WHERE name IN ('title-max-copies', 'identifier-max-copies')
    )
  ),
  counted AS (
    SELECT s.institution_id, s.type, s.key,
           -- in the snapshot that has most: a portfolio may stand in an inventory and in a part
           (
             SELECT max(copies)
             FROM (
               SELECT count(*) AS copies
               FROM live_snapshot l
               CROSS JOIN match_key k
                 ON k.snapshot_id = l.snapshot_id AND k.key = s.key
                AND k.type IN (s.type, CASE s.type WHEN 'title' THEN 'title-main' END)
               WHERE l.institution_id = s.institution_id AND l.kind = 'portfolios'
                 AND l.role IN ('whole', 'part')
               GROUP BY l.snapshot_id
             )
           ) AS copies
    FROM suspect s
  )
SELECT institution_id, type, key, copies
FROM counted
WHERE copies > (
  SELECT CAST(value AS INTEGER)
  FROM setting
  WHERE name = CASE counted.type WHEN 'title' THEN 'title-max-copies' ELSE 'identifier-max-copies' END
);

-- The Community Zone portfolios that there are: few bytes each, so that all of them stay in memory.
CREATE TABLE match_zone (
  cz_id          INTEGER PRIMARY KEY,   -- portfolio.id
  institution_id INTEGER NOT NULL
) STRICT;

CREATE VIEW match_zone_rule AS
SELECT id AS cz_id, institution_id
FROM current_portfolio
WHERE is_cz_linked = 1;

-- As before: the Community Zone portfolios that carry a key, by their own row or by their bib.
DROP VIEW cz_by_key;
CREATE VIEW cz_by_key AS
SELECT l.institution_id, k.type, k.key, z.cz_id, l.snapshot_id AS evidence_snapshot_id,
       k.record_id AS evidence_record_id
FROM live_snapshot l
CROSS JOIN match_key k ON k.snapshot_id = l.snapshot_id
LEFT JOIN portfolio_beside b ON b.portfolio_row_id = k.record_id
CROSS JOIN match_zone z
  ON z.cz_id = CASE WHEN b.portfolio_row_id IS NULL THEN k.record_id ELSE b.speaking_row_id END
WHERE l.kind = 'portfolios'
UNION ALL
SELECT l.institution_id, k.type, k.key, z.cz_id, l.snapshot_id, b.id
FROM live_snapshot l
CROSS JOIN match_key k ON k.snapshot_id = l.snapshot_id AND k.type IN ('isbn', 'issn', 'oclc', 'doi', 'ckb')
CROSS JOIN bib b ON b.id = k.record_id
CROSS JOIN live_snapshot s ON s.institution_id = l.institution_id AND s.kind = 'portfolios'
CROSS JOIN match_key e ON e.snapshot_id = s.snapshot_id AND e.type = 'mms' AND e.key = b.mms_key
CROSS JOIN match_zone z ON z.cz_id = e.record_id
CROSS JOIN current_portfolio_row c ON c.id = z.cz_id AND c.mms_id = b.mms_id
WHERE l.kind = 'bibs' AND l.role IN ('whole', 'part') AND s.role IN ('whole', 'part');

DROP VIEW match_shared_rule;
CREATE VIEW match_shared_rule AS
SELECT m.institution_id, k.local_id, c.cz_id, k.type, k.key, k.field AS local_field,
       coalesce(i.field, CASE k.type WHEN 'mms' THEN 'MMS ID' ELSE 'title' END) AS cz_field,
       k.value, k.raw AS local_raw, coalesce(i.raw, k.value) AS cz_raw
FROM match_local m
CROSS JOIN match_local_key k ON k.local_id = m.local_id
CROSS JOIN cz_by_key c
  ON c.institution_id = m.institution_id AND c.key = k.key
 AND c.type IN (k.type, CASE k.type WHEN 'title' THEN 'title-main' END)
LEFT JOIN identifier i
  ON i.snapshot_id = c.evidence_snapshot_id AND i.record_id = c.evidence_record_id
 AND i.kind = k.type AND i.key = k.key AND i.is_valid = 1
WHERE NOT EXISTS (
  SELECT 1
  FROM crowded_key w
  WHERE w.institution_id = m.institution_id AND w.type = k.type AND w.key = k.key
);

DROP VIEW match_candidate_rule;
CREATE VIEW match_candidate_rule AS
SELECT m.local_id, c.id AS cz_id, m.institution_id, c.portfolio_id, coalesce(c.mms_id, '') AS mms_id,
       (
         SELECT b.id
         FROM live_snapshot l
         CROSS JOIN match_key k
           ON k.snapshot_id = l.snapshot_id AND k.type = 'mms' AND k.key = c.mms_key
         CROSS JOIN current_bib b ON b.id = k.record_id AND b.mms_id = c.mms_id
         WHERE l.institution_id = m.institution_id AND l.kind = 'bibs'
           AND l.role IN ('whole', 'part')
         LIMIT 1
       ) AS bib_id,
       coalesce(c.title, '') AS title, c.title_main_key, coalesce(c.title_part, '') AS title_part,
       coalesce(c.collection_id, '') AS collection_id,
       coalesce(c.collection_name, o.name, '') AS collection_name,
       coalesce(
         nullif(c.interface_name, ''), nullif(o.interface_name, ''), 'collection '
           || coalesce(nullif(c.collection_name, ''), nullif(c.collection_id, ''), '(none)')
       ) AS platform,
       coalesce(c.host, '') AS host, c.availability,
       CASE
         WHEN coalesce(c.collection_id, '') = '' THEN
           CASE
             WHEN coalesce(c.collection_name, '') = '' AND c.is_standalone = 1 THEN 'standalone'
             ELSE 'unknown'
           END
         WHEN o.availability IN ('active', 'inactive') THEN o.availability
         ELSE 'unknown'
       END AS collection_state,
       c.material_type
FROM (SELECT DISTINCT local_id, cz_id FROM match_shared) pair
CROSS JOIN match_local m ON m.local_id = pair.local_id
CROSS JOIN current_portfolio_row c ON c.id = pair.cz_id
LEFT JOIN current_collection o
  ON o.institution_id = m.institution_id AND o.collection_id = c.collection_id;

DROP VIEW p2e_evidence;
CREATE VIEW p2e_evidence AS
SELECT m.institution_id, m.local_id, m.portfolio_id, 'file' AS evidence,
       r.legacy_id || ': ' || t.route AS detail
FROM match_local m
CROSS JOIN p2e_bib t
  ON t.institution_id = m.institution_id AND t.mms_key = m.mms_key AND t.mms_id = m.mms_id
CROSS JOIN p2e_record r ON r.id = t.p2e_record_id
UNION
SELECT m.institution_id, m.local_id, m.portfolio_id, 'creator', f.file_name || ': ' || q.created_by
FROM match_local m
CROSS JOIN portfolio_said q ON q.speaking_row_id = m.local_id
CROSS JOIN source_file f ON f.id = q.source_file_id
WHERE q.created_by = 'P2E_JOB'
UNION
SELECT m.institution_id, m.local_id, m.portfolio_id, 'go-live',
       'made on ' || m.created_on || ', before ' || g.value
FROM match_local m
CROSS JOIN setting g ON g.name = 'go-live-date'
WHERE g.value <> '' AND m.created_on < g.value
  AND m.created_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]*'
UNION
SELECT institution_id, local_id, portfolio_id, 'absence',
       'it stands alone, and nothing says who made it'
FROM match_local
WHERE p2e_by = 'absence';

DROP VIEW standalone_doubt;
CREATE VIEW standalone_doubt AS
SELECT m.institution_id, m.local_id, min(f.file_name || ' says ' || CASE
         WHEN l.collection_id IS NOT NULL THEN 'it is in collection ' || l.collection_id
         ELSE coalesce(q.standalone_by, 'it is in a collection')
       END) AS detail
FROM match_local m
CROSS JOIN portfolio_said q ON q.speaking_row_id = m.local_id
CROSS JOIN live_snapshot l ON l.snapshot_id = q.snapshot_id
CROSS JOIN source_file f ON f.id = q.source_file_id
WHERE q.role IN ('whole', 'part')
  AND (
    q.is_standalone = 0 OR l.collection_id IS NOT NULL
    OR q.standalone_by LIKE '%column-no%' OR q.standalone_by LIKE '%collection-named%'
    OR q.standalone_by LIKE '%service-62%'
  )
GROUP BY m.institution_id, m.local_id;

DROP VIEW portfolio_on_bib;
CREATE VIEW portfolio_on_bib AS
SELECT l.institution_id, k.key AS mms_key, o.mms_id, o.portfolio_id, o.id AS portfolio_row_id,
       o.is_standalone, o.is_cz_linked
FROM live_snapshot l
CROSS JOIN match_key k ON k.snapshot_id = l.snapshot_id AND k.type = 'mms'
LEFT JOIN portfolio_beside b ON b.portfolio_row_id = k.record_id
CROSS JOIN current_portfolio_row o
  ON o.id = CASE WHEN b.portfolio_row_id IS NULL THEN k.record_id ELSE b.speaking_row_id END
 AND o.mms_key = k.key
WHERE l.kind = 'portfolios';

-- As before.
DROP VIEW legacy_tail_vote;
CREATE VIEW legacy_tail_vote AS
WITH
  -- without a P2E list there is nothing to ask
  asking AS MATERIALIZED (
    SELECT DISTINCT institution_id FROM live_snapshot WHERE kind = 'p2e'
  ),
  lengths (n) AS (VALUES (4), (5), (6), (7), (8), (9), (10), (11)),
  mms_ids AS (
    SELECT p.institution_id, p.mms_id
    FROM asking a
    CROSS JOIN existing_portfolio p ON p.institution_id = a.institution_id AND p.is_standalone = 1
    UNION
    SELECT b.institution_id, b.mms_id
    FROM asking a
    CROSS JOIN current_bib b ON b.institution_id = a.institution_id
  ),
  cut AS (
    SELECT m.institution_id, m.mms_id, substr(m.mms_id, -lengths.n) AS tail,
           substr(m.mms_id, 3, length(m.mms_id) - 2 - lengths.n) AS inside
    FROM mms_ids m
    CROSS JOIN lengths ON length(m.mms_id) > lengths.n + 2
    WHERE m.mms_id LIKE '99%'
  ),
  found AS (
    SELECT c.institution_id, c.mms_id, c.tail
    FROM cut c
    CROSS JOIN live_snapshot l ON l.institution_id = c.institution_id AND l.kind = 'p2e'
    CROSS JOIN p2e_record p ON p.snapshot_id = l.snapshot_id AND p.legacy_key = c.inside
    UNION
    SELECT c.institution_id, c.mms_id, c.tail
    FROM cut c
    CROSS JOIN live_snapshot l ON l.institution_id = c.institution_id AND l.kind = 'p2e'
    CROSS JOIN p2e_record p
      ON p.snapshot_id = l.snapshot_id AND p.legacy_number = ltrim(c.inside, '0')
    WHERE length(c.inside) = 9 AND p.legacy_key <> c.inside
      AND length(p.legacy_letters) IN (0, 5)
  )
SELECT institution_id, tail, count(*) AS bibs
FROM found
GROUP BY institution_id, tail;
