/// Python's import rules: relative to a package, or absolute from any directory that an interpreter may be started with.
final class PythonModules {
    private let repository: Repository
    private lazy var dependencies = Dependencies(repository)
    private lazy var projects = Self.projectRoots(of: repository)
    private lazy var rootsByTopName = indexRoots()

    init(_ repository: Repository) { self.repository = repository }

    func files(for specifier: String, in directory: String) -> [String] {
        let dots = specifier.utf8.prefix { $0 == UInt8(ascii: ".") }.count
        let parts = specifier.utf8.dropFirst(dots).split(separator: UInt8(ascii: ".")).map { String(Substring($0)) }
        guard dots == 0 else {
            let ups = Array(repeating: "..", count: dots - 1)
            return TreePath.join(directory, (ups + parts).joined(separator: "/")).flatMap(module).map { [$0] } ?? []
        }
        guard let top = parts.first, !Self.standardLibrary.contains(top) else { return [] }
        let path = parts.joined(separator: "/")

        var packagesAround: [String] = []
        for around in TreePath.upward(from: directory) {
            if isPackage(around) {
                packagesAround.append(around)
                continue
            }
            if let found = module(path, top: top, from: around, isProject: projects.contains(around)) { return [found] }
            let sources = TreePath.child("src", of: around)
            if !isPackage(sources), let found = module(path, top: top, from: sources, isProject: true) { return [found] }
        }
        let elsewhere = (rootsByTopName[top] ?? []).map { ($0, TreePath.nearness($0, directory)) }
            .sorted { ($1.1, $0.0.utf8.count, $0.0) < ($0.1, $1.0.utf8.count, $1.0) }
            .compactMap { module(path, top: top, from: $0.0, isProject: projects.contains($0.0)) }
        if !elsewhere.isEmpty { return elsewhere }
        // A script that is started inside a package sees its neighbours as top names.
        for package in packagesAround where !isPackage(TreePath.directory(of: package)) || package.isEmpty {
            if let found = module(path, top: top, from: package, isProject: false) { return [found] }
        }
        return []
    }

    private func module(_ path: String, top: String, from root: String, isProject: Bool) -> String? {
        let first = TreePath.child(top, of: root)
        let isFolder = repository.isDirectory(first)
        guard isFolder || repository.contains(first + ".py"), let found = module(TreePath.child(path, of: root)) else { return nil }
        // `auth/jwt.py` is not what `import jwt` means where PyJWT is installed.
        return (isProject && isFolder) || !isInstalled(top) ? found : nil
    }

    /// The file of a module or package; a stub only where there is nothing else.
    private func module(_ path: String) -> String? {
        [TreePath.child("__init__.py", of: path), path + ".py", TreePath.child("__init__.pyi", of: path), path + ".pyi"]
            .first(where: repository.contains)
    }

    private func isPackage(_ directory: String) -> Bool { repository.contains(TreePath.child("__init__.py", of: directory)) }

    private func isInstalled(_ top: String) -> Bool {
        let name = Ecosystem.python.normalized(top)
        return [name, "py" + name, "python-" + name, "py-" + name, name + "-python"].contains { dependencies.pythonNames.contains($0) }
    }

    /// Directories whose content an installed project makes importable.
    private static func projectRoots(of repository: Repository) -> Set<String> {
        let marks: Set<String> = ["pyproject.toml", "setup.py", "setup.cfg", "requirements.txt", "Pipfile", "manage.py"]
        var roots: Set<String> = [""]
        for directory in repository.ownDirectories where repository.fileNames(in: directory).contains(where: marks.contains) {
            roots.insert(directory)
            for folder in ["src", "lib", "python"] {
                let inner = TreePath.child(folder, of: directory)
                if repository.isDirectory(inner) { roots.insert(inner) }
            }
        }
        return roots
    }

    /// Where each top name can be imported from: projects, and whatever directory holds a package.
    private func indexRoots() -> [String: [String]] {
        var roots: [String: [String]] = [:]
        for directory in projects {
            for folder in repository.folderNames(in: directory) { roots[folder, default: []].append(directory) }
            for file in repository.fileNames(in: directory) where file.hasSuffix(".py") {
                roots[String(file.dropLast(3)), default: []].append(directory)
            }
        }
        for directory in repository.ownDirectories where !directory.isEmpty && isPackage(directory) {
            let (parent, name) = TreePath.split(directory)
            if !isPackage(parent), !projects.contains(parent) { roots[name, default: []].append(parent) }
        }
        return roots
    }

    /// Names that are never files of a project, but for a few that projects do use themselves (`token`, `code`, `site`).
    private static let standardLibrary = Set(
        """
        abc argparse array ast asyncio asyncore atexit base64 bdb binascii bisect builtins bz2 cProfile calendar cmath cmd codecs \
        collections colorsys concurrent configparser contextlib contextvars copy copyreg csv ctypes curses dataclasses datetime dbm \
        decimal difflib dis distutils doctest email encodings enum errno faulthandler fcntl filecmp fileinput fnmatch fractions ftplib \
        functools gc getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac html http imaplib importlib inspect io ipaddress \
        itertools json keyword linecache locale logging lzma mailbox marshal math mimetypes mmap multiprocessing netrc numbers operator \
        os pathlib pdb pickle pkgutil platform plistlib poplib posixpath pprint pstats pty pwd py_compile queue quopri random re \
        readline reprlib runpy sched secrets select selectors shelve shlex shutil signal smtplib socket socketserver sqlite3 ssl stat \
        statistics string stringprep struct subprocess sys sysconfig syslog tarfile tempfile termios textwrap threading time timeit \
        tkinter tokenize tomllib traceback tracemalloc tty types typing unicodedata unittest urllib uuid venv warnings wave weakref \
        webbrowser wsgiref xml xmlrpc zipapp zipfile zipimport zlib zoneinfo __future__
        """.split { $0 == " " || $0 == "\n" }.map(String.init))
}
