-- question: Which bibs carry a local standalone portfolio and an active one of a collection?
-- answers: one row a local portfolio and active Community Zone portfolio on the same bib
-- needs: portfolios, collections
-- param: collection text = ''    only Community Zone copies in this collection (its name or id)
-- param: platform text = ''      only this platform (interface)
-- param: institution text = ''   only this institution (its code)
-- column: mms_id                 the bib
-- column: title                  title of the local copy
-- column: keep_portfolio_id      the Community Zone copy
-- column: drop_portfolio_id      the local copy
-- column: platform_answer        whether both lead to one platform: same, same-by-title, different, unknown
-- column: url                    where the local copy leads
-- column: collection             the collection of the Community Zone copy
-- column: outcome                what duplicates says of the local copy: safe, blocked, review, no-twin
-- then: Only what duplicates/safe-to-delete has may go. different: both may be wanted. unknown: look at it, almanac review sheet.
SELECT m.mms_id, m.title, c.portfolio_id AS keep_portfolio_id,
       m.portfolio_id AS drop_portfolio_id, p.answer AS platform_answer, m.url,
       c.collection_name AS collection, coalesce(o.outcome, 'no-twin') AS outcome
FROM match_evidence e
CROSS JOIN match_local m ON m.local_id = e.local_id
CROSS JOIN match_candidate c
  ON c.local_id = e.local_id AND c.cz_id = e.cz_id AND c.mms_id = m.mms_id
 AND coalesce(c.availability, '') = 'active' AND c.collection_state <> 'inactive'
CROSS JOIN match_platform p ON p.local_id = c.local_id AND p.cz_id = c.cz_id
JOIN institution i ON i.id = m.institution_id
LEFT JOIN twin_outcome o ON o.local_id = m.local_id
WHERE e.is_same_bib = 1
  AND (:institution = '' OR i.code = :institution)
  AND (:collection = '' OR :collection IN (c.collection_name, c.collection_id))
  AND (:platform = '' OR c.platform = :platform)
ORDER BY m.title, m.mms_id, m.portfolio_id, c.portfolio_id
