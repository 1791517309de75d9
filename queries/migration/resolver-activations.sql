-- question: Does Alma have what was active in the link resolver?
-- answers: one row a title in a collection of the link resolver (sfx, kbart, 360, ebsco, activation-form)
-- needs: sfx, portfolios, collections
-- param: state text = ''         only this state
-- param: target text = ''        only this collection of the link resolver (its name)
-- param: institution text = ''   only this institution (its code)
-- column: kind                   kind of list that names it
-- column: target                 collection, as the link resolver calls it
-- column: title                  title, as the link resolver calls it
-- column: object_id              the link resolver's number of the title; empty where it has none
-- column: state                  active, inactive, elsewhere (only in other collections of Alma), missing, unknown (portfolios or collections are not whole, or several portfolios are alike)
-- column: collection_id          the collection that it became; empty where none is known
-- column: portfolio_id           the portfolio there, or elsewhere
-- column: mms_id                 its bib
-- column: evidence               what they share: object, identifier and title, identifier, title; of several: which of these it is cannot be told
-- column: coverage               what the link resolver had
-- then: missing: activate it in the Community Zone if you still have it. The migration activated no local or hidden collection of 360, and no title without an identifier. elsewhere: the collection may have another name in Alma; give it with import --again --collection.
WITH
  activation AS (
    SELECT t.institution_id, t.kind, t.id AS title_id, p.position, c.name AS target, t.title,
           t.object_id, p.coverage, a.collection_id
    FROM current_resolver_title t
    CROSS JOIN resolver_portfolio p ON p.resolver_title_id = t.id
    CROSS JOIN resolver_collection c
      ON c.snapshot_id = t.snapshot_id AND c.target_id = p.target_id
    LEFT JOIN resolver_collection_link a ON a.resolver_collection_id = c.id
  ),
  shared_key AS (
    SELECT r.record_id AS title_id, k.record_id AS portfolio_row_id,
           CASE
             WHEN min(r.type = 'title') = 1 THEN 4
             WHEN max(r.type = 'title') = 1 THEN 2
             ELSE 3
           END AS rank
    FROM live_snapshot s
    CROSS JOIN resolver_kind x ON x.kind = s.kind
    CROSS JOIN match_key r
      ON r.snapshot_id = s.snapshot_id AND r.type IN ('isbn', 'issn', 'doi', 'title')
    CROSS JOIN live_snapshot l
      ON l.institution_id = s.institution_id AND l.kind = 'portfolios'
    CROSS JOIN match_key k
      ON k.snapshot_id = l.snapshot_id AND k.type = r.type AND k.key = r.key
    WHERE s.role IN ('whole', 'part')
    GROUP BY r.record_id, k.record_id
    UNION ALL
    SELECT r.record_id, p.portfolio_row_id, 1
    FROM live_snapshot s
    CROSS JOIN match_key r ON r.snapshot_id = s.snapshot_id AND r.type = 'ckb'
    CROSS JOIN live_snapshot l ON l.institution_id = s.institution_id AND l.kind = 'bibs'
    CROSS JOIN match_key k
      ON k.snapshot_id = l.snapshot_id AND k.type = 'ckb' AND k.key = r.key
    CROSS JOIN current_bib b ON b.id = k.record_id
    CROSS JOIN portfolio_on_bib p
      ON p.institution_id = s.institution_id AND p.mms_key = b.mms_key AND p.mms_id = b.mms_id
    WHERE s.kind = 'sfx' AND s.role IN ('whole', 'part')
  ),
  -- parts of one work share their title, and often an identifier
  found AS (
    SELECT k.title_id, q.portfolio_id, q.mms_id, q.collection_id, min(k.rank) AS rank,
           coalesce(q.availability, '') AS availability
    FROM shared_key k
    CROSS JOIN resolver_title t ON t.id = k.title_id
    CROSS JOIN current_portfolio q ON q.id = k.portfolio_row_id
    WHERE coalesce(q.collection_id, '') <> ''
      AND CASE k.rank
            WHEN 1 THEN 1
            WHEN 4 THEN coalesce(t.title_part, '') = coalesce(q.title_part, '')
            ELSE '' IN (coalesce(t.title_part, ''), coalesce(q.title_part, ''))
              OR t.title_part = q.title_part
          END
    GROUP BY k.title_id, q.portfolio_id
  ),
  placed AS (
    SELECT v.title_id, v.position, f.portfolio_id, f.mms_id, f.availability, f.rank,
           f.collection_id IS v.collection_id AS is_there,
           count(*) OVER (
             PARTITION BY v.title_id, v.position, f.collection_id IS v.collection_id, f.rank
           ) AS alike,
           row_number() OVER (
             PARTITION BY v.title_id, v.position
             ORDER BY f.collection_id IS NOT v.collection_id, f.rank, f.availability <> 'active',
                      f.portfolio_id
           ) AS place
    FROM activation v
    CROSS JOIN found f ON f.title_id = v.title_id
    -- in another collection a title alone says nothing
    WHERE f.collection_id IS v.collection_id OR f.rank < 4
  ),
  answer AS (
    SELECT v.*,
           CASE
             WHEN f.rank > 2 AND f.alike > 1 AND f.is_there = 1 THEN 'unknown'
             WHEN f.is_there = 1 AND f.availability = 'active' THEN 'active'
             WHEN f.is_there = 1 AND f.availability = 'inactive' THEN 'inactive'
             WHEN f.is_there = 0 AND f.availability <> 'inactive' THEN 'elsewhere'
             WHEN f.is_there = 1 OR EXISTS (
               SELECT 1
               FROM input_state n
               WHERE n.institution_id = v.institution_id AND n.state <> 'good'
                 AND n.kind IN ('portfolios', 'collections')
             ) THEN 'unknown'
             ELSE 'missing'
           END AS state,
           CASE WHEN f.rank > 2 AND f.alike > 1 THEN '' ELSE coalesce(f.portfolio_id, '') END
             AS portfolio_id,
           CASE WHEN f.rank > 2 AND f.alike > 1 THEN '' ELSE coalesce(f.mms_id, '') END AS mms_id,
           CASE f.rank
             WHEN 1 THEN 'object'
             WHEN 2 THEN 'identifier and title'
             WHEN 3 THEN 'identifier'
             WHEN 4 THEN 'title'
             ELSE ''
           END || CASE WHEN f.rank > 2 AND f.alike > 1 THEN ', of several' ELSE '' END AS evidence
    FROM activation v
    LEFT JOIN placed f ON f.title_id = v.title_id AND f.position = v.position AND f.place = 1
  )
SELECT a.kind, a.target, a.title, a.object_id, a.state,
       coalesce(a.collection_id, '') AS collection_id, a.portfolio_id, a.mms_id, a.evidence,
       a.coverage
FROM answer a
JOIN institution i ON i.id = a.institution_id
WHERE (:institution = '' OR i.code = :institution)
  AND (:state = '' OR a.state = :state)
  AND (:target = '' OR a.target = :target)
ORDER BY a.kind, a.target, a.state, a.title, a.object_id, a.coverage
