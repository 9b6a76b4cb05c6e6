// swift-tools-version: 6.3
import PackageDescription

// The sources are those of the package around this one, through links: access of kind `package` ends at a package's name, and everything that is
// fuzzed must be built with coverage.
let instrumented: [SwiftSetting] = [.unsafeFlags(["-sanitize=fuzzer,address", "-enable-testing"])]
let linked: [LinkerSetting] = [.unsafeFlags(["-sanitize=fuzzer,address", "-use-ld=lld"])]

/// One executable for each property, named for it.
let properties = [
    "TokensCoverTheFile", "BracketsPair", "RangesNest", "ResolutionEnds", "ThreadsAgree", "ManifestsAreRead", "ReportsAreValid",
    "FingerprintsHold", "ConfigurationsAreRead", "AddressesHideSecrets", "TreeObjectsAreRead",
]

let package = Package(
    name: "skillaudit-fuzz",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.0.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
    ],
    targets: [
        .systemLibrary(name: "CGit2", pkgConfig: "libgit2"),
        .systemLibrary(name: "CFuzzer"),
        .target(name: "SourceScanner", swiftSettings: instrumented),
        .target(name: "AuditRules", dependencies: ["SourceScanner"], swiftSettings: instrumented),
        .target(
            name: "skillaudit",
            dependencies: [
                "AuditRules", "SourceScanner", "CGit2",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "Yams", package: "Yams"),
            ],
            exclude: ["SkillAudit.swift", "Commands/Completions.swift"], swiftSettings: instrumented),
        .target(name: "Fuzzing", dependencies: ["skillaudit", "AuditRules", "SourceScanner", "CFuzzer"], swiftSettings: instrumented),
    ]
        + properties.map { name in
            .executableTarget(
                name: name, dependencies: ["Fuzzing", "skillaudit", "AuditRules", "SourceScanner"], path: "Properties", sources: ["\(name).swift"],
                swiftSettings: instrumented, linkerSettings: linked)
        },
    swiftLanguageModes: [.v6]
)
