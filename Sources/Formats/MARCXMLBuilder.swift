/// Makes MARC records of the elements of a document, whatever stands around them: `collection`,
/// Alma's `bib`, the envelopes of SRU and OAI.
///
/// A `record` without leader and fields of its own is an envelope and gives no record.
struct MARCXMLBuilder: XMLHandler {
  /// Finished records; only the first `count` are.
  private(set) var records: [MARCRecord] = []
  private(set) var count = 0

  private let file: String
  /// Whether a U+FFFD in a text may stand for bytes that were not UTF-8.
  private let isRepaired: Bool
  private var current = MARCRecord()
  private var isOpen = false
  private var row = 0
  private var depth = 0
  /// Depth of the element whose text is taken; 0 when none is.
  private var textDepth = 0
  private var isLeader = false
  /// Depth of the open data field; 0 outside of one, where a subfield is nobody's.
  private var fieldDepth = 0

  static let byteLimit = MARCRecordProblem.byteLimit
  static let fieldLimit = MARCRecordProblem.fieldLimit

  init(file: String, isRepaired: Bool = false) {
    self.file = file
    self.isRepaired = isRepaired
  }

  /// Exchanges a finished record with one that is not needed any more.
  mutating func swapRecord(_ index: Int, with record: inout MARCRecord) {
    swap(&records[index], &record)
  }

  /// Forgets the finished records; their memory is used again.
  mutating func reset() { count = 0 }

  mutating func startElement(
    _ name: XMLName, attributes: borrowing XMLAttributes, at place: XMLPlace
  ) throws(FormatError) {
    depth += 1
    guard textDepth == 0 else { return }
    if name == Name.subfield {
      try startSubfield(attributes)
    } else if name == Name.datafield {
      if try appendField(attributes) { fieldDepth = depth }
    } else if name == Name.controlfield {
      if try appendField(attributes) { textDepth = depth }
    } else if name == Name.record {
      finishRecord()
      current.clear()
      current.position = Position(row: row + 1, line: place.line, byte: place.byte)
      isOpen = true
      fieldDepth = 0
    } else if name == Name.leader, isOpen {
      current.leader.removeAll(keepingCapacity: true)
      isLeader = true
      textDepth = depth
    }
  }

  mutating func endElement(_ name: XMLName) throws(FormatError) {
    defer { depth -= 1 }
    if textDepth > 0 {
      if depth == textDepth { endText() }
      return
    }
    if depth == fieldDepth { fieldDepth = 0 }
    if name == Name.record { finishRecord() }
  }

  mutating func text(_ bytes: Span<UInt8>) throws(FormatError) {
    guard textDepth > 0 else { return }
    guard current.leader.count + current.bytes.count + bytes.count <= Self.byteLimit else {
      throw .recordTooLong(file: file, position: current.position, limit: Self.byteLimit)
    }
    if isRepaired, bytes.hasReplacement { current.problem = .replacedCharacters }
    if isLeader {
      current.leader.append(copying: bytes)
    } else {
      current.bytes.append(copying: bytes)
    }
  }

  private mutating func finishRecord() {
    guard isOpen else { return }
    isOpen = false
    guard !current.leader.isEmpty || !current.fields.isEmpty else { return }
    row += 1
    if count == records.count { records.append(MARCRecord()) }
    swap(&records[count], &current)
    count += 1
  }

  private mutating func appendField(_ attributes: borrowing XMLAttributes) throws(FormatError)
    -> Bool
  {
    guard isOpen, fieldDepth == 0 else { return false }
    try checkCount()
    let end = current.bytes.count
    let next = current.subfields.count
    current.fields.append(
      MARCField(
        tag: MARCTag(attributes.bytes[attributes.range(of: Name.tag) ?? 0..<0]),
        indicator1: indicator(attributes, Name.ind1),
        indicator2: indicator(attributes, Name.ind2),
        value: end..<end, subfields: next..<next))
    return true
  }

  private mutating func startSubfield(_ attributes: borrowing XMLAttributes) throws(FormatError) {
    guard fieldDepth > 0, let field = current.fields.indices.last else { return }
    try checkCount()
    let end = current.bytes.count
    let code = MARCCode(attributes.bytes[attributes.range(of: Name.code) ?? 0..<0])
    current.subfields.append(MARCSubfield(code: code, range: end..<end))
    let first = current.fields[field].subfields.lowerBound
    current.fields[field].subfields = first..<current.subfields.count
    textDepth = depth
  }

  private mutating func endText() {
    textDepth = 0
    if isLeader {
      isLeader = false
      return
    }
    guard let field = current.fields.indices.last else { return }
    let end = current.bytes.count
    if current.fields[field].subfields.isEmpty {
      current.fields[field].value = current.fields[field].value.lowerBound..<end
    } else {
      let last = current.subfields.count - 1
      current.subfields[last].range = current.subfields[last].range.lowerBound..<end
    }
  }

  /// SFX writes `ind1=""`, which the MARCXML schema does not allow, for a blank.
  private func indicator(_ attributes: borrowing XMLAttributes, _ name: XMLName) -> UInt8 {
    guard let range = attributes.range(of: name), let first = range.first,
      attributes.bytes[first] < 0x80
    else { return 0x20 }
    return attributes.bytes[first]
  }

  private func checkCount() throws(FormatError) {
    guard current.fields.count + current.subfields.count < Self.fieldLimit else {
      throw .tooManyFields(file: file, position: current.position, limit: Self.fieldLimit)
    }
  }

  private enum Name {
    static let record: XMLName = "record"
    static let leader: XMLName = "leader"
    static let controlfield: XMLName = "controlfield"
    static let datafield: XMLName = "datafield"
    static let subfield: XMLName = "subfield"
    static let tag: XMLName = "tag"
    static let ind1: XMLName = "ind1"
    static let ind2: XMLName = "ind2"
    static let code: XMLName = "code"
  }
}
