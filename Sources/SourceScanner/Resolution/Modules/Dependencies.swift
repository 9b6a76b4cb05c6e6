#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// What the manifests and lock files of a tree say on the packages that its code uses. Files are read when they are first needed.
package struct Dependencies: Sendable {
    private let manifestPaths: [Ecosystem: [String: [String]]]
    private let lockPaths: [Ecosystem: [String: [String]]]
    private let shelf: ManifestShelf

    package init(_ repository: Repository) {
        var manifests: [Ecosystem: [String: [String]]] = [:]
        var locks: [Ecosystem: [String: [String]]] = [:]
        for directory in repository.ownDirectories {
            let names = repository.fileNames(in: directory)
            for ecosystem in Ecosystem.allCases {
                let ranked = names.compactMap { name in ecosystem.manifestRank(name).map { ($0, name) } }.sorted(by: <)
                if !ranked.isEmpty {
                    manifests[ecosystem, default: [:]][directory] = ranked.map { TreePath.child($0.1, of: directory) }
                }
                let locked = names.filter(ecosystem.isLock).sorted()
                if !locked.isEmpty { locks[ecosystem, default: [:]][directory] = locked.map { TreePath.child($0, of: directory) } }
            }
            // `requirements/base.txt` belongs to the directory around it.
            let (parent, name) = TreePath.split(directory)
            if name == "requirements" {
                let lists = names.filter { $0.hasSuffix(".txt") || $0.hasSuffix(".in") }.sorted()
                manifests[.python, default: [:]][parent, default: []] += lists.map { TreePath.child($0, of: directory) }
            }
        }
        manifestPaths = manifests
        lockPaths = locks
        shelf = ManifestShelf(repository)
    }

    /// Whether the tree declares nothing at all.
    package var isEmpty: Bool { manifestPaths.isEmpty && lockPaths.isEmpty }

    /// The lowest version of a package with which the code at a path can run; nil where nobody says.
    ///
    /// Of several locked versions it is the lowest that the nearest manifest allows.
    package func version(of package: String, for path: String) -> [Int]? {
        for ecosystem in Self.ecosystems(of: path) {
            if let found = version(of: ecosystem.normalized(package), in: ecosystem, for: path) { return found }
        }
        return nil
    }

    /// Whether any manifest of the tree asks for a package, under the rules of the language at a path.
    package func mentions(_ package: String, for path: String) -> Bool {
        Self.ecosystems(of: path).contains { ecosystem in
            let name = ecosystem.normalized(package)
            let manifests = manifestPaths[ecosystem] ?? [:]
            let isNear = TreePath.upward(from: TreePath.directory(of: path)).contains { directory in
                (manifests[directory] ?? []).contains { shelf.declarations(of: $0, in: ecosystem)[name] != nil }
            }
            return isNear || names(in: ecosystem).contains(name)
        }
    }

    /// Whether two files of one ecosystem belong to the same package: the nearest manifest above them is the same, or neither has one.
    package func shareManifest(_ one: String, _ other: String) -> Bool {
        home(of: one) == home(of: other)
    }

    /// The directory of the nearest manifest above a file.
    private func home(of path: String) -> String? {
        let ecosystems = Self.ecosystems(of: path)
        return TreePath.upward(from: TreePath.directory(of: path)).first { directory in
            ecosystems.contains { manifestPaths[$0]?[directory] != nil }
        }
    }

    /// All names that Python manifests mention, normalized.
    var pythonNames: Set<String> { names(in: .python) }

    private func names(in ecosystem: Ecosystem) -> Set<String> {
        shelf.names(in: ecosystem) {
            var names: Set<String> = []
            for path in (manifestPaths[ecosystem] ?? [:]).values.joined() {
                names.formUnion(shelf.declarations(of: path, in: ecosystem).keys)
            }
            // An Xcode project says what it uses in a project file; its `Package.resolved` is the readable part of that.
            if ecosystem == .swift {
                for path in (lockPaths[.swift] ?? [:]).values.joined() { names.formUnion(shelf.locked(by: path).keys) }
            }
            return names
        }
    }

    private func version(of name: String, in ecosystem: Ecosystem, for path: String) -> [Int]? {
        let around = TreePath.upward(from: TreePath.directory(of: path))
        let manifests = manifestPaths[ecosystem] ?? [:]
        let locks = lockPaths[ecosystem] ?? [:]
        let declared = around.lazy.compactMap { floors(of: name, by: manifests[$0] ?? [], in: ecosystem) }.first
        var floor = declared?.first
        if declared != nil, floor == nil {
            // `catalog:` and `workspace:` leave the version to a manifest further up.
            floor = around.lazy.compactMap { floors(of: name, by: manifests[$0] ?? [], in: ecosystem)?.first }.first
        }
        var locked = around.lazy.map { versions(of: name, by: locks[$0] ?? []) }.first { !$0.isEmpty } ?? []
        if locked.isEmpty, declared == nil {
            let isAlone = !around.contains { manifests[$0] != nil || locks[$0] != nil }
            guard isAlone else { return nil }
            floor = manifests.keys.sorted().compactMap { floors(of: name, by: manifests[$0] ?? [], in: ecosystem)?.first }
                .min { $0.lexicographicallyPrecedes($1) }
            locked = locks.keys.sorted().flatMap { versions(of: name, by: locks[$0] ?? []) }
        }
        let allowed = floor.map { floor in locked.filter { !$0.lexicographicallyPrecedes(floor) } } ?? locked
        return allowed.min { $0.lexicographicallyPrecedes($1) } ?? floor
    }

    /// The lowest versions by manifests of one directory in their order; nil where none of them mentions the package.
    private func floors(of name: String, by paths: [String], in ecosystem: Ecosystem) -> [[Int]]? {
        let mentions = paths.compactMap { shelf.declarations(of: $0, in: ecosystem)[name] }
        return mentions.isEmpty ? nil : mentions.filter { !$0.isEmpty }
    }

    private func versions(of name: String, by paths: [String]) -> [[Int]] {
        paths.lazy.map { shelf.locked(by: $0)[name] ?? [] }.first { !$0.isEmpty } ?? []
    }

    private static func ecosystems(of path: String) -> [Ecosystem] {
        Language(path: path).map { [Ecosystem($0)] } ?? Ecosystem.allCases
    }
}

/// The manifests and lock files that were read so far. Any thread may ask.
private final class ManifestShelf: @unchecked Sendable {
    private let repository: Repository
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private var declarations: [String: [String: [Int]]] = [:]
    private var locked: [String: [String: [[Int]]]] = [:]
    private var names: [Ecosystem: Set<String>] = [:]

    init(_ repository: Repository) {
        self.repository = repository
        mutex = .allocate(capacity: 1)
        pthread_mutex_init(mutex, nil)
    }

    deinit {
        pthread_mutex_destroy(mutex)
        mutex.deallocate()
    }

    /// The lowest version of each package that a manifest mentions; empty where it leaves the version open.
    func declarations(of path: String, in ecosystem: Ecosystem) -> [String: [Int]] {
        remembered(path, in: \.declarations) {
            repository.read(path).map { Manifest.declarations(of: path, bytes: $0, in: ecosystem) } ?? [:]
        }
    }

    /// All versions of each package that a lock file holds.
    func locked(by path: String) -> [String: [[Int]]] {
        remembered(path, in: \.locked) { repository.read(path).map { LockFile.versions(in: path, bytes: $0) } ?? [:] }
    }

    func names(in ecosystem: Ecosystem, make: () -> Set<String>) -> Set<String> { remembered(ecosystem, in: \.names, make: make) }

    /// Work is done outside the lock: two threads may read the same file once each, and find the same.
    private func remembered<Key: Hashable, Value>(
        _ key: Key, in shelf: ReferenceWritableKeyPath<ManifestShelf, [Key: Value]>, make: () -> Value
    ) -> Value {
        pthread_mutex_lock(mutex)
        let known = self[keyPath: shelf][key]
        pthread_mutex_unlock(mutex)
        if let known { return known }
        let value = make()
        pthread_mutex_lock(mutex)
        self[keyPath: shelf][key] = value
        pthread_mutex_unlock(mutex)
        return value
    }
}
