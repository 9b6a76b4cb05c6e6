import type { NextFunction, Request, Response } from "express";
import { oauth } from "../config.js";
import { InvalidToken, verifyAccessToken, type Caller } from "./verifier.js";

declare module "express-serve-static-core" {
  interface Request {
    caller?: Caller;
  }
}

export async function requireCaller(req: Request, res: Response, next: NextFunction) {
  const header = req.headers.authorization;
  if (!header?.startsWith("Bearer ")) {
    res.status(401).set("WWW-Authenticate", "Bearer").json({ error: "missing_token" });
    return;
  }
  try {
    const caller = await verifyAccessToken(header.slice("Bearer ".length));
    const missing = oauth.requiredScopes.filter((scope) => !caller.scopes.includes(scope));
    if (missing.length > 0) {
      res.status(403).json({ error: "insufficient_scope", missing });
      return;
    }
    req.caller = caller;
    next();
  } catch (error) {
    if (!(error instanceof InvalidToken)) return next(error);
    res.status(401).set("WWW-Authenticate", 'Bearer error="invalid_token"').json({ error: "invalid_token" });
  }
}
