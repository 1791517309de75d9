-- title: The link resolver's side, whichever resolver it was
-- why: A library whose resolver was 360 or EBSCO asks what a library with SFX asks. Lists of whole
--   collections come one by one, so that a new one must not hide the collections of the others.

DROP VIEW resolver_activation;
DROP VIEW current_resolver_title;
DROP VIEW live_snapshot_rule;
DROP VIEW input_trouble;
DROP VIEW input_state;

-- As in 0005; a part of the lists of collections speaks as long as it has a collection that no
-- newer list has, and every kind of the resolver's side is exempt from freshness.
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
               s.kind = 'p2e' OR s.kind IN (SELECT kind FROM resolver_kind)
               OR julianday(s.as_of) + (
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

-- As in 0005. A library has one link resolver: of the kinds of its side only those are asked for
-- that are loaded, and sfx stands for all of them where none is.
CREATE VIEW input_state AS
WITH
  kinds (kind) AS (
    VALUES ('portfolios'), ('collections'), ('bibs'), ('holdings'), ('po-lines'), ('p2e')
  ),
  asked AS (
    SELECT i.id AS institution_id, k.kind
    FROM institution i
    CROSS JOIN kinds k
    UNION ALL
    SELECT DISTINCT l.institution_id, l.kind
    FROM live_snapshot l
    CROSS JOIN resolver_kind r ON r.kind = l.kind
    UNION ALL
    SELECT i.id, 'sfx'
    FROM institution i
    WHERE NOT EXISTS (
      SELECT 1
      FROM live_snapshot l
      CROSS JOIN resolver_kind r ON r.kind = l.kind
      WHERE l.institution_id = i.id
    )
  )
SELECT k.institution_id, k.kind, w.snapshot_id AS whole_snapshot_id, s.as_of,
       CASE
         WHEN w.snapshot_id IS NULL AND EXISTS (
           SELECT 1
           FROM live_snapshot p
           WHERE p.institution_id = k.institution_id AND p.kind = k.kind
         ) THEN 'part'
         WHEN w.snapshot_id IS NULL THEN 'missing'
         WHEN k.kind NOT IN ('portfolios', 'p2e')
          AND k.kind NOT IN (SELECT kind FROM resolver_kind)
          AND julianday(s.as_of) + (
           SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'freshness-days'
         ) < (
           SELECT julianday(max(f.as_of))
           FROM live_snapshot l
           CROSS JOIN snapshot f ON f.id = l.snapshot_id
           WHERE l.institution_id = k.institution_id AND l.kind = 'portfolios'
             AND l.role IN ('whole', 'part')
         ) THEN 'stale'
         ELSE 'good'
       END AS state
FROM asked k
LEFT JOIN live_snapshot w
  ON w.institution_id = k.institution_id AND w.kind = k.kind AND w.role = 'whole'
LEFT JOIN snapshot s ON s.id = w.snapshot_id;

CREATE VIEW input_trouble AS
SELECT institution_id, kind, state,
       CASE
         WHEN state = 'missing' AND kind = 'sfx'
           THEN 'no list of the link resolver is loaded (sfx, kbart, 360, ebsco, activation-form)'
         WHEN state = 'missing' THEN 'no ' || kind || ' file is loaded'
         WHEN state = 'part' THEN 'only a part of the ' || kind || ' is loaded'
         WHEN state = 'stale' THEN 'the ' || kind || ' are of ' || as_of
           || ', too much older than the portfolios'
       END AS trouble
FROM input_state
WHERE state <> 'good';

-- The collections that the link resolver has at present. Of lists of whole collections the newest
-- that has a collection speaks for it. `name_key` is the name without case, blanks and punctuation
-- and with "and" for &, full_name_key the same with the provider before it.
CREATE VIEW current_resolver_collection AS
SELECT l.institution_id, l.kind, l.age_rank, c.*,
       replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
         lower(c.name), ' ', ''), '-', ''), '_', ''), '.', ''), ',', ''), ':', ''), '/', ''),
         '(', ''), ')', ''), '&', 'and'), '''', '') AS name_key,
       replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
         lower(coalesce(c.provider, '') || c.name), ' ', ''), '-', ''), '_', ''), '.', ''),
         ',', ''), ':', ''), '/', ''), '(', ''), ')', ''), '&', 'and'), '''', '') AS full_name_key
FROM live_snapshot l
CROSS JOIN resolver_kind k ON k.kind = l.kind
CROSS JOIN resolver_collection c ON c.snapshot_id = l.snapshot_id
WHERE l.role IN ('whole', 'part')
  AND NOT (
    k.by_collection = 1 AND EXISTS (
      SELECT 1
      FROM live_snapshot n
      CROSS JOIN resolver_collection d
        ON d.snapshot_id = n.snapshot_id AND d.target_id = c.target_id
      WHERE n.institution_id = l.institution_id AND n.kind = l.kind
        AND n.role IN ('whole', 'part') AND n.age_rank < l.age_rank
    )
  );

-- The titles that the link resolver has at present. A title of a list of whole collections is in
-- one collection, and is there as long as that list speaks for it.
CREATE VIEW current_resolver_title AS
SELECT l.institution_id, l.kind, r.*
FROM live_snapshot l
CROSS JOIN resolver_kind k ON k.kind = l.kind
CROSS JOIN resolver_title r ON r.snapshot_id = l.snapshot_id
WHERE l.role IN ('whole', 'part')
  AND NOT (
    k.by_collection = 1 AND EXISTS (
      SELECT 1
      FROM resolver_portfolio p
      CROSS JOIN live_snapshot n
        ON n.institution_id = l.institution_id AND n.kind = l.kind
       AND n.role IN ('whole', 'part') AND n.age_rank < l.age_rank
      CROSS JOIN resolver_collection d
        ON d.snapshot_id = n.snapshot_id AND d.target_id = p.target_id
      WHERE p.resolver_title_id = r.id
    )
  );

-- Which collection of Alma each of the link resolver's became: by its number in the Community Zone
-- where the list has it, else by its name where just one collection of Alma is called so.
CREATE VIEW resolver_collection_link AS
WITH
  alma AS (
    SELECT institution_id, collection_id, coalesce(cz_collection_id, '') AS cz_collection_id,
           replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
             lower(name), ' ', ''), '-', ''), '_', ''), '.', ''), ',', ''), ':', ''), '/', ''),
             '(', ''), ')', ''), '&', 'and'), '''', '') AS name_key
    FROM current_collection
  ),
  found AS (
    SELECT r.institution_id, r.id AS resolver_collection_id, 'id' AS known_by, a.collection_id
    FROM current_resolver_collection r
    CROSS JOIN alma a
      ON a.institution_id = r.institution_id AND a.cz_collection_id = r.cz_collection_id
    WHERE r.cz_collection_id <> ''
    UNION
    -- a name says nothing of two collections that both have a number, and not the same
    SELECT r.institution_id, r.id, 'name', a.collection_id
    FROM current_resolver_collection r
    CROSS JOIN alma a
      ON a.institution_id = r.institution_id AND a.name_key IN (r.name_key, r.full_name_key)
    WHERE r.name_key <> '' AND (r.cz_collection_id = '' OR a.cz_collection_id = '')
  ),
  counted AS (
    SELECT institution_id, resolver_collection_id, known_by, min(collection_id) AS collection_id,
           count(*) AS collections,
           row_number() OVER (PARTITION BY resolver_collection_id ORDER BY known_by) AS place
    FROM found
    GROUP BY institution_id, resolver_collection_id, known_by
  )
SELECT institution_id, resolver_collection_id, collection_id, known_by
FROM counted
WHERE place = 1 AND (known_by = 'id' OR collections = 1);

-- The link resolver's activations beside what Alma has of them. The bib: of SFX by (CKB) or
-- (EXLCZ)99 and the object id; else the bib of the portfolio in that collection that shares an
-- identifier with the title, or has the same title, where this can be but one bib.
CREATE VIEW resolver_activation AS
SELECT t.institution_id, t.object_id, t.title, t.material, p.target_id, c.name AS target,
       c.cz_collection_id, p.object_portfolio_id, p.coverage, a.collection_id,
       coalesce(
         CASE t.kind
           WHEN 'sfx' THEN (
             SELECT b.mms_id
             FROM live_snapshot l
             CROSS JOIN match_key k
               ON k.snapshot_id = l.snapshot_id AND k.type = 'ckb'
              AND k.key = CAST(t.object_id AS INTEGER)
             CROSS JOIN current_bib b ON b.id = k.record_id
             WHERE l.institution_id = t.institution_id AND l.kind = 'bibs'
             ORDER BY b.mms_id
             LIMIT 1
           )
         END,
         (
           SELECT CASE
                    WHEN count(DISTINCT CASE WHEN q.title_key = t.title_key THEN q.mms_id END) = 1
                      THEN min(CASE WHEN q.title_key = t.title_key THEN q.mms_id END)
                    WHEN count(DISTINCT q.mms_id) = 1 THEN min(q.mms_id)
                  END
           FROM identifier i
           CROSS JOIN live_snapshot l
             ON l.institution_id = t.institution_id AND l.kind = 'portfolios'
           CROSS JOIN match_key k
             ON k.snapshot_id = l.snapshot_id AND k.type = i.kind AND k.key = i.key
           CROSS JOIN current_portfolio q
             ON q.id = k.record_id AND q.collection_id = a.collection_id
           WHERE i.snapshot_id = t.snapshot_id AND i.record_id = t.id AND i.is_valid = 1
             -- a set's ISBN stands on each of its volumes
             AND coalesce(q.title_part, '') IN ('', coalesce(nullif(t.title_part, ''),
               q.title_part, ''))
         ),
         (
           SELECT CASE WHEN count(DISTINCT q.mms_id) = 1 THEN min(q.mms_id) END
           FROM live_snapshot l
           CROSS JOIN match_key k
             ON k.snapshot_id = l.snapshot_id AND k.type = 'title' AND k.key = t.title_key
           CROSS JOIN current_portfolio q
             ON q.id = k.record_id AND q.collection_id = a.collection_id
           WHERE l.institution_id = t.institution_id AND l.kind = 'portfolios'
             AND coalesce(q.title_part, '') = coalesce(t.title_part, '')
         )
       ) AS mms_id,
       t.kind, c.provider, p.status, p.access_type, p.url, p.host, a.known_by AS collection_by,
       t.id AS resolver_title_id, c.id AS resolver_collection_id
FROM current_resolver_title t
CROSS JOIN resolver_portfolio p ON p.resolver_title_id = t.id
CROSS JOIN resolver_collection c ON c.snapshot_id = t.snapshot_id AND c.target_id = p.target_id
LEFT JOIN resolver_collection_link a ON a.resolver_collection_id = c.id;
