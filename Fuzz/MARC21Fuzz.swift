// Compiled with Sources/Formats into one module by Fuzz/run. libFuzzer's bytes live as long as the
// call; they are copied at once. The first byte chooses how long a record may be.

private struct Found: Equatable {
  var leader: [UInt8]
  var bytes: [UInt8]
  var fields: [MARCField]
  var subfields: [MARCSubfield]
  var position: Position
  var problem: MARCRecordProblem?
}

/// All records of a file in pieces of one size.
private func records(_ bytes: [UInt8], pieces: Int, limit: Int) -> [Found] {
  var found: [Found] = []
  do {
    var reader = MARC21Reader(
      source: ByteSource(bytes: bytes, chunkSize: pieces, encoding: nil), limit: limit)
    var record = MARCRecord()
    while try reader.read(into: &record) {
      found.append(
        Found(
          leader: record.leader, bytes: record.bytes, fields: record.fields,
          subfields: record.subfields, position: record.position, problem: record.problem))
      check(record.position.row == found.count)
      check(record.position.byte < bytes.count)
      checkText(record)
      check(record.raw.count <= MARCRecord.rawLimit)
    }
  } catch {
    fatalError("bytes in memory cannot fail to be read: \(error)")
  }
  return found
}

/// Whether every text is in bounds, and UTF-8 by itself.
private func checkText(_ record: MARCRecord) {
  var next = 0
  for field in record.fields {
    check(field.value.upperBound <= record.bytes.count)
    check(field.value.isEmpty || field.subfields.isEmpty)
    check(field.subfields.isEmpty || field.subfields.lowerBound == next)
    check(field.indicator1 < 0x80 && field.indicator2 < 0x80)
    if !field.subfields.isEmpty { next = field.subfields.upperBound }
    check(isUTF8(record.bytes[field.value]))
    for subfield in record.subfields(of: field) {
      check(isUTF8(record.bytes[subfield.range]))
    }
  }
  check(next == record.subfields.count)
}

private func isUTF8(_ bytes: ArraySlice<UInt8>) -> Bool {
  String(validating: bytes, as: UTF8.self) != nil
}

/// A precondition whose message is printed in an optimised build too.
private func check(_ condition: Bool, _ message: @autoclosure () -> String = "", line: Int = #line)
{
  if !condition { fatalError("line \(line): \(message())") }
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzMARC21(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard count > 0 else { return 0 }
  let input = Array(UnsafeBufferPointer(start: start, count: count))
  let bytes = Array(input[1...])
  let limit = input[0] & 1 == 0 ? MARCRecordProblem.byteLimit : 100
  let whole = records(bytes, pieces: 1 << 20, limit: limit)
  for pieces in [1, 7] {
    let other = records(bytes, pieces: pieces, limit: limit)
    check(whole == other, "pieces of \(pieces) differ: \(whole) \(other)")
  }
  return 0
}
