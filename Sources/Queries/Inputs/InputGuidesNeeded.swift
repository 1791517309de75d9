import Store

extension InputGuide {
  /// The kinds that the gates of a deletion rest on.
  static let needed: [InputGuide] = [p2e, portfolios, collections, bibs, orderLines, holdings]

  private static let p2e = InputGuide(
    .p2e, isNeeded: true,
    from: [
      """
      The P2E file that was sent to Ex Libris for the production migration: an old bib id and \
      portfolio or database on each line.
      """,
      """
      CARLI: your institution's Box folder > Production Migration Folder. Its report is the better \
      of the two: column A is the P2E file, column O the 856 field, and it has the PO numbers.
      """,
    ],
    columns: ["Bib Id", "Type", "856", "PO Number", "Title"],
    settles:
      "Which local portfolios came from the migration, whether each line of it became something, "
      + "and which orders the old system had on a title.",
    without:
      "A standalone portfolio is taken for the migration's only because nothing says otherwise: "
      + "such titles are for review, never safe to delete.",
    notes: [
      "A list without headings is read by its first two columns; several files are one list.",
      """
      Ids may have check digits or not (b1234567, .b12345672), zeros on the left or not, a letter or \
      an Aleph library's code before them: an id and the number of a bib that write the same number \
      differently are joined where nobody else lays claim to it.
      """,
    ])

  private static let portfolios = InputGuide(
    .portfolios, isNeeded: true,
    from: [
      "Analytics, subject area E-Inventory, one row a portfolio, filter Lifecycle = In Repository.",
      """
      A repository search for Electronic portfolios, exported as Excel (all fields). It is a part of \
      the portfolios unless you searched for all of them: add --scope part.
      """,
      """
      An Extended Export of one collection: the collection's row action Edit Full Text Portfolios > \
      Portfolios tab > the export icon "Export list (up to 100,000 lines)" > Extended Export. It is \
      a part, and has what the report lacks (PDA, EBA, override URLs).
      """,
    ],
    columns: [
      "Portfolio Id", "MMS Id", "Title", "ISBN", "ISSN", "Electronic Collection Id",
      "Electronic Collection Link ID", "Electronic Collection Public Name",
      "Electronic Collection Linked To CZ", "Interface Name", "Availability", "Lifecycle",
      "Portfolio Linked To CZ", "Portfolio Static URL", "Portfolio Parser Parameters",
      "PO Line Reference", "Portfolio Additional PO Lines", "License Code", "Service Id",
      "Coverage Statement", "Material Type", "Portfolio Creation Date",
    ],
    settles:
      "Which titles are there twice, whether the twin is active, and what is on the local copy: "
      + "orders, licence, coverage.",
    without: "Nothing can be answered.",
    notes: [
      "An export of exactly 100,000 rows was probably cut off there: load the other parts with it.",
      """
      What LOCALIZED = N means, sources disagree on: see the setting localized, and compare with \
      almanac sql 'SELECT * FROM localized_evidence'.
      """,
      """
      An Extended Export shows only the first of several coverages of a title, and says so in \
      WARNINGS: almanac sql 'SELECT * FROM lost_coverage'.
      """,
    ])

  private static let collections = InputGuide(
    .collections, isNeeded: true,
    from: [
      "Analytics, subject area E-Inventory, one row an electronic collection.",
      "A repository search for Electronic collections, exported as Excel (all fields).",
    ],
    columns: [
      "Electronic Collection Id", "Electronic Collection Link ID",
      "Electronic Collection Public Name", "Electronic Collection Linked To CZ", "Interface Name",
      "Availability", "No. of Portfolios", "Electronic Collection Type",
      "E-Collection Bib - MMS Id", "Electronic Collection Level URL", "PO Line Reference",
    ],
    settles: "Whether a twin's collection is active; which databases the migration made.",
    without: "The gate collection-active is unknown for every title, so that none is safe.",
    notes: [
      "A list of title collections (ids that begin with 81) is taken as a part: they are others."
    ])

  private static let bibs = InputGuide(
    .bibs, isNeeded: true,
    from: [
      """
      The bibs as MARCXML: a publishing profile's output, or the job Export Bibliographic Records \
      on a set.
      """,
      """
      In addition: Analytics, subject area Titles, or an All Titles search exported as Excel (all \
      fields). A list says which bibs there are and which are suppressed; it cannot stand in for \
      MARC.
      """,
    ],
    columns: [
      "MMS Id", "Title", "Author", "Edition", "Publisher", "Publication Date", "ISBN", "ISSN",
      "OCLC Control Number (035a)", "Suppressed From Discovery", "Bibliographic Lifecycle",
    ],
    settles:
      "Part, edition and identifiers of a title (MARC); old bib ids (035, 959); what is bound with "
      + "what; which bibs are left with nothing on them.",
    without:
      "Part and edition are not compared, so that no title is safe, and every bib is kept. With a "
      + "list alone it is the same.",
    notes: ["Where both are loaded, MARC speaks, and the list adds what MARC does not say."])

  private static let orderLines = InputGuide(
    .orderLines, isNeeded: true,
    from: [
      """
      Analytics, subject area Funds Expenditure or E-Inventory, with the columns of PO Line: all \
      statuses, closed ones too.
      """,
      "An order lines search, exported as Excel (all fields).",
      """
      The Cloud App PO Line Export (po_line_export.txt). Its usual columns say neither status nor \
      bib: add both.
      """,
    ],
    columns: [
      "PO Line Reference", "PO Line Title", "Status", "Order Line Type", "Vendor Name", "MMS Id",
      "Portfolio Id", "PO Number",
    ],
    settles: "Which titles have an order, which orders must be relinked, and to what.",
    without: "The gate order is unknown for every title, so that none is safe.",
    notes: [
      """
      Lines without a single closed one, or of one vendor or owner, are taken as a part: absence \
      counts only from the whole (--scope all).
      """
    ])

  private static let holdings = InputGuide(
    .holdings,
    from: [
      "Analytics, subject area Physical Items: MMS Id and Holding Id, one row a holding.",
      "A Physical items search, exported as Excel (all fields): a row an item.",
    ],
    columns: ["MMS Id", "Holding Id", "Library Name", "Location Name", "Number of Items"],
    settles: "Which bibs have something on the shelf, so that they stay when a portfolio goes.",
    without: "Every bib is kept (set files of the kind bibs-keep), and no bib is free to delete.")
}
