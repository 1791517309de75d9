-- title: Links that are not the text itself, bibs left empty by a deletion, copies by platform
-- why: What the remaining queries of the first wave ask for, so that one's own SQL has it as well.

-- # Links to a table of contents and the like

-- The few fields 856 that do not lead to the text: a related resource by the second indicator, a
-- page of the Library of Congress' catalogue directory, or words for contents, descriptions and
-- finding aids. The query below repeats the condition word for word, or this index is not used.
CREATE INDEX bib_url_not_text ON bib_url (bib_id)
WHERE indicator2 = '2' OR host = 'catdir.loc.gov' OR url LIKE '%loc.gov/catdir/%'
  OR materials LIKE '%contents%' OR materials LIKE '%description%' OR materials LIKE '%biograph%'
  OR materials LIKE '%sample text%' OR materials LIKE '%finding aid%'
  OR materials LIKE '%book review%' OR materials LIKE '%cover image%'
  OR materials LIKE 'inhalts%' OR materials LIKE 'table des mati%' OR note LIKE '%contents only%'
  OR note LIKE '%table of contents%' OR note LIKE '%publisher description%'
  OR note LIKE '%finding aid%';

CREATE INDEX match_local_not_text ON match_local (local_id)
WHERE host = 'catdir.loc.gov' OR url LIKE '%loc.gov/catdir/%';

CREATE VIEW not_text_url AS
SELECT u.bib_id, u.position, u.url,
       CASE
         WHEN u.materials <> '' THEN u.materials
         WHEN u.host = 'catdir.loc.gov' OR u.url LIKE '%loc.gov/catdir/%' THEN
           'the Library of Congress'' catalogue directory'
         WHEN u.note <> '' AND u.indicator2 <> '2' THEN u.note
         ELSE 'a related resource'
       END || CASE u.indicator2 WHEN '2' THEN ' (856 second indicator 2)' ELSE '' END AS leads_to
FROM bib_url u INDEXED BY bib_url_not_text
WHERE (u.indicator2 = '2' OR u.host = 'catdir.loc.gov' OR u.url LIKE '%loc.gov/catdir/%'
  OR u.materials LIKE '%contents%' OR u.materials LIKE '%description%'
  OR u.materials LIKE '%biograph%' OR u.materials LIKE '%sample text%'
  OR u.materials LIKE '%finding aid%' OR u.materials LIKE '%book review%'
  OR u.materials LIKE '%cover image%' OR u.materials LIKE 'inhalts%'
  OR u.materials LIKE 'table des mati%' OR u.note LIKE '%contents only%'
  OR u.note LIKE '%table of contents%' OR u.note LIKE '%publisher description%'
  OR u.note LIKE '%finding aid%')
  -- who says that it is the text as well is believed
  AND NOT (
    lower(u.materials || ' ' || u.note) LIKE '%full text%'
    OR lower(u.materials || ' ' || u.note) LIKE '%fulltext%'
    OR lower(u.materials || ' ' || u.note) LIKE '%volltext%'
    OR lower(u.materials || ' ' || u.note) LIKE '%texte int%'
  );

-- Local portfolios that were made of such a link. known_by: url, the portfolio itself leads there;
-- bib, it leads elsewhere, and its bib has no link to the text.
CREATE VIEW not_full_text AS
WITH
  -- a link may stand with a proxy here and without there
  linked AS (
    SELECT m.institution_id, m.local_id, n.url AS not_text, n.leads_to,
           m.url <> '' AND rtrim(replace(replace(lower(
             CASE WHEN instr(m.url, 'url=http') > 0 THEN substr(m.url, instr(m.url, 'url=http') + 4)
             ELSE m.url END
           ), 'https://', ''), 'http://', ''), '/') = rtrim(replace(replace(lower(
             CASE WHEN instr(n.url, 'url=http') > 0 THEN substr(n.url, instr(n.url, 'url=http') + 4)
             ELSE n.url END
           ), 'https://', ''), 'http://', ''), '/') AS is_own,
           NOT EXISTS (
             SELECT 1
             FROM bib_url o
             WHERE o.bib_id = n.bib_id AND o.url <> '' AND NOT EXISTS (
               SELECT 1
               FROM not_text_url x
               WHERE x.bib_id = o.bib_id AND x.position = o.position
             )
           ) AS is_all
    FROM not_text_url n
    CROSS JOIN bib b ON b.id = n.bib_id
    CROSS JOIN live_snapshot l ON l.snapshot_id = b.snapshot_id
    CROSS JOIN match_local m
      ON m.institution_id = l.institution_id AND m.mms_key = b.mms_key AND m.bib_id = b.id
  ),
  found AS (
    SELECT institution_id, local_id, is_own, leads_to, not_text
    FROM linked
    WHERE is_own OR is_all
    UNION ALL
    SELECT m.institution_id, m.local_id, 1, 'the Library of Congress'' catalogue directory', m.url
    FROM match_local m INDEXED BY match_local_not_text
    WHERE m.host = 'catdir.loc.gov' OR m.url LIKE '%loc.gov/catdir/%'
  ),
  best AS (
    SELECT institution_id, local_id, is_own, leads_to, not_text,
           row_number() OVER (
             PARTITION BY local_id ORDER BY is_own DESC, length(leads_to) DESC, leads_to, not_text
           ) AS place
    FROM found
  )
SELECT f.institution_id, f.local_id, m.portfolio_id, m.mms_id, m.title, m.url, f.leads_to,
       CASE WHEN f.is_own THEN 'url' ELSE 'bib' END AS known_by, f.not_text AS bib_link
FROM best f
CROSS JOIN match_local m ON m.local_id = f.local_id
WHERE f.place = 1;

-- # Bibs left empty by a deletion

-- Bibs on which nothing stays when all that is safe to delete goes: no portfolio, no physical
-- holdings, no collection of which they are the bib.
CREATE VIEW would_orphan AS
WITH
  going AS (
    SELECT t.institution_id, t.mms_id, t.title, t.portfolio_id, t.twin_collection_id,
           t.twin_collection, t.platform, b.bib_after, b.bib_reason, p.value <> 'pass'
             OR o.value <> 'pass' AS is_open
    FROM twin_outcome x
    CROSS JOIN twin t ON t.local_id = x.local_id
    CROSS JOIN gate_result p ON p.local_id = x.local_id AND p.gate = 'bib-physical'
    CROSS JOIN gate_result o ON o.local_id = x.local_id AND o.gate = 'bib-other-portfolio'
    CROSS JOIN bib_after b ON b.local_id = x.local_id
    WHERE x.outcome = 'safe' AND p.value <> 'fail' AND o.value <> 'fail'
  )
SELECT institution_id, mms_id, min(title) AS title, count(*) AS portfolios,
       group_concat(portfolio_id, ', ') AS portfolio_ids,
       CASE WHEN max(is_open) THEN 'unknown' ELSE 'orphan' END AS state,
       -- the bib may go only if each of its portfolios says so
       max(bib_after) AS bib_after, max(CASE WHEN bib_after = 'keep' THEN bib_reason ELSE '' END)
         AS bib_reason,
       '|' || group_concat(twin_collection || '|' || twin_collection_id || '|' || platform, '|')
         || '|' AS reached_by
FROM (SELECT * FROM going ORDER BY institution_id, mms_id, portfolio_id)
GROUP BY institution_id, mms_id;

-- # Copies by platform

-- How many local portfolios lead to each host, counted by the match: the question is of all of them.
CREATE TABLE match_host (
  institution_id  INTEGER NOT NULL,
  host            TEXT    NOT NULL,
  portfolios      INTEGER NOT NULL,
  without_twin    INTEGER NOT NULL,  -- no active twin (T1 to T3, or accepted)
  sample_local_id INTEGER NOT NULL,
  PRIMARY KEY (institution_id, host)
) STRICT, WITHOUT ROWID;

-- min() also chooses the row that sample_local_id is taken from.
CREATE VIEW match_host_rule AS
WITH
  counted AS (
    SELECT m.institution_id, m.host, count(*) AS portfolios,
           count(CASE
             WHEN t.is_alive = 1 AND (t.tier <> 'T4' OR v.decision = 'accept') THEN NULL
             ELSE 1
           END) AS without_twin,
           min(m.portfolio_id) AS sample_portfolio_id, m.local_id AS sample_local_id
    FROM match_local m
    LEFT JOIN match_result r ON r.local_id = m.local_id AND r.place = 1
    LEFT JOIN match_tier t ON t.local_id = r.local_id AND t.cz_id = r.cz_id
    LEFT JOIN match_review v
      ON v.local_id = r.local_id AND v.cz_id = r.cz_id AND v.is_stale = 0
    GROUP BY m.institution_id, m.host
  )
SELECT institution_id, host, portfolios, without_twin, sample_local_id FROM counted;

-- A match that was made before has no counts, and gates of the older rules: it is made anew.
DELETE FROM match_run;

-- Each host with the platform that your map or the votes give it.
CREATE VIEW local_platform AS
WITH
  named AS (
    SELECT h.*, coalesce(
             (
               SELECT min(p.platform)
               FROM current_platform_map p
               WHERE p.institution_id = h.institution_id AND p.host <> ''
                 AND (p.host = h.host OR substr(h.host, -length(p.host) - 1) = '.' || p.host)
             ),
             (
               SELECT min(a.platform)
               FROM platform_answer a
               WHERE a.institution_id = h.institution_id AND a.host = h.host
                 AND a.answer IN ('same', 'same by title')
             ),
             ''
           ) AS platform
    FROM match_host h
  )
SELECT n.institution_id, n.host, n.platform, n.portfolios, n.without_twin,
       sum(n.without_twin) OVER (
         PARTITION BY n.institution_id, coalesce(nullif(n.platform, ''), n.host)
       ) AS platform_without_twin,
       m.portfolio_id AS sample_portfolio_id, m.title AS sample_title, m.url AS sample_url
FROM named n
CROSS JOIN match_local m ON m.local_id = n.sample_local_id;
