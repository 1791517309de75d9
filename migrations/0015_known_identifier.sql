-- title: What is known of an identifier, in every kind and snapshot
-- why: "What do we have on this ISBN, this order, this old bib id?" is one question across all
--   files. Everything is found by a key, never by reading a table through.

-- The old numbers in the bibs, the orders that an inventory or a P2E report names, and the local
-- copies that a Community Zone portfolio is the twin of: asked for one at a time.
CREATE INDEX bib_local_id_by_legacy_key ON bib_local_id (legacy_key);
CREATE INDEX portfolio_order_by_key ON portfolio_order (po_line_key);
CREATE INDEX p2e_order_by_key ON p2e_order (po_line_key);
CREATE INDEX match_result_by_cz ON match_result (cz_id);

-- One row for each key of each record: what it is found by, and the file and row where it stands.
-- Ask by type and key (isbn: its 13 digits as a number; mms, portfolio, collection: 1 and what
-- follows the prefix; titles and orders: a hash), or by type and value for the types legacy
-- (an old bib id) and target (the link resolver's number of a collection), which have no key.
-- role as in live_snapshot, or 'superseded'; a row of an older snapshot may speak of a record that
-- is gone: the current_ views say what is there now.
CREATE VIEW known_identifier AS
SELECT s.institution_id, s.kind, s.id AS snapshot_id, s.as_of,
       coalesce(l.role, 'superseded') AS role, k.type, k.key,
       CASE k.type
         WHEN 'portfolio' THEN r.portfolio_id
         WHEN 'mms' THEN r.mms_id
         WHEN 'title' THEN r.title
         WHEN 'title-main' THEN r.title
         ELSE i.value
       END AS value,
       coalesce(i.field, k.type) AS field, r.id AS record_id, r.portfolio_id AS id, r.mms_id,
       r.title, f.file_name, r.source_row
FROM snapshot s
CROSS JOIN match_key k ON k.snapshot_id = s.id
CROSS JOIN portfolio r ON r.id = k.record_id
CROSS JOIN source_file f ON f.id = r.source_file_id
LEFT JOIN live_snapshot l ON l.snapshot_id = s.id
LEFT JOIN identifier i
  ON i.snapshot_id = s.id AND i.record_id = r.id AND i.kind = k.type AND i.key = k.key
 AND i.is_valid = 1
WHERE s.kind = 'portfolios'
UNION ALL
SELECT s.institution_id, s.kind, s.id, s.as_of, coalesce(l.role, 'superseded'), k.type, k.key,
       CASE k.type
         WHEN 'mms' THEN r.mms_id
         WHEN 'title' THEN r.title
         WHEN 'title-main' THEN r.title
         ELSE i.value
       END,
       coalesce(i.field, k.type), r.id, r.mms_id, r.mms_id, r.title, f.file_name, r.source_row
FROM snapshot s
CROSS JOIN match_key k ON k.snapshot_id = s.id
CROSS JOIN bib r ON r.id = k.record_id
CROSS JOIN source_file f ON f.id = r.source_file_id
LEFT JOIN live_snapshot l ON l.snapshot_id = s.id
LEFT JOIN identifier i
  ON i.snapshot_id = s.id AND i.record_id = r.id AND i.kind = k.type AND i.key = k.key
 AND i.is_valid = 1
WHERE s.kind = 'bibs'
UNION ALL
SELECT s.institution_id, s.kind, s.id, s.as_of, coalesce(l.role, 'superseded'), k.type, k.key,
       CASE k.type
         WHEN 'ckb' THEN r.object_id
         WHEN 'title' THEN r.title
         WHEN 'title-main' THEN r.title
         ELSE i.value
       END,
       coalesce(i.field, k.type), r.id, r.object_id, CAST(NULL AS TEXT), r.title, f.file_name,
       r.source_row
FROM snapshot s
CROSS JOIN match_key k ON k.snapshot_id = s.id
CROSS JOIN resolver_title r ON r.id = k.record_id
CROSS JOIN source_file f ON f.id = r.source_file_id
LEFT JOIN live_snapshot l ON l.snapshot_id = s.id
LEFT JOIN identifier i
  ON i.snapshot_id = s.id AND i.record_id = r.id AND i.kind = k.type AND i.key = k.key
 AND i.is_valid = 1
WHERE s.kind = 'sfx'
UNION ALL
SELECT s.institution_id, s.kind, s.id, s.as_of, coalesce(l.role, 'superseded'), k.type, k.key,
       CASE k.type
         WHEN 'collection' THEN r.collection_id
         WHEN 'cz-collection' THEN r.cz_collection_id
         ELSE r.mms_id
       END,
       k.type, r.id, r.collection_id, r.mms_id, r.name, f.file_name, r.source_row
FROM snapshot s
CROSS JOIN match_key k ON k.snapshot_id = s.id
CROSS JOIN collection r ON r.id = k.record_id
CROSS JOIN source_file f ON f.id = r.source_file_id
LEFT JOIN live_snapshot l ON l.snapshot_id = s.id
WHERE s.kind = 'collections'
UNION ALL
SELECT s.institution_id, s.kind, s.id, s.as_of, coalesce(l.role, 'superseded'), k.type, k.key,
       CASE k.type
         WHEN 'po-line' THEN r.po_line
         WHEN 'portfolio' THEN r.portfolio_id
         ELSE r.mms_id
       END,
       k.type, r.id, r.po_line, r.mms_id, r.title, f.file_name, r.source_row
FROM snapshot s
CROSS JOIN match_key k ON k.snapshot_id = s.id
CROSS JOIN po_line r ON r.id = k.record_id
CROSS JOIN source_file f ON f.id = r.source_file_id
LEFT JOIN live_snapshot l ON l.snapshot_id = s.id
WHERE s.kind = 'po-lines'
UNION ALL
SELECT s.institution_id, s.kind, s.id, s.as_of, coalesce(l.role, 'superseded'), k.type, k.key,
       r.mms_id, k.type, r.id, r.holding_id, r.mms_id, CAST(NULL AS TEXT), f.file_name,
       r.source_row
FROM snapshot s
CROSS JOIN match_key k ON k.snapshot_id = s.id
CROSS JOIN holding r ON r.id = k.record_id
CROSS JOIN source_file f ON f.id = r.source_file_id
LEFT JOIN live_snapshot l ON l.snapshot_id = s.id
WHERE s.kind = 'holdings'
UNION ALL
-- an old bib id of the P2E list: once for each line that names it
SELECT s.institution_id, s.kind, s.id, s.as_of, coalesce(l.role, 'superseded'),
       CAST('legacy' AS TEXT), CAST(NULL AS INTEGER), r.legacy_key, CAST('P2E list' AS TEXT), r.id,
       r.legacy_id, CAST(NULL AS TEXT), r.title, f.file_name, x.source_row
FROM snapshot s
CROSS JOIN p2e_record r ON r.snapshot_id = s.id
CROSS JOIN p2e_source x ON x.p2e_record_id = r.id
CROSS JOIN source_file f ON f.id = x.source_file_id
LEFT JOIN live_snapshot l ON l.snapshot_id = s.id
WHERE s.kind = 'p2e'
UNION ALL
-- an old bib id in 035, 959 or 999 of a bib
SELECT s.institution_id, s.kind, s.id, s.as_of, coalesce(l.role, 'superseded'),
       CAST('legacy' AS TEXT), CAST(NULL AS INTEGER), n.legacy_key,
       n.field || CASE n.system WHEN '' THEN '' ELSE ' (' || n.system || ')' END, r.id, r.mms_id,
       r.mms_id, r.title, f.file_name, r.source_row
FROM bib_local_id n
CROSS JOIN bib r ON r.id = n.bib_id
CROSS JOIN snapshot s ON s.id = r.snapshot_id
CROSS JOIN source_file f ON f.id = r.source_file_id
LEFT JOIN live_snapshot l ON l.snapshot_id = s.id
UNION ALL
-- a collection of the link resolver
SELECT s.institution_id, s.kind, s.id, s.as_of, coalesce(l.role, 'superseded'),
       CAST('target' AS TEXT), CAST(NULL AS INTEGER), r.target_id, CAST('866 $t' AS TEXT), r.id,
       r.cz_collection_id, CAST(NULL AS TEXT), r.name, CAST(NULL AS TEXT), CAST(NULL AS INTEGER)
FROM snapshot s
CROSS JOIN resolver_collection r ON r.snapshot_id = s.id
LEFT JOIN live_snapshot l ON l.snapshot_id = s.id
WHERE s.kind = 'sfx'
UNION ALL
-- an order that the inventory names on a portfolio
SELECT s.institution_id, s.kind, s.id, s.as_of, coalesce(l.role, 'superseded'),
       CAST('po-line' AS TEXT), n.po_line_key, n.po_line,
       CASE n.field
         WHEN 'po_line' THEN 'PO Line Reference'
         ELSE 'Portfolio Additional PO Lines'
       END,
       r.id, r.portfolio_id, r.mms_id, r.title, f.file_name, r.source_row
FROM portfolio_order n
CROSS JOIN portfolio r ON r.id = n.portfolio_row_id
CROSS JOIN snapshot s ON s.id = r.snapshot_id
CROSS JOIN source_file f ON f.id = r.source_file_id
LEFT JOIN live_snapshot l ON l.snapshot_id = s.id
UNION ALL
-- an order number of the old system
SELECT s.institution_id, s.kind, s.id, s.as_of, coalesce(l.role, 'superseded'),
       CAST('po-line' AS TEXT), n.po_line_key, n.po_number, CAST('P2E list' AS TEXT), r.id,
       r.legacy_id, CAST(NULL AS TEXT), r.title, f.file_name, r.source_row
FROM p2e_order n
CROSS JOIN p2e_record r ON r.id = n.p2e_record_id
CROSS JOIN snapshot s ON s.id = r.snapshot_id
CROSS JOIN source_file f ON f.id = r.source_file_id
LEFT JOIN live_snapshot l ON l.snapshot_id = s.id;

-- The title of every record, for LIKE: this reads a whole kind. The key of a title finds it at
-- once where the words are the same (known_identifier, type title).
CREATE VIEW known_title AS
SELECT s.institution_id, CAST('portfolios' AS TEXT) AS kind, s.id AS snapshot_id, s.as_of,
       coalesce(l.role, 'superseded') AS role, r.id AS record_id, r.portfolio_id AS id, r.mms_id,
       r.title, f.file_name, r.source_row
FROM portfolio r NOT INDEXED
CROSS JOIN snapshot s ON s.id = r.snapshot_id
CROSS JOIN source_file f ON f.id = r.source_file_id
LEFT JOIN live_snapshot l ON l.snapshot_id = s.id
UNION ALL
SELECT s.institution_id, CAST('bibs' AS TEXT), s.id, s.as_of, coalesce(l.role, 'superseded'), r.id,
       r.mms_id, r.mms_id, r.title, f.file_name, r.source_row
FROM bib r NOT INDEXED
CROSS JOIN snapshot s ON s.id = r.snapshot_id
CROSS JOIN source_file f ON f.id = r.source_file_id
LEFT JOIN live_snapshot l ON l.snapshot_id = s.id
UNION ALL
SELECT s.institution_id, CAST('sfx' AS TEXT), s.id, s.as_of, coalesce(l.role, 'superseded'), r.id,
       r.object_id, CAST(NULL AS TEXT), r.title, f.file_name, r.source_row
FROM resolver_title r NOT INDEXED
CROSS JOIN snapshot s ON s.id = r.snapshot_id
CROSS JOIN source_file f ON f.id = r.source_file_id
LEFT JOIN live_snapshot l ON l.snapshot_id = s.id
UNION ALL
SELECT s.institution_id, CAST('collections' AS TEXT), s.id, s.as_of,
       coalesce(l.role, 'superseded'), r.id, r.collection_id, r.mms_id, r.name, f.file_name,
       r.source_row
FROM collection r NOT INDEXED
CROSS JOIN snapshot s ON s.id = r.snapshot_id
CROSS JOIN source_file f ON f.id = r.source_file_id
LEFT JOIN live_snapshot l ON l.snapshot_id = s.id
UNION ALL
SELECT s.institution_id, CAST('po-lines' AS TEXT), s.id, s.as_of, coalesce(l.role, 'superseded'),
       r.id, r.po_line, r.mms_id, r.title, f.file_name, r.source_row
FROM po_line r NOT INDEXED
CROSS JOIN snapshot s ON s.id = r.snapshot_id
CROSS JOIN source_file f ON f.id = r.source_file_id
LEFT JOIN live_snapshot l ON l.snapshot_id = s.id
UNION ALL
SELECT s.institution_id, CAST('p2e' AS TEXT), s.id, s.as_of, coalesce(l.role, 'superseded'), r.id,
       r.legacy_id, CAST(NULL AS TEXT), r.title, f.file_name, r.source_row
FROM p2e_record r NOT INDEXED
CROSS JOIN snapshot s ON s.id = r.snapshot_id
CROSS JOIN source_file f ON f.id = r.source_file_id
LEFT JOIN live_snapshot l ON l.snapshot_id = s.id;
