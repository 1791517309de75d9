extension LibraryBuilder {
  static let openStatuses = [
    "Sent", "Waiting for Invoice", "Waiting for Manual Renewal", "In Review",
    "Waiting for Renewal", "Deferred",
  ]
  static let closedStatuses = ["Closed", "Cancelled"]
  private static let vendors = [
    "Fenwick Library Services", "Corvid Subscription Agency", "Marlow & Daughters, Booksellers",
    "Halden Bokhandel", "Oriole eContent",
  ]

  mutating func orderNumber() -> String {
    "PRS-\(unusedDigits(6))-\(random.number(in: 1...3))"
  }

  /// Adds an order line and gives its number.
  mutating func addOrder(
    title: String, status: String, type: String, mmsID: String, portfolioID: String = ""
  ) -> String {
    let number = orderNumber()
    orders.append(
      OrderLine(
        number: number, title: title, status: status, type: type,
        vendor: random.pick(Self.vendors), mmsID: mmsID, portfolioID: portfolioID))
    return number
  }

  /// An order line on a local portfolio; with a twin it has somewhere to go.
  mutating func order(
    _ local: Int, status: String, mmsID: String? = nil, namesPortfolio: Bool = true
  ) -> String {
    let bib = bibs[portfolios[local].bib]
    let number = addOrder(
      title: bib.main, status: status, type: Self.orderType(bib.kind),
      mmsID: mmsID ?? bib.mmsID, portfolioID: namesPortfolio ? portfolios[local].id : "")
    if portfolios[local].label == .twin {
      relinks.append(
        Relink(
          order: number, fromMMSID: bib.mmsID, portfolio: local,
          isOpen: !Self.closedStatuses.contains(status)))
    }
    return number
  }

  static func orderType(_ kind: Kind) -> String {
    kind == .book ? "Electronic Book - One Time" : "Electronic Journal - Subscription"
  }

  /// Takes a twin on which nothing hangs yet.
  mutating func takePlainTwin(_ kind: Kind? = nil) -> Int? {
    guard
      let position = plainTwins.firstIndex(where: {
        kind == nil || bibs[portfolios[$0].bib].kind == kind
      })
    else { return nil }
    return plainTwins.remove(at: position)
  }

  mutating func takePlainTwins(_ count: Int, kind: Kind? = nil) -> [Int] {
    var taken: [Int] = []
    for _ in 0..<count {
      if let local = takePlainTwin(kind) { taken.append(local) }
    }
    return taken
  }

  mutating func hangOrders(_ size: Int) {
    for (turn, local) in takePlainTwins(scaled(14, size)).enumerated() {
      portfolios[local].orderLine = order(
        local, status: Self.openStatuses[turn % Self.openStatuses.count])
      note(.openOrder, local)
    }
    for (turn, local) in takePlainTwins(scaled(9, size)).enumerated() {
      portfolios[local].orderLine = order(local, status: Self.closedStatuses[turn % 2])
      note(.closedOrder, local)
    }
    hangUnevenOrders(size)
    hangOrdersWithoutTwin()
  }

  /// Order lines of which one file says less than another.
  private mutating func hangUnevenOrders(_ size: Int) {
    for (turn, local) in takePlainTwins(scaled(4, size)).enumerated() {
      portfolios[local].orderLine = order(local, status: "Closed")
      portfolios[local].additionalOrderLines = order(
        local, status: turn.isMultiple(of: 2) ? "Sent" : "Cancelled")
      note(.additionalOrder, local)
    }
    for (turn, local) in takePlainTwins(scaled(4, size)).enumerated() {
      _ = order(
        local, status: turn == 3 ? "Closed" : Self.openStatuses[turn % 3], namesPortfolio: false)
      note(.orderOnBibOnly, local)
    }
    for local in takePlainTwins(scaled(4, size)) {
      portfolios[local].orderLine = orderNumber()
      note(.orderOnlyInReport, local)
    }
    for local in takePlainTwins(scaled(4, size)) {
      let newBib = zone[portfolios[local].counterparts[0]].mmsID
      portfolios[local].orderLine = order(local, status: "Waiting for Invoice", mmsID: newBib)
      note(.halfMovedOrder, local)
    }
  }

  /// Order lines that have nowhere to go: no active twin, so the truth has no row for them.
  private mutating func hangOrdersWithoutTwin() {
    for label in [PairLabel.none, .otherPlatform, .inactiveTwin, .otherEdition] {
      let candidates = portfolios.indices.filter {
        portfolios[$0].label == label && bibs[portfolios[$0].bib].links.count == 1
      }
      for local in candidates.suffix(3) {
        let status = random.chance(70) ? "Sent" : "Closed"
        portfolios[local].orderLine = order(local, status: status)
        note(status == "Sent" ? .openOrder : .closedOrder, local)
      }
    }
  }
}
