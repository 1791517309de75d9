-- question: Which host was learned to belong to which interface, and from how many titles?
-- answers: one row a host and interface that titles tie together
-- needs: portfolios, bibs, p2e
-- param: platform text = ''      only this interface
-- param: host text = ''          only this host
-- param: institution text = ''   only this institution (its code)
-- column: host                   host of local portfolios, or doi:PREFIX
-- column: platform               the interface of the Community Zone copies
-- column: titles                 titles that tie the two
-- column: of                     titles of the host that are tied to any interface
-- column: percent                their share
-- column: host_titles            titles with identifiers on the host at all
-- column: by                     identifier, or title: asked where identifiers are too few
-- column: answer                 same, different, unknown
-- then: unknown with few titles stays for review. A host that leads to no interface is a platform of its own.
SELECT v.unit AS host, v.platform, v.titles, n.titles AS of,
       100 * v.titles / n.titles AS percent, coalesce(z.titles, 0) AS host_titles, v.by,
       CASE
         WHEN v.by = 'identifier' AND n.titles >= p.votes
          AND v.titles * 100 >= p.share * n.titles
          AND v.titles * 100 >= p.coverage * coalesce(z.titles, 0) THEN 'same'
         WHEN v.by = 'title' AND n.titles >= p.title_votes
          AND v.titles * 100 >= p.share * n.titles THEN 'same by title'
         WHEN v.by = 'identifier' AND n.titles >= p.different_votes AND NOT EXISTS (
           SELECT 1
           FROM platform_vote o
           WHERE o.institution_id = v.institution_id AND o.level = v.level AND o.unit = v.unit
             AND o.by = v.by AND o.platform <> '' AND o.titles * 2 >= n.titles
         ) THEN 'different'
         WHEN v.by = 'identifier' AND n.titles >= p.votes AND EXISTS (
           SELECT 1
           FROM platform_vote o
           WHERE o.institution_id = v.institution_id AND o.level = v.level AND o.unit = v.unit
             AND o.by = v.by AND o.platform <> '' AND o.platform <> v.platform
             AND o.titles * 100 >= p.share * n.titles
         ) THEN 'different'
         ELSE 'unknown'
       END AS answer
FROM platform_vote v
JOIN platform_vote n
  ON n.institution_id = v.institution_id AND n.level = v.level AND n.unit = v.unit AND n.by = v.by
 AND n.platform = ''
LEFT JOIN platform_size z
  ON z.institution_id = v.institution_id AND z.level = v.level AND z.unit = v.unit
JOIN institution i ON i.id = v.institution_id
CROSS JOIN platform_setting p
WHERE v.level = 'host' AND v.platform <> ''
  AND (:institution = '' OR i.code = :institution)
  AND (:platform = '' OR v.platform = :platform)
  AND (:host = '' OR v.unit = :host)
ORDER BY v.unit, v.by, v.titles DESC, v.platform
