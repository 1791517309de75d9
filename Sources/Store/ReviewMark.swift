/// The mark of what two records say, for a sheet of pairs: short, and never taken for a number.
package enum ReviewMark {
  /// - Parameter said: `local_said` and `candidate_said` of the view `review_said`.
  package static func of(_ said: String) -> String { "s" + checksum(said).prefix(16) }
}
