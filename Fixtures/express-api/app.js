const express = require("express");
const { port } = require("./config");

const app = express();
app.use(express.json());
app.use("/parcels", require("./routes/parcels"));

app.listen(port, () => console.log(`parcel-api on ${port}`));
