// minizip's reading side. The handle and the scratch memory live as long as the archive value; the
// scratch memory is only seen inside `readChunk(into:)`, what is handed on is a copy in the caller's
// array. Pointers given to minizip, and by it to the reading function, are used in that call only.
internal import CMinizip

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The members of a zip archive (zip64 too), by name, unpacked piece by piece; one is open at a time.
///
/// No member ever becomes a file, so that a name can do no harm.
package struct ZipArchive: ~Copyable {
  /// Most members taken.
  package static let memberLimit = 10_000
  /// Most bytes of one member when unpacked: 4 GiB.
  package static let byteLimit = 4 << 30
  /// Most bytes for each compressed byte, in members of more than 16 MiB.
  package static let ratioLimit = 1_000

  /// Name of the file, for messages.
  package let name: String
  private let path: String
  /// As the file was when it was opened.
  let stamp: FileStamp

  private let handle: unzFile
  private let scratch: UnsafeMutableRawBufferPointer
  private let members: [Member]
  private var current: OpenMember?

  static let chunkSize = 1 << 18
  private static let freeOfRatio = 16 << 20

  private struct Member {
    var name: String
    var place: unz64_file_pos
    var byteCount: Int
    var compressedCount: Int
    var checksum: UInt
    var flags: Int
    var method: Int
  }

  private struct OpenMember {
    var name: String
    var rest: Int
    var checksum: UInt
    var wanted: UInt
  }

  /// Opens an archive and reads its list of members; throws when there is none or it is too long.
  /// `name` is what it is called in messages, its path if nothing else is given.
  package init(path: String, name: String? = nil) throws(ArchiveError) {
    try self.init(path: path, name: name, chunkSize: Self.chunkSize)
  }

  /// The same, with members given out in pieces of `chunkSize` bytes.
  init(path: String, name: String? = nil, chunkSize: Int) throws(ArchiveError) {
    let name = name ?? path
    let stamp: FileStamp
    do { stamp = try InputFile(path: path, name: name).stamp } catch { throw .format(error) }
    var functions = Self.functions
    guard let handle = unzOpen2_64(path, &functions) else { throw .notAnArchive(file: name) }
    do throws(ArchiveError) {
      members = try Self.members(of: handle, file: name)
    } catch {
      unzClose(handle)
      throw error
    }
    self.name = name
    self.path = path
    self.stamp = stamp
    self.handle = handle
    scratch = .allocate(byteCount: max(1, chunkSize), alignment: 64)
  }

  deinit {
    scratch.deallocate()
    unzClose(handle)
  }

  /// The names of all members in the order of the archive, folders included.
  package var memberNames: [String] { members.map(\.name) }

  /// How many bytes a member has when unpacked; nil when there is no such member.
  package func byteCount(of member: String) -> Int? {
    members.first { $0.name == member }?.byteCount
  }

  /// Begins to read a member, the first of its name; throws when it is missing, encrypted or larger
  /// than the limits.
  package mutating func open(_ member: String) throws(ArchiveError) {
    if current != nil { unzCloseCurrentFile(handle) }
    current = nil
    guard let found = members.first(where: { $0.name == member }) else {
      throw .noSuchMember(file: name, member: member)
    }
    try check(found)
    var place = found.place
    guard unzGoToFilePos64(handle, &place) == UNZ_OK, unzOpenCurrentFile(handle) == UNZ_OK else {
      throw damaged(member, "its own header is not the one listed")
    }
    current = OpenMember(
      name: member, rest: found.byteCount, checksum: 0, wanted: found.checksum)
  }

  /// Appends the next bytes of the open member, at most 256 KiB, and tells whether there were any;
  /// false at its end. Throws when it cannot be unpacked, and at the end when it is not what its
  /// checksum says.
  package mutating func readChunk(into chunk: inout [UInt8]) throws(ArchiveError) -> Bool {
    guard let member = current else { return false }
    guard member.rest > 0 else {
      current = nil
      unzCloseCurrentFile(handle)
      guard member.checksum == member.wanted else {
        throw damaged(member.name, "its checksum is another")
      }
      return false
    }
    let wanted = min(member.rest, scratch.count)
    let count = Int(unzReadCurrentFile(handle, scratch.baseAddress, UInt32(wanted)))
    guard count > 0, count <= wanted else {
      current = nil
      unzCloseCurrentFile(handle)
      let reason = count == 0 ? "\(member.rest) bytes are missing" : "it cannot be unpacked"
      throw damaged(member.name, reason)
    }
    let piece = UnsafeRawBufferPointer(rebasing: scratch[..<count])
    let bytes = piece.baseAddress?.assumingMemoryBound(to: UInt8.self)
    current?.checksum = crc32(member.checksum, bytes, UInt32(count))
    current?.rest -= count
    chunk.append(contentsOf: piece)
    return true
  }

  /// Throws when the file is not the one that was opened any more.
  func checkUnchanged() throws(ArchiveError) {
    do throws(FormatError) {
      if try InputFile(path: path, name: name).stamp != stamp { throw .changed(file: name) }
    } catch {
      throw .format(error)
    }
  }

  private func damaged(_ member: String, _ reason: String) -> ArchiveError {
    .damagedMember(file: name, member: member, reason: reason)
  }

  private func check(_ member: Member) throws(ArchiveError) {
    // Bit 0: encrypted; bit 6: strongly (APPNOTE 4.4.4).
    guard member.flags & 0x41 == 0 else { throw .encrypted(file: name, member: member.name) }
    guard member.method == 0 || member.method == Int(Z_DEFLATED) else {
      throw .unknownCompression(file: name, member: member.name, method: member.method)
    }
    // No more than the listed size is given out, so that checking it is enough.
    guard member.byteCount <= Self.byteLimit else {
      throw .memberTooLarge(
        file: name, member: member.name, byteCount: member.byteCount, limit: Self.byteLimit)
    }
    guard
      member.byteCount <= Self.freeOfRatio
        || member.byteCount / Self.ratioLimit <= member.compressedCount
    else {
      throw .inflatesTooMuch(
        file: name, member: member.name, byteCount: member.byteCount, limit: Self.ratioLimit)
    }
  }

  private static func members(
    of handle: unzFile, file: String
  ) throws(ArchiveError) -> [Member] {
    var total = unz_global_info64()
    guard unzGetGlobalInfo64(handle, &total) == UNZ_OK else { throw .notAnArchive(file: file) }
    guard total.number_entry <= memberLimit else {
      let count = Int(clamping: total.number_entry)
      throw .tooManyMembers(file: file, count: count, limit: memberLimit)
    }
    var members: [Member] = []
    while members.count < Int(total.number_entry) {
      let step = members.isEmpty ? unzGoToFirstFile(handle) : unzGoToNextFile(handle)
      guard step == UNZ_OK, let member = currentMember(of: handle) else {
        throw .notAnArchive(file: file)
      }
      members.append(member)
    }
    return members
  }

  private static func currentMember(of handle: unzFile) -> Member? {
    var info = unz_file_info64()
    var place = unz64_file_pos()
    guard unzGetCurrentFileInfo64(handle, &info, nil, 0, nil, 0, nil, 0) == UNZ_OK,
      unzGetFilePos64(handle, &place) == UNZ_OK
    else { return nil }
    var name = [UInt8](repeating: 0, count: Int(info.size_filename))
    var extra = [UInt8](repeating: 0, count: Int(info.size_file_extra))
    let (nameCount, extraCount) = (UInt(name.count), UInt(extra.count))
    let found = name.withUnsafeMutableBytes {
      let text = $0.baseAddress?.assumingMemoryBound(to: CChar.self)
      return unzGetCurrentFileInfo64(handle, &info, text, nameCount, &extra, extraCount, nil, 0)
    }
    guard found == UNZ_OK else { return nil }
    var sizes = ZipSizes(
      byteCount: UInt64(info.uncompressed_size), compressedCount: UInt64(info.compressed_size))
    sizes.complete(extra: extra)
    return Member(
      name: String(decoding: name, as: UTF8.self),
      place: place,
      byteCount: Int(clamping: sizes.byteCount),
      compressedCount: Int(clamping: sizes.compressedCount),
      checksum: info.crc,
      flags: Int(info.flag),
      method: Int(info.compression_method))
  }

  /// minizip's reading of files, but with zeros behind the end of the file. minizip 1.1 takes the
  /// sizes of a zip64 member for 4 GiB and reads ahead; what it reads there is never given out.
  private static var functions: zlib_filefunc64_def {
    var functions = zlib_filefunc64_def()
    fill_fopen64_filefunc(&functions)
    functions.zread_file = { _, stream, buffer, size in
      guard let stream, let buffer else { return 0 }
      let file = stream.assumingMemoryBound(to: FILE.self)
      let count = fread(buffer, 1, Int(size), file)
      guard ferror(file) == 0 else { return UInt(count) }
      memset(buffer + count, 0, Int(size) - count)
      return size
    }
    return functions
  }
}
