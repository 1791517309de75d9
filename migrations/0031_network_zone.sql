-- title: What the network zone provides itself
-- why: Deleting a bib that is linked to the network zone takes the institution's copy only, so the
--   link is no bar. But where the network zone provides the twin's collection itself, its own
--   inventory may stand on the shared record: the collections report of the network zone does not
--   list titles, so it cannot be ruled out, and the bib stays. It says nothing of whether a title
--   is available to readers: that is asked of the twin alone.

-- Collections that the institution has activated and the network zone provides as well: by the
-- collection's id in the Community Zone or, where one of the two has none, by name and interface.
-- A collection that is inactive in the network zone is none that it provides.
CREATE VIEW network_collection AS
WITH
  network AS MATERIALIZED (
    SELECT institution_id, collection_id, coalesce(cz_collection_id, '') AS cz_collection_id,
           coalesce(name, '') AS name, coalesce(interface_name, '') AS interface_name,
           portfolio_count, coalesce(available_for, '') AS available_for,
           lower(trim(coalesce(name, ''))) AS name_key,
           lower(trim(coalesce(interface_name, ''))) AS interface_key
    FROM current_nz_collection
    WHERE coalesce(availability, '') <> 'inactive'
  ),
  own AS MATERIALIZED (
    SELECT institution_id, collection_id, name, cz_collection_id, interface_name, portfolio_count,
           availability, coalesce(cz_collection_id, '') AS cz_id,
           lower(trim(coalesce(name, ''))) AS name_key,
           lower(trim(coalesce(interface_name, ''))) AS interface_key
    FROM current_collection
  )
SELECT o.institution_id, o.collection_id, o.name, o.cz_collection_id, o.interface_name,
       o.portfolio_count, o.availability, n.collection_id AS network_collection_id,
       n.name AS network_name, n.portfolio_count AS network_portfolio_count, n.available_for,
       'Community Zone id' AS same_by
FROM network n
CROSS JOIN own o
  ON o.institution_id = n.institution_id AND o.cz_id = n.cz_collection_id AND o.cz_id <> ''
UNION ALL
-- where one of the two says no interface, the name alone has to do
SELECT o.institution_id, o.collection_id, o.name, o.cz_collection_id, o.interface_name,
       o.portfolio_count, o.availability, n.collection_id, n.name, n.portfolio_count,
       n.available_for,
       CASE WHEN o.interface_key = '' OR n.interface_key = '' THEN 'name'
         ELSE 'name and interface' END
FROM network n
CROSS JOIN own o
  ON o.institution_id = n.institution_id AND o.name_key = n.name_key AND o.name_key <> ''
WHERE (n.cz_collection_id = '' OR o.cz_id = '')
  AND (o.interface_key = n.interface_key OR o.interface_key = '' OR n.interface_key = '');

-- As before; and a linked bib stays where the network zone provides the twin's collection.
DROP VIEW gate_bib_network;
CREATE VIEW gate_bib_network AS
WITH
  provided AS MATERIALIZED (
    SELECT institution_id, collection_id, min(network_name) AS name
    FROM network_collection
    GROUP BY institution_id, collection_id
  )
SELECT t.institution_id, t.local_id, 'bib-network' AS gate, 'bib' AS class,
       CASE
         WHEN b.network_mms_id IS NULL THEN 'unknown'
         WHEN b.network_mms_id <> '' AND n.collection_id IS NOT NULL THEN 'unknown'
         WHEN b.network_mms_id <> '' AND x.trouble IS NOT NULL THEN 'unknown'
         ELSE 'pass'
       END AS value,
       CASE
         WHEN m.bib_id IS NULL THEN 'the bib is not loaded'
         WHEN b.network_mms_id IS NULL THEN
           'the bib is in a list only, which does not say whether it is linked to the network zone'
         WHEN b.network_mms_id <> '' AND n.collection_id IS NOT NULL THEN
           'linked to the network zone, which provides ' || coalesce(nullif(n.name, ''),
             'the twin''s collection') || ' itself: its inventory may stand on this bib'
         WHEN b.network_mms_id <> '' AND x.trouble IS NOT NULL THEN
           'linked to the network zone, and ' || x.trouble
         WHEN b.network_mms_id <> '' THEN
           'linked to the network zone: only the institution''s copy goes'
         ELSE 'not linked to the network zone'
       END AS detail
FROM twin t
CROSS JOIN match_local m ON m.local_id = t.local_id
LEFT JOIN bib b ON b.id = m.bib_id
LEFT JOIN provided n
  ON n.institution_id = t.institution_id AND n.collection_id = t.twin_collection_id
-- none at all is no trouble: the link by itself is no bar, and most have no such file
LEFT JOIN input_trouble x
  ON x.institution_id = t.institution_id AND x.kind = 'nz-collections'
 AND x.state IN ('part', 'stale');
