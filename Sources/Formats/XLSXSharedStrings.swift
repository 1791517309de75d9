/// The texts that the cells of a workbook name by number, in memory up to 32 MiB and beyond that in
/// a temporary file.
///
/// They stand in pages of about 16 KiB. What stays in memory of a page in the file is where it
/// begins; some of the pages are kept at hand.
final class SharedStrings {
  /// Most bytes of pages in memory, besides the few that are kept at hand.
  static let memoryLimit = 32 << 20
  static let pageSize = 1 << 14
  private static let slotCount = 512

  private(set) var count = 0
  /// Whether one of the texts holds a NUL.
  var hasNUL = false

  private let file: String
  private let memoryLimit: Int
  private let pageSize: Int
  private var memoryCount = 0
  /// The number of each page's first text.
  private var firsts: [Int] = []
  /// The pages in memory; those after them are in the file.
  private var pages: [Page] = []
  private var places: [(bytes: Int, byteCount: Int)] = []
  private var spill: SpillFile?
  /// Pages read from the file; one more slot is for pages of a very long text.
  private var slots = [(number: Int, page: Page)](repeating: (-1, Page()), count: slotCount + 1)
  private var filling = Page()
  private var lastPage = 0

  private struct Page {
    /// Where each text ends in the bytes.
    var ends: [UInt32] = []
    var bytes: [UInt8] = []

    func range(_ index: Int) -> Range<Int> {
      (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
    }
  }

  /// An empty list; `file` is for messages, the limits are smaller in tests.
  init(
    file: String, memoryLimit: Int = SharedStrings.memoryLimit,
    pageSize: Int = SharedStrings.pageSize
  ) {
    self.file = file
    self.memoryLimit = memoryLimit
    self.pageSize = pageSize
  }

  /// Adds the next text.
  func append(_ text: [UInt8]) throws(ArchiveError) {
    filling.bytes.append(contentsOf: text)
    filling.ends.append(UInt32(truncatingIfNeeded: filling.bytes.count))
    count += 1
    // A page of empty texts is all ends.
    if filling.bytes.count + 4 * filling.ends.count >= pageSize { try finishPage() }
  }

  /// Call after the last text.
  func finish() throws(ArchiveError) {
    if !filling.ends.isEmpty { try finishPage() }
    filling = Page()
  }

  /// Appends the text with this number, from 0; false when there is none.
  func copy(_ index: Int, to bytes: inout [UInt8]) throws(ArchiveError) -> Bool {
    guard index >= 0, index < count else { return false }
    let number = page(of: index)
    let local = index - firsts[number]
    if number < pages.count {
      let page = pages[number]
      bytes.append(copying: page.bytes.span.extracting(page.range(local)))
    } else {
      let isLong = places[number - pages.count].byteCount > 8 * pageSize
      let slot = isLong ? Self.slotCount : number % Self.slotCount
      if slots[slot].number != number { slots[slot] = (number, try load(number)) }
      bytes.append(contentsOf: slots[slot].page.bytes[slots[slot].page.range(local)])
    }
    return true
  }

  private func page(of index: Int) -> Int {
    let isLast =
      index >= firsts[lastPage]
      && (lastPage + 1 == firsts.count || index < firsts[lastPage + 1])
    if isLast { return lastPage }
    var low = 0
    var high = firsts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if firsts[middle] <= index { low = middle } else { high = middle }
    }
    lastPage = low
    return low
  }

  private func finishPage() throws(ArchiveError) {
    firsts.append(count - filling.ends.count)
    let size = filling.bytes.count + 4 * filling.ends.count
    if spill == nil, memoryCount + size <= memoryLimit {
      memoryCount += size
      // A copy has no more capacity than it needs.
      pages.append(Page(ends: Array(filling.ends[...]), bytes: Array(filling.bytes[...])))
    } else {
      if spill == nil { spill = try SpillFile(for: file) }
      try write(filling)
    }
    filling.ends.removeAll(keepingCapacity: true)
    filling.bytes.removeAll(keepingCapacity: true)
  }

  private func write(_ page: Page) throws(ArchiveError) {
    var bytes = page.bytes
    for end in page.ends {
      for shift: UInt32 in [0, 8, 16, 24] {
        bytes.append(UInt8(truncatingIfNeeded: end >> shift))
      }
    }
    let start = try spill?.append(bytes) ?? 0
    places.append((start, page.bytes.count))
  }

  private func load(_ number: Int) throws(ArchiveError) -> Page {
    let place = places[number - pages.count]
    let next = number + 1 < firsts.count ? firsts[number + 1] : count
    let textCount = next - firsts[number]
    var bytes = try spill?.read(at: place.bytes, count: place.byteCount + 4 * textCount) ?? []
    var ends: [UInt32] = []
    ends.reserveCapacity(textCount)
    for index in stride(from: place.byteCount, to: bytes.count, by: 4) {
      ends.append(
        UInt32(bytes[index]) | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2]) << 16
          | UInt32(bytes[index + 3]) << 24)
    }
    bytes.removeSubrange(place.byteCount...)
    return Page(ends: ends, bytes: bytes)
  }
}
