import SourceScanner

/// Every place of a program where a token is handled: what rules ask.
package struct Inventory: Sendable {
    /// In order of path, line, column, kind.
    package let sites: [TokenSite]

    package init(sites: [TokenSite]) {
        self.sites = sites
    }

    package func sites(_ kinds: TokenSite.Kind...) -> [TokenSite] { sites.filter { kinds.contains($0.kind) } }
}
