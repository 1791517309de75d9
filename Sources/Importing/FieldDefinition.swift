/// A fact that a kind of table can carry, and the headers under which it comes.
struct FieldDefinition: Sendable {
  /// The name in the database.
  let name: String
  /// Headers, compared without case, spaces and punctuation.
  let aliases: [String]
  /// The same as they are compared: made once, since every first row of a file is held against them.
  let comparableAliases: [String]
  /// Paths in the JSON of Alma's APIs, compared as they are.
  let paths: [String]
  /// Whether a table without it is not of this kind.
  let isRequired: Bool
  /// Free text: "None" and "Unknown" are then words, not Alma's way of saying nothing.
  let isFreeText: Bool

  init(
    _ name: String, _ aliases: [String], paths: [String] = [], required: Bool = false,
    freeText: Bool = false
  ) {
    self.name = name
    self.aliases = aliases
    comparableAliases = aliases.map(comparableHeader)
    self.paths = paths
    isRequired = required
    isFreeText = freeText
  }
}

/// A header as it is compared: letters and digits, lower case.
func comparableHeader(_ header: String) -> String {
  String(header.lowercased().unicodeScalars.filter { $0.properties.isAlphabetic || $0.isDigit })
}

extension Unicode.Scalar {
  fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
}
