import Store

/// Why nothing was imported.
package enum ImportError: Error, Equatable {
  case noSuchFile(String)
  case unreadable(String)
  case nothingPiped
  case inputTwice
  case packedTooDeep(file: String)
  case emptyFile(String)
  case notRecognised(file: String, headers: [String])
  case notOfKind(file: String, kind: String)
  case columnsMissing(file: String, kind: String, missing: [String], headers: [String])
  case ambiguousList(file: String, kinds: [InputKind])
  case container(file: String, container: String)
  case noInventory(file: String, kind: String, tag: String, records: Int)
  case mapDoesNotFit(file: String, map: String, kind: String, required: [String], headers: [String])
  case nothingRecognised(folder: String)
  case tooManyRejects(file: String, rejected: Int, read: Int, limit: String, first: String)
  case sumDoesNotAddUp(file: String)
  case institutions([String])
  case unknownInstitution(codes: [String])
  case futureDate(String)
  case badDate(String)
  case badRejectLimit(String)

  /// Exit code of sysexits for this error.
  package var exitCode: Int32 {
    switch self {
    case .noSuchFile, .unreadable: 66
    case .nothingPiped, .inputTwice: 64
    case .emptyFile, .notRecognised, .notOfKind, .columnsMissing, .ambiguousList, .container,
      .packedTooDeep, .noInventory, .mapDoesNotFit, .nothingRecognised, .tooManyRejects:
      65
    case .institutions, .unknownInstitution, .futureDate, .badDate, .badRejectLimit: 64
    case .sumDoesNotAddUp: 70
    }
  }
}

extension ImportError: CustomStringConvertible {
  /// What is wrong, where, and what to do next.
  package var description: String {
    switch self {
    case .noSuchFile(let path): "There is no file or folder \(path)."
    case .unreadable(let path): "\(path) may not be read. Check its permissions."
    case .nothingPiped:
      "Nothing is piped in. Write a command before the pipe, as in: zcat export.gz | almanac import -"
    case .inputTwice: "Standard input can be read once only. Give - once."
    case .packedTooDeep(let file):
      "\(file) is an archive inside of an archive. Unpack the outer one and import the inner."
    case .emptyFile(let file): "\(file) is empty. Export it again."
    case .notRecognised(let file, let headers):
      """
      \(file) is of no kind that almanac knows. \(Self.found(headers)) \
      Say what it is with --kind. What files there are: almanac inputs; the columns of a kind: \
      almanac import --print-map KIND.
      """
    case .notOfKind(let file, let kind):
      """
      \(file) cannot be read as \(kind): it is a file of another kind. What files there are: \
      almanac inputs.
      """
    case .columnsMissing(let file, let kind, let missing, let headers):
      """
      \(file) cannot be read as \(kind): it has no column \(missing.joined(separator: ", and no ")). \
      \(Self.found(headers)) The headers that are known: almanac import --print-map \(kind).
      """
    case .ambiguousList(let file, let kinds):
      """
      \(file) is a bare list of numbers that may be old bib ids or Alma's own. Say which: \
      \(kinds.map { "--kind \($0.rawValue)" }.joined(separator: " or ")).
      """
    case .container(let file, let container):
      "\(file) is \(container), which almanac does not read. Export it as CSV, XLSX or MARC."
    case .noInventory(let file, let kind, let tag, let records):
      """
      \(file) cannot be read as \(kind): none of its \(records) records has a field \(tag). \
      Publish them with that enrichment, or say where the \(kind) are with --map.
      """
    case .mapDoesNotFit(let file, let map, let kind, let required, let headers):
      """
      \(file) cannot be read as \(kind) with \(map): it has no column for \
      \(required.joined(separator: ", ")). \(Self.found(headers)) Name the column in \(map).
      """
    case .nothingRecognised(let folder):
      "\(folder) holds no file of a kind that almanac knows."
    case .tooManyRejects(let file, let rejected, let read, let limit, let first):
      """
      \(file): \(rejected) of \(read) rows could not be read (the limit is \(limit)), so nothing was \
      imported. The first: \(first). Mend the file, or allow more with --max-rejects.
      """
    case .sumDoesNotAddUp(let file):
      "\(file): the rows do not add up, so nothing was imported. Please report this."
    case .institutions(let codes):
      """
      The files are of several institutions: \(codes.joined(separator: ", ")). \
      Import each one's files in a command of its own, or say whose they are with --institution. \
      What the network zone provides is of kind nz-collections.\(Self.rounded(codes))
      """
    case .unknownInstitution(let codes):
      """
      Nothing in the files says whose they are, and the database holds \
      \(codes.joined(separator: ", ")). Say it with --institution.
      """
    case .futureDate(let day): "--as-of \(day) is in the future."
    case .badDate(let text): "--as-of \(text) is no day. Write it as 2026-01-31."
    case .badRejectLimit(let text):
      "--max-rejects \(text) is no number. Write a count, such as 20, or a share, such as 5%."
    }
  }

  private static func rounded(_ codes: [String]) -> String {
    guard codes.contains(where: { $0.hasSuffix("000") }) else { return "" }
    return " \(WholenessCheck.rounded)"
  }

  private static func found(_ headers: [String]) -> String {
    guard !headers.isEmpty else { return "No header row was found." }
    let shown = headers.prefix(8).joined(separator: ", ")
    return "Its first row reads: \(shown)\(headers.count > 8 ? ", ..." : "")."
  }
}
