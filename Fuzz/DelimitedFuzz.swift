// Compiled with Sources/Formats into one module by Fuzz/run. libFuzzer's bytes live as long as the
// call; they are copied at once.

private struct Row: Equatable {
  var fields: [[UInt8]]
  var position: Position
  var problem: RowProblem?
}

/// All rows of a text in pieces of one size, and what stopped the reading.
private func rows(
  _ bytes: [UInt8], _ dialect: Dialect, _ encoding: TextEncoding, _ limits: DelimitedLimits,
  pieces: Int
) -> ([Row], FormatError?) {
  let source = ByteSource(bytes: bytes, chunkSize: pieces, encoding: encoding)
  var reader = DelimitedReader(source: source, dialect: dialect, limits: limits)
  var record = Record()
  var rows: [Row] = []
  do {
    while try reader.read(into: &record) {
      let fields = (0..<record.count).map { Array(record.bytes[record.range($0)]) }
      rows.append(Row(fields: fields, position: record.position, problem: record.problem))
      check(record.raw.count <= Record.rawLimit)
    }
    return (rows, nil)
  } catch {
    return (rows, error)
  }
}

/// The text as the reader sees it, to hold the rows against.
private func decoded(_ bytes: [UInt8], _ encoding: TextEncoding) -> [UInt8] {
  var text: [UInt8] = []
  var transcoder = Transcoder(encoding)
  transcoder.append(bytes, to: &text)
  transcoder.finish(into: &text)
  return text
}

/// A precondition whose message is printed in an optimised build too.
private func check(_ condition: Bool, _ message: @autoclosure () -> String = "", line: Int = #line)
{
  if !condition { fatalError("line \(line): \(message())") }
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzDelimited(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: start, count: count))
  guard let choice = input.first else { return 0 }
  let bytes = Array(input.dropFirst())
  let dialect = Dialect(
    delimiter: Array(",\t;|".utf8)[Int(choice & 3)], quoting: choice & 4 == 0 ? .rfc4180 : .none)
  let encodings: [TextEncoding] = [.utf8, .windows1252, .utf16le, .utf16be]
  let encoding = encodings[Int(choice >> 3 & 3)]
  // Small limits in half of the runs, so that what lies beyond them is reached.
  let limits =
    choice & 32 == 0 ? DelimitedLimits() : DelimitedLimits(record: 64, quotedField: 16)

  let whole = rows(bytes, dialect, encoding, limits, pieces: 65_536)
  for pieces in [1, 7] {
    let other = rows(bytes, dialect, encoding, limits, pieces: pieces)
    check(whole.0 == other.0 && whole.1 == other.1, "pieces of \(pieces) differ: \(whole) \(other)")
  }

  // Rows follow one another, and each begins where a line does.
  let text = decoded(bytes, encoding)
  for (index, row) in whole.0.enumerated() {
    check(row.position.row == index + 1)
    let byte = row.position.byte
    check(byte < text.count)
    check(index == 0 ? byte == 0 : text[byte - 1] == 0x0A || text[byte - 1] == 0x0D)
    check(index == 0 || row.position.line > whole.0[index - 1].position.line)
  }
  check(whole.1 != nil || !whole.0.isEmpty || text.isEmpty)
  _ = Dialect.sniff(head: bytes)
  _ = try? FileInspection.inspect(bytes: bytes, name: "x").headText()
  return 0
}
