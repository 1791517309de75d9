import Foundation
import Store

/// Which header of a table, or which place of a MARC record, has which fact: for files that no
/// kind recognises, and for tags that are a site's own choice.
///
/// Plain text. Each line is `field = HEADER`, or `field = TAG$CODE` for MARC; a field may have
/// several lines, and the first that is found counts. `kind = KIND` says what the files are. Lines
/// that begin with # are comments.
package struct MapFile: Equatable, Sendable {
  struct Entry: Equatable, Sendable {
    let field: String
    /// A header or a place.
    let value: String
  }

  /// The file's name, without its folder.
  package let name: String
  /// What the files are that the map is for.
  package let kind: InputKind
  let entries: [Entry]

  private static let byteLimit = 1 << 20

  /// - Parameter kind: what the command says that the files are; the map need not say it then.
  /// - Throws: `MapFileError` naming the line.
  package init(path: String, kind: InputKind?) throws {
    let name = URL(fileURLWithPath: path).lastPathComponent
    guard let file = FileHandle(forReadingAtPath: path),
      let data = try? file.read(upToCount: Self.byteLimit + 1)
    else { throw MapFileError.unreadable(path) }
    guard data.count <= Self.byteLimit, let text = String(validating: data, as: UTF8.self) else {
      throw MapFileError.notText(name)
    }
    try self.init(text: text, name: name, kind: kind)
  }

  init(text: String, name: String, kind given: InputKind?) throws {
    self.name = name
    var kind: InputKind?
    var lines: [(number: Int, entry: Entry)] = []
    let body = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
    for (index, line) in body.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      let number = index + 1
      guard let entry = try Self.entry(String(line), name, number) else { continue }
      guard entry.field == "kind" else {
        lines.append((number, entry))
        continue
      }
      guard let said = InputKind(rawValue: entry.value) else {
        throw MapFileError.unknownKind(file: name, line: number, kind: entry.value)
      }
      if let other = kind ?? given, other != said {
        throw MapFileError.otherKind(
          file: name, line: number, kind: said.rawValue, other: other.rawValue)
      }
      kind = said
    }
    guard let kind = kind ?? given else { throw MapFileError.noKind(name) }
    guard let profile = FileKind.profiles.first(where: { $0.kind == kind }) else {
      throw MapFileError.kindWithoutMap(kind.rawValue)
    }
    let known = profile.fields.map(\.name)
    for (number, entry) in lines where !known.contains(entry.field) {
      throw MapFileError.unknownField(
        file: name, line: number, field: entry.field, kind: kind.rawValue, known: known)
    }
    guard !lines.isEmpty else { throw MapFileError.noEntries(name) }
    self.kind = kind
    entries = lines.map(\.entry)
  }

  /// nil for a comment and a blank line.
  private static func entry(_ line: String, _ file: String, _ number: Int) throws -> Entry? {
    let text = line.trimmedASCII()
    if text.isEmpty || text.hasPrefix("#") { return nil }
    guard let sign = text.firstIndex(of: "=") else {
      throw MapFileError.noEqualsSign(file: file, line: number, text: text)
    }
    let field = String(text[..<sign]).trimmedASCII().lowercased()
    let value = String(text[text.index(after: sign)...]).trimmedASCII()
    if field.isEmpty { throw MapFileError.noEqualsSign(file: file, line: number, text: text) }
    if value.isEmpty { throw MapFileError.noValue(file: file, line: number, field: field) }
    return Entry(field: field, value: value)
  }

  /// Headers that the map gives a field, in their order.
  func headers(of field: String) -> [String] {
    entries.filter { $0.field == field }.map(\.value)
  }
}

/// What is wrong with a map file.
package enum MapFileError: Error, Equatable {
  case unreadable(String)
  case notText(String)
  case noEqualsSign(file: String, line: Int, text: String)
  case noValue(file: String, line: Int, field: String)
  case unknownKind(file: String, line: Int, kind: String)
  case otherKind(file: String, line: Int, kind: String, other: String)
  case unknownField(file: String, line: Int, field: String, kind: String, known: [String])
  case noKind(String)
  case noEntries(String)
  case kindWithoutMap(String)

  /// Exit code of sysexits for this error.
  package var exitCode: Int32 {
    switch self {
    case .unreadable: 66
    case .otherKind, .noKind, .kindWithoutMap: 64
    default: 65
    }
  }
}

extension MapFileError: CustomStringConvertible {
  /// What is wrong, where, and what to do next.
  package var description: String {
    switch self {
    case .unreadable(let path):
      "The map \(path) cannot be read. Check its name and its permissions."
    case .notText(let file):
      "The map \(file) is no text in UTF-8. Save it as plain text."
    case .noEqualsSign(let file, let line, let text):
      "\(file), line \(line): \(text.prefix(60)) is no entry. Write: field = HEADER"
    case .noValue(let file, let line, let field):
      "\(file), line \(line): \(field) has no header. Write one behind the =, or put # before it."
    case .unknownKind(let file, let line, let kind):
      "\(file), line \(line): \(kind) is no kind of file. There are: \(Self.kinds)."
    case .otherKind(let file, let line, let kind, let other):
      "\(file), line \(line): the kind is \(kind) here and \(other) before. Leave one of them out."
    case .unknownField(let file, let line, let field, let kind, let known):
      """
      \(file), line \(line): \(kind) have no field \(field). \
      There are: \(known.joined(separator: ", ")).
      """
    case .noKind(let file):
      "\(file) does not say what the files are. Add a line, such as kind = portfolios, or --kind."
    case .noEntries(let file):
      "\(file) has no entry: every line is blank or a comment. Take the # off the lines you need."
    case .kindWithoutMap(let kind):
      "\(kind) files are read without a map. There are maps for: \(Self.mapped)."
    }
  }

  private static var kinds: String {
    InputKind.allCases.map(\.rawValue).joined(separator: ", ")
  }

  private static var mapped: String {
    Set(FileKind.profiles.map(\.kind.rawValue)).sorted().joined(separator: ", ")
  }
}
