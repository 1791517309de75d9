/// Ordinals in words from 13 to 99, and the words that larger ones are put together of.
///
/// They are asked for only beside a word such as "edition", so that they stay out of the
/// `Vocabulary`, which every word of every title is looked up in.
struct OrdinalWords {
  /// The table that all analyses share.
  static let shared = OrdinalWords()

  private var ordinals: [Int64: UInt8] = [:]
  private var tens: [Int64: UInt8] = [:]

  /// The value of an ordinal in one word, such as "thirteenth" and "einundzwanzigste".
  func ordinal(_ word: Span<UInt8>) -> Int? { ordinals[Packing.text(word)].map(Int.init) }

  /// The value of a word that stands before a unit: 20 of "twenty", 20 of "vigesima".
  ///
  /// 100 stands for any hundred, which this type does not read further.
  func tens(_ word: Span<UInt8>) -> Int? { tens[Packing.text(word)].map(Int.init) }

  private init() {
    addEnglish()
    addGerman()
    addDutch()
    addFrench()
    addItalian()
    addSpanish()
    addTens("hundred hundert honderd cent cien ciento centesima centesimo hundredth", 100, 0)
  }

  private mutating func add(_ word: String, _ value: Int) {
    ordinals[Packing.text(word)] = UInt8(truncatingIfNeeded: value)
  }

  // Words in the order of their values.
  private mutating func add(_ words: String, from first: Int, step: Int = 1) {
    for (index, word) in words.split(separator: " ").enumerated() {
      add(String(word), first + index * step)
    }
  }

  private mutating func addTens(_ words: String, _ first: Int, _ step: Int) {
    for (index, word) in words.split(separator: " ").enumerated() {
      tens[Packing.text(String(word))] = UInt8(truncatingIfNeeded: first + index * step)
    }
  }

  private mutating func addEnglish() {
    add(
      "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth", from: 13)
    add(
      "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth",
      from: 20, step: 10)
    addTens("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10)
  }

  // Folding leaves the bare vowel; "fuenf" is written where the umlaut could not be.
  private mutating func addGerman() {
    let tens = ["zwanzig", "dreissig", "vierzig", "funfzig", "sechzig", "siebzig", "achtzig"]
    let units = ["ein", "zwei", "drei", "vier", "funf", "sechs", "sieben", "acht", "neun"]
    for ending in ["e", "er", "es", "en", "em"] {
      for (index, stem) in ["drei", "vier", "funf", "sech", "sieb", "acht", "neun"].enumerated() {
        add("\(stem)zehnt\(ending)", 13 + index)
      }
      add("fuenfzehnt\(ending)", 15)
      for (index, ten) in (tens + ["neunzig"]).enumerated() {
        add("\(ten)st\(ending)", 20 + index * 10)
        for (unit, word) in units.enumerated() {
          add("\(word)und\(ten)st\(ending)", 21 + index * 10 + unit)
        }
        add("fuenfund\(ten)st\(ending)", 25 + index * 10)
      }
    }
  }

  private mutating func addDutch() {
    add(
      "dertiende veertiende vijftiende zestiende zeventiende achttiende negentiende", from: 13)
    let tens = "twintig dertig veertig vijftig zestig zeventig tachtig negentig"
    let units = "een twee drie vier vijf zes zeven acht negen"
    for (index, ten) in tens.split(separator: " ").enumerated() {
      add("\(ten)ste", 20 + index * 10)
      for (unit, word) in units.split(separator: " ").enumerated() {
        add("\(word)en\(ten)ste", 21 + index * 10 + unit)
      }
    }
  }

  // "Vingt et unième", "soixante-dix-septième": the table has the last word, the phrase the sum.
  private mutating func addFrench() {
    add("unieme", 1)
    add("treizieme quatorzieme quinzieme seizieme", from: 13)
    add(
      "vingtieme trentieme quarantieme cinquantieme soixantieme septantieme huitantieme nonantieme",
      from: 20, step: 10)
    add("octantieme", 80)
    addTens(
      "dix vingt trente quarante cinquante soixante septante huitante nonante", 10, 10)
    addTens("octante", 80, 0)
  }

  private mutating func addItalian() {
    let teens = "undic dodic tredic quattordic quindic sedic diciassett diciott diciannov"
    let tens = "vent trent quarant cinquant sessant settant ottant novant"
    let units = "un du tre quattr cinqu se sett ott nov"
    for ending in ["esima", "esimo"] {
      for (index, teen) in teens.split(separator: " ").enumerated() {
        add("\(teen)\(ending)", 11 + index)
      }
      for (index, ten) in tens.split(separator: " ").enumerated() {
        addOrdinalTen("\(ten)\(ending)", 20 + index * 10)
        for (unit, word) in units.split(separator: " ").enumerated() {
          // The vowel between falls before another one, and "sei" keeps its own.
          let vowel = unit == 0 || unit == 7 ? "" : index == 0 ? "i" : "a"
          let own = unit == 5 ? "i" : ""
          add("\(ten)\(vowel)\(word)\(own)\(ending)", 21 + index * 10 + unit)
        }
      }
    }
  }

  // Also Portuguese, which has most of the words.
  private mutating func addSpanish() {
    let tens = [
      (10, "decim"), (20, "vigesim"), (30, "trigesim"), (40, "cuadragesim"), (40, "quadragesim"),
      (50, "quincuagesim"), (50, "quinquagesim"), (60, "sexagesim"), (70, "septuagesim"),
      (80, "octogesim"), (90, "nonagesim"),
    ]
    let units = [
      (1, "primer"), (1, "primeir"), (2, "segund"), (3, "tercer"), (3, "terceir"), (4, "cuart"),
      (4, "quart"), (5, "quint"), (6, "sext"), (7, "septim"), (7, "setim"), (8, "octav"),
      (8, "ctav"), (8, "oitav"), (9, "noven"), (9, "non"),
    ]
    for (value, ten) in tens {
      for ending in ["a", "o"] {
        addOrdinalTen("\(ten)\(ending)", value)
        for (unit, word) in units {
          add("\(ten)a\(word)\(ending)", value + unit)
          add("\(ten)o\(word)\(ending)", value + unit)
        }
      }
    }
  }

  // A ten that ends an ordinal, or stands before its unit: "vigesima", "vigesima primera".
  private mutating func addOrdinalTen(_ word: String, _ value: Int) {
    add(word, value)
    addTens(word, value, 0)
  }
}
