import Foundation
import Testing

@testable import skillaudit

/// What a tab key offers, asked of the shells that are there.
@Suite struct CompletionTests {
    let workshop: Workshop

    init() throws {
        workshop = try Workshop()
        try workshop.write("source/auth.ts")
        try workshop.write("bin/.keep")
        try workshop.link("bin/skillaudit", to: URL(filePath: Workshop.binary).path(percentEncoded: false))
        for shell in ["bash", "zsh", "fish"] {
            try workshop.write("scripts/\(shell)/_skillaudit", try workshop.audit("--generate-completion-script", shell).output)
        }
    }

    private static func isThere(_ shell: String) -> Bool {
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
            FileManager.default.isExecutableFile(atPath: "\($0)/\(shell)")
        }
    }

    private func run(_ shell: String, _ arguments: [String]) throws -> Workshop.Outcome {
        let path = "\(workshop.path("bin")):\(ProcessInfo.processInfo.environment["PATH"] ?? "")"
        return try workshop.run("/usr/bin/env", [shell] + arguments, environment: ["PATH": path, "HOME": workshop.path, "TERM": "dumb"])
    }

    /// A line, and what it may become. The options are those of `audit`, though the word is left out.
    static let lines = [
        ("skillaudit expl", "explain"), ("skillaudit --forma", "--format"), ("skillaudit --format sar", "sarif"),
        ("skillaudit --color nev", "never"), ("skillaudit explain missing-aud", "missing-audience"),
        ("skillaudit batch --resu", "--resume"),
        ("skillaudit sour", "source"), ("skillaudit audit sour", "source"),
    ]

    @Test(.enabled(if: isThere("bash")), arguments: lines)
    func bashCompletes(_ line: (typed: String, word: String)) throws {
        let script = """
            . scripts/bash/_skillaudit
            read -ra COMP_WORDS <<< "$1"; COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMP_LINE=$1; COMP_POINT=${#1}
            _skillaudit skillaudit "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
            # What readline does by itself where the function offers nothing.
            [ ${#COMPREPLY[@]} -gt 0 ] || [[ $(complete -p skillaudit) != *"-o default"* ]] || COMPREPLY=($(compgen -f "${COMP_WORDS[COMP_CWORD]}"))
            printf '%s\\n' "${COMPREPLY[@]}"
            """
        let outcome = try run("bash", ["--norc", "-c", script, "bash", line.typed])
        #expect(outcome.output.split(separator: "\n").contains { $0 == line.word }, "\(outcome)")
    }

    @Test(.enabled(if: isThere("fish")), arguments: lines)
    func fishCompletes(_ line: (typed: String, word: String)) throws {
        let outcome = try run("fish", ["--no-config", "-c", "source scripts/fish/_skillaudit; complete -C $argv[1]", line.typed])
        let words = outcome.output.split(separator: "\n").map { $0.prefix { $0 != "\t" && $0 != "/" } }
        #expect(words.contains { $0 == line.word }, "\(outcome)")
    }

    @Test(.enabled(if: isThere("zsh")), arguments: lines)
    func zshCompletes(_ line: (typed: String, word: String)) throws {
        let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(
            path: "Support/zsh-completion.zsh")
        let outcome = try run(
            "timeout", ["30", "zsh", "-f", script.path(percentEncoded: false), workshop.path("scripts/zsh"), line.typed, line.word])
        #expect(outcome.code == 0, "\(outcome)")
    }

    @Test func anUnknownShellIsAMistake() throws {
        #expect(try workshop.audit("--generate-completion-script", "tcsh").code == 2)
    }
}
