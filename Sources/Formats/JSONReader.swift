// libyajl's push parser. The parser's handle and its table of callbacks live as long as the reader;
// every pointer that it gives to a callback is valid during that callback only, and is handed on as a span.
internal import CYAJL

/// A JSON parser that is fed piece by piece: one value, or several one after another.
package struct JSONReader: ~Copyable {
  /// Deepest nesting of objects and arrays taken.
  package static let depthLimit = 128
  /// Longest text, name or number taken, in bytes as it is written.
  package static let textLimit = 1 << 20

  private let parser: yajl_handle
  /// libyajl keeps the address.
  private let callbacks: UnsafeMutablePointer<yajl_callbacks>
  /// The callbacks find it through an unretained pointer: it must live as long as the parser.
  private let bridge: JSONBridge
  private var scanner: JSONScanner
  /// The bytes that may yet prove to be a byte order mark; nil when that is settled.
  private var start: [UInt8]? = []

  /// A parser at the beginning of a text; `file` is for messages. Throws when libyajl cannot start.
  package init(file: String, handler: any JSONHandler) throws(FormatError) {
    try self.init(file: file, handler: handler, textLimit: Self.textLimit)
  }

  /// The same with a limit that is smaller in tests.
  init(file: String, handler: any JSONHandler, textLimit: Int) throws(FormatError) {
    let bridge = JSONBridge(file: file, handler: handler)
    let user = Unmanaged.passUnretained(bridge).toOpaque()
    let callbacks = UnsafeMutablePointer<yajl_callbacks>.allocate(capacity: 1)
    callbacks.initialize(to: JSONBridge.callbacks)
    guard let parser = yajl_alloc(callbacks, nil, user) else {
      callbacks.deallocate()
      throw .libraryFailed(file: file, library: "libyajl")
    }
    almanac_yajl_allow_many(parser)
    bridge.parser = parser
    self.parser = parser
    self.callbacks = callbacks
    self.bridge = bridge
    scanner = JSONScanner(textLimit: textLimit)
  }

  deinit {
    yajl_free(parser)
    callbacks.deallocate()
  }

  /// Whether a text held an escaped NUL so far.
  var hasNUL: Bool { scanner.hasNUL }

  /// Parses the next bytes; throws what the handler throws, or what is wrong with the JSON.
  package mutating func feed(_ bytes: [UInt8]) throws(FormatError) {
    let bytes = withoutMark(bytes)
    guard !bytes.isEmpty else { return }
    let (ready, trouble) = scanner.take(bytes)
    try parse(ready)
    if let trouble { throw failure(trouble) }
  }

  /// Call after the last bytes; throws when a value is not complete, or there is none.
  package mutating func finish() throws(FormatError) {
    if let start, !start.isEmpty {
      self.start = nil
      try feed(start)
    }
    let (ready, trouble) = scanner.finish()
    try parse(ready)
    if let trouble { throw failure(trouble) }
    bridge.begin([])
    guard yajl_complete_parse(parser) != yajl_status_ok else { return }
    if let failure = bridge.failure { throw failure }
    if bridge.depth > 0 || reason().contains("premature") {
      throw .truncatedJSON(file: bridge.file, line: bridge.line)
    }
    throw .malformedJSON(file: bridge.file, line: bridge.line, reason: reason())
  }

  private mutating func withoutMark(_ bytes: [UInt8]) -> [UInt8] {
    guard var start else { return bytes }
    start += bytes
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    if start.count < 3, mark.starts(with: start) {
      self.start = start
      return []
    }
    self.start = nil
    return start.starts(with: mark) ? Array(start[3...]) : start
  }

  private func parse(_ bytes: [UInt8]) throws(FormatError) {
    guard !bytes.isEmpty else { return }
    bridge.begin(bytes)
    let status = bytes.withUnsafeBufferPointer { yajl_parse(parser, $0.baseAddress, $0.count) }
    if let failure = bridge.failure { throw failure }
    let consumed = status == yajl_status_ok ? bytes.count : yajl_get_bytes_consumed(parser)
    bridge.goOn(to: consumed)
    guard status == yajl_status_ok else {
      throw .malformedJSON(file: bridge.file, line: bridge.line, reason: reason())
    }
    bridge.end()
  }

  private func failure(_ trouble: JSONScanner.Trouble) -> FormatError {
    switch trouble.kind {
    case .notUTF8:
      .malformedJSON(
        file: bridge.file, line: bridge.line, reason: "there are bytes that are not UTF-8")
    case .tooLong:
      .jsonTextTooLong(file: bridge.file, line: bridge.line, limit: scanner.textLimit)
    }
  }

  /// What libyajl says is wrong, in its own words.
  private func reason() -> String {
    guard let text = yajl_get_error(parser, 0, nil, 0) else { return "unknown error" }
    defer { yajl_free_error(parser, text) }
    let words = String(cString: text).split(whereSeparator: \.isNewline).joined(separator: " ")
    return words.hasSuffix(".") ? String(words.dropLast()) : words
  }
}

/// What the C callbacks see: the handler, the depth, the place, and the first thing that went wrong.
private final class JSONBridge {
  let file: String
  let handler: any JSONHandler
  var failure: FormatError?
  /// Set at once after the parser is made; only valid while the reader lives.
  var parser: yajl_handle?
  private(set) var depth = 0
  /// Number of the line in which the bytes looked at so far end.
  private(set) var line = 1
  private var piece: [UInt8] = []
  private var counted = 0
  /// Bytes before the piece.
  private var before = 0

  init(file: String, handler: any JSONHandler) {
    self.file = file
    self.handler = handler
  }

  func begin(_ bytes: [UInt8]) {
    piece = bytes
    counted = 0
  }

  func end() {
    before += piece.count
    piece = []
    counted = 0
  }

  /// Counts the lines up to a place in the piece.
  func goOn(to offset: Int) {
    let end = min(offset, piece.count)
    guard counted < end else { return }
    for byte in piece[counted..<end] where byte == 0x0A { line += 1 }
    counted = end
  }

  /// Where the token that was read last ends.
  private var place: Position {
    let consumed = parser.map { yajl_get_bytes_consumed($0) } ?? 0
    goOn(to: consumed)
    return Position(row: 0, line: line, byte: before + max(0, consumed - 1))
  }

  /// 1 to go on, as libyajl wants it.
  private func pass(_ action: () throws(FormatError) -> Void) -> Int32 {
    do { try action() } catch {
      if failure == nil { failure = error }
      return 0
    }
    return 1
  }

  fileprivate func open(_ action: (Position) throws(FormatError) -> Void) -> Int32 {
    depth += 1
    return pass { () throws(FormatError) in
      let place = place
      guard depth <= JSONReader.depthLimit else {
        throw .nestedTooDeep(file: file, line: place.line, limit: JSONReader.depthLimit)
      }
      try action(place)
    }
  }

  fileprivate func close(_ action: () throws(FormatError) -> Void) -> Int32 {
    depth -= 1
    return pass(action)
  }

  fileprivate func text(
    _ start: UnsafePointer<UInt8>?, _ count: Int,
    _ action: (Span<UInt8>, Position) throws(FormatError) -> Void
  ) -> Int32 {
    pass { () throws(FormatError) in
      try action(UnsafeBufferPointer(start: start, count: count).span, place)
    }
  }

  fileprivate func null() -> Int32 {
    pass { () throws(FormatError) in
      var place = place
      place.byte = max(0, place.byte - 3)
      try handler.null(at: place)
    }
  }

  private static func from(_ user: UnsafeMutableRawPointer?) -> JSONBridge? {
    user.map { Unmanaged<JSONBridge>.fromOpaque($0).takeUnretainedValue() }
  }

  static var callbacks: yajl_callbacks {
    var table = yajl_callbacks()
    table.yajl_null = { user in
      JSONBridge.from(user).map { $0.null() } ?? 0
    }
    table.yajl_boolean = { user, value in
      guard let bridge = JSONBridge.from(user) else { return 0 }
      let word = Array((value == 0 ? "false" : "true").utf8)
      return word.withUnsafeBufferPointer {
        bridge.text($0.baseAddress, $0.count, bridge.handler.value)
      }
    }
    table.yajl_number = { user, text, count in
      guard let bridge = JSONBridge.from(user), let text else { return 0 }
      return text.withMemoryRebound(to: UInt8.self, capacity: count) {
        bridge.text($0, count, bridge.handler.value)
      }
    }
    table.yajl_string = { user, text, count in
      guard let bridge = JSONBridge.from(user) else { return 0 }
      return bridge.text(text, count, bridge.handler.value)
    }
    table.yajl_map_key = { user, text, count in
      guard let bridge = JSONBridge.from(user) else { return 0 }
      return bridge.text(text, count, bridge.handler.key)
    }
    table.yajl_start_map = { user in
      JSONBridge.from(user).map { $0.open($0.handler.startObject) } ?? 0
    }
    table.yajl_end_map = { user in
      JSONBridge.from(user).map { $0.close($0.handler.endObject) } ?? 0
    }
    table.yajl_start_array = { user in
      JSONBridge.from(user).map { $0.open($0.handler.startArray) } ?? 0
    }
    table.yajl_end_array = { user in
      JSONBridge.from(user).map { $0.close($0.handler.endArray) } ?? 0
    }
    return table
  }
}
