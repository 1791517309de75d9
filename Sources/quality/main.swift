import Foundation
import TestSupport

// make quality: the answers compared with the truth of a simulated library. With a number, of the
// demo library made from that seed.

func padded(_ text: String, _ width: Int) -> String {
  text + String(repeating: " ", count: max(0, width - text.count))
}

func percent(_ share: Double) -> String {
  let tenths = Int((share * 1000).rounded())
  return "\(tenths / 10).\(tenths % 10) %"
}

let seed = CommandLine.arguments.dropFirst().first.flatMap(UInt64.init)
let quality = try seed.map { try Quality.demo(seed: $0) } ?? Quality.standard()
print("\(quality.name)\n")
print("                 rows  right  wrong  precision  recall")
for score in quality.scores {
  let wrong = score.wrong.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
  print(
    padded(score.name, 16), padded(String(score.rows), 5), padded(String(score.right), 6),
    padded(String(score.rows - score.right), 6), padded(percent(score.precision), 10),
    padded("\(percent(score.recall)) (\(score.found) of \(score.wanted))", 26),
    wrong.joined(separator: ", "))
}
for (title, counts) in [("Orphans", quality.orphans), ("Relink", quality.relink)] {
  print("\n\(title)")
  for (what, count) in counts.sorted(by: { $0.key < $1.key }) {
    print("  \(padded(String(count), 5)) \(what)")
  }
}
if seed == nil {
  if let pairs = try PairQuality.goldfinch() {
    print("\ngoldfinch-val, \(pairs.count) labelled pairs of MARC records")
    print(
      "  precision \(percent(pairs.precision)), recall \(percent(pairs.recall)), F1 \(percent(pairs.f1));"
        + " \(pairs.wrong) wrongly the same, \(pairs.missed) missed")
  } else {
    print("\ngoldfinch-val is not here: no labelled pairs of MARC records to compare with.")
  }
}
let isUnsafe = quality.scores.contains { $0.name == "safe to delete" && $0.right < $0.rows }
if isUnsafe {
  print("\nA row of safe-to-delete is wrong.")
  exit(1)
}
