import Store

/// What the name of a title list says: `Provider_Region_Package_2024-01-31.txt` (KBART, NISO
/// RP-9-2014, 5.2), or with fewer parts.
struct ListFileName: Equatable {
  /// Without date and suffix: the same for every list of one collection.
  let list: String
  let provider: String
  let region: String
  let package: String
  /// The day at its end, if there is one.
  let day: String?

  private static let suffixes = [
    ".gz", ".zip", ".txt", ".tsv", ".csv", ".kbart", ".xlsx", ".xlsm", ".xls",
  ]
  /// What BACON wants behind the date (ABES, kbart2kafka).
  private static let orders: Set<String> = ["FORCE", "BYPASS"]

  init(_ name: String) {
    var stem = Substring(name)
    while let suffix = Self.suffixes.first(where: stem.lowercased().hasSuffix),
      stem.count > suffix.count
    {
      stem.removeLast(suffix.count)
    }
    var parts = stem.split(separator: "_").map(String.init)
    if let last = parts.last, parts.count > 1, Self.orders.contains(last.uppercased()) {
      parts.removeLast()
    }
    day = Self.takeDay(from: &parts)
    if parts.isEmpty { parts = [String(stem)] }
    list = parts.joined(separator: "_")
    provider = parts.count > 1 ? parts[0] : ""
    region = parts.count > 2 ? parts[1] : ""
    package = parts.dropFirst(min(2, parts.count - 1)).joined(separator: "_")
  }

  /// The date of one part, `2024-01-31`, `20240131` or with a time, or of three.
  private static func takeDay(from parts: inout [String]) -> String? {
    for count in [1, 3] where parts.count > count {
      let date = parts.suffix(count).joined(separator: "-")
      guard date.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == "-" || $0 == ".") }),
        let day = InputFile.day(in: date)
      else { continue }
      parts.removeLast(count)
      return day
    }
    return nil
  }
}
