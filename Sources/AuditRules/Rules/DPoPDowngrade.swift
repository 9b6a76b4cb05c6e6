import SourceScanner

extension Rule {
    static let dpopDowngrade = Rule(
        id: "dpop-downgrade", axis: .permissions, severity: .high, points: 15,
        title: "Proof checked only when the client brings one",
        explanation:
            "If a request without a proof passes, a thief leaves the proof out: the bound token works as a bearer token. RFC 9449 §7.1 has the server reject a token with "
            + "`cnf.jkt` under the Bearer scheme.",
        remedy:
            "Decide by the token, not by the header: where `cnf.jkt` is there, demand the DPoP scheme and a proof, and reject the request otherwise.",
        detection:
            "Looks, from the verification of a proof up to two callers, for a condition that skips it when the header is absent or the scheme is another one, while nothing "
            + "on that path asks the token for `cnf`.",
        limits: "Libraries that demand proofs by an option are judged by what is known of them, not here.",
        references: [.rfc(9449, "7.1"), .rfc(9449, "7.2")], cwe: [294, 757],
        examples: DowngradeExample.all,
        check: { inventory, findings in
            let gates = ProofGates(inventory.evaluator)
            var seen: Set<Syntax> = []
            for site in inventory.sites(.dpopVerify) where site.surface != .test {
                guard let gate = gates.gate(of: site.syntax), seen.insert(gate).inserted else { continue }
                findings.add(
                    at: site, "\(site.api) is skipped when the request brings no proof: a bound token passes as a bearer token",
                    [Evidence(gate, "without a proof the request goes on")])
            }
        })
}

/// Finds the condition that lets a request pass without its proof being verified.
private struct ProofGates {
    let evaluator: Evaluator

    init(_ evaluator: Evaluator) { self.evaluator = evaluator }

    func gate(of verification: Syntax) -> Syntax? {
        var frontier = [verification]
        for _ in 0..<3 {
            for place in frontier { if let gate = gate(around: place) { return gate } }
            frontier = frontier.flatMap { place in
                let function = place.kind == .function ? place : place.enclosingFunction
                return function.map { evaluator.calls(of: $0) } ?? []
            }
        }
        return nil
    }

    private func gate(around place: Syntax) -> Syntax? {
        guard place.kind != .function else { return earlyExit(in: place.child(.body), before: nil) }
        var below = place
        for ancestor in place.ancestors {
            switch ancestor.kind {
            case .function, .file: return nil
            case .ifStatement where below.role == .then:
                if let condition = ancestor.children(.condition).first(where: asksForProof), letsPass(ancestor),
                    !asksToken(outside: ancestor)
                {
                    return condition
                }
            case .block: if let exit = earlyExit(in: ancestor, before: below) { return exit }
            default: break
            }
            below = ancestor
        }
        return nil
    }

    /// `if (!proof) return next()` in front of the verification.
    private func earlyExit(in block: Syntax?, before place: Syntax?) -> Syntax? {
        guard let block, block.kind == .block else { return nil }
        for statement in block.children(.statement) {
            if let place, statement.range.start >= place.range.start { return nil }
            guard statement.kind == .ifStatement, !statement.has(.guardStatement), let condition = statement.child(.condition),
                isAbsence(condition), let then = statement.child(.then), passes(then)
            else { continue }
            let earlier = block.children(.statement).prefix { $0 != statement } + [then]
            if earlier.contains(where: mentionsConfirmation) { return nil }
            return condition
        }
        return nil
    }

    // MARK: Conditions

    private func isNamedProof(_ syntax: Syntax) -> Bool {
        guard [.identifier, .member, .subscripted, .call].contains(syntax.kind), syntax.range.end - syntax.range.start < 80 else {
            return false
        }
        let text = syntax.text.lowercased()
        return (text.contains("dpop") || text.hasSuffix("proof"))
            && !["require", "enforce", "enable", "bound", "mode", "config", "option", "strict", "supported"].contains(where: text.contains)
    }

    /// The proof is there, or the scheme is DPoP.
    private func asksForProof(_ condition: Syntax) -> Bool {
        switch condition.kind {
        case .identifier, .member, .subscripted: return isNamedProof(condition)
        case .variable:
            return condition.has(.optionalBinding)
                && (condition.child(.value).map(isNamedProof) ?? false || condition.child(.target).map(isNamedProof) ?? false)
        case .call:
            if isNamedProof(condition), !condition.children(.argument).contains(where: { $0.child(.value)?.kind != .string }) {
                return true
            }
            return condition.descendants.contains {
                $0.kind == .string && $0.name.lowercased().hasPrefix("dpop") && $0.name.utf8.count <= 5
            }
        case .binary:
            guard let left = condition.child(.left), let right = condition.child(.right) else { return false }
            if condition.name == "&&" { return asksForProof(left) || asksForProof(right) }
            if ["!=", "!==", "is not"].contains(condition.name) { return right.kind == .null && isNamedProof(left) }
            guard ["==", "==="].contains(condition.name) else { return false }
            return [left, right].contains {
                ($0.stringValue ?? "").lowercased() == "dpop" || ($0.kind == .member && $0.name.lowercased() == "dpop")
            }
        case .unary where condition.name == "!":
            guard let inner = condition.child(.value), inner.kind == .unary else { return false }
            return inner.child(.value).map(asksForProof) ?? false
        default: return false
        }
    }

    private func isAbsence(_ condition: Syntax) -> Bool {
        switch condition.kind {
        case .unary where condition.name == "!": return condition.child(.value).map { isNamedProof($0) } ?? false
        case .binary:
            guard ["==", "===", "is"].contains(condition.name), let left = condition.child(.left), let right = condition.child(.right)
            else { return false }
            return right.kind == .null && isNamedProof(left)
        default: return false
        }
    }

    // MARK: Paths

    /// A request whose condition does not hold goes on.
    private func letsPass(_ statement: Syntax) -> Bool {
        if let otherwise = statement.child(.otherwise) { return otherwise.kind != .ifStatement && !refuses(otherwise) }
        guard let then = statement.child(.then), BranchEnd.of(then, evaluator.program) != .goesOn else { return true }
        let rest = statement.parent?.children(.statement).filter { $0.range.start >= statement.range.end } ?? []
        return rest.contains(where: passes)
    }

    /// Hands the request on: `next()`, `await call_next(request)`, `return true`, the claims.
    private func passes(_ branch: Syntax) -> Bool {
        branch.descendants.contains { node in
            switch node.kind {
            case .call:
                guard let name = node.child(.callee)?.name else { return false }
                return name == "next" && node.child(.argument) == nil || name == "call_next"
                    || name == "respond" && node.child(.callee)?.child(.base)?.name == "next"
            case .returnStatement:
                guard let value = node.child(.value) else { return false }
                if value.kind == .boolean { return value.name.lowercased() == "true" }
                return value.kind == .identifier
                    && ["claims", "payload", "user", "token", "principal", "auth"].contains { value.name.lowercased().hasSuffix($0) }
            default: return false
            }
        }
    }

    private func refuses(_ branch: Syntax) -> Bool {
        switch BranchEnd.of(branch, evaluator.program) {
        case .refuses: return true
        case .returns: return !passes(branch)
        case .goesOn: return branch.descendants.contains { $0.kind == .number && ["401", "403", "400"].contains($0.name) }
        }
    }

    /// The token itself is asked whether it is bound, in the same function or around it.
    private func asksToken(outside gate: Syntax) -> Bool {
        let conditions = gate.children(.condition)
        if conditions.contains(where: mentionsConfirmation) { return true }
        guard let function = gate.enclosingFunction else { return false }
        for node in function.descendants where node.kind == .ifStatement || node.kind == .conditional || node.kind == .binary {
            if let then = gate.child(.then), node.isInside(then) { continue }
            let asked = node.kind == .binary ? [node] : node.children(.condition)
            if asked.contains(where: mentionsConfirmation) { return true }
        }
        return false
    }

    private func mentionsConfirmation(_ syntax: Syntax) -> Bool {
        syntax.descendants.contains { node in
            guard [.identifier, .member, .string, .patternElement].contains(node.kind) else { return false }
            let name = node.name.lowercased()
            return name == "cnf" || name == "jkt" || name.contains("bound") || name.contains("thumbprint")
        }
    }
}

/// A proof that is demanded, and one that is checked when it happens to be there.
private enum DowngradeExample {
    static let all: [Rule.Example] = [
        .flagged(
            .typeScript,
            """
            import { EmbeddedJWK, jwtVerify } from "jose"
            export async function requireProof(req: Request, res: Response, next: NextFunction) {
                const proof = req.headers["dpop"]
                if (!proof) return next()
                const { payload } = await ↓jwtVerify(proof, EmbeddedJWK, { typ: "dpop+jwt", maxTokenAge: 30 })
                if (payload.htm !== req.method || payload.htu !== address(req)) return res.status(401).end()
                next()
            }
            """),
        .flagged(
            .javaScript,
            """
            import { EmbeddedJWK, jwtVerify } from "jose"
            async function verifyProof(proof, req) {
                const { payload } = await ↓jwtVerify(proof, EmbeddedJWK, { typ: "dpop+jwt", maxTokenAge: 30 })
                if (payload.htm !== req.method || payload.htu !== address(req)) throw new Error("proof")
            }
            export async function authenticate(req, res, next) {
                const [scheme, token] = req.headers.authorization.split(" ")
                req.user = await check(token)
                if (scheme === "DPoP") await verifyProof(req.headers.dpop, req)
                next()
            }
            """),
        .flagged(
            .python,
            """
            import jwt
            def authenticate(request, claims):
                proof = request.headers.get("DPoP")
                if proof:
                    found = jwt.↓decode(proof, jwt.PyJWK(jwt.get_unverified_header(proof)["jwk"]), algorithms=["ES256"])
                    if found["htm"] != request.method or found["htu"] != str(request.url):
                        raise PermissionError("proof")
                return claims
            """),
        .flagged(
            .python,
            """
            import jwt
            async def middleware(request, call_next):
                dpop = request.headers.get("dpop")
                if dpop is None:
                    return await call_next(request)
                claims = jwt.↓decode(dpop, jwt.PyJWK(jwt.get_unverified_header(dpop)["jwk"]), algorithms=["ES256"])
                if claims["htm"] != request.method or claims["htu"] != str(request.url):
                    raise PermissionError("proof")
                return await call_next(request)
            """),
        .flagged(.swift, swift("if let proof = request.headers.first(name: \"DPoP\") {", "}")),
        .flagged(
            .swift,
            swift("let proof = request.headers.first(name: \"DPoP\") ?? \"\"\n        if request.scheme == \"DPoP\" {", "}")),
        .clean(
            .typeScript,
            """
            import { EmbeddedJWK, jwtVerify } from "jose"
            export async function requireProof(req: Request, res: Response, next: NextFunction) {
                const proof = req.headers["dpop"]
                if (!proof) return res.status(401).end()
                const { payload } = await jwtVerify(proof, EmbeddedJWK, { typ: "dpop+jwt", maxTokenAge: 30 })
                if (payload.htm !== req.method || payload.htu !== address(req)) return res.status(401).end()
                next()
            }
            """),
        .clean(
            .javaScript,
            """
            import { EmbeddedJWK, jwtVerify } from "jose"
            async function verifyProof(proof, req) {
                const { payload } = await jwtVerify(proof, EmbeddedJWK, { typ: "dpop+jwt", maxTokenAge: 30 })
                if (payload.htm !== req.method || payload.htu !== address(req)) throw new Error("proof")
            }
            export async function authenticate(req, res, next) {
                const [scheme, token] = req.headers.authorization.split(" ")
                req.user = await check(token)
                if (scheme !== "DPoP" && req.user.cnf) return res.status(401).end()
                if (scheme === "DPoP") await verifyProof(req.headers.dpop, req)
                next()
            }
            """),
        .clean(
            .python,
            """
            import jwt
            def authenticate(request, claims):
                proof = request.headers.get("DPoP")
                if not proof:
                    raise PermissionError("proof")
                found = jwt.decode(proof, jwt.PyJWK(jwt.get_unverified_header(proof)["jwk"]), algorithms=["ES256"])
                if found["htm"] != request.method or found["htu"] != str(request.url):
                    raise PermissionError("proof")
                return claims
            """),
        .clean(
            .python,
            """
            import jwt
            def authenticate(request, claims):
                proof = request.headers.get("DPoP")
                if proof:
                    found = jwt.decode(proof, jwt.PyJWK(jwt.get_unverified_header(proof)["jwk"]), algorithms=["ES256"])
                    if found["htm"] != request.method or found["htu"] != str(request.url):
                        raise PermissionError("proof")
                elif "cnf" in claims:
                    raise PermissionError("a bound token needs a proof")
                return claims
            """),
        .clean(
            .swift,
            swift("guard let proof = request.headers.first(name: \"DPoP\") else { throw Refused.proof }", "").replacing("↓", with: "")),
        .clean(
            .swift,
            swift("if token.cnf != nil {\n            let proof = try request.headers.required(\"DPoP\")", "}").replacing("↓", with: "")),
    ]

    private static func swift(_ opening: String, _ closing: String) -> String {
        """
        import Crypto
        import Foundation
        struct ProofClaims: Codable { var htm: String; var htu: String; var iat: Double }
        struct Authenticator {
            func authenticate(_ request: Request, _ token: AccessToken, _ key: P256.Signing.PublicKey) throws -> AccessToken {
                \(opening)
                    let parts = proof.split(separator: ".")
                    let claims = try JSONDecoder().decode(ProofClaims.self, from: bytes(parts[1]))
                    guard key.↓isValidSignature(signature(parts), for: signed(parts)) else { throw Refused.signature }
                    guard claims.htm == request.method, claims.htu == request.url else { throw Refused.request }
                \(closing)
                return token
            }
        }
        """
    }
}
