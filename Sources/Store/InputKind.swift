/// A kind of input file, by the name that the command line and the `snapshot` table use.
package enum InputKind: String, CaseIterable, Sendable {
  case p2e, sfx, kbart
  case threeSixty = "360"
  case ebsco
  case activationForm = "activation-form"
  case portfolios, collections, bibs, holdings
  case orderLines = "po-lines"

  /// The table that keeps this kind's records.
  package var table: String {
    switch self {
    case .p2e: "p2e_record"
    case .sfx, .kbart, .threeSixty, .ebsco: "resolver_title"
    case .activationForm: "resolver_collection"
    case .portfolios: "portfolio"
    case .collections: "collection"
    case .bibs: "bib"
    case .holdings: "holding"
    case .orderLines: "po_line"
    }
  }

  /// What the kind is, in a librarian's words.
  package var summary: String {
    switch self {
    case .p2e: "the P2E list: old bib ids that were to become electronic"
    case .sfx: "the link resolver's export (SFX, MARCXML)"
    case .kbart: "a title list in KBART, one collection a file"
    case .threeSixty: "the link resolver's reports (360 Core, Intota)"
    case .ebsco: "the link resolver's holdings (EBSCO Holdings Management)"
    case .activationForm: "the form of what Ex Libris was to activate"
    case .portfolios: "electronic portfolios (Analytics E-Inventory report, CSV)"
    case .collections: "electronic collections (report, CSV)"
    case .bibs: "bibliographic records (MARCXML, MARC 21)"
    case .holdings: "bibs with physical holdings (report, CSV)"
    case .orderLines: "purchase order lines (report, CSV)"
    }
  }
}
