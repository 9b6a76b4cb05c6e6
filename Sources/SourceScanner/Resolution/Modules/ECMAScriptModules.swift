/// The module rules of TypeScript and JavaScript: relative paths, path aliases, workspace packages.
final class ECMAScriptModules {
    let repository: Repository
    private let packages: NodePackages
    private let aliases: PathAliases
    /// An alias may lead to another import; two that lead to each other must end.
    private static let mostDetours = 4

    init(_ repository: Repository) {
        self.repository = repository
        packages = NodePackages(repository)
        aliases = PathAliases(repository)
    }

    func file(for specifier: String, in directory: String) -> String? {
        file(for: specifier, in: directory, detours: 0)
    }

    private func file(for specifier: String, in directory: String, detours: Int) -> String? {
        guard detours < Self.mostDetours else { return nil }
        let specifier = specifier.utf8.firstIndex(of: UInt8(ascii: "?")).map { String(specifier[..<$0]) } ?? specifier
        if specifier == "." || specifier == ".." || specifier.hasPrefix("./") || specifier.hasPrefix("../") {
            return TreePath.join(directory, specifier).flatMap(source)
        }
        if specifier.hasPrefix("/") {
            return TreePath.upward(from: directory).lazy.compactMap { TreePath.join($0, specifier) }
                .compactMap { self.source(at: $0) }.first
        }
        if specifier.isEmpty { return nil }

        for target in aliases.targets(of: specifier, in: directory) {
            if let found = source(at: target) { return found }
        }
        if specifier.hasPrefix("#") {
            for target in packages.imports(of: specifier, in: directory) {
                let found =
                    target.value.hasPrefix(".")
                    ? packages.builtFile(target.value, of: target.package)
                    : file(for: target.value, in: target.package, detours: detours + 1)
                if let found { return found }
            }
        }
        if let found = packages.file(for: specifier, in: directory) { return found }
        for target in PathAliases.conventionalTargets(of: specifier, in: directory) {
            if let found = source(at: target) { return found }
        }
        return nil
    }

    /// The source that a path without certain ending means, even where it points at what a build makes of it.
    private func source(at path: String) -> String? {
        packages.files.module(at: path) ?? packages.unbuiltFile(at: path)
    }
}

/// Finds files for paths whose ending is left out or names the compiled form.
struct ModuleFiles {
    let repository: Repository

    private static let endings = ["ts", "tsx", "mts", "cts", "js", "jsx", "mjs", "cjs", "d.ts", "d.mts", "d.cts", "json", "vue", "svelte"]

    /// A file, or the index of a directory.
    func module(at path: String) -> String? {
        file(at: path) ?? (repository.isDirectory(path) ? file(at: TreePath.child("index", of: path)) : nil)
    }

    func file(at path: String) -> String? {
        guard !path.isEmpty else { return nil }
        let (stem, ending) = Self.split(path)
        // A compiler resolves `./x.js` to the source it will make `x.js` from.
        let sources: [String] =
            switch ending {
            case "js": ["ts", "tsx", "mts", "jsx"]
            case "mjs": ["mts", "ts"]
            case "cjs": ["cts", "ts"]
            case "jsx": ["tsx"]
            default: []
            }
        for source in sources where repository.contains(stem + "." + source) { return stem + "." + source }
        if repository.contains(path) { return path }
        guard repository.isDirectory(TreePath.directory(of: path)) else { return nil }
        for ending in Self.endings where repository.contains(path + "." + ending) { return path + "." + ending }
        if !sources.isEmpty, repository.contains(stem + ".d.ts") { return stem + ".d.ts" }
        return nil
    }

    /// A path without the ending of a script or of its declarations.
    static func stem(_ path: String) -> String {
        let (stem, ending) = split(path)
        switch ending {
        case "ts", "mts", "cts":
            let (inner, innerEnding) = split(stem)
            return innerEnding == "d" ? inner : stem
        case "js", "mjs", "cjs", "jsx", "tsx": return stem
        default: return path
        }
    }

    private static func split(_ path: String) -> (stem: String, ending: String) {
        guard let dot = path.utf8.lastIndex(of: UInt8(ascii: ".")), !path.utf8[dot...].contains(0x2F) else { return (path, "") }
        return (String(path[..<dot]), String(path[path.utf8.index(after: dot)...]))
    }
}
