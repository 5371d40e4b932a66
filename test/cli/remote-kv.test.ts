import { afterEach, beforeEach, expect, test } from "vitest";
import { broadsheet } from "./command.ts";
import { type Bench, smallSite } from "./small-site.ts";
import { type StandIn, startStandIn } from "./wrangler/kv-stand-in.ts";

/** An account in which the Worker is deployed and bound to a namespace: as much of Cloudflare's API as wrangler asks to know it. */
const SCRIPT = "/accounts/acc/workers/scripts/broadsheet";
const WRITTEN = {
  author_email: "a@example.org",
  source: "wrangler",
  created_on: "2026-01-01T00:00:00Z",
};
const DEPLOYMENT = {
  id: "d",
  strategy: "percentage",
  versions: [{ version_id: "v", percentage: 100 }],
};
const BINDINGS = [
  { type: "kv_namespace", name: "KV", namespace_id: "feed0000feed0000feed0000feed0000" },
];
const RESULTS = {
  [`${SCRIPT}/deployments`]: { deployments: [{ ...DEPLOYMENT, ...WRITTEN }] },
  [`${SCRIPT}/versions/v`]: {
    id: "v",
    number: 1,
    metadata: WRITTEN,
    resources: { bindings: BINDINGS, script: {}, script_runtime: {} },
  },
};

let standIn: StandIn;
let bench: Bench;

beforeEach(async () => {
  bench = await smallSite();
  const answers = Object.entries(RESULTS).map(([path, result]) => {
    return [path, { success: true, errors: [], messages: [], result }] as const;
  });
  standIn = await startStandIn(Object.fromEntries(answers));
});

afterEach(async () => {
  await standIn.close();
  await bench.remove();
});

/** A home in which nobody has logged in. */
const nobody = () => ({ HOME: bench.path("home"), XDG_CONFIG_HOME: bench.path("home") });

/** An account that answers on this machine. */
const somebody = (token = "token") => ({
  ...nobody(),
  CLOUDFLARE_API_BASE_URL: standIn.baseUrl,
  CLOUDFLARE_API_TOKEN: token,
  CLOUDFLARE_ACCOUNT_ID: "acc",
});

test.each(["publish seed", "check seed", "releases", "rollback", "gc", "purge x"])(
  "without an account `%s --remote` says what is missing, and ends with 2",
  async (words) => {
    const { exitCode, stdout, stderr } = await broadsheet(
      [...words.split(" "), "--remote"],
      nobody(),
    );
    expect([exitCode, stdout, stderr]).toEqual([
      2,
      "",
      "--remote: no Cloudflare account is known; run `npx wrangler login`, or set CLOUDFLARE_API_TOKEN\n",
    ]);
  },
);

test("with an account --remote finds the namespace of the deployed Worker, and publishes into it", async () => {
  const site = bench.path("site");
  const { exitCode, stdout } = await broadsheet(["publish", site, "--remote"], somebody());
  expect([exitCode, stdout]).toEqual([0, expect.stringContaining("Published 3 articles")]);
  expect(standIn.asked.slice(0, 3).map(({ what }) => what)).toEqual([
    `GET ${SCRIPT}/deployments`,
    `GET ${SCRIPT}/versions/v`,
    "GET keys",
  ]);
  // The lease is given back after that.
  expect(standIn.asked.slice(-2).map(({ keys }) => keys)).toEqual([["current"], ["lease"]]);
  const releases = await broadsheet(["releases", "--remote", "--json"], somebody());
  expect([releases.exitCode, releases.stdout]).toEqual([0, expect.stringContaining('"isCurrent"')]);
});

test("an account that refuses is told of before anything is read or written", async () => {
  const { exitCode, stderr } = await broadsheet(["releases", "--remote"], somebody("wrong"));
  expect([exitCode, stderr]).toEqual([
    2,
    expect.stringContaining("--remote: Cloudflare refuses the token or login; "),
  ]);
  expect(standIn.values.size).toBe(0);
});
