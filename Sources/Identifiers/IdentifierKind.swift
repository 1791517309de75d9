/// What a number identifies a title by.
package enum IdentifierKind: String, CaseIterable, Sendable {
  case isbn, issn, oclc, doi, lccn
  /// The object id of the central knowledge base: SFX 090 $a, Alma 035 `(CKB)`.
  case ckb
}

/// The form of publication that a qualifier such as `(electronic bk.)` claims.
package enum Medium: String, Sendable {
  case print, electronic, unknown
}
