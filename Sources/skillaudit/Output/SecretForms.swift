/// What secrets look like when nothing is known but their letters.
enum SecretForms {
    static func isQuote(_ scalar: Unicode.Scalar) -> Bool { scalar == "\"" || scalar == "'" || scalar == "`" }

    /// Insides of the string literals of one line, whichever language it is in.
    static func literals(in line: [Unicode.Scalar]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var index = 0
        while index < line.count {
            guard isQuote(line[index]) else {
                index += 1
                continue
            }
            let quote = line[index]
            let start = index + 1
            index = start
            while index < line.count, line[index] != quote { index += line[index] == "\\" ? 2 : 1 }
            let end = min(index, line.count)
            if end > start { found.append(start..<end) }
            index = end + 1
        }
        return found
    }

    /// Names of algorithms, encodings and claims, addresses, and names of environment variables.
    static func isPlainlyPublic(_ literal: String) -> Bool {
        if literal.hasPrefix("https://") || literal.hasPrefix("http://") { return true }
        if publicWords.contains(literal.lowercased()) { return true }
        if literal.unicodeScalars.count == 5, ["HS", "RS", "ES", "PS"].contains(String(literal.prefix(2))),
            literal.dropFirst(2).allSatisfy(\.isNumber)
        {
            return true
        }
        return literal.contains("_")
            && literal.unicodeScalars.allSatisfy { ("A"..."Z").contains($0) || ("0"..."9").contains($0) || $0 == "_" }
    }

    private static let publicWords: Set<String> = [
        "none", "eddsa", "utf8", "utf-8", "ascii", "hex", "base64", "base64url", "sha256", "sha384", "sha512", "jwt", "iss", "aud", "exp",
        "sub", "iat", "jti",
        "verify", "sign", "algorithms", "algorithm", "1h", "7d", "30d",
    ]

    /// What stands between the marks of a PEM private key, or behind the first mark where the second is not on the line.
    static func privateKeys(in text: [Unicode.Scalar]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var index = 0
        while let begin = position(of: beginMark, in: text, from: index) {
            guard let dashes = position(of: endOfMark, in: text, from: begin + beginMark.count) else { break }
            let body = dashes + endOfMark.count
            let label = String(scalars: text[begin..<dashes])
            let end = position(of: endMark, in: text, from: body) ?? text.count
            if label.contains("PRIVATE KEY"), end > body, text[body..<end].contains(where: isWordScalar) { found.append(body..<end) }
            index = max(end, body)
        }
        return found
    }

    private static let beginMark = Array("-----BEGIN ".unicodeScalars)
    private static let endMark = Array("-----END ".unicodeScalars)
    private static let endOfMark = Array("-----".unicodeScalars)

    private static func position(of mark: [Unicode.Scalar], in text: [Unicode.Scalar], from start: Int, to end: Int = .max) -> Int? {
        var index = start
        while index + mark.count <= min(end, text.count) {
            if text[index] == mark[0], text[index..<(index + mark.count)].elementsEqual(mark) { return index }
            index += 1
        }
        return nil
    }

    /// Signed tokens, keys with a provider's prefix, and long strings without sense.
    static func tokens(in text: [Unicode.Scalar]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var index = 0
        while index < text.count {
            guard isWordScalar(text[index]) else {
                index += 1
                continue
            }
            var end = index + 1
            while end < text.count, isWordScalar(text[end]) { end += 1 }
            if end - index >= 16 {
                let isLiteral = index > 0 && end < text.count && isQuote(text[index - 1]) && isQuote(text[end])
                if let secret = secret(in: text, index..<end, isLiteral: isLiteral) { found.append(secret) }
            }
            index = end
        }
        return found
    }

    private static func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "_", "-", "+", "/", "=", ".": true
        default: false
        }
    }

    private static func secret(in text: [Unicode.Scalar], _ range: Range<Int>, isLiteral: Bool) -> Range<Int>? {
        let word = String(scalars: text[range])
        // `Authorization=eyJ…` and the like: the token starts inside the run.
        if let start = position(of: jsonStart, in: text, from: range.lowerBound, to: range.upperBound) {
            let parts = text[start..<range.upperBound].split(separator: ".", omittingEmptySubsequences: false)
            if parts.count >= 2, parts[0].count >= 10, parts[1].count >= 4 { return start..<range.upperBound }
        }
        if prefixes.contains(where: { word.hasPrefix($0) && word.count >= $0.count + 12 }) { return range }
        if let start = providersKey(in: text, range) { return start..<range.upperBound }
        if isLiteral, range.count >= 20, !isIdentifier(word), isRandom(text[range]) { return range }
        if range.count >= 40, !word.contains("."), isRandom(text[range]) { return range }
        return nil
    }

    /// `{"` in base64: how every JSON web token starts.
    private static let jsonStart = Array("eyJ".unicodeScalars)

    private static let prefixes = [
        "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "sk-", "sk_live_", "sk_test_", "rk_live_", "xoxb-", "xoxp-",
        "xoxa-", "AKIA", "ASIA",
        "AIza", "ya29.", "npm_", "pypi-", "SG.", "hf_", "dop_v1_", "shpat_", "whsec_",
    ]

    /// Where a provider's key starts inside a run: `?key=sk_live_…`, `registry/npm_…`. It holds a digit, or a path would be one: `/sk-translations`.
    private static func providersKey(in text: [Unicode.Scalar], _ range: Range<Int>) -> Int? {
        for index in range.dropFirst() where separators.contains(text[index - 1]) {
            let part = text[index..<range.upperBound].prefix { !separators.contains($0) || $0 == "." }
            let isKey = prefixes.contains { part.count >= $0.unicodeScalars.count + 12 && part.starts(with: $0.unicodeScalars) }
            if isKey, part.contains(where: { ("0"..."9").contains($0) }) { return index }
        }
        return nil
    }

    private static let separators: Set<Unicode.Scalar> = ["=", "/", "+", "."]

    /// Passwords in addresses: `postgres://user:password@host`. One that is put in when the program runs is no secret.
    static func logins(in text: [Unicode.Scalar]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var index = 0
        while let mark = position(of: schemeMark, in: text, from: index) {
            index = mark + schemeMark.count
            let authority = text[index...].prefix { !isQuote($0) && $0 != "/" && $0 != "?" && $0 != "#" && !$0.properties.isWhitespace }
            guard let at = authority.lastIndex(of: "@"), let colon = authority[..<at].firstIndex(of: ":"), colon + 1 < at,
                !placeholders.contains(text[colon + 1])
            else { continue }
            found.append(colon + 1..<at)
        }
        return found
    }

    private static let schemeMark = Array("://".unicodeScalars)
    /// `${…}`, `{…}`, `%s`, `<password>`, `\(…)`, `***`.
    private static let placeholders: Set<Unicode.Scalar> = ["$", "{", "%", "<", "\\", "*"]

    /// Tenants and clients are named by UUIDs, and a reviewer must see which.
    private static func isIdentifier(_ word: String) -> Bool {
        word.split(separator: "-", omittingEmptySubsequences: false).map(\.count) == [8, 4, 4, 4, 12]
    }

    /// Letters and digits that alternate as words do not: measured by changes between the classes and by the entropy of the letters.
    private static func isRandom(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
        var counts: [Unicode.Scalar: Int] = [:]
        var classes: [Int] = []
        for scalar in word {
            switch scalar {
            case "a"..."z": classes.append(0)
            case "A"..."Z": classes.append(1)
            case "0"..."9": classes.append(2)
            default: continue
            }
            counts[scalar, default: 0] += 1
        }
        guard classes.count >= 20, classes.contains(2), classes.contains(where: { $0 != 2 }) else { return false }
        let changes = zip(classes, classes.dropFirst()).count { $0 != $1 }
        guard changes * 10 >= classes.count * 3 else { return false }
        // Σ n·n is large where few letters repeat often: a cheap stand-in for entropy without logarithms.
        let concentration = counts.values.reduce(0) { $0 + $1 * $1 }
        return concentration * 8 <= classes.count * classes.count
    }
}
