/// Everything known about token libraries.
package enum Knowledge {
    /// All entries, in the order of `docs/libraries.md`.
    package static let all: [TokenAPI] = typeScript + python + swift
}
