// swift-tools-version: 6.3
import PackageDescription

// A package of its own, so that nobody who builds the auditor builds this. The libraries are the auditor's sources, by symbolic links: what they share
// with each other is visible inside one package only.
let package = Package(
    name: "benchmarks",
    platforms: [.macOS(.v15)],
    targets: [
        .target(name: "SourceScanner"),
        .target(name: "AuditRules", dependencies: ["SourceScanner"]),
        .executableTarget(name: "Measure", dependencies: ["AuditRules", "SourceScanner"]),
    ],
    swiftLanguageModes: [.v6]
)
