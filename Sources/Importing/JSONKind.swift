import Formats
import Store

/// Tells the kind of a JSON document from the names in its objects.
enum JSONKind {
  /// - Parameters:
  ///   - wanted: the kind that the user says it is; then only that is tried.
  ///   - userMap: where the user says that the facts are.
  /// - Throws: `ImportError` where it is of no kind, saying what was found.
  static func recognise(
    _ file: InputFile, as wanted: InputKind?, _ userMap: MapFile?
  ) throws -> RecognisedFile {
    let tables = try tables(of: file)
    var best: (map: ColumnMap, table: JSONTable)?
    for table in tables {
      for profile in FileKind.profiles where wanted == nil || profile.kind == wanted {
        guard let map = profile.columns(of: table.columns, userMap, arePaths: true),
          map.score > (best?.map.score ?? Int.min)
        else { continue }
        best = (map, table)
      }
    }
    guard let best else {
      if let wanted { throw ImportError.notOfKind(file: file.name, kind: wanted.rawValue) }
      throw ImportError.notRecognised(file: file.name, headers: tables.first?.columns ?? [])
    }
    return RecognisedFile(
      kind: best.map.profile.kind,
      shape: .table(.json(best.table), best.map, preamble: 0, hasHeader: true))
  }

  /// Records that were cut off must not be passed over; some other program's JSON in a folder may.
  private static func tables(of file: InputFile) throws -> [JSONTable] {
    do {
      return try JSONDocument.inspect(path: file.path, inspection: file.inspection).tables
    } catch {
      let head = file.inspection.headText().lowercased()
      let isAlma = ["mms", "portfolio", "po_line", "po line"].contains { head.contains($0) }
      guard file.isFromFolder, !isAlma else { throw error }
      throw ImportError.container(file: file.name, container: "damaged JSON")
    }
  }
}
