import Formats
import Identifiers
import Store

/// The repeatable facts of a bib: parts of its title, old numbers, bound-with links, URLs.
struct BibDetails {
  private let titleParts: BulkWriter
  private let localIDs: BibLocalIDWriter
  private let links: BulkWriter
  private let urls: BulkWriter

  init(_ session: BulkSession) throws {
    titleParts = try BulkWriter(
      session, table: "bib_title_part", columns: ["bib_id", "position", "code", "value"])
    localIDs = try BibLocalIDWriter(session)
    links = try BulkWriter(
      session, table: "bib_link",
      columns: ["bib_id", "position", "field", "title", "record_number"])
    urls = try BulkWriter(
      session, table: "bib_url",
      columns: [
        "bib_id", "position", "field", "indicator2", "url", "host", "host_family", "materials",
        "note",
      ])
  }

  mutating func add(_ record: MARCRecord, title: BibTitle, bib: Int64) throws {
    for (index, part) in title.parts.enumerated() {
      titleParts.integer(bib)
      titleParts.integer(index + 1)
      titleParts.text(part.code)
      titleParts.text(part.value)
      try titleParts.insert()
    }
    try addLocalIDs(record, bib)
    try addLinks(record, bib)
    try addURLs(record, bib)
  }

  private mutating func addLocalIDs(_ record: MARCRecord, _ bib: Int64) throws {
    var position = 0
    for tag in ["035", "959", "996", "999"] as [MARCTag] {
      for field in record.fields(tag) {
        guard let range = record.subfield("a", of: field) else { continue }
        let bytes = record.bytes.span.extracting(range)
        guard let local = LocalNumber(bytes), Self.isOldNumber(local),
          tag != "996" || Self.isProved(local)
        else { continue }
        position += 1
        try localIDs.add(local, field: "\(tag) $a", position: position, bib: bib)
      }
    }
  }

  /// 996 is a local field, and each library keeps something else there. Sierra's record number
  /// (Berkeley) is known by its letter and its right check digit; other numbers are left alone.
  private static func isProved(_ local: LocalNumber) -> Bool {
    let form = LegacyForm(LegacyID.key(local.number.span).span)
    return form?.letters == [0x62] && form?.checkDigit == .right
  }

  /// OCLC numbers and links to Alma's zones are no old bib ids.
  private static func isOldNumber(_ local: LocalNumber) -> Bool {
    let system = String(decoding: local.system, as: UTF8.self)
    return system != "OCoLC" && system != "CKB" && !system.hasPrefix("EXL")
  }

  /// 774 names parts, 773 a host; 501 says "bound with" in words (MARC 21, 501 and 76X-78X).
  /// A 773 of an article names the journal that it is in; for the safety of a bib it counts too.
  private mutating func addLinks(_ record: MARCRecord, _ bib: Int64) throws {
    var position = 0
    for tag in ["501", "773", "774"] as [MARCTag] {
      for field in record.fields(tag) {
        position += 1
        links.integer(bib)
        links.integer(position)
        links.text(tag.description)
        links.text(tag == "501" ? record.joined(["a"], of: field) : record.joined(["t"], of: field))
        links.text(record.trimmedText("w", of: field))
        try links.insert()
      }
    }
  }

  /// 856; and 956 and 946, where some consortia kept it during migration.
  private mutating func addURLs(_ record: MARCRecord, _ bib: Int64) throws {
    var position = 0
    for tag in ["856", "956", "946"] as [MARCTag] {
      for field in record.fields(tag) {
        for subfield in record.subfields(of: field) where subfield.code == "u" {
          let address = PlatformHost(record.bytes.span.extracting(subfield.range))
          position += 1
          urls.integer(bib)
          urls.integer(position)
          urls.text(tag.description)
          urls.text([field.indicator2])
          urls.text(record.bytes.span.extracting(subfield.range))
          urls.text(address.host)
          urls.text(address.family)
          urls.text(record.joined(["3"], of: field))
          urls.text(record.joined(["z"], of: field))
          try urls.insert()
        }
      }
    }
  }
}
