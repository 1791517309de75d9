-- question: Which local portfolios can I delete today?
-- answers: one row a portfolio that has an active twin (T1, T2, or accepted by a person) and passes every gate
-- needs: p2e, portfolios, collections, bibs, po-lines, holdings
-- param: collection text = ''    only twins in this collection (its name or id)
-- param: platform text = ''      only this platform (interface)
-- param: institution text = ''   only this institution (its code)
-- column: portfolio_id           the local copy, to delete
-- column: mms_id                 its bib
-- column: title                  its title
-- column: twin_portfolio_id      the Community Zone copy that readers keep
-- column: twin_collection        the collection that it is in
-- column: tier                   T1 same bib, T2 same identifier and platform; T3, T4: a person accepted it
-- column: evidence               what speaks for it
-- column: bib_after              delete or keep: what the job may do with the bib
-- column: bib_reason             why
-- column: not_checked            what no loaded file says
-- column: reviewed               what people decided of its candidates, who and when
-- set: portfolio_id as portfolios
-- then: Delete Portfolios job, active PO line Skip, activation task Skip; bibs without inventory: as the set's name says. First time: a set of 20.
SELECT t.portfolio_id, t.mms_id, t.title, t.twin_portfolio_id, t.twin_collection, t.tier,
       t.evidence, b.bib_after, b.bib_reason, n.not_checked,
       (SELECT r.reviewed FROM local_review r WHERE r.local_id = o.local_id) AS reviewed
FROM twin_outcome o
JOIN twin t ON t.local_id = o.local_id
JOIN bib_after b ON b.local_id = o.local_id
JOIN not_checked n ON n.local_id = o.local_id
JOIN institution i ON i.id = t.institution_id
WHERE o.outcome = 'safe'
  AND (:institution = '' OR i.code = :institution)
  AND (:collection = '' OR :collection IN (t.twin_collection, t.twin_collection_id))
  AND (:platform = '' OR t.platform = :platform)
ORDER BY t.twin_collection, t.title, t.portfolio_id
