import { Validator } from "@seriousme/openapi-schema-validator";
import { Converter } from "opencc-js";
import { expect, test } from "vitest";
import { isReserved } from "#model/own-route.ts";
import { methodAndPath, ROUTES } from "#serve/route-list.ts";
import { GROUPS, openApiDocument, operationObject, OPERATIONS } from "#openapi/document.ts";
import { PARAMETERS } from "#openapi/parameter-list.ts";
import { apiPageMain, LANGUAGES } from "#openapi/page.ts";
import { GROUP_TITLES, PAGE_TEXT } from "#openapi/page-text.ts";
import { createApp } from "#serve/app.ts";

const document = openApiDocument("1.2.3") as {
  readonly paths: Readonly<Record<string, object>>;
};
const operations = Object.values(OPERATIONS).flat();

test("the document is one of OpenAPI 3.1", async () => {
  const validator = new Validator();
  // The validator may write into what it is given.
  const result = await validator.validate(structuredClone(document));
  expect(result.errors ?? []).toEqual([]);
  expect([result.valid, validator.version]).toEqual([true, "3.1"]);
});

test("a document that is none is refused by the validator that holds ours", async () => {
  const { valid } = await new Validator().validate({ ...document, paths: { news: {} } });
  expect(valid).toBe(false);
});

/** A route of Hono as a pattern of paths. */
function patternOf(path: string): RegExp {
  const source = path
    .replaceAll(".", "\\.")
    .replace(/:\w+\{([^}]*)\}/g, "$1")
    .replaceAll("\\\\.", "\\.")
    .replace(/:\w+/g, "[^/]+")
    .replace(/\/\*$/, "(?:/.*)?")
    .replace(/^\*$/, "/.*");
  return new RegExp(`^${source}$`);
}

test("every route that the app has is in the list, in its order, and told of", () => {
  // What passes requests on, and what refuses other methods, is no route.
  const doors = ["/*", "/mcp", "/api/search", "/search/*", "/api/suggest", "/admin/*"];
  const asked = createApp().routes.filter(
    ({ method, path }) =>
      method !== "OPTIONS" && path !== "/*" && (method !== "ALL" || !doors.includes(path)),
  );
  const listed = Object.values(ROUTES).flat().map(methodAndPath);
  expect(asked.map(({ method, path }) => [method, path])).toEqual(
    listed.filter(([, path]) => path !== "*"),
  );
  const paths = Object.keys(document.paths);
  const methods = Object.values(document.paths).flatMap((one) => Object.keys(one));
  expect(methods).toHaveLength(operations.length);
  for (const [name, routes] of Object.entries(ROUTES)) {
    const told = OPERATIONS[name as keyof typeof ROUTES].map(({ path }) => path);
    for (const route of routes) {
      const pattern = patternOf(methodAndPath(route)[1]);
      const filled = told.filter((path) => pattern.test(path.replaceAll(/\{\w+\}/g, "x")));
      expect([route, filled.length > 0]).toEqual([route, true]);
      expect(told.filter((path) => !paths.includes(path))).toEqual([]);
    }
  }
});

test("a route that takes a body says of which type", () => {
  const says = ["A", "甲", "甲"] as const;
  const given = { path: "/a", id: "a", says, gives: { "application/json": null } };
  const told = operationObject({ ...given, method: "post", takes: "application/json" }, "api");
  expect(told).toMatchObject({
    requestBody: {
      required: true,
      content: { "application/json": { schema: { type: "object" } } },
    },
  });
  expect(operationObject(given, "api")).not.toHaveProperty("requestBody");
});

test("no address of a file of ours can be claimed by an alias", () => {
  const files = Object.values(ROUTES)
    .flat()
    .map((route) => methodAndPath(route)[1])
    .filter((path) => !/[:*]/.test(path));
  expect(files.filter((path) => !isReserved(path))).toEqual([]);
  expect(files.length).toBeGreaterThan(15);
});

test("operations have names of their own, and every parameter is asked for somewhere", () => {
  const ids = operations.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const used = new Set(
    operations.flatMap(({ path, query = [] }) => [
      ...query,
      ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name),
    ]),
  );
  expect(Object.keys(PARAMETERS).filter((name) => !used.has(name))).toEqual([]);
});

test("the page of the API tells every route and parameter in each language, without a script", () => {
  for (const lang of LANGUAGES) {
    const page = apiPageMain(lang);
    const named = [...page.matchAll(/<code>([^<]*)<\/code>/g)].map(([, name]) => name);
    expect(operations.filter(({ path }) => !named.includes(path))).toEqual([]);
    expect(page).not.toMatch(/<script|https?:/);
    expect(page.match(/<h2>/g)).toHaveLength(Object.keys(GROUPS).length + 1);
  }
});

test("what is said in Chinese is Chinese, in the script that its place says", () => {
  const [toSimplified, toTraditional] = [
    Converter({ from: "t", to: "cn" }),
    Converter({ from: "cn", to: "t" }),
  ];
  const said = [
    ...[...operations, ...Object.values(PARAMETERS)].map(({ says }) => says),
    ...Object.values(PAGE_TEXT),
    ...Object.values(GROUP_TITLES),
  ];
  for (const [english, simplified, traditional] of said) {
    expect(english).not.toMatch(/\p{Script=Han}/u);
    expect(simplified).toMatch(/\p{Script=Han}|或/u);
    expect(toSimplified(simplified)).toBe(simplified);
    expect(toTraditional(traditional)).toBe(traditional);
  }
});
