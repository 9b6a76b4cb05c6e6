import CGit2
import SourceScanner

/// What the user wants audited of a tree, beside its scopes.
struct Selection: Sendable {
    var include: [GlobPattern] = []
    var exclude: [GlobPattern] = []
    /// Bytes; nil: nobody said.
    var largestFile: Int?

    static let usualLargestFile = 2 << 20
}

/// The list of a tree's files in the making: folder by folder, whatever the tree is stored in, so that the choice is the same everywhere.
struct TreeListing {
    /// What one name in a folder stands for.
    struct Item {
        enum Kind { case file, folder, symlink, submodule, special }
        let name: FileName
        let kind: Kind
        /// In an object database.
        var id: git_oid?
    }

    /// A folder that is still to be listed.
    struct Folder {
        let path: FilePath
        let depth: Int
        /// In an object database.
        let id: git_oid?
        /// The folder around it into which compilers write, where there is one.
        let output: String?
        let isBelowSources: Bool
    }

    private static let deepest = 400
    private static let mostEntries = 3_000_000

    private(set) var entries: [SourceRoot.Entry] = []
    private(set) var skipped: [Report.Skipped] = []
    private var reportedOutputs: Set<String> = []
    private let selection: Selection
    private let scopes: Scopes

    init(scopes: Scopes, selection: Selection) {
        self.scopes = scopes
        self.selection = selection
    }

    func root(_ id: git_oid? = nil) -> Folder { Folder(path: .root, depth: 0, id: id, output: nil, isBelowSources: false) }

    mutating func skip(_ path: String, _ reason: SkipReason) { skipped.append(Report.Skipped(path: path, reason: reason.text)) }

    /// Sorts out what a folder holds; returns the folders in it that are to be listed next, the last first.
    ///
    /// `isIgnored` is asked only about what would otherwise be listed or reported; `target` gives a symlink's text.
    mutating func visit(
        _ items: [Item], in folder: Folder, isIgnored: (FilePath, Item.Kind) -> Bool = { _, _ in false }, target: (Item) -> String?
    ) -> [Folder] {
        if items.contains(where: { FolderRules.environmentMarkers.contains($0.name.text) }), !scopes.isOnTheWay(folder.path.text) {
            if scopes.contains(folder.path.text) { skip(folder.path.text + "/", .virtualEnvironment) }
            return []
        }
        var next: [Folder] = []
        for item in items {
            guard item.kind != .folder || !FolderRules.versionControl.contains(item.name.text) else { continue }
            switch item.kind {
            case .folder:
                let path = folder.path.appending(item.name)
                guard !isIgnored(path, .folder) else { continue }
                if let below = enter(path, item, from: folder) { next.append(below) }
            case .file:
                guard let language = candidate(item.name) else { continue }
                let path = folder.path.appending(item.name)
                guard !isIgnored(path, .file) else { continue }
                add(path, item, language, in: folder)
            case .submodule:
                let path = folder.path.appending(item.name).text
                if scopes.contains(path) { skip(path + "/", .submodule) }
            case .symlink:
                let path = folder.path.appending(item.name)
                guard scopes.contains(path.text), !isIgnored(path, .symlink) else { continue }
                let leaves = target(item).map { TreePath.join(folder.path.text, $0) == nil || $0.hasPrefix("/") } ?? true
                if leaves { skip(path.text, .symlinkOutOfRoot) } else if Language(path: item.name.text) != nil { skip(path.text, .symlink) }
            case .special:
                let path = folder.path.appending(item.name)
                if scopes.contains(path.text), !isIgnored(path, .special) { skip(path.text, .special) }
            }
        }
        return next.reversed()
    }

    /// Nil: of no interest. The inner nil: a manifest.
    private func candidate(_ name: FileName) -> Language?? {
        if let language = Language(path: name.text) { return .some(language) }
        return FolderRules.isManifest(name.text) ? .some(nil) : nil
    }

    private mutating func enter(_ path: FilePath, _ item: Item, from parent: Folder) -> Folder? {
        let name = item.name.text
        if !scopes.isOnTheWay(path.text) {
            if let reason = FolderRules.reason(forFolder: name, below: parent.path.text) ?? (isExcluded(path.text) ? .excluded : nil) {
                if scopes.contains(path.text) { skip(path.text + "/", reason) }
                return nil
            }
            guard parent.depth < Self.deepest else {
                skip(path.text + "/", .tooDeep)
                return nil
            }
        }
        let isBelowSources = parent.isBelowSources || FolderRules.sourceFolders.contains(name)
        let isOutput = !isBelowSources && FolderRules.outputFolders.contains(name) && !scopes.isOnTheWay(path.text)
        return Folder(
            path: path, depth: parent.depth + 1, id: item.id, output: parent.output ?? (isOutput ? path.text : nil),
            isBelowSources: isBelowSources)
    }

    private mutating func add(_ path: FilePath, _ item: Item, _ language: Language?, in folder: Folder) {
        let isInScope = scopes.contains(path.text)
        guard entries.count < Self.mostEntries else {
            if entries.count == Self.mostEntries, skipped.last?.reason != SkipReason.tooMany.text { skip(path.text, .tooMany) }
            return
        }
        let reason: SkipReason? = language.flatMap { self.reason(toSkip: path.text, item.name.text, $0, in: folder) }
        if let reason, isInScope {
            if reason != .compiledScript {
                skip(path.text, reason)
            } else if let output = folder.output, reportedOutputs.insert(output).inserted {
                skip(output + "/", reason)
            }
        }
        let place: SourceRoot.Place = if let id = item.id { .blob(id) } else { .file(raw: path.raw) }
        entries.append(
            SourceRoot.Entry(path: path.text, language: language, isAudited: language != nil && isInScope && reason == nil, place: place))
    }

    private func reason(toSkip path: String, _ name: String, _ language: Language, in folder: Folder) -> SkipReason? {
        if scopes.isOnTheWay(path) { return nil }
        if isExcluded(path) { return .excluded }
        if !selection.include.isEmpty, !selection.include.contains(where: { $0.matches(path) }) { return .notIncluded }
        if folder.output != nil, language == .javaScript || name.hasSuffix(".d.ts") { return .compiledScript }
        return FolderRules.reason(forFile: name)
    }

    private func isExcluded(_ path: String) -> Bool { !selection.exclude.isEmpty && selection.exclude.contains { $0.matches(path) } }
}
