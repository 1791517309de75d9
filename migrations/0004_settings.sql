-- title: Settings, with their defaults and reasons
-- why: Nothing that decides an answer may be a number hidden in the program.

CREATE TABLE setting (
  name          TEXT NOT NULL PRIMARY KEY,
  value         TEXT NOT NULL,
  default_value TEXT NOT NULL,
  meaning       TEXT NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO setting (name, value, default_value, meaning)
VALUES
  ('closed-orders', 'block', 'block',
   'block: a closed or cancelled order line still blocks a deletion; accept: it does not'),
  ('freshness-days', '30', '30',
   'how many days older than the portfolios an input may be before its gate is unknown'),
  ('go-live-date', '', '',
   'YYYY-MM-DD: a standalone portfolio made before it came from the migration'),
  ('platform-votes', '3', '3',
   'how many other titles must tie a host to an interface'),
  ('platform-share', '80', '80',
   'percent of a host''s titles that must be on one interface'),
  ('platform-coverage', '25', '25',
   'percent of a host''s titles with identifiers that must be on the interface at all'),
  ('platform-different-votes', '5', '5',
   'from how many votes on, without a majority, a host serves no interface that we hold'),
  ('platform-title-votes', '5', '5',
   'how many other long titles must tie a host to an interface where no identifier can'),
  ('title-min-words', '3', '3',
   'a title of fewer words never matches on title alone'),
  ('title-max-copies', '50', '50',
   'a title that stands on more portfolios than this is no candidate by title'),
  ('identifier-max-copies', '200', '200',
   'an identifier that stands on more portfolios than this is no candidate');

-- Titles that say nothing of which work they are (normalized: lower case, no punctuation).
CREATE TABLE generic_title (
  title TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

INSERT INTO generic_title (title)
VALUES
  ('annual report'), ('annual review'), ('bulletin'), ('collected papers'), ('collected works'),
  ('complete works'), ('conference papers'), ('conference proceedings'), ('correspondence'),
  ('essays'), ('handbook'), ('introduction'), ('journal'), ('lectures'), ('letters'),
  ('memoirs'), ('newsletter'), ('occasional paper'), ('occasional papers'), ('papers'),
  ('poems'), ('proceedings'), ('proceedings of the annual meeting'), ('report'), ('reports'),
  ('report of the director'), ('selected papers'), ('selected works'), ('selected writings'),
  ('transactions'), ('working paper'), ('working papers'), ('works'), ('yearbook'),
  ('oeuvres completes'), ('rapport annuel'), ('jahresbericht'), ('gesammelte werke');
