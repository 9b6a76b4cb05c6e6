import { authenticate } from "@lighthouse/auth";
import { Hono } from "hono";

const RESOURCE = "https://signals.lighthouse.example";
const app = new Hono();

app.get("/signals", async (c) => {
  const identity = await authenticate(c.req.header("authorization"), { audience: RESOURCE });
  if (!identity?.scopes.has("signals:read")) return c.json({ error: "unauthorized" }, 401);
  return c.json([{ lamp: "north", interval: 12 }]);
});

export default app;
