import { z } from "zod";

const Environment = z.object({
  PORT: z.coerce.number().default(8080),
  ISSUER: z.string().url().default("https://login.harbour.example"),
  DATABASE_FILE: z.string().default("notes.db"),
});

export const environment = Environment.parse(process.env);

export const oauth = {
  issuer: environment.ISSUER,
  jwksUri: "https://login.harbour.example/.well-known/jwks.json",
  requiredScopes: ["notes:read"],
} as const;
