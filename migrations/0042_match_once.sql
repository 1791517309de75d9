-- title: What is worked out once and asked often
-- why: What a pair has in common was counted three times, its votes once for every interface of its
--   host, and the twin of a portfolio was looked up in five tables by each of its gates. The rules
--   say the same as before, from tables that hold each of these once.

-- Every match is made afresh.
DELETE FROM match_run;

-- # What a pair has in common

CREATE TABLE match_evidence (
  local_id        INTEGER NOT NULL,
  cz_id           INTEGER NOT NULL,
  is_same_bib     INTEGER NOT NULL,
  strong          INTEGER NOT NULL,   -- identifiers that stand on one title only
  shared          INTEGER NOT NULL,   -- identifiers at all
  identifiers     TEXT    NOT NULL,   -- the strong ones in words, and where they stand
  all_identifiers TEXT    NOT NULL,
  PRIMARY KEY (local_id, cz_id)
) STRICT, WITHOUT ROWID;

-- An identifier that stands in several fields counts once.
CREATE VIEW match_evidence_rule AS
SELECT m.institution_id, s.local_id, s.cz_id, max(s.type = 'mms') AS is_same_bib,
       count(CASE WHEN n.local_titles = 1 AND n.cz_titles = 1 THEN 1 END) AS strong,
       count(CASE WHEN s.type NOT IN ('mms', 'title') THEN 1 END) AS shared,
       coalesce(group_concat(
         CASE
           WHEN n.local_titles = 1 AND n.cz_titles = 1 THEN
             upper(s.type) || ' ' || s.value || ' (' || s.local_field || ' = ' || s.cz_field || ')'
         END, ', '
       ), '') AS identifiers,
       coalesce(group_concat(
         CASE WHEN s.type NOT IN ('mms', 'title') THEN upper(s.type) || ' ' || s.value END, ', '
       ), '') AS all_identifiers
FROM match_shared s
CROSS JOIN match_local m ON m.local_id = s.local_id
LEFT JOIN identifier_title_count n
  ON n.institution_id = m.institution_id AND n.type = s.type AND n.key = s.key
WHERE NOT EXISTS (
  SELECT 1
  FROM match_shared o
  WHERE o.local_id = s.local_id AND o.cz_id = s.cz_id AND o.type = s.type AND o.key = s.key
    AND (o.local_field, o.cz_field) < (s.local_field, s.cz_field)
)
GROUP BY s.local_id, s.cz_id;

-- # Which host belongs to which interface

DROP VIEW platform_tie_rule;
CREATE VIEW platform_tie_rule AS
WITH
  tied AS (
    SELECT m.institution_id, m.host, m.host_family, 'identifier' AS by, c.platform,
           coalesce(m.title_main_key, m.mms_id) || '/' || m.title_part AS title_id
    FROM match_evidence e
    CROSS JOIN match_agreement a ON a.local_id = e.local_id AND a.cz_id = e.cz_id
    CROSS JOIN match_candidate c ON c.local_id = e.local_id AND c.cz_id = e.cz_id
    CROSS JOIN match_local m ON m.local_id = e.local_id
    WHERE e.strong > 0 AND a.title_compatible = 1 AND a.parts <> 'contradict'
      AND a.editions <> 'contradict'
    UNION ALL
    SELECT m.institution_id, m.host, m.host_family, 'title', c.platform,
           coalesce(m.title_main_key, m.mms_id) || '/' || m.title_part
    FROM match_agreement a
    CROSS JOIN match_candidate c ON c.local_id = a.local_id AND c.cz_id = a.cz_id
    CROSS JOIN match_local m ON m.local_id = a.local_id
    CROSS JOIN platform_setting p
    WHERE a.difference = 'none' AND a.parts <> 'contradict'
      AND a.editions NOT IN ('contradict', 'later')
      AND a.words >= p.min_words AND a.is_generic = 0
      AND NOT EXISTS (
        SELECT 1
        FROM match_local o
        WHERE o.institution_id = m.institution_id AND o.title_key = m.title_key
          AND o.title_part = m.title_part AND o.host = m.host AND o.mms_id <> m.mms_id
      )
  )
SELECT institution_id, 'host' AS level, host AS unit, by, platform, title_id
FROM tied
WHERE host <> ''
UNION ALL
SELECT institution_id, 'family', host_family, by, platform, title_id
FROM tied
WHERE host_family <> '' AND by = 'identifier';

-- The votes of each host, family and kind: how many titles vote, and how many for the one that leads.
CREATE VIEW platform_lead AS
SELECT institution_id, level, unit, by, max(CASE platform WHEN '' THEN titles ELSE 0 END) AS titles,
       max(CASE platform WHEN '' THEN 0 ELSE titles END) AS leading
FROM platform_vote
GROUP BY institution_id, level, unit, by;

-- The votes on one pair, its own title taken out: all votes, those for the candidate's interface, and
-- those for the interface that leads. The family and the long titles are asked only where the host
-- has too few votes.
DROP VIEW match_platform_rule;
DROP VIEW pair_vote;
CREATE VIEW pair_vote AS
WITH
  lead AS MATERIALIZED (SELECT * FROM platform_lead),
  leader AS MATERIALIZED (
    SELECT v.institution_id, v.level, v.unit, v.by, v.platform
    FROM platform_lead l
    CROSS JOIN platform_vote v
      ON v.institution_id = l.institution_id AND v.level = l.level AND v.unit = l.unit
     AND v.by = l.by AND v.platform <> '' AND v.titles = l.leading
  ),
  asked AS (
    SELECT c.local_id, c.cz_id, c.institution_id, c.platform, 'host' AS level, m.host AS unit,
           'identifier' AS by,
           coalesce(m.title_main_key, m.mms_id) || '/' || m.title_part AS title_id
    FROM match_candidate c
    CROSS JOIN match_local m ON m.local_id = c.local_id
    UNION ALL
    SELECT c.local_id, c.cz_id, c.institution_id, c.platform, w.level,
           CASE w.level WHEN 'host' THEN m.host ELSE m.host_family END, w.by,
           coalesce(m.title_main_key, m.mms_id) || '/' || m.title_part
    FROM match_candidate c
    CROSS JOIN match_local m ON m.local_id = c.local_id
    CROSS JOIN platform_setting p
    LEFT JOIN lead l
      ON l.institution_id = c.institution_id AND l.level = 'host' AND l.unit = m.host
     AND l.by = 'identifier'
    CROSS JOIN (
      SELECT 'family' AS level, 'identifier' AS by UNION ALL SELECT 'host', 'title'
    ) w
    WHERE m.host <> '' AND coalesce(l.titles, 0) <= p.votes
  )
SELECT a.local_id, a.cz_id, a.institution_id, a.platform, a.level, a.unit, a.by,
       coalesce(l.titles, 0) - EXISTS (
         SELECT 1
         FROM platform_tie t
         WHERE t.institution_id = a.institution_id AND t.level = a.level AND t.unit = a.unit
           AND t.by = a.by AND t.title_id = a.title_id
       ) AS titles,
       coalesce(v.titles, 0) - EXISTS (
         SELECT 1
         FROM platform_tie t
         WHERE t.institution_id = a.institution_id AND t.level = a.level AND t.unit = a.unit
           AND t.by = a.by AND t.title_id = a.title_id AND t.platform = a.platform
       ) AS for_platform,
       -- one less, unless one of those that lead goes without this title
       coalesce(l.leading - NOT EXISTS (
         SELECT 1
         FROM leader o
         WHERE o.institution_id = a.institution_id AND o.level = a.level AND o.unit = a.unit
           AND o.by = a.by AND NOT EXISTS (
             SELECT 1
             FROM platform_tie t
             WHERE t.institution_id = a.institution_id AND t.level = a.level AND t.unit = a.unit
               AND t.by = a.by AND t.title_id = a.title_id AND t.platform = o.platform
           )
       ), 0) AS for_leader
FROM asked a
LEFT JOIN lead l
  ON l.institution_id = a.institution_id AND l.level = a.level AND l.unit = a.unit AND l.by = a.by
LEFT JOIN platform_vote v
  ON v.institution_id = a.institution_id AND v.level = a.level AND v.unit = a.unit AND v.by = a.by
 AND v.platform = a.platform;

-- As before: same, different or unknown.
CREATE VIEW match_platform_rule AS
WITH
  family AS MATERIALIZED (SELECT * FROM pair_vote WHERE level = 'family'),
  long_title AS MATERIALIZED (SELECT * FROM pair_vote WHERE level = 'host' AND by = 'title'),
  facts AS MATERIALIZED (
    SELECT c.local_id, c.cz_id, c.institution_id, m.host, m.host_family, c.host AS cz_host,
           c.platform,
           v.titles AS host_n, v.for_platform AS host_for, v.for_leader AS host_lead,
           CASE WHEN d.host_family IS NULL THEN coalesce(f.titles, 0) ELSE 0 END AS family_n,
           coalesce(f.for_platform, 0) AS family_for, coalesce(f.for_leader, 0) AS family_lead,
           coalesce(t.titles, 0) AS title_n, coalesce(t.for_platform, 0) AS title_for,
           f.local_id IS NOT NULL AND EXISTS (
             SELECT 1
             FROM match_candidate o
             CROSS JOIN match_evidence e ON e.local_id = o.local_id AND e.cz_id = o.cz_id
             WHERE o.local_id = c.local_id AND o.platform <> c.platform AND e.strong > 0
           ) AS is_elsewhere,
           -- less the title that is judged
           coalesce((
             SELECT z.titles - 1
             FROM platform_size z
             WHERE z.institution_id = c.institution_id AND z.level = 'host' AND z.unit = m.host
           ), 0) AS host_size,
           coalesce((
             SELECT z.titles - 1
             FROM platform_size z
             WHERE z.institution_id = c.institution_id AND z.level = 'family'
               AND z.unit = m.host_family
           ), 0) AS family_size
    FROM pair_vote v
    CROSS JOIN match_candidate c ON c.local_id = v.local_id AND c.cz_id = v.cz_id
    CROSS JOIN match_local m ON m.local_id = c.local_id
    LEFT JOIN family f ON f.local_id = c.local_id AND f.cz_id = c.cz_id
    LEFT JOIN long_title t ON t.local_id = c.local_id AND t.cz_id = c.cz_id
    LEFT JOIN divided_family d
      ON d.institution_id = c.institution_id AND d.host_family = m.host_family
    WHERE v.level = 'host' AND v.by = 'identifier'
  )
SELECT f.local_id, f.cz_id, f.institution_id,
       CASE
         WHEN f.host = '' THEN 'unknown'
         WHEN f.cz_host = f.host THEN 'same'
         WHEN f.host_n >= p.votes AND f.host_for * 100 >= p.share * f.host_n THEN
           CASE WHEN f.host_for * 100 >= p.coverage * f.host_size THEN 'same' ELSE 'unknown' END
         WHEN f.host_n >= p.votes AND f.host_for < f.host_lead
          AND f.host_lead * 100 >= p.share * f.host_n THEN 'different'
         WHEN f.host_n >= p.different_votes AND f.host_lead * 2 < f.host_n THEN 'different'
         WHEN f.host_n >= p.votes THEN 'unknown'
         WHEN f.family_n >= p.votes AND f.family_for * 100 >= p.share * f.family_n THEN
           CASE
             WHEN f.is_elsewhere THEN 'unknown'
             WHEN f.family_for * 100 >= p.coverage * f.family_size THEN 'same'
             ELSE 'unknown'
           END
         WHEN f.family_n >= p.votes AND f.family_for < f.family_lead
          AND f.family_lead * 100 >= p.share * f.family_n THEN 'different'
         WHEN f.host_for = f.host_n AND f.title_n >= p.title_votes
          AND f.title_for * 100 >= p.share * f.title_n THEN 'same-by-title'
         ELSE 'unknown'
       END AS answer,
       CASE
         WHEN f.host = '' THEN 'the local copy has no platform of its own in its URL'
         WHEN f.cz_host = f.host THEN 'both are on ' || f.host
         WHEN f.host_n >= p.votes THEN
           f.host_for || ' of ' || f.host_n || ' other titles of ' || f.host || ' are on '
           || f.platform
           || CASE WHEN f.host_for * 100 < p.coverage * f.host_size THEN
             ', but it has ' || f.host_size || ' titles, most of them on no interface that is loaded'
             ELSE '' END
         WHEN f.family_n >= p.votes THEN
           f.family_for || ' of ' || f.family_n || ' other titles of ' || f.host_family
           || ' are on ' || f.platform
           || CASE WHEN f.is_elsewhere THEN ', but this title is on another interface, too'
             ELSE '' END
         WHEN f.host_for = f.host_n AND f.title_n >= p.title_votes THEN
           f.title_for || ' of ' || f.title_n || ' other long titles of ' || f.host || ' are on '
           || f.platform || ' (too few identifiers tie them)'
         ELSE 'only ' || f.host_n || ' other titles tie ' || f.host || ' to an interface'
       END AS route
FROM facts f
CROSS JOIN platform_setting p;

-- # Checks that cost less: see 0024

-- They are filled from match_local, in the same transaction.
DROP TABLE match_local_key;
CREATE TABLE match_local_key (
  local_id INTEGER NOT NULL,
  type     TEXT    NOT NULL,   -- mms, isbn, issn, oclc, doi, ckb, title
  key      INTEGER NOT NULL,
  field    TEXT    NOT NULL,
  value    TEXT    NOT NULL,
  raw      TEXT    NOT NULL,
  PRIMARY KEY (local_id, type, key, field)
) STRICT, WITHOUT ROWID;
CREATE INDEX match_local_key_by_key ON match_local_key (type, key);

DROP TABLE match_candidate;
CREATE TABLE match_candidate (
  local_id         INTEGER NOT NULL,
  cz_id            INTEGER NOT NULL,        -- portfolio.id
  institution_id   INTEGER NOT NULL,
  portfolio_id     TEXT    NOT NULL,
  mms_id           TEXT    NOT NULL,
  bib_id           INTEGER,
  title            TEXT    NOT NULL,
  title_main_key   INTEGER,
  title_part       TEXT    NOT NULL,
  collection_id    TEXT    NOT NULL,
  collection_name  TEXT    NOT NULL,
  platform         TEXT    NOT NULL,        -- interface, or the collection where it has none
  host             TEXT    NOT NULL,
  availability     TEXT,
  collection_state TEXT    NOT NULL,        -- active, inactive, unknown, standalone
  material_type    TEXT,
  PRIMARY KEY (local_id, cz_id)
) STRICT, WITHOUT ROWID;

DROP TABLE match_platform;
CREATE TABLE match_platform (
  local_id INTEGER NOT NULL,
  cz_id    INTEGER NOT NULL,
  answer   TEXT    NOT NULL,   -- same, same-by-title, different, unknown
  route    TEXT    NOT NULL,   -- in words
  PRIMARY KEY (local_id, cz_id),
  CONSTRAINT match_platform_answer
    CHECK (
      answer = 'same' OR answer = 'same-by-title' OR answer = 'different' OR answer = 'unknown'
    )
) STRICT, WITHOUT ROWID;

DROP TABLE match_tier;
CREATE TABLE match_tier (
  local_id    INTEGER NOT NULL,
  cz_id       INTEGER NOT NULL,
  tier        TEXT    NOT NULL,
  identifiers INTEGER NOT NULL,   -- how many that stand on one title they share
  evidence    TEXT    NOT NULL,
  why         TEXT    NOT NULL,   -- why it is no better
  is_alive    INTEGER NOT NULL,   -- 0: it, or its collection, is inactive
  PRIMARY KEY (local_id, cz_id),
  CONSTRAINT match_tier_name CHECK (tier = 'T1' OR tier = 'T2' OR tier = 'T3' OR tier = 'T4')
) STRICT, WITHOUT ROWID;

DROP TABLE gate_result;
CREATE TABLE gate_result (
  local_id INTEGER NOT NULL,
  gate     TEXT    NOT NULL,
  class    TEXT    NOT NULL,   -- required, advisory, alma, bib
  value    TEXT    NOT NULL,
  detail   TEXT    NOT NULL,
  PRIMARY KEY (local_id, gate),
  CONSTRAINT gate_result_class
    CHECK (class = 'required' OR class = 'advisory' OR class = 'alma' OR class = 'bib'),
  CONSTRAINT gate_result_value CHECK (value = 'pass' OR value = 'fail' OR value = 'unknown')
) STRICT, WITHOUT ROWID;

-- # Tiers

-- As before, from what is counted above.
DROP VIEW match_tier_rule;
DROP VIEW pair_evidence;
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

-- # The twin

-- The best candidate of each local portfolio.
CREATE TABLE match_twin (
  local_id           INTEGER PRIMARY KEY,
  institution_id     INTEGER NOT NULL,
  portfolio_id       TEXT    NOT NULL,
  mms_id             TEXT    NOT NULL,
  title              TEXT    NOT NULL,
  p2e_by             TEXT    NOT NULL,
  cz_id              INTEGER NOT NULL,
  twin_portfolio_id  TEXT    NOT NULL,
  twin_availability  TEXT,
  twin_collection_id TEXT    NOT NULL,
  twin_collection    TEXT    NOT NULL,
  platform           TEXT    NOT NULL,
  collection_state   TEXT    NOT NULL,
  tier               TEXT    NOT NULL,
  is_alive           INTEGER NOT NULL,
  is_accepted        INTEGER NOT NULL,   -- by a person
  is_twin            INTEGER NOT NULL    -- active, and T1 to T3 or accepted
) STRICT;

CREATE VIEW match_twin_rule AS
SELECT r.local_id, m.institution_id, m.portfolio_id, m.mms_id, m.title, m.p2e_by, c.cz_id,
       c.portfolio_id AS twin_portfolio_id, c.availability AS twin_availability,
       c.collection_id AS twin_collection_id, c.collection_name AS twin_collection, c.platform,
       c.collection_state, r.tier, t.is_alive, coalesce(v.decision = 'accept', 0) AS is_accepted,
       t.is_alive = 1 AND (r.tier <> 'T4' OR coalesce(v.decision = 'accept', 0)) AS is_twin
FROM match_result r
CROSS JOIN match_local m ON m.local_id = r.local_id
CROSS JOIN match_candidate c ON c.local_id = r.local_id AND c.cz_id = r.cz_id
CROSS JOIN match_tier t ON t.local_id = r.local_id AND t.cz_id = r.cz_id
LEFT JOIN match_review v
  ON v.local_id = r.local_id AND v.cz_id = r.cz_id AND v.is_stale = 0
WHERE r.place = 1;

-- As before, with the words of both sides: looked up only where they are asked for.
DROP VIEW twin;
CREATE VIEW twin AS
SELECT x.institution_id, x.local_id, x.portfolio_id, x.mms_id, x.title,
       (SELECT m.host FROM match_local m WHERE m.local_id = x.local_id) AS host,
       (SELECT m.url FROM match_local m WHERE m.local_id = x.local_id) AS url,
       x.p2e_by, x.cz_id, x.twin_portfolio_id,
       (
         SELECT c.mms_id FROM match_candidate c WHERE c.local_id = x.local_id AND c.cz_id = x.cz_id
       ) AS twin_mms_id,
       (
         SELECT c.title FROM match_candidate c WHERE c.local_id = x.local_id AND c.cz_id = x.cz_id
       ) AS twin_title,
       x.twin_collection_id, x.twin_collection, x.platform, x.twin_availability,
       x.collection_state, x.tier,
       (
         SELECT t.evidence FROM match_tier t WHERE t.local_id = x.local_id AND t.cz_id = x.cz_id
       ) || CASE
         WHEN x.is_accepted THEN '; ' || (
           SELECT w.words
           FROM review_words w
           WHERE w.local_id = x.local_id AND w.cz_id = x.cz_id AND w.is_stale = 0
         )
         ELSE ''
       END AS evidence,
       (
         SELECT t.why FROM match_tier t WHERE t.local_id = x.local_id AND t.cz_id = x.cz_id
       ) AS why,
       x.is_alive, x.is_accepted, x.is_twin
FROM match_twin x;

-- What becomes of each local portfolio that has a candidate, by the gates before those of the bibs:
--   safe      T1, T2 or accepted, every required gate passes, no advisory gate fails
--   blocked   T1, T2 or accepted, and some gate says no
--   review    T3, T4, or P2E only because nothing says otherwise (an accepted one of these is
--             blocked by the gate origin)
CREATE TABLE match_outcome (
  local_id       INTEGER PRIMARY KEY,
  institution_id INTEGER NOT NULL,
  outcome        TEXT    NOT NULL
) STRICT;

CREATE VIEW match_outcome_rule AS
SELECT t.institution_id, t.local_id,
       CASE
         WHEN (t.tier NOT IN ('T1', 'T2') OR t.p2e_by = 'absence') AND t.is_accepted = 0
           THEN 'review'
         WHEN EXISTS (
           SELECT 1
           FROM gate_result g
           WHERE g.local_id = t.local_id
             AND ((g.class = 'required' AND g.value <> 'pass')
               OR (g.class = 'advisory' AND g.value = 'fail'))
         ) THEN 'blocked'
         WHEN EXISTS (
           SELECT 1
           FROM expected_gate e
           WHERE e.class = 'required' AND NOT EXISTS (
             SELECT 1 FROM gate_result g WHERE g.local_id = t.local_id AND g.gate = e.gate
           )
         ) THEN 'blocked'
         ELSE 'safe'
       END AS outcome
FROM match_twin t;

DROP VIEW twin_outcome;
CREATE VIEW twin_outcome AS
SELECT institution_id, local_id, outcome
FROM match_outcome;

-- Few pairs are of one bib.
CREATE INDEX match_evidence_of_one_bib ON match_evidence (local_id, cz_id) WHERE is_same_bib = 1;
CREATE INDEX match_local_covered ON match_local (local_id) WHERE coverage <> '';

-- The order in which people read local portfolios: the first of a million are there at once.
CREATE INDEX match_local_in_order ON match_local (host, title, portfolio_id);

-- What duplicates/by-collection counts.
CREATE INDEX match_twin_by_collection
ON match_twin (twin_collection, twin_collection_id, platform, institution_id, is_twin);
