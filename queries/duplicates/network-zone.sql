-- question: Which collections do we activate that the network zone already gives us?
-- answers: one row a collection of yours and active collection of the network zone that are the same
-- needs: collections, nz-collections
-- param: collection text = ''    only this collection (its name or id)
-- param: platform text = ''      only this platform (interface)
-- param: institution text = ''   only this institution (its code)
-- column: collection_id          your collection
-- column: collection             its name
-- column: platform               its interface
-- column: availability           whether yours is active
-- column: portfolios             how many portfolios yours has
-- column: network_collection_id  the network zone's
-- column: network_collection     its name there
-- column: network_portfolios     how many portfolios it has there
-- column: available_for          for which groups or members, as in the file; empty: for all, or not said
-- column: same_by                Community Zone id; or name and interface, where one of the two has no id
-- set: collection_id as collections
-- then: Is your library among those that it is available for, and does it have as many titles? Then delete your own activation (first see orders and local data: resync/verdict). Titles whose twin is in it lose that twin: delete their local copies first, or afterwards look for them anew.
SELECT n.collection_id, coalesce(n.name, '') AS collection,
       coalesce(n.interface_name, '') AS platform, coalesce(n.availability, '') AS availability,
       n.portfolio_count AS portfolios, n.network_collection_id,
       n.network_name AS network_collection, n.network_portfolio_count AS network_portfolios,
       n.available_for, n.same_by
FROM network_collection n
JOIN institution i ON i.id = n.institution_id
WHERE (:institution = '' OR i.code = :institution)
  AND (:collection = '' OR :collection IN (n.name, n.collection_id))
  AND (:platform = '' OR n.interface_name = :platform)
ORDER BY n.same_by, n.name, n.collection_id, n.network_collection_id
