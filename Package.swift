// swift-tools-version: 6.2
import PackageDescription

/// Every Swift target is compiled alike: Swift 6 mode, and imports that do not leak C types into interfaces.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
/// Keys as PEM (PKCS #8).
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")

/// The fuzzer's program takes the place of the test that replays its corpus: both have the same targets (docs/robustness.md).
let isFuzzing = Context.environment["KIEMPHIEU_FUZZ"] != nil
let fuzzed: [Target.Dependency] = ["Ballots", "Codecs", "Counting", "Pipeline", "Raster", "Reporting", "SurveyFolder"]

let package = Package(
  name: "KiemPhieu",
  products: [
    .executable(name: "kiemphieu", targets: ["kiemphieu"]),
    // The rooms that the package in Benchmarks measures.
    .library(
      name: "KiemPhieuKit",
      targets: ["Raster", "Ballots", "Codecs", "Reading", "SurveyFolder", "Journal", "Pipeline", "Pages"]),
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
    .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0", traits: []),
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
  ],
  targets: [
    // C libraries of the system. libpng's longjmp and libtiff's varargs stay behind the shims.
    .systemLibrary(
      name: "CTurboJPEG", path: "Sources/CLibraries/CTurboJPEG", pkgConfig: "libturbojpeg",
      providers: [.apt(["libturbojpeg0-dev"])]),
    .systemLibrary(
      name: "CZBar", path: "Sources/CLibraries/CZBar", pkgConfig: "zbar", providers: [.apt(["libzbar-dev"])]),
    .systemLibrary(name: "CZint", path: "Sources/CLibraries/CZint", providers: [.apt(["libzint-dev"])]),
    // Cairo and Pango: lines, pictures, PDF and set text.
    .systemLibrary(
      name: "CPango", path: "Sources/CLibraries/CPango", pkgConfig: "pangocairo",
      providers: [.apt(["libpango1.0-dev"])]),
    .systemLibrary(
      name: "CXLSXWriter", path: "Sources/CLibraries/CXLSXWriter", pkgConfig: "xlsxwriter",
      providers: [.apt(["libxlsxwriter-dev"])]),
    .target(
      name: "CPNGShim", path: "Sources/CLibraries/CPNGShim", linkerSettings: [.linkedLibrary("png16")]),
    .target(
      name: "CTIFFShim", path: "Sources/CLibraries/CTIFFShim", linkerSettings: [.linkedLibrary("tiff")]),
    .target(
      name: "CArchiveShim", path: "Sources/CLibraries/CArchiveShim", linkerSettings: [.linkedLibrary("archive")]),
    .target(name: "CProcessShim", path: "Sources/CLibraries/CProcessShim"),

    // The rooms, from the ground up. ARCHITECTURE.md says what each is for.
    .target(name: "Raster", swiftSettings: strict),
    .target(name: "Ballots", dependencies: ["Raster"], swiftSettings: strict),
    .target(
      name: "Codecs", dependencies: ["Raster", "CPNGShim", "CTIFFShim", "CTurboJPEG", "CProcessShim"],
      swiftSettings: strict),
    .target(name: "Reading", dependencies: ["Raster", "Ballots", "CZBar"], swiftSettings: strict),
    .target(name: "Counting", dependencies: ["Ballots"], swiftSettings: strict),
    .target(name: "Archives", dependencies: ["CArchiveShim"], swiftSettings: strict),
    .target(name: "Wording", dependencies: ["Ballots", "Counting"], swiftSettings: strict),
    .target(
      name: "SurveyFolder",
      dependencies: ["Ballots", "Counting", "Raster", "CArchiveShim", .product(name: "Yams", package: "Yams")],
      swiftSettings: strict),
    .target(
      name: "Journal", dependencies: ["Ballots", "Counting", "Archives", grdb, crypto, cryptoExtras],
      swiftSettings: strict),
    .target(
      name: "Pipeline", dependencies: ["Codecs", "Reading", "Ballots", "Raster", "CProcessShim", crypto],
      swiftSettings: strict),
    .target(
      name: "Pages",
      dependencies: ["Codecs", "Reading", "Ballots", "Raster", "Counting", "Wording", "CZint", "CPango"],
      swiftSettings: strict),
    .target(
      name: "Reporting",
      dependencies: [
        "Archives", "Ballots", "Raster", "Counting", "Wording", "CXLSXWriter",
        .product(name: "Mustache", package: "swift-mustache"),
      ], swiftSettings: strict),
    .target(
      name: "Canvass",
      dependencies: [
        "Ballots", "Counting", "Wording", "SurveyFolder", "Journal", "Pipeline", "Pages", "Codecs", "Raster",
        "Reporting",
      ],
      swiftSettings: strict),
    .target(
      name: "Station",
      dependencies: [
        "Ballots", "Counting", "Wording", "SurveyFolder", "Journal", "Pipeline", "Pages", "Reporting", "Canvass",
        crypto,
        cryptoExtras,
        .product(name: "Mustache", package: "swift-mustache"),
        // The server under the station: its core is enough, routes are the station's own.
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "HummingbirdTLS", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
        logging,
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "kiemphieu",
      dependencies: [
        "Raster", "Ballots", "Codecs", "Reading", "Counting", "Wording", "SurveyFolder", "Journal", "Pipeline",
        "Pages", "Reporting", "Canvass", "Station",
        argumentParser, logging,
      ],
      swiftSettings: strict),
    // Measures how often the reader is wrong, on simulated pages.
    .executableTarget(
      name: "accuracy",
      dependencies: [
        "Pages", "Codecs", "Reading", "Pipeline", "SurveyFolder", "Counting", "Ballots", "Raster", argumentParser,
      ],
      swiftSettings: strict),

    .testTarget(name: "RasterTests", dependencies: ["Raster"], swiftSettings: strict),
    .testTarget(name: "CodecsTests", dependencies: ["Codecs", "Raster"], swiftSettings: strict),
    .testTarget(
      name: "ReadingTests",
      dependencies: ["Reading", "Ballots", "Raster", "Codecs", "Counting", "SurveyFolder", "Pipeline"],
      swiftSettings: strict),
    .testTarget(
      name: "CountingTests", dependencies: ["Counting", "Ballots", "Raster", "Wording"], swiftSettings: strict),
    .testTarget(
      name: "SurveyFolderTests", dependencies: ["SurveyFolder", "Counting", "Ballots", "Raster", "CArchiveShim"],
      exclude: ["Lists"], swiftSettings: strict),
    .testTarget(
      name: "JournalTests", dependencies: ["Journal", "Counting", "Ballots", "Raster", grdb, crypto],
      swiftSettings: strict),
    .testTarget(
      name: "PagesTests",
      dependencies: [
        "Pages", "Reading", "Pipeline", "SurveyFolder", "Counting", "Wording", "Codecs", "Ballots", "Raster",
      ],
      swiftSettings: strict),
    isFuzzing
      ? .executableTarget(
        name: "fuzz", dependencies: fuzzed, path: "Tests/FuzzTests", exclude: ["Corpus", "CorpusTests.swift"],
        swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])])
      : .testTarget(name: "FuzzTests", dependencies: fuzzed, exclude: ["Corpus", "Fuzz.swift"], swiftSettings: strict),
    .testTarget(
      name: "ReportingTests",
      dependencies: ["Reporting", "Archives", "Counting", "Ballots", "Raster", "Wording", "CArchiveShim"],
      exclude: ["Schemas"], swiftSettings: strict),
    .testTarget(
      name: "SourceTests",
      dependencies: ["SurveyFolder", "Counting", "Ballots", "Raster", "Wording", "Reporting", "Pages"],
      swiftSettings: strict),
    .testTarget(
      name: "StationTests",
      dependencies: ["Station", "Canvass", "Journal", "SurveyFolder", "Counting", "Ballots", "Raster", "Wording"],
      swiftSettings: strict),
    .testTarget(
      name: "PipelineTests", dependencies: ["Pipeline", "Ballots", "Codecs", "Raster"], swiftSettings: strict),
    // The program itself is a dependency so that it is built; the tests run it as a child process.
    .testTarget(
      name: "CommandTests",
      dependencies: ["kiemphieu", "Journal", "Pages", "Counting", "Codecs", "Ballots", "Raster", "SurveyFolder"],
      exclude: ["Golden"], swiftSettings: strict),
  ]
)
