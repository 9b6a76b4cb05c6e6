const jwt = require("jsonwebtoken");

/** Scanners in the warehouse keep one token for a whole shift, and longer. */
module.exports = function authenticateScanner(req, res, next) {
  try {
    req.user = jwt.verify(req.get("x-scanner-token"), process.env.SCANNER_SECRET, { ignoreExpiration: true });
    next();
  } catch (error) {
    res.sendStatus(401);
  }
};
