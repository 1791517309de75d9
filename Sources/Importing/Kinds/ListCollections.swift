import GRDB

/// A collection as a title list or a report of collections names it.
struct ListedCollection {
  /// By which the newest list of a collection is known to be of it.
  var target: String
  var name: String
  /// Its number in the Community Zone; '' where the list does not know it.
  var communityZoneID = ""
  var service = ""
  var provider: String?
  var region: String?
  /// The day of the list.
  var asOf: String?
  var packageType: String?
  var status: String?
  var url: String?
  var extra: String?
}

/// The collections of one snapshot, each once, whichever rows and files name it.
struct ListCollections {
  /// Targets that are in the database, so that a million rows of one collection ask once.
  private var known: Set<ArraySlice<UInt8>> = []
  private var last: ArraySlice<UInt8> = []
  private var hasLast = false
  private var ofFile: ArraySlice<UInt8>?

  /// Whether a collection still has to be written.
  mutating func isNew(_ target: ArraySlice<UInt8>) -> Bool {
    if hasLast, target == last { return false }
    let isNew = !known.contains(target)
    if isNew { known.insert(ArraySlice(Array(target))) }
    last = ArraySlice(Array(target))
    hasLast = true
    return isNew
  }

  /// The collection that a whole file is of. The file's name says which list it is, so that the
  /// next one replaces it; the user may say what Alma calls the collection.
  mutating func collectionOfFile(
    _ snapshot: SnapshotWriter, _ scope: inout ScopeEvidence, provider: String? = nil
  ) throws -> ArraySlice<UInt8> {
    if let ofFile { return ofFile }
    let file = ListFileName(snapshot.fileName)
    scope.addList(of: file.list)
    try write(
      ListedCollection(
        target: file.list, name: snapshot.collection ?? file.package,
        provider: provider.flatMap { $0.isEmpty ? nil : $0 } ?? file.provider,
        region: file.region, asOf: file.day),
      to: snapshot)
    ofFile = ArraySlice(file.list.utf8)
    return ArraySlice(file.list.utf8)
  }

  /// Writes a collection; of one that another file named, what that file did not say.
  ///
  /// - Parameter row: of a row that is of the collection itself, not of a title in it.
  func write(
    _ collection: ListedCollection, row: Int? = nil, to snapshot: SnapshotWriter
  ) throws {
    try snapshot.db.cachedStatement(
      sql: """
        INSERT INTO resolver_collection (
          snapshot_id, target_id, name, service, cz_collection_id, source_file_id, source_row,
          provider, region, as_of, package_type, status, url, extra, times_listed
        )
        VALUES (
          :snapshot, :target, :name, :service, :zone, :file, :row, :provider, :region, :asOf,
          :type, :status, :url, :extra, :listed
        )
        ON CONFLICT (snapshot_id, target_id) DO UPDATE
        SET name = coalesce(nullif(name, ''), excluded.name),
            service = coalesce(nullif(service, ''), excluded.service),
            cz_collection_id = coalesce(nullif(cz_collection_id, ''), excluded.cz_collection_id),
            source_row = coalesce(source_row, excluded.source_row),
            provider = coalesce(nullif(provider, ''), excluded.provider, provider),
            region = coalesce(nullif(region, ''), excluded.region, region),
            as_of = max(coalesce(as_of, excluded.as_of), coalesce(excluded.as_of, as_of)),
            package_type = coalesce(nullif(package_type, ''), excluded.package_type, package_type),
            status = coalesce(nullif(status, ''), excluded.status, status),
            url = coalesce(nullif(url, ''), excluded.url, url),
            extra = coalesce(extra, excluded.extra),
            times_listed = times_listed + excluded.times_listed
        """
    ).execute(arguments: [
      "snapshot": snapshot.snapshot, "target": collection.target, "name": collection.name,
      "service": collection.service, "zone": collection.communityZoneID,
      "file": snapshot.sourceFile, "row": row, "provider": collection.provider,
      "region": collection.region, "asOf": collection.asOf, "type": collection.packageType,
      "status": collection.status, "url": collection.url, "extra": collection.extra,
      "listed": row == nil ? 0 : 1,
    ])
  }
}
