import ArgumentParser

/// Limits on the command line; each stands in place of the configuration's.
struct LimitOptions: ParsableArguments {
    @Option(help: Self.help(.fileSize))
    var maxFileSize: String?

    @Option(help: Self.help(.files))
    var maxFiles: String?

    @Option(help: Self.help(.totalSize))
    var maxTotalSize: String?

    @Option(help: Self.help(.depth))
    var maxDepth: String?

    @Option(help: Self.help(.tokens))
    var maxTokens: String?

    @Option(help: Self.help(.fileTime))
    var maxFileTime: String?

    @Option(help: Self.help(.time))
    var maxTime: String?

    @Option(help: Self.help(.steps))
    var maxSteps: String?

    @Option(help: Self.help(.findings))
    var maxFindings: String?

    @Option(help: Self.help(.cloneSize))
    var maxCloneSize: String?

    @Option(help: Self.help(.cloneTime))
    var maxCloneTime: String?

    @Option(help: Self.help(.cloneIdle))
    var maxCloneIdle: String?

    private var texts: [(Limits.Kind, String?)] {
        [
            (.fileSize, maxFileSize), (.files, maxFiles), (.totalSize, maxTotalSize), (.depth, maxDepth), (.tokens, maxTokens),
            (.fileTime, maxFileTime), (.time, maxTime), (.steps, maxSteps), (.findings, maxFindings), (.cloneSize, maxCloneSize),
            (.cloneTime, maxCloneTime), (.cloneIdle, maxCloneIdle),
        ]
    }

    func limits() throws(Failure) -> Limits {
        var limits = Limits()
        for (kind, text) in texts {
            guard let text else { continue }
            guard let value = kind.parse(text), kind != .fileSize || value <= 1 << 30 else {
                throw .usage("--\(kind.rawValue) \(text) is no such limit", help: kind.advice)
            }
            limits[chosen: kind] = value
        }
        return limits
    }

    private static func help(_ kind: Limits.Kind) -> ArgumentHelp {
        let name =
            switch kind.unit {
            case .bytes: "size"
            case .seconds: "seconds"
            case .count: "n"
            }
        return ArgumentHelp("\(kind.summary) (default: \(kind.text(kind.usual))).", valueName: name)
    }
}

extension Limits.Kind {
    fileprivate var advice: String {
        switch unit {
        case .bytes: "write it as 500KB, 2MB or a number of bytes\(self == .fileSize ? ", up to 1GB" : "")"
        case .seconds: "write it as a number of seconds, up to a year"
        case .count: "write it as a number from 1"
        }
    }
}
