import Testing

@testable import Demo

@Suite struct DemoContentTests {
  let read = ReadBack.usual

  @Test func `check digits are right except where they are planted wrong`() {
    let bad = read.portfolios(.badIdentifier)
    for row in read.inventory {
      let isBad = bad.contains(row.value("Portfolio Id"))
      for text in row.values("ISBN", separator: ";") + row.values("ISSN", separator: ";") {
        let number = String(text.prefix { $0 != " " })
        #expect(ReadBack.isValid(number) == !isBad, "\(number)")
      }
    }
  }

  @Test func `no local title occurs twice unless that is planted`() {
    let planted = read.portfolios(.twoPortfoliosOnBib)
    var seen: Set<String> = []
    for row in read.inventory where row.value("Portfolio Linked To CZ") == "N" {
      guard !planted.contains(row.value("Portfolio Id")) else { continue }
      #expect(seen.insert(row.value("Title")).inserted, "\(row.value("Title"))")
    }
  }

  @Test func `only generic titles have fewer than three words`() {
    let generic = read.portfolios(.genericTitle)
    for row in read.inventory where row.value("Portfolio Linked To CZ") == "N" {
      guard !generic.contains(row.value("Portfolio Id")) else { continue }
      let words = row.value("Title").split(separator: " ").filter { $0 != "/" }
      #expect(words.count > 2, "\(row.value("Title"))")
    }
  }

  /// Without this nothing could tell which interface a host belongs to.
  @Test(arguments: [300, 400])
  func `every interface has twelve local twins that share an identifier`(titles: Int) {
    let read = ReadBack(library: DemoLibrary(titles: titles))
    let shared = read.portfolios(.sharedISBN).union(read.portfolios(.sharedISSN))
    let interfaces = Dictionary(
      read.inventory.map { ($0.value("Portfolio Id"), $0.value("Interface Name")) },
      uniquingKeysWith: { first, _ in first })
    var votes: [String: Int] = [:]
    for pair in read.table("truth/pairs.csv") where shared.contains(pair.value("p2e_pid")) {
      for twin in pair.values("cz_pids", separator: "|").prefix(1) {
        votes[interfaces[twin, default: ""], default: 0] += 1
      }
    }
    #expect(votes.count == Platform.all.count)
    #expect(votes.values.allSatisfy { $0 >= 12 }, "\(votes)")
  }

  @Test func `a twin that shares an identifier does share one`() {
    let byID = read.portfolioRows
    let planted = read.portfolios(.sharedISBN)
    for pair in read.table("truth/pairs.csv") {
      guard planted.contains(pair.value("p2e_pid")) else { continue }
      let local = Self.items(byID[pair.value("p2e_pid"), default: [:]])
      for twin in pair.values("cz_pids", separator: "|") {
        #expect(!local.isDisjoint(with: Self.items(byID[twin, default: [:]])), "\(pair)")
      }
    }
  }

  /// The part of an ISBN that both of its lengths have.
  private static func items(_ row: [String: String]) -> Set<String> {
    Set(
      row.values("ISBN", separator: ";").map { text in
        let number = text.prefix { $0 != " " }.filter { $0 != "-" }.dropLast()
        return String(number.suffix(9))
      })
  }

  @Test func `decomposed titles hold combining marks`() {
    let planted = read.portfolios(.decomposedDiacritics)
    for row in read.inventory where planted.contains(row.value("Portfolio Id")) {
      #expect(row.value("Title").unicodeScalars.contains { (0x300...0x36F).contains($0.value) })
    }
  }

  @Test func `order lines come from several vendors and in several states`() {
    let orders = read.table("alma/po_lines.csv")
    #expect(Set(orders.map { $0.value("Vendor Name") }).count >= 4)
    #expect(Set(orders.map { $0.value("Status") }).isSuperset(of: ["Sent", "Closed", "Cancelled"]))
  }

  @Test func `an order line that only the report names is in no list`() {
    let numbers = Set(read.table("alma/po_lines.csv").map { $0.value("PO Line Reference") })
    let planted = read.portfolios(.orderOnlyInReport)
    for row in read.inventory where !row.value("PO Line Reference").isEmpty {
      let isPlanted = planted.contains(row.value("Portfolio Id"))
      #expect(numbers.contains(row.value("PO Line Reference")) == !isPlanted)
    }
  }

  @Test func `hosts and platforms are reserved example names`() {
    for row in read.inventory where !row.value("Portfolio Static URL").isEmpty {
      let url = row.value("Portfolio Static URL")
      #expect(url.contains(".example/") || url.contains(".example%2F"), "\(url)")
      #expect(url.allSatisfy { $0.isASCII && !$0.isWhitespace && $0 != "[" })
    }
  }
}
