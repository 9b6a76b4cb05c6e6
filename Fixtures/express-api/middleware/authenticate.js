const jwt = require("jsonwebtoken");
const jwksClient = require("jwks-rsa");
const { auth } = require("../config");

const client = jwksClient({ jwksUri: `https://${auth.domain}/.well-known/jwks.json`, cache: true });

function getKey(header, callback) {
  client.getSigningKey(header.kid, (error, key) => callback(error, key && key.getPublicKey()));
}

module.exports = function authenticate(req, res, next) {
  const header = req.headers.authorization || "";
  const token = header.replace(/^Bearer /, "");
  jwt.verify(token, getKey, { audience: auth.audience, issuer: auth.issuer, algorithms: ["RS256"] }, (error, claims) => {
    if (error) return res.status(401).json({ error: "invalid_token" });
    req.user = claims;
    next();
  });
};
