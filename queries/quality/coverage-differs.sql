-- question: Where does the local copy say another coverage than its twin?
-- answers: one row a local portfolio with coverage of its own whose twin says something else, or nothing
-- needs: p2e, portfolios, collections, bibs
-- param: collection text = ''    only twins in this collection (its name or id)
-- param: platform text = ''      only this platform (interface)
-- param: institution text = ''   only this institution (its code)
-- column: portfolio_id           the local copy
-- column: mms_id                 its bib
-- column: title                  its title
-- column: coverage               what it says
-- column: twin_portfolio_id      the twin
-- column: twin_coverage          what the twin says; empty where nothing
-- column: twin_collection        its collection
-- column: tier                   how sure the twin is
-- then: If the local copy is right, enter its coverage on the twin before the local copy goes (the gate coverage blocks it until then).
SELECT t.portfolio_id, t.mms_id, t.title, m.coverage, t.twin_portfolio_id,
       coalesce(c.coverage, '') AS twin_coverage, t.twin_collection, t.tier
FROM match_local m INDEXED BY match_local_covered
CROSS JOIN twin t ON t.local_id = m.local_id AND t.is_twin = 1
CROSS JOIN current_portfolio_row c ON c.id = t.cz_id
JOIN institution i ON i.id = m.institution_id
WHERE m.coverage <> '' AND lower(trim(m.coverage)) <> lower(trim(coalesce(c.coverage, '')))
  AND (:institution = '' OR i.code = :institution)
  AND (:collection = '' OR :collection IN (t.twin_collection, t.twin_collection_id))
  AND (:platform = '' OR t.platform = :platform)
ORDER BY t.twin_collection, t.title, t.portfolio_id
