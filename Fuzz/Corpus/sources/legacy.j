j#!/usr/bin/env node
"use strict";
const jwt = require("jsonwebtoken");
module.exports = { f, ...ns, [k]: function* () {} };
exports.v = (t) => jwt.verify(t, process.env.SECRET || "dev", { algorithms: ["HS256"] }, function (e, p) { if (e) return; done(p) });
var a = b ? (c) : d => e, r = x / y / z, s = /re/.exec(q);
