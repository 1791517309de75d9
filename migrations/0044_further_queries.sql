-- title: The same URL twice, and the same work on another platform
-- why: The questions that come after the first wave, as views that one's own SQL has as well.

-- # The same URL twice

-- Current portfolios whose URL another one has as well, by the URL without proxy, scheme, "www.",
-- fragment and trailing slash. Of a URL inside another, the signs are decoded that lead to the host
-- and the path. All URLs are compared by one sort, and what is found is then looked at.
-- MATERIALIZED keeps each step from being written out again and again in the next.
CREATE VIEW same_url AS
WITH
  plain AS MATERIALIZED (
    SELECT l.institution_id, p.id,
           CASE
             WHEN instr(p.url, 'qurl=http') > 0 THEN
               replace(replace(replace(replace(replace(replace(
                 substr(p.url, instr(p.url, 'qurl=http') + 5), '%3A', ':'), '%3a', ':'), '%2F', '/'),
                 '%2f', '/'), '%3F', '?'), '%3D', '=')
             WHEN instr(p.url, 'login?url=http') > 0 THEN
               substr(p.url, instr(p.url, 'login?url=http') + 10)
             ELSE p.url
           END AS url
    FROM live_snapshot l
    CROSS JOIN portfolio p INDEXED BY portfolio_by_snapshot ON p.snapshot_id = l.snapshot_id
    WHERE l.kind = 'portfolios' AND l.role IN ('whole', 'part') AND p.repeats_row IS NULL
      AND p.url <> ''
  ),
  bare AS MATERIALIZED (
    SELECT institution_id, id,
           CASE
             WHEN instr(url, '://') BETWEEN 1 AND 6 THEN substr(url, instr(url, '://') + 3)
             ELSE url
           END AS url
    FROM plain
  ),
  whole AS MATERIALIZED (
    SELECT institution_id, id,
           rtrim(CASE WHEN instr(url, '#') > 0 THEN substr(url, 1, instr(url, '#') - 1) ELSE url END,
             '/ ') AS url
    FROM bare
  ),
  -- the host has no case, the path may have one
  compared AS (
    SELECT institution_id, id,
           CASE
             WHEN lower(substr(url, 1, 4)) = 'www.' THEN
               lower(substr(url, 5, max(instr(url || '/', '/') - 5, 0)))
             ELSE lower(substr(url, 1, instr(url || '/', '/') - 1))
           END || substr(url, instr(url || '/', '/')) AS url
    FROM whole
  ),
  shared AS MATERIALIZED (
    SELECT institution_id, id, url
    FROM (
      SELECT institution_id, id, url, count(*) OVER (PARTITION BY institution_id, url) AS copies
      FROM compared
      WHERE url <> ''
    )
    WHERE copies > 1
  ),
  -- one portfolio may stand in an inventory and in a part
  existing AS (
    SELECT s.institution_id, s.url, e.id AS portfolio_row_id, e.portfolio_id, e.mms_id,
           count(*) OVER address AS portfolios,
           CASE WHEN e.mms_id IS NULL THEN 0
             ELSE dense_rank() OVER (address ORDER BY e.mms_id IS NULL, e.mms_id) END AS bib
    FROM shared s
    CROSS JOIN current_portfolio_row e ON e.id = s.id
    WINDOW address AS (PARTITION BY s.institution_id, s.url)
  )
SELECT institution_id, url, portfolio_row_id, portfolio_id, mms_id, portfolios,
       max(bib) OVER (PARTITION BY institution_id, url) AS bibs
FROM existing
WHERE portfolios > 1;

-- # Copies elsewhere

-- Active copies of the same work on another platform: a shared bib, or an identifier that stands on
-- one title. They are no duplicates: each platform is somebody's way in.
CREATE VIEW other_platform AS
SELECT m.institution_id, m.local_id, m.portfolio_id, m.mms_id, m.title, m.host,
       c.portfolio_id AS other_portfolio_id, c.mms_id AS other_mms_id, c.title AS other_title,
       c.platform AS other_platform, c.collection_name AS other_collection,
       c.collection_id AS other_collection_id, p.route,
       CASE
         WHEN c.mms_id = m.mms_id AND m.mms_id <> '' THEN 'same bib ' || m.mms_id
         ELSE (
           SELECT min(upper(s.type) || ' ' || s.value)
           FROM strong_identifier s
           WHERE s.local_id = p.local_id AND s.cz_id = p.cz_id
         )
       END AS same_by
FROM match_platform p
CROSS JOIN match_local m ON m.local_id = p.local_id
CROSS JOIN match_candidate c ON c.local_id = p.local_id AND c.cz_id = p.cz_id
WHERE p.answer = 'different' AND coalesce(c.availability, '') <> 'inactive'
  AND c.collection_state <> 'inactive';
