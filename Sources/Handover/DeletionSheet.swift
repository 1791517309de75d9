import Foundation
import GRDB
import Queries
import Store

/// The sheet beside a set of portfolios to delete: what the job is told, what goes, what was not
/// checked, and which twins to try first.
struct DeletionSheet {
  private let store: Store
  private static let columns = [
    "set_file", "set_size", "active_po_line", "active_activation_task",
    "bibs_without_inventory", "test_access_first", "portfolio_id", "mms_id", "title", "url",
    "coverage", "notes", "twin_portfolio_id", "twin_title", "twin_collection", "tier", "evidence",
    "bib_after", "bib_reason", "not_checked",
  ]
  /// Twins to open in a browser before anything is deleted.
  private static let sampleSize = 10

  init(_ store: Store) {
    self.store = store
  }

  /// One row a portfolio.
  func print(
    files: [(file: SetWriter.WrittenFile, ids: [String])], into printer: inout some RowPrinter
  ) throws {
    let sample = Set(files.flatMap(\.ids).shuffled().prefix(Self.sampleSize))
    try printer.begin(columns: Self.columns)
    try store.read { db in
      let statement = try db.makeStatement(
        sql: "SELECT * FROM deletion_sheet WHERE portfolio_id = ?")
      for (file, ids) in files {
        for id in ids {
          guard let row = try Row.fetchOne(statement, arguments: [id]) else { continue }
          let job: [Cell] = [
            .text(file.name), .integer(Int64(file.members)), .text("Skip"), .text("Skip"),
            .text(file.bibPolicy), .text(sample.contains(id) ? "y" : ""),
          ]
          try printer.row(job + Self.columns.dropFirst(job.count).map { .text(row[$0] ?? "") })
        }
      }
    }
    try printer.end()
  }
}
