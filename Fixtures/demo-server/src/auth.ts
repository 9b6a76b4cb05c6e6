import type { NextFunction, Request, Response } from "express";
import { createRemoteJWKSet, jwtVerify } from "jose";
import { ISSUER } from "./config.js";

const keys = createRemoteJWKSet(new URL(`${ISSUER}/.well-known/jwks.json`));

/** Lets a request in if it carries a token of our issuer — whomever that token was issued for. */
export async function authenticate(req: Request, res: Response, next: NextFunction) {
    const token = (req.headers.authorization ?? "").replace(/^Bearer /, "");
    try {
        const { payload } = await jwtVerify(token, keys, { issuer: ISSUER });
        res.locals.user = payload.sub;
        next();
    } catch {
        res.status(401).end();
    }
}
