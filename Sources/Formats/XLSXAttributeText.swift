extension XMLAttributes {
  /// The value of an attribute as text; nil if it is missing. libxml2 hands on `&amp;` in attributes
  /// as `&#38;`, unless it is told to replace all entities, which is never done here.
  func plainText(of name: XMLName) -> String? {
    guard let value = text(of: name) else { return nil }
    let parts = value.split(separator: "&#38;", omittingEmptySubsequences: false)
    return parts.count == 1 ? value : parts.joined(separator: "&")
  }
}
