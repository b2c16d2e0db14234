// swift-tools-version: 6.2
import Foundation
import PackageDescription

// COMMONS_CORE_ONLY=1 leaves only the pure rooms: no download, seconds to build, and the form
// in which the WebAssembly build asks for them.
let coreOnly = ProcessInfo.processInfo.environment["COMMONS_CORE_ONLY"] != nil

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]
/// The pure rooms compile for the browser too; what Embedded Swift refuses is an error everywhere.
let pure: [SwiftSetting] = strict + [.treatWarning("EmbeddedRestrictions", as: .error)]

/// Texts, money, networks and forecasts are up to fifty times slower without optimisation, and
/// every test and every debug server works through them.
let numeric: [SwiftSetting] = pure + [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// The toolchain's own linker links a debug program in half the time of the system's. Whatever
/// holds `Wire` is linked so.
let quick: [LinkerSetting] = [
    .unsafeFlags(["-use-ld=lld"], .when(platforms: [.linux], configuration: .debug))
]

var dependencies: [Package.Dependency] = []
var products: [Product] = []

var targets: [Target] = [
    // Bytes and text that every room speaks: JSON, hexadecimal, base64url.
    .target(name: "Wire", swiftSettings: numeric, linkerSettings: quick),
    .target(name: "Ledger", swiftSettings: numeric),
    .target(name: "Insight", dependencies: ["Ledger", "Wire"], swiftSettings: numeric),
    .target(name: "Proof", dependencies: ["Ledger", "Wire"], swiftSettings: numeric),
    .target(
        name: "Browser", dependencies: ["Insight", "Ledger", "Proof", "Wire"],
        swiftSettings: pure),
    // Fits models through LightGBM's C library, which it opens when asked; what it writes,
    // `Insight` reads. Needs Foundation, so it is not pure, but it needs nothing else.
    .target(
        name: "Training", dependencies: ["Insight", "Wire"],
        swiftSettings: strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]),
    .testTarget(
        name: "TrainingTests", dependencies: ["Insight", "Training", "Wire"],
        swiftSettings: strict),
    // Scores and attributions a second: `Benchmarks/score/run.py`.
    .executableTarget(
        name: "ScoreBenchmark", dependencies: ["Insight"], path: "Benchmarks/score",
        exclude: ["browser.py", "million.py", "run.py"], swiftSettings: strict),
    // How well pictures of papers are recognised again: `Benchmarks/likeness/run.py`.
    .executableTarget(
        name: "LikenessBenchmark", dependencies: ["Insight"], path: "Benchmarks/likeness",
        exclude: ["run.py"], swiftSettings: strict),
    .testTarget(name: "WireTests", dependencies: ["Wire"], swiftSettings: strict),
    .testTarget(name: "LedgerTests", dependencies: ["Ledger"], swiftSettings: strict),
    .testTarget(
        name: "InsightTests", dependencies: ["Insight", "Ledger", "Wire"],
        exclude: ["Fixtures"], swiftSettings: strict),
    // Made-up photographs of codes, for tests and `Benchmarks/codes/run.py`.
    .target(
        name: "CodePhotographs", dependencies: ["Proof"], path: "Tests/CodePhotographs",
        swiftSettings: strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]),
    .executableTarget(
        name: "CodeBenchmark", dependencies: ["CodePhotographs", "Proof", "Wire"],
        path: "Benchmarks/codes", exclude: ["run.py"], swiftSettings: strict),
    .testTarget(
        name: "ProofTests", dependencies: ["CodePhotographs", "Ledger", "Proof", "Wire"],
        swiftSettings: strict),
    .testTarget(
        name: "BrowserTests", dependencies: ["Browser", "Wire"], swiftSettings: strict),
    // The native answers that Tests/browser/core_vectors.py holds the WebAssembly build to.
    .executableTarget(
        name: "CoreAnswer", dependencies: ["Browser"], path: "Tests/CoreAnswer",
        swiftSettings: strict),
]

if !coreOnly {
    products = [
        .executable(name: "commons", targets: ["CommonsCLI"]),
        .executable(name: "commons-reader", targets: ["Reader"]),
    ]
    dependencies = [
        // The HTTP server, without its reader of configuration files.
        .package(
            url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0",
            traits: ["FullFoundation"]),
        // SQLite: connections, snapshots, statement cache.
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        // Access tokens.
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.0"),
        // SHA-2, HMAC, AES-GCM, Ed25519.
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        // The command line.
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        // The names of HTTP fields and parts, in which Hummingbird speaks.
        .package(url: "https://github.com/apple/swift-http-types", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.34.0"),
    ]
    let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
    let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
    targets += [
        // Opens libpq at the first connection.
        .target(name: "CPostgres"),
        // Opens libcurl where an S3 store is set up.
        .target(name: "CCurl"),
        .systemLibrary(name: "CHiredis", pkgConfig: "hiredis"),
        .systemLibrary(name: "CArgon2", pkgConfig: "libargon2"),
        .target(
            name: "CVision",
            // Optimised in debug builds too: pixel loops are some ten times slower without.
            cxxSettings: [.unsafeFlags(["-I/usr/include/opencv4", "-O2"])],
            linkerSettings: [
                .linkedLibrary("opencv_core"), .linkedLibrary("opencv_imgproc"),
                .linkedLibrary("opencv_imgcodecs"), .linkedLibrary("tesseract"),
                .linkedLibrary("lept"),
                // QR codes and bar codes (LGPL 2.1, linked dynamically).
                .linkedLibrary("zbar"),
                .linkedLibrary("stdc++"),
            ]),
        .target(
            name: "Storage",
            dependencies: [
                "CCurl", "CHiredis", "CPostgres", crypto, logging,
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            resources: [.embedInCode("Migrations")],
            swiftSettings: strict),
        // Talks to the reader process; links no picture library itself.
        .target(
            name: "Recognition", dependencies: ["Insight", "Ledger", "Wire", logging],
            swiftSettings: strict),
        // The separate, limited process that opens pictures and PDFs.
        .executableTarget(
            name: "Reader", dependencies: ["CVision", "Insight", "Ledger", "Recognition", "Wire"],
            swiftSettings: strict),
        .target(
            name: "Commons",
            dependencies: [
                "CArgon2", "Insight", "Ledger", "Proof", "Recognition", "Storage", "Wire",
                crypto, logging,
            ],
            // The scorecard that scores until an organisation has a model of its own.
            resources: [.embedInCode("Model/Shipped")],
            swiftSettings: strict),
        .target(
            name: "Jobs", dependencies: ["Commons", "Storage", "Wire", logging],
            swiftSettings: strict),
        .target(
            name: "API",
            dependencies: [
                "Commons", "Jobs", "Ledger", "Proof", "Storage", "Wire", crypto, logging,
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "JWTKit", package: "jwt-kit"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "CommonsCLI",
            dependencies: [
                "API", "Commons", "Insight", "Jobs", "Ledger", "Proof", "Recognition", "Storage",
                "Training", "Wire", crypto, logging,
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict),
        // Durable postings a second: `Benchmarks/storage/run.py`.
        .executableTarget(
            name: "StorageBenchmark", dependencies: ["Storage"], path: "Benchmarks/storage",
            exclude: ["run.py"], swiftSettings: strict),
        // JSON in megabytes a second, beside Foundation's.
        .executableTarget(
            name: "JSONBenchmark", dependencies: ["Commons", "Wire"], path: "Benchmarks/json",
            swiftSettings: strict),
        .testTarget(
            name: "StorageTests",
            dependencies: ["Storage", crypto, logging], swiftSettings: strict),
        // A PostgreSQL server for the tests of more than one room.
        .target(
            name: "TestPostgreSQL", dependencies: ["Storage"], path: "Tests/TestPostgreSQL",
            swiftSettings: strict),
        .testTarget(
            name: "CommonsTests",
            dependencies: [
                "Commons", "Insight", "Ledger", "Proof", "Recognition", "Storage",
                "TestPostgreSQL", "Wire", crypto,
            ],
            swiftSettings: strict),
        .testTarget(
            name: "JobsTests",
            dependencies: [
                "Commons", "Jobs", "Ledger", "Proof", "Recognition", "Storage", "TestPostgreSQL",
                "Wire",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "APITests",
            dependencies: [
                "API", "Commons", "Jobs", "Ledger", "Storage", "Wire",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "RecognitionTests", dependencies: ["Insight", "Reader", "Recognition", "Wire"],
            swiftSettings: strict),
        // The real executable, as a person at a terminal runs it.
        .testTarget(
            name: "CommandLineTests", dependencies: ["Commons", "CommonsCLI", "Ledger", "Wire"],
            swiftSettings: strict),
        // Style is a test: layout, names, sizes, and that everything is documented.
        .testTarget(
            name: "HouseTests", dependencies: ["API", "Commons", "Recognition"],
            swiftSettings: strict),
    ]
}

let package = Package(
    name: "commons-ledger",
    platforms: [.macOS(.v15)],
    products: products,
    dependencies: dependencies,
    targets: targets,
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)
