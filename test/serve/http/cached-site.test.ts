import { expect, test } from "vitest";
import { cachedSite } from "#serve/http/cached-site.ts";
import { SITE_DEFAULTS } from "#model/site.ts";

type Asked = Parameters<typeof cachedSite>;

/** What an isolate says of the site, by its variable and by what it holds of the release. */
const siteOf = (address: string | undefined, held?: object) =>
  cachedSite(
    { env: { BASE_URL: address } } as unknown as Asked[0],
    { cache: { current: held && { manifest: { site: held } } } } as unknown as Asked[1],
  );

test("a cold isolate knows the site's address by its variable alone, and else makes links of paths", () => {
  expect(siteOf("https://news.example")).toMatchObject({
    site: SITE_DEFAULTS,
    baseUrl: "https://news.example",
  });
  expect(siteOf(undefined).baseUrl).toBe("");
  expect(siteOf("").baseUrl).toBe("");
});

test("what an isolate holds of a release gives the settings and the address, also without the variable", () => {
  const held = { ...SITE_DEFAULTS, title: "四时报", url: "https://held.example" };
  expect(siteOf(undefined, held)).toEqual({ site: held, baseUrl: "https://held.example" });
});
