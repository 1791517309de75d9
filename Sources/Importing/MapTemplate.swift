import Store

/// A map file to begin with: every field of a kind with the headers that are known for it, all
/// commented out.
package struct MapTemplate {
  private let profile: Profile

  /// - Throws: `MapFileError` for a kind that is read without a map.
  package init(_ kind: InputKind) throws {
    guard let profile = FileKind.profiles.first(where: { $0.kind == kind }) else {
      throw MapFileError.kindWithoutMap(kind.rawValue)
    }
    self.profile = profile
  }

  /// The file's text.
  package var text: String {
    var lines = [
      "# A map for: almanac import --map THIS-FILE FILE...",
      "# Take the # off the lines you need, and write your own header behind the =.",
      "# A field may have several lines: the first header that the file has counts.",
      "# Headers are compared without case, spaces and punctuation.",
      "", "kind = \(profile.kind.rawValue)", "",
    ]
    for field in profile.fields {
      lines.append(
        "# \(field.name) = \(field.aliases.first ?? "")\(field.isRequired ? "   (must be there)" : "")"
      )
      let others = field.aliases.dropFirst()
      if !others.isEmpty { lines.append("#     known too: \(others.joined(separator: " | "))") }
    }
    return (lines + places).joined(separator: "\n") + "\n"
  }

  /// Where MARC records have the facts.
  private var places: [String] {
    guard let defaults = MARCFieldMap.defaults[profile.kind] else { return [] }
    return [
      "",
      "# MARC records published with their inventory. A field's value is its tag and code; each",
      "# field with the first one's tag is a row, and what has another tag is read from its record.",
      "# These are Alma's own; where the first line has another tag, only those of other fields stay.",
    ]
      + defaults.flatMap { field, places in
        places.split(separator: " ").map { "# \(field) = \($0)" }
      }
  }
}
