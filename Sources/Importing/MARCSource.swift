import Formats

/// The records of a MARC file, whatever they are written in: one of the two readers is there.
struct MARCSource: ~Copyable {
  private var xml: MARCXMLReader?
  private var binary: MARC21Reader?

  init(_ file: InputFile) throws {
    if Self.isBinary(file) {
      xml = nil
      binary = try MARC21Reader(path: file.path, inspection: file.inspection)
    } else {
      xml = try MARCXMLReader(path: file.path, inspection: file.inspection)
      binary = nil
    }
  }

  static func isBinary(_ file: InputFile) -> Bool { file.inspection.container == .marc21 }

  mutating func read(into record: inout MARCRecord) throws -> Bool {
    if let isRecord = try xml?.read(into: &record) {
      if let isDamaged = xml?.isDamagedUTF8, isDamaged { findings = ("MARCXML", "UTF-8") }
      return isRecord
    }
    let isRecord = try binary?.read(into: &record) ?? false
    if let hasMARC8 = binary?.hasMARC8 {
      findings = hasMARC8 ? ("MARC 21, MARC-8", "MARC-8") : ("MARC 21", "UTF-8")
    }
    return isRecord
  }

  /// How the bytes were read, for people, and their encoding, where the inspection could not tell;
  /// complete at the end of the file.
  private(set) var findings: (format: String, encoding: String)?
}
