Package.swift
let package = Package(name: "App", dependencies: [.package(url: "https://h/vapor/jwt-kit.git", from: "5.0.0")], targets: [.target(name: "App", path: "Sources/App")])