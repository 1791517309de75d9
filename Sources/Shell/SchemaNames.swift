/// The names that SQL may use: what completion and "did you mean" know of the database.
package struct SchemaNames: Equatable, Sendable {
  /// A table or view.
  package struct Table: Equatable, Sendable {
    /// Its name.
    package let name: String
    /// Whether it is a view.
    package let isView: Bool
    /// Its columns, in order.
    package let columns: [String]

    /// A table, unless it is said to be a view.
    package init(_ name: String, isView: Bool = false, _ columns: [String]) {
      self.name = name
      self.isView = isView
      self.columns = columns
    }
  }

  /// A named query and the names of its parameters.
  package struct Query: Equatable, Sendable {
    /// `GROUP/NAME`.
    package let name: String
    /// Their names, in the order of the header.
    package let parameters: [String]

    /// A query.
    package init(_ name: String, _ parameters: [String]) {
      self.name = name
      self.parameters = parameters
    }
  }

  /// By name.
  package var tables: [Table] = []
  /// Without parentheses.
  package var functions: [String] = []
  /// By name.
  package var queries: [Query] = []
  /// Days of the snapshots.
  package var days: [String] = []
  /// Parameters that have a value, without their sign.
  package var parameters: [String] = []

  /// None at all.
  package init() {}

  /// A table by name, whatever its case.
  func table(_ name: String) -> Table? {
    tables.first { $0.name.caseInsensitiveCompare(name) }
  }
}

extension String {
  /// Whether two ASCII names are the same to SQLite.
  func caseInsensitiveCompare(_ other: String) -> Bool { lowercased() == other.lowercased() }
}
