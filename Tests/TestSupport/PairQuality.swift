import Foundation
import Matching

/// Scores of MARC pairs compared with what people said of them.
package enum PairQuality {
  /// The labelled pairs beside the project: English monographs, mostly print, without identifiers.
  package static var folder: URL { SharedFiles.root.appendingPathComponent("data/goldfinch-val") }

  package static var hasGoldfinch: Bool {
    FileManager.default.fileExists(atPath: folder.appendingPathComponent("pairs.csv").path)
  }

  /// The answers on the pairs beside the project; nil where they are not there.
  package static func goldfinch() throws -> PairTally? {
    guard hasGoldfinch else { return nil }
    let run = try PairRun(
      records: folder.appendingPathComponent("records.xml.gz").path,
      pairs: folder.appendingPathComponent("pairs.csv").path)
    var tally = PairTally()
    for row in run.rows { tally.add(row) }
    return tally
  }
}
