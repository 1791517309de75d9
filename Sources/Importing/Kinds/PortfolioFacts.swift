/// What a report says of a portfolio in more than one way.
struct PortfolioFacts {
  private let availabilityColumn: Column
  private let standalone: Column
  private let linked: Column
  private let collectionLinked: Column
  private let collectionID: Column
  private let sharedCollectionID: Column
  private let collectionName: Column
  private let service: Column

  init(_ columns: ColumnMap) {
    availabilityColumn = columns["availability"]
    standalone = columns["standalone"]
    linked = columns["cz_linked"]
    collectionLinked = columns["collection_cz_linked"]
    collectionID = columns["collection_id"]
    sharedCollectionID = columns["cz_collection_id"]
    collectionName = columns["collection_name"]
    service = columns["service_id"]
  }

  /// `active`, `inactive`, '' where the cell says neither; nil without the column.
  func availability(_ row: TableRow) -> String? {
    guard availabilityColumn.isPresent else { return nil }
    return Availability.value(row, availabilityColumn)
  }

  /// Every sign that it stands in no collection, or in one.
  func standaloneSigns(_ row: TableRow) -> StandaloneSigns {
    var signs: StandaloneSigns = []
    switch row.flag(standalone) {
    case true?: signs.insert(.columnYes)
    case false?: signs.insert(.columnNo)
    case nil: break
    }
    if !row.isEmpty(collectionID) || !row.isEmpty(collectionName) {
      signs.insert(.collectionNamed)
    } else if [collectionLinked, collectionID, collectionName].contains(where: { column in
      row.says(column, .none)
    }) {
      signs.insert(.collectionNone)
    } else if collectionID.isPresent || collectionName.isPresent {
      signs.insert(.collectionEmpty)
    }
    if row.begins(service, with: "52") { signs.insert(.service52) }
    if row.begins(service, with: "62") { signs.insert(.service62) }
    return signs
  }

  /// Whether the portfolio is linked to the Community Zone; its collection's link stands in where
  /// the report has no column of its own, and that it has an id there where it has neither.
  func isLinkedToCommunityZone(_ row: TableRow) -> Bool? {
    if linked.isPresent { return row.flag(linked) }
    if collectionLinked.isPresent { return row.flag(collectionLinked) }
    return row.isEmpty(sharedCollectionID) ? nil : true
  }
}

/// The words that reports, lists and the API use for active and inactive, and those that German,
/// French, Spanish and Italian have for Alma's "Available" and "Not Available".
enum Availability {
  private static let active = CellWords(
    "available", "active", "yes", "11", "verfügbar", "disponible", "disponibile")
  private static let inactive = CellWords(
    "not available", "inactive", "not active", "no", "10", "nicht verfügbar", "non disponible",
    "indisponible", "no disponible", "non disponibile")

  static func value(_ row: TableRow, _ column: Column) -> String {
    if row.says(column, active) { return "active" }
    return row.says(column, inactive) ? "inactive" : ""
  }
}
