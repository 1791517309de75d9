-- title: Tiers: how sure it is that two portfolios are one title on one platform
-- why: Only T1 and T2 can be safe to delete by themselves; T3 and T4 are for a person.

-- What speaks for a pair, counted.
CREATE VIEW pair_evidence AS
SELECT c.local_id, c.cz_id, c.institution_id,
       EXISTS (
         SELECT 1
         FROM match_shared s
         WHERE s.local_id = c.local_id AND s.cz_id = c.cz_id AND s.type = 'mms'
       ) AS is_same_bib,
       (
         SELECT count(DISTINCT s.type || s.key)
         FROM strong_identifier s
         WHERE s.local_id = c.local_id AND s.cz_id = c.cz_id
       ) AS strong,
       (
         SELECT count(DISTINCT s.type || s.key)
         FROM match_shared s
         WHERE s.local_id = c.local_id AND s.cz_id = c.cz_id AND s.type NOT IN ('mms', 'title')
       ) AS shared,
       (
         SELECT group_concat(upper(type) || ' ' || value || ' (' || fields || ')', ', ')
         FROM (
           SELECT s.type, s.value, min(s.local_field || ' = ' || s.cz_field) AS fields
           FROM strong_identifier s
           WHERE s.local_id = c.local_id AND s.cz_id = c.cz_id
           GROUP BY s.type, s.value
           ORDER BY s.type, s.value
         )
       ) AS identifiers,
       (
         SELECT group_concat(upper(type) || ' ' || value, ', ')
         FROM (
           SELECT DISTINCT s.type, s.value
           FROM match_shared s
           WHERE s.local_id = c.local_id AND s.cz_id = c.cz_id AND s.type NOT IN ('mms', 'title')
           ORDER BY s.type, s.value
         )
       ) AS all_identifiers
FROM match_candidate c;

-- Several titles of one collection that all fit, or several local bibs of one title on one host:
-- a title alone does not say which.
CREATE VIEW ambiguous_title AS
SELECT c.local_id, c.cz_id
FROM match_candidate c
CROSS JOIN match_local m ON m.local_id = c.local_id
WHERE EXISTS (
    SELECT 1
    FROM match_candidate o
    CROSS JOIN match_agreement a ON a.local_id = o.local_id AND a.cz_id = o.cz_id
    WHERE o.local_id = c.local_id AND o.cz_id <> c.cz_id AND o.platform = c.platform
      AND o.collection_id = c.collection_id AND o.mms_id <> c.mms_id
      AND a.title_compatible = 1 AND a.parts <> 'contradict'
  )
  OR EXISTS (
    SELECT 1
    FROM match_local o
    WHERE o.institution_id = m.institution_id AND o.title_key = m.title_key
      AND o.title_part = m.title_part AND o.host = m.host AND o.mms_id <> m.mms_id
  );

CREATE VIEW match_tier_rule AS
WITH
  facts AS (
    SELECT e.local_id, e.cz_id, e.institution_id, e.is_same_bib, e.strong, e.shared,
           e.identifiers, e.all_identifiers,
           p.answer, p.route, a.title_compatible, a.difference, a.parts, a.editions, a.years,
           a.is_generic OR a.words < s.min_words AS is_generic,
           x.local_id IS NOT NULL AS is_ambiguous,
           coalesce(m.material_type, '') <> '' AND coalesce(c.material_type, '') <> ''
             AND m.material_type <> c.material_type AS is_other_material,
           m.bib_id IS NOT NULL AS has_bib,
           coalesce(c.availability, '') <> 'inactive' AND c.collection_state <> 'inactive'
             AS is_alive
    FROM pair_evidence e
    CROSS JOIN match_local m ON m.local_id = e.local_id
    CROSS JOIN match_candidate c ON c.local_id = e.local_id AND c.cz_id = e.cz_id
    CROSS JOIN match_platform p ON p.local_id = e.local_id AND p.cz_id = e.cz_id
    CROSS JOIN match_agreement a ON a.local_id = e.local_id AND a.cz_id = e.cz_id
    LEFT JOIN ambiguous_title x ON x.local_id = e.local_id AND x.cz_id = e.cz_id
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
             WHEN strong > 0 AND answer = 'same' AND fits THEN 'T2'
             WHEN is_same_bib THEN 'T3'
             WHEN strong > 0 AND fits THEN 'T3'
             WHEN shared = 0 AND strong = 0 AND parts = 'contradict' THEN NULL
             WHEN fits AND answer IN ('same', 'same-by-title') AND difference <> 'words'
              AND editions <> 'later' AND years <> 'contradict' AND NOT is_generic
              AND NOT is_ambiguous AND NOT is_other_material AND has_bib THEN 'T3'
             WHEN shared > 0 OR title_compatible THEN 'T4'
           END AS tier
    FROM fits
  )
SELECT local_id, cz_id, institution_id, tier, strong AS identifiers,
       CASE
         WHEN is_same_bib THEN 'same bib'
         WHEN strong > 0 THEN identifiers
         ELSE 'same title'
       END
       || CASE difference
         WHEN 'none' THEN ''
         WHEN 'article' THEN '; titles differ in the article'
         WHEN 'subtitle' THEN '; a subtitle is missing'
         WHEN 'slip' THEN '; titles differ by a slip of the keyboard'
         WHEN 'words' THEN '; titles share most words'
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
         || CASE WHEN years = 'contradict' THEN 'another year; ' ELSE '' END
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
         || CASE WHEN has_bib THEN '' ELSE 'part and edition not compared, no bib loaded; ' END,
         ' ;'
       ) AS why,
       is_alive
FROM tiered
WHERE tier IS NOT NULL;

-- Best first: alive before dead (but a sure dead copy before a doubtful living one), then the
-- tier, then what speaks for it. The portfolio id breaks ties, so that the order of rows and
-- files changes no answer.
CREATE VIEW match_result_rule AS
SELECT t.local_id, c.institution_id, t.cz_id, t.tier,
       row_number() OVER (
         PARTITION BY t.local_id
         ORDER BY
           CASE
             WHEN t.tier <> 'T4' AND t.is_alive THEN 1
             WHEN t.tier <> 'T4' THEN 2
             WHEN t.is_alive THEN 3
             ELSE 4
           END,
           t.tier, c.collection_state = 'active' DESC, t.identifiers DESC, a.similarity DESC,
           c.portfolio_id
       ) AS place
FROM match_tier t
CROSS JOIN match_candidate c ON c.local_id = t.local_id AND c.cz_id = t.cz_id
CROSS JOIN match_agreement a ON a.local_id = t.local_id AND a.cz_id = t.cz_id;

-- The twin, or best candidate, of each local portfolio, with the facts of both.
CREATE VIEW twin AS
SELECT m.institution_id, m.local_id, m.portfolio_id, m.mms_id, m.title, m.host, m.url, m.p2e_by,
       c.cz_id, c.portfolio_id AS twin_portfolio_id, c.mms_id AS twin_mms_id,
       c.title AS twin_title, c.collection_id AS twin_collection_id,
       c.collection_name AS twin_collection, c.platform, c.availability AS twin_availability,
       c.collection_state, t.tier, t.evidence, t.why, t.is_alive
FROM match_local m
CROSS JOIN match_result r ON r.local_id = m.local_id AND r.place = 1
CROSS JOIN match_candidate c ON c.local_id = r.local_id AND c.cz_id = r.cz_id
CROSS JOIN match_tier t ON t.local_id = r.local_id AND t.cz_id = r.cz_id;

-- For `almanac match explain`: every candidate with what was found of it, tier or no tier.
CREATE VIEW candidate_explanation AS
SELECT c.local_id, c.cz_id, coalesce(r.place, 999) AS place, c.portfolio_id, c.mms_id, c.title,
       c.collection_name, c.platform, c.availability, c.collection_state, t.tier, t.evidence,
       t.why, a.difference, a.similarity, a.parts, a.editions, a.years, p.answer, p.route
FROM match_candidate c
CROSS JOIN match_agreement a ON a.local_id = c.local_id AND a.cz_id = c.cz_id
CROSS JOIN match_platform p ON p.local_id = c.local_id AND p.cz_id = c.cz_id
LEFT JOIN match_tier t ON t.local_id = c.local_id AND t.cz_id = c.cz_id
LEFT JOIN match_result r ON r.local_id = c.local_id AND r.cz_id = c.cz_id;

CREATE VIEW shared_explanation AS
SELECT s.local_id, s.cz_id, s.type, s.value, s.local_field, s.local_raw, s.cz_field, s.cz_raw,
       CASE
         WHEN n.local_titles > 1 OR n.cz_titles > 1 THEN
           ' (no evidence: it stands on ' || n.local_titles || ' local and ' || n.cz_titles
           || ' Community Zone titles)'
         ELSE ''
       END AS weight
FROM match_shared s
CROSS JOIN match_local m ON m.local_id = s.local_id
LEFT JOIN identifier_title_count n
  ON n.institution_id = m.institution_id AND n.type = s.type AND n.key = s.key
ORDER BY s.type, s.value, s.local_field, s.cz_field;
