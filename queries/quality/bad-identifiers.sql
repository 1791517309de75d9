-- question: Which ISBNs and ISSNs are not valid, so that nothing is matched by them?
-- answers: one row an identifier of a bib or portfolio whose check digit or length is wrong
-- needs: bibs, portfolios
-- param: institution text = ''   only this institution (its code)
-- column: source                 bibs or portfolios
-- column: id                     MMS ID of the bib, or portfolio id
-- column: title                  its title
-- column: kind                   isbn, issn
-- column: raw                    as it stands there
-- column: field                  where: MARC field or heading
-- then: Correct the bib. In a portfolio list the number comes from the bib or the Community Zone.
SELECT l.kind AS source, coalesce(b.mms_id, p.portfolio_id) AS id,
       coalesce(b.title, p.title, '') AS title, n.kind, n.raw, n.field
FROM live_snapshot l
JOIN institution i ON i.id = l.institution_id
CROSS JOIN identifier n INDEXED BY identifier_not_valid
  ON n.snapshot_id = l.snapshot_id AND n.is_valid = 0
LEFT JOIN bib b ON l.kind = 'bibs' AND b.id = n.record_id
LEFT JOIN portfolio p ON l.kind = 'portfolios' AND p.id = n.record_id
WHERE l.kind IN ('bibs', 'portfolios') AND l.role IN ('whole', 'part')
  AND n.kind IN ('isbn', 'issn')
  AND (:institution = '' OR i.code = :institution)
ORDER BY l.kind, n.kind, n.raw, id, n.field
