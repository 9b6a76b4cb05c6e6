import AuditRules

extension Axis {
    /// What the axis asks.
    var question: String {
        switch self {
        case .permissions: "Is the token bound to this server, to its sender and to what it may do?"
        case .security: "Can the token be forged, or outlive its purpose?"
        case .credentials: "How long does a credential live, and where does it leak?"
        case .maintenance: "Is the code that handles tokens kept up?"
        case .compatibility: "Does it work with the protocol's current revision?"
        case .documentation: "Is it written down how tokens are handled?"
        }
    }

    /// What is at stake on an MCP server, where a model calls the tools.
    var stakeForMCP: String {
        switch self {
        case .permissions:
            "An MCP server runs tools for whoever brings an accepted token, and a client talks to many servers with tokens of one authorization server. "
                + "The MCP authorization specification (2026-07-28) therefore demands that a server accepts only tokens that were issued for itself, and "
                + "that it passes none of them on. A server that accepts a neighbour's token lets every neighbour, and whoever takes one over, act as its users."
        case .security:
            "The token is the only thing that stands between the network and the tools of an MCP server: there is no page, no session and no person in between. "
                + "Who can forge a token, or keep using an old one, can call every tool as anyone."
        case .credentials:
            "What a tool answers goes to a model, and what the model reads may steer it: a credential that shows up in an answer, a log or an address can be "
                + "asked for and replayed. The shorter it lives, the less it is worth."
        case .maintenance, .compatibility, .documentation: ""
        }
    }
}

extension Severity {
    /// What the word means.
    var meaning: String {
        switch self {
        case .critical: "forgeable, or open to anyone"
        case .high: "exploitable as written by whoever holds some token"
        case .medium: "exploitable under a condition that the code allows"
        case .low: "missing defence in depth"
        case .note: "worth a look, takes no points"
        }
    }
}

extension Confidence {
    /// What the word means.
    var meaning: String {
        switch self {
        case .certain: "every value involved was resolved"
        case .likely: "a value was taken from its usual meaning"
        case .possible: "a value is not known; takes half the points"
        }
    }
}
