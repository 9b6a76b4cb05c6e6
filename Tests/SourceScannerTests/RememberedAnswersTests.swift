import SourceScanner
import Testing

/// What the interpreter remembers changes how long an answer takes, never the answer.
@Suite struct RememberedAnswersTests {
    @Test(arguments: [
        "first = second or 'a'\nsecond = third or 'b'\nthird = first or 'c'\n",
        "def first(n):\n    return second(n) if n else 'a'\ndef second(n):\n    return first(n) if n else 'b'\nthird = first(1)\nfourth = second(1)\n",
        "class A:\n    def __init__(self, other):\n        self.other = other or make()\ndef make():\n    return A(None)\none = make()\ntwo = A(one)\n",
    ])
    func anAnswerDoesNotDependOnWhatWasAskedBefore(_ source: String) {
        let file = SourceFile(path: "main.py", language: .python, bytes: Array(source.utf8))
        let tree = parse(file)
        let program = Program(repository: Repository(paths: ["main.py"], read: { _ in file.bytes }), trees: [tree])
        let expressions = tree.top.descendants.filter { [.identifier, .call, .binary, .member, .conditional].contains($0.kind) }
        let forwards = Evaluator(program)
        let backwards = Evaluator(program)
        let there = expressions.map { PythonProgram.text(forwards.value(of: $0).value) }
        let back = Array(expressions.reversed().map { PythonProgram.text(backwards.value(of: $0).value) }.reversed())
        #expect(there == back)
        #expect(there.contains { $0 != "unknown" })
    }

    @Test func aFunctionOfManyNamesakesHasItsOwnCallsAlone() throws {
        let names = (0..<30).map { "m\($0)" }
        var sources = Dictionary(uniqueKeysWithValues: names.map { ("\($0).py", "def load(x):\n    return x\ny = load('\($0)')\n") })
        sources["other.py"] = "from m3 import load as read\nz = read('alias')\n"
        let bytes = sources.mapValues { [UInt8]($0.utf8) }
        let trees = bytes.keys.sorted().map { parse(SourceFile(path: $0, language: .python, bytes: bytes[$0] ?? [])) }
        let program = Program(repository: Repository(paths: bytes.keys.sorted(), read: { bytes[$0] }), trees: trees)
        let evaluator = Evaluator(program)
        let tree = try #require(trees.first { $0.file.path == "m3.py" })
        let function = try #require(tree.top.descendants.first { $0.kind == .function })
        let calls = evaluator.calls(of: function)
        #expect(calls.map(\.text) == ["load('m3')", "read('alias')"])
    }
}
