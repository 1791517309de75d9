/// What came out of one comparison, in words; how much it counts is in `PairWeights`.
package enum PairLevel: String, CaseIterable, Sendable {
  // Title
  case titleSame = "title the same"
  case titleSameShort = "title the same, but short"
  case titleNearlySame = "title nearly the same"
  case titleProperSame = "title proper the same"
  case titleProperSameShort = "title proper the same, but short"
  case titleContained = "one title holds the other"
  case titleMostWords = "most words of the titles the same"
  case titleMostOfShorter = "most words of the shorter title in the other"
  case titleSomeWords = "some words of the titles the same"
  case titleFewWords = "few words of the titles the same"
  case titleOther = "titles differ"
  case titleShortOtherName = "a short title the same, by another author"
  case titleAlone = "nothing but a short title to compare"
  // Numbers in the title, and parts
  case numbersOther = "numbers in the titles differ"
  case partSame = "part the same"
  case setAndVolume = "a set here, one of its parts there"
  case partOther = "parts differ"
  // Names
  case nameSame = "author the same"
  case nameFits = "author's surname the same, forenames fit"
  case nameSurname = "author's surname the same"
  case nameSimilar = "authors similar"
  case nameAdded = "author among the other's added entries"
  case nameInStatement = "author in the other's statement of responsibility"
  case nameOther = "authors differ"
  // Year
  case yearSame = "year the same"
  case yearShared = "a year in common"
  case yearNext = "a year apart"
  case yearNear = "few years apart"
  case yearFar = "years differ"
  case startSame = "began in the same year"
  case startOther = "began in different years"
  // Extent
  case pagesSame = "extent the same"
  case pagesShared = "a number of the extent in common"
  case pagesNear = "extent nearly the same"
  case pagesSimilar = "extent similar"
  case pagesOther = "extent differs"
  case volumesSame = "number of volumes the same"
  case volumesOther = "numbers of volumes differ"
  case volumesAndPages = "volumes here, pages there"
  // Edition
  case editionSame = "edition the same"
  case editionWordsSame = "edition statement the same"
  case editionLaterOnly = "only one is a later edition"
  case editionRevisedOnly = "only one is a revised edition"
  case editionUnclear = "edition statements differ"
  case editionOther = "editions differ"
  // Imprint and size
  case publisherSame = "publisher the same"
  case publisherPartly = "publishers share a word"
  case publisherOther = "publishers differ"
  case placeSame = "place the same"
  case placeOther = "places differ"
  case heightSame = "height the same"
  case heightNear = "height one centimetre apart"
  case heightOther = "heights differ"
  // What it is
  case languageOther = "languages differ"
  case issuanceOther = "one is a serial, the other is not"
  case mediumOther = "one is read, the other heard or watched"
  // Identifiers
  case isbnShared = "ISBN the same"
  case isbnAcross = "ISBN the same, of another form in one record"
  case isbnOther = "ISBNs differ"
  case issnShared = "ISSN the same"
  case issnAcross = "ISSN the same, of another form in one record"
  case issnOther = "ISSNs differ"
  case oclcShared = "OCLC number the same"
  case oclcAcross = "OCLC number the same, replaced or of another form in one record"
  case oclcOther = "OCLC numbers differ"
  case lccnShared = "LCCN the same"
  case lccnOther = "LCCNs differ"
  case identifierSetAside = "number shared but set aside"
}

/// One piece of evidence: what was found, and the values that it was found in.
package struct PairFinding: Sendable, Equatable {
  /// What was found.
  package let level: PairLevel
  /// The values, where they say more than the level does; else empty.
  package let detail: String

  init(_ level: PairLevel, _ detail: String = "") {
    self.level = level
    self.detail = detail
  }
}
