import { randomBytes } from "node:crypto";
import { lifetimes } from "./config.js";
import type { Grant } from "./tokens.js";

const codes = new Map<string, { grant: Grant; expires: number }>();

export function newCode(grant: Grant): string {
  const code = randomBytes(32).toString("base64url");
  codes.set(code, { grant, expires: Date.now() + lifetimes.authorizationCode * 1000 });
  return code;
}

export function redeem(code: string): Grant | undefined {
  const entry = codes.get(code);
  codes.delete(code);
  return entry && entry.expires > Date.now() ? entry.grant : undefined;
}
