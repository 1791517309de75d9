import Store

/// A table as text, whose columns a test may take out.
package struct SmallTable {
  package var headers: [String]
  package var rows: [[String: String]] = []

  package init(_ headers: [String]) {
    self.headers = headers
  }

  package var text: String {
    ([headers] + rows.map { row in headers.map { row[$0] ?? "" } })
      .map { $0.map(Self.quoted).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func quoted(_ cell: String) -> String {
    cell.contains(",") || cell.contains("\n") ? "\"\(cell)\"" : cell
  }
}

/// The files of a library in which a test plants exactly one situation. All inputs are there and
/// whole, so that a plain pair is safe to delete.
package struct SmallLibrary {
  /// What a local copy is known by.
  package struct Local: Sendable {
    package let portfolioID: String
    package let mmsID: String
    package let legacyID: String

    package init(portfolioID: String, mmsID: String, legacyID: String) {
      (self.portfolioID, self.mmsID, self.legacyID) = (portfolioID, mmsID, legacyID)
    }
  }

  /// What a Community Zone copy is known by.
  package struct Zone: Sendable {
    package let portfolioID: String
    package let mmsID: String
  }

  package enum Collection: String, CaseIterable, Sendable {
    case alpha = "6100000000010004242"
    case beta = "6100000000020004242"
    case closed = "6100000000030004242"

    package var name: String {
      switch self {
      case .alpha: "Alpha Books Complete"
      case .beta: "Beta Reference Works"
      case .closed: "Alpha Books Backlist"
      }
    }

    package var interface: String { self == .beta ? "Beta Press" : "Alpha Online" }
  }

  package static let host = "books.alpha.example"

  package var portfolios = SmallTable([
    "Portfolio Id", "MMS Id", "Title", "ISBN", "ISSN", "Electronic Collection Id",
    "Electronic Collection Public Name", "Interface Name", "Availability", "Lifecycle",
    "Portfolio Linked To CZ", "Portfolio Static URL", "PO Line Reference",
    "Portfolio Additional PO Lines", "License Code", "Coverage Statement", "Portfolio Public Note",
    "Portfolio Authentication Note", "Portfolio Internal Description", "Proxy Selected",
    "Material Type", "Portfolio Creation Date", "Portfolio Creator",
  ])
  package var collections = SmallTable([
    "Electronic Collection Id", "Electronic Collection Public Name",
    "Electronic Collection Linked To CZ", "Interface Name", "Availability", "No. of Portfolios",
    "E-Collection Bib - MMS Id", "Electronic Collection Level URL",
  ])
  package var orders = SmallTable([
    "PO Line Reference", "PO Line Title", "Status", "Order Line Type", "Vendor Name", "MMS Id",
    "Portfolio Id",
  ])
  package var holdings = SmallTable(["MMS Id", "Holding Id", "Number of Items"])
  package var p2e: SmallTable?
  package var legacyIDs: [String] = []
  /// The MARCXML of each bib, without the record's own tags.
  package var bibs: [String] = []
  /// The day of each file, in its name; all of one day unless a test says otherwise.
  package var days: [InputKind: String] = [:]
  private var made = 0

  package init() {
    for collection in Collection.allCases {
      collections.rows.append([
        "Electronic Collection Id": collection.rawValue,
        "Electronic Collection Public Name": collection.name,
        "Electronic Collection Linked To CZ": "Y", "Interface Name": collection.interface,
        "Availability": collection == .closed ? "Not Available" : "Available",
        "No. of Portfolios": "10",
      ])
    }
    addOrder("POL-901", status: "Closed", mmsID: "991990000000014242", vendor: "Corvid")
    addOrder("POL-902", status: "Sent", mmsID: "991990000000024242", vendor: "Fenwick")
    addHolding("991990000000034242")
  }

  // MARK: - Records

  /// A migrated copy with its bib and its line in the P2E list.
  @discardableResult
  package mutating func addLocal(
    _ title: String, isbn: String = "", url: String? = nil, edition: String = "",
    fields: String = "", isListed: Bool = true, _ cells: [String: String] = [:]
  ) -> Local {
    let number = next()
    let legacyID = "1\(number)"
    let local = Local(
      portfolioID: "53\(number)00004242", mmsID: "99\(legacyID)2104242", legacyID: legacyID)
    addPortfolio(
      local, title: title, isbn: isbn, url: url ?? "https://\(Self.host)/t/\(number)", cells)
    addBib(
      local.mmsID, title: title, isbn: isbn, edition: edition,
      fields: "<datafield tag=\"959\" ind1=\" \" ind2=\" \"><subfield code=\"a\">"
        + "(OLDdb)\(legacyID)</subfield></datafield>" + fields)
    if isListed { legacyIDs.append(legacyID) }
    return local
  }

  /// Another standalone portfolio on the bib of a local copy, or its first.
  package mutating func addPortfolio(
    _ local: Local, title: String, isbn: String = "", url: String, _ cells: [String: String] = [:]
  ) {
    let row = [
      "Portfolio Id": local.portfolioID, "MMS Id": local.mmsID, "Title": title, "ISBN": isbn,
      "Availability": "Available", "Lifecycle": "In Repository", "Portfolio Linked To CZ": "N",
      "Portfolio Static URL": url, "Material Type": "Book",
      "Portfolio Creation Date": "2020-06-24",
    ]
    portfolios.rows.append(row.merging(cells) { _, new in new })
  }

  /// A copy that was activated from the Community Zone; its bib is not among the bibs.
  @discardableResult
  package mutating func addZone(
    _ title: String, isbn: String = "", in collection: Collection = .alpha, mmsID: String? = nil,
    _ cells: [String: String] = [:]
  ) -> Zone {
    let number = next()
    let zone = Zone(
      portfolioID: "53\(number)99994242", mmsID: mmsID ?? "993\(number)99994242")
    let row = [
      "Portfolio Id": zone.portfolioID, "MMS Id": zone.mmsID, "Title": title, "ISBN": isbn,
      "Electronic Collection Id": collection.rawValue,
      "Electronic Collection Public Name": collection.name,
      "Interface Name": collection.interface, "Availability": "Available",
      "Lifecycle": "In Repository", "Portfolio Linked To CZ": "Y", "Material Type": "Book",
      "Portfolio Creation Date": "2020-06-20",
    ]
    portfolios.rows.append(row.merging(cells) { _, new in new })
    return zone
  }

  package mutating func addBib(
    _ mmsID: String, title: String, isbn: String = "", edition: String = "", fields: String = ""
  ) {
    let escaped = title.replacing("&", with: "&amp;")
    var text = "<leader>01234cam a2200301 a 4500</leader>"
    text += "<controlfield tag=\"001\">\(mmsID)</controlfield>"
    if !isbn.isEmpty { text += Self.field("020", "a", isbn) }
    text += Self.field("245", "a", escaped, indicators: "00")
    if !edition.isEmpty { text += Self.field("250", "a", edition) }
    bibs.append(text + fields)
  }

  /// A MARC field of one subfield.
  package static func field(
    _ tag: String, _ code: String, _ text: String, indicators: String = "  "
  ) -> String {
    """
    <datafield tag="\(tag)" ind1="\(indicators.prefix(1))" ind2="\(indicators.suffix(1))">\
    <subfield code="\(code)">\(text)</subfield></datafield>
    """
  }

  /// Other titles, each tied by its ISBN to one collection, on one host.
  package mutating func addVotes(
    _ count: Int, host: String = Self.host, for collection: Collection = .alpha
  ) {
    for _ in 0..<count {
      let number = next()
      let title = Self.title(number)
      let isbn = Self.isbn(number)
      addLocal(title, isbn: isbn, url: "https://\(host)/v/\(number)")
      addZone(title, isbn: isbn, in: collection)
    }
  }

  /// A plain pair: the same title and ISBN on both sides.
  @discardableResult
  package mutating func addPair(
    _ title: String = "The quiet harvest of northern rivers", in collection: Collection = .alpha,
    local: [String: String] = [:], zone: [String: String] = [:], fields: String = ""
  ) -> (local: Local, zone: Zone) {
    let isbn = Self.isbn(next())
    return (
      addLocal(title, isbn: isbn, fields: fields, local),
      addZone(title, isbn: isbn, in: collection, zone)
    )
  }

  package mutating func addOrder(
    _ number: String, status: String, mmsID: String = "", portfolioID: String = "",
    vendor: String = "Corvid"
  ) {
    orders.rows.append([
      "PO Line Reference": number, "PO Line Title": "Order \(number)", "Status": status,
      "Order Line Type": "Electronic Book - One Time", "Vendor Name": vendor, "MMS Id": mmsID,
      "Portfolio Id": portfolioID,
    ])
  }

  package mutating func addHolding(_ mmsID: String) {
    holdings.rows.append([
      "MMS Id": mmsID, "Holding Id": "22\(next())00004242", "Number of Items": "1",
    ])
  }

  /// A local collection without titles, as the migration makes of a database.
  package mutating func addDatabase(_ name: String, mmsID: String) {
    collections.rows.append([
      "Electronic Collection Id": "61\(next())00004242", "Electronic Collection Public Name": name,
      "Electronic Collection Linked To CZ": "N", "Availability": "Available",
      "No. of Portfolios": "0", "E-Collection Bib - MMS Id": mmsID,
    ])
  }

  // MARK: - Invented values

  package mutating func next() -> Int {
    made += 1
    return 100_000 + made
  }

  /// A valid ISBN of thirteen digits.
  package static func isbn(_ number: Int) -> String {
    let twelve = "978100\(number)"
    var sum = 0
    for (position, digit) in twelve.utf8.enumerated() {
      sum += (Int(digit) - 48) * (position.isMultiple(of: 2) ? 1 : 3)
    }
    return twelve + String((10 - sum % 10) % 10)
  }

  private static let words = [
    "Amber", "Bridge", "Candle", "Delta", "Ember", "Forest", "Garden", "Harbor", "Island", "Jasper",
  ]

  /// A title of four words that no other number has.
  package static func title(_ number: Int) -> String {
    let digits = String(number).suffix(4).compactMap(\.wholeNumberValue)
    return digits.map { words[$0] }.joined(separator: " ") + " chronicles"
  }

  // MARK: - Files

  package static let kinds: [InputKind] = [
    .p2e, .portfolios, .collections, .orderLines, .bibs, .holdings,
  ]

  package func text(of kind: InputKind) -> String {
    switch kind {
    case .portfolios: portfolios.text
    case .collections: collections.text
    case .orderLines: orders.text
    case .holdings: holdings.text
    case .bibs:
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<collection>\n"
        + bibs.map { "<record>\($0)</record>\n" }.joined() + "</collection>\n"
    default: p2e?.text ?? legacyIDs.map { "\($0),portfolio\r\n" }.joined()
    }
  }

  /// Writes the files and gives their names.
  package func write(to sandbox: Sandbox, without kinds: Set<InputKind> = []) throws -> [String] {
    try Self.kinds.filter { !kinds.contains($0) }.map { kind in
      let suffix = kind == .bibs ? "xml" : "csv"
      let name = "\(kind.rawValue)_\(days[kind] ?? "20240601").\(suffix)"
      try sandbox.write(name, text(of: kind))
      return name
    }
  }

  /// A sandbox with all of it loaded.
  package func loaded(without kinds: Set<InputKind> = []) throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.load(try write(to: sandbox, without: kinds)) {
      $0.rejectLimit = .count(20)
    }
    return sandbox
  }
}
