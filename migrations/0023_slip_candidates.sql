-- title: Titles that differ by a slip of the keyboard alone
-- why: A title with a typing slip and without an identifier shares no key with its twin. It is looked
--   for by each half of its words, since a slip stands in one half only, and only where the odd
--   word stands in no other title: Iran is no slip for Iraq.

INSERT INTO setting (name, value, default_value, meaning)
VALUES
  ('slip-max-portfolios', '500000', '500000',
   'with more Community Zone portfolios than this, titles with a slip and without an identifier are not looked for');

-- Local titles; those that no Community Zone title answers to are looked for.
CREATE VIEW slip_local AS
SELECT m.institution_id, m.local_id, m.title, coalesce(m.title_key, m.title_main_key, 0) AS key,
       NOT EXISTS (
         SELECT 1 FROM match_shared s WHERE s.local_id = m.local_id AND s.type IN ('title', 'mms')
       ) AS is_sought
FROM match_local m
WHERE m.title <> '';

CREATE VIEW slip_zone AS
SELECT c.institution_id, c.id AS cz_id, c.title
FROM current_portfolio c
WHERE c.is_cz_linked = 1 AND coalesce(c.title, '') <> '';
