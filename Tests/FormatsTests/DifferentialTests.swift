import Testing

@testable import Formats

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The same files read by Python's csv module and by expat.
@Suite("Agreement with other readers", .enabled(if: Python.exists, "python3 is not on the PATH"))
struct DifferentialTests {
  static let dialects: [(UInt8, String)] = [
    (UInt8(ascii: ","), "\n"), (UInt8(ascii: ","), "\r\n"), (UInt8(ascii: "\t"), "\r"),
    (UInt8(ascii: ";"), "\n"), (UInt8(ascii: "|"), "\r\n"),
  ]

  @Test("Python's csv module finds the same fields", arguments: dialects)
  func csv(_ delimiter: UInt8, _ lineEnd: String) throws {
    var generator = Seeded(state: UInt64(delimiter))
    let text = Self.delimited(delimiter, lineEnd, rows: 3_000, &generator)
    let file = try TemporaryFile(Array(text.utf8))
    let script = """
      import csv, sys
      with open(sys.argv[1], newline='', encoding='utf-8') as f:
          for row in csv.reader(f, delimiter=chr(\(delimiter))):
              sys.stdout.buffer.write(('\\x1f'.join(row) + '\\x1e').encode('utf-8'))
      """
    let expected = try Python.run(script, file.path)
    for size in [7, 1 << 20] {
      let found = try rows(
        of: Array(text.utf8), Dialect(delimiter: delimiter), chunkSize: size)
      #expect(found.allSatisfy { $0.problem == nil })
      let joined = found.map { $0.fields.joined(separator: "\u{1F}") + "\u{1E}" }.joined()
      #expect(Array(joined.utf8) == expected, "pieces of \(size)")
    }
  }

  @Test("expat finds the same MARC fields")
  func marcxml() throws {
    var generator = Seeded(state: 866)
    let text = Self.marcxml(records: 300, &generator)
    let file = try TemporaryFile(Array(text.utf8))
    let script = """
      import sys, xml.etree.ElementTree as E
      out = []
      for r in E.parse(sys.argv[1]).getroot():
          for f in r:
              if f.tag == 'leader': out.append('=LDR ' + (f.text or ''))
              elif f.tag == 'controlfield': out.append('=' + f.get('tag') + ' ' + (f.text or ''))
              else: out.append('=' + f.get('tag') + ' ' + (f.get('ind1') or ' ')
                  + (f.get('ind2') or ' ')
                  + ''.join('$' + s.get('code') + (s.text or '') for s in f))
      sys.stdout.buffer.write('\\n'.join(out).encode('utf-8'))
      """
    let expected = try Python.run(script, file.path)
    for size in [7, 1 << 20] {
      let found = try marcRecords(of: Array(text.utf8), chunkSize: size)
      #expect(Array(found.joined(separator: "\n").utf8) == expected, "pieces of \(size)")
    }
  }

  private static func delimited(
    _ delimiter: UInt8, _ lineEnd: String, rows: Int, _ generator: inout Seeded
  ) -> String {
    let separator = String(UnicodeScalar(delimiter))
    let parts = [
      "a", "Zeitschrift für ", "é", "日本", "\"", separator, "\n", "\r", "\r\n", " ", "0012",
    ]
    var text = ""
    for _ in 0..<rows {
      let fields = (0..<Int.random(in: 1..<9, using: &generator)).map { _ in
        let count = Int.random(in: 0..<5, using: &generator)
        let value = (0..<count).map { _ in parts.randomElement(using: &generator) ?? "" }.joined()
        let mustEnclose = value.utf8.contains {
          $0 == 0x22 || $0 == 0x0A || $0 == 0x0D || $0 == delimiter
        }
        guard mustEnclose || Bool.random(using: &generator) else { return value }
        return "\"" + value.flatMap { $0 == "\"" ? "\"\"" : "\($0)" } + "\""
      }
      text += fields.joined(separator: separator) + lineEnd
    }
    return text
  }

  private static func marcxml(records: Int, _ generator: inout Seeded) -> String {
    let parts = [
      "a", "&amp;", "&#233;", "é", "日本 ", "<![CDATA[<&]]>", "&lt;", "<!-- no -->", " ", "\n",
    ]
    func text(_ generator: inout Seeded) -> String {
      (0..<Int.random(in: 0..<6, using: &generator)).map { _ in
        parts.randomElement(using: &generator) ?? ""
      }.joined()
    }
    var xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<collection>"
    for _ in 0..<records {
      xml += "<record>\n<leader>\(text(&generator))x</leader>"
      for tag in 0..<Int.random(in: 0..<6, using: &generator) {
        xml += "<controlfield tag=\"00\(tag)\">\(text(&generator))</controlfield>\n"
        xml += "<datafield ind1=\"\" ind2=\"1\" tag=\"24\(tag)\">"
        for code in ["a", "11", "z"].prefix(Int.random(in: 1..<4, using: &generator)) {
          xml += "\n<subfield code='\(code)'>\(text(&generator))</subfield>"
        }
        xml += "</datafield>"
      }
      xml += "</record>"
    }
    return xml + "</collection>\n"
  }
}

/// Python as another implementation to compare with.
enum Python {
  static let exists = system("command -v python3 >/dev/null 2>&1") == 0

  /// What a script with one argument writes; neither may hold a single quote inside a quoted shell
  /// word, so the script goes through a file.
  static func run(_ script: String, _ argument: String) throws -> [UInt8] {
    let file = try TemporaryFile(Array(script.utf8))
    let pipe = try #require(popen("python3 '\(file.path)' '\(argument)'", "r"))
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&buffer, 1, buffer.count, pipe)
      if count == 0 { break }
      output.append(contentsOf: buffer[..<count])
    }
    #expect(pclose(pipe) == 0)
    return output
  }
}
