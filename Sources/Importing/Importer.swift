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
      var institution = try InstitutionResolver(db, request.institution)
      for (kind, group) in groups(files) {
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

  /// What makes one snapshot: the files of one kind, but each collection's Extended Export by
  /// itself. Wholes come before parts, so that on one day a part is the newer.
  private func groups(_ files: [KindedFile]) -> [(kind: InputKind, files: [KindedFile])] {
    InputKind.allCases.flatMap { kind in
      let byPart = Dictionary(grouping: files.filter { $0.recognised.kind == kind }) {
        $0.part ?? $0.source
      }
      return byPart.sorted { $0.key < $1.key }.map { (kind, $0.value) }
    }
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
            FileReport(name: name, fate: .passedOver("\(name) has the same bytes as \(first).")))
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

  /// The collection that an Extended Export is of, by its file's name, or the job that a report is
  /// of; nil for other files.
  ///
  /// LOCALIZED stands in no other report. Alma names the file as the collection, `+` for blanks,
  /// and `_portfolios`.
  var part: String? {
    if recognised.kind == .jobReport { return file.name }
    guard recognised.kind == .portfolios, let columns = recognised.columns,
      columns.headers.contains(where: { comparableHeader($0) == "localized" })
    else { return nil }
    let stem = file.name.split(separator: ".").dropLast().joined(separator: ".")
    let name = stem.hasSuffix("_portfolios") ? String(stem.dropLast("_portfolios".count)) : stem
    return String(name.map { $0 == "+" ? " " : $0 })
  }

  /// What sets files of one kind apart: a list of bibs makes no snapshot with MARC, which says more.
  var source: String {
    recognised.kind == .bibs && recognised.columns != nil ? "list" : ""
  }

  /// Which day the data is from, and who says so: the workbook, the file's name, the file's time.
  func asOf(today: String) -> (day: String, source: String) {
    if let created = recognised.createdDay, created <= today { return (created, "workbook") }
    return file.asOf(today: today, isNamedForItsData: part == nil)
  }
}

extension ImportError {
  /// Whether it only says that a file is of no kind to read.
  fileprivate var isAboutKind: Bool {
    switch self {
    case .notRecognised, .notOfKind, .ambiguousList, .container, .emptyFile: true
    default: false
    }
  }
}
