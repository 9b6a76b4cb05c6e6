import express from "express";
import { redeem } from "./codes.js";
import { issuer, lifetimes } from "./config.js";
import { accessToken, readRefreshToken, refreshToken } from "./tokens.js";

const app = express();
app.use(express.urlencoded({ extended: false }));

app.get("/.well-known/oauth-authorization-server", (_req, res) => {
  res.json({
    issuer,
    token_endpoint: `${issuer}/token`,
    authorization_endpoint: `${issuer}/authorize`,
    grant_types_supported: ["authorization_code", "refresh_token"],
    code_challenge_methods_supported: ["S256"],
  });
});

app.post("/token", async (req, res) => {
  if (req.body.grant_type === "authorization_code") {
    const grant = redeem(req.body.code);
    if (!grant) return void res.status(400).json({ error: "invalid_grant" });
    res.json({
      token_type: "Bearer",
      access_token: await accessToken(grant),
      refresh_token: refreshToken(grant),
      expires_in: lifetimes.accessToken,
    });
    return;
  }
  if (req.body.grant_type === "refresh_token") {
    const claims = readRefreshToken(req.body.refresh_token);
    const grant = { subject: claims.sub, clientId: claims.cid, scope: "", resource: req.body.resource };
    res.json({ token_type: "Bearer", access_token: await accessToken(grant), expires_in: lifetimes.accessToken });
    return;
  }
  res.status(400).json({ error: "unsupported_grant_type" });
});

app.listen(4000);
