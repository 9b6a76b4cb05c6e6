import AuditRules
import SourceScanner
import Synchronization

/// One audit from the opened input to the report: read, understand, judge.
struct Audit: Sendable {
    /// How many threads read, parse and look through each file by itself. The report does not depend on it.
    var jobs = Threads.processors
    var rules = Rule.all
    /// As the command line says; what it leaves open, the configuration says.
    var limits = Limits()
    /// Instead of the one that the configuration names.
    var baseline: Baseline?
    /// The day with which `until` is compared.
    var today = CalendarDay.today
    /// The process ends with the report: its memory is left to the system as it is, since to take a large program apart takes 3 % of an audit.
    var endsWithProcess = false
    /// Comments and configuration of a repository that was cloned for the audit count.
    var trustsClones = false

    func report(on root: SourceRoot, named input: String, _ phases: inout Phases) throws(Failure) -> Report {
        let limits = limits.completed(by: root.configuration.limits)
        let deadline = Deadline(after: limits[.time])
        let reading = try read(root, limits, deadline)
        guard reading.files > 0 else {
            let skipped = root.skipped + reading.skipped
            throw .nothingToAudit(
                input, skipped: skipped.count, unread: skipped.first(where: \.isShortfall).map { "\($0.path): \($0.reason)" })
        }
        phases.end("read and parse", "\(reading.files) files, \(reading.bytes >> 10) KB, \(reading.trees.count) parsed")

        let repository = repository(of: root, limits)
        let program = Program(
            repository: repository, trees: reading.trees, budget: Budget(steps: limits[.steps]) { deadline.isOver },
            workers: Threads.workers(jobs))
        let configuration = root.configuration
        let surface = configuration.surface()
        let inventory = Survey.inventory(
            of: program, knowledge: configuration.knowledge.isEmpty ? .standard : KnowledgeIndex(configuration.knowledge + Knowledge.all),
            policy: configuration.policy
        ) {
            surface($0, root.scopes.relative($0))
        }
        phases.end("resolve", "\(inventory.sites.count) sites, \(program.trees.count - reading.trees.count) more files")

        let chosen = configuration.chosen(of: rules)
        let usual = Dictionary(rules.map { ($0.id, $0.severity) }) { first, _ in first }
        let found = rules.filter { rule in chosen.contains { $0.id == rule.id } }.flatMap { rule in
            var findings = Findings(rule: rule)
            rule.check(inventory, &findings)
            return findings.found.map { configuration.rated($0, usual: usual[rule.id] ?? rule.severity) }
        }
        let reported = Self.worst(found, limits[.findings])
        phases.end("rules", "\(found.count) findings")

        let suppressions = Suppressions(
            in: program.trees.filter { root.entry(at: $0.file.path)?.isAudited ?? false }, configuration,
            baseline: baseline != nil ? baseline : try configuration.baseline(in: root, repository), today: today,
            trustsComments: root.kind != .url || trustsClones)
        let (findings, remarks) = suppressions.applied(to: reported, rules: chosen) { path in
            root.scopes.contains(path) && root.entry(at: path)?.isAudited ?? true
        }

        let report = Report(
            toolVersion: Version.number, target: Report.Target(input: input, kind: root.kind, revision: root.revision), findings: findings,
            sites: inventory.sites, skipped: root.skipped + reading.skipped + Self.shortfalls(of: program.budget, found.count, limits),
            extent: Report.Extent(files: reading.files, bytes: reading.bytes, filesParsed: program.trees.count), rules: chosen,
            configured: configuration.reported(rules), remarks: remarks
        ) { path in
            guard let language = Language(path: path), let bytes = repository.read(path) else { return nil }
            return SourceFile(path: path, language: language, bytes: bytes)
        }
        if endsWithProcess { _ = Unmanaged.passRetained(inventory) }
        phases.end("grade")
        return report
    }

    /// As many findings as there may be: the worst ones, in the order in which they were found.
    private static func worst(_ findings: [Finding], _ limit: Int) -> [Finding] {
        guard findings.count > limit else { return findings }
        let ranked = findings.indices.sorted { left, right in
            findings[left].severity != findings[right].severity ? findings[left].severity > findings[right].severity : left < right
        }
        return ranked.prefix(limit).sorted().map { findings[$0] }
    }

    /// What the program as a whole was not looked at for; told of its root.
    private static func shortfalls(of budget: Budget, _ findings: Int, _ limits: Limits) -> [Report.Skipped] {
        var reasons: [SkipReason] = []
        if budget.isOutOfTime { reasons.append(.outOfTime(limit: limits[.time])) }
        if budget.isOutOfSteps { reasons.append(.outOfSteps(limit: limits[.steps])) }
        if findings > limits[.findings] { reasons.append(.tooManyFindings(limit: limits[.findings], total: findings)) }
        return reasons.map { Report.Skipped(".", $0) }
    }

    /// The findings of an earlier state of the same tree, under the configuration of the later one.
    func snapshot(of base: BaseRevision, for root: SourceRoot, _ input: Input, _ phases: inout Phases) throws(Failure) -> Snapshot {
        guard let earlier = try base.root(for: root, named: input.name, selection: input.selection) else {
            return .empty(named: base.text, revision: nil)
        }
        // The baseline is part of that configuration; the earlier tree may have none yet.
        var audit = self
        if audit.baseline == nil {
            audit.baseline = try root.configuration.baseline(
                in: root, repository(of: root, limits.completed(by: root.configuration.limits)))
        }
        do {
            return Snapshot(try audit.report(on: earlier, named: input.name, &phases), named: base.text)
        } catch .nothingToAudit {
            return .empty(named: base.text, revision: earlier.revision)
        }
    }

    // MARK: Reading

    /// What came of reading every file once.
    private struct Reading {
        var trees: [SyntaxTree] = []
        var skipped: [Report.Skipped] = []
        var files = 0
        var bytes = 0
    }

    /// Reads all audited files on all threads and parses those that hold a token's word. The trees stand in the order of their paths.
    private func read(_ root: SourceRoot, _ limits: Limits, _ deadline: Deadline) throws(Failure) -> Reading {
        let entries = root.entries.filter(\.isAudited)
        let relevance = entries.isEmpty ? nil : Relevance(root)
        let next = Atomic(0)
        let problem = Mutex<Failure?>(nil)
        let total = Mutex(Numbered())
        let shared = Shared(next: next, problem: problem, total: total)
        let parsed = ParsedFiles(limits)
        let mostBytes = limits[.totalSize]
        Threads.run(min(max(jobs, 1), max(1, entries.count / Self.batch))) {
            do throws(Failure) {
                let reader = try EntryReader(root, largest: limits[.fileSize])
                var mine = Numbered()
                // Batches are taken in order: what comes before the place where the bytes are used up has always been read.
                while shared.bytes.load(ordering: .relaxed) <= mostBytes,
                    case let start = shared.next.add(Self.batch, ordering: .relaxed).oldValue, start < entries.count
                {
                    StatusLine.show("reading \(start) of \(entries.count) files")
                    let before = mine.bytes
                    for index in start..<min(start + Self.batch, entries.count) {
                        mine.read(entries[index], at: index, with: reader, relevance, parsed, limits, deadline)
                    }
                    shared.bytes.add(mine.bytes - before, ordering: .relaxed)
                }
                let result = mine
                shared.total.withLock { $0.add(result) }
            } catch {
                shared.problem.withLock { $0 = error }
            }
        }
        if let failure = shared.problem.withLock({ $0 }) { throw failure }
        return shared.total.withLock { $0.inOrder(of: entries, mostBytes) }
    }

    private static let batch = 16

    private final class Shared: Sendable {
        let next: Atomic<Int>
        let bytes = Atomic(0)
        let problem: Mutex<Failure?>
        let total: Mutex<Numbered>

        init(next: consuming Atomic<Int>, problem: consuming Mutex<Failure?>, total: consuming Mutex<Numbered>) {
            self.next = next
            self.problem = problem
            self.total = total
        }
    }

    /// The part of a reading that one thread did, each result with its entry's number.
    private struct Numbered: Sendable {
        private var trees: [(Int, SyntaxTree)] = []
        private var skipped: [(Int, Report.Skipped)] = []
        private var sizes: [(Int, Int)] = []
        private(set) var bytes = 0

        mutating func read(
            _ entry: SourceRoot.Entry, at index: Int, with reader: EntryReader, _ relevance: Relevance?, _ parsed: ParsedFiles,
            _ limits: Limits, _ deadline: Deadline
        ) {
            guard let language = entry.language else { return }
            guard !deadline.isOver else {
                skipped.append((index, Report.Skipped(entry.path, .outOfTime(limit: limits[.time]))))
                return
            }
            let result = reader.read(entry) { content -> Result<SyntaxTree?, EntryReader.Refusal> in
                if let reason = FileContent.reason(toSkip: content, language: language) { return .failure(EntryReader.Refusal(reason)) }
                sizes.append((index, content.count))
                bytes += content.count
                guard relevance?.holds(for: UnsafeRawBufferPointer(content), of: language, entry.path) ?? false else {
                    return .success(nil)
                }
                return parsed.tree(path: entry.path, language: language, bytes: content).map { $0 }
            }
            switch result.flatMap({ $0 }) {
            case .success(let tree?): trees.append((index, tree))
            case .success(nil): break
            case .failure(let refusal): skipped.append((index, Report.Skipped(entry.path, refusal.reason)))
            }
        }

        mutating func add(_ other: Numbered) {
            trees += other.trees
            skipped += other.skipped
            sizes += other.sizes
            bytes += other.bytes
        }

        /// What was read in the order of paths, up to the file with which the bytes exceed `limit`.
        func inOrder(of entries: [SourceRoot.Entry], _ limit: Int) -> Reading {
            var reading = Reading()
            var end = entries.count
            for (index, size) in sizes.sorted(by: { $0.0 < $1.0 }) {
                guard reading.bytes + size <= limit else {
                    end = index
                    break
                }
                reading.files += 1
                reading.bytes += size
            }
            reading.trees = trees.filter { $0.0 < end }.sorted { $0.0 < $1.0 }.map(\.1)
            reading.skipped = skipped.filter { $0.0 < end }.sorted { $0.0 < $1.0 }.map(\.1)
            reading.skipped += entries[end...].map { Report.Skipped($0.path, .tooManyBytes(limit: limit)) }
            return reading
        }
    }

    /// The whole tree as resolution asks for it, the files that are not audited included.
    private func repository(of root: SourceRoot, _ limits: Limits) -> Repository {
        let reader = Mutex<EntryReader?>(nil)
        let store = LazyReader(reader: reader, root: root, largest: max(limits[.fileSize], 8 << 20))
        return Repository(paths: root.entries.map(\.path)) { store.read($0) }
    }

    private final class LazyReader: Sendable {
        private let reader: Mutex<EntryReader?>
        private let root: SourceRoot
        private let largest: Int

        init(reader: consuming Mutex<EntryReader?>, root: SourceRoot, largest: Int) {
            self.reader = reader
            self.root = root
            self.largest = largest
        }

        func read(_ path: String) -> [UInt8]? {
            guard let entry = root.entry(at: path) else { return nil }
            return reader.withLock { reader in
                if reader == nil { reader = try? EntryReader(root, largest: largest) }
                return try? reader?.read(entry) { Array($0) }.get()
            }
        }
    }
}
