@testable import Identifiers

/// The canonical texts of the identifiers found in a cell, wrong ones with "!" in front.
func found(_ kind: IdentifierKind, in cell: String) -> [String] {
  let bytes = Array(cell.utf8)
  return IdentifierScanner.identifiers(kind, in: cell).map {
    ($0.isValid ? "" : "!") + text($0.normalized(in: bytes.span))
  }
}

func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

/// The facts of a title in one string.
func facts(_ title: String, nonfiling: Int = 0) -> TitleFacts {
  var analyzer = TitleAnalyzer()
  return analyzer.analyze(title: title, nonfiling: nonfiling)
}

/// The facts of a MARC 245.
func facts(_ title: String, _ subtitle: String, _ parts: String, nonfiling: Int = 0) -> TitleFacts {
  var analyzer = TitleAnalyzer()
  return analyzer.analyze(title: title, subtitle: subtitle, parts: parts, nonfiling: nonfiling)
}

/// Cells that no catalogue should hold and every file does.
let hostileCells: [[UInt8]] = [
  [], [0x00], [0x20], [0xFF], [0xC3], [0xE2, 0x80], [0xF0, 0x9F, 0x98], [0xED, 0xA0, 0x80],
  [0x28], [0x29], [0x5B, 0x5B, 0x5B], [0x2F], [0x3A], [0x2D], [0x25, 0x32], Array("l'".utf8),
  Array("(OCoLC)".utf8), Array("(CKB)".utf8), Array("(EXLCZ)99".utf8), Array("10.".utf8),
  Array("https://".utf8), Array("login?url=".utf8), Array("http://a.b?qurl=".utf8),
  Array("v. ".utf8), Array("ed.".utf8), Array("&amp".utf8), Array("= / : ".utf8),
  [UInt8](repeating: 0x39, count: 10_000), [UInt8](repeating: 0x78, count: 10_000),
  [UInt8](repeating: 0x80, count: 10_000), [UInt8](repeating: 0x28, count: 10_000),
  [UInt8](repeating: 0x3A, count: 10_000), [UInt8](repeating: 0x2D, count: 10_000),
  Array(String(repeating: "v. 3 ", count: 2_000).utf8),
  Array(String(repeating: "ﷺ", count: 3_000).utf8),
  Array(String(repeating: "10.1000/", count: 1_250).utf8),
  Array(String(repeating: "(OCoLC)", count: 1_400).utf8),
]
