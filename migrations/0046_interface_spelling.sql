-- title: One interface has one name
-- why: Exports of different days, and collections that a library made itself, write one interface
--   as "SpringerLink", "Springer Link" and "SPRINGERLINK". Each spelling had its own votes, so that
--   the titles of its host were divided and no spelling had enough of them.

-- Every match is made afresh.
DELETE FROM match_run;

-- As before, and: names that differ only in case and blanks are one interface, by the spelling of
-- the collection list that sorts last, which is not the one in capitals.
DROP VIEW match_candidate_rule;
CREATE VIEW match_candidate_rule AS
WITH
  spelling AS MATERIALIZED (
    SELECT institution_id, replace(lower(trim(interface_name)), ' ', '') AS letters,
           max(interface_name) AS name
    FROM current_collection
    WHERE interface_name <> ''
    GROUP BY institution_id, replace(lower(trim(interface_name)), ' ', '')
  )
SELECT m.local_id, c.id AS cz_id, m.institution_id, c.portfolio_id, coalesce(c.mms_id, '') AS mms_id,
       (
         SELECT b.id
         FROM live_snapshot l
         CROSS JOIN match_key k
           ON k.snapshot_id = l.snapshot_id AND k.type = 'mms' AND k.key = c.mms_key
         CROSS JOIN current_bib b ON b.id = k.record_id AND b.mms_id = c.mms_id
         WHERE l.institution_id = m.institution_id AND l.kind = 'bibs'
           AND l.role IN ('whole', 'part')
         LIMIT 1
       ) AS bib_id,
       coalesce(c.title, '') AS title, c.title_main_key, coalesce(c.title_part, '') AS title_part,
       coalesce(c.collection_id, '') AS collection_id,
       coalesce(c.collection_name, o.name, '') AS collection_name,
       coalesce(
         s.name, nullif(c.interface_name, ''), nullif(o.interface_name, ''), 'collection '
           || coalesce(nullif(c.collection_name, ''), nullif(c.collection_id, ''), '(none)')
       ) AS platform,
       coalesce(c.host, '') AS host, c.availability,
       CASE
         WHEN coalesce(c.collection_id, '') = '' THEN
           CASE
             WHEN coalesce(c.collection_name, '') = '' AND c.is_standalone = 1 THEN 'standalone'
             ELSE 'unknown'
           END
         WHEN o.availability IN ('active', 'inactive') THEN o.availability
         ELSE 'unknown'
       END AS collection_state,
       c.material_type
FROM (SELECT DISTINCT local_id, cz_id FROM match_shared) pair
CROSS JOIN match_local m ON m.local_id = pair.local_id
CROSS JOIN current_portfolio_row c ON c.id = pair.cz_id
LEFT JOIN current_collection o
  ON o.institution_id = m.institution_id AND o.collection_id = c.collection_id
LEFT JOIN spelling s
  ON s.institution_id = m.institution_id AND s.letters = replace(
    lower(trim(coalesce(nullif(c.interface_name, ''), o.interface_name))), ' ', ''
  );
