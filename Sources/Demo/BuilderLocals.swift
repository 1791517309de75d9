/// How the local bib gives the identifier of a work.
enum IdentifierForm: CaseIterable {
  case electronic, qualified, printOnly, cancelled, tenCharacters, hyphenated
  case spoilt, none

  /// The forms of ordinary records.
  static let ordinary: [IdentifierForm] = [
    .electronic, .qualified, .qualified, .printOnly, .cancelled, .tenCharacters, .hyphenated,
  ]
}

extension LibraryBuilder {
  /// A bib as the old catalogue described the work, without link and not yet asked for.
  mutating func addBib(_ work: Work, identifier form: IdentifierForm) -> Int {
    var bib = LocalBib(
      number: nextBibNumber(), kind: work.kind, language: work.title.language,
      main: work.title.main, nonfiling: work.title.article.count, subtitle: work.title.subtitle,
      publisher: Platform.all[work.platform].publisher, year: work.year,
      oclcNumber: "ocn" + unusedDigits(9), unionNumber: unusedDigits(7))
    if work.kind == .book {
      bib.isbns = isbnFields(work, form)
      if random.chance(60) { bib.author = "\(work.family), \(work.givenName)" }
    } else {
      bib.issns = issnFields(work, form)
    }
    if random.chance(40) { bib.networkID = "991" + unusedDigits(11) + "9316" }
    bibs.append(bib)
    return bibs.count - 1
  }

  private func isbnFields(_ work: Work, _ form: IdentifierForm) -> [LocalBib.Identifier] {
    let electronic = work.electronicISBN
    switch form {
    case .electronic: return [.init(code: "a", text: electronic)]
    case .qualified:
      return [
        .init(code: "a", text: electronic + " (electronic bk.)"),
        .init(code: "z", text: work.printISBN + " (alk. paper)"),
      ]
    case .printOnly: return [.init(code: "a", text: work.printISBN + " (hardback)")]
    case .cancelled:
      return [
        .init(code: "a", text: CheckDigits.isbn10(of: work.printISBN) + " (print)"),
        .init(code: "z", text: electronic),
      ]
    case .tenCharacters: return [.init(code: "a", text: CheckDigits.isbn10(of: electronic))]
    case .hyphenated: return [.init(code: "a", text: CheckDigits.hyphenated(electronic))]
    case .spoilt: return [.init(code: "a", text: CheckDigits.spoilt(electronic))]
    case .none: return []
    }
  }

  private func issnFields(_ work: Work, _ form: IdentifierForm) -> [LocalBib.Identifier] {
    switch form {
    case .none: []
    case .spoilt: [.init(code: "a", text: CheckDigits.spoilt(work.onlineISSN))]
    case .printOnly, .cancelled:
      [.init(code: "a", text: work.printISSN), .init(code: "y", text: work.onlineISSN)]
    default: [.init(code: "a", text: work.onlineISSN)]
    }
  }

  /// A portfolio on a bib that exists; the URL becomes an 856 of the bib too.
  mutating func addPortfolio(
    bib: Int, url: String, label: PairLabel, counterparts: [Int] = []
  ) -> Int {
    let (link, proxy) = behindProxy(url)
    bibs[bib].links.append(
      LocalBib.Link(
        url: link, secondIndicator: random.chance(80) ? "0" : "1",
        note: "Connect to online resource"))
    if bibs[bib].askedAs.isEmpty { bibs[bib].askedAs = ["portfolio"] }
    portfolios.append(
      LocalPortfolio(
        id: almaID(prefix: "53"), bib: bib, url: link, serviceID: almaID(prefix: "52"),
        label: label, counterparts: counterparts))
    if let proxy { note(proxy, portfolios.count - 1) }
    return portfolios.count - 1
  }

  /// A bib and its portfolio at one go.
  mutating func addLocal(
    _ work: Work, identifier: IdentifierForm, url: String, label: PairLabel,
    counterparts: [Int] = []
  ) -> Int {
    let bib = addBib(work, identifier: identifier)
    if random.chance(12) { bibs[bib].printItems = random.number(in: 1...4) }
    return addPortfolio(bib: bib, url: url, label: label, counterparts: counterparts)
  }

  private mutating func behindProxy(_ url: String) -> (url: String, planted: DemoCase?) {
    switch random.below(100) {
    case 0..<30:
      ("https://ezproxy.prairiestate.example/login?url=" + url, .proxiedURL)
    case 30..<40:
      (
        "https://login.proxy.prairiestate.example/login?qurl=" + Self.percentEncoded(url),
        .encodedProxiedURL
      )
    default: (url, nil)
    }
  }

  static func percentEncoded(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case 48...57, 65...90, 97...122, 45, 46, 95, 126:
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return result
  }
}
