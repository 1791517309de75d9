// Compiled with Sources/Formats into one module by Fuzz/run. libFuzzer's bytes live as long as the
// call; they are copied at once.

private struct Found: Equatable {
  var leader: [UInt8]
  var bytes: [UInt8]
  var fields: [MARCField]
  var subfields: [MARCSubfield]
  var line: Int
}

/// All records of a text in pieces of one size, and whether it was read to its end.
private func records(_ bytes: [UInt8], pieces: Int) -> ([Found], FormatError?) {
  var found: [Found] = []
  do {
    var reader = try MARCXMLReader(
      source: ByteSource(bytes: bytes, chunkSize: pieces, encoding: nil))
    var record = MARCRecord()
    while try reader.read(into: &record) {
      found.append(
        Found(
          leader: record.leader, bytes: record.bytes, fields: record.fields,
          subfields: record.subfields, line: record.position.line))
      for field in record.fields {
        check(field.value.upperBound <= record.bytes.count)
        check(field.value.isEmpty || field.subfields.isEmpty)
        for subfield in record.subfields(of: field) { _ = record.text(subfield.range) }
      }
      check(record.raw.count <= MARCRecord.rawLimit)
      check(!record.leader.isEmpty || !record.fields.isEmpty)
    }
    return (found, nil)
  } catch {
    check(!error.message.isEmpty)
    return (found, error)
  }
}

/// A precondition whose message is printed in an optimised build too.
private func check(_ condition: Bool, _ message: @autoclosure () -> String = "", line: Int = #line)
{
  if !condition { fatalError("line \(line): \(message())") }
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzMARCXML(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let whole = records(bytes, pieces: 65_536)
  for pieces in [1, 7] {
    let other = records(bytes, pieces: pieces)
    check((whole.1 == nil) == (other.1 == nil), "pieces of \(pieces): \(whole) \(other)")
    // libxml2 may see an error sooner or later; what it gave before is the same.
    let common = min(whole.0.count, other.0.count)
    check(whole.0[..<common] == other.0[..<common], "pieces of \(pieces) differ: \(whole) \(other)")
    check(whole.1 != nil || whole.0.count == other.0.count, "pieces of \(pieces) lose some")
  }
  return 0
}
