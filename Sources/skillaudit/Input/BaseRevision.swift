import CGit2

/// What a change is measured against: a revision, or the commit at which a branch was left.
struct BaseRevision: Sendable, Equatable {
    /// As the user wrote it.
    let text: String
    private let revision: String
    private let isMergeBase: Bool

    private static let prefix = "merge-base:"

    /// `main`, or `merge-base:main` for the newest commit that this side and `main` have in common.
    init(_ text: String) {
        self.text = text
        isMergeBase = text.hasPrefix(Self.prefix)
        revision = isMergeBase ? String(text.dropFirst(Self.prefix.count)) : text
    }

    /// The same tree at this revision, with the same choice of files and the same configuration: what differs is the code alone. Nil where the repository has no commit yet: then everything is new.
    func root(for root: SourceRoot, named name: String, selection: Selection) throws(Failure) -> SourceRoot? {
        let directory: String
        let folder: TemporaryFolder?
        switch root.store {
        case .folder(let path): (directory, folder) = (path, nil)
        case .objects(let path, let temporary): (directory, folder) = (path, temporary)
        }
        let repository: GitRepository
        do {
            repository = try GitRepository(at: directory)
        } catch {
            throw .notARepository(path: name, revision: text)
        }
        guard let commit = try commit(in: repository, comparedWith: root, name) else { return nil }
        do {
            let listing = try GitTree.list(
                commit, in: directory, scopes: root.scopes, selection: root.configuration.completing(selection))
            return SourceRoot(
                store: .objects(directory, folder), kind: root.kind, revision: FetchChoice.text(commit), scopes: root.scopes,
                configuration: root.configuration, listing: listing)
        } catch {
            throw .git(error, path: name)
        }
    }

    private func commit(in repository: borrowing GitRepository, comparedWith root: SourceRoot, _ name: String) throws(Failure) -> git_oid? {
        let found: git_oid
        do {
            found = try repository.commit(named: revision)
        } catch {
            let head = try? repository.head()
            if revision == "HEAD", head == nil { return nil }
            throw .unknownRevision(revision, in: name, known: repository.branches())
        }
        guard isMergeBase else { return found }
        do throws(GitError) {
            let here = if let id = root.revision { try repository.commit(named: id) } else { try repository.head() }
            if let base = try repository.mergeBase(of: here, and: found) { return base }
        } catch {
            throw .git(error, path: name)
        }
        throw .noMergeBase(revision, in: name, isShallow: repository.isShallow)
    }
}
