/// What was typed is well formed and yet cannot be done. What `validate()` finds is the argument
/// parser's to say, with the usage beside it; this comes out while a command runs.
enum UsageError: Error, Equatable {
  /// No local P2E portfolio has this id, and nothing of this name leads to one.
  case noLocalCopy(String)
  /// No query is in a group of this name.
  case noGroup(String, known: [String])
  /// An argument that should be NAME=VALUE.
  case noParameter(String)

  /// Exit code of sysexits for this error.
  var exitCode: Int32 { 64 }
}

extension UsageError: CustomStringConvertible {
  /// What is wrong and what to do next.
  var description: String {
    switch self {
    case .noLocalCopy(let text):
      """
      \(text) is no local P2E portfolio here, and leads to none. What is known of it: \
      almanac find '\(text.shellQuoted)'. The twins: almanac run duplicates/twins
      """
    case .noGroup(let name, let known):
      "There is no group \(name) of queries. There are: \(known.joined(separator: ", ")). "
        + (name.contains("/") ? "One query: almanac queries show \(name)" : "See: almanac queries")
    case .noParameter(let text):
      "\(text) is no parameter. Write NAME=VALUE, such as platform=Springer."
    }
  }
}
