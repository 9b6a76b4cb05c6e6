/// What a folder's or file's name alone says about it: installed packages, build output, generated code.
enum FolderRules {
    /// Folders of version control: no part of the program, not worth a word.
    static let versionControl: Set<String> = [".git", ".hg", ".svn", ".jj", ".bzr", "CVS"]

    /// Why a folder of this name is skipped whole, wherever it stands.
    static func reason(forFolder name: String, below parents: String) -> SkipReason? {
        if let reason = reasons[name] { return reason }
        // A marketplace has vendors: below its routes the word means people, not code.
        if vendorNames.contains(name),
            !parents.utf8.split(separator: UInt8(ascii: "/")).contains(where: { applicationFolders.contains(String(Substring($0))) })
        {
            return .vendored
        }
        // Whole copies of the repository, left by tools that work on several at once: what is in them is told once already.
        if name == ".worktrees" || (name == "worktrees" && isTools(parents)) { return .vendored }
        if name.hasSuffix(".egg-info") || name.hasSuffix(".xcarchive") { return .buildOutput }
        return nil
    }

    /// `.claude`, `web/.agents`: a folder that some tool keeps beside the program.
    private static func isTools(_ path: String) -> Bool {
        path.utf8.split(separator: UInt8(ascii: "/")).last?.first == UInt8(ascii: ".")
    }

    private static let reasons: [String: SkipReason] = {
        var table: [String: SkipReason] = [:]
        for name in [
            "node_modules", "bower_components", "jspm_packages", "site-packages", "dist-packages", "__pypackages__", ".eggs", ".yarn",
            ".pnpm-store",
            "Pods", "Carthage",
        ] {
            table[name] = .dependencies
        }
        for name in [".venv", "venv", ".virtualenv", ".tox", ".nox", ".direnv"] { table[name] = .virtualEnvironment }
        for name in [
            ".build", "DerivedData", ".swiftpm", "xcuserdata", ".next", ".nuxt", ".svelte-kit", ".output", ".turbo", ".parcel-cache",
            ".vercel", ".netlify",
            ".angular", ".astro", ".docusaurus", ".expo", ".serverless", ".aws-sam", ".wrangler", ".nyc_output", ".gradle", ".cache",
            "__pycache__",
            ".mypy_cache", ".pytest_cache", ".ruff_cache", ".ipynb_checkpoints", "htmlcov", "storybook-static",
        ] {
            table[name] = .buildOutput
        }
        return table
    }()

    private static let vendorNames: Set<String> = ["vendor", "third_party", "third-party", "thirdparty", "3rdparty"]
    private static let applicationFolders: Set<String> = ["app", "pages", "routes", "api", "controllers", "views", "features", "modules"]

    /// Names of folders into which compilers write. The name proves nothing: TypeScript, Python and Swift in them were written by hand and are read, and so is
    /// JavaScript below a source folder; only other JavaScript in them is taken for output.
    static let outputFolders: Set<String> = ["dist", "build", "out", "target", "coverage"]
    static let sourceFolders: Set<String> = ["src", "source", "sources", "Sources", "app", "scripts", "tools"]

    /// Files whose presence makes a folder a virtual environment.
    static let environmentMarkers: Set<String> = ["pyvenv.cfg", "conda-meta"]

    /// Why a source file of this name is skipped unread.
    static func reason(forFile name: String) -> SkipReason? {
        if minifiedSuffixes.contains(where: name.hasSuffix) { return .minified }
        if generatedSuffixes.contains(where: name.hasSuffix) { return .generated }
        return name == ".pnp.cjs" || name == ".pnp.loader.mjs" ? .generated : nil
    }

    private static let minifiedSuffixes = [".min.js", ".min.mjs", ".min.cjs", "-min.js", ".bundle.js", ".chunk.js"]
    private static let generatedSuffixes = [
        ".pb.swift", ".grpc.swift", "_pb2.py", "_pb2_grpc.py", "_pb2.pyi", "_pb2_grpc.pyi", "_pb.js", "_pb.ts", "_pb.d.ts",
        ".generated.swift", ".generated.ts",
        ".generated.js", ".gen.ts", ".gen.swift",
    ]

    /// Whether resolution may ask for a file that is no source: a manifest, a lock file, a configuration of paths.
    static func isManifest(_ name: String) -> Bool {
        switch name.utf8.last {
        case UInt8(ascii: "n"): name.hasSuffix(".json") || name.hasSuffix(".in")
        case UInt8(ascii: "c"): name.hasSuffix(".jsonc")
        case UInt8(ascii: "l"): name.hasSuffix(".toml") || name == "pnpm-workspace.yaml" || name == "pnpm-lock.yaml"
        case UInt8(ascii: "k"): name.hasSuffix(".lock")
        case UInt8(ascii: "t"): name.hasSuffix(".txt")
        case UInt8(ascii: "g"): name == "setup.cfg"
        case UInt8(ascii: "e"): name == "Pipfile"
        case UInt8(ascii: "d"): name == "Package.resolved"
        default: false
        }
    }
}
