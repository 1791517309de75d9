/// Where in a JSON document the parser is: which objects and arrays are open, and at which path.
struct JSONPlace {
  private struct Level {
    var isObject: Bool
    var node: Int
  }

  private var levels: [Level] = []
  /// The path of the next value of the innermost object.
  private var named = 0

  /// How many objects and arrays are open.
  var depth: Int { levels.count }

  /// The path at which the next value stands.
  var node: Int {
    guard let level = levels.last else { return 0 }
    return level.isObject ? named : level.node
  }

  /// The path of the innermost open object or array.
  var container: Int { levels.last?.node ?? 0 }

  /// The list that the next value stands in, when it is one whose objects can be rows: the document
  /// itself, an array that is the document, or an array that the document's object names.
  var list: Int? {
    switch levels.count {
    case 0: 0
    case 1: levels[0].isObject ? nil : 0
    case 2: levels[0].isObject && !levels[1].isObject ? levels[1].node : nil
    default: nil
    }
  }

  /// Whether the next value is a member of the document's object.
  var isMemberOfRoot: Bool { levels.count == 1 && levels[0].isObject }

  mutating func name(_ node: Int) { named = node }

  mutating func open(isObject: Bool) {
    levels.append(Level(isObject: isObject, node: node))
  }

  mutating func close() {
    levels.removeLast()
  }
}
