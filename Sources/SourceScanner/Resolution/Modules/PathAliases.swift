/// Import names that a project's configuration maps to paths: `tsconfig.json`, `deno.json`, `_moduleAliases`.
final class PathAliases {
    /// The mappings of one configuration file with those it extends.
    private struct Configuration {
        var patterns: [(key: String, targets: [String])] = []
        /// Where the targets of `patterns` are relative to.
        var base = ""
        /// Where plain names are looked up, if the configuration says so.
        var baseURL: String?
    }

    private let repository: Repository
    private var configurations: [String: Configuration] = [:]
    private var byDirectory: [String: [Configuration]] = [:]
    private static let longestChain = 8

    init(_ repository: Repository) { self.repository = repository }

    /// The paths that a specifier may stand for, best first, endings left out as they are written.
    func targets(of specifier: String, in directory: String) -> [String] {
        var found: [String] = []
        var isNearest = true
        for around in TreePath.upward(from: directory) {
            let configurations = configurations(in: around)
            for configuration in configurations {
                found += mapped(specifier, by: configuration)
                // Only the nearest configuration's base counts: a plain name is far more often a package than a directory.
                if isNearest, let base = configuration.baseURL, !specifier.hasPrefix("#"), let path = TreePath.join(base, specifier) {
                    found.append(path)
                }
            }
            if !configurations.isEmpty { isNearest = false }
        }
        return found
    }

    /// What `@/x`, `~/x` and `$lib/x` mean by custom, from the innermost directory outward.
    static func conventionalTargets(of specifier: String, in directory: String) -> [String] {
        let rest: Substring
        if specifier.hasPrefix("@/") || specifier.hasPrefix("~/") {
            rest = specifier.dropFirst(2)
        } else if specifier.hasPrefix("$lib/") {
            rest = specifier.dropFirst(1)
        } else {
            return []
        }
        return TreePath.upward(from: directory).flatMap { around in
            [TreePath.join(around, "src/" + rest), TreePath.join(around, rest), TreePath.join(around, "app/" + rest)].compactMap { $0 }
        }
    }

    private func mapped(_ specifier: String, by configuration: Configuration) -> [String] {
        var best: (targets: [String], match: String, length: Int)?
        for (key, targets) in configuration.patterns {
            let pattern = PathPattern(key)
            guard let match = pattern.match(specifier) else { continue }
            let length = pattern.isExact ? Int.max : pattern.prefixLength
            if let known = best, known.length >= length { continue }
            best = (targets, match, length)
        }
        guard let best else { return [] }
        return best.targets.compactMap { target in
            let filled = PathPattern.fill(target, with: best.match)
            if filled.utf8.contains(UInt8(ascii: ":")) { return nil }
            return TreePath.join(configuration.base, filled)
        }
    }

    private func configurations(in directory: String) -> [Configuration] {
        if let known = byDirectory[directory] { return known }
        var found: [Configuration] = []
        for name in repository.fileNames(in: directory).filter(Self.isConfiguration).sorted(by: Self.isBefore) {
            let path = TreePath.child(name, of: directory)
            let configuration =
                switch name {
                case "package.json": nameMap("_moduleAliases", of: path)
                case "deno.json", "deno.jsonc", "import_map.json": nameMap("imports", of: path)
                default: compilerOptions(of: path, depth: 0)
                }
            if !configuration.patterns.isEmpty || configuration.baseURL != nil || name == "tsconfig.json" { found.append(configuration) }
        }
        byDirectory[directory] = found
        return found
    }

    private static func isConfiguration(_ name: String) -> Bool {
        guard name.hasSuffix(".json") || name.hasSuffix(".jsonc") else { return false }
        return name.hasPrefix("tsconfig") || name == "jsconfig.json" || name == "package.json" || name == "deno.json"
            || name == "deno.jsonc" || name == "import_map.json"
    }

    /// The configuration that editors use first, its variants for builds and tests after it.
    private static func isBefore(_ left: String, _ right: String) -> Bool {
        func rank(_ name: String) -> Int {
            name == "tsconfig.json" ? 0 : name == "jsconfig.json" ? 1 : name == "tsconfig.base.json" ? 2 : 3
        }
        return (rank(left), left) < (rank(right), right)
    }

    /// A map from names to places, where a name with a `/` at its end stands for all below it.
    private func nameMap(_ key: String, of path: String) -> Configuration {
        guard let map = repository.read(path).flatMap(JSONText.parse)?[key] else { return Configuration() }
        let base = TreePath.directory(of: path)
        var patterns: [(key: String, targets: [String])] = []
        for member in map.members {
            guard let target = member.value.string else { continue }
            patterns.append((member.key, [target]))
            if key == "_moduleAliases" { patterns.append((member.key + "/*", [target + "/*"])) }
        }
        return Configuration(patterns: patterns, base: base)
    }

    private func compilerOptions(of path: String, depth: Int) -> Configuration {
        if let known = configurations[path] { return known }
        guard depth < Self.longestChain, let json = repository.read(path).flatMap(JSONText.parse) else { return Configuration() }
        let directory = TreePath.directory(of: path)
        var configuration = Configuration(base: directory)
        for parent in json["extends"]?.strings ?? [] {
            guard let parentPath = extended(parent, by: directory) else { continue }
            let inherited = compilerOptions(of: parentPath, depth: depth + 1)
            if !inherited.patterns.isEmpty {
                configuration.patterns = inherited.patterns
                configuration.base = inherited.base
            }
            configuration.baseURL = inherited.baseURL ?? configuration.baseURL
        }
        let options = json["compilerOptions"]
        if let base = options?["baseUrl"]?.string {
            configuration.baseURL = TreePath.join(directory, Self.withoutVariable(base))
        }
        if let paths = options?["paths"] {
            configuration.base = configuration.baseURL ?? directory
            configuration.patterns = paths.members.map { ($0.key, $0.value.strings.map(Self.withoutVariable)) }
        }
        configurations[path] = configuration
        return configuration
    }

    /// `${configDir}` is the directory of the configuration that is read.
    private static func withoutVariable(_ path: String) -> String {
        path.hasPrefix("${configDir}") ? "." + path.dropFirst("${configDir}".count) : path
    }

    private func extended(_ parent: String, by directory: String) -> String? {
        if parent.hasPrefix(".") {
            guard let path = TreePath.join(directory, parent) else { return nil }
            return [path, path + ".json", TreePath.child("tsconfig.json", of: path)].first(where: repository.contains)
        }
        // A shared configuration of the same monorepo: its package's name ends like the directory that holds it.
        guard let (name, subpath) = NodePackages.nameAndSubpath(parent) else { return nil }
        let folder = TreePath.split(name).name
        let file = subpath.isEmpty ? "tsconfig.json" : subpath
        for around in TreePath.upward(from: directory) {
            for place in ["", "packages", "tooling", "config", "configs", "libs", "internal"] {
                guard let path = TreePath.join(around, place + "/" + folder + "/" + file) else { continue }
                if let found = [path, path + ".json"].first(where: repository.contains) { return found }
            }
        }
        return nil
    }
}
