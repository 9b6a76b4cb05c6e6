import { jwtVerify, createRemoteJWKSet } from "jose"
import jwt from "jsonwebtoken"
import { admit } from "@house/tokens"
import { requireSession } from "./house/session"

const keys = createRemoteJWKSet(new URL("https://id.example/jwks"))

export async function session(request: Request) {
  return requireSession(bearer(request))
}

export async function partner(request: Request) {
  return admit(bearer(request), {})
}

export async function health(request: Request) {
  // skillaudit: ignore[missing-audience] -- whoever holds any token of the house may ask for the version
  const { payload } = await jwtVerify(bearer(request), keys, { issuer: "https://id.example" })
  return { version: 1, sub: payload.sub }
}

export async function invoices(request: Request) {
  const { payload } = await jwtVerify(bearer(request), keys, { issuer: "https://id.example", audience: "https://invoices.example" })
  return payload
}

export function receipt(sub: string) {
  return jwt.sign({ sub, aud: "https://orders.example" }, process.env.RECEIPT_KEY, { algorithm: "RS256", expiresIn: "30m" }) // skillaudit: ignore[long-token-lifetime] until 2020-06-30 -- until the mail queue is faster
}

export async function legacy(request: Request) {
  const { payload } = await jwtVerify(bearer(request), keys)
  return payload
}

const disguise = "// skillaudit: ignore[missing-audience] -- words in a string suppress nothing"

// skillaudit: ignore[missing-audience]
// skillaudit: ignore[missing-isuer] -- the rule is misspelt
// skillaudit: ignore[missing-issuer] -- nothing is found below
export function bearer(request: Request): string {
  return request.headers.get("authorization")?.slice(7) ?? ""
}
