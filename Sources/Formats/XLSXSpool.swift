#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The temporary file in which a workbook is gathered before it is handed out.
struct XLSXSpool: ~Copyable {
  private let file: UnnamedFile

  /// Where it lies, and the library's own temporary files with it.
  var folder: String { file.folder }
  /// A name for the open file, for those who open files by name.
  var path: String { file.path }

  /// Makes the file.
  init() throws(XLSXWriteError) {
    do {
      file = try UnnamedFile()
    } catch {
      throw .cannotSpill(folder: error.folder, reason: error.reason)
    }
  }

  /// Throws where the folder has no room for what the library is about to write: a copy of each
  /// sheet, one at a time, and the workbook.
  func checkRoom(largest: Int, total: Int) throws(XLSXWriteError) {
    var system = statvfs()
    guard statvfs(folder, &system) == 0 else { return }
    let free = Int(clamping: system.f_bavail).multipliedReportingOverflow(
      by: Int(clamping: system.f_frsize))
    guard !free.overflow, free.partialValue < largest + total / 4 + 1 << 20 else { return }
    throw .cannotSpill(folder: folder, reason: String(cString: strerror(ENOSPC)))
  }

  /// Throws where a part of the workbook is not whole. The library does not notice when its own
  /// temporary files are cut off, by a full disk for instance.
  func checkWhole(sheetBytes: [Int]) throws(XLSXWriteError) {
    do {
      var archive = try ZipArchive(path: path)
      var chunk: [UInt8] = []
      for member in archive.memberNames {
        try archive.open(member)
        var count = 0
        var head: [UInt8] = []
        var tail: [UInt8] = []
        while try archive.readChunk(into: &chunk) {
          if head.isEmpty { head = Array(chunk.prefix(512)) }
          count += chunk.count
          tail = Array((tail + chunk.suffix(64)).suffix(64))
          chunk.removeAll(keepingCapacity: true)
        }
        guard Self.isWhole(head: head, tail: tail) else { throw failure(member) }
        if let sheet = Self.sheetIndex(member) {
          guard sheetBytes.indices.contains(sheet), count > sheetBytes[sheet] else {
            throw failure(member)
          }
        }
      }
    } catch {
      throw (error as? XLSXWriteError) ?? failure("the workbook")
    }
  }

  /// Gives out the bytes, piece by piece.
  func read(_ receive: ([UInt8]) throws -> Void) throws {
    var file = try InputFile(path: path)
    var chunk: [UInt8] = []
    while try file.read(into: &chunk) > 0 {
      try receive(chunk)
      chunk.removeAll(keepingCapacity: true)
    }
  }

  private func failure(_ part: String) -> XLSXWriteError {
    .cannotSpill(folder: folder, reason: "\(part) was cut off")
  }

  /// Whether an XML text ends with the end tag of its root element.
  private static func isWhole(head: [UInt8], tail: [UInt8]) -> Bool {
    // Behind `<?xml …?>` comes the root; its name ends with a blank or `>`.
    guard let declaration = head.firstIndex(of: UInt8(ascii: ">")),
      let start = head[declaration...].firstIndex(of: UInt8(ascii: "<"))
    else { return false }
    let name = head[(start + 1)...].prefix { byte in
      byte > 0x20 && byte != UInt8(ascii: ">") && byte != UInt8(ascii: "/")
    }
    let end = Array("</".utf8) + name + [UInt8(ascii: ">")]
    var text = tail[...]
    while let last = text.last, last <= 0x20 { text.removeLast() }
    return text.suffix(end.count).elementsEqual(end)
  }

  /// `xl/worksheets/sheet3.xml` is 2.
  private static func sheetIndex(_ member: String) -> Int? {
    let prefix = "xl/worksheets/sheet"
    guard member.hasPrefix(prefix), member.hasSuffix(".xml") else { return nil }
    return Int(member.dropFirst(prefix.count).dropLast(4)).map { $0 - 1 }
  }
}
