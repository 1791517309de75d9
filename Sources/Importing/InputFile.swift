import Formats
import Foundation
import Identifiers
import Store

/// A file that was named, found in a folder or in an archive, or piped in.
struct InputFile {
  /// What the file is called in the ledger: with its archive, where it is in one.
  let name: String
  /// Where its bytes can be opened: a temporary file for what was packed or piped in.
  let path: String
  let inspection: FileInspection
  /// Found in a folder or an archive: passed over where it is of no known kind.
  let isFromFolder: Bool
  /// Keeps the temporary file.
  var spool: SpooledFile?
  /// The file on disk that it is in; nil for standard input.
  var outer: String?

  /// Its own name, without archive and without .gz.
  var ownName: String {
    let last = name.split(separator: "/").last.map(String.init) ?? name
    return last.lowercased().hasSuffix(".gz") ? String(last.dropLast(3)) : last
  }

  /// Which day the data is from, and who says so: a whole date in the name, else the file's time.
  ///
  /// An Extended Export is named for its collection, whose name may hold a date of its own.
  func asOf(today: String, isNamedForItsData: Bool = true) -> (day: String, source: String) {
    if isNamedForItsData {
      for name in name.split(separator: "/").reversed() {
        if let day = Self.day(in: String(name)), day <= today { return (day, "file name") }
      }
    }
    guard let outer else { return (today, "today") }
    let attributes = try? FileManager.default.attributesOfItem(atPath: outer)
    let modified = (attributes?[.modificationDate] as? Date).map(Timestamp.day) ?? today
    return (min(modified, today), "file time")
  }

  /// A date that stands as a token of its own in a name: 20200501, 2020-05-01, 2020_05_01, or
  /// with a time, 20200501235959.
  static func day(in name: String) -> String? {
    let digits = name.split { !$0.isNumber || !$0.isASCII }
    for token in digits where token.count == 8 || isMoment(token) {
      let text =
        "\(token.prefix(4))-\(token.dropFirst(4).prefix(2))-\(token.dropFirst(6).prefix(2))"
      if Timestamp.isDay(text), text >= "1990" { return text }
    }
    for (index, token) in digits.enumerated()
    where token.count == 4 && index + 2 < digits.count {
      let text = "\(token)-\(digits[index + 1])-\(digits[index + 2])"
      if Timestamp.isDay(text), text >= "1990", isOneToken(text, in: name) { return text }
    }
    return nil
  }

  private static func isMoment(_ token: Substring) -> Bool {
    guard token.count == 14, let time = Int(token.suffix(6)) else { return false }
    return time / 10_000 < 24 && time / 100 % 100 < 60 && time % 100 < 60
  }

  private static func isOneToken(_ day: String, in name: String) -> Bool {
    name.contains(day) || name.contains(day.replacing("-", with: "_"))
      || name.contains(day.replacing("-", with: "."))
  }
}
