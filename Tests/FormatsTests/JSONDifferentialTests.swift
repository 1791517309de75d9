import Testing

@testable import Formats

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The same documents read by Python's own JSON.
@Suite("Agreement with Python's json", .enabled(if: Python.exists, "python3 is not there"))
struct JSONDifferentialTests {
  @Test("Python finds the same columns and rows", arguments: [1, 2, 3, 4])
  func written(_ seed: Int) throws {
    let file = try TemporaryFile([])
    let make = """
      import json, random, sys
      random.seed(\(seed))
      names = ['number', 'status', 'value', 'desc', 'copy', 'pid', 'é', 'a.b', '', 'x' * 40]
      def text():
          letters = ['a', 'é', '日', '🂡', '"', chr(92), '/', chr(10), chr(9), '; ', ' ']
          return ''.join(random.choice(letters) for _ in range(random.randrange(8)))
      def value(depth):
          kind = random.randrange(9 if depth < 5 else 6)
          if kind == 0: return random.randrange(10 ** random.randrange(1, 25))
          if kind == 1: return random.random() * 10 ** random.randrange(-20, 20)
          if kind == 2: return random.choice([True, False])
          if kind == 3: return None
          if kind < 6: return text()
          if kind == 6: return [value(depth + 1) for _ in range(random.randrange(4))]
          return members(depth + 1)
      def members(depth):
          return {random.choice(names): value(depth) for _ in range(random.randrange(7))}
      rows = [members(1) for _ in range(400)]
      ascii = \(seed) % 2 == 0
      with open(sys.argv[1], 'w', encoding='utf-8') as out:
          if \(seed) < 3: json.dump(rows, out, ensure_ascii=ascii, indent=\(seed))
          else:
              for row in rows: out.write(json.dumps(row, ensure_ascii=ascii) + chr(10))
      """
    _ = try Python.run(make, file.path)
    let expected = String(decoding: try Python.run(Self.read, file.path), as: UTF8.self)
      .split(separator: "\u{1E}", omittingEmptySubsequences: false).map { String($0) }
    let inspection = try FileInspection.inspect(path: file.path)
    let table = try #require(
      try JSONDocument.inspect(path: file.path, inspection: inspection).tables.first)
    var found = [table.columns.joined(separator: "\u{1F}")]
    var reader = try JSONTableReader(path: file.path, inspection: inspection, table: table)
    var record = Record()
    while try reader.read(into: &record) {
      found.append((0..<record.count).map { record.text($0) }.joined(separator: "\u{1F}"))
    }
    #expect(found.count == 401 && table.rowCount == 400 && table.columns.count > 50)
    #expect(found.count == expected.count)
    #expect(zip(found, expected).first { $0 != $1 } == nil)
  }

  private static let read = """
    import json, sys
    text = open(sys.argv[1], encoding='utf-8').read()
    decoder = json.JSONDecoder(parse_int=str, parse_float=str, object_pairs_hook=lambda pairs: ('object', pairs))
    values, at = [], 0
    while at < len(text):
        value, at = decoder.raw_decode(text, at)
        values.append(value)
        while at < len(text) and text[at].isspace(): at += 1
    rows = values[0] if isinstance(values[0], list) else values
    order, parents = {}, set()
    def isObject(v): return isinstance(v, tuple)
    def walk(v, path, found):
        if isObject(v):
            for name, member in v[1]:
                parents.add(path)
                walk(member, path + (name,), found)
        elif isinstance(v, list):
            for member in v: walk(member, path, found)
        else: found.append((path, v))
    all = []
    for row in rows:
        found = []
        walk(row, (), found)
        all.append(found)
        for path, v in found:
            order.setdefault(path, True)
            if v is not None: order[path] = False
    columns = [p for p in order if not (order[p] and p in parents)]
    lines = [chr(31).join('.'.join(p) for p in columns)]
    for found in all:
        cells = {}
        for path, v in found:
            if v is None or v == '': continue
            word = {True: 'true', False: 'false'}.get(v, v) if isinstance(v, bool) else v
            cells.setdefault(path, []).append(word)
        cells = ['; '.join(cells.get(p, [])) for p in columns]
        while cells and cells[-1] == '': cells.pop()
        lines.append(chr(31).join(cells))
    sys.stdout.buffer.write(chr(30).join(lines).encode('utf-8'))
    """
}
