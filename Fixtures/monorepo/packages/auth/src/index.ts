export { authenticate, type Identity } from "./authenticate.js";
export { checkToken, type Expectation } from "./check-token.js";
