import Foundation
import Synchronization

/// Many audits, several at a time, each in a process of its own.
struct Batch: Sendable {
    /// How many at a time.
    var parallel: Int
    /// Threads of each.
    var jobs: Int
    var limits: ChildProcess.Limits
    /// What `owner/name` stands for.
    var template: String
    /// Further options of `skillaudit audit`.
    var options: [String]
    /// Targets that are left out.
    var finished: Set<BatchTarget>

    /// What became of all lines.
    struct Outcome: Sendable {
        var reports = 0
        var failures = 0
        /// They had a report before.
        var left = 0
        var problem: Failure?
    }

    /// Audits what `next` gives, line by line, until it gives nil; `write` gets each result as it comes.
    func run(_ next: @escaping @Sendable () -> String?, write: @escaping @Sendable (String) throws(Failure) -> Void) throws(Failure)
        -> Outcome
    {
        let folder = try TemporaryFolder()
        let shared = Shared(lines: next)
        Threads.run(parallel) {
            while let line = shared.nextLine() {
                StatusLine.show(shared.status)
                guard let result = self.result(of: line, in: folder, shared) else { continue }
                do throws(Failure) {
                    try shared.write(result, write)
                } catch {
                    shared.stop(error)
                }
            }
        }
        StatusLine.clear()
        return shared.outcome.withLock { $0 }
    }

    private struct Result {
        let line: String
        let isReport: Bool
    }

    private func result(of line: String, in folder: TemporaryFolder, _ shared: Shared) -> Result? {
        let target: BatchTarget
        do throws(BatchTarget.Problem) {
            guard let read = try BatchTarget.read(line, exists: LocalPath.exists) else { return nil }
            target = read
        } catch {
            let named = BatchTarget(target: GitAddress.redacted(line), revision: nil)
            return Result(
                line: BatchLine.failure(.line, code: 2, error.sentence, help: "see `skillaudit batch --help`", for: named), isReport: false)
        }
        guard !finished.contains(target.key) else {
            shared.outcome.withLock { $0.left += 1 }
            return nil
        }
        let number = shared.number.add(1, ordering: .relaxed).oldValue
        return audit(target, output: "\(folder.path)/\(number).out", errors: "\(folder.path)/\(number).err")
    }

    private func audit(_ target: BatchTarget, output: String, errors: String) -> Result {
        defer { for path in [output, errors] { unlink(path) } }
        var arguments = ["audit", "--format", "jsonl", "--exit-zero", "--jobs", "\(jobs)"] + options
        if let revision = target.revision { arguments.append("--revision=\(revision)") }
        arguments += ["--", target.expanded(by: template, exists: LocalPath.exists)]
        func failure(_ reason: BatchLine.Reason, _ code: Int32, _ message: String, _ help: String) -> Result {
            Result(line: BatchLine.failure(reason, code: code, message, help: help, for: target), isReport: false)
        }
        let end: ChildProcess.End
        do throws(Failure) {
            end = try ChildProcess(arguments, output: output, errors: errors).wait(limits)
        } catch {
            return failure(.crash, error.exitCode, error.sentence, error.help)
        }
        switch end {
        case .exited(0):
            guard let line = BatchLine.report(Self.text(output), for: target) else {
                return failure(.crash, 1, "the audit ended without a report", "audit it alone to see more")
            }
            return Result(line: line, isReport: true)
        case .exited(let code):
            let lines = Self.text(errors).split(separator: "\n")
            let message = lines.last { $0.hasPrefix("skillaudit: ") }?.dropFirst(12)
            let help = lines.last { $0.hasPrefix("help: ") }?.dropFirst(6)
            return failure(
                .audit, code, message.map(String.init) ?? "the audit failed", help.map(String.init) ?? "audit it alone to see more")
        case .outOfTime: return failure(.time, 1, "the audit took longer than its limit", "raise it with --timeout")
        case .outOfMemory: return failure(.memory, 1, "the audit took more memory than its limit", "raise it with --memory")
        case .crashed(let signal):
            return failure(.crash, 128 + signal, "the audit was ended by signal \(signal)", "audit it alone to see more")
        }
    }

    private static func text(_ path: String) -> String {
        (try? Data(contentsOf: URL(filePath: path))).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    /// What the threads share.
    private final class Shared: Sendable {
        let number = Atomic(0)
        let outcome = Mutex(Outcome())
        private let lines: Mutex<@Sendable () -> String?>
        private let output = Mutex(())

        init(lines: @escaping @Sendable () -> String?) { self.lines = Mutex(lines) }

        /// One thread reads at a time: standard input may be slow.
        func nextLine() -> String? {
            guard outcome.withLock({ $0.problem == nil }) else { return nil }
            return lines.withLock { $0() }
        }

        func write(_ result: Result, _ write: (String) throws(Failure) -> Void) throws(Failure) {
            do {
                try output.withLock { _ in try write(result.line + "\n") }
            } catch let problem as Failure {
                throw problem
            } catch {
                throw .cannotWrite(path: "standard output", why: "\(error)")
            }
            outcome.withLock { outcome in
                if result.isReport { outcome.reports += 1 } else { outcome.failures += 1 }
            }
        }

        func stop(_ problem: Failure) {
            outcome.withLock { $0.problem = problem }
            ChildProcess.endAll()
        }

        var status: String {
            let outcome = outcome.withLock { $0 }
            return "\(outcome.reports) audited" + (outcome.failures > 0 ? ", \(outcome.failures) failed" : "")
                + (outcome.left > 0 ? ", \(outcome.left) left out" : "")
        }
    }
}
