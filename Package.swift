// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "almanac",
  products: [.executable(name: "almanac", targets: ["almanac"])],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
  ],
  targets: [
    .executableTarget(
      name: "almanac",
      dependencies: [
        "Importing", "Matching", "Queries", "Finding", "Handover", "Demo", "Store", "Formats",
        "Shell",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]
    ),

    // Bytes in, records out: no database, no Foundation.
    .target(
      name: "Formats",
      dependencies: ["CCrypto", "CMinizip", "CXLSXWriter", "CXML2", "CYAJL", "CYAZ"]),
    .target(name: "Identifiers", dependencies: ["CUtf8proc"]),

    .target(
      name: "Store",
      dependencies: [
        "CCrypto", "CSQLite", "EmbeddedSQL", "Identifiers",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]
    ),
    .target(
      name: "Importing",
      dependencies: [
        "Formats", "Identifiers", "Store", .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .target(
      name: "Matching",
      dependencies: [
        "Formats", "Identifiers", "Store", .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .target(
      name: "Queries",
      dependencies: [
        "CUtf8proc", "EmbeddedSQL", "Formats", "Store",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]
    ),
    .target(
      name: "Finding",
      dependencies: ["Identifiers", "Store", .product(name: "GRDB", package: "GRDB.swift")]),
    .target(
      name: "Handover",
      dependencies: [
        "Formats", "Queries", "Store", .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    // The console: the only one that knows a terminal's keys.
    .target(
      name: "Shell",
      dependencies: ["CEdit", "Queries", "Store", .product(name: "GRDB", package: "GRDB.swift")]),
    .target(name: "Demo", dependencies: ["Identifiers"]),

    // migrations/ and queries/ as Swift values, so that the program can be moved alone.
    .target(name: "EmbeddedSQL", plugins: ["EmbedSQL"]),
    .plugin(name: "EmbedSQL", capability: .buildTool(), dependencies: ["embedsql"]),
    .executableTarget(name: "embedsql"),

    .systemLibrary(
      name: "CXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    // No pkgConfig: its flags name a folder with a header of another library.
    .systemLibrary(name: "CEdit", providers: [.apt(["libedit-dev"])]),
    .systemLibrary(name: "CMinizip", providers: [.apt(["libminizip-dev"])]),
    .systemLibrary(name: "CYAJL", providers: [.apt(["libyajl-dev"])]),
    // No pkgConfig: SwiftPM refuses the flags of libyaz.
    .systemLibrary(name: "CYAZ", providers: [.apt(["libyaz-dev"])]),
    .systemLibrary(
      name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(name: "CSQLite", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(name: "CUtf8proc", providers: [.apt(["libutf8proc-dev"])]),
    .systemLibrary(
      name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),

    // What tests and `make quality` share.
    .target(
      name: "TestSupport",
      dependencies: ["Demo", "Formats", "Importing", "Matching", "Queries", "Store"],
      path: "Tests/TestSupport"),
    .executableTarget(name: "quality", dependencies: ["TestSupport"]),

    // What `make bench` measures of the readers.
    .executableTarget(
      name: "bench",
      dependencies: ["Formats", "Store", .product(name: "GRDB", package: "GRDB.swift")]),

    .testTarget(name: "FormatsTests", dependencies: ["Formats"]),
    .testTarget(name: "IdentifiersTests", dependencies: ["Identifiers"]),
    .testTarget(name: "DemoTests", dependencies: ["Demo"]),
    .testTarget(
      name: "StoreTests",
      dependencies: ["Store", "TestSupport", .product(name: "GRDB", package: "GRDB.swift")]),
    .testTarget(
      name: "ImportingTests",
      dependencies: [
        "Formats", "Importing", "Store", "TestSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .testTarget(
      name: "MatchingTests",
      dependencies: [
        "Demo", "Formats", "Identifiers", "Importing", "Matching", "Queries", "Store",
        "TestSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .testTarget(
      name: "QueriesTests",
      dependencies: [
        "Demo", "Formats", "Queries", "Store", "TestSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .testTarget(
      name: "FindingTests",
      dependencies: ["Finding", "Identifiers", "Matching", "Store", "TestSupport"]),
    .testTarget(
      name: "HandoverTests",
      dependencies: ["Formats", "Handover", "Queries", "Store", "TestSupport"]),
    .testTarget(name: "ShellTests", dependencies: ["Shell", "TestSupport"]),
    .testTarget(
      name: "CLITests", dependencies: ["almanac", "Demo", "Formats", "TestSupport"],
      exclude: ["Golden"]),
  ],
  swiftLanguageModes: [.v6]
)
