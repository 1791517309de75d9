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

  /// The sheet as CSV, one row a portfolio.
  func rows(files: [(file: SetWriter.WrittenFile, ids: [String])]) throws -> String {
    let sample = Set(files.flatMap(\.ids).shuffled().prefix(Self.sampleSize))
    var text = line(Self.columns)
    try store.read { db in
      let statement = try db.makeStatement(
        sql: "SELECT * FROM deletion_sheet WHERE portfolio_id = ?")
      for (file, ids) in files {
        for id in ids {
          guard let row = try Row.fetchOne(statement, arguments: [id]) else { continue }
          let job = [
            file.name, String(file.members), "Skip", "Skip", file.bibPolicy,
            sample.contains(id) ? "y" : "",
          ]
          text += line(job + Self.columns.dropFirst(job.count).map { row[$0] ?? "" })
        }
      }
    }
    return text
  }

  private func line(_ fields: [String]) -> String {
    fields.map(CSVText.field).joined(separator: ",") + "\r\n"
  }
}
