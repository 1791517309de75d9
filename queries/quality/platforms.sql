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
-- column: in_map                 the platform that your own map gives this host; it overrules the answer
-- then: unknown with few titles stays for review. A host that leads to no interface is a platform of its own. What you know better: almanac platforms suggest
SELECT a.host, a.platform, a.titles, a.of, a.percent, a.host_titles, a.by, a.answer,
       coalesce((
         SELECT min(m.platform)
         FROM current_platform_map m
         WHERE m.institution_id = a.institution_id AND m.host <> ''
           AND (m.host = a.host OR substr(a.host, -length(m.host) - 1) = '.' || m.host)
       ), '') AS in_map
FROM platform_answer a
JOIN institution i ON i.id = a.institution_id
WHERE (:institution = '' OR i.code = :institution)
  AND (:platform = '' OR a.platform = :platform)
  AND (:host = '' OR a.host = :host)
ORDER BY a.host, a.by, a.titles DESC, a.platform
