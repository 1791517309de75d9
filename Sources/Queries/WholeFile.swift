import Foundation

/// Files that are written whole or not at all: to a temporary name, synced, then renamed.
package struct WholeFile: TextOutput {
  /// Where the file will be.
  package let path: String
  private let temporary: String
  private let handle: FileHandle

  /// - Throws: `OutputError` where the file is there already, or cannot be made.
  package init(path: String, replacing: Bool = false) throws {
    self.path = path
    if !replacing, FileManager.default.fileExists(atPath: path) {
      throw OutputError.exists(path)
    }
    temporary = "\(path).\(UUID().uuidString.prefix(8)).part"
    guard FileManager.default.createFile(atPath: temporary, contents: nil),
      let handle = FileHandle(forWritingAtPath: temporary)
    else { throw OutputError.cannotCreate(path) }
    self.handle = handle
  }

  /// Adds text; throws `OutputError` and takes everything back where that fails.
  package func write(_ text: String) throws { try write(Array(text.utf8)) }

  /// Adds bytes; throws `OutputError` and takes everything back where that fails.
  package func write(_ bytes: [UInt8]) throws {
    do {
      try writeAll(bytes, to: handle.fileDescriptor)
    } catch {
      discard()
      throw OutputError.cannotWrite(path, reason: error.reason)
    }
    let end = Int(size)
    let flushed = (end - bytes.count) / Self.piece * Self.piece
    guard end - flushed >= Self.piece else { return }
    beginFlushing(flushed..<end / Self.piece * Self.piece, of: handle.fileDescriptor)
  }

  /// Bytes that the disk is given at a time.
  private static let piece = 8 << 20

  /// Puts the file in its place.
  package func finish() throws {
    do {
      try handle.synchronize()
      try handle.close()
      guard rename(temporary, path) == 0 else { throw OutputError.cannotCreate(path) }
    } catch {
      discard()
      throw (error as? OutputError)
        ?? OutputError.cannotWrite(path, reason: error.localizedDescription)
    }
  }

  /// Bytes that were written so far.
  package var size: UInt64 { (try? handle.offset()) ?? 0 }

  /// Takes back what was written behind so many bytes.
  package func cut(to size: UInt64) { try? handle.truncate(atOffset: size) }

  /// Takes back what was written.
  package func discard() {
    try? handle.close()
    try? FileManager.default.removeItem(atPath: temporary)
  }
}

/// Why a result could not be written.
package enum OutputError: Error, Equatable {
  case exists(String)
  case cannotCreate(String)
  case cannotWrite(String, reason: String)

  /// Exit code of sysexits for this error.
  package var exitCode: Int32 {
    switch self {
    case .exists, .cannotCreate: 73
    case .cannotWrite: 74
    }
  }
}

extension OutputError: CustomStringConvertible {
  /// What is wrong and what to do next.
  package var description: String {
    switch self {
    case .exists(let path):
      "\(path) is there already. Name another file, or say --force to replace it."
    case .cannotCreate(let path): "Cannot make \(path). Name a place that you may write to."
    case .cannotWrite(let path, let reason):
      "Writing \(path) failed: \(reason.hasSuffix(".") ? String(reason.dropLast()) : reason). "
        + "Nothing was left behind; free some space and try again."
    }
  }
}
