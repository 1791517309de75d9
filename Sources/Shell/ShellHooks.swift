import Queries

/// What the console asks of the program around it.
package struct ShellHooks {
  /// What to say where the match is older than what is loaded; nil where it is not.
  package var staleNote: () throws -> String?
  /// What is loaded, as `almanac status` says it.
  package var status: () throws -> String
  /// Everything known of a title or identifier, as `almanac find` says it.
  package var find: (String) throws -> String
  /// Writes set files, as `almanac set` with these arguments.
  package var set: ([String]) throws -> Void
  /// The named queries, read afresh.
  package var catalog: () throws -> Catalog
  /// With which code the program ends after an error that is not the console's own.
  package var exitCode: (any Error) -> Int32

  /// All of them: the console does without none.
  package init(
    staleNote: @escaping () throws -> String?, status: @escaping () throws -> String,
    find: @escaping (String) throws -> String, set: @escaping ([String]) throws -> Void,
    catalog: @escaping () throws -> Catalog, exitCode: @escaping (any Error) -> Int32
  ) {
    self.staleNote = staleNote
    self.status = status
    self.find = find
    self.set = set
    self.catalog = catalog
    self.exitCode = exitCode
  }
}

/// How a console is opened.
package struct ShellOptions {
  /// Whether statements may change the database.
  package var mayWrite = false
  /// Whether only errors are said.
  package var isQuiet = false
  /// Colours of the screen.
  package var paint = Paint(isColoured: false)
  /// The folder of the user's own queries, for `.save`.
  package var queryFolder: String
  /// nil: as suits the place.
  package var format: ResultFormat?

  /// As suits most.
  package init(queryFolder: String) { self.queryFolder = queryFolder }
}
