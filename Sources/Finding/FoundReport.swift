/// All that is known of what an argument may be.
package struct FoundReport: Encodable, Sendable {
  /// The argument.
  package let sought: String
  /// What it was looked for as, and of what something was found.
  package var readings: [FoundReading]
  /// What was found, the surest first.
  package var things: [FoundThing]
  /// Found as well, and left off by the limit.
  package var notShown: Int
  /// Whether there is more than was counted.
  package var isCounted: Bool
  /// Rows of the files with this id that could not be read.
  package let rejectedRows: [RejectedRow]
  /// Kinds of input that are not loaded at all.
  package let notLoaded: [String]
  /// What is not whole and fresh, in words.
  package let troubles: [String]
  /// How many titles were read through for their words; null where none were.
  @Nullable package var titlesRead: Int?
  /// Whether all titles were, or the bound was reached.
  package var isReadThrough: Bool
  /// What kind of Alma id the argument is, where none is found by it: "holdings".
  @Nullable package var otherAlmaID: String?
  /// Whether nothing is current, and an older snapshot knows it.
  package var isSupersededOnly: Bool
}

/// One way to read the argument, and what it led to.
package struct FoundReading: Encodable, Sendable {
  /// What it is taken for.
  package let type: Reading.Kind
  /// The text that is compared.
  package let value: String
  /// How many rows of the files carry it.
  package let rows: Int
}

/// Where a record stands: snapshot, file and row.
package struct Place: Encodable, Sendable, Equatable {
  /// The kind of input, as on the command line.
  package let kind: String
  /// The snapshot's id.
  package let snapshotID: Int64
  /// The day that the data is from.
  package let asOf: String
  /// whole, part, facts, older or superseded.
  package let role: String
  /// The file's name; null where the record is gathered from several rows.
  @Nullable package var file: String?
  /// The row, or the number of the record in its file.
  @Nullable package var row: Int?

  package static func == (left: Place, right: Place) -> Bool {
    left.snapshotID == right.snapshotID && left.file == right.file && left.row == right.row
  }
}

/// Why a thing was found: what of the argument stands in which field of which record.
package struct FoundBy: Encodable, Sendable {
  /// What the argument was taken for.
  package let type: Reading.Kind
  /// How the record has it.
  package let value: String
  /// Where it stands in the record: "020 $a".
  package let field: String
  /// The record.
  package let place: Place
}

/// A row of a file that could not be read and names the id.
package struct RejectedRow: Encodable, Sendable {
  /// The file's name.
  package let file: String
  /// Its row.
  package let row: Int
  /// Why it was rejected.
  package let reason: String
}

/// One thing with everything that the files say of it: mostly a title, which is all that hangs on
/// one bib.
package struct FoundThing: Encodable, Sendable {
  /// What it is.
  package enum Kind: String, Encodable, Sendable {
    case title, portfolio, collection
    case orderLine = "po-line"
    case oldBib = "old-bib"
    case resolverTitle = "resolver-title"
    case resolverTarget = "resolver-target"
  }

  /// What it is.
  package let kind: Kind
  /// Its id: MMS ID, portfolio id, collection id, PO line, old bib id, object id, target id.
  package let id: String
  /// Code of the institution.
  package let institution: String
  /// The title or name, from the source that says it best.
  package var title = ""
  /// Why it was found.
  package var foundBy: [FoundBy] = []
  /// Lines of the P2E list.
  package var p2eRecords: [FoundOldBib] = []
  /// Records of the bib.
  package var bibs: [FoundBib] = []
  /// Portfolios, local and of the Community Zone; those that were found first.
  package var portfolios: [FoundPortfolio] = []
  /// How many more portfolios are on the bib, at least.
  package var portfoliosNotShown = 0
  /// Order lines.
  package var poLines: [FoundOrderLine] = []
  /// Physical holdings.
  package var holdings: [FoundHolding] = []
  /// Titles of the link resolver.
  package var resolverTitles: [FoundResolverTitle] = []
  /// Collections: the thing itself, or those whose bib it is.
  package var collections: [FoundCollection] = []

  /// Whether nothing is known of it.
  var isEmpty: Bool {
    p2eRecords.isEmpty && bibs.isEmpty && portfolios.isEmpty && poLines.isEmpty
      && holdings.isEmpty && resolverTitles.isEmpty && collections.isEmpty
  }
}
