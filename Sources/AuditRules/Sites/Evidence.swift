import SourceScanner

/// A piece of a file as reports print it.
package struct Location: Hashable, Sendable {
    package var path: String
    package var start: SourcePosition
    /// One past the last scalar.
    package var end: SourcePosition
    /// UTF-8 offsets of the same piece.
    package var range: ByteRange
    /// The source line on which it starts, untrimmed, cut after 400 scalars.
    package var snippet: String

    package init(_ tree: SyntaxTree, _ range: ByteRange) {
        path = tree.file.path
        start = tree.lines.position(at: range.start)
        end = tree.lines.position(at: range.end)
        self.range = range
        let line = tree.lines.range(ofLine: start.line)
        snippet = String(
            String(decoding: tree.file.bytes[line.start..<line.end], as: UTF8.self).unicodeScalars.prefix(400).map(Character.init))
    }

    /// The whole node.
    package init(_ syntax: Syntax) { self.init(syntax.tree, syntax.range) }

    /// Where a reader puts the finger on a call: from the callee's own name (the last member's) to the end of the argument list, at most one line.
    package init(callee syntax: Syntax) {
        let callee = syntax.child(.callee) ?? syntax
        let start = callee.kind == .member ? callee.nameStart : callee.range.start
        self.init(syntax.tree, ByteRange(start, max(start, syntax.range.end)))
    }
}

/// One line that a reader must see to agree, and what it shows.
package struct Evidence: Hashable, Sendable {
    package var location: Location
    /// A clause without full stop: "the options are built here".
    package var remark: String

    package init(_ location: Location, _ remark: String) {
        self.location = location
        self.remark = remark
    }

    package init(_ syntax: Syntax, _ remark: String) { self.init(Location(syntax), remark) }
}
