/// The cells that one record of a sheet holds ([MS-XLS] 2.4): one, or several side by side.
struct BIFFCells {
  /// What a cell holds.
  enum Value: Equatable {
    case empty
    case number(Double, style: Int)
    case boolean(Bool)
    case error(UInt8)
    /// The number of a text in the workbook's list.
    case shared(Int)
    /// A text that begins at this place of the record.
    case text(Int)
    /// A text that comes in a record of its own.
    case awaited
    /// The record ends before its value does.
    case missing
  }

  /// Numbers of the row and of its columns, from 0.
  let row: Int
  let columns: Range<Int>
  private let type: UInt16

  /// Nil when the record holds no cells.
  init?(_ record: borrowing BIFFRecord) {
    let fixed: Int
    switch record.type {
    case BIFFType.number, BIFFType.shortNumber, BIFFType.sharedString, BIFFType.text,
      BIFFType.richText, BIFFType.booleanOrError, BIFFType.formula, BIFFType.blank:
      fixed = 6
    case BIFFType.numbers, BIFFType.blanks: fixed = 4
    default: return nil
    }
    type = record.type
    guard record.bytes.count >= fixed else { return nil }
    row = Int(record.bytes.word(at: 0))
    let first = Int(record.bytes.word(at: 2))
    // The last column stands behind the cells too; how long the record is cannot lie.
    let size = type == BIFFType.numbers ? 6 : 2
    let count = fixed == 6 ? 1 : max(0, record.bytes.count - 6) / size
    columns = first..<first + count
  }

  /// What the cell in one of the columns holds; `record` is the one that the cells are of.
  func value(_ column: Int, in record: borrowing BIFFRecord) -> Value {
    let bytes = record.bytes
    let place = column - columns.lowerBound
    switch type {
    case BIFFType.number:
      return bytes.count < 14
        ? .missing : .number(Self.double(bytes, at: 6), style: Int(bytes.word(at: 4)))
    case BIFFType.shortNumber:
      return bytes.count < 10
        ? .missing : .number(Self.short(bytes.long(at: 6)), style: Int(bytes.word(at: 4)))
    case BIFFType.numbers:
      let at = 4 + 6 * place
      return .number(Self.short(bytes.long(at: at + 2)), style: Int(bytes.word(at: at)))
    case BIFFType.sharedString:
      return bytes.count < 10 ? .missing : .shared(Int(bytes.long(at: 6)))
    case BIFFType.text, BIFFType.richText:
      return .text(6)
    case BIFFType.booleanOrError:
      guard bytes.count >= 8 else { return .missing }
      return bytes[7] == 0 ? .boolean(bytes[6] != 0) : .error(bytes[6])
    case BIFFType.formula: return Self.formula(bytes)
    default: return .empty
    }
  }

  /// What a formula gave when the workbook was saved ([MS-XLS] 2.5.133).
  private static func formula(_ bytes: [UInt8]) -> Value {
    guard bytes.count >= 14 else { return .missing }
    guard bytes.word(at: 12) == 0xFFFF else {
      return .number(double(bytes, at: 6), style: Int(bytes.word(at: 4)))
    }
    switch bytes[6] {
    case 0: return .awaited
    case 1: return .boolean(bytes[8] != 0)
    case 2: return .error(bytes[8])
    default: return .empty
    }
  }

  private static func double(_ bytes: [UInt8], at index: Int) -> Double {
    Double(
      bitPattern: UInt64(bytes.long(at: index)) | UInt64(bytes.long(at: index + 4)) << 32)
  }

  /// A number in 30 bits, whole or the upper half of a double, perhaps times 100 ([MS-XLS] 2.5.217).
  private static func short(_ bits: UInt32) -> Double {
    let number =
      bits & 2 == 0
      ? Double(bitPattern: UInt64(bits & ~3) << 32) : Double(Int32(bitPattern: bits) >> 2)
    return bits & 1 == 0 ? number : number / 100
  }

  /// The text that a spreadsheet shows for an error ([MS-XLS] 2.5.10).
  static func errorText(_ code: UInt8) -> String {
    switch code {
    case 0x00: "#NULL!"
    case 0x07: "#DIV/0!"
    case 0x0F: "#VALUE!"
    case 0x17: "#REF!"
    case 0x1D: "#NAME?"
    case 0x24: "#NUM!"
    case 0x2A: "#N/A"
    case 0x2B: "#GETTING_DATA"
    default: "#ERROR"
    }
  }
}
