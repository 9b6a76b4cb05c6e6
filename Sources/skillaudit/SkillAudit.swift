import Foundation
import ArgumentParser

/// The command line.
@main
struct SkillAudit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "skillaudit",
        abstract: "Proves from source whether an OAuth token that reaches an MCP or API server is bound to that server.",
        version: Version.text,
        subcommands: Subcommands.all,
        defaultSubcommand: AuditCommand.self)

    /// A parent may have blocked the signals that end a program: a thread pool's threads do.
    private static func letSignalsThrough() {
        var ending = sigset_t()
        sigemptyset(&ending)
        for number in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&ending, number) }
        pthread_sigmask(SIG_UNBLOCK, &ending, nil)
    }

    static func main() {
        Self.letSignalsThrough()
        BrokenPipe.watch()
        do {
            if let script = Completions.asked(by: Array(CommandLine.arguments.dropFirst())) { return try StandardOutput.write(script) }
            var command = try parseAsRoot()
            try command.run()
        } catch let failure as Failure {
            end(failure)
        } catch let code as ExitCode {
            exit(withError: code)
        } catch {
            // Help and version are "errors" that succeed; whatever else the parser throws is a mistake on the command line.
            guard !exitCode(for: error).isSuccess else { exit(withError: error) }
            end(.usage(sentence(of: message(for: error)), help: "`skillaudit \(subcommand) --help` lists the options"))
        }
    }

    /// The one that the command line names, or the default.
    private static var subcommand: String {
        CommandLine.arguments.dropFirst().first.flatMap { Subcommands.names.contains($0) ? $0 : nil } ?? "audit"
    }

    /// The parser's message on one line, its list of values in a row.
    private static func sentence(of message: String) -> String {
        let lines = message.split(separator: "\n").map { $0.drop { $0 == " " } }
        guard let first = lines.first else { return "the command line is not understood" }
        let values = lines.dropFirst().filter { $0.hasPrefix("- ") }.map { $0.dropFirst(2) }
        return values.isEmpty ? String(first) : "\(first) \(values.joined(separator: ", "))"
    }

    private static func end(_ failure: Failure) -> Never {
        SignalWatch.standBack()
        failure.tell()
        exit(withError: ExitCode(failure.exitCode))
    }
}
