import { SignJWT, generateKeyPair, jwtVerify } from "jose";
import { expect, test } from "vitest";

test("a token for another service is refused", async () => {
  const { publicKey, privateKey } = await generateKeyPair("ES256");
  const token = await new SignJWT({ scope: "harvest:read" })
    .setProtectedHeader({ alg: "ES256" })
    .setAudience("https://elsewhere.example")
    .sign(privateKey);
  await expect(jwtVerify(token, publicKey, { audience: "https://mcp.orchard.example/mcp" })).rejects.toThrow();
  await expect(jwtVerify(token, publicKey)).resolves.toBeDefined();
});
