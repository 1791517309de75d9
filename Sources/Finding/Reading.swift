import Identifiers

/// One thing that an argument may be: a type of `known_identifier`, and how it is found there.
package struct Reading: Encodable, Sendable, Equatable {
  /// The type, as in the view `known_identifier`.
  package enum Kind: String, Encodable, Sendable, CaseIterable {
    case portfolio, mms, collection, isbn, issn, oclc, doi, ckb, legacy, target, title
    /// The collection's id in the Community Zone.
    case zoneCollection = "cz-collection"
    case orderLine = "po-line"
    /// The title without its subtitle.
    case mainTitle = "title-main"
    /// Titles that have all the words, read through.
    case words
  }

  /// What it is taken for.
  package let type: Kind
  /// The text that is compared: 13 digits of an ISBN, a title as it was given.
  package let value: String
  /// The key in `match_key`; nil where the view is asked by value.
  let key: Int64?

  private enum CodingKeys: String, CodingKey { case type, value }

  init(_ type: Kind, _ value: String, key: Int64? = nil) {
    (self.type, self.value, self.key) = (type, value, key)
  }

  /// Whether a key that was found is this one, and not another text of the same hash.
  func agrees(with found: String?) -> Bool {
    switch type {
    case .portfolio, .mms, .collection, .zoneCollection, .doi: found == value
    case .orderLine: found.map { Packing.orderLine($0) } == key
    default: true
    }
  }
}

extension Reading.Kind {
  /// What it is, in a librarian's words.
  package var words: String {
    switch self {
    case .portfolio: "portfolio id"
    case .mms: "MMS ID"
    case .collection: "collection id"
    case .zoneCollection: "collection id of the Community Zone"
    case .isbn: "ISBN"
    case .issn: "ISSN"
    case .oclc: "OCLC number"
    case .doi: "DOI"
    case .ckb: "object id of the link resolver"
    case .legacy: "old bib id"
    case .target: "target id of the link resolver"
    case .orderLine: "PO line"
    case .title: "title"
    case .mainTitle: "title without subtitle"
    case .words: "words of a title"
    }
  }

  /// The kinds of input in which one can stand, as on the command line.
  package var inputs: [String] {
    switch self {
    case .portfolio: ["portfolios", "po-lines"]
    case .mms: ["bibs", "portfolios", "po-lines", "holdings", "collections"]
    case .collection, .zoneCollection: ["collections"]
    case .isbn, .issn: ["bibs", "portfolios", "sfx"]
    case .oclc, .doi: ["bibs"]
    case .ckb: ["bibs", "sfx"]
    case .legacy: ["p2e", "bibs"]
    case .target: ["sfx"]
    case .orderLine: ["po-lines", "portfolios", "p2e"]
    case .title, .mainTitle: ["bibs", "portfolios", "sfx"]
    case .words: ["bibs", "portfolios", "collections", "sfx", "po-lines", "p2e"]
    }
  }
}
