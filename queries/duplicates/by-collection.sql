-- question: In which collection do I begin?
-- answers: one row a Community Zone collection, with how many P2E portfolios have their best candidate in it
-- needs: p2e, portfolios, collections, bibs, po-lines
-- param: collection text = ''    only this collection (its name or id)
-- param: platform text = ''      only this platform (interface)
-- param: institution text = ''   only this institution (its code)
-- column: collection             the collection; empty: P2E portfolios without any candidate
-- column: p2e                    P2E portfolios whose best candidate is in it
-- column: twins                  of these, with an active twin (T1 to T3, or accepted)
-- column: safe                   of these, safe to delete today
-- column: blocked                with a sure twin, but a gate says no
-- column: review                 for a person to look at (T3, T4)
-- column: no_twin                without a candidate
-- then: Begin where `safe` is large: almanac run duplicates/safe-to-delete collection='...'
WITH
  counted AS (
    SELECT t.twin_collection AS collection, count(*) AS p2e, sum(t.is_twin) AS twins,
           count(CASE o.outcome WHEN 'safe' THEN 1 END) AS safe,
           count(CASE o.outcome WHEN 'blocked' THEN 1 END) AS blocked,
           count(CASE o.outcome WHEN 'review' THEN 1 END) AS review, 0 AS no_twin
    FROM match_twin t
    CROSS JOIN match_outcome o ON o.local_id = t.local_id
    WHERE (:institution = ''
        OR t.institution_id = (SELECT id FROM institution WHERE code = :institution))
      AND (:collection = '' OR :collection IN (t.twin_collection, t.twin_collection_id))
      AND (:platform = '' OR t.platform = :platform)
    GROUP BY t.twin_collection
    UNION ALL
    -- in no collection, as they have no twin
    SELECT '', count(*), 0, 0, 0, 0, count(*)
    FROM match_local m
    WHERE NOT EXISTS (SELECT 1 FROM match_twin t WHERE t.local_id = m.local_id)
      AND (:institution = ''
        OR m.institution_id = (SELECT id FROM institution WHERE code = :institution))
      AND :collection = '' AND :platform = ''
    HAVING count(*) > 0
  )
SELECT collection, sum(p2e) AS p2e, sum(twins) AS twins, sum(safe) AS safe,
       sum(blocked) AS blocked, sum(review) AS review, sum(no_twin) AS no_twin
FROM counted
GROUP BY collection
ORDER BY safe DESC, p2e DESC, collection
