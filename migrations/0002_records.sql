-- title: What the files say: one table a kind of record
-- why: Every record knows its snapshot, file and row. Identifiers are text, exactly as they
--   stood; columns named *_key are derived integers for joins (see 0003). In every table NULL
--   means "this source has no such column" and '' "it has, and the cell was empty".

-- The P2E list: which old bib records were to become electronic, and as what.
CREATE TABLE p2e_record (
  id             INTEGER PRIMARY KEY,
  snapshot_id    INTEGER NOT NULL REFERENCES snapshot (id),
  source_file_id INTEGER NOT NULL REFERENCES source_file (id),
  source_row     INTEGER NOT NULL,
  legacy_id      TEXT    NOT NULL,   -- as in the file
  legacy_key     TEXT    NOT NULL,   -- by which two writings of one old bib id compare
  resource_type  TEXT    NOT NULL,   -- portfolio, database, package; '' where not said
  type_as_given  TEXT,
  field_856      TEXT,
  url            TEXT,
  po_number      TEXT,
  title          TEXT,
  extra          TEXT,
  CONSTRAINT p2e_record_type CHECK (resource_type IN ('portfolio', 'database', 'package', ''))
) STRICT;
CREATE INDEX p2e_record_by_snapshot ON p2e_record (snapshot_id, legacy_key);

-- An id that is listed twice in one snapshot is one record with two sources.
CREATE TABLE p2e_source (
  p2e_record_id  INTEGER NOT NULL REFERENCES p2e_record (id),
  source_file_id INTEGER NOT NULL REFERENCES source_file (id),
  source_row     INTEGER NOT NULL,
  resource_type  TEXT    NOT NULL,
  PRIMARY KEY (p2e_record_id, source_file_id, source_row)
) STRICT, WITHOUT ROWID;

-- The old system's order numbers of a record, one a row.
CREATE TABLE p2e_order (
  p2e_record_id INTEGER NOT NULL REFERENCES p2e_record (id),
  po_line_key   INTEGER NOT NULL,
  po_number     TEXT    NOT NULL,
  PRIMARY KEY (p2e_record_id, po_line_key)
) STRICT, WITHOUT ROWID;

-- The link resolver's export: titles, the collections (targets) they are active in, and both.
CREATE TABLE resolver_collection (
  id               INTEGER PRIMARY KEY,
  snapshot_id      INTEGER NOT NULL REFERENCES snapshot (id),
  target_id        TEXT    NOT NULL,
  name             TEXT    NOT NULL,
  service          TEXT    NOT NULL,
  cz_collection_id TEXT    NOT NULL,  -- '61' + target id: its id in the Community Zone
  CONSTRAINT resolver_collection_once UNIQUE (snapshot_id, target_id)
) STRICT;

CREATE TABLE resolver_title (
  id             INTEGER PRIMARY KEY,
  snapshot_id    INTEGER NOT NULL REFERENCES snapshot (id),
  source_file_id INTEGER NOT NULL REFERENCES source_file (id),
  source_row     INTEGER NOT NULL,
  object_id      TEXT    NOT NULL,   -- SFX object; the Alma bib has it as (CKB) and (EXLCZ)99
  title          TEXT    NOT NULL,
  material       TEXT    NOT NULL    -- serial, monograph, ''
) STRICT;
CREATE INDEX resolver_title_by_snapshot ON resolver_title (snapshot_id);

CREATE TABLE resolver_portfolio (
  resolver_title_id   INTEGER NOT NULL REFERENCES resolver_title (id),
  position            INTEGER NOT NULL,
  snapshot_id         INTEGER NOT NULL REFERENCES snapshot (id),
  target_id           TEXT    NOT NULL,
  target_service_id   TEXT    NOT NULL,
  object_portfolio_id TEXT    NOT NULL,
  coverage            TEXT    NOT NULL,
  threshold           TEXT    NOT NULL,
  PRIMARY KEY (resolver_title_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE portfolio (
  id                  INTEGER PRIMARY KEY,
  snapshot_id         INTEGER NOT NULL REFERENCES snapshot (id),
  source_file_id      INTEGER NOT NULL REFERENCES source_file (id),
  source_row          INTEGER NOT NULL,
  repeats_row         INTEGER,         -- id of the row that named this portfolio first, if any
  portfolio_id        TEXT    NOT NULL,
  portfolio_key       INTEGER NOT NULL,
  mms_id              TEXT,
  mms_key             INTEGER,
  title               TEXT,
  title_key           INTEGER,         -- of the whole title; NULL without one
  title_main_key      INTEGER,         -- without the subtitle
  title_part          TEXT,            -- number of the part, read from the title
  title_edition       INTEGER,         -- edition, read from the title
  isbn                TEXT,
  issn                TEXT,
  collection_id       TEXT,
  cz_collection_id    TEXT,
  collection_name     TEXT,
  interface_name      TEXT,
  availability        TEXT,            -- active, inactive, '' where the cell says neither
  is_standalone       INTEGER,
  is_cz_linked        INTEGER,
  url                 TEXT,
  host                TEXT,            -- platform host, proxy taken off; doi:PREFIX for a DOI link
  host_family         TEXT,            -- its registrable domain
  parser_parameters   TEXT,
  po_line             TEXT,
  additional_po_lines TEXT,
  license             TEXT,
  pda                 TEXT,
  eba                 TEXT,
  service_id          TEXT,
  coverage            TEXT,
  public_note         TEXT,
  authentication_note TEXT,
  internal_note       TEXT,
  proxy               TEXT,
  material_type       TEXT,
  created_on          TEXT,
  created_by          TEXT,
  extra               TEXT,
  CONSTRAINT portfolio_availability CHECK (availability IN ('active', 'inactive', ''))
) STRICT;
CREATE INDEX portfolio_by_snapshot ON portfolio (snapshot_id);

-- The order lines that an inventory names on a portfolio, one a row.
CREATE TABLE portfolio_order (
  portfolio_row_id INTEGER NOT NULL REFERENCES portfolio (id),
  position         INTEGER NOT NULL,
  field            TEXT    NOT NULL,   -- po_line, additional_po_lines
  po_line          TEXT    NOT NULL,
  po_line_key      INTEGER NOT NULL,
  PRIMARY KEY (portfolio_row_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE collection (
  id               INTEGER PRIMARY KEY,
  snapshot_id      INTEGER NOT NULL REFERENCES snapshot (id),
  source_file_id   INTEGER NOT NULL REFERENCES source_file (id),
  source_row       INTEGER NOT NULL,
  repeats_row      INTEGER,
  collection_id    TEXT    NOT NULL,
  collection_key   INTEGER NOT NULL,
  cz_collection_id TEXT,
  name             TEXT,
  is_cz_linked     INTEGER,
  interface_name   TEXT,
  availability     TEXT,
  portfolio_count  INTEGER,
  collection_type  TEXT,
  mms_id           TEXT,
  mms_key          INTEGER,
  url              TEXT,
  host             TEXT,
  host_family      TEXT,
  po_line          TEXT,
  license          TEXT,
  extra            TEXT,
  CONSTRAINT collection_availability CHECK (availability IN ('active', 'inactive', ''))
) STRICT;
CREATE INDEX collection_by_snapshot ON collection (snapshot_id);

CREATE TABLE bib (
  id              INTEGER PRIMARY KEY,
  snapshot_id     INTEGER NOT NULL REFERENCES snapshot (id),
  source_file_id  INTEGER NOT NULL REFERENCES source_file (id),
  source_row      INTEGER NOT NULL,   -- number of the record in its file
  repeats_row     INTEGER,
  mms_id          TEXT    NOT NULL,
  mms_key         INTEGER NOT NULL,
  material        TEXT    NOT NULL,   -- leader/07: serial, monograph, integrating, part, ...
  is_suppressed   INTEGER,            -- NULL: the file does not say
  title           TEXT    NOT NULL,   -- 245 $a $b, without $h and $c
  title_key       INTEGER,
  title_main_key  INTEGER,
  title_part      TEXT    NOT NULL,   -- $n and $p, normalized: "v. 65" is 65
  nonfiling       INTEGER NOT NULL,   -- 245 second indicator
  author          TEXT    NOT NULL,
  edition         TEXT    NOT NULL,   -- 250 $a
  edition_number  INTEGER,
  publisher       TEXT    NOT NULL,
  year            INTEGER,
  extent          TEXT    NOT NULL,
  network_mms_id  TEXT    NOT NULL,   -- 035 (EXLNZ-...): linked to the network zone
  cz_mms_id       TEXT    NOT NULL    -- 035 (EXLCZ): linked to the Community Zone
) STRICT;
CREATE INDEX bib_by_snapshot ON bib (snapshot_id);

-- 245 $a, $b, $n and $p in their order: a part that differs makes another title.
CREATE TABLE bib_title_part (
  bib_id   INTEGER NOT NULL REFERENCES bib (id),
  position INTEGER NOT NULL,
  code     TEXT    NOT NULL,
  value    TEXT    NOT NULL,
  PRIMARY KEY (bib_id, position)
) STRICT, WITHOUT ROWID;

-- Numbers of former systems in 035, 959 and 999: "(PSCdb)100035" is system PSCdb, number 100035.
CREATE TABLE bib_local_id (
  bib_id     INTEGER NOT NULL REFERENCES bib (id),
  position   INTEGER NOT NULL,
  field      TEXT    NOT NULL,
  system     TEXT    NOT NULL,
  number     TEXT    NOT NULL,
  legacy_key TEXT    NOT NULL,
  PRIMARY KEY (bib_id, position)
) STRICT, WITHOUT ROWID;

-- Links to other records that make a bib part of something bound together: 501, 773, 774.
CREATE TABLE bib_link (
  bib_id        INTEGER NOT NULL REFERENCES bib (id),
  position      INTEGER NOT NULL,
  field         TEXT    NOT NULL,
  title         TEXT    NOT NULL,
  record_number TEXT    NOT NULL,
  PRIMARY KEY (bib_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE bib_url (
  bib_id      INTEGER NOT NULL REFERENCES bib (id),
  position    INTEGER NOT NULL,
  field       TEXT    NOT NULL,
  indicator2  TEXT    NOT NULL,   -- 0 the resource, 1 a version of it, 2 a related one
  url         TEXT    NOT NULL,
  host        TEXT    NOT NULL,
  host_family TEXT    NOT NULL,
  materials   TEXT    NOT NULL,   -- $3
  note        TEXT    NOT NULL,   -- $z
  PRIMARY KEY (bib_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE holding (
  id             INTEGER PRIMARY KEY,
  snapshot_id    INTEGER NOT NULL REFERENCES snapshot (id),
  source_file_id INTEGER NOT NULL REFERENCES source_file (id),
  source_row     INTEGER NOT NULL,
  mms_id         TEXT    NOT NULL,
  mms_key        INTEGER NOT NULL,
  holding_id     TEXT,
  library        TEXT,
  location       TEXT,
  call_number    TEXT,
  items          TEXT,
  extra          TEXT
) STRICT;
CREATE INDEX holding_by_snapshot ON holding (snapshot_id);

CREATE TABLE po_line (
  id             INTEGER PRIMARY KEY,
  snapshot_id    INTEGER NOT NULL REFERENCES snapshot (id),
  source_file_id INTEGER NOT NULL REFERENCES source_file (id),
  source_row     INTEGER NOT NULL,
  po_line        TEXT    NOT NULL,   -- opaque: POL-1234, PSC-972415-1, o12345678
  po_line_key    INTEGER NOT NULL,
  title          TEXT,
  status         TEXT,               -- as in the file
  state          TEXT    NOT NULL,   -- open, closed, unknown
  type           TEXT,
  vendor         TEXT,
  owner          TEXT,
  mms_id         TEXT,
  mms_key        INTEGER,
  portfolio_id   TEXT,
  portfolio_key  INTEGER,
  collection_id  TEXT,
  extra          TEXT,
  CONSTRAINT po_line_state CHECK (state IN ('open', 'closed', 'unknown'))
) STRICT;
CREATE INDEX po_line_by_snapshot ON po_line (snapshot_id);
