/// The list of order lines.
enum OrderLines {
  static func file(_ library: LibraryBuilder) -> DemoFile {
    var table = TextTable(header: [
      "PO Line Reference", "PO Line Title", "Status", "Order Line Type", "Vendor Name", "MMS Id",
      "Portfolio Id",
    ])
    for order in library.orders {
      table.add([
        order.number, order.title, order.status, order.type, order.vendor, order.mmsID,
        order.portfolioID,
      ])
    }
    return DemoFile(path: "alma/po_lines.csv", contents: table.text)
  }
}
