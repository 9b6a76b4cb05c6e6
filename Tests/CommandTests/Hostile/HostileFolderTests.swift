import Foundation
import Testing

@testable import skillaudit

/// Folders that somebody laid out against the audit: whatever is in them, the neighbour's finding is reported and nothing outside is read.
@Suite struct HostileFolderTests {
    let workshop: Workshop

    init() throws {
        workshop = try Workshop()
        try workshop.write("target/auth.py", HostileCase.neighbour)
        try workshop.write("outside/secret.ts", "export const audience = 'outside-marker'; jwt.decode(token)\n")
    }

    @Test(arguments: links + specialFiles + names + contents)
    func theNeighbourIsFound(_ hostile: HostileCase) throws {
        try hostile.lay(workshop)
        try workshop.expectNeighbour(hostile)
    }

    static let links = [
        HostileCase("a link to itself", skipped: ["self.ts": "symlink"]) { try $0.link("target/self.ts", to: "self.ts") },
        HostileCase("links to each other", skipped: ["a.ts": "symlink", "b.ts": "symlink"]) {
            try $0.link("target/a.ts", to: "b.ts")
            try $0.link("target/b.ts", to: "a.ts")
        },
        HostileCase("a link to its own folder") { try $0.link("target/loop", to: ".") },
        HostileCase("a link to the folder around", skipped: ["up": "symlink out of the root"]) { try $0.link("target/up", to: "..") },
        HostileCase("a link to the root of the machine", skipped: ["all": "symlink out of the root"]) {
            try $0.link("target/all", to: "/")
        },
        HostileCase("a link to a file outside", skipped: ["x.ts": "symlink out of the root"]) {
            try $0.link("target/x.ts", to: "../outside/secret.ts")
        },
        HostileCase("a link to a folder outside", skipped: ["src": "symlink out of the root"]) {
            try $0.link("target/src", to: $0.path("outside"))
        },
        HostileCase("a chain of fifty links") {
            for step in 0..<50 { try $0.link("target/step\(step).ts", to: step == 49 ? "../outside/secret.ts" : "step\(step + 1).ts") }
        },
        HostileCase("a link to a device", skipped: ["zero.py": "symlink out of the root"]) {
            try $0.link("target/zero.py", to: "/dev/zero")
        },
        HostileCase("a manifest that is a link to a file outside") { try $0.link("target/package.json", to: "../outside/secret.ts") },
        HostileCase("an import of a file outside") {
            try $0.write("target/main.ts", "import { audience } from '../outside/secret';\nconsole.log(audience);\n")
        },
        HostileCase("an import through a link to a folder outside") {
            try $0.link("target/lib", to: "../outside")
            try $0.write("target/main.ts", "import { audience } from './lib/secret';\njwtVerify(token, key, { audience });\n")
        },
        HostileCase("path aliases that lead outside") {
            try $0.write(
                "target/tsconfig.json",
                #"{"extends": "../outside/secret.ts", "compilerOptions": {"baseUrl": "..", "paths": {"@x/*": ["../outside/*", "/etc/*"]}}}"#
            )
            try $0.write("target/main.ts", "import { audience } from '@x/secret';\njwtVerify(token, key, { audience });\n")
        },
        HostileCase("workspaces and requirements outside") {
            try $0.write(
                "target/package.json", #"{"workspaces": ["../outside", "/etc", "../../*"], "dependencies": {"jose": "file:../outside"}}"#)
            try $0.write("target/requirements.txt", "-r ../outside/secret.ts\n-e ../outside\n--find-links /etc\n")
        },
    ]

    static let specialFiles = [
        HostileCase("a pipe", skipped: ["pipe.ts": "not a regular file"]) { #expect(mkfifo($0.path("target/pipe.ts"), 0o600) == 0) },
        HostileCase("manifests that are pipes") {
            for name in ["package.json", "tsconfig.json", "pyproject.toml", "yarn.lock", "Package.swift"] {
                #expect(mkfifo($0.path("target/\(name)"), 0o600) == 0)
            }
            try $0.write("target/src/a.ts", "import { jwtVerify } from 'jose';\n")
        },
        HostileCase("ignore rules in a pipe") { #expect(mkfifo($0.path("target/.gitignore"), 0o600) == 0) },
        HostileCase("a socket", skipped: ["socket.py": "not a regular file"]) {
            // The name of a socket is short, so it is made where it is to stand.
            let made = try $0.run(
                "/usr/bin/env", ["python3", "-c", "import socket; socket.socket(socket.AF_UNIX).bind('socket.py')"], in: Workshop.target)
            try #require(made.code == 0)
        },
        HostileCase("a sparse file of a terabyte", skipped: ["huge.ts": "larger than 2 MB"]) {
            try $0.write("target/huge.ts")
            #expect(truncate($0.path("target/huge.ts"), 1 << 40) == 0)
        },
        HostileCase("a sparse manifest of a terabyte") {
            try $0.write("target/package.json", "{}")
            #expect(truncate($0.path("target/package.json"), 1 << 40) == 0)
            try $0.write("target/src/a.ts", "import { jwtVerify } from 'jose';\n")
        },
        HostileCase("a folder that is named like a file") { try $0.write("target/found.ts/package.json/index.py") },
        HostileCase("a file that is named like a folder") {
            for name in ["node_modules", "src", "dist", ".venv"] { try $0.write("target/\(name)") }
        },
        HostileCase("ten thousand folders deep") { workshop in
            let folder = open(workshop.path("target"), O_RDONLY | O_DIRECTORY)
            var current = folder
            for _ in 0..<10_000 {
                guard mkdirat(current, "d", 0o755) == 0 else { break }
                let next = openat(current, "d", O_RDONLY | O_DIRECTORY)
                close(current)
                current = next
            }
            close(current)
        },
        HostileCase("twenty thousand files") {
            try $0.write("target/many/0.ts")
            for index in 1..<20_000 {
                try FileManager.default.linkItem(atPath: $0.path("target/many/0.ts"), toPath: $0.path("target/many/\(index).ts"))
            }
        },
    ]

    static let names =
        [
            "new\nline", "carriage\rreturn", "tab\tulator", "escape\u{1B}[2J\u{1B}]0;title\u{7}", "bidi\u{202E}st.", "zero\u{200B}width",
            "100%", "%2e%2e%2f", "%0A::error::x", "-rf", "--format=html", "$(touch canary)", "`touch canary`", "; touch canary", "a|b>c<d",
            "\"quoted\"", "'quoted'", "back\\slash", "..\\..\\x", "C:x", "a:b", " leading", "trailing ", "...", "~", "*", "[a]", "?",
            "<img src=x onerror=alert(1)>", "=cmd()", "@SUM(1)", "::error::x", "e\u{301}", "é", "\u{1F600}", "con", "nul", "\u{FEFF}bom",
        ].map { name in
            HostileCase("the name \(name.debugDescription)") { workshop in
                try workshop.write(bytes: Array(HostileCase.neighbour.utf8), named: Array("found\(name).py".utf8))
            }
        } + [
            HostileCase("a name of 255 bytes") {
                try $0.write(
                    bytes: Array(HostileCase.neighbour.utf8), named: Array(("found" + String(repeating: "x", count: 247) + ".py").utf8))
            },
            HostileCase("a name of bytes that are no text") {
                try $0.write(
                    bytes: Array(HostileCase.neighbour.utf8),
                    named: Array("found".utf8) + [0xFF, 0xC0, 0x80, 0xED, 0xA0, 0x80] + Array(".py".utf8))
            },
            HostileCase("names that differ by case") {
                for name in ["found.py", "FOUND.py", "Found.py"] { try $0.write("target/\(name.replacing("FOUND", with: "foundx"))") }
                try $0.write("target/AUTH.py")
            },
            HostileCase("names that differ by composition") {
                try $0.write(bytes: [], named: Array("e\u{301}.ts".utf8))
                try $0.write(bytes: [], named: Array("\u{E9}.ts".utf8))
            },
        ]

    static let contents = [
        HostileCase("half a megabyte of brackets") {
            for (name, text) in [("a.ts", "({["), ("b.py", "([{"), ("c.swift", "{(["), ("d.tsx", "<a>{")] {
                try $0.write("target/\(name)", "// jwt\n# jwt\n" + String(repeating: text, count: 150_000))
            }
        },
        HostileCase("a line of two megabytes") {
            try $0.write("target/a.ts", "jwt.decode(\"" + String(repeating: "x", count: 2_000_000) + "\")")
        },
        HostileCase("text in UTF-16", skipped: ["a.ts": "binary"]) {
            try $0.write(bytes: [0xFF, 0xFE] + "jwt.decode(token)".utf8.flatMap { [$0, 0] }, named: Array("a.ts".utf8))
        },
        HostileCase("bytes of every value") {
            try $0.write(
                bytes: Array("# jwt \n".utf8) + (1...255).map { UInt8($0) } + (1...255).reversed().map { UInt8($0) },
                named: Array("a.py".utf8))
        },
        HostileCase("imports in a circle") {
            for index in 0..<40 {
                try $0.write(
                    "target/m\(index).ts",
                    "import { v as w } from './m\((index + 1) % 40)';\nexport const v = w;\nimport 'jose'; jwtVerify(v, v, { audience: v });\n"
                )
            }
        },
        HostileCase("classes that inherit from each other") {
            try $0.write(
                "target/found.py", "import jwt\nclass A(B):\n    x = B.x\nclass B(A):\n    x = A.x\njwt.decode(t, A.x, audience=B.x)\n")
            try $0.write("target/found.swift", "import JWT\nclass A: B { }\nclass B: A { let x = A().x }\nlet v = B().x\n")
        },
        HostileCase("values that double with each line") {
            let lines = (1...60).map { "const v\($0) = { a: v\($0 - 1), b: v\($0 - 1), ...v\($0 - 1) };" }.joined(separator: "\n")
            try $0.write(
                "target/found.ts", "import { jwtVerify } from 'jose';\nconst v0 = { audience: x };\n\(lines)\njwtVerify(token, key, v60);\n"
            )
        },
        HostileCase("functions that call themselves") {
            try $0.write(
                "target/found.ts",
                "import { jwtVerify } from 'jose';\nconst f = (x) => f(f(x));\nconst g = () => g;\njwtVerify(token, f(1), { audience: f(f(g())) });\n"
            )
        },
        HostileCase("a manifest of nested brackets") {
            try $0.write("target/package.json", String(repeating: "[", count: 200_000))
            try $0.write("target/tsconfig.json", String(repeating: "{\"a\":", count: 100_000))
            try $0.write("target/pyproject.toml", "a = " + String(repeating: "[{x=", count: 100_000))
            try $0.write("target/a.ts", "import { jwtVerify } from 'jose';\n")
        },
        HostileCase("aliases that extend each other") {
            try $0.write("target/tsconfig.json", #"{"extends": "./b.json"}"#)
            try $0.write("target/b.json", #"{"extends": ["./tsconfig.json", "./b.json"]}"#)
            try $0.write("target/a.ts", "import { jwtVerify } from 'jose';\nimport { x } from '@/y';\n")
        },
        HostileCase("patterns of workspaces without end") {
            try $0.write("target/package.json", "{\"workspaces\": [\"" + String(repeating: "**/*a", count: 60) + "\"]}")
            try $0.write("target/" + String(repeating: "a/", count: 60) + "package.json", "{}")
            try $0.write("target/a.ts", "import { x } from 'y'; import { jwtVerify } from 'jose';\n")
        },
        HostileCase("lock files of damaged lines") {
            for name in ["yarn.lock", "pnpm-lock.yaml", "package-lock.json", "bun.lock", "uv.lock", "Package.resolved", "deno.lock"] {
                try $0.write(
                    "target/\(name)",
                    String(repeating: "jose@\"^99999999999999999999\": {\n\"version\": \"9999999999999999999999.1\"\n", count: 2_000))
            }
            try $0.write("target/found.ts", "import { jwtVerify } from 'jose';\njwtVerify(t, k);\n")
        },
    ]
}

extension HostileFolderTests {
    /// Device files are made by root alone.
    @Test(.enabled(if: geteuid() == 0, "device files are made by root alone"))
    func aDeviceIsNotOpened() throws {
        let hostile = HostileCase("devices", skipped: ["disk.ts": "not a regular file", "zero.py": "not a regular file"]) {
            // 1:5 is /dev/zero.
            #expect(mknod($0.path("target/zero.py"), S_IFCHR | 0o666, 0x105) == 0)
            #expect(mknod($0.path("target/disk.ts"), S_IFBLK | 0o666, 0x700) == 0)
        }
        try hostile.lay(workshop)
        try workshop.expectNeighbour(hostile)
    }

    /// Root reads everything: the audit is done by nobody where the tests are run by root.
    @Test func whatMayNotBeReadIsNamed() throws {
        try workshop.write("target/closed.ts")
        try workshop.write("target/folder/a.ts")
        chmod(workshop.path("target/closed.ts"), 0)
        chmod(workshop.path("target/folder"), 0)
        defer { chmod(workshop.path("target/folder"), 0o755) }
        chmod(workshop.path, 0o755)
        var runner: [String] = []
        if geteuid() == 0 { runner = ["setpriv", "--reuid=65534", "--clear-groups"] }
        let probe = try? workshop.run("/usr/bin/env", runner + [Workshop.binary, "--version"])
        try #require(probe != nil)
        guard probe?.code == 0 else {
            withKnownIssue("this machine cannot run the program as another user") { Issue.record("\(probe?.errors ?? "")") }
            return
        }
        let hostile = HostileCase(
            "closed",
            skipped: ["closed.ts": "cannot be read: permission denied", "folder/": "cannot be read: permission denied"]
        ) { _ in }
        try workshop.expectNeighbour(hostile, by: runner)
    }

    @Test func aFolderTooDeepIsNamed() throws {
        let deep = Self.specialFiles.first { $0.name.contains("deep") }
        try #require(deep).lay(workshop)
        defer { _ = try? workshop.run("/usr/bin/env", ["rm", "-rf", workshop.path("target")]) }
        let audit = try workshop.reported([Workshop.target])
        #expect(audit.findings == ["auth.py"])
        #expect(audit.skipped.values.contains("more than 400 folders deep"))
    }
}
