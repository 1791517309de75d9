import Foundation
import Testing

@testable import Identifiers

struct LegacyFormTests {
  private struct Form: CustomTestStringConvertible {
    let key: String
    let letters: String
    let number: String
    var ifChecked: String?
    var check = LegacyForm.CheckDigit.none
    var testDescription: String { key }
  }

  private static let forms: [Form] = [
    // Voyager, Koha
    Form(key: "5539966", letters: "", number: "5539966"),
    Form(key: "4", letters: "", number: "4"),
    // Aleph: nine digits, the zeros lost in a spreadsheet, with the library's code
    Form(key: "002109345", letters: "", number: "2109345"),
    Form(key: "2109345", letters: "", number: "2109345"),
    Form(key: "duk01002109345", letters: "duk01", number: "2109345"),
    Form(key: "000000000", letters: "", number: "0"),
    // Symphony
    Form(key: "a1234567", letters: "a", number: "1234567"),
    Form(key: "u1234567", letters: "u", number: "1234567"),
    // Sierra and Millennium
    Form(key: "b110824349", letters: "b", number: "11082434", check: .right),
    Form(key: "b11082434a", letters: "b", number: "11082434", check: .right),
    Form(key: "b110824348", letters: "b", number: "", check: .wrong),
    Form(key: "b11082437", letters: "b", number: "11082437", check: .absent),
    Form(key: "b11082434", letters: "b", number: "11082434", ifChecked: "1108243", check: .open),
    Form(key: "b1234567", letters: "b", number: "1234567", check: .absent),
    Form(key: "b1234567a", letters: "b", number: "1234567", check: .right),
    Form(key: "b1234567x", letters: "b", number: "", check: .wrong),
    Form(key: "b1000001x", letters: "b", number: "1000001", check: .right),
    Form(key: "1000001x", letters: "", number: "1000001", check: .right),
    Form(key: "b100000", letters: "b", number: "100000"),
    Form(key: "b1234567890", letters: "b", number: "1234567890"),
  ]

  @Test("what an old bib id is made of", arguments: forms)
  private func form(_ expected: Form) throws {
    let form = try #require(LegacyForm(expected.key))
    #expect(text(form.letters) == expected.letters)
    #expect(text(form.number) == expected.number)
    #expect(form.numberIfChecked.map(text) == expected.ifChecked)
    #expect(form.checkDigit == expected.check)
  }

  @Test(
    "text that is no bib id has no form",
    arguments: ["", "abc", "b", "abc123", "1234567x", "1494946-5", "b12345678xx", "12a34"])
  func noForm(_ key: String) {
    #expect(LegacyForm(key) == nil)
  }

  @Test("two writings of one Aleph id with its library are one key; two libraries are two")
  func alephLibrary() {
    let writings = [
      "(DUK01)002109345", "DUK01002109345", "duk01-002109345", "DUK01 002109345",
      "002109345DUK01", "(NcD)002109345DUK01", "002109345duk01-01duke_inst",
    ]
    #expect(Set(writings.map { LegacyID.key($0) }) == ["duk01002109345"])
    #expect(LegacyID.key("(DUK60)002109345") == "duk60002109345")
    #expect(LegacyID.isPlausible("DUK01002109345"))
    #expect(!LegacyID.isPlausible("DUK0100210934"))
    #expect(!LegacyID.isPlausible("abcde123456789"))
    // A code of another shape is a frame, as it was.
    #expect(LegacyID.key("(UIUdb)5539966") == "5539966")
  }

  @Test("no two numbers ever get one key, with or without check digit")
  func keysStayApart() {
    var seen: [String: String] = [:]
    for number in stride(from: 1_108_200, to: 1_108_400, by: 1) {
      for tail in ["", "0", "4", "9"] {
        let bare = "b\(number)\(tail)"
        let check = LegacyID.sierraCheckDigit(Array("\(number)\(tail)".utf8).span)
        for writing in [bare, ".\(bare)", bare.uppercased(), bare + text([check])] {
          let literal = writing.lowercased().replacing(".", with: "")
          let key = LegacyID.key(writing)
          #expect(seen[key] == nil || seen[key] == literal)
          seen[key] = literal
        }
      }
    }
    #expect(seen.count > 1_000)
  }

  @Test("a right check digit is found behind every number, and no other is taken for one")
  func everyCheckDigit() throws {
    for number in [1_000_000, 1_108_243, 9_999_999, 10_052_325, 11_082_434, 99_999_999] {
      let check = text([LegacyID.sierraCheckDigit(Array("\(number)".utf8).span)])
      for last in "0123456789x".map(String.init) {
        let form = try #require(LegacyForm("b\(number)\(last)"))
        if number > 9_999_999 || last == "x" {
          #expect(form.checkDigit == (last == check ? .right : .wrong), "\(number)\(last)")
        } else {
          #expect(form.checkDigit == (last == check ? .open : .absent), "\(number)\(last)")
        }
      }
    }
  }

  private static let list = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../../shared/samples/marcxml/bibs_with_check_digits.txt")
    .standardizedFileURL

  @Test(
    "a real list of record numbers: all 151 check digits are right",
    .enabled(if: FileManager.default.fileExists(atPath: list.path), "needs the samples"))
  func realList() throws {
    let lines = try String(contentsOf: Self.list, encoding: .utf8).split(
      whereSeparator: \.isNewline
    )
    .map(String.init)
    let forms = lines.compactMap { LegacyForm(LegacyID.key($0)) }
    #expect(lines.count == 151)
    #expect(forms.filter { $0.checkDigit == .right }.count == 151)
    #expect(forms.filter { $0.number.count == 8 }.count == 151)
    #expect(lines.filter { $0.hasSuffix("x") }.count == 11)
    #expect(Set(lines.map { LegacyID.key($0) }).count == 151)
    // Without their check digits they are the same 151 numbers; 12 of those texts might be taken
    // for seven digits and a check digit, and are kept open.
    let bare = lines.map { String($0.dropLast()) }.compactMap { LegacyForm($0) }
    #expect(bare.map { text($0.number) } == forms.map { text($0.number) })
    #expect(bare.filter { $0.checkDigit == .open }.count == 12)
    #expect(bare.filter { $0.checkDigit == .absent }.count == 139)
  }

  @Test("no cell makes the form trap")
  func hostile() {
    for cell in hostileCells { _ = LegacyForm(cell.span) }
  }
}
