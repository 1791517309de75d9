-- question: Which identifiers stand on several titles, so that they are no evidence?
-- answers: one row an identifier that both sides have and one has on several titles (a set's ISBN, a series' ISSN)
-- needs: p2e, portfolios, bibs
-- param: institution text = ''   only this institution (its code)
-- column: type                   isbn, issn, oclc, doi, ckb
-- column: identifier             the number
-- column: local_titles           local titles that carry it
-- column: cz_titles              Community Zone titles that carry it
-- column: pairs                  pairs of local and Community Zone copies that share it
-- column: example_portfolio_id   one local copy with it
-- then: Nothing to do for almanac: it gives such numbers no weight. In the catalogue, move a set's number to the set's own bib.
WITH
  several AS (
    SELECT n.institution_id, n.type, n.key, n.local_titles, n.cz_titles
    FROM identifier_title_count n
    WHERE n.local_titles > 1 OR n.cz_titles > 1
  )
SELECT n.type, (
         SELECT s.value
         FROM match_shared s
         WHERE s.type = n.type AND s.key = n.key
         LIMIT 1
       ) AS identifier, n.local_titles, n.cz_titles,
       (
         SELECT count(DISTINCT s.local_id || ' ' || s.cz_id)
         FROM match_shared s
         CROSS JOIN match_local m
           ON m.local_id = s.local_id AND m.institution_id = n.institution_id
         WHERE s.type = n.type AND s.key = n.key
       ) AS pairs,
       (
         SELECT min(m.portfolio_id)
         FROM match_shared s
         CROSS JOIN match_local m
           ON m.local_id = s.local_id AND m.institution_id = n.institution_id
         WHERE s.type = n.type AND s.key = n.key
       ) AS example_portfolio_id
FROM several n
JOIN institution i ON i.id = n.institution_id
WHERE (:institution = '' OR i.code = :institution)
ORDER BY n.type, n.local_titles + n.cz_titles DESC, identifier
