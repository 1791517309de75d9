/// Which characters the bytes from 0x80 on stand for in encodings of one byte a character.
enum ByteCharacters {
  /// After https://encoding.spec.whatwg.org/index-windows-1252.txt; the five bytes that Microsoft
  /// leaves undefined stay C1 controls, as browsers read them.
  static let windows1252: [UInt32] =
    [
      0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
      0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
      0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
      0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
    ] + Array(0xA0...0xFF)

  /// After https://www.unicode.org/Public/MAPPINGS/VENDORS/APPLE/ROMAN.TXT; 0xF0 is Apple's logo,
  /// in the private use area.
  static let macRoman: [UInt32] = Array(
    ("ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü" + "†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø"
      + "¿¡¬√ƒ≈∆«»…\u{A0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ" + "‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{F8FF}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ")
      .unicodeScalars.map(\.value))
}
