import EmbeddedSQL
import GRDB
import TestSupport
import Testing

@testable import Store

/// A database of an earlier version keeps what it holds.
struct UpgradeTests {
  @Test("bibs and what hangs on them survive the change that lets a list's bib be incomplete")
  func bibs() throws {
    let sandbox = try Sandbox()
    let path = sandbox.databasePath
    let earlier = EmbeddedSQL.migrations.filter { $0.name < "0016" }
    let old = try Store(path: path, access: .create, migrations: Migrations(earlier))
    try old.write { db in
      try db.execute(
        sql: """
          INSERT INTO institution (id, code) VALUES (1, '4242');
          INSERT INTO snapshot (id, institution_id, kind, scope, as_of, as_of_source, imported_at)
          VALUES (1, 1, 'bibs', 'all', '2024-01-01', 'test', ''),
                 (2, 1, 'p2e', 'all', '2024-01-01', 'test', '');
          INSERT INTO snapshot_field (snapshot_id, field) VALUES (1, 'link'), (1, 'mms_id');
          INSERT INTO source_file
            (id, snapshot_id, file_name, kind, sha256, bytes, encoding, format)
          VALUES (1, 1, 'bibs.xml', 'bibs', '', 0, '', ''), (2, 2, 'p2e.csv', 'p2e', '', 0, '', '');
          INSERT INTO bib (id, snapshot_id, source_file_id, source_row, mms_id, mms_key, material,
            title, title_part, nonfiling, author, edition, publisher, extent, network_mms_id,
            cz_mms_id, year, title_key, repeats_row)
          VALUES (7, 1, 1, 3, '9910003504242', 110003504242, 'monograph', 'Birds', '2', 4, 'Alder',
            '2nd', 'Nature', '9 p.', 'nz', 'cz', 2009, -5, NULL);
          INSERT INTO bib_local_id (bib_id, position, field, system, number, legacy_key)
          VALUES (7, 1, '959 $a', 'OLDdb', '100035', '100035');
          INSERT INTO match_key (snapshot_id, type, key, record_id)
          VALUES (1, 'mms', 110003504242, 7);
          INSERT INTO p2e_record (id, snapshot_id, source_file_id, source_row, legacy_id, legacy_key,
            resource_type)
          VALUES (1, 2, 2, 1, '100035', '100035', 'portfolio');
          """)
      try LiveSnapshots.refresh(db)
    }
    try old.queue.close()

    let store = try Store(path: path, access: .write)
    try store.write { db in try LiveSnapshots.refresh(db) }
    #expect(
      try sandbox.sql(
        """
        SELECT id || '|' || mms_id || '|' || title || '|' || title_part || '|' || nonfiling || '|'
          || author || '|' || edition || '|' || publisher || '|' || extent || '|'
          || network_mms_id || '|' || cz_mms_id || '|' || year || '|' || title_key || '|'
          || (extra IS NULL) AS line
        FROM current_bib
        """
      ).compactMap { $0["line"] }
        == ["7|9910003504242|Birds|2|4|Alder|2nd|Nature|9 p.|nz|cz|2009|-5|1"])
    #expect(try sandbox.number("SELECT count(*) FROM pragma_foreign_key_check") == 0)
    #expect(
      try sandbox.sql("SELECT sql FROM sqlite_master WHERE name = 'bib_local_id'").first?["sql"]?
        .contains("REFERENCES bib (id)") == true)
    // An old id that was read before its parts were kept joins as it always did.
    try store.write { db in
      try db.execute(
        sql: """
          INSERT INTO legacy_rule (institution_id, system, system_bibs, tail_bibs)
          VALUES (1, 'OLDdb', 1, 0)
          """)
    }
    #expect(
      try sandbox.sql("SELECT mms_id FROM p2e_bib_rule").compactMap { $0["mms_id"] }
        == ["9910003504242"])
    // And a list's bib may lack what a list lacks.
    try store.write { db in
      try db.execute(
        sql: """
          INSERT INTO bib (snapshot_id, source_file_id, source_row, mms_id, mms_key)
          VALUES (1, 1, 4, '9910003604242', 110003604242)
          """)
    }
    #expect(try sandbox.number("SELECT count(*) FROM bib WHERE edition IS NULL") == 1)
    #expect(
      throws: DatabaseError.self,
      performing: {
        try store.write { db in
          try db.execute(
            sql: "INSERT INTO bib_url VALUES (99, 1, '856', '0', '', '', '', '', '')")
        }
      })
  }
}
