/// The paths of a JSON document's values: which names stand in which objects, however often.
///
/// An array adds nothing to a path, so that all values of `copy[].pid` are at `copy.pid`.
final class JSONPaths {
  /// One place in the tree of names; the root is number 0.
  struct Node {
    var parent: Int
    var name: Range<Int>
    /// Bytes of the whole path.
    var length: Int
    var firstChild = -1
    var lastChild = -1
    var nextSibling = -1
    /// How many values came before the first one at this path; nil when there is none.
    var order: Int?
    /// Whether all values at this path are null.
    var isOnlyNull = true
    /// Objects that stand directly in a list at this path, or in the document itself for the root.
    var rowCount = 0
  }

  /// Most different paths taken.
  static let nodeLimit = 16_384
  /// Longest path taken, in bytes.
  static let lengthLimit = 1_024

  private(set) var nodes = [Node(parent: -1, name: 0..<0, length: 0)]
  private var names: [UInt8] = []
  /// For each node the child that was asked for last: the next one asked for is mostly its neighbour.
  private var recent = [-1]
  /// The nodes by the hash of their parent and name, for those that are not; -1 is no node.
  private var slots = [Int](repeating: -1, count: 64)
  /// Another one in each run, so that nobody can choose names that all have one hash.
  private let seed = UInt64.random(in: .min ... .max)
  private var valueCount = 0

  /// The number of the name below a node; nil when it is not there.
  func child(of node: Int, _ name: Span<UInt8>) -> Int? {
    let start = recent[node]
    let next = start < 0 ? nodes[node].firstChild : nodes[start].nextSibling
    if next >= 0, isNamed(next, name) { return remember(next, of: node) }
    var slot = slot(of: node, name)
    while slots[slot] >= 0 {
      let found = slots[slot]
      if nodes[found].parent == node, isNamed(found, name) { return remember(found, of: node) }
      slot = (slot + 1) % slots.count
    }
    return nil
  }

  /// The number of the name below a node, which is added when it is not there. Throws when there are
  /// too many already, or the path is too long; `file` and `line` are for that.
  func addedChild(
    of node: Int, _ name: Span<UInt8>, file: String, line: Int
  ) throws(FormatError) -> Int {
    if let child = child(of: node, name) { return child }
    let length = nodes[node].length + name.count + 1
    guard length <= Self.lengthLimit else {
      throw .jsonTextTooLong(file: file, line: line, limit: Self.lengthLimit)
    }
    guard nodes.count < Self.nodeLimit else {
      throw .jsonTooManyColumns(file: file, line: line, limit: Self.nodeLimit)
    }
    let start = names.count
    names.append(copying: name)
    let number = nodes.count
    nodes.append(Node(parent: node, name: start..<names.count, length: length))
    recent.append(-1)
    if nodes[node].lastChild < 0 {
      nodes[node].firstChild = number
    } else {
      nodes[nodes[node].lastChild].nextSibling = number
    }
    nodes[node].lastChild = number
    if 2 * nodes.count > slots.count {
      slots = [Int](repeating: -1, count: 2 * slots.count)
      for number in 1..<nodes.count { fillSlot(number) }
    } else {
      fillSlot(number)
    }
    return remember(number, of: node)
  }

  /// Notes that a value stands at a path.
  func noteValue(_ node: Int, isNull: Bool) {
    if nodes[node].order == nil { nodes[node].order = valueCount }
    valueCount += 1
    if !isNull { nodes[node].isOnlyNull = false }
  }

  /// Notes an object of a list.
  func noteRow(_ node: Int) { nodes[node].rowCount += 1 }

  /// The nodes at or below a node that have values, in the order in which the first ones came. A
  /// null where other rows have an object is no value of its own.
  func columns(below node: Int) -> [Int] {
    var found: [Int] = []
    var rest = [node]
    while let number = rest.popLast() {
      let isValue = nodes[number].order != nil && number != node
      if isValue, !nodes[number].isOnlyNull || nodes[number].firstChild < 0 {
        found.append(number)
      }
      var child = nodes[number].firstChild
      while child >= 0 {
        rest.append(child)
        child = nodes[child].nextSibling
      }
    }
    return found.sorted { (nodes[$0].order ?? 0) < (nodes[$1].order ?? 0) }
  }

  /// The names from below a node to another, joined by points.
  func path(of node: Int, below top: Int) -> String {
    var parts: [String] = []
    var number = node
    while number != top, number > 0 {
      parts.append(String(decoding: names[nodes[number].name], as: UTF8.self))
      number = nodes[number].parent
    }
    return parts.reversed().joined(separator: ".")
  }

  private func fillSlot(_ number: Int) {
    var slot = slot(of: nodes[number].parent, names.span.extracting(nodes[number].name))
    while slots[slot] >= 0 { slot = (slot + 1) % slots.count }
    slots[slot] = number
  }

  /// FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/.
  private func slot(of node: Int, _ name: Span<UInt8>) -> Int {
    var hash = seed ^ UInt64(truncatingIfNeeded: node) &* 0x9E37_79B9_7F4A_7C15
    for index in name.indices { hash = (hash ^ UInt64(name[index])) &* 0x100_0000_01B3 }
    return Int(truncatingIfNeeded: (hash ^ hash >> 32) % UInt64(slots.count))
  }

  private func isNamed(_ node: Int, _ name: Span<UInt8>) -> Bool {
    let range = nodes[node].name
    guard range.count == name.count else { return false }
    for index in name.indices where names[range.lowerBound + index] != name[index] { return false }
    return true
  }

  private func remember(_ child: Int, of node: Int) -> Int {
    recent[node] = child
    return child
  }
}
