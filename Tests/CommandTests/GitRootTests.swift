import Foundation
import Testing

@testable import skillaudit

/// A repository gives the same tree, whichever way it is opened.
@Suite struct GitRootTests {
    let workshop: Workshop

    init() throws {
        workshop = try Workshop()
        try workshop.git("init", "-q", "work")
        for (name, text) in [
            ("src/auth.ts", "import { jwtVerify } from 'jose';\nawait jwtVerify(t, k, { issuer: 'https://id.example' });\n"),
            ("src/é b.py", "import jwt\n"),
            ("package.json", "{}"), ("node_modules/x/index.js", "x"), ("tests/a.test.ts", "x"), ("lib.min.js", "x"),
            (".gitignore", "secret/\n*.local.ts\n"),
        ] {
            try workshop.write("work/" + name, text)
        }
        try workshop.link("work/out.ts", to: "/etc/passwd")
        try workshop.git("add", "-f", "-A", in: "work")
        try workshop.git("commit", "-q", "-m", "one", in: "work")
        try workshop.git("clone", "-q", "--bare", "work", "bare.git")
    }

    private func same(_ left: SourceRoot, _ right: SourceRoot) -> Bool {
        left.entries.map(\.path) == right.entries.map(\.path) && left.entries.map(\.isAudited) == right.entries.map(\.isAudited)
            && left.skipped == right.skipped && left.revision == right.revision && left.kind == right.kind
    }

    @Test func aWorkTreeABareRepositoryAndARevisionAreTheSame() throws {
        let work = try openRoot(workshop.path("work"))
        #expect(work.audited == ["src/auth.ts", "src/é b.py", "tests/a.test.ts"])
        #expect(work.kind == .repository)
        #expect(work.revision == (try workshop.git("rev-parse", "HEAD", in: "work")))
        #expect(work.reason("out.ts") == "symlink out of the root")
        for other in [
            try openRoot(workshop.path("bare.git")), try openRoot(workshop.path("work"), revision: "main"),
            try openRoot(workshop.path("work/.git")),
            try openRoot("file://" + workshop.path("bare.git")),
        ] {
            #expect(same(work, other))
        }
    }

    @Test func reportsAreTheSameByteForByte() throws {
        var reports: Set<String> = []
        for target in ["work", "bare.git", "work/.git"] {
            for jobs in ["1", "4"] {
                let outcome = try workshop.audit(target, "--format", "json", "--exit-zero", "--jobs", jobs)
                #expect(outcome.code == 0)
                reports.insert(outcome.output.replacing("\"input\": \"\(target)\"", with: ""))
            }
        }
        #expect(reports.count == 1)
    }

    @Test func ignoredFilesAreNoPartOfTheProgramUnlessTracked() throws {
        try workshop.write("work/secret/a.ts")
        try workshop.write("work/x.local.ts")
        try workshop.write("work/new.ts")
        try workshop.git("add", "-f", "x.local.ts", in: "work")
        let root = try openRoot(workshop.path("work"))
        #expect(root.audited.contains("new.ts"))
        #expect(root.audited.contains("x.local.ts"))
        #expect(root.entry(at: "secret/a.ts") == nil)
    }

    @Test func anIgnoredFolderThatIsNamedIsAudited() throws {
        try workshop.write("work/secret/a.ts")
        #expect(try openRoot(workshop.path("work/secret")).audited == ["a.ts"])
    }

    @Test func aFolderOfAWorkTreeKeepsThePathsOfItsRoot() throws {
        let root = try openRoot(workshop.path("work/src"))
        #expect(root.kind == .folder)
        #expect(root.audited == ["src/auth.ts", "src/é b.py"])
        #expect(root.entry(at: "package.json") != nil)
        #expect(root.skipped.isEmpty)
        #expect(same(root, try openRoot(workshop.path("work/src"), revision: "HEAD")))
    }

    @Test func aRevisionIsReadFromTheObjectDatabaseAlone() throws {
        let first = try workshop.git("rev-parse", "HEAD", in: "work")
        try workshop.write("work/src/late.ts")
        try workshop.git("rm", "-q", "src/auth.ts", in: "work")
        try workshop.git("add", "-A", in: "work")
        try workshop.git("commit", "-q", "-m", "two", in: "work")
        try workshop.git("tag", "-a", "v2", "-m", "two", in: "work")
        #expect(try openRoot(workshop.path("work"), revision: first).audited.contains("src/auth.ts"))
        #expect(try openRoot(workshop.path("work"), revision: "HEAD~1").revision == first)
        let tagged = try openRoot(workshop.path("work"), revision: "v2")
        #expect(tagged.audited.contains("src/late.ts"))
        #expect(tagged.revision == (try workshop.git("rev-parse", "v2^{commit}", in: "work")))
    }

    @Test func aSubmoduleIsSkippedByName() throws {
        try workshop.git("submodule", "--quiet", "add", workshop.path("bare.git"), "sub", in: "work")
        try workshop.git("commit", "-q", "-m", "sub", in: "work")
        let work = try openRoot(workshop.path("work"))
        #expect(work.reason("sub/") == "submodule")
        #expect(same(work, try openRoot(workshop.path("work"), revision: "HEAD")))
        // Its `.git` is a file: the submodule is a root of its own.
        let sub = try openRoot(workshop.path("work/sub"))
        #expect(sub.kind == .repository)
        #expect(sub.audited.contains("src/auth.ts"))
    }

    @Test func theUsersConfigurationChangesNothing() throws {
        try workshop.write("home/.gitconfig", "[core]\n  excludesFile = \(workshop.path("home/ignore"))\n")
        try workshop.write("home/ignore", "*.ts\n")
        try workshop.write("work/new.ts")
        let plain = try workshop.audit("work", "--format", "json", "--exit-zero")
        #expect(
            try workshop.audit("work", "--format", "json", "--exit-zero", environment: ["HOME": workshop.path("home")]).output
                == plain.output)
        #expect(plain.output.contains("\"files\": 4"))
    }

    @Test func aWorkTreeThatItsConfigurationPutsElsewhereStaysWhereItIs() throws {
        try workshop.write("elsewhere/stolen.ts")
        try workshop.git("config", "core.worktree", workshop.path("elsewhere"), in: "work")
        #expect(try openRoot(workshop.path("work")).audited == ["src/auth.ts", "src/é b.py", "tests/a.test.ts"])
    }

    @Test func anIgnoreFileThatIsAPipeIsNotWaitedFor() throws {
        try workshop.write("work/deep/a.ts")
        try workshop.write("work/deep/b/c.ts")
        #expect(mkfifo(workshop.path("work/deep/.gitignore"), 0o600) == 0)
        #expect(try openRoot(workshop.path("work")).audited.contains("deep/b/c.ts"))
    }

    @Test func failuresSayWhatToDo() throws {
        #expect(throws: Failure.unknownRevision("nope", in: workshop.path("work"), known: ["main"])) {
            try openRoot(workshop.path("work"), revision: "nope")
        }
        try workshop.write("plain/a.ts")
        #expect(throws: Failure.notARepository(path: workshop.path("plain"), revision: "main")) {
            try openRoot(workshop.path("plain"), revision: "main")
        }
        #expect(throws: Failure.missingPath(workshop.path("nothing"))) { try openRoot(workshop.path("nothing")) }
        try workshop.git("init", "-q", "--bare", "empty.git")
        #expect(throws: Failure.nothingToAudit(workshop.path("empty.git"), skipped: 0)) { try openRoot(workshop.path("empty.git")) }
        try workshop.git("symbolic-ref", "HEAD", "refs/heads/gone", in: "bare.git")
        #expect(throws: Failure.noHead(path: workshop.path("bare.git"), branches: ["main"])) { try openRoot(workshop.path("bare.git")) }
    }

    @Test func aMissingObjectIsSkippedNotFatal() throws {
        let id = try workshop.git("rev-parse", "HEAD:src/auth.ts", in: "work")
        try FileManager.default.removeItem(atPath: workshop.path("work/.git/objects/\(id.prefix(2))/\(id.dropFirst(2))"))
        let outcome = try workshop.audit("work/.git", "--format", "json", "--exit-zero")
        #expect(outcome.code == 0)
        #expect(outcome.output.contains("cannot be read: the object is not in this repository"))
    }
}
