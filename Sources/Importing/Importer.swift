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
  private let onProgress: (ImportProgress) -> Void

  /// - Parameters:
  ///   - onFile: called with each file's report when it has been read.
  ///   - onProgress: called while a file is read, ten times a second at most.
  package init(
    _ store: Store, _ request: ImportRequest, today: String = Timestamp.day(.now),
    onFile: @escaping (FileReport) -> Void = { _ in },
    onProgress: @escaping (ImportProgress) -> Void = { _ in }
  ) {
    self.store = store
    self.request = request
    self.today = today
    self.onFile = onFile
    self.onProgress = onProgress
  }

  /// - Throws: `ImportError`, `FormatError` or `StoreError`; the database is then as it was.
  package func run() throws -> ImportReport {
    try request.check(today: today)
    var report = ImportReport()
    let sources = try InputSource.sources(of: request.paths)
    let (files, passedOver) = try recognised(sources)
    report.files = passedOver
    passedOver.forEach(onFile)
    guard !files.isEmpty else {
      throw ImportError.nothingRecognised(folder: request.paths.joined(separator: ", "))
    }
    do {
      try store.write { db in
        let last = try Int64.fetchOne(db, sql: "SELECT coalesce(max(id), 0) FROM snapshot") ?? 0
        try load(files, into: db, &report)
        guard request.isDryRun else { return }
        report.dryRun = try DryRun(db, after: last, files)
        throw DryRunFinished(report: report)
      }
    } catch let finished as DryRunFinished {
      return finished.report
    }
    return report
  }

  private func load(_ files: [KindedFile], into db: Database, _ report: inout ImportReport) throws {
    var institution = try InstitutionResolver(db, request.institution)
    let bytes = files.reduce(0) { $0 + $1.file.inspection.byteCount }
    var progress = ProgressMeter(totalBytes: bytes, onProgress)
    // Files whose bytes are known come last: the others tell whose they are, and one P2E list may be
    // loaded for several institutions.
    let groups = try groups(files).map { group in
      let isKnown = try isKnown(group.files, group.kind, of: request.institution, db)
      return (kind: group.kind, files: group.files, isKnown: isKnown)
    }
    for group in groups.filter({ !$0.isKnown }) + groups.filter(\.isKnown) {
      let whose = try institution.expected(db)
      let known = try knownDays(group.files, group.kind, of: whose, db)
      if try isKnown(group.files, group.kind, of: whose, db) {
        skip(group.files, group.kind, known, &report)
        continue
      }
      let imported = try SnapshotImport(
        db, request, kind: group.kind, files: group.files, known: known, today: today,
        onFile: onFile
      ).run(&institution, &progress)
      report.files += imported.files
      if let note = imported.note { report.notes.append(note) }
    }
    if let found = try institution.finish(db) {
      report.institution = found.code
      report.notes += try WholenessCheck(db, request).run(institution.tails, of: found.id)
    }
    try LiveSnapshots.refresh(db)
  }

  private func skip(
    _ files: [KindedFile], _ kind: InputKind, _ known: [String: String],
    _ report: inout ImportReport
  ) {
    for file in files {
      let day = known[file.file.inspection.sha256] ?? ""
      let known = FileReport(name: file.name, fate: .known(day: day), kind: kind)
      report.files.append(known)
      onFile(known)
    }
  }

  /// Whether there is nothing new in the files of a snapshot.
  private func isKnown(
    _ files: [KindedFile], _ kind: InputKind, of institution: String?, _ db: Database
  ) throws -> Bool {
    guard !request.isAgain else { return false }
    let known = try knownDays(files, kind, of: institution, db)
    return files.allSatisfy { known[$0.file.inspection.sha256] != nil }
  }

  /// What makes one snapshot: the files of one kind, but each collection's Extended Export by
  /// itself. Wholes come before parts, so that on one day a part is the newer.
  private func groups(_ files: [KindedFile]) -> [(kind: InputKind, files: [KindedFile])] {
    InputKind.allCases.flatMap { kind in
      let byPart = Dictionary(grouping: files.filter { $0.recognised.kind == kind }) {
        $0.part ?? $0.published.map { request.scope == .all ? "" : "published \($0)" }
          ?? $0.source
      }
      return byPart.sorted { $0.key < $1.key }.map { (kind, $0.value) }
    }
  }

  /// The files with their kinds, each content once; what is of no kind in a folder or an archive is
  /// passed over.
  private func recognised(
    _ sources: [InputSource]
  ) throws -> (files: [KindedFile], passedOver: [FileReport]) {
    var files: [KindedFile] = []
    var passedOver: [FileReport] = []
    var seen: [String: String] = [:]
    for found in sources.lazy.flatMap({ $0.files() }) {
      do {
        let file = try found.content.get()
        if let first = seen[file.inspection.sha256] {
          let reason = "\(found.name) has the same bytes as \(first)."
          passedOver.append(FileReport(name: found.name, fate: .passedOver(reason)))
          continue
        }
        let recognised = try FileKind.recognise(file, as: request.kind, request.map)
        seen[file.inspection.sha256] = found.name
        files += recognised.map {
          KindedFile(
            file: file, recognised: $0, map: request.map, isOneOfSheets: recognised.count > 1)
        }
      } catch let error as ImportError where found.isFromFolder && error.isAboutKind {
        passedOver.append(FileReport(name: found.name, fate: .passedOver(error.description)))
      }
    }
    let older = OlderLists(files)
    return (older.newest, passedOver + older.passedOver)
  }

  /// For files whose very bytes are loaded as this kind, for this institution or for any: the day of
  /// that snapshot, by hash.
  private func knownDays(
    _ group: [KindedFile], _ kind: InputKind, of institution: String?, _ db: Database
  ) throws -> [String: String] {
    var known: [String: String] = [:]
    for file in group {
      let day = try String.fetchOne(
        db,
        sql: """
          SELECT max(s.as_of)
          FROM source_file f
          JOIN snapshot s ON s.id = f.snapshot_id
          JOIN institution i ON i.id = s.institution_id
          WHERE f.sha256 = ? AND f.kind = ? AND (? IS NULL OR i.code = ?)
          """,
        arguments: [
          file.file.inspection.sha256, kind.rawValue, institution, institution,
        ])
      if let day { known[file.file.inspection.sha256] = day }
    }
    return known
  }
}

/// A file and what it is.
struct KindedFile {
  let file: InputFile
  let recognised: RecognisedFile
  /// By which map it was recognised, if there is one.
  var map: MapFile?
  /// Whether other sheets of the same workbook are read too.
  var isOneOfSheets = false

  /// The file's name, with the sheet where several are read.
  var name: String {
    guard isOneOfSheets, let sheet = recognised.sheet else { return file.name }
    return "\(file.name) (\(sheet))"
  }

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
    let stem = file.ownName.split(separator: ".").dropLast().joined(separator: ".")
    let name = stem.hasSuffix("_portfolios") ? String(stem.dropLast("_portfolios".count)) : stem
    return String(name.map { $0 == "+" ? " " : $0 })
  }

  /// The set of published records that a MARC file of inventory is of, by its name without the
  /// numbers that Alma adds to each run's files; nil for other files.
  var published: String? {
    guard case .marcFields = recognised.shape else { return nil }
    let stem = file.name.split(separator: ".").first ?? ""
    let words = stem.split { "_- ".contains($0) }.filter { !$0.allSatisfy(\.isNumber) }
    return words.isEmpty ? "published" : words.joined(separator: " ")
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
    case .notRecognised, .notOfKind, .columnsMissing, .ambiguousList, .container, .emptyFile,
      .packedTooDeep, .noInventory, .mapDoesNotFit:
      true
    default: false
    }
  }
}
