// Compiled with a fuzz target of workbooks: a file without a name, which is written anew for each
// input and read by the name of its descriptor.
#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The one temporary file of the process.
enum FuzzFile {
  private static let descriptor: Int32 = {
    var name = Array("/tmp/almanac-fuzz-XXXXXX".utf8CString)
    let descriptor = mkstemp(&name)
    unlink(name)
    return descriptor
  }()

  /// Writes the bytes and gives the path to read them by.
  static func write(_ bytes: [UInt8]) -> String {
    check(ftruncate(descriptor, 0) == 0 && pwrite(descriptor, bytes, bytes.count, 0) == bytes.count)
    return "/dev/fd/\(descriptor)"
  }
}

/// A precondition whose message is printed in an optimised build too.
func check(_ condition: Bool, _ message: @autoclosure () -> String = "", line: Int = #line) {
  if !condition { fatalError("line \(line): \(message())") }
}

/// Holds what is true of every record of a sheet, and gives it as text.
func shown(_ record: Record, after last: Int) -> String {
  check(record.position.row > last)
  check(record.count == 0 || !record.isEmpty(record.count - 1))
  check(record.longNumbers.allSatisfy { $0 < record.count })
  check(record.raw.count <= Record.rawLimit)
  return
    "\(record.position.row) \((0..<record.count).map { record.text($0) }) \(record.longNumbers)"
}
