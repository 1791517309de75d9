import Store

extension InputGuide {
  /// The kinds that answer further questions.
  static let further: [InputGuide] = [
    nzCollections, jobReport, migrationStats, platforms, vendors, licenses, interfaces,
    ermForm,
  ]

  private static let nzCollections = InputGuide(
    .nzCollections,
    from: [
      """
      Analytics in the network zone, subject area E-Inventory, one row an electronic collection, \
      with Available For Group or Available For Group Members. Ask your consortium's office.
      """
    ],
    columns: [
      "Electronic Collection Id", "Electronic Collection Link ID",
      "Electronic Collection Public Name", "Electronic Collection Linked To CZ", "Interface Name",
      "Availability", "No. of Portfolios", "Available For Group Members",
    ],
    settles: """
      Which bibs linked to the network zone stay, since it provides the twin's collection itself and \
      its inventory may stand on them. It makes no twin active: it does not list titles.
      """,
    without: "A bib that is linked to the network zone may go: only your copy does.",
    notes: [
      """
      A report without the columns of groups looks like your own collections: import it with --kind \
      nz-collections. Its ids are the network's, and do not say whose the file is.
      """
    ])

  private static let jobReport = InputGuide(
    .jobReport,
    from: [
      """
      Admin > Monitor Jobs > History tab: the report of the job, its list of records exported; or \
      the MMS IDs or PIDs of that list, pasted into a text file, one a line.
      """
    ],
    columns: ["MMS ID", "Portfolio ID", "Title", "Result", "Reason"],
    settles: "What a job did and what it failed on, and why.",
    without: "What was planned can only be compared with the next portfolios report.",
    notes: [
      """
      Each file is a report of its own; a later one does not replace it. A bare list of short \
      numbers may be old bib ids as well: say --kind job-report, or --kind p2e.
      """
    ])

  private static let migrationStats = InputGuide(
    .migrationStats,
    from: [
      """
      The workbook of the cutover or test load (such as 01CARLI_XXX_Cutover_Migration_Stats.xlsm), \
      with tabs bib_inventory, vendor, fund, fund_tx, p_order, invoice, patron, loan, request, \
      course and p2e.
      """
    ],
    settles: "How many records were loaded, and which old bibs were rejected, and why.",
    without: "Why a line of the P2E list became nothing stays open.",
    notes: [
      "All tabs are read: rows with numbers as counts, what stands below as rejected records."
    ])

  private static let platforms = InputGuide(
    .platforms,
    from: ["A table of your own, in any spreadsheet: a row a host, interface or collection."],
    columns: ["Platform", "Host", "Interface", "Collection ID", "Collection", "Note"],
    settles: "Which host, interface and collection are one platform, as you know it.",
    without: "Which host belongs to which interface is learned from your other titles alone.")

  private static let vendors = InputGuide(
    .vendors,
    from: [
      "The list of vendors in Acquisitions, exported as Excel (all fields).",
      "Analytics: the columns of Vendor.",
    ],
    columns: ["Vendor Code", "Vendor Name", "Vendor Status"],
    settles: "Which vendor codes there are, for the ERM linking form's interfaces and licences.",
    without: "Vendor codes are taken as they stand.")

  private static let licenses = InputGuide(
    .licenses,
    from: [
      "The list of licences in Acquisitions, exported as Excel (all fields).",
      "Analytics: the columns of License.",
    ],
    columns: [
      "License Code", "License Name", "License Status", "License Type", "Licensor",
      "License Start Date", "License End Date",
    ],
    settles: "Which licence a code on a portfolio or in the ERM linking form is.",
    without:
      "Licence codes are taken as they stand; a licence on a local copy blocks it all the same.")

  private static let interfaces = InputGuide(
    .interfaces,
    from: ["Analytics: the columns of Interface, with their vendors."],
    columns: ["Interface Name", "Vendor Code", "Vendor Name", "Interface Status"],
    settles: "Which interface names there are; a name is the only one in an institution.",
    without: "Interface names are taken as they stand.")

  private static let ermForm = InputGuide(
    .ermForm,
    from: [
      """
      The ERM linking form of Ex Libris' "ERM to Alma Data Delivery Specification", filled or \
      blank, as a workbook.
      """
    ],
    columns: [
      "match_id", "sfx_id", "poline_id", "po_id", "ils_bib_id", "resource_type",
      "associated_poline_id", "associated_po_id", "interface_id", "license_id",
      "original_resource_id",
    ],
    settles: "Which order, licence and interface were to go to which resource.",
    without: "What the form asked for cannot be compared with what Alma has.",
    notes: [
      """
      The traces that it left in notes (ERM Linking PO Line Ref = ...) are read from the portfolios: \
      almanac sql 'SELECT * FROM current_portfolio_fact'.
      """
    ])
}
