-- question: Which notes stand on a local copy and not on its twin?
-- answers: one row a note of a local portfolio that its twin does not have
-- needs: p2e, portfolios, collections, bibs
-- param: collection text = ''    only twins in this collection (its name or id)
-- param: platform text = ''      only this platform (interface)
-- param: institution text = ''   only this institution (its code)
-- column: portfolio_id           the local copy
-- column: mms_id                 its bib
-- column: title                  its title
-- column: kind                   public, authentication, internal, or NOTES of an Extended Export
-- column: note                   the note
-- column: twin_portfolio_id      the twin
-- column: twin_collection        its collection
-- column: tier                   how sure the twin is
-- set: portfolio_id as portfolios
-- then: Copy to the twin what readers or staff still need, and load the portfolios afresh: the gate notes blocks the local copy until then.
SELECT t.portfolio_id, t.mms_id, t.title, n.kind, n.note, t.twin_portfolio_id, t.twin_collection,
       t.tier
FROM local_note n
CROSS JOIN twin t ON t.local_id = n.local_id
JOIN institution i ON i.id = n.institution_id
WHERE n.is_kept = 0 AND t.is_twin = 1
  AND (:institution = '' OR i.code = :institution)
  AND (:collection = '' OR :collection IN (t.twin_collection, t.twin_collection_id))
  AND (:platform = '' OR t.platform = :platform)
ORDER BY t.twin_collection, t.title, t.portfolio_id, n.kind, n.note
