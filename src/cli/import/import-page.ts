import type { PortalPage } from "#ingest/page/portal-page.ts";
import type { Hiding } from "#ingest/source/findings.ts";
import { answerKey, visibilityOf } from "#ingest/source/visibility.ts";
import { surroundingNouns } from "./left-out-nouns.ts";
import type { ArticleIntake } from "./article-intake.ts";
import type { SourceDocument } from "./source-document.ts";
import type { ReadingOptions } from "./reading-options.ts";

/** Gives the article of a page to the intake. It lives where it was fetched, unless the site moves
 *  here; of a file, only its path is known. */
export async function importPage(
  found: PortalPage,
  doc: SourceDocument,
  { intake, options }: { readonly intake: ArticleIntake; readonly options: ReadingOptions },
): Promise<void> {
  const page = intake.named.settle(found, foundAt(doc));
  if (page.site !== undefined) intake.site.say({ title: page.site });
  intake.site.nameSections(page.sections.map(({ path, title }) => [path, title] as const));
  const { prepare } = doc;
  const { now, answers } = options;
  const told = visibilityOf(page.visibility ?? {}, { now, answers });
  const hidings = [...told.hidings, ...folderHiding(doc, options)];
  await intake.take({
    fields: {
      ...fieldsOf(page, doc, options),
      published: page.fields["published"] ?? doc.lastModified,
      ...(hidings.length > 0 && { status: "draft" }),
    },
    repairs: page.repairs,
    place: { file: doc.name },
    findings: {
      hidings,
      leftOut: surroundingNouns(page.dropped),
      ...dateFrom(page, doc),
    },
    ...(page.notices !== undefined && { notices: page.notices }),
    ...(prepare !== undefined && { prepare }),
  });
}

/** Path and query at which a page was found. */
function foundAt({ url, address, name }: SourceDocument): string {
  const at = URL.parse(url ?? encodeURI(address ?? name), "https://page.invalid/");
  return at === null ? "" : at.pathname + at.search;
}

/** A file in a folder of drafts is one; of a file alone only the folder that it lies in counts. */
function folderHiding(doc: SourceDocument, { answers }: ReadingOptions): readonly Hiding[] {
  if (doc.url !== undefined) return [];
  const folders = (doc.address ?? doc.name).split("/").slice(0, -1);
  const folder = (doc.follow === undefined ? folders.slice(-1) : folders).find((part) =>
    /^_?drafts?$/i.test(part),
  );
  if (folder === undefined || answers.get(answerKey("folder", folder)) === "published") return [];
  return [{ field: "folder", value: folder, isDoubt: false }];
}

/** Where the date was found. */
function dateFrom({ dateOrigin, fields }: PortalPage, { lastModified }: SourceDocument) {
  if (dateOrigin !== undefined) return { dateFrom: dateOrigin };
  const isOfSitemap = fields["published"] === undefined && lastModified !== undefined;
  return isOfSitemap ? { dateFrom: "sitemap" } : {};
}

function fieldsOf(page: PortalPage, doc: SourceDocument, { home, isMigration }: ReadingOptions) {
  const { aliases, ...rest } = page.fields;
  const first: unknown = Array.isArray(aliases) ? aliases[0] : undefined;
  const atHome = typeof first === "string" && home ? URL.parse(first, home)?.href : undefined;
  const url = doc.url ?? atHome;
  return isMigration || url === undefined ? page.fields : { ...rest, url };
}
