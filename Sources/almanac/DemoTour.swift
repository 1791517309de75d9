import Demo
import Foundation
import Handover
import Importing
import Matching
import Queries
import Store

/// The way through the main job, on the example library.
struct DemoTour {
  private let folder: URL
  private let catalog: Catalog

  private struct Question {
    let heading: String
    let query: String
    /// What fits a screen; the CSV has all columns.
    let columns: [String]
    var shown = 5
  }

  /// The questions in the order in which a librarian asks them.
  private static let questions = [
    Question(
      heading: "Which titles are active twice, and where do I begin?",
      query: "duplicates/by-collection",
      columns: ["collection", "p2e", "twins", "safe", "blocked", "review", "no_twin"], shown: 8),
    Question(
      heading: "Which of these can I delete today?", query: "duplicates/safe-to-delete",
      columns: ["portfolio_id", "title", "twin_collection", "tier", "bib_after"]),
    Question(
      heading: "Which not, and why?", query: "duplicates/blocked",
      columns: ["portfolio_id", "title", "gate", "detail"], shown: 8),
    Question(
      heading: "Which pairs should a person look at?", query: "duplicates/needs-review",
      columns: ["portfolio_id", "title", "candidate_title", "tier", "why"]),
    Question(
      heading: "Which titles exist only as the local copy?", query: "duplicates/no-twin",
      columns: ["portfolio_id", "title", "platform"]),
    Question(
      heading: "Which order goes where?", query: "orders/relink-plan",
      columns: ["po_line", "status", "from_portfolio_id", "to_portfolio_id", "tier", "step"]),
    Question(
      heading: "Which bibs are left with nothing on them?", query: "orphans/bibs",
      columns: ["mms_id", "title", "state", "detail"]),
    Question(
      heading: "Did each line of the P2E list become something?",
      query: "migration/asked-vs-made",
      columns: ["ils_bib_id", "mms_id", "asked_type", "made_type", "state"]),
  ]

  /// - Throws: `OutputError` where the folder holds a database already and `replacing` is false.
  init(folder: String, replacing: Bool) throws {
    self.folder = URL(fileURLWithPath: folder)
    catalog = try Catalog()
    let database = self.folder.appendingPathComponent("almanac.db").path
    guard FileManager.default.fileExists(atPath: database) else { return }
    guard replacing else { throw OutputError.exists(database) }
    try FileManager.default.removeItem(atPath: database)
  }

  private func say(_ text: String) throws { try Console.output(text) }

  /// As the user named the folder, so that the commands shown can be typed.
  private func path(_ name: String) -> String {
    folder.relativePath.hasSuffix("/")
      ? folder.relativePath + name : "\(folder.relativePath)/\(name)"
  }

  /// How this program was called: after `make demo` it is not on the path yet.
  private var program: String { CommandLine.arguments.first ?? "almanac" }

  private var onDatabase: String { "--db \(path("almanac.db"))" }

  func writeFiles(_ library: DemoLibrary) throws {
    try say("Prairie State College moved to Alma and has these exports (it is fictional):\n")
    for file in library.files {
      let target = folder.appendingPathComponent("exports/\(file.path)")
      do {
        try FileManager.default.createDirectory(
          at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(file.contents.utf8).write(to: target, options: .atomic)
      } catch {
        throw OutputError.cannotCreate(target.path)
      }
      try say("  exports/\(file.path)")
    }
  }

  func load() throws -> Store {
    try say("\n$ \(program) import \(path("exports")) \(onDatabase)\n")
    let store = try Store(path: path("almanac.db"), access: .create)
    let request = ImportRequest(paths: [path("exports")])
    _ = try Importer(store, request, onFile: { try? say("  " + FileLine($0).text) }).run()
    try MatchRun(store).refresh()
    return store
  }

  func answer(_ store: Store) throws {
    for question in Self.questions {
      let query = try catalog.query(question.query)
      try say("\n\(question.heading)\n$ \(program) run \(query.name) \(onDatabase)\n")
      var rows = ResultRows()
      try QueryRun(store).run(query, into: &rows)
      try show(rows, question)
      let csv = "answers/\(query.name.replacing("/", with: "-")).csv"
      try write(rows, to: csv)
      let more = rows.rows.count - question.shown
      try say(
        "\(more > 0 ? "... and \(grouped(more)) more. " : "")All \(counted(rows.rows.count, "row", "rows")): \(csv)"
      )
    }
  }

  private func show(_ rows: ResultRows, _ question: Question) throws {
    let places = question.columns.compactMap { rows.columns.firstIndex(of: $0) }
    var printer: any RowPrinter = ResultFormat.table.printer(
      to: StandardOutput(), style: PrintStyle(width: Console.width ?? 100))
    try printer.begin(columns: places.map { rows.columns[$0] })
    for row in rows.rows.prefix(question.shown) { try printer.row(places.map { row[$0] }) }
    try printer.end()
  }

  private func write(_ rows: ResultRows, to name: String) throws {
    let target = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
    let file = try WholeFile(path: target.path, replacing: true)
    var printer: any RowPrinter = ResultFormat.csv.printer(to: file)
    try printer.begin(columns: rows.columns)
    for row in rows.rows { try printer.row(row) }
    try printer.end()
    try file.finish()
  }

  func handOver(_ store: Store) throws {
    let query = try catalog.query("duplicates/safe-to-delete")
    var request = SetRequest(query: query, folder: path("sets"))
    request.format = .csv
    request.replaces = true
    try say(
      "\nThe set files for Alma\n$ \(program) set \(query.name) --format csv --output \(path("sets")) \(onDatabase)\n"
    )
    let result = try SetWriter(store, request).write()
    for file in result.files {
      try say(
        "  sets/\(file.name): \(grouped(file.members)) members, bibs without inventory: \(file.bibPolicy)"
      )
    }
    if let sheet = result.sheet {
      try say("  sets/\(sheet): what goes, why, and what was not checked")
    }
  }

  func sayNext(_ store: Store) throws {
    var blocked = ResultRows()
    try QueryRun(store).run(try catalog.query("duplicates/blocked"), limit: 1, into: &blocked)
    let example = blocked.rows.first?.first?.text ?? "PORTFOLIO_ID"
    var steps: [(what: String, commands: [String])] = [
      ("Look at one title's reasoning:", ["match explain \(example) \(onDatabase)"])
    ]
    let pairs = try pairsToReview(store)
    if pairs > 0 {
      let sheet = path("review.xlsx")
      steps.append(
        (
          "Decide the \(grouped(pairs)) \(pairs == 1 ? "pair" : "pairs") that no rule could:",
          ["review sheet --output \(sheet) \(onDatabase)", "review load \(sheet) \(onDatabase)"]
        ))
    }
    steps += [
      ("See what is loaded:", ["status \(onDatabase)"]),
      (
        "Export your own files from Alma (README.md says which) into a folder, and:",
        ["import FOLDER"]
      ),
      ("First time: delete a set of 20, look at the job report, and only then go on.", []),
    ]
    try say("\nWhat to do next")
    for (index, step) in steps.enumerated() {
      try say("  \(index + 1). \(step.what)")
      for command in step.commands { try say("       \(program) \(command)") }
    }
  }

  /// How many rows the sheet of pairs to decide would have.
  private func pairsToReview(_ store: Store) throws -> Int {
    var rows = ResultRows()
    return try ReviewSheet(store).print(.init(), into: &rows).rows
  }
}
