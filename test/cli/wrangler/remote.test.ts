import { expect, test } from "vitest";
import { remoteRejection } from "#cli/wrangler/remote.ts";
import { describeRejection } from "#model/rejection.ts";

/** What wrangler 4.155.0 says, and what the publisher is told. */
const sayings = [
  [
    "Failed to start the remote proxy session. Error reloading remote server: In a non-interactive environment, it's necessary to set a CLOUDFLARE_API_TOKEN environment variable for wrangler to work.",
    "--remote: no Cloudflare account is known; run `npx wrangler login`, or set CLOUDFLARE_API_TOKEN",
  ],
  [
    "\u001B[31m✘ \u001B[41;31m[\u001B[41;97mERROR\u001B[41;31m]\u001B[0m \u001B[1mUnable to resolve Cloudflare's API hostname (api.cloudflare.com or dash.cloudflare.com).\u001B[0m\n\n  This is typically caused by:",
    "--remote: Cloudflare cannot be reached (Unable to resolve Cloudflare's API hostname (api.cloudflare.com or dash.cloudflare.com).); check the network, then run it again",
  ],
  [
    "More than one account available but unable to select one in non-interactive mode. Please set the appropriate `account_id` or assign CLOUDFLARE_ACCOUNT_ID",
    "--remote: you have more than one Cloudflare account; set CLOUDFLARE_ACCOUNT_ID",
  ],
  [
    "A request to the Cloudflare API failed. Authentication error [code: 10000]",
    "--remote: Cloudflare refuses the token or login; it needs Workers Scripts and Workers KV Storage: Edit; check it with `npx wrangler whoami`",
  ],
  [
    "This Worker does not exist on your account. [code: 10007]",
    "--remote: the account has no KV namespace for this Worker yet; run `npx wrangler deploy` once, which creates it, or write its id into wrangler.toml",
  ],
] as const;

test.each(sayings)("what wrangler says is told with its way out: %s", (said, told) => {
  expect(describeRejection(remoteRejection(said))).toBe(told);
});
