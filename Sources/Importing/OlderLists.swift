/// Tells older lists of a collection from the newest: a folder in which every month's list was kept
/// would count each title once a month.
struct OlderLists {
  private(set) var newest: [KindedFile] = []
  private(set) var passedOver: [FileReport] = []

  init(_ files: [KindedFile]) {
    var latest: [String: (day: String, name: String)] = [:]
    for file in files {
      guard let list = Self.list(file), let day = list.day else { continue }
      if day > latest[list.key]?.day ?? "" { latest[list.key] = (day, file.file.name) }
    }
    for file in files {
      if let list = Self.list(file), let day = list.day,
        let newer = latest[list.key], day < newer.day
      {
        passedOver.append(
          FileReport(
            name: file.file.name,
            fate: .passedOver(
              """
              \(file.file.name) is an older list of its collection than \(newer.name). To have \
              both, import the older one first, in a command of its own.
              """)))
      } else {
        newest.append(file)
      }
    }
  }

  /// The collection that a KBART file is of, and the day of its list; nil where its rows say it.
  private static func list(_ file: KindedFile) -> (key: String, day: String?)? {
    guard file.recognised.kind == .kbart, let columns = file.recognised.columns,
      !columns["collection"].isPresent, !columns["collection_code"].isPresent
    else { return nil }
    let name = ListFileName(file.file.name)
    return (name.list, name.day)
  }
}
