import Finding

/// What was found, as text for a person: a paragraph a title, a line or two a record.
struct FoundText {
  private let report: FoundReport
  private let style: Style
  /// What commands need behind them to ask the same database.
  private let database: String

  /// Holdings, sources and gates of one record beyond which the rest is only counted.
  private static let few = 5

  /// - Parameter database: the path that the user gave with `--db`.
  init(_ report: FoundReport, _ style: Style, database: String?) {
    self.report = report
    self.style = style
    self.database = database.map { " --db \($0)" } ?? ""
  }

  var lines: [String] {
    let areSeveral = Set(report.things.map(\.institution)).count > 1
    return Array(
      report.things.map { thing in
        [head(thing, areSeveral)] + reasons(thing) + records(thing)
      }.joined(separator: [""]))
  }

  private func head(_ thing: FoundThing, _ areSeveral: Bool) -> String {
    style.bold(thing.title.isEmpty ? thing.id : thing.title)
      + (areSeveral ? " [\(thing.institution)]" : "")
  }

  /// "ISBN 9780857021007 in bibs (020 $a, 776 $z), portfolios (ISBN)".
  private func reasons(_ thing: FoundThing) -> [String] {
    var reasons: [(what: String, kinds: [(kind: String, fields: [String])])] = []
    for reason in thing.foundBy {
      let isTitle = [.title, .mainTitle, .words].contains(reason.type)
      let what = isTitle ? reason.type.words : "\(reason.type.words) \(reason.value)"
      // An id stands under its own name, which says nothing new; another field does.
      let isPlain = isTitle || reason.field == reason.type.rawValue
      if !reasons.contains(where: { $0.what == what }) { reasons.append((what, [])) }
      let place = reasons.firstIndex { $0.what == what } ?? 0
      if !reasons[place].kinds.contains(where: { $0.kind == reason.place.kind }) {
        reasons[place].kinds.append((reason.place.kind, []))
      }
      let kind = reasons[place].kinds.firstIndex { $0.kind == reason.place.kind } ?? 0
      if !isPlain, !reasons[place].kinds[kind].fields.contains(reason.field) {
        reasons[place].kinds[kind].fields.append(reason.field)
      }
    }
    guard !reasons.isEmpty else { return [] }
    let texts = reasons.map { reason in
      let kinds = reason.kinds.map { kind in
        kind.kind + (kind.fields.isEmpty ? "" : " (\(kind.fields.joined(separator: ", ")))")
      }
      return "\(reason.what) in \(kinds.joined(separator: ", "))"
    }
    return field("found by", texts.joined(separator: "; "))
  }

  private func records(_ thing: FoundThing) -> [String] {
    var lines = thing.p2eRecords.flatMap(oldBib) + thing.bibs.flatMap(bib)
    if thing.kind == .title, thing.bibs.isEmpty {
      lines += field("bib", "\(thing.id), of which no record is loaded")
    }
    lines += thing.collections.flatMap(collection)
    lines += thing.portfolios.flatMap(portfolio)
    if thing.portfoliosNotShown > 0 {
      lines += field(
        "", "and \(counted(thing.portfoliosNotShown, "portfolio", "portfolios")) more on this bib")
    }
    lines += thing.poLines.flatMap(orderLine) + holdings(thing.holdings)
    return lines + thing.resolverTitles.flatMap(resolverTitle)
  }

  // MARK: - Records

  private func oldBib(_ record: FoundOldBib) -> [String] {
    let became = record.became.map { "became bib \($0.mmsID) (\($0.route))" }
    let facts: [String?] = [
      record.legacyID, record.resourceType, record.title,
      record.poNumber.labelled("order"), record.url,
      became.isEmpty ? "no bib is known that it became" : became.joined(separator: ", "),
    ]
    return field("P2E list", facts) + sources(record.sources, record.isCurrent)
  }

  private func bib(_ record: FoundBib) -> [String] {
    let imprint = [record.publisher, record.year.map(String.init) ?? ""]
      .filter { !$0.isEmpty }.joined(separator: ", ")
    let facts: [String?] = [
      record.mmsID, record.material, record.author, record.edition, imprint,
      record.isSuppressed == true ? "suppressed" : nil,
    ]
    let identifiers = record.identifiers.map { identifier in
      "\(identifier.type.uppercased()) \(identifier.value) (\(identifier.field)"
        + (identifier.isValid ? ")" : ", not valid)")
    }
    let numbers = identifiers + record.oldNumbers
    return field("bib", facts) + (numbers.isEmpty ? [] : more(numbers.joined(separator: ", ")))
      + sources(record.sources, record.isCurrent)
  }

  private func portfolio(_ record: FoundPortfolio) -> [String] {
    let type: String? =
      switch (record.isCommunityZone, record.isStandalone) {
      case (true, _): "Community Zone"
      case (_, true): "local, standalone"
      case (false, _): "local"
      default: nil
      }
    let platform = record.platform.map { $0.isEmpty ? "" : " (\($0))" } ?? ""
    let collection = record.collection.nonEmpty ?? record.collectionID.nonEmpty
    let orders = [record.poLine, record.additionalPOLines].compactMap(\.nonEmpty)
    let facts: [String?] = [
      record.portfolioID, type, record.availability, collection.map { "in \($0)\(platform)" },
      record.url, orders.joined(separator: ", ").nonEmpty.labelled("order"),
      record.license.labelled("licence"), record.coverage.labelled("coverage"),
    ]
    return field("portfolio", facts) + sources(record.sources, record.isCurrent)
      + (record.match.map(match) ?? []) + twins(record.twinOf)
  }

  private func match(_ match: FoundMatch) -> [String] {
    var lines: [String] = []
    let outcome = match.outcome == "safe" ? style.green(match.outcome) : style.yellow(match.outcome)
    if let twin = match.twinPortfolioID {
      let after = match.outcome == "safe" ? match.bibAfter.map { ", bib afterwards: \($0)" } : nil
      lines += more(
        "match: \(match.tier ?? "") with \(twin) in \(match.twinCollection ?? ""): \(outcome)"
          + (after ?? ""))
      if let why = match.why.nonEmpty { lines += more("  no better, since: \(why)") }
    } else {
      lines += more("match: no twin in the Community Zone")
    }
    let telling = match.gates.filter { $0.class == "required" || $0.value == "fail" }
    lines += telling.prefix(Self.few).flatMap { gate in
      more("  \(gate.gate): \(gate.value): \(gate.detail)")
    }
    if telling.count > Self.few { lines += more("  and \(telling.count - Self.few) gates more") }
    return lines + more("the whole reasoning: \(match.explain)\(database)")
  }

  private func twins(_ twins: [FoundTwin]) -> [String] {
    guard !twins.isEmpty else { return [] }
    let shown = twins.prefix(Self.few).map { "\($0.portfolioID) (\($0.tier))" }
    let rest = twins.count > Self.few ? " and \(twins.count - Self.few) more" : ""
    return more("match: best candidate for \(shown.joined(separator: ", "))\(rest)")
  }

  private func orderLine(_ record: FoundOrderLine) -> [String] {
    let status = record.status.nonEmpty.map { "\($0) (\(record.state))" } ?? record.state
    let facts: [String?] = [
      record.poLine, status, record.type, record.vendor, record.mmsID.labelled("bib"),
      record.portfolioID.labelled("portfolio"),
    ]
    return field("order", facts) + sources(record.sources, record.isCurrent)
  }

  private func holdings(_ records: [FoundHolding]) -> [String] {
    let shown = records.prefix(Self.few).flatMap { record in
      field(
        "holdings",
        [
          record.holdingID, record.library, record.location, record.callNumber,
          record.items.labelled("items"),
        ]) + sources(record.sources, record.isCurrent)
    }
    let rest = records.count - Self.few
    return rest > 0 ? shown + field("", "and \(grouped(rest)) holdings more") : shown
  }

  private func resolverTitle(_ record: FoundResolverTitle) -> [String] {
    let targets = record.targets.flatMap { target in
      more(
        [
          "\(target.name) (\(target.service)), target \(target.targetID)", target.coverage,
          target.collectionID.labelled("collection") ?? "no such collection is loaded",
        ].filter { !$0.isEmpty }.joined(separator: "; "))
    }
    return field("resolver", [record.objectID, record.material, record.title]) + targets
      + sources(record.sources, record.isCurrent)
  }

  private func collection(_ record: FoundCollection) -> [String] {
    let facts: [String?] = [
      record.collectionID, record.isCommunityZone.map { $0 ? "Community Zone" : "local" },
      record.availability, record.platform,
      record.portfolioCount.map { counted($0, "portfolio", "portfolios") },
      record.czCollectionID.labelled("in the Community Zone"), record.mmsID.labelled("bib"),
      record.poLine.labelled("order"), record.resolverTarget.labelled("in the link resolver"),
    ]
    return field("collection", facts) + sources(record.sources, record.isCurrent) + next(record)
  }

  /// Twins are of titles; what the migration made of a database has none.
  private func next(_ record: FoundCollection) -> [String] {
    guard record.collectionID != nil, let name = record.name, !name.isEmpty else { return [] }
    if record.isCommunityZone == false, record.portfolioCount ?? 0 == 0 {
      return more("what it is in the Community Zone: almanac run duplicates/databases\(database)")
    }
    return more(
      "its twins: almanac run duplicates/twins collection='\(name.shellQuoted)'\(database)")
  }

  // MARK: - Lines

  private func sources(_ places: [Place], _ isCurrent: Bool) -> [String] {
    let shown = places.prefix(Self.few).map { place in
      var text = "\(place.kind) of \(place.asOf)"
      if let file = place.file { text += ", \(file)" }
      if let row = place.row { text += " \(place.isMARC ? "record" : "row") \(row)" }
      switch place.role {
      case "facts", "older": text += " (older: adds facts only)"
      case "superseded": text += " (superseded)"
      default: break
      }
      return text
    }
    let rest = places.count > Self.few ? "; and \(places.count - Self.few) rows more" : ""
    let gone = isCurrent ? "" : style.yellow("not there now; ")
    return more(gone + shown.joined(separator: "; ") + rest)
  }

  private func field(_ name: String, _ facts: [String?]) -> [String] {
    field(name, facts.compactMap(\.nonEmpty).joined(separator: "; "))
  }

  private func field(_ name: String, _ text: String) -> [String] {
    ["  \(name)\(String(repeating: " ", count: max(1, 12 - name.count)))\(text)"]
  }

  private func more(_ text: String) -> [String] { field("", text) }
}

extension Place {
  fileprivate var isMARC: Bool {
    kind == "sfx" || kind == "bibs" && file?.lowercased().hasSuffix("csv") != true
  }
}

extension String {
  fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}

extension String? {
  /// nil where there is nothing to say.
  fileprivate var nonEmpty: String? { flatMap { $0.isEmpty ? nil : $0 } }

  /// "order POL-1", where there is one.
  fileprivate func labelled(_ label: String) -> String? { nonEmpty.map { "\(label) \($0)" } }
}
