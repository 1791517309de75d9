import Testing

@testable import Identifiers

@Suite struct ISBNTests {
  @Test(arguments: [
    ("9780124898516 (acid-free paper)", ["9780124898516"]),
    ("978-1-4462-7887-1 (alk. paper)", ["9781446278871"]),
    ("978 0 632 01803 1", ["9780632018031"]),
    ("023061499X", ["9780230614994"]),
    ("0-230-61499-x (print)", ["9780230614994"]),
    ("9782130594918; 9782130622451", ["9782130594918", "9782130622451"]),
    (
      "9782130809371 (electronic bk.); 978-2-1308-0935-7 (print)",
      ["9782130809371", "9782130809357"]
    ),
    ("9780632018031|9781786200136", ["9780632018031", "9781786200136"]),
    (#"9780632018031\9781786200136"#, ["9780632018031", "9781786200136"]),
    ("9780632018031 9781786200136", ["9780632018031", "9781786200136"]),
    ("1884932061,9781613530955", ["9781884932069", "9781613530955"]),
    ("ISBN-13: 978-0-632-01803-1", ["9780632018031"]),
    ("ISBN 0632018038", ["9780632018031"]), ("0632018037", ["!0632018037"]),
    ("978‐0‐632‐01803‐1", ["9780632018031"]),
    ("9780632018032", ["!9780632018032"]),
    ("978-2-503-58236-", ["!978250358236"]),
    ("9770632018031", ["!9770632018031"]),
    ("979-10-90636-07-1", ["9791090636071"]),
    ("23061499X", ["9780230614994"]),
    ("086341110X (v. 1 : print)", ["9780863411106"]),
    ("(print) 9780632018031", ["9780632018031"]),
    ("0-000-00000-0", ["!0000000000"]), ("9780000000002", ["!9780000000002"]),
    ("000000000", ["!000000000"]), ("0000000019", ["9780000000019"]),
    ("paperback", []), ("2009", []), ("", []), ("12345678", []),
    ("10.1007/978-0-230-61499-4", []),
  ])
  func `ISBNs are read from a cell`(cell: String, expected: [String]) {
    #expect(found(.isbn, in: cell) == expected)
  }

  @Test(arguments: [
    ("9782130809371 (electronic bk.)", Medium.electronic), ("9782130809371 (print)", .print),
    ("9782130809371 (pbk.)", .print), ("9782130809371 (ebook)", .electronic),
    ("9782130809371 (alk. paper)", .print), ("9782130809371 (hardcover)", .print),
    ("9782130809371 (online)", .electronic), ("9782130809371", .unknown),
    ("9782130809371 (électronique)", .electronic), ("9782130809371 (v. 2)", .unknown),
    ("e-ISBN 9782130809371", .electronic), ("Print ISBN: 9782130809371", .print),
    ("9782130809371 electronic bk.", .electronic), ("9782130809371 (e)", .electronic),
  ])
  func `The qualifier tells the medium`(cell: String, expected: Medium) {
    #expect(IdentifierScanner.identifiers(.isbn, in: cell).first?.medium == expected)
  }

  @Test func `Each of several ISBNs has its own qualifier and range`() {
    let cell = " 9782130809371 (electronic bk.) ; 2130809350 (print) "
    let all = IdentifierScanner.identifiers(.isbn, in: cell)
    let bytes = Array(cell.utf8)
    #expect(all.map(\.medium) == [.electronic, .print])
    #expect(
      all.map { text(Array(bytes[$0.range])) } == [
        "9782130809371 (electronic bk.)", "2130809350 (print)",
      ])
  }

  @Test func `The key is the number of thirteen digits`() {
    #expect(IdentifierScanner.identifiers(.isbn, in: "023061499X").first?.key == 9_780_230_614_994)
    #expect(IdentifierScanner.identifiers(.isbn, in: "0230614991").first?.key == 0)
  }

  @Test func `Every ISBN of ten digits becomes a right one of thirteen`() {
    for body in stride(from: 1, to: 999_999_999, by: 999_983) {
      let nine = text(Decimal.text(Int64(body), digits: 9))
      var sum = 0
      for (position, byte) in nine.utf8.enumerated() { sum += (10 - position) * byte.digitValue }
      let check = (11 - sum % 11) % 11
      let key = IdentifierScanner.identifiers(
        .isbn, in: nine + (check == 10 ? "X" : "\(check)")
      ).first?.key
      #expect(key.flatMap(ISBN.key13) == key && key.map { $0 / 10 % 1_000_000_000 } == Int64(body))
    }
  }

  @Test(arguments: ["9780632018031", "9791090636071", "023061499X", "1884932061"])
  func `Every wrong digit in an ISBN is detected`(isbn: String) {
    let bytes = Array(isbn.utf8)
    for position in bytes.indices where bytes[position].isDigit {
      for digit in UInt8(0x30)...0x39 where digit != bytes[position] {
        var wrong = bytes
        wrong[position] = digit
        let all = IdentifierScanner.identifiers(.isbn, in: text(wrong))
        #expect(all.count == 1 && all.allSatisfy { !$0.isValid && $0.key == 0 })
      }
    }
  }
}
