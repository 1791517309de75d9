import Store

/// The lists of link resolvers, of which a library has the one of the resolver that it had.
extension InputGuide {
  static let resolvers = [sfx, kbart, threeSixty, ebsco, activationForm]

  private static let settledByAll =
    "Which titles the link resolver had active, in which collection, beside what Alma has of them."
  private static let lostWithoutAny =
    "Whether a resolver's activation was lost in the migration cannot be told."

  private static let sfx = InputGuide(
    .sfx,
    from: ["SFX: the export of active full text portfolios as XML (MARC)."],
    settles: settledByAll,
    without: lostWithoutAny,
    notes: ["A target's id in Alma is 61 and its SFX id; a title's is (CKB) and its object id."])

  private static let kbart = InputGuide(
    .kbart,
    from: [
      "The provider's page, or the knowledge base: the title list in KBART, one collection a file.",
      "EBSCO Holdings Management: the download of type KBART.",
    ],
    columns: [
      "publication_title", "print_identifier", "online_identifier", "title_id", "title_url",
      "date_first_issue_online", "date_last_issue_online", "publication_type",
    ],
    settles: settledByAll,
    without: lostWithoutAny,
    notes: [
      """
      Leave the file's name as it is (provider, region, package, date): the collection's name is in \
      it. Otherwise name the collection as Alma does, with --collection.
      """,
      "A provider's list says what the package has, not what you had of it.",
    ])

  private static let threeSixty = InputGuide(
    .threeSixty,
    from: ["360 Core or Intota: the reports Tracked Resources and Database Details."],
    columns: [
      "Title", "Database Name", "Database Code", "SSID", "ISSN", "eISSN", "ISBN", "Status", "URL",
    ],
    settles: settledByAll,
    without: lostWithoutAny,
    notes: [
      "The columns are yours to choose: for others, almanac import --print-map 360.",
      "Titles that are not tracked, or cancelled, are left out and counted.",
    ])

  private static let ebsco = InputGuide(
    .ebsco,
    from: [
      """
      EBSCOadmin, Holdings Management, Download Holdings: type Standard, all selected holdings.
      """
    ],
    columns: ["KBID", "Title", "PackageName", "URL", "PrintISSN", "OnlineISSN", "OnlineISBN"],
    settles: settledByAll,
    without: lostWithoutAny)

  private static let activationForm = InputGuide(
    .activationForm,
    from: ["The E-Resource Activation Form (workbook) that was sent to Ex Libris, all its sheets."],
    settles: "Which collections and titles Ex Libris was asked to activate, beside what Alma has.",
    without: "What was asked for and never activated cannot be told.",
    notes: [
      "Only rows that are marked to be activated are read.",
      "Two forms (say, main library and law library) activate a title twice on purpose.",
    ])
}
