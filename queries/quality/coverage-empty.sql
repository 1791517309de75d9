-- question: Which local journals have no coverage, so that discovery shows all years?
-- answers: one row a local portfolio of a journal without local coverage, or of which it is not known
-- needs: p2e, portfolios, bibs
-- param: platform text = ''      only this host
-- param: state text = ''         empty, or unknown
-- param: institution text = ''   only this institution (its code)
-- column: portfolio_id           the local copy
-- column: mms_id                 its bib
-- column: title                  its title
-- column: state                  empty: the files have no coverage; unknown: no file has a column that says
-- column: host                   the host that it leads to
-- column: twin_portfolio_id      its active twin, if any
-- column: twin_coverage          what the twin says; empty where nothing
-- column: url                    where the local copy leads
-- set: portfolio_id as portfolios
-- then: With a twin: delete the local copy rather than mend it (duplicates/safe-to-delete). Else load the coverage: the Portfolio Loader, FROM_YEAR and TO_YEAR, Update portfolios.
SELECT m.portfolio_id, m.mms_id, m.title,
       CASE WHEN m.coverage IS NULL OR (m.coverage <> '' AND coalesce(s.is_said, 0) = 0) THEN 'unknown'
         ELSE 'empty' END AS state, m.host,
       coalesce((
         SELECT t.twin_portfolio_id FROM twin t WHERE t.local_id = m.local_id AND t.is_twin = 1
       ), '') AS twin_portfolio_id,
       coalesce((
         SELECT c.coverage
         FROM twin t
         CROSS JOIN current_portfolio c ON c.id = t.cz_id
         WHERE t.local_id = m.local_id AND t.is_twin = 1
       ), '') AS twin_coverage, m.url
FROM match_local m INDEXED BY match_local_by_mms
JOIN institution i ON i.id = m.institution_id
LEFT JOIN bib b ON b.id = m.bib_id
LEFT JOIN coverage_said s ON s.local_id = m.local_id
WHERE (b.material = 'serial' OR lower(m.material_type) = 'journal')
  AND (m.coverage IS NULL OR lower(trim(m.coverage)) IN ('', 'global or local', 'only global'))
  AND s.statement IS NULL
  -- an Extended Export has local dates in columns of their own
  AND m.local_id NOT IN (
    SELECT local_id
    FROM local_data_cell
    WHERE header LIKE 'FROM%' OR header LIKE 'TO%'
  )
  AND (:institution = '' OR i.code = :institution)
  AND (:platform = '' OR m.host = :platform)
  AND (:state = '' OR :state = CASE
    WHEN m.coverage IS NULL OR (m.coverage <> '' AND coalesce(s.is_said, 0) = 0) THEN 'unknown'
    ELSE 'empty' END)
ORDER BY m.institution_id, m.mms_key, m.portfolio_id
