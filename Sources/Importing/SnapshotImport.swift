import Formats
import Foundation
import GRDB
import Store

/// Reads the files of one kind and command into one snapshot.
struct SnapshotImport {
  private let db: Database
  private let request: ImportRequest
  private let kind: InputKind
  private let files: [KindedFile]
  private let today: String
  /// By hash: the day of the snapshot that a file is in already.
  private let known: [String: String]
  private let onFile: (FileReport) -> Void

  init(
    _ db: Database, _ request: ImportRequest, kind: InputKind, files: [KindedFile],
    known: [String: String],
    today: String,
    onFile: @escaping (FileReport) -> Void
  ) {
    self.db = db
    self.request = request
    self.kind = kind
    self.files = files
    self.known = known
    self.today = today
    self.onFile = onFile
  }

  /// - Returns: a report for each file, and what to tell the user of the snapshot as a whole.
  func run(
    _ institution: inout InstitutionResolver, _ progress: inout ProgressMeter
  ) throws -> (files: [FileReport], note: String?) {
    let snapshot = try makeSnapshot(institution.provisional)
    institution.noteSnapshot(snapshot)
    var writer = try SnapshotWriter(db, snapshot: snapshot)
    defer { writer.session.close() }
    writer.collection = request.collection
    var reports: [FileReport] = []
    var evidence = ScopeEvidence()
    var fields: Set<String> = []
    for kinded in files {
      let start = ContinuousClock.now
      let ledger = try FileLedger(writer.session, snapshot: snapshot, kinded)
      writer.sourceFile = ledger.id
      writer.fileName = kinded.file.ownName
      writer.tails = TailCounter()
      var reading = try FileReading.read(kinded, into: &writer, ledger, &progress)
      try writer.session.flush()
      institution.add(writer.tails, to: snapshot)
      fields.formUnion(reading.fields)
      evidence.merge(reading.scope)
      reading.warnings += warnings(reading, writer.tails)
      if !request.isAgain, let day = known[kinded.file.inspection.sha256] {
        reading.warnings.append(
          "loaded before (\(day)), and again now, as all files of a kind are one snapshot")
      }
      try check(reading.counts, kinded, ledger)
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      try ledger.finish(reading, seconds: seconds)
      let report = FileReport(
        name: kinded.name, fate: .imported, kind: kind, counts: reading.counts,
        warnings: reading.warnings, seconds: seconds)
      reports.append(report)
      onFile(report)
    }
    try finish(&writer)
    try writeFields(fields, snapshot)
    let scope = scope(evidence, reports)
    try setScope(snapshot, scope)
    return (reports, scope.warning)
  }

  // MARK: - The snapshot

  private func makeSnapshot(_ institution: Int64) throws -> Int64 {
    let days = files.map { $0.asOf(today: today) }
    // The oldest file says how fresh the whole is.
    let oldest = days.min { $0.day < $1.day } ?? (today, "file time")
    try db.execute(
      sql: """
        INSERT INTO snapshot (institution_id, kind, scope, as_of, as_of_source, imported_at)
        VALUES (?, ?, 'all', ?, ?, ?)
        """,
      arguments: [
        institution, kind.rawValue, request.asOf ?? oldest.day,
        request.asOf == nil ? oldest.source : "--as-of", Timestamp.now(),
      ])
    return db.lastInsertedRowID
  }

  private func writeFields(_ fields: Set<String>, _ snapshot: Int64) throws {
    for field in fields.sorted() {
      try db.execute(
        sql: "INSERT INTO snapshot_field (snapshot_id, field) VALUES (?, ?)",
        arguments: [snapshot, field])
    }
  }

  /// Rows that name one record twice are marked where the kind's records have a name of their own.
  private func finish(_ writer: inout SnapshotWriter) throws {
    try writer.finish()
    switch kind {
    case .portfolios:
      try writer.markRepeats(table: kind.table, id: "portfolio_id", keyType: "portfolio")
    case .collections:
      try writer.markRepeats(table: kind.table, id: "collection_id", keyType: "collection")
    case .bibs: try writer.markRepeats(table: kind.table, id: "mms_id", keyType: "mms")
    default: break
    }
  }

  // MARK: - Scope

  private struct Scope {
    var name = ""
    var reason = ""
    var isPart = false
    var warning: String?
  }

  /// Part or whole: as the user says, else as the rows show. Absence passes only from a whole.
  private func scope(_ evidence: ScopeEvidence, _ reports: [FileReport]) -> Scope {
    switch request.scope {
    case .all: return Scope()
    case .part:
      return Scope(name: request.collection ?? "", reason: "--scope part", isPart: true)
    case nil: break
    }
    if let part = files.first?.part {
      return Scope(
        name: request.collection ?? part,
        reason: kind == .jobReport
          ? "a job report is of one job" : "an Extended Export is of one collection",
        isPart: true)
    }
    if let collection = request.collection, kind == .portfolios {
      return Scope(name: collection, reason: "--collection", isPart: true)
    }
    let kept = reports.reduce(0) { $0 + $1.counts.kept }
    var found: PartReason?
    if kept == 0 {
      found = PartReason(name: "empty", reason: "there is not one row")
    } else if isCutOff(reports) {
      found = PartReason(
        name: "cut off", reason: "every file has exactly 100,000 rows, the limit of Alma's exports")
    } else if let published = files.first?.published {
      found = PartReason(
        name: published, reason: "published records are seldom the whole inventory")
    } else {
      found = evidence.partReason
    }
    guard let found else { return Scope() }
    return Scope(
      name: found.name, reason: found.reason, isPart: true,
      warning: """
        \(kind.rawValue): taken as a part, since \(found.reason); what is not in it counts as \
        unknown. If it is the whole, import it with --scope all --again.
        """)
  }

  private static let exportLimit = 100_000

  private func isCutOff(_ reports: [FileReport]) -> Bool {
    reports.allSatisfy { $0.counts.read == Self.exportLimit }
  }

  private func setScope(_ snapshot: Int64, _ scope: Scope) throws {
    guard scope.isPart else { return }
    try db.execute(
      sql: "UPDATE snapshot SET scope = 'part', scope_name = ?, scope_reason = ? WHERE id = ?",
      arguments: [scope.name, scope.reason, snapshot])
  }

  // MARK: - Checks

  private func check(_ counts: RowCounts, _ kinded: KindedFile, _ ledger: FileLedger) throws {
    guard counts.addsUp else { throw ImportError.sumDoesNotAddUp(file: kinded.file.name) }
    guard request.rejectLimit.allows(rejected: counts.rejected, read: counts.read) else {
      throw ImportError.tooManyRejects(
        file: kinded.file.name, rejected: counts.rejected, read: counts.read,
        limit: request.rejectLimit.description, first: try ledger.firstReject())
    }
  }

  private func warnings(_ reading: FileReading, _ tails: TailCounter) -> [String] {
    var warnings: [String] = []
    if reading.counts.read == Self.exportLimit {
      warnings.append("exactly 100,000 rows: probably cut off at Alma's limit")
    }
    if let strays = tails.strays {
      warnings.append(
        "\(strays.count) ids end in another institution's number, such as \(strays.tail)")
    }
    return warnings
  }
}
