-- title: Rules for the further inputs: lists of bibs, old bib ids, signs and traces
-- why: A further source of a fact may add to what is known, never make a gate easier. Views of
--   earlier files that have to know of it are made anew here, each with the reason.

-- Which kinds there are, and which of them no age makes wrong: what a migration was asked for, what
-- a job did, what the user wrote down.
CREATE TABLE input_kind (
  kind        TEXT    NOT NULL PRIMARY KEY,
  never_stale INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO input_kind (kind, never_stale)
VALUES
  ('portfolios', 0), ('collections', 0), ('bibs', 0), ('holdings', 0), ('po-lines', 0),
  ('p2e', 1), ('sfx', 1), ('kbart', 1), ('360', 1), ('ebsco', 1), ('activation-form', 1),
  ('nz-collections', 0), ('vendors', 0), ('licenses', 0),
  ('interfaces', 0), ('erm-form', 1), ('job-report', 1), ('migration-stats', 1),
  ('platforms', 1);

-- A list of bibs does not say what MARC says: links to other records, parts, editions. So MARC
-- speaks first whatever its day, and a list adds bibs and facts.
DROP VIEW live_snapshot_rule;
CREATE VIEW live_snapshot_rule AS
WITH
  described AS (
    SELECT s.id, s.institution_id, s.kind, s.scope, s.scope_name, s.as_of,
           s.kind = 'bibs' AND NOT EXISTS (
             SELECT 1 FROM snapshot_field f WHERE f.snapshot_id = s.id AND f.field = 'link'
           ) AS is_list,
           k.never_stale, d.days
    FROM snapshot s
    LEFT JOIN input_kind k ON k.kind = s.kind
    CROSS JOIN (
      SELECT CAST(value AS INTEGER) AS days FROM setting WHERE name = 'freshness-days'
    ) d
  ),
  aged AS (
    SELECT *,
           row_number() OVER (
             PARTITION BY institution_id, kind, scope, scope_name, is_list
             ORDER BY as_of DESC, id DESC
           ) AS age
    FROM described
  ),
  roles AS (
    SELECT s.id, s.institution_id, s.kind, s.as_of, s.is_list,
           CASE
             WHEN s.scope = 'all' AND s.age = 1 AND s.is_list = 0 THEN 'whole'
             WHEN s.scope = 'all' AND s.age = 1 THEN
               CASE
                 WHEN NOT EXISTS (
                   SELECT 1
                   FROM aged m
                   WHERE m.institution_id = s.institution_id AND m.kind = s.kind
                     AND m.scope = 'all' AND m.is_list = 0
                 ) THEN 'whole'
                 WHEN julianday(s.as_of) + s.days >= (
                   SELECT julianday(max(m.as_of))
                   FROM aged m
                   WHERE m.institution_id = s.institution_id AND m.kind = s.kind
                     AND m.scope = 'all' AND m.is_list = 0
                 ) THEN 'facts'
               END
             WHEN s.scope = 'all' AND (
               s.never_stale = 1 OR julianday(s.as_of) + s.days >= (
                 SELECT julianday(max(w.as_of))
                 FROM aged w
                 WHERE w.institution_id = s.institution_id AND w.kind = s.kind AND w.scope = 'all'
                   AND w.is_list = s.is_list
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
                     AND n.scope = 'all' AND n.is_list = s.is_list AND n.age < s.age
                 )
             ) THEN 'older'
             WHEN s.scope = 'all' THEN NULL
             WHEN s.age > 1 AND NOT (
               s.kind IN (SELECT kind FROM resolver_kind WHERE by_collection = 1) AND EXISTS (
                 SELECT 1
                 FROM resolver_collection c
                 WHERE c.snapshot_id = s.id
                   AND NOT EXISTS (
                     SELECT 1
                     FROM aged n
                     CROSS JOIN resolver_collection d
                       ON d.snapshot_id = n.id AND d.target_id = c.target_id
                     WHERE n.institution_id = s.institution_id AND n.kind = s.kind
                       AND (n.as_of, n.id) > (s.as_of, s.id)
                   )
               )
             ) THEN NULL
             -- MARC of a few bibs beside a list of all: it speaks of these as long as it is fresh
             WHEN s.is_list = 0 AND EXISTS (
               SELECT 1
               FROM aged w
               WHERE w.institution_id = s.institution_id AND w.kind = s.kind
                 AND w.scope = 'all' AND w.age = 1
                 AND (w.as_of, w.id) > (s.as_of, s.id)
                 AND (w.is_list = 0 OR julianday(s.as_of) + s.days < julianday(w.as_of))
             ) THEN 'facts'
             WHEN s.is_list = 1 AND EXISTS (
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
       row_number() OVER (
         PARTITION BY institution_id, kind ORDER BY is_list, as_of DESC, id DESC
       ) AS age_rank
FROM roles
WHERE role IS NOT NULL;

-- A part decides what is gone from a collection only if it is that collection's: an Extended Export,
-- what the user says, or a file of one collection. A list of search results is not.
DROP VIEW part_collection;
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
           ) AS place,
           count(*) OVER (PARTITION BY snapshot_id) AS collections
    FROM votes
    WHERE collection_id IS NOT NULL
    GROUP BY snapshot_id, collection_id
  )
SELECT c.snapshot_id, c.collection_id
FROM counted c
CROSS JOIN snapshot s ON s.id = c.snapshot_id
WHERE c.place = 1
  AND (
    c.collections = 1
    OR (s.scope_reason IN ('--collection', '--scope part') AND s.scope_name <> '')
    OR EXISTS (
      SELECT 1
      FROM source_file f
      CROSS JOIN source_column h ON h.source_file_id = f.id
      WHERE f.snapshot_id = s.id AND upper(trim(h.header)) = 'LOCALIZED'
    )
  );

-- A library has one link resolver: of the kinds of its side only those are asked for that are
-- loaded, and sfx stands for all of them where none is.
DROP VIEW input_state;
CREATE VIEW input_state AS
SELECT i.id AS institution_id, k.kind, w.snapshot_id AS whole_snapshot_id, s.as_of,
       CASE
         WHEN w.snapshot_id IS NULL AND EXISTS (
           SELECT 1 FROM live_snapshot p WHERE p.institution_id = i.id AND p.kind = k.kind
         -- a job report is whole in itself
         ) THEN CASE k.kind WHEN 'job-report' THEN 'good' ELSE 'part' END
         WHEN w.snapshot_id IS NULL THEN 'missing'
         WHEN k.kind <> 'portfolios' AND k.never_stale = 0 AND julianday(s.as_of) + (
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
CROSS JOIN input_kind k
LEFT JOIN live_snapshot w
  ON w.institution_id = i.id AND w.kind = k.kind AND w.role = 'whole'
LEFT JOIN snapshot s ON s.id = w.snapshot_id
WHERE k.kind NOT IN (SELECT kind FROM resolver_kind)
  OR EXISTS (
    SELECT 1 FROM live_snapshot p WHERE p.institution_id = i.id AND p.kind = k.kind
  )
  OR (
    k.kind = 'sfx' AND NOT EXISTS (
      SELECT 1
      FROM live_snapshot p
      CROSS JOIN resolver_kind r ON r.kind = p.kind
      WHERE p.institution_id = i.id
    )
  );

-- The newest of each of the further kinds; of job reports, every one.
CREATE VIEW current_nz_collection AS
SELECT l.institution_id, r.*
FROM live_snapshot l
CROSS JOIN nz_collection r ON r.snapshot_id = l.snapshot_id
WHERE l.kind = 'nz-collections' AND l.role IN ('whole', 'part');

CREATE VIEW current_vendor AS
SELECT l.institution_id, r.*
FROM live_snapshot l
CROSS JOIN vendor r ON r.snapshot_id = l.snapshot_id
WHERE l.kind = 'vendors' AND l.role IN ('whole', 'part');

CREATE VIEW current_license AS
SELECT l.institution_id, r.*
FROM live_snapshot l
CROSS JOIN license r ON r.snapshot_id = l.snapshot_id
WHERE l.kind = 'licenses' AND l.role IN ('whole', 'part');

CREATE VIEW current_interface AS
SELECT l.institution_id, r.*
FROM live_snapshot l
CROSS JOIN interface r ON r.snapshot_id = l.snapshot_id
WHERE l.kind = 'interfaces' AND l.role IN ('whole', 'part');

CREATE VIEW current_erm_form_row AS
SELECT l.institution_id, r.*
FROM live_snapshot l
CROSS JOIN erm_form_row r ON r.snapshot_id = l.snapshot_id
WHERE l.kind = 'erm-form' AND l.role IN ('whole', 'part');

CREATE VIEW current_job_report_record AS
SELECT l.institution_id, r.*
FROM live_snapshot l
CROSS JOIN job_report_record r ON r.snapshot_id = l.snapshot_id
WHERE l.kind = 'job-report' AND l.role IN ('whole', 'part');

CREATE VIEW current_migration_stat AS
SELECT l.institution_id, r.*
FROM live_snapshot l
CROSS JOIN migration_stat r ON r.snapshot_id = l.snapshot_id
WHERE l.kind = 'migration-stats' AND l.role IN ('whole', 'part');

CREATE VIEW current_platform_map AS
SELECT l.institution_id, r.*
FROM live_snapshot l
CROSS JOIN platform_map r ON r.snapshot_id = l.snapshot_id
WHERE l.kind = 'platforms' AND l.role IN ('whole', 'part');

-- # Old bib ids

-- How a P2E list writes Sierra's record numbers: checked (with their check digit), bare, mixed, or
-- none where no id tells. Eight digits may be either: the list's other ids decide. Ids of other
-- systems have no check digit, and their number is what it is.
CREATE VIEW p2e_reading AS
WITH
  told AS (
    SELECT l.institution_id, l.snapshot_id,
           coalesce(sum(r.legacy_check = 'right'), 0) AS checked,
           coalesce(sum(r.legacy_check = 'absent'), 0) AS bare,
           coalesce(sum(r.legacy_check = 'open'), 0) AS open
    FROM live_snapshot l
    CROSS JOIN p2e_record r ON r.snapshot_id = l.snapshot_id
    WHERE l.kind = 'p2e' AND l.role IN ('whole', 'part')
    GROUP BY l.institution_id, l.snapshot_id
  ),
  habit AS (
    SELECT institution_id, snapshot_id,
           CASE
             WHEN bare > 0 AND checked * 20 <= bare THEN 'bare'
             WHEN (checked > 0 OR open >= 3) AND bare * 20 <= checked + open THEN 'checked'
             WHEN bare + checked > 0 THEN 'mixed'
             ELSE 'none'
           END AS habit
    FROM told
  )
SELECT h.institution_id, r.id AS p2e_record_id, r.legacy_key, r.legacy_letters AS letters,
       coalesce(r.legacy_check, '') AS legacy_check, h.habit,
       -- NULL: it cannot be told
       nullif(CASE r.legacy_check
         WHEN 'open' THEN CASE h.habit
           WHEN 'checked' THEN r.legacy_number_if_checked
           WHEN 'bare' THEN r.legacy_number
         END
         -- among checked ids, one without a right check digit is a slip
         WHEN 'absent' THEN CASE WHEN h.habit <> 'checked' THEN r.legacy_number END
         ELSE r.legacy_number
       END, '') AS number
FROM habit h
CROSS JOIN p2e_record r ON r.snapshot_id = h.snapshot_id;

-- The same for the numbers of former systems in the bibs, each system having its own habit.
CREATE VIEW bib_reading AS
WITH
  ids AS MATERIALIZED (
    SELECT b.institution_id, b.mms_id, b.mms_key, i.field, i.system, i.legacy_key,
           i.legacy_letters, i.legacy_number, i.legacy_number_if_checked, i.legacy_check
    FROM legacy_rule r
    CROSS JOIN current_bib b ON b.institution_id = r.institution_id
    CROSS JOIN bib_local_id i ON i.bib_id = b.id AND i.system = r.system
  ),
  told AS (
    SELECT institution_id,
           coalesce(sum(legacy_check = 'right'), 0) AS checked,
           coalesce(sum(legacy_check = 'absent'), 0) AS bare,
           coalesce(sum(legacy_check = 'open'), 0) AS open
    FROM ids
    GROUP BY institution_id
  ),
  habit AS (
    SELECT institution_id,
           CASE
             WHEN bare > 0 AND checked * 20 <= bare THEN 'bare'
             WHEN (checked > 0 OR open >= 3) AND bare * 20 <= checked + open THEN 'checked'
             WHEN bare + checked > 0 THEN 'mixed'
             ELSE 'none'
           END AS habit
    FROM told
  )
SELECT i.institution_id, i.mms_id, i.mms_key, i.field, i.system, i.legacy_key,
       i.legacy_letters AS letters, coalesce(i.legacy_check, '') AS legacy_check, h.habit,
       nullif(CASE i.legacy_check
         WHEN 'open' THEN CASE h.habit
           WHEN 'checked' THEN i.legacy_number_if_checked
           WHEN 'bare' THEN i.legacy_number
         END
         WHEN 'absent' THEN CASE WHEN h.habit <> 'checked' THEN i.legacy_number END
         ELSE i.legacy_number
       END, '') AS number
FROM ids i
CROSS JOIN habit h ON h.institution_id = i.institution_id;

-- A system may write its numbers otherwise than the P2E list: `alike` counts those, too.
DROP VIEW local_system_vote;
CREATE VIEW local_system_vote AS
SELECT b.institution_id, i.system,
       count(DISTINCT CASE WHEN substr(b.mms_id, 3, length(i.number)) = i.number THEN b.id END)
         AS inside_mms,
       count(DISTINCT CASE WHEN EXISTS (
         SELECT 1
         FROM live_snapshot l
         CROSS JOIN p2e_record p ON p.snapshot_id = l.snapshot_id AND p.legacy_key = i.legacy_key
         WHERE l.institution_id = b.institution_id AND l.kind = 'p2e'
       ) THEN b.id END) AS listed,
       count(DISTINCT CASE WHEN i.legacy_number <> '' AND EXISTS (
         SELECT 1
         FROM live_snapshot l
         CROSS JOIN p2e_record p
           ON p.snapshot_id = l.snapshot_id
          AND p.legacy_number IN (i.legacy_number, i.legacy_number_if_checked)
         WHERE l.institution_id = b.institution_id AND l.kind = 'p2e'
           AND (p.legacy_letters = i.legacy_letters OR p.legacy_letters = ''
             OR i.legacy_letters = '')
       ) OR EXISTS (
         SELECT 1
         FROM live_snapshot l
         CROSS JOIN p2e_record p
           ON p.snapshot_id = l.snapshot_id AND p.legacy_number_if_checked = i.legacy_number
         WHERE l.institution_id = b.institution_id AND l.kind = 'p2e'
       ) THEN b.id END) AS alike
FROM current_bib b
CROSS JOIN bib_local_id i ON i.bib_id = b.id
GROUP BY b.institution_id, i.system;

-- Aleph's numbers have nine digits inside an MMS ID; a spreadsheet has taken the zeros off the list,
-- or the list has the library's code before them.
DROP VIEW legacy_tail_vote;
CREATE VIEW legacy_tail_vote AS
WITH
  lengths (n) AS (VALUES (4), (5), (6), (7), (8), (9), (10), (11)),
  mms_ids AS (
    SELECT institution_id, mms_id FROM existing_portfolio WHERE is_standalone = 1
    UNION
    SELECT institution_id, mms_id FROM current_bib
  ),
  cut AS (
    SELECT m.institution_id, m.mms_id, substr(m.mms_id, -lengths.n) AS tail,
           substr(m.mms_id, 3, length(m.mms_id) - 2 - lengths.n) AS inside
    FROM mms_ids m
    CROSS JOIN lengths ON length(m.mms_id) > lengths.n + 2
    WHERE m.mms_id LIKE '99%'
  ),
  found AS (
    SELECT c.institution_id, c.mms_id, c.tail
    FROM cut c
    CROSS JOIN live_snapshot l ON l.institution_id = c.institution_id AND l.kind = 'p2e'
    CROSS JOIN p2e_record p ON p.snapshot_id = l.snapshot_id AND p.legacy_key = c.inside
    UNION
    SELECT c.institution_id, c.mms_id, c.tail
    FROM cut c
    CROSS JOIN live_snapshot l ON l.institution_id = c.institution_id AND l.kind = 'p2e'
    CROSS JOIN p2e_record p
      ON p.snapshot_id = l.snapshot_id AND p.legacy_number = ltrim(c.inside, '0')
    WHERE length(c.inside) = 9 AND p.legacy_key <> c.inside
      AND length(p.legacy_letters) IN (0, 5)
  )
SELECT institution_id, tail, count(*) AS bibs
FROM found
GROUP BY institution_id, tail;

DROP VIEW legacy_rule_now;
CREATE VIEW legacy_rule_now AS
WITH
  systems AS (
    SELECT institution_id, system, max(inside_mms, listed, alike) AS bibs,
           row_number() OVER (
             PARTITION BY institution_id
             ORDER BY inside_mms DESC, max(listed, alike) DESC, listed DESC, system
           ) AS place
    FROM local_system_vote
    WHERE inside_mms > 0 OR listed > 0 OR alike > 0
  ),
  tails AS (
    SELECT institution_id, tail, bibs,
           row_number() OVER (
             PARTITION BY institution_id ORDER BY bibs DESC, length(tail), tail
           ) AS place
    FROM legacy_tail_vote
    WHERE bibs >= 3
  )
SELECT i.id AS institution_id, s.system, coalesce(s.bibs, 0) AS system_bibs,
       t.tail, coalesce(t.bibs, 0) AS tail_bibs
FROM institution i
LEFT JOIN systems s ON s.institution_id = i.id AND s.place = 1
LEFT JOIN tails t ON t.institution_id = i.id AND t.place = 1;

-- Which bib a line of the P2E list became. First the id as it is written; then by its number, if
-- the two write it differently (a check digit, zeros, a letter that one of them leaves out), and
-- only where on each side one id lays claim to that number; then by the MMS ID's tail.
DROP VIEW p2e_bib_rule;
CREATE VIEW p2e_bib_rule AS
WITH
  lines AS MATERIALIZED (SELECT * FROM p2e_reading),
  numbers AS MATERIALIZED (SELECT * FROM bib_reading),
  literal AS MATERIALIZED (
    SELECT b.institution_id, p.p2e_record_id, b.mms_id, b.mms_key, b.legacy_key,
           'old bib id in ' || min(b.field) || ' (' || b.system || ')' AS route
    FROM numbers b
    CROSS JOIN lines p
      ON p.institution_id = b.institution_id AND p.legacy_key = b.legacy_key
    -- one text is not one bib where the two read it differently, or where one of them mixes
    WHERE CASE
        WHEN p.legacy_check <> 'open' THEN 1
        WHEN p.number IS NOT NULL AND b.number IS NOT NULL THEN p.number = b.number
        ELSE 'mixed' NOT IN (p.habit, b.habit)
      END
    GROUP BY b.institution_id, p.p2e_record_id, b.mms_id, b.mms_key
  ),
  -- certain readings of a check digit are one id, however they are written
  line_claim AS (
    SELECT institution_id, number,
           count(DISTINCT CASE
             WHEN legacy_check IN ('right', 'absent') THEN 'certain' ELSE legacy_key
           END) AS ids
    FROM lines
    WHERE number IS NOT NULL
    GROUP BY institution_id, number
  ),
  bib_claim AS (
    SELECT institution_id, number,
           count(DISTINCT CASE
             WHEN legacy_check IN ('right', 'absent') THEN 'certain' ELSE legacy_key
           END) AS ids
    FROM numbers
    WHERE number IS NOT NULL
    GROUP BY institution_id, number
  ),
  by_number AS (
    SELECT b.institution_id, p.p2e_record_id, b.mms_id, b.mms_key,
           'old bib id, written ' || min(b.legacy_key) || ' in ' || min(b.field) || ' ('
             || b.system || ')' AS route
    FROM numbers b
    CROSS JOIN lines p ON p.institution_id = b.institution_id AND p.number = b.number
    CROSS JOIN line_claim c ON c.institution_id = b.institution_id AND c.number = b.number
    CROSS JOIN bib_claim d ON d.institution_id = b.institution_id AND d.number = b.number
    WHERE p.legacy_key <> b.legacy_key
      AND (p.letters = b.letters OR p.letters = '' OR b.letters = '')
      AND c.ids = 1 AND d.ids = 1
      AND NOT EXISTS (
        SELECT 1
        FROM literal t
        WHERE t.p2e_record_id = p.p2e_record_id
      )
      AND NOT EXISTS (
        SELECT 1
        FROM literal t
        WHERE t.institution_id = b.institution_id AND t.legacy_key = b.legacy_key
      )
    GROUP BY b.institution_id, p.p2e_record_id, b.mms_id, b.mms_key
  ),
  by_id AS MATERIALIZED (
    SELECT institution_id, p2e_record_id, mms_id, mms_key, route FROM literal
    UNION ALL
    SELECT institution_id, p2e_record_id, mms_id, mms_key, route FROM by_number
  ),
  -- the old id inside an MMS ID: as it is, or as Aleph's nine digits
  inside AS (
    SELECT p.institution_id, p.id AS p2e_record_id, p.legacy_key AS digits, r.tail, 1 AS place
    FROM legacy_rule r
    CROSS JOIN current_p2e_record p ON p.institution_id = r.institution_id
    WHERE r.tail IS NOT NULL AND p.legacy_key NOT GLOB '*[^0-9]*'
    UNION ALL
    SELECT p.institution_id, p.id, substr('000000000' || p.legacy_number, -9), r.tail, 2
    FROM legacy_rule r
    CROSS JOIN current_p2e_record p ON p.institution_id = r.institution_id
    WHERE r.tail IS NOT NULL AND p.legacy_number <> '' AND length(p.legacy_number) <= 9
      AND length(p.legacy_letters) IN (0, 5)
      AND p.legacy_key <> substr('000000000' || p.legacy_number, -9)
      -- nobody else lays claim to these nine digits
      AND NOT EXISTS (
        SELECT 1
        FROM current_p2e_record o
        WHERE o.institution_id = p.institution_id AND o.legacy_number = p.legacy_number
          AND o.id <> p.id AND length(o.legacy_letters) IN (0, 5)
      )
  ),
  by_tail AS (
    SELECT institution_id, p2e_record_id, '99' || digits || tail AS mms_id,
           CAST('1' || digits || tail AS INTEGER) AS mms_key,
           'MMS ID = 99 + ' || CASE place WHEN 1 THEN 'old bib id' ELSE digits END || ' + ' || tail
             AS route,
           place
    FROM inside
    WHERE length(digits || tail) <= 17
  ),
  existing AS (
    SELECT t.*
    FROM by_tail t
    WHERE EXISTS (
        SELECT 1
        FROM live_snapshot l
        CROSS JOIN match_key k
          ON k.snapshot_id = l.snapshot_id AND k.type = 'mms' AND k.key = t.mms_key
        WHERE l.institution_id = t.institution_id AND l.kind IN ('portfolios', 'bibs')
          AND l.role IN ('whole', 'part')
      )
  )
SELECT institution_id, p2e_record_id, mms_id, mms_key, route
FROM by_id
UNION ALL
SELECT t.institution_id, t.p2e_record_id, t.mms_id, t.mms_key, t.route
FROM existing t
WHERE NOT EXISTS (SELECT 1 FROM by_id n WHERE n.p2e_record_id = t.p2e_record_id)
  AND NOT EXISTS (
    SELECT 1 FROM existing o WHERE o.p2e_record_id = t.p2e_record_id AND o.place < t.place
  );

-- # Signs and traces

-- Every sign that a portfolio came from the P2E list, not only the first (match_local.p2e_by).
CREATE VIEW p2e_evidence AS
SELECT m.institution_id, m.local_id, m.portfolio_id, 'file' AS evidence,
       r.legacy_id || ': ' || t.route AS detail
FROM match_local m
CROSS JOIN p2e_bib t
  ON t.institution_id = m.institution_id AND t.mms_key = m.mms_key AND t.mms_id = m.mms_id
CROSS JOIN p2e_record r ON r.id = t.p2e_record_id
UNION
SELECT m.institution_id, m.local_id, m.portfolio_id, 'creator', f.file_name || ': ' || q.created_by
FROM match_local m
CROSS JOIN portfolio_source q
  ON q.institution_id = m.institution_id AND q.portfolio_key_joined = m.portfolio_key
 AND q.portfolio_id = m.portfolio_id
CROSS JOIN source_file f ON f.id = q.source_file_id
WHERE q.created_by = 'P2E_JOB'
UNION
SELECT m.institution_id, m.local_id, m.portfolio_id, 'go-live',
       'made on ' || m.created_on || ', before ' || g.value
FROM match_local m
CROSS JOIN setting g ON g.name = 'go-live-date'
WHERE g.value <> '' AND m.created_on < g.value
  AND m.created_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]*'
UNION
SELECT institution_id, local_id, portfolio_id, 'absence',
       'it stands alone, and nothing says who made it'
FROM match_local
WHERE p2e_by = 'absence';

-- The signs that a local portfolio stands in a collection after all: in another current file, or in
-- the same one. It is then no sure rest of the migration.
CREATE VIEW standalone_doubt AS
SELECT m.institution_id, m.local_id, min(f.file_name || ' says ' || CASE
         WHEN l.collection_id IS NOT NULL THEN 'it is in collection ' || l.collection_id
         ELSE coalesce(q.standalone_by, 'it is in a collection')
       END) AS detail
FROM match_local m
CROSS JOIN portfolio_source q
  ON q.institution_id = m.institution_id AND q.portfolio_key_joined = m.portfolio_key
 AND q.portfolio_id = m.portfolio_id
CROSS JOIN live_snapshot l ON l.snapshot_id = q.snapshot_id
CROSS JOIN source_file f ON f.id = q.source_file_id
WHERE q.role IN ('whole', 'part')
  AND (
    q.is_standalone = 0 OR l.collection_id IS NOT NULL
    OR q.standalone_by LIKE '%column-no%' OR q.standalone_by LIKE '%collection-named%'
    OR q.standalone_by LIKE '%service-62%'
  )
GROUP BY m.institution_id, m.local_id;

-- What the current sources say by the way of a portfolio (portfolio_fact).
CREATE VIEW current_portfolio_fact AS
SELECT q.institution_id, q.portfolio_id, q.portfolio_key, f.fact, f.value, f.po_line_key, f.field,
       s.file_name, q.source_row
FROM portfolio_source q
CROSS JOIN portfolio_fact f ON f.portfolio_row_id = q.id
CROSS JOIN source_file s ON s.id = q.source_file_id
WHERE q.role <> 'older';

-- Portfolios of which the export shows the first of several coverages only: loading such a file
-- back destroys the others.
CREATE VIEW lost_coverage AS
SELECT c.institution_id, c.portfolio_id, p.title, p.collection_id, p.collection_name, c.field,
       c.value AS warning, c.file_name
FROM current_portfolio_fact c
CROSS JOIN live_snapshot l
  ON l.institution_id = c.institution_id AND l.kind = 'portfolios' AND l.role IN ('whole', 'part')
CROSS JOIN match_key k
  ON k.snapshot_id = l.snapshot_id AND k.type = 'portfolio' AND k.key = c.portfolio_key
CROSS JOIN current_portfolio p ON p.id = k.record_id AND p.portfolio_id = c.portfolio_id
WHERE c.fact = 'coverage-cut';

-- An order that the ERM linking form left in a note stands like one that the inventory names, unless
-- it sits on another bib and portfolio by now.
DROP VIEW local_order;
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
) o ON o.institution_id = m.institution_id AND o.key = n.po_line_key
UNION ALL
SELECT m.institution_id, m.local_id, n.value, o.status, coalesce(o.state, 'not found'),
       o.mms_id, o.portfolio_id, 'in a note'
FROM match_local m
CROSS JOIN portfolio_source q
  ON q.institution_id = m.institution_id AND q.portfolio_key_joined = m.portfolio_key
 AND q.portfolio_id = m.portfolio_id
CROSS JOIN portfolio_fact n ON n.portfolio_row_id = q.id AND n.fact = 'po-line'
LEFT JOIN (
  SELECT l.institution_id, k.key, p.*
  FROM live_snapshot l
  CROSS JOIN match_key k ON k.snapshot_id = l.snapshot_id AND k.type = 'po-line'
  CROSS JOIN po_line p ON p.id = k.record_id
  WHERE l.kind = 'po-lines' AND l.role IN ('whole', 'part')
) o ON o.institution_id = m.institution_id AND o.key = n.po_line_key
WHERE q.role <> 'older'
  AND NOT (
    coalesce(o.mms_id, '') NOT IN ('', m.mms_id)
    AND coalesce(o.portfolio_id, '') NOT IN ('', m.portfolio_id)
  );

-- # What LOCALIZED says

-- N of an Extended Export, in the words of the setting. It is reported, and proves nothing alone.
CREATE VIEW localized_portfolio AS
SELECT q.institution_id, q.portfolio_id, q.title, l.collection_id, upper(trim(j.value)) AS localized,
       CASE
         WHEN s.value = 'n-not-linked' AND upper(trim(j.value)) = 'N' THEN
           'not linked to the Community Zone'
         WHEN s.value = 'n-not-linked' THEN 'linked to the Community Zone'
         WHEN s.value = 'n-not-activated' AND upper(trim(j.value)) = 'N' THEN
           'not activated from the Community Zone'
         WHEN s.value = 'n-not-activated' THEN 'activated from the Community Zone'
         WHEN upper(trim(j.value)) = 'Y' THEN 'not linked to the Community Zone'
         ELSE 'linked to the Community Zone'
       END AS meaning,
       q.snapshot_id, q.id AS portfolio_row_id
FROM portfolio_source q
CROSS JOIN live_snapshot l ON l.snapshot_id = q.snapshot_id
CROSS JOIN json_each(q.extra) j
CROSS JOIN setting s ON s.name = 'localized'
WHERE q.role IN ('part', 'facts') AND upper(trim(j.key)) = 'LOCALIZED'
  AND upper(trim(j.value)) IN ('Y', 'N');

-- What your own files say of it: beside the inventory's "Linked To CZ" and the availability. This is
-- how to find out which meaning holds.
CREATE VIEW localized_evidence AS
SELECT institution_id, localized, linked_to_cz, availability, count(*) AS portfolios
FROM (
  SELECT x.institution_id, x.localized,
         CASE p.is_cz_linked WHEN 1 THEN 'y' WHEN 0 THEN 'n' ELSE 'unknown' END AS linked_to_cz,
         coalesce(nullif(p.availability, ''), 'unknown') AS availability
  FROM localized_portfolio x
  CROSS JOIN live_snapshot l
    ON l.institution_id = x.institution_id AND l.kind = 'portfolios'
   AND l.role IN ('whole', 'part')
  CROSS JOIN portfolio q ON q.id = x.portfolio_row_id
  CROSS JOIN match_key k
    ON k.snapshot_id = l.snapshot_id AND k.type = 'portfolio' AND k.key = q.portfolio_key
  CROSS JOIN current_portfolio p ON p.id = k.record_id AND p.portfolio_id = x.portfolio_id
)
GROUP BY institution_id, localized, linked_to_cz, availability;

DROP VIEW extended_export_cell;
CREATE VIEW extended_export_cell AS
WITH
  facts AS (
    SELECT p.snapshot_id, p.id, c.name, CASE c.name
             WHEN 'AVAILABILITY' THEN CASE p.availability WHEN 'inactive' THEN 'INACTIVE' END
             WHEN 'URL' THEN p.url
             WHEN 'LICENSE' THEN p.license
             WHEN 'PDA' THEN p.pda
             WHEN 'EBA' THEN p.eba
             WHEN 'PO_LINE' THEN p.po_line
             WHEN 'COVERAGE_STATEMENT' THEN p.coverage
             WHEN 'PUBLIC_NOTES' THEN p.public_note
             WHEN 'AUTHENTICATION_NOTES' THEN p.authentication_note
             WHEN 'INTERNAL_DESCRIPTION' THEN p.internal_note
           END AS value
    FROM extended_export e
    CROSS JOIN portfolio p INDEXED BY portfolio_by_snapshot ON p.snapshot_id = e.snapshot_id
    CROSS JOIN resync_column c
    UNION ALL
    SELECT p.snapshot_id, p.id, upper(trim(j.key)), j.value
    FROM extended_export e
    CROSS JOIN portfolio p INDEXED BY portfolio_by_snapshot ON p.snapshot_id = e.snapshot_id
    CROSS JOIN json_each(p.extra) j
  )
SELECT e.institution_id, e.snapshot_id, e.collection, e.scope_name, e.collection_id,
       p.id AS portfolio_row_id, p.portfolio_id,
       coalesce(p.title, '') AS title, c.kind, c.name AS column_name, f.value
FROM facts f
CROSS JOIN resync_column c ON c.name = f.name
CROSS JOIN portfolio p ON p.id = f.id
CROSS JOIN extended_export e ON e.snapshot_id = f.snapshot_id
WHERE f.value <> ''
  -- which of its two letters is the odd one, the setting says
  AND (c.name <> 'LOCALIZED' OR upper(trim(f.value)) = (
    SELECT CASE value WHEN 'y-not-linked' THEN 'Y' ELSE 'N' END
    FROM setting
    WHERE name = 'localized'
  ))
  -- 'Global or local' is what every portfolio says; with local dates the dates speak
  AND (c.name <> 'COVERAGE_STATEMENT' OR lower(f.value) IN ('only local', 'global and local'));

-- # What a list of bibs does not say

DROP VIEW gate_bib_record;
CREATE VIEW gate_bib_record AS
SELECT t.institution_id, t.local_id, 'bib-record' AS gate, 'required' AS class,
       CASE
         WHEN m.bib_id IS NULL OR x.state = 'stale' THEN 'unknown'
         WHEN b.edition IS NULL OR b.title_part IS NULL THEN 'unknown'
         ELSE 'pass'
       END AS value,
       CASE
         WHEN m.bib_id IS NOT NULL AND coalesce(x.state, '') <> 'stale'
          AND (b.edition IS NULL OR b.title_part IS NULL) THEN
           'bib ' || m.mms_id || ' is in a list only: part and edition were not compared'
         WHEN m.bib_id IS NOT NULL AND coalesce(x.state, '') <> 'stale' THEN
           'title, part and edition were compared with the bib'
         WHEN x.trouble IS NOT NULL THEN x.trouble
         ELSE 'bib ' || m.mms_id || ' is not in the bibs file'
       END AS detail
FROM twin t
CROSS JOIN match_local m ON m.local_id = t.local_id
LEFT JOIN bib b ON b.id = m.bib_id
LEFT JOIN input_trouble x ON x.institution_id = t.institution_id AND x.kind = 'bibs';

-- A portfolio whose files disagree whether it stands alone is no sure rest of the migration.
DROP VIEW gate_origin;
CREATE VIEW gate_origin AS
SELECT t.institution_id, t.local_id, 'origin' AS gate, 'required' AS class,
       CASE WHEN d.local_id IS NOT NULL OR t.p2e_by = 'absence' THEN 'unknown' ELSE 'pass' END
         AS value,
       CASE
         WHEN d.local_id IS NOT NULL THEN 'whether it stands alone is in doubt: ' || d.detail
         WHEN t.p2e_by = 'file' THEN 'its bib is in the P2E file'
         WHEN t.p2e_by = 'creator' THEN 'made by P2E_JOB'
         WHEN t.p2e_by = 'go-live' THEN 'made before go-live'
         ELSE coalesce(x.trouble || ': ', '')
           || 'nothing but its standing alone says that it came from the P2E list'
       END AS detail
FROM twin t
LEFT JOIN standalone_doubt d
  ON d.institution_id = t.institution_id AND d.local_id = t.local_id
LEFT JOIN input_trouble x ON x.institution_id = t.institution_id AND x.kind = 'p2e';

-- Which bibs say what they are bound with: MARC does. Where the whole is a list, a bib's parts are
-- unknown even if its own record is MARC, since another may name it.
CREATE VIEW bib_link_trouble AS
SELECT l.institution_id, 'the bibs are a list, which does not say what is bound with what' AS trouble
FROM live_snapshot l
WHERE l.kind = 'bibs' AND l.role = 'whole' AND NOT EXISTS (
    SELECT 1 FROM snapshot_field f WHERE f.snapshot_id = l.snapshot_id AND f.field = 'link'
  );

DROP VIEW gate_bib_bound_with;
CREATE VIEW gate_bib_bound_with AS
SELECT t.institution_id, t.local_id, 'bib-bound-with' AS gate, 'bib' AS class,
       CASE
         WHEN w.bib_id IS NOT NULL THEN 'fail'
         WHEN m.bib_id IS NULL OR x.trouble IS NOT NULL OR y.trouble IS NOT NULL THEN 'unknown'
         WHEN b.network_mms_id IS NULL THEN 'unknown'
         ELSE 'pass'
       END AS value,
       CASE
         WHEN w.bib_id IS NOT NULL THEN 'the bib is bound with another: ' || w.detail
         WHEN x.trouble IS NOT NULL THEN x.trouble
         WHEN m.bib_id IS NULL THEN 'the bib is not loaded'
         WHEN y.trouble IS NOT NULL THEN y.trouble
         WHEN b.network_mms_id IS NULL THEN
           'the bib is in a list only, which does not say what it is bound with'
         ELSE 'not bound with another'
       END AS detail
FROM twin t
CROSS JOIN match_local m ON m.local_id = t.local_id
LEFT JOIN bib b ON b.id = m.bib_id
LEFT JOIN bib_link_trouble y ON y.institution_id = t.institution_id
LEFT JOIN (
  SELECT institution_id, bib_id, min(detail) AS detail
  FROM bound_with_bib
  GROUP BY institution_id, bib_id
) w ON w.institution_id = t.institution_id AND w.bib_id = m.bib_id
LEFT JOIN input_trouble x ON x.institution_id = t.institution_id AND x.kind = 'bibs';

DROP VIEW gate_bib_network;
CREATE VIEW gate_bib_network AS
SELECT t.institution_id, t.local_id, 'bib-network' AS gate, 'bib' AS class,
       CASE WHEN b.network_mms_id IS NULL THEN 'unknown' ELSE 'pass' END AS value,
       CASE
         WHEN m.bib_id IS NULL THEN 'the bib is not loaded'
         WHEN b.network_mms_id IS NULL THEN
           'the bib is in a list only, which does not say whether it is linked to the network zone'
         WHEN b.network_mms_id <> '' THEN
           'linked to the network zone: only the institution''s copy goes'
         ELSE 'not linked to the network zone'
       END AS detail
FROM twin t
CROSS JOIN match_local m ON m.local_id = t.local_id
LEFT JOIN bib b ON b.id = m.bib_id;

-- Lists say which bibs are suppressed, and MARC does not.
CREATE VIEW bib_suppression AS
SELECT l.institution_id, k.key AS mms_key, q.mms_id, q.is_suppressed, l.age_rank
FROM live_snapshot l
CROSS JOIN match_key k ON k.snapshot_id = l.snapshot_id AND k.type = 'mms'
CROSS JOIN bib q ON q.id = k.record_id
WHERE l.kind = 'bibs' AND l.role <> 'older' AND q.is_suppressed IS NOT NULL;

DROP VIEW orphan_bib;
CREATE VIEW orphan_bib AS
WITH
  bare AS (
    SELECT b.institution_id, b.id AS bib_id, b.mms_id, b.mms_key, coalesce(b.title, '') AS title,
           (
             SELECT s.is_suppressed
             FROM bib_suppression s
             WHERE s.institution_id = b.institution_id AND s.mms_key = b.mms_key
               AND s.mms_id = b.mms_id
             ORDER BY s.age_rank
             LIMIT 1
           ) AS is_suppressed,
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
         WHEN z.trouble IS NOT NULL OR b.network_mms_id IS NULL THEN 'unknown'
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
         WHEN z.trouble IS NOT NULL THEN z.trouble
         WHEN b.network_mms_id IS NULL THEN
           'the bib is in a list only, which does not say what it is bound with'
         WHEN coalesce(x.trouble, y.trouble) IS NOT NULL THEN coalesce(x.trouble, y.trouble)
         WHEN v.place IS NOT NULL THEN 'a row of the po-lines could not be read: ' || v.place
         WHEN o.is_open = 0 THEN o.orders
         WHEN b.network_mms_id <> '' THEN 'linked to the network zone: only your copy goes'
         ELSE ''
       END AS detail
FROM bare b
LEFT JOIN orphan_trouble t ON t.institution_id = b.institution_id
LEFT JOIN input_trouble x ON x.institution_id = b.institution_id AND x.kind = 'po-lines'
LEFT JOIN bib_link_trouble z ON z.institution_id = b.institution_id
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

-- # The user's own map of platforms

-- What the user wrote down overrules what the votes say: hosts, interfaces and collections of one
-- platform are the same, those of two are different. A host of the map covers the hosts below it.
CREATE VIEW mapped_platform_rule AS
WITH
  map AS MATERIALIZED (SELECT * FROM current_platform_map),
  hosts AS (
    SELECT DISTINCT institution_id, host FROM match_local WHERE host <> ''
  ),
  targets AS (
    SELECT DISTINCT institution_id, platform, collection_id, collection_name, host
    FROM match_candidate
  ),
  host_platform AS MATERIALIZED (
    SELECT DISTINCT h.institution_id, h.host, p.platform
    FROM hosts h
    CROSS JOIN map p
      ON p.institution_id = h.institution_id AND p.host <> ''
     AND (p.host = h.host OR substr(h.host, -length(p.host) - 1) = '.' || p.host)
  ),
  target_platform AS MATERIALIZED (
    SELECT DISTINCT t.institution_id, t.platform AS target, t.collection_id, t.collection_name,
           t.host, p.platform
    FROM targets t
    CROSS JOIN map p
      ON p.institution_id = t.institution_id
     AND (
       (p.interface_name <> '' AND lower(p.interface_name) = lower(t.platform))
       OR (p.collection_id <> '' AND p.collection_id = t.collection_id)
       OR (p.collection_name <> '' AND lower(p.collection_name) = lower(t.collection_name))
       OR (p.host <> '' AND p.host = t.host)
     )
  ),
  mapped AS (
    SELECT c.local_id, c.cz_id, max(lower(h.platform) = lower(t.platform)) AS is_same,
           min(h.platform) AS local_platform, min(t.platform) AS cz_platform,
           min(CASE WHEN lower(h.platform) = lower(t.platform) THEN h.platform END) AS shared
    FROM match_candidate c
    CROSS JOIN match_local m ON m.local_id = c.local_id
    CROSS JOIN host_platform h ON h.institution_id = m.institution_id AND h.host = m.host
    CROSS JOIN target_platform t
      ON t.institution_id = c.institution_id AND t.target = c.platform
     AND t.collection_id = c.collection_id AND t.collection_name = c.collection_name
     AND t.host = c.host
    GROUP BY c.local_id, c.cz_id
  )
SELECT r.local_id, r.cz_id, r.institution_id,
       CASE x.is_same WHEN 1 THEN 'same' WHEN 0 THEN 'different' ELSE r.answer END AS answer,
       CASE x.is_same
         WHEN 1 THEN 'your map of platforms: both are ' || x.shared
         WHEN 0 THEN
           'your map of platforms: ' || x.local_platform || ' is not ' || x.cz_platform
         ELSE r.route
       END AS route
FROM match_platform_rule r
LEFT JOIN mapped x ON x.local_id = r.local_id AND x.cz_id = r.cz_id;
