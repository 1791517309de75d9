-- title: Titles weighed more finely: parts, journals, generic words, numbers of several titles
-- why: Of the true twins that were missed, most had a title that other titles of their series
--   begin with too, a journal's short name, or a title that stands on too many portfolios to be
--   looked for by itself.

INSERT INTO setting (name, value, default_value, meaning)
VALUES
  ('journal-title-min-words', '1', '1',
   'a journal''s title of fewer words never matches on title alone, word for word and on a platform known by identifiers; of one name there is mostly one journal on a platform');

-- Words that many titles are made of and nothing else: "Statistical yearbook", "Quarterly review".
-- A title of such words alone is as generic as those of generic_title.
CREATE TABLE generic_word (
  word TEXT NOT NULL PRIMARY KEY   -- normalized: lower case, no accents
) STRICT, WITHOUT ROWID;

INSERT INTO generic_word (word)
VALUES
  ('abhandlungen'), ('abstracts'), ('actas'), ('actes'), ('anales'), ('annales'), ('annali'),
  ('annals'), ('annuaire'), ('annual'), ('annuario'), ('annuel'), ('annuelle'), ('anuario'),
  ('archives'), ('atti'), ('beitrage'), ('bericht'), ('berichte'), ('bibliographie'),
  ('boletin'), ('bollettino'), ('briefe'), ('bulletin'), ('cahiers'), ('cartas'), ('catalog'),
  ('catalogue'), ('choisies'), ('circular'), ('collected'), ('collection'), ('completas'),
  ('complete'), ('completes'), ('comptes'), ('conference'), ('congress'), ('correspondence'),
  ('cuadernos'), ('directory'), ('documentos'), ('documents'), ('economic'), ('escogidas'),
  ('essays'), ('estadistica'), ('estadistico'), ('etudes'), ('general'), ('generale'),
  ('gesammelte'), ('guide'), ('handbook'), ('informe'), ('informes'), ('international'),
  ('introduction'), ('issues'), ('jahrbuch'), ('jahresbericht'), ('journal'), ('lectures'),
  ('lettere'), ('letters'), ('lettres'), ('magazine'), ('manual'), ('meeting'), ('memoir'),
  ('memoires'), ('memoirs'), ('memoria'), ('minutes'), ('mitteilungen'), ('monograph'),
  ('monographs'), ('monthly'), ('nachrichten'), ('national'), ('new'), ('news'), ('newsletter'),
  ('notes'), ('notices'), ('nouvelle'), ('nouvelles'), ('obras'), ('occasional'), ('oeuvres'),
  ('official'), ('opere'), ('paper'), ('papers'), ('poems'), ('poesias'), ('poesies'),
  ('proceedings'), ('public'), ('publication'), ('publications'), ('quaderni'), ('quarterly'),
  ('rapport'), ('rapports'), ('rassegna'), ('record'), ('records'), ('recueil'), ('relazione'),
  ('rendus'), ('report'), ('reports'), ('research'), ('review'), ('reviews'), ('revista'),
  ('revue'), ('rivista'), ('schriften'), ('selected'), ('series'), ('sitzungsberichte'),
  ('special'), ('statistical'), ('statistics'), ('statistik'), ('statistique'), ('statistiques'),
  ('statistisches'), ('studies'), ('supplement'), ('survey'), ('surveys'), ('symposium'),
  ('technical'), ('transactions'), ('travaux'), ('verhandlungen'), ('weekly'), ('werke'),
  ('working'), ('works'), ('writings'), ('yearbook'), ('zeitschrift');

-- # Titles that stand on too many portfolios

-- A series whose volumes are told apart by their part alone ("Nos. 751 to 759") is looked for by
-- title and part together; where that still stands on too many portfolios, not at all.
CREATE TABLE crowded_title_part (
  institution_id INTEGER NOT NULL,
  key            INTEGER NOT NULL,
  part           TEXT    NOT NULL,
  cz_id          INTEGER NOT NULL,   -- portfolio.id
  PRIMARY KEY (institution_id, key, part, cz_id)
) STRICT, WITHOUT ROWID;

CREATE VIEW crowded_title_part_rule AS
WITH
  carried AS (
    SELECT DISTINCT w.institution_id, w.key, p.title_part AS part, c.cz_id
    FROM crowded_key w
    CROSS JOIN cz_by_key c
      ON c.institution_id = w.institution_id AND c.key = w.key
     AND c.type IN ('title', 'title-main')
    CROSS JOIN portfolio p ON p.id = c.cz_id
    WHERE w.type = 'title' AND coalesce(p.title_part, '') <> ''
  ),
  counted AS (
    SELECT institution_id, key, part, cz_id,
           count(*) OVER (PARTITION BY institution_id, key, part) AS copies
    FROM carried
  )
SELECT institution_id, key, part, cz_id
FROM counted
WHERE copies <= (SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'title-max-copies');

CREATE VIEW match_shared_by_part AS
SELECT m.institution_id, k.local_id, t.cz_id, k.type, k.key,
       k.field || ' and part' AS local_field, 'title and part' AS cz_field, k.value,
       k.raw AS local_raw, k.value AS cz_raw
FROM crowded_key w
CROSS JOIN match_local_key k ON k.type = w.type AND k.key = w.key
CROSS JOIN match_local m ON m.local_id = k.local_id AND m.institution_id = w.institution_id
CROSS JOIN crowded_title_part t
  ON t.institution_id = m.institution_id AND t.key = k.key AND t.part = m.title_part
WHERE w.type = 'title' AND m.title_part <> '';

-- # How well titles fit

-- 0 is word for word and the same part. What fits less well is another volume, or a longer title.
CREATE VIEW title_fit AS
SELECT c.local_id, c.cz_id, c.platform, c.collection_id, c.mms_id,
       a.title_compatible = 1 AND a.parts <> 'contradict' AS is_fit,
       (a.parts <> 'agree' AND m.title_part <> c.title_part) * 10 + CASE a.difference
         WHEN 'none' THEN 0
         WHEN 'article' THEN 1
         ELSE 2
       END AS misfit,
       lower(coalesce(m.material_type, '')) = 'journal'
         AND lower(coalesce(c.material_type, '')) = 'journal' AS is_journal
FROM match_candidate c
CROSS JOIN match_local m ON m.local_id = c.local_id
CROSS JOIN match_agreement a ON a.local_id = c.local_id AND a.cz_id = c.cz_id;

-- Several titles of one collection that fit as well, or several local bibs of one title on one
-- host: a title alone does not say which. "Suez Canal, part 6" does not make "Suez Canal" doubtful
-- where that is there, too.
DROP VIEW match_tier_rule;
DROP VIEW ambiguous_title;
CREATE VIEW ambiguous_title AS
SELECT c.local_id, c.cz_id
FROM title_fit c
CROSS JOIN match_local m ON m.local_id = c.local_id
WHERE EXISTS (
    SELECT 1
    FROM match_candidate k
    CROSS JOIN title_fit o ON o.local_id = k.local_id AND o.cz_id = k.cz_id
    WHERE k.local_id = c.local_id AND k.cz_id <> c.cz_id AND k.platform = c.platform
      AND k.collection_id = c.collection_id AND k.mms_id <> c.mms_id
      AND o.is_fit AND o.misfit <= c.misfit
  )
  OR EXISTS (
    SELECT 1
    FROM match_local o
    WHERE o.institution_id = m.institution_id AND o.title_key = m.title_key
      AND o.title_part = m.title_part AND o.host = m.host AND o.mms_id <> m.mms_id
  );

-- As before, and: a title alone is a candidate only where part and edition were there to compare,
-- which a list of bibs does not say; a journal may have a short title; a number that several titles
-- have (a journal that changed its name) is no evidence by itself, but with the same title it is
-- worth as much as a number on an unknown platform.
CREATE VIEW match_tier_rule AS
WITH
  facts AS (
    SELECT e.local_id, e.cz_id, e.institution_id, e.is_same_bib, e.strong, e.shared,
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
           coalesce(m.material_type, '') <> '' AND coalesce(c.material_type, '') <> ''
             AND m.material_type <> c.material_type AS is_other_material,
           EXISTS (
             SELECT 1
             FROM bib b
             WHERE b.id = m.bib_id AND b.edition IS NOT NULL AND b.title_part IS NOT NULL
           ) AS has_bib,
           coalesce(c.availability, '') <> 'inactive' AND c.collection_state <> 'inactive'
             AS is_alive
    FROM pair_evidence e
    CROSS JOIN match_local m ON m.local_id = e.local_id
    CROSS JOIN match_candidate c ON c.local_id = e.local_id AND c.cz_id = e.cz_id
    CROSS JOIN match_platform p ON p.local_id = e.local_id AND p.cz_id = e.cz_id
    CROSS JOIN match_agreement a ON a.local_id = e.local_id AND a.cz_id = e.cz_id
    CROSS JOIN title_fit w ON w.local_id = e.local_id AND w.cz_id = e.cz_id
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
         || CASE WHEN has_bib THEN '' ELSE 'part and edition not compared, no MARC of the bib; ' END,
         ' ;'
       ) AS why,
       is_alive
FROM tiered
WHERE tier IS NOT NULL;

-- As before; of several that are as good, the one whose title fits best.
DROP VIEW match_result_rule;
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
           t.tier, c.collection_state = 'active' DESC, t.identifiers DESC,
           a.parts <> 'agree' AND m.title_part <> c.title_part, a.similarity DESC, c.portfolio_id
       ) AS place
FROM match_tier t
CROSS JOIN match_local m ON m.local_id = t.local_id
CROSS JOIN match_candidate c ON c.local_id = t.local_id AND c.cz_id = t.cz_id
CROSS JOIN match_agreement a ON a.local_id = t.local_id AND a.cz_id = t.cz_id;
