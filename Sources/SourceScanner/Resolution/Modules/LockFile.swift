/// Reads which versions a lock file settled on, line by line: these files are written by programs and may be tens of megabytes.
enum LockFile {
    /// All versions of each package, lowest first.
    static func versions(in path: String, bytes: [UInt8]) -> [String: [[Int]]] {
        var found = Found()
        switch TreePath.split(path).name {
        case "package-lock.json", "npm-shrinkwrap.json": readKeyed(bytes, name: nodeModulesName, &found)
        case "Pipfile.lock": readKeyed(bytes, name: Ecosystem.python.normalized, &found)
        case "yarn.lock": readYarn(bytes, &found)
        case "pnpm-lock.yaml": readPnpm(bytes, &found)
        case "bun.lock": readBun(bytes, &found)
        case "deno.lock": readDeno(bytes, &found)
        case "Package.resolved": readResolved(bytes, &found)
        default: readPythonTables(bytes, &found)
        }
        return found.versions.mapValues { $0.sorted { $0.lexicographicallyPrecedes($1) } }
    }

    private struct Found {
        private(set) var versions: [String: [[Int]]] = [:]

        mutating func add(_ name: String, _ version: String) {
            guard let numbers = VersionRange.numbers(version), versions[name]?.contains(numbers) != true else { return }
            versions[name, default: []].append(numbers)
        }
    }

    /// `"name": {` followed by `"version": "1.2.3"`.
    private static func readKeyed(_ bytes: [UInt8], name: (String) -> String, _ found: inout Found) {
        var key = ""
        TextLine.forEach(in: bytes) { line in
            guard line.first == UInt8(ascii: "\"") else { return }
            if line.last == UInt8(ascii: "{") {
                key = line.quoted().map { name($0.text) } ?? ""
            } else if line.starts(with: "\"version\""), !key.isEmpty, let version = line.quoted()?.rest.quoted()?.text {
                found.add(key, String(version.drop { $0 == "=" }))
                key = ""
            }
        }
    }

    /// `node_modules/a/node_modules/@s/b` is a copy of `@s/b`.
    private static func nodeModulesName(_ key: String) -> String {
        let parts = key.utf8.split(separator: 0x2F).map { String(Substring($0)) }
        guard let last = parts.lastIndex(of: "node_modules") else { return key }
        return parts[(last + 1)...].joined(separator: "/")
    }

    /// `name@range, name@range:` followed by `version "1.2.3"` or `version: 1.2.3`.
    private static func readYarn(_ bytes: [UInt8], _ found: inout Found) {
        var names: Set<String> = []
        TextLine.forEach(in: bytes) { line in
            if line.indent == 0, line.last == UInt8(ascii: ":"), line.first != UInt8(ascii: "#") {
                let specifiers = line.string.dropLast().split { $0 == "," || $0 == " " || $0 == "\"" }
                names = Set(specifiers.filter { !$0.contains("workspace:") }.map { nameAndVersion($0).name })
            } else if line.indent == 2, line.starts(with: "version") {
                let version = line.string.dropFirst("version".count).drop { ": \"".contains($0) }
                for name in names { found.add(name, String(version)) }
            }
        }
    }

    /// `/name/1.2.3:`, `/name@1.2.3(peer):` or `name@1.2.3:` under `packages:`.
    private static func readPnpm(_ bytes: [UInt8], _ found: inout Found) {
        var isPackages = false
        TextLine.forEach(in: bytes) { line in
            guard !line.isEmpty else { return }
            if line.indent == 0 { isPackages = line.starts(with: "packages:") || line.starts(with: "snapshots:") }
            guard isPackages, line.indent == 2 else { return }
            var key = line.string.drop { "'\"/".contains($0) }
            guard let end = key.lastIndex(of: ":") else { return }
            key = key[..<end].prefix { !"('\"".contains($0) }
            var (name, version) = nameAndVersion(key)
            if version.isEmpty, let slash = key.lastIndex(of: "/") {
                name = String(key[..<slash])
                version = key[key.index(after: slash)...]
            }
            found.add(name, String(version))
        }
    }

    /// `"name": ["name@1.2.3", …],`
    private static func readBun(_ bytes: [UInt8], _ found: inout Found) {
        TextLine.forEach(in: bytes) { line in
            guard line.first == UInt8(ascii: "\""), let key = line.quoted(), key.rest.starts(with: ": ["),
                let entry = key.rest.quoted()?.text
            else { return }
            let (name, version) = nameAndVersion(entry[...])
            found.add(name, String(version))
        }
    }

    /// `"name@1.2.3": {`
    private static func readDeno(_ bytes: [UInt8], _ found: inout Found) {
        TextLine.forEach(in: bytes) { line in
            guard line.first == UInt8(ascii: "\""), line.last == UInt8(ascii: "{"), let key = line.quoted()?.text else { return }
            let (name, version) = nameAndVersion(key[...])
            found.add(name, String(version.prefix { $0 != "_" }))
        }
    }

    /// `name = "x"` and `version = "1.2.3"` below `[[package]]`.
    private static func readPythonTables(_ bytes: [UInt8], _ found: inout Found) {
        var name = ""
        var isPackage = false
        TextLine.forEach(in: bytes) { line in
            if line.first == UInt8(ascii: "["), line.indent == 0 {
                isPackage = line.starts(with: "[[package]]")
                name = ""
            } else if isPackage, line.starts(with: "name ="), let text = line.quoted()?.text {
                name = Ecosystem.python.normalized(text)
            } else if isPackage, !name.isEmpty, line.starts(with: "version ="), let text = line.quoted()?.text {
                found.add(name, text)
            }
        }
    }

    private static func readResolved(_ bytes: [UInt8], _ found: inout Found) {
        guard let json = JSONText.parse(bytes) else { return }
        for pin in (json["pins"] ?? json["object"]?["pins"])?.elements ?? [] {
            let name = pin["identity"]?.string ?? pin["repositoryURL"]?.string ?? pin["location"]?.string ?? pin["package"]?.string ?? ""
            found.add(SwiftPackageManifest.identity(of: name), pin["state"]?["version"]?.string ?? "")
        }
    }

    /// `@scope/name@1.2.3` in its two parts.
    private static func nameAndVersion(_ text: Substring) -> (name: String, version: Substring) {
        let start = text.hasPrefix("@") ? text.utf8.index(after: text.startIndex) : text.startIndex
        guard let at = text[start...].utf8.firstIndex(of: UInt8(ascii: "@")) else { return (String(text), "") }
        return (String(text[..<at]), text[text.utf8.index(after: at)...])
    }
}
