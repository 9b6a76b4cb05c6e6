import Fuzzing
import SourceScanner

/// Manifests, lock files and path aliases of any bytes are read: the first line names the file, the rest is in it.
@main
struct ManifestsAreRead {
    static func main() {
        fuzz { bytes in
            let parts = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, parts[0].count < 100 else { return }
            let name = TreePath.split(String(decoding: parts[0], as: UTF8.self)).name
            let content = Array(parts[1])
            let paths = [name, "packages/a/\(name)", "packages/a/index.ts", "src/main.py", "Sources/App/main.swift"]
            let repository = Repository(paths: Array(Set(paths)).sorted()) { $0.hasSuffix(name) ? content : [] }
            let dependencies = Dependencies(repository)
            for (package, path) in [("jose", "packages/a/index.ts"), ("PyJWT", "src/main.py"), ("jwt-kit", "Sources/App/main.swift")] {
                _ = dependencies.mentions(package, for: path)
                let version = dependencies.version(of: package, for: path)
                require(version?.allSatisfy { $0 >= 0 } ?? true, "\(package) has the version \(version ?? [])")
            }
            let modules = ModuleResolver(repository)
            for (specifier, path, language) in [
                ("@app/x", "packages/a/index.ts", Language.typeScript), ("a/b.js", "packages/a/index.ts", .javaScript),
                ("src.main", "src/main.py", .python), ("App", "Sources/App/main.swift", .swift),
            ] {
                for file in modules.files(for: specifier, from: path, language: language) {
                    require(repository.contains(file), "\(specifier) means \(file), which is not in the tree")
                }
            }
            _ = modules.module(of: "Sources/App/main.swift")
            _ = TOMLText(content)
            _ = JSONText.parse(content)
        }
    }
}
