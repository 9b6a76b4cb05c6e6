import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import express from "express";
import { z } from "zod";
import { requireBoundToken } from "./auth/middleware.js";
import { ISSUER, PROOF_ALGORITHMS, RESOURCE } from "./config.js";

const app = express();
app.use(express.json());

app.get("/.well-known/oauth-protected-resource", (_req, res) => {
  res.json({
    resource: RESOURCE,
    authorization_servers: [ISSUER],
    dpop_bound_access_tokens_required: true,
    dpop_signing_alg_values_supported: PROOF_ALGORITHMS,
  });
});

app.post("/mcp", requireBoundToken, async (req, res) => {
  const server = new McpServer({ name: "strongbox", version: "1.0.0" });
  server.tool("open-box", { number: z.number().int() }, async ({ number }) => ({
    content: [{ type: "text", text: `box ${number} is open for ${res.locals.subject}` }],
  }));
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
  await server.connect(transport);
  await transport.handleRequest(req, res, req.body);
});

app.listen(8443);
