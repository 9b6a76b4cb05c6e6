import SourceScanner

/// Finds the places where a token gets out of a program: passed to another service, logged, shown to a model, put into an address, kept in the open; and where it is compared.
struct FlowSurvey {
    private let program: Program
    private let evaluator: Evaluator
    private let surface: (String) -> Surface
    private let places: TokenPlaces

    init(_ program: Program, _ evaluator: Evaluator, _ surface: @escaping (String) -> Surface) {
        self.program = program
        self.evaluator = evaluator
        self.surface = surface
        places = TokenPlaces(program, evaluator, surface)
    }

    func processCredentials() -> [ProcessCredential] {
        ProcessCredentials(program: program, evaluator: evaluator, places: places, surface: surface).found()
    }

    /// `known`: the sites found so far, which are not found again.
    func sites(besides known: [TokenSite]) -> [TokenSite] {
        let lookups = StoreLookups(evaluator: evaluator, surface: surface, verifying: Verifying.functions(known, evaluator))
        let taken = Set(known.map(\.syntax))
        let outlets = Outlets(evaluator: evaluator, places: places, surface: surface, logsAreRedacted: redactsLogs())
        let comparisons = Comparisons(program: program, evaluator: evaluator, surface: surface)
        var found = Collected()
        for origin in Origins(program, evaluator).all(surface: surface) {
            for carrier in TokenTrail.carriers(from: origin, evaluator, places) {
                outlets.sites(of: carrier, from: origin).forEach { found.add($0) }
                if let site = comparisons.plain(carrier, origin) { found.add(site) }
                if origin.source == .caller, !origin.isJudged, carrier.inside.isEmpty, !carrier.isShortened,
                    let site = lookups.site(of: carrier.syntax),
                    !taken.contains(site.syntax)
                {
                    found.add(site)
                }
            }
        }
        NamedTokens(program: program, evaluator: evaluator, surface: surface).sites().forEach { found.add($0) }
        comparisons.constantTime().forEach { found.add($0) }
        return found.sites
    }

    /// A logger that is told to leave the header out (pino's `redact`).
    private func redactsLogs() -> Bool {
        program.relevant.contains { tree in
            tree.nodes.contains { node in
                guard node.kind == .property || node.kind == .argument, tree.symbols[Int(node.name.raw)] == "redact" else { return false }
                let text = String(decoding: tree.file.bytes[Int(node.start)..<Int(node.end)], as: UTF8.self).lowercased()
                return text.contains("authorization") || text.contains("headers")
            }
        }
    }

    /// One site for each place and way, the surest first seen.
    private struct Collected {
        private struct Key: Hashable {
            let path: String
            let start: Int
            let kind: TokenSite.Kind
            let way: Outlet.Way?
        }
        private(set) var sites: [TokenSite] = []
        private var known: [Key: Int] = [:]

        mutating func add(_ site: TokenSite) {
            let key = Key(path: site.location.path, start: site.location.range.start, kind: site.kind, way: site.outlet?.way)
            guard let index = known[key] else {
                known[key] = sites.count
                sites.append(site)
                return
            }
            guard let new = site.outlet, let old = sites[index].outlet else { return }
            // The whole token is worse than a piece of it, the caller's own worse than another.
            if old.isShortened != new.isShortened ? !new.isShortened : new.isCallers && !old.isCallers { sites[index] = site }
        }
    }
}
