-- question: Which P2E portfolios were made of a link to a table of contents or the like?
-- answers: one row a local portfolio that leads to no text, or whose bib has no link to one
-- needs: p2e, portfolios, bibs
-- param: known_by text = ''      url: the portfolio leads there; bib: only its bib says so
-- param: institution text = ''   only this institution (its code)
-- column: portfolio_id           the local copy
-- column: mms_id                 its bib
-- column: title                  its title
-- column: url                    where the local copy leads
-- column: known_by               url: it leads to no text itself; bib: it leads elsewhere, but its bib has no link to the text
-- column: leads_to               what the link is, in words of the 856 field ($3), or the catalogue directory of the Library of Congress
-- column: bib_link               that link
-- set: portfolio_id as portfolios
-- then: known_by url: Delete Portfolios job, bibs without inventory: do nothing (the bib describes something else that you have, or an orphan to be judged by itself). known_by bib: open the local copy first, it may be the text.
SELECT f.portfolio_id, f.mms_id, f.title, f.url, f.known_by, f.leads_to, f.bib_link
FROM not_full_text f
JOIN institution i ON i.id = f.institution_id
WHERE (:institution = '' OR i.code = :institution)
  AND (:known_by = '' OR f.known_by = :known_by)
ORDER BY f.known_by DESC, f.leads_to, f.title, f.portfolio_id
