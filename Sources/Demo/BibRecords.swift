/// The bibs of the old system as Alma exports them: MARCXML without a namespace.
enum BibRecords {
  static func file(_ library: LibraryBuilder) -> DemoFile {
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<collection>\n"
    for bib in library.bibs where bib.isExported {
      text += record(bib)
    }
    return DemoFile(path: "alma/bibs.xml", contents: text + "</collection>\n")
  }

  private static func record(_ bib: LocalBib) -> String {
    let level = bib.kind == .book ? "m" : "s"
    let fields = [
      "<leader>01234ca\(level) a2200301 a 4500</leader>", MARCText.control("001", bib.mmsID),
      MARCText.control("008", fixedField(bib)), numbers(bib), description(bib), links(bib),
      MARCText.field("959", "  ", [("a", "(PRSdb)\(bib.number)"), ("9", "LOCAL")]),
    ]
    return "<record>" + fields.joined() + "</record>\n"
  }

  private static func fixedField(_ bib: LocalBib) -> String {
    let dates = bib.kind == .book ? "s\(bib.year)    " : "c\(bib.year)9999"
    return "030411" + dates + "xx      o     000 0 " + bib.language.rawValue + " d"
  }

  private static func numbers(_ bib: LocalBib) -> String {
    var text = ""
    for isbn in bib.isbns {
      text += MARCText.field("020", "  ", [(isbn.code, isbn.text)])
    }
    for issn in bib.issns {
      text += MARCText.field("022", "  ", [(issn.code, issn.text)])
    }
    var systemNumbers = ["(PRSdb)\(bib.number)"]
    if let other = bib.otherLibraryNumber { systemNumbers.append("(WSCdb)" + other) }
    systemNumbers.append(bib.unionNumber + "-01prairie_network")
    systemNumbers.append("(OCoLC)" + bib.oclcNumber)
    if let network = bib.networkID { systemNumbers.append("(EXLNZ-01PRAIRIE_NETWORK)" + network) }
    for number in systemNumbers {
      text += MARCText.field("035", "  ", [("a", number)])
    }
    return text
  }

  private static func description(_ bib: LocalBib) -> String {
    var text = ""
    if let author = bib.author { text += MARCText.field("100", "1 ", [("a", author)]) }
    var title = [("a", bib.main)]
    if let part = bib.part { title.append(("n", part)) }
    title.append(("h", "[electronic resource]" + (bib.subtitle == nil ? "" : " :")))
    if let subtitle = bib.subtitle { title.append(("b", subtitle)) }
    text += MARCText.field("245", (bib.author == nil ? "0" : "1") + String(bib.nonfiling), title)
    if let edition = bib.edition { text += MARCText.field("250", "  ", [("a", edition)]) }
    let year = bib.kind == .book ? "\(bib.year)." : "\(bib.year)-"
    text += MARCText.field("260", "  ", [("b", bib.publisher), ("c", year)])
    if let host = bib.hostItem {
      text += MARCText.field("773", "18", [("t", host), ("w", bib.hostNumber)])
    }
    return text
  }

  private static func links(_ bib: LocalBib) -> String {
    var text = ""
    for link in bib.links {
      var subfields: [(code: String, text: String)] = []
      if let materials = link.materials { subfields.append(("3", materials)) }
      subfields.append(("u", link.url))
      if !link.note.isEmpty { subfields.append(("z", link.note)) }
      text += MARCText.field("856", "4" + link.secondIndicator, subfields)
    }
    return text
  }
}
