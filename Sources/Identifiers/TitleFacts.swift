/// What a title string says: its keys for comparison, its part, its edition.
///
/// The keys follow the normalisation of NACO (Library of Congress, "Authority File Comparison
/// Rules"), but for the commas, and without the initial article.
package struct TitleFacts: Equatable, Sendable {
  /// The whole title with its subtitle, without the words for part and edition.
  package var fullKey: [UInt8]
  /// The title before the subtitle; a prefix of the full key.
  package var mainKey: [UInt8]
  /// The part's number, or its name where it has none: "65" from "v. 65"; empty if none.
  package var part: [UInt8]
  /// The edition that the title itself names.
  package var edition: Int?
  /// How many words the main key has; two ideographs count as one.
  package var wordCount: Int

  /// Facts given one by one.
  package init(
    fullKey: [UInt8], mainKey: [UInt8], part: [UInt8], edition: Int?, wordCount: Int
  ) {
    self.fullKey = fullKey
    self.mainKey = mainKey
    self.part = part
    self.edition = edition
    self.wordCount = wordCount
  }

  /// What the full key has behind the main key.
  var subtitle: ArraySlice<UInt8> {
    fullKey.count > mainKey.count ? fullKey[(mainKey.count + 1)...] : []
  }
}
