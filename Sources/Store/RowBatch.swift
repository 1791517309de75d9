/// The values of some rows, one behind the other; the bytes of texts lie in an arena.
struct WaitingRows {
  /// Sixteen bytes: what goes from thread to thread is read from the memory of the other one.
  enum Value {
    case null
    case integer(Int64)
    case real(Double)
    case text(start: UInt32, count: UInt32)
  }

  private(set) var arena: [UInt8] = []
  private(set) var values: [Value] = []

  mutating func append(_ value: Value) { values.append(value) }

  mutating func append(text bytes: Span<UInt8>) {
    values.append(.text(start: UInt32(arena.count), count: UInt32(bytes.count)))
    bytes.withUnsafeBufferPointer { arena.append(contentsOf: $0) }
  }

  mutating func append(text string: String) {
    let start = arena.count
    var string = string
    string.withUTF8 { arena.append(contentsOf: $0) }
    values.append(.text(start: UInt32(start), count: UInt32(arena.count - start)))
  }

  mutating func clear() {
    arena.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
  }
}

/// Rows on their way between the threads.
///
/// One thread at a time has it: the importer that filled it, or the thread that writes it.
final class RowBatch: @unchecked Sendable {
  var rows = WaitingRows()
}
