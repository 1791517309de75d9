import GRDB
import Store

/// Finds everything known of a title or an identifier, in every source.
package struct Finder {
  private let store: Store

  /// Looks in this database; what the match says is as old as the match.
  package init(_ store: Store) {
    self.store = store
  }

  /// Everything known of what a text may be.
  ///
  /// - Parameters:
  ///   - isAll: superseded snapshots too, and records that are gone.
  ///   - limit: how many things to read in full.
  package func find(_ text: String, isAll: Bool = false, limit: Int = 20) throws -> FoundReport {
    let sought = Sought(text)
    return try store.read { db in
      var search = try Search(db, sought, isAll: isAll)
      var report = try search.report(limit: limit)
      if report.things.isEmpty, !isAll {
        var older = try Search(db, sought, isAll: true, readsTitles: false)
        report.isSupersededOnly = try !older.report(limit: 1).things.isEmpty
      }
      return report
    }
  }

  /// The local copies of the migration that a text may mean, for `match explain`: those that were
  /// found, or else those of which a found portfolio is the twin.
  package func localCopies(_ text: String) throws -> [FoundPortfolio] {
    let portfolios = try find(text, limit: 100).things.flatMap(\.portfolios)
    var copies = portfolios.filter { $0.match != nil }
    if copies.isEmpty {
      let twins = portfolios.flatMap(\.twinOf).map(\.portfolioID)
      copies = try twins.flatMap { try find($0).things.flatMap(\.portfolios) }
        .filter { $0.match != nil && twins.contains($0.portfolioID) }
    }
    return copies.reduce(into: []) { unique, copy in
      if !unique.contains(where: { $0.portfolioID == copy.portfolioID }) { unique.append(copy) }
    }
  }
}
