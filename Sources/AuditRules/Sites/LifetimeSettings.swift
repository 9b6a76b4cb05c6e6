import SourceScanner

/// Constants and settings of the program's own that say how long its tokens live: `ACCESS_TOKEN_EXPIRE_MINUTES = 60`, `refreshTokenTime`.
struct LifetimeSettings {
    private let program: Program
    private let evaluator: Evaluator
    private let surface: (String) -> Surface

    init(_ program: Program, _ evaluator: Evaluator, _ surface: @escaping (String) -> Surface) {
        self.program = program
        self.evaluator = evaluator
        self.surface = surface
    }

    func sites(besides known: [TokenSite]) -> [TokenSite] {
        let taken = Set(known.map { Place(path: $0.location.path, line: $0.location.start.line) })
        var result: [TokenSite] = []
        for tree in program.relevant {
            for index in tree.nodes.indices where tree.nodes[index].kind == .variable {
                let declaration = Syntax(tree: tree, id: NodeID(Int32(index)))
                guard let target = declaration.child(.target), target.kind == .identifier, let value = declaration.child(.value),
                    declaration.isConstantLike,
                    let name = SettingName(target.name)
                else { continue }
                guard let seconds = seconds(value, name) else { continue }
                let location = Location(tree, ByteRange(target.range.start, max(target.range.end, value.range.end)))
                guard !taken.contains(Place(path: tree.file.path, line: location.start.line)) else { continue }
                var site = TokenSite(
                    kind: .settings, library: "in-house", api: target.name, syntax: declaration, location: location,
                    surface: surface(tree.file.path))
                site.inbound = false
                site.lifetime = LifetimeAnswer(name.subject, seconds: seconds, evidence: [Evidence(value, "the lifetime is set here")])
                result.append(site)
            }
        }
        return result
    }

    private struct Place: Hashable {
        let path: String
        let line: Int
    }

    private func seconds(_ value: Syntax, _ name: SettingName) -> Double? {
        let known = evaluator.value(of: value).value.alternatives.compactMap { alternative -> Double? in
            switch alternative.bare {
            case .number(let number):
                guard number > 0 else { return nil }
                let unit =
                    name.unit ?? namedUnit(in: value)
                    ?? (value.mentionsThousand || number >= 31_536_000 * 2 ? .milliseconds : .seconds)
                // A bare small number without a unit in its name says nothing.
                return name.unit == nil && number < 30 ? nil : number * unit.seconds
            case .string(let text): return TimeText.seconds(text, bare: .refused)
            case .duration(let seconds): return seconds
            default: return nil
            }
        }
        return known.max()
    }

    /// In what `15 * MINUTE` counts, by what the constant is worth: 60 or 60 000, wherever it is declared.
    private func namedUnit(in value: Syntax) -> TimeUnit? {
        for name in value.descendants where name.kind == .identifier || name.kind == .member {
            guard let length = SettingName.words(name.name).lazy.compactMap({ Self.lengths[$0] }).first,
                let worth = evaluator.value(of: name).value.double, worth > 0
            else { continue }
            // Months and years are rounded as one likes.
            switch worth / length {
            case 0.9...1.1: return .seconds
            case 900...1_100: return .milliseconds
            default: continue
            }
        }
        return nil
    }

    /// Seconds of what a constant is named after.
    private static let lengths: [String: Double] = {
        let lengths: [(String, Double)] = [
            ("second", 1), ("minute", 60), ("hour", 3_600), ("day", 86_400), ("week", 604_800), ("month", 2_629_800),
            ("year", 31_557_600),
        ]
        return Dictionary(lengths.flatMap { [($0, $1), ($0 + "s", $1)] }, uniquingKeysWith: { $1 })
    }()
}

extension Syntax {
    /// Declared once, for the whole file or type: a constant, a class attribute, a setting.
    fileprivate var isConstantLike: Bool { enclosingFunction == nil }

    /// `… * 1000`: JavaScript counts in milliseconds.
    fileprivate var mentionsThousand: Bool {
        tree.language.isECMAScript && descendants.contains { $0.kind == .number && ($0.name == "1000" || $0.name == "1e3") }
    }
}

/// What a name such as `ACCESS_TOKEN_EXPIRE_MINUTES` says.
struct SettingName {
    let subject: LifetimeAnswer.Subject
    let unit: TimeUnit?

    private static let lengths: Set<String> = [
        "lifetime", "ttl", "expiry", "expire", "expires", "expiration", "time", "duration", "validity", "maxage", "age", "lifespan",
        "expirein", "expiresin", "timeout", "exp",
    ]

    init?(_ name: String) {
        let words = Self.words(name)
        guard words.contains(where: Self.lengths.contains) else { return nil }
        let all = Set(words)
        guard
            all.contains("token") || all.contains("tokens") || all.contains("jwt") || all.contains("session")
                || (all.contains("code") && (all.contains("auth") || all.contains("authorization")))
        else { return nil }
        // What is not a token's life: caches, clocks, requests, mail links.
        guard
            all.isDisjoint(with: [
                "cache", "refreshbuffer", "buffer", "skew", "leeway", "request", "http", "poll", "interval", "threshold", "margin", "reset",
                "email", "password", "verification", "invite", "setup", "magic", "link", "signup", "registration", "csrf", "window",
                "grace", "retry", "idle", "clock", "cleanup", "header",
                "name", "key", "url", "count", "upstream", "fetch", "introspection", "connect",
            ])
        else { return nil }
        // `ACCESS_TOKEN_TTL_NO_REFRESH` is about the access token.
        if all.contains("refresh"), !all.contains("access") {
            subject = .refresh
        } else if all.contains("session") {
            subject = .session
        } else if all.contains("code") {
            subject = .authorizationCode
        } else if all.contains("id") || all.contains("identity") {
            subject = .identity
        } else {
            subject = .access
        }
        switch words.last {
        case "minutes", "minute", "mins", "min": unit = .minutes
        case "hours", "hour", "hrs": unit = .hours
        case "days", "day": unit = .days
        case "ms", "millis", "milliseconds": unit = .milliseconds
        case "seconds", "secs", "sec", "second", "s": unit = .seconds
        default: unit = nil
        }
    }

    /// `accessTokenTTL` and `ACCESS_TOKEN_TTL` alike: access, token, ttl.
    static func words(_ name: String) -> [String] {
        var result: [String] = []
        var current: [UInt8] = []
        func end() {
            if !current.isEmpty { result.append(String(decoding: current, as: UTF8.self)) }
            current.removeAll(keepingCapacity: true)
        }
        var previousIsLower = false
        for byte in name.utf8 {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"):
                if previousIsLower { end() }
                current.append(byte | 0x20)
                previousIsLower = false
            case UInt8(ascii: "a")...UInt8(ascii: "z"), 0x80...:
                current.append(byte)
                previousIsLower = true
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                current.append(byte)
                previousIsLower = false
            default:
                end()
                previousIsLower = false
            }
        }
        end()
        return result
    }
}
