-- title: Identifiers and the keys that joins use
-- why: Ordinary indexes on random keys make every further snapshot dearer than the last
--   (measured: 2.8 times the first at a million rows). These tables are clustered by snapshot
--   and appended in key order, so that a second snapshot costs about what the first did.

-- Every identifier that a record carries: how it stood, and what it is.
CREATE TABLE identifier (
  snapshot_id INTEGER NOT NULL REFERENCES snapshot (id),
  record_id   INTEGER NOT NULL,   -- id in the table of the snapshot's kind
  position    INTEGER NOT NULL,
  kind        TEXT    NOT NULL,   -- isbn, issn, oclc, doi, ckb
  key         INTEGER NOT NULL,   -- packed; 0 where the identifier is not valid
  value       TEXT    NOT NULL,   -- normalized: ISBN as 13 digits, ISSN as NNNN-NNNX
  raw         TEXT    NOT NULL,
  field       TEXT    NOT NULL,   -- where it stood: "020 $z", "ISBN"
  is_valid    INTEGER NOT NULL,   -- the check digit holds
  medium      TEXT    NOT NULL,   -- print, electronic, unknown: from its qualifier
  PRIMARY KEY (snapshot_id, record_id, position)
) STRICT, WITHOUT ROWID;

-- type: portfolio, mms, collection, cz-collection, po-line, legacy: which record is this id's;
-- isbn, issn, oclc, doi, ckb, title, title-main: what the record may be matched on.
-- Numbers are packed exactly and positive; text is hashed and negative, so a join on a text key
-- compares the text again.
CREATE TABLE match_key (
  snapshot_id INTEGER NOT NULL REFERENCES snapshot (id),
  type        TEXT    NOT NULL,
  key         INTEGER NOT NULL,
  record_id   INTEGER NOT NULL,
  PRIMARY KEY (snapshot_id, type, key, record_id)
) STRICT, WITHOUT ROWID;
