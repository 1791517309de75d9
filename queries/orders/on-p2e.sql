-- question: Which order lines sit on P2E portfolios, their bibs or local databases?
-- answers: one row an order line and how it touches the P2E record
-- needs: p2e, portfolios, po-lines, bibs, collections
-- param: collection text = ''    only where the twin is in this collection (its name or id)
-- param: platform text = ''      only where the twin is on this platform (interface)
-- param: institution text = ''   only this institution (its code)
-- column: po_line                number of the order line
-- column: status                 as in the file
-- column: state                  open, closed, unknown, not found
-- column: route                  on the portfolio, on the bib, in the inventory, in a note, on the database
-- column: mms_id                 the P2E bib
-- column: portfolio_id           the local portfolio
-- column: collection_id          the local database
-- column: title                  title of the P2E record
-- column: twin_portfolio_id      best active twin, if any
-- column: tier                   its tier
-- set: po_line as order-lines
-- then: For those with a twin: orders/relink-plan. The others stay where they are.
SELECT o.po_line, o.status, o.state, o.route, o.mms_id, o.portfolio_id, o.collection_id, o.title,
       CASE WHEN t.is_twin = 1 THEN t.twin_portfolio_id ELSE '' END
         AS twin_portfolio_id,
       CASE WHEN t.is_twin = 1 THEN t.tier ELSE '' END AS tier
FROM order_on_p2e o
JOIN institution i ON i.id = o.institution_id
LEFT JOIN match_twin t ON t.local_id = o.local_id
WHERE o.place = 1
  AND (:institution = '' OR i.code = :institution)
  AND (:collection = '' OR :collection IN (t.twin_collection, t.twin_collection_id))
  AND (:platform = '' OR t.platform = :platform)
ORDER BY o.state DESC, o.po_line
