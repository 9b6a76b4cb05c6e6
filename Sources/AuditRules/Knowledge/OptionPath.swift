/// A path from a call's arguments to a value: names joined with dots. The first name is a parameter (by label, or by its position in `parameters`);
/// further names are keys of the object found there (`options.audience`): the labels, if the object is made by a call, and the members' names, if it
/// is a list of member calls (`validators.aud.expectedAudience` in `validators: [.aud(expectedAudience: me)]`).
/// - `payload.exp` looks into the claims to be signed.
/// - `chain:setAudience` is the first argument of a method called on the call's result, at once (a builder) or through a variable; it is present once
///   the method is called.
/// - `receiver:audience` is an argument of the constructor that made the method's receiver, by label or by its position in `receiverParameters`.
/// - `setting:JWT_DECODE_AUDIENCE` is what the program assigns to that setting anywhere, `setting:SIMPLE_JWT.AUDIENCE` a key of it,
///   `setting:jwt.google.applicationIdentifier` a member of that path.
/// - `registration:options.verifyOptions.audience` is that path in any call of the program which a `settings` entry of the same library matches
///   (`JwtModule.register`, a plugin's registration): it holds where the call itself says nothing.
/// - `options.useFactory().secret` looks into what the function found there returns.
/// - `environment:FASTMCP_SERVER_AUTH_JWT_AUDIENCE` is a variable from which the library itself takes what the call leaves out.
/// - `self.x` in an entry with callee `.subclass` is a class attribute.
/// An entry with callee `.setting` has the setting's keys as first names, and `value` for a setting that is no dictionary.
package typealias OptionPath = String

/// An option at a path with a value that switches something.
package struct Switch: Sendable, Hashable {
    package enum Value: Sendable, Hashable {
        case boolean(Bool)
        case null
        case string(String)
        /// A list that contains the string.
        case contains(String)
        /// A list without the string (`claims_to_verify=("iss",)` and `aud`).
        case lacks(String)
        /// A type or a member whose last name is this (`as: AppleIdentityToken.self`, `verifier: .none`).
        case name(String)
        /// Given at all.
        case present
        /// The value is this export of this module (`EmbeddedJWK` as a key, a plugin in `register(plugin, …)`); names as in `Callee`.
        case symbol(_ module: String, _ name: String)
        case absent
        /// A function that says yes to everything: `() => true`.
        case consenting
    }
    package var path: OptionPath
    package var value: Value

    package init(_ path: OptionPath, _ value: Value) {
        self.path = path
        self.value = value
    }

    package static func `false`(_ path: OptionPath) -> Switch { Switch(path, .boolean(false)) }
    package static func `true`(_ path: OptionPath) -> Switch { Switch(path, .boolean(true)) }
    package static func given(_ path: OptionPath) -> Switch { Switch(path, .present) }
}
