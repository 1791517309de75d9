/// A line of the P2E list, and what it became.
package struct FoundOldBib: Encodable, Sendable {
  /// A bib that it became, and how that is known.
  package struct Bib: Encodable, Sendable {
    /// Its MMS ID.
    package let mmsID: String
    /// "old bib id in 035 $a (PSCdb)".
    package let route: String
  }

  /// The id as the file has it.
  package let legacyID: String
  /// portfolio, database, package, or '' where not said.
  package let resourceType: String
  /// The title, where the list has one.
  @Nullable package var title: String?
  /// The URL, where the list has one.
  @Nullable package var url: String?
  /// The old system's order numbers, where the list has them.
  @Nullable package var poNumber: String?
  /// The bibs that it became.
  package let became: [Bib]
  /// Whether a current snapshot has it.
  package let isCurrent: Bool
  /// Where it stands.
  package let sources: [Place]
}

/// A bibliographic record.
package struct FoundBib: Encodable, Sendable {
  /// An identifier that it carries.
  package struct Identifier: Encodable, Sendable {
    /// isbn, issn, oclc, doi, ckb.
    package let type: String
    /// Normalized, or as it stands where it is not valid.
    package let value: String
    /// Where it stands: "020 $a".
    package let field: String
    /// Whether its check digit holds.
    package let isValid: Bool
  }

  /// Its MMS ID.
  package let mmsID: String
  /// The title.
  package let title: String
  /// serial, monograph, and others.
  package let material: String
  /// The author.
  package let author: String
  /// The edition statement.
  package let edition: String
  /// The publisher.
  package let publisher: String
  /// The year of publication.
  @Nullable package var year: Int?
  /// Whether it is suppressed from discovery; null where the file does not say.
  @Nullable package var isSuppressed: Bool?
  /// Its identifiers.
  package let identifiers: [Identifier]
  /// Numbers of former systems, "(PSCdb)100035".
  package let oldNumbers: [String]
  /// Whether a current snapshot has it.
  package let isCurrent: Bool
  /// Where it stands.
  package let sources: [Place]
}

/// An electronic portfolio.
package struct FoundPortfolio: Encodable, Sendable {
  /// Its id.
  package let portfolioID: String
  /// The bib that it is on.
  @Nullable package var mmsID: String?
  /// The title.
  @Nullable package var title: String?
  /// Whether it is linked to the Community Zone; null where no file says.
  @Nullable package var isCommunityZone: Bool?
  /// Whether it stands in no collection.
  @Nullable package var isStandalone: Bool?
  /// active, inactive, or ''.
  @Nullable package var availability: String?
  /// Id of its collection.
  @Nullable package var collectionID: String?
  /// Name of its collection.
  @Nullable package var collection: String?
  /// The interface of its collection.
  @Nullable package var platform: String?
  /// Its own URL.
  @Nullable package var url: String?
  /// The host of that, without proxy.
  @Nullable package var host: String?
  /// The order line that the inventory names.
  @Nullable package var poLine: String?
  /// Further order lines that the inventory names.
  @Nullable package var additionalPOLines: String?
  /// The licence on it.
  @Nullable package var license: String?
  /// Local coverage.
  @Nullable package var coverage: String?
  /// The day that it was made.
  @Nullable package var createdOn: String?
  /// What the match says of it; null where it is no local copy of the migration.
  @Nullable package var match: FoundMatch?
  /// Local copies of which it is the best candidate.
  package let twinOf: [FoundTwin]
  /// Whether it is there now.
  package let isCurrent: Bool
  /// Where it stands.
  package let sources: [Place]
}

/// What the match says of a local copy, in brief.
package struct FoundMatch: Encodable, Sendable {
  /// A gate that does not pass.
  package struct Gate: Encodable, Sendable {
    /// Its name.
    package let gate: String
    /// required, advisory, alma, bib.
    package let `class`: String
    /// fail or unknown.
    package let value: String
    /// What it says.
    package let detail: String
  }

  /// safe, blocked, review, or no-twin.
  package let outcome: String
  /// How it is known to come from the P2E list: file, creator, go-live, absence.
  package let p2eBy: String
  /// T1 to T4.
  @Nullable package var tier: String?
  /// The best candidate.
  @Nullable package var twinPortfolioID: String?
  /// Its collection.
  @Nullable package var twinCollection: String?
  /// What speaks for it.
  @Nullable package var evidence: String?
  /// Why it is no better.
  @Nullable package var why: String?
  /// What may become of the bib: delete or keep.
  @Nullable package var bibAfter: String?
  /// How many gates pass.
  package let passed: Int
  /// The gates that do not pass.
  package let gates: [Gate]
  /// The command that shows the whole reasoning.
  package let explain: String
}

/// A local copy of which a portfolio is the best candidate.
package struct FoundTwin: Encodable, Sendable {
  /// The local copy.
  package let portfolioID: String
  /// How sure that is.
  package let tier: String
}

/// A purchase order line.
package struct FoundOrderLine: Encodable, Sendable {
  /// Its number.
  package let poLine: String
  /// Its title.
  @Nullable package var title: String?
  /// Its status, as in the file.
  @Nullable package var status: String?
  /// open, closed, unknown.
  package let state: String
  /// Its type.
  @Nullable package var type: String?
  /// Its vendor.
  @Nullable package var vendor: String?
  /// The bib that it is on.
  @Nullable package var mmsID: String?
  /// The portfolio that it is on.
  @Nullable package var portfolioID: String?
  /// Whether a current snapshot has it.
  package let isCurrent: Bool
  /// Where it stands.
  package let sources: [Place]
}

/// Something on the shelf.
package struct FoundHolding: Encodable, Sendable {
  /// Its id.
  @Nullable package var holdingID: String?
  /// The library.
  @Nullable package var library: String?
  /// The location.
  @Nullable package var location: String?
  /// The call number.
  @Nullable package var callNumber: String?
  /// How many items, as in the file.
  @Nullable package var items: String?
  /// Whether a current snapshot has it.
  package let isCurrent: Bool
  /// Where it stands.
  package let sources: [Place]
}

/// A title of the link resolver, and the collections in which it was active.
package struct FoundResolverTitle: Encodable, Sendable {
  /// A collection in which it was active.
  package struct Target: Encodable, Sendable {
    /// The resolver's id.
    package let targetID: String
    /// Its name.
    package let name: String
    /// Its service: getFullTxt and others.
    package let service: String
    /// Its id in the Community Zone.
    package let czCollectionID: String
    /// Its collection in Alma; null where none is loaded.
    @Nullable package var collectionID: String?
    /// The coverage in words.
    package let coverage: String
  }

  /// The resolver's id.
  package let objectID: String
  /// The title.
  package let title: String
  /// serial, monograph, ''.
  package let material: String
  /// The collections in which it was active.
  package let targets: [Target]
  /// Whether a current snapshot has it.
  package let isCurrent: Bool
  /// Where it stands.
  package let sources: [Place]
}

/// An electronic collection, of Alma or of the link resolver.
package struct FoundCollection: Encodable, Sendable {
  /// Its id in Alma; null where the link resolver alone has it.
  @Nullable package var collectionID: String?
  /// Its id in the Community Zone.
  @Nullable package var czCollectionID: String?
  /// Its name.
  @Nullable package var name: String?
  /// Whether it is linked to the Community Zone.
  @Nullable package var isCommunityZone: Bool?
  /// Its interface.
  @Nullable package var platform: String?
  /// active, inactive, or ''.
  @Nullable package var availability: String?
  /// How many portfolios the file says that it has.
  @Nullable package var portfolioCount: Int?
  /// Its bib.
  @Nullable package var mmsID: String?
  /// The order line on it.
  @Nullable package var poLine: String?
  /// Its name in the link resolver.
  @Nullable package var resolverTarget: String?
  /// Whether a current snapshot has it.
  package let isCurrent: Bool
  /// Where it stands.
  package let sources: [Place]
}
