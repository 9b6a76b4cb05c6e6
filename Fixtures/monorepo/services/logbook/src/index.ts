import { authenticate } from "@lighthouse/auth";
import { Hono } from "hono";
import { entries } from "./entries.js";

const app = new Hono();

app.get("/entries", async (c) => {
  const identity = await authenticate(c.req.header("authorization"));
  if (!identity?.scopes.has("logbook:read")) return c.json({ error: "unauthorized" }, 401);
  return c.json(entries(identity.subject));
});

export default app;
