import Foundation

/// File names as a person types them.
package enum FileNames {
  /// The home folder, as the environment has it: the one of the password file where it is silent.
  package static var home: String {
    let home = ProcessInfo.processInfo.environment["HOME"] ?? ""
    return home.isEmpty ? NSHomeDirectory() : home
  }

  /// With the home folder for `~/`.
  static func expanded(_ path: String) -> String {
    path.hasPrefix("~/") ? home + path.dropFirst() : path
  }

  /// What begins so: files, and folders with a slash behind.
  static func beginning(with start: String) -> [String] {
    let slash = start.lastIndex(of: "/")
    let folder = slash.map { String(start[...$0]) } ?? ""
    let part = slash.map { String(start[start.index(after: $0)...]) } ?? start
    let place = folder.isEmpty ? "." : expanded(folder)
    let found = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
    return found.sorted().filter { name in
      name.hasPrefix(part) && (!name.hasPrefix(".") || part.hasPrefix("."))
    }.map { name in
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: "\(place)/\(name)", isDirectory: &isFolder)
      return folder + name + (isFolder.boolValue ? "/" : "")
    }
  }
}
