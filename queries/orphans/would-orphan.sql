-- question: Which bibs will be empty when everything that is safe to delete has gone?
-- answers: one row a bib whose last inventory is among what is safe to delete
-- needs: p2e, portfolios, collections, bibs, po-lines, holdings
-- param: collection text = ''    only bibs with a twin in this collection (its name or id)
-- param: platform text = ''      only bibs with a twin on this platform (interface)
-- param: institution text = ''   only this institution (its code)
-- column: mms_id                 the bib
-- column: title                  its title
-- column: state                  orphan: nothing stays on it; unknown: an input is missing
-- column: bib_after              delete: the job may take it along; keep: it would be left empty
-- column: bib_reason             why it is to stay
-- column: portfolios             how many portfolios go
-- column: portfolio_ids          which
-- then: bib_after delete: let the Delete Portfolios job delete bibs without inventory (the set bibs-delete). keep: the job must do nothing with bibs (the set bibs-keep); the bib is then in orphans/bibs, with what it is still needed for.
SELECT w.mms_id, w.title, w.state, w.bib_after, w.bib_reason, w.portfolios, w.portfolio_ids
FROM would_orphan w
JOIN institution i ON i.id = w.institution_id
WHERE (:institution = '' OR i.code = :institution)
  AND (:collection = '' OR instr(w.reached_by, '|' || :collection || '|') > 0)
  AND (:platform = '' OR instr(w.reached_by, '|' || :platform || '|') > 0)
ORDER BY w.bib_after DESC, w.bib_reason, w.title, w.mms_id
