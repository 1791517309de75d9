import ArgumentParser
import Demo
import Foundation
import Handover
import Importing
import Matching
import Queries
import Store

struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Makes an example library, loads it, and shows the questions answered.",
    discussion: """
      Writes the example's exports, a database, the answers as CSV and a set file into a folder. \
      The library is fictional; every case that a clean-up meets is planted in it.

      Examples:
        almanac demo
        almanac demo /tmp/example --seed 7
      """)

  @OptionGroup var common: CommonOptions
  @Argument(help: "The folder to write to.") var folder = "demo"
  @Option(help: "Another number makes another library.") var seed: UInt64 = 1
  @Flag(help: "Replace the folder's files.") var force = false

  func run() throws {
    let tour = try DemoTour(folder: folder, replacing: force)
    try tour.writeFiles(DemoLibrary(seed: seed))
    let store = try tour.load()
    try tour.answer(store)
    try tour.handOver(store)
    try tour.sayNext(store)
  }
}
