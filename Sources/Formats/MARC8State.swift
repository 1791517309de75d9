/// Which character sets MARC-8 text is in at some place: those of the bytes below 0x80 (G0) and
/// above (G1), by their final characters
/// (https://www.loc.gov/marc/specifications/speccharmarc8.html, "Technique 1" and "Technique 2").
struct MARC8State: Equatable {
  /// At the beginning of every field and subfield: ASCII and ANSEL.
  private(set) var g0 = ascii
  private(set) var g1 = ansel

  static let escape: UInt8 = 0x1B
  static let ascii = UInt8(ascii: "B")
  static let ansel = UInt8(ascii: "E")
  /// Chinese, Japanese and Korean, three bytes a character.
  private static let eacc = UInt8(ascii: "1")
  /// Besides those: Hebrew, Arabic and its extension, Cyrillic and its extension, Greek; Greek
  /// symbols, subscripts and superscripts, each with an escape of its own.
  private static let others = Array("234NQSgbp".utf8)

  /// Whether three bytes of G0 make one character.
  var isMultibyte: Bool { g0 == Self.eacc }

  /// The sets after the escape sequence that begins at `index`, and its length in bytes; nil for
  /// one that MARC-8 does not have.
  func after(_ text: Span<UInt8>, at index: Int) -> (state: MARC8State, length: Int)? {
    var place = index + 1
    func next() -> UInt8 { place < text.count ? text[place] : 0 }
    let isMultibyte = next() == UInt8(ascii: "$")
    if isMultibyte { place += 1 }
    var target = "G0"
    switch next() {
    case UInt8(ascii: "("), UInt8(ascii: ","): place += 1
    case UInt8(ascii: ")"), UInt8(ascii: "-"):
      place += 1
      target = "G1"
    default: target = isMultibyte ? "G0" : "technique 1"
    }
    if next() == UInt8(ascii: "!") { place += 1 }
    let final = next()
    let length = place + 1 - index
    var state = self
    switch target {
    case "technique 1":
      guard "gbps".utf8.contains(final), length == 2 else { return nil }
      state.g0 = final == UInt8(ascii: "s") ? Self.ascii : final
    case "G1":
      guard !isMultibyte, Self.isSingleByte(final) else { return nil }
      state.g1 = final
    default:
      guard isMultibyte ? final == Self.eacc : Self.isSingleByte(final) else { return nil }
      state.g0 = final
    }
    return (state, length)
  }

  private static func isSingleByte(_ final: UInt8) -> Bool {
    final == ascii || final == ansel || others.contains(final)
  }

  /// Whether a text has an escape sequence of MARC-8.
  static func isUsed(in text: Span<UInt8>) -> Bool {
    var index = 0
    while let place = text.firstIndex(of: escape, from: index) {
      if MARC8State().after(text, at: place) != nil { return true }
      index = place + 1
    }
    return false
  }

  /// The set that a byte is looked up in.
  func set(of byte: UInt8) -> UInt8 { byte < 0x80 ? g0 : g1 }

  /// The escape sequences that lead here from the beginning of a field.
  var setup: [UInt8] {
    var bytes: [UInt8] = []
    if g0 != Self.ascii {
      bytes += [Self.escape] + (isMultibyte ? "$" : g0 == Self.ansel ? "(!" : "(").utf8 + [g0]
    }
    if g1 != Self.ansel { bytes += [Self.escape] + ")".utf8 + [g1] }
    return bytes
  }

  /// A state with one set in G0, to ask what is in it.
  init(g0: UInt8) { self.g0 = g0 }

  init() {}
}
