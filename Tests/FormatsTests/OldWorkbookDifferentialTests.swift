import Testing

@testable import Formats

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The same workbooks written by xlwt and read by xlrd.
@Suite(
  "Agreement with xlrd", .enabled(if: XLRD.exists, "python3 with xlrd and xlwt is not there"))
struct OldWorkbookDifferentialTests {
  @Test("xlrd finds the same cells", arguments: [1, 2, 3, 4])
  func written(_ seed: Int) throws {
    let file = try TemporaryFile([])
    let make = """
      import datetime, random, sys, xlwt
      random.seed(\(seed))
      book = xlwt.Workbook()
      book.dates_1904 = \(seed) % 2 == 0
      day = xlwt.easyxf(num_format_str='YYYY-MM-DD')
      both = xlwt.easyxf(num_format_str='YYYY-MM-DD HH:MM:SS')
      time = xlwt.easyxf(num_format_str='HH:MM:SS')
      bold = xlwt.easyfont('bold true')
      start = datetime.datetime(1904, 3, 1)
      for name in ['First', 'Zweites „Blatt“']:
          sheet = book.add_sheet(name)
          for row in range(400):
              if random.random() < .1: continue
              for column in range(30):
                  kind = random.randrange(14)
                  if kind == 0: value = 'Zeitschrift für %d & <日本>' % random.randrange(500)
                  elif kind == 1: value = random.randrange(10 ** random.randrange(1, 18))
                  elif kind == 2: value = random.random() < .5
                  elif kind == 3: value = random.random() * 10 ** random.randrange(-12, 20)
                  elif kind == 4: value = random.randrange(-10 ** 6, 10 ** 6) / 100
                  elif kind == 5: value = ' kept\\n' * random.randrange(1, 3)
                  # xlrd cannot put together a pair of surrogates that is cut by a record's end.
                  elif kind == 6: value = 'x日' * random.randrange(1, 4000)
                  elif kind == 7:
                      days = datetime.timedelta(days=random.randrange(90000))
                      sheet.write(row, column, start + days, day)
                      continue
                  elif kind == 8:
                      seconds = datetime.timedelta(seconds=random.randrange(6000000000))
                      sheet.write(row, column, start + seconds, both)
                      continue
                  elif kind == 9:
                      value = datetime.time(random.randrange(24), random.randrange(60))
                      sheet.write(row, column, value, time)
                      continue
                  elif kind == 10:
                      sheet.row(row).set_cell_error(column, random.choice([0, 7, 15, 23, 42]))
                      continue
                  elif kind == 11:
                      sheet.write_rich_text(row, column, [('bold ', bold), 'plain%d' % row])
                      continue
                  else: continue
                  sheet.write(row, column, value)
      book.save(sys.argv[1])
      """
    _ = try Python.run(make, file.path)
    try compare(file.path)
  }

  private func compare(_ path: String) throws {
    let expected = String(decoding: try Python.run(Self.read, path), as: UTF8.self)
      .split(separator: "\u{1E}").map { String($0) }
    let inspection = try FileInspection.inspect(path: path)
    let workbook = try OldWorkbook(path: path, inspection: inspection)
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
    #expect(found.count > 600 && found.count == expected.count)
    #expect(zip(found, expected).first { $0 != $1 } == nil)
  }

  private static let read = """
    import sys, xlrd
    from decimal import Decimal
    book = xlrd.open_workbook(sys.argv[1], logfile=sys.stderr)
    def shown(cell):
        kind, v = cell.ctype, cell.value
        if kind == 3:
            if v < 1: return '%02d:%02d:%02d' % (round(v * 86400) // 3600, round(v * 86400) // 60 % 60, round(v * 86400) % 60)
            day = xlrd.xldate.xldate_as_datetime(round(v * 86400) / 86400, book.datemode)
            return day.strftime('%Y-%m-%d %H:%M:%S').replace(' 00:00:00', '')
        if kind == 2:
            if abs(v) < 1e15: return str(int(v)) if v == int(v) else repr(v).replace('e', 'E')
            return '{:E}'.format(Decimal(repr(v)).normalize())
        if kind == 4: return 'TRUE' if v else 'FALSE'
        if kind == 5: return xlrd.error_text_from_code[v]
        return v
    out = []
    for sheet in book.sheets():
        for number in range(sheet.nrows):
            cells = [shown(c) for c in sheet.row(number)]
            while cells and cells[-1] == '': cells.pop()
            if any(c.strip() for c in cells):
                out.append('%s %d ' % (sheet.name, number + 1) + '\\x1f'.join(cells) + '\\x1e')
    sys.stdout.buffer.write(''.join(out).encode('utf-8'))
    """
}

/// xlrd as another implementation to compare with.
enum XLRD {
  static let exists = system("python3 -c 'import xlrd, xlwt' >/dev/null 2>&1") == 0
}
