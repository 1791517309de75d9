import Foundation
import Queries

/// Commands that say where results go, and how.
extension DotCommand {
  static let writing: [DotCommand] = [
    DotCommand(
      name: "mode", usage: "[FORMAT] [--excel] [--no-header] [--null TEXT]",
      help: "how results look: \(ResultFormat.allCases.map(\.rawValue).joined(separator: " "))",
      arguments: [.format, .word(["--excel", "--no-header", "--null"])]
    ) { session, words in
      try session.setMode(words)
    },
    DotCommand(
      name: "output", usage: "[FILE [--force]]",
      help: "gathers results in FILE; alone, writes it",
      arguments: [.file, .word(["--force"])]
    ) { session, words in
      try session.setOutput(words)
    },
    DotCommand(
      name: "once", usage: "FILE [--force]",
      help: "the next result goes to FILE, as its suffix says",
      arguments: [.file, .word(["--force"])]
    ) { session, words in
      let (path, replaces) = try Session.file(words)
      session.once = (path, replaces)
    },
    DotCommand(
      name: "set", usage: "NAME [PARAM=VALUE ...] --output DIR",
      help: "writes Alma's itemized-set files from a query", arguments: [.query, .parameter]
    ) { session, words in
      try words.expect(1...100)
      try session.hooks.set(words.all)
    },
    DotCommand(
      name: "timer", usage: "on | off", help: "whether the time of a statement is said",
      arguments: [.word(["on", "off"])]
    ) { session, words in
      guard words.all.count == 1, ["on", "off"].contains(words.all[0]) else {
        throw ShellError.usage(words.usage)
      }
      session.isTimed = words.all[0] == "on"
    },
  ]
}

extension Session {
  /// A file's name, and whether one that is there may be replaced.
  static func file(_ words: DotCommand.Words) throws -> (path: String, replaces: Bool) {
    let replaces = words.all.contains("--force")
    let names = words.all.filter { $0 != "--force" }
    guard names.count == 1, let name = names.first, !name.isEmpty else {
      throw ShellError.usage(words.usage)
    }
    return (FileNames.expanded(name), replaces)
  }

  func setMode(_ words: DotCommand.Words) throws {
    guard !words.all.isEmpty else { return try show([format.rawValue]) }
    var chosen = format
    var style = PrintStyle()
    var rest = words.all[...]
    if let first = rest.first, !first.hasPrefix("--") {
      guard let known = ResultFormat(rawValue: first.lowercased()) else {
        throw ShellError.usage(words.usage)
      }
      chosen = known
      rest = rest.dropFirst()
    }
    while let option = rest.popFirst() {
      switch option {
      case "--excel" where chosen == .csv: style.isForExcel = true
      case "--no-header" where chosen.canDropHeader: style.hasHeader = false
      case "--null":
        guard let text = rest.popFirst() else { throw ShellError.usage(words.usage) }
        style.null = text
      default: throw ShellError.usage(words.usage)
      }
    }
    guard !chosen.isBinary else {
      throw ShellError.said("A workbook cannot be shown here. Write: .once result.xlsx")
    }
    format = chosen
    self.style = style
  }

  func setOutput(_ words: DotCommand.Words) throws {
    try closeOutput()
    guard !words.all.isEmpty else { return }
    let (path, replaces) = try Self.file(words)
    let chosen = ResultFormat(fileName: path) ?? (format == .table ? .csv : format)
    guard !chosen.isBinary else {
      throw ShellError.said(
        "A workbook takes one result. Write: .once \(path), and then the statement.")
    }
    output = try WholeFile(path: path, replacing: replaces)
    formatOfScreen = format
    format = chosen
  }
}
