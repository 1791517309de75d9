import Testing

@testable import Formats

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The same workbooks read by openpyxl.
@Suite(
  "Agreement with openpyxl", .enabled(if: OpenPyXL.exists, "python3 with openpyxl is not there"))
struct XLSXDifferentialTests {
  @Test("openpyxl finds the same cells", arguments: [1, 2, 3, 4])
  func written(_ seed: Int) throws {
    let file = try TemporaryFile([])
    let make = """
      import datetime, random, sys
      from openpyxl import Workbook
      from openpyxl.utils.datetime import CALENDAR_MAC_1904
      random.seed(\(seed))
      book = Workbook()
      if \(seed) % 2 == 0: book.epoch = CALENDAR_MAC_1904
      book.active.title = 'First'
      start = datetime.datetime(1904, 3, 1)
      for name in ['First', 'Second']:
          sheet = book[name] if name in book.sheetnames else book.create_sheet(name)
          for row in range(1, 400):
              if random.random() < .1: continue
              for column in range(1, 30):
                  kind = random.randrange(12)
                  if kind == 0: value = 'Zeitschrift für %d & <日本>' % random.randrange(50)
                  elif kind == 1: value = random.randrange(10 ** random.randrange(1, 15))
                  elif kind == 2: value = random.random() < .5
                  elif kind == 3: value = start + datetime.timedelta(days=random.randrange(90000))
                  elif kind == 4:
                      value = start + datetime.timedelta(seconds=random.randrange(6000000000))
                  elif kind == 5: value = datetime.time(random.randrange(24), random.randrange(60))
                  elif kind == 6: value = random.choice(['#N/A', '#REF!', '#DIV/0!'])
                  elif kind == 7: value = ' kept\\n' * random.randrange(3)
                  else: continue
                  sheet.cell(row, column, value)
      book.save(sys.argv[1])
      """
    _ = try Python.run(make, file.path)
    try compare(file.path)
  }

  @Test("openpyxl finds the same in real workbooks", .enabled(if: Samples.exist, Samples.comment))
  func real() throws {
    for book in XLSXSampleTests.present { try compare(book.path) }
  }

  private func compare(_ path: String) throws {
    let expected = String(decoding: try Python.run(Self.read, path), as: UTF8.self)
      .split(separator: "\u{1E}").map { String($0) }
    let inspection = try FileInspection.inspect(path: path)
    let workbook = try Workbook(path: path, inspection: inspection)
    var found: [String] = []
    for (index, sheet) in workbook.sheetNames.enumerated() {
      var reader = try workbook.open(sheet: index)
      var record = Record()
      while try reader.read(into: &record) {
        if record.isBlank { continue }
        let fields = (0..<record.count).map { record.text($0) }
        found.append("\(sheet) \(record.position.row) " + fields.joined(separator: "\u{1F}"))
      }
    }
    #expect(found.count == expected.count, "\(path)")
    let different = zip(found, expected).first { $0 != $1 }
    #expect(different == nil, "\(path)")
  }

  private static let read = """
    import datetime, sys
    from openpyxl import load_workbook
    def shown(v):
        if v is None: return ''
        if v is True: return 'TRUE'
        if v is False: return 'FALSE'
        if isinstance(v, datetime.datetime):
            v = (v + datetime.timedelta(microseconds=500000)).replace(microsecond=0)
            return v.strftime('%Y-%m-%d %H:%M:%S').replace(' 00:00:00', '')
        if isinstance(v, datetime.time): return v.strftime('%H:%M:%S')
        if isinstance(v, datetime.timedelta): return '00:00:00'
        return str(v)
    book = load_workbook(open(sys.argv[1], 'rb'), data_only=True)
    out = []
    for sheet in book.worksheets:
        for number, row in enumerate(sheet.iter_rows(values_only=True), sheet.min_row):
            cells = [shown(v) for v in row]
            while cells and cells[-1] == '': cells.pop()
            if any(c.strip() for c in cells):
                out.append('%s %d ' % (sheet.title, number) + '\\x1f'.join(cells) + '\\x1e')
    sys.stdout.buffer.write(''.join(out).encode('utf-8'))
    """
}

/// openpyxl as another implementation to compare with.
enum OpenPyXL {
  static let exists = system("python3 -c 'import openpyxl' >/dev/null 2>&1") == 0
}
