import { GENERATOR } from "#feeds/feed.ts";
import type { Site } from "#model/site.ts";
import { CACHE } from "#serve/http/cache-control.ts";
import { conditional, JSON_TYPE, jsonText } from "#serve/http/conditional.ts";
import type { ReleaseHandler } from "#serve/http/release-route.ts";
import { etagOf, siteTag } from "#serve/http/validator.ts";
import { VERSIONS } from "./mcp-message.ts";

/** What there is for programs: the one list that headers, catalog and llms.txt are made from. By
 *  path, what it is to the site (a registered relation), its media type, and in a few words what
 *  it holds.
 *  @see https://www.iana.org/assignments/link-relations/ */
const DISCOVERED = [
  [
    "/feed.json",
    "alternate",
    "application/feed+json",
    "JSON Feed of all articles, back to the first",
  ],
  ["/feed.xml", "alternate", "application/rss+xml", "RSS of the newest articles"],
  ["/feeds.opml", "related", "text/x-opml", "feeds of every section"],
  ["/openapi.json", "service-desc", "application/json", "the API in OpenAPI"],
  ["/llms.txt", "service-doc", "text/plain", "what programs find here"],
  [
    "/mcp",
    "service",
    "application/json",
    "Model Context Protocol: search, read_article, list_sections",
  ],
  [
    "/.well-known/mcp/server-card.json",
    "service-meta",
    "application/json",
    "the card of the MCP server",
  ],
  [
    "/.well-known/api-catalog",
    "api-catalog",
    "application/linkset+json",
    "interfaces of this site",
  ],
  ["/sitemap.xml", "sitemap", "application/xml", "addresses of all articles"],
] as const;

/** The Link header of the home page: RFC 8288. */
export function discoveryLinks(site: Site, baseUrl: string): string {
  const links = DISCOVERED.map(
    ([path, rel, type]) => `<${baseUrl}${path}>; rel="${rel}"; type="${type}"`,
  );
  const license = site.license === undefined ? [] : [`<${encodeURI(site.license)}>; rel="license"`];
  const rsl =
    site.rsl === true
      ? [`<${baseUrl}/license.xml>; rel="license"; type="application/rsl+xml"`]
      : [];
  return [...links, ...license, ...rsl].join(", ");
}

/** `GET /.well-known/api-catalog`: where the interfaces are and what describes them.
 *  @see RFC 9727 */
export const answerCatalog: ReleaseHandler = (scope) =>
  told(
    scope,
    'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"',
    ({ baseUrl }) => {
      const linked = (rel: string): object[] =>
        DISCOVERED.filter((door) => door[1] === rel).map(([path, , type]) => {
          return { href: baseUrl + path, type };
        });
      const docs = { "service-doc": linked("service-doc") };
      return jsonText({
        linkset: [
          {
            anchor: `${baseUrl}/.well-known/api-catalog`,
            item: [{ href: `${baseUrl}/api` }, { href: `${baseUrl}/mcp` }],
          },
          { anchor: `${baseUrl}/api`, "service-desc": linked("service-desc"), ...docs },
          { anchor: `${baseUrl}/mcp`, "service-meta": linked("service-meta"), ...docs },
        ],
      });
    },
  );

/** `GET /.well-known/mcp/server-card.json`: where the MCP server is and what it speaks.
 *  @see SEP-2127 */
export const answerServerCard: ReleaseHandler = (scope) =>
  told(scope, JSON_TYPE, ({ site, baseUrl }) => {
    const host = URL.parse(baseUrl)?.hostname ?? "localhost";
    return jsonText({
      $schema: "https://static.modelcontextprotocol.io/schemas/v1/server-card.schema.json",
      name: `${host.split(".").toReversed().join(".")}/${GENERATOR.toLowerCase()}`,
      title: site.title.slice(0, 100).toWellFormed(),
      description: `Articles of ${site.title}: search and read`.slice(0, 100).toWellFormed(),
      version: "1.0.0",
      websiteUrl: `${baseUrl}/`,
      remotes: [
        { type: "streamable-http", url: `${baseUrl}/mcp`, supportedProtocolVersions: VERSIONS },
      ],
    });
  });

/** `GET /llms.txt`: what there is here for programs, in Markdown.
 *  @see https://llmstxt.org/ */
export const answerLlms: ReleaseHandler = (scope) =>
  told(scope, "text/plain; charset=utf-8", ({ site, baseUrl }) => {
    const lines = DISCOVERED.map(([path, , , title]) => `- [${path}](${baseUrl}${path}): ${title}`);
    const about =
      site.description === undefined ? [] : ["", `> ${site.description.replace(/\s+/g, " ")}`];
    const markdown = `Every article and section as Markdown: its address with .md, or \`Accept: text/markdown\`.`;
    return [
      `# ${site.title}`,
      ...about,
      "",
      markdown,
      "",
      "## For programs",
      "",
      ...lines,
      "",
    ].join("\n");
  });

type Scope = Parameters<ReleaseHandler>[0];

/** An answer that hangs on the site's settings alone: 1 KV read. */
async function told(scope: Scope, type: string, body: (scope: Scope) => string): Promise<Response> {
  const { c, site, baseUrl } = scope;
  const validators = { etag: await etagOf(await siteTag(site), baseUrl, type, c.req.path) };
  return conditional(c, { validators, type, cache: CACHE.page }, () => body(scope));
}
