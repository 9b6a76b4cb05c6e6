import { checkToken, type Expectation } from "./check-token.js";

export interface Identity {
  subject: string;
  scopes: Set<string>;
}

export async function authenticate(authorization: string | undefined, expected?: Expectation): Promise<Identity | null> {
  const [scheme, token] = authorization?.split(" ") ?? [];
  if (scheme !== "Bearer" || !token) return null;
  try {
    const claims = await checkToken(token, expected);
    return { subject: claims.sub ?? "", scopes: new Set(String(claims.scope ?? "").split(" ")) };
  } catch {
    return null;
  }
}
