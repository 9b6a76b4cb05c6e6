export const RESOURCE = "https://strongbox.example/mcp";
export const ISSUER = "https://id.strongbox.example";
export const PROOF_ALGORITHMS = ["ES256", "EdDSA"];
export const PROOF_LIFETIME_SECONDS = 120;
