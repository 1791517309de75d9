import GRDB

/// The settings that decide answers, kept in the database with their defaults and reasons.
package struct Settings {
  private let store: Store

  /// The settings of this database.
  package init(_ store: Store) {
    self.store = store
  }

  /// Changes a setting.
  ///
  /// - Returns: the value that it had.
  /// - Throws: `SettingError` for a name that is none, or a value that the setting cannot have.
  package func set(_ name: String, to value: String) throws -> String {
    try store.write { db in
      let names = try String.fetchAll(db, sql: "SELECT name FROM setting ORDER BY name")
      guard names.contains(name) else { throw SettingError.unknown(name: name, known: names) }
      try Self.check(name, value, in: db)
      let old = try String.fetchOne(
        db, sql: "SELECT value FROM setting WHERE name = ?", arguments: [name])
      try db.execute(sql: "UPDATE setting SET value = ? WHERE name = ?", arguments: [value, name])
      // How fresh is fresh decides which snapshots speak.
      try LiveSnapshots.refresh(db)
      return old ?? ""
    }
  }

  private static func check(_ name: String, _ value: String, in db: Database) throws {
    switch name {
    case "closed-orders":
      guard ["block", "accept"].contains(value) else {
        throw SettingError.badValue(name: name, value: value, allowed: "block or accept")
      }
    case "localized":
      guard ["n-not-linked", "n-not-activated", "y-not-linked"].contains(value) else {
        throw SettingError.badValue(
          name: name, value: value, allowed: "n-not-linked, n-not-activated or y-not-linked")
      }
    case "go-live-date":
      guard value.isEmpty || Timestamp.isDay(value) else {
        throw SettingError.badValue(name: name, value: value, allowed: "a day, as 2020-06-24")
      }
    case "relinkable-statuses":
      guard !value.contains(";") else {
        throw SettingError.badValue(
          name: name, value: value, allowed: "statuses of order lines, with commas between them")
      }
    default:
      try checkNumber(name, value, in: db)
    }
  }

  // The ranges are a table, where a librarian can read them; the database holds to them, too.
  private static func checkNumber(_ name: String, _ value: String, in db: Database) throws {
    let row = try Row.fetchOne(
      db, sql: "SELECT lowest, highest, why FROM setting_range WHERE name = ?", arguments: [name])
    guard let row else { return }
    let (lowest, highest): (Int, Int) = (row["lowest"], row["highest"])
    let isPlain = !value.isEmpty && value.utf8.allSatisfy { (0x30...0x39).contains($0) }
    guard isPlain, let number = Int(value), (lowest...highest).contains(number) else {
      throw SettingError.badValue(
        name: name, value: value,
        allowed: "a number from \(lowest) to \(highest): \(row["why"] as String)")
    }
  }
}

/// Why a setting was not changed.
package enum SettingError: Error, Equatable {
  case unknown(name: String, known: [String])
  case badValue(name: String, value: String, allowed: String)

  /// Exit code of sysexits for this error.
  package var exitCode: Int32 { 64 }
}

extension SettingError: CustomStringConvertible {
  /// What is wrong and what may be given.
  package var description: String {
    switch self {
    case .unknown(let name, let known):
      "There is no setting \(name). There are: \(known.joined(separator: ", "))."
    case .badValue(let name, let value, let allowed):
      "\(name) cannot be \"\(value)\". Give \(allowed)."
    }
  }
}
