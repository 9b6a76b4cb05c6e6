import SourceScanner

/// Every place of a program where a token is handled: what rules ask. Belongs to one thread, like its evaluator.
package final class Inventory {
    /// In order of path, line, column, kind.
    package let sites: [TokenSite]
    /// Credentials of the whole process that tools use for whoever calls them.
    package let processCredentials: [ProcessCredential]
    package let program: Program
    package let evaluator: Evaluator
    package let policy: Policy
    /// What a path is for.
    package let surface: (String) -> Surface

    package init(
        sites: [TokenSite], processCredentials: [ProcessCredential] = [], program: Program, evaluator: Evaluator,
        policy: Policy = .standard, surface: @escaping (String) -> Surface = { _ in .production }
    ) {
        self.policy = policy
        self.surface = surface
        self.sites = sites
        self.processCredentials = processCredentials
        self.program = program
        self.evaluator = evaluator
    }

    package func sites(_ kinds: TokenSite.Kind...) -> [TokenSite] { sites.filter { kinds.contains($0.kind) } }
}
