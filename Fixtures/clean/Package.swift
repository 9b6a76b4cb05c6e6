// swift-tools-version:6.0
import PackageDescription

let package = Package(
    name: "wordcount",
    targets: [
        .target(name: "Words"),
        .executableTarget(name: "wordcount", dependencies: ["Words"]),
    ]
)
