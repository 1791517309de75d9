import Foundation

/// How many batches may wait for the thread that writes, so that memory stays bounded when the disk
/// is slow.
///
/// Who finds no room waits until half of it is free: woken for each batch, two threads would spend
/// their time on waking one another.
final class Room: @unchecked Sendable {
  private static let size = 16
  private let condition = NSCondition()
  private var waiting = 0
  /// How many batches there were in all.
  private(set) var taken = 0

  /// Takes the room of a batch; the importer's side.
  func take() {
    condition.lock()
    if waiting == Self.size {
      while waiting > Self.size / 2 { condition.wait() }
    }
    waiting += 1
    taken += 1
    condition.unlock()
  }

  /// Gives it back when the batch is written.
  func giveBack() {
    condition.lock()
    waiting -= 1
    if waiting == Self.size / 2 { condition.signal() }
    condition.unlock()
  }
}
