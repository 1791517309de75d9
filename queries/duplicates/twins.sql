-- question: Which P2E portfolios have an active Community Zone twin?
-- answers: one row a P2E portfolio with its best active twin: tiers T1 to T3, and what a person accepted
-- needs: p2e, portfolios, collections, bibs
-- param: collection text = ''    only twins in this collection (its name or id)
-- param: platform text = ''      only this platform (interface)
-- param: institution text = ''   only this institution (its code)
-- column: p2e_portfolio_id       the local copy
-- column: p2e_mms_id             its bib
-- column: cz_portfolio_id        the twin
-- column: cz_mms_id              the twin's bib
-- column: collection             the twin's collection
-- column: tier                   T1 same bib, T2 same identifier and platform, T3 probable
-- column: evidence               what speaks for it
-- column: p2e_title              title of the local copy
-- column: cz_title               title of the twin
-- column: reviewed               what people decided of its candidates, who and when
-- then: See which may go: duplicates/safe-to-delete; which may not: duplicates/blocked; which want eyes: duplicates/needs-review.
SELECT t.portfolio_id AS p2e_portfolio_id, t.mms_id AS p2e_mms_id,
       t.twin_portfolio_id AS cz_portfolio_id, t.twin_mms_id AS cz_mms_id,
       t.twin_collection AS collection, t.tier, t.evidence,
       t.title AS p2e_title, t.twin_title AS cz_title,
       (SELECT r.reviewed FROM local_review r WHERE r.local_id = t.local_id) AS reviewed
FROM twin_outcome o
CROSS JOIN twin t ON t.local_id = o.local_id
JOIN institution i ON i.id = t.institution_id
WHERE t.is_twin = 1
  AND (:institution = '' OR i.code = :institution)
  AND (:collection = '' OR :collection IN (t.twin_collection, t.twin_collection_id))
  AND (:platform = '' OR t.platform = :platform)
ORDER BY t.tier, t.twin_collection, t.title, t.portfolio_id
