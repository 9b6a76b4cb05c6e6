import ArgumentParser
import AuditRules

struct ChangeOptions: ParsableArguments {
    @Flag(help: "Audit what is staged for the next commit, for a pre-commit hook.")
    var staged = false

    @Option(
        help: ArgumentHelp(
            "Tell what is new, fixed and unchanged since a revision, and fail on what is new only. merge-base:BRANCH means the commit where BRANCH was left.",
            valueName: "base"))
    var diff: String?
}

struct InputOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Audit a branch, tag or commit instead of the files as they are.", valueName: "rev"))
    var revision: String?

    @Option(help: ArgumentHelp("Audit only paths that match (as in .gitignore; may be repeated).", valueName: "glob"))
    var include: [String] = []

    @Option(help: ArgumentHelp("Leave out paths that match (as in .gitignore; may be repeated).", valueName: "glob"))
    var exclude: [String] = []

    @Option(help: ArgumentHelp("Skip files larger than this (default: 2MB).", valueName: "size"))
    var maxFileSize: String?

    @Flag(help: "Print the paths that would be audited, and do nothing else.")
    var listFiles = false

    @Flag(help: "Never use the network.")
    var offline = false

    func selection() throws(Failure) -> Selection {
        var selection = Selection(include: include.map { GlobPattern($0) }, exclude: exclude.map { GlobPattern($0) })
        if let maxFileSize {
            guard let bytes = ByteCount.parse(maxFileSize), bytes <= 1 << 30 else {
                throw .usage("--max-file-size \(maxFileSize) is not a size up to 1GB", help: "write it as 500KB, 2MB or a number of bytes")
            }
            selection.largestFile = bytes
        }
        return selection
    }
}

struct RunOptions: ParsableArguments {
    @Option(name: [.short, .long], help: ArgumentHelp("Threads that read and parse (default: all processors).", valueName: "n"))
    var jobs: Int?

    @Flag(help: "Print how long each phase took to standard error.")
    var timing = false

    @Flag(name: [.short, .long], help: "No progress and no remarks on standard error, only what failed.")
    var quiet = false

    @Flag(name: [.short, .long], help: "Tell on standard error what was audited, by which configuration, and what was not read and why.")
    var verbose = false

    func validate() throws {
        if quiet, verbose { throw ValidationError("--quiet and --verbose exclude each other") }
        if let jobs, !(1...256).contains(jobs) { throw ValidationError("--jobs takes a number from 1 to 256, not \(jobs)") }
    }
}
