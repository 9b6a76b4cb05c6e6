function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

export const settings = {
  port: Number(process.env.PORT ?? 3000),
  /** What the authorization server writes into `aud`: this server's resource identifier (RFC 8707). */
  resource: "https://mcp.orchard.example/mcp",
  issuer: "https://id.orchard.example",
  jwks: "https://id.orchard.example/oauth/jwks",
  harvestApi: required("HARVEST_API"),
};
