-- title: What the match works out and keeps
-- why: The joins are views (0007); these tables keep their results, so that every answer can be
--   followed back row by row, and so that the same question is answered at once.

-- What a match rested on. The match is stale when match_basis says something else by now.
CREATE TABLE match_run (
  institution_id INTEGER NOT NULL PRIMARY KEY REFERENCES institution (id),
  made_at        TEXT    NOT NULL,
  settings       TEXT    NOT NULL,
  rests_on       TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

CREATE VIEW match_basis AS
SELECT i.id AS institution_id,
       (
         SELECT group_concat(name || '=' || value, '; ')
         FROM (SELECT name, value FROM setting ORDER BY name)
       ) AS settings,
       (
         SELECT coalesce(group_concat(kind || ' ' || snapshot_id || ' ' || role, '; '), '')
         FROM (
           SELECT kind, snapshot_id, role
           FROM live_snapshot l
           WHERE l.institution_id = i.id
           ORDER BY kind, age_rank
         )
       ) AS rests_on
FROM institution i;

CREATE VIEW stale_match AS
SELECT b.institution_id
FROM match_basis b
LEFT JOIN match_run r ON r.institution_id = b.institution_id
WHERE r.institution_id IS NULL OR r.settings <> b.settings OR r.rests_on <> b.rests_on;

-- How an old bib id becomes an MMS ID here: learned from the data.
CREATE TABLE legacy_rule (
  institution_id INTEGER NOT NULL PRIMARY KEY REFERENCES institution (id),
  system         TEXT,              -- whose numbers in 035/959 are the old system's
  system_bibs    INTEGER NOT NULL,  -- how many bibs have one that fits
  tail           TEXT,              -- MMS ID = 99 + old bib id + tail
  tail_bibs      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Which bib a line of the P2E list became.
CREATE TABLE p2e_bib (
  institution_id INTEGER NOT NULL,
  p2e_record_id  INTEGER NOT NULL REFERENCES p2e_record (id),
  mms_id         TEXT    NOT NULL,
  mms_key        INTEGER NOT NULL,
  route          TEXT    NOT NULL,
  PRIMARY KEY (institution_id, p2e_record_id, mms_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX p2e_bib_by_mms ON p2e_bib (institution_id, mms_key);

-- The local standalone portfolios that came, or may have come, from the P2E list.
CREATE TABLE match_local (
  local_id            INTEGER PRIMARY KEY,   -- portfolio.id
  institution_id      INTEGER NOT NULL,
  portfolio_id        TEXT    NOT NULL,
  portfolio_key       INTEGER NOT NULL,
  mms_id              TEXT    NOT NULL,
  mms_key             INTEGER NOT NULL,
  bib_id              INTEGER,               -- bib.id; NULL where the bib is not loaded
  p2e_record_id       INTEGER,
  p2e_by              TEXT    NOT NULL,      -- file, creator, go-live, absence
  title               TEXT    NOT NULL,
  title_key           INTEGER,
  title_main_key      INTEGER,
  title_part          TEXT    NOT NULL,
  url                 TEXT    NOT NULL,
  host                TEXT    NOT NULL,
  host_family         TEXT    NOT NULL,
  availability        TEXT,
  material_type       TEXT,
  po_line             TEXT,
  additional_po_lines TEXT,
  license             TEXT,
  pda                 TEXT,
  eba                 TEXT,
  coverage            TEXT,
  public_note         TEXT,
  authentication_note TEXT,
  internal_note       TEXT,
  proxy               TEXT,
  created_on          TEXT
) STRICT;
CREATE INDEX match_local_by_institution ON match_local (institution_id);
CREATE INDEX match_local_by_mms ON match_local (institution_id, mms_key);
CREATE INDEX match_local_by_title ON match_local (institution_id, title_key);

-- What a local portfolio can be found by, from its own row and from its bib.
CREATE TABLE match_local_key (
  local_id INTEGER NOT NULL REFERENCES match_local (local_id),
  type     TEXT    NOT NULL,   -- mms, isbn, issn, oclc, doi, ckb, title, title-main
  key      INTEGER NOT NULL,
  field    TEXT    NOT NULL,
  value    TEXT    NOT NULL,
  raw      TEXT    NOT NULL,
  PRIMARY KEY (local_id, type, key, field)
) STRICT, WITHOUT ROWID;
CREATE INDEX match_local_key_by_key ON match_local_key (type, key);

-- Keys that stand on so many portfolios that they say nothing of any of them.
CREATE TABLE crowded_key (
  institution_id INTEGER NOT NULL,
  type           TEXT    NOT NULL,
  key            INTEGER NOT NULL,
  copies         INTEGER NOT NULL,
  PRIMARY KEY (institution_id, type, key)
) STRICT, WITHOUT ROWID;

-- A Community Zone portfolio that might be the same title, and what is known of it.
CREATE TABLE match_candidate (
  local_id         INTEGER NOT NULL REFERENCES match_local (local_id),
  cz_id            INTEGER NOT NULL,        -- portfolio.id
  institution_id   INTEGER NOT NULL,
  portfolio_id     TEXT    NOT NULL,
  mms_id           TEXT    NOT NULL,
  bib_id           INTEGER,
  title            TEXT    NOT NULL,
  title_main_key   INTEGER,
  title_part       TEXT    NOT NULL,
  collection_id    TEXT    NOT NULL,
  collection_name  TEXT    NOT NULL,
  platform         TEXT    NOT NULL,        -- interface, or the collection where it has none
  host             TEXT    NOT NULL,
  availability     TEXT,
  collection_state TEXT    NOT NULL,        -- active, inactive, unknown, standalone
  material_type    TEXT,
  PRIMARY KEY (local_id, cz_id)
) STRICT, WITHOUT ROWID;

-- What the two have in common: which identifier, from which field of which record.
CREATE TABLE match_shared (
  local_id    INTEGER NOT NULL,
  cz_id       INTEGER NOT NULL,
  type        TEXT    NOT NULL,
  key         INTEGER NOT NULL,
  local_field TEXT    NOT NULL,
  cz_field    TEXT    NOT NULL,
  value       TEXT    NOT NULL,
  local_raw   TEXT    NOT NULL,
  cz_raw      TEXT    NOT NULL,
  PRIMARY KEY (local_id, cz_id, type, key, local_field, cz_field)
) STRICT, WITHOUT ROWID;
CREATE INDEX match_shared_by_key ON match_shared (type, key);

-- On how many titles an identifier stands, on each side. More than one: no evidence.
CREATE TABLE identifier_title_count (
  institution_id INTEGER NOT NULL,
  type           TEXT    NOT NULL,
  key            INTEGER NOT NULL,
  local_titles   INTEGER NOT NULL,
  cz_titles      INTEGER NOT NULL,
  PRIMARY KEY (institution_id, type, key)
) STRICT, WITHOUT ROWID;

-- Title, part and edition compared; by the program, over the normalized text of both records.
CREATE TABLE match_agreement (
  local_id         INTEGER NOT NULL,
  cz_id            INTEGER NOT NULL,
  similarity       REAL    NOT NULL,   -- 0 to 1
  difference       TEXT    NOT NULL,   -- none, article, subtitle, slip, words, different
  title_compatible INTEGER NOT NULL,
  parts            TEXT    NOT NULL,   -- agree, contradict, neutral
  editions         TEXT    NOT NULL,   -- agree, contradict, later (one side, not the first), neutral
  years            TEXT    NOT NULL,   -- agree, contradict, neutral
  words            INTEGER NOT NULL,   -- words of the local title without subtitle
  is_generic       INTEGER NOT NULL,
  PRIMARY KEY (local_id, cz_id)
) STRICT, WITHOUT ROWID;

-- Which title ties which host, or family of hosts, to which platform.
CREATE TABLE platform_tie (
  institution_id INTEGER NOT NULL,
  level          TEXT    NOT NULL,   -- host, family
  unit           TEXT    NOT NULL,   -- the host or the registrable domain
  by             TEXT    NOT NULL,   -- identifier, title
  platform       TEXT    NOT NULL,
  title_id       TEXT    NOT NULL,
  PRIMARY KEY (institution_id, level, unit, by, title_id, platform)
) STRICT, WITHOUT ROWID;

CREATE TABLE platform_vote (
  institution_id INTEGER NOT NULL,
  level          TEXT    NOT NULL,
  unit           TEXT    NOT NULL,
  by             TEXT    NOT NULL,
  platform       TEXT    NOT NULL,   -- '' counts the titles that vote at all
  titles         INTEGER NOT NULL,
  PRIMARY KEY (institution_id, level, unit, by, platform)
) STRICT, WITHOUT ROWID;

-- How many titles with identifiers stand on a host or family at all, tied or not.
CREATE TABLE platform_size (
  institution_id INTEGER NOT NULL,
  level          TEXT    NOT NULL,
  unit           TEXT    NOT NULL,
  titles         INTEGER NOT NULL,
  PRIMARY KEY (institution_id, level, unit)
) STRICT, WITHOUT ROWID;

-- The platform question of one pair, with the votes of all titles but its own.
CREATE TABLE match_platform (
  local_id INTEGER NOT NULL,
  cz_id    INTEGER NOT NULL,
  answer   TEXT    NOT NULL,   -- same, same-by-title, different, unknown
  route    TEXT    NOT NULL,   -- in words
  PRIMARY KEY (local_id, cz_id),
  CONSTRAINT match_platform_answer
    CHECK (answer IN ('same', 'same-by-title', 'different', 'unknown'))
) STRICT, WITHOUT ROWID;

CREATE TABLE match_tier (
  local_id    INTEGER NOT NULL,
  cz_id       INTEGER NOT NULL,
  tier        TEXT    NOT NULL,
  identifiers INTEGER NOT NULL,   -- how many that stand on one title they share
  evidence    TEXT    NOT NULL,
  why         TEXT    NOT NULL,   -- why it is no better
  is_alive    INTEGER NOT NULL,   -- 0: it, or its collection, is inactive
  PRIMARY KEY (local_id, cz_id),
  CONSTRAINT match_tier_name CHECK (tier IN ('T1', 'T2', 'T3', 'T4'))
) STRICT, WITHOUT ROWID;

-- The best candidate of each local portfolio; place 1 is the twin, the runners-up are kept.
CREATE TABLE match_result (
  local_id INTEGER NOT NULL,
  place    INTEGER NOT NULL,
  cz_id    INTEGER NOT NULL,
  tier     TEXT    NOT NULL,
  PRIMARY KEY (local_id, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE gate_result (
  local_id INTEGER NOT NULL,
  gate     TEXT    NOT NULL,
  class    TEXT    NOT NULL,   -- required, advisory, alma, bib
  value    TEXT    NOT NULL,
  detail   TEXT    NOT NULL,
  PRIMARY KEY (local_id, gate),
  CONSTRAINT gate_result_class CHECK (class IN ('required', 'advisory', 'alma', 'bib')),
  CONSTRAINT gate_result_value CHECK (value IN ('pass', 'fail', 'unknown'))
) STRICT, WITHOUT ROWID;
