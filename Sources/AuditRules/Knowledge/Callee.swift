/// How a call is recognised once its callee is resolved.
///
/// Names may be dotted: `.function("aws-jwt-verify", "CognitoJwtVerifier.create")` is a static member or a member of an exported object.
/// `.function("firebase-admin/auth", "getAuth().verifyIdToken")` is a method of what an exported function answers.
/// In JavaScript the name `default` is a module's default export, or the module itself where `module.exports` is the function or class.
/// A module counts without registry and version: `npm:jose@5`, `https://deno.land/x/jose@v5/index.ts` and `esm.sh/jose` are `jose`, `jsr:@panva/jose` is `@panva/jose`.
package enum Callee: Sendable, Hashable {
    /// An exported function, or a member of the exported object: `.function("jose", "jwtVerify")`, `.function("jsonwebtoken", "verify")` (default, namespace or named import alike).
    /// Python: every module that exports it, `.function("jwt", "decode")`, `.function("jwt.api_jwt", "decode")`. A module matches itself and, with a trailing `*`, what is below it.
    case function(_ module: String, _ name: String)
    /// A method on an instance of an exported class: `.method("@nestjs/jwt", "JwtService", "verifyAsync")`.
    case method(_ module: String, _ type: String, _ name: String)
    /// Making an instance: `.constructor("passport-jwt", "Strategy")`, Python `.constructor("fastmcp.server.auth*", "JWTVerifier")`.
    case constructor(_ module: String, _ type: String)
    /// A subclass of an exported class or a conformance to an exported protocol is itself the site: `.subclass("JWTKit", "JWTPayload")`.
    case subclass(_ module: String, _ type: String)
    /// A member call on a receiver whose type the source does not show: the last names of the receiver's path (empty: any), and the module that the file or program
    /// must import: `.member(["jwt"], "verify", labels: nil, importing: "JWT")` is `req.jwt.verify(…)` in a program that imports JWT.
    /// A `*` in front of the name, or as the receiver's last name, is the namespace under which a registration put the call
    /// (`.member([], "*JwtVerify", …)` is `request.accessJwtVerify()`).
    /// `labels`: Swift argument labels in order, `_` for none; nil: any.
    case member(_ receiver: [String], _ name: String, labels: [String]?, importing: String)
    /// A setting: an assignment to a name, a dictionary key or a member with that name (`SIMPLE_JWT`, `app.config["JWT_ACCESS_TOKEN_EXPIRES"]`), in a program that depends on the package.
    case setting(_ name: String, package: String)
    /// A decorator of this name, imported from the module.
    case decorator(_ module: String, _ name: String)
    /// A function of the audited program itself, `Type.method` for a method, by the file that declares it: what its user says about it counts, not what is in it.
    case own(_ path: String, _ name: String)
}
