extension FormatError: CustomStringConvertible {
  /// The sentence to print: what is wrong, where, and what to do next.
  package var message: String {
    switch self {
    case .cannotOpen(let file, let reason):
      "\(file): cannot be opened: \(reason). Check the name and the permissions."
    case .notRegularFile(let file):
      "\(file): not a regular file. Save the data to a file and give that file's name."
    case .cannotRead(let file, let byte, let reason):
      "\(file): reading failed at byte \(byte): \(reason). Copy the file to a local disk and retry."
    case .shrank(let file, let expected, let found):
      "\(file): ended at byte \(found), but had \(expected) bytes a moment ago. "
        + "Wait until the file is complete and import it again."
    case .changed(let file):
      "\(file): was changed while it was read. "
        + "Wait until the file is complete and import it again."
    case .recordTooLong(let file, let position, let limit):
      "\(file): row \(position.row) (line \(position.line), byte \(position.byte)) is longer than "
        + "\(limit) bytes. Check the line ends and the delimiter of the file, or split the record."
    case .tooManyFields(let file, let position, let limit):
      "\(file): record \(position.row) (line \(position.line), byte \(position.byte)) has more than "
        + "\(limit) fields or subfields. Export the records again, or take this one out."
    case .documentType, .malformedXML, .truncatedXML, .nestedTooDeep, .elementTooLong:
      xmlMessage
    case .malformedJSON, .truncatedJSON, .jsonTextTooLong, .jsonTooManyColumns, .jsonNotRows:
      jsonMessage
    case .libraryFailed(let file, let library):
      "\(file): \(library) could not be started, so the file was not read. "
        + "Check the free memory and the installed libraries."
    }
  }

  /// The same sentence.
  package var description: String { message }

  private var jsonMessage: String {
    switch self {
    case .malformedJSON(let file, let line, let reason):
      "\(file), line \(line): the JSON is not well-formed: \(reason). "
        + "Export the file again, or correct it there; `python3 -m json.tool` shows such places."
    case .truncatedJSON(let file, let line):
      "\(file), line \(line): the JSON ends before it is closed. "
        + "The file is not complete: export or copy it again."
    case .jsonTextTooLong(let file, let line, let limit):
      "\(file), line \(line): a text is longer than \(limit) bytes. "
        + "Check for a missing quotation mark, or take this record out."
    case .jsonTooManyColumns(let file, let line, let limit):
      "\(file), line \(line): the objects have more than \(limit) different names in them, "
        + "which no export of records has. Check that it is the right file."
    case .jsonNotRows(let file, let line):
      "\(file), line \(line): a list of records holds something that is no object. "
        + "Export the file again, or take it out there."
    default:
      ""
    }
  }

  private var xmlMessage: String {
    switch self {
    case .documentType(let file, let line):
      "\(file), line \(line): the XML has a DOCTYPE, which is refused because it can pull in or "
        + "multiply text. Remove the <!DOCTYPE …> declaration and import the file again."
    case .malformedXML(let file, let line, let column, let reason):
      "\(file), line \(line), column \(column): the XML is not well-formed: \(reason). "
        + "Export the file again, or correct it there; `xmllint --noout` lists every such place."
    case .truncatedXML(let file, let line):
      "\(file), line \(line): the XML ends before its root element is closed. "
        + "The file is not complete: export or copy it again."
    case .nestedTooDeep(let file, let line, let limit):
      "\(file), line \(line): elements are nested more than \(limit) deep. "
        + "This is no library export; check that it is the right file."
    case .elementTooLong(let file, let line, let limit):
      "\(file), line \(line): the text of one element is longer than \(limit) bytes. "
        + "Check for a missing end tag, or take this record out."
    default:
      ""
    }
  }
}
