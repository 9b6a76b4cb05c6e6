import Foundation
import Testing

@testable import skillaudit

/// The program as a process: whatever its surroundings lack, it ends with the right code, says why, and leaves nothing behind.
@Suite struct ProcessTests {
    let workshop: Workshop

    init() throws {
        workshop = try Workshop()
        try workshop.write("target/auth.py", HostileCase.neighbour)
        try workshop.write("scratch/.keep")
    }

    /// Runs a line of shell in which `$AUDIT` is the program.
    private func shell(_ line: String, environment: [String: String] = [:]) throws -> Workshop.Outcome {
        try workshop.run("/bin/sh", ["-c", line], environment: environment.merging(["AUDIT": Workshop.binary]) { $1 })
    }

    @Test func aFullDiskIsCode2() throws {
        guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
        for line in ["\"$AUDIT\" target --exit-zero > /dev/full", "\"$AUDIT\" target --exit-zero --output json=/dev/full"] {
            let outcome = try shell(line)
            #expect(outcome.code == 2)
            #expect(outcome.errors.contains("cannot be written: no space left on device"))
            #expect(outcome.lastLine.contains("disk"))
        }
    }

    /// A limit on the size of files stands for a disk that gets full in the middle.
    @Test(.disabled(if: Workshop.isSanitized, "the thread sanitizer maps files of its own, which the limit cuts"))
    func aReportThatDoesNotFitLeavesTheOldOne() throws {
        try workshop.write("old.json", "old")
        try workshop.write("linked.json", "old")
        chmod(workshop.path("old.json"), 0o600)
        for name in ["old.json", "new.json"] {
            let line = "trap '' XFSZ; ulimit -f 1; \"$AUDIT\" target --exit-zero --output json=\(name) > /dev/null"
            let outcome = try shell(line)
            #expect(outcome.code == 2 && outcome.errors.contains("\(name) cannot be written: file too large"), "\(outcome.errors)")
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: workshop.path(""))
        #expect(names.filter { $0.hasPrefix("old") || $0.hasPrefix("new") } == ["old.json"])
        #expect(try String(contentsOfFile: workshop.path("old.json"), encoding: .utf8) == "old")
        // A whole one takes its place and keeps its mode; a link stays one.
        try FileManager.default.createSymbolicLink(atPath: workshop.path("link.json"), withDestinationPath: "linked.json")
        #expect(try shell("\"$AUDIT\" target --exit-zero --output json=old.json --output json=link.json > /dev/null").code == 0)
        #expect(try FileManager.default.attributesOfItem(atPath: workshop.path("old.json"))[.posixPermissions] as? Int == 0o600)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: workshop.path("link.json")) == "linked.json")
        for name in ["old.json", "linked.json"] {
            #expect(try String(contentsOfFile: workshop.path(name), encoding: .utf8).contains("\"schemaVersion\""))
        }
    }

    @Test func aClosedOutputIsCode2() throws {
        let outcome = try shell("\"$AUDIT\" target --exit-zero >&-")
        #expect(outcome.code == 2)
        #expect(outcome.errors.contains("standard output cannot be written"))
        // Nobody hears a closed standard error; the report is there.
        #expect(try shell("\"$AUDIT\" target --format json --exit-zero 2>&-").output.contains("\"schemaVersion\""))
        #expect(try shell("\"$AUDIT\" target --format json --exit-zero <&-").code == 0)
    }

    /// `| head` closes the pipe: the program ends by the signal, without a word.
    @Test func aReaderThatGoesIsNoError() throws {
        for index in 0..<300 { try workshop.write("many/a\(index).py", HostileCase.neighbour) }
        let outcome = try shell("{ \"$AUDIT\" many --format json --exit-zero; echo \"code $?\" >&2; } | true")
        #expect(!outcome.errors.contains("Fatal error") && !outcome.errors.contains("code 1\n"))
        #expect(outcome.errors.contains("code 141") || outcome.errors.contains("code 2"))
    }

    @Test func withoutHomeAndEnvironment() throws {
        let outcome = try shell("env -i \"$AUDIT\" target --format json --exit-zero")
        #expect(outcome.code == 0)
        #expect(outcome.output.contains("\"auth.py\""))
    }

    @Test func aMissingTemporaryFolderMattersToClonesAlone() throws {
        let environment = ["TMPDIR": "/nonexistent/folder"]
        #expect(try shell("\"$AUDIT\" target --exit-zero", environment: environment).code == 0)
        let clone = try shell("\"$AUDIT\" http://127.0.0.1:1/x.git", environment: environment)
        #expect(clone.code == 2)
        #expect(clone.errors.contains("/nonexistent/folder cannot be written: no such file or directory"))
    }

    @Test func aReadOnlyTemporaryFolderIsNamed() throws {
        guard FileManager.default.fileExists(atPath: "/proc/self") else { return }
        let clone = try shell("\"$AUDIT\" http://127.0.0.1:1/x.git", environment: ["TMPDIR": "/proc/self"])
        #expect(clone.code == 2)
        #expect(clone.errors.contains("/proc/self cannot be written"))
    }

    @Test func fewFileDescriptorsAreEnough() throws {
        for index in 0..<200 { try workshop.write("target/f\(index)/a.ts", "import 'jose';\n") }
        let wide = try shell("\"$AUDIT\" target --format json --exit-zero --jobs 2")
        let narrow = try shell("ulimit -n 24; \"$AUDIT\" target --format json --exit-zero --jobs 2")
        #expect(narrow.code == 0)
        #expect(narrow.output == wide.output)
    }

    @Test(.disabled(if: Workshop.isSanitized, "a sanitizer maps terabytes"))
    func littleMemoryIsEnoughForASmallTarget() throws {
        let whole = try shell("\"$AUDIT\" target --format json --exit-zero")
        // Threads ask for large stacks of which they use little; whatever they leave must be enough for the work.
        for limit in [250_000, 360_000, 380_000, 400_000, 500_000, 640_000, 900_000, 1_500_000] {
            for jobs in [1, 4] {
                let outcome = try shell("ulimit -v \(limit); \"$AUDIT\" target --format json --exit-zero --jobs \(jobs)")
                #expect(outcome.code == 0 && outcome.output == whole.output, "\(limit) KiB, \(jobs) jobs: \(outcome.errors)")
            }
        }
    }

    @Test func noThreadMayBeStarted() throws {
        // Root has no such limit.
        let outcome = try shell("ulimit -u 1; \"$AUDIT\" target --format json --exit-zero --jobs 4")
        #expect(outcome.code == 0 || outcome.errors.contains("Cannot fork"), "\(outcome.errors)")
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
    func aSignalEndsAnAudit(_ signal: Int32) throws {
        for index in 0..<400 { try workshop.write("many/a\(index).py", String(repeating: HostileCase.neighbour, count: 60)) }
        let running = try workshop.started(
            Workshop.binary, ["many", "--format", "json", "--exit-zero"], environment: ["TMPDIR": workshop.path("scratch")],
            obeying: signal)
        Thread.sleep(forTimeInterval: 0.1)
        kill(running.process.processIdentifier, signal)
        let outcome = try running.finish()
        // The audit may have been faster than the signal.
        #expect([-signal, 0].contains(outcome.code))
        #expect(try FileManager.default.contentsOfDirectory(atPath: workshop.path("scratch")) == [".keep"])
    }
}
