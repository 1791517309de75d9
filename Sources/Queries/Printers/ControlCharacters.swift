/// Text as a terminal may show it: on one line, and without what would move its cursor or change
/// its colours.
func oneLine(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: isControl) else { return text }
  var shown = String.UnicodeScalarView()
  var isAfterReturn = false
  for scalar in text.unicodeScalars {
    defer { isAfterReturn = scalar == "\r" }
    if scalar == "\n", isAfterReturn { continue }
    let isBlank = ["\n", "\r", "\t", "\u{85}", "\u{2028}", "\u{2029}"].contains(scalar)
    shown.append(isBlank ? " " : isControl(scalar) ? scalar.pictured : scalar)
  }
  return String(shown)
}

private func isControl(_ scalar: UnicodeScalar) -> Bool {
  scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar == "\u{2028}"
    || scalar == "\u{2029}"
}

extension UnicodeScalar {
  /// The picture of a control character (U+2400 and on); of one beyond ASCII, a replacement.
  fileprivate var pictured: UnicodeScalar {
    value < 0x20 ? UnicodeScalar(0x2400 + value) ?? "\u{FFFD}" : value == 0x7F ? "␡" : "\u{FFFD}"
  }
}

/// Text of many lines as a terminal may show it: its lines, tabs and colours stay, and nothing else
/// that the terminal would obey. A title may come from anywhere.
package func shownText(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: isControl) else { return text }
  var shown = String.UnicodeScalarView()
  var rest = text.unicodeScalars[...]
  while let scalar = rest.first {
    let length = colourLength(rest)
    if length > 0 {
      shown.append(contentsOf: rest.prefix(length))
      rest = rest.dropFirst(length)
      continue
    }
    rest = rest.dropFirst()
    // A return alone would let a line be written over.
    let stays =
      !isControl(scalar) || ["\n", "\t", "\u{2028}", "\u{2029}"].contains(scalar)
      || (scalar == "\r" && rest.first == "\n")
    shown.append(stays ? scalar : scalar.pictured)
  }
  return String(shown)
}

/// The length of a colour's code, `ESC [ 1 ; 31 m`, that a text begins with; 0 where it does not.
private func colourLength(_ text: Substring.UnicodeScalarView) -> Int {
  guard text.starts(with: ["\u{1B}", "["]) else { return 0 }
  let code = text.dropFirst(2).prefix { ("0"..."9").contains($0) || $0 == ";" }
  guard text[code.endIndex...].first == "m" else { return 0 }
  return code.count + 3
}
