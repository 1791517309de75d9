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

DROP VIEW crowded_key_rule;
CREATE VIEW crowded_key_rule AS
WITH
  asked AS (
    SELECT m.institution_id, k.type, k.key, (
             SELECT CAST(value AS INTEGER)
             FROM setting
             WHERE name = CASE k.type WHEN 'title' THEN 'title-max-copies'
               ELSE 'identifier-max-copies' END
           ) AS most
    FROM match_local m
    CROSS JOIN match_local_key k ON k.local_id = m.local_id
    WHERE k.type <> 'mms'
  ),
  counted AS (
    SELECT a.institution_id, a.type, a.key, l.snapshot_id, (
             SELECT count(*)
             FROM match_key k
             WHERE k.snapshot_id = l.snapshot_id AND k.key = a.key
               AND k.type IN (a.type, CASE a.type WHEN 'title' THEN 'title-main' END)
           ) AS copies, a.most
    FROM asked a
    CROSS JOIN live_snapshot l
      ON l.institution_id = a.institution_id AND l.kind = 'portfolios'
     AND l.role IN ('whole', 'part')
  )
SELECT institution_id, type, key, max(copies) AS copies
FROM counted
WHERE copies > most
GROUP BY institution_id, type, key;

DROP VIEW cz_by_key;
CREATE VIEW cz_by_key AS
SELECT l.institution_id, k.type, k.key, c.id AS cz_id, l.snapshot_id AS evidence_snapshot_id,
       k.record_id AS evidence_record_id
FROM live_snapshot l
CROSS JOIN match_key k ON k.snapshot_id = l.snapshot_id
LEFT JOIN portfolio_beside b ON b.portfolio_row_id = k.record_id
CROSS JOIN current_portfolio_row c
  ON c.id = CASE WHEN b.portfolio_row_id IS NULL THEN k.record_id ELSE b.speaking_row_id END
WHERE l.kind = 'portfolios' AND c.is_cz_linked = 1
UNION ALL
SELECT l.institution_id, k.type, k.key, c.id, l.snapshot_id, b.id
FROM live_snapshot l
CROSS JOIN match_key k ON k.snapshot_id = l.snapshot_id AND k.type IN ('isbn', 'issn', 'oclc', 'doi', 'ckb')
CROSS JOIN bib b ON b.id = k.record_id
CROSS JOIN live_snapshot s ON s.institution_id = l.institution_id AND s.kind = 'portfolios'
CROSS JOIN match_key e ON e.snapshot_id = s.snapshot_id AND e.type = 'mms' AND e.key = b.mms_key
CROSS JOIN current_portfolio_row c ON c.id = e.record_id AND c.mms_id = b.mms_id
WHERE l.kind = 'bibs' AND l.role IN ('whole', 'part') AND s.role IN ('whole', 'part')
  AND c.is_cz_linked = 1;

DROP VIEW match_shared_rule;
CREATE VIEW match_shared_rule AS
SELECT m.institution_id, k.local_id, c.cz_id, k.type, k.key, k.field AS local_field,
       coalesce(i.field, CASE k.type WHEN 'mms' THEN 'MMS ID' ELSE 'title' END) AS cz_field,
       k.value, k.raw AS local_raw, coalesce(i.raw, k.value) AS cz_raw
FROM match_local m
CROSS JOIN match_local_key k ON k.local_id = m.local_id
CROSS JOIN cz_by_key c
  ON c.institution_id = m.institution_id AND c.key = k.key AND c.evidence_record_id <> m.local_id
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

DROP VIEW local_order;
CREATE VIEW local_order AS
SELECT m.institution_id, m.local_id, o.po_line, o.status, o.state, o.mms_id, o.portfolio_id,
       'on the portfolio' AS route
FROM match_local m
CROSS JOIN live_snapshot l ON l.institution_id = m.institution_id AND l.kind = 'po-lines'
CROSS JOIN match_key k
  ON k.snapshot_id = l.snapshot_id AND k.type = 'portfolio' AND k.key = m.portfolio_key
CROSS JOIN current_po_line o ON o.id = k.record_id AND o.portfolio_id = m.portfolio_id
UNION ALL
SELECT m.institution_id, m.local_id, o.po_line, o.status, o.state, o.mms_id, o.portfolio_id,
       'on the bib'
FROM match_local m
CROSS JOIN live_snapshot l ON l.institution_id = m.institution_id AND l.kind = 'po-lines'
CROSS JOIN match_key k ON k.snapshot_id = l.snapshot_id AND k.type = 'mms' AND k.key = m.mms_key
CROSS JOIN current_po_line o ON o.id = k.record_id AND o.mms_id = m.mms_id
WHERE coalesce(o.portfolio_id, '') <> m.portfolio_id
UNION ALL
-- named by the inventory: with what the order lines say of it, or state 'not found'
SELECT m.institution_id, m.local_id, n.po_line, o.status, coalesce(o.state, 'not found'),
       o.mms_id, o.portfolio_id,
       CASE n.field
         WHEN 'po_line' THEN 'in the inventory'
         ELSE 'additional, in the inventory'
       END
FROM match_local m
CROSS JOIN portfolio b ON b.id = m.local_id
CROSS JOIN portfolio_said q ON q.speaking_row_id = m.local_id
CROSS JOIN portfolio_order n
  ON n.portfolio_row_id = q.id
 AND (
   q.role <> 'older'
   -- an older inventory still speaks where the newest has no such column
   OR CASE n.field WHEN 'po_line' THEN b.po_line ELSE b.additional_po_lines END IS NULL
 )
LEFT JOIN (
  SELECT l.institution_id, k.key, p.*
  FROM live_snapshot l
  CROSS JOIN match_key k ON k.snapshot_id = l.snapshot_id AND k.type = 'po-line'
  CROSS JOIN po_line p ON p.id = k.record_id
  WHERE l.kind = 'po-lines' AND l.role IN ('whole', 'part')
) o ON o.institution_id = m.institution_id AND o.key = n.po_line_key
UNION ALL
SELECT m.institution_id, m.local_id, n.value, o.status, coalesce(o.state, 'not found'),
       o.mms_id, o.portfolio_id, 'in a note'
FROM match_local m
CROSS JOIN portfolio_said q ON q.speaking_row_id = m.local_id
CROSS JOIN portfolio_fact n ON n.portfolio_row_id = q.id AND n.fact = 'po-line'
LEFT JOIN (
  SELECT l.institution_id, k.key, p.*
  FROM live_snapshot l
  CROSS JOIN match_key k ON k.snapshot_id = l.snapshot_id AND k.type = 'po-line'
  CROSS JOIN po_line p ON p.id = k.record_id
  WHERE l.kind = 'po-lines' AND l.role IN ('whole', 'part')
) o ON o.institution_id = m.institution_id AND o.key = n.po_line_key
WHERE q.role <> 'older'
  AND NOT (
    coalesce(o.mms_id, '') NOT IN ('', m.mms_id)
    AND coalesce(o.portfolio_id, '') NOT IN ('', m.portfolio_id)
  );

DROP VIEW gate_notes;
CREATE VIEW gate_notes AS
SELECT t.institution_id, t.local_id, 'notes' AS gate, 'advisory' AS class,
       CASE
         WHEN coalesce(m.public_note, '') || coalesce(m.authentication_note, '')
           || coalesce(m.internal_note, '') <> ''
          AND NOT (
            instr(coalesce(c.public_note, ''), coalesce(m.public_note, '')) > 0
            AND instr(coalesce(c.authentication_note, ''), coalesce(m.authentication_note, '')) > 0
            AND instr(coalesce(c.internal_note, ''), coalesce(m.internal_note, '')) > 0
          ) THEN 'fail'
         WHEN m.public_note IS NULL OR m.authentication_note IS NULL OR m.internal_note IS NULL
           THEN 'unknown'
         ELSE 'pass'
       END AS value,
       CASE
         WHEN coalesce(m.public_note, '') || coalesce(m.authentication_note, '')
           || coalesce(m.internal_note, '') <> '' THEN
           'notes on the local copy: ' || coalesce(m.public_note || ' ', '')
             || coalesce(m.authentication_note || ' ', '') || coalesce(m.internal_note, '')
         ELSE 'notes'
       END AS detail
FROM twin t
CROSS JOIN match_local m ON m.local_id = t.local_id
CROSS JOIN current_portfolio_row c ON c.id = t.cz_id;

DROP VIEW gate_proxy;
CREATE VIEW gate_proxy AS
SELECT t.institution_id, t.local_id, 'proxy' AS gate, 'advisory' AS class,
       CASE
         WHEN m.proxy <> '' AND c.proxy IS NOT NULL AND m.proxy <> c.proxy THEN 'fail'
         WHEN m.proxy IS NULL OR (m.proxy <> '' AND c.proxy IS NULL) THEN 'unknown'
         ELSE 'pass'
       END AS value,
       CASE
         WHEN m.proxy <> '' AND c.proxy IS NOT NULL AND m.proxy <> c.proxy THEN
           'proxy of the local copy: ' || m.proxy || ', of the twin: ' || c.proxy
         ELSE 'proxy and access settings'
       END AS detail
FROM twin t
CROSS JOIN match_local m ON m.local_id = t.local_id
CROSS JOIN current_portfolio_row c ON c.id = t.cz_id;

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
