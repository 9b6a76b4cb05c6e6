import CGit2

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// What the user named, opened.
struct Input: Sendable {
    /// Paths and addresses, as written.
    var targets: [String]
    var revision: String?
    /// What is staged for the next commit, instead of the files as they are.
    var isStaged = false
    /// Whether a second revision of the same repository will be asked for: a clone then fetches all branches.
    var needsHistory = false
    var selection = Selection()
    var configuration = ConfigurationChoice()
    var isOffline = false

    /// How a report names the input: without secrets.
    var name: String { targets.map(GitAddress.redacted).joined(separator: " ") }

    func open() throws(Failure) -> SourceRoot {
        var paths: [String] = []
        var addresses: [GitAddress] = []
        for target in targets {
            switch try GitAddress.meaning(of: target, exists: { LocalPath.exists($0) }) {
            case .path(let path): paths.append(path)
            case .address(let address): addresses.append(address)
            }
        }
        if let address = addresses.first {
            guard addresses.count == 1, paths.isEmpty else {
                throw .usage("an address is audited alone", help: "run skillaudit once for each repository")
            }
            return try open(address)
        }
        var places: [LocalPath] = []
        for path in paths { places.append(try LocalPath(path)) }
        guard let first = places.first else { throw .usage("nothing is named to be audited", help: "skillaudit PATH") }
        return places.count == 1 ? try open(first) : try open(places)
    }

    private func open(_ address: GitAddress) throws(Failure) -> SourceRoot {
        guard !isOffline else { throw .offline(address.display) }
        guard !isStaged else { throw .usage("--staged is about a work tree, and \(address.display) is an address", help: Self.stagedHelp) }
        let clone = try GitClone(of: address, revision: revision, isWhole: needsHistory)
        return try root(of: clone.commit, in: clone.folder.path, folder: clone.folder, kind: .url, scopes: .everything)
    }

    private func open(_ place: LocalPath) throws(Failure) -> SourceRoot {
        if place.isFolder, LocalPath.isGitDirectory(place.path) {
            guard !isStaged else { throw .usage("--staged is about a work tree, and \(place.shown) has none", help: Self.stagedHelp) }
            return try root(ofRevision: revision, in: place.path, kind: .repository, scopes: .everything)
        }
        let kind: Report.Target.Kind = place.isFolder ? .folder : .file
        if let workTree = place.enclosingWorkTree {
            let scopes = Scopes([place.relative(to: workTree)])
            let kind = scopes.coversEverything ? .repository : kind
            if isStaged { return try root(ofIndex: workTree, kind: kind, scopes: scopes) }
            if let revision { return try root(ofRevision: revision, in: workTree, kind: kind, scopes: scopes) }
            if let root = try root(ofWorkTree: workTree, kind: kind, scopes: scopes) { return root }
        } else if isStaged {
            throw .usage("--staged is about a work tree, and \(place.shown) is in none", help: Self.stagedHelp)
        } else if let revision {
            throw .notARepository(path: place.shown, revision: revision)
        }
        let folder = place.isFolder ? place.path : place.projectFolder
        return try root(ofFolder: folder, kind: kind, scopes: Scopes([place.relative(to: folder)]))
    }

    private func open(_ places: [LocalPath]) throws(Failure) -> SourceRoot {
        for place in places where place.isFolder && LocalPath.isGitDirectory(place.path) {
            throw .usage("the repository \(place.shown) is audited alone", help: "run skillaudit once for each repository")
        }
        let kind: Report.Target.Kind = places.allSatisfy { !$0.isFolder } ? .file : .folder
        let workTrees = Set(places.map(\.enclosingWorkTree))
        if workTrees.count == 1, let workTree = workTrees.first ?? nil {
            let scopes = Scopes(places.map { $0.relative(to: workTree) })
            if isStaged { return try root(ofIndex: workTree, kind: kind, scopes: scopes) }
            if let revision { return try root(ofRevision: revision, in: workTree, kind: kind, scopes: scopes) }
            if let root = try root(ofWorkTree: workTree, kind: kind, scopes: scopes) { return root }
        } else if isStaged {
            throw .usage("--staged needs targets in one work tree", help: Self.stagedHelp)
        } else if let revision {
            throw .usage("--revision \(revision) needs targets in one repository", help: "run skillaudit once for each repository")
        }
        let folder = LocalPath.commonFolder(of: places)
        return try root(ofFolder: folder, kind: kind, scopes: Scopes(places.map { $0.relative(to: folder) }))
    }

    private static let stagedHelp = "run it in a git work tree, as a pre-commit hook does"

    // MARK: Roots

    private func root(ofFolder folder: String, kind: Report.Target.Kind, scopes: Scopes) throws(Failure) -> SourceRoot {
        let configuration = try configuration(of: scopes, in: folder)
        let listing = try FolderTree.list(folder, workTree: nil, scopes: scopes, selection: configuration.completing(selection))
        return SourceRoot(
            store: .folder(folder), kind: kind, revision: nil, scopes: scopes, configuration: configuration, listing: listing)
    }

    /// Nil where git does not know the folder, or ignores what was asked for: then it is a folder like any other.
    private func root(ofWorkTree folder: String, kind: Report.Target.Kind, scopes: Scopes) throws(Failure) -> SourceRoot? {
        guard let repository = try? GitRepository(at: folder) else { return nil }
        let head = try? repository.head()
        guard let workTree = try? WorkTree(repository), !scopes.paths.contains(where: workTree.ignoresAll) else { return nil }
        let configuration = try configuration(of: scopes, in: folder)
        let listing = try FolderTree.list(folder, workTree: workTree, scopes: scopes, selection: configuration.completing(selection))
        return SourceRoot(
            store: .folder(folder), kind: kind, revision: head.map(FetchChoice.text), scopes: scopes, configuration: configuration,
            listing: listing)
    }

    private func configuration(of scopes: Scopes, in folder: String) throws(Failure) -> Configuration {
        try configuration.configuration(of: scopes, isClone: false) { (path) throws(Failure) in
            try LocalFile.read("\(folder)/\(path)", largest: ConfigurationChoice.largest, followsLinks: false)
        }
    }

    /// git names the index of the commit in the making to its hooks: with `git commit -a` it is not the usual one.
    private func root(ofIndex folder: String, kind: Report.Target.Kind, scopes: Scopes) throws(Failure) -> SourceRoot {
        func failing<Result>(_ body: () throws(GitError) -> Result) throws(Failure) -> Result {
            do { return try body() } catch { throw .git(error, path: folder) }
        }
        let file = Environment["GIT_INDEX_FILE"]
        let configuration = try configuration.configuration(of: scopes, isClone: false) { (path) throws(Failure) in
            try failing { () throws(GitError) in try GitIndex.file(path, in: folder, file: file, largest: ConfigurationChoice.largest) }
        }
        let listing = try failing { () throws(GitError) in
            try GitIndex.list(in: folder, file: file, scopes: scopes, selection: configuration.completing(selection))
        }
        return SourceRoot(
            store: .objects(folder, nil), kind: kind, revision: nil, scopes: scopes, configuration: configuration, listing: listing)
    }

    private func root(ofRevision revision: String?, in folder: String, kind: Report.Target.Kind, scopes: Scopes) throws(Failure)
        -> SourceRoot
    {
        let repository = try Self.repository(at: folder)
        let commit: git_oid
        do {
            commit = try revision.map { (name) throws(GitError) in try repository.commit(named: name) } ?? repository.head()
        } catch {
            let branches = repository.branches()
            if let revision { throw .unknownRevision(revision, in: name, known: branches) }
            throw branches.isEmpty ? .nothingToAudit(name, skipped: 0) : .noHead(path: name, branches: branches)
        }
        return try root(of: commit, in: folder, folder: nil, kind: kind, scopes: scopes)
    }

    private static func repository(at path: String) throws(Failure) -> GitRepository {
        do { return try GitRepository(at: path) } catch { throw .git(error, path: path) }
    }

    private func root(of commit: git_oid, in directory: String, folder: TemporaryFolder?, kind: Report.Target.Kind, scopes: Scopes)
        throws(Failure) -> SourceRoot
    {
        func failing<Result>(_ body: () throws(GitError) -> Result) throws(Failure) -> Result {
            do { return try body() } catch { throw .git(error, path: folder == nil ? directory : name) }
        }
        let commit = try failing { () throws(GitError) in try GitRepository(at: directory).peeled(commit) }
        let configuration = try configuration.configuration(of: scopes, isClone: kind == .url) { (path) throws(Failure) in
            try failing { () throws(GitError) in
                try GitTree.file(path, of: commit, in: directory, largest: ConfigurationChoice.largest)
            }
        }
        let listing = try failing { () throws(GitError) in
            try GitTree.list(commit, in: directory, scopes: scopes, selection: configuration.completing(selection))
        }
        return SourceRoot(
            store: .objects(directory, folder), kind: kind, revision: FetchChoice.text(commit), scopes: scopes,
            configuration: configuration,
            listing: listing)
    }
}
