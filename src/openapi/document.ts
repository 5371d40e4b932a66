import { ADMIN_OPERATIONS } from "./admin-operations.ts";
import { AGENT_OPERATIONS } from "./agent-operations.ts";
import type { RouteName } from "#serve/route-list.ts";
import { PROBLEMS } from "#serve/http/problem.ts";
import { ARTICLE_OPERATIONS } from "./article-operations.ts";
import { ARTICLE_SCHEMAS } from "./article-schemas.ts";
import { FEED_OPERATIONS } from "./feed-operations.ts";
import type { Operation } from "./operation.ts";
import { PAGE_OPERATIONS } from "./page-operations.ts";
import { type ParameterName, parameterOf, writtenName } from "./parameter-list.ts";
import { named, type Schema } from "./schema.ts";
import { SEARCH_SCHEMAS } from "./search-schemas.ts";

/** What operations are told under, in the order of the page. */
export const GROUPS = {
  api: ARTICLE_OPERATIONS,
  feeds: FEED_OPERATIONS,
  pages: { ...PAGE_OPERATIONS, ...AGENT_OPERATIONS },
  admin: ADMIN_OPERATIONS,
} as const;

/** What every route can be asked for. A route of the app that is missing here is an error of
 *  types. */
export const OPERATIONS: Readonly<Record<RouteName, readonly Operation[]>> = {
  ...ARTICLE_OPERATIONS,
  ...FEED_OPERATIONS,
  ...PAGE_OPERATIONS,
  ...AGENT_OPERATIONS,
  ...ADMIN_OPERATIONS,
};

const INTRO = [
  "Every route but those of the admin API answers GET and HEAD, from any origin, without a key.",
  "ETag and Last-Modified are heeded; unknown parameters change nothing.",
  "Problems are application/problem+json (RFC 9457); the page of their `type` says what to do.",
].join(" ");

/** Problems that any route can have. */
const ANYWHERE = ["internal-error", "nothing-published", "store-down"] as const;

/** The API as a document of OpenAPI 3.1, for every site: its server is where the document lies.
 *  @param version  of Broadsheet
 *  @see https://spec.openapis.org/oas/v3.1.1 */
export function openApiDocument(version: string): object {
  const groups = Object.entries(GROUPS);
  return {
    openapi: "3.1.1",
    info: {
      title: "Broadsheet",
      version,
      summary: "Articles, feeds and search of one site.",
      description: INTRO,
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "./" }],
    tags: groups.map(([name]) => ({ name })),
    paths: pathsOf(
      groups.flatMap(([tag, operations]) =>
        Object.values(operations).flatMap((ones: readonly Operation[]) =>
          ones.map((operation) => ({ operation, tag })),
        ),
      ),
    ),
    components: {
      schemas: { ...ARTICLE_SCHEMAS, ...SEARCH_SCHEMAS },
      securitySchemes: { token: { type: "http", scheme: "bearer" } },
      responses: {
        Unchanged: { description: "Your copy is still right." },
        Refused: problemResponse(["precondition-failed"]),
      },
    },
  };
}

/** Operations by path and method. */
function pathsOf(all: readonly { readonly operation: Operation; readonly tag: string }[]): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const { operation, tag } of all) {
    const { path, method = "get" } = operation;
    paths[path] = { ...paths[path], [method]: operationObject(operation, tag) };
  }
  return paths;
}

/** An operation as the document has it, under its method.
 *  @see https://spec.openapis.org/oas/v3.1.1#operation-object */
export function operationObject(operation: Operation, tag: string): object {
  const { takes, isGuarded } = operation;
  const { id, says, path, query = [], needs = [], gives, status = 200, problems = [] } = operation;
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as ParameterName);
  return {
    operationId: id,
    tags: [tag],
    summary: says[0],
    ...(isGuarded && { security: [{ token: [] }] }),
    parameters: [
      ...inPath.map((name) => parameter(name, "path", operation)),
      ...query.map((name) => ({
        ...parameter(name, "query", operation),
        ...(needs.includes(name) && { required: true }),
      })),
    ],
    ...(takes !== undefined && {
      requestBody: { required: true, content: contentOf({ [takes]: null }) },
    }),
    responses: {
      [status]: {
        description: says[0],
        ...(status === 301 && { headers: { Location: { schema: { type: "string" } } } }),
        ...(Object.keys(gives).length > 0 && { content: contentOf(gives) }),
      },
      ...(!isGuarded && { "304": { $ref: "#/components/responses/Unchanged" } }),
      ...problemResponses([...problems, ...ANYWHERE]),
      "412": { $ref: "#/components/responses/Refused" },
    },
  };
}

function parameter(name: ParameterName, place: "path" | "query", { at }: Operation): object {
  const { says, schema, example, hasSlashes } = parameterOf(name);
  const isNumber = schema["type"] === "integer";
  const value = at?.[name] ?? example;
  return {
    name: writtenName(name),
    in: place,
    ...(place === "path" && { required: true }),
    description: says[0] + (hasSlashes && place === "path" ? "; its slashes stay as they are" : ""),
    schema,
    ...(value !== "" && { example: isNumber ? Number(value) : value }),
  };
}

function contentOf(gives: Operation["gives"]): object {
  return Object.fromEntries(
    Object.entries(gives).map(([type, schema]) => [
      type,
      { schema: schema === null ? bodyOf(type) : named(schema) },
    ]),
  );
}

/** JSON without a schema of ours is any object, what is no text is nothing that JSON Schema could
 *  describe, and the rest a text. */
function bodyOf(type: string): Schema {
  if (/[/+]json$/.test(type)) return { type: "object" };
  return /^(?:image\/|\*)/.test(type) ? {} : { type: "string" };
}

type Problems = readonly (keyof typeof PROBLEMS)[];

function problemResponses(names: Problems): object {
  const byStatus = Map.groupBy(new Set(names), (name) => PROBLEMS[name].status);
  return Object.fromEntries(
    [...byStatus].map(([status, ones]) => [String(status), problemResponse(ones)]),
  );
}

function problemResponse(names: Problems): object {
  const schema = named("Problem");
  return {
    description: names.map((name) => `${name}: ${PROBLEMS[name].title}.`).join(" "),
    content: {
      "application/problem+json": { schema },
      "text/html": { schema: bodyOf("text/html") },
    },
  };
}
