import Foundation
import TestSupport
import Testing

/// What is installed beside the program.
struct InstallTests {
  private static let project = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private func manual() throws -> String {
    try String(
      contentsOf: Self.project.appendingPathComponent("docs/almanac.1"), encoding: .utf8
    ).replacing("\\-", with: "-")
  }

  @Test(
    "every command is in the manual",
    arguments: HelpTests.commands.filter { ![[], ["queries"], ["settings"]].contains($0) })
  func commands(_ command: [String]) throws {
    #expect(try manual().contains("almanac \(command.joined(separator: " "))"))
  }

  @Test("every option of sql is in the manual, and so is every exit code")
  func options() throws {
    let help = try Sandbox().almanac("sql", "--help").out
    let options = help.matches(of: /--[a-z-]+/).map { String($0.output) }
    #expect(options.count > 10)
    let manual = try manual()
    for option in Set(options) where !["--write", "--help"].contains(option) {
      #expect(manual.contains(option), "\(option)")
    }
    for code in ["64", "65", "66", "70", "73", "74", "75", "130"] {
      #expect(manual.contains(" \(code)") || manual.contains("\n\(code)"), "\(code)")
    }
  }

  @Test(
    "groff has nothing to say against the manual",
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/groff"), "needs groff"))
  func groff() throws {
    let path = Self.project.appendingPathComponent("docs/almanac.1").path
    let sandbox = try Sandbox()
    let outcome = try Program.run(
      ["-man", "-Tutf8", "-ww", "-z", path], in: sandbox.folder,
      executable: "/usr/bin/groff")
    #expect(outcome.code == 0)
    #expect(outcome.err == "")
  }

  @Test("the shells are told the names of the queries, and of a query's parameters")
  func completion() throws {
    let sandbox = try Sandbox()
    try sandbox.write(
      ".config/almanac/queries/mine/own.sql",
      """
      -- question: q
      -- answers: a
      -- needs: none
      -- param: word text = ''  w
      -- column: x  x
      -- then: t
      SELECT :word AS x
      """)
    for shell in ["bash", "zsh", "fish"] {
      let script = try sandbox.almanac("--generate-completion-script", shell)
      #expect(script.code == 0)
      #expect(script.out.contains("repl") && script.out.contains("---completion"), "\(shell)")
    }
    func ask(_ words: [String], _ index: Int, _ option: String) throws -> [Substring] {
      let outcome = try Program.run(
        ["---completion", "run", "--", option, "\(index)", "0"] + words, in: sandbox.folder,
        environment: ["SAP_SHELL": "bash", "SAP_SHELL_VERSION": "5"])
      return outcome.out.split(separator: "\n")
    }
    let names = try ask(["almanac", "run", ""], 2, "positional@0")
    #expect(names.contains("mine/own") && names.contains("duplicates/twins"), "\(names)")
    let parameters = try ask(["almanac", "run", "mine/own", ""], 3, "positional@1")
    #expect(parameters == ["word="])
  }

  @Test(
    "bash completes by the script what was begun",
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/bin/bash"), "needs bash"))
  func bash() throws {
    let sandbox = try Sandbox()
    let script = try sandbox.almanac("--generate-completion-script", "bash").out
    try sandbox.write("almanac.bash", script)
    let program = URL(fileURLWithPath: try Program.path()).deletingLastPathComponent().path
    let outcome = try Program.run(
      [
        "-c",
        """
        source ./almanac.bash
        COMP_LINE='almanac run duplicates/saf'; COMP_POINT=${#COMP_LINE}
        COMP_WORDS=(almanac run duplicates/saf); COMP_CWORD=2
        _almanac; echo "${COMPREPLY[@]}"
        """,
      ], in: sandbox.folder, environment: ["PATH": "\(program):/usr/bin:/bin"],
      executable: "/bin/bash")
    #expect(outcome.out == "duplicates/safe-to-delete\n", "\(outcome.err)")
  }

  private static func shells(_ names: String...) -> [String] {
    names.filter { FileManager.default.isExecutableFile(atPath: "/usr/bin/\($0)") }
  }

  @Test("zsh and fish, where they are, read their scripts", arguments: shells("zsh", "fish"))
  func reads(_ shell: String) throws {
    let sandbox = try Sandbox()
    try sandbox.write(
      "script", try sandbox.almanac("--generate-completion-script", shell).out)
    let outcome = try Program.run(
      ["-n", "script"], in: sandbox.folder, executable: "/usr/bin/\(shell)")
    #expect(outcome.code == 0 && outcome.err == "", "\(outcome.err)")
  }

  @Test("fish completes a command by the script", arguments: shells("fish"))
  func fish(_ shell: String) throws {
    let sandbox = try Sandbox()
    try sandbox.write("a.fish", try sandbox.almanac("--generate-completion-script", "fish").out)
    let outcome = try Program.run(
      ["-c", "source a.fish; complete -C 'almanac review sh'"], in: sandbox.folder,
      executable: "/usr/bin/\(shell)")
    #expect(outcome.out.hasPrefix("sheet\t"), "\(outcome.out)\(outcome.err)")
  }
}
