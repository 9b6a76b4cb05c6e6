/// The packages that the tree itself holds: what their `package.json` exports and which names reach them.
final class NodePackages {
    /// A place that a `#name` may stand for: a path or a module, as the package in a directory writes it.
    struct Import {
        let value: String
        let package: String
    }

    let files: ModuleFiles
    private let repository: Repository
    private lazy var workspaces = NodeWorkspaces(repository)
    private var manifests: [String: JSONText?] = [:]

    init(_ repository: Repository) {
        self.repository = repository
        files = ModuleFiles(repository: repository)
    }

    /// The file that a bare specifier means in a directory, if a package of this tree has that name.
    func file(for specifier: String, in directory: String) -> String? {
        guard let (name, subpath) = Self.nameAndSubpath(specifier) else { return nil }
        for around in TreePath.upward(from: directory) {
            if let package = workspaces.package(named: name, in: around) ?? linked(name, in: around) {
                return file(subpath, of: package)
            }
            if manifest(in: around)?["name"]?.string == name, let found = file(subpath, of: around) { return found }
        }
        return nil
    }

    /// What `#name` stands for in the nearest package that says so.
    func imports(of specifier: String, in directory: String) -> [Import] {
        for around in TreePath.upward(from: directory) {
            guard let imports = manifest(in: around)?["imports"] else { continue }
            return Self.targets(of: specifier, in: imports).map { Import(value: $0, package: around) }
        }
        return []
    }

    /// The entry of a package, or one of its subpaths.
    private func file(_ subpath: String, of package: String) -> String? {
        let manifest = manifest(in: package)
        var targets: [String] = []
        if let exports = manifest?["exports"] {
            let isMap = exports.members.contains { $0.key.hasPrefix(".") }
            if isMap {
                targets = Self.targets(of: subpath.isEmpty ? "." : "./" + subpath, in: exports)
            } else if subpath.isEmpty {
                targets = Self.leaves(of: exports)
            }
        }
        if subpath.isEmpty {
            targets += ["source", "module", "main", "types", "typings"].compactMap { manifest?[$0]?.string }
            targets += ["index", "src/index", "lib/index", "src/main", "mod", "main"]
        } else {
            targets += [subpath, "src/" + subpath, "lib/" + subpath]
        }
        return targets.lazy.compactMap { self.builtFile($0, of: package) }.first
    }

    /// A path in a package that may name what a build makes.
    func builtFile(_ target: String, of package: String) -> String? {
        guard let path = TreePath.join(package, target) else { return nil }
        let first = TreePath.relative(path, to: package)?.utf8.split(separator: 0x2F).first.map { String(Substring($0)) } ?? ""
        // Built files that someone committed are stale copies of the sources beside them.
        if Self.buildFolders.contains(first), let found = source(of: path, package: package) { return found }
        let isDeclaration = target.hasSuffix(".d.ts") || target.hasSuffix(".d.mts") || target.hasSuffix(".d.cts")
        return (isDeclaration ? files.module(at: ModuleFiles.stem(path)) : nil) ?? files.module(at: path)
            ?? source(of: path, package: package)
    }

    /// The entry of a directory that is a package, or the source of a built file by the package around it.
    func unbuiltFile(at path: String) -> String? {
        if repository.isDirectory(path), manifest(in: path) != nil { return file("", of: path) }
        for around in TreePath.upward(from: TreePath.directory(of: path)) where manifest(in: around) != nil {
            return source(of: path, package: around)
        }
        return nil
    }

    /// `dist/esm/x.js` is made from `src/x.ts`.
    private func source(of path: String, package: String) -> String? {
        guard let inner = TreePath.relative(path, to: package) else { return nil }
        var parts = ModuleFiles.stem(inner).utf8.split(separator: 0x2F).map { String(Substring($0)) }
        guard let first = parts.first, Self.outputFolders.contains(first) else { return nil }
        while let folder = parts.first, Self.outputFolders.contains(folder) || Self.formats.contains(folder), parts.count > 1 {
            parts.removeFirst()
            let rest = parts.joined(separator: "/")
            for root in ["src", "", "source", "lib"] {
                let candidate = TreePath.child(rest, of: TreePath.child(root, of: package))
                if candidate != path, let found = files.module(at: candidate) { return found }
            }
        }
        return nil
    }

    private static let buildFolders: Set<String> = ["dist", "build", "out"]
    private static let outputFolders = buildFolders.union(["lib", "esm", "cjs", "es", "types", "output", ".output", "dist-types"])
    private static let formats: Set<String> = [
        "esm", "cjs", "es", "es6", "esnext", "commonjs", "umd", "types", "module", "node", "browser", "src", "lib", "dist",
    ]

    /// A package that a manifest fetches from a directory of this tree.
    private func linked(_ name: String, in directory: String) -> String? {
        guard let manifest = manifest(in: directory) else { return nil }
        for group in ["dependencies", "devDependencies", "peerDependencies"] {
            guard let range = manifest[group]?[name]?.string, let colon = range.utf8.firstIndex(of: UInt8(ascii: ":")),
                ["file", "link", "portal"].contains(String(range[..<colon])),
                let path = TreePath.join(directory, range[range.utf8.index(after: colon)...]), repository.isDirectory(path)
            else { continue }
            return path
        }
        return nil
    }

    private func manifest(in directory: String) -> JSONText? {
        if let known = manifests[directory] { return known }
        let manifest = repository.read(TreePath.child("package.json", of: directory)).flatMap(JSONText.parse)
        manifests[directory] = .some(manifest)
        return manifest
    }

    /// `@scope/name/sub/path` as its name and the rest; nil for anything with a protocol.
    static func nameAndSubpath(_ specifier: String) -> (name: String, subpath: String)? {
        guard !specifier.utf8.contains(UInt8(ascii: ":")) else { return nil }
        let parts = specifier.utf8.split(separator: 0x2F).map { String(Substring($0)) }
        let length = specifier.hasPrefix("@") ? 2 : 1
        guard parts.count >= length else { return nil }
        return (parts[..<length].joined(separator: "/"), parts[length...].joined(separator: "/"))
    }

    /// The targets of a key in an `exports` or `imports` map, where a key may hold one `*`.
    static func targets(of key: String, in map: JSONText) -> [String] {
        if let exact = map[key] { return leaves(of: exact) }
        let patterns = map.members.compactMap { member in
            PathPattern(member.key).match(key).map { (match: $0, value: member.value, length: member.key.utf8.count) }
        }
        guard let best = patterns.max(by: { $0.length < $1.length }) else { return [] }
        return leaves(of: best.value).map { PathPattern.fill($0, with: best.match) }
    }

    /// All paths that the conditions of an export lead to, in the order in which they are written.
    private static func leaves(of value: JSONText, depth: Int = 0) -> [String] {
        guard depth < 8 else { return [] }
        switch value {
        case .string(let path): return [path]
        case .array(let values): return values.flatMap { leaves(of: $0, depth: depth + 1) }
        case .object(let members): return members.flatMap { leaves(of: $0.value, depth: depth + 1) }
        default: return []
        }
    }
}

/// A path with at most one `*`, as `exports`, `imports` and `paths` have it.
struct PathPattern {
    private let prefix: Substring
    private let suffix: Substring?

    init(_ text: String) {
        let star = text.utf8.firstIndex(of: UInt8(ascii: "*"))
        if let star {
            prefix = text[..<star]
            suffix = text[text.utf8.index(after: star)...]
        } else if text.hasSuffix("/") {
            prefix = text[...]
            suffix = ""
        } else {
            prefix = text[...]
            suffix = nil
        }
    }

    var isExact: Bool { suffix == nil }
    var prefixLength: Int { prefix.utf8.count }

    /// What the star stands for; the empty text where there is no star.
    func match(_ path: String) -> String? {
        guard let suffix else { return path == prefix ? "" : nil }
        guard path.utf8.count >= prefix.utf8.count + suffix.utf8.count, path.hasPrefix(prefix), path.hasSuffix(suffix) else { return nil }
        return String(Substring(path.utf8.dropFirst(prefix.utf8.count).dropLast(suffix.utf8.count)))
    }

    static func fill(_ target: String, with match: String) -> String {
        guard let star = target.utf8.firstIndex(of: UInt8(ascii: "*")) else { return target.hasSuffix("/") ? target + match : target }
        return target[..<star] + match + target[target.utf8.index(after: star)...]
    }
}
