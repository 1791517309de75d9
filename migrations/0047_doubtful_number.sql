-- title: A number that may be another edition's, or another volume's
-- why: Catalogues put the number of an earlier edition into 020 $z, or by mistake beside their own,
--   and lists put a set's number on each volume and cut the titles off before the volume. Title
--   and number then agree, and the copy that would stay is not the one that readers had.

-- Every match is made afresh.
DELETE FROM match_run;

-- One side names an edition that is not the first, the other none; and what they share is only a
-- number that the local record calls cancelled or of another form (020 $z, 022 $y and $z, 776), or
-- the record has another ISBN of its own that the other side lacks.
CREATE VIEW doubtful_edition AS
SELECT a.local_id, a.cz_id
FROM match_agreement a
CROSS JOIN match_local m ON m.local_id = a.local_id
WHERE a.editions = 'later'
  AND (
    NOT EXISTS (
      SELECT 1
      FROM match_shared s
      WHERE s.local_id = a.local_id AND s.cz_id = a.cz_id AND s.type NOT IN ('mms', 'title')
        AND s.local_field NOT IN ('020 $z', '022 $y', '022 $z') AND s.local_field NOT LIKE '776%'
    )
    OR (
      EXISTS (
        SELECT 1
        FROM match_shared s
        WHERE s.local_id = a.local_id AND s.cz_id = a.cz_id AND s.type = 'isbn'
      )
      AND EXISTS (
        SELECT 1
        FROM bib b
        CROSS JOIN identifier i
          ON i.snapshot_id = b.snapshot_id AND i.record_id = b.id AND i.kind = 'isbn'
         AND i.is_valid = 1 AND i.field = '020 $a'
        WHERE b.id = m.bib_id
          AND NOT EXISTS (
            SELECT 1
            FROM match_shared s
            WHERE s.local_id = a.local_id AND s.cz_id = a.cz_id AND s.type = 'isbn'
              AND s.key = i.key
          )
      )
    )
  );

-- As before, and: neither of these is T2; nor is a title of which only one side names the part,
-- where several copies fit.
DROP VIEW match_tier_rule;
CREATE VIEW match_tier_rule AS
WITH
  facts AS MATERIALIZED (
    SELECT e.local_id, e.cz_id, c.institution_id, e.is_same_bib, e.strong, e.shared,
           e.identifiers, e.all_identifiers,
           p.answer, p.route, a.title_compatible, a.difference, a.parts, a.editions, a.years,
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
           x.local_id IS NOT NULL AND a.parts = 'neutral' AND m.title_part <> c.title_part
             AS is_doubtful_part,
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
              AND NOT is_doubtful_part THEN 'T2'
             WHEN is_same_bib THEN 'T3'
             WHEN strong > 0 AND fits THEN 'T3'
             WHEN strong > 0 AND answer = 'same' AND difference IN ('words', 'beginning')
              AND parts <> 'contradict' AND editions <> 'contradict' THEN 'T3'
             WHEN shared = 0 AND strong = 0 AND parts = 'contradict' THEN NULL
             WHEN fits AND answer IN ('same', 'same-by-title') AND difference <> 'words'
              AND editions <> 'later' AND years <> 'contradict' AND NOT is_generic
              AND NOT is_ambiguous AND NOT is_other_material AND has_bib THEN 'T3'
             WHEN fits AND shared > 0 AND difference IN ('none', 'article')
              AND editions <> 'later' AND years <> 'contradict' AND NOT is_ambiguous
              AND NOT is_other_material AND has_bib THEN 'T3'
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
             'several copies fit, and one side names no part; '
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
         || CASE WHEN has_bib THEN '' ELSE 'part and edition not compared, no MARC of the bib; ' END,
         ' ;'
       ) AS why,
       is_alive
FROM tiered
WHERE tier IS NOT NULL;
