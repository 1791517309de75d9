/// A publisher's site: one interface of the Community Zone, its hosts, and what is activated of it.
struct Platform {
  struct Package {
    let name: String
    let kind: Kind
    var isActive = true
    var isInResolver = false
  }

  let interface: String
  let publisher: String
  let language: Language
  let hosts: [String]
  let bookPath: String
  let journalPath: String
  let packages: [Package]

  var kinds: [Kind] {
    [.book, .journal].filter { kind in packages.contains { $0.kind == kind } }
  }

  /// Two sites of one domain are two interfaces here, so that the domain alone decides nothing.
  static let all = [
    Platform(
      interface: "Northgate Books", publisher: "Northgate Academic", language: .english,
      hosts: ["books.northgate.example"], bookPath: "/book/", journalPath: "",
      packages: [
        Package(name: "Northgate Books All Titles 2021 03 16", kind: .book, isInResolver: true),
        Package(name: "Northgate Books Social Sciences 2018 01 24", kind: .book),
      ]),
    Platform(
      interface: "Northgate Journals", publisher: "Northgate Academic", language: .english,
      hosts: ["journals.northgate.example"], bookPath: "", journalPath: "/toc/",
      packages: [
        Package(name: "Northgate Journals Complete 2020 11 02", kind: .journal, isInResolver: true)
      ]),
    Platform(
      interface: "Meridian Online", publisher: "Meridian Scholarly Press", language: .english,
      hosts: ["www.meridianpress.example", "link.meridianpress.example"],
      bookPath: "/doi/book/10.5555/mer.", journalPath: "/loi/",
      packages: [
        Package(name: "Meridian Online Books 2019 09 12", kind: .book),
        Package(name: "Meridian Online Journals 2020 02 18", kind: .journal, isInResolver: true),
        Package(name: "Meridian Online Archive 2016 05 30", kind: .book, isActive: false),
      ]),
    Platform(
      interface: "Cadran", publisher: "Éditions du Cadran", language: .french,
      hosts: ["www.cadran.example"], bookPath: "/ouvrage-", journalPath: "/revue-",
      packages: [
        Package(name: "Cadran Ouvrages sciences humaines 2020 08 15", kind: .book),
        Package(name: "Cadran Revues 2020 06 01", kind: .journal, isInResolver: true),
      ]),
    Platform(
      interface: "Lindenhof eLibrary", publisher: "Verlag Lindenhof", language: .german,
      hosts: ["elibrary.lindenhof.example"], bookPath: "/buch?id=", journalPath: "/zs?id=",
      packages: [
        Package(name: "Lindenhof eLibrary Bücher 2021 01 22", kind: .book, isInResolver: true),
        Package(name: "Lindenhof eLibrary Zeitschriften 2021 01 22", kind: .journal),
      ]),
    Platform(
      interface: "Harbourlight", publisher: "Harbourlight Society Press", language: .english,
      hosts: ["www.harbourlight.example"], bookPath: "", journalPath: "/journal/issues/",
      packages: [
        Package(name: "Harbourlight Journals Global 2020 04 07", kind: .journal),
        Package(name: "Harbourlight Backfiles 2017 10 19", kind: .journal, isActive: false),
      ]),
    Platform(
      interface: "Atrium Handbooks", publisher: "Atrium & Sons", language: .english,
      hosts: ["handbooks.atrium.example"], bookPath: "/view/", journalPath: "",
      packages: [
        Package(name: "Atrium Handbooks Online 2021 03 15", kind: .book, isInResolver: true),
        Package(name: "Atrium Handbooks Education 2018 07 03", kind: .book, isInResolver: true),
      ]),
    Platform(
      interface: "Sierra Alta Digital", publisher: "Editorial Sierra Alta", language: .spanish,
      hosts: ["digital.sierraalta.example"], bookPath: "/libro/", journalPath: "/revista/",
      packages: [
        Package(name: "Sierra Alta Libros 2019 12 11", kind: .book, isInResolver: true),
        Package(name: "Sierra Alta Revistas 2020 03 26", kind: .journal),
      ]),
  ]

  /// A vendor that resells e-books of every publisher; the Community Zone has nothing of it here.
  static let aggregatorHost = "www.stackhouse.example"
  /// The library's own digital collection.
  static let localHost = "digital.prairiestate.example"
}
