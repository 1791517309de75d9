import Foundation
import GRDB
import Store
import TestSupport
import Testing

extension Sandbox {
  /// The bytes of a file.
  func bytes(_ path: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: path))
  }

  /// Names of the files beside the database that a migration left.
  func copies() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasPrefix("almanac.db.before-") }
  }

  /// Writes an inventory report of the given columns and loads it as of a day.
  func loadInventory(
    _ name: String, _ columns: String, _ rows: [String], on day: String,
    collection: String? = nil, institution: String? = nil
  ) throws {
    try write(name, ([columns] + rows).joined(separator: "\n") + "\n")
    try load([name]) {
      $0.asOf = day
      $0.collection = collection
      $0.institution = institution
      $0.scope = collection == nil ? .all : nil
    }
  }

  /// One column of a statement, in its order.
  func column(_ sql: String) throws -> [String] {
    try store().read { try String.fetchAll($0, sql: sql) }
  }

  /// One number.
  func number(_ sql: String) throws -> Int {
    try #require(try store().read { try Int.fetchOne($0, sql: sql) })
  }
}
