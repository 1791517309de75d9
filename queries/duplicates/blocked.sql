-- question: Which local portfolios have a sure twin and still must not be deleted, and why?
-- answers: one row a portfolio and gate that fails or is unknown; what would free most titles first
-- needs: p2e, portfolios, collections, bibs, po-lines
-- param: collection text = ''    only twins in this collection (its name or id)
-- param: platform text = ''      only this platform (interface)
-- param: gate text = ''          only this gate, such as order
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
-- column: all_gates              all gates that bar it: settle these, and it is safe
-- column: unblocks               how many titles just these gates bar, all collections together
-- then: By gate: `order`: see orders/relink-plan. `unknown`: load the file that almanac status names. Else settle it in Alma and load the portfolios afresh.
WITH
  bar AS MATERIALIZED (
    SELECT o.institution_id, o.local_id, g.gate, g.detail, g.value
    FROM twin_outcome o
    CROSS JOIN gate_result g ON g.local_id = o.local_id
    WHERE o.outcome = 'blocked'
      AND ((g.class = 'required' AND g.value <> 'pass')
        OR (g.class = 'advisory' AND g.value = 'fail'))
  ),
  -- one act often settles several gates: an order that is relinked opens order and p2e-order
  barred AS MATERIALIZED (
    SELECT institution_id, local_id, group_concat(gate, ', ') AS gates
    FROM (SELECT * FROM bar ORDER BY local_id, gate)
    GROUP BY institution_id, local_id
  ),
  freed AS MATERIALIZED (
    SELECT institution_id, gates, count(*) AS titles FROM barred GROUP BY institution_id, gates
  )
SELECT t.portfolio_id, t.mms_id, t.title, b.gate, b.detail, b.value, t.twin_portfolio_id, t.tier,
       (SELECT r.reviewed FROM local_review r WHERE r.local_id = b.local_id) AS reviewed,
       a.gates AS all_gates, f.titles AS unblocks
FROM bar b
CROSS JOIN barred a ON a.institution_id = b.institution_id AND a.local_id = b.local_id
CROSS JOIN freed f ON f.institution_id = a.institution_id AND f.gates = a.gates
CROSS JOIN twin t ON t.local_id = b.local_id
CROSS JOIN institution i ON i.id = t.institution_id
WHERE (:institution = '' OR i.code = :institution)
  AND (:collection = '' OR :collection IN (t.twin_collection, t.twin_collection_id))
  AND (:platform = '' OR t.platform = :platform)
  AND (:gate = '' OR b.gate = :gate)
ORDER BY f.titles DESC, a.gates, t.twin_collection, t.title, t.portfolio_id, b.gate
