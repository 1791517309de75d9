-- title: What is true now, at once where one row says it
-- why: Nearly every portfolio stands in one current file, once. Asking every other file about every
--   cell of it took most of a match's time (measured: three quarters), so the rows that do stand
--   beside others are written down when a file is loaded.

-- Rows of portfolios that more than one current row speaks of, and the one that says that the
-- portfolio exists; NULL where none of them does. A row that is not here is all that is known.
CREATE TABLE portfolio_beside (
  portfolio_row_id INTEGER PRIMARY KEY,   -- portfolio.id
  institution_id   INTEGER NOT NULL,
  speaking_row_id  INTEGER                -- portfolio.id
) STRICT;
CREATE INDEX portfolio_beside_by_speaker ON portfolio_beside (speaking_row_id);
CREATE INDEX portfolio_beside_by_institution ON portfolio_beside (institution_id);

CREATE INDEX portfolio_repeating ON portfolio (snapshot_id) WHERE repeats_row IS NOT NULL;

-- Every current row that is not of the whole inventory.
CREATE VIEW portfolio_row_elsewhere AS
SELECT l.institution_id, k.key, k.record_id
FROM live_snapshot l
CROSS JOIN match_key k ON k.snapshot_id = l.snapshot_id AND k.type = 'portfolio'
WHERE l.kind = 'portfolios' AND l.role <> 'whole';

CREATE VIEW portfolio_beside_rule AS
WITH
  found AS (
    SELECT institution_id, key
    FROM portfolio_row_elsewhere
    GROUP BY institution_id, key
    HAVING count(*) > 1
    UNION ALL
    SELECT o.institution_id, o.key
    FROM portfolio_row_elsewhere o
    CROSS JOIN live_snapshot l
      ON l.institution_id = o.institution_id AND l.kind = 'portfolios' AND l.role = 'whole'
    CROSS JOIN match_key k
      ON k.snapshot_id = l.snapshot_id AND k.type = 'portfolio' AND k.key = o.key
    UNION ALL
    SELECT l.institution_id, p.portfolio_key
    FROM live_snapshot l
    CROSS JOIN portfolio p INDEXED BY portfolio_repeating
      ON p.snapshot_id = l.snapshot_id AND p.repeats_row IS NOT NULL
    WHERE l.kind = 'portfolios'
  ),
  several AS (SELECT DISTINCT institution_id, key FROM found)
SELECT q.id AS portfolio_row_id, s.institution_id,
       -- the newest of those that decide existence
       (
         SELECT p.id
         FROM live_snapshot n
         CROSS JOIN match_key e
           ON e.snapshot_id = n.snapshot_id AND e.type = 'portfolio' AND e.key = s.key
         CROSS JOIN portfolio p
           ON p.id = e.record_id AND p.portfolio_id = q.portfolio_id AND p.repeats_row IS NULL
         WHERE n.institution_id = s.institution_id AND n.kind = 'portfolios'
           AND n.role IN ('whole', 'part')
         ORDER BY n.age_rank, p.id
         LIMIT 1
       ) AS speaking_row_id
FROM several s
CROSS JOIN live_snapshot l ON l.institution_id = s.institution_id AND l.kind = 'portfolios'
CROSS JOIN match_key k
  ON k.snapshot_id = l.snapshot_id AND k.type = 'portfolio' AND k.key = s.key
CROSS JOIN portfolio q ON q.id = k.record_id;

INSERT INTO portfolio_beside (portfolio_row_id, institution_id, speaking_row_id)
SELECT portfolio_row_id, institution_id, speaking_row_id
FROM portfolio_beside_rule;

-- All rows that speak of a portfolio at present, by the row that says that it exists.
CREATE VIEW portfolio_said_by AS
SELECT p.id AS speaking_row_id, p.id AS portfolio_row_id
FROM portfolio p
WHERE NOT EXISTS (SELECT 1 FROM portfolio_beside b WHERE b.portfolio_row_id = p.id)
UNION ALL
SELECT speaking_row_id, portfolio_row_id
FROM portfolio_beside;

CREATE VIEW portfolio_said AS
SELECT s.speaking_row_id, l.role, l.age_rank, q.*
FROM portfolio_said_by s
CROSS JOIN portfolio q ON q.id = s.portfolio_row_id
CROSS JOIN live_snapshot l ON l.snapshot_id = q.snapshot_id;

-- The same for those that several rows speak of. is_too_old: a part that adds facts only, and is older
-- than the row that speaks by more than the setting freshness-days.
CREATE VIEW portfolio_row_beside AS
SELECT b.speaking_row_id, l.role, l.age_rank,
       l.role = 'facts' AND julianday(s.as_of) + (
         SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'freshness-days'
       ) < (
         SELECT julianday(t.as_of)
         FROM portfolio p
         CROSS JOIN snapshot t ON t.id = p.snapshot_id
         WHERE p.id = b.speaking_row_id
       ) AS is_too_old,
       q.*
FROM portfolio_beside b
CROSS JOIN portfolio q ON q.id = b.portfolio_row_id
CROSS JOIN live_snapshot l ON l.snapshot_id = q.snapshot_id
CROSS JOIN snapshot s ON s.id = q.snapshot_id;

-- The one row that says that a portfolio exists.
DROP VIEW existing_portfolio;
CREATE VIEW existing_portfolio AS
SELECT l.institution_id, l.age_rank, p.*
FROM live_snapshot l
CROSS JOIN portfolio p ON p.snapshot_id = l.snapshot_id
LEFT JOIN portfolio_beside b ON b.portfolio_row_id = p.id
WHERE l.kind = 'portfolios' AND l.role IN ('whole', 'part')
  AND (b.portfolio_row_id IS NULL OR b.speaking_row_id = p.id)
  -- a newer part of its collection does not have it: it is gone
  AND NOT EXISTS (
    SELECT 1
    FROM live_snapshot n
    WHERE n.institution_id = l.institution_id AND n.kind = 'portfolios' AND n.role = 'part'
      AND n.age_rank < l.age_rank AND n.collection_id = p.collection_id
  );

-- What all current rows of a portfolio together say of it; is_speaking: this is the row to ask.
-- Columns of a deletion's cost (po_line ... proxy): the newest source that has something there; ''
-- when the sources that carry the column have nothing; NULL when none carries it, or only one that
-- is too old to say that there is nothing. Other columns: the newest source that carries it.
CREATE VIEW portfolio_reading AS
SELECT p.id, p.snapshot_id, p.source_file_id, p.source_row,
       b.portfolio_row_id IS NULL OR b.speaking_row_id = p.id AS is_speaking,
       p.portfolio_id, p.portfolio_key, p.collection_id AS collection_in_row,
       CASE
         WHEN b.portfolio_row_id IS NULL OR p.mms_id IS NOT NULL THEN p.mms_id
         ELSE (
           SELECT q.mms_id
           FROM portfolio_row_beside q
           WHERE q.speaking_row_id = p.id AND q.mms_id IS NOT NULL
           ORDER BY q.age_rank, q.id
           LIMIT 1
         )
       END AS mms_id,
       CASE
         WHEN b.portfolio_row_id IS NULL OR p.mms_key IS NOT NULL THEN p.mms_key
         ELSE (
           SELECT q.mms_key
           FROM portfolio_row_beside q
           WHERE q.speaking_row_id = p.id AND q.mms_key IS NOT NULL
           ORDER BY q.age_rank, q.id
           LIMIT 1
         )
       END AS mms_key,
       CASE
         WHEN b.portfolio_row_id IS NULL OR p.title IS NOT NULL THEN p.title
         ELSE (
           SELECT q.title
           FROM portfolio_row_beside q
           WHERE q.speaking_row_id = p.id AND q.title IS NOT NULL
           ORDER BY q.age_rank, q.id
           LIMIT 1
         )
       END AS title,
       CASE
         WHEN b.portfolio_row_id IS NULL OR p.title_key IS NOT NULL THEN p.title_key
         ELSE (
           SELECT q.title_key
           FROM portfolio_row_beside q
           WHERE q.speaking_row_id = p.id AND q.title_key IS NOT NULL
           ORDER BY q.age_rank, q.id
           LIMIT 1
         )
       END AS title_key,
       CASE
         WHEN b.portfolio_row_id IS NULL OR p.title_main_key IS NOT NULL THEN p.title_main_key
         ELSE (
           SELECT q.title_main_key
           FROM portfolio_row_beside q
           WHERE q.speaking_row_id = p.id AND q.title_main_key IS NOT NULL
           ORDER BY q.age_rank, q.id
           LIMIT 1
         )
       END AS title_main_key,
       CASE
         WHEN b.portfolio_row_id IS NULL OR p.title_part IS NOT NULL THEN p.title_part
         ELSE (
           SELECT q.title_part
           FROM portfolio_row_beside q
           WHERE q.speaking_row_id = p.id AND q.title_part IS NOT NULL
           ORDER BY q.age_rank, q.id
           LIMIT 1
         )
       END AS title_part,
       CASE
         WHEN b.portfolio_row_id IS NULL OR p.title_edition IS NOT NULL THEN p.title_edition
         ELSE (
           SELECT q.title_edition
           FROM portfolio_row_beside q
           WHERE q.speaking_row_id = p.id AND q.title_edition IS NOT NULL
           ORDER BY q.age_rank, q.id
           LIMIT 1
         )
       END AS title_edition,
       CASE
         WHEN b.portfolio_row_id IS NULL OR p.isbn IS NOT NULL THEN p.isbn
         ELSE (
           SELECT q.isbn
           FROM portfolio_row_beside q
           WHERE q.speaking_row_id = p.id AND q.isbn IS NOT NULL
           ORDER BY q.age_rank, q.id
           LIMIT 1
         )
       END AS isbn,
       CASE
         WHEN b.portfolio_row_id IS NULL OR p.issn IS NOT NULL THEN p.issn
         ELSE (
           SELECT q.issn
           FROM portfolio_row_beside q
           WHERE q.speaking_row_id = p.id AND q.issn IS NOT NULL
           ORDER BY q.age_rank, q.id
           LIMIT 1
         )
       END AS issn,
       CASE
         WHEN b.portfolio_row_id IS NULL OR p.collection_id IS NOT NULL THEN p.collection_id
         ELSE (
           SELECT q.collection_id
           FROM portfolio_row_beside q
           WHERE q.speaking_row_id = p.id AND q.collection_id IS NOT NULL
           ORDER BY q.age_rank, q.id
           LIMIT 1
         )
       END AS collection_id,
       CASE
         WHEN b.portfolio_row_id IS NULL OR p.cz_collection_id IS NOT NULL THEN p.cz_collection_id
         ELSE (
           SELECT q.cz_collection_id
           FROM portfolio_row_beside q
           WHERE q.speaking_row_id = p.id AND q.cz_collection_id IS NOT NULL
           ORDER BY q.age_rank, q.id
           LIMIT 1
         )
       END AS cz_collection_id,
       CASE
         WHEN b.portfolio_row_id IS NULL OR p.collection_name IS NOT NULL THEN p.collection_name
         ELSE (
           SELECT q.collection_name
           FROM portfolio_row_beside q
           WHERE q.speaking_row_id = p.id AND q.collection_name IS NOT NULL
           ORDER BY q.age_rank, q.id
           LIMIT 1
         )
       END AS collection_name,
       CASE
         WHEN b.portfolio_row_id IS NULL OR p.interface_name IS NOT NULL THEN p.interface_name
         ELSE (
           SELECT q.interface_name
           FROM portfolio_row_beside q
           WHERE q.speaking_row_id = p.id AND q.interface_name IS NOT NULL
           ORDER BY q.age_rank, q.id
           LIMIT 1
         )
       END AS interface_name,
       CASE
         WHEN b.portfolio_row_id IS NULL OR p.is_standalone IS NOT NULL THEN p.is_standalone
         ELSE (
           SELECT q.is_standalone
           FROM portfolio_row_beside q
           WHERE q.speaking_row_id = p.id AND q.is_standalone IS NOT NULL
           ORDER BY q.age_rank, q.id
           LIMIT 1
         )
       END AS is_standalone,
       CASE
         WHEN b.portfolio_row_id IS NULL OR p.is_cz_linked IS NOT NULL THEN p.is_cz_linked
         ELSE (
           SELECT q.is_cz_linked
           FROM portfolio_row_beside q
           WHERE q.speaking_row_id = p.id AND q.is_cz_linked IS NOT NULL
           ORDER BY q.age_rank, q.id
           LIMIT 1
         )
       END AS is_cz_linked,
       CASE
         WHEN b.portfolio_row_id IS NULL OR p.url IS NOT NULL THEN p.url
         ELSE (
           SELECT q.url
           FROM portfolio_row_beside q
           WHERE q.speaking_row_id = p.id AND q.url IS NOT NULL
           ORDER BY q.age_rank, q.id
           LIMIT 1
         )
       END AS url,
       CASE
         WHEN b.portfolio_row_id IS NULL OR p.host IS NOT NULL THEN p.host
         ELSE (
           SELECT q.host
           FROM portfolio_row_beside q
           WHERE q.speaking_row_id = p.id AND q.host IS NOT NULL
           ORDER BY q.age_rank, q.id
           LIMIT 1
         )
       END AS host,
       CASE
         WHEN b.portfolio_row_id IS NULL OR p.host_family IS NOT NULL THEN p.host_family
         ELSE (
           SELECT q.host_family
           FROM portfolio_row_beside q
           WHERE q.speaking_row_id = p.id AND q.host_family IS NOT NULL
           ORDER BY q.age_rank, q.id
           LIMIT 1
         )
       END AS host_family,
       CASE
         WHEN b.portfolio_row_id IS NULL OR p.parser_parameters IS NOT NULL THEN p.parser_parameters
         ELSE (
           SELECT q.parser_parameters
           FROM portfolio_row_beside q
           WHERE q.speaking_row_id = p.id AND q.parser_parameters IS NOT NULL
           ORDER BY q.age_rank, q.id
           LIMIT 1
         )
       END AS parser_parameters,
       CASE
         WHEN b.portfolio_row_id IS NULL OR p.service_id IS NOT NULL THEN p.service_id
         ELSE (
           SELECT q.service_id
           FROM portfolio_row_beside q
           WHERE q.speaking_row_id = p.id AND q.service_id IS NOT NULL
           ORDER BY q.age_rank, q.id
           LIMIT 1
         )
       END AS service_id,
       CASE
         WHEN b.portfolio_row_id IS NULL OR p.material_type IS NOT NULL THEN p.material_type
         ELSE (
           SELECT q.material_type
           FROM portfolio_row_beside q
           WHERE q.speaking_row_id = p.id AND q.material_type IS NOT NULL
           ORDER BY q.age_rank, q.id
           LIMIT 1
         )
       END AS material_type,
       CASE
         WHEN b.portfolio_row_id IS NULL OR p.created_on IS NOT NULL THEN p.created_on
         ELSE (
           SELECT q.created_on
           FROM portfolio_row_beside q
           WHERE q.speaking_row_id = p.id AND q.created_on IS NOT NULL
           ORDER BY q.age_rank, q.id
           LIMIT 1
         )
       END AS created_on,
       CASE
         WHEN b.portfolio_row_id IS NULL OR p.created_by IS NOT NULL THEN p.created_by
         ELSE (
           SELECT q.created_by
           FROM portfolio_row_beside q
           WHERE q.speaking_row_id = p.id AND q.created_by IS NOT NULL
           ORDER BY q.age_rank, q.id
           LIMIT 1
         )
       END AS created_by,
       CASE
         WHEN b.portfolio_row_id IS NULL THEN p.availability
         WHEN EXISTS (
           SELECT 1
           FROM portfolio_row_beside q
           WHERE q.speaking_row_id = p.id AND q.role <> 'older' AND q.availability = 'inactive'
         ) THEN 'inactive'
         WHEN p.availability IS NOT NULL THEN p.availability
         ELSE (
           SELECT q.availability
           FROM portfolio_row_beside q
           WHERE q.speaking_row_id = p.id AND q.availability IS NOT NULL
           ORDER BY q.age_rank, q.id
           LIMIT 1
         )
       END AS availability,
       CASE
         WHEN b.portfolio_row_id IS NULL OR p.po_line <> '' THEN p.po_line
         ELSE (
           SELECT q.po_line
           FROM portfolio_row_beside q
           WHERE q.speaking_row_id = p.id AND q.po_line IS NOT NULL
             AND (q.role <> 'older' OR p.po_line IS NULL)
             AND (q.po_line <> '' OR NOT q.is_too_old)
           ORDER BY q.po_line = '', q.age_rank, q.id
           LIMIT 1
         )
       END AS po_line,
       CASE
         WHEN b.portfolio_row_id IS NULL OR p.additional_po_lines <> '' THEN p.additional_po_lines
         ELSE (
           SELECT q.additional_po_lines
           FROM portfolio_row_beside q
           WHERE q.speaking_row_id = p.id AND q.additional_po_lines IS NOT NULL
             AND (q.role <> 'older' OR p.additional_po_lines IS NULL)
             AND (q.additional_po_lines <> '' OR NOT q.is_too_old)
           ORDER BY q.additional_po_lines = '', q.age_rank, q.id
           LIMIT 1
         )
       END AS additional_po_lines,
       CASE
         WHEN b.portfolio_row_id IS NULL OR p.license <> '' THEN p.license
         ELSE (
           SELECT q.license
           FROM portfolio_row_beside q
           WHERE q.speaking_row_id = p.id AND q.license IS NOT NULL
             AND (q.role <> 'older' OR p.license IS NULL)
             AND (q.license <> '' OR NOT q.is_too_old)
           ORDER BY q.license = '', q.age_rank, q.id
           LIMIT 1
         )
       END AS license,
       CASE
         WHEN b.portfolio_row_id IS NULL OR p.pda <> '' THEN p.pda
         ELSE (
           SELECT q.pda
           FROM portfolio_row_beside q
           WHERE q.speaking_row_id = p.id AND q.pda IS NOT NULL
             AND (q.role <> 'older' OR p.pda IS NULL)
             AND (q.pda <> '' OR NOT q.is_too_old)
           ORDER BY q.pda = '', q.age_rank, q.id
           LIMIT 1
         )
       END AS pda,
       CASE
         WHEN b.portfolio_row_id IS NULL OR p.eba <> '' THEN p.eba
         ELSE (
           SELECT q.eba
           FROM portfolio_row_beside q
           WHERE q.speaking_row_id = p.id AND q.eba IS NOT NULL
             AND (q.role <> 'older' OR p.eba IS NULL)
             AND (q.eba <> '' OR NOT q.is_too_old)
           ORDER BY q.eba = '', q.age_rank, q.id
           LIMIT 1
         )
       END AS eba,
       CASE
         WHEN b.portfolio_row_id IS NULL OR p.coverage <> '' THEN p.coverage
         ELSE (
           SELECT q.coverage
           FROM portfolio_row_beside q
           WHERE q.speaking_row_id = p.id AND q.coverage IS NOT NULL
             AND (q.role <> 'older' OR p.coverage IS NULL)
             AND (q.coverage <> '' OR NOT q.is_too_old)
           ORDER BY q.coverage = '', q.age_rank, q.id
           LIMIT 1
         )
       END AS coverage,
       CASE
         WHEN b.portfolio_row_id IS NULL OR p.public_note <> '' THEN p.public_note
         ELSE (
           SELECT q.public_note
           FROM portfolio_row_beside q
           WHERE q.speaking_row_id = p.id AND q.public_note IS NOT NULL
             AND (q.role <> 'older' OR p.public_note IS NULL)
             AND (q.public_note <> '' OR NOT q.is_too_old)
           ORDER BY q.public_note = '', q.age_rank, q.id
           LIMIT 1
         )
       END AS public_note,
       CASE
         WHEN b.portfolio_row_id IS NULL OR p.authentication_note <> '' THEN p.authentication_note
         ELSE (
           SELECT q.authentication_note
           FROM portfolio_row_beside q
           WHERE q.speaking_row_id = p.id AND q.authentication_note IS NOT NULL
             AND (q.role <> 'older' OR p.authentication_note IS NULL)
             AND (q.authentication_note <> '' OR NOT q.is_too_old)
           ORDER BY q.authentication_note = '', q.age_rank, q.id
           LIMIT 1
         )
       END AS authentication_note,
       CASE
         WHEN b.portfolio_row_id IS NULL OR p.internal_note <> '' THEN p.internal_note
         ELSE (
           SELECT q.internal_note
           FROM portfolio_row_beside q
           WHERE q.speaking_row_id = p.id AND q.internal_note IS NOT NULL
             AND (q.role <> 'older' OR p.internal_note IS NULL)
             AND (q.internal_note <> '' OR NOT q.is_too_old)
           ORDER BY q.internal_note = '', q.age_rank, q.id
           LIMIT 1
         )
       END AS internal_note,
       CASE
         WHEN b.portfolio_row_id IS NULL OR p.proxy <> '' THEN p.proxy
         ELSE (
           SELECT q.proxy
           FROM portfolio_row_beside q
           WHERE q.speaking_row_id = p.id AND q.proxy IS NOT NULL
             AND (q.role <> 'older' OR p.proxy IS NULL)
             AND (q.proxy <> '' OR NOT q.is_too_old)
           ORDER BY q.proxy = '', q.age_rank, q.id
           LIMIT 1
         )
       END AS proxy,
       p.extra
FROM portfolio p
LEFT JOIN portfolio_beside b ON b.portfolio_row_id = p.id;

-- As before: one row a portfolio.
DROP VIEW current_portfolio;
CREATE VIEW current_portfolio AS
SELECT l.institution_id, p.id, p.snapshot_id, p.source_file_id, p.source_row, p.portfolio_id,
       p.portfolio_key, p.mms_id, p.mms_key, p.title, p.title_key, p.title_main_key, p.title_part,
       p.title_edition, p.isbn, p.issn, p.collection_id, p.cz_collection_id, p.collection_name,
       p.interface_name, p.is_standalone, p.is_cz_linked, p.url, p.host, p.host_family,
       p.parser_parameters, p.service_id, p.material_type, p.created_on, p.created_by,
       p.availability, p.po_line, p.additional_po_lines, p.license, p.pda, p.eba, p.coverage,
       p.public_note, p.authentication_note, p.internal_note, p.proxy, p.extra
FROM live_snapshot l
CROSS JOIN portfolio_reading p ON p.snapshot_id = l.snapshot_id
WHERE l.kind = 'portfolios' AND l.role IN ('whole', 'part') AND p.is_speaking
  -- a newer part of its collection does not have it: it is gone
  AND NOT EXISTS (
    SELECT 1
    FROM live_snapshot n
    WHERE n.institution_id = l.institution_id AND n.kind = 'portfolios' AND n.role = 'part'
      AND n.age_rank < l.age_rank AND n.collection_id = p.collection_in_row
  );

-- The same, to be asked by id: it begins with the row and not with the file.
CREATE VIEW current_portfolio_row AS
SELECT l.institution_id, p.id, p.snapshot_id, p.source_file_id, p.source_row, p.portfolio_id,
       p.portfolio_key, p.mms_id, p.mms_key, p.title, p.title_key, p.title_main_key, p.title_part,
       p.title_edition, p.isbn, p.issn, p.collection_id, p.cz_collection_id, p.collection_name,
       p.interface_name, p.is_standalone, p.is_cz_linked, p.url, p.host, p.host_family,
       p.parser_parameters, p.service_id, p.material_type, p.created_on, p.created_by,
       p.availability, p.po_line, p.additional_po_lines, p.license, p.pda, p.eba, p.coverage,
       p.public_note, p.authentication_note, p.internal_note, p.proxy, p.extra
FROM portfolio_reading p
CROSS JOIN live_snapshot l ON l.snapshot_id = p.snapshot_id
WHERE l.kind = 'portfolios' AND l.role IN ('whole', 'part') AND p.is_speaking
  -- a newer part of its collection does not have it: it is gone
  AND NOT EXISTS (
    SELECT 1
    FROM live_snapshot n
    WHERE n.institution_id = l.institution_id AND n.kind = 'portfolios' AND n.role = 'part'
      AND n.age_rank < l.age_rank AND n.collection_id = p.collection_in_row
  );
