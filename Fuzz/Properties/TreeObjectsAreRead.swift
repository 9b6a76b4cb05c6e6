import CGit2
import Fuzzing

@testable import skillaudit

/// A tree object of any bytes gives names that stay in their folder, and a listing whose paths are in order and below the root.
@main
struct TreeObjectsAreRead {
    static func main() {
        fuzz { bytes in
            let items = bytes.withUnsafeBytes(GitTree.items)
            for item in items {
                require(![".", "..", ""].contains(item.name.text) && !item.name.text.contains("/"), "a file is named \(item.name.text)")
                require(item.id != nil, "\(item.name.text) has no object")
            }
            var listing = TreeListing(scopes: .everything, selection: Selection())
            var pending = listing.visit(items, in: listing.root(git_oid())) { _ in "../x" }
            while let folder = pending.popLast(), folder.depth < 3 { pending += listing.visit(items, in: folder) { _ in nil } }
            for entry in listing.entries {
                let parts = entry.path.split(separator: "/", omittingEmptySubsequences: false)
                require(parts.allSatisfy { !["", ".", "..", ".git"].contains($0) }, "\(entry.path) leads out of the root")
            }
        }
    }
}
