import Formats
import Foundation

/// What a name on the command line stands for: a file, an archive of files, or standard input. Folders
/// are walked before.
struct InputSource {
  /// A path; nil for standard input.
  let path: String?
  let isFromFolder: Bool

  private static let inputName = "(standard input)"

  /// The last part of a path; a shell's `<(...)` is called by a number.
  private static func name(of path: String) -> String {
    path.hasPrefix("/dev/fd/") ? "(pipe)" : URL(fileURLWithPath: path).lastPathComponent
  }

  /// The sources behind the given names, folders walked in the order of their files' names.
  ///
  /// - Throws: `ImportError` for a name that stands for nothing.
  static func sources(of arguments: [String]) throws -> [InputSource] {
    guard arguments.count(where: { $0 == "-" }) < 2 else { throw ImportError.inputTwice }
    var found: [InputSource] = []
    for argument in arguments {
      if argument == "-" {
        guard !SpooledFile.isInputATerminal else { throw ImportError.nothingPiped }
        found.append(InputSource(path: nil, isFromFolder: false))
        continue
      }
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: argument, isDirectory: &isFolder) else {
        throw ImportError.noSuchFile(argument)
      }
      if isFolder.boolValue {
        found += try files(below: argument).map { InputSource(path: $0, isFromFolder: true) }
      } else {
        found.append(InputSource(path: argument, isFromFolder: false))
      }
    }
    return found
  }

  private static func files(below folder: String) throws -> [String] {
    let root = URL(fileURLWithPath: folder)
    return try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
      .filter { path in !path.split(separator: "/").contains { $0.hasPrefix(".") } }
      .map { root.appendingPathComponent($0).path }
      .filter { path in
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
          && !isFolder.boolValue && !SpooledFile.isPipe(path)
      }
  }

  /// Every file that the source is or holds. What is packed or piped is unpacked into temporary files
  /// without names; one that cannot be is told as a failure, so that the others are seen too.
  func files() -> [FoundFile] {
    SpooledFile.allowManyFiles()
    let name = path.map(Self.name(of:)) ?? Self.inputName
    let whole = found(name, isFromFolder: isFromFolder) { try self.whole(name) }
    return expanded(whole, inside: [])
  }

  private func found(
    _ name: String, isFromFolder: Bool, _ open: () throws -> InputFile
  ) -> FoundFile {
    FoundFile(name: name, isFromFolder: isFromFolder, content: Result { try open() })
  }

  /// The source as one file, as it lies on disk or was piped in.
  private func whole(_ name: String) throws -> InputFile {
    guard let path, !SpooledFile.isPipe(path) else {
      let spool = try SpooledFile.drain(path.map { .named($0) } ?? .standardInput, name: name)
      return InputFile(
        name: name, path: spool.path, inspection: try FileInspection.inspect(spool, name: name),
        isFromFolder: isFromFolder, spool: spool)
    }
    guard FileManager.default.isReadableFile(atPath: path) else {
      throw ImportError.unreadable(path)
    }
    return InputFile(
      name: name, path: path, inspection: try FileInspection.inspect(path: path),
      isFromFolder: isFromFolder, outer: path)
  }

  private func file(_ spool: SpooledFile, name: String, isFromFolder: Bool) throws -> InputFile {
    InputFile(
      name: name, path: spool.path, inspection: try FileInspection.inspect(spool, name: name),
      isFromFolder: isFromFolder, spool: spool, outer: path)
  }

  /// What is in a file, each kind of packing once: an archive of .gz files is opened, an archive in
  /// an archive is not. A file that is no packing is itself.
  private func expanded(_ packed: FoundFile, inside: Set<Container>) -> [FoundFile] {
    guard case .success(let file) = packed.content, isPacked(file) else { return [packed] }
    let container = file.inspection.container
    if inside.contains(container) {
      return [
        found(packed.name, isFromFolder: packed.isFromFolder) {
          throw ImportError.packedTooDeep(file: packed.name)
        }
      ]
    }
    let inner = container == .gzip ? [gunzipped(file)] : members(of: file)
    return inner.flatMap { expanded($0, inside: inside.union([container])) }
  }

  private func isPacked(_ file: InputFile) -> Bool {
    switch file.inspection.container {
    case .gzip: true
    case .zip: !Workbook.isLikely(path: file.path)
    default: false
    }
  }

  private func gunzipped(_ packed: InputFile) -> FoundFile {
    found(packed.name, isFromFolder: packed.isFromFolder) {
      let spool = try SpooledFile.gunzip(path: packed.path, name: packed.name)
      return try file(spool, name: packed.name, isFromFolder: packed.isFromFolder)
    }
  }

  private func members(of packed: InputFile) -> [FoundFile] {
    var archive: ZipArchive
    do {
      archive = try ZipArchive(path: packed.path, name: packed.name)
    } catch {
      return [found(packed.name, isFromFolder: false) { throw error }]
    }
    var members: [FoundFile] = []
    for member in archive.memberNames where Self.isFile(member) {
      let name = "\(packed.name)/\(member)"
      do {
        let spool = try SpooledFile.unpack(member, of: &archive)
        members.append(
          found(name, isFromFolder: true) { try file(spool, name: name, isFromFolder: true) })
      } catch {
        // Not of an unknown kind but damaged: it must not be passed over.
        members.append(found(name, isFromFolder: false) { throw error })
      }
    }
    return members
  }

  /// Folders, what a Macintosh adds, and hidden files are no data.
  private static func isFile(_ member: String) -> Bool {
    let parts = member.split(separator: "/")
    return !member.hasSuffix("/") && !parts.contains { $0.hasPrefix(".") || $0 == "__MACOSX" }
  }
}

/// A file that a source is or holds, or why it could not be opened.
struct FoundFile {
  let name: String
  let isFromFolder: Bool
  let content: Result<InputFile, any Error>
}
