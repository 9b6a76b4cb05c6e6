const { Router } = require("express");
const authenticate = require("../middleware/authenticate");
const authenticateScanner = require("../middleware/legacy");
const parcels = require("../store/parcels");

const router = Router();

router.get("/", authenticate, async (req, res) => {
  res.json(await parcels.of(req.user.sub));
});

router.post("/:id/scans", authenticateScanner, async (req, res) => {
  await parcels.scan(req.params.id, req.user.sub);
  res.sendStatus(204);
});

module.exports = router;
