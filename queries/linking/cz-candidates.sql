-- question: Which local portfolios could be linked to a collection of the Community Zone, by its title list?
-- answers: one row a local portfolio without a T1 or T2 twin and title of a loaded list that share an identifier
-- needs: p2e, portfolios, bibs, kbart
-- param: collection text = ''    only this list (the collection's name)
-- param: institution text = ''   only this institution (its code)
-- column: portfolio_id           the local copy
-- column: mms_id                 its bib
-- column: title                  its title
-- column: list_title             the title in the list
-- column: collection             the list's collection
-- column: identifier             what the two share
-- column: ambiguous              y where one of the two has several such partners
-- column: host                   the host that the local copy leads to
-- column: coverage               what the list has
-- column: left_out               how many local copies of this list are left out, as they have a T1 or T2 twin already
-- set: portfolio_id as portfolios
-- then: Where one host fits one list: put the local copies into a local collection and link it to the Community Zone. The ambiguous ones by hand. Those left out: duplicates/safe-to-delete.
WITH
  shared AS (
    SELECT DISTINCT m.institution_id, m.local_id, t.id AS title_id, p.target_id,
           c.name AS collection, k.type || ' ' || k.value AS identifier, t.title AS list_title,
           p.coverage,
           EXISTS (
             SELECT 1
             FROM twin w
             WHERE w.local_id = m.local_id AND w.is_alive = 1 AND w.tier IN ('T1', 'T2')
           ) AS has_twin
    FROM live_snapshot s
    CROSS JOIN resolver_kind x ON x.kind = s.kind
    CROSS JOIN match_key r ON r.snapshot_id = s.snapshot_id AND r.type IN ('isbn', 'issn', 'doi')
    CROSS JOIN match_local_key k ON k.type = r.type AND k.key = r.key
    CROSS JOIN match_local m
      ON m.local_id = k.local_id AND m.institution_id = s.institution_id
    CROSS JOIN current_resolver_title t ON t.id = r.record_id
    CROSS JOIN resolver_portfolio p ON p.resolver_title_id = t.id
    CROSS JOIN resolver_collection c
      ON c.snapshot_id = t.snapshot_id AND c.target_id = p.target_id
    WHERE s.role IN ('whole', 'part')
  ),
  counted AS (
    SELECT institution_id, collection, count(DISTINCT local_id) AS left_out
    FROM shared
    WHERE has_twin = 1
    GROUP BY institution_id, collection
  ),
  pair AS (
    SELECT institution_id, local_id, title_id, collection, list_title,
           group_concat(identifier, ', ') AS identifier, min(coverage) AS coverage
    FROM (SELECT * FROM shared WHERE has_twin = 0 ORDER BY local_id, title_id, identifier)
    GROUP BY institution_id, local_id, title_id, collection
  ),
  placed AS (
    SELECT *,
           count(*) OVER (PARTITION BY local_id, collection) AS titles,
           count(*) OVER (PARTITION BY title_id, collection) AS locals
    FROM pair
  )
SELECT m.portfolio_id, m.mms_id, m.title, p.list_title, p.collection, p.identifier,
       CASE WHEN p.titles > 1 OR p.locals > 1 THEN 'y' ELSE '' END AS ambiguous, m.host,
       p.coverage, coalesce(c.left_out, 0) AS left_out
FROM placed p
JOIN match_local m ON m.local_id = p.local_id
JOIN institution i ON i.id = p.institution_id
LEFT JOIN counted c ON c.institution_id = p.institution_id AND c.collection = p.collection
WHERE (:institution = '' OR i.code = :institution)
  AND (:collection = '' OR p.collection = :collection)
ORDER BY p.collection, m.host, m.title, m.portfolio_id, p.list_title
