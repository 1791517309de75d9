// libyaz's MARC-8 tables. The handle is closed when the converter ends; the pointers that a call
// gets are valid during that call only, and what libyaz writes is copied at once.
internal import CYAZ

/// MARC-8 (https://www.loc.gov/marc/specifications/speccharmarc8.html) as UTF-8, by libyaz.
///
/// libyaz passes over bytes that it does not know without a word, and after eight diacritics on
/// one letter, or an escape among them, reads on in the wrong place. So it is given no such bytes
/// here, and no escapes but those that set it up: every character has its own or a U+FFFD.
struct MARC8Converter: ~Copyable {
  /// What a byte is in a character set.
  private enum Unit { case character, diacritic, silent, unknown }

  private let handle: yaz_iconv_t
  private var state = MARC8State()
  /// What is given to libyaz next, in the sets of `state`.
  private var run: [UInt8] = []
  /// How many bytes at the end of `run` are diacritics: in MARC-8 they stand before their letter.
  private var waiting = 0
  private var lost = 0
  private var output: [UInt8] = []
  /// By the final character of a set: what each of its 128 bytes is. Asked of libyaz when needed.
  private var units: [[Unit]] = Array(repeating: [], count: 128)

  /// libyaz holds eight diacritics of one letter, and the eighth not well.
  private static let diacriticLimit = 7
  private static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]
  /// The right halves of ligature and double tilde in ANSEL: the left half stands for the whole.
  private static let rightHalves: [UInt8] = [0x6C, 0x7B]

  /// Throws when libyaz does not start.
  init(file: String) throws(FormatError) {
    guard let handle = yaz_iconv_open("UTF-8", "MARC8") else {
      throw .libraryFailed(file: file, library: "libyaz")
    }
    self.handle = handle
  }

  deinit { yaz_iconv_close(handle) }

  /// Appends the text of a subfield or control field as UTF-8, and tells how many of its
  /// characters are none of MARC-8.
  mutating func append(_ text: Span<UInt8>, to bytes: inout [UInt8]) -> Int {
    state = MARC8State()
    lost = 0
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte == MARC8State.escape {
        index += appendEscape(text, at: index, to: &bytes)
      } else if state.isMultibyte, (0x21...0x7E).contains(byte) {
        index += appendIdeograph(text, at: index, to: &bytes)
      } else {
        appendByte(byte, to: &bytes)
        index += 1
      }
    }
    endRun(into: &bytes)
    return lost
  }

  private mutating func appendByte(_ byte: UInt8, to bytes: inout [UInt8]) {
    if byte == 0x20 || (0x09...0x0D).contains(byte) {
      run.append(0x20)
      waiting = 0
      return
    }
    switch unit(byte) {
    case .character:
      run.append(byte)
      waiting = 0
    case .diacritic where waiting < Self.diacriticLimit:
      run.append(byte)
      waiting += 1
    case .diacritic: lost += 1
    case .silent: break
    case .unknown: replace(into: &bytes)
    }
  }

  /// Takes note of an escape sequence, and gives its length. Diacritics before it belong to the
  /// letter behind it, if their own set remains.
  private mutating func appendEscape(
    _ text: Span<UInt8>, at index: Int, to bytes: inout [UInt8]
  ) -> Int {
    guard let (next, length) = state.after(text, at: index) else {
      replace(into: &bytes)
      return 1
    }
    if next.g1 != state.g1 { endRun(into: &bytes) }
    let diacritics = Array(run.suffix(waiting))
    run.removeLast(waiting)
    convertRun(into: &bytes)
    // Those of G0 would be read as something else from here on.
    if diacritics.contains(where: { $0 < 0x80 }), next.g0 != state.g0 {
      waiting = 0
      replace(into: &bytes)
    } else {
      run = diacritics
    }
    state = next
    return length
  }

  /// Takes a character of three bytes, and gives how many bytes there were.
  private mutating func appendIdeograph(
    _ text: Span<UInt8>, at index: Int, to bytes: inout [UInt8]
  ) -> Int {
    endRun(into: &bytes)
    var length = 1
    while length < 3, index + length < text.count, (0x21...0x7E).contains(text[index + length]) {
      length += 1
    }
    for place in index..<index + length { run.append(text[place]) }
    let size = bytes.count
    if length == 3 { convertRun(into: &bytes) }
    run.removeAll(keepingCapacity: true)
    if bytes.count == size { replace(into: &bytes) }
    return length
  }

  // MARK: - Runs

  private mutating func replace(into bytes: inout [UInt8]) {
    endRun(into: &bytes)
    bytes.append(contentsOf: Self.replacement)
    lost += 1
  }

  /// Converts the run; diacritics that still wait have no letter.
  private mutating func endRun(into bytes: inout [UInt8]) {
    run.removeLast(waiting)
    convertRun(into: &bytes)
    if waiting > 0 {
      bytes.append(contentsOf: Self.replacement)
      lost += waiting
    }
    waiting = 0
  }

  private mutating func convertRun(into bytes: inout [UInt8]) {
    guard !run.isEmpty else { return }
    if !convert(run) { lost += 1 }
    bytes.append(contentsOf: output)
    run.removeAll(keepingCapacity: true)
  }

  private mutating func unit(_ byte: UInt8) -> Unit {
    let set = Int(state.set(of: byte))
    if units[set].isEmpty { units[set] = contents(of: state.set(of: byte)) }
    return units[set][Int(byte & 0x7F)]
  }

  private mutating func contents(of set: UInt8) -> [Unit] {
    let (heldState, heldOutput) = (state, output)
    defer { (state, output) = (heldState, heldOutput) }
    let isANSEL = set == MARC8State.ansel
    state = isANSEL ? MARC8State() : MARC8State(g0: set)
    return (0..<128).map { (code: UInt8) in
      if isANSEL, Self.rightHalves.contains(code) { return .silent }
      // Control characters stand in ANSEL's half only: joiners, and what is not to be sorted.
      guard code > 0x20 || isANSEL, code != 0x7F else { return .unknown }
      // A diacritic alone is an error to libyaz, and a byte that it does not know is nothing.
      guard convert([isANSEL ? code | 0x80 : code]) else { return .diacritic }
      return output.isEmpty ? .unknown : .character
    }
  }

  /// Fills `output` with what libyaz makes of bytes in the sets of `state`; false where it stops.
  private mutating func convert(_ text: [UInt8]) -> Bool {
    var input = state.setup + text
    // One character a byte at most, and none is longer than four bytes in UTF-8.
    output = [UInt8](repeating: 0, count: 4 * input.count)
    var written = 0
    let isComplete = input.withUnsafeMutableBytes { from in
      output.withUnsafeMutableBytes { to in
        var (source, target) = (
          from.baseAddress?.assumingMemoryBound(to: CChar.self),
          to.baseAddress?.assumingMemoryBound(to: CChar.self)
        )
        var (sourceLeft, targetLeft) = (from.count, to.count)
        // No input: back to the sets of a field's beginning, whatever was left of the last one.
        _ = yaz_iconv(handle, nil, nil, &target, &targetLeft)
        let result = yaz_iconv(handle, &source, &sourceLeft, &target, &targetLeft)
        written = to.count - targetLeft
        return result != -1
      }
    }
    output.removeLast(output.count - written)
    return isComplete
  }
}
