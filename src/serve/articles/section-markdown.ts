import { articlePath, sectionFolder } from "#model/address.ts";
import { epochMs } from "#model/instant.ts";
import { sectionAt } from "#model/section.ts";
import { type Teaser, teaserFromArticle } from "#model/teaser.ts";
import { folderUrl } from "#feeds/feed.ts";
import { plainMarkdown } from "#text/html/markdown.ts";
import { readFront } from "#store/article-reading.ts";
import { CACHE } from "#serve/http/cache-control.ts";
import { conditional, MARKDOWN_TYPE } from "#serve/http/conditional.ts";
import type { RequestScope } from "#serve/http/release-route.ts";
import type { SectionOrSite } from "#serve/http/section-or-site.ts";
import { etagOf, siteTag } from "#serve/http/validator.ts";

/** Articles on the page, as on the one for people. */
const LENGTH = 30;

/** A section or the site as Markdown: what is in it, its newest articles, its feeds. 2 KV reads; a
 *  304 costs one. */
export async function answerSectionMarkdown(
  scope: RequestScope,
  { path, front, section }: SectionOrSite,
): Promise<Response> {
  const { c, reader, site, baseUrl } = scope;
  const { content, created } = reader.manifest;
  const folder = sectionFolder(path);
  const representation = {
    validators: {
      etag: await etagOf(content, await siteTag(site), baseUrl, path, "md"),
      modified: epochMs(created),
    },
    type: MARKDOWN_TYPE,
    cache: CACHE.page,
    link: `<${baseUrl}${folder || "/"}>; rel="canonical"`,
    vary: "Accept",
  };
  return conditional(c, representation, async () => {
    const articles = await readFront(reader, path);
    const { title, description, children } = section ?? { ...site, children: site.sections };
    const inside = children.map((child) => {
      const { count = 0 } = reader.manifest.fronts.find((each) => each.path === child.path) ?? {};
      return `- [${plainMarkdown(child.title)}](${baseUrl}${sectionFolder(child.path)}.md) (${count})`;
    });
    const newest = articles
      .slice(0, Math.min(LENGTH, articles.length - (front.late ?? 0)))
      .map((article) => lineOf(teaserFromArticle(article), scope));
    const json = folderUrl(baseUrl, folder, "json");
    const blocks = [
      `# ${plainMarkdown(title)}`,
      plainMarkdown(description ?? ""),
      inside.join("\n"),
    ];
    const rest = [newest.join("\n"), `[JSON Feed](${json}), back to the first article`];
    return `${[...blocks, ...rest].filter(Boolean).join("\n\n")}\n`;
  });
}

function lineOf(teaser: Teaser, { site, baseUrl }: RequestScope): string {
  const { id, title, published, section, summary } = teaser;
  const told = sectionAt(site.sections, section)?.title ?? section;
  const about = summary === undefined ? "" : `: ${plainMarkdown(summary)}`;
  return `- [${plainMarkdown(title)}](${baseUrl}${articlePath(id)}.md) ${published.slice(0, 10)}, ${plainMarkdown(told)}${about}`;
}
