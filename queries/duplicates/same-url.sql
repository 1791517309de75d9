-- question: Which portfolios lead to one and the same URL?
-- answers: one row a portfolio whose URL another portfolio has as well
-- needs: portfolios
-- param: collection text = ''    only URLs of a portfolio in this collection (its name or id)
-- param: platform text = ''      only URLs of a portfolio of this interface, or on this host
-- param: institution text = ''   only this institution (its code)
-- column: url                    the URL as it is compared: without proxy, scheme, www. and trailing slash
-- column: portfolio_id           the portfolio
-- column: mms_id                 its bib
-- column: title                  its title
-- column: collection             its collection; empty: it stands alone
-- column: availability           active, inactive, or empty where no file says it
-- column: is_cz_linked           1: linked to the Community Zone
-- column: portfolios             how many portfolios have this URL
-- column: bibs                   on how many bibs
-- column: full_url               the URL as it stands
-- set: portfolio_id as portfolios
-- then: One bib: keep the active one of a collection, else any one. Several bibs: see which title the URL leads to; a URL of the start page stands on many. Take out of a set what stays.
WITH
  found AS MATERIALIZED (SELECT * FROM same_url),
  -- what is asked for of one of them brings all
  asked AS (
    SELECT DISTINCT f.institution_id, f.url
    FROM found f
    CROSS JOIN current_portfolio p ON p.id = f.portfolio_row_id
    WHERE (:collection = '' OR :collection IN (p.collection_name, p.collection_id))
      AND (:platform = '' OR :platform IN (p.interface_name, p.host))
  ),
  counted AS (
    SELECT institution_id, url, count(DISTINCT mms_id) AS bibs FROM found GROUP BY institution_id, url
  )
SELECT f.url, p.portfolio_id, coalesce(p.mms_id, '') AS mms_id, coalesce(p.title, '') AS title,
       coalesce(p.collection_name, '') AS collection, coalesce(p.availability, '') AS availability,
       coalesce(p.is_cz_linked, 0) AS is_cz_linked, f.portfolios, c.bibs, p.url AS full_url
FROM asked a
JOIN institution i ON i.id = a.institution_id
JOIN found f ON f.institution_id = a.institution_id AND f.url = a.url
JOIN counted c ON c.institution_id = a.institution_id AND c.url = a.url
CROSS JOIN current_portfolio p ON p.id = f.portfolio_row_id
WHERE (:institution = '' OR i.code = :institution)
ORDER BY f.institution_id, f.url, p.portfolio_id
