import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import express from "express";
import pino from "pino";
import { requireCaller } from "./auth/middleware.js";
import { environment } from "./config.js";
import { MemoryStore } from "./store.js";
import { registerNoteTools } from "./tools/notes.js";

const log = pino();
const store = new MemoryStore();
const app = express();
app.use(express.json({ limit: "1mb" }));

app.post("/mcp", requireCaller, async (req, res) => {
  const server = new McpServer({ name: "harbour-notes", version: "0.3.1" });
  registerNoteTools(server, store, req.caller!.subject);
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
  res.on("close", () => void transport.close());
  await server.connect(transport);
  await transport.handleRequest(req, res, req.body);
});

app.get("/healthz", (_req, res) => void res.json({ ok: true }));

app.listen(environment.PORT, () => log.info({ port: environment.PORT }, "listening"));
