import { importPKCS8, type KeyLike } from "jose";
import { secret } from "./config.js";

let cached: Promise<KeyLike> | undefined;

export function signingKey(): Promise<KeyLike> {
  cached ??= importPKCS8(secret("SIGNING_KEY"), "ES256");
  return cached;
}
