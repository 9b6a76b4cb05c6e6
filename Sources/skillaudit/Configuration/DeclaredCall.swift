import AuditRules
import SourceScanner

/// A call that the user declares: an entry of the knowledge as a configuration writes it.
struct DeclaredCall: Sendable {
    /// For a function of the program: the file that declares it, from the configuration's folder.
    var file = ""
    /// `name`, or `Type.name` for a method.
    var function = ""
    var api = TokenAPI(library: "", name: "", kind: .verify, callees: [])

    /// The entry for the knowledge. `folder`: where the configuration lies.
    func api(below folder: String) -> TokenAPI {
        guard !file.isEmpty else { return api }
        var copy = api
        copy.callees = [.own(folder.isEmpty ? file : "\(folder)/\(file)", function)]
        return copy
    }
}

extension ConfigurationType where Value == DeclaredCall {
    static let wrapper = record(
        "a function of the program",
        [
            ConfigurationKey(
                "file", .text.described("a path"), \.file, isRequired: true, "The file that declares it, from the configuration's folder."),
            ConfigurationKey("function", .text, \.function, isRequired: true, "Its name; `Type.name` for a method."),
        ] + apiKeys, empty: DeclaredCall(),
        finish: { declared, _, _ in
            declared.api.library = "hand-written"
            if declared.api.name.isEmpty { declared.api.name = declared.function }
        })

    static let library = record(
        "a call of a library",
        [
            ConfigurationKey(
                "library", .text, \.api.library, isRequired: true,
                "The library's name in reports, and in manifests where `versions` are told apart."),
            ConfigurationKey(
                "calls", .list(of: .callee, "ways to reach the call"), \.api.callees, isRequired: true,
                "Every way in which the call is reached."),
        ] + apiKeys, empty: DeclaredCall(),
        finish: { declared, _, _ in
            if declared.api.name.isEmpty { declared.api.name = declared.api.callees.first?.shortName ?? declared.api.library }
        })

    private static let apiKeys: [ConfigurationKey<DeclaredCall>] = [
        ConfigurationKey("name", .text, \.api.name, "The call's name in reports; by default its own."),
        ConfigurationKey(
            "language", .choice(Language.allCases.map { ($0.rawValue, $0) }), \.api.language,
            "The language of the callers; `typescript` and `javascript` mean both."),
        ConfigurationKey("kind", .kind, \.api.kind, isRequired: true, "What it does with a token."),
        ConfigurationKey(
            "parameters", .texts, \.api.parameters,
            "The names of its parameters in order, so that an argument is found by label or position."),
        ConfigurationKey(
            "receiver-parameters", .texts, \.api.receiverParameters, "The same for the constructor that made the method's receiver."),
        ConfigurationKey("token", .path, \.api.token, "Where the token stands."),
        ConfigurationKey("key", .path, \.api.key, "Where the key stands."),
        ConfigurationKey("payload", .path, \.api.payload, "Where the claims to be signed stand."),
        ConfigurationKey("audience", .claim, \.api.audience, "How the expected audience is told."),
        ConfigurationKey("issuer", .claim, \.api.issuer, "How the expected issuer is told."),
        ConfigurationKey("algorithms", .algorithms, \.api.algorithms, "How the accepted algorithms are told."),
        ConfigurationKey("expiry", .expiry, \.api.expiry, "Whether `exp` is checked."),
        ConfigurationKey("lifetime", .lifetimeOption, \.api.lifetime, "How long an issued token lives."),
        ConfigurationKey("signature-off", .switches, \.api.signatureOff, "Options that switch the check of the signature off."),
        ConfigurationKey("when", .switches, \.api.when, "The entry speaks of a call only if all of these hold."),
        ConfigurationKey("unless", .switches, \.api.unless, "The call handles no token if one of these holds."),
        ConfigurationKey("scope", .texts, \.api.scope, "Where the required scopes stand."),
        ConfigurationKey("result", .result, \.api.result, "What the call gives back, and how a refusal shows."),
        ConfigurationKey(
            "inbound", .boolean, \.api.inbound, "Whether its tokens decide access here; false for a client that reads its own."),
        ConfigurationKey("keys-bind-issuer", .boolean, \.api.keysBindIssuer, "The keys come from one issuer by construction."),
        ConfigurationKey("versions", .versions, \.api.versions, "Of which versions of the library it is true."),
        ConfigurationKey("note", .text, \.api.note, "Whatever a reader should know."),
    ]
}

extension ConfigurationType where Value == TokenSite.Kind {
    fileprivate static let kind = choice(
        [TokenSite.Kind.verify, .decode, .issue, .introspect, .exchange, .settings].map { ($0.rawValue, $0) })
}

extension ConfigurationType where Value == OptionPath {
    /// Where a value stands in a call: `options.audience`, `receiver:audience`, `payload.exp`.
    fileprivate static let path = text.described("a path to an argument (`options.audience`)")
}

extension ConfigurationType where Value == TokenAPI.Result {
    fileprivate static let result = choice(
        [
            ("claims", .claims), ("payload-member", .member(["payload"])), ("testable", .testable), ("boolean", .boolean),
            ("guard", .guardian), ("token", .token), ("none", .none),
        ],
        "`claims` (refuses by throwing), `payload-member` (claims in its member `payload`), `testable` (claims or nothing), `boolean`, `guard` (a middleware, a verifier object), "
            + "`token` or `none`")
}

extension ConfigurationType where Value == [Int] {
    fileprivate static let version: ConfigurationType = ConfigurationType<String>.text.described("a version (`9.1`)").converted(
        to: { text, node, problems -> [Int]? in
            let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
            guard parts.allSatisfy({ $0 ?? -1 >= 0 }) else {
                problems.append(ConfigurationProblem(node.position, "a version as in 9.1 is expected here, not \(node.kind)"))
                return nil
            }
            return parts.compactMap { $0 }
        },
        from: { (parts: [Int]) in
            parts.map(String.init).joined(separator: ".")
        })
}

extension ConfigurationType where Value == VersionRange {
    fileprivate static let versions = record(
        "a range of versions",
        [
            ConfigurationKey("from", .version, \.from, "The first of them."),
            ConfigurationKey("below", .version, \.below, "The first behind them."),
        ], empty: VersionRange())
}

// MARK: Ways to reach a call

/// The keys of one way to reach a call, of which only some go together.
private struct CalleeDraft: Sendable {
    var module = ""
    var function: String?
    var type: String?
    var method: String?
    var constructor: String?
    var subclass: String?
    var decorator: String?
    var receiver: [String] = []
    var member: String?
    var labels: [String]?
    var setting: String?

    init() {}

    init(_ callee: Callee) {
        switch callee {
        case .function(let module, let name): (self.module, function) = (module, name)
        case .method(let module, let type, let name): (self.module, self.type, method) = (module, type, name)
        case .constructor(let module, let type): (self.module, constructor) = (module, type)
        case .subclass(let module, let type): (self.module, subclass) = (module, type)
        case .decorator(let module, let name): (self.module, decorator) = (module, name)
        case .member(let receiver, let name, let labels, let module):
            (self.receiver, member, self.labels, self.module) = (receiver, name, labels, module)
        case .setting(let name, let package): (setting, module) = (name, package)
        case .own(_, let name): function = name
        }
    }

    /// Nil where there is none, or more than one.
    var callee: Callee? {
        let ways: [Callee] = [
            function.map { .function(module, $0) }, method.map { .method(module, type ?? "", $0) },
            constructor.map { .constructor(module, $0) },
            subclass.map { .subclass(module, $0) }, decorator.map { .decorator(module, $0) },
            member.map { .member(receiver, $0, labels: labels, importing: module) }, setting.map { .setting($0, package: module) },
        ].compactMap(\.self)
        guard ways.count == 1, (method == nil) == (type == nil) else { return nil }
        return ways.first
    }
}

extension ConfigurationType where Value == Callee {
    fileprivate static let callee = ConfigurationType<CalleeDraft>.record(
        "one way to reach a call",
        [
            ConfigurationKey(
                "module", .text, \.module, isRequired: true,
                "The module, package or Swift module that is imported; a trailing `*` stands for what is below it."),
            ConfigurationKey("function", .text, \.function, "An exported function, or a member of an exported object (`Verifier.create`)."),
            ConfigurationKey("type", .text, \.type, "The exported class of `method`."),
            ConfigurationKey("method", .text, \.method, "A method on an instance of `type`."),
            ConfigurationKey("constructor", .text, \.constructor, "A class whose making is the call."),
            ConfigurationKey("subclass", .text, \.subclass, "A class or protocol whose subclass or conformance is the call."),
            ConfigurationKey("decorator", .text, \.decorator, "A decorator."),
            ConfigurationKey("member", .text, \.member, "A member call on a receiver whose type the source does not show."),
            ConfigurationKey("receiver", .texts, \.receiver, "The last names of that receiver (`[req, jwt]`)."),
            ConfigurationKey("labels", .texts, \.labels, "The Swift argument labels of that call in order, `_` for none."),
            ConfigurationKey("setting", .text, \.setting, "A setting: an assignment, dictionary key or member of this name."),
        ], empty: CalleeDraft()
    ).converted(
        to: { draft, node, problems in
            if let callee = draft.callee { return callee }
            problems.append(
                ConfigurationProblem(
                    node.position, "one way to reach a call is expected here",
                    help: "write one of function, type with method, constructor, subclass, decorator, member or setting beside module"))
            return nil
        }, from: { CalleeDraft($0) })
}

extension Callee {
    fileprivate var shortName: String {
        switch self {
        case .function(_, let name), .method(_, _, let name), .decorator(_, let name), .setting(let name, _), .own(_, let name): name
        case .member(_, let name, _, _): name
        case .constructor(_, let type), .subclass(_, let type): type
        }
    }
}
