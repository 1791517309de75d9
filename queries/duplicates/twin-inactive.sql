-- question: Which local copies have a twin that is not active?
-- answers: one row a local portfolio whose best candidate is a twin, but it or its collection is inactive
-- needs: p2e, portfolios, collections, bibs
-- param: collection text = ''    only twins in this collection (its name or id)
-- param: platform text = ''      only this platform (interface)
-- param: institution text = ''   only this institution (its code)
-- column: portfolio_id           the local copy
-- column: mms_id                 its bib
-- column: title                  its title
-- column: twin_portfolio_id      the twin, to activate
-- column: twin_title             its title
-- column: twin_collection        its collection
-- column: twin_collection_id     the collection's id
-- column: inactive               what is inactive: portfolio, collection, both
-- column: tier                   how sure the twin is
-- column: evidence               what speaks for it
-- column: reviewed               what people decided of its candidates, who and when
-- set: twin_portfolio_id as portfolios
-- then: Is the title still yours on this platform? Activate the twin first (a set of the twins: Change Electronic Portfolio Information), then load the portfolios afresh. If not, the local copy may be the way to something that you no longer have.
SELECT t.portfolio_id, t.mms_id, t.title, t.twin_portfolio_id, t.twin_title, t.twin_collection,
       t.twin_collection_id,
       CASE
         WHEN t.twin_availability = 'inactive' AND t.collection_state = 'inactive' THEN 'both'
         WHEN t.collection_state = 'inactive' THEN 'collection'
         ELSE 'portfolio'
       END AS inactive,
       t.tier, t.evidence,
       (SELECT r.reviewed FROM local_review r WHERE r.local_id = t.local_id) AS reviewed
FROM twin t
JOIN institution i ON i.id = t.institution_id
WHERE t.is_alive = 0 AND (t.tier <> 'T4' OR t.is_accepted = 1)
  AND (:institution = '' OR i.code = :institution)
  AND (:collection = '' OR :collection IN (t.twin_collection, t.twin_collection_id))
  AND (:platform = '' OR t.platform = :platform)
ORDER BY t.tier, t.twin_collection, t.title, t.portfolio_id
