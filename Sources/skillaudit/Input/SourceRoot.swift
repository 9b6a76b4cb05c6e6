import CGit2
import SourceScanner

/// A tree of files as the audit sees it: what is in it, and how its bytes are had. The same for a folder, a work tree, a bare repository and a clone.
struct SourceRoot: Sendable {
    /// One file of the tree.
    struct Entry: Sendable {
        let path: String
        /// Nil for a manifest, a lock file, a configuration: read only when something asks for it.
        let language: Language?
        /// Whether its findings belong into the report; else it only explains other files.
        let isAudited: Bool
        let place: Place
    }

    /// Where the bytes of an entry are.
    enum Place: Sendable {
        /// Below the root folder; the bytes of the path where `path` does not say them.
        case file(raw: [UInt8]?)
        case blob(git_oid)
    }

    /// What holds the tree.
    enum Store: Sendable {
        case folder(String)
        /// The git directory, and the folder that it is in if that is to be removed afterwards.
        case objects(String, TemporaryFolder?)
    }

    let store: Store
    let kind: Report.Target.Kind
    /// The commit, where there is one.
    let revision: String?
    /// In the order of their paths' bytes.
    let entries: [Entry]
    let skipped: [Report.Skipped]
    /// The parts of the tree that were asked for.
    let scopes: Scopes
    /// What its owner, or whoever audits it, asks for.
    let configuration: Configuration

    init(
        store: Store, kind: Report.Target.Kind, revision: String?, scopes: Scopes, configuration: Configuration = .defaults,
        listing: consuming TreeListing
    ) {
        self.configuration = configuration
        self.store = store
        self.kind = kind
        self.revision = revision
        self.scopes = scopes
        skipped = listing.skipped
        let found = listing.entries
        let isSorted = zip(found, found.dropFirst()).allSatisfy { !$1.path.precedesByBytes($0.path) }
        entries = isSorted ? found : found.sorted { $0.path.precedesByBytes($1.path) }
    }

    /// The entry of a path. Takes O(log entries).
    func entry(at path: String) -> Entry? {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].path.precedesByBytes(path) { low = middle + 1 } else { high = middle }
        }
        return low < entries.count && entries[low].path == path ? entries[low] : nil
    }
}
