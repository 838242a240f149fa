// swift-tools-version: 6.2
import PackageDescription

// A package of its own: what only measurements need (encoders, decoding without the project) is no part of the product.

/// The settings of the root package.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "Benchmarks",
  products: [.executable(name: "bench", targets: ["bench"])],
  dependencies: [
    .package(name: "KiemPhieu", path: ".."),
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
  ],
  targets: [
    // What reading is measured against: plain C on the libraries, nothing of the project.
    .target(
      name: "CBareDecode",
      linkerSettings: [.linkedLibrary("tiff"), .linkedLibrary("png16"), .linkedLibrary("turbojpeg")]),
    // Writes the pages that are measured, as scanners write them.
    .target(
      name: "CPageEncoders",
      linkerSettings: [
        .linkedLibrary("tiff"), .linkedLibrary("png16"), .linkedLibrary("turbojpeg"), .linkedLibrary("cairo"),
        .linkedLibrary("m"),
      ]),
    .executableTarget(
      name: "bench",
      dependencies: [
        "CBareDecode", "CPageEncoders", .product(name: "KiemPhieuKit", package: "KiemPhieu"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: strict),
  ]
)
