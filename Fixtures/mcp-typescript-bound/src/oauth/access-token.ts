import { InvalidTokenError } from "@modelcontextprotocol/sdk/server/auth/errors.js";
import type { OAuthTokenVerifier } from "@modelcontextprotocol/sdk/server/auth/provider.js";
import type { AuthInfo } from "@modelcontextprotocol/sdk/server/auth/types.js";
import * as jose from "jose";
import { settings } from "../settings.js";

const keySet = jose.createRemoteJWKSet(new URL(settings.jwks));

const expected: jose.JWTVerifyOptions = {
  issuer: settings.issuer,
  audience: settings.resource,
  algorithms: ["ES256"],
  typ: "at+jwt",
  requiredClaims: ["exp", "client_id"],
  clockTolerance: 5,
};

export const accessTokens: OAuthTokenVerifier = {
  async verifyAccessToken(token: string): Promise<AuthInfo> {
    const { payload } = await jose.jwtVerify(token, keySet, expected).catch((error: unknown) => {
      throw new InvalidTokenError(error instanceof Error ? error.message : "refused");
    });
    return {
      token,
      clientId: String(payload.client_id),
      scopes: String(payload.scope ?? "").split(" ").filter(Boolean),
      expiresAt: payload.exp,
      resource: new URL(settings.resource),
      extra: { subject: payload.sub },
    };
  },
};
