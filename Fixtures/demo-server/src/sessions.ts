import { SignJWT } from "jose";
import { ISSUER, RESOURCE } from "./config.js";

const secret = new TextEncoder().encode(process.env.SESSION_SECRET);

/** A session of the web console. */
export function issueSession(user: string) {
    return new SignJWT({ sub: user })
        .setProtectedHeader({ alg: "HS256" })
        .setIssuer(ISSUER)
        .setAudience(RESOURCE)
        .setIssuedAt()
        .setExpirationTime("7d")
        .sign(secret);
}
