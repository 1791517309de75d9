import Foundation
import Importing
import TestSupport
import Testing

/// Files that come compressed, in an archive or through a pipe.
struct PackedTests {
  /// An archive with a folder, `exports/orders_2026-01-15.csv`, `exports/collections.csv.gz`,
  /// `notes.txt` and what a Macintosh adds.
  private static let archive = """
    UEsDBBQAAAAIAAAAP1wAAAAAAgAAAAAAAAAIAAAAZXhwb3J0cy8DAFBLAwQUAAAACAAAAD9cZHvOW4YAAAC4AAAAHQAAAGV4
    cG9ydHMvb3JkZXJzXzIwMjYtMDEtMTUuY3N2VYxBCsIwEEX3PcUcYATT6qJLLQhCa4MV96X5xUDMQDLeXy1d6N/9B+/Znlof
    QVfMSIgT2K7k5jWABx31lfmO6CTRZXyCu26gs2MrSWcJXj6nsH27MXz0yWWSmfQBamTMygOi8iE4JK5rs11nTFnteF/9g6VS
    8gkpZm6CZLhvcnr8quWiFm9QSwMEFAAAAAgAAAA/XEMA+Ed2AAAAcwAAABoAAABleHBvcnRzL2NvbGxlY3Rpb25zLmNzdi5n
    epPv5mAAASbm4rOevnqap86f9gkrOHeesdDo82cRm+CSmI1eLFPUnjK4/hEqDi61+ewV1H1JaHKwYszxTUfOzDmy5MycM5O8
    9IydnZk1DExMjMwufvTW0dT1Ci04df68Xlvhn89FRp8fSBUH7WSod75l2wu0CgBQSwMEFAAAAAgAAAA/XPk8wi0UAAAAEgAA
    AAkAAABub3Rlcy50eHRzrSjILypJTVFIqlTISMxL0eMCAFBLAwQUAAAACAAAAD9ccOazMQQAAAACAAAAFAAAAF9fTUFDT1NY
    Ly5fbm90ZXMudHh0Y2AFAFBLAQIUAxQAAAAIAAAAP1wAAAAAAgAAAAAAAAAIAAAAAAAAAAAAAACAAQAAAABleHBvcnRzL1BL
    AQIUAxQAAAAIAAAAP1xke85bhgAAALgAAAAdAAAAAAAAAAAAAACAASgAAABleHBvcnRzL29yZGVyc18yMDI2LTAxLTE1LmNz
    dlBLAQIUAxQAAAAIAAAAP1xDAPhHdgAAAHMAAAAaAAAAAAAAAAAAAACAAekAAABleHBvcnRzL2NvbGxlY3Rpb25zLmNzdi5n
    elBLAQIUAxQAAAAIAAAAP1z5PMItFAAAABIAAAAJAAAAAAAAAAAAAACAAZcBAABub3Rlcy50eHRQSwECFAMUAAAACAAAAD9c
    cOazMQQAAAACAAAAFAAAAAAAAAAAAAAAgAHSAQAAX19NQUNPU1gvLl9ub3Rlcy50eHRQSwUGAAAAAAUABQBCAQAACAIAAAAA
    """

  /// The same archive in another one.
  private static let nested = """
    UEsDBBQAAAAIAAAAP1wcSYcu/wEAAGADAAALAAAAZXhwb3J0cy56aXAL8GZmEWFgYOAAYvsYIMHAxAABIJHUioL8opJifWaG
    ABR1KdXnotuArB1ALIukLr8oJbWoON7IwMhM18BQ19BUL7m4LLTHkeuQgYDrd9ujMgksl18t8tblcMpuFv2+9OdRhzMORvfi
    dWNf3P/L/v7mvCh5x/AzHh3CN9Y9eWbawC77derPvhcqF1NrmnbnLdicrO2Zzhlnt3xD7W7Dmi8nUyfN/MKYlXLmFPOiT4oW
    KuuyN8em+0S+rYj/27w06BOnZlpeU8qO/KKqP6ueLhLLR/WAM8MP9zIgqxiIpZA8kJyfk5OaXJKZn1cMcrpeetXk988SGBjV
    nj3aPG9f1azl5+Z/49S2KJ+38cKLz+mCsx9MmtEbpxN8ZZ7Rjn+CWnx6W3++Eb1S65lRtCHpzEdf93NnLDc9OTPHePKeLz1z
    58405fHx6TmjV/fl2sUrX7l0LUr/7YmLfjj/vKvbfHkPUfa3KSvK96Xe5t7ChRbcP20O6YJ4QkDMCcR5+SWpxXolFSXFazVO
    6Gt5+gZ6rAo54XHG++JjJjStBc82G7JAYxUkGh/v6+jsHxyhrxcPNyU5gRWoi5FJhBl3SoCBBkYGpOBC14WeLhC6NAilEnSj
    0GMIYdRLvPGFbg562CHMmc6IFJLo2tDDDaHtEiP2UAzwZmUDqWAFQiegGg5w8AEAUEsBAhQDFAAAAAgAAAA/XBxJhy7/AQAA
    YAMAAAsAAAAAAAAAAAAAAIABAAAAAGV4cG9ydHMuemlwUEsFBgAAAAABAAEAOQAAACgCAAAAAA==
    """

  /// `Sample.collections` as gzip -n writes it.
  private static let gzip = """
    H4sIAAAAAAACA3PNSU0uKcrPy0xWcM7PAXEy8/MUPFN0XLFKBJQm5QBF/BJzU3U880pSi9ISk1MhXMeyxMycxKTMnMySSi4z
    Q0MDKDA0NDI20fFLLCktSlVwys/PLoZx/PNyMvPgGnNSuQB/Q9o9jQAAAA==
    """

  private func bytes(_ base64: String) throws -> [UInt8] {
    Array(try #require(Data(base64Encoded: base64, options: .ignoreUnknownCharacters)))
  }

  @Test("an archive is a folder: its members are read, the others passed over")
  func archive() throws {
    let sandbox = try Sandbox()
    try sandbox.write("all.zip", bytes(Self.archive))
    let report = try sandbox.load(["all.zip"])
    let fates = report.files.map { "\($0.name) \($0.kind?.rawValue ?? "-") \($0.counts.kept)" }
    #expect(
      fates.sorted() == [
        "all.zip/exports/collections.csv.gz collections 1",
        "all.zip/exports/orders_2026-01-15.csv po-lines 2", "all.zip/notes.txt - 0",
      ])
    #expect(
      try sandbox.column("SELECT as_of FROM snapshot WHERE kind = 'po-lines'") == ["2026-01-15"])
    #expect(
      try sandbox.column("SELECT file_name FROM source_file ORDER BY file_name") == [
        "all.zip/exports/collections.csv.gz", "all.zip/exports/orders_2026-01-15.csv",
      ])
  }

  @Test("an archive inside of an archive is named, not opened")
  func nested() throws {
    let sandbox = try Sandbox()
    try sandbox.write("outer.zip", bytes(Self.nested))
    #expect(throws: ImportError.nothingRecognised(folder: sandbox.path("outer.zip"))) {
      try sandbox.load(["outer.zip"])
    }
  }

  @Test("a .gz is the file in it, and known again when it comes unpacked")
  func gzip() throws {
    let sandbox = try Sandbox()
    try sandbox.write("collections.csv.gz", bytes(Self.gzip))
    #expect(try sandbox.load(["collections.csv.gz"]).files.first?.counts.kept == 1)
    try sandbox.write("collections.csv", Sample.collections)
    guard case .known? = try sandbox.load(["collections.csv"]).files.first?.fate else {
      Issue.record("the same bytes were loaded twice")
      return
    }
  }

  @Test("a .gz that was cut off imports nothing")
  func cutOff() throws {
    let sandbox = try Sandbox()
    try sandbox.write("collections.csv.gz", Array(bytes(Self.gzip).dropLast(9)))
    #expect {
      try sandbox.load(["collections.csv.gz"])
    } throws: { "\($0)".contains("collections.csv.gz: the compressed file is damaged") }
    #expect(try sandbox.column("SELECT count(*) FROM snapshot") == ["0"])
  }

  @Test("a named pipe is read to its end")
  func pipe() throws {
    let sandbox = try Sandbox()
    let pipe = sandbox.path("pipe")
    try #require(mkfifo(pipe, 0o600) == 0)
    let writer = Process()
    writer.executableURL = URL(fileURLWithPath: "/bin/sh")
    let orders = try sandbox.write("orders.csv", Sample.orders)
    writer.arguments = ["-c", "cat '\(orders)' > '\(pipe)'"]
    try writer.run()
    let report = try sandbox.load(["pipe"])
    writer.waitUntilExit()
    #expect(report.files.first?.counts.kept == 2)
    #expect(try sandbox.column("SELECT as_of_source FROM snapshot") == ["today"])
  }
}
