-- title: Gates: what must hold before a local copy may go
-- why: A wrong "safe to delete" takes a title from readers. Each gate says pass, fail or unknown;
--   only a whole, fresh snapshot can make an absence pass.

-- Every order line that touches a local portfolio or its bib, and how.
CREATE VIEW local_order AS
SELECT m.institution_id, m.local_id, o.po_line, o.status, o.state, o.mms_id, o.portfolio_id,
       'on the portfolio' AS route
FROM match_local m
CROSS JOIN live_snapshot l ON l.institution_id = m.institution_id AND l.kind = 'po-lines'
CROSS JOIN match_key k
  ON k.snapshot_id = l.snapshot_id AND k.type = 'portfolio' AND k.key = m.portfolio_key
CROSS JOIN current_po_line o ON o.id = k.record_id AND o.portfolio_id = m.portfolio_id
UNION ALL
SELECT m.institution_id, m.local_id, o.po_line, o.status, o.state, o.mms_id, o.portfolio_id,
       'on the bib'
FROM match_local m
CROSS JOIN live_snapshot l ON l.institution_id = m.institution_id AND l.kind = 'po-lines'
CROSS JOIN match_key k ON k.snapshot_id = l.snapshot_id AND k.type = 'mms' AND k.key = m.mms_key
CROSS JOIN current_po_line o ON o.id = k.record_id AND o.mms_id = m.mms_id
WHERE coalesce(o.portfolio_id, '') <> m.portfolio_id
UNION ALL
-- named by the inventory: with what the order lines say of it, or state 'not found'
SELECT m.institution_id, m.local_id, n.po_line, o.status, coalesce(o.state, 'not found'),
       o.mms_id, o.portfolio_id,
       CASE n.field
         WHEN 'po_line' THEN 'in the inventory'
         ELSE 'additional, in the inventory'
       END
FROM match_local m
CROSS JOIN portfolio b ON b.id = m.local_id
CROSS JOIN portfolio_source q
  ON q.institution_id = m.institution_id AND q.portfolio_key_joined = m.portfolio_key
 AND q.portfolio_id = m.portfolio_id
CROSS JOIN portfolio_order n
  ON n.portfolio_row_id = q.id
 AND (
   q.role <> 'older'
   -- an older inventory still speaks where the newest has no such column
   OR CASE n.field WHEN 'po_line' THEN b.po_line ELSE b.additional_po_lines END IS NULL
 )
LEFT JOIN (
  SELECT l.institution_id, k.key, p.*
  FROM live_snapshot l
  CROSS JOIN match_key k ON k.snapshot_id = l.snapshot_id AND k.type = 'po-line'
  CROSS JOIN po_line p ON p.id = k.record_id
  WHERE l.kind = 'po-lines' AND l.role IN ('whole', 'part')
) o ON o.institution_id = m.institution_id AND o.key = n.po_line_key;

-- The twin itself, not just its collection, must be active: a set by interface loses titles.
CREATE VIEW gate_twin_active AS
SELECT t.institution_id, t.local_id, 'twin-active' AS gate, 'required' AS class,
       CASE t.twin_availability WHEN 'active' THEN 'pass' WHEN 'inactive' THEN 'fail'
         ELSE 'unknown' END AS value,
       CASE t.twin_availability
         WHEN 'active' THEN 'twin ' || t.twin_portfolio_id || ' is active'
         WHEN 'inactive' THEN 'twin ' || t.twin_portfolio_id || ' is inactive: activate it first'
         ELSE 'no file says whether twin ' || t.twin_portfolio_id || ' is active'
       END AS detail
FROM twin t;

CREATE VIEW gate_collection_active AS
SELECT t.institution_id, t.local_id, 'collection-active' AS gate, 'required' AS class,
       CASE
         WHEN t.collection_state = 'inactive' THEN 'fail'
         WHEN t.collection_state = 'standalone' THEN 'pass'
         WHEN x.state = 'stale' THEN 'unknown'
         WHEN t.collection_state = 'active' THEN 'pass'
         ELSE 'unknown'
       END AS value,
       CASE
         WHEN t.collection_state = 'inactive' THEN
           'the twin''s collection is inactive: ' || t.twin_collection
         WHEN t.collection_state = 'standalone' THEN 'the twin stands in no collection'
         WHEN x.state = 'stale' THEN x.trouble
         WHEN t.collection_state = 'active' THEN
           'the twin''s collection is active: ' || t.twin_collection
         WHEN x.trouble IS NOT NULL THEN x.trouble
         ELSE 'the collections file does not name the twin''s collection '
           || t.twin_collection_id || ' ' || t.twin_collection
       END AS detail
FROM twin t
LEFT JOIN input_trouble x ON x.institution_id = t.institution_id AND x.kind = 'collections';

-- By portfolio, by bib, and by both order columns of the inventory.
CREATE VIEW gate_order AS
WITH
  worst AS (
    SELECT o.local_id,
           max(CASE
             WHEN o.state = 'closed' THEN 1
             ELSE 2
           END) AS level,
           group_concat(o.po_line || ' (' || coalesce(nullif(o.status, ''), o.state) || ', '
             || o.route || ')', ', ') AS orders
    FROM (
      SELECT local_id, po_line, status, state, min(route) AS route
      FROM local_order
      GROUP BY local_id, po_line, status, state
      ORDER BY local_id, po_line
    ) o
    GROUP BY o.local_id
  ),
  carried AS (
    SELECT l.institution_id, max(f.field = 'mms_id') AS by_bib, max(f.field = 'status') AS status
    FROM live_snapshot l
    CROSS JOIN snapshot_field f ON f.snapshot_id = l.snapshot_id
    WHERE l.kind = 'po-lines'
    GROUP BY l.institution_id
  )
SELECT t.institution_id, t.local_id, 'order' AS gate, 'required' AS class,
       CASE
         WHEN w.level = 2 THEN 'fail'
         WHEN w.level = 1 AND s.value <> 'accept' THEN 'fail'
         WHEN x.trouble IS NOT NULL THEN 'unknown'
         WHEN coalesce(c.by_bib, 0) = 0 THEN 'unknown'
         WHEN m.po_line IS NULL OR m.additional_po_lines IS NULL THEN 'unknown'
         WHEN coalesce(u.place, v.place, z.place) IS NOT NULL THEN 'unknown'
         ELSE 'pass'
       END AS value,
       CASE
         WHEN w.level = 2 THEN 'order ' || w.orders
         WHEN w.level = 1 AND s.value <> 'accept' THEN
           'closed order ' || w.orders || ': relink it, or almanac settings set closed-orders accept'
         WHEN x.trouble IS NOT NULL THEN x.trouble
         WHEN coalesce(c.by_bib, 0) = 0 THEN 'the po-lines have no MMS ID column'
         WHEN m.po_line IS NULL THEN 'the inventory has no column PO Line Reference'
         WHEN m.additional_po_lines IS NULL THEN
           'the inventory has no column Portfolio Additional PO Lines'
         WHEN coalesce(u.place, v.place, z.place) IS NOT NULL THEN
           'a row of the po-lines could not be read: ' || coalesce(u.place, v.place, z.place)
         WHEN w.level = 1 THEN 'only closed orders: ' || w.orders
         ELSE 'no order'
       END AS detail
FROM twin t
CROSS JOIN match_local m ON m.local_id = t.local_id
CROSS JOIN setting s ON s.name = 'closed-orders'
LEFT JOIN worst w ON w.local_id = t.local_id
LEFT JOIN carried c ON c.institution_id = t.institution_id
LEFT JOIN input_trouble x ON x.institution_id = t.institution_id AND x.kind = 'po-lines'
LEFT JOIN unreadable_id u
  ON u.institution_id = t.institution_id AND u.kind = 'po-lines' AND u.alma_id = ''
LEFT JOIN unreadable_id v
  ON v.institution_id = t.institution_id AND v.kind = 'po-lines' AND v.alma_id = m.mms_id
LEFT JOIN unreadable_id z
  ON z.institution_id = t.institution_id AND z.kind = 'po-lines' AND z.alma_id = m.portfolio_id;

-- Every line of a P2E file that speaks at present for a local portfolio's bib: two old bibs may have
-- become one, and a bare list that came later does not take back what a report said.
CREATE VIEW local_p2e_line AS
SELECT m.institution_id, m.local_id, o.legacy_key, o.id AS p2e_record_id, o.po_number
FROM match_local m
CROSS JOIN p2e_bib t
  ON t.institution_id = m.institution_id AND t.mms_key = m.mms_key AND t.mms_id = m.mms_id
CROSS JOIN p2e_record c ON c.id = t.p2e_record_id
CROSS JOIN live_snapshot l ON l.institution_id = m.institution_id AND l.kind = 'p2e'
CROSS JOIN p2e_record o ON o.snapshot_id = l.snapshot_id AND o.legacy_key = c.legacy_key;

-- An order number that the old system had on this title. A bare P2E list has no such column and
-- says nothing of orders: that is named in not_checked. A report has it, and then it is required.
CREATE VIEW gate_p2e_order AS
WITH
  -- each order number of the P2E file: is it on another bib and portfolio by now?
  number AS (
    SELECT m.local_id, n.po_number,
           min(o.mms_id <> '' AND o.mms_id <> m.mms_id AND o.portfolio_id <> ''
             AND o.portfolio_id <> m.portfolio_id) AS is_moved,
           max(o.state <> 'closed') AS is_open
    FROM match_local m
    CROSS JOIN local_p2e_line p ON p.local_id = m.local_id
    CROSS JOIN p2e_order n ON n.p2e_record_id = p.p2e_record_id
    LEFT JOIN (
      SELECT l.institution_id, k.key, p.mms_id, p.portfolio_id, p.state
      FROM live_snapshot l
      CROSS JOIN match_key k ON k.snapshot_id = l.snapshot_id AND k.type = 'po-line'
      CROSS JOIN current_po_line p ON p.id = k.record_id
      WHERE l.kind = 'po-lines'
    ) o ON o.institution_id = m.institution_id AND o.key = n.po_line_key
    GROUP BY m.local_id, n.po_number
  ),
  judged AS (
    SELECT n.local_id,
           min(CASE
             WHEN n.is_moved = 1 THEN 1
             WHEN n.is_open = 0 AND s.value = 'accept' THEN 1
             ELSE 0
           END) AS passes,
           group_concat(n.po_number || CASE
             WHEN n.is_moved IS NULL AND n.is_open IS NULL THEN ' (not among the po-lines)'
             WHEN n.is_moved = 1 THEN ' (relinked)'
             WHEN n.is_open = 0 THEN ' (closed)'
             ELSE ' (not relinked)'
           END, ', ') AS orders
    FROM (SELECT * FROM number ORDER BY local_id, po_number) n
    CROSS JOIN setting s ON s.name = 'closed-orders'
    GROUP BY n.local_id
  ),
  -- whether every old bib of the title has a line that carries order numbers
  said AS (
    SELECT local_id, min(is_said) AS is_said
    FROM (
      SELECT local_id, legacy_key, max(po_number IS NOT NULL) AS is_said
      FROM local_p2e_line
      GROUP BY local_id, legacy_key
    )
    GROUP BY local_id
  )
SELECT t.institution_id, t.local_id, 'p2e-order' AS gate,
       CASE WHEN p.is_said = 0 AND j.local_id IS NULL THEN 'advisory' ELSE 'required' END
         AS class,
       CASE
         WHEN p.local_id IS NULL THEN 'unknown'
         WHEN j.local_id IS NULL AND p.is_said = 0 THEN 'unknown'
         WHEN j.local_id IS NULL THEN 'pass'
         WHEN x.trouble IS NOT NULL THEN 'unknown'
         WHEN j.passes = 1 THEN 'pass'
         ELSE 'fail'
       END AS value,
       CASE
         WHEN p.local_id IS NULL THEN 'the title is in no P2E list that is loaded'
         WHEN j.local_id IS NULL AND p.is_said = 0 THEN
           'order numbers of the P2E file (the list has none)'
         WHEN j.local_id IS NULL THEN 'the P2E file names no order'
         WHEN x.trouble IS NOT NULL THEN x.trouble
         ELSE 'order of the P2E file: ' || j.orders
       END AS detail
FROM twin t
LEFT JOIN said p ON p.local_id = t.local_id
LEFT JOIN judged j ON j.local_id = t.local_id
LEFT JOIN input_trouble x ON x.institution_id = t.institution_id AND x.kind = 'po-lines';

-- PDA and EBA stand only in Extended Exports, which standalone portfolios are not in: where no
-- file carries them they are named in not_checked.
CREATE VIEW gate_license AS
SELECT t.institution_id, t.local_id, 'license' AS gate, 'required' AS class,
       CASE
         WHEN m.license <> '' OR m.pda <> '' OR m.eba <> '' THEN 'fail'
         WHEN m.license IS NULL THEN 'unknown'
         ELSE 'pass'
       END AS value,
       CASE
         WHEN m.license <> '' THEN 'licence ' || m.license || ' is on the local copy'
         WHEN m.pda <> '' THEN 'purchase on demand: ' || m.pda
         WHEN m.eba <> '' THEN 'evidence-based acquisition: ' || m.eba
         WHEN m.license IS NULL THEN 'the inventory has no column License Code'
         ELSE 'no licence'
       END AS detail
FROM twin t
CROSS JOIN match_local m ON m.local_id = t.local_id;

CREATE VIEW gate_demand_driven AS
SELECT t.institution_id, t.local_id, 'demand-driven' AS gate, 'advisory' AS class,
       CASE WHEN m.pda IS NULL OR m.eba IS NULL THEN 'unknown' ELSE 'pass' END AS value,
       'PDA and EBA' AS detail
FROM twin t
CROSS JOIN match_local m ON m.local_id = t.local_id;

-- A standalone portfolio's own URL is no override, and empty local coverage passes.
CREATE VIEW gate_coverage AS
SELECT t.institution_id, t.local_id, 'coverage' AS gate, 'required' AS class,
       CASE WHEN m.coverage IS NULL THEN 'unknown' WHEN m.coverage = '' THEN 'pass'
         ELSE 'fail' END AS value,
       CASE
         WHEN m.coverage IS NULL THEN 'the inventory has no column Coverage Statement'
         WHEN m.coverage = '' THEN 'no local coverage'
         ELSE 'local coverage: ' || m.coverage
       END AS detail
FROM twin t
CROSS JOIN match_local m ON m.local_id = t.local_id;

-- Parts and editions stand in the bib; without it they are not compared.
CREATE VIEW gate_bib_record AS
SELECT t.institution_id, t.local_id, 'bib-record' AS gate, 'required' AS class,
       CASE WHEN m.bib_id IS NULL OR x.state = 'stale' THEN 'unknown' ELSE 'pass' END AS value,
       CASE
         WHEN m.bib_id IS NOT NULL AND coalesce(x.state, '') <> 'stale' THEN
           'title, part and edition were compared with the bib'
         WHEN x.trouble IS NOT NULL THEN x.trouble
         ELSE 'bib ' || m.mms_id || ' is not in the bibs file'
       END AS detail
FROM twin t
CROSS JOIN match_local m ON m.local_id = t.local_id
LEFT JOIN input_trouble x ON x.institution_id = t.institution_id AND x.kind = 'bibs';

CREATE VIEW gate_origin AS
SELECT t.institution_id, t.local_id, 'origin' AS gate, 'required' AS class,
       CASE t.p2e_by WHEN 'absence' THEN 'unknown' ELSE 'pass' END AS value,
       CASE t.p2e_by
         WHEN 'file' THEN 'its bib is in the P2E file'
         WHEN 'creator' THEN 'made by P2E_JOB'
         WHEN 'go-live' THEN 'made before go-live'
         ELSE coalesce(x.trouble || ': ', '')
           || 'nothing but its standing alone says that it came from the P2E list'
       END AS detail
FROM twin t
LEFT JOIN input_trouble x ON x.institution_id = t.institution_id AND x.kind = 'p2e';

CREATE VIEW gate_notes AS
SELECT t.institution_id, t.local_id, 'notes' AS gate, 'advisory' AS class,
       CASE
         WHEN coalesce(m.public_note, '') || coalesce(m.authentication_note, '')
           || coalesce(m.internal_note, '') <> ''
          AND NOT (
            instr(coalesce(c.public_note, ''), coalesce(m.public_note, '')) > 0
            AND instr(coalesce(c.authentication_note, ''), coalesce(m.authentication_note, '')) > 0
            AND instr(coalesce(c.internal_note, ''), coalesce(m.internal_note, '')) > 0
          ) THEN 'fail'
         WHEN m.public_note IS NULL OR m.authentication_note IS NULL OR m.internal_note IS NULL
           THEN 'unknown'
         ELSE 'pass'
       END AS value,
       CASE
         WHEN coalesce(m.public_note, '') || coalesce(m.authentication_note, '')
           || coalesce(m.internal_note, '') <> '' THEN
           'notes on the local copy: ' || coalesce(m.public_note || ' ', '')
             || coalesce(m.authentication_note || ' ', '') || coalesce(m.internal_note, '')
         ELSE 'notes'
       END AS detail
FROM twin t
CROSS JOIN match_local m ON m.local_id = t.local_id
CROSS JOIN current_portfolio c ON c.id = t.cz_id;

CREATE VIEW gate_proxy AS
SELECT t.institution_id, t.local_id, 'proxy' AS gate, 'advisory' AS class,
       CASE
         WHEN m.proxy <> '' AND c.proxy IS NOT NULL AND m.proxy <> c.proxy THEN 'fail'
         WHEN m.proxy IS NULL OR (m.proxy <> '' AND c.proxy IS NULL) THEN 'unknown'
         ELSE 'pass'
       END AS value,
       CASE
         WHEN m.proxy <> '' AND c.proxy IS NOT NULL AND m.proxy <> c.proxy THEN
           'proxy of the local copy: ' || m.proxy || ', of the twin: ' || c.proxy
         ELSE 'proxy and access settings'
       END AS detail
FROM twin t
CROSS JOIN match_local m ON m.local_id = t.local_id
CROSS JOIN current_portfolio c ON c.id = t.cz_id;

CREATE VIEW gate_recent AS
SELECT t.institution_id, t.local_id, 'recent' AS gate, 'advisory' AS class,
       CASE
         WHEN g.value = '' OR coalesce(m.created_on, '') NOT GLOB '[0-9][0-9][0-9][0-9]-*'
           THEN 'unknown'
         WHEN m.created_on > g.value THEN 'fail'
         ELSE 'pass'
       END AS value,
       CASE
         WHEN g.value = '' OR coalesce(m.created_on, '') NOT GLOB '[0-9][0-9][0-9][0-9]-*' THEN
           'whether it was made by hand after go-live (setting go-live-date)'
         WHEN m.created_on > g.value THEN 'made on ' || m.created_on || ', after go-live'
         ELSE 'made on ' || m.created_on
       END AS detail
FROM twin t
CROSS JOIN match_local m ON m.local_id = t.local_id
CROSS JOIN setting g ON g.name = 'go-live-date';

-- No export says which activation tasks are open: the job's own "Skip" sees to it.
CREATE VIEW gate_activation_task AS
SELECT institution_id, local_id, 'activation-task' AS gate, 'alma' AS class, 'unknown' AS value,
       'open activation tasks (the job skips them)' AS detail
FROM twin;

-- Required, advisory and left to Alma.
CREATE VIEW portfolio_gate_rule AS
SELECT institution_id, local_id, gate, class, value, detail FROM gate_twin_active
UNION ALL SELECT institution_id, local_id, gate, class, value, detail FROM gate_collection_active
UNION ALL SELECT institution_id, local_id, gate, class, value, detail FROM gate_order
UNION ALL SELECT institution_id, local_id, gate, class, value, detail FROM gate_p2e_order
UNION ALL SELECT institution_id, local_id, gate, class, value, detail FROM gate_license
UNION ALL SELECT institution_id, local_id, gate, class, value, detail FROM gate_demand_driven
UNION ALL SELECT institution_id, local_id, gate, class, value, detail FROM gate_coverage
UNION ALL SELECT institution_id, local_id, gate, class, value, detail FROM gate_bib_record
UNION ALL SELECT institution_id, local_id, gate, class, value, detail FROM gate_origin
UNION ALL SELECT institution_id, local_id, gate, class, value, detail FROM gate_notes
UNION ALL SELECT institution_id, local_id, gate, class, value, detail FROM gate_proxy
UNION ALL SELECT institution_id, local_id, gate, class, value, detail FROM gate_recent
UNION ALL SELECT institution_id, local_id, gate, class, value, detail FROM gate_activation_task;

-- The gates that must have spoken. One that has no result has not passed.
CREATE VIEW expected_gate AS
WITH expected (gate, class) AS (
  VALUES
    ('twin-active', 'required'), ('collection-active', 'required'), ('order', 'required'),
    ('p2e-order', 'required'), ('license', 'required'), ('coverage', 'required'),
    ('bib-record', 'required'), ('origin', 'required'), ('bib-physical', 'bib'),
    ('bib-bound-with', 'bib'), ('bib-network', 'bib'), ('bib-other-portfolio', 'bib')
)
SELECT gate, class FROM expected;

-- What becomes of each local portfolio that has a candidate:
--   safe      T1 or T2, every required gate passes, no advisory gate fails
--   blocked   T1 or T2, and some gate says no
--   review    T3, T4, or P2E only because nothing says otherwise
CREATE VIEW twin_outcome AS
SELECT t.institution_id, t.local_id,
       CASE
         WHEN t.tier NOT IN ('T1', 'T2') OR t.p2e_by = 'absence' THEN 'review'
         WHEN EXISTS (
           SELECT 1
           FROM gate_result g
           WHERE g.local_id = t.local_id
             AND ((g.class = 'required' AND g.value <> 'pass')
               OR (g.class = 'advisory' AND g.value = 'fail'))
         ) THEN 'blocked'
         WHEN EXISTS (
           SELECT 1
           FROM expected_gate e
           WHERE e.class = 'required' AND NOT EXISTS (
             SELECT 1 FROM gate_result g WHERE g.local_id = t.local_id AND g.gate = e.gate
           )
         ) THEN 'blocked'
         ELSE 'safe'
       END AS outcome
FROM twin t;

-- The gates of the bib decide what may become of it once its portfolio is gone; they never block
-- the portfolio. They look at twin_outcome, so they come after the gates above.
CREATE VIEW gate_bib_physical AS
SELECT t.institution_id, t.local_id, 'bib-physical' AS gate, 'bib' AS class,
       CASE
         WHEN h.mms_id IS NOT NULL THEN 'fail'
         WHEN x.trouble IS NOT NULL THEN 'unknown'
         WHEN coalesce(u.place, v.place) IS NOT NULL THEN 'unknown'
         ELSE 'pass'
       END AS value,
       CASE
         WHEN h.mms_id IS NOT NULL THEN 'the bib has physical holdings'
         WHEN x.trouble IS NOT NULL THEN x.trouble
         WHEN coalesce(u.place, v.place) IS NOT NULL THEN
           'a row of the holdings could not be read: ' || coalesce(u.place, v.place)
         ELSE 'no physical holdings'
       END AS detail
FROM twin t
LEFT JOIN (SELECT DISTINCT institution_id, mms_id FROM current_holding) h
  ON h.institution_id = t.institution_id AND h.mms_id = t.mms_id
LEFT JOIN input_trouble x ON x.institution_id = t.institution_id AND x.kind = 'holdings'
LEFT JOIN unreadable_id u
  ON u.institution_id = t.institution_id AND u.kind = 'holdings' AND u.alma_id = ''
LEFT JOIN unreadable_id v
  ON v.institution_id = t.institution_id AND v.kind = 'holdings' AND v.alma_id = t.mms_id;

-- A bib is bound with another if it says so (501, 773, 774), or if another bib names it.
CREATE VIEW bound_with_bib AS
SELECT b.institution_id, b.id AS bib_id, b.mms_id,
       k.field || ' ' || coalesce(nullif(k.title, ''), k.record_number) AS detail
FROM current_bib b
CROSS JOIN bib_link k ON k.bib_id = b.id
UNION ALL
SELECT b.institution_id, b.id, b.mms_id, 'named by ' || n.mms_id || ' in ' || k.field
FROM bib_link k
CROSS JOIN current_bib n ON n.id = k.bib_id
CROSS JOIN live_snapshot l ON l.institution_id = n.institution_id AND l.kind = 'bibs'
CROSS JOIN match_key e
  ON e.snapshot_id = l.snapshot_id AND e.type = 'mms'
 AND e.key = CAST('1' || substr(k.record_number, 3) AS INTEGER)
CROSS JOIN current_bib b ON b.id = e.record_id AND b.mms_id = k.record_number
WHERE k.record_number GLOB '99[0-9]*';

CREATE VIEW gate_bib_bound_with AS
SELECT t.institution_id, t.local_id, 'bib-bound-with' AS gate, 'bib' AS class,
       CASE
         WHEN w.bib_id IS NOT NULL THEN 'fail'
         WHEN m.bib_id IS NULL OR x.trouble IS NOT NULL THEN 'unknown'
         ELSE 'pass'
       END AS value,
       CASE
         WHEN w.bib_id IS NOT NULL THEN 'the bib is bound with another: ' || w.detail
         WHEN x.trouble IS NOT NULL THEN x.trouble
         WHEN m.bib_id IS NULL THEN 'the bib is not loaded'
         ELSE 'not bound with another'
       END AS detail
FROM twin t
CROSS JOIN match_local m ON m.local_id = t.local_id
LEFT JOIN (
  SELECT institution_id, bib_id, min(detail) AS detail
  FROM bound_with_bib
  GROUP BY institution_id, bib_id
) w ON w.institution_id = t.institution_id AND w.bib_id = m.bib_id
LEFT JOIN input_trouble x ON x.institution_id = t.institution_id AND x.kind = 'bibs';

-- A link to the network zone is no bar: the job removes the institution's copy only.
CREATE VIEW gate_bib_network AS
SELECT t.institution_id, t.local_id, 'bib-network' AS gate, 'bib' AS class,
       CASE WHEN m.bib_id IS NULL THEN 'unknown' ELSE 'pass' END AS value,
       CASE
         WHEN m.bib_id IS NULL THEN 'the bib is not loaded'
         WHEN b.network_mms_id <> '' THEN
           'linked to the network zone: only the institution''s copy goes'
         ELSE 'not linked to the network zone'
       END AS detail
FROM twin t
CROSS JOIN match_local m ON m.local_id = t.local_id
LEFT JOIN bib b ON b.id = m.bib_id;

CREATE VIEW gate_bib_other_portfolio AS
WITH
  others AS (
    SELECT t.local_id,
           min(CASE WHEN coalesce(s.outcome, '') <> 'safe' THEN o.portfolio_id END) AS stays
    FROM twin t
    CROSS JOIN match_local m ON m.local_id = t.local_id
    CROSS JOIN portfolio_on_bib o
      ON o.institution_id = t.institution_id AND o.mms_key = m.mms_key AND o.mms_id = m.mms_id
     AND o.portfolio_id <> m.portfolio_id
    LEFT JOIN twin_outcome s ON s.local_id = o.portfolio_row_id
    GROUP BY t.local_id
  )
SELECT t.institution_id, t.local_id, 'bib-other-portfolio' AS gate, 'bib' AS class,
       CASE
         WHEN o.stays IS NOT NULL OR c.collection_id IS NOT NULL THEN 'fail'
         WHEN coalesce(x.trouble, y.trouble, w.trouble, z.trouble, u.place, v.place) IS NOT NULL
           THEN 'unknown'
         ELSE 'pass'
       END AS value,
       CASE
         WHEN o.stays IS NOT NULL THEN 'portfolio ' || o.stays || ' stays on the bib'
         WHEN c.collection_id IS NOT NULL THEN 'it is the bib of collection ' || c.collection_id
         WHEN x.trouble IS NOT NULL THEN x.trouble
         WHEN y.trouble IS NOT NULL THEN y.trouble
         WHEN coalesce(w.trouble, z.trouble) IS NOT NULL THEN coalesce(w.trouble, z.trouble)
         WHEN coalesce(u.place, v.place) IS NOT NULL THEN
           'a row of the portfolios could not be read: ' || coalesce(u.place, v.place)
         ELSE 'no other portfolio stays'
       END AS detail
FROM twin t
LEFT JOIN others o ON o.local_id = t.local_id
LEFT JOIN (
  SELECT institution_id, mms_id, min(collection_id) AS collection_id
  FROM current_collection
  WHERE mms_id <> ''
  GROUP BY institution_id, mms_id
) c ON c.institution_id = t.institution_id AND c.mms_id = t.mms_id
LEFT JOIN input_trouble x ON x.institution_id = t.institution_id AND x.kind = 'portfolios'
LEFT JOIN input_trouble y ON y.institution_id = t.institution_id AND y.kind = 'collections'
LEFT JOIN bib_column_trouble w ON w.institution_id = t.institution_id AND w.kind = 'portfolios'
LEFT JOIN bib_column_trouble z ON z.institution_id = t.institution_id AND z.kind = 'collections'
LEFT JOIN unreadable_id u
  ON u.institution_id = t.institution_id AND u.kind = 'portfolios' AND u.alma_id = ''
LEFT JOIN unreadable_id v
  ON v.institution_id = t.institution_id AND v.kind = 'portfolios' AND v.alma_id = t.mms_id;

CREATE VIEW bib_gate_rule AS
SELECT institution_id, local_id, gate, class, value, detail FROM gate_bib_physical
UNION ALL SELECT institution_id, local_id, gate, class, value, detail FROM gate_bib_bound_with
UNION ALL SELECT institution_id, local_id, gate, class, value, detail FROM gate_bib_network
UNION ALL
SELECT institution_id, local_id, gate, class, value, detail FROM gate_bib_other_portfolio;

-- What may become of the bib: deleted only if every gate of the bib is a clear pass.
CREATE VIEW bib_after AS
SELECT t.institution_id, t.local_id,
       CASE
         WHEN EXISTS (
           SELECT 1
           FROM expected_gate e
           WHERE e.class = 'bib' AND NOT EXISTS (
             SELECT 1
             FROM gate_result g
             WHERE g.local_id = t.local_id AND g.gate = e.gate AND g.value = 'pass'
           )
         ) THEN 'keep'
         ELSE 'delete'
       END AS bib_after,
       coalesce((
         SELECT group_concat(detail, '; ')
         FROM (
           SELECT g.detail
           FROM gate_result g
           WHERE g.local_id = t.local_id AND g.class = 'bib' AND g.value <> 'pass'
           ORDER BY g.gate
         )
       ), 'nothing is left on the bib') AS bib_reason
FROM twin t;

CREATE VIEW not_checked AS
SELECT t.institution_id, t.local_id,
       coalesce((
         SELECT group_concat(detail, '; ')
         FROM (
           SELECT g.detail
           FROM gate_result g
           WHERE g.local_id = t.local_id AND g.class IN ('advisory', 'alma')
             AND g.value = 'unknown'
           ORDER BY g.gate
         )
       ), '') AS not_checked
FROM twin t;
