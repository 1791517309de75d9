-- question: Which bibs are left with nothing on them?
-- answers: one row a bib without portfolio, physical holdings or collection
-- needs: bibs, portfolios, holdings, collections, po-lines
-- param: state text = ''         only this state
-- param: institution text = ''   only this institution (its code)
-- column: mms_id                 the bib
-- column: title                  its title
-- column: state                  free, closed-orders, open-order, bound-with, network-use, unknown
-- column: suppressed             y, n, unknown
-- column: detail                 the orders, the host record, or what is not loaded
-- set: mms_id as bibs
-- then: free and closed-orders: Delete bibliographic records job (only if not related to other records). open-order: settle the order first. bound-with: keep. unknown: load what the detail names.
SELECT o.mms_id, o.title, o.state, o.suppressed, o.detail
FROM orphan_bib o
JOIN institution i ON i.id = o.institution_id
WHERE (:institution = '' OR i.code = :institution)
  AND (:state = '' OR o.state = :state)
ORDER BY o.state, o.title, o.mms_id
