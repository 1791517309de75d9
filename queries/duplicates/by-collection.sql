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
SELECT coalesce(t.twin_collection, '') AS collection,
       count(*) AS p2e,
       count(CASE WHEN t.is_twin = 1 THEN 1 END) AS twins,
       count(CASE WHEN o.outcome = 'safe' THEN 1 END) AS safe,
       count(CASE WHEN o.outcome = 'blocked' THEN 1 END) AS blocked,
       count(CASE WHEN o.outcome = 'review' THEN 1 END) AS review,
       count(CASE WHEN t.local_id IS NULL THEN 1 END) AS no_twin
FROM match_local m
JOIN institution i ON i.id = m.institution_id
LEFT JOIN match_twin t ON t.local_id = m.local_id
LEFT JOIN twin_outcome o ON o.local_id = m.local_id
WHERE (:institution = '' OR i.code = :institution)
  AND (:collection = '' OR :collection IN (t.twin_collection, t.twin_collection_id))
  AND (:platform = '' OR t.platform = :platform)
GROUP BY coalesce(t.twin_collection, '')
ORDER BY safe DESC, p2e DESC, collection
