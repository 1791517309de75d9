// Compiled with Sources/Formats and WorkbookFile.swift into one module by Fuzz/run. libFuzzer's bytes
// live as long as the call; they are copied at once.
//
// An input is a whole file, or begins with anything else than 0xD0: then it is the workbook's stream,
// which is put into a sound compound file.

/// All rows of all sheets, and what stopped the reading.
private func rows(_ path: String, pieces: Int) -> ([String], ArchiveError?) {
  var rows: [String] = []
  do throws(ArchiveError) {
    let inspection: FileInspection
    do { inspection = try FileInspection.inspect(path: path) } catch { throw .format(error) }
    let workbook = try OldWorkbook(path: path, inspection: inspection, pieceSize: pieces)
    rows.append("\(workbook.sheetNames) \(workbook.createdDay ?? "")")
    for index in workbook.sheetNames.indices.prefix(4) {
      var reader = try workbook.open(sheet: index)
      var record = Record()
      var last = 0
      while try reader.read(into: &record) {
        rows.append(shown(record, after: last))
        last = record.position.row
        check(record.count <= 256)
        check(record.bytes.isEmpty || String(validating: record.bytes, as: UTF8.self) != nil)
      }
    }
    return (rows, nil)
  } catch {
    check(!error.message.isEmpty)
    return (rows, error)
  }
}

private func long(_ value: Int) -> [UInt8] {
  (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
}

private func padded(_ bytes: [UInt8], to size: Int, with byte: UInt8 = 0) -> [UInt8] {
  bytes + [UInt8](repeating: byte, count: (size - bytes.count % size) % size)
}

private func entry(_ name: String, _ kind: UInt8, child: Int, start: Int, count: Int) -> [UInt8] {
  let text: [UInt8] = Array(name.utf8).flatMap { [$0, 0] } + [0, 0]
  let links = long(-1) + long(-1) + long(child)
  return padded(text, to: 64) + [UInt8(text.count), 0, kind, 1] + links
    + [UInt8](repeating: 0, count: 36) + long(start) + long(count) + long(0)
}

/// A compound file with the stream in sectors one after another, behind the directory.
private func compound(_ stream: [UInt8]) -> [UInt8] {
  let body = padded(stream + [UInt8](repeating: 0, count: max(0, 4_096 - stream.count)), to: 512)
  let count = body.count / 512
  var lists = 1
  while lists * 128 < count + 1 + lists { lists += 1 }
  var next = [long(-2)]
  next += (0..<count).map { $0 == count - 1 ? long(-2) : long($0 + 2) }
  next += [[UInt8]](repeating: long(-3), count: lists)
  let directory =
    entry("Root Entry", 5, child: 1, start: -2, count: 0)
    + entry("Workbook", 2, child: -1, start: 1, count: max(stream.count, 4_096))
  var header: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
  header += [UInt8](repeating: 0, count: 16) + [0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0]
  header += [UInt8](repeating: 0, count: 10) + long(lists) + long(0) + long(0) + long(4_096)
  header += long(-2) + long(0) + long(-2) + long(0) + (0..<lists).flatMap { long(count + 1 + $0) }
  return padded(header, to: 512, with: 0xFF) + padded(directory, to: 512) + body
    + padded(next.flatMap { $0 }, to: 512, with: 0xFF)
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzXLS(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: start, count: count))
  let path = FuzzFile.write(input.first == 0xD0 ? input : compound(Array(input.dropFirst())))
  let whole = rows(path, pieces: BIFFStream.pieceSize)
  let other = rows(path, pieces: 4)
  check(whole.0 == other.0 && whole.1 == other.1, "pieces of 4 differ: \(whole) \(other)")
  return 0
}
