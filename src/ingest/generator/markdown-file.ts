import { isRejection, rejection, type Rejection } from "#model/rejection.ts";
import type { RawFile } from "#ingest/source/raw-file.ts";
import { textFromBytes } from "#ingest/source/byte-text.ts";
import { slugFrom } from "#ingest/source/section-slug.ts";
import { READING_DAY } from "#ingest/source/findings.ts";
import { passwordOfTags } from "./excluded-file.ts";
import { type FoundDating, frontDate } from "./front-date.ts";
import { type FrontMatter, hasFrontMatter, readFrontMatter } from "#ingest/folder/front-matter.ts";
import { frontFields } from "./generator-fields.ts";
import { notice } from "#ingest/folder/content.ts";
import { looseFrontMatter } from "./loose-front-matter.ts";
import { answerKey, visibilityOf } from "#ingest/source/visibility.ts";
import { articleFrom } from "./markdown-article.ts";
import type { MarkdownFile, SiteContext } from "./markdown-context.ts";
import { type SitePath, sitePath } from "./site-path.ts";
import { unpublishedNoun } from "./unpublished-file.ts";

/** Reads one file of a generator's site as an article. */
export function readMarkdownFile(
  { path: file, bytes }: RawFile,
  context: SiteContext,
): MarkdownFile {
  const decoded = textFromBytes(bytes);
  if (!("text" in decoded))
    return { kind: "rejected", rejections: [rejection({ file, line: decoded.line }, decoded)] };
  const isHtml = /\.html?$/i.test(file);
  if (isHtml && !hasFrontMatter(decoded.text)) return { kind: "left-out", noun: "page" };
  const noun = unpublishedNoun(file, context.generator);
  if (noun !== "") return { kind: "left-out", noun };
  const own = frontOf(decoded.text, file);
  if (isRejection(own)) return { kind: "rejected", rejections: [own] };
  const lost = (decoded.notices ?? []).map(({ line, ...fault }) => notice({ file, line }, fault));
  const read = fileFrom(own, { file, isHtml, context });
  return read.kind === "article" ? { ...read, notices: [...lost, ...read.notices] } : read;
}

/** What becomes of a file by its front matter and its path. */
function fileFrom(
  own: FrontMatter,
  {
    file,
    isHtml,
    context,
  }: { readonly file: string; readonly isHtml: boolean; readonly context: SiteContext },
): MarkdownFile {
  const fields: FrontMatter["fields"] = { ...context.inherited(file), ...own.fields };
  const password = fields["password"] ?? passwordOfTags(fields["tags"], context.generator);
  const front: FrontMatter = {
    ...own,
    fields: password === undefined ? fields : { ...fields, password },
  };
  const path = sitePath(file);
  if (path.isSection) {
    const title = front.fields["title"];
    const section = path.folders.map(slugFrom).join("/");
    if (section && typeof title === "string") context.titles.set(section, title);
    return { kind: "nothing" };
  }
  const valueOf = frontFields(front.fields);
  const { place } = context;
  const dating = frontDate(valueOf, path, { given: context.dateOf?.(file), timeZone: place });
  if (
    isPage(valueOf, path, {
      file,
      context,
      isDated: frontDate(valueOf, path).published !== undefined,
    })
  )
    return { kind: "left-out", noun: "page" };
  const { published, source } =
    dating.published === undefined ? draftDay(front, path, context) : dating;
  if (published === undefined) return { kind: "undated" };
  return articleFrom(front, {
    file,
    path,
    valueOf,
    dating: { ...dating, published, ...(source !== undefined && { source }) },
    context,
    isHtml,
  });
}

/** The date of a draft that has none: the day on which it is read, as Jekyll takes it, for nobody
 *  sees it before it is given one. */
function draftDay(
  { fields }: FrontMatter,
  { draftFolder }: SitePath,
  { now, answers = new Map() }: SiteContext,
): Partial<FoundDating> {
  const isDraft =
    (draftFolder !== "" && answers.get(answerKey("folder", draftFolder)) !== "published") ||
    visibilityOf(fields, { now, answers }).hidings.some(({ field }) => /draft|草稿/i.test(field));
  return isDraft && Number.isFinite(now)
    ? { published: new Date(now).toISOString().slice(0, 10), source: READING_DAY }
    : {};
}

/** Front matter, where the file has some; else its fields are none. */
function frontOf(text: string, file: string): FrontMatter | Rejection {
  return hasFrontMatter(text)
    ? readFrontMatter(text, { file })
    : (looseFrontMatter(text) ?? { fields: {}, lineOf: () => 1, body: text, bodyLine: 1 });
}

/** Hexo's posts and drafts lie in folders of their own, Jekyll's in those and in collections: what
 *  lies elsewhere is a page, whatever its date. */
function isBesidePosts(file: string, { generator }: SiteContext): boolean {
  if (generator?.name === "Hexo") return !/(?:^|\/)_(?:posts|drafts)\//.test(file);
  return generator?.name === "Jekyll" && !/(?:^|\/)_[^/]+\//.test(file);
}

/** A page is no article: about.md beside the folders of articles, the home page, a list. */
function isPage(
  valueOf: (name: string) => unknown,
  path: SitePath,
  {
    file,
    context,
    isDated,
  }: { readonly file: string; readonly context: SiteContext; readonly isDated: boolean },
): boolean {
  if (isBesidePosts(file, context)) return true;
  if (isDated || context.generator === undefined) return false;
  const layout = valueOf("layout") ?? valueOf("type");
  if (
    typeof layout === "string" &&
    /^(?:page|home|default|archives?|about|tags?|categor)/.test(layout)
  )
    return true;
  return path.folders.length === 0 && !/(?:^|\/)_?(?:posts|drafts)\//.test(file);
}
