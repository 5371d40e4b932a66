import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { beforeAll, expect, test } from "vitest";
import { openApiDocument } from "#openapi/document.ts";
import { type Ask, seededWorker } from "../setup/seeded-worker.ts";

type Parameter = {
  readonly name: string;
  readonly in: "path" | "query";
  readonly required?: boolean;
  readonly example?: string | number;
  readonly schema: { readonly enum?: readonly (string | number)[] };
};
type Content = Readonly<Record<string, { readonly schema: object }>>;
type Told = {
  readonly operationId: string;
  readonly parameters: readonly Parameter[];
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
};

const document = openApiDocument("1.2.3") as {
  readonly paths: Readonly<Record<string, { readonly get?: Told }>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
};

/** A schema under which a field that it does not name is a fault: what a document leaves open for later versions, a test must not. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== "object" || schema === null) return schema;
  const inner = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, closed(value)]),
  );
  return "properties" in schema ? { additionalProperties: false, ...inner } : inner;
}

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true, verbose: false });
addFormats.default(ajv);
ajv.addKeyword("components");
const { JsonFeed, ...schemas } = document.components.schemas;
// A feed's further fields are those of its own standard.
const components = { schemas: { ...(closed(schemas) as object), JsonFeed } };
ajv.addSchema({ $id: "https://api.invalid/", components }, "api");

/** What is wrong with a body, by the schema of the document. */
function faultsOf(schema: object, body: unknown): unknown {
  const { $ref } = schema as { readonly $ref?: string };
  const check = ajv.compile(
    $ref === undefined ? (closed(schema) as object) : { $ref: `https://api.invalid/${$ref}` },
  );
  return check(body) ? [] : check.errors;
}

let ask: Ask;
/** Examples that hang on the bytes of the seed. */
let made: Readonly<Record<string, string>>;

beforeAll(async () => {
  ask = await seededWorker();
  const feed = async (path: string): Promise<string> =>
    /\/archive\/([^/]+)\//.exec(String(Object(await (await ask(path)).json()).next_url))![1]!;
  const home = await (await ask("/")).text();
  made = {
    "/archive/{document}/{feed}": await feed("/feed.json"),
    "/sections/{section}/archive/{document}/{feed}": await feed(
      "/sections/news/politics/feed.json",
    ),
    "/media/{file}": /\/media\/([\w-]+\.\w+)/.exec(home)![1]!,
  };
});

/** The example of an operation, then the same with each parameter of the query in turn, and with each value that one may have. */
function requestsOf(template: string, { parameters }: Told): readonly string[] {
  const inPath = parameters.filter((one) => one.in === "path");
  const fill = (values: Readonly<Record<string, string | number>>): string =>
    inPath.reduce((path, { name, example = made[template] ?? "" }) => {
      const value = String(values[name] ?? example);
      return path.replace(`{${name}}`, value.split("/").map(encodeURIComponent).join("/"));
    }, template);
  const query = parameters.filter((one) => one.in === "query");
  const base = new URLSearchParams(
    query.filter(({ required }) => required).map(({ name, example }) => [name, String(example)]),
  );
  const withValue = (name: string, value: string | number = ""): string => {
    const all = new URLSearchParams(base);
    all.set(name, String(value));
    return `${fill({})}?${all}`;
  };
  const plain = base.size > 0 ? `${fill({})}?${base}` : fill({});
  return [
    plain,
    ...query.flatMap(({ name, example, schema }) =>
      (schema.enum ?? [example]).map((value) => withValue(name, value)),
    ),
    ...inPath.flatMap(({ name, schema }) =>
      (schema.enum ?? []).map(
        (value) => `${fill({ [name]: value })}${base.size > 0 ? `?${base}` : ""}`,
      ),
    ),
  ];
}

/** The media type of an answer, without its parameters. */
function typeOf(answer: Response): string {
  return answer.headers.get("Content-Type")?.split(";")[0] ?? "";
}

const asked = Object.entries(document.paths).flatMap(([path, { get }]) =>
  // What needs a token is held by test/press.
  get === undefined || "security" in get ? [] : [{ path, told: get }],
);

test.each(asked)(
  "the examples of $path are answered as the document says",
  async ({ path, told }) => {
    const status = Object.keys(told.responses)[0]!;
    const requests = requestsOf(path, told);
    expect(requests.filter((request) => /[{}]|undefined/.test(request))).toEqual([]);
    for (const request of requests) {
      const answer = await ask(request);
      // The seed declares no terms.
      const isThere = request !== "/license.xml";
      expect([request, answer.status]).toEqual([request, isThere ? Number(status) : 404]);
      if (!isThere) continue;
      const content = told.responses[status]?.content ?? {};
      const type = typeOf(answer);
      const said = content[type] ?? content["*/*"];
      if (status !== "301")
        expect([request, type, said !== undefined]).toEqual([request, type, true]);
      if (type.endsWith("json") && said !== undefined)
        expect([request, faultsOf(said.schema, await answer.json())]).toEqual([request, []]);
    }
  },
);

test("every article, hit and section of the seed is as the schemas say", async () => {
  const { articles } = (await (await ask("/api/articles?limit=100")).json()) as {
    readonly articles: readonly { readonly id: string }[];
  };
  for (const { id } of articles) {
    const body: unknown = await (await ask(`/articles/${encodeURIComponent(id)}.json`)).json();
    expect([id, faultsOf({ $ref: "#/components/schemas/Article" }, body)]).toEqual([id, []]);
  }
  for (const query of [
    "lantern",
    "灯戏",
    "高鐵 -abc",
    '"古籍"',
    "zzzz",
    "罗丹枫",
    "section:none",
    "",
  ]) {
    const body: unknown = await (
      await ask(`/api/search?limit=50&q=${encodeURIComponent(query)}`)
    ).json();
    expect([query, faultsOf({ $ref: "#/components/schemas/SearchAnswer" }, body)]).toEqual([
      query,
      [],
    ]);
  }
});

test.each([
  ["/api/articles?limit=0", 400, "bad-parameter"],
  ["/api/articles?section=none", 404, "section-not-found"],
  ["/api/articles?updated_after=2001-01-01T00:00:00Z", 410, "log-too-short"],
  ["/api/articles?cursor=%21", 400, "bad-parameter"],
  ["/api/search?sort=size", 400, "bad-parameter"],
  ["/api/suggest?format=xml", 400, "bad-parameter"],
  ["/articles/no-such.json", 404, "article-not-found"],
  ["/media/none.png", 404, "media-not-found"],
])("%s is answered by a problem that its operation names", async (request, status, problem) => {
  const answer = await ask(request, { headers: { Accept: "application/json" } });
  const body = (await answer.json()) as { readonly type: string };
  expect([answer.status, body.type.split("/").at(-1)]).toEqual([status, problem]);
  expect(faultsOf({ $ref: "#/components/schemas/Problem" }, body)).toEqual([]);
  const path = request.split("?")[0]!;
  const told = asked.find(({ path: template }) =>
    new RegExp(`^${template.replaceAll(".", "\\.").replaceAll(/\{\w+\}/g, "[^/]+")}$`).test(path),
  );
  const response = told?.told.responses[String(status)] as { readonly description?: string };
  expect(response.description).toContain(`${problem}:`);
});

test("a field that the document does not name is a fault", () => {
  const body = { query: "a", suggestions: [], more: 1 };
  expect(faultsOf({ $ref: "#/components/schemas/Suggestions" }, body)).not.toEqual([]);
});
