-- title: What a setting may be
-- why: A number out of bounds makes nonsense of the rule that asks for it: with 0 percent of its
--   titles a host is on every interface, and copies that are no twins would go.

CREATE TABLE setting_range (
  name    TEXT    NOT NULL PRIMARY KEY,   -- setting.name
  lowest  INTEGER NOT NULL,
  highest INTEGER NOT NULL,
  why     TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO setting_range (name, lowest, highest, why)
VALUES
  ('freshness-days', 0, 365,
   'what is more than a year older than the portfolios says nothing of today'),
  ('platform-votes', 2, 1000,
   'one title may be where it is by chance'),
  ('platform-share', 51, 100,
   'with half of a host''s titles or fewer, two interfaces could have it'),
  ('platform-coverage', 1, 100,
   'a host none of whose titles is on the interface is not of it'),
  ('platform-different-votes', 2, 1000,
   'one title may be where it is by chance'),
  ('platform-title-votes', 3, 1000,
   'titles agree by chance oftener than identifiers'),
  ('title-min-words', 2, 50,
   'a title of one word is a name that many works have'),
  ('journal-title-min-words', 1, 50,
   'a title has a word'),
  ('title-max-copies', 0, 10000,
   'more pairs than that are not weighed in a sitting; 0: no title is looked for'),
  ('identifier-max-copies', 0, 10000,
   'more pairs than that are not weighed in a sitting; 0: no identifier is looked for'),
  ('slip-max-portfolios', 0, 100000000,
   'no library has more; 0: slips in titles are not looked for');

-- What is out of bounds now goes back to its default: answers by it were wrong.
CREATE VIEW setting_out_of_range AS
SELECT s.name, s.value, r.lowest, r.highest, r.why
FROM setting_range r
CROSS JOIN setting s ON s.name = r.name
WHERE s.value = '' OR s.value GLOB '*[^0-9]*' OR length(s.value) > 9
   OR CAST(s.value AS INTEGER) NOT BETWEEN r.lowest AND r.highest;

UPDATE setting SET value = default_value WHERE name IN (SELECT name FROM setting_out_of_range);

-- Whoever changes the table by SQL is held to the same.
CREATE TRIGGER setting_stays_in_range
AFTER UPDATE OF value ON setting
WHEN EXISTS (SELECT 1 FROM setting_out_of_range o WHERE o.name = NEW.name)
BEGIN
  SELECT RAISE(ABORT, 'a setting would be out of its range, see setting_range');
END;
