import CGit2

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A repository, open for reading. Belongs to one thread.
struct GitRepository: ~Copyable {
    let pointer: OpaquePointer

    /// Opens the repository whose git directory, or whose folder with a `.git`, is exactly this; nothing above it is tried.
    init(at path: String) throws(GitError) {
        try GitLibrary.start()
        try GitDirectory.check(path)
        var opened: OpaquePointer?
        try check(git_repository_open_ext(&opened, path, GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue, nil))
        guard let opened else { throw GitError(code: GIT_ERROR.rawValue, part: 0, message: "no repository was opened") }
        do { try Self.guardObjects(of: opened) } catch {
            git_repository_free(opened)
            throw error
        }
        pointer = opened
    }

    /// Lets no object be read whose file was cut short, whatever of libgit2 asks for it.
    private static func guardObjects(of repository: OpaquePointer) throws(GitError) {
        let folders = try GitDirectory.objectFolders(of: String(cString: git_repository_commondir(repository)))
        let names = Array(folders.map { "\($0)\0" }.joined().utf8)
        let code = names.withUnsafeBytes { skillaudit_git_guard_objects(repository, $0.baseAddress, $0.count) }
        try check(code)
    }

    /// Makes an empty bare repository.
    init(creatingBareAt path: String) throws(GitError) {
        try GitLibrary.start()
        var made: OpaquePointer?
        var options = git_repository_init_options()
        try check(git_repository_init_options_init(&options, UInt32(GIT_REPOSITORY_INIT_OPTIONS_VERSION)))
        // Without the permission to make its folder: one that a signal has removed meanwhile must not come back.
        options.flags = GIT_REPOSITORY_INIT_BARE.rawValue
        try check(git_repository_init_ext(&made, path, &options))
        guard let made else { throw GitError(code: GIT_ERROR.rawValue, part: 0, message: "no repository was made") }
        pointer = made
    }

    deinit { git_repository_free(pointer) }

    var isBare: Bool { git_repository_is_bare(pointer) == 1 }

    /// Where objects and references are.
    var directory: String { git_repository_path(pointer).map { String(cString: $0) } ?? "" }

    /// The commit that HEAD names.
    func head() throws(GitError) -> git_oid {
        var id = git_oid()
        try check(git_reference_name_to_id(&id, pointer, "HEAD"))
        return id
    }

    /// The commit (or tree) that a revision means: any form that `git rev-parse` takes, or a branch of `origin`.
    func commit(named revision: String) throws(GitError) -> git_oid {
        do {
            return try object(named: revision)
        } catch {
            guard error.isNotFound, let id = try? object(named: "refs/remotes/origin/\(revision)") else { throw error }
            return id
        }
    }

    /// The commit that an object is, or that an annotated tag names.
    func peeled(_ id: git_oid) throws(GitError) -> git_oid {
        var id = id
        var found: OpaquePointer?
        try check(git_object_lookup(&found, pointer, &id, GIT_OBJECT_ANY))
        defer { git_object_free(found) }
        return try Self.peeled(found)
    }

    private func object(named revision: String) throws(GitError) -> git_oid {
        var found: OpaquePointer?
        try check(git_revparse_single(&found, pointer, revision))
        defer { git_object_free(found) }
        return try Self.peeled(found)
    }

    /// A commit's id, or that of a tree that belongs to none.
    private static func peeled(_ found: OpaquePointer?) throws(GitError) -> git_oid {
        var commit: OpaquePointer?
        if git_object_peel(&commit, found, GIT_OBJECT_COMMIT) == 0 {
            defer { git_object_free(commit) }
            return git_object_id(commit).pointee
        }
        var tree: OpaquePointer?
        try check(git_object_peel(&tree, found, GIT_OBJECT_TREE))
        defer { git_object_free(tree) }
        return git_object_id(tree).pointee
    }

    /// The best common ancestor of two commits; nil where none is in this repository.
    func mergeBase(of first: git_oid, and second: git_oid) throws(GitError) -> git_oid? {
        var first = first
        var second = second
        var base = git_oid()
        let code = git_merge_base(&base, pointer, &first, &second)
        if code == GIT_ENOTFOUND.rawValue { return nil }
        try check(code)
        return base
    }

    /// Whether history was cut off when this repository was fetched.
    var isShallow: Bool { git_repository_is_shallow(pointer) == 1 }

    /// The tree of a commit.
    func tree(of id: git_oid) throws(GitError) -> git_oid {
        var id = id
        var found: OpaquePointer?
        try check(git_object_lookup(&found, pointer, &id, GIT_OBJECT_ANY))
        defer { git_object_free(found) }
        // Peeling to the tree would parse it, and libgit2 refuses a whole tree for one odd entry.
        if git_object_type(found) == GIT_OBJECT_COMMIT { return git_commit_tree_id(found).pointee }
        var tree: OpaquePointer?
        try check(git_object_peel(&tree, found, GIT_OBJECT_TREE))
        defer { git_object_free(tree) }
        return git_object_id(tree).pointee
    }

    /// Names of local branches, sorted.
    func branches() -> [String] {
        var iterator: OpaquePointer?
        guard git_branch_iterator_new(&iterator, pointer, GIT_BRANCH_LOCAL) == 0 else { return [] }
        defer { git_branch_iterator_free(iterator) }
        var names: [String] = []
        var reference: OpaquePointer?
        var kind = GIT_BRANCH_LOCAL
        while names.count < 100, git_branch_next(&reference, &kind, iterator) == 0 {
            defer { git_reference_free(reference) }
            if let name = git_reference_shorthand(reference) { names.append(String(cString: name)) }
        }
        return names.sorted()
    }

    /// Paths of the index: files, and apart from them submodules.
    func trackedPaths() throws(GitError) -> (files: [String], submodules: Set<String>) {
        var index: OpaquePointer?
        try check(git_repository_index(&index, pointer))
        defer { git_index_free(index) }
        var files: [String] = []
        var submodules: Set<String> = []
        let count = git_index_entrycount(index)
        files.reserveCapacity(count)
        for position in 0..<count {
            guard let entry = git_index_get_byindex(index, position) else { continue }
            let path = FileName(cString: entry.pointee.path).text
            if entry.pointee.mode == GIT_FILEMODE_COMMIT.rawValue { submodules.insert(path) } else { files.append(path) }
        }
        return (files, submodules)
    }

    /// Whether ignore rules name a path; a folder's ends with `/`.
    func ignores(_ path: String) -> Bool {
        var ignored: Int32 = 0
        return git_ignore_path_is_ignored(&ignored, pointer, path) == 0 && ignored == 1
    }
}

/// The object database of a repository, open for reading. Belongs to one thread.
struct GitObjects: ~Copyable {
    private let repository: GitRepository
    private let pointer: OpaquePointer

    init(at path: String) throws(GitError) {
        let repository = try GitRepository(at: path)
        var opened: OpaquePointer?
        try check(git_repository_odb(&opened, repository.pointer))
        guard let opened else { throw GitError(code: GIT_ERROR.rawValue, part: 0, message: "no object database was opened") }
        self.repository = repository
        pointer = opened
    }

    deinit { git_odb_free(pointer) }

    /// How many bytes an object has; found without making them: a small file of a repository may hold gigabytes of zeros.
    func size(of id: git_oid) throws(GitError) -> Int {
        var id = id
        var size = 0
        var kind = GIT_OBJECT_INVALID
        try check(git_odb_read_header(&size, &kind, pointer, &id))
        return size
    }

    /// The bytes of an object; nil where it has more than `largest`.
    func bytes(of id: git_oid, largest: Int) throws(GitError) -> [UInt8]? {
        guard try size(of: id) <= largest else { return nil }
        return try withObject(id) { (bytes) throws(GitError) in Array(bytes) }
    }

    /// Where a symlink leads; nil where that cannot be read, or is longer than any system takes.
    func target(ofLink id: git_oid) -> String? {
        guard let bytes = try? bytes(of: id, largest: 64 << 10) else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Lends the bytes of an object; they are gone when `body` returns.
    func withObject<Result>(_ id: git_oid, _ body: (UnsafeRawBufferPointer) throws(GitError) -> Result) throws(GitError) -> Result {
        var id = id
        var object: OpaquePointer?
        try check(git_odb_read(&object, pointer, &id))
        defer { git_odb_object_free(object) }
        return try body(UnsafeRawBufferPointer(start: git_odb_object_data(object), count: git_odb_object_size(object)))
    }
}
