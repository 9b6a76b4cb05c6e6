import SourceScanner

/// Calls that only write a log line.
package enum Logging {
    private static let methods: Set<String> = [
        "log", "debug", "info", "warn", "warning", "error", "trace", "critical", "exception", "notice", "fatal", "verbose", "silly",
    ]
    private static let functions: Set<String> = ["print", "NSLog", "os_log", "debugPrint", "pprint", "dump"]
    private static let receivers = ["console", "log", "logger", "logging", "winston", "pino"]

    package static func isLog(_ callee: Syntax) -> Bool {
        if callee.kind == .identifier { return functions.contains(callee.name) }
        guard callee.kind == .member, methods.contains(callee.name), let base = callee.child(.base) else { return false }
        let name = base.kind == .call ? base.child(.callee)?.name ?? "" : base.name
        let lower = name.lowercased()
        return receivers.contains(lower) || lower.hasSuffix("log") || lower.hasSuffix("logger") || lower.hasPrefix("log")
    }
}
