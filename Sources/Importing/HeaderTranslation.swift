/// Headers of Alma's interface in other languages, each with the English one: lists that Alma
/// exports have the headers of the user's language. The one place for all of them.
///
/// The pairs for orders are from a public program that reads such exports (ETspielberg/alma-scripts).
/// Title and availability are the words that each language has for them.
enum HeaderTranslation {
  private static let table: [(language: String, header: String, english: String)] = [
    ("de", "Bestellnummer", "PO Line Reference"),
    ("de", "Bestell-Status", "Status"),
    ("de", "Strichcode", "Barcode"),
    ("de", "Titel", "Title"), ("fr", "Titre", "Title"),
    ("es", "Título", "Title"), ("it", "Titolo", "Title"),
    ("de", "Verfügbarkeit", "Availability"), ("fr", "Disponibilité", "Availability"),
    ("es", "Disponibilidad", "Availability"), ("it", "Disponibilità", "Availability"),
  ]

  private static let longest = 200

  private static let english = Dictionary(
    uniqueKeysWithValues: table.map { (comparableHeader($0.header), comparableHeader($0.english)) })

  /// A header as it is compared, in English where its other language is known.
  static func comparable(_ header: String) -> String {
    // No header is as long as an abstract, and folding one for each kind takes its time.
    guard header.utf8.count <= longest else { return header }
    let own = comparableHeader(header)
    return english[own] ?? own
  }
}
