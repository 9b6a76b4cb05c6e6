module.exports = {
  port: process.env.PORT || 5000,
  auth: {
    domain: "parcels.eu.login.example",
    audience: process.env.API_AUDIENCE,
    issuer: "https://parcels.eu.login.example/",
  },
};
