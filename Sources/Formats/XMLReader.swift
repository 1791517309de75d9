// libxml2's SAX2 push parser. The parser's context is freed when the reader ends; every pointer that
// it gives to a callback is valid during that callback only, and is handed on as a span or a copy.
// The handler and the attributes have memory of their own that lives as long as the bridge: a class
// would have every single access to them checked at run time, a sixth of the time of a workbook.
internal import CXML2

/// An XML parser that is fed piece by piece and never reads anything else: no document type, no
/// entities but the five of XML, no network.
package struct XMLReader<Handler: XMLHandler>: ~Copyable {
  private let context: xmlParserCtxtPtr
  /// The callbacks find it through an unretained pointer: it must live as long as the context.
  private let bridge: HandlerBridge<Handler>

  /// A parser at the beginning of a document; `file` is for messages. Throws when libxml2 cannot
  /// start.
  package init(file: String, handler: Handler) throws(FormatError) {
    XMLBridge.silence
    let bridge = HandlerBridge(file: file, handler: handler)
    var callbacks = XMLBridge.callbacks
    let user = Unmanaged.passUnretained(bridge).toOpaque()
    guard let context = xmlCreatePushParserCtxt(&callbacks, user, nil, 0, nil) else {
      throw .libraryFailed(file: file, library: "libxml2")
    }
    // Neither NOENT nor DTDLOAD, so that no entity is ever expanded or fetched; not HUGE, so that
    // libxml2's own limits stand besides ours.
    xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue))
    bridge.context = context
    self.context = context
    self.bridge = bridge
  }

  deinit { xmlFreeParserCtxt(context) }

  /// Who is told, with what it has gathered.
  package var handler: Handler {
    _read { yield bridge.handler.pointee }
    _modify { yield &bridge.handler.pointee }
  }

  /// Parses the next bytes; throws what the handler throws, or what is wrong with the XML.
  package mutating func feed(_ bytes: [UInt8]) throws(FormatError) {
    // libxml2 counts in Int32 and moves its rest to the front with every call: medium pieces.
    let size = 1 << 16
    var start = 0
    while start < bytes.count {
      let count = min(size, bytes.count - start)
      bytes.withUnsafeBytes { raw in
        let piece = raw.baseAddress?.assumingMemoryBound(to: CChar.self)
        _ = xmlParseChunk(context, piece.map { $0 + start }, Int32(count), 0)
      }
      try check()
      start += count
    }
  }

  /// Call after the last bytes; throws when the document is not complete.
  package mutating func finish() throws(FormatError) {
    bridge.isFinishing = true
    xmlParseChunk(context, nil, 0, 1)
    try check()
    // For UTF-32 in small pieces libxml2 2.9 gives up without an error.
    guard bridge.isComplete else {
      throw .truncatedXML(file: bridge.file, line: max(1, Int(xmlSAX2GetLineNumber(context))))
    }
  }

  private func check() throws(FormatError) {
    if let failure = bridge.failure { throw failure }
    guard context.pointee.wellFormed == 0 else { return }
    let line = Int(xmlSAX2GetLineNumber(context))
    throw .malformedXML(file: bridge.file, line: line, column: 1, reason: "not well-formed XML")
  }
}

/// The largest that is taken of an XML document.
package enum XMLLimits {
  /// Deepest nesting of elements.
  package static let depth = 256
  /// Longest text of one element, in bytes.
  package static let text = 16 << 20
}

/// What the C callbacks see: the limits, and the first thing that went wrong.
private class XMLBridge {
  let file: String
  var failure: FormatError?
  /// Set at once after the context is made; only valid while the reader lives.
  var context: xmlParserCtxtPtr?
  /// Whether no more bytes come: what is not closed then was cut off.
  var isFinishing = false
  private var depth = 0
  private var hasRoot = false
  private var textLength = 0

  private let names: UnsafeMutablePointer<(place: UnsafePointer<xmlChar>?, name: XMLName)>
  private static let nameCount: UInt = 64

  init(file: String) {
    self.file = file
    names = .allocate(capacity: Int(Self.nameCount))
    names.initialize(repeating: (nil, ""), count: Int(Self.nameCount))
  }

  deinit { names.deallocate() }

  /// libxml2 writes what its decoders find to stderr unless somebody takes it; we say it ourselves.
  static let silence: Void = xmlSetStructuredErrorFunc(nil) { _, _ in }

  static var callbacks: xmlSAXHandler {
    var sax = xmlSAXHandler()
    sax.initialized = UInt32(XML_SAX2_MAGIC)
    sax.internalSubset = { user, _, _, _ in XMLBridge.call(user) { $0.documentType() } }
    sax.startElementNs = { user, name, _, _, _, _, count, _, attributes in
      XMLBridge.call(user) { $0.start(name, attributes, count: Int(count)) }
    }
    sax.endElementNs = { user, name, _, _ in XMLBridge.call(user) { $0.end(name) } }
    sax.characters = { user, text, count in
      XMLBridge.call(user) { $0.text(text, count: Int(count)) }
    }
    sax.ignorableWhitespace = sax.characters
    sax.cdataBlock = sax.characters
    sax.serror = { user, error in XMLBridge.call(user) { $0.parserError(error?.pointee) } }
    return sax
  }

  /// The reader holds the bridge while libxml2 calls, so that it need not be retained each time.
  @inline(__always)
  private static func call(_ user: UnsafeMutableRawPointer?, _ body: (XMLBridge) -> Void) {
    guard let user else { return }
    Unmanaged<XMLBridge>.fromOpaque(user)._withUnsafeGuaranteedRef(body)
  }

  /// Whether the root element has begun and ended.
  var isComplete: Bool { hasRoot && depth == 0 }

  private var line: Int { Int(xmlSAX2GetLineNumber(context)) }

  private var byte: Int {
    guard let input = context?.pointee.input?.pointee, let current = input.cur,
      let base = input.base
    else { return 0 }
    return Int(input.consumed) + (current - base)
  }

  private func fail(_ error: FormatError) {
    if failure == nil { failure = error }
    xmlStopParser(context)
  }

  // MARK: - For the handler

  func startElement(
    _ name: XMLName, _ list: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, count: Int,
    at place: XMLPlace
  ) throws(FormatError) {}

  func endElement(_ name: XMLName) throws(FormatError) {}

  func elementText(_ bytes: UnsafeBufferPointer<UInt8>) throws(FormatError) {}

  // MARK: - From libxml2

  private func documentType() { fail(.documentType(file: file, line: line)) }

  private func start(
    _ name: UnsafePointer<xmlChar>?, _ list: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?,
    count: Int
  ) {
    guard failure == nil, let name else { return }
    depth += 1
    hasRoot = true
    textLength = 0
    guard depth <= XMLLimits.depth else {
      return fail(.nestedTooDeep(file: file, line: line, limit: XMLLimits.depth))
    }
    let place = XMLPlace(line: line, byte: byte)
    do { try startElement(self.name(name), list, count: count, at: place) } catch { fail(error) }
  }

  private func end(_ name: UnsafePointer<xmlChar>?) {
    guard failure == nil, let name else { return }
    depth -= 1
    textLength = 0
    do { try endElement(self.name(name)) } catch { fail(error) }
  }

  private func text(_ text: UnsafePointer<xmlChar>?, count: Int) {
    guard failure == nil, let text else { return }
    textLength += count
    guard textLength <= XMLLimits.text else {
      return fail(.elementTooLong(file: file, line: line, limit: XMLLimits.text))
    }
    do { try elementText(UnsafeBufferPointer(start: text, count: count)) } catch { fail(error) }
  }

  /// Keeps the first fatal error. Lesser ones (a namespace prefix that is not declared) are common
  /// in records cut out of a larger document, and do no harm here.
  private func parserError(_ error: xmlError?) {
    guard failure == nil, let error, error.level == XML_ERR_FATAL else { return }
    let line = Int(error.line)
    let isCutOff = isFinishing && depth > 0
    if isCutOff {
      failure = .truncatedXML(file: file, line: line)
      return
    }
    let text = error.message.map { String(cString: $0) } ?? "unknown error"
    let reason = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    failure = .malformedXML(file: file, line: line, column: Int(error.int2), reason: reason)
  }

  /// libxml2 keeps each name once for as long as its parser lives: the same place is the same name.
  final func name(_ place: UnsafePointer<xmlChar>) -> XMLName {
    let bits = UInt(bitPattern: place)
    let known = names + Int((bits ^ bits >> 6) % Self.nameCount)
    if known.pointee.place != place {
      let bytes = UnsafeBufferPointer(start: place, count: Int(xmlStrlen(place)))
      known.pointee = (place, XMLName(bytes))
    }
    return known.pointee.name
  }
}

/// The handler, told of each element with its attributes.
private final class HandlerBridge<Handler: XMLHandler>: XMLBridge {
  let handler = UnsafeMutablePointer<Handler>.allocate(capacity: 1)
  private let attributes = UnsafeMutablePointer<XMLAttributes>.allocate(capacity: 1)

  init(file: String, handler: Handler) {
    self.handler.initialize(to: handler)
    attributes.initialize(to: XMLAttributes())
    super.init(file: file)
  }

  deinit {
    handler.deinitialize(count: 1)
    handler.deallocate()
    attributes.deinitialize(count: 1)
    attributes.deallocate()
  }

  override func startElement(
    _ name: XMLName, _ list: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, count: Int,
    at place: XMLPlace
  ) throws(FormatError) {
    attributes.pointee.removeAll()
    // Five pointers for each attribute: name, prefix, namespace, value's begin, value's end.
    if let list {
      for index in stride(from: 0, to: 5 * count, by: 5) {
        guard let local = list[index], let from = list[index + 3], let to = list[index + 4]
        else { continue }
        attributes.pointee.append(
          name: self.name(local), value: UnsafeBufferPointer(start: from, count: to - from))
      }
    }
    try handler.pointee.startElement(name, attributes: attributes.pointee, at: place)
  }

  override func endElement(_ name: XMLName) throws(FormatError) {
    try handler.pointee.endElement(name)
  }

  override func elementText(_ bytes: UnsafeBufferPointer<UInt8>) throws(FormatError) {
    try handler.pointee.text(bytes.span)
  }
}

extension [UInt8] {
  /// Adds a copy of the bytes, all at once.
  package mutating func append(copying bytes: Span<UInt8>) {
    bytes.withUnsafeBufferPointer { append(contentsOf: $0) }
  }
}
