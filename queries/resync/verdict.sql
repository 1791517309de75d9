-- question: May I delete this collection and activate it afresh?
-- answers: one row a collection whose Extended Export is loaded
-- needs: portfolios
-- param: collection text = ''    only this collection (its name or id)
-- param: institution text = ''   only this institution (its code)
-- column: collection             the collection
-- column: verdict                clean, local-data, unknown
-- column: rows                   portfolios in the export
-- column: rows_with_acquisitions with a licence, PDA, EBA or order line
-- column: rows_with_local_data   with anything local, acquisitions and inactive included
-- column: detail                 why it is unknown
-- then: clean: delete the collection and activate all. local-data: see resync/local-data, and reload an edited copy. unknown: export it again. Collection-level notes, proxy and licence are not in the export: look at them in Alma.
SELECT e.collection,
       CASE
         WHEN t.trouble IS NOT NULL THEN 'unknown'
         WHEN coalesce(c.local_rows, 0) > 0 THEN 'local-data'
         ELSE 'clean'
       END AS verdict,
       (
         SELECT count(*)
         FROM portfolio p INDEXED BY portfolio_by_snapshot
         WHERE p.snapshot_id = e.snapshot_id AND p.repeats_row IS NULL
       ) AS rows,
       coalesce(c.acquisition_rows, 0) AS rows_with_acquisitions,
       coalesce(c.local_rows, 0) AS rows_with_local_data,
       coalesce(t.trouble, '') AS detail
FROM extended_export e
JOIN institution i ON i.id = e.institution_id
LEFT JOIN (
  SELECT snapshot_id,
         count(DISTINCT CASE kind WHEN 'acquisitions' THEN portfolio_id END) AS acquisition_rows,
         count(DISTINCT portfolio_id) AS local_rows
  FROM extended_export_cell
  GROUP BY snapshot_id
) c ON c.snapshot_id = e.snapshot_id
LEFT JOIN (
  SELECT snapshot_id, group_concat(trouble, '; ') AS trouble
  FROM (SELECT snapshot_id, trouble FROM extended_export_trouble ORDER BY snapshot_id, trouble)
  GROUP BY snapshot_id
) t ON t.snapshot_id = e.snapshot_id
WHERE (:institution = '' OR i.code = :institution)
  AND (:collection = '' OR :collection IN (e.collection, e.scope_name, e.collection_id))
ORDER BY e.collection, e.snapshot_id
