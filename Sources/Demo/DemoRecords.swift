/// A work as its publisher knows it.
struct Work {
  var title: DemoTitle
  let kind: Kind
  let platform: Int
  let printISBN: String
  let electronicISBN: String
  let printISSN: String
  let onlineISSN: String
  let year: Int
  let family: String
  let givenName: String
  /// The publisher's own number in its URLs.
  let item: String
}

/// An e-collection of the Community Zone.
struct ZoneCollection {
  let id: String
  let linkID: String
  let serviceID: String
  let platform: Int
  let package: Platform.Package
}

/// A portfolio that was activated from the Community Zone.
struct ZonePortfolio {
  let id: String
  var mmsID: String
  var title: String
  let kind: Kind
  var isbns: [String]
  var issns: [String]
  let collection: Int
  var isAvailable: Bool
  let coverageFrom: Int?
  /// The resolver's number of the title, which Alma keeps as parser parameter.
  let objectID: String
  /// The resolver's number of the title in this collection.
  let objectPortfolioID: String
}

/// A bib that came from the old system.
struct LocalBib {
  struct Identifier {
    let code: String
    let text: String
  }

  struct Link {
    let url: String
    let secondIndicator: String
    let note: String
    var materials: String?
  }

  let number: Int
  let kind: Kind
  let language: Language
  var main: String
  var nonfiling: Int
  var subtitle: String?
  var part: String?
  var edition: String?
  var isbns: [Identifier] = []
  var issns: [Identifier] = []
  var author: String?
  var publisher: String
  let year: Int
  let oclcNumber: String
  var unionNumber: String
  var networkID: String?
  var otherLibraryNumber: String?
  var links: [Link] = []
  var hostItem: String?
  var hostNumber = ""
  /// The number of print items; a bib with none has no holdings.
  var printItems = 0
  /// What the migration was asked to make of it, once for each line of the list.
  var askedAs: [String] = []
  var isExported = true

  /// The MMS ID of a migrated bib holds the old number.
  var mmsID: String {
    "99\(number)12107321"
  }

  /// The title as the inventory report shows it: title and remainder with their punctuation.
  var reportTitle: String {
    var text = main
    if let part { text += ". " + part }
    if let subtitle { text += " : " + subtitle }
    return text + " /"
  }
}

/// What is true of a local portfolio.
enum PairLabel: String {
  case twin
  case inactiveTwin = "twin-inactive"
  case otherPlatform = "other-platform"
  case otherEdition = "other-edition"
  case none
}

/// A portfolio that the migration made from a bib.
struct LocalPortfolio {
  let id: String
  let bib: Int
  let url: String
  let serviceID: String
  var isDeleted = false
  var orderLine = ""
  var additionalOrderLines = ""
  var licence = ""
  var coverage = ""
  var label: PairLabel
  /// Positions in the list of Community Zone portfolios.
  var counterparts: [Int]
}

/// An order line, as the list of order lines has it.
struct OrderLine {
  let number: String
  let title: String
  let status: String
  let type: String
  let vendor: String
  let mmsID: String
  let portfolioID: String

  var isOpen: Bool {
    status != "Closed" && status != "Cancelled"
  }
}

/// A local collection without titles, made for a database.
struct LocalDatabase {
  let id: String
  let name: String
  let bib: Int
  let url: String
  /// The platform whose collections stand for it; none for a database that has no counterpart.
  let platform: Int?
  var orderLine = ""
}

/// What becomes of an order line on a local bib.
struct Relink {
  let order: String
  let fromMMSID: String
  let portfolio: Int
  let isOpen: Bool
}

/// A bib without inventory, and why it may or may not go.
struct Orphan {
  let bib: Int
  let why: String
}
