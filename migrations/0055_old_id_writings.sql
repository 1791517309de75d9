-- title: Old bib ids as further systems write them
-- why: Some lists leave out the letter of Sierra's numbers; two libraries of one Aleph system
--   number their records each for itself.

-- As before (see 0017), and: a number with its check digit, but without its letter, is that bib's;
-- an id without an Aleph library is none's where two libraries have the number.
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
  -- numbers that another Aleph library has, too: an id without a library may be either's
  two_libraries AS MATERIALIZED (
    SELECT DISTINCT b.institution_id, i.legacy_number AS number
    FROM (SELECT DISTINCT institution_id FROM numbers WHERE length(letters) = 5) n
    CROSS JOIN current_bib b ON b.institution_id = n.institution_id
    CROSS JOIN bib_local_id i ON i.bib_id = b.id AND length(i.legacy_letters) = 5
    CROSS JOIN legacy_rule r ON r.institution_id = n.institution_id AND r.system <> i.system
  ),
  by_number AS MATERIALIZED (
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
      AND (p.letters <> '' OR NOT EXISTS (
        SELECT 1
        FROM two_libraries t
        WHERE t.institution_id = p.institution_id AND t.number = p.number
      ))
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
  -- eight digits and a check digit without their b, in a list that leaves it out: as text the id
  -- is that of the bib but for the letter
  by_letter AS (
    SELECT b.institution_id, p.p2e_record_id, b.mms_id, b.mms_key,
           'old bib id, written ' || min(b.legacy_key) || ' in ' || min(b.field) || ' ('
             || b.system || ')' AS route
    FROM lines p
    CROSS JOIN numbers b
      ON b.institution_id = p.institution_id AND b.legacy_key = 'b' || p.legacy_key
    WHERE p.letters = '' AND p.legacy_check = '' AND length(p.legacy_key) = 9
      AND b.legacy_check = 'right'
      AND NOT EXISTS (SELECT 1 FROM literal t WHERE t.p2e_record_id = p.p2e_record_id)
      AND NOT EXISTS (SELECT 1 FROM by_number t WHERE t.p2e_record_id = p.p2e_record_id)
      -- another id that is this bib's
      AND NOT EXISTS (
        SELECT 1
        FROM line_claim c
        WHERE c.institution_id = b.institution_id AND c.number = b.number
      )
      AND NOT EXISTS (
        SELECT 1
        FROM lines o
        WHERE o.institution_id = b.institution_id AND o.legacy_key = b.legacy_key
      )
    GROUP BY b.institution_id, p.p2e_record_id, b.mms_id, b.mms_key
  ),
  by_id AS MATERIALIZED (
    SELECT institution_id, p2e_record_id, mms_id, mms_key, route FROM literal
    UNION ALL
    SELECT institution_id, p2e_record_id, mms_id, mms_key, route FROM by_number
    UNION ALL
    SELECT institution_id, p2e_record_id, mms_id, mms_key, route FROM by_letter
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
