-- title: Words of a gate and of a route said as they are
-- why: A collection that the file has, without its availability, was said not to be in it. The
--   rules are as before.

-- See 0010.
DROP VIEW gate_collection_active;
CREATE VIEW gate_collection_active AS
SELECT t.institution_id, t.local_id, 'collection-active' AS gate, 'required' AS class,
       CASE
         WHEN t.collection_state = 'inactive' THEN 'fail'
         WHEN t.collection_state = 'standalone' THEN 'pass'
         WHEN x.state = 'stale' THEN 'unknown'
         WHEN t.collection_state = 'active' THEN 'pass'
         ELSE 'unknown'
       END AS value,
       CASE
         WHEN t.collection_state = 'inactive' THEN
           'the twin''s collection is inactive: ' || t.twin_collection
         WHEN t.collection_state = 'standalone' THEN 'the twin stands in no collection'
         WHEN x.state = 'stale' THEN x.trouble
         WHEN t.collection_state = 'active' THEN
           'the twin''s collection is active: ' || t.twin_collection
         WHEN x.trouble IS NOT NULL THEN x.trouble
         WHEN EXISTS (
           SELECT 1
           FROM current_collection c
           WHERE c.institution_id = t.institution_id AND c.collection_id = t.twin_collection_id
         ) THEN
           'the collections file does not say whether the twin''s collection is active: '
             || t.twin_collection_id || ' ' || t.twin_collection
         ELSE 'the collections file does not name the twin''s collection '
           || t.twin_collection_id || ' ' || t.twin_collection
       END AS detail
FROM twin t
LEFT JOIN input_trouble x ON x.institution_id = t.institution_id AND x.kind = 'collections';

-- How the platform of a pair is known: as before (see 0042), with one title counted as one.
DROP VIEW match_platform_rule;
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
         WHEN f.host_n = 0 THEN 'no other title ties ' || f.host || ' to an interface'
         WHEN f.host_n = 1 THEN 'only 1 other title ties ' || f.host || ' to an interface'
         ELSE 'only ' || f.host_n || ' other titles tie ' || f.host || ' to an interface'
       END AS route
FROM facts f
CROSS JOIN platform_setting p;
