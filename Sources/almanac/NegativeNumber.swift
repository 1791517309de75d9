/// A negative number as the value of a setting: the argument parser takes "-1" for an option, and
/// says that an argument is missing, where the setting would say what it may be.
enum NegativeNumber {
  /// The arguments behind the program's name, a negative value moved behind "--".
  static func asValue(_ arguments: [String]) -> [String] {
    var arguments = Array(arguments.dropFirst())
    guard arguments.count >= 4, arguments[0] == "settings", arguments[1] == "set",
      arguments[3].wholeMatch(of: /-[0-9][0-9.]*/) != nil, !arguments.contains("--")
    else { return arguments }
    let value = arguments.remove(at: 3)
    return arguments + ["--", value]
  }
}
