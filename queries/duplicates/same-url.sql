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
  -- what is asked for of one of them brings all
  found AS (
    SELECT f.institution_id, f.url, p.portfolio_id, coalesce(p.mms_id, '') AS mms_id,
           coalesce(p.title, '') AS title, coalesce(p.collection_name, '') AS collection,
           coalesce(p.availability, '') AS availability, coalesce(p.is_cz_linked, 0) AS is_cz_linked,
           f.portfolios, f.bibs, p.url AS full_url,
           max(
             (:collection = '' OR :collection IN (p.collection_name, p.collection_id))
             AND (:platform = '' OR :platform IN (p.interface_name, p.host))
           ) OVER (PARTITION BY f.institution_id, f.url) AS is_asked
    FROM same_url f
    CROSS JOIN current_portfolio_row p ON p.id = f.portfolio_row_id
  )
SELECT f.url, f.portfolio_id, f.mms_id, f.title, f.collection, f.availability, f.is_cz_linked,
       f.portfolios, f.bibs, f.full_url
FROM found f
JOIN institution i ON i.id = f.institution_id
WHERE f.is_asked = 1
  AND (:institution = '' OR i.code = :institution)
ORDER BY f.institution_id, f.url, f.portfolio_id
