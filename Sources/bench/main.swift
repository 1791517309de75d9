import Foundation

// make bench: what of the import is measured by itself. Nothing here is faster than the import,
// since nothing here is its own: the readers and the writer are those of the import.

let usage = """
  usage: bench parse FILE          reads all rows of a delimited text
         bench load FILE DATABASE  all columns of a table as text into the new table `raw`
         bench records FILE        reads all records of a MARCXML file

  """

let arguments = Array(CommandLine.arguments.dropFirst())
do {
  switch (arguments.first, arguments.count) {
  case ("parse", 2): try Reading.parse(arguments[1])
  case ("load", 3): try RawLoad.run(arguments[1], into: arguments[2])
  case ("records", 2): try Reading.records(arguments[1])
  default:
    FileHandle.standardError.write(Data(usage.utf8))
    exit(64)
  }
} catch {
  FileHandle.standardError.write(Data("bench: \(error)\n".utf8))
  exit(65)
}
