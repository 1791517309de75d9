-- title: Further inputs of Alma's side, and what files say by the way
-- why: What the network zone provides, vendors, licences, interfaces, the ERM linking form, job
--   reports, the migration's statistics and the user's own map of platforms are files that
--   librarians hold as well. In every table NULL means "this source has no such column" and ''
--   "it has, and the cell was empty"; columns that nothing is known of are in `extra`.

-- What the network zone provides: its electronic collections, and for whom.
CREATE TABLE nz_collection (
  id               INTEGER PRIMARY KEY,
  snapshot_id      INTEGER NOT NULL REFERENCES snapshot (id),
  source_file_id   INTEGER NOT NULL REFERENCES source_file (id),
  source_row       INTEGER NOT NULL,
  collection_id    TEXT    NOT NULL,   -- its id in the network zone
  collection_key   INTEGER NOT NULL,
  cz_collection_id TEXT,
  name             TEXT,
  is_cz_linked     INTEGER,
  interface_name   TEXT,
  availability     TEXT,
  portfolio_count  INTEGER,
  available_for    TEXT,               -- groups or members, as in the file; '' where for all
  extra            TEXT,
  CONSTRAINT nz_collection_availability CHECK (availability IN ('active', 'inactive', ''))
) STRICT;
CREATE INDEX nz_collection_by_snapshot ON nz_collection (snapshot_id);

CREATE TABLE vendor (
  id             INTEGER PRIMARY KEY,
  snapshot_id    INTEGER NOT NULL REFERENCES snapshot (id),
  source_file_id INTEGER NOT NULL REFERENCES source_file (id),
  source_row     INTEGER NOT NULL,
  vendor_code    TEXT    NOT NULL,
  name           TEXT,
  status         TEXT,
  extra          TEXT
) STRICT;
CREATE INDEX vendor_by_snapshot ON vendor (snapshot_id, vendor_code);

CREATE TABLE license (
  id             INTEGER PRIMARY KEY,
  snapshot_id    INTEGER NOT NULL REFERENCES snapshot (id),
  source_file_id INTEGER NOT NULL REFERENCES source_file (id),
  source_row     INTEGER NOT NULL,
  license_code   TEXT    NOT NULL,
  name           TEXT,
  status         TEXT,
  type           TEXT,
  licensor       TEXT,
  start_date     TEXT,
  end_date       TEXT,
  extra          TEXT
) STRICT;
CREATE INDEX license_by_snapshot ON license (snapshot_id, license_code);

-- An interface is known by its name, which is its only one in an institution.
CREATE TABLE interface (
  id             INTEGER PRIMARY KEY,
  snapshot_id    INTEGER NOT NULL REFERENCES snapshot (id),
  source_file_id INTEGER NOT NULL REFERENCES source_file (id),
  source_row     INTEGER NOT NULL,
  interface_name TEXT    NOT NULL,
  vendor_code    TEXT,
  vendor_name    TEXT,
  status         TEXT,
  extra          TEXT
) STRICT;
CREATE INDEX interface_by_snapshot ON interface (snapshot_id, interface_name);

-- The linking form of Ex Libris' "ERM to Alma Data Delivery Specification": a row a resource; its
-- dates, notes and coverage are in `extra` under the form's own headings.
CREATE TABLE erm_form_row (
  id                   INTEGER PRIMARY KEY,
  snapshot_id          INTEGER NOT NULL REFERENCES snapshot (id),
  source_file_id       INTEGER NOT NULL REFERENCES source_file (id),
  source_row           INTEGER NOT NULL,
  match_id             TEXT    NOT NULL,  -- sfx_id, poline_id, po_id, ils_bib_id, non_sfx_id
  sfx_id               TEXT,
  poline_id            TEXT,
  po_id                TEXT,
  ils_bib_id           TEXT,
  legacy_key           TEXT,              -- of ils_bib_id, as in p2e_record
  resource_type        TEXT    NOT NULL,
  associated_poline_id TEXT,
  associated_po_id     TEXT,
  interface_id         TEXT,              -- the interface's name
  license_id           TEXT,              -- the licence's code
  original_resource_id TEXT,
  extra                TEXT
) STRICT;
CREATE INDEX erm_form_row_by_snapshot ON erm_form_row (snapshot_id);

-- The records of a job report, or of a list of ids that was pasted from one. Each file is a part
-- of its own: what one job did is not superseded by what another did.
CREATE TABLE job_report_record (
  id               INTEGER PRIMARY KEY,
  snapshot_id      INTEGER NOT NULL REFERENCES snapshot (id),
  source_file_id   INTEGER NOT NULL REFERENCES source_file (id),
  source_row       INTEGER NOT NULL,
  record_id        TEXT    NOT NULL,
  record_type      TEXT    NOT NULL,   -- bib, portfolio, collection, holdings, item, ..., po-line
  record_key       INTEGER NOT NULL,
  mms_id           TEXT,               -- the bib that the record is of, or is
  outcome          TEXT,               -- done, failed, skipped; '' where its words say none
  outcome_as_given TEXT,
  reason           TEXT,
  title            TEXT,
  extra            TEXT,
  CONSTRAINT job_report_record_outcome CHECK (outcome IN ('done', 'failed', 'skipped', ''))
) STRICT;
CREATE INDEX job_report_record_by_snapshot ON job_report_record (snapshot_id, record_key);

-- The statistics workbook of a migration: its tabs have counts, and below them the records that
-- were rejected, by the old system's id.
CREATE TABLE migration_stat (
  id             INTEGER PRIMARY KEY,
  snapshot_id    INTEGER NOT NULL REFERENCES snapshot (id),
  source_file_id INTEGER NOT NULL REFERENCES source_file (id),
  source_row     INTEGER NOT NULL,     -- counted over all tabs of the workbook
  tab            TEXT    NOT NULL,     -- bib_inventory, p_order, p2e ...
  tab_row        INTEGER NOT NULL,
  section        TEXT    NOT NULL,
  label          TEXT    NOT NULL,     -- of a count: what is counted; of a reject: its heading
  counts         TEXT,                 -- of a count: its numbers by column, a JSON object
  legacy_id      TEXT,                 -- of a reject: as in the file
  legacy_key     TEXT,                 -- of a bib: as in p2e_record
  reason         TEXT,
  CONSTRAINT migration_stat_section CHECK (section IN ('count', 'reject'))
) STRICT;
CREATE INDEX migration_stat_by_snapshot ON migration_stat (snapshot_id, tab, legacy_key);

-- Which host, interface and collection belong to one platform, as the user knows it.
CREATE TABLE platform_map (
  id              INTEGER PRIMARY KEY,
  snapshot_id     INTEGER NOT NULL REFERENCES snapshot (id),
  source_file_id  INTEGER NOT NULL REFERENCES source_file (id),
  source_row      INTEGER NOT NULL,
  platform        TEXT    NOT NULL,
  host            TEXT    NOT NULL,    -- lower case, without www., as in portfolio.host
  interface_name  TEXT    NOT NULL,
  collection_id   TEXT    NOT NULL,
  collection_name TEXT    NOT NULL,
  note            TEXT    NOT NULL,
  extra           TEXT
) STRICT;
CREATE INDEX platform_map_by_snapshot ON platform_map (snapshot_id);

-- What a portfolio's cells say by the way: traces that the ERM linking form left in notes, and
-- warnings of the exporter that coverage was cut off.
--   po-line, po-number, sfx-id, resource-id      the ids of "ERM Linking ... = ..."
--   subscription-start, subscription-end, renewal-date, renewal-reminder, vendor-reference
--   coverage-cut     the export has the first of several coverages only
--   export-warning   another warning
CREATE TABLE portfolio_fact (
  portfolio_row_id INTEGER NOT NULL REFERENCES portfolio (id),
  position         INTEGER NOT NULL,
  fact             TEXT    NOT NULL,
  value            TEXT    NOT NULL,
  po_line_key      INTEGER,            -- of po-line: as in po_line
  field            TEXT    NOT NULL,   -- the heading that it stood under
  PRIMARY KEY (portfolio_row_id, position)
) STRICT, WITHOUT ROWID;

-- How we know that a portfolio stands alone or does not, every sign of it: column-yes, column-no,
-- collection-named, collection-none (the word None), collection-empty, service-52, service-62.
ALTER TABLE portfolio ADD COLUMN standalone_by TEXT;

ALTER TABLE po_line ADD COLUMN po_number TEXT;

-- The parts of an old bib id, by which two writings of it compare (see p2e_bib_rule).
ALTER TABLE p2e_record ADD COLUMN legacy_letters TEXT;
ALTER TABLE p2e_record ADD COLUMN legacy_number TEXT;            -- '' where it cannot be told
ALTER TABLE p2e_record ADD COLUMN legacy_number_if_checked TEXT; -- if the last place is a check digit
ALTER TABLE p2e_record ADD COLUMN legacy_check TEXT;             -- right, absent, open, wrong, ''
ALTER TABLE bib_local_id ADD COLUMN legacy_letters TEXT;
ALTER TABLE bib_local_id ADD COLUMN legacy_number TEXT;
ALTER TABLE bib_local_id ADD COLUMN legacy_number_if_checked TEXT;
ALTER TABLE bib_local_id ADD COLUMN legacy_check TEXT;

-- A list of bibs lacks most of what MARC has: what it lacks must be NULL, so the table is made anew
-- without NOT NULL on these columns. The views that read it are not touched (legacy_alter_table).
CREATE TABLE bib_made_anew (
  id              INTEGER PRIMARY KEY,
  snapshot_id     INTEGER NOT NULL REFERENCES snapshot (id),
  source_file_id  INTEGER NOT NULL REFERENCES source_file (id),
  source_row      INTEGER NOT NULL,   -- number of the record in its file
  repeats_row     INTEGER,
  mms_id          TEXT    NOT NULL,
  mms_key         INTEGER NOT NULL,
  material        TEXT,               -- leader/07: serial, monograph, integrating, part, ...
  is_suppressed   INTEGER,            -- NULL: the file does not say
  title           TEXT,               -- 245 $a $b, without $h and $c
  title_key       INTEGER,
  title_main_key  INTEGER,
  title_part      TEXT,               -- $n and $p, normalized: "v. 65" is 65
  nonfiling       INTEGER,            -- 245 second indicator
  author          TEXT,
  edition         TEXT,               -- 250 $a
  edition_number  INTEGER,
  publisher       TEXT,
  year            INTEGER,
  extent          TEXT,
  network_mms_id  TEXT,               -- 035 (EXLNZ-...): linked to the network zone
  cz_mms_id       TEXT,               -- 035 (EXLCZ): linked to the Community Zone
  extra           TEXT
) STRICT;
INSERT INTO bib_made_anew (
  id, snapshot_id, source_file_id, source_row, repeats_row, mms_id, mms_key, material,
  is_suppressed, title, title_key, title_main_key, title_part, nonfiling, author, edition,
  edition_number, publisher, year, extent, network_mms_id, cz_mms_id
)
SELECT id, snapshot_id, source_file_id, source_row, repeats_row, mms_id, mms_key, material,
       is_suppressed, title, title_key, title_main_key, title_part, nonfiling, author, edition,
       edition_number, publisher, year, extent, network_mms_id, cz_mms_id
FROM bib
ORDER BY id;
DROP TABLE bib;
PRAGMA legacy_alter_table = ON;
ALTER TABLE bib_made_anew RENAME TO bib;
PRAGMA legacy_alter_table = OFF;
CREATE INDEX bib_by_snapshot ON bib (snapshot_id);

CREATE INDEX p2e_record_by_number ON p2e_record (snapshot_id, legacy_number);
CREATE INDEX p2e_record_by_checked ON p2e_record (snapshot_id, legacy_number_if_checked)
  WHERE legacy_number_if_checked IS NOT NULL;

-- Sources disagree on what LOCALIZED = N of an Extended Export means.
INSERT INTO setting (name, value, default_value, meaning)
VALUES
  ('localized', 'n-not-linked', 'n-not-linked',
   'what LOCALIZED says in an Extended Export. n-not-linked: N is not linked to the Community Zone'
     || ' (CARLI); n-not-activated: N is not activated from it (Ex Libris); y-not-linked: Y is the'
     || ' one that is local');
