import SourceScanner

/// Swift's payload types: a token is verified by a call that names a type, and the type's own `verify` method holds (or lacks) the checks. Joins the two across files.
struct PayloadSurvey {
    private let program: Program
    private let evaluator: Evaluator
    private let surface: (String) -> Surface
    /// What each payload type of the program checks.
    private var payloads: [Syntax: Payload] = [:]
    /// The first payload type of each name; types of the same name in other types are told apart by their declarations.
    private var named: [String: Payload] = [:]

    struct Payload {
        let type: Syntax
        let method: Syntax?
        let audience: Answer
        let issuer: Answer
        let expiry: ExpiryAnswer
    }

    init(_ program: Program, _ evaluator: Evaluator, _ surface: @escaping (String) -> Surface) {
        self.program = program
        self.evaluator = evaluator
        self.surface = surface
    }

    private static let protocols: Set<String> = ["JWTPayload"]
    private static let authenticators: Set<String> = ["JWTAuthenticator", "AsyncJWTAuthenticator"]

    /// The declarations of payload types as sites of their own.
    mutating func sites(recognizer: Recognizer) -> [TokenSite] {
        var result: [TokenSite] = []
        for (name, declarations) in program.index.classes.sorted(by: { $0.key < $1.key }) {
            let all = declarations.filter { $0.tree.language == .swift && !$0.has(.protocolType) }
            let definitions = all.filter { !$0.has(.typeExtension) }
            for type in definitions.isEmpty ? Array(all.prefix(1)) : definitions {
                let bodies = definitions.count > 1 ? [type] : all
                // A payload type itself is a verification's other half: see `joined`.
                guard bodies.contains(where: isPayload) else { continue }
                let payload = read(type, bodies)
                payloads[type] = payload
                if named[name] == nil { named[name] = payload }
                if isProof(bodies) { continue }
                let place = payload.method ?? type
                var site = TokenSite(
                    kind: .verify, library: "jwt-kit", api: "JWTPayload.verify(using:)", syntax: place,
                    location: Location(place.tree, ByteRange(place.nameStart, place.nameStart + max(place.name.utf8.count, 1))),
                    surface: surface(place.tree.file.path))
                fill(&site, payload)
                site.signature = .verified
                result.append(site)
            }
        }
        return result
    }

    /// It conforms itself, by a protocol of the program, or by one of another package: then its own checks tell it.
    private func isPayload(_ type: Syntax) -> Bool {
        if type.children(.member).contains(where: isCheck) { return true }
        guard !type.children(.base).isEmpty else { return false }
        return type.children(.base).contains { Self.protocols.contains($0.name.behindLastDot) }
            || evaluator.bases(of: type).contains { Self.protocols.contains($0.path.last ?? "") }
    }

    /// What a DPoP proof claims: no token, and judged as a proof where it is verified.
    private func isProof(_ bodies: [Syntax]) -> Bool {
        bodies.lazy.flatMap { $0.children(.member) }.contains { member in
            member.kind == .variable
                && ["htm", "htu"].contains(member.child(.target).flatMap { claim(of: $0.name, in: bodies) ?? $0.name } ?? "")
        }
    }

    /// `func verify(using:)` with a signer (jwt-kit 4) or an algorithm (5), and no method that happens to be called so.
    private func isCheck(_ member: Syntax) -> Bool {
        guard member.kind == .function, member.name == "verify", member.child(.body) != nil,
            let parameter = member.child(.parameter), parameter.child(.label)?.name == "using", let type = parameter.child(.type)
        else { return false }
        return type.text.contains("JWTSigner") || evaluator.mentions("JWTAlgorithm", in: type)
    }

    private func fill(_ site: inout TokenSite, _ payload: Payload) {
        site.audience = payload.audience
        site.issuer = payload.issuer
        site.expiry = payload.expiry
        site.algorithm = AlgorithmAnswer(.libraryDefault, reach: .anyOfKeyType)
    }

    private func read(_ type: Syntax, _ bodies: [Syntax]) -> Payload {
        let members = bodies.flatMap { $0.children(.member) }
        let method = members.first(where: isCheck) ?? evaluator.method("verify", ofType: type).flatMap { isCheck($0) ? $0 : nil }
        guard let method, let body = method.child(.body) else {
            // A protocol demands the method, so that it stands in a package that is not here.
            return Self.unseen(type)
        }
        var audience = Answer(
            .missing, [Evidence(Location(method.tree, ByteRange(method.nameStart, method.nameStart + 6)), "the payload's own checks")],
            otherwise: .unsupported)
        var issuer = audience
        var expiry = ExpiryAnswer(.ignored)
        var uses: [Flow.Use] = []
        for node in body.descendants {
            let name: String?
            switch node.kind {
            case .member where node.child(.base)?.kind == .selfReference: name = node.name
            case .identifier where node.role != .callee && node.role != .target && node.role != .label: name = node.name
            default: name = nil
            }
            guard let name, let claim = claim(of: name, in: bodies) else { continue }
            uses.append(Flow.Use(syntax: node, path: [claim], trail: []))
            if let member = node.parent, member.kind == .member, member.role == .callee, member.name == "verifyNotExpired",
                let call = member.parent
            {
                expiry = ExpiryAnswer(.enforced, [Evidence(call, "expiry is checked here")])
            }
        }
        let checks = ByHand(evaluator: evaluator).checks(uses)
        if let found = checks[.audience] { audience = found }
        if let found = checks[.issuer] { issuer = found }
        if expiry.state == .ignored, let found = checks[.expiry], found.state == .enforced {
            expiry = ExpiryAnswer(.enforced, found.evidence)
        }
        return Payload(type: type, method: method, audience: audience, issuer: issuer, expiry: expiry)
    }

    /// A payload whose checks cannot be seen.
    private static func unseen(_ type: Syntax) -> Payload {
        Payload(
            type: type, method: nil, audience: Answer(.unknown, otherwise: .unsupported, isCertain: false),
            issuer: Answer(.unknown, otherwise: .unsupported, isCertain: false), expiry: ExpiryAnswer(.unknown))
    }

    /// The registered claim of a field: by its type, by its coding key, by its name.
    private func claim(of field: String, in bodies: [Syntax]) -> String? {
        for member in bodies.lazy.flatMap({ $0.children(.member) }) where member.kind == .variable && member.child(.target)?.name == field {
            switch member.child(.type)?.name.behindLastDot {
            case "AudienceClaim": return "aud"
            case "IssuerClaim": return "iss"
            case "ExpirationClaim": return "exp"
            default: break
            }
        }
        for keys in bodies.lazy.flatMap({ $0.children(.member) }) where keys.kind == .classDeclaration && keys.has(.enumeration) {
            for item in keys.children(.member) where item.kind == .enumCase && item.name == field {
                if let text = item.child(.value)?.stringValue { return text }
            }
        }
        return ["aud", "audience", "iss", "issuer", "exp", "expiration", "expiresAt", "azp"].contains(field) ? field : nil
    }

    /// Verification calls with the checks of the payload that they name.
    func joined(_ sites: [TokenSite]) -> [TokenSite] {
        let sites = withCallers(sites)
        let joined = sites.map { site -> TokenSite in
            guard site.kind == .verify, site.language == .swift, site.syntax.kind == .call || site.syntax.kind == .classDeclaration else {
                return site
            }
            guard let payload = payload(of: site.syntax) ?? undetermined(site) ?? foreign(site) else { return site }
            var result = site
            let hand = (site.audience, site.issuer)
            let (expiry, algorithm) = (site.expiry, site.algorithm)
            fill(&result, payload)
            // The keys decide which algorithms pass, not the payload.
            if algorithm.state != .notApplicable { result.algorithm = algorithm }
            if expiry.state == .enforced { result.expiry = expiry }
            if hand.0.state == .enforced || hand.0.state == .conditional, payload.audience.state != .enforced { result.audience = hand.0 }
            // Compared and let through: worse than not compared, and another vice.
            if hand.0.reaction != .rejects, result.audience.state == .missing { result.audience = hand.0 }
            if hand.1.reaction != .rejects, result.issuer.state == .missing { result.issuer = hand.1 }
            if hand.1.state == .enforced || hand.1.state == .conditional, payload.issuer.state != .enforced { result.issuer = hand.1 }
            result.evidence.append(Evidence(Location(payload.method ?? payload.type), "the payload type and its own checks"))
            return result
        }
        let verifications = joined.filter { $0.kind == .verify && $0.language == .swift && $0.library != "hand-written" }
            .filter { site in site.syntax.kind == .call || !payloads.values.contains { ($0.method ?? $0.type) == site.syntax } }
            .map { (site: $0, payload: payload(of: $0.syntax)) }
        let signed = Set(joined.filter { $0.kind == .issue && $0.language == .swift }.compactMap { signedType($0.syntax) })
        // A payload whose only users compare by hand what it leaves out is as good as they are.
        return joined.map { site in
            guard site.language == .swift, site.syntax.kind != .call,
                let declared = payloads.values.first(where: { ($0.method ?? $0.type) == site.syntax })
            else { return site }
            let users = verifications.filter { $0.payload?.type == declared.type }.map(\.site)
            var result = site
            // Only signed here: whoever gets the token verifies it.
            if users.isEmpty, !verifications.contains(where: { $0.payload == nil }), signed.contains(declared.type) {
                result.inbound = false
            }
            guard !users.isEmpty else { return result }
            if users.allSatisfy({ $0.audience.state == .enforced }) { result.audience = users[0].audience }
            if users.allSatisfy({ $0.issuer.state == .enforced }) { result.issuer = users[0].issuer }
            if users.allSatisfy({ $0.expiry.state == .enforced }) { result.expiry = users[0].expiry }
            return result
        }
    }

    /// The payload type that a call, or an authenticator, asks for.
    private func payload(of syntax: Syntax) -> Payload? {
        for argument in syntax.children(.argument) {
            if let value = argument.child(.value), value.kind == .member, value.name == "self", let base = value.child(.base),
                case .type(let type) = evaluator.value(of: base).value.bare, let payload = payloads[type]
            {
                return payload
            }
        }
        return payloadName(syntax).flatMap { named[$0] }
    }

    /// A call that leaves the payload to its callers: what all payloads of the program have in common holds, the rest is not known.
    private func undetermined(_ site: TokenSite) -> Payload? {
        guard site.syntax.kind == .call, site.library == "jwt-kit" || site.library == "vapor/jwt",
            let any = named.min(by: { $0.key < $1.key })?.value, leavesOpen(site.syntax)
        else { return nil }
        let all = payloads.values
        return Payload(
            type: any.type, method: any.method,
            audience: all.allSatisfy { $0.audience.state == any.audience.state } ? any.audience : Answer(.unknown, isCertain: false),
            issuer: all.allSatisfy { $0.issuer.state == any.issuer.state } ? any.issuer : Answer(.unknown, isCertain: false),
            expiry: all.allSatisfy { $0.expiry.state == any.expiry.state } ? any.expiry : ExpiryAnswer(.unknown))
    }

    /// `as: type`, or a result of a type that the function's caller chooses.
    private func leavesOpen(_ call: Syntax) -> Bool {
        if let asked = call.children(.argument).first(where: { $0.name == "as" })?.child(.value), asked.name != "self" { return true }
        guard let name = payloadName(call), let function = call.enclosingFunction else { return false }
        return isTypeParameter(name, of: function)
    }

    /// A call that names a type of another package: its checks are made, and not seen.
    private func foreign(_ site: TokenSite) -> Payload? {
        guard site.syntax.kind == .call, site.library == "jwt-kit" || site.library == "vapor/jwt", site.expiry.state == .ignored,
            payloadName(site.syntax) != nil
        else { return nil }
        return Self.unseen(site.syntax)
    }

    /// The type of what a call signs.
    private func signedType(_ call: Syntax) -> Syntax? {
        guard let value = call.child(.argument)?.child(.value) else { return nil }
        return switch evaluator.value(of: value).value.bare {
        case .instance(let type, _): type
        case .object(let object): object.type
        case .parameter(let parameter): parameter.child(.type).flatMap { named[$0.name]?.type }
        default: nil
        }
    }

    /// The sites, and the calls of functions that verify whatever payload their callers ask for: only a caller's line says which checks are made.
    /// What a payload lacks is told at the first call that asks for it.
    private func withCallers(_ sites: [TokenSite]) -> [TokenSite] {
        var result = sites
        var taken = Set(sites.map(\.syntax))
        var told: Set<String> = []
        var frontier = sites.indices.filter {
            sites[$0].kind == .verify && sites[$0].language == .swift && sites[$0].syntax.kind == .call
                && sites[$0].library != "hand-written"
        }
        for _ in 0..<3 {
            var next: [Int] = []
            for index in frontier {
                let site = result[index]
                guard let function = site.syntax.enclosingFunction, let name = payloadName(site.syntax),
                    isTypeParameter(name, of: function)
                else { continue }
                for call in evaluator.calls(of: function) where taken.insert(call).inserted {
                    var wrapper = site
                    wrapper.syntax = call
                    wrapper.location = Location(callee: call)
                    wrapper.surface = surface(call.tree.file.path)
                    wrapper.api = Evaluator.name(of: function, calledBy: call)
                    wrapper.evidence.append(Evidence(site.location, "the token is verified here"))
                    wrapper.isEcho = payloadName(call).map { named[$0] != nil && !told.insert($0).inserted } ?? false
                    result[index].isEcho = true
                    next.append(result.count)
                    result.append(wrapper)
                }
            }
            frontier = next
        }
        return result
    }

    /// No type of the program, and the function promises it to whoever calls.
    private func isTypeParameter(_ name: String, of function: Syntax) -> Bool {
        named[name] == nil && program.index.classes[name] == nil
            && (function.child(.type)?.name == name
                || function.children(.parameter).contains { $0.child(.type)?.text.contains(name) == true })
    }

    /// `as: Payload.self`, `Payload.authenticator()`, or the type that the result is declared with.
    func payloadName(_ call: Syntax) -> String? {
        if call.kind == .classDeclaration {
            // An authenticator: `typealias Payload = …`, or what `authenticate(jwt:for:)` takes.
            let members = call.children(.member)
            if let alias = members.first(where: { $0.kind == .typeAlias && $0.name == "Payload" })?.child(.type)?.name {
                return alias.behindLastDot
            }
            return members.filter { $0.kind == .function }.flatMap { $0.children(.parameter) }.compactMap { $0.child(.type)?.name }.first {
                named[$0] != nil
            }
        }
        for argument in call.children(.argument) {
            if let value = argument.child(.value), value.kind == .member, value.name == "self", let base = value.child(.base) {
                return base.name
            }
        }
        if let callee = call.child(.callee), let base = callee.child(.base), named[base.name] != nil { return base.name }
        for type in call.children(.typeArgument) + (call.child(.callee)?.children(.typeArgument) ?? []) where named[type.name] != nil {
            return type.name
        }
        for ancestor in call.ancestors {
            if ancestor.kind == .variable { return ancestor.child(.type)?.name }
            if ancestor.kind == .returnStatement || ancestor.kind == .function { return call.enclosingFunction?.child(.type)?.name }
            if ancestor.role == .statement {
                guard ancestor.isImplicitlyReturned else { break }
                return call.enclosingFunction?.child(.type)?.name
            }
        }
        return nil
    }
}
