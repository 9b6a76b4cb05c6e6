/// An expression that yields the token or the headers of the request being served: where a passthrough or a leak begins.
package struct InboundToken: Sendable {
    package var library: String
    package var callee: Callee
    /// Members of the value that are the token itself (`.token`); empty: the value is, or holds it among the request's headers.
    package var members: [String]
    /// Yields the token only when one of these holds; empty: always.
    package var whenAny: [Switch]
    package var versions: VersionRange?
    /// What is found at `members` are headers that hold the token.
    package var holdsHeaders: Bool
    /// Behind one of `Knowledge.exchangingProxies` it yields the upstream's token instead.
    package var isExchangedByProxies: Bool
    package var note: String

    package init(
        _ library: String, _ callee: Callee, members: [String] = [], whenAny: [Switch] = [], versions: VersionRange? = nil,
        holdsHeaders: Bool = false, isExchangedByProxies: Bool = false, note: String = ""
    ) {
        self.library = library
        self.callee = callee
        self.members = members
        self.whenAny = whenAny
        self.versions = versions
        self.holdsHeaders = holdsHeaders
        self.isExchangedByProxies = isExchangedByProxies
        self.note = note
    }
}

extension Knowledge {
    package static let inboundTokens = pythonSwiftInboundTokens + typeScriptInboundTokens

    /// Classes behind which a server's accessors give the upstream's token, exchanged for the caller's by the SDK (fastmcp server/auth/oauth_proxy.py).
    package static let exchangingProxies: Set<String> = [
        "OAuthProxy", "OIDCProxy", "GitHubProvider", "GoogleProvider", "AzureProvider", "WorkOSProvider", "Auth0Provider",
        "AWSCognitoProvider", "DiscordProvider", "OCIProvider",
    ]

    /// Where TypeScript and JavaScript servers get at the caller's token; plain reads of a request's headers need no entry.
    package static let typeScriptInboundTokens: [InboundToken] = [
        InboundToken("@fastify/jwt", .member(["request", "server", "jwt"], "lookupToken", labels: ["_"], importing: "@fastify/jwt")),
        InboundToken("h3", .function("h3", "getRequestHeaders"), holdsHeaders: true),
        InboundToken("h3", .function("h3", "getHeaders"), holdsHeaders: true),
        InboundToken("h3", .function("h3", "getHeader"), whenAny: [Switch("name", .string("authorization"))]),
        InboundToken("h3", .function("h3", "getRequestHeader"), whenAny: [Switch("name", .string("authorization"))]),
        InboundToken("next", .function("next/headers", "headers"), holdsHeaders: true, note: "The headers of the request being served."),
        InboundToken("mcp-handler", .function("mcp-handler", "getAuthInfo"), members: ["token"]),
    ]
}

extension Knowledge {
    /// Where Python and Swift servers get at the caller's token.
    package static let pythonSwiftInboundTokens: [InboundToken] = [
        InboundToken(
            "fastmcp", .function("fastmcp*", "get_access_token"), members: ["token"], isExchangedByProxies: true,
            note: "Behind an OAuthProxy this is the upstream's token, right for that upstream only."),
        InboundToken(
            "fastmcp", .function("fastmcp*", "get_http_headers"),
            whenAny: [.true("include_all"), Switch("include", .contains("authorization"))], versions: VersionRange(from: [3]),
            holdsHeaders: true,
            note: "Leaves `authorization` out unless asked (server/dependencies.py:600)."),
        InboundToken(
            "fastmcp", .function("fastmcp*", "get_http_headers"), versions: VersionRange(below: [3]), holdsHeaders: true,
            note: "2.x leaves it in (2.14.0 server/dependencies.py:523)."),
        InboundToken("fastmcp", .function("fastmcp*", "get_http_request"), members: ["headers"], holdsHeaders: true),
        InboundToken("fastmcp", .function("fastmcp*", "CurrentHeaders"), holdsHeaders: true),
        InboundToken("mcp", .function("mcp.server.auth*", "get_access_token"), members: ["token"], note: "middleware/auth_context.py."),
        InboundToken("mcp", .member(["request_context", "request"], "headers", labels: nil, importing: "mcp"), holdsHeaders: true),
        InboundToken(
            "fastapi-azure-auth", .member(["state", "user"], "access_token", labels: nil, importing: "fastapi_azure_auth"),
            note: "The User object carries the raw token."),
        InboundToken(
            "mcpauth", .member([], "auth_info", labels: nil, importing: "mcpauth"), members: ["token"], note: "`mcp_auth.auth_info`."),
        InboundToken("vapor", .member(["headers"], "bearerAuthorization", labels: nil, importing: "Vapor"), members: ["token"]),
        InboundToken("hummingbird-auth", .member(["headers"], "bearer", labels: nil, importing: "HummingbirdAuth"), members: ["token"]),
        InboundToken(
            "mcp-swift-sdk", .member(["request"], "header", labels: ["_"], importing: "MCP"),
            whenAny: [Switch("name", .string("Authorization"))]),
    ]
}
