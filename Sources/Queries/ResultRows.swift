/// A whole result in memory, for those who work on with it.
package struct ResultRows: RowPrinter {
  /// Names of the columns.
  package private(set) var columns: [String] = []
  /// The rows, in the order of the answer.
  package private(set) var rows: [[Cell]] = []

  /// An empty result, to be filled by a run.
  package init() {}

  /// Takes the names of the columns.
  package mutating func begin(columns: [String]) { self.columns = columns }

  /// Keeps a row.
  package mutating func row(_ cells: [Cell]) { rows.append(cells) }

  /// Nothing is left to do.
  package mutating func end() {}
}
