/// What a file is for, decided by its path before any rule runs. Findings weigh less outside production.
package enum Surface: String, Sendable, CaseIterable {
    case production, script, example, docs, test

    /// Reduced numerator over 4 of the points that a finding takes here: RUBRIC, "From findings to a grade", 1.
    package var quarters: Int {
        switch self {
        case .production: 4
        case .script: 2
        case .example: 1
        case .docs, .test: 0
        }
    }

    /// The surface of a path below the root of what is audited. Of several signs the strongest counts: a test inside an example is a test.
    package init(path: String) {
        let parts = path.utf8.split(separator: UInt8(ascii: "/")).map { String(decoding: $0, as: UTF8.self).lowercased() }
        let folders = parts.dropLast()
        let name = parts.last ?? ""
        if Self.isTest(name) || folders.contains(where: Self.isTestFolder) {
            self = .test
        } else if folders.contains(where: Self.docFolders.contains) || Self.docSuffixes.contains(where: name.hasSuffix) {
            self = .docs
        } else if folders.contains(where: Self.isExampleFolder) || Self.exampleWords.contains(Self.stem(of: name)) {
            self = .example
        } else if Self.isScript(name) || Self.isScriptFolder(folders) {
            self = .script
        } else {
            self = .production
        }
    }

    // MARK: Tests

    private static func isTestFolder(_ name: String) -> Bool {
        testFolders.contains(name) || name.hasSuffix("-tests") || name.hasSuffix("_tests") || name.hasSuffix("-e2e")
            || name.hasPrefix("__mocks")
            // A Swift package's `Tests` holds `AppTests`, an Xcode project has them at the top.
            || (name.hasSuffix("tests") && name.utf8.count > 8)
    }

    private static let testFolders: Set<String> = [
        "test", "tests", "__tests__", "__test__", "spec", "specs", "__mocks__", "mocks", "__fixtures__", "fixtures", "fixture", "testdata",
        "test-data",
        "test_data", "e2e", "integration-tests", "test-utils", "test_utils", "testing", "testutils", "cypress", "playwright",
        "__snapshots__",
    ]

    private static func isTest(_ name: String) -> Bool {
        if name == "conftest.py" || name == "tests.py" || name == "test.py" { return true }
        if name.hasSuffix(".py") || name.hasSuffix(".pyi") {
            // Locust, which makes load for tests, looks for `locustfile.py`.
            return name.hasPrefix("test_") || name.hasPrefix("locustfile") || stem(of: name).hasSuffix("_test")
                || stem(of: name).hasSuffix("_tests")
        }
        if name.hasSuffix(".swift") {
            return name.hasSuffix("tests.swift") || name.hasSuffix("test.swift") && name != "test.swift" || name.hasSuffix("mock.swift")
        }
        return hasPart(name, of: testMarks) || stem(of: name).hasSuffix("_test") || name.hasPrefix("jest.setup")
            || name.hasPrefix("vitest.setup")
    }

    private static let testMarks: Set<String> = ["test", "tests", "spec", "specs", "e2e", "e2e-spec", "mock", "stories", "cy"]

    /// Whether one of some words stands between two dots of a file's name.
    private static func hasPart(_ name: String, of words: Set<String>) -> Bool {
        let parts = name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return parts.count > 2 && parts[1..<(parts.count - 1)].contains { words.contains(String(decoding: $0, as: UTF8.self)) }
    }

    // MARK: Documentation, examples

    private static let docFolders: Set<String> = ["docs", "doc", "documentation", "website", "docs-site", "docs_src", "snippets", "blog"]
    private static let docSuffixes = [".md", ".mdx", ".rst"]

    private static func isExampleFolder(_ name: String) -> Bool {
        exampleWords.contains(name) || name.hasSuffix("-example") || name.hasSuffix("-examples") || name.hasSuffix("_example")
            || name.hasSuffix("_examples")
            || name.hasSuffix("-demo") || name.hasPrefix("example-") || name.hasPrefix("examples-") || name.hasPrefix("demo-")
    }

    private static let exampleWords: Set<String> = [
        "example", "examples", "sample", "samples", "demo", "demos", "tutorial", "tutorials", "playground", "playgrounds", "cookbook",
        "quickstart",
        "quickstarts", "getting-started", "boilerplate", "starter", "starters", "showcase", "recipes", "sandbox",
    ]

    // MARK: Scripts

    /// `tools` is a script folder at the top alone: further down it is where an MCP server keeps the tools that it offers.
    private static func isScriptFolder(_ folders: ArraySlice<String>) -> Bool {
        if let first = folders.first, topScriptFolders.contains(first) { return true }
        return folders.contains(where: scriptFolders.contains)
    }

    private static let topScriptFolders: Set<String> = ["tools", "tool", "bin", "ci", "hack", "dev", "infra", "install"]
    private static let scriptFolders: Set<String> = [
        "scripts", "script", "benchmarks", "benchmark", "bench", ".github", ".circleci", ".gitlab", ".husky", ".hooks", "githooks",
        "migrations", "fuzz", ".devcontainer",
        ".storybook",
    ]

    private static func isScript(_ name: String) -> Bool {
        scriptNames.contains(name) || scriptStems.contains(stem(of: name)) || hasPart(name, of: ["config"]) || name.hasSuffix(".bench.ts")
            || name.hasPrefix("bench_")
    }

    private static let scriptNames: Set<String> = [
        "setup.py", "noxfile.py", "fabfile.py", "tasks.py", "package.swift", "build.py", "release.py",
    ]
    private static let scriptStems: Set<String> = ["gulpfile", "gruntfile", "postinstall", "preinstall", "prepublish", "rollup", "webpack"]

    private static func stem(of name: String) -> String { name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name }
}
