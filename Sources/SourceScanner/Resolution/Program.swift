/// The audited program: its trees, and how names lead from one file to another. Files that nothing named so far are read when an import first asks for them.
///
/// Belongs to one thread; what it hands out is immutable.
package final class Program {
    package let repository: Repository
    package let dependencies: Dependencies
    private let modules: ModuleResolver
    private var loaded: [String: Module] = [:]
    /// The same modules by their trees; asked for at every name that is looked up.
    private var moduleByTree: [ObjectIdentifier: Module] = [:]
    private var missing: Set<String> = []
    /// The trees that were relevant from the start, in order of path.
    package let relevant: [SyntaxTree]
    private var importedAnywhere: [String: Bool] = [:]
    /// Files read on demand count against this.
    private var readsLeft = 2_000
    package private(set) lazy var index = ProgramIndex(relevant.map { scopes(of: $0).outline }, workers)
    private let workers: Workers

    /// What all questions about this program may take together.
    package let budget: Budget

    /// `workers` make what is made of each tree by itself.
    package init(repository: Repository, trees: [SyntaxTree], budget: Budget = Budget(), workers: Workers = .callerAlone) {
        self.budget = budget
        self.workers = workers
        self.repository = repository
        dependencies = Dependencies(repository)
        modules = ModuleResolver(repository)
        relevant = trees
        for outline in workers.map(trees, Outline.init) { add(Module(outline)) }
    }

    /// The relevant trees of which something is true, in the order of their paths. The test asks nothing but the tree: all threads take part.
    package func relevant(where test: @escaping @Sendable (SyntaxTree) -> Bool) -> [SyntaxTree] {
        zip(relevant, workers.map(relevant, test)).filter(\.1).map(\.0)
    }

    package func scopes(of tree: SyntaxTree) -> Scopes { module(of: tree).scopes }

    func module(of tree: SyntaxTree) -> Module {
        if let module = moduleByTree[ObjectIdentifier(tree)] { return module }
        let module = Module(tree)
        add(module)
        return module
    }

    private func add(_ module: Module) {
        loaded[module.tree.file.path] = module
        moduleByTree[ObjectIdentifier(module.tree)] = module
    }

    /// The module of a path, read now if it was not read before; nil where there is no such file or the budget is spent.
    func module(at path: String) -> Module? {
        if let module = loaded[path] { return module }
        guard !missing.contains(path), readsLeft > 0, let language = Language(path: path), let bytes = repository.read(path),
            bytes.count < 4 << 20
        else {
            missing.insert(path)
            return nil
        }
        readsLeft -= 1
        let module = Module(parse(SourceFile(path: path, language: language, bytes: bytes)))
        add(module)
        return module
    }

    /// The files of this program that a specifier means as seen from a file; none for an outside module.
    func files(for specifier: String, from tree: SyntaxTree) -> [String] {
        modules.files(for: specifier, from: tree.file.path, language: tree.language)
    }

    /// A Swift type by its name, which needs no import: declared in a relevant file, or in the one file of the module that is named after it.
    package func swiftType(_ name: String, seenFrom tree: SyntaxTree) -> Syntax? {
        if let type = index.classes[name]?.first(where: { !$0.has(.typeExtension) }) { return type }
        guard name.utf8.first.map({ $0 >= 65 && $0 <= 90 }) == true, let paths = swiftFiles[name] else { return nil }
        let module = modules.module(of: tree.file.path)
        let near = paths.filter { modules.module(of: $0) == module }
        guard near.count == 1, let found = self.module(at: near[0])?.scopes else { return nil }
        return found.syntax(found.classes).first { $0.name == name && !$0.has(.typeExtension) }
    }

    /// Paths of Swift files by their names without the extension.
    private lazy var swiftFiles: [String: [String]] = Dictionary(
        grouping: repository.paths.filter { $0.hasSuffix(".swift") },
        by: { String($0.split(separator: "/").last?.dropLast(".swift".count) ?? "") })

    /// Every tree read so far, in order of path.
    package var trees: [SyntaxTree] { loaded.values.map(\.tree).sorted { $0.file.path < $1.file.path } }

    /// Whether a file imports an outside module (or one below it, with a trailing `*`), or any file of the program does.
    package func imports(_ pattern: String, in tree: SyntaxTree) -> Bool { module(of: tree).imports.contains { Self.matches($0, pattern) } }
    package func importsAnywhere(_ pattern: String) -> Bool {
        if let known = importedAnywhere[pattern] { return known }
        let answer = relevant.contains { imports(pattern, in: $0) }
        importedAnywhere[pattern] = answer
        return answer
    }

    /// `a.b*` matches `a.b`, `a.b.c` and `a.b/c`; anything else only itself.
    package static func matches(_ module: String, _ pattern: String) -> Bool {
        guard pattern.utf8.last == UInt8(ascii: "*") else { return module == pattern }
        let stem = pattern.utf8.dropLast()
        guard module.utf8.starts(with: stem) else { return false }
        guard let next = module.utf8.dropFirst(stem.count).first else { return true }
        func separates(_ byte: UInt8) -> Bool { byte == UInt8(ascii: ".") || byte == UInt8(ascii: "/") }
        return separates(next) || stem.last.map(separates) ?? false
    }
}

/// One file of the program: what it declares, imports and exports.
final class Module {
    let tree: SyntaxTree
    private(set) lazy var scopes = Scopes(tree)

    init(_ tree: SyntaxTree) { self.tree = tree }

    /// Of a file whose outline was made with those of others.
    convenience init(_ outline: Outline) {
        self.init(outline.tree)
        scopes = Scopes(outline)
    }

    /// Specifiers of all imports.
    lazy var imports: Set<String> = Set(
        tree.nodes.lazy.filter { $0.kind == .importDeclaration || $0.kind == .moduleReference }.map { self.tree.symbols[Int($0.name.raw)] })

    enum Export {
        /// A declaration of this file.
        case declaration([Syntax])
        /// An expression of this file.
        case expression(Syntax)
        /// A name of another module; empty for the module as a whole.
        case forwarded(specifier: String, name: String)
    }

    /// What the file exports by name; `default` for its default export.
    lazy var exports: [String: Export] = {
        var result: [String: Export] = [:]
        guard tree.language.isECMAScript else { return result }
        for statement in tree.top.children {
            switch statement.kind {
            case .exportDeclaration:
                if statement.has(.namespace) { continue }
                if statement.has(.defaultExport), let value = statement.child(.value) { result["default"] = .expression(value) }
                for binding in statement.children(.binding) {
                    if let value = binding.child(.value) {
                        result[binding.name] = .expression(value)
                    } else if let imported = binding.child(.imported)?.name {
                        result[binding.name] =
                            statement.name.isEmpty
                            ? .declaration(scopes.fileDeclarations(of: imported)) : .forwarded(specifier: statement.name, name: imported)
                    } else if !statement.name.isEmpty {
                        result[binding.name] = .forwarded(specifier: statement.name, name: binding.has(.namespace) ? "" : binding.name)
                    }
                }
            case .variable where statement.has(.exported):
                for name in Self.names(in: statement.child(.target)) { result[name.name] = .declaration([name]) }
            case .function, .classDeclaration, .typeAlias:
                if statement.has(.defaultExport) {
                    result["default"] = .declaration([statement])
                } else if statement.has(.exported) {
                    result[statement.name] = .declaration([statement])
                }
            default: break
            }
        }
        return result
    }()

    /// Modules whose every export this file exports too.
    lazy var wholesale: [String] = {
        tree.top.children.filter {
            ($0.kind == .exportDeclaration && $0.has(.namespace) && $0.child(.binding) == nil)
                || (tree.language == .python && $0.kind == .importDeclaration && $0.has(.namespace) && $0.child(.binding) == nil)
        }.map(\.name)
    }()

    static func names(in target: Syntax?) -> [Syntax] { target.map { $0.descendants.filter { $0.kind == .identifier } } ?? [] }
}
