import Fuzzing
import SourceScanner

/// Partners name each other, the opening one stands first, and pairs nest.
@main
struct BracketsPair {
    static func main() {
        fuzz { bytes in
            guard let file = SourceInput(bytes)?.file else { return }
            let tokens = tokenize(file).tokens
            var open: [Int] = []
            for (index, token) in tokens.enumerated() where token.partner >= 0 {
                let partner = Int(token.partner)
                require(tokens.indices.contains(partner), "the partner of \(index) is \(partner) of \(tokens.count)")
                require(Int(tokens[partner].partner) == index, "\(index) and \(partner) disagree")
                require(fits(token.kind, tokens[partner].kind), "\(token.kind) is no partner of \(tokens[partner].kind)")
                if partner > index {
                    open.append(index)
                } else {
                    require(open.popLast() == partner, "the pair \(partner), \(index) crosses another")
                }
            }
            require(open.isEmpty, "a pair never closes")
        }
    }

    private static func fits(_ kind: Token.Kind, _ other: Token.Kind) -> Bool {
        switch (kind, other) {
        case (.open, .close), (.close, .open), (.stringStart, .stringEnd), (.stringEnd, .stringStart),
            (.interpolationStart, .interpolationEnd), (.interpolationEnd, .interpolationStart):
            true
        default: false
        }
    }
}
