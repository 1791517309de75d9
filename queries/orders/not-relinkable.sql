-- question: Which orders of the relink plan will Alma refuse to move to the twin's bib?
-- answers: one row an order line that is to change its bib and cannot, or of which it is not known
-- needs: p2e, portfolios, po-lines, bibs, collections
-- param: collection text = ''    only where the twin is in this collection (its name or id)
-- param: platform text = ''      only where the twin is on this platform (interface)
-- param: institution text = ''   only this institution (its code)
-- column: po_line                number of the order line
-- column: status                 as in the file
-- column: type                   kind of order, as in the file
-- column: reason                 why: its status, a bib of the Community Zone, several bibs, not in the files
-- column: from_mms_id            the P2E bib
-- column: from_portfolio_id      the local portfolio
-- column: to_mms_id              the twin's bib
-- column: to_portfolio_id        the twin
-- column: to_collection          the twin's collection
-- column: tier                   how sure the twin is
-- column: title                  title of the P2E record
-- column: from_collection_id     the local database
-- column: to_collection_id       the collection of the twin, or to which a database's order goes
-- set: po_line as order-lines
-- then: By status: bring the order to one that can be moved, or try Change Bib Reference from the Orders of the old bib. What your Alma moves all the same: almanac settings set relinkable-statuses. Else a case for support, or a new order on the twin. On several bibs: split it by hand.
SELECT r.po_line, r.status, r.type, r.reason, r.from_mms_id, r.from_portfolio_id, r.to_mms_id,
       r.to_portfolio_id, r.to_collection, r.tier, r.title, r.from_collection_id,
       r.to_collection_id
FROM relink_refusal r
JOIN institution i ON i.id = r.institution_id
WHERE r.reason <> ''
  AND (:institution = '' OR i.code = :institution)
  AND (:collection = '' OR :collection IN (r.to_collection, r.to_collection_id))
  AND (:platform = '' OR r.platform = :platform)
ORDER BY r.reason, r.to_collection, r.po_line, r.from_portfolio_id
