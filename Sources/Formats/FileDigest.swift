// SHA-256 through libcrypto. The bytes given to `update` are read before it returns; the context is
// freed when the value ends.
internal import CCrypto

/// A SHA-256 that is fed piece by piece.
package struct FileDigest: ~Copyable {
  private let context: OpaquePointer
  private let file: String

  /// An empty digest; throws when libcrypto cannot start (`file` is for that message).
  package init(file: String) throws(FormatError) {
    guard let context = EVP_MD_CTX_new() else {
      throw .libraryFailed(file: file, library: "SHA-256 (libcrypto)")
    }
    guard EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
      EVP_MD_CTX_free(context)
      throw .libraryFailed(file: file, library: "SHA-256 (libcrypto)")
    }
    self.context = context
    self.file = file
  }

  deinit { EVP_MD_CTX_free(context) }

  /// Adds the next bytes; throws when libcrypto refuses.
  package mutating func update(_ bytes: [UInt8]) throws(FormatError) {
    let done = bytes.withUnsafeBytes { EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
    guard done == 1 else {
      throw .libraryFailed(file: file, library: "SHA-256 (libcrypto)")
    }
  }

  /// The digest of all bytes given, as 64 hexadecimal digits in lower case; throws when libcrypto
  /// refuses.
  package consuming func finish() throws(FormatError) -> String {
    var digest = [UInt8](repeating: 0, count: 32)
    let done = digest.withUnsafeMutableBufferPointer {
      EVP_DigestFinal_ex(context, $0.baseAddress, nil)
    }
    guard done == 1 else {
      throw .libraryFailed(file: file, library: "SHA-256 (libcrypto)")
    }
    let digits = Array("0123456789abcdef".utf8)
    let hex = digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return String(decoding: hex, as: UTF8.self)
  }
}
