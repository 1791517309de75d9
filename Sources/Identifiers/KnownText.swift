/// A word of a list, lower-case, as the bytes that a cell is compared with.
struct KnownText: ExpressibleByStringLiteral {
  let bytes: [UInt8]

  init(stringLiteral value: String) { bytes = Array(value.utf8) }

  var count: Int { bytes.count }
}
