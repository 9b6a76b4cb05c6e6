import AuditRules
import SourceScanner

/// What the owner of a project, or whoever audits it, asks for beyond the defaults. Immutable input of an audit.
struct Configuration: Sendable {
    var include: [String] = []
    var exclude: [String] = []
    var surfaces: [Surface: [String]] = [:]
    var rules = RuleChoice()
    var lifetimes: [LifetimeAnswer.Subject: Lifetime] = [:]
    var expected = Expected()
    var gate = Gate()
    var baseline: String?
    var suppressions: [Suppressed] = []
    var wrappers: [DeclaredCall] = []
    var libraries: [DeclaredCall] = []
    var limits = Limits()

    /// The file that it was read from; nil for the defaults.
    var origin: Origin?
    /// The audited repository's own configuration, where it was found and not used since nobody vouches for it.
    var untrusted: String?

    /// Where a configuration was read.
    struct Origin: Sendable, Hashable {
        /// As messages and reports name it.
        let path: String
        /// The folder below the audited root from which its patterns and paths count; empty for the root itself.
        let folder: String
        /// Whether it lies in the audited tree.
        let isInTree: Bool
    }

    struct RuleChoice: Sendable {
        /// If any are named, no others are in use.
        var enabled: [String] = []
        var disabled: [String] = []
        var severities: [String: Severity] = [:]
    }

    /// How long a kind of token may live, in seconds.
    struct Lifetime: Sendable, Equatable {
        var limit: Double?
        var high: Double?
    }

    struct Expected: Sendable {
        var audience: [String] = []
        var issuer: [String] = []
    }

    struct Gate: Sendable {
        var failUnder: Letter?
        var failOn: Severity?
    }

    /// Findings that are known and accepted, and why.
    struct Suppressed: Sendable {
        var paths: [String] = []
        var rules: [String] = []
        var reason = ""
        var until: CalendarDay?
        /// In the configuration, from 1.
        var line = 1
    }

    struct Limits: Sendable {
        var largestFile: Int?
    }
}

extension Configuration {
    static let defaults = Configuration()

    private var folder: String { origin?.folder ?? "" }

    func patterns(_ texts: [String]) -> [GlobPattern] { texts.map { GlobPattern($0, below: folder) } }

    /// What the command line says, and this configuration where it says nothing. What is left out on the command line is left out besides.
    func completing(_ selection: Selection) -> Selection {
        var selection = selection
        if selection.include.isEmpty { selection.include = patterns(include) }
        selection.exclude += patterns(exclude)
        selection.largestFile = selection.largestFile ?? limits.largestFile
        return selection
    }

    /// What a path is for: as the configuration says, or else as the path itself does. `relative`: as seen from the folder that was asked for.
    func surface() -> @Sendable (_ path: String, _ relative: String) -> Surface {
        let table = Surface.allCases.compactMap { surface in surfaces[surface].map { (surface, patterns($0)) } }
        return { path, relative in
            table.first { $0.1.contains { $0.matches(path) } }?.0 ?? Surface(path: relative)
        }
    }

    /// The rules in use, with the severities that are wanted.
    func chosen(of all: [Rule]) -> [Rule] {
        all.filter { rule in
            !rules.disabled.contains(rule.id) && (rules.enabled.isEmpty || rules.enabled.contains(rule.id))
        }.map { rule in rules.severities[rule.id].map(rule.rated) ?? rule }
    }

    /// A finding of one of the rules, `usual` being the severity that the rubric gives the rule.
    func rated(_ finding: Finding, usual: Severity) -> Finding {
        rules.severities[finding.rule].map { finding.rated($0, insteadOf: usual) } ?? finding
    }

    var policy: Policy {
        var limits = LifetimeLimits.standard
        for (subject, wanted) in lifetimes {
            guard let usual = limits[subject] else { continue }
            let medium = wanted.limit ?? usual.medium
            limits[subject] = LifetimeLimits(medium: medium, high: max(wanted.high ?? usual.high, medium))
        }
        return Policy(lifetimes: limits, audiences: expected.audience, issuers: expected.issuer)
    }

    /// What the user declares, before what everybody knows: of two entries for one call the first counts.
    var knowledge: [TokenAPI] { wrappers.map { $0.api(below: folder) } + libraries.map { $0.api(below: folder) } }

    /// The baseline that it names: in the same tree, or beside a configuration that was named on the command line.
    func baseline(in root: SourceRoot, _ repository: Repository) throws(Failure) -> Baseline? {
        guard let baseline, let origin else { return nil }
        guard origin.isInTree else {
            let parent = origin.path.lastIndex(of: "/").map { origin.path[...$0] } ?? ""
            return try Baseline(file: baseline.hasPrefix("/") ? baseline : parent + baseline)
        }
        guard let path = TreePath.join(folder, baseline), let bytes = repository.read(path) else {
            throw .unusableFile(path: baseline, why: "\(origin.path) names it, and the audited tree has no such `.json` file")
        }
        return try Baseline(bytes, path: path)
    }

    /// What a report says about it. `rules`: all that there are.
    func reported(_ rules: [Rule]) -> Report.Configured? {
        if let untrusted { return Report.Configured(path: untrusted, isUsed: false, disabledRules: [], severities: [:]) }
        guard let origin else { return nil }
        let chosen = Set(chosen(of: rules).map(\.id))
        return Report.Configured(
            path: origin.path, isUsed: true, disabledRules: rules.map(\.id).filter { !chosen.contains($0) },
            severities: self.rules.severities)
    }
}
