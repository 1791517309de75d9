/// What a record belongs to: most of all the title of a bib, by its MMS ID.
struct ThingID: Hashable {
  let institution: Int64
  let kind: FoundThing.Kind
  /// The id, as the records have it.
  let id: String
}
