/// The monorepos of a tree: which package names mean which of its directories.
struct NodeWorkspaces {
    /// Package names and directories by the directory of the workspace they belong to.
    private let members: [String: [String: String]]

    init(_ repository: Repository) {
        var packages: [String: String] = [:]
        var globs: [String: [String]] = [:]
        for directory in repository.ownDirectories {
            for file in repository.fileNames(in: directory) {
                let path = TreePath.child(file, of: directory)
                switch file {
                case "package.json":
                    guard let manifest = repository.read(path).flatMap(JSONText.parse) else { continue }
                    packages[directory] = manifest["name"]?.string ?? ""
                    globs[directory, default: []] += Self.workspaces(of: manifest["workspaces"])
                case "deno.json", "deno.jsonc":
                    guard let manifest = repository.read(path).flatMap(JSONText.parse) else { continue }
                    if packages[directory] == nil, let name = manifest["name"]?.string { packages[directory] = name }
                    globs[directory, default: []] += Self.workspaces(of: manifest["workspace"])
                case "lerna.json":
                    guard let manifest = repository.read(path).flatMap(JSONText.parse) else { continue }
                    globs[directory, default: []] += manifest["packages"]?.strings ?? ["packages/*"]
                case "rush.json":
                    guard let manifest = repository.read(path).flatMap(JSONText.parse) else { continue }
                    globs[directory, default: []] += manifest["projects"]?.elements.compactMap { $0["projectFolder"]?.string } ?? []
                case "pnpm-workspace.yaml":
                    guard let bytes = repository.read(path) else { continue }
                    globs[directory, default: []] += YAMLLines(bytes).list(under: "packages")
                default: continue
                }
            }
        }
        var members: [String: [String: String]] = [:]
        for (root, patterns) in globs where !patterns.isEmpty {
            let wanted = patterns.filter { !$0.hasPrefix("!") }.map(DirectoryGlob.init)
            let unwanted = patterns.filter { $0.hasPrefix("!") }.map { DirectoryGlob(String($0.dropFirst())) }
            var names: [String: String] = [:]
            for (directory, name) in packages where !name.isEmpty {
                guard let inner = TreePath.relative(directory, to: root) else { continue }
                guard inner.isEmpty || wanted.contains(where: { $0.matches(inner) }) && !unwanted.contains(where: { $0.matches(inner) })
                else { continue }
                if let other = names[name], other <= directory { continue }
                names[name] = directory
            }
            members[root] = names
        }
        self.members = members
    }

    /// The directory of a package of the workspace that a directory is the root of.
    func package(named name: String, in root: String) -> String? { members[root]?[name] }

    private static func workspaces(of value: JSONText?) -> [String] {
        guard let value else { return [] }
        return value["packages"]?.strings ?? value["members"]?.strings ?? value.strings
    }
}

/// A pattern over directories: `packages/*`, `apps/**`.
private struct DirectoryGlob {
    private let parts: [[UInt8]]

    init(_ text: String) {
        parts = text.utf8.split(separator: 0x2F).map(Array.init).filter { $0 != [UInt8(ascii: ".")] }
    }

    func matches(_ directory: String) -> Bool {
        matches(parts[...], directory.utf8.split(separator: 0x2F).map(Array.init)[...])
    }

    private func matches(_ pattern: ArraySlice<[UInt8]>, _ path: ArraySlice<[UInt8]>) -> Bool {
        guard let first = pattern.first else { return path.isEmpty }
        if first == Array("**".utf8) {
            if pattern.dropFirst().first == first { return matches(pattern.dropFirst(), path) }
            return (path.startIndex...path.endIndex).contains { matches(pattern.dropFirst(), path[$0...]) }
        }
        guard let name = path.first, matches(first[...], name[...]) else { return false }
        return matches(pattern.dropFirst(), path.dropFirst())
    }

    private func matches(_ pattern: ArraySlice<UInt8>, _ name: ArraySlice<UInt8>) -> Bool {
        guard let star = pattern.firstIndex(of: UInt8(ascii: "*")) else { return pattern.elementsEqual(name) }
        // One star per part is all that workspaces use: compare what stands before it and after it.
        let before = pattern[..<star]
        let after = pattern[(star + 1)...].filter { $0 != UInt8(ascii: "*") }
        return name.count >= before.count + after.count && name.starts(with: before) && name.suffix(after.count).elementsEqual(after)
    }
}
