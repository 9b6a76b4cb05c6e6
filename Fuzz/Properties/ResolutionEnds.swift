import Fuzzing
import SourceScanner

/// Every expression of a program has a value within the evaluator's budget; libFuzzer's time limit is what an endless one runs into.
@main
struct ResolutionEnds {
    static func main() {
        fuzz { bytes in
            let input = RepositoryInput(bytes)
            let program = Program(repository: input.repository, trees: input.trees)
            let evaluator = Evaluator(program)
            for tree in program.relevant {
                for node in tree.top.descendants {
                    let resolved = evaluator.value(of: node)
                    _ = (resolved.value.presence, resolved.value.text, resolved.trail)
                }
            }
        }
    }
}
