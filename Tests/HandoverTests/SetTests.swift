import Foundation
import Handover
import Queries
import Store
import Testing
import TestSupport

/// Alma's itemized-set files.
@Suite struct SetTests {
  /// A query that lists these ids, with a policy for their bibs where `after` gives one.
  private func query(
    _ ids: [String], column: String = "portfolio_id", members: String? = "portfolios",
    after: [String]? = nil
  ) throws -> QueryFile {
    let rows = ids.indices.map { index in
      "('\(ids[index])', '\(after?[index] ?? "")', \(index))"
    }
    var header = ["-- question: What?", "-- answers: things", "-- needs: portfolios"]
    header += ["-- column: \(column)"] + (after == nil ? [] : ["-- column: bib_after"])
    if let members { header.append("-- set: \(column) as \(members)") }
    let sql =
      "WITH listed (a, b, n) AS (VALUES \(rows.joined(separator: ", "))) "
      + "SELECT a AS \(column)\(after == nil ? "" : ", b AS bib_after") FROM listed ORDER BY n"
    return try QueryFile(
      name: "own/things", text: (header + ["-- then: Nothing.", sql]).joined(separator: "\n"))
  }

  private func write(
    _ query: QueryFile, _ sandbox: Sandbox, _ change: (inout SetRequest) -> Void = { _ in }
  ) throws -> SetWriter.Result {
    var request = SetRequest(query: query, folder: sandbox.path("sets"))
    request.format = .csv
    change(&request)
    return try SetWriter(try sandbox.store(), request).write()
  }

  private func text(_ name: String, _ sandbox: Sandbox) throws -> String {
    try String(contentsOfFile: sandbox.path("sets/\(name)"), encoding: .utf8)
  }

  private func names(_ sandbox: Sandbox) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: sandbox.path("sets"))) ?? []).sorted()
  }

  @Test(
    "each kind of member has the heading that Alma wants",
    arguments: [
      ("portfolios", "5312345678904242", "PID"), ("collections", "6112345678904242", "PID"),
      ("bibs", "9912345678904242", "MMS ID"), ("order-lines", "POL-0012", "PO Line reference"),
    ])
  func heading(members: String, id: String, heading: String) throws {
    for named in [members, nil] {
      let sandbox = try Sandbox()
      let query = try query([id], column: "thing", members: named)
      let result = try write(query, sandbox) { $0.column = named == nil ? "thing" : nil }
      #expect(result.files.map(\.name) == ["things.001.csv"])
      #expect(result.files.map(\.members) == [1])
      #expect(result.sheet == nil)
      #expect(try text("things.001.csv", sandbox) == "\(heading)\n\(id)\n")
    }
  }

  @Test(
    "ids stand as they are, once each, in csv and txt", arguments: [SetRequest.Format.csv, .txt])
  func ids(format: SetRequest.Format) throws {
    let sandbox = try Sandbox()
    let query = try query(["5300000000000012345", "0012", "5300000000000012345", ""])
    let result = try write(query, sandbox) { $0.format = format }
    #expect(result.files.map(\.name) == ["things.001.\(format.rawValue)"])
    #expect(
      try text("things.001.\(format.rawValue)", sandbox) == "PID\n5300000000000012345\n0012\n")
  }

  @Test("a workbook is what comes unless another format is asked for: one sheet, ids as text")
  func workbook() throws {
    let sandbox = try Sandbox()
    let ids = ["5300000000000012345", "0012", "POL-1"]
    let query = try query(ids + ["0012", ""])
    #expect(SetRequest(query: query, folder: "").format == .xlsx)
    let result = try write(query, sandbox) { $0.format = .xlsx }
    #expect(result.files.map(\.name) == ["things.001.xlsx"])
    #expect(result.files.map(\.members) == [3])
    #expect(names(sandbox) == ["things.001.xlsx"])
    let path = sandbox.path("sets/things.001.xlsx")
    let sheets = try WorkbookRows.read(path)
    #expect(sheets.map(\.name) == ["Set"])
    #expect(sheets[0].rows == [["PID"]] + ids.map { [$0] })
    guard Python.has("openpyxl") else { return }
    let read = """
      import sys
      from openpyxl import load_workbook
      for r in load_workbook(sys.argv[1]).active.iter_rows():
          print(len(r), r[0].data_type, r[0].value)
      """
    #expect(
      try Python.run(read, [path]) == (["PID"] + ids).map { "1 s \($0)\n" }.joined())
  }

  @Test("files hold 5,000 ids unless another number is asked for")
  func chunks() throws {
    let ids = (0..<5_001).map { "53\(1_000_000 + $0)4242" }
    let sandbox = try Sandbox()
    let plain = try write(try query(ids), sandbox)
    #expect(plain.files.map(\.members) == [5_000, 1])
    #expect(plain.files.map(\.name) == ["things.001.csv", "things.002.csv"])
    let written = try plain.files.flatMap {
      try text($0.name, sandbox).split(separator: "\n").dropFirst().map(String.init)
    }
    #expect(written == ids)
    let other = try Sandbox()
    #expect(
      try write(try query(ids), other) { $0.chunk = 2_000 }.files.map(\.members)
        == [2_000, 2_000, 1_001])
    #expect(throws: SetError.badChunk(0)) {
      _ = try self.write(try self.query(ids), other) { $0.chunk = 0 }
    }
  }

  @Test("portfolios are split by what may become of their bibs, never mixed")
  func split() throws {
    let sandbox = try Sandbox()
    let ids = (0..<5).map { "53\(100 + $0)00004242" }
    let after = ["delete", "keep", "delete", "", "delete"]
    let result = try write(try query(ids, after: after), sandbox) { $0.chunk = 2 }
    #expect(
      result.files.map(\.name) == [
        "things.bibs-delete.001.csv", "things.bibs-delete.002.csv", "things.bibs-keep.001.csv",
      ])
    #expect(
      result.files.map(\.bibPolicy) == [
        "Delete bibliographic record(s)", "Delete bibliographic record(s)", "Do nothing",
      ])
    #expect(result.sheet == "things.sheet.csv")
    #expect(try text("things.bibs-keep.001.csv", sandbox) == "PID\n\(ids[1])\n\(ids[3])\n")
    #expect(try text("things.bibs-delete.002.csv", sandbox) == "PID\n\(ids[4])\n")
  }

  @Test("of an empty result nothing is written")
  func empty() throws {
    let sandbox = try Sandbox()
    let result = try write(try query([""]), sandbox)
    #expect(result.files.isEmpty && result.sheet == nil)
    #expect(names(sandbox).isEmpty)
  }

  @Test("a file that is there is refused, nothing is half-written, and --force replaces it")
  func existing() throws {
    let sandbox = try Sandbox()
    let ids = ["5310000004242", "5310000014242"]
    let query = try query(ids, after: ["delete", "keep"])
    try sandbox.write("sets/things.bibs-keep.001.csv", "mine")
    #expect(throws: OutputError.exists(sandbox.path("sets/things.bibs-keep.001.csv"))) {
      _ = try self.write(query, sandbox)
    }
    #expect(names(sandbox) == ["things.bibs-keep.001.csv"])
    #expect(try text("things.bibs-keep.001.csv", sandbox) == "mine")
    _ = try write(query, sandbox) { $0.replaces = true }
    #expect(try text("things.bibs-keep.001.csv", sandbox) == "PID\n\(ids[1])\n")
    #expect(
      names(sandbox) == [
        "things.bibs-delete.001.csv", "things.bibs-keep.001.csv", "things.sheet.csv",
      ])
  }

  @Test("replacing a set leaves no part of an earlier one behind")
  func replaced() throws {
    let sandbox = try Sandbox()
    let ids = (0..<4).map { "53\(100 + $0)00004242" }
    _ = try write(try query(ids), sandbox) { $0.chunk = 2 }
    _ = try write(try query(Array(ids.prefix(1))), sandbox) {
      $0.chunk = 2
      $0.replaces = true
    }
    #expect(names(sandbox) == ["things.001.csv"])
  }

  @Test("replacing a set in another format leaves none of the first behind")
  func otherFormat() throws {
    let sandbox = try Sandbox()
    let ids = (0..<3).map { "53\(100 + $0)00004242" }
    let query = try query(ids, after: ["delete", "keep", "keep"])
    _ = try write(query, sandbox)
    #expect(throws: OutputError.exists(sandbox.path("sets/things.bibs-delete.001.csv"))) {
      _ = try self.write(query, sandbox) { $0.format = .xlsx }
    }
    _ = try write(query, sandbox) {
      $0.format = .xlsx
      $0.replaces = true
    }
    #expect(
      names(sandbox) == [
        "things.bibs-delete.001.xlsx", "things.bibs-keep.001.xlsx", "things.sheet.xlsx",
      ])
  }

  @Test("a folder that cannot be made is said")
  func noFolder() throws {
    let sandbox = try Sandbox()
    try sandbox.write("sets", "a file, no folder")
    #expect(throws: OutputError.cannotCreate(sandbox.path("sets"))) {
      _ = try self.write(try self.query(["5310000004242"]), sandbox)
    }
  }

  @Test("a column that is not there, or none at all, is said with those there are")
  func columns() throws {
    let sandbox = try Sandbox()
    #expect(
      throws: SetError.unknownColumn(
        query: "own/things", column: "pid", columns: ["portfolio_id"])
    ) {
      _ = try self.write(try self.query(["5310000004242"]), sandbox) { $0.column = "pid" }
    }
    #expect(throws: SetError.noColumn(query: "own/things", columns: ["portfolio_id"])) {
      _ = try self.write(try self.query(["5310000004242"], members: nil), sandbox)
    }
    #expect(names(sandbox).isEmpty)
  }

  @Test("a cell that is no id is refused", arguments: ["two\nlines", "long"])
  func notAnID(value: String) throws {
    let sandbox = try Sandbox()
    let id = value == "long" ? String(repeating: "x", count: 101) : value
    #expect(throws: SetError.notAnID(column: "portfolio_id", value: id)) {
      _ = try self.write(try self.query([id]), sandbox)
    }
    #expect(names(sandbox).isEmpty)
  }
}
