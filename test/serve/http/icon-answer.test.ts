import { Hono } from "hono";
import { expect, test } from "vitest";
import { SITE_DEFAULTS } from "#model/site.ts";
import type { AppEnv } from "#serve/http/env.ts";
import { answerIcon } from "#serve/http/icon-answer.ts";
import type { RequestScope } from "#serve/http/release-route.ts";

/** What is answered where the site's settings name this icon. */
async function iconOf(icon?: string): Promise<Response> {
  const site = { ...SITE_DEFAULTS, title: "澜川", ...(icon !== undefined && { icon }) };
  const baseUrl = "https://news.example/paper";
  const app = new Hono<AppEnv>().get("/favicon.ico", (c) =>
    // An icon needs nothing else of the request, and nothing of the release.
    answerIcon({ c, site, baseUrl } as unknown as RequestScope),
  );
  return app.request("/favicon.ico");
}

test.each([
  ["https://cdn.example/icon.png", "https://cdn.example/icon.png"],
  ["http://cdn.example/icon.png", "http://cdn.example/icon.png"],
  ["/media/icon.png", "https://news.example/paper/media/icon.png"],
])("the way to the icon %s is shown for a day", async (icon, location) => {
  const { status, headers } = await iconOf(icon);
  expect([status, headers.get("Location")]).toEqual([302, location]);
  expect(headers.get("Cache-Control")).toBe("public, max-age=86400");
});

test.each([undefined, "data:image/png;base64,AAAA", "ftp://cdn.example/icon.png", "icon.png"])(
  "without one that a browser may be sent to, such as %s, one is made of the name",
  async (icon) => {
    const answer = await iconOf(icon);
    expect([answer.status, answer.headers.get("Content-Type")]).toEqual([200, "image/svg+xml"]);
    expect(answer.headers.get("Cache-Control")).toBe("public, max-age=86400");
    expect(answer.headers.get("Location")).toBeNull();
    expect(await answer.text()).toContain(">澜</text>");
  },
);
