/// A whole result in memory, for those who work on with it.
package struct ResultRows: RowPrinter {
  package private(set) var columns: [String] = []
  package private(set) var rows: [[Cell]] = []

  package init() {}

  package mutating func begin(columns: [String]) { self.columns = columns }

  package mutating func row(_ cells: [Cell]) { rows.append(cells) }

  package mutating func end() {}
}
