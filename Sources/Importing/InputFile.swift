import Formats
import Foundation
import Identifiers
import Store

/// A file that was named, or found in a folder that was.
struct InputFile {
  let path: String
  let inspection: FileInspection
  /// Found in a folder: passed over where it is of no known kind.
  let isFromFolder: Bool

  var name: String { URL(fileURLWithPath: path).lastPathComponent }

  /// The files behind the given paths, folders walked in the order of their names.
  static func paths(of arguments: [String]) throws -> [(path: String, isFromFolder: Bool)] {
    var found: [(path: String, isFromFolder: Bool)] = []
    for argument in arguments {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: argument, isDirectory: &isFolder) else {
        throw ImportError.noSuchFile(argument)
      }
      if isFolder.boolValue {
        found += try files(below: argument).map { ($0, true) }
      } else {
        found.append((argument, false))
      }
    }
    return found
  }

  private static func files(below folder: String) throws -> [String] {
    let root = URL(fileURLWithPath: folder)
    return try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
      .filter { path in !path.split(separator: "/").contains { $0.hasPrefix(".") } }
      .map { root.appendingPathComponent($0).path }
      .filter { path in
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
          && !isFolder.boolValue
      }
  }

  /// Which day the data is from, and who says so: a whole date in the name, else the file's time.
  ///
  /// An Extended Export is named for its collection, whose name may hold a date of its own.
  func asOf(today: String, isNamedForItsData: Bool = true) -> (day: String, source: String) {
    if isNamedForItsData, let day = Self.day(in: name), day <= today { return (day, "file name") }
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    let modified = (attributes?[.modificationDate] as? Date).map(Timestamp.day) ?? today
    return (min(modified, today), "file time")
  }

  /// A date that stands as a token of its own in a name: 20200501, 2020-05-01, 2020_05_01.
  static func day(in name: String) -> String? {
    let digits = name.split { !$0.isNumber || !$0.isASCII }
    for token in digits where token.count == 8 {
      let text = "\(token.prefix(4))-\(token.dropFirst(4).prefix(2))-\(token.suffix(2))"
      if Timestamp.isDay(text), text >= "1990" { return text }
    }
    for (index, token) in digits.enumerated()
    where token.count == 4 && index + 2 < digits.count {
      let text = "\(token)-\(digits[index + 1])-\(digits[index + 2])"
      if Timestamp.isDay(text), text >= "1990", isOneToken(text, in: name) { return text }
    }
    return nil
  }

  private static func isOneToken(_ day: String, in name: String) -> Bool {
    name.contains(day) || name.contains(day.replacing("-", with: "_"))
      || name.contains(day.replacing("-", with: "."))
  }
}
