/// Where the parts of a workbook stand in its archive, from a `.rels` part (ECMA-376 part 2, 9.3).
final class XLSXRelationships: XMLHandler {
  private var entries: [(id: String, type: String, target: String)] = []
  private let folder: ArraySlice<Substring>

  /// The relationships of a part; their targets are relative to its folder.
  init(of part: String) {
    folder = part.split(separator: "/").dropLast()
  }

  /// The member that holds the relationships of a part: `xl/_rels/workbook.xml.rels`.
  static func member(of part: String) -> String {
    var parts = part.split(separator: "/")
    let last = parts.popLast() ?? ""
    return (parts + ["_rels", "\(last).rels"]).joined(separator: "/")
  }

  /// The member of a kind, by the last word of its type: transitional and strict workbooks have the
  /// same words in different namespaces.
  func target(type: String) -> String? {
    entries.first { $0.type == type }?.target
  }

  /// The kind and the member of the relationship with this id.
  func target(id: String) -> (type: String, member: String)? {
    entries.first { $0.id == id }.map { ($0.type, $0.target) }
  }

  func startElement(
    _ name: XMLName, attributes: borrowing XMLAttributes, at place: XMLPlace
  ) throws(FormatError) {
    guard name == Name.relationship, attributes.text(of: Name.targetMode) != "External",
      let id = attributes.text(of: Name.id), let type = attributes.text(of: Name.type),
      let target = attributes.plainText(of: Name.target)
    else { return }
    let kind = type.split(separator: "/").last.map { String($0) } ?? ""
    entries.append((id, kind, resolved(target)))
  }

  func endElement(_ name: XMLName) throws(FormatError) {}

  func text(_ bytes: Span<UInt8>) throws(FormatError) {}

  private func resolved(_ target: String) -> String {
    var path = target.hasPrefix("/") ? [] : folder
    for step in target.split(separator: "/") where step != "." {
      if step == ".." { _ = path.popLast() } else { path.append(step) }
    }
    return path.joined(separator: "/")
  }

  private enum Name {
    static let relationship: XMLName = "Relationship"
    static let id: XMLName = "Id"
    static let type: XMLName = "Type"
    static let target: XMLName = "Target"
    static let targetMode: XMLName = "TargetMode"
  }
}
