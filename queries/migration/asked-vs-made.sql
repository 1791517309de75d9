-- question: Did each line of the P2E list become an electronic resource?
-- answers: one row a line of the P2E list and resource made from it
-- needs: p2e, portfolios, collections, bibs
-- param: state text = ''         only this state
-- param: institution text = ''   only this institution (its code)
-- column: ils_bib_id             old bib id, as in the list
-- column: mms_id                 the bib that it became; empty where none is found
-- column: asked_type             portfolio, database, package; empty where the list does not say
-- column: made_type              portfolio, database; empty where nothing was made
-- column: portfolio_id           the portfolio made
-- column: state                  made, missing, double (several portfolios on one bib), wrong-type, unknown (portfolios or collections are not loaded)
-- column: collection_id          the local database made
-- then: missing: was the bib suppressed or rejected at migration? wrong-type: move by hand. double: see which of the two still leads somewhere.
WITH
  portfolios AS (
    SELECT DISTINCT t.institution_id, t.p2e_record_id, t.mms_id, p.portfolio_id
    FROM p2e_bib t
    CROSS JOIN portfolio_on_bib p
      ON p.institution_id = t.institution_id AND p.mms_key = t.mms_key AND p.mms_id = t.mms_id
     AND p.is_standalone = 1 AND coalesce(p.is_cz_linked, 0) = 0
  ),
  made AS (
    SELECT institution_id, p2e_record_id, mms_id, 'portfolio' AS made_type, portfolio_id,
           '' AS collection_id,
           count(*) OVER (PARTITION BY p2e_record_id, mms_id) AS portfolios
    FROM portfolios
    UNION ALL
    SELECT DISTINCT t.institution_id, t.p2e_record_id, t.mms_id, 'database', '', c.collection_id,
           0
    FROM p2e_bib t
    CROSS JOIN live_snapshot l
      ON l.institution_id = t.institution_id AND l.kind = 'collections'
    CROSS JOIN match_key k
      ON k.snapshot_id = l.snapshot_id AND k.type = 'mms' AND k.key = t.mms_key
    CROSS JOIN current_collection c
      ON c.id = k.record_id AND c.mms_id = t.mms_id AND coalesce(c.is_cz_linked, 0) = 0
  ),
  answer AS (
    SELECT r.institution_id, r.legacy_id AS ils_bib_id,
           coalesce(m.mms_id, (
             SELECT min(t.mms_id) FROM p2e_bib t WHERE t.p2e_record_id = r.id
           ), '') AS mms_id,
           r.resource_type AS asked_type, coalesce(m.made_type, '') AS made_type,
           coalesce(m.portfolio_id, '') AS portfolio_id,
           CASE
             WHEN m.made_type IS NULL AND EXISTS (
               SELECT 1
               FROM input_state n
               WHERE n.institution_id = r.institution_id AND n.state IN ('missing', 'part')
                 AND n.kind IN (
                   'portfolios', CASE r.resource_type WHEN 'portfolio' THEN '' ELSE 'collections' END
                 )
             ) THEN 'unknown'
             WHEN m.made_type IS NULL THEN 'missing'
             WHEN r.resource_type IN ('portfolio', 'database')
              AND r.resource_type <> m.made_type THEN 'wrong-type'
             WHEN m.portfolios > 1 THEN 'double'
             ELSE 'made'
           END AS state,
           coalesce(m.collection_id, '') AS collection_id
    FROM current_p2e_record r
    LEFT JOIN made m ON m.p2e_record_id = r.id
  )
SELECT a.ils_bib_id, a.mms_id, a.asked_type, a.made_type, a.portfolio_id, a.state,
       a.collection_id
FROM answer a
JOIN institution i ON i.id = a.institution_id
WHERE (:institution = '' OR i.code = :institution)
  AND (:state = '' OR a.state = :state)
ORDER BY a.state, a.ils_bib_id, a.portfolio_id, a.collection_id
