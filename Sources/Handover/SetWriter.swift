import Foundation
import Queries
import Store

/// Writes Alma's itemized-set files, and the sheet that goes with them.
///
/// A file is one column under the exact heading that Alma wants, ids as text. Portfolios to delete
/// are split by what may become of their bibs, as the job has one policy for a whole set.
package struct SetWriter {
  /// One file written.
  package struct WrittenFile: Equatable, Sendable {
    /// The file's name in the folder.
    package let name: String
    /// Alma's Set Size must equal it.
    package let members: Int
    /// What the job may do with bibs left without inventory; empty for other sets.
    package let bibPolicy: String
  }

  /// What was written: no files where the query had no rows.
  package struct Result: Sendable {
    /// The set files, in the order of the query.
    package let files: [WrittenFile]
    /// The companion sheet's name; nil where there is none.
    package let sheet: String?
  }

  /// Ids a file, unless the user says otherwise; Alma restores deleted sets below 10,000 only.
  package static let defaultChunk = 5_000

  private let store: Store
  private let request: SetRequest

  /// A writer for one request; nothing is written before `write()`.
  package init(_ store: Store, _ request: SetRequest) {
    self.store = store
    self.request = request
  }

  /// Writes all files or none.
  ///
  /// - Throws: `SetError`, `QueryError`, `OutputError`.
  package func write() throws -> Result {
    let chunk = request.chunk ?? Self.defaultChunk
    guard chunk > 0 else { throw SetError.badChunk(chunk) }
    var result = ResultRows()
    try QueryRun(store).run(request.query, request.parameters, into: &result)
    let ids = try ids(result)
    guard !ids.isEmpty else { return Result(files: [], sheet: nil) }
    let members = members(ids)
    let isDeletion =
      members == .portfolios && column == request.query.set?.column
      && result.columns.contains("bib_after")
    let parts = isDeletion ? byBibPolicy(result, ids) : [(suffix: "", policy: "", ids: ids)]
    let files = parts.flatMap { part in
      slices(part.ids, chunk).enumerated().map { index, slice in
        let name = "\(baseName)\(part.suffix).\(number(index + 1)).\(request.format.rawValue)"
        let file = WrittenFile(name: name, members: slice.count, bibPolicy: part.policy)
        return (file: file, ids: slice)
      }
    }
    var contents = files.map { file, ids in
      SetFolder.Content(name: file.name) { output in
        try SetFile(title: baseName, heading: members.heading, ids: ids)
          .write(to: output, as: request.format)
      }
    }
    let sheetFormat: ResultFormat = request.format == .xlsx ? .xlsx : .csv
    let sheet = isDeletion ? "\(baseName).sheet.\(sheetFormat.rawValue)" : nil
    if let sheet {
      let about = try ResultAbout(store, request.query, request.parameters)
      contents.append(
        SetFolder.Content(name: sheet) { output in
          var printer = sheetFormat.printer(to: output, style: PrintStyle(about: about))
          try DeletionSheet(store).print(files: files, into: &printer)
        })
    }
    try SetFolder(request.folder, baseName: baseName, replaces: request.replaces).write(contents)
    return Result(files: files.map(\.file), sheet: sheet)
  }

  /// The column that is the set; empty where neither the user nor the query says it.
  private var column: String { request.column ?? request.query.set?.column ?? "" }

  /// Another column than the query's own makes another set: its name says which.
  private var baseName: String {
    let name = String(request.query.name.split(separator: "/").last ?? "set")
    guard let own = request.query.set?.column, own != column else { return name }
    return "\(name).\(column)"
  }

  private func ids(_ result: ResultRows) throws -> [String] {
    guard !column.isEmpty else {
      throw SetError.noColumn(query: request.query.name, columns: result.columns)
    }
    guard let index = result.columns.firstIndex(of: column) else {
      throw SetError.unknownColumn(
        query: request.query.name, column: column, columns: result.columns)
    }
    var seen: Set<String> = []
    var ids: [String] = []
    for row in result.rows {
      let id = row[index].text
      if id.isEmpty || !seen.insert(id).inserted { continue }
      guard id.utf8.count <= 100, !id.contains(where: \.isNewline) else {
        throw SetError.notAnID(column: column, value: id)
      }
      ids.append(id)
    }
    return ids
  }

  private func members(_ ids: [String]) -> SetMembers {
    if request.column == nil,
      let named = request.query.set.flatMap({ SetMembers(rawValue: $0.members) })
    {
      return named
    }
    return SetMembers(ids: ids)
  }

  private func byBibPolicy(
    _ result: ResultRows, _ ids: [String]
  ) -> [(suffix: String, policy: String, ids: [String])] {
    guard let id = result.columns.firstIndex(of: column),
      let after = result.columns.firstIndex(of: "bib_after")
    else { return [] }
    let deletes = Set(result.rows.filter { $0[after].text == "delete" }.map { $0[id].text })
    return [
      (".bibs-delete", "Delete bibliographic record(s)", ids.filter(deletes.contains)),
      (".bibs-keep", "Do nothing", ids.filter { !deletes.contains($0) }),
    ].filter { !$0.2.isEmpty }
  }

  private func slices(_ ids: [String], _ chunk: Int) -> [[String]] {
    stride(from: 0, to: ids.count, by: chunk).map {
      Array(ids[$0..<min($0 + chunk, ids.count)])
    }
  }

  private func number(_ index: Int) -> String {
    let digits = String(index)
    return String(repeating: "0", count: max(0, 3 - digits.count)) + digits
  }
}
