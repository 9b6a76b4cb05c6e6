/// A call or a value that yields the key of a verification: where the key comes from, which says who can have signed the token.
package struct KeySource: Sendable {
    package var library: String
    package var callees: [Callee]
    /// Names of the parameters in order; the entry's `address` starts with one of them.
    package var parameters: [String]
    /// Path to the address or the material of the keys.
    package var address: OptionPath?
    package var gives: KeyAnswer.Source
    /// Keys for HMAC, and headers that name it, are refused.
    package var isAsymmetric: Bool
    package var note: String

    package init(
        library: String, callees: [Callee], parameters: [String] = [], address: OptionPath? = nil, gives: KeyAnswer.Source,
        isAsymmetric: Bool = false, note: String = ""
    ) {
        self.library = library
        self.callees = callees
        self.parameters = parameters
        self.address = address
        self.gives = gives
        self.isAsymmetric = isAsymmetric
        self.note = note
    }
}
