import Testing

@testable import Formats

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Real workbooks, and those of the example library; they are not part of the repository.
@Suite("Real workbooks", .enabled(if: Samples.exist, Samples.comment))
struct XLSXSampleTests {
  struct Book: CustomTestStringConvertible {
    var folder: String
    var name: String
    var sheet: String
    var rows: Int
    var columns: Int
    var cells: Int
    var first: String
    /// Nil where the workbook is made anew with the example library.
    var created: String?

    var path: String { "\(Samples.folder)/../\(folder)/\(name).xlsx" }

    var testDescription: String { name }
  }

  static func extended(_ name: String, _ rows: Int, _ cells: Int) -> Book {
    Book(
      folder: "data/library-a/alma/extended", name: name + "_portfolios", sheet: "Sheet1",
      rows: rows, columns: 65, cells: cells,
      first: "LOCALIZED\tISSN\tISSN\tISSN\tISBN\tISBN\tISBN\tPORTFOLIO_PID\tMMS\t")
  }

  static let books = [
    Book(
      folder: "data/library-a/p2e", name: "01PSC_P2E_report", sheet: "P2E", rows: 1_571,
      columns: 16, cells: 19_995, first: "P2E\tBIB ID\tMFHD ID\tLOCATION CODE\tLOCATION NAME\t"),
    Book(
      folder: "samples/alma-lists", name: "Alma-D-All-Collections-List",
      sheet: "subCollectionsList",
      rows: 41, columns: 4, cells: 164, first: "Collection ID\tMMS ID\tName\tCreation Date",
      created: "2025-06-02"),
    extended(
      "Archives+Direct++Adam+Matthew+Digital+amdigital+Confidential"
        + "+Print+Middle+East+2016+11+15", 401, 2_865),
    extended("CAIRN+CAIRN+GLOBAL+OUVRAGES+HUMANITES+2024+08+15", 254, 2_584),
    extended("CAIRN+CAIRN+GLOBAL+POCHES+QUESAIS+JE+2025+06+23", 401, 4_078),
    extended("CAIRN+cairn+ebooks+2016+12+19", 401, 3_983),
    extended("EDP+Sciences+EDPSCIENCES+GLOBAL+ALLJOURNALS+2026+03+13", 120, 1_463),
    extended("Erudit+ERUDIT+GLOBAL+ALLTITLES+2024+08+01", 93, 900),
    extended("Mary+Ann+Liebert+mal+AllTitles+2021+03+17", 89, 1_030),
    extended("Springer+SPRINGER+FRANCE+LN+ISTEX+EBOOKS+PFEDITEUR+2023+05+11", 107, 1_116),
  ]

  /// Those of the workbooks that are there.
  static let present = books.filter { access($0.path, R_OK) == 0 }

  @Test("sheet, rows, columns and header", arguments: present)
  func book(_ book: Book) throws {
    let path = book.path
    let inspection = try FileInspection.inspect(path: path)
    let workbook = try Workbook(path: path, inspection: inspection)
    #expect(workbook.sheetNames == [book.sheet])
    #expect(workbook.createdDay != nil)
    if let created = book.created { #expect(workbook.createdDay == created) }
    var reader = try workbook.open(sheet: 0)
    var record = Record()
    var rows = 0
    var columns = 0
    var cells = 0
    while try reader.read(into: &record) {
      rows += 1
      if rows == 1 { #expect(record.raw.hasPrefix(book.first)) }
      #expect(record.position.row == rows && record.problem == nil)
      columns = max(columns, record.count)
      cells += (0..<record.count).count { !record.isEmpty($0) }
    }
    #expect(rows == book.rows && columns == book.columns && cells == book.cells)
  }
}
