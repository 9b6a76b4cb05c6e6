export const ISSUER = "https://login.example.com";
export const RESOURCE = process.env.MCP_RESOURCE ?? "https://mcp.example.com";
