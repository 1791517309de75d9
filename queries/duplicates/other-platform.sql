-- question: Which local copies have the same work active on another platform?
-- answers: one row a local portfolio and active Community Zone copy on another platform, on one bib or with a shared identifier
-- needs: p2e, portfolios, collections, bibs
-- param: collection text = ''    only copies in this collection (its name or id)
-- param: platform text = ''      only copies on this platform (interface)
-- param: institution text = ''   only this institution (its code)
-- column: portfolio_id           the local copy
-- column: mms_id                 its bib
-- column: title                  its title
-- column: host                   the host that it leads to
-- column: other_portfolio_id     the copy elsewhere
-- column: other_title            its title
-- column: other_platform         its platform
-- column: other_collection       its collection
-- column: same_by                the bib or identifier that both have
-- column: route                  how it is known that the platforms differ
-- column: has_twin               y where the local copy has an active twin on its own platform, too
-- then: Keep both: two platforms are two ways in, and no duplicates. Where you have left the local copy's platform, it is a copy to weed, not to match. If the two are one platform after all: almanac platforms import.
SELECT o.portfolio_id, o.mms_id, o.title, o.host, o.other_portfolio_id, o.other_title,
       o.other_platform, o.other_collection, o.same_by, o.route,
       CASE WHEN EXISTS (
         SELECT 1 FROM twin t WHERE t.local_id = o.local_id AND t.is_twin = 1
       ) THEN 'y' ELSE '' END AS has_twin
FROM other_platform o
JOIN institution i ON i.id = o.institution_id
WHERE o.same_by IS NOT NULL
  AND (:institution = '' OR i.code = :institution)
  AND (:collection = '' OR :collection IN (o.other_collection, o.other_collection_id))
  AND (:platform = '' OR o.other_platform = :platform)
ORDER BY o.host, o.title, o.portfolio_id, o.other_portfolio_id
