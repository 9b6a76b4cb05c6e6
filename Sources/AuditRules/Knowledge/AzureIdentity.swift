extension Knowledge {
    /// Azure Identity: a credential that exchanges the caller's token each time a token is asked for.
    static let azureIdentityTypeScript = [onBehalfOfCredential("@azure/identity", ["@azure/identity"])]
    static let azureIdentityPython = [onBehalfOfCredential("azure-identity", ["azure.identity*"])]

    private static func onBehalfOfCredential(_ library: String, _ modules: [String]) -> TokenAPI {
        TokenAPI(
            library: library, name: "OnBehalfOfCredential", kind: .exchange,
            callees: modules.map { .constructor($0, "OnBehalfOfCredential") },
            audience: .fixed, result: .none, inbound: false,
            note: "`getToken` refuses to be called without scopes, and their prefix names the resource.")
    }
}
