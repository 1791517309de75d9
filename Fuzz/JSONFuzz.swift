// Compiled with Sources/Formats into one module by Fuzz/run. libFuzzer's bytes live as long as the
// call; they are copied at once.

/// All rows of all tables of a text in pieces of one size, and what stopped the reading.
private func rows(_ bytes: [UInt8], pieces: Int) -> ([String], FormatError?) {
  var rows: [String] = []
  do {
    let tables = try JSONDocument(
      ByteSource(bytes: bytes, chunkSize: pieces, encoding: nil)
    ).tables
    for table in tables {
      rows.append("\(table.name): \(table.columns) \(table.statedCount ?? -1)")
      var count = 0
      do {
        var reader = try JSONTableReader(
          ByteSource(bytes: bytes, chunkSize: pieces, encoding: nil), table: table)
        var record = Record()
        while try reader.read(into: &record) {
          count += 1
          check(record.position.row == count)
          check(record.position.byte < bytes.count)
          check(record.count <= table.columns.count)
          check(record.count == 0 || !record.isEmpty(record.count - 1))
          check(record.bytes.isEmpty || String(validating: record.bytes, as: UTF8.self) != nil)
          rows.append("\(record.position) \((0..<record.count).map { record.text($0) })")
        }
        check(count == table.rowCount)
      } catch {
        guard case .jsonNotRows = error else { fatalError("\(error) in the second pass") }
        rows.append("not rows")
      }
    }
    return (rows, nil)
  } catch {
    check(!error.message.isEmpty)
    return (rows, error)
  }
}

/// A precondition whose message is printed in an optimised build too.
private func check(_ condition: Bool, _ message: @autoclosure () -> String = "", line: Int = #line)
{
  if !condition { fatalError("line \(line): \(message())") }
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJSON(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let whole = rows(bytes, pieces: 65_536)
  for pieces in [1, 7] {
    let other = rows(bytes, pieces: pieces)
    check(whole.0 == other.0, "pieces of \(pieces) differ: \(whole) \(other)")
    check((whole.1 == nil) == (other.1 == nil), "pieces of \(pieces): \(whole) \(other)")
  }
  return 0
}
