import Importing
import Store
import TestSupport
import Testing

/// Which collection a KBART list is of, and which list of it speaks.
struct KBARTCollectionTests {
  private static func list(_ titles: String...) -> String {
    KBARTFile.text(titles.map { ["publication_title": $0, "title_id": $0.lowercased()] })
  }

  private func collections(_ sandbox: Sandbox) throws -> [String] {
    try sandbox.column(
      """
      SELECT target_id || ' | ' || name || ' | ' || coalesce(provider, 'NULL') || ' | '
        || coalesce(region, 'NULL') || ' | ' || coalesce(as_of, 'NULL')
      FROM resolver_collection ORDER BY target_id, id
      """)
  }

  /// Titles that speak at present, each with its collection.
  private func current(_ sandbox: Sandbox) throws -> [String] {
    try sandbox.column("SELECT target || ': ' || title FROM resolver_activation ORDER BY 1")
  }

  @Test(
    "provider, region, package and day are read from the file's name",
    arguments: [
      (
        "Alder_Global_Books_2024-01-31.txt",
        "Alder_Global_Books | Books | Alder | Global | 2024-01-31"
      ),
      ("Alder_AllTitles_2024-01-31.txt", "Alder_AllTitles | AllTitles | Alder |  | 2024-01-31"),
      (
        "Alder_Global_Art_Books_20240131.tsv",
        "Alder_Global_Art_Books | Art_Books | Alder | Global | 2024-01-31"
      ),
      (
        "Alder_Global_Books_2024_01_31.csv",
        "Alder_Global_Books | Books | Alder | Global | 2024-01-31"
      ),
      ("Alder_KB_20240131235959.csv", "Alder_KB | KB | Alder |  | 2024-01-31"),
      (
        "ALDER_GLOBAL_BOOKS_2024-01-31_FORCE.tsv",
        "ALDER_GLOBAL_BOOKS | BOOKS | ALDER | GLOBAL | 2024-01-31"
      ),
      ("books.txt", "books | books |  |  | NULL"),
      ("2024-01-31.txt", "2024-01-31 | 2024-01-31 |  |  | NULL"),
      ("Alder_Books_2013_2013.csv", "Alder_Books_2013_2013 | 2013_2013 | Alder | Books | NULL"),
    ])
  func fileName(_ name: String, _ expected: String) throws {
    let sandbox = try Sandbox()
    try sandbox.loadText(Self.list("Birds"), as: name)
    #expect(try collections(sandbox) == [expected])
    if !expected.hasSuffix("NULL") {
      #expect(
        try sandbox.column("SELECT as_of || ' ' || as_of_source FROM snapshot")
          == ["2024-01-31 file name"])
    }
  }

  @Test("--collection gives it Alma's name, and the list stays the one that its file's name says")
  func option() throws {
    let sandbox = try Sandbox()
    let name = "Alder_Global_Books_2024-01-31.txt"
    try sandbox.loadText(Self.list("Birds"), as: name)
    try sandbox.loadText(Self.list("Birds"), as: name) {
      $0.collection = "Alder Art Books"
      $0.isAgain = true
    }
    #expect(
      try collections(sandbox) == [
        "Alder_Global_Books | Books | Alder | Global | 2024-01-31",
        "Alder_Global_Books | Alder Art Books | Alder | Global | 2024-01-31",
      ])
    #expect(try current(sandbox) == ["Alder Art Books: Birds"])
  }

  @Test("several files of one command are one snapshot, each a collection of its own")
  func severalFiles() throws {
    let sandbox = try Sandbox()
    try sandbox.write("Alder_Global_Books_2024-02-29.txt", Self.list("Birds", "Ferns"))
    try sandbox.write("Birch_Global_Books_2024-01-31.txt", Self.list("Birds"))
    let report = try sandbox.load([
      "Alder_Global_Books_2024-02-29.txt", "Birch_Global_Books_2024-01-31.txt",
    ])
    #expect(
      try sandbox.column("SELECT as_of || ' ' || scope || ' ' || scope_name FROM snapshot")
        == ["2024-01-31 part 2 collections"])
    #expect(report.notes.count == 1)
    #expect(report.notes.first?.contains("each file is the list of one collection") == true)
    #expect(
      try sandbox.column(
        """
        SELECT p.target_id || ' ' || t.title || ' ' || f.file_name
        FROM resolver_title t JOIN resolver_portfolio p ON p.resolver_title_id = t.id
        JOIN source_file f ON f.id = t.source_file_id ORDER BY 1
        """) == [
          "Alder_Global_Books Birds Alder_Global_Books_2024-02-29.txt",
          "Alder_Global_Books Ferns Alder_Global_Books_2024-02-29.txt",
          "Birch_Global_Books Birds Birch_Global_Books_2024-01-31.txt",
        ])
  }

  @Test(
    "of several lists of one collection in a command the newest is read, and the others are said")
  func olderList() throws {
    let sandbox = try Sandbox()
    let names = ["2024-01-31", "2024-03-31", "2024-02-29"].map { "Alder_Global_Books_\($0).txt" }
    for (name, title) in zip(names, ["January", "March", "February"]) {
      try sandbox.write(name, Self.list(title))
    }
    try sandbox.write("Alder_Global_Journals_2024-01-31.txt", Self.list("Birds"))
    let report = try sandbox.load(names + ["Alder_Global_Journals_2024-01-31.txt"])
    #expect(try current(sandbox) == ["Books: March", "Journals: Birds"])
    let passed = report.files.filter { $0.fate != .imported }
    #expect(passed.map(\.name) == [names[0], names[2]])
    guard case .passedOver(let reason) = passed.first?.fate else {
      Issue.record("\(passed)")
      return
    }
    #expect(
      reason.contains("\(names[0]) is an older list of its collection than \(names[1])"))
  }

  @Test("a list of one collection leaves the lists of the others as they are")
  func byCollection() throws {
    let sandbox = try Sandbox()
    try sandbox.loadText(Self.list("Birds", "Ferns"), as: "Alder_Global_Books_2024-01-31.txt")
    try sandbox.loadText(Self.list("Moss"), as: "Birch_Global_Books_2024-02-29.txt")
    #expect(try current(sandbox) == ["Books: Birds", "Books: Ferns", "Books: Moss"])
    try sandbox.loadText(Self.list("Ferns", "Reed"), as: "Alder_Global_Books_2024-03-31.txt")
    #expect(try current(sandbox) == ["Books: Ferns", "Books: Moss", "Books: Reed"])
    #expect(
      try sandbox.column("SELECT role || ' ' || age_rank FROM live_snapshot ORDER BY age_rank")
        == ["part 1", "part 2"])
    // An older list that is loaded afterwards says nothing new.
    try sandbox.loadText(Self.list("Old"), as: "Alder_Global_Books_2023-01-31.txt")
    #expect(try current(sandbox) == ["Books: Ferns", "Books: Moss", "Books: Reed"])
  }

  @Test("of a snapshot of several collections those speak that no newer list has")
  func overlapping() throws {
    let sandbox = try Sandbox()
    let first = ["Alder_Global_A_2024-01-31.txt", "Alder_Global_B_2024-01-31.txt"]
    let second = ["Alder_Global_A_2024-02-29.txt", "Alder_Global_C_2024-02-29.txt"]
    for name in first + second { try sandbox.write(name, Self.list(String(name.dropFirst(13)))) }
    try sandbox.load(first)
    try sandbox.load(second)
    #expect(
      try current(sandbox)
        == ["A: A_2024-02-29.txt", "B: B_2024-01-31.txt", "C: C_2024-02-29.txt"])
    #expect(
      try sandbox.column("SELECT name FROM current_resolver_collection ORDER BY name")
        == ["A", "B", "C"])
    #expect(try sandbox.column("SELECT count(*) FROM current_resolver_title") == ["3"])
  }

  @Test("lists that are all there is replace all older ones")
  func whole() throws {
    let sandbox = try Sandbox()
    try sandbox.loadText(Self.list("Birds"), as: "Alder_Global_Books_2024-01-31.txt")
    try sandbox.loadText(Self.list("Moss"), as: "Birch_Global_Books_2024-02-29.txt") {
      $0.scope = .all
    }
    #expect(try current(sandbox) == ["Books: Moss"])
    #expect(
      try sandbox.column("SELECT state FROM input_state WHERE kind = 'kbart'") == ["good"])
  }

  @Test("a column of collections is better than the file's name")
  func column() throws {
    let sandbox = try Sandbox()
    let report = try sandbox.loadText(
      KBARTFile.text(
        [
          [
            "publication_title": "Birds", "title_id": "1", "package_name": "Alder Books",
            "package_id": "77", "vendor_name": "Alder",
          ],
          [
            "publication_title": "Ferns", "title_id": "2", "package_name": "Birch Journals",
            "package_id": "78", "vendor_name": "Birch",
          ],
          [
            "publication_title": "Moss", "title_id": "3", "package_name": "Alder Books",
            "package_id": "77", "vendor_name": "Alder",
          ],
        ], headers: KBARTFile.phaseTwo + ["package_name", "package_id", "vendor_name"]),
      as: "holdings_2024-01-31.txt")
    #expect(report.counts.kept == 3)
    #expect(
      try collections(sandbox) == [
        "77 | Alder Books | Alder | NULL | NULL", "78 | Birch Journals | Birch | NULL | NULL",
      ])
    #expect(try sandbox.column("SELECT scope FROM snapshot") == ["all"])
    #expect(
      try current(sandbox)
        == ["Alder Books: Birds", "Alder Books: Moss", "Birch Journals: Ferns"])
  }

  @Test("without a name the number of the collection stands for it, and the vendor is kept")
  func codeOnly() throws {
    let sandbox = try Sandbox()
    try sandbox.loadText(
      KBARTFile.text(
        [
          ["publication_title": "Birds", "title_id": "1", "package_id": "77", "vendor_name": "V"],
          ["publication_title": "Ferns", "title_id": "2", "vendor_name": "W"],
        ], headers: KBARTFile.phaseTwo + ["package_id", "vendor_name"]),
      as: "Alder_Books_2024-01-31.txt")
    #expect(
      try collections(sandbox) == [
        "77 | 77 | V | NULL | NULL", "Alder_Books | Books | W |  | 2024-01-31",
      ])
  }

  @Test("a list of CUFTS and one of GOKb with lines before the header are lists too")
  func relatives() throws {
    let sandbox = try Sandbox()
    try sandbox.loadText(
      "title\tissn\te_issn\tft_start_date\tft_end_date\tjournal_url\n"
        + "Birds\t00280836\t14764687\t2014-03-01\t\thttps://a.example/b\n", as: "muse.tsv")
    #expect(
      try sandbox.column("SELECT value FROM identifier ORDER BY position")
        == ["0028-0836", "1476-4687"])
    let other = try Sandbox()
    let report = try other.loadText(
      "SO Name,Alder Master,,\nProvider,Alder,,\n"
        + "publication_title,print_identifier,title_id,platform_title_url\n"
        + "Birds,0028-0836,b,https://a.example/b\n", as: "gokb_alder.csv")
    #expect(report.counts.leftOut == ["before the header": 2])
    #expect(try other.column("SELECT url FROM resolver_portfolio") == ["https://a.example/b"])
  }
}
