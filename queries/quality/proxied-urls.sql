-- question: Which local portfolios have the proxy in their own URL?
-- answers: one row a local portfolio whose URL leads through a proxy
-- needs: portfolios
-- param: platform text = ''      only this host, without its proxy
-- param: institution text = ''   only this institution (its code)
-- column: portfolio_id           the local copy
-- column: mms_id                 its bib
-- column: title                  its title
-- column: host                   the host behind the proxy
-- column: url                    as it stands there
-- set: portfolio_id as portfolios
-- then: In Alma the proxy is a setting of the portfolio or service: take the prefix off the URL (loader, or Change Electronic Portfolio Information job) and set Proxy enabled.
SELECT m.portfolio_id, m.mms_id, m.title, m.host, m.url
FROM match_local m INDEXED BY match_local_in_order
JOIN institution i ON i.id = m.institution_id
WHERE m.url <> '' AND (
    m.url LIKE '%login?url=%' OR m.url LIKE '%login?qurl=%'
    -- the host that it leads to is not the one that it begins with
    OR (
      m.host <> '' AND m.host NOT LIKE 'doi:%' AND m.url LIKE '%://%'
      AND substr(lower(m.url), instr(m.url, '://') + 3, length(m.host)) <> m.host
      AND substr(lower(m.url), instr(m.url, '://') + 3, length(m.host) + 4) <> 'www.' || m.host
    )
  )
  AND (:institution = '' OR i.code = :institution)
  AND (:platform = '' OR m.host = :platform)
ORDER BY m.host, m.title, m.portfolio_id
