/// Reads what a project declares to depend on.
enum Manifest {
    /// The lowest version of each package that a manifest mentions; empty where it leaves the version open.
    static func declarations(of path: String, bytes: [UInt8], in ecosystem: Ecosystem) -> [String: [Int]] {
        var declared = Declarations(ecosystem: ecosystem)
        switch TreePath.split(path).name {
        case "package.json": readPackageJSON(bytes, &declared)
        case "deno.json", "deno.jsonc", "import_map.json": readImportMap(bytes, &declared)
        case "pnpm-workspace.yaml":
            for (name, range) in YAMLLines(bytes).entries(under: "catalog") + YAMLLines(bytes).entries(under: "catalogs") {
                declared.add(name, range: range)
            }
        case "pyproject.toml": readPyProject(TOMLText(bytes), &declared)
        case "Pipfile":
            let file = TOMLText(bytes)
            for entry in file.entries(of: "packages") + file.entries(of: "dev-packages") { addPoetry(entry, &declared) }
        case "setup.cfg": readSetupConfiguration(bytes, &declared)
        case "setup.py": readSetupScript(bytes, &declared)
        case let name where name.hasSuffix(".swift"):
            for dependency in SwiftPackageManifest(bytes).dependencies {
                declared.add(dependency.identity, range: dependency.requirement ?? "")
            }
        default: TextLine.forEach(in: bytes) { declared.addRequirement($0.string) }
        }
        return declared.floors
    }

    private static func readPackageJSON(_ bytes: [UInt8], _ declared: inout Declarations) {
        guard let json = JSONText.parse(bytes) else { return }
        for group in ["dependencies", "optionalDependencies", "peerDependencies", "devDependencies"] {
            for member in json[group]?.members ?? [] { declared.add(member.key, range: member.value.string ?? "") }
        }
        // Bun and pnpm keep shared versions in the manifest of the workspace.
        let catalogs = [json["catalog"], json["workspaces"]?["catalog"], json["pnpm"]?["catalog"]]
        for member in catalogs.flatMap({ $0?.members ?? [] }) { declared.add(member.key, range: member.value.string ?? "") }
    }

    /// Deno's `"jose": "npm:jose@^5"`.
    private static func readImportMap(_ bytes: [UInt8], _ declared: inout Declarations) {
        for member in JSONText.parse(bytes)?["imports"]?.members ?? [] {
            guard let target = member.value.string, target.hasPrefix("npm:") || target.hasPrefix("jsr:") else { continue }
            let package = target.dropFirst(4).drop { $0 == "/" }
            let parts = package.split(separator: "@", omittingEmptySubsequences: false)
            let isScoped = package.hasPrefix("@")
            let name = isScoped ? "@" + (parts.dropFirst().first ?? "") : parts.first ?? ""
            let range = parts.dropFirst(isScoped ? 2 : 1).first?.prefix { $0 != "/" } ?? ""
            let bare = name.split(separator: "/").prefix(isScoped ? 2 : 1).joined(separator: "/")
            declared.add(bare, range: String(range))
        }
    }

    private static func readPyProject(_ file: TOMLText, _ declared: inout Declarations) {
        for table in file.tables {
            switch table.name {
            case "project": addRequirements(table["dependencies"], &declared)
            case "project.optional-dependencies", "dependency-groups", "tool.pdm.dev-dependencies":
                for entry in table.entries { addRequirements(entry.value, &declared) }
            case "tool.uv": addRequirements(table["dev-dependencies"], &declared)
            case "tool.poetry.dependencies", "tool.poetry.dev-dependencies":
                for entry in table.entries { addPoetry(entry, &declared) }
            case let name where name.hasPrefix("tool.poetry.group.") && name.hasSuffix(".dependencies"):
                for entry in table.entries { addPoetry(entry, &declared) }
            case let name where name.hasPrefix("tool.hatch.envs."):
                addRequirements(table["dependencies"], &declared)
                addRequirements(table["extra-dependencies"], &declared)
            case let name where name.hasPrefix("tool.poetry.dependencies."):
                let version = table["version"]?.string ?? ""
                declared.add(String(name.dropFirst("tool.poetry.dependencies.".count)), range: version)
            default: continue
            }
        }
    }

    private static func addRequirements(_ value: JSONText?, _ declared: inout Declarations) {
        for requirement in value?.strings ?? [] { declared.addRequirement(requirement) }
    }

    /// `name = "^1.2"`, `name = { version = "^1.2", extras = ["x"] }`.
    private static func addPoetry(_ entry: JSONText.Member, _ declared: inout Declarations) {
        guard entry.key != "python" else { return }
        let variants = entry.value.elements.isEmpty ? [entry.value] : entry.value.elements
        for variant in variants { declared.add(entry.key, range: variant.string ?? variant["version"]?.string ?? "") }
    }

    private static func readSetupConfiguration(_ bytes: [UInt8], _ declared: inout Declarations) {
        var section = ""
        var key = ""
        TextLine.forEach(in: bytes) { line in
            let text = line.string
            if line.first == UInt8(ascii: "[") {
                section = text
                key = ""
                return
            }
            var value = text[...]
            if line.indent == 0, let equals = text.firstIndex(of: "=") {
                key = String(text[..<equals].filter { $0 != " " })
                value = text[text.index(after: equals)...]
            }
            if section == "[options]" && key == "install_requires" || section == "[options.extras_require]" && !key.isEmpty {
                declared.addRequirement(String(value))
            }
        }
    }

    /// The strings in `install_requires=[…]` and `extras_require={…}`.
    private static func readSetupScript(_ bytes: [UInt8], _ declared: inout Declarations) {
        let openings: [UInt8: UInt8] = [
            UInt8(ascii: "["): UInt8(ascii: "]"), UInt8(ascii: "{"): UInt8(ascii: "}"), UInt8(ascii: "("): UInt8(ascii: ")"),
        ]
        var depth = 0
        var isAwaited = false
        TextLine.forEach(in: bytes) { line in
            var index = line.content.startIndex
            for mark in ["install_requires", "extras_require", "requirements", "REQUIRE", "requires"] where depth == 0 && !isAwaited {
                guard let end = line.end(of: mark) else { continue }
                isAwaited = true
                index = end
            }
            while index < line.content.endIndex, depth > 0 || isAwaited {
                let byte = line.content[index]
                index += 1
                if openings[byte] != nil {
                    depth += 1
                    isAwaited = false
                } else if openings.values.contains(byte) {
                    depth = max(depth - 1, 0)
                } else if byte == UInt8(ascii: "#") {
                    break
                } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                    let end = line.content[index...].firstIndex(of: byte) ?? line.content.endIndex
                    if depth > 0 { declared.addRequirement(String(decoding: line.content[index..<end], as: UTF8.self)) }
                    index = min(end + 1, line.content.endIndex)
                }
            }
            isAwaited = false
        }
    }

    /// What was found so far.
    private struct Declarations {
        let ecosystem: Ecosystem
        private(set) var floors: [String: [Int]] = [:]

        init(ecosystem: Ecosystem) { self.ecosystem = ecosystem }

        /// A later mention counts only where the first left the version open.
        mutating func add(_ name: String, range: String) {
            let name = ecosystem.normalized(name)
            guard !name.isEmpty else { return }
            if let known = floors[name], !known.isEmpty { return }
            floors[name] = VersionRange.floor(of: range) ?? []
        }

        /// A line of PEP 508: `name[extra]>=1,<2; python_version > "3"`.
        mutating func addRequirement(_ text: String) {
            let bytes = Array(text.utf8)
            var index = 0
            while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
            let start = index
            while index < bytes.count, isName(bytes[index]) { index += 1 }
            guard index > start, bytes[start] != UInt8(ascii: "-"), bytes[start] != UInt8(ascii: ".") else { return }
            let name = String(decoding: bytes[start..<index], as: UTF8.self)
            while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
            if index < bytes.count, bytes[index] == UInt8(ascii: "[") {
                while index < bytes.count, bytes[index] != UInt8(ascii: "]") { index += 1 }
                index += 1
            }
            let rest = bytes[min(index, bytes.count)...].prefix { byte in
                byte != UInt8(ascii: ";") && byte != UInt8(ascii: "#") && byte != UInt8(ascii: "\\")
            }
            // `name: text` and `name = value` are lines of some other format.
            guard let first = rest.first(where: { $0 > 0x20 }) else { return add(name, range: "") }
            guard "<>=!~@(".utf8.contains(first) else { return }
            let range = rest.filter { $0 != UInt8(ascii: "(") && $0 != UInt8(ascii: ")") }
            add(name, range: first == UInt8(ascii: "@") ? "" : String(decoding: range, as: UTF8.self))
        }

        private func isName(_ byte: UInt8) -> Bool {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
                true
            default: false
            }
        }
    }
}
