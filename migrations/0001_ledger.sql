-- title: Institutions, snapshots and the load ledger
-- why: Every record must be traceable to the file, the row and the day it came from, and every
--   row of a file must be accounted for: read = kept + rejected + blank + left out.

CREATE TABLE institution (
  id             INTEGER PRIMARY KEY,
  code           TEXT    NOT NULL UNIQUE,
  tail           TEXT    UNIQUE,             -- the last four digits of its Alma ids
  is_placeholder INTEGER NOT NULL DEFAULT 0  -- 1 until a file with Alma ids names it
) STRICT;

-- One dated state of one kind of data. scope 'all': the whole of it, so that what is absent is
-- known to be absent. scope 'part': one collection's export, one vendor's orders.
CREATE TABLE snapshot (
  id             INTEGER PRIMARY KEY,
  institution_id INTEGER NOT NULL REFERENCES institution (id),
  kind           TEXT    NOT NULL,
  scope          TEXT    NOT NULL,
  scope_name     TEXT    NOT NULL DEFAULT '', -- of a part: which part
  scope_reason   TEXT    NOT NULL DEFAULT '', -- of a part: how we know that it is one
  as_of          TEXT    NOT NULL,            -- the day the data is from, YYYY-MM-DD
  as_of_source   TEXT    NOT NULL,            -- who says so: option, file name, file time
  imported_at    TEXT    NOT NULL,
  CONSTRAINT snapshot_scope CHECK (scope IN ('all', 'part')),
  CONSTRAINT snapshot_as_of CHECK (as_of GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
) STRICT;

CREATE INDEX snapshot_by_kind ON snapshot (institution_id, kind, as_of);

CREATE TABLE source_file (
  id            INTEGER PRIMARY KEY,
  snapshot_id   INTEGER NOT NULL REFERENCES snapshot (id),
  file_name     TEXT    NOT NULL,
  kind          TEXT    NOT NULL,
  sha256        TEXT    NOT NULL,
  bytes         INTEGER NOT NULL,
  encoding      TEXT    NOT NULL,
  format        TEXT    NOT NULL,            -- how the bytes were read, for people
  rows_read     INTEGER NOT NULL DEFAULT 0,
  rows_kept     INTEGER NOT NULL DEFAULT 0,
  rows_rejected INTEGER NOT NULL DEFAULT 0,
  rows_blank    INTEGER NOT NULL DEFAULT 0,
  rows_left_out INTEGER NOT NULL DEFAULT 0,
  seconds       REAL    NOT NULL DEFAULT 0,
  CONSTRAINT source_file_sum
    CHECK (rows_read = rows_kept + rows_rejected + rows_blank + rows_left_out)
) STRICT;

CREATE INDEX source_file_by_snapshot ON source_file (snapshot_id);
CREATE INDEX source_file_by_hash ON source_file (sha256);

-- Which column of a file was read as which field; field NULL: unknown, kept in `extra`.
CREATE TABLE source_column (
  source_file_id INTEGER NOT NULL REFERENCES source_file (id),
  position       INTEGER NOT NULL,
  header         TEXT    NOT NULL,
  field          TEXT,
  PRIMARY KEY (source_file_id, position)
) STRICT, WITHOUT ROWID;

-- Which facts a snapshot carries at all. A fact that a source does not carry is NULL in its
-- records; a fact that it carries and that is empty there is ''.
CREATE TABLE snapshot_field (
  snapshot_id INTEGER NOT NULL REFERENCES snapshot (id),
  field       TEXT    NOT NULL,
  PRIMARY KEY (snapshot_id, field)
) STRICT, WITHOUT ROWID;

CREATE TABLE rejected_row (
  source_file_id INTEGER NOT NULL REFERENCES source_file (id),
  row            INTEGER NOT NULL,
  reason         TEXT    NOT NULL,
  raw            TEXT    NOT NULL,
  PRIMARY KEY (source_file_id, row)
) STRICT, WITHOUT ROWID;

-- The ids that could be read in a rejected row; alma_id '' says that none could.
CREATE TABLE rejected_id (
  source_file_id INTEGER NOT NULL REFERENCES source_file (id),
  row            INTEGER NOT NULL,
  alma_id        TEXT    NOT NULL,
  PRIMARY KEY (source_file_id, row, alma_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE left_out_row_count (
  source_file_id INTEGER NOT NULL REFERENCES source_file (id),
  reason         TEXT    NOT NULL,
  rows           INTEGER NOT NULL,
  PRIMARY KEY (source_file_id, reason)
) STRICT, WITHOUT ROWID;

CREATE TABLE source_warning (
  source_file_id INTEGER NOT NULL REFERENCES source_file (id),
  position       INTEGER NOT NULL,
  warning        TEXT    NOT NULL,
  PRIMARY KEY (source_file_id, position)
) STRICT, WITHOUT ROWID;
