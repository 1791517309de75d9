/// A kind of input file, by the name that the command line and the `snapshot` table use.
package enum InputKind: String, CaseIterable, Sendable {
  case p2e, sfx, kbart
  case threeSixty = "360"
  case ebsco
  case activationForm = "activation-form"
  case portfolios, collections, bibs, holdings
  case orderLines = "po-lines"
  case nzCollections = "nz-collections"
  case vendors, licenses, interfaces
  case ermForm = "erm-form"
  case jobReport = "job-report"
  case migrationStats = "migration-stats"
  case platforms

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
    case .nzCollections: "nz_collection"
    case .vendors: "vendor"
    case .licenses: "license"
    case .interfaces: "interface"
    case .ermForm: "erm_form_row"
    case .jobReport: "job_report_record"
    case .migrationStats: "migration_stat"
    case .platforms: "platform_map"
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
    case .portfolios: "electronic portfolios (report, list or Extended Export)"
    case .collections: "electronic collections (report or list)"
    case .bibs: "bibliographic records (MARCXML, MARC 21; a list of titles in addition)"
    case .holdings: "bibs with physical holdings (report or list)"
    case .orderLines: "purchase order lines (report, list, or the file of PO Line Export)"
    case .nzCollections: "electronic collections that the network zone provides"
    case .vendors: "vendors (list or report)"
    case .licenses: "licences (list or report)"
    case .interfaces: "interfaces (list or report)"
    case .ermForm: "the ERM linking form of Ex Libris' data delivery"
    case .jobReport: "an Alma job report, or a list of ids from one"
    case .migrationStats: "the statistics workbook of the migration"
    case .platforms: "your own map of platforms: host, interface, collection"
    }
  }
}
