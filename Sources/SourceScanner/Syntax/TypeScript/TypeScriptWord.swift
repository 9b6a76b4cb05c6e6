/// A keyword or an operator: its raw value is its symbol in the tree of every TypeScript file.
enum TypeScriptWord: UInt32, CaseIterable {
    case none
    // Brackets and separators.
    case openParenthesis, closeParenthesis, openBracket, closeBracket, openBrace, closeBrace
    case semicolon, comma, colon, at, dot, ellipsis, question, optionalDot, arrow
    // Operators.
    case assign, plus, minus, star, slash, percent, ampersand, bar, caret, tilde, exclamation, less, greater
    case equal, notEqual, identical, notIdentical, lessOrEqual, increment, decrement, power, and, or, coalesce
    case plusAssign, minusAssign, starAssign, slashAssign, percentAssign, ampersandAssign, barAssign, caretAssign, powerAssign, andAssign
    case orAssign, coalesceAssign, endTag, selfClose
    // Names of operators that are read from several tokens, or from none.
    case greaterOrEqual, shiftLeft, shiftRight, shiftRightUnsigned, shiftLeftAssign, shiftRightAssign, shiftRightUnsignedAssign, angleCast
    case yieldStar, initWord
    // Reserved words.
    case breakWord, caseWord, catchWord, classWord, constWord, continueWord, debuggerWord, defaultWord, deleteWord, doWord, elseWord,
        enumWord
    case exportWord, extendsWord, falseWord, finallyWord, forWord, functionWord, ifWord, importWord, inWord, instanceofWord, newWord,
        nullWord
    case returnWord, superWord, switchWord, thisWord, throwWord, trueWord, tryWord, typeofWord, varWord, voidWord, whileWord, withWord
    // Words that mean something in some places only.
    case abstractWord, accessorWord, asWord, assertWord, assertsWord, asyncWord, awaitWord, constructorWord, declareWord, exportsWord,
        fromWord
    case getWord, globalWord, implementsWord, inferWord, interfaceWord, isWord, keyofWord, letWord, moduleWord, namespaceWord,
        ofWord
    case overrideWord, privateWord, protectedWord, publicWord, readonlyWord, requireWord, satisfiesWord, setWord, staticWord
    case typeWord, undefinedWord, uniqueWord, usingWord, yieldWord, deferWord, arrayWord

    static let texts: [String] = [
        "",
        "(", ")", "[", "]", "{", "}",
        ";", ",", ":", "@", ".", "...", "?", "?.", "=>",
        "=", "+", "-", "*", "/", "%", "&", "|", "^", "~", "!", "<", ">",
        "==", "!=", "===", "!==", "<=", "++", "--", "**", "&&", "||", "??",
        "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "**=", "&&=",
        "||=", "??=", "</", "/>",
        ">=", "<<", ">>", ">>>", "<<=", ">>=", ">>>=", "<>",
        "yield*", "init",
        "break", "case", "catch", "class", "const", "continue", "debugger", "default", "delete", "do", "else", "enum",
        "export", "extends", "false", "finally", "for", "function", "if", "import", "in", "instanceof", "new", "null",
        "return", "super", "switch", "this", "throw", "true", "try", "typeof", "var", "void", "while", "with",
        "abstract", "accessor", "as", "assert", "asserts", "async", "await", "constructor", "declare", "exports", "from",
        "get", "global", "implements", "infer", "interface", "is", "keyof", "let", "module", "namespace", "of",
        "override", "private", "protected", "public", "readonly", "require", "satisfies", "set", "static",
        "type", "undefined", "unique", "using", "yield", "defer", "Array",
    ]

    var symbol: Symbol { Symbol(rawValue) }

    /// Every word, in the order of the cases.
    static let symbols: SymbolTable = {
        var table = SymbolTable()
        for text in texts { _ = table.intern(Array(text.utf8), 0, text.utf8.count) }
        return table
    }()

    /// The word of a single byte of punctuation.
    static let ofByte: [UInt32] = {
        var words = [UInt32](repeating: 0, count: 256)
        for (index, text) in texts.enumerated() where text.utf8.count == 1 {
            if let byte = text.utf8.first { words[Int(byte)] = UInt32(index) }
        }
        return words
    }()
}
