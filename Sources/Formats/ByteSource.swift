// Reading a file with read(2). The scratch memory of an open file lives as long as the value and is
// only seen inside `read(into:)`; what is handed on is always a copy in the caller's array.
#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Size and time of last writing of an open file.
struct FileStamp: Equatable {
  var byteCount: Int
  /// Nanoseconds since 1970.
  var modified: Int64
}

/// A regular file open for reading, closed when the value ends.
struct InputFile: ~Copyable {
  static let chunkSize = 1 << 20

  let name: String
  /// As the file was when it was opened.
  let stamp: FileStamp
  private(set) var position = 0
  private let descriptor: Int32
  private let scratch: UnsafeMutableRawBufferPointer

  /// Opens a file; `name` is what it is called in messages, its path if nothing else is given.
  init(path: String, name: String? = nil) throws(FormatError) {
    let name = name ?? path
    // O_NONBLOCK: opening a named pipe that nobody writes to must not wait for ever.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw .cannotOpen(file: name, reason: String(cString: strerror(errno)))
    }
    guard let stamp = Self.stamp(of: descriptor) else {
      close(descriptor)
      throw .notRegularFile(file: name)
    }
    self.name = name
    self.stamp = stamp
    self.descriptor = descriptor
    scratch = .allocate(byteCount: Self.chunkSize, alignment: 64)
  }

  deinit {
    scratch.deallocate()
    close(descriptor)
  }

  /// Appends the next bytes, at most 1 MiB, and tells how many; 0 at the end of the file.
  mutating func read(into chunk: inout [UInt8]) throws(FormatError) -> Int {
    while true {
      #if canImport(Glibc)
        let count = Glibc.read(descriptor, scratch.baseAddress, scratch.count)
      #else
        let count = Darwin.read(descriptor, scratch.baseAddress, scratch.count)
      #endif
      if count >= 0 {
        position += count
        chunk.append(contentsOf: UnsafeRawBufferPointer(rebasing: scratch[..<count]))
        return count
      }
      guard errno == EINTR else {
        let reason = String(cString: strerror(errno))
        throw .cannotRead(file: name, byte: position, reason: reason)
      }
    }
  }

  /// The same, and at the end of the file makes sure that it is still the file that was inspected:
  /// the hash and the encoding found then stand only for the bytes seen then.
  mutating func read(
    into chunk: inout [UInt8], expecting expected: FileStamp?
  ) throws(FormatError) -> Int {
    let count = try read(into: &chunk)
    guard count == 0, let expected else { return count }
    if position < expected.byteCount {
      throw .shrank(file: name, expected: expected.byteCount, found: position)
    }
    if position > expected.byteCount || Self.stamp(of: descriptor) != expected {
      throw .changed(file: name)
    }
    return count
  }

  /// The bytes at a place; fewer than asked for at the end of the file.
  func bytes(at offset: Int, count: Int) throws(FormatError) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      let wanted = min(count - bytes.count, scratch.count)
      let read = pread(descriptor, scratch.baseAddress, wanted, off_t(offset + bytes.count))
      if read < 0, errno == EINTR { continue }
      guard read >= 0 else {
        let reason = String(cString: strerror(errno))
        throw .cannotRead(file: name, byte: offset + bytes.count, reason: reason)
      }
      guard read > 0 else { break }
      bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: scratch[..<read]))
    }
    return bytes
  }

  /// Whether the file is as it was when it was opened.
  var isUnchanged: Bool { Self.stamp(of: descriptor) == stamp }

  private static func stamp(of descriptor: Int32) -> FileStamp? {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    #if canImport(Glibc)
      let time = status.st_mtim
    #else
      let time = status.st_mtimespec
    #endif
    let modified = Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    return FileStamp(byteCount: Int(status.st_size), modified: modified)
  }
}

/// Chunked bytes of a file as UTF-8 text, whatever the encoding of the file.
package struct ByteSource: ~Copyable {
  /// Name of the file, for messages.
  package let name: String
  /// Whether the bytes that the last `readChunk` appended hold a NUL.
  package private(set) var lastChunkHasNUL = false

  private var file: InputFile?
  private let memory: [UInt8]
  private var memoryOffset = 0
  private let chunkSize: Int
  private let expected: FileStamp?
  private var transcoder: Transcoder?
  private var isAtEnd = false

  /// Opens the file that was inspected; throws when it cannot be opened. With `transcoding` false
  /// the bytes come as they are in the file, as an XML parser or a MARC reader wants them.
  package init(
    path: String, inspection: FileInspection, transcoding: Bool = true
  ) throws(FormatError) {
    file = try InputFile(path: path, name: inspection.name)
    name = inspection.name
    memory = []
    chunkSize = InputFile.chunkSize
    expected = inspection.modified.map {
      FileStamp(byteCount: inspection.byteCount, modified: $0)
    }
    transcoder = transcoding ? Transcoder(inspection.encoding) : nil
  }

  /// Bytes in memory, given out in pieces of `chunkSize` raw bytes (at least 1); with `encoding` nil
  /// they come as they are.
  package init(
    bytes: [UInt8], chunkSize: Int = 1 << 20, encoding: TextEncoding? = .utf8,
    name: String = "(memory)"
  ) {
    file = nil
    self.name = name
    memory = bytes
    self.chunkSize = max(1, chunkSize)
    expected = nil
    transcoder = encoding.map { Transcoder($0) }
  }

  /// Characters replaced by U+FFFD so far, because UTF-16 was not well-formed.
  package var replacementCount: Int { transcoder?.replacementCount ?? 0 }

  /// Appends up to one chunk of text and tells whether there was any; false at the end. Throws when
  /// reading fails, or when the file is not the one that was inspected any more.
  package mutating func readChunk(into chunk: inout [UInt8]) throws(FormatError) -> Bool {
    let start = chunk.count
    while chunk.count == start, !isAtEnd {
      if transcoder == nil || transcoder?.passesThrough == true {
        if try readRaw(into: &chunk) == 0 { isAtEnd = true }
        continue
      }
      var piece: [UInt8] = []
      if try readRaw(into: &piece) > 0 {
        transcoder?.append(piece, to: &chunk)
      } else {
        isAtEnd = true
        transcoder?.finish(into: &chunk)
      }
    }
    lastChunkHasNUL = chunk.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress, bytes.count > start else { return false }
      return memchr(base + start, 0, bytes.count - start) != nil
    }
    return chunk.count > start
  }

  private mutating func readRaw(into chunk: inout [UInt8]) throws(FormatError) -> Int {
    guard file != nil else {
      let end = min(memory.count, memoryOffset + chunkSize)
      defer { memoryOffset = end }
      chunk.append(contentsOf: memory[memoryOffset..<end])
      return end - memoryOffset
    }
    return try file?.read(into: &chunk, expecting: expected) ?? 0
  }
}
