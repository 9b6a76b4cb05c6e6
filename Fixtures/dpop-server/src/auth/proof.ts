import { createHash } from "node:crypto";
import { EmbeddedJWK, calculateJwkThumbprint, jwtVerify } from "jose";
import { PROOF_ALGORITHMS, PROOF_LIFETIME_SECONDS } from "../config.js";
import { ReplayGuard } from "./replay.js";

const replays = new ReplayGuard(2 * PROOF_LIFETIME_SECONDS);

export interface ProofContext {
  method: string;
  url: string;
  accessToken: string;
  /** `cnf.jkt` of the access token. */
  thumbprint: string;
}

export class InvalidProof extends Error {}

export async function verifyProof(proof: string, context: ProofContext): Promise<void> {
  const { payload, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, {
    typ: "dpop+jwt",
    algorithms: PROOF_ALGORITHMS,
    maxTokenAge: PROOF_LIFETIME_SECONDS,
    clockTolerance: 5,
  });
  if (payload.htm !== context.method) throw new InvalidProof("htm");
  if (payload.htu !== context.url) throw new InvalidProof("htu");
  const hash = createHash("sha256").update(context.accessToken).digest("base64url");
  if (payload.ath !== hash) throw new InvalidProof("ath");
  if (typeof payload.jti !== "string" || !replays.accept(payload.jti)) throw new InvalidProof("jti");
  const thumbprint = await calculateJwkThumbprint(protectedHeader.jwk!);
  if (thumbprint !== context.thumbprint) throw new InvalidProof("jkt");
}
