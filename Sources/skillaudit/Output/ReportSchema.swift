/// The JSON Schema of `JSONReport`, carried inside the binary; `docs/schema/report-1.0.schema.json` is the same text, and a test compares the two.
enum ReportSchema {
    /// With its final line ending.
    static let text = #"""
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "$id": "urn:skillaudit:schema:report:1.0",
          "title": "skillaudit report 1.0",
          "description": "The result of one audit. Additions within 1.x come with a schema of their own; findings and sites are in the order of path, line, column.",
          "type": "object",
          "required": ["schemaVersion", "tool", "target", "grade", "score", "axes", "withWorstRuleFixed", "findings", "sites", "skipped", "summary"],
          "additionalProperties": false,
          "properties": {
            "schemaVersion": { "const": "1.0" },
            "tool": {
              "type": "object",
              "required": ["name", "version", "rubricVersion"],
              "additionalProperties": false,
              "properties": {
                "name": { "const": "skillaudit" },
                "version": { "type": "string", "minLength": 1 },
                "rubricVersion": { "type": "string", "minLength": 1 }
              }
            },
            "target": {
              "type": "object",
              "required": ["input", "kind", "revision"],
              "additionalProperties": false,
              "properties": {
                "input": { "type": "string", "description": "As the user wrote it, without credentials." },
                "kind": { "enum": ["folder", "file", "repository", "url"] },
                "revision": \#(SchemaTerm.revision)
              }
            },
            "grade": { "$ref": "#/$defs/optionalLetter", "description": "Null where no axis is assessed." },
            "score": { "$ref": "#/$defs/optionalScore", "description": "The score of the lowest assessed axis." },
            "axes": {
              "type": "array",
              "minItems": 6,
              "maxItems": 6,
              "items": {
                "type": "object",
                "required": ["axis", "assessed", "score", "grade", "deductions"],
                "additionalProperties": false,
                "properties": {
                  "axis": { "$ref": "#/$defs/axis" },
                  "assessed": { "type": "boolean" },
                  "score": { "$ref": "#/$defs/optionalScore" },
                  "grade": { "$ref": "#/$defs/optionalLetter" },
                  "deductions": {
                    "type": "array",
                    "items": {
                      "type": "object",
                      "required": ["rule", "points", "findings"],
                      "additionalProperties": false,
                      "properties": {
                        "rule": { "$ref": "#/$defs/rule" },
                        "points": { "type": "integer", "minimum": 0, "description": "What is taken from the axis in the end." },
                        "findings": { "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/fingerprint" } }
                      }
                    }
                  }
                },
                "if": { "properties": { "assessed": { "const": true } } },
                "then": { "properties": { "score": { "type": "integer" }, "grade": { "type": "string" } } },
                "else": { "properties": { "score": { "type": "null" }, "grade": { "type": "null" }, "deductions": { "maxItems": 0 } } }
              }
            },
            "withWorstRuleFixed": {
              "description": "The grade without the findings of the one rule whose absence helps most. Null where nothing takes points.",
              "oneOf": [
                { "type": "null" },
                {
                  "type": "object",
                  "required": ["rule", "grade", "score"],
                  "additionalProperties": false,
                  "properties": { "rule": { "$ref": "#/$defs/rule" }, "grade": { "$ref": "#/$defs/letter" }, "score": { "$ref": "#/$defs/score" } }
                }
              ]
            },
            "findings": {
              "type": "array",
              "items": {
                "type": "object",
                "required": [
                  "id", "rule", "axis", "severity", "confidence", "points", "message", "location", "surface", "evidence", "remedy", "references", "cwe", "suppression"
                ],
                "additionalProperties": false,
                "properties": {
                  "id": { "$ref": "#/$defs/fingerprint" },
                  "rule": { "$ref": "#/$defs/rule" },
                  "axis": { "$ref": "#/$defs/axis" },
                  "severity": { "$ref": "#/$defs/severity" },
                  "confidence": { "enum": ["certain", "likely", "possible"] },
                  "points": { "type": "integer", "minimum": 0, "description": "What one such finding in production code takes, before weights and limits." },
                  "message": { "type": "string", "minLength": 1 },
                  "location": { "$ref": "#/$defs/location" },
                  "surface": { "$ref": "#/$defs/surface" },
                  "evidence": { "type": "array", "items": { "$ref": "#/$defs/evidence" } },
                  "remedy": { "type": "string" },
                  "references": { "type": "array", "items": { "type": "string", "minLength": 1 } },
                  "cwe": { "type": "array", "items": { "type": "string", "pattern": "^CWE-[0-9]+$" } },
                  "suppression": {
                    "oneOf": [
                      { "type": "null" },
                      {
                        "type": "object",
                        "required": ["origin", "reason"],
                        "additionalProperties": false,
                        "properties": { "origin": { "enum": ["comment", "configuration", "baseline"] }, "reason": { "type": "string" } }
                      }
                    ]
                  }
                }
              }
            },
            "sites": {
              "type": "array",
              "items": {
                "type": "object",
                "required": ["kind", "language", "library", "api", "location", "surface", "inbound", "selfIssued", "facts", "evidence"],
                "additionalProperties": false,
                "properties": {
                  "kind": {
                    "enum": ["verify", "decode", "issue", "introspect", "dpop-verify", "dpop-client", "exchange", "passthrough", "leak", "compare", "settings"]
                  },
                  "language": { "enum": ["typescript", "javascript", "python", "swift"] },
                  "library": { "type": "string" },
                  "api": { "type": "string" },
                  "location": { "$ref": "#/$defs/location" },
                  "surface": { "$ref": "#/$defs/surface" },
                  "inbound": { "type": ["boolean", "null"], "description": "Acceptance of this token decides access here. Null: cannot be known." },
                  "selfIssued": { "type": ["boolean", "null"], "description": "This program also mints it with the same key. Null: cannot be known." },
                  "facts": {
                    "type": "object",
                    "required": ["signature", "audience", "issuer", "algorithm", "expiry", "dpop", "lifetimeSeconds"],
                    "additionalProperties": false,
                    "properties": {
                      "signature": { "enum": ["verified", "not-verified", "unknown"] },
                      "audience": { "$ref": "#/$defs/claimState" },
                      "issuer": { "$ref": "#/$defs/claimState" },
                      "algorithm": { "enum": ["pinned", "unpinned", "library-default", "unknown", "not-applicable"] },
                      "expiry": { "enum": ["enforced", "ignored", "unknown", "not-applicable"] },
                      "dpop": { "enum": ["verified", "partial", "absent", "not-applicable"] },
                      "lifetimeSeconds": {
                        "type": ["number", "null"],
                        "minimum": 0,
                        "description": "For `issue` and `settings` sites; 0: no expiry at all; null: not known, or no question here."
                      }
                    }
                  },
                  "evidence": { "type": "array", "items": { "$ref": "#/$defs/evidence" } }
                }
              }
            },
            "batch": {
              "description": "The target as the list of `skillaudit batch` names it; only there.",
              "type": "object",
              "required": ["target", "revision"],
              "additionalProperties": false,
              "properties": { "target": { "type": "string" }, "revision": { "type": ["string", "null"] } }
            },
            "changes": {
              "description": "What is new, fixed and unchanged since the base that `--diff` names; only there.",
              "type": "object",
              "required": ["base", "new", "fixed", "unchanged"],
              "additionalProperties": false,
              "properties": {
                "base": {
                  "type": "object",
                  "required": ["name", "revision", "grade", "score"],
                  "additionalProperties": false,
                  "properties": {
                    "name": { "type": "string", "description": "As the user wrote it." },
                    "revision": { "type": ["string", "null"], "description": "The commit id. Null where the repository had no commit yet." },
                    "grade": { "$ref": "#/$defs/optionalLetter" },
                    "score": { "$ref": "#/$defs/optionalScore" }
                  }
                },
                "new": { "type": "array", "items": { "$ref": "#/$defs/fingerprint" } },
                "fixed": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "required": ["id", "rule", "severity", "surface", "message", "path", "line"],
                    "additionalProperties": false,
                    "properties": {
                      "id": { "$ref": "#/$defs/fingerprint" },
                      "rule": { "$ref": "#/$defs/rule" },
                      "severity": { "$ref": "#/$defs/severity" },
                      "surface": { "$ref": "#/$defs/surface" },
                      "message": { "type": "string" },
                      "path": { "$ref": "#/$defs/path" },
                      "line": { "$ref": "#/$defs/line", "description": "In the base." }
                    }
                  }
                },
                "unchanged": { "type": "array", "items": { "$ref": "#/$defs/fingerprint" } }
              }
            },
            "skipped": {
              "type": "array",
              "items": {
                "type": "object",
                "required": ["path", "reason"],
                "additionalProperties": false,
                "properties": { "path": { "$ref": "#/$defs/path" }, "reason": { "type": "string", "minLength": 1 } }
              }
            },
            "configuration": {
              "type": "object",
              "description": "Only where a configuration was found: what it changed about the audit.",
              "required": ["path", "used", "disabledRules", "severities"],
              "additionalProperties": false,
              "properties": {
                "path": { "type": "string", "minLength": 1, "description": "As the user named it, or from the root of the repository." },
                "used": { "type": "boolean", "description": "False where it stands in a repository that was cloned for the audit, for which nobody vouches." },
                "disabledRules": { "type": "array", "items": { "$ref": "#/$defs/rule" } },
                "severities": {
                  "type": "object",
                  "description": "Severities other than the rubric's.",
                  "propertyNames": { "$ref": "#/$defs/rule" },
                  "additionalProperties": { "$ref": "#/$defs/severity" }
                }
              }
            },
            "suppressionRemarks": {
              "type": "array",
              "description": "Only where there are some: suppressions that somebody should look at.",
              "items": {
                "type": "object",
                "required": ["kind", "path", "line", "rule", "message"],
                "additionalProperties": false,
                "properties": {
                  "kind": {
                    "enum": ["unused", "expired", "malformed", "stale", "untrusted"],
                    "description": "`stale`: a finding of the baseline is gone. `untrusted`: it stands in a repository that was cloned for the audit."
                  },
                  "path": { "type": "string", "minLength": 1, "description": "Of the file with the comment, the configuration or the baseline." },
                  "line": { "$ref": "#/$defs/line" },
                  "rule": { "oneOf": [{ "type": "null" }, { "$ref": "#/$defs/rule" }] },
                  "message": { "type": "string", "minLength": 1 }
                }
              }
            },
            "summary": {
              "type": "object",
              "required": ["files", "bytes", "filesParsed", "suppressed", "bySeverity"],
              "additionalProperties": false,
              "properties": {
                "files": { "type": "integer", "minimum": 0 },
                "bytes": { "type": "integer", "minimum": 0 },
                "filesParsed": { "type": "integer", "minimum": 0 },
                "suppressed": { "type": "integer", "minimum": 0 },
                "shortfalls": {
                  "type": "integer", "minimum": 0,
                  "description": "How many entries of `skipped` nobody wanted: a limit was reached, or something could not be read. `--strict` fails then."
                },
                "bySeverity": {
                  "type": "object",
                  "description": "Numbers of findings that are not suppressed; severities without findings are left out.",
                  "propertyNames": { "$ref": "#/$defs/severity" },
                  "additionalProperties": { "type": "integer", "minimum": 1 }
                }
              }
            }
          },
          "$defs": {
            "letter": { "enum": ["A", "B", "C", "D", "F"] },
            "optionalLetter": \#(SchemaTerm.optionalLetter),
            "score": { "type": "integer", "minimum": 0, "maximum": 100 },
            "optionalScore": \#(SchemaTerm.optionalScore),
            "axis": { "enum": ["permissions", "security", "credentials", "maintenance", "compatibility", "documentation"] },
            "severity": \#(SchemaTerm.severity),
            "surface": \#(SchemaTerm.surface),
            "claimState": { "enum": ["enforced", "missing", "conditional", "disabled", "unknown", "not-applicable"] },
            "rule": \#(SchemaTerm.rule),
            "fingerprint": \#(SchemaTerm.fingerprint),
            "path": \#(SchemaTerm.path),
            "line": \#(SchemaTerm.line),
            "column": { "type": "integer", "minimum": 1, "description": "Unicode scalars, from 1; an end is one past the last." },
            "location": {
              "type": "object",
              "required": ["path", "startLine", "startColumn", "endLine", "endColumn", "snippet"],
              "additionalProperties": false,
              "properties": {
                "path": { "$ref": "#/$defs/path" },
                "startLine": { "$ref": "#/$defs/line" },
                "startColumn": { "$ref": "#/$defs/column" },
                "endLine": { "$ref": "#/$defs/line" },
                "endColumn": { "$ref": "#/$defs/column" },
                "snippet": { "type": "string", "description": "The line on which it starts; secrets masked, control characters written out." }
              }
            },
            "evidence": {
              "type": "object",
              "required": ["path", "startLine", "startColumn", "endLine", "endColumn", "remark"],
              "additionalProperties": false,
              "properties": {
                "path": { "$ref": "#/$defs/path" },
                "startLine": { "$ref": "#/$defs/line" },
                "startColumn": { "$ref": "#/$defs/column" },
                "endLine": { "$ref": "#/$defs/line" },
                "endColumn": { "$ref": "#/$defs/column" },
                "remark": { "type": "string" }
              }
            }
          }
        }

        """#
}
