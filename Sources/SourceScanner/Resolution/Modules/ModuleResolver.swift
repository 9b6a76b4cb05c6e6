/// Answers which files of the audited tree an import means. Remembers its answers, so it belongs to one thread.
package final class ModuleResolver {
    private struct Question: Hashable {
        let specifier: String
        let directory: String
        let language: Language
    }

    private let repository: Repository
    // Each reads the manifests of its world when it is first asked.
    private lazy var ecmaScript = ECMAScriptModules(repository)
    private lazy var python = PythonModules(repository)
    private lazy var swift = SwiftModules(repository)
    private var answers: [Question: [String]] = [:]

    package init(_ repository: Repository) { self.repository = repository }

    /// The files that an import means, best first; none where it names something outside the tree.
    ///
    /// A file of another kind is given too where the import names it in full (`./limits.json`). `from pkg import name` in Python
    /// may mean a module: ask for `pkg.name`.
    package func files(for specifier: String, from importer: String, language: Language) -> [String] {
        let question = Question(specifier: specifier, directory: TreePath.directory(of: importer), language: language)
        if let known = answers[question] { return known.filter { $0 != importer } }
        let found: [String] =
            switch language {
            case .typeScript, .javaScript: ecmaScript.file(for: specifier, in: question.directory).map { [$0] } ?? []
            case .python: python.files(for: specifier, in: question.directory)
            case .swift: swift.files(of: specifier, near: question.directory)
            }
        answers[question] = found
        return found.filter { $0 != importer }
    }

    /// The Swift target that a path belongs to, in which all files see each other without an import.
    package func module(of path: String) -> String? { swift.module(of: path) }
}
