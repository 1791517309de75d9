-- question: Which order goes from which record to which, and what is the next step?
-- answers: one row an order line that sits on a P2E record with an active twin
-- needs: p2e, portfolios, po-lines, bibs, collections
-- param: collection text = ''    only where the twin is in this collection (its name or id)
-- param: platform text = ''      only where the twin is on this platform (interface)
-- param: institution text = ''   only this institution (its code)
-- column: po_line                number of the order line
-- column: status                 as in the file
-- column: from_mms_id            the P2E bib
-- column: from_portfolio_id      the local portfolio
-- column: to_mms_id              the twin's bib; empty where the files name none
-- column: to_portfolio_id        the twin
-- column: to_collection          the twin's collection
-- column: tier                   how sure the twin is; T3 and T4: look before you relink
-- column: step                   change-bib, attach-portfolio, delete-old; find-bib, choose-collection for a database
-- column: from_collection_id     the local database
-- column: to_collection_id       the collection of the twin, or to which a database's order goes
-- set: po_line as order-lines
-- then: change-bib: Orders, Change Bib Reference, pick the to_mms_id. attach-portfolio: to_portfolio_id, Acquisition tab, PO line (Select from a list, All POLs). delete-old: delete the local portfolio. find-bib: the collections file names no bib of the collection; look in its editor, or give it one there, then change-bib. choose-collection: the interface has several (duplicates/databases); to_collection has the most titles.
SELECT p.po_line, p.status, p.from_mms_id, p.from_portfolio_id, p.to_mms_id, p.to_portfolio_id,
       p.to_collection, p.tier, p.step, p.from_collection_id, p.to_collection_id
FROM relink_plan p
JOIN institution i ON i.id = p.institution_id
WHERE (p.state <> 'not found' OR p.from_collection_id <> '')
  AND (:institution = '' OR i.code = :institution)
  AND (:collection = '' OR :collection IN (p.to_collection, p.to_collection_id))
  AND (:platform = '' OR p.platform = :platform)
ORDER BY p.tier, p.to_collection, p.po_line, p.from_portfolio_id
