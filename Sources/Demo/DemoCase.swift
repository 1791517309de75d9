/// A situation that is planted in the fictional library on purpose, each at least three times.
package enum DemoCase: String, CaseIterable, Sendable {
  // What ties the local copy to its twin

  /// A twin that shares an ISBN.
  case sharedISBN
  /// A twin that shares an ISSN.
  case sharedISSN
  /// The local bib has the print ISBN, the Community Zone lists print and electronic.
  case printISBN
  /// The local bib has the electronic ISBN only as cancelled number, in 020 $z.
  case cancelledISBN
  /// The local ISBN has ten characters, the Community Zone's thirteen.
  case tenCharacterISBN
  /// The local ISBN has hyphens.
  case hyphenatedISBN
  /// The local ISBN is followed by a qualifier such as (electronic bk.).
  case qualifiedISBN
  /// The local identifier has a wrong check digit; only the title ties it to its twin.
  case badIdentifier
  /// The twin has the same MMS ID, on the same platform.
  case sameBib
  /// A twin with no identifier in the local record, on the same platform.
  case titleOnly
  /// The twin is in two collections of its platform.
  case twoTwins

  // What only looks like a twin

  /// The same MMS ID, but on another platform.
  case sameBibOtherPlatform
  /// The same MMS ID; the local copy is on a journal's own domain, so its platform is unknown.
  case sameBibUnknownPlatform
  /// A twin whose local copy is on a journal's own domain, so that its platform is unknown.
  case unknownPlatform
  /// The same work on another platform.
  case otherPlatform
  /// The same title on the same platform in another edition.
  case otherEdition
  /// Another volume of the same title.
  case anotherVolume
  /// The ISBN of the whole set stands on each volume.
  case setISBN
  /// A generic title of two words that another work of the platform has too.
  case genericTitle
  /// A title of a platform that none of its collections has.
  case noTwinOnPlatform
  /// A title of the library's own digital collection.
  case localDigitalCollection
  /// The twin is not available.
  case inactiveTwin
  /// The twin's collection is not available.
  case inactiveCollection

  // How the two spell it

  /// A URL behind a proxy, `login?url=`.
  case proxiedURL
  /// A URL behind a proxy, percent-encoded, `login?qurl=`.
  case encodedProxiedURL
  /// Two letters of the local title have changed places.
  case typingSlip
  /// The local title has lost its subtitle.
  case missingSubtitle
  /// The local title begins with an article, the twin's does not.
  case leadingArticle
  /// The local title has `&` for `and`.
  case ampersand
  /// The diacritics of the local title are combining marks.
  case decomposedDiacritics

  // What hangs on the local copy

  /// An open order line on the portfolio.
  case openOrder
  /// A closed or cancelled order line on the portfolio.
  case closedOrder
  /// A second order line, named as additional PO line of the portfolio.
  case additionalOrder
  /// An order line that names the bib but no portfolio.
  case orderOnBibOnly
  /// An order line that only the inventory report names.
  case orderOnlyInReport
  /// An order line that names the Community Zone bib while the local portfolio still carries it.
  case halfMovedOrder
  /// A licence on the local portfolio.
  case licence
  /// A coverage statement on the local portfolio.
  case localCoverage
  /// The local bib has print holdings too.
  case printHoldings
  /// The local bib is bound with another (773).
  case boundWith
  /// The local bib is linked to the network zone.
  case networkLinked
  /// The union database's number in 035 is the old bib id of another title.
  case unionNumberTrap
  /// A 035 has the number of another library's database.
  case otherLibraryNumber
  /// The bib also links to a table of contents, which made no portfolio.
  case tableOfContentsLink
  /// Two local portfolios on one bib, one with a twin and one without.
  case twoPortfoliosOnBib

  // What became of the migration

  /// A database with an order line.
  case databaseWithOrder
  /// A database without an order line.
  case databaseWithoutOrder
  /// A database that no Community Zone collection stands for.
  case databaseWithoutCollection
  /// Listed for the migration, but never made.
  case neverMade
  /// Listed as database, made as portfolio.
  case wrongType
  /// Listed twice.
  case listedTwice
  /// A bib without inventory on which nothing hangs.
  case orphanFree
  /// A bib without inventory that has an open order line.
  case orphanOpenOrder
  /// A bib without inventory that has closed order lines only.
  case orphanClosedOrder
  /// A bib without inventory that is bound with another.
  case orphanBoundWith
  /// A portfolio that was deleted in Alma but is still in the report.
  case deletedPortfolio
}
