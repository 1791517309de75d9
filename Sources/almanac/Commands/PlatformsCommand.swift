import ArgumentParser
import Importing
import Queries
import Store

struct PlatformsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "platforms",
    abstract: "Which host, interface and collection belong to one platform.",
    discussion: """
      Mostly that is learned from titles with identifiers. Your own map says what cannot be learned, \
      and overrules what was: hosts, interfaces and collections of one platform are the same, those of \
      two are different.

      Examples:
        almanac platforms
        almanac platforms suggest --output platforms.xlsx
        almanac platforms import platforms.xlsx
        almanac platforms export platforms.csv
      """,
    subcommands: [List.self, Suggest.self, Export.self, Import.self],
    defaultSubcommand: List.self)

  /// The columns of a map, under headings that `import` knows.
  fileprivate static let mapColumns = """
    platform AS "Platform", host AS "Host", interface_name AS "Interface Name",
    collection_id AS "Electronic Collection Id",
    collection_name AS "Electronic Collection Public Name", note AS "Note"
    """

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "What belongs together, by your map and by what was learned.",
      discussion: """
        What was not learned, and why: almanac run quality/platforms

        Example:
          almanac platforms list
        """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
      let rows = try PlatformsCommand.print(
        """
        SELECT platform, host, interface_name, collection_id, collection_name, known_by, titles,
               of, note
        FROM platform_list
        ORDER BY platform, known_by = 'your map' DESC, host, interface_name, collection_name
        """, common, output)
      common.say(counted(rows, "row", "rows"))
    }
  }

  struct Suggest: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Hosts that the votes leave open, each with the interface that it probably is.",
      discussion: """
        The map that you have comes first, then a line for each open host, the one that would settle \
        most pairs first. Take out what is wrong, and give the rest to almanac platforms import.

        Examples:
          almanac platforms suggest
          almanac platforms suggest --output platforms.xlsx
        """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
      let rows = try PlatformsCommand.print(
        """
        SELECT \(PlatformsCommand.mapColumns), pairs AS "Pairs"
        FROM (
          SELECT platform, host, interface_name, collection_id, collection_name, note,
                 NULL AS pairs, 1 AS part
          FROM current_platform_map
          UNION ALL
          SELECT platform, host, interface_name, '', '', note, pairs, 2
          FROM platform_suggestion
        )
        ORDER BY part, pairs DESC, host, interface_name, collection_name
        """, common, output)
      common.say("\(counted(rows, "row", "rows")). Check, then: almanac platforms import FILE")
    }
  }

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Writes your map to a file, as import takes it.",
      discussion: """
        Examples:
          almanac platforms export platforms.xlsx
          almanac platforms export platforms.csv --force
        """)

    @OptionGroup var common: CommonOptions
    @Flag(help: "Replace the file if it is there.") var force = false
    @Argument(help: "The file, .xlsx or .csv.", completion: .file()) var file: String

    func run() throws {
      let output = try OutputOptions.parse(["--output", file] + (force ? ["--force"] : []))
      let rows = try PlatformsCommand.print(
        """
        SELECT \(PlatformsCommand.mapColumns)
        FROM current_platform_map
        ORDER BY platform, host, interface_name, collection_name, collection_id
        """, common, output)
      common.say("\(counted(rows, "row", "rows")) of your map in \(file)")
    }
  }

  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Takes a map of platforms; it replaces the one before.",
      discussion: """
        A table with Platform, and with Host, Interface Name or a collection on each line. The match \
        is brought up to date when next asked.

        Example:
          almanac platforms import platforms.xlsx
        """)

    @OptionGroup var common: CommonOptions
    @Argument(help: "The map.", completion: .file()) var file: String

    func run() throws {
      var request = ImportRequest(paths: [file])
      request.kind = .platforms
      request.scope = .all
      try request.check()
      let store = try common.open(.write)
      let report = try Importer(store, request, onFile: { common.say(FileLine($0).text) }).run()
      for note in report.notes { common.say("Note: \(note)") }
      common.say(
        report.institution == nil
          ? "Nothing new in it." : "See: almanac platforms list")
    }
  }

  fileprivate static func print(_ sql: String, _ common: CommonOptions, _ output: OutputOptions)
    throws -> Int
  {
    let store = try common.openMatched()
    return try output.print { printer in
      try QueryRun(store).run(sql: sql, mayWrite: false, limit: output.limit, into: &printer)
    }.rows
  }
}
