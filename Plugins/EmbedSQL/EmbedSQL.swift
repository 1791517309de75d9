import Foundation
import PackagePlugin

/// Turns `migrations/*.sql` and `queries/*/*.sql` into one Swift file of raw string literals.
///
/// A resource bundle would not do: it is looked up beside the build folder, so a program that was
/// copied elsewhere would lose its SQL.
@main
struct EmbedSQL: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
    let root = context.package.directoryURL
    let folders = ["migrations", "queries"].map { root.appending(path: $0) }
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedSQL.swift")
    return [
      .buildCommand(
        displayName: "Embedding migrations/ and queries/",
        executable: try context.tool(named: "embedsql").url,
        arguments: [output.path] + folders.map(\.path),
        inputFiles: folders.flatMap(sqlFiles(in:)) + folders,
        outputFiles: [output]
      )
    ]
  }

  private func sqlFiles(in folder: URL) -> [URL] {
    guard let walk = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    else { return [] }
    return walk.compactMap { $0 as? URL }.filter { $0.pathExtension == "sql" }
      .sorted { $0.path < $1.path }
  }
}
