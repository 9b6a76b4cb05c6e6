/// The targets of the Swift packages of a tree: a module is the directory of a target.
struct SwiftModules {
    /// One target and where its files lie.
    private struct Target {
        let name: String
        let directory: String
    }

    private let repository: Repository
    private let nameByDirectory: [String: String]
    private let targets: [Target]

    init(_ repository: Repository) {
        var targets: [Target] = []
        for package in repository.ownDirectories where repository.contains(TreePath.child("Package.swift", of: package)) {
            let manifest = repository.read(TreePath.child("Package.swift", of: package)).map(SwiftPackageManifest.init)
            let declared = manifest?.targets ?? []
            for target in declared {
                if let path = target.path, let directory = TreePath.join(package, path) {
                    targets.append(Target(name: target.name, directory: directory))
                } else if let directory = Self.conventional(target.name, of: package, in: repository) {
                    targets.append(Target(name: target.name, directory: directory))
                } else if let alone = Self.sources(of: package, in: repository), !target.isTest,
                    declared.count(where: { !$0.isTest }) == 1
                {
                    targets.append(Target(name: target.name, directory: alone))
                }
            }
            // Names that the manifest computes are still directories.
            for folder in Self.folders {
                let sources = TreePath.child(folder, of: package)
                for name in repository.folderNames(in: sources) {
                    let directory = TreePath.child(name, of: sources)
                    let isTaken = targets.contains { TreePath.relative(directory, to: $0.directory) != nil }
                    if !isTaken { targets.append(Target(name: name, directory: directory)) }
                }
            }
        }
        self.repository = repository
        self.targets = targets
        nameByDirectory = Dictionary(targets.map { ($0.directory, $0.name) }) { first, _ in first }
    }

    func module(of path: String) -> String? {
        for directory in TreePath.upward(from: TreePath.directory(of: path)) {
            if let name = nameByDirectory[directory] { return name }
        }
        return nil
    }

    /// All Swift files of the target with a name that is nearest to a directory.
    func files(of name: String, near directory: String) -> [String] {
        let candidates = targets.filter { $0.name == name }
        guard let best = candidates.max(by: { TreePath.nearness($0.directory, directory) < TreePath.nearness($1.directory, directory) })
        else { return [] }
        return repository.files(below: best.directory).filter { $0.hasSuffix(".swift") && module(of: $0) == name }
    }

    private static let folders = ["Sources", "Source", "src", "srcs", "Tests", "Plugins"]

    private static func conventional(_ name: String, of package: String, in repository: Repository) -> String? {
        folders.map { TreePath.child($0 + "/" + name, of: package) }.first(where: repository.isDirectory)
    }

    private static func sources(of package: String, in repository: Repository) -> String? {
        folders.prefix(4).map { TreePath.child($0, of: package) }.first { folder in
            repository.fileNames(in: folder).contains { $0.hasSuffix(".swift") }
        }
    }
}
