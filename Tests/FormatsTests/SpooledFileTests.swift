import Testing

@testable import Formats

/// `abc` in a .gz file as gzip -n writes it (RFC 1952).
private let abcGzip: [UInt8] = [
  0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x4B, 0x4C, 0x4A, 0x06, 0x00, 0xC2,
  0x41, 0x24, 0x35, 0x03, 0x00, 0x00, 0x00,
]

@Suite("Unpacked and piped files")
struct SpooledFileTests {
  private func text(of spooled: SpooledFile) throws -> String {
    let inspection = try FileInspection.inspect(spooled, name: "x")
    var source = try ByteSource(path: spooled.path, inspection: inspection)
    var bytes: [UInt8] = []
    while try source.readChunk(into: &bytes) {}
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("gzip, one member and several, is read as often as wanted")
  func gunzip() throws {
    for members in 1...3 {
      let packed = (0..<members).flatMap { _ in abcGzip }
      let file = try TemporaryFile(packed)
      let spooled = try SpooledFile.gunzip(path: file.path, name: "x.gz")
      let expected = String(repeating: "abc", count: members)
      #expect(try text(of: spooled) == expected)
      #expect(try text(of: spooled) == expected)
    }
  }

  @Test("gzip that was cut off anywhere is an error")
  func truncated() throws {
    for count in 3..<abcGzip.count {
      let file = try TemporaryFile(Array(abcGzip[..<count]))
      #expect(throws: ArchiveError.self, "\(count) bytes") {
        try SpooledFile.gunzip(path: file.path, name: "x.gz")
      }
    }
  }

  @Test("gzip with a wrong checksum is an error that names the file")
  func damaged() throws {
    var packed = abcGzip
    packed[15] ^= 0xFF
    let file = try TemporaryFile(packed)
    #expect {
      try SpooledFile.gunzip(path: file.path, name: "export.csv.gz")
    } throws: { error in
      "\(error)".hasPrefix("export.csv.gz: the compressed file is damaged: ")
        && !"\(error)".contains(file.path)
    }
  }

  @Test("a member of an archive is one file, and its name makes no other")
  func member() throws {
    var writer = ZipWriter()
    writer.add("../../evil.csv", "MMS Id\n1\n")
    let file = try TemporaryFile(writer.bytes)
    var archive = try ZipArchive(path: file.path, name: "export.zip")
    let spooled = try SpooledFile.unpack("../../evil.csv", of: &archive)
    #expect(try text(of: spooled) == "MMS Id\n1\n")
    #expect(spooled.path.hasPrefix("/dev/fd/"))
  }

  @Test("messages name the file, not the temporary one")
  func names() throws {
    let file = try TemporaryFile(abcGzip)
    let spooled = try SpooledFile.gunzip(path: file.path, name: "x.gz")
    let inspection = try FileInspection.inspect(spooled, name: "x.gz")
    #expect(inspection.name == "x.gz")
    #expect(throws: ArchiveError.notAnArchive(file: "x.gz")) {
      _ = try Workbook(path: spooled.path, inspection: inspection)
    }
  }
}
