import Testing

@testable import Formats

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One row as a test compares it.
struct Row: Equatable, CustomTestStringConvertible {
  var fields: [String]
  var problem: RowProblem?
  var line: Int

  init(_ fields: [String], _ problem: RowProblem? = nil, line: Int) {
    self.fields = fields
    self.problem = problem
    self.line = line
  }

  var testDescription: String { "\(line): \(fields) \(problem.map { "\($0)" } ?? "")" }
}

/// All rows of a text, read in pieces of `chunkSize` bytes.
func rows(
  of bytes: [UInt8], _ dialect: Dialect = Dialect(), chunkSize: Int = 1 << 20,
  encoding: TextEncoding = .utf8, limits: DelimitedLimits = DelimitedLimits()
) throws(FormatError) -> [Row] {
  let source = ByteSource(bytes: bytes, chunkSize: chunkSize, encoding: encoding)
  var reader = DelimitedReader(source: source, dialect: dialect, limits: limits)
  var record = Record()
  var rows: [Row] = []
  while try reader.read(into: &record) {
    let fields = (0..<record.count).map { record.text($0) }
    rows.append(Row(fields, record.problem, line: record.position.line))
  }
  return rows
}

/// All records of a MARCXML text in mnemonic form, read in pieces of `chunkSize` bytes.
func marcRecords(of bytes: [UInt8], chunkSize: Int = 1 << 20) throws(FormatError) -> [String] {
  var reader = try MARCXMLReader(
    source: ByteSource(bytes: bytes, chunkSize: chunkSize, encoding: nil))
  var record = MARCRecord()
  var records: [String] = []
  while try reader.read(into: &record) { records.append(record.raw) }
  return records
}

/// A file that is gone when the test is.
final class TemporaryFile {
  let path: String

  init(_ bytes: [UInt8]) throws {
    var name = Array("/tmp/almanac-test-XXXXXX".utf8CString)
    let descriptor = mkstemp(&name)
    try #require(descriptor >= 0)
    close(descriptor)
    path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    try write(bytes)
  }

  deinit { unlink(path) }

  func write(_ bytes: [UInt8]) throws {
    let file = try #require(fopen(path, "w"))
    #expect(fwrite(bytes, 1, bytes.count, file) == bytes.count)
    fclose(file)
  }
}

/// The folder of real files beside the repository; they are not part of it.
enum Samples {
  static let folder: String = {
    var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    parts.removeLast(4)
    return parts.joined(separator: "/") + "/shared/samples"
  }()

  static var exist: Bool { access(folder, R_OK) == 0 }

  static let comment: Comment = "the folder ../shared/samples with real files is not there"

  static func inspection(_ name: String) throws -> (path: String, FileInspection) {
    let path = folder + "/" + name
    return (path, try FileInspection.inspect(path: path))
  }
}

/// A random number generator that gives the same numbers in every run.
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    // SplitMix64, https://prng.di.unimi.it/splitmix64.c
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
