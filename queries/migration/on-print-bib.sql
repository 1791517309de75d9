-- question: Which P2E portfolios sit on a bib of something on the shelf?
-- answers: one row a local portfolio whose bib has physical holdings
-- needs: p2e, portfolios, holdings
-- param: institution text = ''   only this institution (its code)
-- column: portfolio_id           the local copy
-- column: mms_id                 its bib
-- column: title                  its title
-- column: holdings               how many holdings
-- column: url                    where the local copy leads
-- set: portfolio_id as portfolios
-- then: One bib for print and electronic: split it, or keep it on purpose. When the portfolio goes the bib stays (bibs-keep).
SELECT m.portfolio_id, m.mms_id, m.title, (
         SELECT count(DISTINCT h.holding_id)
         FROM live_snapshot l
         CROSS JOIN match_key k
           ON k.snapshot_id = l.snapshot_id AND k.type = 'mms' AND k.key = m.mms_key
         CROSS JOIN current_holding h ON h.id = k.record_id AND h.mms_id = m.mms_id
         WHERE l.institution_id = m.institution_id AND l.kind = 'holdings'
       ) AS holdings, m.url
FROM match_local m
JOIN institution i ON i.id = m.institution_id
WHERE EXISTS (
    SELECT 1
    FROM live_snapshot l
    CROSS JOIN match_key k
      ON k.snapshot_id = l.snapshot_id AND k.type = 'mms' AND k.key = m.mms_key
    CROSS JOIN current_holding h ON h.id = k.record_id AND h.mms_id = m.mms_id
    WHERE l.institution_id = m.institution_id AND l.kind = 'holdings'
  )
  AND (:institution = '' OR i.code = :institution)
ORDER BY m.title, m.portfolio_id
