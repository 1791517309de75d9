import ArgumentParser
import Formats
import Matching
import Queries

extension MatchCommand {
  struct Pairs: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Scores given pairs of MARC records: are they of the same edition?",
      discussion: """
        RECORDS is MARCXML or MARC 21, also as .gz or in a .zip. PAIRS has the 001 of two records \
        on each line; a first line with names of columns is passed over, and a third column of 1 \
        and 0 is taken for what is true, and compared. One of the files may be - (standard input). \
        No database is needed.

        Each row of the answer has the two ids, the score, same (1 or 0: the score is above 0), and \
        why: what was compared and how many points each thing gave. Title, part, author, year, \
        edition, extent, publisher, place and identifiers count; what a record does not say counts \
        nothing. A pair with an id that RECORDS does not have gets no score, and says so.

        Examples:
          almanac match pairs records.xml pairs.csv
          almanac match pairs records.mrc.gz pairs.csv --output scored.xlsx
          almanac match pairs records.xml pairs.csv --format line --limit 5
        """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: OutputOptions
    @Argument(help: "The records.") var records: String
    @Argument(help: "The pairs, as CSV.") var pairs: String

    private static let columns = ["id1", "id2", "score", "same", "why"]
    /// How many missing ids are named.
    private static let named = 5

    func run() throws {
      let run = try PairRun(records: records, pairs: pairs)
      var tally = PairTally()
      var same = 0
      let result = try output.print { printer in
        try printer.begin(columns: Self.columns)
        var rows = 0
        for row in run.rows {
          if rows == output.limit { break }
          try printer.row(cells(row))
          rows += 1
          tally.add(row)
          if row.score?.isSame == true { same += 1 }
        }
        try printer.end()
        return (rows, rows < run.list.pairs.count)
      }
      say(run, result)
      if tally.count > 0 { common.say(Self.text(tally)) }
      common.say("\(counted(result.rows, "pair", "pairs")), \(grouped(same)) of them the same")
    }

    private func cells(_ row: PairRun.Row) -> [Cell] {
      [
        .text(row.pair.first), .text(row.pair.second),
        row.score.map { .integer(Int64($0.points)) } ?? .null,
        row.score.map { .integer($0.isSame ? 1 : 0) } ?? .null, .text(row.why),
      ]
    }

    private func say(_ run: PairRun, _ result: (rows: Int, isCut: Bool)) {
      if let header = run.list.header {
        common.say("The first line names columns (\(header.first), \(header.second)): no pair.")
      }
      if result.isCut { common.say("More pairs were left off by --limit.") }
      let records = run.records
      if records.damaged > 0 {
        common.say(
          "\(counted(records.damaged, "record is", "records are")) too damaged to be read.")
      }
      if let first = records.repeated.first {
        common.say(
          counted(records.repeated.count, "record has", "records have")
            + " a 001 that another has (\(first)); the first counts."
        )
      }
      guard !run.missing.isEmpty else { return }
      let ids = run.missing.prefix(Self.named).joined(separator: ", ")
      common.say(
        """
        Not in \(records.count == 1 ? "the one record" : "the \(grouped(records.count)) records"): \
        \(grouped(run.missing.count)) \(run.missing.count == 1 ? "id" : "ids") (\(ids)\(run.missing.count > Self.named ? " ..." : "")). \
        Their pairs have no score.
        """)
    }

    private static func text(_ tally: PairTally) -> String {
      """
      Against the labels of \(counted(tally.count, "pair", "pairs")): precision \(percent(tally.precision)), \
      recall \(percent(tally.recall)), F1 \(percent(tally.f1)); \(grouped(tally.wrong)) wrongly the \
      same, \(grouped(tally.missed)) missed
      """
    }

    private static func percent(_ share: Double) -> String {
      let tenths = Int((share * 1_000).rounded())
      return "\(tenths / 10).\(tenths % 10) %"
    }
  }
}
