-- question: Which rows of a collection hold something that a re-activation would lose?
-- answers: one row a portfolio and cell that says something of its own
-- needs: portfolios
-- param: collection text = ''    only this collection (its name or id)
-- param: kind text = ''          only this kind
-- param: institution text = ''   only this institution (its code)
-- column: collection             the collection
-- column: portfolio_id           the portfolio
-- column: title                  its title
-- column: kind                   acquisitions, dates, inactive, localized, note, statement, url
-- column: column                 the column of the export
-- column: value                  what stands there
-- then: acquisitions: verify the order in Alma. inactive: leave the rows out of the reload. url: test access without it. note and dates: keep or clear them in the copy that is reloaded.
SELECT c.collection, c.portfolio_id, c.title, c.kind, c.column_name AS column, c.value
FROM extended_export_cell c
JOIN institution i ON i.id = c.institution_id
WHERE (:institution = '' OR i.code = :institution)
  AND (:collection = '' OR :collection IN (c.collection, c.scope_name, c.collection_id))
  AND (:kind = '' OR c.kind = :kind)
ORDER BY c.collection, c.title, c.portfolio_id, c.column_name
