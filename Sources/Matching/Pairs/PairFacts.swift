import Identifiers

/// What a MARC record says of the edition that it describes, as far as two records are compared.
///
/// An empty value is a record that says nothing: it speaks neither for nor against.
package struct PairFacts: Sendable, Equatable {
  /// One title with its words: 245, and its form in the original script (880).
  struct Title: Sendable, Equatable {
    /// Keys, part and edition as the match of portfolios has them.
    var facts: TitleFacts
    /// The different words of title and subtitle that carry meaning.
    var words: [String]
    /// The same of the title before its subtitle.
    var mainWords: [String]
  }

  /// A person or body.
  struct Name: Sendable, Equatable {
    /// The words before the first comma: a surname, or a body's whole name.
    var surname: [String]
    /// The words behind it.
    var forenames: [String]

    /// All words, whatever their order.
    var words: [String] { surname + forenames }

    init(surname: [String], forenames: [String]) {
      self.surname = surname
      self.forenames = forenames
    }

    /// A person in the order of a heading, "Vasquez, Clara"; a name without a comma is all surname.
    init(_ heading: String) {
      let comma = heading.firstIndex { $0 == "," || $0 == "、" } ?? heading.endIndex
      surname = FoldedWords.words(String(heading[..<comma]))
      forenames = FoldedWords.words(String(heading[comma...]))
    }
  }

  /// How the resource is issued: leader position 7, of which only these two never go together.
  enum Issuance: Sendable, Equatable { case monograph, serial }

  /// What a reader does with the resource. Books, scores and maps are one: cataloguers differ, and
  /// so they do on computer files, which electronic books were once coded as.
  enum Medium: String, Sendable { case read, heard, watched, object }

  /// Control number, 001.
  package var id = ""
  var titles: [Title] = []
  /// Main entry: 100, 110, 111, and their original script.
  var authors: [Name] = []
  /// 700, 710, 711.
  var addedNames: [Name] = []
  /// Words of the statement of responsibility, 245 $c.
  var responsibility: Set<String> = []
  /// The year of publication: 008, else the first of each imprint; for a serial, when it began.
  var mainYears: Set<Int> = []
  /// These years, the copyright's, and all years of 260 and 264 $c.
  var years: Set<Int> = []
  /// Years between which an uncertain date lies, or a work of several volumes came out.
  var yearRange: ClosedRange<Int>?
  /// Numbers of 300 $a that are no volumes: pages, leaves, columns.
  var pages: Set<Int> = []
  /// How many volumes 300 $a counts; 0 for "v." without a number.
  var volumes: Set<Int> = []
  /// Numbers of the editions that 250 and the title name.
  var editions: Set<Int> = []
  /// Words of each 250 $a, abbreviations written out.
  var editionStatements: Set<Set<String>> = []
  /// Words of 260 and 264 $b that are no "press" or "company".
  var publisher: [String] = []
  /// The first publisher as it is shown.
  var publisherText = ""
  /// Words of 260 and 264 $a.
  var place: [String] = []
  /// The first place as it is shown.
  var placeText = ""
  /// Heights in centimetres, rounded up (300 $c).
  var heights: Set<Int> = []
  /// Language in 008.
  var language = ""
  var issuance: Issuance?
  /// What leader position 6 says that the resource is to be read, heard or watched.
  var medium: Medium?
  var identifiers: [PairIdentifier] = []
}

/// A valid identifier of a record, and whether it is the record's own.
struct PairIdentifier: Sendable, Hashable {
  let kind: IdentifierKind
  let key: Int64
  /// As it is shown.
  let text: String
  /// False for $z, and for a number of another form of the same work (776).
  let isOwn: Bool
  /// Whether the record says that it is the number of a whole set, or of one volume.
  let isOfSet: Bool
}
