-- title: Which local portfolios, which candidates: the rules as views
-- why: `almanac match` copies each of these views into the table of 0006 that it is for, in this
--   order; reading them in order is reading the match.

-- Which former-system numbers of the bibs are the old system's bib ids: those of the system whose
-- numbers stand inside the MMS IDs most often (99 + id + tail), then those most often listed in
-- the P2E file. A union database's numbers (1703930-01carli_network) fail both.
CREATE VIEW local_system_vote AS
SELECT b.institution_id, i.system,
       count(DISTINCT CASE WHEN substr(b.mms_id, 3, length(i.number)) = i.number THEN b.id END)
         AS inside_mms,
       count(DISTINCT CASE WHEN EXISTS (
         SELECT 1
         FROM live_snapshot l
         CROSS JOIN p2e_record p ON p.snapshot_id = l.snapshot_id AND p.legacy_key = i.legacy_key
         WHERE l.institution_id = b.institution_id AND l.kind = 'p2e'
       ) THEN b.id END) AS listed
FROM current_bib b
CROSS JOIN bib_local_id i ON i.bib_id = b.id
GROUP BY b.institution_id, i.system;

-- What follows the old id in an MMS ID, tried at every length; the true tail is by far the
-- commonest. Read from the P2E list alone, so that it works without the bibs.
CREATE VIEW legacy_tail_vote AS
WITH
  lengths (n) AS (VALUES (4), (5), (6), (7), (8), (9), (10), (11)),
  mms_ids AS (
    SELECT institution_id, mms_id FROM existing_portfolio WHERE is_standalone = 1
    UNION
    SELECT institution_id, mms_id FROM current_bib
  )
SELECT m.institution_id, substr(m.mms_id, -lengths.n) AS tail, count(*) AS bibs
FROM mms_ids m
CROSS JOIN lengths ON length(m.mms_id) > lengths.n + 2
CROSS JOIN live_snapshot l ON l.institution_id = m.institution_id AND l.kind = 'p2e'
CROSS JOIN p2e_record p
  ON p.snapshot_id = l.snapshot_id
 AND p.legacy_key = substr(m.mms_id, 3, length(m.mms_id) - 2 - lengths.n)
WHERE m.mms_id LIKE '99%'
GROUP BY m.institution_id, substr(m.mms_id, -lengths.n);

CREATE VIEW legacy_rule_now AS
WITH
  systems AS (
    SELECT institution_id, system, max(inside_mms, listed) AS bibs,
           row_number() OVER (
             PARTITION BY institution_id ORDER BY inside_mms DESC, listed DESC, system
           ) AS place
    FROM local_system_vote
    WHERE inside_mms > 0 OR listed > 0
  ),
  tails AS (
    SELECT institution_id, tail, bibs,
           row_number() OVER (
             PARTITION BY institution_id ORDER BY bibs DESC, length(tail), tail
           ) AS place
    FROM legacy_tail_vote
    WHERE bibs >= 3
  )
SELECT i.id AS institution_id, s.system, coalesce(s.bibs, 0) AS system_bibs,
       t.tail, coalesce(t.bibs, 0) AS tail_bibs
FROM institution i
LEFT JOIN systems s ON s.institution_id = i.id AND s.place = 1
LEFT JOIN tails t ON t.institution_id = i.id AND t.place = 1;

CREATE VIEW p2e_bib_rule AS
WITH
  by_number AS (
    SELECT b.institution_id, p.id AS p2e_record_id, b.mms_id, b.mms_key,
           'old bib id in ' || min(i.field) || ' (' || i.system || ')' AS route
    FROM legacy_rule r
    CROSS JOIN current_bib b ON b.institution_id = r.institution_id
    CROSS JOIN bib_local_id i ON i.bib_id = b.id AND i.system = r.system
    CROSS JOIN live_snapshot l ON l.institution_id = b.institution_id AND l.kind = 'p2e'
    CROSS JOIN p2e_record p ON p.snapshot_id = l.snapshot_id AND p.legacy_key = i.legacy_key
    WHERE l.role IN ('whole', 'part')
    GROUP BY b.institution_id, p.id, b.mms_id, b.mms_key
  ),
  by_tail AS (
    SELECT p.institution_id, p.id AS p2e_record_id, '99' || p.legacy_key || r.tail AS mms_id,
           CAST('1' || p.legacy_key || r.tail AS INTEGER) AS mms_key,
           'MMS ID = 99 + old bib id + ' || r.tail AS route
    FROM legacy_rule r
    CROSS JOIN current_p2e_record p ON p.institution_id = r.institution_id
    WHERE r.tail IS NOT NULL AND p.legacy_key NOT GLOB '*[^0-9]*'
      AND length(p.legacy_key || r.tail) <= 17
  )
SELECT institution_id, p2e_record_id, mms_id, mms_key, route
FROM by_number
UNION ALL
SELECT t.institution_id, t.p2e_record_id, t.mms_id, t.mms_key, t.route
FROM by_tail t
WHERE NOT EXISTS (SELECT 1 FROM by_number n WHERE n.p2e_record_id = t.p2e_record_id)
  AND EXISTS (
    SELECT 1
    FROM live_snapshot l
    CROSS JOIN match_key k ON k.snapshot_id = l.snapshot_id AND k.type = 'mms' AND k.key = t.mms_key
    WHERE l.institution_id = t.institution_id AND l.kind IN ('portfolios', 'bibs')
      AND l.role IN ('whole', 'part')
  );

-- Standalone, not linked to the Community Zone, and not made by an order or by hand.
CREATE VIEW match_local_rule AS
WITH
  standalone AS (
    SELECT p.*,
           (
             SELECT b.id
             FROM live_snapshot l
             CROSS JOIN match_key k
               ON k.snapshot_id = l.snapshot_id AND k.type = 'mms' AND k.key = p.mms_key
             CROSS JOIN current_bib b ON b.id = k.record_id AND b.mms_id = p.mms_id
             WHERE l.institution_id = p.institution_id AND l.kind = 'bibs'
               AND l.role IN ('whole', 'part')
             LIMIT 1
           ) AS bib_id,
           (
             SELECT min(t.p2e_record_id)
             FROM p2e_bib t
             WHERE t.institution_id = p.institution_id AND t.mms_key = p.mms_key
               AND t.mms_id = p.mms_id
           ) AS p2e_record_id
    FROM current_portfolio p
    WHERE p.is_standalone = 1 AND coalesce(p.is_cz_linked, 0) = 0 AND p.mms_id <> ''
      AND coalesce(p.created_by, '') IN ('', 'P2E_JOB')
  )
SELECT s.id AS local_id, s.institution_id, s.portfolio_id, s.portfolio_key, s.mms_id, s.mms_key,
       s.bib_id, s.p2e_record_id,
       CASE
         WHEN s.p2e_record_id IS NOT NULL THEN 'file'
         WHEN s.created_by = 'P2E_JOB' THEN 'creator'
         WHEN g.value <> '' AND s.created_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]*'
          AND s.created_on < g.value THEN 'go-live'
         ELSE 'absence'
       END AS p2e_by,
       coalesce(nullif(s.title, ''), b.title, '') AS title,
       coalesce(b.title_key, s.title_key) AS title_key,
       coalesce(b.title_main_key, s.title_main_key) AS title_main_key,
       coalesce(nullif(b.title_part, ''), s.title_part, '') AS title_part,
       coalesce(nullif(s.url, ''), u.url, '') AS url,
       coalesce(nullif(s.host, ''), u.host, '') AS host,
       coalesce(nullif(s.host_family, ''), u.host_family, '') AS host_family,
       s.availability, s.material_type, s.po_line, s.additional_po_lines, s.license, s.pda, s.eba,
       s.coverage, s.public_note, s.authentication_note, s.internal_note, s.proxy, s.created_on
FROM standalone s
CROSS JOIN setting g ON g.name = 'go-live-date'
LEFT JOIN bib b ON b.id = s.bib_id
LEFT JOIN bib_url u
  ON u.bib_id = s.bib_id
 AND u.position = (
   SELECT min(v.position) FROM bib_url v WHERE v.bib_id = s.bib_id AND v.indicator2 <> '2'
 );

CREATE VIEW match_local_key_rule AS
-- identifiers of every current row of the portfolio
SELECT m.institution_id, m.local_id, i.kind AS type, i.key, i.field, i.value, i.raw
FROM match_local m
CROSS JOIN portfolio_source q
  ON q.institution_id = m.institution_id AND q.portfolio_key_joined = m.portfolio_key
 AND q.portfolio_id = m.portfolio_id
CROSS JOIN identifier i ON i.snapshot_id = q.snapshot_id AND i.record_id = q.id AND i.is_valid = 1
UNION
-- identifiers of its bib
SELECT m.institution_id, m.local_id, i.kind, i.key, i.field, i.value, i.raw
FROM match_local m
CROSS JOIN bib b ON b.id = m.bib_id
CROSS JOIN identifier i ON i.snapshot_id = b.snapshot_id AND i.record_id = b.id AND i.is_valid = 1
UNION
SELECT institution_id, local_id, 'mms', mms_key, 'MMS ID', mms_id, mms_id
FROM match_local
UNION
SELECT institution_id, local_id, 'title', title_key, 'title', title, title
FROM match_local
WHERE title_key IS NOT NULL
UNION
SELECT institution_id, local_id, 'title', title_main_key, 'title without subtitle', title, title
FROM match_local
WHERE title_main_key IS NOT NULL AND title_main_key IS NOT title_key;

-- Keys that stand on so many portfolios that they say nothing of any of them.
CREATE VIEW crowded_key_rule AS
WITH
  asked AS (
    SELECT DISTINCT m.institution_id, k.type, k.key
    FROM match_local m
    CROSS JOIN match_local_key k ON k.local_id = m.local_id
    WHERE k.type <> 'mms'
  ),
  counted AS (
    SELECT a.institution_id, a.type, a.key,
           -- in the snapshot that has most: a portfolio may stand in an inventory and in a part
           (
             SELECT max(copies)
             FROM (
               SELECT count(*) AS copies
               FROM live_snapshot l
               CROSS JOIN match_key k
                 ON k.snapshot_id = l.snapshot_id AND k.key = a.key
                AND k.type IN (a.type, CASE a.type WHEN 'title' THEN 'title-main' END)
               WHERE l.institution_id = a.institution_id AND l.kind = 'portfolios'
                 AND l.role IN ('whole', 'part')
               GROUP BY l.snapshot_id
             )
           ) AS copies
    FROM asked a
  )
SELECT institution_id, type, key, copies
FROM counted
WHERE copies > (
  SELECT CAST(value AS INTEGER)
  FROM setting
  WHERE name = CASE counted.type WHEN 'title' THEN 'title-max-copies' ELSE 'identifier-max-copies' END
);

-- The Community Zone portfolios that carry a key: by their own row, or by their bib.
CREATE VIEW cz_by_key AS
SELECT l.institution_id, k.type, k.key, c.id AS cz_id, q.snapshot_id AS evidence_snapshot_id,
       q.id AS evidence_record_id
FROM live_snapshot l
CROSS JOIN match_key k ON k.snapshot_id = l.snapshot_id
CROSS JOIN portfolio q ON q.id = k.record_id
CROSS JOIN live_snapshot s ON s.institution_id = l.institution_id AND s.kind = 'portfolios'
CROSS JOIN match_key e
  ON e.snapshot_id = s.snapshot_id AND e.type = 'portfolio' AND e.key = q.portfolio_key
CROSS JOIN current_portfolio c ON c.id = e.record_id AND c.portfolio_id = q.portfolio_id
WHERE l.kind = 'portfolios' AND s.role IN ('whole', 'part') AND c.is_cz_linked = 1
UNION ALL
SELECT l.institution_id, k.type, k.key, c.id, b.snapshot_id, b.id
FROM live_snapshot l
CROSS JOIN match_key k ON k.snapshot_id = l.snapshot_id AND k.type IN ('isbn', 'issn', 'oclc', 'doi', 'ckb')
CROSS JOIN bib b ON b.id = k.record_id
CROSS JOIN live_snapshot s ON s.institution_id = l.institution_id AND s.kind = 'portfolios'
CROSS JOIN match_key e ON e.snapshot_id = s.snapshot_id AND e.type = 'mms' AND e.key = b.mms_key
CROSS JOIN current_portfolio c ON c.id = e.record_id AND c.mms_id = b.mms_id
WHERE l.kind = 'bibs' AND l.role IN ('whole', 'part') AND s.role IN ('whole', 'part')
  AND c.is_cz_linked = 1;

CREATE VIEW match_shared_rule AS
WITH
  -- which keys of a Community Zone record answer to which of a local one
  sought (local_type, cz_type) AS (
    VALUES ('mms', 'mms'), ('isbn', 'isbn'), ('issn', 'issn'), ('oclc', 'oclc'), ('doi', 'doi'),
           ('ckb', 'ckb'), ('title', 'title'), ('title', 'title-main')
  )
SELECT m.institution_id, k.local_id, c.cz_id, k.type, k.key, k.field AS local_field,
       coalesce(i.field, CASE k.type WHEN 'mms' THEN 'MMS ID' ELSE 'title' END) AS cz_field,
       k.value, k.raw AS local_raw, coalesce(i.raw, k.value) AS cz_raw
FROM match_local m
CROSS JOIN match_local_key k ON k.local_id = m.local_id
CROSS JOIN sought t ON t.local_type = k.type
CROSS JOIN cz_by_key c
  ON c.institution_id = m.institution_id AND c.type = t.cz_type AND c.key = k.key
LEFT JOIN identifier i
  ON i.snapshot_id = c.evidence_snapshot_id AND i.record_id = c.evidence_record_id
 AND i.kind = k.type AND i.key = k.key AND i.is_valid = 1
WHERE NOT EXISTS (
  SELECT 1
  FROM crowded_key w
  WHERE w.institution_id = m.institution_id AND w.type = k.type AND w.key = k.key
);

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
CROSS JOIN current_portfolio c ON c.id = pair.cz_id
LEFT JOIN current_collection o
  ON o.institution_id = m.institution_id AND o.collection_id = c.collection_id;

-- A bib's 245 in three strings, for the comparison of titles.
CREATE VIEW bib_title AS
SELECT b.id AS bib_id, b.nonfiling, b.edition_number, b.year, b.material,
       coalesce((
         SELECT group_concat(value, ' ')
         FROM (
           SELECT value FROM bib_title_part WHERE bib_id = b.id AND code = 'a' ORDER BY position
         )
       ), '') AS main,
       coalesce((
         SELECT group_concat(value, ' ')
         FROM (
           SELECT value FROM bib_title_part WHERE bib_id = b.id AND code = 'b' ORDER BY position
         )
       ), '') AS subtitle,
       coalesce((
         SELECT group_concat(value, ' ')
         FROM (
           SELECT value
           FROM bib_title_part
           WHERE bib_id = b.id AND code IN ('n', 'p')
           ORDER BY position
         )
       ), '') AS parts
FROM bib b;

-- The titles, editions and years of both sides of each pair, as the program compares them.
CREATE VIEW agreement_input AS
SELECT c.institution_id, c.local_id, c.cz_id, m.title AS local_title, c.title AS cz_title,
       m.bib_id AS local_bib_id, l.main AS local_main, l.subtitle AS local_subtitle,
       l.parts AS local_parts, l.nonfiling AS local_nonfiling,
       l.edition_number AS local_edition, l.year AS local_year,
       c.bib_id AS cz_bib_id, z.main AS cz_main, z.subtitle AS cz_subtitle, z.parts AS cz_parts,
       z.nonfiling AS cz_nonfiling, z.edition_number AS cz_edition, z.year AS cz_year,
       l.material = 'serial' OR z.material = 'serial' AS is_serial
FROM match_candidate c
CROSS JOIN match_local m ON m.local_id = c.local_id
LEFT JOIN bib_title l ON l.bib_id = m.bib_id
LEFT JOIN bib_title z ON z.bib_id = c.bib_id
ORDER BY c.local_id, c.cz_id;

-- One title may have several records: titles are told apart by title and part, on each side.
CREATE VIEW identifier_title_count_rule AS
SELECT m.institution_id, s.type, s.key,
       count(DISTINCT coalesce(m.title_main_key, m.mms_id) || '/' || m.title_part) AS local_titles,
       count(DISTINCT coalesce(c.title_main_key, c.mms_id) || '/' || c.title_part) AS cz_titles
FROM match_shared s
CROSS JOIN match_local m ON m.local_id = s.local_id
CROSS JOIN match_candidate c ON c.local_id = s.local_id AND c.cz_id = s.cz_id
WHERE s.type NOT IN ('mms', 'title')
GROUP BY m.institution_id, s.type, s.key;

-- A shared identifier that is evidence: valid, and carried by one title.
CREATE VIEW strong_identifier AS
SELECT m.institution_id, s.local_id, s.cz_id, s.type, s.key, s.value, s.local_field, s.cz_field
FROM match_shared s
CROSS JOIN match_local m ON m.local_id = s.local_id
CROSS JOIN identifier_title_count n
  ON n.institution_id = m.institution_id AND n.type = s.type AND n.key = s.key
WHERE n.local_titles = 1 AND n.cz_titles = 1;
