import Testing

@testable import Formats

@Suite("Zip archives")
struct ZipArchiveTests {
  private func unpack(_ writer: ZipWriter, _ member: String, chunkSize: Int = 1 << 18) throws
    -> [UInt8]
  {
    let file = try TemporaryFile(writer.bytes)
    var archive = try ZipArchive(path: file.path, chunkSize: chunkSize)
    try archive.open(member)
    var bytes: [UInt8] = []
    while try archive.readChunk(into: &bytes) {}
    return bytes
  }

  private func failure(_ writer: ZipWriter) throws -> ArchiveError? {
    do { _ = try unpack(writer, "m") } catch let error as ArchiveError { return error }
    return nil
  }

  private func isDamaged(_ error: ArchiveError?) -> Bool {
    if case .damagedMember(_, "m", _) = error { return true }
    return false
  }

  @Test("members are read by name, in pieces, in any order", arguments: [1, 3, 1_000, 1 << 18])
  func members(_ chunkSize: Int) throws {
    let long = [UInt8](repeating: 0x61, count: 5_000)
    var writer = ZipWriter()
    writer.add("folder/", "")
    writer.add("folder/é.csv", "one")
    writer.members.append(ZipWriter.Member(name: "long", content: long))
    let file = try TemporaryFile(writer.bytes)
    var archive = try ZipArchive(path: file.path, chunkSize: chunkSize)
    #expect(archive.memberNames == ["folder/", "folder/é.csv", "long"])
    #expect(archive.byteCount(of: "long") == 5_000)
    #expect(archive.byteCount(of: "short") == nil)
    for (member, expected) in [("long", long), ("folder/é.csv", Array("one".utf8)), ("long", long)]
    {
      // A member may be left before its end.
      try archive.open("long")
      var bytes: [UInt8] = []
      _ = try archive.readChunk(into: &bytes)
      bytes = []
      try archive.open(member)
      while try archive.readChunk(into: &bytes) {}
      #expect(bytes == expected)
      let again = try archive.readChunk(into: &bytes)
      #expect(!again)
    }
  }

  @Test("sizes in zip64 fields are read")
  func zip64() throws {
    var writer = ZipWriter(isZip64: true)
    writer.add("m", "content")
    #expect(try unpack(writer, "m") == Array("content".utf8))
  }

  @Test("a member that is not there is named")
  func missing() throws {
    var writer = ZipWriter()
    writer.add("other", "1")
    guard case .noSuchMember(_, "m") = try failure(writer) else {
      Issue.record("no error")
      return
    }
  }

  @Test("no archive, an archive cut off and an empty file are refused")
  func notAnArchive() throws {
    var writer = ZipWriter()
    writer.add("m", "content")
    for bytes in [[], Array("PK, but text".utf8), Array(writer.bytes.dropLast(30))] {
      let file = try TemporaryFile(bytes)
      #expect(throws: ArchiveError.notAnArchive(file: file.path)) {
        _ = try ZipArchive(path: file.path)
      }
    }
    #expect(throws: ArchiveError.format(.notRegularFile(file: "/"))) {
      _ = try ZipArchive(path: "/")
    }
  }

  @Test("a wrong checksum and missing bytes are found")
  func damage() throws {
    var writer = ZipWriter()
    writer.members = [
      ZipWriter.Member(name: "m", content: Array("content".utf8), checksum: 1)
    ]
    #expect(isDamaged(try failure(writer)))
    writer.members[0].checksum = nil
    writer.members[0].byteCount = 1_000
    #expect(isDamaged(try failure(writer)))
    // Bytes that are no deflated ones.
    writer.members[0] = ZipWriter.Member(
      name: "m", content: [UInt8](repeating: 0xFF, count: 99), method: 8, byteCount: 1_000)
    #expect(isDamaged(try failure(writer)))
  }

  @Test("encrypted members and unknown compression are refused")
  func refused() throws {
    var writer = ZipWriter()
    writer.members = [ZipWriter.Member(name: "m", content: [1, 2], flags: 1)]
    guard case .encrypted = try failure(writer) else {
      Issue.record("encrypted member read")
      return
    }
    writer.members = [ZipWriter.Member(name: "m", content: [1, 2], method: 12)]
    guard case .unknownCompression(_, _, 12) = try failure(writer) else {
      Issue.record("unknown compression read")
      return
    }
  }

  @Test("a member that grows a thousandfold, or beyond 4 GiB, is refused before it is unpacked")
  func bombs() throws {
    var writer = ZipWriter()
    writer.members = [
      ZipWriter.Member(name: "m", content: [0], method: 8, byteCount: 17 << 20)
    ]
    guard case .inflatesTooMuch(_, _, 17_825_792, 1_000) = try failure(writer) else {
      Issue.record("ratio not seen")
      return
    }
    // Up to 16 MiB nothing is said about the ratio; here the content is none.
    writer.members[0].byteCount = 16 << 20
    #expect(isDamaged(try failure(writer)))
    writer.members[0].byteCount = 4 << 30 + 1
    guard case .memberTooLarge(_, _, 4_294_967_297, _) = try failure(writer) else {
      Issue.record("size not seen")
      return
    }
  }

  @Test("an archive of more than 10,000 members is refused")
  func manyMembers() throws {
    var writer = ZipWriter()
    writer.members = (0..<10_001).map { ZipWriter.Member(name: "\($0)", content: []) }
    let file = try TemporaryFile(writer.bytes)
    #expect(throws: ArchiveError.tooManyMembers(file: file.path, count: 10_001, limit: 10_000)) {
      _ = try ZipArchive(path: file.path)
    }
    writer.members.removeLast()
    try file.write(writer.bytes)
    let archive = try ZipArchive(path: file.path)
    #expect(archive.memberNames.count == 10_000)
  }
}
