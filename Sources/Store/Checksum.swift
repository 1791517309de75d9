internal import CCrypto

/// SHA-256 of a text, as 64 hexadecimal digits.
func checksum(_ text: String) -> String {
  let bytes = Array(text.utf8)
  var digest = [UInt8](repeating: 0, count: 32)
  var length: UInt32 = 0
  EVP_Digest(bytes, bytes.count, &digest, &length, EVP_sha256(), nil)
  let digits = Array("0123456789abcdef")
  return String(digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
}
