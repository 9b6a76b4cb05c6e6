import Fuzzing
import SourceScanner

/// Every node of a tree lies in its parent, behind the sibling before it, and in the file; every node is reached from the root exactly once.
@main
struct RangesNest {
    static func main() {
        fuzz { bytes in
            guard let file = SourceInput(bytes)?.file else { return }
            let tree = parse(file)
            require(tree.top.kind == .file, "the root is \(tree.top.kind)")
            var reached = 0
            for node in tree.top.descendants {
                reached += 1
                require(reached <= tree.nodes.count, "a node is reached twice")
                let range = node.range
                require(range.start <= range.end && range.end <= file.bytes.count, "\(node.kind) is \(range) of \(file.bytes.count)")
                require(node.nameStart <= file.bytes.count, "the name of \(node.kind) is behind the file")
                var last = range.start
                for child in node.children {
                    require(range.contains(child.range) && child.parent == node, "\(child.kind) \(child.range) in \(node.kind) \(range)")
                    require(child.range.start >= last, "\(child.kind) stands before its sibling in \(node.kind)")
                    last = child.range.start
                }
                _ = (node.text, node.line, node.unwrapped, node.stringValue)
            }
            _ = tree.top.outline
        }
    }
}
