/// The JSON Schema of a line that `skillaudit batch` writes: a report that names its target, or why there is none.
enum BatchSchema {
    static let path = "schema/batch-1.0.schema.json"

    /// With its final line ending. The report's schema stands inside as a resource of its own, so that the file is enough by itself.
    static var text: String {
        let report = ReportSchema.text.split(separator: "\n").joined(separator: "\n    ")
        let reasons = BatchLine.Reason.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
        return #"""
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "$id": "urn:skillaudit:schema:batch:1.0",
              "title": "skillaudit batch line 1.0",
              "description": "One line of the output of `skillaudit batch`: the report of a target, or why it has none.",
              "type": "object",
              "required": ["schemaVersion", "tool", "batch"],
              "if": { "required": ["error"] },
              "then": {
                "additionalProperties": false,
                "properties": {
                  "schemaVersion": { "const": "1.0" },
                  "tool": { "$ref": "urn:skillaudit:schema:report:1.0#/properties/tool" },
                  "error": {
                    "type": "object",
                    "required": ["reason", "code", "message", "help"],
                    "additionalProperties": false,
                    "properties": {
                      "reason": {
                        "enum": [\#(reasons)],
                        "description": "`audit`: the audit said why; `line`: the line of the list is not understood; `time`, `memory`: a limit; `crash`."
                      },
                      "code": { "type": "integer", "description": "The exit code that the audit alone would have." },
                      "message": { "type": "string", "minLength": 1 },
                      "help": { "type": "string", "description": "What to do about it." }
                    }
                  },
                  "batch": { "$ref": "urn:skillaudit:schema:report:1.0#/properties/batch" }
                }
              },
              "else": { "$ref": "urn:skillaudit:schema:report:1.0" },
              "$defs": {
                "report": \#(report)
              }
            }

            """#
    }
}

/// The JSON Schema of what `skillaudit compare --format json` writes.
enum ComparisonSchema {
    static let path = "schema/compare-1.0.schema.json"

    /// With its final line ending.
    static let text = #"""
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "$id": "urn:skillaudit:schema:compare:1.0",
          "title": "skillaudit comparison 1.0",
          "description": "What came, went and stayed between two revisions or two reports; findings are in the order of path, line, column.",
          "type": "object",
          "required": ["schemaVersion", "tool", "base", "head", "new", "fixed", "unchanged"],
          "additionalProperties": false,
          "properties": {
            "schemaVersion": { "const": "1.0" },
            "tool": {
              "type": "object",
              "required": ["name", "version", "rubricVersion"],
              "additionalProperties": false,
              "properties": {
                "name": { "const": "skillaudit" },
                "version": { "type": "string", "minLength": 1, "description": "Of the program that compares; a report may be of another." },
                "rubricVersion": { "type": "string", "minLength": 1 }
              }
            },
            "base": { "$ref": "#/$defs/side" },
            "head": { "$ref": "#/$defs/side" },
            "new": { "$ref": "#/$defs/findings" },
            "fixed": { "$ref": "#/$defs/findings", "description": "With their places in the base." },
            "unchanged": { "$ref": "#/$defs/findings" }
          },
          "$defs": {
            "side": {
              "type": "object",
              "required": ["name", "revision", "grade", "score"],
              "additionalProperties": false,
              "properties": {
                "name": { "type": "string", "description": "As the user wrote it." },
                "revision": \#(SchemaTerm.revision),
                "grade": \#(SchemaTerm.optionalLetter),
                "score": \#(SchemaTerm.optionalScore)
              }
            },
            "findings": {
              "type": "array",
              "items": {
                "type": "object",
                "required": ["id", "rule", "severity", "surface", "message", "path", "line"],
                "additionalProperties": false,
                "properties": {
                  "id": \#(SchemaTerm.fingerprint),
                  "rule": \#(SchemaTerm.rule),
                  "severity": \#(SchemaTerm.severity),
                  "surface": \#(SchemaTerm.surface),
                  "message": { "type": "string" },
                  "path": \#(SchemaTerm.path),
                  "line": \#(SchemaTerm.line)
                }
              }
            }
          }
        }

        """#
}
