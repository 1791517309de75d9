import Formats
import Identifiers
import Store

/// The user's own map: which host, interface and collection belong to one platform.
struct PlatformMapImporter: TableImporter {
  static let profile = Profile(
    .platforms,
    fields: [
      FieldDefinition("platform", ["Platform", "Platform Name"], required: true, freeText: true),
      FieldDefinition("host", ["Host", "Host Name", "Hostname", "Domain", "URL"]),
      FieldDefinition("interface_name", ["Interface Name", "Interface"], freeText: true),
      FieldDefinition("collection_id", ["Electronic Collection Id", "Collection ID"]),
      FieldDefinition(
        "collection_name",
        [
          "Electronic Collection Public Name", "Electronic Collection Name", "Collection Name",
          "Collection",
        ], freeText: true),
      FieldDefinition("note", ["Note", "Notes", "Comment"], freeText: true),
    ],
    oneOf: [["host", "interface_name", "collection_id", "collection_name"]],
    never: ["Portfolio Id", "PORTFOLIO_PID", "MMS Id", "PO Line Reference", "Title"]
  )

  private static let copied = ["platform", "interface_name", "collection_name", "note"]

  private var rows: RawRowWriter
  private let columns: ColumnMap
  /// The platform that a row gave each host, and that row.
  private var platforms: [[UInt8]: (name: String, row: Int)] = [:]

  /// A map has few columns, and what it does not name it leaves open: '' stands for both.
  init(_ session: BulkSession, columns: ColumnMap) throws {
    self.columns = columns
    rows = try RawRowWriter(
      session, table: "platform_map", columns: columns, fields: [],
      derived: Self.copied + ["collection_id", "host"])
  }

  mutating func add(_ row: TableRow, to snapshot: inout SnapshotWriter) throws -> RowOutcome {
    if let trouble = nameTrouble(row, columns["platform"], "the platform") {
      return .rejected(trouble)
    }
    let id = columns["collection_id"]
    if let trouble = almaIDTrouble(row, id, "the collection id", mayBeEmpty: true) {
      return .rejected(trouble)
    }
    let belonging = ["host", "interface_name", "collection_id", "collection_name"]
    guard belonging.contains(where: { !row.isEmpty(columns[$0]) }) else {
      return .rejected("the row names no host, interface or collection")
    }
    let host = host(row)
    if host.isEmpty, !row.isEmpty(columns["host"]) {
      return .rejected("\(row.text(columns["host"]).prefix(60)) is no host")
    }
    if let trouble = secondPlatform(of: host, row) { return .rejected(trouble) }
    try rows.insert(row, snapshot) { cells in
      for name in Self.copied + ["collection_id"] { cells.text(row.text(columns[name])) }
      cells.text(host)
    }
    return .kept
  }

  /// A host of two platforms would make each of them the other's, so that copies on one are taken
  /// for twins of what is on the other. An interface may have several hosts, a host one platform.
  private mutating func secondPlatform(of host: [UInt8], _ row: TableRow) -> String? {
    guard !host.isEmpty else { return nil }
    let name = row.text(columns["platform"])
    if let first = platforms[host] {
      if first.name.lowercased() == name.lowercased() { return nil }
      return "\(String(decoding: host, as: UTF8.self)) is on \(first.name.prefix(60)) by row "
        + "\(first.row): a host is on one platform"
    }
    platforms[host] = (name, row.record.position.row)
    return nil
  }

  /// As in `portfolio.host`; a whole URL gives its host, and doi:10.1007 stands for the DOIs of a
  /// registrant.
  private func host(_ row: TableRow) -> [UInt8] {
    let text = row.text(columns["host"]).lowercased()
    guard !text.isEmpty else { return [] }
    if text.hasPrefix("doi:10.") { return Array(text.utf8) }
    guard text.contains("."), !text.contains(" "),
      let address = WebAddress(text.contains("://") ? text : "https://\(text)")
    else { return [] }
    return address.host
  }
}
