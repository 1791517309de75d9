/// The local name of an element or attribute, cheap to compare: up to 32 bytes, packed.
package struct XMLName: Sendable, Equatable, ExpressibleByStringLiteral {
  private var first: UInt64 = 0
  private var second: UInt64 = 0
  private var third: UInt64 = 0
  private var fourth: UInt64 = 0
  private var count = 0

  /// A name as text.
  package init(_ text: String) { self.init(text.utf8) }

  /// The same, so that a name can be written as a literal.
  package init(stringLiteral text: String) { self.init(text.utf8) }

  @inline(__always)
  init(_ bytes: some Collection<UInt8>) {
    for byte in bytes {
      switch count >> 3 {
      case 0: first = first << 8 | UInt64(byte)
      case 1: second = second << 8 | UInt64(byte)
      case 2: third = third << 8 | UInt64(byte)
      case 3: fourth = fourth << 8 | UInt64(byte)
      default: break
      }
      count += 1
    }
  }

  /// Whether two names are the same; a name of more than 32 bytes is not even equal to itself,
  /// because its end is not kept.
  package static func == (left: XMLName, right: XMLName) -> Bool {
    left.first == right.first && left.second == right.second && left.count == right.count
      && left.third == right.third && left.fourth == right.fourth && left.count <= 32
  }
}
