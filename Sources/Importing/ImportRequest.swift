import Store

/// What `almanac import` was asked to do.
package struct ImportRequest: Sendable {
  /// Files, folders of files, archives, and `-` for standard input.
  package var paths: [String]
  /// What the file is; nil where it is of no kind.
  package var kind: InputKind?
  /// Where the files have their facts, as the user says.
  package var map: MapFile?
  /// The day that the data is from, YYYY-MM-DD; nil: told from the files.
  package var asOf: String?
  /// Code of the institution; nil: told from the ids.
  package var institution: String?
  /// Name of the collection that a part of the portfolios, or a title list, is of.
  package var collection: String?
  /// Whole or part, as the user says; nil: as the rows show.
  package var scope: Scope?
  /// How many rows of a file may be rejected.
  package var rejectLimit = RejectLimit.share(5)
  /// Whether files that were loaded before are loaded once more.
  package var isAgain = false
  /// Whether everything is undone at the end, and only told.
  package var isDryRun = false

  /// Whether files are the whole of their kind.
  package enum Scope: String, Sendable, CaseIterable {
    case all, part
  }

  /// A request with the defaults of the command.
  package init(paths: [String]) {
    self.paths = paths
  }

  /// Whether the day is one, and every path is there: asked before a database is opened or made.
  ///
  /// - Throws: `ImportError`.
  package func check(today: String = Timestamp.day(.now)) throws {
    if let day = asOf {
      guard Timestamp.isDay(day) else { throw ImportError.badDate(day) }
      guard day <= today else { throw ImportError.futureDate(day) }
    }
    _ = try InputSource.sources(of: paths)
  }
}

/// How many rows of a file may be rejected before nothing is imported.
package enum RejectLimit: Equatable, Sendable, CustomStringConvertible {
  case count(Int)
  /// In percent of the rows read.
  case share(Double)

  /// - Throws: `ImportError.badRejectLimit` for anything but `20` or `5%`.
  package init(_ text: String) throws {
    if text.hasSuffix("%"), let share = Double(text.dropLast()), (0...100).contains(share) {
      self = .share(share)
    } else if let count = Int(text), count >= 0 {
      self = .count(count)
    } else {
      throw ImportError.badRejectLimit(text)
    }
  }

  func allows(rejected: Int, read: Int) -> Bool {
    switch self {
    case .count(let count): rejected <= count
    case .share(let share): Double(rejected) * 100 <= share * Double(read)
    }
  }

  /// The limit as it is written on the command line.
  package var description: String {
    switch self {
    case .count(let count): "\(count)"
    case .share(let share):
      share == share.rounded() ? "\(Int(share))%" : "\(share)%"
    }
  }
}

/// What became of one file, for the ledger on the screen.
package struct FileReport: Sendable {
  /// How it ended for a file.
  package enum Fate: Sendable, Equatable {
    case imported
    /// Its bytes were loaded before.
    case known(day: String)
    /// Found in a folder and of no kind: passed over, with the reason.
    case passedOver(String)
  }

  /// The file's name, without its folder.
  package let name: String
  /// Imported, known already, or passed over.
  package let fate: Fate
  /// What the file is; nil where it is of no kind.
  package var kind: InputKind?
  /// What became of its rows.
  package var counts = RowCounts()
  /// What the user should know of it, a sentence each.
  package var warnings: [String] = []
  /// How long reading took.
  package var seconds = 0.0
}

/// What an import did.
package struct ImportReport: Sendable {
  /// Every file of the command, in the order of reading.
  package var files: [FileReport] = []
  /// What the user should know of a snapshot as a whole: that it counts as a part, and why.
  package var notes: [String] = []
  /// Code of the institution that the snapshots are of; nil where nothing was imported.
  package var institution: String?
  /// What a dry run found; nil where the import was meant.
  package var dryRun: DryRun?
}
