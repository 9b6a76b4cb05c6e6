import SourceScanner
import Testing

@Suite struct PythonToleranceTests {
    private func expectSoundness(_ tree: SyntaxTree, _ comment: @autoclosure () -> String) {
        var reached = 1
        for syntax in tree.top.descendants {
            reached += syntax.children.reduce(0) { count, _ in count + 1 }
            guard let parent = syntax.parent else { continue }
            if !parent.range.contains(syntax.range) { Issue.record("\(syntax.kind) reaches out of \(parent.kind) in \(comment())") }
            for (one, next) in zip(syntax.children, syntax.children.dropFirst()) where next.range.start < one.range.start {
                Issue.record("\(next.kind) stands before its sibling in \(syntax.kind) of \(comment())")
            }
        }
        if tree.unattached != 0 { Issue.record("\(tree.unattached) nodes hang nowhere in \(comment())") }
        if reached != tree.nodes.count { Issue.record("\(reached) nodes are children of \(tree.nodes.count) in \(comment())") }
    }

    @Test func theSampleIsKnownThroughout() {
        let tree = parse(PythonSource.file(PythonSource.sample))
        #expect(!tree.top.descendants.contains { $0.kind == .unknown })
        expectSoundness(tree, "the sample")
    }

    @Test func everyPrefixOfTheSampleIsRead() {
        let bytes = Array(PythonSource.sample.utf8)
        for count in 0...bytes.count {
            expectSoundness(parse(SourceFile(path: "a.py", language: .python, bytes: Array(bytes[..<count]))), "the first \(count) bytes")
        }
    }

    @Test func theSampleIsReadWithoutOneOfItsBytes() {
        let bytes = Array(PythonSource.sample.utf8)
        for position in stride(from: 0, to: bytes.count, by: 5) {
            var broken = bytes
            broken.remove(at: position)
            expectSoundness(parse(SourceFile(path: "a.py", language: .python, bytes: broken)), "the sample without byte \(position)")
        }
    }

    @Test(arguments: [
        "a = b = 1", "a.x = b = 1", "a = b.x = c = 1", "a.x = b.y = 1", "a[f()] = (b, c) = d = e()", "e=()=", "() = e =", "a = = b",
        "\u{FF}=\u{FF}=",
    ])
    func targetsOfOneValueStandInOrder(source: String) { expectSoundness(parse(PythonSource.file(source)), source) }

    @Test func anyBytesAreRead() {
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        let alphabet = Array("()[]{}'\"f\\\n \t:=,.*#@abif lambda0\u{00}\u{FF}".utf8)
        for round in 0..<2000 {
            var bytes: [UInt8] = []
            for _ in 0..<60 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                bytes.append(round.isMultiple(of: 4) ? UInt8(truncatingIfNeeded: state >> 40) : alphabet[Int(state >> 33) % alphabet.count])
            }
            expectSoundness(parse(SourceFile(path: "a.py", language: .python, bytes: bytes)), "\(bytes)")
        }
    }

    @Test(
        .timeLimit(.minutes(10)),
        arguments: [
            "(", "[", "{", "([{", ")", "f\"{", "f'{f\"{", "f'{a:", "{a:", "lambda:", "lambda x=", "not ", "-", "a if b else ", "a.b", "f(",
            "a[", "()", "x=", "x.y=",
            "elif a:\n b\n", "a**", "a**-", "a+", "a and b or ", "await ", "*", "* ", "yield ", "x: ", "@", "@a\n", "x: A[", "A|", "else:",
            "'\n", "('\n", "f'{'\n",
            "\\\n", "\\", "a,", "[a for a in ", "match x;", "match x:\n case [", "'a' ", "f'{a}' ", "{{", "}}", "a;", "import a,", "with (",
            "@(", "a:=", "del ",
            "raise x from ", "[a for [", "def f(a=(", "x: C[[", "x: Optional[", "(\ndef f():\n", " x\n", "\t", "\u{FF}", "\u{00}",
            "a or b and not c == d | e ^ f & g << h + -j ** (",
        ])
    func repetitionNeitherOverflowsNorStalls(piece: String) {
        let file = PythonSource.file(String(repeating: piece, count: 20_000))
        #expect(parse(file).top.range.end == file.bytes.count)
    }

    @Test(arguments: ["(", "[", "{", "f(", "f\"{", "lambda:", "[a for a in "])
    func aHundredThousandBracketsDoNotOverflowTheStack(piece: String) {
        let tree = parse(PythonSource.file(String(repeating: piece, count: 100_000) + "\nimport b"))
        #expect(tree.top.children(.statement).last?.kind == .importDeclaration)
    }

    @Test(arguments: ["if a:", "def f(self):", "class A:", "with a:", "try:", "while a:", "for a in b:", "match a:", "else:"])
    func blocksNestToAnyDepth(head: String) {
        var source = ""
        for depth in 0..<1500 { source += String(repeating: "\t", count: depth) + head + "\n" }
        let tree = parse(PythonSource.file(source))
        expectSoundness(tree, "1500 times \(head)")
    }

    @Test func aHundredThousandTermsAreOneChain() {
        let tree = parse(PythonSource.file("x = " + String(repeating: "a + ", count: 100_000) + "b"))
        #expect(tree.top.descendants.count { $0.kind == .binary } == 100_000)
        #expect(!tree.top.descendants.contains { $0.kind == .unknown })
    }

    @Test func whatIsNestedTooDeeplyIsSkippedAndTheRestIsRead() {
        let source = "a = " + String(repeating: "(", count: 5000) + "1" + String(repeating: ")", count: 5000) + "\nb = 2"
        let tree = parse(PythonSource.file(source))
        #expect(tree.top.descendants.contains { $0.kind == .unknown })
        #expect(PythonSource.outline(source).hasSuffix("(variable #functionScoped target:(identifier b) value:(number 2))"))
    }
}
