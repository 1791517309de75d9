-- title: Where a database's order goes when its new bib is not known
-- why: An order moves to a bib. A collection that the file gives no bib cannot be its aim yet, and
--   of several collections a person chooses.

DROP VIEW relink_refusal;
DROP VIEW relink_plan;

-- An order line that sits on a P2E record with an active twin: from where, to where, and the next
-- step. A database's order goes to a collection of its interface: to be chosen where there are
-- several (the one with the most titles is named), and whose bib is to be found where the
-- collections file names none.
CREATE VIEW relink_plan AS
SELECT o.institution_id, o.po_line, o.status, o.state, o.po_line_mms_id, o.title,
       o.mms_id AS from_mms_id, o.portfolio_id AS from_portfolio_id,
       t.twin_mms_id AS to_mms_id, t.twin_portfolio_id AS to_portfolio_id,
       t.twin_collection AS to_collection, t.tier,
       CASE
         WHEN o.po_line_portfolio_id = t.twin_portfolio_id THEN 'delete-old'
         WHEN o.po_line_mms_id = t.twin_mms_id THEN 'attach-portfolio'
         ELSE 'change-bib'
       END AS step,
       '' AS from_collection_id, t.twin_collection_id AS to_collection_id, t.platform
FROM order_on_p2e o
JOIN twin t ON t.local_id = o.local_id
WHERE o.place = 1 AND t.is_twin = 1
UNION ALL
SELECT o.institution_id, o.po_line, o.status, o.state, o.po_line_mms_id, o.title, o.mms_id, '',
       coalesce(d.cz_mms_id, ''), '', d.cz_name, CASE d.candidates WHEN 1 THEN 'T3' ELSE 'T4' END,
       CASE
         WHEN d.candidates > 1 THEN 'choose-collection'
         WHEN coalesce(d.cz_mms_id, '') = '' THEN 'find-bib'
         ELSE 'change-bib'
       END,
       o.collection_id, d.cz_collection_id, d.interface_name
FROM order_on_p2e o
JOIN database_candidate d
  ON d.institution_id = o.institution_id AND d.collection_id = o.collection_id AND d.place = 1
WHERE o.collection_id <> '';

-- Why Alma will refuse to move an order line of the plan to its new bib; '' where nothing speaks
-- against it. Of an order line that the files do not have, nothing can be said.
CREATE VIEW relink_refusal AS
WITH
  allowed AS (
    SELECT ', ' || lower(value) || ',' AS statuses FROM setting WHERE name = 'relinkable-statuses'
  ),
  -- an order line may stand on several rows, one a portfolio
  line AS MATERIALIZED (
    SELECT institution_id, po_line, min(po_line_key) AS po_line_key,
           max(coalesce(type, '')) AS type, min(mms_key) AS mms_key,
           group_concat(DISTINCT nullif(mms_id, '')) AS bibs,
           count(DISTINCT nullif(mms_id, '')) AS bib_count
    FROM (SELECT * FROM current_po_line ORDER BY institution_id, po_line, mms_id)
    GROUP BY institution_id, po_line
  ),
  -- bibs whose portfolios the inventory gives this order
  named AS (
    SELECT institution_id, po_line_key, po_line, group_concat(mms_id) AS bibs,
           count(*) AS bib_count
    FROM (
      SELECT DISTINCT s.institution_id, n.po_line_key, n.po_line, q.mms_id
      FROM (
        SELECT po_line_key FROM portfolio_order GROUP BY po_line_key HAVING count(*) > 1
      ) several
      CROSS JOIN portfolio_order n ON n.po_line_key = several.po_line_key
      CROSS JOIN portfolio q ON q.id = n.portfolio_row_id AND q.mms_id <> ''
      CROSS JOIN live_snapshot s
        ON s.snapshot_id = q.snapshot_id AND s.role IN ('whole', 'part')
      ORDER BY s.institution_id, n.po_line_key, n.po_line, q.mms_id
    )
    GROUP BY institution_id, po_line_key, po_line
  ),
  judged AS (
    SELECT p.*, l.type,
           CASE
             WHEN l.po_line IS NULL THEN coalesce(
               (
                 SELECT x.trouble
                 FROM input_trouble x
                 WHERE x.institution_id = p.institution_id AND x.kind = 'po-lines'
               ),
               'the inventory names it, and it is not among the po-lines')
             WHEN trim(p.status) = '' THEN 'the file does not say its status'
             WHEN instr(a.statuses, ', ' || lower(trim(p.status)) || ',') > 0 THEN NULL
             WHEN p.state = 'closed' AND lower(trim(p.status)) = 'closed'
              AND instr(a.statuses, ', closed (one time),') > 0 THEN
               CASE
                 WHEN l.type = '' THEN
                   'closed, and the file does not say whether it is a one-time order'
                 WHEN lower(replace(l.type, '-', ' ')) LIKE '%one time%' THEN NULL
                 ELSE 'closed, and not a one-time order'
               END
             ELSE 'an order in status ' || p.status || ' is not moved'
           END AS by_status,
           CASE
             WHEN EXISTS (
               SELECT 1
               FROM live_snapshot s
               CROSS JOIN match_key k
                 ON k.snapshot_id = s.snapshot_id AND k.type = 'mms' AND k.key = l.mms_key
               CROSS JOIN current_bib b
                 ON b.id = k.record_id AND b.mms_id = p.po_line_mms_id AND b.cz_mms_id <> ''
               WHERE s.institution_id = p.institution_id AND s.kind = 'bibs'
             ) THEN 'its bib ' || p.po_line_mms_id || ' is linked to the Community Zone'
           END AS by_zone,
           CASE
             WHEN l.bib_count > 1 THEN 'it is on several bibs: ' || l.bibs
             WHEN n.bib_count > 1 THEN 'its portfolios are on several bibs: ' || n.bibs
           END AS by_bibs
    FROM relink_plan p
    CROSS JOIN allowed a
    LEFT JOIN line l ON l.institution_id = p.institution_id AND l.po_line = p.po_line
    LEFT JOIN named n
      ON n.institution_id = p.institution_id AND n.po_line_key = l.po_line_key
     AND n.po_line = p.po_line
    WHERE p.step IN ('change-bib', 'find-bib', 'choose-collection')
  )
SELECT institution_id, po_line, status, coalesce(type, '') AS type, title, from_mms_id,
       from_portfolio_id, from_collection_id, to_mms_id, to_portfolio_id, to_collection,
       to_collection_id, tier, platform,
       -- each with its separator, the first one taken off
       substr(
         coalesce('; ' || by_status, '') || coalesce('; ' || by_zone, '')
           || coalesce('; ' || by_bibs, ''),
         3
       ) AS reason
FROM judged;
