// Starts npm's oidc-provider on this machine, for one client, and writes its issuer on a line of its own. Arguments: client id, secret, redirect address.
import { createServer } from "node:http";
import Provider from "oidc-provider";

const [clientId, secret, callback] = process.argv.slice(2);
const server = createServer();
server.listen(0, "localhost", () => {
  const issuer = `http://localhost:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: secret, redirect_uris: [callback], response_types: ["code"], grant_types: ["authorization_code"] }],
    claims: { openid: ["sub"], profile: ["name"], email: ["email", "email_verified"] },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, name: "Ada Lovelace", email: "ada@example.org", email_verified: id === "ada" }),
    }),
    pkce: { required: () => true },
  });
  server.on("request", provider.callback());
  process.stdout.write(`${issuer}\n`);
});
process.stdin.resume();
process.stdin.on("end", () => process.exit(0)); // with the test that started it
