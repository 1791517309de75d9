-- question: Which databases that the migration made as local collections are in the Community Zone, too?
-- answers: one row a local database and Community Zone collection of the same interface; without one where there is none
-- needs: collections, po-lines
-- param: collection text = ''    only this Community Zone collection (its name or id)
-- param: platform text = ''      only this platform (interface)
-- param: institution text = ''   only this institution (its code)
-- column: local_collection_id    the local collection without titles
-- column: mms_id                 its bib
-- column: title                  its name
-- column: cz_collection_id       the Community Zone collection; empty where none is of this interface
-- column: tier                   T3 one collection of the interface, T4 one of several
-- column: gate                   what keeps it from going: order, license, collection-active; empty where nothing does
-- column: detail                 what the gate says
-- column: cz_title               name of the Community Zone collection
-- column: cz_portfolios          how many titles it has
-- column: candidates             how many collections of the interface there are
-- set: local_collection_id as collections
-- then: Nothing goes by itself. With the right collection chosen: move the order (orders/relink-plan), then delete the local collection by hand.
WITH
  local_database AS (
    SELECT c.institution_id, c.id, c.collection_id, c.mms_id, c.mms_key, c.name, c.po_line,
           c.license
    FROM current_collection c
    WHERE coalesce(c.is_cz_linked, 0) = 0 AND coalesce(c.mms_id, '') <> ''
  ),
  orders AS (
    SELECT institution_id, collection_id,
           group_concat(po_line || ' (' || coalesce(nullif(status, ''), 'no status') || ')', ', ')
             AS orders
    FROM (
      SELECT institution_id, collection_id, po_line, status
      FROM order_on_p2e
      WHERE collection_id <> ''
      ORDER BY collection_id, po_line
    )
    GROUP BY institution_id, collection_id
  )
SELECT d.collection_id AS local_collection_id, d.mms_id, coalesce(d.name, '') AS title,
       coalesce(c.cz_collection_id, '') AS cz_collection_id,
       CASE WHEN c.candidates IS NULL THEN '' WHEN c.candidates = 1 THEN 'T3' ELSE 'T4' END
         AS tier,
       CASE
         WHEN o.orders IS NOT NULL OR d.po_line <> '' OR x.trouble IS NOT NULL THEN 'order'
         WHEN d.license <> '' THEN 'license'
         WHEN c.cz_collection_id IS NOT NULL AND coalesce(c.cz_availability, '') <> 'active'
           THEN 'collection-active'
         ELSE ''
       END AS gate,
       CASE
         WHEN o.orders IS NOT NULL THEN 'order ' || o.orders
         WHEN d.po_line <> '' THEN 'order ' || d.po_line || ' (named by the collection)'
         WHEN x.trouble IS NOT NULL THEN 'unknown: ' || x.trouble
         WHEN d.license <> '' THEN 'licence ' || d.license || ' is on the local collection'
         WHEN c.cz_collection_id IS NULL THEN 'no collection of this interface'
         WHEN coalesce(c.cz_availability, '') <> 'active' THEN
           'no file says whether ' || c.cz_collection_id || ' is active'
         ELSE ''
       END AS detail,
       coalesce(c.cz_name, '') AS cz_title, c.portfolio_count AS cz_portfolios,
       coalesce(c.candidates, 0) AS candidates
FROM local_database d
JOIN institution i ON i.id = d.institution_id
LEFT JOIN database_candidate c
  ON c.institution_id = d.institution_id AND c.collection_id = d.collection_id
LEFT JOIN orders o ON o.institution_id = d.institution_id AND o.collection_id = d.collection_id
LEFT JOIN input_trouble x ON x.institution_id = d.institution_id AND x.kind = 'po-lines'
WHERE (:institution = '' OR i.code = :institution)
  AND (:collection = '' OR :collection IN (c.cz_name, c.cz_collection_id))
  AND (:platform = '' OR c.interface_name = :platform)
ORDER BY d.name, d.collection_id, c.place
