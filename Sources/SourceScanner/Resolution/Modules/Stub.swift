package struct Repository: Sendable {
    package init(paths: [String], read: @escaping @Sendable (String) -> [UInt8]?) { self.paths = Set(paths); reader = read }
    let paths: Set<String>
    let reader: @Sendable (String) -> [UInt8]?
    package func contains(_ path: String) -> Bool { paths.contains(path) }
    package func read(_ path: String) -> [UInt8]? { reader(path) }
}
package final class ModuleResolver {
    package init(_ repository: Repository) {}
    package func files(for specifier: String, from importer: String, language: Language) -> [String] { [] }
    package func module(of path: String) -> String? { nil }
}
package final class Dependencies {
    package init(_ repository: Repository) {}
    package func version(of package: String, for path: String) -> [Int]? { nil }
    package func mentions(_ package: String, for path: String) -> Bool { false }
}
