import { jwtVerify, createRemoteJWKSet } from "jose"

const keys = createRemoteJWKSet(new URL("https://id.example/jwks"))

/** Looks the audience up in a table that the deployment fills; the configuration vouches for it. */
export async function requireSession(token: string) {
  const { payload } = await jwtVerify(token, keys, { issuer: "https://id.example" })
  await table.admit(payload)
  return payload
}
