-- title: Where an order goes, and which orders Alma will not move
-- why: The plan is asked for by two queries. Alma moves an order line to another bib in some
--   statuses only, and not if it is on a Community Zone record or on several bibs (State University
--   of New York, "Relinking Bib Records"): better known before than found one by one.

INSERT INTO setting (name, value, default_value, meaning)
VALUES
  ('relinkable-statuses',
   'In Review, Deferred, Ready, Waiting for Manual Renewal, Closed (One Time)',
   'In Review, Deferred, Ready, Waiting for Manual Renewal, Closed (One Time)',
   'statuses of order lines that Alma moves to another bib; Closed (One Time): closed, of a type that is one time');

-- Order lines that sit on a P2E portfolio, its bib, or a local database's bib: looked up by the
-- match, since four queries ask for them. place 1 is how an order line touches a P2E record best.
CREATE TABLE match_order (
  institution_id       INTEGER NOT NULL,
  po_line              TEXT    NOT NULL,
  status               TEXT    NOT NULL,
  state                TEXT    NOT NULL,
  route                TEXT    NOT NULL,
  po_line_mms_id       TEXT    NOT NULL,
  po_line_portfolio_id TEXT    NOT NULL,
  local_id             INTEGER,           -- NULL for a database
  mms_id               TEXT    NOT NULL,
  portfolio_id         TEXT    NOT NULL,
  title                TEXT    NOT NULL,
  collection_id        TEXT    NOT NULL,  -- '' for a portfolio
  place                INTEGER NOT NULL
) STRICT;
CREATE INDEX match_order_by_place ON match_order (institution_id, place);

DROP VIEW order_on_p2e;
CREATE VIEW match_order_rule AS
SELECT o.institution_id, o.po_line, coalesce(o.status, '') AS status, o.state, o.route,
       coalesce(o.mms_id, '') AS po_line_mms_id, coalesce(o.portfolio_id, '')
         AS po_line_portfolio_id,
       m.local_id, m.mms_id, m.portfolio_id, m.title, '' AS collection_id,
       row_number() OVER (
         PARTITION BY o.institution_id, o.po_line
         ORDER BY
           CASE o.route
             WHEN 'on the portfolio' THEN 1
             WHEN 'in the inventory' THEN 2
             WHEN 'additional, in the inventory' THEN 3
             ELSE 4
           END,
           coalesce(r.tier, 'T9'), m.portfolio_id
       ) AS place
FROM local_order o
CROSS JOIN match_local m ON m.local_id = o.local_id
LEFT JOIN match_result r ON r.local_id = o.local_id AND r.place = 1
UNION ALL
SELECT p.institution_id, p.po_line, coalesce(p.status, ''), p.state, 'on the database',
       coalesce(p.mms_id, ''), coalesce(p.portfolio_id, ''), NULL, c.mms_id, '',
       coalesce(c.name, ''), c.collection_id, 1
FROM current_collection c
CROSS JOIN live_snapshot l ON l.institution_id = c.institution_id AND l.kind = 'po-lines'
CROSS JOIN match_key k ON k.snapshot_id = l.snapshot_id AND k.type = 'mms' AND k.key = c.mms_key
CROSS JOIN current_po_line p ON p.id = k.record_id AND p.mms_id = c.mms_id
WHERE coalesce(c.is_cz_linked, 0) = 0 AND coalesce(c.mms_id, '') <> '';

CREATE VIEW order_on_p2e AS
SELECT institution_id, po_line, status, state, route, po_line_mms_id, po_line_portfolio_id, local_id,
       mms_id, portfolio_id, title, collection_id, place
FROM match_order;

-- An order line that sits on a P2E record with an active twin: from where, to where, and the next
-- step. A database's order goes to a collection of its interface.
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
       'change-bib', o.collection_id, d.cz_collection_id, d.interface_name
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
    WHERE p.step = 'change-bib'
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
