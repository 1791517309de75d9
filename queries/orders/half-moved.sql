-- question: Which orders were moved by half: the order is of one bib, its portfolio of another?
-- answers: one row an order line and portfolio that belong together and are on two bibs
-- needs: po-lines, portfolios
-- param: collection text = ''    only portfolios in this collection (its name or id)
-- param: platform text = ''      only portfolios of this interface
-- param: institution text = ''   only this institution (its code)
-- column: po_line                number of the order line
-- column: status                 as in the file
-- column: po_line_mms_id         the bib that the order is of
-- column: portfolio_mms_id       the bib that its portfolio is on
-- column: portfolio_id           the portfolio
-- column: route                  who ties the two: po-lines, or the inventory's order columns
-- column: title                  title of the portfolio
-- set: po_line as order-lines
-- then: The bib reference was changed and the portfolio was not (or the other way round). See orders/relink-plan for where both go; then attach the portfolio of the order's bib, Acquisition tab.
WITH
  tied AS (
    SELECT l.institution_id, o.po_line, coalesce(o.status, '') AS status, o.mms_id,
           k.record_id AS portfolio_row_id, o.portfolio_id, 'po-lines' AS route
    FROM live_snapshot s
    CROSS JOIN po_line r ON r.snapshot_id = s.snapshot_id AND r.portfolio_id <> ''
    CROSS JOIN current_po_line o ON o.id = r.id AND o.mms_id <> '' AND o.portfolio_id <> ''
    CROSS JOIN live_snapshot l ON l.institution_id = s.institution_id AND l.kind = 'portfolios'
    CROSS JOIN match_key k
      ON k.snapshot_id = l.snapshot_id AND k.type = 'portfolio' AND k.key = r.portfolio_key
    WHERE s.kind = 'po-lines' AND s.role IN ('whole', 'part')
    UNION
    SELECT l.institution_id, o.po_line, coalesce(o.status, ''), o.mms_id, p.id, p.portfolio_id,
           'inventory'
    FROM live_snapshot l
    CROSS JOIN match_key k ON k.snapshot_id = l.snapshot_id AND k.type = 'po-line'
    CROSS JOIN current_po_line o ON o.id = k.record_id AND o.mms_id <> ''
    CROSS JOIN portfolio_order n ON n.po_line_key = k.key
    CROSS JOIN portfolio p ON p.id = n.portfolio_row_id
    CROSS JOIN live_snapshot s
      ON s.snapshot_id = p.snapshot_id AND s.institution_id = l.institution_id
     AND s.role IN ('whole', 'part')
    WHERE l.kind = 'po-lines' AND l.role IN ('whole', 'part')
  ),
  found AS (
    SELECT t.institution_id, t.po_line, t.status, t.mms_id AS po_line_mms_id,
           p.mms_id AS portfolio_mms_id, p.portfolio_id,
           group_concat(DISTINCT t.route) AS route, coalesce(p.title, '') AS title,
           coalesce(p.collection_name, '') AS collection, coalesce(p.collection_id, '')
             AS collection_id, coalesce(p.interface_name, '') AS platform
    FROM tied t
    CROSS JOIN current_portfolio p
      ON p.id = t.portfolio_row_id AND p.portfolio_id = t.portfolio_id
     AND p.mms_id <> '' AND p.mms_id <> t.mms_id
    GROUP BY t.institution_id, t.po_line, p.portfolio_id
  )
SELECT r.po_line, r.status, r.po_line_mms_id, r.portfolio_mms_id, r.portfolio_id, r.route, r.title
FROM found r
JOIN institution i ON i.id = r.institution_id
WHERE (:institution = '' OR i.code = :institution)
  AND (:collection = '' OR :collection IN (r.collection, r.collection_id))
  AND (:platform = '' OR r.platform = :platform)
ORDER BY r.po_line, r.portfolio_id
