-- question: Which P2E titles have no Community Zone copy, so that deleting them loses the title?
-- answers: one row a local portfolio without a candidate of tier T1 to T3
-- needs: p2e, portfolios, bibs
-- param: collection text = ''    only candidates (T4) in this collection (its name or id)
-- param: platform text = ''      only this platform (interface of a T4 candidate, or host)
-- param: institution text = ''   only this institution (its code)
-- column: portfolio_id           the local copy
-- column: mms_id                 its bib
-- column: title                  its title
-- column: platform               the host that it is on
-- column: url                    where it leads
-- column: reviewed               what people decided of its candidates, who and when
-- then: Keep them. Group those of one platform in a local collection, or look whether the Community Zone has the title.
SELECT m.portfolio_id, m.mms_id, m.title, m.host AS platform, m.url,
       (SELECT r.reviewed FROM local_review r WHERE r.local_id = m.local_id) AS reviewed
FROM match_local m INDEXED BY match_local_in_order
JOIN institution i ON i.id = m.institution_id
LEFT JOIN match_twin t ON t.local_id = m.local_id
WHERE (t.local_id IS NULL OR (t.tier = 'T4' AND t.is_accepted = 0))
  AND (:institution = '' OR i.code = :institution)
  AND (:collection = '' OR :collection IN (t.twin_collection, t.twin_collection_id))
  AND (:platform = '' OR :platform IN (t.platform, m.host))
ORDER BY m.host, m.title, m.portfolio_id
