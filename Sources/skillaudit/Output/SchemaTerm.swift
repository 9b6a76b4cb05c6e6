/// What the published schemas say alike of a value that stands in several of them: the text of a JSON Schema each, on one line.
enum SchemaTerm {
    static let optionalLetter = #"{ "enum": ["A", "B", "C", "D", "F", null] }"#
    static let optionalScore = #"{ "type": ["integer", "null"], "minimum": 0, "maximum": 100 }"#
    static let severity = #"{ "enum": ["critical", "high", "medium", "low", "note"] }"#
    static let surface = #"{ "enum": ["production", "script", "example", "docs", "test"] }"#
    static let rule = #"{ "type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$" }"#
    static let fingerprint = #"{ "type": "string", "pattern": "^[0-9a-f]{64}$" }"#
    static let path = #"{ "type": "string", "description": "Relative to the root of the repository, with `/`." }"#
    static let line = #"{ "type": "integer", "minimum": 1 }"#
    static let revision = #"{ "type": ["string", "null"], "description": "The commit id, where there is one." }"#
}
