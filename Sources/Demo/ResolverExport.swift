/// The link resolver's export of about half of the collections, active titles only.
///
/// The shape is that of real exports: empty indicators, no 001, a subfield code of two characters.
enum ResolverExport {
  static func file(_ library: LibraryBuilder) -> DemoFile {
    var text = """
      <?xml version="1.0" encoding="UTF-8" ?>

      <collection xmlns="http://www.loc.gov/MARC21/slim">
      <!-- INSTANCE:sfxprs41 -->

      """
    for portfolio in library.zone
    where portfolio.isAvailable && library.collections[portfolio.collection].package.isInResolver {
      text += record(portfolio, library.collections[portfolio.collection])
    }
    return DemoFile(path: "resolver/sfx_export.xml", contents: text + "</collection>\n")
  }

  private static func record(_ portfolio: ZonePortfolio, _ collection: ZoneCollection) -> String {
    let level = portfolio.kind == .book ? "m" : "s"
    var text = " <record>\n  <leader>-----na\(level)-a2200000z--4500</leader>\n"
    for isbn in portfolio.isbns {
      text += field("020", [("a", hyphenated(isbn))])
    }
    for (position, issn) in portfolio.issns.enumerated() {
      text += position == 0 ? field("022", [("a", issn)]) : field("776", [("x", issn)])
    }
    text += field("090", [("a", portfolio.objectID)])
    text += field("245", secondIndicator: "0", [("a", plainTitle(portfolio.title))])
    // The collection's number without the prefix that Alma puts before it.
    let target = String(collection.linkID.dropFirst(2))
    let coverage = portfolio.coverageFrom.map { [("a", "Available from \($0). ")] } ?? []
    text += field(
      "866",
      coverage + [
        ("s", target.dropLast() + "1"), ("t", target),
        ("x", collection.package.name + ":Full Text"), ("z", portfolio.objectPortfolioID),
        ("11", "0"), ("1", "N"),
      ])
    return text + " </record>\n"
  }

  private static func field(
    _ tag: String, secondIndicator: String = "", _ subfields: [(code: String, text: String)]
  ) -> String {
    var text = "  <datafield tag=\"\(tag)\" ind1=\"\" ind2=\"\(secondIndicator)\">\n"
    for (code, value) in subfields {
      text += "   <subfield code=\"\(code)\">\(MARCText.escaped(value))</subfield>\n"
    }
    return text + "  </datafield>\n"
  }

  /// A portfolio on a migrated bib shows that bib's numbers; the resolver knows plain ones.
  private static func hyphenated(_ isbn: String) -> String {
    let number = isbn.prefix { $0 != " " }
    guard number.utf8.count == 13, !number.contains("-") else { return String(number) }
    return CheckDigits.hyphenated(String(number))
  }

  private static func plainTitle(_ title: String) -> String {
    title.hasSuffix(" /") ? String(title.dropLast(2)) : title
  }
}
