import Store

/// Where a kind of file comes from, what it settles, and what happens without it.
package struct InputGuide: Codable, Sendable, Equatable {
  /// The kind, as on the command line.
  package let kind: String
  /// What the kind is.
  package let summary: String
  /// Whether no local copy can be safe to delete without it.
  package let isNeeded: Bool
  /// Ways to get it, the best first: menus and buttons by their names.
  package let from: [String]
  /// The columns to pick in Analytics, or the headings that the file must have; empty for files
  /// that have none.
  package let columns: [String]
  /// What it settles.
  package let settles: String
  /// What happens without it.
  package let without: String
  /// What to look out for.
  package let notes: [String]
  /// The view that shows what is true now, for people's own SQL.
  package let view: String

  init(
    _ kind: InputKind, isNeeded: Bool = false, from: [String], columns: [String] = [],
    settles: String, without: String, notes: [String] = []
  ) {
    self.kind = kind.rawValue
    summary = kind.summary
    self.isNeeded = isNeeded
    self.from = from
    self.columns = columns
    self.settles = settles
    self.without = without
    self.notes = notes
    view = Self.views[kind] ?? ""
  }

  private static let views: [InputKind: String] = [
    .p2e: "current_p2e_record", .portfolios: "current_portfolio", .bibs: "current_bib",
    .collections: "current_collection", .orderLines: "current_po_line",
    .holdings: "current_holding", .sfx: "resolver_activation",
    .kbart: "resolver_activation", .threeSixty: "resolver_activation",
    .ebsco: "resolver_activation", .activationForm: "resolver_activation",
    .nzCollections: "current_nz_collection", .jobReport: "current_job_report_record",
    .migrationStats: "current_migration_stat", .platforms: "current_platform_map",
    .vendors: "current_vendor", .licenses: "current_license", .interfaces: "current_interface",
    .ermForm: "current_erm_form_row",
  ]

  /// The guides of all kinds, those that a deletion needs first.
  package static let all: [InputGuide] = needed + resolvers + further

  /// The guide of one kind; nil where none is written.
  package static func of(_ kind: String) -> InputGuide? { all.first { $0.kind == kind } }
}

/// Which file settles a gate.
package struct GateRemedy: Sendable, Equatable {
  /// What to load, or to set, in words.
  package let load: String
  /// The kinds of it, for `almanac inputs KIND`.
  package let kinds: [String]

  private init(_ load: String, _ kinds: [InputKind]) {
    self.load = load
    self.kinds = kinds.map(\.rawValue)
  }

  /// The remedies by the gate's name, as in `gate_result`.
  package static let all: [String: GateRemedy] = [
    "twin-active": GateRemedy("a portfolios report with the column Availability", [.portfolios]),
    "collection-active": GateRemedy("the collections report", [.collections]),
    "order": GateRemedy(
      "the po-lines report; a portfolios report with both order columns",
      [.orderLines, .portfolios]),
    "p2e-order": GateRemedy("the P2E list or report", [.p2e]),
    "license": GateRemedy("a portfolios report with the column License Code", [.portfolios]),
    "coverage": GateRemedy(
      "a portfolios report with the column Coverage Statement", [.portfolios]),
    "bib-record": GateRemedy("the bibs as MARCXML", [.bibs]),
    "origin": GateRemedy("the P2E list, or the setting go-live-date", [.p2e]),
    "bib-physical": GateRemedy("the holdings report", [.holdings]),
    "bib-bound-with": GateRemedy("the bibs as MARCXML", [.bibs]),
    "bib-network": GateRemedy("the bibs as MARCXML", [.bibs]),
    "bib-other-portfolio": GateRemedy(
      "the whole portfolios report, and the collections report", [.portfolios, .collections]),
  ]
}
