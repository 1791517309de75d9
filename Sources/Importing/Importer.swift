import Formats
import Foundation
import GRDB
import Store

/// Loads files into the database: one command, one transaction, all or nothing.
package struct Importer {
  private let store: Store
  private let request: ImportRequest
  private let today: String
  private let onFile: (FileReport) -> Void

  /// - Parameter onFile: called with each file's report when it has been read.
  package init(
    _ store: Store, _ request: ImportRequest, today: String = Timestamp.day(.now),
    onFile: @escaping (FileReport) -> Void = { _ in }
  ) {
    self.store = store
    self.request = request
    self.today = today
    self.onFile = onFile
  }

  /// - Throws: `ImportError`, `FormatError` or `StoreError`; the database is then as it was.
  package func run() throws -> ImportReport {
    try request.check(today: today)
    var report = ImportReport()
    let named = try InputFile.paths(of: request.paths)
    let (files, passedOver) = try recognised(named)
    report.files = passedOver
    passedOver.forEach(onFile)
    guard !files.isEmpty else {
      throw ImportError.nothingRecognised(folder: request.paths.joined(separator: ", "))
    }
    try store.write { db in
      var groups = Dictionary(grouping: files) { $0.recognised.kind }
      var institution = try InstitutionResolver(db, request.institution)
      for kind in InputKind.allCases {
        guard let group = groups.removeValue(forKey: kind) else { continue }
        let known = try knownDays(group, db)
        if !request.isAgain, known.count == group.count {
          for file in group {
            let day = known[file.file.inspection.sha256] ?? ""
            let known = FileReport(name: file.file.name, fate: .known(day: day), kind: kind)
            report.files.append(known)
            onFile(known)
          }
          continue
        }
        let imported = try SnapshotImport(
          db, request, kind: kind, files: group, known: known, today: today, onFile: onFile
        ).run(&institution)
        report.files += imported.files
        if let note = imported.note { report.notes.append(note) }
      }
      report.institution = try institution.finish(db)
      try LiveSnapshots.refresh(db)
    }
    return report
  }

  /// The files with their kinds, each content once; what is of no kind in a folder is passed over.
  private func recognised(
    _ paths: [(path: String, isFromFolder: Bool)]
  ) throws -> (files: [KindedFile], passedOver: [FileReport]) {
    var files: [KindedFile] = []
    var passedOver: [FileReport] = []
    var seen: [String: String] = [:]
    for (path, isFromFolder) in paths {
      let name = URL(fileURLWithPath: path).lastPathComponent
      do {
        guard FileManager.default.isReadableFile(atPath: path) else {
          throw ImportError.unreadable(path)
        }
        let file = InputFile(
          path: path, inspection: try FileInspection.inspect(path: path),
          isFromFolder: isFromFolder)
        if let first = seen[file.inspection.sha256] {
          passedOver.append(
            FileReport(name: name, fate: .passedOver("the same bytes as \(first)")))
          continue
        }
        let recognised = try FileKind.recognise(file, as: request.kind)
        seen[file.inspection.sha256] = name
        files.append(KindedFile(file: file, recognised: recognised))
      } catch let error as ImportError where isFromFolder && error.isAboutKind {
        passedOver.append(FileReport(name: name, fate: .passedOver(error.description)))
      }
    }
    return (files, passedOver)
  }

  /// For files whose very bytes are loaded: the day of that snapshot, by hash.
  private func knownDays(_ group: [KindedFile], _ db: Database) throws -> [String: String] {
    var known: [String: String] = [:]
    for file in group {
      let day = try String.fetchOne(
        db,
        sql: """
          SELECT max(s.as_of)
          FROM source_file f
          JOIN snapshot s ON s.id = f.snapshot_id
          JOIN institution i ON i.id = s.institution_id
          WHERE f.sha256 = ? AND (? IS NULL OR i.code = ?)
          """,
        arguments: [file.file.inspection.sha256, request.institution, request.institution])
      if let day { known[file.file.inspection.sha256] = day }
    }
    return known
  }
}

/// A file and what it is.
struct KindedFile {
  let file: InputFile
  let recognised: RecognisedFile
}

extension ImportError {
  /// Whether it only says that a file is of no kind to read.
  fileprivate var isAboutKind: Bool {
    switch self {
    case .notRecognised, .notOfKind, .container, .emptyFile: true
    default: false
    }
  }
}
