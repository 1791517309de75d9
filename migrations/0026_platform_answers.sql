-- title: What is known of each host, and what a person could add
-- why: The same answer is asked by quality/platforms and by almanac platforms; and a host that few
--   titles tie is settled by one line of the user's own map.

-- Each host and interface that titles tie together, and what follows from the votes.
CREATE VIEW platform_answer AS
SELECT v.institution_id, v.unit AS host, v.platform, v.titles, n.titles AS of,
       100 * v.titles / n.titles AS percent, coalesce(z.titles, 0) AS host_titles, v.by,
       CASE
         WHEN v.by = 'identifier' AND n.titles >= p.votes
          AND v.titles * 100 >= p.share * n.titles
          AND v.titles * 100 >= p.coverage * coalesce(z.titles, 0) THEN 'same'
         WHEN v.by = 'title' AND n.titles >= p.title_votes
          AND v.titles * 100 >= p.share * n.titles THEN 'same by title'
         WHEN v.by = 'identifier' AND n.titles >= p.different_votes AND NOT EXISTS (
           SELECT 1
           FROM platform_vote o
           WHERE o.institution_id = v.institution_id AND o.level = v.level AND o.unit = v.unit
             AND o.by = v.by AND o.platform <> '' AND o.titles * 2 >= n.titles
         ) THEN 'different'
         WHEN v.by = 'identifier' AND n.titles >= p.votes AND EXISTS (
           SELECT 1
           FROM platform_vote o
           WHERE o.institution_id = v.institution_id AND o.level = v.level AND o.unit = v.unit
             AND o.by = v.by AND o.platform <> '' AND o.platform <> v.platform
             AND o.titles * 100 >= p.share * n.titles
         ) THEN 'different'
         ELSE 'unknown'
       END AS answer
FROM platform_vote v
CROSS JOIN platform_vote n
  ON n.institution_id = v.institution_id AND n.level = v.level AND n.unit = v.unit AND n.by = v.by
 AND n.platform = ''
LEFT JOIN platform_size z
  ON z.institution_id = v.institution_id AND z.level = v.level AND z.unit = v.unit
CROSS JOIN platform_setting p
WHERE v.level = 'host' AND v.platform <> '';

-- What belongs together at present: the user's map, and what was learned.
CREATE VIEW platform_list AS
SELECT m.institution_id, m.platform, m.host, m.interface_name, m.collection_id, m.collection_name,
       'your map' AS known_by, NULL AS titles, NULL AS of, m.note
FROM current_platform_map m
UNION ALL
SELECT a.institution_id, a.platform, a.host, a.platform, '', '',
       CASE a.answer WHEN 'same' THEN 'identifiers' ELSE 'titles' END, a.titles, a.of, ''
FROM platform_answer a
WHERE a.answer IN ('same', 'same by title');

-- Hosts that the votes leave open and the map does not name, each with the interface that most of
-- its waiting pairs are on.
CREATE VIEW platform_suggestion AS
WITH
  waiting AS (
    SELECT t.institution_id, t.host, t.platform, count(*) AS pairs
    FROM twin t
    CROSS JOIN twin_outcome x ON x.local_id = t.local_id AND x.outcome = 'review'
    CROSS JOIN match_platform p
      ON p.local_id = t.local_id AND p.cz_id = t.cz_id AND p.answer IN ('unknown', 'same-by-title')
    WHERE t.host <> ''
    GROUP BY t.institution_id, t.host, t.platform
  ),
  voted AS (
    SELECT w.institution_id, w.host, w.platform, w.pairs, coalesce(v.titles, 0) AS titles,
           coalesce(n.titles, 0) AS of,
           row_number() OVER (
             PARTITION BY w.institution_id, w.host
             ORDER BY coalesce(v.titles, 0) DESC, w.pairs DESC, w.platform
           ) AS place,
           count(*) OVER (PARTITION BY w.institution_id, w.host) AS platforms
    FROM waiting w
    LEFT JOIN platform_vote v
      ON v.institution_id = w.institution_id AND v.level = 'host' AND v.unit = w.host
     AND v.by = 'identifier' AND v.platform = w.platform
    LEFT JOIN platform_vote n
      ON n.institution_id = w.institution_id AND n.level = 'host' AND n.unit = w.host
     AND n.by = 'identifier' AND n.platform = ''
  )
SELECT s.institution_id, s.platform, s.host, s.platform AS interface_name, s.pairs,
       s.titles || ' of ' || s.of || ' titles with a shared identifier say so; it would settle '
         || s.pairs || CASE s.pairs WHEN 1 THEN ' pair' ELSE ' pairs' END
         || CASE s.platforms
           WHEN 1 THEN ''
           ELSE '; pairs on ' || (s.platforms - 1) || ' other platforms would not be twins'
         END AS note
FROM voted s
WHERE s.place = 1
  AND NOT EXISTS (
    SELECT 1
    FROM current_platform_map m
    WHERE m.institution_id = s.institution_id AND m.host <> ''
      AND (m.host = s.host OR substr(s.host, -length(m.host) - 1) = '.' || m.host)
  );
