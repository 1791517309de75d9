-- title: What both records say, before a copy is sure
-- why: An identifier that two editions or a set's volumes share is the commonest way to a wrong
--   deletion. So the years and a part that only the twin names have a word, too; authors, publishers
--   and extents are compared where both bibs are loaded; a bound-with is found by its old number.

DELETE FROM match_run;

-- # What is compared

ALTER TABLE match_agreement ADD COLUMN authors TEXT NOT NULL DEFAULT 'neutral';
ALTER TABLE match_agreement ADD COLUMN publishers TEXT NOT NULL DEFAULT 'neutral';
ALTER TABLE match_agreement ADD COLUMN extents TEXT NOT NULL DEFAULT 'neutral';

DROP VIEW agreement_input;
CREATE VIEW agreement_input AS
SELECT c.institution_id, c.local_id, c.cz_id, m.title AS local_title, c.title AS cz_title,
       m.bib_id AS local_bib_id, l.main AS local_main, l.subtitle AS local_subtitle,
       l.parts AS local_parts, l.nonfiling AS local_nonfiling,
       l.edition_number AS local_edition, l.year AS local_year, b.author AS local_author,
       b.publisher AS local_publisher, b.extent AS local_extent,
       c.bib_id AS cz_bib_id, z.main AS cz_main, z.subtitle AS cz_subtitle, z.parts AS cz_parts,
       z.nonfiling AS cz_nonfiling, z.edition_number AS cz_edition, z.year AS cz_year,
       d.author AS cz_author, d.publisher AS cz_publisher, d.extent AS cz_extent,
       l.material = 'serial' OR z.material = 'serial' AS is_serial
FROM match_candidate c
CROSS JOIN match_local m ON m.local_id = c.local_id
LEFT JOIN bib_title l ON l.bib_id = m.bib_id
LEFT JOIN bib_title z ON z.bib_id = c.bib_id
LEFT JOIN bib b ON b.id = m.bib_id
LEFT JOIN bib d ON d.id = c.bib_id AND d.id <> b.id
ORDER BY c.local_id, c.cz_id;

-- As in 0041; the twin's title is not the local one.
DROP VIEW match_shared_rule;
CREATE VIEW match_shared_rule AS
SELECT m.institution_id, k.local_id, c.cz_id, k.type, k.key, k.field AS local_field,
       coalesce(i.field, CASE k.type WHEN 'mms' THEN 'MMS ID' ELSE 'title' END) AS cz_field,
       k.value, k.raw AS local_raw,
       -- the other title: see shared_explanation
       coalesce(i.raw, CASE k.type WHEN 'title' THEN '' ELSE k.value END) AS cz_raw
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

DROP VIEW match_shared_by_part;
CREATE VIEW match_shared_by_part AS
SELECT m.institution_id, k.local_id, t.cz_id, k.type, k.key,
       k.field || ' and part' AS local_field, 'title and part' AS cz_field, k.value,
       k.raw AS local_raw, '' AS cz_raw
FROM crowded_key w
CROSS JOIN match_local_key k ON k.type = w.type AND k.key = w.key
CROSS JOIN match_local m ON m.local_id = k.local_id AND m.institution_id = w.institution_id
CROSS JOIN crowded_title_part t
  ON t.institution_id = m.institution_id AND t.key = k.key AND t.part = m.title_part
WHERE w.type = 'title' AND m.title_part <> '';

-- # For `almanac match explain`

DROP VIEW shared_explanation;
CREATE VIEW shared_explanation AS
SELECT s.local_id, s.cz_id, s.type, s.value, s.local_field, s.local_raw, s.cz_field,
       CASE s.type WHEN 'title' THEN c.title ELSE s.cz_raw END AS cz_raw,
       CASE
         WHEN n.local_titles > 1 OR n.cz_titles > 1 THEN
           ' (no evidence: it stands on ' || n.local_titles || ' local and ' || n.cz_titles
           || ' Community Zone titles)'
         ELSE ''
       END AS weight
FROM match_shared s
CROSS JOIN match_local m ON m.local_id = s.local_id
CROSS JOIN match_candidate c ON c.local_id = s.local_id AND c.cz_id = s.cz_id
LEFT JOIN identifier_title_count n
  ON n.institution_id = m.institution_id AND n.type = s.type AND n.key = s.key
ORDER BY s.type, s.value, s.local_field, s.cz_field;

DROP VIEW candidate_explanation;
CREATE VIEW candidate_explanation AS
SELECT c.local_id, c.cz_id, coalesce(r.place, 999) AS place, c.portfolio_id, c.mms_id, c.title,
       c.collection_name, c.platform, c.availability, c.collection_state, t.tier, t.evidence,
       t.why, a.difference, a.similarity, a.parts, a.editions, a.years, a.authors, a.publishers,
       a.extents, p.answer, p.route
FROM match_candidate c
CROSS JOIN match_agreement a ON a.local_id = c.local_id AND a.cz_id = c.cz_id
CROSS JOIN match_platform p ON p.local_id = c.local_id AND p.cz_id = c.cz_id
LEFT JOIN match_tier t ON t.local_id = c.local_id AND t.cz_id = c.cz_id
LEFT JOIN match_result r ON r.local_id = c.local_id AND r.cz_id = c.cz_id;

-- # Bound-withs

-- A bib that names others, and one that another names: by its MMS ID, by an old number of the system
-- that the bibs come from, or by an OCLC number.
DROP VIEW bound_with_bib;
CREATE VIEW bound_with_bib AS
WITH
  named AS MATERIALIZED (
    SELECT k.bib_id, n.institution_id, n.mms_id, k.field, k.record_number,
           CASE WHEN k.record_number LIKE '(%)%' THEN
             substr(k.record_number, 2, instr(k.record_number, ')') - 2)
           ELSE '' END AS system,
           ltrim(trim(CASE WHEN k.record_number LIKE '(%)%' THEN
             substr(k.record_number, instr(k.record_number, ')') + 1)
           ELSE k.record_number END), '.') AS number
    FROM bib_link k
    CROSS JOIN current_bib n ON n.id = k.bib_id
    WHERE k.record_number <> ''
  )
SELECT b.institution_id, b.id AS bib_id, b.mms_id,
       k.field || ' ' || coalesce(nullif(k.title, ''), k.record_number) AS detail
FROM current_bib b
CROSS JOIN bib_link k ON k.bib_id = b.id
UNION ALL
SELECT b.institution_id, b.id, b.mms_id, 'named by ' || k.mms_id || ' in ' || k.field
FROM named k
CROSS JOIN live_snapshot l ON l.institution_id = k.institution_id AND l.kind = 'bibs'
CROSS JOIN match_key e
  ON e.snapshot_id = l.snapshot_id AND e.type = 'mms'
 AND e.key = CAST('1' || substr(k.number, 3) AS INTEGER)
CROSS JOIN current_bib b ON b.id = e.record_id AND b.mms_id = k.number
WHERE k.system = '' AND k.number GLOB '99[0-9]*'
UNION ALL
SELECT b.institution_id, b.id, b.mms_id,
       'named by ' || k.mms_id || ' in ' || k.field || ' as ' || k.record_number
FROM named k
CROSS JOIN bib_local_id i
  ON i.legacy_key = lower(k.number) AND i.bib_id <> k.bib_id
 AND (k.system = '' OR lower(i.system) = lower(k.system))
CROSS JOIN current_bib b ON b.id = i.bib_id AND b.institution_id = k.institution_id
WHERE NOT (k.system = '' AND k.number GLOB '99[0-9]*')
UNION ALL
SELECT b.institution_id, b.id, b.mms_id,
       'named by ' || k.mms_id || ' in ' || k.field || ' as ' || k.record_number
FROM named k
CROSS JOIN live_snapshot l ON l.institution_id = k.institution_id AND l.kind = 'bibs'
CROSS JOIN match_key e
  ON e.snapshot_id = l.snapshot_id AND e.type = 'oclc'
 AND e.key = CAST(ltrim(ltrim(lower(k.number), 'ocmn'), '0') AS INTEGER) AND e.record_id <> k.bib_id
CROSS JOIN current_bib b ON b.id = e.record_id
WHERE lower(k.system) = 'ocolc';

-- # Tiers

-- As in 0042, and: what is in doubt (an edition, a part, a year) is not T2; another author or extent
-- is no T3 by title. With a strong identifier on the same platform most words of the title, or its
-- beginning, are enough for T3: lists cut titles off and add years, series and publishers to them,
-- and a person sees at a glance whether it is right.
DROP VIEW match_tier_rule;
CREATE VIEW match_tier_rule AS
WITH
  facts AS MATERIALIZED (
    SELECT e.local_id, e.cz_id, c.institution_id, e.is_same_bib, e.strong, e.shared,
           e.identifiers, e.all_identifiers,
           p.answer, p.route, a.title_compatible, a.difference, a.parts, a.editions, a.years,
           a.authors, a.extents,
           -- a part that both name is a word of the title
           a.is_generic OR a.words + (a.difference = 'none' AND a.parts = 'agree') < CASE
             WHEN a.difference = 'none' AND p.answer = 'same' AND w.is_journal
               THEN (
                 SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'journal-title-min-words'
               )
             ELSE s.min_words
           END AS is_generic,
           x.local_id IS NOT NULL AS is_ambiguous,
           d.local_id IS NOT NULL AS is_doubtful_edition,
           -- a set's identifier stands on each of its volumes; a number that only the local record
           -- has is mostly that of a series
           a.parts = 'neutral' AND m.title_part <> c.title_part
             AND (m.title_part = '' OR x.local_id IS NOT NULL) AS is_doubtful_part,
           a.years = 'contradict' AND a.editions <> 'agree' AS is_doubtful_year,
           coalesce(m.material_type, '') <> '' AND coalesce(c.material_type, '') <> ''
             AND m.material_type <> c.material_type AS is_other_material,
           EXISTS (
             SELECT 1
             FROM bib b
             WHERE b.id = m.bib_id AND b.edition IS NOT NULL AND b.title_part IS NOT NULL
           ) AS has_bib,
           coalesce(c.availability, '') <> 'inactive' AND c.collection_state <> 'inactive'
             AS is_alive
    FROM match_evidence e
    CROSS JOIN match_local m ON m.local_id = e.local_id
    CROSS JOIN match_candidate c ON c.local_id = e.local_id AND c.cz_id = e.cz_id
    CROSS JOIN match_platform p ON p.local_id = e.local_id AND p.cz_id = e.cz_id
    CROSS JOIN match_agreement a ON a.local_id = e.local_id AND a.cz_id = e.cz_id
    CROSS JOIN title_fit w ON w.local_id = e.local_id AND w.cz_id = e.cz_id
    LEFT JOIN ambiguous_title x ON x.local_id = e.local_id AND x.cz_id = e.cz_id
    LEFT JOIN doubtful_edition d ON d.local_id = e.local_id AND d.cz_id = e.cz_id
    CROSS JOIN platform_setting s
  ),
  fits AS (
    SELECT *,
           title_compatible = 1 AND parts <> 'contradict' AND editions <> 'contradict' AS fits
    FROM facts
  ),
  tiered AS (
    SELECT *,
           CASE
             WHEN answer = 'different' THEN NULL
             WHEN is_same_bib AND answer = 'same' THEN 'T1'
             WHEN strong > 0 AND answer = 'same' AND fits AND NOT is_doubtful_edition
              AND NOT is_doubtful_part AND NOT is_doubtful_year THEN 'T2'
             WHEN is_same_bib THEN 'T3'
             WHEN strong > 0 AND fits THEN 'T3'
             WHEN strong > 0 AND answer = 'same' AND difference IN ('words', 'beginning')
              AND parts <> 'contradict' AND editions <> 'contradict' THEN 'T3'
             WHEN shared = 0 AND strong = 0 AND parts = 'contradict' THEN NULL
             WHEN fits AND answer IN ('same', 'same-by-title') AND difference <> 'words'
              AND editions <> 'later' AND years <> 'contradict' AND NOT is_generic
              AND NOT is_ambiguous AND NOT is_other_material AND has_bib
              AND authors <> 'contradict' AND extents <> 'contradict' THEN 'T3'
             WHEN fits AND shared > 0 AND difference IN ('none', 'article')
              AND editions <> 'later' AND years <> 'contradict' AND NOT is_ambiguous
              AND NOT is_other_material AND has_bib AND authors <> 'contradict'
              AND extents <> 'contradict' THEN 'T3'
             WHEN shared > 0 OR title_compatible THEN 'T4'
           END AS tier
    FROM fits
  )
SELECT local_id, cz_id, institution_id, tier, strong AS identifiers,
       CASE
         WHEN is_same_bib THEN 'same bib'
         WHEN strong > 0 THEN identifiers
         WHEN tier = 'T3' AND shared > 0 THEN 'same title and ' || all_identifiers
         ELSE 'same title'
       END
       || CASE difference
         WHEN 'none' THEN ''
         WHEN 'article' THEN '; titles differ in the article'
         WHEN 'subtitle' THEN '; a subtitle is missing'
         WHEN 'slip' THEN '; titles differ by a slip of the keyboard'
         WHEN 'words' THEN '; titles share most words'
         WHEN 'beginning' THEN '; one title is the beginning of the other'
         ELSE '; titles differ'
       END
       || CASE answer
         WHEN 'same' THEN '; same platform: '
         WHEN 'same-by-title' THEN '; same platform by titles: '
         ELSE '; platform unknown: '
       END || route AS evidence,
       trim(
         CASE WHEN answer = 'unknown' THEN 'platform unknown; ' ELSE '' END
         || CASE WHEN answer = 'same-by-title' THEN 'platform known by titles only; ' ELSE '' END
         || CASE
           WHEN NOT is_same_bib AND shared = 0 THEN 'no identifier in common; '
           WHEN NOT is_same_bib AND strong = 0 THEN
             all_identifiers || ' stands on several titles; '
           ELSE ''
         END
         || CASE WHEN NOT title_compatible THEN 'the titles differ; ' ELSE '' END
         || CASE WHEN parts = 'contradict' THEN 'another part or volume; ' ELSE '' END
         || CASE editions
           WHEN 'contradict' THEN 'another edition; '
           WHEN 'later' THEN 'one side names a later edition; '
           ELSE ''
         END
         || CASE
           WHEN strong > 0 AND NOT is_same_bib AND is_doubtful_edition THEN
             'the number may be another edition''s; '
           ELSE ''
         END
         || CASE
           WHEN strong > 0 AND NOT is_same_bib AND is_doubtful_part THEN
             'only one side names a part or volume; '
           ELSE ''
         END
         || CASE WHEN years = 'contradict' THEN 'another year; ' ELSE '' END
         || CASE WHEN authors = 'contradict' THEN 'another author; ' ELSE '' END
         || CASE WHEN extents = 'contradict' THEN 'another extent; ' ELSE '' END
         || CASE
           WHEN strong = 0 AND NOT is_same_bib AND is_generic THEN 'a short or generic title; '
           ELSE ''
         END
         || CASE
           WHEN strong = 0 AND NOT is_same_bib AND is_ambiguous THEN
             'several copies fit this title; '
           ELSE ''
         END
         || CASE
           WHEN strong = 0 AND NOT is_same_bib AND is_other_material THEN
             'another kind of material; '
           ELSE ''
         END
         || CASE WHEN has_bib THEN '' ELSE 'part and edition not compared, no MARC of the bib; ' END,
         ' ;'
       ) AS why,
       is_alive
FROM tiered
WHERE tier IS NOT NULL;
