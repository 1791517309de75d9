/// How much each level counts, and why. This is the one place where the numbers are.
///
/// Ten points are odds of about 2.7 to 1. The numbers were fitted (logistic regression with absence
/// at 0) to pairs that people had labelled, five times on four fifths and tried on the rest, then
/// rounded, and moved to the safe side where a rule of cataloguing is surer than the sample: a part
/// that differs is another book however much else agrees. Three laws hold beyond any sample: what a
/// record does not say counts nothing, agreement never counts against, and contradiction never for.
package enum PairWeights {
  /// Points of a level, and the reason for them.
  package struct Weight: Sendable {
    package let points: Int
    package let reason: String

    init(_ points: Int, _ reason: String) {
      self.points = points
      self.reason = reason
    }
  }

  /// What two records have before anything is compared: most pairs are not the same.
  package static let start = -10

  /// Titles that so many works carry that they decide nothing by themselves.
  static let titlesThatNeedMore: Set<PairLevel> = [.titleSameShort, .titleProperSameShort]

  /// The points of a level.
  package static func points(of level: PairLevel) -> Int { weight(of: level).points }

  /// The points of a level and their reason.
  package static func weight(of level: PairLevel) -> Weight {
    guard let weight = table[level] else { fatalError("no weight for \(level)") }
    return weight
  }

  /// All levels with their weights.
  package static let table: [PairLevel: Weight] = titles.merging(names) { first, _ in first }
    .merging(years) { first, _ in first }.merging(books) { first, _ in first }
    .merging(numbers) { first, _ in first }

  private static let titles: [PairLevel: Weight] = [
    .titleSame: Weight(30, "the strongest single sign; editions and reprints share it, though"),
    .titleSameShort: Weight(24, "one or two words are the title of many works"),
    .titleProperSame: Weight(21, "one cataloguer leaves the subtitle out"),
    .titleProperSameShort: Weight(20, "a subtitle left out, of a title that many works have"),
    .titleNearlySame: Weight(14, "one word more or less may be spelling, or another work"),
    .titleContained: Weight(12, "long titles are cut off"),
    .titleMostWords: Weight(-12, "a series of similar works shares most words"),
    .titleMostOfShorter: Weight(-16, "catalogues and reports are called alike"),
    .titleSomeWords: Weight(-25, "works on one subject share words"),
    .titleFewWords: Weight(-40, "chance"),
    .titleOther: Weight(-45, "one work under two titles is rare"),
    .titleShortOtherName: Weight(0, "many works have it, and this is mostly one of them"),
    .titleAlone: Weight(-25, "a short title and nothing else is too little to go by"),
    .numbersOther: Weight(-30, "the census of 1910 is not that of 1920"),
    .partSame: Weight(2, "the title says most of it already"),
    .setAndVolume: Weight(-40, "a volume is not the set"),
    .partOther: Weight(-75, "another volume is another book, whatever else agrees"),
  ]

  private static let names: [PairLevel: Weight] = [
    .nameSame: Weight(4, "another edition has the same author, so that it adds little"),
    .nameFits: Weight(4, "forenames are written out or not"),
    .nameAdded: Weight(4, "one cataloguer's author is another's editor or issuing body"),
    .nameInStatement: Weight(4, "the title page names the author, the heading does not"),
    .nameSimilar: Weight(4, "names of bodies are written in many ways"),
    .nameSurname: Weight(0, "surnames are shared by chance"),
    .nameOther: Weight(-20, "one of the two may still stand under a translator or a body"),
  ]

  private static let years: [PairLevel: Weight] = [
    .yearSame: Weight(29, "what tells editions of one title apart best"),
    .yearShared: Weight(0, "copyright or reprint of one is the year of the other"),
    .yearNext: Weight(-12, "year of the preface against that of the title page, or a reprint"),
    .yearNear: Weight(-24, "most often another printing or edition"),
    .yearFar: Weight(-26, "another printing or edition"),
    .startSame: Weight(10, "serials of one name began at different times"),
    .startOther: Weight(-15, "cataloguers count from the issue that they have seen"),
  ]

  private static let books: [PairLevel: Weight] = [
    .pagesSame: Weight(8, "printings share it with editions"),
    .pagesShared: Weight(0, "plates or preliminaries are counted by one only"),
    .pagesNear: Weight(-8, "unnumbered pages counted or not, or a reset edition"),
    .pagesSimilar: Weight(-12, "most often another edition"),
    .pagesOther: Weight(-25, "another edition or another work"),
    .volumesSame: Weight(8, "as the same pages"),
    .volumesOther: Weight(-10, "sets grow, and are bound together"),
    .volumesAndPages: Weight(-8, "a set against one book"),
    .editionSame: Weight(2, "the year says most of it already"),
    .editionWordsSame: Weight(2, "the year says most of it already"),
    .editionLaterOnly: Weight(-17, "who states no edition mostly has the first"),
    .editionRevisedOnly: Weight(-5, "mostly another edition; first ones are called new, too"),
    .editionUnclear: Weight(-11, "two statements for one edition are rare"),
    .editionOther: Weight(-40, "another edition is another book"),
    .publisherSame: Weight(0, "publishers reprint their own books"),
    .publisherPartly: Weight(0, "names of firms are cut in many ways"),
    .publisherOther: Weight(-15, "another publisher mostly is another edition"),
    .placeSame: Weight(0, "most books come from few places"),
    .placeOther: Weight(-8, "one of several offices, or another edition"),
    .heightSame: Weight(0, "most books are of one size"),
    .heightNear: Weight(-2, "rounding, or the binder's knife"),
    .heightOther: Weight(-9, "another edition, or bound otherwise"),
    .languageOther: Weight(-10, "a translation mostly has another title; codes are often wrong"),
    .issuanceOther: Weight(-15, "sets and yearbooks are catalogued as either"),
    .mediumOther: Weight(-60, "a recording is not the book"),
  ]

  private static let numbers: [PairLevel: Weight] = [
    .isbnShared: Weight(35, "given to one edition, in one form"),
    .isbnAcross: Weight(25, "the other form of the same edition"),
    .isbnOther: Weight(
      -12, "hardback, paperback and electronic have their own, and so have editions"),
    .issnShared: Weight(35, "given to one serial"),
    .issnAcross: Weight(25, "the other form of the same serial"),
    .issnOther: Weight(-25, "a serial that changed its name has another"),
    .oclcShared: Weight(35, "both libraries hold the same record of WorldCat"),
    .oclcAcross: Weight(25, "WorldCat merged the records, or links the other form"),
    .oclcOther: Weight(-5, "WorldCat has many records of one edition"),
    .lccnShared: Weight(30, "given to one record of the Library of Congress"),
    .lccnOther: Weight(-10, "editions have their own, but so have some reprints"),
    .identifierSetAside: Weight(0, "a set's number, or a wrong one: no evidence"),
  ]
}
