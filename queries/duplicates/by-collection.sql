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
  portfolio AS (
    SELECT t.institution_id, t.twin_collection AS collection, t.twin_collection_id AS collection_id,
           t.platform, t.is_twin, o.outcome
    FROM match_twin t
    CROSS JOIN match_outcome o ON o.local_id = t.local_id
    UNION ALL
    SELECT m.institution_id, '', NULL, NULL, 0, 'no twin'
    FROM match_local m
    WHERE NOT EXISTS (SELECT 1 FROM match_twin t WHERE t.local_id = m.local_id)
  )
SELECT p.collection,
       count(*) AS p2e,
       sum(p.is_twin) AS twins,
       count(CASE WHEN p.outcome = 'safe' THEN 1 END) AS safe,
       count(CASE WHEN p.outcome = 'blocked' THEN 1 END) AS blocked,
       count(CASE WHEN p.outcome = 'review' THEN 1 END) AS review,
       count(CASE WHEN p.outcome = 'no twin' THEN 1 END) AS no_twin
FROM portfolio p
JOIN institution i ON i.id = p.institution_id
WHERE (:institution = '' OR i.code = :institution)
  AND (:collection = '' OR :collection = p.collection_id
    OR (:collection = p.collection AND p.collection_id IS NOT NULL))
  AND (:platform = '' OR p.platform = :platform)
GROUP BY p.collection
ORDER BY safe DESC, p2e DESC, p.collection
