import { createRemoteJWKSet, jwtVerify, type JWTPayload } from "jose";
import { oauth } from "../config.js";

const keys = createRemoteJWKSet(new URL(oauth.jwksUri), { cooldownDuration: 30_000 });

export interface Caller {
  subject: string;
  scopes: string[];
}

export class InvalidToken extends Error {}

function scopesOf(payload: JWTPayload): string[] {
  return typeof payload.scope === "string" ? payload.scope.split(" ") : [];
}

export async function verifyAccessToken(token: string): Promise<Caller> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      issuer: oauth.issuer,
      algorithms: ["RS256", "ES256"],
    });
    return { subject: payload.sub ?? "unknown", scopes: scopesOf(payload) };
  } catch (error) {
    throw new InvalidToken("the access token was refused", { cause: error });
  }
}
