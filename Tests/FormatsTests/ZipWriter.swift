/// A zip archive made in memory, its members stored as they are; what a member says of itself can be
/// made wrong.
struct ZipWriter {
  struct Member {
    var name: String
    var content: [UInt8]
    var method: UInt16 = 0
    var flags: UInt16 = 0
    /// What the archive says of the content, instead of what it is.
    var checksum: UInt32?
    var byteCount: UInt64?
    var compressedCount: UInt64?
  }

  var members: [Member] = []
  /// Whether sizes stand in the fields of zip64.
  var isZip64 = false

  mutating func add(_ name: String, _ content: String) {
    members.append(Member(name: name, content: Array(content.utf8)))
  }

  var bytes: [UInt8] {
    var out: [UInt8] = []
    var directory: [UInt8] = []
    for member in members {
      let start = out.count
      out += header(member, place: nil) + member.content
      directory += header(member, place: start)
    }
    let start = out.count
    out += directory + word(0x0605_4B50) + [0, 0, 0, 0]
    out += half(UInt16(members.count)) + half(UInt16(members.count))
    return out + word(UInt32(directory.count)) + word(UInt32(start)) + half(0)
  }

  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var sum: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 0 ? sum >> 1 : sum >> 1 ^ 0xEDB8_8320 }
    }
    return ~sum
  }

  /// A member's own header, or with a place its entry in the directory (APPNOTE 4.3.7 and 4.3.12).
  private func header(_ member: Member, place: Int?) -> [UInt8] {
    let name = Array(member.name.utf8)
    let unpacked = member.byteCount ?? UInt64(member.content.count)
    let packed = member.compressedCount ?? UInt64(member.content.count)
    let isLong = isZip64 || max(unpacked, packed) > 0xFFFF_FFFE
    let extra = isLong ? half(1) + half(16) + long(unpacked) + long(packed) : []
    var out = place == nil ? word(0x0403_4B50) : word(0x0201_4B50) + half(45)
    out += half(45) + half(member.flags) + half(member.method) + [0, 0, 0x21, 0]
    out += word(member.checksum ?? Self.checksum(member.content))
    out += word(isLong ? .max : UInt32(packed)) + word(isLong ? .max : UInt32(unpacked))
    out += half(UInt16(name.count)) + half(UInt16(extra.count))
    if let place { out += [UInt8](repeating: 0, count: 10) + word(UInt32(place)) }
    return out + name + extra
  }

  private func half(_ value: UInt16) -> [UInt8] { little(UInt64(value), 2) }
  private func word(_ value: UInt32) -> [UInt8] { little(UInt64(value), 4) }
  private func long(_ value: UInt64) -> [UInt8] { little(value, 8) }

  private func little(_ value: UInt64, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * UInt64($0))) }
  }
}
