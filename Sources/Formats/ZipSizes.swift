/// The sizes of a member; where they do not fit in 32 bits they stand in an extra field of their own.
struct ZipSizes: Equatable {
  var byteCount: UInt64
  var compressedCount: UInt64

  private static let elsewhere: UInt64 = 0xFFFF_FFFF

  /// Takes the sizes that stand elsewhere from the extra fields (APPNOTE 4.5.3); later versions of
  /// minizip have done so already.
  mutating func complete(extra: [UInt8]) {
    var index = 0
    while index + 4 <= extra.count {
      let end = index + 4 + Int(Self.number(extra, index + 2, 2))
      guard end <= extra.count else { return }
      if Self.number(extra, index, 2) == 1 {
        var next = index + 4
        if byteCount == Self.elsewhere, next + 8 <= end {
          byteCount = Self.number(extra, next, 8)
          next += 8
        }
        if compressedCount == Self.elsewhere, next + 8 <= end {
          compressedCount = Self.number(extra, next, 8)
        }
        return
      }
      index = end
    }
  }

  private static func number(_ bytes: [UInt8], _ start: Int, _ count: Int) -> UInt64 {
    bytes[start..<(start + count)].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
