/// Takes the texts out of `sharedStrings.xml`: plain ones and those in runs of their own formatting,
/// without the phonetic readings that East Asian workbooks add.
struct XLSXSharedStringsPart: XMLHandler {
  let strings: SharedStrings
  /// Why the texts could not be kept; nothing more is taken then.
  private(set) var failure: ArchiveError?

  private let file: String
  private var line = 0
  private var item: [UInt8] = []
  private var isItem = false
  private var isText = false
  private var phoneticDepth = 0

  /// Fills a list of texts; `file` is for messages.
  init(file: String, strings: SharedStrings) {
    self.file = file
    self.strings = strings
  }

  mutating func startElement(
    _ name: XMLName, attributes: borrowing XMLAttributes, at place: XMLPlace
  ) throws(FormatError) {
    if phoneticDepth > 0 || name == Name.phonetic {
      phoneticDepth += 1
    } else if name == Name.item {
      isItem = true
      line = place.line
      item.removeAll(keepingCapacity: true)
    } else if name == Name.text {
      isText = isItem
    }
  }

  mutating func endElement(_ name: XMLName) throws(FormatError) {
    isText = false
    if phoneticDepth > 0 {
      phoneticDepth -= 1
    } else if name == Name.item, failure == nil {
      isItem = false
      if XLSXEscapes.decode(in: &item, from: 0) { strings.hasNUL = true }
      do { try strings.append(item) } catch { failure = error }
    }
  }

  mutating func text(_ bytes: Span<UInt8>) throws(FormatError) {
    guard isText else { return }
    // A text of many runs is no longer than one without.
    guard item.count + bytes.count <= XMLLimits.text else {
      throw .elementTooLong(file: file, line: line, limit: XMLLimits.text)
    }
    item.append(copying: bytes)
  }

  private enum Name {
    static let item: XMLName = "si"
    static let text: XMLName = "t"
    static let phonetic: XMLName = "rPh"
  }
}
