-- question: What has changed since the last export?
-- answers: one row a record that is new or gone, and one a field that differs, between two snapshots of one kind
-- needs: none
-- param: a integer = 0           id of the earlier snapshot (0: the one before b)
-- param: b integer = 0           id of the later snapshot (0: the newest that has one before it)
-- param: kind text = ''          where b is not given: only snapshots of this kind
-- param: institution text = ''   where b is not given: only those of this institution (its code)
-- param: state text = ''         only this state, and the notes
-- param: field text = ''         only this field, and the notes
-- column: state                  added, removed, changed; repeated: one key has more rows on one side; unknown: the other side's row could not be read; note: what was not compared
-- column: key                    id of the record; of a note: what it is about
-- column: title                  its title; of a note: in words
-- column: field                  what differs
-- column: before                 in a
-- column: after                  in b
-- then: Read the notes first: what they name was not compared. removed: was it meant to go? changed availability, collection or order line: look at the twins and gates again.
WITH
  -- What is compared: a further kind is a line here and a SELECT in comparable_record (and costs
  -- the planner a tenth of a second, so that lists of vendors and the like are left to SQL).
  -- key_type: in match_key, where that has all of its keys. key_field: what tells records apart
  -- that the plain key does not; where one of both snapshots lacks it, plain keys are compared.
  comparable_kind (kind, record, key_type, key_field) AS (
    VALUES
      ('portfolios', 'portfolio', 'portfolio', ''), ('collections', 'collection', 'collection', ''),
      ('bibs', 'bib', 'mms', ''), ('po-lines', 'po-line', '', ''),
      ('holdings', 'holding', '', 'holding_id'), ('p2e', 'p2e', '', ''),
      ('sfx', 'activation', '', ''), ('kbart', 'activation', '', ''),
      ('360', 'activation', '', ''), ('ebsco', 'activation', '', ''),
      ('activation-form', 'activation', '', ''),
      ('nz-collections', 'nz-collection', '', '')
  ),
  -- record_id, part   which row; part tells rows of one record apart
  -- key, plain_key    by which two snapshots are compared
  -- shown_key, title  how people know it
  -- detail            what tells rows of one key apart, for people
  -- rejected_as       the id by which rejected_id may name it; '' where none can
  -- belongs_to        JSON: the fields by which an export may be of a part only
  -- fields            JSON: what is compared, under the names of snapshot_field. NULL: the source
  --                   does not say, which is no change. '': it says that there is nothing.
  -- extra             JSON: the columns that nothing is known of
  -- All SELECTs give a column the same affinity (`+` and CAST see to it): only then does SQLite
  -- look up a record in each by its id instead of reading all of them first.
  comparable_record AS NOT MATERIALIZED (
    SELECT snapshot_id, 'portfolio' AS record, id AS record_id, CAST(0 AS INTEGER) AS part, source_row,
           +portfolio_key AS key, +portfolio_key AS plain_key, +portfolio_id AS shown_key,
           coalesce(title, '') AS title, '' AS detail, +portfolio_id AS rejected_as,
           json_object('collection_id', collection_id) AS belongs_to,
           json_object(
             'mms_id', mms_id, 'title', title, 'isbn', isbn, 'issn', issn,
             'collection_id', collection_id, 'cz_collection_id', cz_collection_id,
             'collection_name', collection_name, 'interface_name', interface_name,
             'availability', availability,
             'standalone', CASE is_standalone WHEN 1 THEN 'y' WHEN 0 THEN 'n' END,
             'cz_linked', CASE is_cz_linked WHEN 1 THEN 'y' WHEN 0 THEN 'n' END,
             'url', url, 'parser_parameters', parser_parameters, 'po_line', po_line,
             'additional_po_lines', additional_po_lines, 'license', license, 'pda', pda, 'eba', eba,
             'service_id', service_id, 'coverage', coverage, 'public_note', public_note,
             'authentication_note', authentication_note, 'internal_note', internal_note,
             'proxy', proxy, 'material_type', material_type, 'created_on', created_on,
             'created_by', created_by
           ) AS fields,
           +extra AS extra
    FROM portfolio
    UNION ALL
    SELECT snapshot_id, 'collection' AS record, id AS record_id, CAST(0 AS INTEGER) AS part, source_row,
           +collection_key AS key, +collection_key AS plain_key, +collection_id AS shown_key,
           coalesce(name, '') AS title, '' AS detail, '' AS rejected_as, '{}' AS belongs_to,
           json_object(
             'cz_collection_id', cz_collection_id, 'name', name,
             'cz_linked', CASE is_cz_linked WHEN 1 THEN 'y' WHEN 0 THEN 'n' END,
             'interface_name', interface_name, 'availability', availability,
             'portfolio_count', coalesce(portfolio_count, ''), 'collection_type', collection_type,
             'mms_id', mms_id, 'url', url, 'po_line', po_line, 'license', license
           ) AS fields,
           +extra AS extra
    FROM collection
    UNION ALL
    -- Repeatable facts are one text, in an order that does not hang on the record's. A list of bibs
    -- has no indicators, and says nothing of years by having none.
    SELECT b.snapshot_id, 'bib' AS record, b.id AS record_id, CAST(0 AS INTEGER) AS part, b.source_row,
           +b.mms_key AS key, +b.mms_key AS plain_key, +b.mms_id AS shown_key,
           coalesce(b.title, '') AS title, '' AS detail, +b.mms_id AS rejected_as,
           '{}' AS belongs_to,
           json_object(
             'title', b.title, 'material', b.material,
             'suppressed', CASE b.is_suppressed WHEN 1 THEN 'y' WHEN 0 THEN 'n' END,
             'author', b.author, 'edition', b.edition, 'publisher', b.publisher,
             'year', coalesce(b.year, CASE WHEN b.nonfiling IS NOT NULL THEN '' END),
             'extent', b.extent, 'network_mms_id', b.network_mms_id, 'cz_mms_id', b.cz_mms_id,
             'identifier', (
               SELECT coalesce(group_concat(place || ' ' || raw, '; '), '')
               FROM (
                 SELECT i.field AS place, i.raw
                 FROM identifier i
                 WHERE i.snapshot_id = b.snapshot_id AND i.record_id = b.id
                 ORDER BY i.field, i.raw
               )
             ),
             'local_id', (
               SELECT coalesce(group_concat(place || ' (' || system || ')' || number, '; '), '')
               FROM (
                 SELECT n.field AS place, n.system, n.number
                 FROM bib_local_id n
                 WHERE n.bib_id = b.id
                 ORDER BY n.field, n.system, n.number
               )
             ),
             'link', (
               SELECT coalesce(
                        group_concat(trim(place || ' ' || title || ' ' || record_number), '; '), '')
               FROM (
                 SELECT l.field AS place, l.title, l.record_number
                 FROM bib_link l
                 WHERE l.bib_id = b.id
                 ORDER BY l.field, l.title, l.record_number
               )
             ),
             'url', (
               SELECT coalesce(group_concat(place || ' ' || url, '; '), '')
               FROM (
                 SELECT u.field AS place, u.url
                 FROM bib_url u
                 WHERE u.bib_id = b.id
                 ORDER BY u.field, u.url
               )
             )
           ) AS fields,
           +b.extra AS extra
    FROM bib b
    UNION ALL
    -- A line that has several portfolios stands on a row for each.
    SELECT snapshot_id, 'po-line' AS record, id AS record_id, CAST(0 AS INTEGER) AS part, source_row,
           lower(po_line) AS key, lower(po_line) AS plain_key, +po_line AS shown_key,
           coalesce(title, '') AS title,
           coalesce(nullif(portfolio_id, ''), nullif(collection_id, ''), mms_id, '') AS detail,
           coalesce(nullif(mms_id, ''), portfolio_id, '') AS rejected_as,
           json_object('vendor', vendor, 'owner', owner) AS belongs_to,
           json_object(
             'title', title, 'status', status, 'type', type, 'vendor', vendor, 'owner', owner,
             'mms_id', mms_id, 'portfolio_id', portfolio_id, 'collection_id', collection_id
           ) AS fields,
           +extra AS extra
    FROM po_line
    UNION ALL
    SELECT snapshot_id, 'holding' AS record, id AS record_id, CAST(0 AS INTEGER) AS part, source_row,
           mms_id || ' ' || holding_id AS key, +mms_id AS plain_key,
           trim(mms_id || ' ' || coalesce(holding_id, '')) AS shown_key, '' AS title,
           trim(coalesce(library, '') || ' ' || coalesce(location, '')) AS detail,
           +mms_id AS rejected_as, json_object('library', library) AS belongs_to,
           json_object(
             'holding_id', holding_id, 'library', library, 'location', location,
             'call_number', call_number, 'items', items
           ) AS fields,
           +extra AS extra
    FROM holding
    UNION ALL
    SELECT snapshot_id, 'p2e' AS record, id AS record_id, CAST(0 AS INTEGER) AS part, source_row,
           +legacy_key AS key, +legacy_key AS plain_key, +legacy_id AS shown_key,
           coalesce(title, '') AS title, '' AS detail, '' AS rejected_as, '{}' AS belongs_to,
           json_object(
             'resource_type', resource_type, 'field_856', field_856, 'url', url,
             'po_number', po_number, 'title', title
           ) AS fields,
           +extra AS extra
    FROM p2e_record
    UNION ALL
    -- A title of the link resolver in one of its collections, by its number there or, where the list
    -- has none, by the title. With a gap in its coverage it stands on a row for each part.
    SELECT t.snapshot_id, 'activation' AS record, t.id AS record_id, p.position AS part, t.source_row,
           coalesce(nullif(t.object_id, ''), lower(t.title)) || ' ' || p.target_id AS key,
           coalesce(nullif(t.object_id, ''), lower(t.title)) || ' ' || p.target_id AS plain_key,
           trim(t.object_id || ' ' || p.target_id) AS shown_key, +t.title AS title,
           coalesce(nullif(p.object_portfolio_id, ''), p.coverage) AS detail, '' AS rejected_as,
           json_object('collection', p.target_id) AS belongs_to,
           json_object(
             'title', t.title, 'material', t.material, 'target', c.name, 'service', c.service,
             'target_service_id', p.target_service_id, 'object_portfolio_id', p.object_portfolio_id,
             'coverage', p.coverage, 'threshold', p.threshold,
             'publication_type', t.publication_type, 'print_identifier', t.print_identifier,
             'online_identifier', t.online_identifier, 'other_identifier', t.other_identifier,
             'author', t.author, 'editor', t.editor, 'publisher', t.publisher,
             'edition', t.edition, 'volume', t.volume, 'published_print', t.published_print,
             'published_online', t.published_online, 'embargo', p.embargo,
             'coverage_depth', p.coverage_depth, 'coverage_note', p.coverage_note,
             'access_type', p.access_type, 'status', p.status, 'url', p.url
           ) AS fields,
           +t.extra AS extra
    FROM resolver_title t
    CROSS JOIN resolver_portfolio p ON p.resolver_title_id = t.id
    LEFT JOIN resolver_collection c ON c.snapshot_id = t.snapshot_id AND c.target_id = p.target_id
    UNION ALL
    -- A whole collection that a list asks for or holds; part -1 tells it from the titles.
    SELECT snapshot_id, 'activation' AS record, id AS record_id, CAST(-1 AS INTEGER) AS part,
           CAST(coalesce(source_row, 0) AS INTEGER) AS source_row, +target_id AS key, +target_id AS plain_key,
           +target_id AS shown_key, +name AS title, '' AS detail, '' AS rejected_as,
           json_object('collection', target_id) AS belongs_to,
           json_object(
             'name', name, 'cz_collection_id', cz_collection_id, 'provider', provider,
             'package_type', package_type, 'status', status, 'url', url,
             'times_listed', times_listed
           ) AS fields,
           +extra AS extra
    FROM resolver_collection
    WHERE times_listed > 0
    UNION ALL
    SELECT snapshot_id, 'nz-collection' AS record, id AS record_id, CAST(0 AS INTEGER) AS part,
           source_row, +collection_key AS key, +collection_key AS plain_key,
           +collection_id AS shown_key, coalesce(name, '') AS title, '' AS detail,
           '' AS rejected_as, '{}' AS belongs_to,
           json_object(
             'cz_collection_id', cz_collection_id, 'name', name,
             'cz_linked', CASE is_cz_linked WHEN 1 THEN 'y' WHEN 0 THEN 'n' END,
             'interface_name', interface_name, 'availability', availability,
             'portfolio_count', coalesce(portfolio_count, ''), 'available_for', available_for
           ) AS fields,
           +extra AS extra
    FROM nz_collection
  ),
  -- Pairs of portfolios of which something differs: ask by both ids. It says what a comparison of
  -- `fields` would say, in a third of the time. (NULL <> '' is no difference, as above.)
  portfolio_difference AS NOT MATERIALIZED (
    SELECT a.id AS a_id, b.id AS b_id
    FROM portfolio a
    CROSS JOIN portfolio b
    WHERE a.mms_id <> b.mms_id OR a.title <> b.title OR a.isbn <> b.isbn OR a.issn <> b.issn
       OR a.collection_id <> b.collection_id OR a.cz_collection_id <> b.cz_collection_id
       OR a.collection_name <> b.collection_name OR a.interface_name <> b.interface_name
       OR a.availability <> b.availability OR a.is_standalone <> b.is_standalone
       OR a.is_cz_linked <> b.is_cz_linked OR a.url <> b.url
       OR a.parser_parameters <> b.parser_parameters OR a.po_line <> b.po_line
       OR a.additional_po_lines <> b.additional_po_lines OR a.license <> b.license
       OR a.pda <> b.pda OR a.eba <> b.eba OR a.service_id <> b.service_id
       OR a.coverage <> b.coverage OR a.public_note <> b.public_note
       OR a.authentication_note <> b.authentication_note OR a.internal_note <> b.internal_note
       OR a.proxy <> b.proxy OR a.material_type <> b.material_type
       OR a.created_on <> b.created_on OR a.created_by <> b.created_by
       OR a.extra IS NOT b.extra
  ),

  chosen AS MATERIALIZED (
    SELECT coalesce(nullif(:a, 0), s.before_id) AS a_id, s.snapshot_id AS b_id
    FROM snapshot_successor s
    WHERE s.snapshot_id = coalesce(
        nullif(:b, 0),
        (SELECT n.newest_id FROM snapshot_successor n WHERE n.snapshot_id = nullif(:a, 0)),
        (
          SELECT n.id
          FROM snapshot n
          JOIN institution i ON i.id = n.institution_id
          JOIN snapshot_successor o ON o.snapshot_id = n.id
          WHERE :a = 0 AND o.before_id IS NOT NULL AND (:kind = '' OR n.kind = :kind)
            AND (:institution = '' OR i.code = :institution)
          ORDER BY n.id DESC
          LIMIT 1
        ))
  ),
  pair AS MATERIALIZED (
    SELECT p.a_id, p.b_id, p.a_field, p.b_field, p.a_value, p.b_value, k.record, k.key_type,
           k.key_field <> '' AND (
             SELECT count(*)
             FROM snapshot_field f
             WHERE f.snapshot_id IN (p.a_id, p.b_id) AND f.field = k.key_field
           ) < 2 AS uses_plain_key,
           CASE
             WHEN p.trouble IS NOT NULL THEN p.trouble
             WHEN k.kind IS NULL THEN 'files of the kind ' || p.kind || ' are kept as they are, and not compared'
           END AS trouble
    FROM chosen c
    CROSS JOIN snapshot_pair p ON p.a_id = c.a_id AND p.b_id = c.b_id
    LEFT JOIN comparable_kind k ON k.kind = p.kind
  ),

  -- A field that one of both alone carries is not compared. One that neither names is: it was
  -- worked out from others, and NULL says where it could not be.
  carried AS MATERIALIZED (
    SELECT f.snapshot_id = x.b_id AS is_b, f.field AS name, 0 AS is_extra
    FROM pair x
    CROSS JOIN snapshot_field f ON f.snapshot_id IN (x.a_id, x.b_id)
    WHERE x.trouble IS NULL
    UNION
    SELECT f.snapshot_id = x.b_id, c.header, 1
    FROM pair x
    CROSS JOIN source_file f ON f.snapshot_id IN (x.a_id, x.b_id)
    CROSS JOIN source_column c ON c.source_file_id = f.id
    WHERE x.trouble IS NULL AND c.field IS NULL AND c.header <> ''
  ),
  only_one AS MATERIALIZED (
    SELECT name, is_extra, max(is_b) AS is_b
    FROM carried
    GROUP BY name, is_extra
    HAVING count(*) = 1
  ),
  common_extra AS MATERIALIZED (
    SELECT name
    FROM carried
    WHERE is_extra = 1
    GROUP BY name
    HAVING count(*) = 2
  ),

  -- The keys of both sides in one stream; grouped, they say at once what is new, gone, in both.
  keyed AS NOT MATERIALIZED (
    SELECT 0 AS is_b, k.key, k.record_id, 0 AS part
    FROM match_key k
    WHERE k.snapshot_id = (SELECT a_id FROM pair WHERE trouble IS NULL)
      AND k.type = (SELECT key_type FROM pair)
    UNION ALL
    SELECT 1, k.key, k.record_id, 0
    FROM match_key k
    WHERE k.snapshot_id = (SELECT b_id FROM pair WHERE trouble IS NULL)
      AND k.type = (SELECT key_type FROM pair)
    UNION ALL
    SELECT r.snapshot_id = (SELECT b_id FROM pair),
           CASE (SELECT uses_plain_key FROM pair) WHEN 1 THEN r.plain_key ELSE r.key END,
           r.record_id, r.part
    FROM comparable_record r
    WHERE r.snapshot_id IN (
        (SELECT a_id FROM pair WHERE trouble IS NULL), (SELECT b_id FROM pair WHERE trouble IS NULL)
      )
      AND r.record = (SELECT record FROM pair WHERE key_type = '')
  ),
  grouped AS NOT MATERIALIZED (
    SELECT key, sum(is_b = 0) AS in_a, sum(is_b) AS in_b,
           max(CASE is_b WHEN 0 THEN record_id END) AS a_id,
           max(CASE is_b WHEN 0 THEN part END) AS a_part,
           max(CASE is_b WHEN 1 THEN record_id END) AS b_id,
           max(CASE is_b WHEN 1 THEN part END) AS b_part
    FROM keyed
    GROUP BY key
  ),
  candidate AS MATERIALIZED (
    SELECT g.*
    FROM grouped g
    WHERE g.in_a <> 1 OR g.in_b <> 1
       OR CASE (SELECT record FROM pair)
            WHEN 'portfolio' THEN EXISTS (
              SELECT 1 FROM portfolio_difference d WHERE d.a_id = g.a_id AND d.b_id = g.b_id
            )
            ELSE (
              SELECT r.fields || coalesce(r.extra, '')
              FROM comparable_record r
              WHERE r.record = (SELECT record FROM pair) AND r.record_id = g.a_id
                AND r.part = g.a_part
            ) <> (
              SELECT r.fields || coalesce(r.extra, '')
              FROM comparable_record r
              WHERE r.record = (SELECT record FROM pair) AND r.record_id = g.b_id
                AND r.part = g.b_part
            )
          END
  ),

  -- Rows of one key: those that say the same belong together, then those of one detail (the
  -- portfolio of an order line, a library), then they are taken in their order.
  several AS MATERIALIZED (
    SELECT key
    FROM candidate
    WHERE in_a > 0 AND in_b > 0 AND in_a + in_b > 2
  ),
  member AS (
    SELECT k.is_b, k.key, k.record_id, k.part, (
             SELECT json_array(
                      r.detail, json(r.fields), json(coalesce(r.extra, '{}')), r.shown_key, r.title,
                      r.source_row)
             FROM comparable_record r
             WHERE r.record = (SELECT record FROM pair) AND r.record_id = k.record_id
               AND r.part = k.part
           ) AS row
    FROM keyed k
    WHERE EXISTS (SELECT 1 FROM several) AND k.key IN (SELECT key FROM several)
  ),
  read AS MATERIALIZED (
    SELECT is_b, key, record_id, part, json_extract(row, '$[0]') AS detail,
           json_extract(row, '$[3]') AS shown_key, json_extract(row, '$[4]') AS title,
           json_extract(row, '$[5]') AS source_row, (
             SELECT json_group_array(coalesce(j.value, ''))
             FROM json_each(m.row, '$[1]') j
             WHERE j.key NOT IN (SELECT name FROM only_one WHERE is_extra = 0)
           ) || (
             SELECT json_group_object(name, value)
             FROM (
               SELECT j.key AS name, j.value
               FROM json_each(m.row, '$[2]') j
               WHERE j.key IN (SELECT name FROM common_extra)
               ORDER BY j.key
             )
           ) AS content
    FROM member m
  ),
  by_content AS (
    SELECT m.*, row_number() OVER (PARTITION BY is_b, key, content ORDER BY record_id, part) AS n,
           sum(is_b = 0) OVER (PARTITION BY key, content) AS of_a,
           sum(is_b) OVER (PARTITION BY key, content) AS of_b
    FROM read m
  ),
  by_detail AS MATERIALIZED (
    SELECT is_b, key, detail, record_id, part, shown_key, title, source_row,
           row_number() OVER (PARTITION BY is_b, key, detail ORDER BY record_id, part) AS n,
           sum(is_b = 0) OVER (PARTITION BY key, detail) AS of_a,
           sum(is_b) OVER (PARTITION BY key, detail) AS of_b
    FROM by_content
    WHERE n > min(of_a, of_b)
  ),
  in_order AS MATERIALIZED (
    SELECT is_b, key, detail, shown_key, title, source_row, record_id, part,
           row_number() OVER (PARTITION BY is_b, key ORDER BY record_id, part) AS n,
           sum(is_b = 0) OVER (PARTITION BY key) AS of_a, sum(is_b) OVER (PARTITION BY key) AS of_b
    FROM by_detail
    WHERE n > min(of_a, of_b)
  ),
  matched AS (
    SELECT a_id, a_part, b_id, b_part
    FROM candidate
    WHERE in_a = 1 AND in_b = 1
    UNION ALL
    SELECT max(CASE is_b WHEN 0 THEN record_id END), max(CASE is_b WHEN 0 THEN part END),
           max(CASE is_b WHEN 1 THEN record_id END), max(CASE is_b WHEN 1 THEN part END)
    FROM by_detail
    WHERE n <= min(of_a, of_b)
    GROUP BY key, detail, n
    UNION ALL
    SELECT max(CASE is_b WHEN 0 THEN record_id END), max(CASE is_b WHEN 0 THEN part END),
           max(CASE is_b WHEN 1 THEN record_id END), max(CASE is_b WHEN 1 THEN part END)
    FROM in_order
    WHERE n <= min(of_a, of_b)
    GROUP BY key, n
  ),
  -- LIMIT keeps SQLite from working these out again for each field.
  both_rows AS NOT MATERIALIZED (
    SELECT (
             SELECT json_array(r.shown_key, r.title, json(r.fields), json(coalesce(r.extra, '{}')))
             FROM comparable_record r
             WHERE r.record = (SELECT record FROM pair) AND r.record_id = m.a_id
               AND r.part = m.a_part
           ) AS a, (
             SELECT json_array(r.shown_key, r.title, json(r.fields), json(coalesce(r.extra, '{}')))
             FROM comparable_record r
             WHERE r.record = (SELECT record FROM pair) AND r.record_id = m.b_id
               AND r.part = m.b_part
           ) AS b
    FROM matched m
    LIMIT -1
  ),
  both_sides AS NOT MATERIALIZED (
    SELECT json_extract(b, '$[0]') AS key,
           coalesce(nullif(json_extract(b, '$[1]'), ''), json_extract(a, '$[1]')) AS title,
           json_extract(a, '$[2]') AS a_fields, json_extract(b, '$[2]') AS b_fields,
           json_extract(a, '$[3]') AS a_extra, json_extract(b, '$[3]') AS b_extra
    FROM both_rows
    LIMIT -1
  ),
  difference AS (
    SELECT m.key, m.title, j.key AS field, CAST(j.value AS TEXT) AS before,
           CAST(json_extract(m.b_fields, j.fullkey) AS TEXT) AS after
    FROM both_sides m
    CROSS JOIN json_each(m.a_fields) j
    WHERE j.value <> json_extract(m.b_fields, j.fullkey)
      AND j.key NOT IN (SELECT name FROM only_one WHERE is_extra = 0)
    UNION ALL
    SELECT m.key, m.title, x.name,
           (SELECT coalesce(max(j.value), '') FROM json_each(m.a_extra) j WHERE j.key = x.name),
           (SELECT coalesce(max(j.value), '') FROM json_each(m.b_extra) j WHERE j.key = x.name)
    FROM common_extra x
    CROSS JOIN both_sides m
    WHERE m.a_extra <> m.b_extra
  ),

  -- In one of both only: is it new or gone, or can the other side not tell?
  rejected AS MATERIALIZED (
    SELECT f.snapshot_id = x.b_id AS is_b, r.alma_id,
           'rejected: ' || f.file_name || ' row ' || r.row AS place
    FROM pair x
    CROSS JOIN source_file f ON f.snapshot_id IN (x.a_id, x.b_id)
    CROSS JOIN rejected_id r ON r.source_file_id = f.id
    WHERE x.trouble IS NULL
  ),
  other AS MATERIALIZED (
    SELECT 0 AS is_b, b_field AS field, b_value AS value FROM pair
    UNION ALL
    SELECT 1, a_field, a_value FROM pair
  ),
  single AS MATERIALIZED (
    SELECT o.is_b, (
             SELECT json_array(
                      r.shown_key, r.title, r.rejected_as,
                      CASE o.field
                        WHEN 'all' THEN 1
                        WHEN '' THEN 0
                        ELSE coalesce(json_extract(r.belongs_to, '$.' || o.field) = o.value, 0)
                      END)
             FROM comparable_record r
             WHERE r.record = (SELECT record FROM pair)
               AND r.record_id = CASE o.is_b WHEN 0 THEN c.a_id ELSE c.b_id END
               AND r.part = CASE o.is_b WHEN 0 THEN c.a_part ELSE c.b_part END
           ) AS row
    FROM candidate c
    CROSS JOIN other o ON CASE o.is_b WHEN 0 THEN c.in_b ELSE c.in_a END = 0
  ),
  judged AS MATERIALIZED (
    SELECT s.is_b, json_extract(s.row, '$[0]') AS key, json_extract(s.row, '$[1]') AS title,
           json_extract(s.row, '$[3]') AS is_covered, (
             SELECT min(r.place)
             FROM rejected r
             WHERE r.is_b <> s.is_b AND r.alma_id = json_extract(s.row, '$[2]') AND r.alma_id <> ''
           ) AS place
    FROM single s
  ),
  left_over AS (
    SELECT key, is_b, shown_key, title, coalesce(nullif(detail, ''), 'row ' || source_row) AS place
    FROM in_order
    WHERE n > min(of_a, of_b)
    ORDER BY key, n
  ),

  result (state, key, title, field, before, after) AS (
    SELECT CASE is_b WHEN 1 THEN 'added' ELSE 'removed' END, key, title, '', NULL, NULL
    FROM judged
    WHERE is_covered = 1 AND place IS NULL
    UNION ALL
    SELECT 'unknown', key, title, '', CASE is_b WHEN 1 THEN place END,
           CASE is_b WHEN 0 THEN place END
    FROM judged
    WHERE is_covered = 1 AND place IS NOT NULL
    UNION ALL
    SELECT 'changed', key, title, field, before, after
    FROM difference
    WHERE before <> after
    UNION ALL
    SELECT 'repeated', max(shown_key), max(title), 'rows',
           group_concat(CASE is_b WHEN 0 THEN place END, '; '),
           group_concat(CASE is_b WHEN 1 THEN place END, '; ')
    FROM left_over
    GROUP BY key
    UNION ALL
    SELECT 'note', 'not-comparable', trouble, '', NULL, NULL
    FROM pair
    WHERE trouble IS NOT NULL
    UNION ALL
    SELECT 'note', 'not-comparable', 'there is no such snapshot, or none to compare it with', '',
           NULL, NULL
    WHERE (:a <> 0 OR :b <> 0) AND NOT EXISTS (SELECT 1 FROM pair)
    UNION ALL
    SELECT 'note', CASE is_b WHEN 0 THEN 'only-in-a' ELSE 'only-in-b' END,
           'not compared: one of both alone carries it', name, NULL, NULL
    FROM only_one
    UNION ALL
    SELECT 'note', 'not-covered', 'in one of both only; the other is of a part and does not tell',
           '', CAST(sum(is_b = 0) AS TEXT), CAST(sum(is_b) AS TEXT)
    FROM judged
    WHERE is_covered = 0
    GROUP BY is_covered
    UNION ALL
    SELECT 'note', 'repeated-keys', 'keys that stand on several rows', '',
           CAST(sum(in_a > 1) AS TEXT), CAST(sum(in_b > 1) AS TEXT)
    FROM candidate
    WHERE in_a > 1 OR in_b > 1
    GROUP BY (SELECT b_id FROM pair)
    UNION ALL
    SELECT 'note', 'rejected-rows', 'rows that could not be read, and so were not compared', '',
           CAST(sum(f.snapshot_id = x.a_id) AS TEXT), CAST(sum(f.snapshot_id = x.b_id) AS TEXT)
    FROM pair x
    CROSS JOIN source_file f ON f.snapshot_id IN (x.a_id, x.b_id)
    CROSS JOIN rejected_row r ON r.source_file_id = f.id
    WHERE x.trouble IS NULL
    GROUP BY x.b_id
  )
SELECT state, key, title, field, before, after
FROM result
WHERE (:state = '' OR state IN (:state, 'note')) AND (:field = '' OR field = :field OR state = 'note')
ORDER BY state <> 'note', state, key, field, before, after
