import Testing

@testable import Demo

@Suite struct DemoTruthTests {
  let read = ReadBack.usual

  @Test func `every counterpart is in the inventory, and active unless the truth denies it`() {
    let inventory = read.portfolioRows
    let closed = Set(
      read.table("alma/collections.csv").filter { $0.value("Availability") != "Available" }
        .map { $0.value("Electronic Collection Id") })
    for pair in read.table("truth/pairs.csv") {
      let ids = pair.values("cz_pids", separator: "|")
      #expect(ids.isEmpty == (pair.value("label") == "none"))
      for id in ids {
        let row = inventory[id, default: [:]]
        let isActive =
          row.value("Availability") == "Available"
          && !closed.contains(row.value("Electronic Collection Id"))
        #expect(row.value("Portfolio Linked To CZ") == "Y")
        #expect(isActive == (pair.value("label") != "twin-inactive"), "\(pair)")
      }
    }
  }

  @Test(arguments: [
    ("truth/pairs.csv", "p2e_mms"), ("truth/orphans.csv", "mms"), ("truth/missing.csv", "mms"),
    ("truth/databases.csv", "mms"), ("truth/relink.csv", "from_mms"),
  ])
  func `every MMS ID of the truth is a bib record`(path: String, column: String) {
    let bibs = Set(read.bibs)
    for row in read.table(path) {
      #expect(bibs.contains(row.value(column)))
    }
  }

  @Test func `every bib is accounted for once`() {
    let local = read.inventory.filter { $0.value("Lifecycle") == "In Repository" }
    let groups = [
      Set(local.map { $0.value("MMS Id") }),
      Set(read.table("truth/orphans.csv").map { $0.value("mms") }),
      Set(read.table("truth/missing.csv").map { $0.value("mms") }),
      Set(read.table("truth/databases.csv").map { $0.value("mms") }),
    ]
    for bib in read.bibs {
      #expect(groups.count { $0.contains(bib) } == 1, "\(bib)")
    }
  }

  @Test func `orphans have no holdings, and what was never made has`() {
    let held = Set(read.table("alma/holdings.csv").map { $0.value("MMS Id") })
    #expect(held.isDisjoint(with: read.table("truth/orphans.csv").map { $0.value("mms") }))
    #expect(held.isSuperset(of: read.table("truth/missing.csv").map { $0.value("mms") }))
  }

  @Test func `an orphan's reason agrees with its order lines`() {
    var statuses: [String: [String]] = [:]
    for order in read.table("alma/po_lines.csv") {
      statuses[order.value("MMS Id"), default: []].append(order.value("Status"))
    }
    for orphan in read.table("truth/orphans.csv") {
      let found = statuses[orphan.value("mms"), default: []]
      let open = found.filter { $0 != "Closed" && $0 != "Cancelled" }
      switch orphan.value("why") {
      case "open-pol": #expect(!open.isEmpty)
      case "closed-pol": #expect(!found.isEmpty && open.isEmpty)
      default: #expect(found.isEmpty)
      }
    }
  }

  @Test func `order lines to move are those of active twins, with the list's state`() {
    let twins = Dictionary(
      read.table("truth/pairs.csv").filter { $0.value("label") == "twin" }
        .map { ($0.value("p2e_pid"), $0.value("cz_pids")) },
      uniquingKeysWith: { first, _ in first })
    let relinks = read.table("truth/relink.csv")
    let statuses = Dictionary(
      read.table("alma/po_lines.csv").map { ($0.value("PO Line Reference"), $0.value("Status")) },
      uniquingKeysWith: { first, _ in first })
    for relink in relinks {
      #expect(twins[relink.value("from_pid")] == relink.value("to_pids"))
      let status = statuses[relink.value("pol"), default: ""]
      let isOpen = status != "Closed" && status != "Cancelled"
      #expect(!status.isEmpty && (relink.value("state") == "open") == isOpen)
    }
    let named = Set(relinks.map { $0.value("pol") })
    for order in read.table("alma/po_lines.csv") where twins[order.value("Portfolio Id")] != nil {
      #expect(named.contains(order.value("PO Line Reference")))
    }
  }

  @Test func `the list that was asked for holds what was made and what was not`() {
    let asked = read.rows("p2e/prs_p2e_01_20200501.csv")
    let bibs = Set(asked.map { "99\($0[0])12107321" })
    #expect(bibs.isSuperset(of: read.table("truth/pairs.csv").map { $0.value("p2e_mms") }))
    #expect(bibs.isSuperset(of: read.table("truth/missing.csv").map { $0.value("mms") }))
    #expect(bibs.isDisjoint(with: read.table("truth/orphans.csv").map { $0.value("mms") }))
    let databases = read.table("truth/databases.csv").count
    #expect(
      asked.count { $0[1] == "db" } == databases + read.portfolios(.wrongType).count)
    #expect(asked.count - bibs.count == read.portfolios(.listedTwice).count)
  }
}
