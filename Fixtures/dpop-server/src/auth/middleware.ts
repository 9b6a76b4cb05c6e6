import type { NextFunction, Request, Response } from "express";
import { createRemoteJWKSet, jwtVerify } from "jose";
import { ISSUER, RESOURCE } from "../config.js";
import { verifyProof } from "./proof.js";

const keys = createRemoteJWKSet(new URL("/jwks", ISSUER));

export async function requireBoundToken(req: Request, res: Response, next: NextFunction) {
  const [scheme, token] = (req.get("authorization") ?? "").split(" ");
  const proof = req.get("dpop");
  if (scheme !== "DPoP" || !token || !proof) {
    return void res.status(401).set("WWW-Authenticate", 'DPoP algs="ES256 EdDSA"').end();
  }
  try {
    const { payload } = await jwtVerify(token, keys, { issuer: ISSUER, audience: RESOURCE, algorithms: ["ES256"] });
    const jkt = (payload.cnf as { jkt?: string } | undefined)?.jkt;
    if (!jkt) throw new Error("the token is not bound to a key");
    const url = `${RESOURCE.replace(/\/mcp$/, "")}${req.path}`;
    await verifyProof(proof, { method: req.method, url, accessToken: token, thumbprint: jkt });
    if (!String(payload.scope ?? "").split(" ").includes("boxes:open")) return void res.status(403).end();
    res.locals.subject = payload.sub;
    next();
  } catch {
    res.status(401).set("WWW-Authenticate", 'DPoP error="invalid_token"').end();
  }
}
