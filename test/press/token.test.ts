import { beforeAll, expect, test } from "vitest";
import { ask, nameOf, newSite, sent, TOKEN } from "./live-site.ts";

beforeAll(() => newSite(3));

const NEXT = "another-token-of-at-least-32-bytes-987654";
const ROUTES = [
  ["GET", "/admin/articles/old-1"],
  ["PUT", "/admin/articles/x"],
  ["DELETE", "/admin/articles/x"],
  ["POST", "/admin/articles"],
  ["POST", "/admin/media"],
  ["POST", "/admin/rollback"],
  ["GET", "/admin/releases"],
] as const;

const given = (method: string): RequestInit =>
  method === "GET" || method === "DELETE"
    ? { method }
    : { method, body: JSON.stringify(sent()), headers: { "Content-Type": "application/json" } };

test.each(ROUTES)(
  "%s %s is not there while no secret is set, or one that is too short",
  async (method, path) => {
    const none = await ask("/admin/no-such", { bindings: { ADMIN_TOKEN: undefined as never } });
    for (const secret of [undefined, "", "x".repeat(31)]) {
      const headers = new Headers(given(method).headers);
      headers.set("Authorization", `Bearer ${secret}`);
      const bindings = { ADMIN_TOKEN: secret as string, ADMIN_TOKEN_NEXT: secret as string };
      const answer = await ask(path, { ...given(method), headers, bindings });
      expect([answer.status, nameOf(answer)]).toEqual([404, nameOf(none)]);
    }
  },
);

test.each(ROUTES)("%s %s answers every wrong token with the same 401", async (method, path) => {
  const wrong = [
    undefined,
    "",
    "Bearer",
    "Bearer ",
    `Basic ${TOKEN}`,
    `Bearer ${TOKEN}x`,
    `Bearer ${TOKEN.slice(1)}`,
    `Bearer ${TOKEN.toUpperCase()}`,
    `Bearer x ${TOKEN}`,
    TOKEN,
    "Bearer undefined",
    `Bearer ${"a".repeat(5_000)}`,
  ];
  const answers = new Set<string>();
  for (const authorization of wrong) {
    const headers = new Headers(given(method).headers);
    if (authorization !== undefined) headers.set("Authorization", authorization);
    const answer = await ask(path, { ...given(method), headers });
    const { status, text } = answer;
    answers.add(
      JSON.stringify([status, text, [...answer.headers].filter(([name]) => name !== "x-release")]),
    );
    expect(status).toBe(401);
  }
  // A token in the address is none.
  const inUrl = await ask(`${path}?token=${TOKEN}&access_token=${TOKEN}`, given(method));
  expect(inUrl.status).toBe(401);
  expect(answers.size).toBe(1);
});

test("both secrets are taken while one takes the place of the other, and no third", async () => {
  const bindings = { ADMIN_TOKEN_NEXT: NEXT };
  const statusOf = async (token: string, more = {}): Promise<number> =>
    (
      await ask("/admin/releases", {
        headers: { Authorization: `Bearer ${token}` },
        bindings: { ...bindings, ...more },
      })
    ).status;
  expect(await statusOf(TOKEN)).toBe(200);
  expect(await statusOf(NEXT)).toBe(200);
  expect(await statusOf(`${NEXT}.`)).toBe(401);
  // A short one beside a long one opens nothing.
  expect(await statusOf("short", { ADMIN_TOKEN_NEXT: "short" })).toBe(401);
  expect(await statusOf(NEXT, { ADMIN_TOKEN: undefined })).toBe(200);
});

test("no page of another site may ask: no CORS, nothing to keep", async () => {
  for (const [method, path] of [...ROUTES, ["OPTIONS", "/admin/articles/x"]] as const) {
    const headers = {
      Origin: "https://evil.example",
      "Access-Control-Request-Method": "PUT",
      Authorization: `Bearer ${TOKEN}`,
    };
    const answer = await ask(path, {
      ...given(method === "OPTIONS" ? "GET" : method),
      method,
      headers,
    });
    const cors = [...answer.headers.keys()].filter((name) => name.startsWith("access-control"));
    expect([method, path, cors]).toEqual([method, path, []]);
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
    expect(answer.headers.get("Cross-Origin-Resource-Policy")).toBe("same-origin");
  }
  expect((await ask("/admin/articles/x", { method: "OPTIONS" })).status).toBe(405);
});

test("without the object there is a named problem, and all else works", async () => {
  const headers = { Authorization: `Bearer ${TOKEN}` };
  const answer = await ask("/admin/releases", { headers, bindings: { PRESS: undefined as never } });
  expect([answer.status, nameOf(answer)]).toEqual([501, "press-missing"]);
  expect((await ask("/feed.xml", { bindings: { PRESS: undefined as never } })).status).toBe(200);
});
