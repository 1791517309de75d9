-- title: Notes and settings of access that only the local copy has, whichever file says it
-- why: As 0030, for two more gates: NOTES, a note of each current file, and the settings of access of
--   an Extended Export.

-- Every match is made afresh.
DELETE FROM match_run;

-- As before, by the rows that stand beside others (0040).
DROP VIEW local_data_cell;
CREATE VIEW local_data_cell AS
WITH
  -- an inventory without such a column is not read through
  speaking AS MATERIALIZED (
    SELECT DISTINCT h.institution_id, h.snapshot_id
    FROM current_portfolio_header h
    CROSS JOIN local_data_column c ON c.header = h.header
  )
SELECT DISTINCT m.institution_id, m.local_id, c.gate, c.header, trim(j.value) AS value
FROM speaking s
CROSS JOIN portfolio q INDEXED BY portfolio_by_snapshot ON q.snapshot_id = s.snapshot_id
LEFT JOIN portfolio_beside b ON b.portfolio_row_id = q.id
CROSS JOIN match_local m
  ON m.local_id = CASE WHEN b.portfolio_row_id IS NULL THEN q.id ELSE b.speaking_row_id END
CROSS JOIN json_each(q.extra) j
CROSS JOIN local_data_column c
  ON c.header = upper(replace(trim(
    CASE WHEN j.key LIKE '% (%)' THEN substr(j.key, 1, instr(j.key, ' (')) ELSE j.key END
  ), ' ', '_'))
WHERE q.extra IS NOT NULL AND trim(j.value) <> '';

-- Few local copies have a note. The view below repeats the condition word for word.
CREATE INDEX match_local_noted ON match_local (local_id)
WHERE coalesce(public_note, '') || coalesce(authentication_note, '')
  || coalesce(internal_note, '') <> '';

-- Every note on a local copy that has a candidate, from any current file, and whether the twin has
-- it too. kind: public, authentication, internal, or NOTES of an Extended Export.
CREATE VIEW local_note AS
WITH
  noted AS MATERIALIZED (
    SELECT *
    FROM match_local INDEXED BY match_local_noted
    WHERE coalesce(public_note, '') || coalesce(authentication_note, '')
      || coalesce(internal_note, '') <> ''
  ),
  said AS MATERIALIZED (
    SELECT local_id, 'public' AS kind, public_note AS note FROM noted
    UNION SELECT local_id, 'authentication', authentication_note FROM noted
    UNION SELECT local_id, 'internal', internal_note FROM noted
    UNION
    SELECT m.local_id, n.kind,
           CASE n.kind
             WHEN 'public' THEN q.public_note
             WHEN 'authentication' THEN q.authentication_note
             ELSE q.internal_note
           END
    FROM noted m
    CROSS JOIN portfolio_source q
      ON q.institution_id = m.institution_id AND q.portfolio_key_joined = m.portfolio_key
     AND q.portfolio_id = m.portfolio_id AND q.role <> 'older'
    CROSS JOIN (
      SELECT 'public' AS kind UNION ALL SELECT 'authentication' UNION ALL SELECT 'internal'
    ) n
    UNION
    SELECT local_id, 'NOTES', value FROM local_data_cell WHERE gate = 'notes'
  )
SELECT t.institution_id, t.local_id, t.cz_id, s.kind, s.note,
       CASE s.kind
         WHEN 'public' THEN instr(coalesce(c.public_note, ''), s.note) > 0
         WHEN 'authentication' THEN instr(coalesce(c.authentication_note, ''), s.note) > 0
         WHEN 'internal' THEN instr(coalesce(c.internal_note, ''), s.note) > 0
         ELSE EXISTS (
           SELECT 1
           FROM candidate_data_cell d
           WHERE d.cz_id = t.cz_id AND d.header = 'NOTES' AND instr(d.value, s.note) > 0
         )
       END AS is_kept
FROM said s
CROSS JOIN twin t ON t.local_id = s.local_id
CROSS JOIN current_portfolio_row c ON c.id = t.cz_id
WHERE s.note <> '';

-- As before, with NOTES of an Extended Export, and of several current files each one's note.
DROP VIEW gate_notes;
CREATE VIEW gate_notes AS
WITH
  summed AS MATERIALIZED (
    SELECT local_id, group_concat(note, ' ') AS notes, min(is_kept) AS is_kept
    FROM (
      SELECT local_id, note, is_kept
      FROM local_note
      ORDER BY local_id,
        CASE kind WHEN 'public' THEN 1 WHEN 'authentication' THEN 2 WHEN 'internal' THEN 3 ELSE 4 END,
        note
    )
    GROUP BY local_id
  )
SELECT t.institution_id, t.local_id, 'notes' AS gate, 'advisory' AS class,
       CASE
         WHEN s.is_kept = 0 THEN 'fail'
         WHEN m.public_note IS NULL OR m.authentication_note IS NULL OR m.internal_note IS NULL
           THEN 'unknown'
         ELSE 'pass'
       END AS value,
       CASE
         WHEN s.notes IS NOT NULL THEN 'notes on the local copy: ' || s.notes
         ELSE 'notes'
       END AS detail
FROM twin t
CROSS JOIN match_local m ON m.local_id = t.local_id
LEFT JOIN summed s ON s.local_id = t.local_id;

-- As before, with what an Extended Export says of access: of the twin, if any current file does.
DROP VIEW gate_proxy;
CREATE VIEW gate_proxy AS
WITH
  -- a proxy that is off, and no word of it, are the same
  settings AS MATERIALIZED (
    SELECT s.local_id, s.header, s.value, (
             SELECT group_concat(value, ', ')
             FROM (
               SELECT DISTINCT d.value
               FROM candidate_data_cell d
               WHERE d.cz_id = t.cz_id AND d.header = s.header
               ORDER BY d.value
             )
           ) AS twin_value,
           EXISTS (
             SELECT 1
             FROM portfolio c
             CROSS JOIN portfolio_source q
               ON q.institution_id = s.institution_id AND q.portfolio_key_joined = c.portfolio_key
              AND q.portfolio_id = c.portfolio_id
             CROSS JOIN current_portfolio_header h
               ON h.snapshot_id = q.snapshot_id AND h.header = s.header
             WHERE c.id = t.cz_id
           ) AS is_said
    FROM local_data_cell s
    CROSS JOIN twin t ON t.local_id = s.local_id
    WHERE s.gate = 'proxy' AND NOT (s.header = 'PROXY_ENABLE' AND lower(s.value) = 'false')
  ),
  differing AS MATERIALIZED (
    SELECT local_id, max(is_said) AS is_said,
           group_concat(CASE
             WHEN is_said THEN
               header || ' of the local copy: ' || value || ', of the twin: '
                 || coalesce(twin_value, 'nothing')
           END, '; ') AS detail
    FROM (SELECT * FROM settings ORDER BY local_id, header, value)
    WHERE lower(coalesce(twin_value, '')) <> lower(value)
    GROUP BY local_id
  )
SELECT t.institution_id, t.local_id, 'proxy' AS gate, 'advisory' AS class,
       CASE
         WHEN m.proxy <> '' AND c.proxy IS NOT NULL AND m.proxy <> c.proxy THEN 'fail'
         WHEN d.is_said = 1 THEN 'fail'
         WHEN m.proxy IS NULL OR (m.proxy <> '' AND c.proxy IS NULL) THEN 'unknown'
         WHEN d.is_said = 0 THEN 'unknown'
         ELSE 'pass'
       END AS value,
       CASE
         WHEN m.proxy <> '' AND c.proxy IS NOT NULL AND m.proxy <> c.proxy THEN
           'proxy of the local copy: ' || m.proxy || ', of the twin: ' || c.proxy
         WHEN d.is_said = 1 THEN d.detail
         ELSE 'proxy and access settings'
       END AS detail
FROM twin t
CROSS JOIN match_local m ON m.local_id = t.local_id
CROSS JOIN current_portfolio_row c ON c.id = t.cz_id
LEFT JOIN differing d ON d.local_id = t.local_id;
