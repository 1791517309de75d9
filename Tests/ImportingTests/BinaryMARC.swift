import Formats

/// Binary MARC 21 made of MARCXML, so that both can be imported and compared.
enum BinaryMARC {
  static func bytes(fromXML text: String) throws -> [UInt8] {
    var reader = try MARCXMLReader(source: ByteSource(bytes: Array(text.utf8), encoding: nil))
    var record = MARCRecord()
    var bytes: [UInt8] = []
    while try reader.read(into: &record) { bytes += self.bytes(of: record) }
    return bytes
  }

  private static func bytes(of record: MARCRecord) -> [UInt8] {
    var directory = ""
    var data: [UInt8] = []
    for field in record.fields {
      var body: [UInt8] = []
      if field.subfields.isEmpty {
        body += record.bytes[field.value]
      } else {
        body += [field.indicator1, field.indicator2]
        for subfield in record.subfields(of: field) {
          body += [0x1F] + Array(subfield.code.description.utf8) + record.bytes[subfield.range]
        }
      }
      directory += field.tag.description + padded(body.count + 1, 4) + padded(data.count, 5)
      data += body + [0x1E]
    }
    let base = 25 + directory.utf8.count
    let leader = String(decoding: record.leader, as: UTF8.self)
    let filled =
      padded(base + data.count + 1, 5) + leader.dropFirst(5).prefix(7) + padded(base, 5)
      + leader.dropFirst(17)
    return Array((filled + directory).utf8) + [0x1E] + data + [0x1D]
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: width - digits.utf8.count) + digits
  }

  /// A record of fields whose text may hold bytes beyond ASCII; `$` stands for a delimiter.
  static func record(
    _ fields: [(tag: String, body: String)], leader: String = "00000nam a2200000 i 4500",
    escapes: [Character: [UInt8]] = [:]
  ) -> [UInt8] {
    var directory = ""
    var data: [UInt8] = []
    for (tag, body) in fields {
      let bytes = body.flatMap { character -> [UInt8] in
        character == "$" ? [0x1F] : escapes[character] ?? Array(String(character).utf8)
      }
      directory += tag + padded(bytes.count + 1, 4) + padded(data.count, 5)
      data += bytes + [0x1E]
    }
    let base = 25 + directory.utf8.count
    let filled =
      padded(base + data.count + 1, 5) + leader.dropFirst(5).prefix(7) + padded(base, 5)
      + leader.dropFirst(17)
    return Array((filled + directory).utf8) + [0x1E] + data + [0x1D]
  }
}
