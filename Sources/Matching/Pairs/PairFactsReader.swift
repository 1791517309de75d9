import Formats
import Identifiers

/// Takes from MARC records what pairs are compared by; keep one for a file.
package struct PairFactsReader {
  private var titles = TitleAnalyzer()

  /// A reader for any number of records.
  package init() {}

  /// What one record says.
  package mutating func facts(of record: MARCRecord) -> PairFacts {
    var facts = PairFacts()
    facts.id = record.controlNumber
    readFixedFields(record, into: &facts)
    for field in record.withOriginals("245").prefix(4) { facts.titles += [title(record, field)] }
    facts.titles.removeAll { $0.words.isEmpty }
    readNames(record, into: &facts)
    readImprint(record, into: &facts)
    readEdition(record, into: &facts)
    readExtent(record, into: &facts)
    facts.identifiers = PairIdentifiers.read(record)
    return facts
  }

  private mutating func title(_ record: MARCRecord, _ field: MARCField) -> PairFacts.Title {
    let nonfiling = field.tag == "245" ? Int(field.indicator2) - 0x30 : 0
    let facts = titles.analyze(
      title: record.text(["a"], of: field), subtitle: record.text(["b"], of: field),
      parts: record.text(["n", "p"], of: field),
      nonfiling: (0...9).contains(nonfiling) ? nonfiling : 0)
    return PairFacts.Title(
      facts: facts, words: PairWords.significant(ofKey: facts.fullKey),
      mainWords: PairWords.significant(ofKey: facts.mainKey))
  }

  private func readFixedFields(_ record: MARCRecord, into facts: inout PairFacts) {
    if record.leader.count > 7 {
      switch record.leader[7] {
      case UInt8(ascii: "m"), UInt8(ascii: "a"), UInt8(ascii: "c"): facts.issuance = .monograph
      case UInt8(ascii: "s"), UInt8(ascii: "b"), UInt8(ascii: "i"): facts.issuance = .serial
      default: break
      }
      switch record.leader[6] {
      case UInt8(ascii: "a"), UInt8(ascii: "c"), UInt8(ascii: "d"), UInt8(ascii: "e"),
        UInt8(ascii: "f"), UInt8(ascii: "t"):
        facts.medium = .read
      case UInt8(ascii: "i"), UInt8(ascii: "j"): facts.medium = .heard
      case UInt8(ascii: "g"): facts.medium = .watched
      case UInt8(ascii: "r"): facts.medium = .object
      default: break
      }
    }
    guard let range = record.controlField("008"), range.count >= 38 else { return }
    let fixed = Array(record.bytes[range])
    readDates(fixed, into: &facts)
    facts.language = Self.code(fixed[35..<38])
  }

  /// The dates of 008: of a reprint (r) the second is the original's, which is another edition.
  private func readDates(_ fixed: [UInt8], into facts: inout PairFacts) {
    let first = PublicationYear.year(String(decoding: fixed[7..<11], as: UTF8.self))
    let second = PublicationYear.year(String(decoding: fixed[11..<15], as: UTF8.self))
    if let first {
      facts.mainYears = [first]
      facts.years = [first]
    }
    switch fixed[6] {
    case UInt8(ascii: "t"): if let second { facts.years.insert(second) }
    case UInt8(ascii: "q"), UInt8(ascii: "m"):
      if let first, let second, first < second { facts.yearRange = first...second }
    default: break
    }
  }

  /// A code of letters; none where it is filled up, undetermined, or several at once.
  private static func code(_ bytes: ArraySlice<UInt8>) -> String {
    let text = String(decoding: bytes, as: UTF8.self).lowercased()
    guard text.allSatisfy({ $0.isASCII && $0.isLetter }) else { return "" }
    return ["und", "mul", "zxx"].contains(text) ? "" : text
  }

  private func readNames(_ record: MARCRecord, into facts: inout PairFacts) {
    for tag in ["100", "110", "111"] as [MARCTag] {
      for field in record.withOriginals(tag) { facts.authors += names(record, field, tag) }
    }
    for tag in ["700", "710", "711"] as [MARCTag] {
      for field in record.withOriginals(tag) { facts.addedNames += names(record, field, tag) }
    }
    for field in record.withOriginals("245") {
      facts.responsibility.formUnion(FoldedWords.words(record.text(["c"], of: field)))
    }
  }

  private func names(_ record: MARCRecord, _ field: MARCField, _ tag: MARCTag) -> [PairFacts.Name] {
    let isPerson = tag == "100" || tag == "700"
    let text = record.text(isPerson ? ["a"] : ["a", "b"], of: field)
    let name =
      isPerson
      ? PairFacts.Name(text) : PairFacts.Name(surname: FoldedWords.words(text), forenames: [])
    return name.surname.isEmpty ? [] : [name]
  }

  private func readImprint(_ record: MARCRecord, into facts: inout PairFacts) {
    let isDated = !facts.mainYears.isEmpty
    for tag in ["260", "264"] as [MARCTag] {
      for field in record.withOriginals(tag) {
        let years = PairYears.all(in: record.text(["c"], of: field))
        if !isDated, let first = years.first { facts.mainYears.insert(first) }
        facts.years.formUnion(years)
        let publisher = record.text(["b"], of: field)
        let place = record.text(["a"], of: field)
        facts.publisher += PairWords.publisher(publisher)
        facts.place += PairWords.place(place)
        if facts.publisherText.isEmpty { facts.publisherText = PairWords.bare(publisher) }
        if facts.placeText.isEmpty { facts.placeText = PairWords.bare(place) }
      }
    }
  }

  private func readEdition(_ record: MARCRecord, into facts: inout PairFacts) {
    for field in record.fields("250") {
      let text = record.text(["a"], of: field)
      if let number = Edition.number(text) { facts.editions.insert(number) }
      let words = Set(PairWords.edition(text))
      if !words.isEmpty { facts.editionStatements.insert(words) }
    }
    facts.editions.formUnion(facts.titles.compactMap(\.facts.edition))
  }

  private func readExtent(_ record: MARCRecord, into facts: inout PairFacts) {
    for field in record.fields("300") {
      let text = record.text(["a"], of: field)
      let extent = PairExtent(text)
      facts.pages.formUnion(extent.pages)
      facts.volumes.formUnion(extent.volumes)
      if let height = PairExtent.height(record.text(["c"], of: field)) {
        facts.heights.insert(height)
      }
    }
  }
}

extension MARCRecord {
  /// The record's 001 without blanks around it; empty without one.
  package var controlNumber: String {
    guard let range = controlField("001") else { return "" }
    return PairWords.trimmed(text(range))
  }

  /// The subfields with these codes, one behind the other.
  func text(_ codes: [MARCCode], of field: MARCField) -> String {
    var joined = ""
    for subfield in subfields(of: field) where codes.contains(subfield.code) {
      if !joined.isEmpty { joined += " " }
      joined += text(subfield.range)
    }
    return joined
  }

  /// The fields with a tag, and those that have them in the original script: 880 with $6 245-01.
  func withOriginals(_ tag: MARCTag) -> [MARCField] {
    let originals = fields("880").filter { field in
      subfield("6", of: field).map { text($0).hasPrefix(tag.description) } ?? false
    }
    return Array(fields(tag)) + originals
  }
}
