import Formats

/// A file that pairs or their records are read from, unpacked where it is packed.
struct PairFile {
  let name: String
  let path: String
  let inspection: FileInspection
  /// Keeps the temporary file.
  private let spool: SpooledFile?

  /// The file itself, or the files of an archive; `-` is standard input.
  ///
  /// - Throws: `PairError` where nothing is piped in, `FormatError` and `ArchiveError` where the file
  ///   is not there or cannot be read.
  static func open(_ path: String) throws -> [PairFile] {
    let whole = try whole(path)
    return try whole.unpacked().flatMap { file in
      // A .gz in an archive; an archive in an archive is none of ours.
      file.inspection.container == .gzip ? try file.unpacked() : [file]
    }
  }

  private static func whole(_ path: String) throws -> PairFile {
    if path == "-" || SpooledFile.isPipe(path) {
      if path == "-", SpooledFile.isInputATerminal { throw PairError.nothingPiped }
      let name = path == "-" ? "(standard input)" : path
      return try PairFile(
        name: name,
        try SpooledFile.drain(path == "-" ? .standardInput : .named(path), name: name))
    }
    return PairFile(
      name: path, path: path, inspection: try FileInspection.inspect(path: path), spool: nil)
  }

  private init(name: String, path: String, inspection: FileInspection, spool: SpooledFile?) {
    self.name = name
    self.path = path
    self.inspection = inspection
    self.spool = spool
  }

  private init(name: String, _ spool: SpooledFile) throws {
    self.init(
      name: name, path: spool.path,
      inspection: try FileInspection.inspect(spool, name: name), spool: spool)
  }

  private func unpacked() throws -> [PairFile] {
    switch inspection.container {
    case .gzip: return [try PairFile(name: name, try SpooledFile.gunzip(path: path, name: name))]
    case .zip:
      var archive = try ZipArchive(path: path, name: name)
      return try archive.memberNames.filter { !$0.hasSuffix("/") && !$0.hasPrefix("__MACOSX") }
        .map { try PairFile(name: "\(name)/\($0)", try SpooledFile.unpack($0, of: &archive)) }
    default: return [self]
    }
  }
}
