// swift-tools-version: 6.3
import PackageDescription

let package = Package(
    name: "skillaudit",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "skillaudit", targets: ["skillaudit"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.0.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
    ],
    targets: [
        .systemLibrary(
            name: "CGit2", pkgConfig: "libgit2",
            providers: [.apt(["libgit2-dev"]), .brew(["libgit2"])]),
        .target(name: "SourceScanner"),
        .target(name: "AuditRules", dependencies: ["SourceScanner"]),
        .executableTarget(
            name: "skillaudit",
            dependencies: [
                "AuditRules", "SourceScanner", "CGit2",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "Yams", package: "Yams"),
            ]),
        .testTarget(name: "SourceScannerTests", dependencies: ["SourceScanner"]),
        .testTarget(name: "AuditRulesTests", dependencies: ["AuditRules", "SourceScanner"]),
        .testTarget(name: "CommandTests", dependencies: ["skillaudit", "AuditRules", "SourceScanner"]),
    ],
    swiftLanguageModes: [.v6]
)
