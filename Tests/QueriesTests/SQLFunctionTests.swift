import Foundation
import GRDB
import Queries
import Store
import TestSupport
import Testing

/// The functions for SQL that people type.
@Suite struct SQLFunctionTests {
  /// What an expression comes to, as SQL would write it.
  private func value(_ expression: String, from rows: String = "VALUES (0)") throws -> String? {
    try DatabaseQueue().read { db in
      SQLFunction.addAll(to: db)
      return try String.fetchOne(
        db, sql: "WITH t (t) AS (\(rows)) SELECT quote(\(expression)) FROM t")
    }
  }

  @Test(
    "identifiers are brought to their one form",
    arguments: [
      ("isbn13('9780857021007 (electronic bk.)')", "'9780857021007'"),
      ("isbn13('0-85702-100-1')", "'9780857021007'"), ("isbn13(9780857021007)", "'9780857021007'"),
      ("isbn13(857021001)", "'9780857021007'"), ("isbn13(9780857021007.0)", "'9780857021007'"),
      ("isbn13('9780857021008; 9780857021007')", "'9780857021007'"),
      ("isbn13('9780857021007; 9782072789243')", "'9780857021007'"),
      ("issn('ISSN 2008-8752')", "'2008-8752'"), ("issn(3785955)", "'0378-5955'"),
      ("issn('2434561x')", "'2434-561X'"), ("oclc('(OCoLC)ocn362004617')", "'362004617'"),
      ("oclc(362004617)", "'362004617'"), ("oclc('00362004617; 5')", "'362004617'"),
      ("doi('https://doi.org/10.1007%2F978-3-540-ABC')", "'10.1007/978-3-540-abc'"),
      ("lccn('n 78-890351')", "'n78890351'"), ("lccn('85-2 ; 75-425165')", "'85000002'"),
      ("lccn(2001000002)", "'2001000002'"), ("legacy_id('(PSCdb)100046')", "'100046'"),
      ("legacy_id('.B100523250')", "'b100523250'"), ("legacy_id(100046.0)", "'100046'"),
      ("legacy_id('0012')", "'0012'"), ("alma_id_kind(9910004612205777)", "'bib'"),
      ("alma_id_kind('539650068530005777')", "'portfolio'"),
      ("alma_id_kind('611930000010005777, 539650068530005777')", "'collection'"),
    ])
  func identifiers(expression: String, expected: String) throws {
    #expect(try value(expression) == expected)
  }

  @Test(
    "titles and addresses",
    arguments: [
      ("title_normalized('The Birds of the Coast /')", "'birds of the coast'"),
      ("title_normalized('Études : littéraires')", "'etudes litteraires'"),
      ("title_key('The BIRDS of the coast') = title_key('birds of the coast')", "1"),
      ("title_key('birds of the coast') = title_key('ferns of the coast')", "0"),
      ("typeof(title_key('Ferns'))", "'integer'"), ("title_part('Annals, v. 65')", "'65'"),
      ("title_edition('Skills for engineers (5th Edition)')", "5"),
      ("edition_number('3rd ed.')", "3"), ("edition_number(2)", "2"),
      ("edition_number('Twenty-first edition')", "21"),
      ("title_similarity('The Birds', 'birds')", "1.0"),
      ("title_similarity('Birds of the coast', 'Birds of the coast : a guide')", "0.95"),
      ("title_similarity('ferns', 'ocean law')", "0.0"), ("title_similarity(1984, '1984')", "1.0"),
      (
        "url_host('http://ezproxy.psc.example.edu/login?url=http://www.Sagepub.com/v')",
        "'sagepub.com'"
      ),
      ("url_host('https://www-jstor-org.proxy.lib.example.edu/stable/1')", "'jstor.org'"),
      (
        "unproxy('http://ezproxy.psc.example.edu/login?url=http://sagepub.com/v?a=1&b=2')",
        "'http://sagepub.com/v?a=1&b=2'"
      ),
      ("unproxy('https://a.example.org/x y')", "'https://a.example.org/x y'"),
      ("unproxy('https://a.example.org/x; https://b.example.org/y')", "'https://a.example.org/x'"),
      ("same_platform('https://www.jstor.org/stable/1', 'jstor.org')", "1"),
      ("same_platform('https://journals.sagepub.com/x', 'knowledge.sagepub.com')", "NULL"),
      ("same_platform('https://www.jstor.org/stable/1', 'https://muse.jhu.edu/book/2')", "NULL"),
      ("same_platform('https://doi.org/10.1007/a', 'doi:10.1007')", "1"),
      ("same_platform('https://doi.org/10.1007/a', 'https://doi.org/10.1093/b')", "NULL"),
      ("same_platform('https://doi.org/10.1007/a', 'https://link.springer.com/a')", "NULL"),
      ("same_platform('https://purl.example.org/1', 'https://purl.example.org/2')", "NULL"),
      (
        "same_platform('http://ezproxy.x.edu/login?url=http://jstor.org/1', 'www.jstor.org')", "1"
      ),
    ])
  func titles(expression: String, expected: String) throws {
    #expect(try value(expression) == expected)
  }

  @Test("platforms are told by the user's map, then by what was learned")
  func platforms() throws {
    var library = SmallLibrary()
    library.addVotes(3, host: "reader.alder.example")
    library.addVotes(3, host: "books.alder-press.example")
    library.addVotes(3, host: "reader.beta.example", for: .beta)
    let sandbox = try library.loaded()
    _ = try sandbox.run("duplicates/twins")
    func same(_ a: String, _ b: String) throws -> String? {
      try sandbox.store(.read).read { db in
        SQLFunction.addAll(to: db)
        return try String.fetchOne(
          db, sql: "SELECT quote(same_platform(?, ?))", arguments: [a, b])
      }
    }
    #expect(try same("https://reader.alder.example/1", "books.alder-press.example") == "1")
    #expect(try same("reader.alder.example", "https://reader.beta.example/2") == "0")
    #expect(try same("reader.alder.example", "unknown.example") == "NULL")
    try sandbox.write(
      "map.csv",
      "Platform,Host,Interface\nAlder,old.alder.example,\n"
        + "Beta,reader.alder.example,\(SmallLibrary.Collection.beta.interface)\n")
    try sandbox.load(["map.csv"]) { $0.kind = .platforms }
    _ = try sandbox.run("duplicates/twins")
    #expect(try same("reader.alder.example", "reader.beta.example") == "1")
    #expect(try same("reader.alder.example", "old.alder.example") == "0")
  }

  @Test(
    "what is none of the kind is NULL",
    arguments: [
      "isbn13('9780857021008')", "isbn13('')", "isbn13(123)", "issn('2008-8753')", "issn(1.5)",
      "issn('0000-0000')", "isbn13('0000000000')", "isbn13('9780000000002')",
      "oclc('vol 3')", "oclc('(DE-599)1')", "oclc(0)", "doi('10.12/abc')", "lccn('Ferns')",
      "legacy_id('Ferns')", "legacy_id(9910004612205777)", "alma_id_kind('100046')",
      "alma_id_kind(9.9e17)", "title_key(' / ')", "title_normalized('')", "title_part('Ferns')",
      "title_edition('First love')", "edition_number('Rev. ed.')", "url_host('Ferns')",
      "unproxy('no address')", "same_platform('Ferns', 'jstor.org')",
      "title_similarity('Ferns', '')", "isbn13(x'39373830383537303231FF')",
    ])
  func none(expression: String) throws {
    #expect(try value(expression) == "NULL")
  }

  @Test("every function gives NULL for NULL, and has a name, arguments and help")
  func nulls() throws {
    let names = [
      "isbn13", "issn", "oclc", "doi", "lccn", "legacy_id", "alma_id_kind", "title_key",
      "title_normalized", "title_part", "title_edition", "edition_number", "title_similarity",
      "url_host", "unproxy", "same_platform",
    ]
    #expect(SQLFunction.all.map(\.name) == names)
    for function in SQLFunction.all {
      #expect(!function.help.isEmpty && !function.arguments.isEmpty)
      for place in function.arguments.indices {
        let values = function.arguments.indices.map { $0 == place ? "NULL" : "'Ferns'" }
        let call = "\(function.name)(\(values.joined(separator: ", ")))"
        #expect(try value(call) == "NULL", "\(call)")
      }
    }
  }

  @Test("blobs are texts where they are UTF-8, and NULL where they are not")
  func blobs() throws {
    #expect(try value("isbn13(x'39373830383537303231303037')") == "'9780857021007'")
    for function in SQLFunction.all {
      for blob in ["x'FF'", "x'C3'", "x'ED A0 80'".replacing(" ", with: ""), "x'F09F98'"] {
        let values = function.arguments.map { _ in blob }.joined(separator: ", ")
        #expect(try value("\(function.name)(\(values))") == "NULL", "\(function.name) \(blob)")
      }
      // Text that is not UTF-8 must do no harm either.
      let values = function.arguments.map { _ in "CAST(x'C3FF41' AS TEXT)" }
      #expect(try value("\(function.name)(\(values.joined(separator: ", ")))") != nil)
    }
  }

  @Test("16 MiB are no cell of any file: NULL, at once")
  func long() throws {
    let clock = ContinuousClock.now
    for function in SQLFunction.all {
      let values = function.arguments.map { _ in "t" }.joined(separator: ", ")
      for piece in ["9", "(", "a b ", "10.1000/|"] {
        let long =
          "SELECT replace(hex(zeroblob(\((8 << 20) / piece.count))), '00', '\(piece)\(piece)')"
        #expect(
          try value("\(function.name)(\(values))", from: long) == "NULL", "\(function.name)")
      }
    }
    #expect(ContinuousClock.now - clock < .seconds(120))
  }

  @Test("a cell of a megabyte is still read", arguments: ["isbn13", "issn", "doi"])
  func megabyte(name: String) throws {
    let wanted = ["isbn13": "9780857021007", "issn": "2008-8752", "doi": "10.1000/a"][name] ?? ""
    let long = "SELECT replace(hex(zeroblob(200000)), '00', 'abc ') || '; \(wanted)'"
    #expect(try value("\(name)(t)", from: long) == "'\(wanted)'")
  }

  @Test("a view, an index or a trigger cannot call one: the file stays readable by others")
  func schema() throws {
    let sandbox = try Sandbox()
    _ = try sandbox.store()
    _ = try sandbox.sql("CREATE VIEW mine AS SELECT isbn13('0857021001') AS v")
    let error = #expect(throws: SQLError.self) { try sandbox.sql("SELECT * FROM mine") }
    #expect("\(try #require(error))".contains("call it in the SELECT itself"))
    #expect(throws: SQLError.self) {
      try sandbox.sql("CREATE INDEX mine_index ON setting (isbn13(value))")
    }
    _ = try sandbox.sql(
      """
      CREATE TRIGGER mine_trigger AFTER UPDATE ON setting
      BEGIN UPDATE setting SET value = isbn13('0857021001') WHERE name = 'go-live-date'; END
      """)
    #expect(throws: SQLError.self) {
      try sandbox.sql("UPDATE setting SET value = '4' WHERE name = 'platform-votes'")
    }
    let value = try sandbox.sql("SELECT value FROM setting WHERE name = 'platform-votes'")
    #expect(value.first?["value"] == "3")
  }

  @Test("no view of the program and no named query calls one")
  func unused() throws {
    let sandbox = try Sandbox()
    let store = try sandbox.store()
    let schema = try sandbox.sql("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
      .compactMap { $0["sql"] }
    let queries = try Catalog().queries.map(\.sql)
    for function in SQLFunction.all {
      for text in schema + queries {
        #expect(!text.contains("\(function.name)("), "\(function.name): \(text.prefix(80))")
      }
    }
    let query = try QueryFile(
      name: "own/isbn",
      text: """
        -- question: What?
        -- answers: ISBNs
        -- needs: bibs
        -- column: v
        -- then: Nothing.
        SELECT isbn13('0857021001') AS v
        """)
    var rows = ResultRows()
    let error = #expect(throws: QueryError.self) { try QueryRun(store).run(query, into: &rows) }
    #expect("\(try #require(error))".contains("almanac sql alone"))
  }

  @Test("a misspelt function is named, with where to find the others")
  func unknown() throws {
    let sandbox = try Sandbox()
    _ = try sandbox.store()
    let error = #expect(throws: SQLError.self) { try sandbox.sql("SELECT isbn31('1')") }
    #expect("\(try #require(error))".contains("almanac sql --help"))
  }
}
