/// Keys of 64 bits for joins: exact ones are positive, hashes of text negative.
package enum Packing {
  /// A hash of any text, always negative.
  ///
  /// Eight bytes a step, folded by a full multiplication as in wyhash (public domain, Wang Yi);
  /// stable over runs and machines, because it is stored.
  package static func text(_ bytes: Span<UInt8>) -> Int64 {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: bytes.count)
    var offset = 0
    while offset < bytes.count {
      let end = min(offset + 8, bytes.count)
      var word: UInt64 = 0
      var shift: UInt64 = 0
      while offset < end {
        word |= UInt64(bytes[offset]) &<< shift
        shift &+= 8
        offset += 1
      }
      hash = mixed(hash ^ word, 0xA076_1D64_78BD_642F ^ hash.byteSwapped)
    }
    hash = mixed(hash ^ 0xE703_7ED1_A0B4_28DB, 0x8EBC_6AF0_9C88_C6E3)
    return Int64(bitPattern: hash | 1 &<< 63)
  }

  @inline(__always) private static func mixed(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b | 1)
    return product.high ^ product.low
  }

  /// The key of an Alma number without its two-digit prefix; a hash when it has another shape.
  ///
  /// A 1 stands before the digits, so that zeros after the prefix count. The prefix is left out:
  /// numbers of two kinds may share a key, so that a column must hold one kind.
  package static func almaID(_ bytes: Span<UInt8>) -> Int64 {
    guard bytes.count >= 3, bytes.count <= 19, AlmaID.Kind(first: bytes[0], second: bytes[1]) != nil
    else { return text(bytes) }
    var value: Int64 = 1
    for offset in 2..<bytes.count {
      guard bytes[offset].isDigit else { return text(bytes) }
      value = value &* 10 &+ Int64(bytes[offset].digitValue)
    }
    return value
  }

  /// The hash of a text, always negative.
  package static func text(_ text: String) -> Int64 { self.text(Array(text.utf8).span) }

  /// The key of an Alma number written as text.
  package static func almaID(_ text: String) -> Int64 { almaID(Array(text.utf8).span) }

  /// The key of an order line's number: opaque text, compared without case and blanks around it.
  package static func orderLine(_ number: String) -> Int64 {
    var scalars = Substring(number).unicodeScalars[...]
    while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
    while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
    return text(String(scalars).lowercased())
  }
}
