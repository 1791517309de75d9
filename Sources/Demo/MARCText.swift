/// MARCXML text: escaping, and fields on one line.
enum MARCText {
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  static func control(_ tag: String, _ text: String) -> String {
    "<controlfield tag=\"\(tag)\">\(escaped(text))</controlfield>"
  }

  /// A field with its two indicators as one text, and its subfields in order.
  static func field(
    _ tag: String, _ indicators: String, _ subfields: [(code: String, text: String)]
  ) -> String {
    let first = indicators.prefix(1)
    let second = indicators.dropFirst()
    var text = "<datafield ind1=\"\(first)\" ind2=\"\(second)\" tag=\"\(tag)\">"
    for subfield in subfields {
      text += "<subfield code=\"\(subfield.code)\">\(escaped(subfield.text))</subfield>"
    }
    return text + "</datafield>"
  }
}
