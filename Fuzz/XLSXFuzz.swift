// Compiled with Sources/Formats and WorkbookFile.swift into one module by Fuzz/run. libFuzzer's bytes
// live as long as the call; they are copied at once.
//
// An input is a whole archive, or begins with anything else than P: then it is the XML of the parts,
// divided by NULs, which are packed with the right checksums.

/// All rows of all sheets, and what stopped the reading.
private func rows(_ path: String, pieces: Int) -> ([String], ArchiveError?) {
  var rows: [String] = []
  do throws(ArchiveError) {
    let inspection: FileInspection
    do { inspection = try FileInspection.inspect(path: path) } catch { throw .format(error) }
    let workbook = try Workbook(path: path, inspection: inspection, chunkSize: pieces)
    rows.append("\(workbook.sheetNames) \(workbook.createdDay ?? "")")
    for index in workbook.sheetNames.indices.prefix(4) {
      var reader = try workbook.open(sheet: index)
      var record = Record()
      // Rows of a newer workbook may stand in any order.
      while try reader.read(into: &record) { rows.append(shown(record, after: 0)) }
    }
    return (rows, nil)
  } catch {
    check(!error.message.isEmpty)
    return (rows, error)
  }
}

private let members = [
  "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml",
  "xl/_rels/workbook.xml.rels", "docProps/core.xml", "_rels/.rels",
]

private let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

/// What a part is when the input has none for it.
private let defaults = [
  "xl/workbook.xml":
    "<workbook xmlns:r=\"\(office)\"><sheets><sheet name=\"S\" r:id=\"r1\"/></sheets></workbook>",
  "xl/_rels/workbook.xml.rels": """
  <Relationships><Relationship Id="r1" Type="\(office)/worksheet" Target="worksheets/sheet1.xml"/>
  <Relationship Id="r2" Type="\(office)/sharedStrings" Target="sharedStrings.xml"/>
  <Relationship Id="r3" Type="\(office)/styles" Target="styles.xml"/></Relationships>
  """,
]

private let checksums: [UInt32] = (0..<256).map { index in
  (0..<8).reduce(UInt32(index)) { sum, _ in sum & 1 == 0 ? sum >> 1 : 0xEDB8_8320 ^ sum >> 1 }
}

private func bytes(_ value: UInt32, _ count: Int) -> [UInt8] {
  (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) }
}

/// An archive of the parts, stored as they are.
private func archive(_ input: [UInt8]) -> [UInt8] {
  let parts = input.split(separator: 0, omittingEmptySubsequences: false).map { Array($0) }
  var file: [UInt8] = []
  var list: [UInt8] = []
  var count: UInt32 = 0
  for (index, name) in members.enumerated() {
    let given = index < parts.count ? parts[index] : []
    let content = given.isEmpty ? Array((defaults[name] ?? "").utf8) : given
    guard !content.isEmpty else { continue }
    let sum = ~content.reduce(~UInt32(0)) { checksums[Int(($0 ^ UInt32($1)) & 255)] ^ $0 >> 8 }
    let size = UInt32(content.count)
    let common =
      [20, 0] + bytes(0, 8) + bytes(sum, 4) + bytes(size, 4) + bytes(size, 4)
      + bytes(UInt32(name.utf8.count), 2) + bytes(0, 2)
    list += [0x50, 0x4B, 1, 2, 20, 0] + common + bytes(0, 10) + bytes(UInt32(file.count), 4)
    list += Array(name.utf8)
    file += [0x50, 0x4B, 3, 4] + common + Array(name.utf8) + content
    count += 1
  }
  let end =
    [0x50, 0x4B, 5, 6] + bytes(0, 4) + bytes(count, 2) + bytes(count, 2)
    + bytes(UInt32(list.count), 4) + bytes(UInt32(file.count), 4) + bytes(0, 2)
  return file + list + end
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzXLSX(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: start, count: count))
  let path = FuzzFile.write(
    input.first == UInt8(ascii: "P") ? input : archive(Array(input.dropFirst())))
  let whole = rows(path, pieces: ZipArchive.chunkSize)
  let other = rows(path, pieces: 7)
  check((whole.1 == nil) == (other.1 == nil), "pieces of 7: \(whole) \(other)")
  // libxml2 may see an error sooner or later; what it gave before is the same.
  let common = min(whole.0.count, other.0.count)
  check(whole.0[..<common] == other.0[..<common], "pieces of 7 differ: \(whole) \(other)")
  check(whole.1 != nil || whole.0.count == other.0.count, "pieces of 7 lose some")
  return 0
}
