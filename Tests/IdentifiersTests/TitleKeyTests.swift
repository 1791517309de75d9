import Testing

@testable import Identifiers

@Suite struct TitleKeyTests {
  @Test(arguments: [
    ("Annals of Functional Analysis /", "annals of functional analysis"),
    ("Journal of Diabetes & Metabolic Disorders /", "journal of diabetes and metabolic disorders"),
    ("Sensors, Actuators, &amp; Their Interfaces", "sensors actuators and their interfaces"),
    ("Les vingt fils /", "vingt fils"), ("L'empire Britannique", "empire britannique"),
    ("L’empire Britannique", "empire britannique"),
    ("Une éducation algérienne", "education algerienne"),
    ("Une e\u{301}ducation alge\u{301}rienne", "education algerienne"),
    ("De Faidherbe à Coppolani / ", "faidherbe a coppolani"),
    ("Changer d'état d'esprit [electronic resource]", "changer detat desprit"),
    ("Changer d'état d'esprit [ressource électronique] /", "changer detat desprit"),
    ("Straße, Œuvre, Æther, Øre, Łódź, đ, Þor, ıo", "strasse oeuvre aether ore lodz d thor io"),
    ("Colo(u)r [and] light", "colour and light"),
    ("C++ and C# in the U.S.", "c++ and c# in the u s"),
    ("Война и мир", "воина и мир"), ("ВОЙНА И МИР", "воина и мир"), ("紅樓夢", "紅樓夢"),
    ("ألف ليلة وليلة", "الف ليلة وليلة"), ("ＡＢＣ１２", "abc12"), ("H₂O²", "h2o2"),
    ("The", "the"), ("A", "a"), ("Die : a novel", "die a novel"), ("   ", ""), ("/ : =", ""),
    ("Col·lecció", "colleccio"), ("ʻIolani", "iolani"), ("Ngữ Việt", "ngu viet"),
    ("ΑΘΗΝΑ ἀθηνᾶ", "αθηνα αθηνα"),
    ("Title\u{A0}with\u{2003}blanks—and dashes…", "title with blanks and dashes"),
  ])
  func `A title has one key in every writing`(title: String, key: String) {
    #expect(text(facts(title).fullKey) == key)
  }

  @Test(arguments: [
    ("Main : sub / ", "main", "main sub"), ("Main: Sub", "main", "main sub"),
    ("Main = Parallel : sub", "main", "main parallel sub"),
    (
      "The European Physical Journal E: Soft Matter", "european physical journal e",
      "european physical journal e soft matter"
    ),
    (
      "Riley - Learning in the Early Years 3-7", "riley learning in the early years 3 7",
      "riley learning in the early years 3 7"
    ),
    ("The 12:30 train", "12 30 train", "12 30 train"), ("Main :sub", "main", "main sub"),
    ("Main : sub / by John Smith", "main", "main sub"),
    ("Texte / Image", "texte", "texte image"), ("紅樓夢：研究", "紅樓夢", "紅樓夢 研究"),
  ])
  func `The main title ends at the subtitle`(title: String, main: String, full: String) {
    #expect(text(facts(title).mainKey) == main)
    #expect(text(facts(title).fullKey) == full)
  }

  @Test func `The nonfiling count decides where it agrees with the text`() {
    #expect(text(facts("Az ember tragédiája", nonfiling: 3).fullKey) == "ember tragediaja")
    #expect(text(facts("Az ember tragédiája", nonfiling: 2).fullKey) == "az ember tragediaja")
    #expect(text(facts("\"The cat\" sat", nonfiling: 5).fullKey) == "cat sat")
    #expect(text(facts("La France", nonfiling: 3).fullKey) == "france")
    #expect(text(facts("L'art", nonfiling: 2).fullKey) == "art")
    #expect(text(facts("al-Kitāb", nonfiling: 3).fullKey) == "kitab")
    #expect(text(facts("The cat", nonfiling: 9).fullKey) == "cat")
    #expect(text(facts("Cat", nonfiling: -1).fullKey) == "cat")
    #expect(text(facts("Cat", nonfiling: .max).fullKey) == "cat")
  }

  @Test(arguments: [
    (
      "Affairs of Turkey. Further Correspondence. Part XLVIII.",
      "affairs of turkey further correspondence", "48"
    ),
    (
      "Judicial Reforms in Egypt. Further Correspondence Part V",
      "judicial reforms in egypt further correspondence", "5"
    ),
    ("Borrowing Strength, v. 65", "borrowing strength", "65"),
    ("Borrowing Strength (vol. 65)", "borrowing strength", "65"),
    ("Cours, tome 2", "cours", "2"), ("Geschichte, Bd. 3", "geschichte", "3"),
    ("Cahiers. n. 3", "cahiers", "3"), ("Cahiers, no. 4", "cahiers", "4"),
    ("Cahiers, n° 4", "cahiers", "4"), ("Cahiers nº 4", "cahiers", "4"),
    ("Africa, Confidential Print: Nos. 658 to 661", "africa confidential print", "658 661"),
    ("Africa: Nos. 751 to 759, and 761 to 762", "africa", "751 759 761 762"),
    ("Series B, Part 2", "series b", "2"), ("Physics. Series B, Part 2", "physics", "b 2"),
    ("Handbuch. 2. Teil", "handbuch", "2"), ("Handbook. Second part", "handbook", "2"),
    ("Big Data - Volume 1: Algorithms", "big data algorithms", "1"),
    ("Liberia: From local authorities (Folder 3)", "liberia from local authorities", "3"),
    ("Current Developments in Mathematics, 2003", "current developments in mathematics 2003", ""),
    ("Catch 22", "catch 22", ""), ("Say no 2 drugs", "say no 2 drugs", ""),
    ("Part of the whole", "part of the whole", ""), ("Volume 1", "volume 1", ""),
    ("Hearing on H.R.", "hearing on h r", ""), ("Henry V", "henry v", ""),
    ("World War II", "world war ii", ""),
    ("Methods. Part 007", "methods", "7"), ("Methods, vol. 3, no. 4", "methods", "3 4"),
    ("Methods, vols. 1-3", "methods", "1 3"), ("Works, Volume Two", "works", "2"),
  ])
  func `A part is read out of a title`(title: String, full: String, part: String) {
    #expect(text(facts(title).part) == part)
    #expect(text(facts(title).fullKey) == full)
  }

  @Test(arguments: [
    ("v. 65", "65"), ("v. 2003", "2003"), ("Part XLVIII.", "48"), ("Bd. 3", "3"), ("3", "3"),
    ("A, Mathematics", "a"), ("Organic chemistry", "organic chemistry"), ("[v.] 3", "3"),
    ("v. 11e éd.", ""), ("vol. 3, pt. 2", "3 2"), ("Teil 2, Botanik", "2"), ("", ""), ("VII", "7"),
  ])
  func `A part is read out of 245 n and p`(parts: String, expected: String) {
    #expect(text(facts("Borrowing Strength", "", parts).part) == expected)
  }

  @Test func `An edition in 245 n is an edition`() {
    let found = facts("Les Politiques Publiques", "", "v. 2e Éd.")
    #expect(found.edition == 2 && found.part.isEmpty)
    #expect(text(found.fullKey) == "politiques publiques")
  }

  @Test func `A part's name stays in the full key`() {
    let marc = facts("Journal of physics.", "", "A, Mathematical and general")
    let report = facts("Journal of Physics A: Mathematical and General")
    #expect(marc.fullKey == report.fullKey)
    #expect(text(marc.mainKey) == "journal of physics" && text(marc.part) == "a")
  }

  @Test func `MARC and report give the same keys`() {
    let marc = facts(
      "War and Colonial Department :", "Africa, Confidential Print: Nos. 22 to 28 /", "")
    let report = facts("War and Colonial Department: Africa, Confidential Print: Nos. 22 to 28")
    #expect(marc == report)
    #expect(text(marc.mainKey) == "war and colonial department" && text(marc.part) == "22 28")
  }

  @Test(
    arguments: [
      ("Learning in the Early Years 3-7 (Second Edition) /", 2, "learning in the early years 3 7"),
      ("Physics (5th Edition)", 5, "physics"), ("Physics, 3rd ed.", 3, "physics"),
      ("Physique, 2e éd.", 2, "physique"), ("Physik, 2. Aufl.", 2, "physik"),
      ("Physics Second edition", 2, "physics"),
      ("Physics : waves, 3rd revised ed.", 3, "physics waves"),
      ("The State Economic Handbook 2009 Edition", nil, "state economic handbook 2009 edition"),
      ("First Edition", nil, "first edition"), ("The critical edition", nil, "critical edition"),
      ("Physics (Revised Edition)", nil, "physics revised edition"),
    ] as [(String, Int?, String)])
  func `An edition is read out of a title`(title: String, edition: Int?, key: String) {
    #expect(facts(title).edition == edition)
    #expect(text(facts(title).fullKey) == key)
  }

  @Test(
    arguments: [
      ("3rd ed.", 3), ("first", 1), ("1", 1), ("30", 30), ("2e éd.", 2), ("2. Aufl.", 2),
      ("Second edition, revised", 2), ("4th edition, revised", 4), ("Rev. ed.", nil),
      ("4e édition", 4), ("Edition 5", 5), ("3a ed.", 3), ("12. edición", 12), ("[2nd ed.]", 2),
      ("Nouvelle édition", nil), ("A4 Book and CD", nil), ("Four-Volume Set", nil), ("", nil),
      ("Douzième édition", 12), ("Zwölfte Auflage", 12), ("Duodécima edición", 12),
      ("Fünfte, überarbeitete Auflage", 5), ("5., überarb. Aufl.", 5), ("1st American ed.", 1),
      ("2d ed.", 2), ("2ª ed.", 2), ("Twelfth edition", 12), ("2009 edition", nil), ("999", nil),
      ("Première édition", 1), ("Segunda edición", 2), ("Rev. 2nd ed.", 2),
    ] as [(String, Int?)])
  func `An edition statement has a number`(statement: String, expected: Int?) {
    #expect(Edition.number(statement) == expected)
  }

  @Test(
    arguments: [
      ("Thirteenth edition", 13), ("Twentieth ed.", 20), ("Twenty-first edition", 21),
      ("Twenty-second ed.", 22), ("Twenty first ed., revised", 21), ("Thirty-third edition", 33),
      ("Ninety-ninth ed.", 99), ("Fully revised twenty-fourth edition", 24),
      ("Dreizehnte Auflage", 13), ("Zwanzigste Aufl.", 20), ("Dreißigste Auflage", 30),
      ("Einundzwanzigste, völlig neu bearbeitete Auflage", 21),
      ("Fünfunddreißigster Aufl.", 35), ("Ein und zwanzigste Auflage", 21),
      ("Dix-septième édition", 17), ("Vingt et unième édition", 21),
      ("Vingt-deuxième éd.", 22), ("Soixante-dixième édition", 70),
      ("Soixante et onzième éd.", 71), ("Quatre-vingtième édition", 80),
      ("Quatre-vingt-unième éd.", 81), ("Quatre-vingt-dix-neuvième éd.", 99),
      ("Decimotercera edición", 13), ("Décima cuarta ed.", 14), ("Decimoctava edición", 18),
      ("Vigésima primera edición", 21), ("Vigesimosegunda ed.", 22),
      ("Tredicesima edizione", 13), ("Ventunesima ed.", 21), ("Ventitreesima edizione", 23),
      ("Trentottesima ed.", 38), ("Trentaseiesima ed.", 36), ("Dertiende druk", 13),
      ("Eenentwintigste, herziene druk", 21), ("Tweeëntwintigste druk", 22),
    ] as [(String, Int?)])
  func `An ordinal in words is read to its end`(statement: String, expected: Int?) {
    #expect(Edition.number(statement) == expected)
  }

  @Test(
    arguments: [
      ("2., überarbeitete Auflage", 2), ("2., neu bearb. u. erw. Aufl.", 2),
      ("4., vollst. überarb. und aktualisierte Aufl.", 4), ("2/e", 2), ("3/e.", 3),
      ("5.ª ed.", 5), ("5.º ed.", 5), ("2-nd ed.", 2), ("4 th ed.", 4), ("2da ed.", 2),
      ("3ra edición", 3), ("3a ed. riveduta", 3), ("II ed.", 2), ("XIV edizione", 14),
      ("2. ediz.", 2), ("2e herziene druk", 2), ("4e éd. mise à jour", 4),
      ("2nd Mariner Books ed.", 2), ("3rd ed., 2nd printing", 3), ("Rev. ed., 2nd ed.", 2),
    ] as [(String, Int?)])
  func `An edition is read as publishers write it`(statement: String, expected: Int?) {
    #expect(Edition.number(statement) == expected)
  }

  @Test(arguments: [
    "10th anniversary edition", "Special tenth anniversary ed.", "25th-anniversary edition",
    "Anniversary edition 25", "50. Jubiläumsausgabe", "10. Jubiläums-Ausgabe",
    "Édition du 20e anniversaire", "Edición del 40.º aniversario", "2nd printing",
    "Rev. ed., 3rd printing", "2e tirage", "21st century ed.", "Twenty-first century edition",
    "Une nouvelle édition", "Eine neue Ausgabe", "Hundred and first edition", "Unième",
    "Cent unième édition", "1st vol.", "Improved edition", "10 years edition", "Vol. 2/e-book",
  ])
  func `What is no edition's number is none`(statement: String) {
    #expect(Edition.number(statement) == nil)
  }

  @Test func `An ordinal of several words is read whole in a title`() {
    #expect(facts("Physics : Twenty-first edition").edition == 21)
    #expect(text(facts("Physics : Twenty-first edition").fullKey) == "physics")
    #expect(text(facts("Physics, Twenty-first part").part) == "21")
    #expect(facts("Alice : 150th anniversary edition").edition == nil)
  }

  @Test func `Words of the main title are counted`() {
    #expect(facts("The cat : a long story").wordCount == 1)
    #expect(facts("Annual report, v. 3").wordCount == 2)
    #expect(facts("紅樓夢研究論文").wordCount == 3)
    #expect(facts("").wordCount == 0)
  }

  @Test func `No title makes the analyzer trap`() {
    var analyzer = TitleAnalyzer()
    for cell in hostileCells {
      for other in hostileCells.prefix(25) {
        let found = analyzer.analyze(
          title: cell.span, subtitle: other.span, parts: other.span, nonfiling: 4)
        #expect(found.fullKey.starts(with: found.mainKey))
      }
      let found = analyzer.analyze(title: cell.span, nonfiling: 200)
      #expect(found.fullKey.starts(with: found.mainKey))
    }
  }
}
