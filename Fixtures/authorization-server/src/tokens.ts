import { randomUUID } from "node:crypto";
import { SignJWT } from "jose";
import jwt from "jsonwebtoken";
import { issuer, lifetimes, secret } from "./config.js";
import { signingKey } from "./keys.js";

export interface Grant {
  subject: string;
  clientId: string;
  scope: string;
  resource: string;
}

export async function accessToken(grant: Grant): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ scope: grant.scope, client_id: grant.clientId })
    .setProtectedHeader({ alg: "ES256", typ: "at+jwt" })
    .setIssuer(issuer)
    .setAudience(grant.resource)
    .setSubject(grant.subject)
    .setJti(randomUUID())
    .setIssuedAt(now)
    .setExpirationTime(now + lifetimes.accessToken)
    .sign(await signingKey());
}

/** The browser's own session, not meant for any resource. */
export function sessionToken(subject: string): string {
  return jwt.sign({ sub: subject, kind: "session" }, secret("SESSION_SECRET"), {
    algorithm: "HS256",
    issuer,
    audience: issuer,
    expiresIn: "45m",
  });
}

export function refreshToken(grant: Grant): string {
  return jwt.sign({ sub: grant.subject, cid: grant.clientId, kind: "refresh" }, secret("REFRESH_SECRET"), {
    algorithm: "HS256",
    issuer,
    audience: issuer,
  });
}

export function readRefreshToken(token: string): { sub: string; cid: string } {
  return jwt.verify(token, secret("REFRESH_SECRET"), {
    algorithms: ["HS256"],
    issuer,
    audience: issuer,
  }) as { sub: string; cid: string };
}
