import Testing

@testable import Formats

@Suite("File inspection")
struct FileInspectionTests {
  @Test("gives hash, size and zero bytes of a file of several chunks")
  func hash() throws {
    let bytes = [UInt8](repeating: UInt8(ascii: "a"), count: 3_000_000) + [0]
    let file = try TemporaryFile(bytes)
    let inspection = try FileInspection.inspect(path: file.path)
    #expect(inspection.byteCount == 3_000_001)
    #expect(inspection.nulCount == 1)
    #expect(inspection.head.count == 65_536)
    #expect(inspection.sha256 == (try FileInspection.inspect(bytes: bytes, name: "x")).sha256)
  }

  @Test("gives the SHA-256 of the standard's examples")
  func knownHashes() throws {
    // FIPS 180-4, examples of NIST.
    let empty = try FileInspection.inspect(bytes: [], name: "x").sha256
    #expect(empty == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    let abc = try FileInspection.inspect(bytes: Array("abc".utf8), name: "x").sha256
    #expect(abc == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  static let containers: [([UInt8], Container)] = [
    ([], .empty),
    ([0x50, 0x4B, 0x03, 0x04, 0x14], .zip),
    ([0x1F, 0x8B, 0x08], .gzip),
    ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0], .biff),
    (Array("00100nam a2200049 i 4500001000500000\u{1E}1234\u{1E}\u{1D}".utf8), .marc21),
    (Array("\u{FEFF}\r\n".utf8) + MARC21Case.birds.bytes(), .marc21),
    (MARC21Case.birds.bytes(length: "?????"), .marc21),
    (MARC21Case.birds.bytes(length: "     "), .marc21),
    (Array("lost\u{1E}\u{1D}".utf8) + MARC21Case.birds.bytes(), .marc21),
    (Array("lost\u{1E}\u{1D}lost\u{1E}\u{1D}".utf8), .binary),
    (Array("\u{FEFF}\n <?xml version=\"1.0\"?><a/>".utf8), .xml),
    (Array("<record>".utf8), .xml),
    (EncodingTests.utf16("<a/>", littleEndian: true), .xml),
    (Array("{ \"pol\": 1}".utf8), .json),
    (Array("[ {\"pol\": 1}]".utf8), .json),
    (Array("[Title],x\n".utf8), .text),
    (Array("<5,x\n".utf8), .text),
    (Array("a,b\u{0}\nccccccccccccccccccccccc\n".utf8), .text),
    (EncodingTests.utf16("a,b\n", littleEndian: false), .text),
    ([0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0, 0, 0, 0, 0], .binary),
  ]

  @Test("tells the kind of file from its first bytes", arguments: containers)
  func container(_ bytes: [UInt8], _ container: Container) throws {
    #expect(try FileInspection.inspect(bytes: bytes, name: "x").container == container)
  }

  @Test("refuses a missing file and a folder, and says why")
  func refused() throws {
    #expect(throws: FormatError.cannotOpen(file: "/nowhere/x", reason: "No such file or directory"))
    {
      try FileInspection.inspect(path: "/nowhere/x")
    }
    #expect(throws: FormatError.notRegularFile(file: "/tmp")) {
      try FileInspection.inspect(path: "/tmp")
    }
  }

  @Test("a file that became shorter is an error, not a short import")
  func shrunk() throws {
    let file = try TemporaryFile(Array("a,b\n1,2\n".utf8))
    let inspection = try FileInspection.inspect(path: file.path)
    try file.write(Array("a,b\n".utf8))
    #expect(throws: FormatError.shrank(file: file.path, expected: 8, found: 4)) {
      try Self.readAll(file.path, inspection)
    }
  }

  @Test("a file that was written to after its inspection is an error")
  func changed() throws {
    let file = try TemporaryFile(Array("a,b\n".utf8))
    let inspection = try FileInspection.inspect(path: file.path)
    try file.write(Array("a,b\n1,2\n".utf8))
    #expect(throws: FormatError.changed(file: file.path)) {
      try Self.readAll(file.path, inspection)
    }
  }

  private static func readAll(_ path: String, _ inspection: FileInspection) throws(FormatError) {
    var source = try ByteSource(path: path, inspection: inspection)
    var chunk: [UInt8] = []
    while try source.readChunk(into: &chunk) {}
  }
}
