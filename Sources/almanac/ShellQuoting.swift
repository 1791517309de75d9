extension String {
  /// For use between single quotes in a shell.
  var shellQuoted: String { replacing("'", with: "'\\''") }
}
