// libxml2's SAX2 push parser. The parser's context is freed when the reader ends; every pointer that
// it gives to a callback is valid during that callback only, and is handed on as a span or a copy.
import CXML2

/// An XML parser that is fed piece by piece and never reads anything else: no document type, no
/// entities but the five of XML, no network.
package struct XMLReader: ~Copyable {
  /// Deepest nesting of elements taken.
  package static let depthLimit = 256
  /// Longest text of one element taken, in bytes.
  package static let textLimit = 16 << 20

  private let context: xmlParserCtxtPtr
  /// The callbacks find it through an unretained pointer: it must live as long as the context.
  private let bridge: XMLBridge

  /// A parser at the beginning of a document; `file` is for messages. Throws when libxml2 cannot
  /// start.
  package init(file: String, handler: any XMLHandler) throws(FormatError) {
    Self.silence
    let bridge = XMLBridge(file: file, handler: handler)
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

  /// libxml2 writes what its decoders find to stderr unless somebody takes it; we say it ourselves.
  private static let silence: Void = xmlSetStructuredErrorFunc(nil) { _, _ in }

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

/// What the C callbacks see: the handler, the limits, and the first thing that went wrong.
private final class XMLBridge {
  let file: String
  let handler: any XMLHandler
  var failure: FormatError?
  /// Set at once after the context is made; only valid while the reader lives.
  var context: xmlParserCtxtPtr?
  /// Whether no more bytes come: what is not closed then was cut off.
  var isFinishing = false
  private var depth = 0
  private var hasRoot = false
  private var textLength = 0
  private let attributes = XMLAttributes()

  init(file: String, handler: any XMLHandler) {
    self.file = file
    self.handler = handler
  }

  static var callbacks: xmlSAXHandler {
    var sax = xmlSAXHandler()
    sax.initialized = UInt32(XML_SAX2_MAGIC)
    sax.internalSubset = { user, _, _, _ in XMLBridge.from(user)?.documentType() }
    sax.startElementNs = { user, name, _, _, _, _, count, _, attributes in
      XMLBridge.from(user)?.start(name, attributes, count: Int(count))
    }
    sax.endElementNs = { user, name, _, _ in XMLBridge.from(user)?.end(name) }
    sax.characters = { user, text, count in XMLBridge.from(user)?.text(text, count: Int(count)) }
    sax.ignorableWhitespace = sax.characters
    sax.cdataBlock = sax.characters
    sax.serror = { user, error in XMLBridge.from(user)?.parserError(error?.pointee) }
    return sax
  }

  private static func from(_ user: UnsafeMutableRawPointer?) -> XMLBridge? {
    user.map { Unmanaged<XMLBridge>.fromOpaque($0).takeUnretainedValue() }
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

  private func documentType() { fail(.documentType(file: file, line: line)) }

  private func start(
    _ name: UnsafePointer<xmlChar>?, _ list: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?,
    count: Int
  ) {
    guard failure == nil, let name else { return }
    depth += 1
    hasRoot = true
    textLength = 0
    guard depth <= XMLReader.depthLimit else {
      return fail(.nestedTooDeep(file: file, line: line, limit: XMLReader.depthLimit))
    }
    attributes.removeAll()
    // Five pointers for each attribute: name, prefix, namespace, value's begin, value's end.
    if let list {
      for index in stride(from: 0, to: 5 * count, by: 5) {
        guard let local = list[index], let from = list[index + 3], let to = list[index + 4]
        else { continue }
        attributes.append(
          name: Self.name(local), value: UnsafeBufferPointer(start: from, count: to - from))
      }
    }
    do {
      let place = XMLPlace(line: line, byte: byte)
      try handler.startElement(Self.name(name), attributes: attributes, at: place)
    } catch { fail(error) }
  }

  private func end(_ name: UnsafePointer<xmlChar>?) {
    guard failure == nil, let name else { return }
    depth -= 1
    textLength = 0
    do { try handler.endElement(Self.name(name)) } catch { fail(error) }
  }

  private func text(_ text: UnsafePointer<xmlChar>?, count: Int) {
    guard failure == nil, let text else { return }
    textLength += count
    guard textLength <= XMLReader.textLimit else {
      return fail(.elementTooLong(file: file, line: line, limit: XMLReader.textLimit))
    }
    do { try handler.text(UnsafeBufferPointer(start: text, count: count).span) } catch {
      fail(error)
    }
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

  private static func name(_ name: UnsafePointer<xmlChar>) -> XMLName {
    XMLName(UnsafeBufferPointer(start: name, count: Int(xmlStrlen(name))))
  }
}

extension [UInt8] {
  /// Adds a copy of the bytes, all at once.
  package mutating func append(copying bytes: Span<UInt8>) {
    bytes.withUnsafeBufferPointer { append(contentsOf: $0) }
  }
}
