import Testing

@testable import Demo

@Suite struct DemoLibraryTests {
  let read = ReadBack.usual

  @Test func `the same seed gives the same bytes, another seed gives others`() {
    let again = DemoLibrary(seed: 1)
    let other = DemoLibrary(seed: 2)
    let library = read.library
    let first = library.files + library.truth
    for (index, file) in (again.files + again.truth).enumerated() {
      #expect(file.path == first[index].path)
      #expect(Array(file.contents.utf8) == Array(first[index].contents.utf8))
    }
    for (index, file) in other.files.enumerated() {
      #expect(file.contents != library.files[index].contents, "\(file.path)")
    }
  }

  /// Guards against a change of the generator that nobody meant: documentation quotes the data.
  @Test func `the first seed still makes what it made, in every process`() {
    let first = read.rows("p2e/prs_p2e_01_20200501.csv").prefix(1)
    #expect(first == [["200086", "portfolio"]])
    var checksum: UInt64 = 0xCBF2_9CE4_8422_2325  // FNV-1a
    for file in read.library.files + read.library.truth {
      for byte in file.contents.utf8 {
        checksum = (checksum ^ UInt64(byte)) &* 0x100_0000_01B3
      }
    }
    #expect(String(checksum, radix: 16) == "61eec16288ec177f")
  }

  @Test(arguments: [UInt64(1), 2, 3], [300, 400])
  func `every case is planted three times at least`(seed: UInt64, titles: Int) {
    let library = DemoLibrary(seed: seed, titles: titles)
    for planted in DemoCase.allCases {
      #expect(library.cases.count { $0.case == planted } >= 3, "\(planted)")
    }
  }

  @Test func `every case names something that is in the files`() {
    var known = Set(read.inventory.map { $0.value("Portfolio Id") })
    known.formUnion(read.bibs)
    known.formUnion(read.table("alma/collections.csv").map { $0.value("Electronic Collection Id") })
    for (id, planted) in read.library.cases {
      #expect(known.contains(id), "\(planted) \(id)")
    }
  }

  @Test func `the library is of the promised size`() {
    #expect(read.table("truth/pairs.csv").count == 400)
    let zone = read.inventory.count { $0.value("Portfolio Linked To CZ") == "Y" }
    #expect((1500...1510).contains(zone))
    let bytes = (read.library.files + read.library.truth).reduce(0) { $0 + $1.contents.utf8.count }
    #expect(bytes < 3_000_000)
  }

  @Test(arguments: [
    "alma/portfolios_analytics.csv", "alma/po_lines.csv", "alma/holdings.csv",
    "alma/collections.csv", "p2e/prs_p2e_01_20200501.csv", "truth/pairs.csv", "truth/orphans.csv",
    "truth/relink.csv", "truth/missing.csv", "truth/databases.csv",
  ])
  func `every row of a table has as many fields as the first`(path: String) {
    let rows = read.rows(path)
    #expect(rows.count > 3)
    #expect(rows.allSatisfy { $0.count == rows[0].count })
  }

  @Test(arguments: [
    ("alma/portfolios_analytics.csv", "Portfolio Id"), ("alma/po_lines.csv", "PO Line Reference"),
    ("alma/holdings.csv", "Holding Id"), ("alma/holdings.csv", "MMS Id"),
    ("alma/collections.csv", "Electronic Collection Id"), ("truth/pairs.csv", "p2e_pid"),
    ("truth/orphans.csv", "mms"), ("truth/missing.csv", "mms"), ("truth/relink.csv", "pol"),
  ])
  func `numbers occur once`(path: String, column: String) {
    let values = read.table(path).map { $0.value(column) }
    #expect(Set(values).count == values.count)
    #expect(!values.contains(""))
  }

  @Test func `bib records occur once and only the report has a byte order mark`() {
    #expect(Set(read.bibs).count == read.bibs.count)
    for file in read.library.files {
      let isMarked = file.contents.unicodeScalars.first == "\u{FEFF}"
      #expect(isMarked == (file.path == "alma/portfolios_analytics.csv"))
    }
  }
}
