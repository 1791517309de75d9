/// One line of a compound file's directory ([MS-CFB] 2.6).
struct CompoundEntry: Sendable {
  enum Kind: UInt8 {
    case unused = 0
    case folder = 1
    case stream = 2
    case root = 5
  }

  var name: String
  var kind: Kind
  /// Neighbours in the tree of the folder's entries, and for a folder the root of its own tree.
  var left: UInt32
  var right: UInt32
  var child: UInt32
  /// Number of the first sector.
  var start: UInt32
  var byteCount: Int

  private static let size = 128

  /// The entries in the order of their numbers; `isLong` where sizes have 64 bits.
  static func all(in bytes: [UInt8], isLong: Bool) -> [CompoundEntry] {
    stride(from: 0, through: bytes.count - size, by: size).map { start in
      CompoundEntry(bytes[start..<start + size], isLong: isLong)
    }
  }

  private init(_ bytes: ArraySlice<UInt8>, isLong: Bool) {
    let at = bytes.startIndex
    let length = min(64, Int(bytes.word(at: at + 64)))
    var text: [UInt8] = []
    var units = UTF16Units()
    // The name's length counts the NUL at its end.
    for index in stride(from: at, to: at + max(0, length - 2), by: 2) {
      units.append(UInt32(bytes.word(at: index)), to: &text)
    }
    units.finish(into: &text)
    name = String(decoding: text, as: UTF8.self)
    kind = Kind(rawValue: bytes[at + 66]) ?? .unused
    left = bytes.long(at: at + 68)
    right = bytes.long(at: at + 72)
    child = bytes.long(at: at + 76)
    start = bytes.long(at: at + 116)
    let high = isLong ? Int(bytes.long(at: at + 124)) : 0
    byteCount = Int(bytes.long(at: at + 120)) + min(high, 1 << 30) << 32
  }
}

extension RandomAccessCollection where Element == UInt8, Index == Int {
  /// Two bytes, the lower first.
  func word(at index: Int) -> UInt16 {
    UInt16(self[index]) | UInt16(self[index + 1]) << 8
  }

  /// Four bytes, the lowest first.
  func long(at index: Int) -> UInt32 {
    UInt32(word(at: index)) | UInt32(word(at: index + 2)) << 16
  }

  /// All numbers of four bytes; what is left over at the end is none.
  var longs: [UInt32] {
    stride(from: startIndex, through: endIndex - 4, by: 4).map { long(at: $0) }
  }
}

/// UTF-16 on its way to UTF-8: an unpaired surrogate becomes U+FFFD.
struct UTF16Units {
  private var high: UInt32?

  mutating func append(_ unit: UInt32, to bytes: inout [UInt8]) {
    if let first = high {
      high = nil
      if (0xDC00...0xDFFF).contains(unit) {
        return Transcoder.encode(0x10000 + ((first - 0xD800) << 10) + (unit - 0xDC00), to: &bytes)
      }
      Transcoder.encode(0xFFFD, to: &bytes)
    }
    switch unit {
    case 0xD800...0xDBFF: high = unit
    case 0xDC00...0xDFFF: Transcoder.encode(0xFFFD, to: &bytes)
    default: Transcoder.encode(unit, to: &bytes)
    }
  }

  mutating func finish(into bytes: inout [UInt8]) {
    if high != nil { Transcoder.encode(0xFFFD, to: &bytes) }
    high = nil
  }
}
