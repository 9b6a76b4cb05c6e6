import Foundation
import Testing

@testable import skillaudit

/// Repositories whose objects and references no git would write, or that are damaged: what can be read is audited, the rest is named.
@Suite struct HostileObjectTests {
    let workshop: Workshop

    init() throws {
        workshop = try Workshop()
        try workshop.makeRepository()
        try workshop.write("outside/secret.ts", "export const audience = 'outside-marker'; jwt.decode(token)\n")
    }

    @Test(arguments: trees + objects + references)
    func theNeighbourIsFound(_ hostile: HostileCase) throws {
        try hostile.lay(workshop)
        try workshop.expectNeighbour(hostile, ["target/.git"])
    }

    /// The same repositories as work trees: the files lie beside the damage.
    @Test(arguments: objects + references)
    func theNeighbourIsFoundInTheWorkTree(_ hostile: HostileCase) throws {
        try hostile.lay(workshop)
        try workshop.expectNeighbour(HostileCase(hostile.name) { _ in })
    }

    private static func naming(_ name: String, mode: String = "100644") -> HostileCase {
        HostileCase("an entry named \(name.debugDescription) of mode \(mode)") { workshop in
            let blob = try workshop.blob("outside-marker; jwt.decode(token)\n")
            let id = mode == "40000" ? try workshop.tree([.init("100644", "a.ts", blob)]) : blob
            try workshop.commit(tree: [.init(mode, name, id)])
        }
    }

    static let trees =
        [
            naming(".."), naming("."), naming(".git"), naming("..", mode: "40000"), naming(".", mode: "40000"),
            naming(".git", mode: "40000"), naming(".GIT", mode: "40000"), naming("../../etc/x.ts"), naming("/etc/x.ts"), naming(""),
            naming("x.ts", mode: "0"), naming("x.ts", mode: "60000"), naming("x.ts", mode: "777777777777777777"),
        ] + [
            HostileCase("the same name three times") {
                let blob = try $0.blob("import jwt\n")
                try $0.commit(
                    tree: Array(repeating: .init("100644", "found.ts", blob), count: 3) + [.init("40000", "found.ts", try $0.tree([]))])
            },
            HostileCase("names out of order") {
                let blob = try $0.blob("import jwt\n")
                try $0.commit(tree: ["z.ts", "a.ts", "m.ts", "B.ts"].map { .init("100644", $0, blob) })
            },
            HostileCase("a gitlink", skipped: ["sub/": "submodule"]) {
                try $0.commit(tree: [.init("160000", "sub", String(repeating: "1", count: 40))])
            },
            HostileCase("a link out of the tree", skipped: ["x.ts": "symlink out of the root"]) {
                try $0.commit(tree: [.init("120000", "x.ts", try $0.blob("../outside/secret.ts"))])
            },
            HostileCase("a link whose text is a megabyte") {
                try $0.commit(tree: [.init("120000", "x.ts", try $0.blob(String(repeating: "../", count: 350_000)))])
            },
            HostileCase("a folder inside itself ten thousand times") { workshop in
                // Each level is one process of git: thousands are made as one pack by fast-import.
                var stream = "blob\nmark :1\ndata 7\nimport \ncommit refs/heads/deep\ncommitter T <t@example.com> 0 +0000\ndata 0\n"
                stream += "M 100644 :1 " + String(repeating: "d/", count: 9_000) + "x.ts\n"
                stream += "M 100644 inline auth.py\ndata \(HostileCase.neighbour.utf8.count)\n\(HostileCase.neighbour)\n"
                try workshop.write("stream", stream)
                try workshop.run(
                    "/bin/sh", ["-c", "git -C target fast-import --quiet < stream && git -C target symbolic-ref HEAD refs/heads/deep"])
            },
            HostileCase("fifty thousand entries") {
                let blob = try $0.blob("x")
                try $0.commit(tree: (0..<50_000).map { .init("100644", "a\($0).md", blob) })
            },
        ]

    static let objects = [
        HostileCase("a blob of garbage") { workshop in
            let id = try workshop.blob("import jwt\n")
            try workshop.commit(tree: [.init("100644", "broken.ts", id)])
            try workshop.overwrite(workshop.looseObject(id), with: Array("garbage".utf8))
        },
        HostileCase("a blob cut short") { workshop in
            let id = try workshop.blob(String(repeating: "import jwt\n", count: 1_000))
            try workshop.commit(tree: [.init("100644", "broken.ts", id)])
            try workshop.cutShort(workshop.looseObject(id))
        },
        HostileCase("an empty object") { workshop in
            let id = try workshop.blob("import jwt\n")
            try workshop.commit(tree: [.init("100644", "broken.ts", id)])
            try workshop.overwrite(workshop.looseObject(id), with: [])
        },
        HostileCase("a missing blob") { workshop in
            try workshop.commit(tree: [.init("100644", "broken.ts", String(repeating: "2", count: 40))])
        },
        HostileCase("a missing folder") { workshop in
            try workshop.commit(tree: [.init("40000", "broken", String(repeating: "3", count: 40))])
        },
        HostileCase("a folder that is a file") { try $0.commit(tree: [.init("40000", "broken", try $0.blob("100644 x"))]) },
        HostileCase("a file that is a folder") { try $0.commit(tree: [.init("100644", "broken.ts", try $0.tree([]))]) },
        HostileCase("a tree cut short") { workshop in
            let whole = TreeBytes.of(try workshop.blob("x"))
            let id = try workshop.object("tree", Array(whole.prefix(whole.count - 5)))
            try workshop.commit(tree: [.init("40000", "broken", id)])
        },
        HostileCase("a blob of half a gigabyte of zeros") { workshop in
            // A loose object is a deflated stream: half a megabyte of it holds half a gigabyte.
            let script = """
                import zlib,hashlib,os
                size=1<<29; head=b"blob %d\\0"%size; c=zlib.compressobj(9); h=hashlib.sha1(head); out=[c.compress(head)]
                z=bytes(1<<20)
                for _ in range(1<<9): h.update(z); out.append(c.compress(z))
                out.append(c.flush()); n=h.hexdigest(); d="target/.git/objects/"+n[:2]; os.makedirs(d,exist_ok=True)
                open(d+"/"+n[2:],"wb").write(b"".join(out)); print(n)
                """
            let id = try workshop.run("/usr/bin/env", ["python3", "-c", script]).output.trimmingCharacters(in: .whitespacesAndNewlines)
            try workshop.commit(tree: [.init("100644", "broken.ts", id)])
        },
        HostileCase("objects of another repository") { workshop in
            try workshop.git("init", "-q", "other")
            try workshop.write("other/x.ts", "outside-marker; jwt.decode(token)\n")
            try workshop.git("add", "-A", in: "other")
            try workshop.write("target/.git/objects/info/alternates", workshop.path("other/.git/objects") + "\n")
        },
        HostileCase("a borrowed blob cut short") { workshop in
            let id = try workshop.blob(String(repeating: "import jwt\n", count: 1_000))
            try workshop.commit(tree: [.init("100644", "broken.ts", id)])
            try workshop.lend(id)
            try workshop.cutShort("lender/\(id.prefix(2))/\(id.dropFirst(2))")
        },
        HostileCase("a borrowed blob of garbage") { workshop in
            let id = try workshop.blob("import jwt\n")
            try workshop.commit(tree: [.init("100644", "broken.ts", id)])
            try workshop.lend(id)
            try workshop.overwrite("lender/\(id.prefix(2))/\(id.dropFirst(2))", with: Array("garbage".utf8))
        },
        HostileCase("alternates in a circle") { workshop in
            try workshop.lend(try workshop.blob("x"))
            try workshop.write("lender/info/alternates", "\(workshop.path("target/.git/objects"))\n\(workshop.path("lender"))\n")
        },
        HostileCase("a commit that nobody names, cut short") { workshop in
            let id = try workshop.git("commit-tree", "-m", "old", "HEAD^{tree}", in: "target")
            try workshop.cutShort(workshop.looseObject(id))
            try workshop.write("target/.git/refs/heads/broken", id + "\n")
        },
        HostileCase("a tag of garbage") { workshop in
            let id = try workshop.object("tag", Array("object nowhere\ntype commit\ntag".utf8))
            try workshop.write("target/.git/refs/tags/v1", id + "\n")
        },
        HostileCase("tags of each other without end") { workshop in
            var id = try workshop.git("rev-parse", "HEAD", in: "target")
            for index in 0..<60 {
                let text = "object \(id)\ntype \(index == 0 ? "commit" : "tag")\ntag t\(index)\ntagger T <t@example.com> 0 +0000\n\nx\n"
                id = try workshop.object("tag", Array(text.utf8))
            }
            try workshop.write("target/.git/refs/tags/v1", id + "\n")
        },
        HostileCase("alternates that name pipes, devices and each other") { workshop in
            #expect(mkfifo(workshop.path("pipe"), 0o600) == 0)
            try workshop.write(
                "target/.git/objects/info/alternates",
                "\(workshop.path("pipe"))\n/dev/zero\n\(workshop.path("target/.git/objects"))\n../../../../..\n/nonexistent\n")
        },
        HostileCase("a pack and an index of garbage") { workshop in
            let name = "target/.git/objects/pack/pack-\(String(repeating: "a", count: 40))"
            try workshop.write(name + ".pack", "PACK\u{0}\u{0}\u{0}\u{2}\u{7F}\u{7F}\u{7F}\u{7F}garbage")
            try workshop.write(name + ".idx", "\u{7F}tOc\u{0}\u{0}\u{0}\u{2}garbage")
        },
    ]

    static let references = [
        HostileCase("a replaced file") { workshop in
            // `git replace` shows another object under an id; a report is about what the id says.
            let id = try workshop.git("rev-parse", "HEAD:auth.py", in: "target")
            try workshop.git("replace", id, try workshop.blob("outside-marker\n"), in: "target")
        },
        HostileCase("references of garbage") { workshop in
            try workshop.write("target/.git/refs/heads/broken", "garbage\n")
            try workshop.write(
                "target/.git/packed-refs",
                "# pack-refs with: peeled\ngarbage\n^^^\n\(String(repeating: "4", count: 40)) refs/heads/../../x\n")
        },
        HostileCase("references that name each other") { workshop in
            try workshop.write("target/.git/refs/heads/a", "ref: refs/heads/b\n")
            try workshop.write("target/.git/refs/heads/b", "ref: refs/heads/a\n")
        },
        HostileCase("a list of shallow commits of garbage") { try $0.write("target/.git/shallow", "garbage\n") },
        HostileCase("grafts") { try $0.write("target/.git/info/grafts", "garbage\n\(String(repeating: "5", count: 40))\n") },
        HostileCase("a commit graph and a multi-pack index of garbage") {
            try $0.write("target/.git/objects/info/commit-graph", "CGPHgarbage")
            try $0.write("target/.git/objects/pack/multi-pack-index", "MIDXgarbage")
        },
    ]

    /// What HEAD names is damaged: the repository says so, and the files of a work tree are audited all the same.
    static let heads: [HostileCase] = [
        HostileCase("a commit cut short") { try $0.cutShort($0.looseObject(try $0.git("rev-parse", "HEAD", in: "target"))) },
        HostileCase("a commit of garbage") {
            try $0.overwrite($0.looseObject(try $0.git("rev-parse", "HEAD", in: "target")), with: Array("garbage".utf8))
        },
        HostileCase("a commit without a tree") {
            try $0.head(try $0.object("commit", Array("author T <t@example.com> 0 +0000\n\nx\n".utf8)))
        },
        HostileCase("a commit of a tree that is not there") {
            try $0.head(try $0.object("commit", Array("tree \(String(repeating: "7", count: 40))\n\(Self.people)\nx\n".utf8)))
        },
        HostileCase("a commit whose tree is a file") {
            try $0.head(try $0.object("commit", Array("tree \(try $0.blob("x"))\n\(Self.people)\nx\n".utf8)))
        },
        HostileCase("an empty commit object") { try $0.head(try $0.object("commit", [])) },
        HostileCase("a root tree cut short") {
            let id = try $0.git("rev-parse", "HEAD^{tree}", in: "target")
            try $0.cutShort($0.looseObject(id))
        },
        HostileCase("a tag of nothing") {
            try $0.head(try $0.object("tag", Array("object \(String(repeating: "8", count: 40))\ntype commit\ntag x\n\nx\n".utf8)))
        },
        HostileCase("a blob") { try $0.head(try $0.blob("x")) },
    ]
    private static let people = "author T <t@example.com> 0 +0000\ncommitter T <t@example.com> 0 +0000\n"

    @Test(arguments: heads)
    func aHeadThatCannotBeReadIsAFailureOfTheRepositoryAlone(_ hostile: HostileCase) throws {
        try hostile.lay(workshop)
        let audit = try workshop.reported(["target/.git"])
        #expect([3, 4].contains(audit.code), "\(audit)")
        #expect(audit.errors.contains("help: ") && audit.output.isEmpty)
        #expect(try workshop.reported(["target"]).findings == ["auth.py"])
    }

    private enum TreeBytes {
        static func of(_ id: String) -> [UInt8] { Workshop.TreeEntry("100644", "x.ts", id).bytes }
    }

    /// Where there is nothing to read, the sentence says so: code 4, no crash, no hang.
    @Test(arguments: [
        ("HEAD", "garbage\n"), ("HEAD", ""), ("HEAD", "ref: HEAD\n"), ("HEAD", "ref: refs/heads/../../../../etc/passwd\n"),
        ("HEAD", "ref: refs/heads/none\n"), ("HEAD", String(repeating: "6", count: 40) + "\n"), ("config", "[core\n"),
        ("config", "[core]\n\trepositoryformatversion = 99\n"),
        ("config", "[extensions]\n\tobjectformat = sha256\n[core]\n\trepositoryformatversion = 1\n"),
    ])
    func aRepositoryThatCannotBeOpenedIsAFailure(_ file: String, _ text: String) throws {
        try workshop.overwrite("target/.git/\(file)", with: Array(text.utf8))
        let audit = try workshop.reported(["target/.git"])
        #expect([0, 3, 4].contains(audit.code))
        #expect(audit.code == 0 || audit.errors.contains("help: "))
        // As a work tree its files are there, whatever git says.
        #expect(try workshop.reported(["target"]).findings == ["auth.py"])
    }

    /// libgit2 would wait for whoever writes into it: the repository is not opened at all, and says so.
    @Test func aRepositoryWithAPipeIsRefused() throws {
        let id = try workshop.blob("import jwt\n")
        try workshop.commit(tree: [.init("100644", "broken.ts", id)])
        try workshop.replaceWithPipe(workshop.looseObject(id))
        let audit = try workshop.reported(["target/.git"])
        #expect(audit.code == 4)
        #expect(audit.errors.contains("is a pipe or a device"))
        #expect(try workshop.reported(["target"]).findings == ["auth.py"])
    }

    /// Also where it lies among objects that the repository borrows.
    @Test func aRepositoryThatBorrowsAPipeIsRefused() throws {
        let id = try workshop.blob("import jwt\n")
        try workshop.commit(tree: [.init("100644", "broken.ts", id)])
        try workshop.lend(id)
        try workshop.replaceWithPipe("lender/\(id.prefix(2))/\(id.dropFirst(2))")
        let audit = try workshop.reported(["target/.git"])
        #expect(audit.code == 4)
        #expect(audit.errors.contains("is a pipe or a device"))
        #expect(try workshop.reported(["target"]).findings == ["auth.py"])
    }

    /// libgit2 goes wherever the list says; what the list says must be known.
    @Test(arguments: [Data(repeating: 0x0A, count: 2 << 20), Data([0x2F, 0xFF, 0xFE, 0x0A])])
    func aListOfAlternatesThatIsNoneIsRefused(_ list: Data) throws {
        try list.write(to: workshop.url.appending(path: "target/.git/objects/info/alternates"))
        #expect(try workshop.reported(["target/.git"]).code == 4)
        #expect(try workshop.reported(["target"]).findings == ["auth.py"])
    }

    @Test func whatIsBorrowedIsReadAndWhatIsDamagedOfItIsNamed() throws {
        let id = try workshop.blob(String(repeating: HostileCase.neighbour, count: 50))
        try workshop.commit(tree: [.init("100644", "found.py", id)])
        try workshop.lend(id)
        #expect(Set(try workshop.reported(["target/.git"]).findings) == ["auth.py", "found.py"])
        try workshop.cutShort("lender/\(id.prefix(2))/\(id.dropFirst(2))")
        let audit = try workshop.reported(["target/.git"])
        #expect(audit.findings == ["auth.py"])
        #expect(audit.skipped["found.py"]?.hasPrefix("cannot be read: ") == true)
    }

    /// Whatever of libgit2 asks for a damaged object, also by the first digits of its id or as somebody's parent.
    @Test func aDamagedCommitIsNotReadByItsFirstDigitsEither() throws {
        let first = try workshop.git("rev-parse", "HEAD", in: "target")
        try workshop.commit("second")
        try workshop.cutShort(workshop.looseObject(first))
        for revision in [first, String(first.prefix(7)), "HEAD~1", "HEAD^{/first}"] {
            #expect(try workshop.reported(["target", "--revision", revision]).code == 4, "\(revision)")
        }
        #expect(try workshop.reported(["target", "--revision", "HEAD"]).findings == ["auth.py"])
        #expect(try workshop.reported(["target", "--diff", "merge-base:HEAD~1"]).code == 4)
    }

    /// A few objects stand for ten thousand million folders.
    @Test func foldersWithoutNumberEndAtTheLimit() throws {
        var id = try workshop.tree([.init("100644", "x.md", try workshop.blob("x"))])
        for _ in 0..<10 { id = try workshop.tree((0..<10).map { .init("40000", "d\($0)", id) }) }
        try workshop.commit(tree: [.init("40000", "zz", id)])
        let audit = try workshop.reported(["target/.git", "--max-files", "20000"])
        #expect(audit.findings == ["auth.py"])
        #expect(audit.skipped.values.contains("left out with all that follows: more than 20000 files and folders"))
        let slow = try workshop.reported(["target/.git", "--max-time", "2"])
        #expect(slow.findings == ["auth.py"] || slow.code == 3)
        #expect(slow.code == 3 || slow.skipped.values.contains("left out: the audit took longer than 2 s"))
    }

    @Test func whatIsBrokenIsNamed() throws {
        try workshop.commit(tree: [
            .init("100644", "gone.ts", String(repeating: "2", count: 40)), .init("40000", "lost", String(repeating: "3", count: 40)),
        ])
        let audit = try workshop.reported(["target/.git"])
        #expect(audit.skipped["gone.ts"] == "cannot be read: the object is not in this repository")
        #expect(audit.skipped["lost/"]?.hasPrefix("cannot be read: ") == true)
        #expect(audit.findings == ["auth.py"])
    }
}
