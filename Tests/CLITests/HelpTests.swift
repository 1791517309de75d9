import TestSupport
import Testing

struct HelpTests {
  static let commands: [[String]] = [
    [], ["import"], ["status"], ["queries"], ["queries", "list"], ["queries", "show"], ["run"],
    ["sql"], ["repl"], ["find"], ["set"], ["match"], ["match", "refresh"], ["match", "explain"],
    ["match", "pairs"], ["review"], ["review", "sheet"], ["review", "load"], ["review", "accept"],
    ["review", "reject"], ["review", "list"], ["review", "undo"], ["platforms"],
    ["platforms", "list"],
    ["platforms", "suggest"], ["platforms", "export"], ["platforms", "import"], ["demo"],
    ["settings"],
    ["settings", "list"], ["settings", "set"],
    ["inputs"], ["snapshots"], ["snapshots", "list"], ["snapshots", "show"],
    ["snapshots", "diff"], ["snapshots", "drop"],
  ]

  @Test("every command has help with an example", arguments: commands)
  func help(_ command: [String]) throws {
    let sandbox = try Sandbox()
    let outcome = try Program.run(command + ["--help"], in: sandbox.folder)
    #expect(outcome.code == 0)
    #expect(outcome.err == "")
    let shown = outcome.out
    #expect(shown.contains("USAGE: almanac"))
    let after = shown.components(separatedBy: command.isEmpty ? "Begin with:" : "Example")
    #expect(after.count >= 2, "no example")
    #expect(after.last?.contains("almanac \(command.joined(separator: " "))") == true)
    #expect(!shown.contains("stub"))
    #expect(try sandbox.files() == [])
  }

  @Test("every command tells the version", arguments: commands)
  func version(_ command: [String]) throws {
    let sandbox = try Sandbox()
    let outcome = try Program.run(command + ["--version"], in: sandbox.folder)
    #expect(outcome.code == 0, "\(outcome.err)")
    let parts = outcome.out.split(separator: "\n").first?.split(separator: ".") ?? []
    #expect(parts.count == 3)
    #expect(parts.allSatisfy { Int($0) != nil })
  }

  @Test(
    "the options of every command are in its help",
    arguments: commands.filter {
      ![[], ["queries"], ["match"], ["review"], ["platforms"], ["settings"], ["snapshots"]]
        .contains($0)
    })
  func options(_ command: [String]) throws {
    let sandbox = try Sandbox()
    let shown = try Program.run(command + ["--help"], in: sandbox.folder).out
    for option in ["--db", "--quiet", "--color", "--version", "--help"] {
      #expect(shown.contains(option), "\(option)")
    }
  }

  @Test("the program alone says what it can do")
  func alone() throws {
    let sandbox = try Sandbox()
    let outcome = try sandbox.almanac()
    for command in [
      "import", "status", "inputs", "queries", "run", "find", "sql", "repl", "set", "match",
      "review", "platforms", "settings", "snapshots",
      "demo",
    ] {
      #expect((outcome.out + outcome.err).contains(command))
    }
  }
}
