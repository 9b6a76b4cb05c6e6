import { requireBearerAuth } from "@modelcontextprotocol/sdk/server/auth/middleware/bearerAuth.js";
import { mcpAuthMetadataRouter } from "@modelcontextprotocol/sdk/server/auth/router.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import express from "express";
import { accessTokens } from "./oauth/access-token.js";
import { settings } from "./settings.js";
import { buildServer } from "./tools.js";

const app = express();
app.use(express.json());

app.use(
  mcpAuthMetadataRouter({
    oauthMetadata: {
      issuer: settings.issuer,
      authorization_endpoint: `${settings.issuer}/oauth/authorize`,
      token_endpoint: `${settings.issuer}/oauth/token`,
      response_types_supported: ["code"],
    },
    resourceServerUrl: new URL(settings.resource),
    scopesSupported: ["harvest:read"],
  }),
);

const guard = requireBearerAuth({ verifier: accessTokens, requiredScopes: ["harvest:read"] });

app.post("/mcp", guard, async (req, res) => {
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
  await buildServer().connect(transport);
  await transport.handleRequest(req, res, req.body);
});

app.listen(settings.port);
