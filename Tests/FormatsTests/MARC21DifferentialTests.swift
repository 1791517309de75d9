import Testing

@testable import Formats

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The same records read by the field's own programs.
@Suite("MARC 21 as others read it")
struct MARC21DifferentialTests {
  @Test(
    "yaz-marcdump finds the same fields", .enabled(if: Tools.hasYAZ, "yaz-marcdump is not there"),
    arguments: [false, true])
  func yaz(_ isMARC8: Bool) throws {
    let bytes = Self.records(300, isMARC8: isMARC8)
    let file = try TemporaryFile(bytes)
    let output = try Tools.output(
      "yaz-marcdump -f \(isMARC8 ? "marc8" : "utf8") -t utf8 '\(file.path)'")
    let expected = String(decoding: output, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
    for size in [7, 1 << 20] {
      #expect(try Self.lines(bytes, size, hasLeader: true) == expected, "pieces of \(size)")
    }
  }

  @Test(
    "pymarc finds the same fields", .enabled(if: Tools.hasPyMARC, "pymarc is not installed"),
    arguments: [false, true])
  func pymarc(_ isMARC8: Bool) throws {
    // It writes a ligature as two halves, as older tables do, and misreads an escape that follows
    // another one at once; so there are blanks between the parts.
    let bytes = Self.records(300, isMARC8: isMARC8, hasLigatures: false, separator: [0x20])
    let file = try TemporaryFile(bytes)
    let script = """
      import sys, pymarc
      out = []
      for r in pymarc.MARCReader(open(sys.argv[1], 'rb'), to_unicode=True):
          for f in r.fields:
              if f.is_control_field(): out.append(f.tag + ' ' + f.data)
              else: out.append(f.tag + ' ' + ''.join(f.indicators)
                  + ''.join(' $' + s.code + ' ' + s.value for s in f.subfields))
      sys.stdout.buffer.write('\\n'.join(out).encode('utf-8'))
      """
    let expected = String(decoding: try Python.run(script, file.path), as: UTF8.self)
      .split(separator: "\n").map(String.init)
    // pymarc composes letters and diacritics, which makes strings no less equal.
    #expect(try Self.lines(bytes, 1 << 20, hasLeader: false) == expected)
  }

  /// Records as lines of yaz-marcdump.
  private static func lines(_ bytes: [UInt8], _ size: Int, hasLeader: Bool) throws -> [String] {
    var reader = MARC21Reader(source: ByteSource(bytes: bytes, chunkSize: size, encoding: nil))
    var record = MARCRecord()
    var lines: [String] = []
    while try reader.read(into: &record) {
      #expect(record.problem == nil)
      if hasLeader { lines.append(String(decoding: record.leader, as: UTF8.self)) }
      for field in record.fields {
        var line = "\(field.tag) "
        if field.subfields.isEmpty {
          line += record.text(field.value)
        } else {
          line += String(decoding: [field.indicator1, field.indicator2], as: UTF8.self)
          for subfield in record.subfields(of: field) {
            line += " $\(subfield.code) \(record.text(subfield.range))"
          }
        }
        lines.append(line)
      }
    }
    return lines
  }

  private static let texts: [[UInt8]] = [
    "Birds", "of the coast", "été", "日本", "Москва", " ", "a", "1999-", "i͡a", "€",
  ].map { Array($0.utf8) }

  private static let marc8Texts: [[UInt8]] = [
    "Birds", "of the coast", "{E2}et{E2}e", "{EB}i{EC}a", "{1B}(NmOSKWA{1B}(B", "{A1}{B1}",
    "{1B}{24}1{21}{30}{21}{21}{30}{22}{1B}(B", "{F2}{E5}a", "{1B}b2{1B}s", "{1B}(2ylem{1B}(B",
    "1999",
  ].map(MARC21Maker.bytes)

  private static func records(
    _ count: Int, isMARC8: Bool, hasLigatures: Bool = true, separator: [UInt8] = []
  ) -> [UInt8] {
    var generator = Seeded(state: 2709)
    let parts = (isMARC8 ? marc8Texts : texts).filter { hasLigatures || !$0.contains(0xEB) }
    func text() -> [UInt8] {
      let chosen = (0..<Int.random(in: 1..<6, using: &generator)).map { _ in
        parts.randomElement(using: &generator) ?? []
      }
      return Array(chosen.joined(separator: separator))
    }
    return (0..<count).flatMap { index in
      var maker = MARC21Maker("99\(index)", isMARC8: isMARC8).adding("008", "200101s2020    xx")
      for tag in ["020", "245", "866", "9XX"] where Bool.random(using: &generator) {
        var body = MARC21Maker.bytes(["  ", "1 ", "40"].randomElement(using: &generator) ?? "")
        for code in ["a", "b", "1", "z"].prefix(Int.random(in: 1..<5, using: &generator)) {
          body += [0x1F] + Array(code.utf8) + text()
        }
        maker = maker.adding(tag, bytes: body)
      }
      return maker.bytes()
    }
  }
}

/// Programs that may be there.
enum Tools {
  static let hasYAZ = system("command -v yaz-marcdump >/dev/null 2>&1") == 0
  static let hasPyMARC = system("python3 -c 'import pymarc' >/dev/null 2>&1") == 0

  static func output(_ command: String) throws -> [UInt8] {
    let pipe = try #require(popen(command, "r"))
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
