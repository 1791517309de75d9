import Matching
import Store
import TestSupport
import Testing

/// Which bib a line of the P2E list became, however the two write the old system's id.
@Suite struct LegacyJoinTests {
  /// Numbers of eight digits whose last is no check digit of the first seven, with their check
  /// digits; and one that might be either.
  private static let plain = [("11082437", "4"), ("10052325", "0"), ("11302991", "3")]
  private static let open = ("11082434", "9")

  private func link(_ list: [String], _ numbers: [String], tail: Bool = false) throws -> [String] {
    let sandbox = try Sandbox()
    func mms(_ index: Int) -> String { "99\(700_000_000 + index)004242" }
    try sandbox.write("p2e.csv", list.map { "\($0),portfolio\n" }.joined())
    let bibs = numbers.enumerated().map { index, number in
      "<record><leader>01234cam a2200301 a 4500</leader>"
        + "<controlfield tag=\"001\">\(mms(index))</controlfield>"
        + SmallLibrary.field("035", "a", "(OLDdb)\(number)")
        + SmallLibrary.field("245", "a", "Title \(index)") + "</record>\n"
    }
    try sandbox.write("bibs.xml", "<collection>\n\(bibs.joined())</collection>\n")
    try sandbox.load(["p2e.csv"]) {
      $0.kind = .p2e
      $0.institution = "4242"
    }
    try sandbox.load(["bibs.xml"])
    try sandbox.match()
    return try sandbox.sql(
      """
      SELECT r.legacy_id, t.mms_id
      FROM p2e_bib t
      JOIN p2e_record r ON r.id = t.p2e_record_id
      ORDER BY r.id, t.mms_id
      """
    ).map { row in
      let index = numbers.indices.first { mms($0) == row["mms_id"] }
      return "\(row["legacy_id"] ?? "") = \(index.map { numbers[$0] } ?? "?")"
    }
  }

  @Test("a bare list joins bibs that have the check digit, and the other way round")
  func checkDigits() throws {
    let bare = (Self.plain + [Self.open]).map { "b\($0.0)" }
    let checked = (Self.plain + [Self.open]).map { ".b\($0.0)\($0.1)" }
    #expect(try link(bare, checked) == zip(bare, checked).map { "\($0) = \($1)" })
    #expect(try link(checked, bare) == zip(checked, bare).map { "\($0) = \($1)" })
    #expect(try link(checked, checked) == checked.map { "\($0) = \($0)" })
    #expect(try link(bare, bare) == bare.map { "\($0) = \($0)" })
  }

  @Test(
    "one text is two bibs where the list is bare and the bibs are checked: neither is taken for the other"
  )
  func oneTextTwoBibs() throws {
    // b11082434 in the list is bib 11082434; in the bibs it is bib 1108243 with check digit 4.
    let list = Self.plain.map { "b\($0.0)" } + ["b11082434"]
    let numbers = Self.plain.map { "b\($0.0)\($0.1)" } + ["b11082434", "b110824349"]
    let found = try link(list, numbers)
    #expect(found.last == "b11082434 = b110824349")
    #expect(found.count == 4)
    // And where the list has both numbers, each finds its own.
    let both = try link(list + ["b1108243"], numbers)
    #expect(both.suffix(2) == ["b11082434 = b110824349", "b1108243 = b11082434"])
  }

  @Test("a list that mixes both writings leaves open what it leaves open")
  func mixed() throws {
    let list = ["b110824374", "b10052325", "b11082434"]
    let found = try link(list, ["b110824374", "b100523250", "b11082434"])
    #expect(found == ["b110824374 = b110824374", "b10052325 = b100523250"])
  }

  @Test("a wrong check digit is not dropped")
  func wrongCheckDigit() throws {
    let found = try link(["b110824372", "b100523250"], ["b11082437", "b10052325"])
    #expect(found == ["b100523250 = b10052325"])
  }

  @Test(
    "seven digits and a check letter; upper case; the wildcard",
    arguments: [
      ("b1000001x", "b1000001"), ("B1000001X", ".b1000001x"), ("b1000001", ".b1000001a"),
    ])
  func sevenDigits(_ listed: String, _ number: String) throws {
    #expect(try link([listed], [number]) == ["\(listed) = \(number)"])
  }

  @Test(
    "Aleph's zeros may be lost in the list, and its library may stand before them",
    arguments: [
      ("2109345", "002109345"), ("002109345", "002109345"), ("DUK01002109345", "002109345"),
      ("(DUK01)002109345", "002109345"), ("2109345", "DUK01002109345"),
      ("002109345", "002109345DUK01"), ("2109345", "002109345DUK01"),
      ("DUK01002109345", "002109345DUK01"),
    ])
  func aleph(_ listed: String, _ number: String) throws {
    #expect(try link([listed, "12"], [number, "77"]) == ["\(listed) = \(number)"])
  }

  @Test("a number that two Aleph libraries have is neither's, unless the library is named")
  func libraries() throws {
    let numbers = ["002109345MIT01", "002109345MIT60", "000000077MIT01"]
    #expect(try link(["002109345", "77"], numbers) == ["77 = 000000077MIT01"])
    #expect(
      try link(["MIT01002109345", "MIT60002109345"], numbers)
        == ["MIT01002109345 = 002109345MIT01"])
  }

  @Test("Voyager's name before a number is no part of it")
  func voyager() throws {
    #expect(try link(["170427"], ["Voyager170427"]) == ["170427 = Voyager170427"])
  }

  @Test("a list without the letter b joins, by x and by digits, unless two ids are one bib's")
  func withoutLetter() throws {
    let numbers = [".b110824374", ".b10000005x", ".b1000001x"]
    #expect(
      try link(["110824374", "1000001x"], numbers)
        == ["110824374 = .b110824374", "1000001x = .b1000001x"])
    #expect(try link(["110824374", "b11082437"], numbers) == ["b11082437 = .b110824374"])
    #expect(try link(["110824375"], numbers).isEmpty)
  }

  @Test("996 has Sierra's numbers where the check digit proves them, and nothing else")
  func localField() throws {
    let sandbox = try Sandbox()
    try sandbox.write("p2e.csv", "b110824374,portfolio\nb100523250,portfolio\n77,portfolio\n")
    let bibs = [
      "UCB-b110824374-01ucs_ber", "b100523250", "b100523251", "77",
    ].enumerated().map { index, number in
      "<record><leader>01234cam a2200301 a 4500</leader>"
        + "<controlfield tag=\"001\">99700000\(index)4242</controlfield>"
        + SmallLibrary.field("996", "a", number)
        + SmallLibrary.field("245", "a", "Title \(index)") + "</record>"
    }
    try sandbox.write("bibs.xml", "<collection>\(bibs.joined())</collection>")
    try sandbox.load(["p2e.csv", "bibs.xml"])
    let found = try sandbox.sql("SELECT field, number FROM bib_local_id ORDER BY bib_id")
    #expect(found.map { $0["number"] } == ["b110824374", "b100523250"])
    #expect(Set(found.compactMap { $0["field"] }) == ["996 $a"])
  }

  @Test(
    "a letter that one side leaves out joins; two letters do not",
    arguments: [
      ("1234567", "a1234567", true), ("a1234567", "1234567", true), ("u1234567", "1234567", true),
      ("a1234567", "u1234567", false), ("b1234567", "a1234567", false),
    ])
  func letters(_ listed: String, _ number: String, _ isJoined: Bool) throws {
    let found = try link([listed, "99"], [number, "99"])
    #expect(found == (isJoined ? ["\(listed) = \(number)"] : []) + ["99 = 99"])
  }

  @Test("a number that two ids lay claim to is nobody's")
  func claims() throws {
    // In the bibs: a1234567 and u1234567 both are 1234567.
    #expect(try link(["1234567", "99"], ["a1234567", "u1234567", "99"]) == ["99 = 99"])
    // In the list: 2109345 and 002109345.
    #expect(
      try link(["2109345", "002109345", "99"], ["DUK01002109345", "99"]) == ["99 = 99"])
    // What stands there literally is found all the same.
    #expect(
      try link(["2109345", "002109345"], ["002109345", "2109345"])
        == ["2109345 = 2109345", "002109345 = 002109345"])
  }

  @Test("Aleph numbers without their zeros are found inside the MMS IDs, by the tail alone")
  func tail() throws {
    let sandbox = try Sandbox()
    let numbers = [2_109_345, 12, 450_002, 88_001]
    try sandbox.write("p2e.csv", numbers.map { "\($0),portfolio\n" }.joined())
    let rows = numbers.map { number in
      let padded = String("000000000\(number)".suffix(9))
      return "53\(number)00104242,99\(padded)0104242,T\(number),None,Available\n"
    }
    try sandbox.write(
      "portfolios.csv",
      "Portfolio Id,MMS Id,Title,Electronic Collection Public Name,Availability\n" + rows.joined())
    try sandbox.load(["p2e.csv", "portfolios.csv"])
    try sandbox.match()
    #expect(try sandbox.sql("SELECT tail FROM legacy_rule").first?["tail"] == "0104242")
    let found = try sandbox.sql(
      """
      SELECT r.legacy_id || ' ' || t.mms_id || ' ' || t.route AS line
      FROM p2e_bib t JOIN p2e_record r ON r.id = t.p2e_record_id ORDER BY r.id
      """
    ).compactMap { $0["line"] }
    #expect(
      found == [
        "2109345 990021093450104242 MMS ID = 99 + 002109345 + 0104242",
        "12 990000000120104242 MMS ID = 99 + 000000012 + 0104242",
        "450002 990004500020104242 MMS ID = 99 + 000450002 + 0104242",
        "88001 990000880010104242 MMS ID = 99 + 000088001 + 0104242",
      ])
  }

  @Test("the route says how the other side wrote the id")
  func route() throws {
    let sandbox = try Sandbox()
    try sandbox.write("p2e.csv", "b11082437,portfolio\nb10052325,portfolio\n")
    try sandbox.write(
      "bibs.xml",
      "<collection><record><leader>01234cam a2200301 a 4500</leader>"
        + "<controlfield tag=\"001\">997000000014242</controlfield>"
        + SmallLibrary.field("035", "a", "UCB-b110824374-01ucs_ber")
        + SmallLibrary.field("245", "a", "Birds") + "</record></collection>")
    try sandbox.load(["p2e.csv", "bibs.xml"])
    try sandbox.match()
    #expect(
      try sandbox.sql("SELECT route FROM p2e_bib").compactMap { $0["route"] }
        == ["old bib id, written b110824374 in 035 $a (UCB|01ucs_ber)"])
  }
}
