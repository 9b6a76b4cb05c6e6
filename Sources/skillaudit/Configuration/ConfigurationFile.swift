import AuditRules

/// Where the configuration of an audit comes from.
struct ConfigurationChoice: Sendable {
    /// `--config FILE`.
    var file: String?
    /// `--no-config`.
    var isOff = false
    /// `--trust-config`: what stands in a repository that was cloned for the audit counts as well.
    var trustsClones = false

    /// In each folder the first of these counts.
    static let names = ["skillaudit.yml", "skillaudit.yaml", ".skillaudit.yml", ".skillaudit.yaml"]
    static let largest = 1 << 20

    /// The configuration of a tree: that of the command line, or the nearest one from the audited folder up to the tree's root.
    ///
    /// `read` gives a file of the tree by its path from the root, nil where there is none.
    func configuration(
        of scopes: Scopes, isClone: Bool, read: (String) throws(Failure) -> [UInt8]?
    ) throws(Failure) -> Configuration {
        if let file {
            guard let bytes = try LocalFile.read(file, largest: Self.largest, followsLinks: true) else {
                throw .unusableFile(path: file, why: "it does not exist")
            }
            return try Configuration(bytes, origin: Configuration.Origin(path: file, folder: "", isInTree: false))
        }
        guard !isOff else { return .defaults }
        for folder in scopes.foldersUpwards {
            for name in Self.names {
                let path = folder.isEmpty ? name : "\(folder)/\(name)"
                guard let bytes = try read(path) else { continue }
                guard !isClone || trustsClones else {
                    var configuration = Configuration.defaults
                    configuration.untrusted = path
                    return configuration
                }
                return try Configuration(bytes, origin: Configuration.Origin(path: path, folder: folder, isInTree: true))
            }
        }
        return .defaults
    }
}

extension Configuration {
    /// The configuration in a file, or everything that is wrong with it.
    init(_ bytes: [UInt8], origin: Origin) throws(Failure) {
        var problems: [ConfigurationProblem] = []
        var read: Configuration? = Configuration.defaults
        do throws(ConfigurationProblem) {
            if let document = try ConfigurationNode.document(bytes) {
                read = ConfigurationType<Configuration>.configuration.read(document, &problems)
            }
        } catch {
            problems = [error]
        }
        guard var configuration = read, problems.isEmpty else {
            throw .configuration(path: origin.path, problems.sorted { $0.position < $1.position })
        }
        configuration.origin = origin
        self = configuration
    }
}

extension Scopes {
    /// The folder around all that was asked for, and those around it up to the root; the innermost first.
    fileprivate var foldersUpwards: [String] {
        var common = paths.first.map { $0.split(separator: "/") } ?? []
        for path in paths.dropFirst() {
            common = zip(common, path.split(separator: "/")).prefix { $0 == $1 }.map(\.0)
        }
        return (0...common.count).reversed().map { common.prefix($0).joined(separator: "/") }
    }
}
