import Foundation
import GRDB
import Importing
import Store
import TestSupport
import Testing

struct DateTests {
  private func asOf(_ sandbox: Sandbox) throws -> [String] {
    try sandbox.column("SELECT as_of || ', ' || as_of_source FROM snapshot")
  }

  @Test(
    "a whole date in the file's name is the day of the data",
    arguments: [
      ("psc_p2e_01_20200501.csv", "2020-05-01"), ("orders 2021-12-31.csv", "2021-12-31"),
      ("orders_2021_02_28_final.csv", "2021-02-28"), ("2024.02.29 list.csv", "2024-02-29"),
    ])
  func fileName(_ name: String, _ day: String) throws {
    let sandbox = try Sandbox()
    try sandbox.loadText(Sample.p2e, as: name)
    #expect(try asOf(sandbox) == ["\(day), file name"])
  }

  @Test(
    "numbers in the name that are no day, or not yet, leave the file's time",
    arguments: [
      "list_20211301.csv", "list_2023-02-29.csv", "list_99991231.csv", "list_120200501.csv",
      "list_2020-05.csv", "list_12.csv",
    ])
  func fileTime(_ name: String) throws {
    let sandbox = try Sandbox()
    let path = try sandbox.write(name, Sample.p2e)
    // Noon, so that no time zone makes it another day.
    let date = try #require(
      Calendar(identifier: .gregorian).date(
        from: DateComponents(year: 2022, month: 3, day: 4, hour: 12)))
    try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
    try sandbox.load([name])
    #expect(try asOf(sandbox) == ["2022-03-04, file time"])
  }

  @Test("a file from the future is of today")
  func futureFile() throws {
    let sandbox = try Sandbox()
    let path = try sandbox.write("list.csv", Sample.p2e)
    try FileManager.default.setAttributes(
      [.modificationDate: Date.now.addingTimeInterval(40 * 86_400)], ofItemAtPath: path)
    _ = try Importer(try sandbox.store(), ImportRequest(paths: [path]), today: "2024-05-06").run()
    #expect(try asOf(sandbox) == ["2024-05-06, file time"])
  }

  @Test("--as-of overrules the name, and the ledger says so")
  func option() throws {
    let sandbox = try Sandbox()
    try sandbox.loadText(Sample.p2e, as: "list_20200501.csv") { $0.asOf = "2021-06-07" }
    #expect(try asOf(sandbox) == ["2021-06-07, --as-of"])
  }

  @Test("of several files the oldest says how fresh the snapshot is")
  func oldest() throws {
    let sandbox = try Sandbox()
    try sandbox.write("b_20210101.csv", "100035,portfolio\n")
    try sandbox.write("a_20220101.csv", "100036,portfolio\n")
    try sandbox.load(["a_20220101.csv", "b_20210101.csv"])
    #expect(try asOf(sandbox) == ["2021-01-01, file name"])
  }

  private func run(_ sandbox: Sandbox, _ day: String) throws {
    var request = ImportRequest(paths: [try sandbox.write("list.csv", Sample.p2e)])
    request.asOf = day
    _ = try Importer(try sandbox.store(), request, today: "2024-05-06").run()
  }

  @Test("today is allowed, tomorrow is not")
  func future() throws {
    let sandbox = try Sandbox()
    let error = #expect(throws: ImportError.self) { try run(sandbox, "2024-05-07") }
    #expect(error == .futureDate("2024-05-07"))
    #expect(error?.exitCode == 64)
    #expect(try sandbox.count("snapshot") == 0)
    try run(sandbox, "2024-05-06")
    #expect(try asOf(sandbox) == ["2024-05-06, --as-of"])
  }

  @Test(
    "what is no day is refused",
    arguments: [
      "", "yesterday", "2024-02-30", "2023-02-29", "2024-13-01", "2024-00-10", "24-01-01",
      "2024-1-1", "20240101", "2024-01-01T00:00", " 2024-01-01", "2024-01-0１", "-024-01-01",
    ])
  func badDate(_ text: String) throws {
    let sandbox = try Sandbox()
    let error = #expect(throws: ImportError.self) { try run(sandbox, text) }
    #expect(error == .badDate(text))
    #expect(error?.exitCode == 64)
  }
}
