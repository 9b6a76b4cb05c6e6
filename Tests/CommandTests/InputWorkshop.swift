import Foundation
import Testing

@testable import skillaudit

/// A temporary folder in which a test lays out files and repositories; gone with the value.
final class Workshop {
    let url: URL
    var path: String { url.path(percentEncoded: false) }

    init() throws {
        let base = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
        url = base.appending(path: "skillaudit-test-\(UUID().uuidString)", directoryHint: .notDirectory)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { path + "/" + name }

    @discardableResult
    func write(_ name: String, _ text: String = "export const x = 1;\n") throws -> String {
        let file = url.appending(path: name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
        return file.path(percentEncoded: false)
    }

    func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: path(name), withDestinationPath: target)
    }

    /// Runs git in a folder below, without the configuration of whoever runs the tests.
    @discardableResult
    func git(_ arguments: String..., in folder: String = "") throws -> String {
        let identity = [
            "-c", "user.name=Tester", "-c", "user.email=tester@example.com", "-c", "init.defaultBranch=main", "-c",
            "protocol.file.allow=always",
        ]
        let result = try run(
            "/usr/bin/env", ["git"] + identity + arguments, in: folder, environment: ["GIT_CONFIG_NOSYSTEM": "1", "HOME": path])
        try #require(result.code == 0, "git \(arguments.joined(separator: " ")): \(result.errors)")
        return result.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    struct Outcome {
        let code: Int32
        let output: String
        let errors: String
        var lastLine: String { errors.split(separator: "\n").last.map(String.init) ?? "" }
    }

    @discardableResult
    func run(_ program: String, _ arguments: [String], in folder: String = "", environment: [String: String] = [:]) throws -> Outcome {
        let process = try started(program, arguments, in: folder, environment: environment)
        return try process.finish()
    }

    /// Runs the built program.
    func audit(_ arguments: String..., in folder: String = "", environment: [String: String] = [:]) throws -> Outcome {
        try run(Self.binary, arguments, in: folder, environment: environment)
    }

    /// Serves the repositories in `served/` over smart HTTP while `body` runs, which is given host and port. Requests are written to `requests`.
    func serving(login: String? = nil, _ body: (String) throws -> Void) throws {
        let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(
            path: "Support/git-http-server.py")
        let server = try started(
            "/usr/bin/env", ["python3", script.path(percentEncoded: false), path("served")] + (login.map { [$0] } ?? []),
            environment: ["GIT_HTTP_LOG": path("requests")])
        defer {
            try? server.input.fileHandleForWriting.close()
            _ = try? server.finish()
        }
        var port: Int?
        for _ in 0..<200 where port == nil {
            port = Int(server.outputSoFar.trimmingCharacters(in: .whitespacesAndNewlines))
            if port == nil { Thread.sleep(forTimeInterval: 0.05) }
        }
        try body("127.0.0.1:\(try #require(port))")
    }

    /// `obeying`: a signal that whoever runs the tests may ignore (`nohup`, `&` in a script), and with him all that he starts.
    func started(
        _ program: String, _ arguments: [String], in folder: String = "", environment: [String: String] = [:], obeying number: Int32? = nil
    ) throws -> Running {
        if let number { signal(number, SIG_DFL) }
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.currentDirectoryURL = folder.isEmpty ? url : url.appending(path: folder)
        // No variable of the person who runs the tests may change what they see.
        let kept = ["PATH", "LANG", "LD_LIBRARY_PATH"] + Self.sanitizers
        let inherited = ProcessInfo.processInfo.environment.filter { kept.contains($0.key) }
        process.environment = inherited.merging(environment) { $1 }
        return try Running(process)
    }

    private static let sanitizers = ["ASAN_OPTIONS", "TSAN_OPTIONS"]
    /// Programs built with a sanitizer need more address space than some tests give, and the folder of processes. `make sanitize` sets the variables.
    static let isSanitized = sanitizers.contains { ProcessInfo.processInfo.environment[$0] != nil }

    /// A program that runs; its output goes to files, so that no pipe fills up.
    final class Running {
        let process: Process
        let input = Pipe()
        private let output: URL
        private let errors: URL

        init(_ process: Process) throws {
            self.process = process
            let stem = FileManager.default.temporaryDirectory.appending(path: "skillaudit-out-\(UUID().uuidString)")
            output = stem.appendingPathExtension("out")
            errors = stem.appendingPathExtension("err")
            for file in [output, errors] { _ = FileManager.default.createFile(atPath: file.path(percentEncoded: false), contents: nil) }
            process.standardOutput = try FileHandle(forWritingTo: output)
            process.standardError = try FileHandle(forWritingTo: errors)
            process.standardInput = input
            try process.run()
        }

        var outputSoFar: String { (try? String(contentsOf: output, encoding: .utf8)) ?? "" }

        func finish() throws -> Outcome {
            process.waitUntilExit()
            defer { for file in [output, errors] { try? FileManager.default.removeItem(at: file) } }
            let texts = try [output, errors].map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
            return Outcome(
                code: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus, output: texts[0],
                errors: texts[1])
        }
    }

    /// The program that this build made, beside the test bundle.
    static let binary: String = {
        let names = [CommandLine.arguments.first ?? "", Bundle.main.bundlePath] + Bundle.allBundles.map(\.bundlePath)
        for name in names {
            var folder = URL(filePath: name)
            for _ in 0..<5 {
                folder = folder.deletingLastPathComponent()
                let candidate = folder.appending(path: "skillaudit").path(percentEncoded: false)
                var isFolder: ObjCBool = false
                if FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder), !isFolder.boolValue { return candidate }
            }
        }
        return ".build/debug/skillaudit"
    }()
}

extension SourceRoot {
    var audited: [String] { entries.filter(\.isAudited).map(\.path) }
    func reason(_ path: String) -> String? { skipped.first { $0.path == path }?.reason }
}

/// The root of a path, as the command opens it.
func openRoot(_ paths: String..., revision: String? = nil, selection: Selection = Selection()) throws(Failure) -> SourceRoot {
    try Input(targets: paths, revision: revision, selection: selection).open()
}
