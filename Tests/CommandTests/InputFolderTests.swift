import Foundation
import Testing

@testable import skillaudit

/// What of a folder is read, and what the report says of the rest.
@Suite struct InputFolderTests {
    let workshop: Workshop
    init() throws { workshop = try Workshop() }

    @Test func entriesStandInTheOrderOfTheirBytes() throws {
        for name in ["b.ts", "a/z.py", "a.ts", "a-b.swift", "B.js", "é.ts", "a/b/c.ts", "readme.md"] { try workshop.write(name) }
        #expect(try openRoot(workshop.path).audited == ["B.js", "a-b.swift", "a.ts", "a/b/c.ts", "a/z.py", "b.ts", "é.ts"])
    }

    @Test(arguments: [
        ("node_modules/x/index.js", "node_modules/", "dependencies"), ("web/.venv/lib/x.py", "web/.venv/", "virtual environment"),
        ("vendor/x.py", "vendor/", "vendored code"), (".build/x.swift", ".build/", "build output"),
        ("dist/a/index.js", "dist/", "build output (JavaScript)"), ("public/app.min.js", "public/app.min.js", "minified"),
        ("proto/user_pb2.py", "proto/user_pb2.py", "generated"),
        (".agents/worktrees/a/server.ts", ".agents/worktrees/", "vendored code"),
        (".worktrees/a/server.ts", ".worktrees/", "vendored code"),
    ])
    func skippedWithTheReason(_ file: String, _ path: String, _ reason: String) throws {
        try workshop.write(file)
        try workshop.write("main.ts")
        let root = try openRoot(workshop.path)
        #expect(root.audited == ["main.ts"])
        #expect(root.reason(path) == reason)
        #expect(root.skipped.count == 1)
    }

    @Test func aFolderWithTheMarkOfAVirtualEnvironmentIsOneWhateverItsName() throws {
        try workshop.write("env/pyvenv.cfg")
        try workshop.write("env/lib/jwt.py")
        try workshop.write("environment/main.py")
        let root = try openRoot(workshop.path)
        #expect(root.audited == ["environment/main.py"])
        #expect(root.reason("env/") == "virtual environment")
    }

    /// Nobody compiles to TypeScript or Python, and a marketplace has vendors.
    @Test(arguments: ["build/server.ts", "build/auth.py", "out/main.swift", "src/build/auth.js", "app/vendor/login.ts", "worktrees/a.ts"])
    func writtenByHandDespiteItsFolder(_ file: String) throws {
        try workshop.write(file)
        #expect(try openRoot(workshop.path).audited == [file])
    }

    @Test func aSkippedFolderThatIsNamedIsAudited() throws {
        try workshop.write("node_modules/x/index.js")
        #expect(try openRoot(workshop.path("node_modules/x")).audited == ["index.js"])
        #expect(try openRoot(workshop.path("node_modules")).audited == ["x/index.js"])
    }

    @Test func symlinksAreNeverFollowed() throws {
        try workshop.write("src/a.ts")
        try workshop.link("src/loop", to: "..")
        try workshop.link("src/out", to: "/etc")
        try workshop.link("src/up.ts", to: "../../elsewhere.ts")
        try workshop.link("src/b.ts", to: "a.ts")
        try workshop.link("src/dangling.ts", to: "nowhere.ts")
        let root = try openRoot(workshop.path)
        #expect(root.audited == ["src/a.ts"])
        #expect(root.reason("src/out") == "symlink out of the root")
        #expect(root.reason("src/up.ts") == "symlink out of the root")
        #expect(root.reason("src/b.ts") == "symlink")
        #expect(root.reason("src/dangling.ts") == "symlink")
    }

    @Test func pipesAreNotOpened() throws {
        try workshop.write("a.ts")
        #expect(mkfifo(workshop.path("pipe.ts"), 0o600) == 0)
        let root = try openRoot(workshop.path)
        #expect(root.audited == ["a.ts"])
        #expect(root.reason("pipe.ts") == "not a regular file")
    }

    /// A file may turn into a pipe or a link between the listing and the reading.
    @Test func whatChangedSinceItWasListedIsNotFollowed() throws {
        try workshop.write("a.ts")
        try workshop.write("b.ts")
        let root = try openRoot(workshop.path)
        try FileManager.default.removeItem(atPath: workshop.path("a.ts"))
        try FileManager.default.removeItem(atPath: workshop.path("b.ts"))
        #expect(mkfifo(workshop.path("a.ts"), 0o600) == 0)
        try workshop.link("b.ts", to: "/etc/passwd")
        let reader = try EntryReader(root, largest: 1_000)
        let reasons = root.entries.map { entry -> SkipReason? in
            if case .failure(let refusal) = reader.read(entry, { _ in }) { return refusal.reason }
            return nil
        }
        #expect(reasons == [.special, .symlink])
    }

    @Test func namesThatAreNoTextAreEscapedAndRead() throws {
        let name: [CChar] = Array((workshop.path + "/").utf8CString.dropLast()) + [0x61, -1, 0x25, 0x2E, 0x74, 0x73, 0]
        let descriptor = open(name, O_CREAT | O_WRONLY, 0o600)
        try #require(descriptor >= 0)
        #expect(write(descriptor, "let x", 5) == 5)
        close(descriptor)
        let root = try openRoot(workshop.path)
        #expect(root.audited == ["a%FF%25.ts"])
        let reader = try EntryReader(root, largest: 1_000)
        let bytes = try root.entries.first.map { try reader.read($0) { Array($0) }.get() }
        #expect(bytes == Array("let x".utf8))
    }

    @Test(arguments: ["new\nline.ts", "tab\t.py", "\u{202E}st.ts", "-rf.ts", "$(id).ts", " .swift", "a\u{1B}[31m.js"])
    func hostileNamesAreJustNames(_ name: String) throws {
        try workshop.write(name, "const t = jwt.decode(x)\n")
        #expect(try openRoot(workshop.path).audited == [name])
        let outcome = try workshop.audit(workshop.path, "--format", "json", "--exit-zero")
        #expect(outcome.code == 0)
        #expect(!outcome.output.unicodeScalars.contains("\u{1B}") && !outcome.output.unicodeScalars.contains("\u{202E}"))
    }

    @Test func globsChooseLikeGitignore() throws {
        for name in ["src/a.ts", "src/gen/b.ts", "lib/a.ts", "lib/c.py"] { try workshop.write(name) }
        func audited(include: [String] = [], exclude: [String] = []) throws -> [String] {
            try openRoot(
                workshop.path, selection: Selection(include: include.map { GlobPattern($0) }, exclude: exclude.map { GlobPattern($0) })
            ).audited
        }
        #expect(try audited(include: ["src"]) == ["src/a.ts", "src/gen/b.ts"])
        #expect(try audited(include: ["*.py"]) == ["lib/c.py"])
        #expect(try audited(exclude: ["gen/"]) == ["lib/a.ts", "lib/c.py", "src/a.ts"])
        #expect(try audited(include: ["/src/*.ts"]) == ["src/a.ts"])
        #expect(try audited(include: ["**/[ac].*"], exclude: ["lib/a*"]) == ["lib/c.py", "src/a.ts"])
        #expect(try openRoot(workshop.path, selection: Selection(exclude: [GlobPattern("lib")])).reason("lib/") == "excluded")
    }

    @Test func aPatternOfManyStarsTakesNoTime() {
        let pattern = GlobPattern(String(repeating: "*a", count: 40) + "/" + String(repeating: "**/", count: 40) + "z")
        #expect(!pattern.matches(String(repeating: "a", count: 200) + "/" + String(repeating: "b/", count: 200) + "y"))
    }

    @Test func aFileAloneBelongsToItsProject() throws {
        try workshop.write("project/package.json", "{}")
        let file = try workshop.write("project/src/deep/auth.ts")
        let root = try openRoot(file)
        #expect(root.kind == .file)
        #expect(root.audited == ["src/deep/auth.ts"])
        #expect(root.entry(at: "package.json") != nil)
    }

    @Test func severalTargetsShareTheirCommonFolder() throws {
        for name in ["all/a/x.ts", "all/b/y.ts", "all/c/z.ts"] { try workshop.write(name) }
        let root = try openRoot(workshop.path("all/a"), workshop.path("all/b/y.ts"))
        #expect(root.audited == ["a/x.ts", "b/y.ts"])
        #expect(root.entry(at: "c/z.ts") != nil)
    }
}

/// What a file's bytes say about whether anybody wrote it.
@Suite struct InputContentTests {
    let workshop: Workshop
    init() throws { workshop = try Workshop() }

    private func reason(_ name: String, _ text: String, _ options: String...) throws -> String? {
        try workshop.write(name, text)
        try workshop.write("other.ts")
        let outcome = try workshop.run(Workshop.binary, [workshop.path, "--format", "json", "--exit-zero"] + options)
        let report = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        let skipped = try #require(report["skipped"] as? [[String: String]])
        return skipped.first { $0["path"] == name }?["reason"]
    }

    @Test func binary() throws { #expect(try reason("a.ts", "jwt\0") == "binary") }
    @Test func generated() throws { #expect(try reason("a.py", "# Code generated by protoc. DO NOT EDIT.\nimport jwt\n") == "generated") }
    @Test func minified() throws { #expect(try reason("a.js", String(repeating: "jwt();", count: 2_000)) == "minified") }
    @Test func longLinesOfTypeScriptWereWritten() throws { #expect(try reason("a.ts", String(repeating: "jwt();", count: 2_000)) == nil) }
    @Test func tooLarge() throws {
        #expect(try reason("a.ts", String(repeating: "// jwt\n", count: 1_000), "--max-file-size", "4KB") == "larger than 4 KB")
        #expect(try reason("a.ts", String(repeating: "// jwt\n", count: 1_000)) == nil)
    }
    @Test func aSpeechAboutGeneratedTokensIsNot() throws {
        #expect(try reason("a.ts", "// The token is auto-generated by the server.\njwt\n") == nil)
    }
    @Test func unreadable() throws {
        try workshop.write("a.ts")
        let root = try openRoot(workshop.path)
        try FileManager.default.removeItem(atPath: workshop.path("a.ts"))
        var reason: SkipReason?
        if case .failure(let refusal) = try EntryReader(root, largest: 10).read(root.entries[0], { _ in }) { reason = refusal.reason }
        #expect(reason?.text == "cannot be read: no such file or directory")
    }
}
