import Foundation
import Testing

@testable import skillaudit

/// Repositories whose configuration names programs, files and folders of the machine: none is run, none is read.
@Suite struct HostileConfigurationTests {
    let workshop: Workshop

    init() throws {
        workshop = try Workshop()
        try workshop.makeRepository()
        try workshop.write("outside/secret.ts", "export const audience = 'outside-marker'; jwt.decode(token)\n")
    }

    /// A key of the repository's configuration whose value git would run.
    private static func running(_ key: String, _ value: @escaping @Sendable (Workshop) -> String = { $0.trap }) -> HostileCase {
        HostileCase("\(key) runs a program") { try $0.git("config", key, value($0), in: "target") }
    }

    static let commands =
        [
            running("core.fsmonitor"), running("core.sshCommand"), running("core.gitProxy"), running("core.pager"), running("core.editor"),
            running("core.askPass"), running("core.alternateRefsCommand"), running("credential.helper") { "!\($0.trap)" },
            running("diff.external"), running("gpg.program"), running("alias.status") { "!\($0.trap)" },
            running("remote.origin.uploadpack"), running("remote.origin.url") { "ext::sh -c \($0.trap)" },
            running("url.ext::sh -c \"touch canary\".insteadOf") { _ in "https://" }, running("submodule.x.update") { "!\($0.trap)" },
            running("uploadpack.packObjectsHook"), running("trailer.x.command"), running("interactive.diffFilter"),
        ] + [
            HostileCase("filters for every file") { workshop in
                for filter in ["clean", "smudge", "process"] {
                    try workshop.git("config", "filter.x.\(filter)", workshop.trap, in: "target")
                }
                try workshop.write("target/.gitattributes", "* filter=x diff=x merge=x\n")
                try workshop.git("config", "diff.x.textconv", workshop.trap, in: "target")
                try workshop.git("config", "filter.x.required", "true", in: "target")
            },
            HostileCase("hooks of every kind") { workshop in
                for hook in [
                    "post-checkout", "pre-commit", "post-index-change", "fsmonitor-watchman", "reference-transaction", "post-merge",
                ] {
                    try workshop.write("target/.git/hooks/\(hook)", "#!/bin/sh\n\(workshop.trap)\n")
                    chmod(workshop.path("target/.git/hooks/\(hook)"), 0o755)
                }
                try workshop.git("config", "core.hooksPath", workshop.path("target/.git/hooks"), in: "target")
            },
            HostileCase("scripts that installers and builds run") { workshop in
                try workshop.write(
                    "target/package.json", "{\"scripts\": {\"preinstall\": \"\(workshop.trap)\", \"postinstall\": \"\(workshop.trap)\"}}")
                try workshop.write("target/setup.py", "import os\nos.system('\(workshop.trap)')\n")
                try workshop.write("target/conftest.py", "import os\nos.system('\(workshop.trap)')\n")
                try workshop.write("target/Package.swift", "import Foundation\nlet p = Process()\n")
                try workshop.write("target/.envrc", workshop.trap)
                try workshop.write("target/Makefile", "all:\n\t\(workshop.trap)\n")
            },
        ]

    static let paths = [
        HostileCase("a work tree elsewhere") { try $0.git("config", "core.worktree", $0.path("outside"), in: "target") },
        HostileCase("configuration included from a pipe") {
            #expect(mkfifo($0.path("pipe"), 0o600) == 0)
            try $0.git("config", "include.path", $0.path("pipe"), in: "target")
        },
        HostileCase("configuration that includes itself") { try $0.git("config", "include.path", "config", in: "target") },
        HostileCase("configuration included from a device") {
            try $0.write("target/.git/config", "[core]\n\trepositoryformatversion = 0\n\tbare = false\n[INCLUDE]\n\tpath = /dev/zero\n")
        },
        HostileCase("ignore rules in a pipe elsewhere") {
            #expect(mkfifo($0.path("pipe"), 0o600) == 0)
            try $0.git("config", "core.excludesFile", $0.path("pipe"), in: "target")
        },
        HostileCase("attributes in a pipe elsewhere") {
            #expect(mkfifo($0.path("pipe"), 0o600) == 0)
            try $0.git("config", "core.attributesFile", $0.path("pipe"), in: "target")
        },
        HostileCase("ignore rules of the repository in a pipe") {
            try? FileManager.default.removeItem(atPath: $0.path("target/.git/info/exclude"))
            try FileManager.default.createDirectory(atPath: $0.path("target/.git/info"), withIntermediateDirectories: true)
            #expect(mkfifo($0.path("target/.git/info/exclude"), 0o600) == 0)
        },
        HostileCase("ignore rules that are links") {
            #expect(mkfifo($0.path("pipe"), 0o600) == 0)
            try $0.link("target/.gitignore", to: "../pipe")
        },
        HostileCase("ignore rules of many stars") {
            try $0.write("target/.gitignore", String(repeating: "*a", count: 100) + "*b\n" + String(repeating: "**/", count: 100) + "x\n")
            try $0.write("target/" + String(repeating: "a", count: 200) + ".ts")
        },
        HostileCase("ignore rules in a pipe") { #expect(mkfifo($0.path("target/.gitignore"), 0o600) == 0) },
        HostileCase("an index of garbage") {
            try $0.overwrite("target/.git/index", with: Array("DIRC\0\0\0\u{2}\u{7F}\u{7F}garbage".utf8))
        },
        HostileCase("an index that is a pipe") { try $0.replaceWithPipe("target/.git/index") },
        HostileCase("packed references that are a pipe") { #expect(mkfifo($0.path("target/.git/packed-refs"), 0o600) == 0) },
        HostileCase("a HEAD that is a pipe") { try $0.replaceWithPipe("target/.git/HEAD") },
        HostileCase("a configuration that is a pipe") { try $0.replaceWithPipe("target/.git/config") },
        HostileCase("alternates that are a pipe") { #expect(mkfifo($0.path("target/.git/objects/info/alternates"), 0o600) == 0) },
        HostileCase("a list of shallow commits that is a pipe") { #expect(mkfifo($0.path("target/.git/shallow"), 0o600) == 0) },
        HostileCase("a common folder elsewhere") {
            try $0.git("init", "-q", "other")
            try $0.write("target/.git/commondir", $0.path("other/.git") + "\n")
        },
        HostileCase("a .git file that names a repository elsewhere") {
            try $0.git("init", "-q", "other")
            try $0.write("other/x.ts", "outside-marker\n")
            try $0.git("add", "-A", in: "other")
            try $0.git("commit", "-q", "-m", "private", in: "other")
            try FileManager.default.removeItem(atPath: $0.path("target/.git"))
            try $0.write("target/.git", "gitdir: \($0.path("other/.git"))\n")
        },
        HostileCase("a .git file that names a pipe") {
            #expect(mkfifo($0.path("pipe"), 0o600) == 0)
            try FileManager.default.removeItem(atPath: $0.path("target/.git"))
            try $0.write("target/.git", "gitdir: \($0.path("pipe"))\n")
        },
        HostileCase("a .git file that names itself") {
            try FileManager.default.removeItem(atPath: $0.path("target/.git"))
            try $0.write("target/.git", "gitdir: .git\n")
        },
        HostileCase("a .git that is a pipe") {
            try FileManager.default.removeItem(atPath: $0.path("target/.git"))
            #expect(mkfifo($0.path("target/.git"), 0o600) == 0)
        },
    ]

    @Test(arguments: commands + paths)
    func nothingIsRunAndTheNeighbourIsFound(_ hostile: HostileCase) throws {
        try hostile.lay(workshop)
        try workshop.expectNeighbour(hostile)
    }

    @Test(arguments: commands)
    func nothingIsRunForARevision(_ hostile: HostileCase) throws {
        try hostile.lay(workshop)
        try workshop.expectNeighbour(hostile, ["target", "--revision", "HEAD"])
    }

    /// A folder that claims another repository must not show that one's commits.
    @Test func aRepositoryElsewhereIsNotRead() throws {
        try Self.paths.first { $0.name.contains("names a repository elsewhere") }?.lay(workshop)
        let audit = try workshop.reported(["target"])
        #expect(audit.revision == nil)
        let revision = try workshop.reported(["target", "--revision", "HEAD"])
        #expect(revision.code == 4)
        #expect(!revision.output.contains("outside-marker"))
    }

    @Test func aFolderBelowIgnoreRulesInAPipeIsAudited() throws {
        try workshop.write("target/src/auth.py", HostileCase.neighbour)
        #expect(mkfifo(workshop.path("target/.gitignore"), 0o600) == 0)
        #expect(try workshop.reported(["target/src"]).findings == ["src/auth.py"])
    }

    /// Linked work trees and submodules have a `.git` file too, and the repository knows them.
    @Test func aLinkedWorkTreeIsOneOfItsRepository() throws {
        try workshop.git("worktree", "add", "-q", workshop.path("linked"), in: "target")
        let audit = try workshop.reported(["linked"])
        #expect(audit.findings == ["auth.py"])
        #expect(audit.revision == (try workshop.git("rev-parse", "HEAD", in: "target")))
    }

    @Test(.enabled(if: geteuid() == 0, "only root gives files away"))
    func aRepositoryOfSomebodyElseIsAudited() throws {
        try workshop.run("/usr/bin/env", ["chown", "-R", "12345:12345", workshop.path("target")])
        let audit = try workshop.reported(["target"])
        #expect(audit.findings == ["auth.py"])
        #expect(audit.revision != nil)
    }

    @Test(arguments: [
        "ext::sh -c touch% canary", "ext::touch canary", "fd::17", "--upload-pack=touch canary", "-u",
        "ssh://-oProxyCommand=touch canary/x",
        "ssh://host;touch canary/x", "git@-oProxyCommand=touch:x", "file://host/x", "git://host/x", "https://", "ssh:///-x",
        "http://h/$(touch canary)",
    ])
    func anAddressRunsNothing(_ address: String) throws {
        let outcome = try workshop.reported(["--offline", "--", address])
        #expect([2, 4].contains(outcome.code), "\(outcome.errors)")
        #expect(outcome.errors.contains("help: "))
        #expect(!workshop.exists("canary") && !workshop.exists("target/canary"))
    }
}

extension Workshop {
    func replaceWithPipe(_ name: String) throws {
        try FileManager.default.removeItem(atPath: path(name))
        try #require(mkfifo(path(name), 0o600) == 0)
    }
}
