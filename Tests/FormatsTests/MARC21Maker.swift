import Testing

@testable import Formats

/// Builds binary MARC 21 records for tests, sound ones and damaged ones.
struct MARC21Maker {
  /// The leader; lengths and base address are filled in.
  var leader = "00000nam a2200000 i 4500"
  private(set) var fields: [(tag: String, body: [UInt8])] = []

  /// A record with its number, or without fields.
  init(_ number: String? = nil, isMARC8: Bool = false, leader: String? = nil) {
    if isMARC8 { self.leader = "00000nam  2200000 i 4500" }
    if let leader { self.leader = leader }
    if let number { fields.append(("001", Array(number.utf8))) }
  }

  /// The same with a field; `$` stands for a delimiter and `{E2}` for the byte 0xE2.
  func adding(_ tag: String, _ body: String) -> MARC21Maker {
    adding(tag, bytes: Self.bytes(body))
  }

  func adding(_ tag: String, bytes: [UInt8]) -> MARC21Maker {
    var maker = self
    maker.fields.append((tag, bytes))
    return maker
  }

  static func bytes(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "$"): bytes.append(0x1F)
      case UInt8(ascii: "{"):
        let digits = String(decoding: rest.prefix(2), as: UTF8.self)
        bytes.append(UInt8(digits, radix: 16) ?? 0x3F)
        rest = rest.dropFirst(3)
      default: bytes.append(byte)
      }
    }
    return bytes
  }

  /// What the lengths and places of a directory are written as.
  enum Numbers {
    /// As the standard has it; too large ones wrap.
    case right
    /// Lengths and places in characters, as a program writes them that forgot to count bytes.
    case characters
    /// 9999 and 99999 where the digits are too few.
    case saturated
    /// Zeros where the digits are too few.
    case zeros
    /// More digits where four and five are too few, in the leader too.
    case wide
  }

  /// The whole record; `order` is that of the directory.
  func bytes(
    length: String? = nil, base: String? = nil, numbers: Numbers = .right, order: [Int]? = nil,
    isTerminated: Bool = true
  ) -> [UInt8] {
    var places: [(length: Int, start: Int)] = []
    var data: [UInt8] = []
    var characters = 0
    for field in fields {
      let count = String(decoding: field.body, as: UTF8.self).unicodeScalars.count + 1
      if case .characters = numbers {
        places.append((count, characters))
      } else {
        places.append((field.body.count + 1, data.count))
      }
      characters += count
      data += field.body + [0x1E]
    }
    var directory = ""
    for index in order ?? Array(fields.indices) {
      directory += fields[index].tag + Self.number(places[index].length, 4, numbers)
      directory += Self.number(places[index].start, 5, numbers)
    }
    let address = 24 + directory.utf8.count + 1
    let total = address + data.count + 1
    let filled =
      (length ?? Self.number(total, 5, numbers)) + leader.dropFirst(5).prefix(7)
      + (base ?? Self.number(address, 5, numbers)) + leader.dropFirst(17)
    return Array((filled + directory).utf8) + [0x1E] + data + (isTerminated ? [0x1D] : [])
  }

  private static func number(_ value: Int, _ width: Int, _ numbers: Numbers) -> String {
    let digits = String(value)
    if digits.utf8.count <= width {
      return String(repeating: "0", count: width - digits.utf8.count) + digits
    }
    return switch numbers {
    case .right, .characters: String(digits.suffix(width))
    case .saturated: String(repeating: "9", count: width)
    case .zeros: String(repeating: "0", count: width)
    case .wide: digits
    }
  }
}

/// One record as a test compares it.
struct ReadRecord: Equatable, CustomTestStringConvertible {
  var raw: String
  var problem: MARCRecordProblem?

  init(_ raw: String, _ problem: MARCRecordProblem? = nil) {
    self.raw = raw
    self.problem = problem
  }

  var testDescription: String { "\(problem.map { "\($0)" } ?? "") \(raw)" }
}

/// All records of a binary file, read in pieces of `chunkSize` bytes; leaders without their
/// numbers, so that a test may leave those to the maker.
func marc21Records(
  of bytes: [UInt8], chunkSize: Int = 1 << 20, limit: Int = MARCRecordProblem.byteLimit
) throws(FormatError) -> [ReadRecord] {
  var reader = MARC21Reader(
    source: ByteSource(bytes: bytes, chunkSize: chunkSize, encoding: nil), limit: limit)
  var record = MARCRecord()
  var records: [ReadRecord] = []
  while try reader.read(into: &record) {
    #expect(record.position.row == records.count + 1)
    records.append(ReadRecord(withoutLeader(record.raw), record.problem))
  }
  return records
}

func withoutLeader(_ raw: String) -> String {
  guard raw.hasPrefix("=LDR "), let end = raw.firstIndex(of: "\n") else { return raw }
  return String(raw[raw.index(after: end)...])
}
