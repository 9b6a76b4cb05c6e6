import { createRemoteJWKSet, jwtVerify, type JWTPayload } from "jose";

const ISSUER = "https://keeper.lighthouse.example";
const keys = createRemoteJWKSet(new URL(`${ISSUER}/jwks.json`));

export interface Expectation {
  /** The service's own resource identifier. */
  audience?: string;
}

export async function checkToken(token: string, expected: Expectation = {}): Promise<JWTPayload> {
  const { payload } = await jwtVerify(token, keys, {
    issuer: ISSUER,
    audience: expected.audience,
    algorithms: ["ES256"],
  });
  return payload;
}
