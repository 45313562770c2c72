import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { contact, headers } from "./contact.ts";

/** Answers everything with the same contact, and tells its parent where. */
const server = createServer((request, response) => {
  request.resume();
  response.writeHead(200, headers).end(contact);
});
server.listen(0, "127.0.0.1", () => {
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
process.on("disconnect", () => process.exit());
