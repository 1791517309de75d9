import Testing

@testable import Formats

extension MARC21Case {
  private static func cut(_ maker: MARC21Maker, _ count: Int) -> [UInt8] {
    Array(maker.bytes().dropLast(count))
  }

  /// What is shown of a record that is rejected: all bytes behind the leader, as text.
  private static func shown(_ bytes: some Collection<UInt8>, number: String? = nil) -> String {
    let text = bytes.map { byte in byte == 0x1E ? UInt8(ascii: "^") : byte == 0x1F ? 0x24 : byte }
    return (number.map { "=001 \($0)\n" } ?? "") + "=??? " + String(decoding: text, as: UTF8.self)
  }

  private static let longNote = String(repeating: "Lorem ipsum dolor ", count: 600)

  static let damaged: [MARC21Case] = [
    MARC21Case(
      "stray text before a record", Array("-- page 2 --\n".utf8) + birds.bytes() + ferns.bytes(),
      ReadRecord(birdsRead.raw, .strayBytes), fernsRead),
    MARC21Case(
      "the last terminator is missing", birds.bytes() + cut(ferns, 1), birdsRead,
      ReadRecord(fernsRead.raw, .missingTerminator)),
    MARC21Case(
      "the last two terminators are missing", cut(ferns, 2),
      ReadRecord(fernsRead.raw, .missingTerminator)),
    MARC21Case(
      "the last record is cut off in a field", birds.bytes() + cut(ferns, 5), birdsRead,
      ReadRecord(shown(cut(ferns, 5).dropFirst(24), number: "9922"), .truncated)),
    MARC21Case(
      "the last record is cut off in its directory", birds.bytes() + ferns.bytes().prefix(30),
      birdsRead, ReadRecord(shown(ferns.bytes()[24..<30]), .truncated)),
    MARC21Case(
      "the last record is cut off in its leader", birds.bytes() + ferns.bytes().prefix(10),
      birdsRead, ReadRecord("=??? ", .truncated)),
    MARC21Case(
      "a record that is cut off runs into the next", cut(ferns, 5) + birds.bytes() + ferns.bytes(),
      ReadRecord(shown(cut(ferns, 5).dropFirst(24), number: "9922"), .truncated), birdsRead,
      fernsRead),
    MARC21Case(
      "a record without terminator runs into the next", cut(ferns, 1) + birds.bytes(),
      ReadRecord(fernsRead.raw, .missingTerminator), birdsRead),
    MARC21Case(
      "the beginning of the file is lost", Array(birds.bytes().dropFirst(40)) + ferns.bytes(),
      ReadRecord(shown(birds.bytes()[40...].dropLast()), .noLeader), fernsRead),
    MARC21Case(
      "a record terminator inside of a field",
      MARC21Maker("9911").adding("245", "10$aBi{1D}rds").bytes() + ferns.bytes(),
      ReadRecord(
        shown(
          MARC21Maker("9911").adding("245", "10$aBi{1D}rds").bytes()[24...].prefix { $0 != 0x1D },
          number: "9911"), .truncated), ReadRecord("=??? rds^", .noLeader), fernsRead),
    MARC21Case(
      "junk between terminators", birds.bytes() + Array("junk\u{1D}".utf8) + ferns.bytes(),
      birdsRead, ReadRecord("=??? junk", .noLeader), fernsRead),
    MARC21Case(
      "too large a length", birds.bytes(length: "00500") + ferns.bytes(),
      ReadRecord(birdsRead.raw, .wrongLength), fernsRead),
    MARC21Case(
      "too small a length", birds.bytes(length: "00030") + ferns.bytes(),
      ReadRecord(birdsRead.raw, .wrongLength), fernsRead),
    MARC21Case(
      "a length that is no number", birds.bytes(length: "?????") + ferns.bytes(),
      ReadRecord(birdsRead.raw, .wrongLength), fernsRead),
    MARC21Case(
      "a blank length", birds.bytes(length: "     ") + [0x0A] + ferns.bytes(length: "   64"),
      ReadRecord(birdsRead.raw, .wrongLength), ReadRecord(fernsRead.raw, .wrongLength)),
    MARC21Case(
      "a wrong base address", birds.bytes(base: "00040") + ferns.bytes(base: "     "),
      ReadRecord(birdsRead.raw, .wrongBaseAddress), ReadRecord(fernsRead.raw, .wrongBaseAddress)),
    MARC21Case(
      "lengths in characters", birds.adding("500", "  $aNote").bytes(numbers: .characters),
      ReadRecord(birdsRead.raw + "\n=500   $aNote", .wrongDirectory)),
    MARC21Case(
      "one entry too few for the fields",
      MARC21Maker("9911").adding("500", "  $ax{1E}  $ay").adding("501", "  $az").bytes(),
      ReadRecord("=001 9911\n=500   $ax\n=501   $az", .unlistedFields)),
    MARC21Case(
      "a field that no entry stands for", birds.bytes(order: [0]) + ferns.bytes(order: [1]),
      ReadRecord("=001 9911", .unlistedFields), ReadRecord("=245 10$aFerns", .unlistedFields)),
    MARC21Case(
      "too large a length in the directory", replaced(birds.bytes(), at: 36, with: "2450900"),
      ReadRecord(birdsRead.raw, .wrongDirectory)),
    MARC21Case(
      "places in the directory that do not rise",
      replaced(birds.bytes(), at: 39, with: "000000000"),
      ReadRecord(
        shown(replaced(birds.bytes(), at: 39, with: "000000000")[24...].dropLast(), number: "9911"),
        .brokenDirectory)),
    MARC21Case(
      "tags that do not fit their fields",
      replaced(replaced(birds.bytes(), at: 36, with: "0089999"), at: 24, with: "245"),
      ReadRecord("=??? 245000500000008999900005^9911^10$aBirds :$bété日^", .brokenDirectory)),
    MARC21Case(
      "letters for numbers in the directory", replaced(birds.bytes(), at: 39, with: "00xx"),
      ReadRecord(birdsRead.raw, .wrongDirectory)),
    MARC21Case(
      "a directory that is none",
      Array("00051nam a2200049 i 4500this is no directory\u{1E}text\u{1E}".utf8) + [0x1D],
      ReadRecord("=??? this is no directory^text^", .brokenDirectory)),
    MARC21Case(
      "no directory at all", Array("00029nam a2200025 i 4500text".utf8) + [0x1D] + ferns.bytes(),
      ReadRecord("=??? text", .brokenDirectory), fernsRead),
  ]

  static func replaced(_ bytes: [UInt8], at place: Int, with text: String) -> [UInt8] {
    var bytes = bytes
    bytes.replaceSubrange(place..<place + text.utf8.count, with: text.utf8)
    return bytes
  }
}
