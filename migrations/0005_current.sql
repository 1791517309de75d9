-- title: What is true now: the current_ views
-- why: Existence comes from the newest whole snapshot or a newer part, which supersedes only its
--   own scope. A fact comes from the newest source that carries it. For what a deletion would
--   lose (licence, orders, notes, coverage) any current source that has it counts, and a copy is
--   inactive as soon as one current source says so.

-- Which snapshots speak at present, made afresh by every import from live_snapshot_rule.
--   whole  the newest whole snapshot of its kind
--   part   the newest of its part, and newer than the whole: decides existence in its scope
--   facts  the newest of its part, but older than the whole: adds facts only
--   older  an older whole snapshot that carries a fact that no newer one does; not older than the
--          setting freshness-days, but for the P2E file and the resolver's export
CREATE TABLE live_snapshot (
  institution_id INTEGER NOT NULL REFERENCES institution (id),
  kind           TEXT    NOT NULL,
  snapshot_id    INTEGER NOT NULL REFERENCES snapshot (id),
  role           TEXT    NOT NULL,
  age_rank       INTEGER NOT NULL,  -- 1 is the newest
  collection_id  TEXT,              -- of a part: the collection that it is of, where known
  PRIMARY KEY (institution_id, kind, age_rank),
  CONSTRAINT live_snapshot_once UNIQUE (snapshot_id)
) STRICT, WITHOUT ROWID;

CREATE VIEW live_snapshot_rule AS
WITH
  aged AS (
    SELECT id, institution_id, kind, scope, scope_name, as_of,
           row_number() OVER (
             PARTITION BY institution_id, kind, scope, scope_name
             ORDER BY as_of DESC, id DESC
           ) AS age
    FROM snapshot
  ),
  roles AS (
    SELECT s.id, s.institution_id, s.kind, s.as_of,
           CASE
             WHEN s.scope = 'all' AND s.age = 1 THEN 'whole'
             WHEN s.scope = 'all' AND (
               s.kind IN ('p2e', 'sfx') OR julianday(s.as_of) + (
                 SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'freshness-days'
               ) >= (
                 SELECT julianday(max(w.as_of))
                 FROM aged w
                 WHERE w.institution_id = s.institution_id AND w.kind = s.kind AND w.scope = 'all'
               )
             ) AND EXISTS (
               SELECT 1
               FROM snapshot_field f
               WHERE f.snapshot_id = s.id
                 AND NOT EXISTS (
                   SELECT 1
                   FROM aged n
                   CROSS JOIN snapshot_field g ON g.snapshot_id = n.id AND g.field = f.field
                   WHERE n.institution_id = s.institution_id AND n.kind = s.kind
                     AND n.scope = 'all' AND n.age < s.age
                 )
             ) THEN 'older'
             WHEN s.scope = 'all' OR s.age > 1 THEN NULL
             WHEN EXISTS (
               SELECT 1
               FROM aged w
               WHERE w.institution_id = s.institution_id AND w.kind = s.kind
                 AND w.scope = 'all' AND w.age = 1 AND (w.as_of, w.id) > (s.as_of, s.id)
             ) THEN 'facts'
             ELSE 'part'
           END AS role
    FROM aged s
  )
SELECT institution_id, kind, id AS snapshot_id, role,
       row_number() OVER (PARTITION BY institution_id, kind ORDER BY as_of DESC, id DESC)
         AS age_rank
FROM roles
WHERE role IS NOT NULL;

-- The collection that each part of the portfolios is of: the one that most of its rows name or,
-- where its file names none (an Extended Export), the one that its portfolios have elsewhere.
CREATE VIEW part_collection AS
WITH
  votes AS (
    SELECT l.snapshot_id,
           coalesce(
             nullif(p.collection_id, ''),
             (
               SELECT q.collection_id
               FROM live_snapshot s
               CROSS JOIN match_key k
                 ON k.snapshot_id = s.snapshot_id AND k.type = 'portfolio'
                AND k.key = p.portfolio_key
               CROSS JOIN portfolio q ON q.id = k.record_id AND q.portfolio_id = p.portfolio_id
               WHERE s.institution_id = l.institution_id AND s.kind = 'portfolios'
                 AND q.collection_id <> ''
               ORDER BY s.age_rank
               LIMIT 1
             )
           ) AS collection_id
    FROM live_snapshot l
    CROSS JOIN portfolio p ON p.snapshot_id = l.snapshot_id
    WHERE l.kind = 'portfolios' AND l.role IN ('part', 'facts')
  ),
  counted AS (
    SELECT snapshot_id, collection_id,
           row_number() OVER (
             PARTITION BY snapshot_id ORDER BY count(*) DESC, collection_id
           ) AS place
    FROM votes
    WHERE collection_id IS NOT NULL
    GROUP BY snapshot_id, collection_id
  )
SELECT snapshot_id, collection_id
FROM counted
WHERE place = 1;

-- The one row that says that a portfolio exists.
CREATE VIEW existing_portfolio AS
SELECT l.institution_id, l.age_rank, p.*
FROM live_snapshot l
CROSS JOIN portfolio p ON p.snapshot_id = l.snapshot_id
WHERE l.kind = 'portfolios' AND l.role IN ('whole', 'part') AND p.repeats_row IS NULL
  -- a newer source that decides existence has it too: that one speaks
  AND NOT EXISTS (
    SELECT 1
    FROM live_snapshot n
    CROSS JOIN match_key k
      ON k.snapshot_id = n.snapshot_id AND k.type = 'portfolio' AND k.key = p.portfolio_key
    CROSS JOIN portfolio q ON q.id = k.record_id AND q.portfolio_id = p.portfolio_id
    WHERE n.institution_id = l.institution_id AND n.kind = 'portfolios'
      AND n.role IN ('whole', 'part') AND n.age_rank < l.age_rank
  )
  -- a newer part of its collection does not have it: it is gone
  AND NOT EXISTS (
    SELECT 1
    FROM live_snapshot n
    WHERE n.institution_id = l.institution_id AND n.kind = 'portfolios' AND n.role = 'part'
      AND n.age_rank < l.age_rank AND n.collection_id = p.collection_id
  );

-- All rows that speak of a portfolio at present, newest source first by age_rank.
CREATE VIEW portfolio_source AS
SELECT s.institution_id, s.role, s.age_rank, k.key AS portfolio_key_joined, q.*
FROM live_snapshot s
CROSS JOIN match_key k ON k.snapshot_id = s.snapshot_id AND k.type = 'portfolio'
CROSS JOIN portfolio q ON q.id = k.record_id
WHERE s.kind = 'portfolios';

-- One row a portfolio. Columns of a deletion's cost (po_line ... proxy): the newest source that
-- has something there; '' when the sources that carry the column have nothing; NULL when none
-- carries it.
CREATE VIEW current_portfolio AS
SELECT p.institution_id, p.id, p.snapshot_id, p.source_file_id, p.source_row,
       p.portfolio_id, p.portfolio_key,
       coalesce(p.mms_id, (
         SELECT q.mms_id
         FROM portfolio_source q
         WHERE q.institution_id = p.institution_id
           AND q.portfolio_key_joined = p.portfolio_key AND q.portfolio_id = p.portfolio_id
           AND q.mms_id IS NOT NULL
         ORDER BY q.age_rank, q.id
         LIMIT 1
       )) AS mms_id,
       coalesce(p.mms_key, (
         SELECT q.mms_key
         FROM portfolio_source q
         WHERE q.institution_id = p.institution_id
           AND q.portfolio_key_joined = p.portfolio_key AND q.portfolio_id = p.portfolio_id
           AND q.mms_key IS NOT NULL
         ORDER BY q.age_rank, q.id
         LIMIT 1
       )) AS mms_key,
       coalesce(p.title, (
         SELECT q.title
         FROM portfolio_source q
         WHERE q.institution_id = p.institution_id
           AND q.portfolio_key_joined = p.portfolio_key AND q.portfolio_id = p.portfolio_id
           AND q.title IS NOT NULL
         ORDER BY q.age_rank, q.id
         LIMIT 1
       )) AS title,
       coalesce(p.title_key, (
         SELECT q.title_key
         FROM portfolio_source q
         WHERE q.institution_id = p.institution_id
           AND q.portfolio_key_joined = p.portfolio_key AND q.portfolio_id = p.portfolio_id
           AND q.title_key IS NOT NULL
         ORDER BY q.age_rank, q.id
         LIMIT 1
       )) AS title_key,
       coalesce(p.title_main_key, (
         SELECT q.title_main_key
         FROM portfolio_source q
         WHERE q.institution_id = p.institution_id
           AND q.portfolio_key_joined = p.portfolio_key AND q.portfolio_id = p.portfolio_id
           AND q.title_main_key IS NOT NULL
         ORDER BY q.age_rank, q.id
         LIMIT 1
       )) AS title_main_key,
       coalesce(p.title_part, (
         SELECT q.title_part
         FROM portfolio_source q
         WHERE q.institution_id = p.institution_id
           AND q.portfolio_key_joined = p.portfolio_key AND q.portfolio_id = p.portfolio_id
           AND q.title_part IS NOT NULL
         ORDER BY q.age_rank, q.id
         LIMIT 1
       )) AS title_part,
       coalesce(p.title_edition, (
         SELECT q.title_edition
         FROM portfolio_source q
         WHERE q.institution_id = p.institution_id
           AND q.portfolio_key_joined = p.portfolio_key AND q.portfolio_id = p.portfolio_id
           AND q.title_edition IS NOT NULL
         ORDER BY q.age_rank, q.id
         LIMIT 1
       )) AS title_edition,
       coalesce(p.isbn, (
         SELECT q.isbn
         FROM portfolio_source q
         WHERE q.institution_id = p.institution_id
           AND q.portfolio_key_joined = p.portfolio_key AND q.portfolio_id = p.portfolio_id
           AND q.isbn IS NOT NULL
         ORDER BY q.age_rank, q.id
         LIMIT 1
       )) AS isbn,
       coalesce(p.issn, (
         SELECT q.issn
         FROM portfolio_source q
         WHERE q.institution_id = p.institution_id
           AND q.portfolio_key_joined = p.portfolio_key AND q.portfolio_id = p.portfolio_id
           AND q.issn IS NOT NULL
         ORDER BY q.age_rank, q.id
         LIMIT 1
       )) AS issn,
       coalesce(p.collection_id, (
         SELECT q.collection_id
         FROM portfolio_source q
         WHERE q.institution_id = p.institution_id
           AND q.portfolio_key_joined = p.portfolio_key AND q.portfolio_id = p.portfolio_id
           AND q.collection_id IS NOT NULL
         ORDER BY q.age_rank, q.id
         LIMIT 1
       )) AS collection_id,
       coalesce(p.cz_collection_id, (
         SELECT q.cz_collection_id
         FROM portfolio_source q
         WHERE q.institution_id = p.institution_id
           AND q.portfolio_key_joined = p.portfolio_key AND q.portfolio_id = p.portfolio_id
           AND q.cz_collection_id IS NOT NULL
         ORDER BY q.age_rank, q.id
         LIMIT 1
       )) AS cz_collection_id,
       coalesce(p.collection_name, (
         SELECT q.collection_name
         FROM portfolio_source q
         WHERE q.institution_id = p.institution_id
           AND q.portfolio_key_joined = p.portfolio_key AND q.portfolio_id = p.portfolio_id
           AND q.collection_name IS NOT NULL
         ORDER BY q.age_rank, q.id
         LIMIT 1
       )) AS collection_name,
       coalesce(p.interface_name, (
         SELECT q.interface_name
         FROM portfolio_source q
         WHERE q.institution_id = p.institution_id
           AND q.portfolio_key_joined = p.portfolio_key AND q.portfolio_id = p.portfolio_id
           AND q.interface_name IS NOT NULL
         ORDER BY q.age_rank, q.id
         LIMIT 1
       )) AS interface_name,
       coalesce(p.is_standalone, (
         SELECT q.is_standalone
         FROM portfolio_source q
         WHERE q.institution_id = p.institution_id
           AND q.portfolio_key_joined = p.portfolio_key AND q.portfolio_id = p.portfolio_id
           AND q.is_standalone IS NOT NULL
         ORDER BY q.age_rank, q.id
         LIMIT 1
       )) AS is_standalone,
       coalesce(p.is_cz_linked, (
         SELECT q.is_cz_linked
         FROM portfolio_source q
         WHERE q.institution_id = p.institution_id
           AND q.portfolio_key_joined = p.portfolio_key AND q.portfolio_id = p.portfolio_id
           AND q.is_cz_linked IS NOT NULL
         ORDER BY q.age_rank, q.id
         LIMIT 1
       )) AS is_cz_linked,
       coalesce(p.url, (
         SELECT q.url
         FROM portfolio_source q
         WHERE q.institution_id = p.institution_id
           AND q.portfolio_key_joined = p.portfolio_key AND q.portfolio_id = p.portfolio_id
           AND q.url IS NOT NULL
         ORDER BY q.age_rank, q.id
         LIMIT 1
       )) AS url,
       coalesce(p.host, (
         SELECT q.host
         FROM portfolio_source q
         WHERE q.institution_id = p.institution_id
           AND q.portfolio_key_joined = p.portfolio_key AND q.portfolio_id = p.portfolio_id
           AND q.host IS NOT NULL
         ORDER BY q.age_rank, q.id
         LIMIT 1
       )) AS host,
       coalesce(p.host_family, (
         SELECT q.host_family
         FROM portfolio_source q
         WHERE q.institution_id = p.institution_id
           AND q.portfolio_key_joined = p.portfolio_key AND q.portfolio_id = p.portfolio_id
           AND q.host_family IS NOT NULL
         ORDER BY q.age_rank, q.id
         LIMIT 1
       )) AS host_family,
       coalesce(p.parser_parameters, (
         SELECT q.parser_parameters
         FROM portfolio_source q
         WHERE q.institution_id = p.institution_id
           AND q.portfolio_key_joined = p.portfolio_key AND q.portfolio_id = p.portfolio_id
           AND q.parser_parameters IS NOT NULL
         ORDER BY q.age_rank, q.id
         LIMIT 1
       )) AS parser_parameters,
       coalesce(p.service_id, (
         SELECT q.service_id
         FROM portfolio_source q
         WHERE q.institution_id = p.institution_id
           AND q.portfolio_key_joined = p.portfolio_key AND q.portfolio_id = p.portfolio_id
           AND q.service_id IS NOT NULL
         ORDER BY q.age_rank, q.id
         LIMIT 1
       )) AS service_id,
       coalesce(p.material_type, (
         SELECT q.material_type
         FROM portfolio_source q
         WHERE q.institution_id = p.institution_id
           AND q.portfolio_key_joined = p.portfolio_key AND q.portfolio_id = p.portfolio_id
           AND q.material_type IS NOT NULL
         ORDER BY q.age_rank, q.id
         LIMIT 1
       )) AS material_type,
       coalesce(p.created_on, (
         SELECT q.created_on
         FROM portfolio_source q
         WHERE q.institution_id = p.institution_id
           AND q.portfolio_key_joined = p.portfolio_key AND q.portfolio_id = p.portfolio_id
           AND q.created_on IS NOT NULL
         ORDER BY q.age_rank, q.id
         LIMIT 1
       )) AS created_on,
       coalesce(p.created_by, (
         SELECT q.created_by
         FROM portfolio_source q
         WHERE q.institution_id = p.institution_id
           AND q.portfolio_key_joined = p.portfolio_key AND q.portfolio_id = p.portfolio_id
           AND q.created_by IS NOT NULL
         ORDER BY q.age_rank, q.id
         LIMIT 1
       )) AS created_by,
       CASE
         WHEN EXISTS (
           SELECT 1
           FROM portfolio_source q
           WHERE q.institution_id = p.institution_id AND q.role <> 'older'
             AND q.portfolio_key_joined = p.portfolio_key AND q.portfolio_id = p.portfolio_id
             AND q.availability = 'inactive'
         ) THEN 'inactive'
         ELSE coalesce(p.availability, (
           SELECT q.availability
           FROM portfolio_source q
           WHERE q.institution_id = p.institution_id
             AND q.portfolio_key_joined = p.portfolio_key AND q.portfolio_id = p.portfolio_id
             AND q.availability IS NOT NULL
           ORDER BY q.age_rank, q.id
           LIMIT 1
         ))
       END AS availability,
       coalesce(nullif(p.po_line, ''), (
         SELECT q.po_line
         FROM portfolio_source q
         WHERE q.institution_id = p.institution_id
           AND q.portfolio_key_joined = p.portfolio_key AND q.portfolio_id = p.portfolio_id
           AND (q.role <> 'older' OR p.po_line IS NULL) AND q.po_line IS NOT NULL
         ORDER BY q.po_line = '', q.age_rank, q.id
         LIMIT 1
       )) AS po_line,
       coalesce(nullif(p.additional_po_lines, ''), (
         SELECT q.additional_po_lines
         FROM portfolio_source q
         WHERE q.institution_id = p.institution_id
           AND q.portfolio_key_joined = p.portfolio_key AND q.portfolio_id = p.portfolio_id
           AND (q.role <> 'older' OR p.additional_po_lines IS NULL) AND q.additional_po_lines IS NOT NULL
         ORDER BY q.additional_po_lines = '', q.age_rank, q.id
         LIMIT 1
       )) AS additional_po_lines,
       coalesce(nullif(p.license, ''), (
         SELECT q.license
         FROM portfolio_source q
         WHERE q.institution_id = p.institution_id
           AND q.portfolio_key_joined = p.portfolio_key AND q.portfolio_id = p.portfolio_id
           AND (q.role <> 'older' OR p.license IS NULL) AND q.license IS NOT NULL
         ORDER BY q.license = '', q.age_rank, q.id
         LIMIT 1
       )) AS license,
       coalesce(nullif(p.pda, ''), (
         SELECT q.pda
         FROM portfolio_source q
         WHERE q.institution_id = p.institution_id
           AND q.portfolio_key_joined = p.portfolio_key AND q.portfolio_id = p.portfolio_id
           AND (q.role <> 'older' OR p.pda IS NULL) AND q.pda IS NOT NULL
         ORDER BY q.pda = '', q.age_rank, q.id
         LIMIT 1
       )) AS pda,
       coalesce(nullif(p.eba, ''), (
         SELECT q.eba
         FROM portfolio_source q
         WHERE q.institution_id = p.institution_id
           AND q.portfolio_key_joined = p.portfolio_key AND q.portfolio_id = p.portfolio_id
           AND (q.role <> 'older' OR p.eba IS NULL) AND q.eba IS NOT NULL
         ORDER BY q.eba = '', q.age_rank, q.id
         LIMIT 1
       )) AS eba,
       coalesce(nullif(p.coverage, ''), (
         SELECT q.coverage
         FROM portfolio_source q
         WHERE q.institution_id = p.institution_id
           AND q.portfolio_key_joined = p.portfolio_key AND q.portfolio_id = p.portfolio_id
           AND (q.role <> 'older' OR p.coverage IS NULL) AND q.coverage IS NOT NULL
         ORDER BY q.coverage = '', q.age_rank, q.id
         LIMIT 1
       )) AS coverage,
       coalesce(nullif(p.public_note, ''), (
         SELECT q.public_note
         FROM portfolio_source q
         WHERE q.institution_id = p.institution_id
           AND q.portfolio_key_joined = p.portfolio_key AND q.portfolio_id = p.portfolio_id
           AND (q.role <> 'older' OR p.public_note IS NULL) AND q.public_note IS NOT NULL
         ORDER BY q.public_note = '', q.age_rank, q.id
         LIMIT 1
       )) AS public_note,
       coalesce(nullif(p.authentication_note, ''), (
         SELECT q.authentication_note
         FROM portfolio_source q
         WHERE q.institution_id = p.institution_id
           AND q.portfolio_key_joined = p.portfolio_key AND q.portfolio_id = p.portfolio_id
           AND (q.role <> 'older' OR p.authentication_note IS NULL) AND q.authentication_note IS NOT NULL
         ORDER BY q.authentication_note = '', q.age_rank, q.id
         LIMIT 1
       )) AS authentication_note,
       coalesce(nullif(p.internal_note, ''), (
         SELECT q.internal_note
         FROM portfolio_source q
         WHERE q.institution_id = p.institution_id
           AND q.portfolio_key_joined = p.portfolio_key AND q.portfolio_id = p.portfolio_id
           AND (q.role <> 'older' OR p.internal_note IS NULL) AND q.internal_note IS NOT NULL
         ORDER BY q.internal_note = '', q.age_rank, q.id
         LIMIT 1
       )) AS internal_note,
       coalesce(nullif(p.proxy, ''), (
         SELECT q.proxy
         FROM portfolio_source q
         WHERE q.institution_id = p.institution_id
           AND q.portfolio_key_joined = p.portfolio_key AND q.portfolio_id = p.portfolio_id
           AND (q.role <> 'older' OR p.proxy IS NULL) AND q.proxy IS NOT NULL
         ORDER BY q.proxy = '', q.age_rank, q.id
         LIMIT 1
       )) AS proxy,
       p.extra
FROM existing_portfolio p;

CREATE VIEW current_collection AS
SELECT l.institution_id, r.*
FROM live_snapshot l
CROSS JOIN collection r ON r.snapshot_id = l.snapshot_id
WHERE l.kind = 'collections' AND l.role IN ('whole', 'part') AND r.repeats_row IS NULL
  AND NOT EXISTS (
    SELECT 1
    FROM live_snapshot n
    CROSS JOIN match_key k ON k.snapshot_id = n.snapshot_id AND k.type = 'collection' AND k.key = r.collection_key
    CROSS JOIN collection q ON q.id = k.record_id AND q.collection_id = r.collection_id
    WHERE n.institution_id = l.institution_id AND n.kind = 'collections'
      AND n.role IN ('whole', 'part') AND n.age_rank < l.age_rank
  );

CREATE VIEW current_bib AS
SELECT l.institution_id, r.*
FROM live_snapshot l
CROSS JOIN bib r ON r.snapshot_id = l.snapshot_id
WHERE l.kind = 'bibs' AND l.role IN ('whole', 'part') AND r.repeats_row IS NULL
  AND NOT EXISTS (
    SELECT 1
    FROM live_snapshot n
    CROSS JOIN match_key k ON k.snapshot_id = n.snapshot_id AND k.type = 'mms' AND k.key = r.mms_key
    CROSS JOIN bib q ON q.id = k.record_id AND q.mms_id = r.mms_id
    WHERE n.institution_id = l.institution_id AND n.kind = 'bibs'
      AND n.role IN ('whole', 'part') AND n.age_rank < l.age_rank
  );

-- An order line may stand on several rows (one a portfolio); a newer part replaces all of them.
CREATE VIEW current_po_line AS
SELECT l.institution_id, r.po_line, r.title, r.status, r.state, r.type, r.vendor, r.owner,
       r.mms_id, r.mms_key, r.portfolio_id, r.portfolio_key, r.collection_id, r.po_line_key,
       r.id, r.snapshot_id, r.source_file_id, r.source_row, r.extra
FROM live_snapshot l
CROSS JOIN po_line r ON r.snapshot_id = l.snapshot_id
WHERE l.kind = 'po-lines' AND l.role IN ('whole', 'part')
  AND NOT EXISTS (
    SELECT 1
    FROM live_snapshot n
    CROSS JOIN match_key k
      ON k.snapshot_id = n.snapshot_id AND k.type = 'po-line' AND k.key = r.po_line_key
    CROSS JOIN po_line q ON q.id = k.record_id AND q.po_line = r.po_line
    WHERE n.institution_id = l.institution_id AND n.kind = 'po-lines'
      AND n.role IN ('whole', 'part') AND n.age_rank < l.age_rank
  );

-- Holdings say "there is something on the shelf": every current source counts.
CREATE VIEW current_holding AS
SELECT l.institution_id, r.*
FROM live_snapshot l
CROSS JOIN holding r ON r.snapshot_id = l.snapshot_id
WHERE l.kind = 'holdings' AND l.role IN ('whole', 'part');

CREATE VIEW current_p2e_record AS
SELECT l.institution_id, r.*
FROM live_snapshot l
CROSS JOIN p2e_record r ON r.snapshot_id = l.snapshot_id
WHERE l.kind = 'p2e' AND l.role IN ('whole', 'part')
  AND NOT EXISTS (
    SELECT 1
    FROM live_snapshot n
    CROSS JOIN p2e_record q ON q.snapshot_id = n.snapshot_id AND q.legacy_key = r.legacy_key
    WHERE n.institution_id = l.institution_id AND n.kind = 'p2e'
      AND n.role IN ('whole', 'part') AND n.age_rank < l.age_rank
  );

CREATE VIEW current_resolver_title AS
SELECT l.institution_id, r.*
FROM live_snapshot l
CROSS JOIN resolver_title r ON r.snapshot_id = l.snapshot_id
WHERE l.kind = 'sfx' AND l.role IN ('whole', 'part');

-- How far each kind of input may be trusted to say what is not there: good, part, missing or
-- stale (too much older than the portfolios).
CREATE VIEW input_state AS
WITH kinds (kind) AS (
  VALUES ('portfolios'), ('collections'), ('bibs'), ('holdings'), ('po-lines'), ('p2e'), ('sfx')
)
SELECT i.id AS institution_id, k.kind, w.snapshot_id AS whole_snapshot_id, s.as_of,
       CASE
         WHEN w.snapshot_id IS NULL AND EXISTS (
           SELECT 1 FROM live_snapshot p WHERE p.institution_id = i.id AND p.kind = k.kind
         ) THEN 'part'
         WHEN w.snapshot_id IS NULL THEN 'missing'
         WHEN k.kind NOT IN ('portfolios', 'p2e', 'sfx') AND julianday(s.as_of) + (
           SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'freshness-days'
         ) < (
           SELECT julianday(max(f.as_of))
           FROM live_snapshot l
           CROSS JOIN snapshot f ON f.id = l.snapshot_id
           WHERE l.institution_id = i.id AND l.kind = 'portfolios' AND l.role IN ('whole', 'part')
         ) THEN 'stale'
         ELSE 'good'
       END AS state
FROM institution i
CROSS JOIN kinds k
LEFT JOIN live_snapshot w
  ON w.institution_id = i.id AND w.kind = k.kind AND w.role = 'whole'
LEFT JOIN snapshot s ON s.id = w.snapshot_id;

-- What is wrong with an input, in the words that a gate's detail uses.
CREATE VIEW input_trouble AS
SELECT institution_id, kind, state,
       CASE state
         WHEN 'missing' THEN 'no ' || kind || ' file is loaded'
         WHEN 'part' THEN 'only a part of the ' || kind || ' is loaded'
         WHEN 'stale' THEN 'the ' || kind || ' are of ' || as_of
           || ', too much older than the portfolios'
       END AS trouble
FROM input_state
WHERE state <> 'good';

-- The portfolios of a bib; ask by institution and mms_key. A newer part without MMS IDs does not
-- take a portfolio off its bib.
CREATE VIEW portfolio_on_bib AS
SELECT l.institution_id, k.key AS mms_key, o.mms_id, o.portfolio_id, o.id AS portfolio_row_id,
       o.is_standalone, o.is_cz_linked
FROM live_snapshot l
CROSS JOIN match_key k ON k.snapshot_id = l.snapshot_id AND k.type = 'mms'
CROSS JOIN portfolio q ON q.id = k.record_id
CROSS JOIN live_snapshot s
  ON s.institution_id = l.institution_id AND s.kind = 'portfolios' AND s.role IN ('whole', 'part')
CROSS JOIN match_key e
  ON e.snapshot_id = s.snapshot_id AND e.type = 'portfolio' AND e.key = q.portfolio_key
CROSS JOIN current_portfolio o
  ON o.id = e.record_id AND o.portfolio_id = q.portfolio_id AND o.mms_id = q.mms_id
WHERE l.kind = 'portfolios';

-- Files of records that hang on bibs and have no column that says on which; of portfolios, only
-- where no other current file says it.
CREATE VIEW bib_column_trouble AS
SELECT l.institution_id, l.kind, 'the ' || l.kind || ' have no MMS ID column' AS trouble
FROM live_snapshot l
WHERE l.kind IN ('portfolios', 'collections', 'po-lines') AND l.role IN ('whole', 'part')
  AND NOT EXISTS (
    SELECT 1 FROM snapshot_field f WHERE f.snapshot_id = l.snapshot_id AND f.field = 'mms_id'
  )
  AND (
    l.kind <> 'portfolios'
    OR EXISTS (
      SELECT 1
      FROM portfolio p INDEXED BY portfolio_by_snapshot
      WHERE p.snapshot_id = l.snapshot_id AND NOT EXISTS (
        SELECT 1
        FROM portfolio_source q
        WHERE q.institution_id = l.institution_id AND q.portfolio_key_joined = p.portfolio_key
          AND q.portfolio_id = p.portfolio_id AND q.mms_id IS NOT NULL
      )
    )
  )
GROUP BY l.institution_id, l.kind;

-- Ids in rejected rows of the current files; '' stands for a row in which none could be read.
CREATE VIEW current_rejected_id AS
SELECT l.institution_id, l.kind, r.alma_id, f.file_name, r.row
FROM live_snapshot l
CROSS JOIN source_file f ON f.snapshot_id = l.snapshot_id
CROSS JOIN rejected_id r ON r.source_file_id = f.id
WHERE l.role <> 'older';

CREATE VIEW unreadable_id AS
SELECT institution_id, kind, alma_id, min(file_name || ' row ' || row) AS place
FROM current_rejected_id
GROUP BY institution_id, kind, alma_id;
