import ArgumentParser

struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "stub")
  @OptionGroup var common: CommonOptions
  func run() throws {}
}
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "stub")
  @OptionGroup var common: CommonOptions
  func run() throws {}
}
