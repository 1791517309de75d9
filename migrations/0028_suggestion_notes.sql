-- title: What a suggestion for a host rests on, where no title tells
-- why: "0 of 0 titles say so" tells a person nothing.

DROP VIEW platform_suggestion;

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
       CASE
         WHEN s.of > 0 THEN s.titles || ' of ' || s.of || ' titles with a shared identifier say so'
         ELSE 'no title with a shared identifier tells; '
           || CASE s.platforms WHEN 1 THEN 'all' ELSE 'most' END
           || ' of its waiting pairs are there'
       END
         || '; it would settle ' || s.pairs || CASE s.pairs WHEN 1 THEN ' pair' ELSE ' pairs' END
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
