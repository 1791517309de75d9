-- question: Which pairs are likely twins that a person should look at?
-- answers: one row a local portfolio with its best candidate, where that is not sure enough
-- needs: p2e, portfolios, collections, bibs
-- param: collection text = ''    only candidates in this collection (its name or id)
-- param: platform text = ''      only this platform (interface)
-- param: institution text = ''   only this institution (its code)
-- column: portfolio_id           the local copy
-- column: mms_id                 its bib
-- column: title                  its title
-- column: candidate_portfolio_id the Community Zone copy
-- column: candidate_title        its title
-- column: tier                   T3 probable, T4 title only
-- column: why                    what keeps it from being sure
-- column: evidence               what speaks for it
-- column: candidate_collection   the collection that the candidate is in
-- column: url                    where the local copy leads
-- column: pair                   the two, for almanac review accept and reject
-- column: reviewed               what people decided of its candidates, who and when
-- then: Compare the two, best first, and decide: almanac review sheet --output review.xlsx. Nothing here goes into a set by itself.
SELECT t.portfolio_id, t.mms_id, t.title, t.twin_portfolio_id AS candidate_portfolio_id,
       t.twin_title AS candidate_title, t.tier,
       CASE
         WHEN t.p2e_by = 'absence' AND t.why = '' THEN 'in no P2E list that is loaded'
         WHEN t.p2e_by = 'absence' THEN t.why || '; in no P2E list that is loaded'
         ELSE t.why
       END || CASE WHEN t.is_alive = 1 THEN '' ELSE '; the candidate is inactive' END AS why,
       t.evidence, t.twin_collection AS candidate_collection, t.url,
       t.portfolio_id || ':' || t.twin_portfolio_id AS pair,
       (SELECT r.reviewed FROM local_review r WHERE r.local_id = o.local_id) AS reviewed
FROM twin_outcome o
JOIN twin t ON t.local_id = o.local_id
JOIN institution i ON i.id = t.institution_id
WHERE o.outcome = 'review'
  AND (:institution = '' OR i.code = :institution)
  AND (:collection = '' OR :collection IN (t.twin_collection, t.twin_collection_id))
  AND (:platform = '' OR t.platform = :platform)
ORDER BY t.tier, t.platform, t.title, t.portfolio_id
