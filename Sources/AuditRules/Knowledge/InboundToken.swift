/// An expression that yields the token or the headers of the request being served: where a passthrough or a leak begins.
package struct InboundToken: Sendable {
    package var library: String
    package var callee: Callee
    /// Members of the value that are the token itself (`.token`); empty: the value is, or holds it among the request's headers.
    package var members: [String]
    /// Yields the token only when one of these holds; empty: always.
    package var whenAny: [Switch]
    package var versions: VersionRange?
    package var note: String

    package init(
        _ library: String, _ callee: Callee, members: [String] = [], whenAny: [Switch] = [], versions: VersionRange? = nil,
        note: String = ""
    ) {
        self.library = library
        self.callee = callee
        self.members = members
        self.whenAny = whenAny
        self.versions = versions
        self.note = note
    }
}

extension Knowledge {
    /// Where Python and Swift servers get at the caller's token.
    package static let pythonSwiftInboundTokens: [InboundToken] = [
        InboundToken(
            "fastmcp", .function("fastmcp*", "get_access_token"), members: ["token"],
            note: "Behind an OAuthProxy this is the upstream's token, right for that upstream only."),
        InboundToken(
            "fastmcp", .function("fastmcp*", "get_http_headers"),
            whenAny: [.true("include_all"), Switch("include", .contains("authorization"))], versions: VersionRange(from: [3]),
            note: "Leaves `authorization` out unless asked (server/dependencies.py:600)."),
        InboundToken(
            "fastmcp", .function("fastmcp*", "get_http_headers"), versions: VersionRange(below: [3]),
            note: "2.x leaves it in (2.14.0 server/dependencies.py:523)."),
        InboundToken("fastmcp", .function("fastmcp*", "get_http_request"), members: ["headers"]),
        InboundToken("fastmcp", .function("fastmcp*", "CurrentHeaders")),
        InboundToken("mcp", .function("mcp.server.auth*", "get_access_token"), members: ["token"], note: "middleware/auth_context.py."),
        InboundToken("mcp", .member(["request_context", "request"], "headers", labels: nil, importing: "mcp")),
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
