import GRDB

/// Why the database could not be used.
package enum StoreError: Error, Equatable {
  case missing(path: String)
  case isFolder(path: String)
  case cannotCreate(path: String, reason: String)
  case notADatabase(path: String)
  case otherProgram(path: String)
  case newer(path: String, migration: String)
  case edited(path: String, migration: String)
  case migrationFailed(name: String, reason: String)
  case busy(path: String)
  case diskFull(path: String)
  case readOnly(path: String)
  case damaged(path: String)
  case inputOutput(path: String, reason: String)

  /// Exit code of sysexits for this error.
  package var exitCode: Int32 {
    switch self {
    case .missing: 66
    case .isFolder, .cannotCreate: 73
    case .notADatabase, .otherProgram, .newer, .edited, .damaged: 65
    case .migrationFailed: 70
    case .busy: 75
    case .diskFull, .readOnly, .inputOutput: 74
    }
  }
}

extension StoreError: CustomStringConvertible {
  /// What is wrong and what to do next.
  package var description: String {
    switch self {
    case .missing(let path):
      "There is no database at \(path). Begin with: almanac import FOLDER --db \(path)"
    case .isFolder(let path):
      "\(path) is a folder, not a database. Name a file, for instance --db \(path)/almanac.db"
    case .cannotCreate(let path, let reason):
      "Cannot create the database \(path): \(reason). Name a place that you may write to with --db."
    case .notADatabase(let path):
      "\(path) is not a database of almanac. Name another file with --db; this one is unchanged."
    case .otherProgram(let path):
      "\(path) is a database of another program. Name another file with --db; this one is unchanged."
    case .newer(let path, let migration):
      """
      \(path) was written by a newer almanac (it has the change \(migration)). \
      Use that version; the file is unchanged.
      """
    case .edited(let path, let migration):
      """
      \(path) was made with another text of the change \(migration) than this almanac carries. \
      Use the version that made it, or import into a new database.
      """
    case .migrationFailed(let name, let reason):
      "The change \(name) of the database failed and was taken back: \(reason)."
    case .busy(let path):
      "\(path) is in use by another program. Wait until it is done, or close it, and try again."
    case .diskFull(let path):
      "The disk of \(path) is full. Nothing was changed; free some space and try again."
    case .readOnly(let path):
      "\(path) may not be written to. Check its permissions, or name another file with --db."
    case .damaged(let path):
      "\(path) is damaged. Restore a copy, or import the files into a new database."
    case .inputOutput(let path, let reason):
      "Reading or writing \(path) failed: \(reason). Check the disk and try again."
    }
  }
}

extension StoreError {
  /// The error in our words for what SQLite reports, or nil where it is not of these.
  package init?(_ error: DatabaseError, path: String) {
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
    case .SQLITE_FULL: self = .diskFull(path: path)
    case .SQLITE_READONLY, .SQLITE_PERM: self = .readOnly(path: path)
    case .SQLITE_NOTADB: self = .notADatabase(path: path)
    case .SQLITE_CORRUPT: self = .damaged(path: path)
    case .SQLITE_CANTOPEN:
      self = .cannotCreate(path: path, reason: error.message ?? "unable to open the file")
    case .SQLITE_IOERR:
      self = .inputOutput(path: path, reason: error.message ?? "disk I/O error")
    default: return nil
    }
  }
}
