-- question: Which local collections should I create for the local portfolios that stay?
-- answers: one row a host that local portfolios lead to
-- needs: p2e, portfolios, bibs
-- param: platform text = ''      only this platform (of your map, or the interface), or host
-- param: institution text = ''   only this institution (its code)
-- column: host                   host of the local portfolios, or doi:PREFIX; empty: they have no URL
-- column: platform               the platform that your map or other titles give this host; empty where nothing does
-- column: portfolios             local portfolios that lead there
-- column: without_twin           of these, without an active twin: the ones to group
-- column: platform_without_twin  the same of all hosts of the platform
-- column: sample_portfolio_id    one of them
-- column: sample_title           its title
-- column: sample_url             where it leads
-- then: Create one local collection for each platform with many left, move its portfolios there (a set of the host: almanac sql), and manage licence, proxy and interface once. What has a twin: duplicates/safe-to-delete first. Two hosts of one platform: almanac platforms suggest.
SELECT p.host, p.platform, p.portfolios, p.without_twin, p.platform_without_twin,
       p.sample_portfolio_id, p.sample_title, p.sample_url
FROM local_platform p
JOIN institution i ON i.id = p.institution_id
WHERE (:institution = '' OR i.code = :institution)
  AND (:platform = '' OR :platform IN (p.platform, p.host))
ORDER BY p.platform_without_twin DESC, p.platform, p.without_twin DESC, p.portfolios DESC, p.host
