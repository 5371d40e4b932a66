import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { broadsheet } from "#cli/program.ts";
import { toArticle } from "#model/article.ts";
import { isRejection } from "#model/rejection.ts";
import { methodAndPath, ROUTES } from "#serve/route-list.ts";
import { toSite } from "#model/site.ts";
import { publish } from "#publish/write/publish.ts";
import { OPERATIONS } from "#openapi/document.ts";
import { writtenName } from "#openapi/parameter-list.ts";
import { createApp } from "#serve/app.ts";
import { PROBLEMS } from "#serve/http/problem.ts";
import { kvInMemory } from "../reliability/kv-in-memory.ts";
import { fieldsAskedFor } from "./asked-fields.ts";
import { filesIn, ROOT } from "./house-files.ts";

const pageOf = (name: string): string =>
  readFileSync(join(ROOT, `docs/reference/${name}.md`), "utf8");

/** The words in backticks of the first cells of a page's tables. */
function namedIn(text: string): readonly string[] {
  return text
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .flatMap((line) =>
      [...(line.split(" | ")[0] ?? "").matchAll(/`([^`]+)`/g)].map(([, name]) => name!),
    );
}

/** The parts of a page by their headings. */
function partsOf(text: string): ReadonlyMap<string, string> {
  const parts = text.split(/^## /m).slice(1);
  return new Map(parts.map((part) => [part.split("\n")[0]!.replaceAll("`", ""), part]));
}

test("the reference of an article names every field that is read of one, and no other", () => {
  const samples = { id: "a", title: "A", section: "news", published: "2026-05-01" };
  const nested = new Set(["image", "attachments", "corrections", "source", "previous", "next"]);
  const read = (value: unknown): unknown => toArticle(value, { timeZone: "UTC" });
  // Once everything is right, more is read.
  const right = fieldsAskedFor(read, { nested: new Set(), samples });
  const asked = new Set([...fieldsAskedFor(read, { nested, samples }), ...right]);
  expect(namedIn(pageOf("article")).toSorted()).toEqual([...asked].toSorted());
});

test("the reference of a site names every setting that is read, and no other", () => {
  const nested = new Set(["sections", "colours", "navigation", "footer"]);
  const samples = { "colours.accent": "#7b2418" };
  expect(namedIn(pageOf("site")).toSorted()).toEqual(fieldsAskedFor(toSite, { nested, samples }));
});

test("the reference of the API names every route, every problem with its status, and no other", () => {
  const text = pageOf("api");
  // That the app is made of just these is held by test/openapi.
  const routes = new Set<string>(
    Object.values(ROUTES)
      .flat()
      .map((route) => methodAndPath(route)[1]),
  );
  const named = [...text.matchAll(/`(\/[^`?]*|\*)`/g)].map(([, path]) => path!);
  expect([...routes].filter((path) => !named.includes(path))).toEqual([]);
  const parts = partsOf(text);
  const tables = (parts.get("Feeds") ?? "") + (parts.get("Pages and files") ?? "");
  expect(namedIn(tables).filter((path) => !routes.has(path))).toEqual([]);
  const told = [...(parts.get("Problems") ?? "").matchAll(/^\| `([\w-]+)` \| (\d+) \|/gm)];
  const statuses = Object.fromEntries(told.map(([, name, status]) => [name, Number(status)]));
  expect(statuses).toEqual(
    Object.fromEntries(Object.entries(PROBLEMS).map(([name, { status }]) => [name, status])),
  );
});

test("the reference of the API names every parameter that is read", () => {
  const sources = filesIn("src/serve").map(({ text }) => text);
  const read = sources.flatMap((text) => [
    ...[...text.matchAll(/parameters\.(?:get|has)\("(\w+)"\)/g)].map(([, name]) => name!),
    ...[...text.matchAll(/(?:countFrom|checkedFrom)\(\s*parameters,\s*"(\w+)"/g)].map(
      ([, name]) => name!,
    ),
    ...[...text.matchAll(/^const (?:PARAMETERS|FILTERS|KNOWN) = (\[[^\]]*\])/gm)].flatMap(
      ([, list]) => [...list!.matchAll(/"(\w+)"/g)].map(([, name]) => name!),
    ),
  ]);
  // Of other systems: `feed` and `alt` ask for a format.
  const foreign = new Set(["feed", "alt"]);
  const text = pageOf("api");
  const missing = [...new Set(read)].filter(
    (name) => !foreign.has(name) && !text.includes(`\`${name}\``) && !text.includes(`\`?${name}=`),
  );
  expect(missing).toEqual([]);
});

test("the reference of the API names the parameters that the document of OpenAPI names", () => {
  const parts = partsOf(pageOf("api"));
  for (const route of ["/api/articles", "/api/search", "/api/suggest"]) {
    const told = Object.values(OPERATIONS)
      .flat()
      .find(({ path }) => path === route);
    const tables = (parts.get(route) ?? "").split("| field |");
    expect([route, namedIn(tables[0] ?? "").toSorted()]).toEqual([
      route,
      (told?.query ?? []).map(writtenName).toSorted(),
    ]);
  }
});

/** The paths of all fields of a value, without the places in lists. */
function pathsIn(value: unknown, prefix = ""): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => pathsIn(item, prefix));
  if (typeof value !== "object" || value === null) return prefix === "" ? [] : [prefix];
  const inner = Object.entries(value).flatMap(([name, field]) =>
    pathsIn(field, prefix === "" ? name : `${prefix}.${name}`),
  );
  return prefix === "" ? inner : [prefix, ...inner];
}

test("the reference of the API names every field of its answers", async () => {
  const kv = kvInMemory().kv;
  const site = toSite({
    title: "T",
    lang: "zh-Hans",
    id_authority: "a.example,2026",
    sections: [{ slug: "news", title: "新闻", description: "D", sections: [{ slug: "in" }] }],
  });
  const made = toArticle(
    {
      id: "a",
      title: "桥",
      section: "news",
      published: "2026-05-01",
      updated: "2026-05-02",
      body: "浙江支援",
      lang: "zh-Hans",
      summary: "S",
      kicker: "K",
      authors: ["陆青禾"],
      tags: ["桥"],
      source: { name: "N", url: "https://n.example/" },
      image: { url: "https://n.example/a.png", alt: "A", width: 2, height: 1 },
    },
    { timeZone: "UTC" },
  );
  if (isRejection(site) || isRejection(made)) throw new TypeError("the sample is wrong");
  const now = Date.UTC(2026, 5, 1);
  const other = { ...made, id: "b" as typeof made.id, guid: "b" };
  await publish({ kv, site, articles: [made, other], media: [], now });
  const later = now + 3_600_000;
  const changed = { ...made, title: "大桥" };
  const gone = { ...other, status: "withdrawn" as const };
  await publish({ kv, site, articles: [changed, gone], media: [], now: later });
  const app = createApp({ now: () => later + 60_000 });
  const parts = partsOf(pageOf("api"));
  const asked = [
    ["/api/articles", "/api/articles"],
    ["/api/articles", `/api/articles?updated_after=${now}`],
    ["/api/sections", "/api/sections"],
    ["/api/search", "/api/search?q=桥"],
    ["/api/search", "/api/search?q=桥&section=none"],
    ["/api/suggest", "/api/suggest?q=桥"],
    ["/healthz", "/healthz"],
  ] as const;
  for (const [heading, path] of asked) {
    const answer = await app.request(encodeURI(path), undefined, { KV: kv });
    expect([path, answer.status]).toEqual([path, 200]);
    const fields = new Set(
      pathsIn(await answer.json()).map((one) => one.replace(/(?:\.children)+/, "")),
    );
    const documented = new Set(namedIn(parts.get(heading) ?? ""));
    // An object is told by its fields.
    const isTold = (one: string): boolean =>
      documented.has(one) || [...documented].some((name) => name.startsWith(`${one}.`));
    expect([path, [...fields].filter((one) => !isTold(one))]).toEqual([path, []]);
  }
});

test("the reference of the command names every command with all its options, and no other", async () => {
  const parts = partsOf(pageOf("command"));
  const shared = namedIn(parts.get("Options of many commands") ?? "").map(flagOf);
  const commands = (await broadsheet()).commands.filter((command) => command.name() !== "help");
  for (const command of commands) {
    const heading = [...parts.keys()].find((each) => each.split(" ")[0] === command.name()) ?? "";
    const part = parts.get(heading) ?? "";
    const named = new Set([
      ...namedIn(part).map(flagOf),
      ...shared.filter((flag) => part.includes(`\`${flag}\``)),
    ]);
    const flags = command.options.map(({ long }) => long ?? "");
    expect([command.name(), [...named].toSorted()]).toEqual([command.name(), flags.toSorted()]);
  }
  const headings = [...parts.keys()].map((heading) => heading.split(" ")[0] ?? "");
  expect(headings.filter((name) => name !== "broadsheet" && name !== "Options").toSorted()).toEqual(
    commands.map((command) => command.name()).toSorted(),
  );
});

function flagOf(name: string): string {
  return name.split(" ")[0] ?? "";
}
