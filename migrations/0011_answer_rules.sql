-- title: Orphans, orders to relink, and what the P2E list asked for
-- why: Joins that several queries, and people's own SQL, need.

-- What keeps us from saying that a bib has nothing on it: inputs that are not whole and fresh.
CREATE VIEW orphan_trouble AS
SELECT institution_id, group_concat(trouble, '; ') AS trouble
FROM (
  SELECT institution_id, kind, trouble
  FROM input_trouble
  WHERE kind IN ('bibs', 'portfolios', 'holdings', 'collections')
  UNION ALL
  SELECT institution_id, kind, trouble
  FROM bib_column_trouble
  WHERE kind IN ('portfolios', 'collections')
  ORDER BY kind, trouble
)
GROUP BY institution_id;

-- Bibs with no portfolio, no physical holdings, and no collection of which they are the bib.
CREATE VIEW orphan_bib AS
WITH
  bare AS (
    SELECT b.institution_id, b.id AS bib_id, b.mms_id, b.mms_key, b.title, b.is_suppressed,
           b.network_mms_id
    FROM current_bib b
    WHERE NOT EXISTS (
        SELECT 1
        FROM portfolio_on_bib p
        WHERE p.institution_id = b.institution_id AND p.mms_key = b.mms_key
          AND p.mms_id = b.mms_id
      )
      AND NOT EXISTS (
        SELECT 1
        FROM live_snapshot l
        CROSS JOIN match_key k
          ON k.snapshot_id = l.snapshot_id AND k.type = 'mms' AND k.key = b.mms_key
        CROSS JOIN current_holding h ON h.id = k.record_id AND h.mms_id = b.mms_id
        WHERE l.institution_id = b.institution_id AND l.kind = 'holdings'
      )
      AND NOT EXISTS (
        SELECT 1
        FROM live_snapshot l
        CROSS JOIN match_key k
          ON k.snapshot_id = l.snapshot_id AND k.type = 'mms' AND k.key = b.mms_key
        CROSS JOIN current_collection c ON c.id = k.record_id AND c.mms_id = b.mms_id
        WHERE l.institution_id = b.institution_id AND l.kind = 'collections'
      )
  ),
  orders AS (
    SELECT o.bib_id, max(o.state <> 'closed') AS is_open,
           group_concat(o.po_line || ' (' || coalesce(nullif(o.status, ''), 'no status') || ')',
             ', ') AS orders
    FROM (
      SELECT DISTINCT b.bib_id, o.po_line, o.status, o.state
      FROM bare b
      CROSS JOIN live_snapshot l ON l.institution_id = b.institution_id AND l.kind = 'po-lines'
      CROSS JOIN match_key k
        ON k.snapshot_id = l.snapshot_id AND k.type = 'mms' AND k.key = b.mms_key
      CROSS JOIN current_po_line o ON o.id = k.record_id AND o.mms_id = b.mms_id
      ORDER BY b.bib_id, o.po_line, o.status
    ) o
    GROUP BY o.bib_id
  ),
  -- rows that could not be read and may be of this bib, or of any
  unreadable AS (
    SELECT b.bib_id, r.kind = 'po-lines' AS is_order, min(r.place) AS place
    FROM bare b
    CROSS JOIN unreadable_id r ON r.institution_id = b.institution_id
    WHERE r.kind IN ('portfolios', 'holdings', 'collections', 'po-lines')
      AND r.alma_id IN ('', b.mms_id)
    GROUP BY b.bib_id, is_order
  )
SELECT b.institution_id, b.mms_id, b.title,
       CASE
         WHEN t.trouble IS NOT NULL OR u.place IS NOT NULL THEN 'unknown'
         WHEN w.bib_id IS NOT NULL THEN 'bound-with'
         WHEN o.is_open = 1 THEN 'open-order'
         WHEN coalesce(x.trouble, y.trouble, v.place) IS NOT NULL THEN 'unknown'
         WHEN o.is_open = 0 THEN 'closed-orders'
         ELSE 'free'
       END AS state,
       CASE b.is_suppressed WHEN 1 THEN 'y' WHEN 0 THEN 'n' ELSE 'unknown' END AS suppressed,
       CASE
         WHEN t.trouble IS NOT NULL THEN t.trouble
         WHEN u.place IS NOT NULL THEN 'a row could not be read: ' || u.place
         WHEN w.bib_id IS NOT NULL THEN w.detail
         WHEN o.is_open = 1 THEN o.orders
         WHEN coalesce(x.trouble, y.trouble) IS NOT NULL THEN coalesce(x.trouble, y.trouble)
         WHEN v.place IS NOT NULL THEN 'a row of the po-lines could not be read: ' || v.place
         WHEN o.is_open = 0 THEN o.orders
         WHEN b.network_mms_id <> '' THEN 'linked to the network zone: only your copy goes'
         ELSE ''
       END AS detail
FROM bare b
LEFT JOIN orphan_trouble t ON t.institution_id = b.institution_id
LEFT JOIN input_trouble x ON x.institution_id = b.institution_id AND x.kind = 'po-lines'
LEFT JOIN orders o ON o.bib_id = b.bib_id
LEFT JOIN (
  SELECT institution_id, bib_id, min(detail) AS detail
  FROM bound_with_bib
  GROUP BY institution_id, bib_id
) w ON w.institution_id = b.institution_id AND w.bib_id = b.bib_id
LEFT JOIN unreadable u ON u.bib_id = b.bib_id AND u.is_order = 0
LEFT JOIN unreadable v ON v.bib_id = b.bib_id AND v.is_order = 1
LEFT JOIN bib_column_trouble y
  ON y.institution_id = b.institution_id AND y.kind = 'po-lines';

-- Local zero-title collections (databases of the P2E list) and the Community Zone collections of
-- the same interface: by the interface's name, or by the interface that their host votes for.
CREATE VIEW database_candidate AS
WITH
  local_database AS (
    SELECT c.*
    FROM current_collection c
    WHERE coalesce(c.is_cz_linked, 0) = 0 AND coalesce(c.mms_id, '') <> ''
  ),
  host_lead AS (
    SELECT v.institution_id, v.unit AS host, v.platform
    FROM platform_vote v
    CROSS JOIN platform_vote n
      ON n.institution_id = v.institution_id AND n.level = v.level AND n.unit = v.unit
     AND n.by = v.by AND n.platform = ''
    CROSS JOIN platform_setting p
    WHERE v.level = 'host' AND v.by = 'identifier' AND v.platform <> ''
      AND n.titles >= p.votes AND v.titles * 100 >= p.share * n.titles
  )
SELECT d.institution_id, d.collection_id, d.mms_id, d.name, d.po_line, d.host,
       c.collection_id AS cz_collection_id, c.name AS cz_name, c.mms_id AS cz_mms_id,
       c.interface_name, c.portfolio_count, c.availability AS cz_availability,
       count(*) OVER (PARTITION BY d.id) AS candidates,
       row_number() OVER (
         PARTITION BY d.id ORDER BY c.portfolio_count DESC, c.collection_id
       ) AS place
FROM local_database d
LEFT JOIN host_lead h ON h.institution_id = d.institution_id AND h.host = d.host
CROSS JOIN current_collection c
  ON c.institution_id = d.institution_id AND c.is_cz_linked = 1
 AND coalesce(c.availability, '') <> 'inactive'
 AND (lower(trim(c.interface_name)) = lower(trim(d.name)) OR c.interface_name = h.platform);

-- Order lines that sit on a P2E portfolio, its bib, or a local database's bib.
CREATE VIEW order_on_p2e AS
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
       coalesce(p.mms_id, ''), coalesce(p.portfolio_id, ''), NULL, c.mms_id, '', c.name,
       c.collection_id, 1
FROM current_collection c
CROSS JOIN live_snapshot l ON l.institution_id = c.institution_id AND l.kind = 'po-lines'
CROSS JOIN match_key k ON k.snapshot_id = l.snapshot_id AND k.type = 'mms' AND k.key = c.mms_key
CROSS JOIN current_po_line p ON p.id = k.record_id AND p.mms_id = c.mms_id
WHERE coalesce(c.is_cz_linked, 0) = 0 AND coalesce(c.mms_id, '') <> '';

-- Portfolios that one current source calls active and another inactive: taken as inactive.
CREATE VIEW availability_disagreement AS
SELECT institution_id, portfolio_id, min(title) AS title,
       group_concat(availability || ' in ' || file_name, ', ') AS sources
FROM (
  SELECT DISTINCT p.institution_id, p.portfolio_id, p.title, p.availability, f.file_name
  FROM portfolio_source p
  CROSS JOIN source_file f ON f.id = p.source_file_id
  WHERE p.role <> 'older' AND p.availability <> ''
  ORDER BY p.institution_id, p.portfolio_id, p.availability, f.file_name
)
GROUP BY institution_id, portfolio_id
HAVING count(DISTINCT availability) > 1;

-- What goes with a set file of portfolios to delete: what is lost if the answer was wrong.
CREATE VIEW deletion_sheet AS
SELECT m.institution_id, m.portfolio_id, m.mms_id, m.title, m.url,
       coalesce(m.coverage, '') AS coverage,
       trim(coalesce(m.public_note, '') || ' ' || coalesce(m.authentication_note, '') || ' '
         || coalesce(m.internal_note, '')) AS notes,
       t.twin_portfolio_id, t.twin_title, t.twin_collection, t.tier, t.evidence,
       b.bib_after, b.bib_reason, n.not_checked
FROM match_local m
CROSS JOIN twin t ON t.local_id = m.local_id
CROSS JOIN bib_after b ON b.local_id = m.local_id
CROSS JOIN not_checked n ON n.local_id = m.local_id;

-- The link resolver's activations beside what Alma has of them: the collection by '61' + target id,
-- which is its id in the Community Zone, and the bib by (CKB) or (EXLCZ)99 and the object id.
CREATE VIEW resolver_activation AS
SELECT t.institution_id, t.object_id, t.title, t.material, p.target_id, c.name AS target,
       c.cz_collection_id, p.object_portfolio_id, p.coverage,
       (
         SELECT o.collection_id
         FROM current_collection o
         WHERE o.institution_id = t.institution_id AND o.cz_collection_id = c.cz_collection_id
         ORDER BY o.collection_id
         LIMIT 1
       ) AS collection_id,
       (
         SELECT b.mms_id
         FROM live_snapshot l
         CROSS JOIN match_key k
           ON k.snapshot_id = l.snapshot_id AND k.type = 'ckb'
          AND k.key = CAST(t.object_id AS INTEGER)
         CROSS JOIN current_bib b ON b.id = k.record_id
         WHERE l.institution_id = t.institution_id AND l.kind = 'bibs'
         ORDER BY b.mms_id
         LIMIT 1
       ) AS mms_id
FROM current_resolver_title t
CROSS JOIN resolver_portfolio p ON p.resolver_title_id = t.id
CROSS JOIN resolver_collection c ON c.snapshot_id = t.snapshot_id AND c.target_id = p.target_id;
