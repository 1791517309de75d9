-- title: Which host belongs to which interface: learned by votes
-- why: A Community Zone portfolio mostly has no URL of its own; its platform is its interface. A
--   shared identifier says that two records are one title, not that they are on one platform
--   (provider-neutral records carry one OCLC number everywhere), so the platform is asked apart.

CREATE VIEW platform_setting AS
SELECT
  (SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'platform-votes') AS votes,
  (SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'platform-share') AS share,
  (SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'platform-coverage') AS coverage,
  (SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'platform-different-votes')
    AS different_votes,
  (SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'platform-title-votes') AS title_votes,
  (SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'title-min-words') AS min_words;

-- A title ties its host to an interface by an identifier that is evidence and a title that agrees;
-- or, for the second vote, by a long title that is the only one of its words on its host.
CREATE VIEW platform_tie_rule AS
WITH
  tied AS (
    SELECT m.institution_id, m.host, m.host_family, 'identifier' AS by, c.platform,
           coalesce(m.title_main_key, m.mms_id) || '/' || m.title_part AS title_id
    FROM match_candidate c
    CROSS JOIN match_local m ON m.local_id = c.local_id
    CROSS JOIN match_agreement a ON a.local_id = c.local_id AND a.cz_id = c.cz_id
    WHERE a.title_compatible = 1 AND a.parts <> 'contradict' AND a.editions <> 'contradict'
      AND EXISTS (
        SELECT 1 FROM strong_identifier s WHERE s.local_id = c.local_id AND s.cz_id = c.cz_id
      )
    UNION ALL
    SELECT m.institution_id, m.host, m.host_family, 'title', c.platform,
           coalesce(m.title_main_key, m.mms_id) || '/' || m.title_part
    FROM match_candidate c
    CROSS JOIN match_local m ON m.local_id = c.local_id
    CROSS JOIN match_agreement a ON a.local_id = c.local_id AND a.cz_id = c.cz_id
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
UNION
SELECT institution_id, 'family', host_family, by, platform, title_id
FROM tied
WHERE host_family <> '' AND by = 'identifier';

CREATE VIEW platform_vote_rule AS
SELECT institution_id, level, unit, by, platform, count(*) AS titles
FROM platform_tie
GROUP BY institution_id, level, unit, by, platform
UNION ALL
SELECT institution_id, level, unit, by, '', count(DISTINCT title_id)
FROM platform_tie
GROUP BY institution_id, level, unit, by;

-- An aggregator may share its few titles that we hold elsewhere with one publisher only; that most
-- of its titles are on no interface of ours then shows that it is none of them.
CREATE VIEW platform_size_rule AS
WITH
  identified AS (
    SELECT m.institution_id, m.host, m.host_family,
           coalesce(m.title_main_key, m.mms_id) || '/' || m.title_part AS title_id
    FROM match_local m
    WHERE EXISTS (
      SELECT 1
      FROM match_local_key k
      WHERE k.local_id = m.local_id AND k.type NOT IN ('mms', 'title', 'oclc')
    )
  )
SELECT institution_id, 'host' AS level, host AS unit, count(DISTINCT title_id) AS titles
FROM identified
WHERE host <> ''
GROUP BY institution_id, host
UNION ALL
SELECT institution_id, 'family', host_family, count(DISTINCT title_id)
FROM identified
WHERE host_family <> ''
GROUP BY institution_id, host_family;

-- Families whose hosts lead to different interfaces (journals. and books. of one domain): their
-- hosts do not vote together.
CREATE VIEW divided_family AS
WITH
  leads AS (
    SELECT v.institution_id, v.unit AS host, v.platform,
           row_number() OVER (
             PARTITION BY v.institution_id, v.unit ORDER BY v.titles DESC, v.platform
           ) AS place
    FROM platform_vote v
    CROSS JOIN platform_vote n
      ON n.institution_id = v.institution_id AND n.level = v.level AND n.unit = v.unit
     AND n.by = v.by AND n.platform = ''
    CROSS JOIN platform_setting p
    WHERE v.level = 'host' AND v.by = 'identifier' AND v.platform <> '' AND n.titles >= p.votes
  )
SELECT m.institution_id, m.host_family
FROM leads l
CROSS JOIN (SELECT DISTINCT institution_id, host, host_family FROM match_local) m
  ON m.institution_id = l.institution_id AND m.host = l.host
WHERE l.place = 1 AND m.host_family <> ''
GROUP BY m.institution_id, m.host_family
HAVING count(DISTINCT l.platform) > 1;

-- The votes on one pair, its own title taken out: all votes, those for the candidate's
-- interface, and those for the interface that leads.
CREATE VIEW pair_vote AS
WITH
  asked AS (
    SELECT c.local_id, c.cz_id, c.institution_id, c.platform, units.level, units.unit, kinds.by,
           coalesce(m.title_main_key, m.mms_id) || '/' || m.title_part AS title_id
    FROM match_candidate c
    CROSS JOIN match_local m ON m.local_id = c.local_id
    CROSS JOIN (
      SELECT local_id, 'host' AS level, host AS unit FROM match_local
      UNION ALL
      SELECT local_id, 'family', host_family FROM match_local
    ) units ON units.local_id = c.local_id
    CROSS JOIN (SELECT 'identifier' AS by UNION ALL SELECT 'title') kinds
      ON kinds.by = 'identifier' OR units.level = 'host'
    WHERE units.unit <> ''
  )
SELECT a.local_id, a.cz_id, a.level, a.unit, a.by,
       coalesce((
         SELECT v.titles
         FROM platform_vote v
         WHERE v.institution_id = a.institution_id AND v.level = a.level AND v.unit = a.unit
           AND v.by = a.by AND v.platform = ''
       ), 0) - EXISTS (
         SELECT 1
         FROM platform_tie t
         WHERE t.institution_id = a.institution_id AND t.level = a.level AND t.unit = a.unit
           AND t.by = a.by AND t.title_id = a.title_id
       ) AS titles,
       coalesce((
         SELECT v.titles
         FROM platform_vote v
         WHERE v.institution_id = a.institution_id AND v.level = a.level AND v.unit = a.unit
           AND v.by = a.by AND v.platform = a.platform
       ), 0) - EXISTS (
         SELECT 1
         FROM platform_tie t
         WHERE t.institution_id = a.institution_id AND t.level = a.level AND t.unit = a.unit
           AND t.by = a.by AND t.title_id = a.title_id AND t.platform = a.platform
       ) AS for_platform,
       coalesce((
         SELECT max(v.titles - EXISTS (
           SELECT 1
           FROM platform_tie t
           WHERE t.institution_id = a.institution_id AND t.level = a.level AND t.unit = a.unit
             AND t.by = a.by AND t.title_id = a.title_id AND t.platform = v.platform
         ))
         FROM platform_vote v
         WHERE v.institution_id = a.institution_id AND v.level = a.level AND v.unit = a.unit
           AND v.by = a.by AND v.platform <> ''
       ), 0) AS for_leader
FROM asked a;

-- Same, different or unknown. The host is asked first, its family where the host has too few
-- votes, long titles where identifiers are too few to say (and do not say otherwise). A family
-- does not settle a title whose own identifiers stand on two interfaces.
CREATE VIEW match_platform_rule AS
WITH
  votes AS (
    SELECT v.local_id, v.cz_id,
           max(CASE WHEN v.level = 'host' AND v.by = 'identifier' THEN v.titles END) AS host_n,
           max(CASE WHEN v.level = 'host' AND v.by = 'identifier' THEN v.for_platform END)
             AS host_for,
           max(CASE WHEN v.level = 'host' AND v.by = 'identifier' THEN v.for_leader END)
             AS host_lead,
           max(CASE WHEN v.level = 'family' THEN v.titles END) AS family_n,
           max(CASE WHEN v.level = 'family' THEN v.for_platform END) AS family_for,
           max(CASE WHEN v.level = 'family' THEN v.for_leader END) AS family_lead,
           max(CASE WHEN v.by = 'title' THEN v.titles END) AS title_n,
           max(CASE WHEN v.by = 'title' THEN v.for_platform END) AS title_for
    FROM pair_vote v
    GROUP BY v.local_id, v.cz_id
  ),
  facts AS (
    SELECT c.local_id, c.cz_id, c.institution_id, m.host, m.host_family, c.host AS cz_host,
           c.platform,
           coalesce(v.host_n, 0) AS host_n, coalesce(v.host_for, 0) AS host_for,
           coalesce(v.host_lead, 0) AS host_lead,
           CASE WHEN d.host_family IS NULL THEN coalesce(v.family_n, 0) ELSE 0 END AS family_n,
           coalesce(v.family_for, 0) AS family_for, coalesce(v.family_lead, 0) AS family_lead,
           coalesce(v.title_n, 0) AS title_n, coalesce(v.title_for, 0) AS title_for,
           EXISTS (
             SELECT 1
             FROM match_candidate o
             CROSS JOIN strong_identifier i ON i.local_id = o.local_id AND i.cz_id = o.cz_id
             WHERE o.local_id = c.local_id AND o.platform <> c.platform
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
    FROM match_candidate c
    CROSS JOIN match_local m ON m.local_id = c.local_id
    LEFT JOIN votes v ON v.local_id = c.local_id AND v.cz_id = c.cz_id
    LEFT JOIN divided_family d
      ON d.institution_id = c.institution_id AND d.host_family = m.host_family
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
