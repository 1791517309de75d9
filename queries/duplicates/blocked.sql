-- question: Which local portfolios have a sure twin and still must not be deleted, and why?
-- answers: one row a portfolio and gate that fails or is unknown
-- needs: p2e, portfolios, collections, bibs, po-lines
-- param: collection text = ''    only twins in this collection (its name or id)
-- param: platform text = ''      only this platform (interface)
-- param: institution text = ''   only this institution (its code)
-- column: portfolio_id           the local copy
-- column: mms_id                 its bib
-- column: title                  its title
-- column: gate                   which gate
-- column: detail                 what it says
-- column: value                  fail or unknown
-- column: twin_portfolio_id      the twin
-- column: tier                   T1 or T2; T3, T4: a person accepted it
-- column: reviewed               what people decided of its candidates, who and when
-- then: By gate: `order`: see orders/relink-plan. `unknown`: load the file that almanac status names. Else settle it in Alma and load the portfolios afresh.
SELECT t.portfolio_id, t.mms_id, t.title, g.gate, g.detail, g.value, t.twin_portfolio_id, t.tier,
       (SELECT r.reviewed FROM local_review r WHERE r.local_id = o.local_id) AS reviewed
FROM twin_outcome o
JOIN twin t ON t.local_id = o.local_id
JOIN gate_result g ON g.local_id = o.local_id
JOIN institution i ON i.id = t.institution_id
WHERE o.outcome = 'blocked'
  AND ((g.class = 'required' AND g.value <> 'pass') OR (g.class = 'advisory' AND g.value = 'fail'))
  AND (:institution = '' OR i.code = :institution)
  AND (:collection = '' OR :collection IN (t.twin_collection, t.twin_collection_id))
  AND (:platform = '' OR t.platform = :platform)
ORDER BY t.twin_collection, t.title, t.portfolio_id, g.gate
