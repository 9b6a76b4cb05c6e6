import SourceScanner

/// The knowledge by the last name of a callee, so that a call is looked up once.
package struct KnowledgeIndex: Sendable {
    /// One way to reach an entry; an object, since an entry is large and handed around at every call.
    package final class Entry: Sendable {
        package let api: TokenAPI
        package let callee: Callee

        init(api: TokenAPI, callee: Callee) {
            self.api = api
            self.callee = callee
        }
    }

    private let byName: [String: [Entry]]
    /// Entries whose names begin with a registration's namespace (`*JwtVerify`), by what stands behind it.
    private let byEnding: [String: [Entry]]
    let settings: [String: [Entry]]
    let decorators: [String: [Entry]]
    let subclasses: [String: [Entry]]
    /// Modules from which a default or namespace import makes any local name interesting.
    let modules: Set<String>
    /// What stands before the `*` of those that end in one.
    private let stems: Set<Substring>

    /// Functions of the program itself are among the callees.
    let hasDeclarations: Bool

    /// What the program knows of itself.
    package static let standard = KnowledgeIndex(Knowledge.all)

    package init(_ apis: [TokenAPI]) {
        hasDeclarations = apis.contains { $0.callees.contains { if case .own = $0 { true } else { false } } }
        var byName: [String: [Entry]] = [:]
        var settings: [String: [Entry]] = [:]
        var decorators: [String: [Entry]] = [:]
        var subclasses: [String: [Entry]] = [:]
        var modules: Set<String> = []
        for api in apis {
            for callee in api.callees {
                let entry = Entry(api: api, callee: callee)
                switch callee {
                case .function(let module, let name):
                    byName[name.behindLastDot, default: []].append(entry)
                    modules.insert(module)
                case .method(let module, _, let name):
                    byName[name.behindLastDot, default: []].append(entry)
                    modules.insert(module)
                case .constructor(let module, let type):
                    byName[type.behindLastDot, default: []].append(entry)
                    modules.insert(module)
                case .member(_, let name, _, let module):
                    byName[name.behindLastDot, default: []].append(entry)
                    modules.insert(module)
                case .setting(let name, _): settings[name, default: []].append(entry)
                case .decorator(let module, let name):
                    decorators[name.behindLastDot, default: []].append(entry)
                    modules.insert(module)
                case .subclass(let module, let type):
                    subclasses[type.behindLastDot, default: []].append(entry)
                    modules.insert(module)
                case .own(_, let name): byName[name.behindLastDot, default: []].append(entry)
                }
            }
        }
        byEnding = byName.filter { $0.key.hasPrefix("*") }.reduce(into: [:]) { $0[String($1.key.dropFirst())] = $1.value }
        self.byName = byName
        self.settings = settings
        self.decorators = decorators
        self.subclasses = subclasses
        self.modules = modules
        stems = Set(modules.lazy.filter { $0.hasSuffix("*") }.map { $0.dropLast() })
    }

    func entries(named name: String) -> [Entry] {
        (byName[name] ?? []) + byEnding.filter { Self.namespace(of: name, before: $0.key) != nil }.values.joined()
    }
    func knows(_ name: String) -> Bool {
        byName[name] != nil || byEnding.keys.contains { Self.namespace(of: name, before: $0) != nil }
    }

    /// `access` of `accessJwtVerify` before `JwtVerify`; nil where the name does not end so, or begins so.
    static func namespace(of name: String, before ending: some StringProtocol) -> String? {
        guard name.hasSuffix(ending), name.utf8.count > ending.utf8.count else { return nil }
        return String(name.dropLast(ending.count))
    }

    func knowsModule(_ module: String) -> Bool {
        if modules.contains(module) { return true }
        // What `Program.matches` says of each pattern, asked of the module's own beginnings.
        let bytes = module.utf8
        var previous: UInt8 = 0
        for index in bytes.indices {
            let isSeparator = bytes[index] == UInt8(ascii: ".") || bytes[index] == UInt8(ascii: "/")
            let isBehindOne = previous == UInt8(ascii: ".") || previous == UInt8(ascii: "/")
            if isSeparator || isBehindOne, stems.contains(module[..<index]) { return true }
            previous = bytes[index]
        }
        return stems.contains(module[...])
    }
}

/// The entries of a name that are written in a language, picked out when they are first asked for: packages of other languages have like names
/// (`@nestjs/jwt` and Vapor's `jwt`).
private final class EntriesByLanguage {
    private struct Key: Hashable {
        let name: String
        let language: Language
    }

    private struct ReferenceKey: Hashable {
        let reference: Reference
        let language: Language
    }

    private let index: KnowledgeIndex
    private var known: [Key: [KnowledgeIndex.Entry]] = [:]
    private var knownByReference: [ReferenceKey: [KnowledgeIndex.Entry]] = [:]

    init(_ index: KnowledgeIndex) { self.index = index }

    func named(_ name: String, in language: Language) -> [KnowledgeIndex.Entry] {
        guard index.knows(name) else { return [] }
        let key = Key(name: name, language: language)
        if let found = known[key] { return found }
        let found = index.entries(named: name).filter { $0.isWritten(in: language) }
        known[key] = found
        return found
    }

    /// Those that `matches` for a reference, where that is all that decides it.
    func meant(by reference: Reference, named name: String, in language: Language, _ matches: (KnowledgeIndex.Entry) -> Bool)
        -> [KnowledgeIndex.Entry]
    {
        let key = ReferenceKey(reference: reference, language: language)
        if let found = knownByReference[key] { return found }
        let found = named(name, in: language).filter(matches)
        knownByReference[key] = found
        return found
    }
}

/// Joins resolved callees with entries.
struct Recognizer {
    let program: Program
    let index: KnowledgeIndex
    private let entries: EntriesByLanguage

    init(program: Program, index: KnowledgeIndex) {
        self.program = program
        self.index = index
        entries = EntriesByLanguage(index)
    }

    /// The entries that a reference means: of several versions the one in use, of several names each.
    func match(_ reference: Reference, call: Syntax) -> [TokenAPI] {
        let name = reference.path.last(where: { $0 != "default" }) ?? "default"
        let language = call.tree.language
        // In Swift what the file imports decides as well.
        let meant =
            language == .swift
            ? entries.named(name, in: language).filter { matches($0.callee, reference, call) }
            : entries.meant(by: reference, named: name, in: language) { matches($0.callee, reference, call) }
        return pickEach(meant, call)
    }

    /// The entries in which the user declares a function of the program.
    func match(_ function: Syntax) -> [TokenAPI] {
        pickEach(index.entries(named: function.name).filter { $0.callee.means(function) }, function)
    }

    private func matches(_ callee: Callee, _ reference: Reference, _ call: Syntax) -> Bool {
        switch callee {
        case .function(let module, let name): agrees(reference, module, [name], call) && !isMemberInstead(reference, module, name, call)
        case .method(let module, let type, let name): agrees(reference, module, [type, name], call)
        case .constructor(let module, let type): agrees(reference, module, [type], call)
        default: false
        }
    }

    /// Swift names a function alone, or behind its module: `JSONEncoder().encode(…)` is no `encode` of a module.
    private func isMemberInstead(_ reference: Reference, _ module: String, _ name: String, _ call: Syntax) -> Bool {
        guard call.tree.language == .swift else { return false }
        let wanted = name.split(separator: ".").count
        return reference.path.count > wanted + (reference.path.first == module ? 1 : 0)
    }

    /// `import * as jose`, a default import and a named one all come out as module and path; Python's modules are paths themselves.
    private func agrees(_ reference: Reference, _ module: String, _ names: [String], _ call: Syntax) -> Bool {
        // Nearly all calls of a name like `verify` end here.
        if call.tree.language.isECMAScript, !Program.matches(reference.module, module) { return false }
        let wanted = names.flatMap { $0.split(separator: ".").map(String.init) }
        var path = reference.path
        if path.first == "default" { path.removeFirst() }
        if call.tree.language == .swift {
            guard path.suffix(wanted.count).elementsEqual(wanted) else { return false }
            return program.imports(module, in: call.tree) || program.importsAnywhere(module)
        }
        if call.tree.language == .python {
            let full = ([reference.module] + path).joined(separator: ".")
            let tail = wanted.joined(separator: ".")
            guard full.hasSuffix("." + tail) || full == tail else { return false }
            return Program.matches(String(full.dropLast(tail.utf8.count + 1)), module)
        }
        return path == wanted || (path.isEmpty && wanted == ["default"]) || (wanted.first == "default" && path == Array(wanted.dropFirst()))
    }

    /// Entries that recognise a call by its shape where its receiver's type is not known.
    func matchMember(_ call: Syntax, _ callee: Syntax) -> [TokenAPI] {
        let candidates = entries.named(callee.name, in: call.tree.language).filter { entry in
            guard case .member(let receiver, let name, let labels, let module) = entry.callee,
                name == callee.name || (name.hasPrefix("*") && KnowledgeIndex.namespace(of: callee.name, before: name.dropFirst()) != nil)
            else { return false }
            if callee.kind == .identifier, !receiver.isEmpty { return false }
            if !receiver.isEmpty {
                let path = receiverPath(callee).suffix(receiver.count)
                guard path.count == receiver.count, zip(path, receiver).allSatisfy({ $0 == $1 || $1 == "*" }) else { return false }
            }
            if let labels, labels != call.children(.argument).map({ $0.name.isEmpty ? "_" : $0.name }) { return false }
            return program.imports(module, in: call.tree) || program.importsAnywhere(module)
                || program.dependencies.mentions(packageName(module), for: call.tree.file.path)
        }
        // `req.jwt.verify` says more than any `verify`.
        let longest = candidates.map(\.receiverLength).max() ?? 0
        return pickEach(candidates.filter { $0.receiverLength == longest }, call)
    }

    /// One entry per name, each in the version in use.
    func pickEach(_ entries: [KnowledgeIndex.Entry], _ call: Syntax) -> [TokenAPI] {
        var names: [String] = []
        for entry in entries where !names.contains(entry.api.name) { names.append(entry.api.name) }
        return names.compactMap { name in pick(entries.filter { $0.api.name == name }, call) }
    }

    private func packageName(_ module: String) -> String {
        let stem = module.hasSuffix("*") ? String(module.dropLast()) : module
        if stem.hasPrefix("@") { return stem.split(separator: "/").prefix(2).joined(separator: "/") }
        return stem.split(separator: "/").first.map(String.init) ?? stem
    }

    /// The names of a member's receiver, outermost first: `req.jwt.verify` → `req`, `jwt`.
    private func receiverPath(_ callee: Syntax) -> [String] {
        var result: [String] = []
        var current = callee.child(.base)?.unwrapped
        while let base = current {
            switch base.kind {
            case .member:
                result.append(base.name)
                current = base.child(.base)?.unwrapped
            case .call:
                current = base.child(.callee)?.unwrapped
            case .identifier:
                result.append(base.name)
                current = nil
            default: current = nil
            }
        }
        return result.reversed()
    }

    /// The entry whose version range holds the version in use; where the version is not known, the first (newest) one.
    func pick(_ entries: [KnowledgeIndex.Entry], _ call: Syntax) -> TokenAPI? {
        guard let first = entries.first else { return nil }
        guard entries.contains(where: { $0.api.versions != nil }) else { return first.api }
        guard let version = version(of: first, at: call) else { return first.api }
        return (entries.first { $0.api.versions?.contains(version) ?? true } ?? first).api
    }

    private func version(of entry: KnowledgeIndex.Entry, at call: Syntax) -> [Int]? {
        let module: String =
            switch entry.callee {
            case .function(let module, _), .method(let module, _, _), .constructor(let module, _), .decorator(let module, _),
                .subclass(let module, _):
                module
            case .member(_, _, _, let module): module
            case .setting(_, let package): package
            case .own: ""
            }
        let path = call.tree.file.path
        let first = module.split(separator: ".").first.map { String($0.last == "*" ? $0.dropLast() : $0) } ?? module
        if call.tree.language == .python, let distributions = Knowledge.pythonDistributions[first] {
            return distributions.lazy.compactMap { self.program.dependencies.version(of: $0, for: path) }.first
        }
        if call.tree.language == .swift, let packages = Knowledge.swiftPackages[module] {
            return packages.lazy.compactMap {
                self.program.dependencies.version(of: $0.split(separator: "/").last.map { $0.lowercased() } ?? $0, for: path)
            }.first
        }
        return program.dependencies.version(of: entry.api.library, for: path)
            ?? program.dependencies.version(of: packageName(module), for: path)
    }
}

extension VersionRange {
    func contains(_ version: [Int]) -> Bool {
        func precedes(_ left: [Int], _ right: [Int]) -> Bool {
            for index in 0..<max(left.count, right.count) {
                let first = index < left.count ? left[index] : 0
                let second = index < right.count ? right[index] : 0
                if first != second { return first < second }
            }
            return false
        }
        if let from, precedes(version, from) { return false }
        if let below, !precedes(version, below) { return false }
        return true
    }
}

extension KnowledgeIndex.Entry {
    fileprivate var receiverLength: Int {
        if case .member(let receiver, _, _, _) = callee { return receiver.count }
        return 0
    }
}

extension TokenAPI {
    /// The namespace that a call names where the entry leaves it open: `access` of `request.accessJwtVerify()` and of `jwt.access.sign(…)`.
    func namespace(in callee: Syntax) -> String? {
        for case .member(let receiver, let name, _, _) in callees {
            if name.hasPrefix("*"), let found = KnowledgeIndex.namespace(of: callee.name, before: name.dropFirst()) { return found }
            if receiver.last == "*", name == callee.name { return callee.child(.base)?.unwrapped.name }
        }
        return nil
    }
}

extension Knowledge {
    /// What is listed for a language: packages of others have like names and classes (`fastmcp` of npm and of PyPI).
    private struct Listing: Hashable {
        let callee: Callee
        let name: String
    }

    private static let listings: [Set<Listing>] = [typeScript, python, swift].map { apis in
        Set(apis.flatMap { api in api.callees.map { Listing(callee: $0, name: api.name) } })
    }

    /// Whether an entry is listed for this language; one that is listed for none may be of any.
    static func isWritten(_ entry: KnowledgeIndex.Entry, in language: Language) -> Bool {
        let listing = Listing(callee: entry.callee, name: entry.api.name)
        let own = language.isECMAScript ? 0 : language == .python ? 1 : 2
        return listings[own].contains(listing) || !listings.contains { $0.contains(listing) }
    }
}

extension KnowledgeIndex.Entry {
    /// Whether a call in this language can be meant: as the entry says, or by the table in which it stands.
    fileprivate func isWritten(in language: Language) -> Bool {
        api.language.map { $0 == language || ($0.isECMAScript && language.isECMAScript) } ?? Knowledge.isWritten(self, in: language)
    }
}

extension Callee {
    /// Whether this is the declaration of a function of the program.
    func means(_ function: Syntax) -> Bool {
        guard case .own(let path, let name) = self, function.tree.file.path == path else { return false }
        let names = name.split(separator: ".")
        guard names.last.map({ $0 == function.name }) ?? false else { return false }
        return names.count == 1 || function.enclosingClass?.name == String(names[names.count - 2])
    }
}
