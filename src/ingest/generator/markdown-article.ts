import { toArticle } from "#model/article.ts";
import { withoutUndefined } from "#model/defined.ts";
import { type Fault, isRejection, type Place } from "#model/rejection.ts";
import { type Hiding, READING_DAY } from "#ingest/source/findings.ts";
import { booleanWord } from "#ingest/source/boolean-word.ts";
import { gateHidings, isGate } from "#ingest/source/gated-part.ts";
import { answerKey, visibilityOf, type VisibilityAnswers } from "#ingest/source/visibility.ts";
import { notice, type Notice } from "#ingest/folder/content.ts";
import { rejectionsAt } from "#ingest/folder/draft.ts";
import type { FoundDating } from "./front-date.ts";
import type { FrontMatter } from "#ingest/folder/front-matter.ts";
import { categoriesOf, generatorFields } from "./generator-fields.ts";
import { generatorPermalink } from "./generator-permalink.ts";
import type { MarkdownFile, SiteContext } from "./markdown-context.ts";
import type { SitePath } from "./site-path.ts";
import { expandTags, type UnknownTag } from "./template-tags.ts";

/** A file that is one article, as far as it is read. */
export type FileParts = {
  readonly file: string;
  readonly path: SitePath;
  readonly valueOf: (name: string) => unknown;
  readonly dating: FoundDating & { readonly published: string };
  readonly context: SiteContext;
  readonly isHtml: boolean;
};

/** Makes the article of a file, or says what is wrong with it. */
export function articleFrom(front: FrontMatter, parts: FileParts): MarkdownFile {
  const { file, dating, context, isHtml } = parts;
  const body = bodyFrom(front, parts);
  const made = fieldsFrom(front, body, parts);
  const place = (field?: string): Place => ({
    file,
    line: field === undefined ? 1 : front.lineOf(field),
  });
  const article = toArticle(made.fields, {
    timeZone: context.timeZone,
    format: isHtml ? "html" : "markdown",
    place: { file },
  });
  if (isRejection(article))
    return { kind: "rejected", rejections: rejectionsAt(place, article.faults) };
  const placeOfText = (text: string): Place => placeIn(front, file, text);
  const tags = body.unknown.map(({ name, written }) =>
    notice(placeOfText(written), unknownTag(name)),
  );
  return {
    kind: "article",
    draft: { article, from: file, placeOf: place, placeOfText },
    notices: [...noticeOf(place, [...dating.notices, ...made.notices]), ...tags],
    findings: {
      hidings: made.hidings,
      leftOut: [],
      wanted: made.wanted,
      ...(dating.source !== undefined && { dateFrom: dating.source }),
    },
  };
}

function noticeOf(place: (field?: string) => Place, faults: readonly Fault[]): readonly Notice[] {
  const [first] = faults;
  return first === undefined ? [] : [notice(place(first.field), ...faults)];
}

type ReadBody = {
  readonly text: string;
  /** The heading that is the title where front matter has none; "" when it has one. */
  readonly heading: string;
  readonly unknown: readonly UnknownTag[];
};

function bodyFrom({ body }: FrontMatter, { file, valueOf, context }: FileParts): ReadBody {
  const { generator } = context;
  const { text, unknown } = expandTags(withFileLinks(body.trim(), file, context), {
    generator: generator?.name,
    isMdx: /\.mdx$/i.test(file) || generator?.name === "Docusaurus",
    find: (name) => context.find(name, file),
    assets: `${fileStem(file)}/`,
  });
  if (valueOf("title") !== undefined) return { text, heading: "", unknown };
  const [, hashed, underlined, below] = HEADING.exec(text) ?? [];
  const heading = plainHeading(hashed ?? underlined ?? "");
  return { text: (below ?? text).trim(), heading, unknown };
}

type MadeFields = {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly hidings: readonly Hiding[];
  readonly wanted: string | undefined;
  readonly notices: readonly Fault[];
};

/** The fields of an article, as `toArticle` takes them. */
function fieldsFrom(front: FrontMatter, body: ReadBody, parts: FileParts): MadeFields {
  const { file, path, dating, context } = parts;
  const { generator, answers = new Map() } = context;
  const isSpaced =
    generator === undefined ? file.startsWith("_posts/") : generator.name === "Jekyll";
  const fields = generatorFields(front.fields, path, {
    titles: context.titles,
    authorNames: context.authorNames,
    heading: body.heading,
    isSpaced,
    timeZone: context.place,
  });
  const visibility = visibilityOf(front.fields, { now: context.now, answers });
  const gates = body.unknown.map(({ name }) => name).filter((name) => isGateIn(body.text, name));
  const hidings = [
    ...visibility.hidings,
    ...folderHiding(path, answers),
    ...gateHidings(gates, answers),
  ];
  const permalink = permalinkOf(parts, isSpaced);
  const guid = fields["guid"] ?? oldGuid(permalink, context);
  const identity = context.identify(
    String(fields["id"]),
    typeof guid === "string" ? guid : "",
    file,
  );
  return {
    fields: withoutUndefined({
      ...fields,
      id: identity.id,
      body: body.text,
      published: dating.published,
      status: hidings.length > 0 ? "draft" : undefined,
      embargo: laterThan(visibility.notBefore, dating.published),
      aliases: aliasesFrom(fields["aliases"], permalink),
      guid: typeof guid === "string" ? identity.guid : guid,
    }),
    hidings,
    wanted: identity.wanted,
    notices: [...identity.notices, ...(visibility.until === undefined ? [] : [UNTIL])],
  };
}

/** Whether a tag of this name stands around a part of a text that only some readers saw. */
function isGateIn(text: string, name: string): boolean {
  return isGate(name) && new RegExp(`\\{[{%][<%-]?\\s*(?:/\\s*|end_?)${name}\\b`).test(text);
}

function aliasesFrom(given: unknown, permalink: string | undefined): readonly unknown[] {
  const list: readonly unknown[] = Array.isArray(given) ? given : [];
  return [...new Set(permalink === undefined ? list : [...list, permalink])];
}

/** Matches a text that begins with a heading of the first level, `# Title` or underlined. */
const HEADING = /^\s*(?:#[\t ]+([^\n]+?)[\t ]*#*|([^\n]+)\n=+[\t ]*)(?:\n|$)([\s\S]*)$/;

function plainHeading(heading: string): string {
  return heading
    .replace(/\s*\{#[^}]*\}$/, "")
    .replace(/[*_`]+|!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .trim();
}

/** Zola's internal links, `@/posts/hello.md`, as relative ones. */
function withFileLinks(text: string, file: string, { find }: SiteContext): string {
  return text.replace(/\]\(@\/([^\s)]+)\)/g, (whole: string, name: string) => {
    const found = find(name, file);
    return found === undefined ? whole : `](${found})`;
  });
}

function fileStem(file: string): string {
  return file.slice(file.lastIndexOf("/") + 1).replace(/\.\w+$/, "");
}

function folderHiding(
  { draftFolder }: SitePath,
  answers: VisibilityAnswers | undefined,
): readonly Hiding[] {
  if (draftFolder === "" || answers?.get(answerKey("folder", draftFolder)) === "published")
    return [];
  return [{ field: "folder", value: draftFolder, isDoubt: false }];
}

function permalinkOf({ file, path, valueOf, dating, context }: FileParts, isSpaced: boolean) {
  const { generator } = context;
  if (generator === undefined) return undefined;
  const given = ["url", "permalink", "path"]
    .map(valueOf)
    .find((value) => typeof value === "string" && value);
  // Eleventy writes no page where it is false.
  if (typeof given === "string" && booleanWord(given) === undefined && !/[{}:]/.test(given))
    return given.startsWith("/") ? given : `/${given}`;
  const textAt = (name: string): string => {
    const value = valueOf(name);
    return typeof value === "string" ? value.trim() : "";
  };
  return generatorPermalink(generator, {
    file,
    path,
    title: textAt("title"),
    slug: textAt("slug"),
    categories: categoriesOf(valueOf, isSpaced)?.map((line) => line.join("/")) ?? [],
    date: dating.source === READING_DAY ? "" : dating.published,
  });
}

/** The guid that a generator's feed gave: the address of the article. */
function oldGuid(permalink: string | undefined, { isMigration, generator }: SiteContext) {
  const origin = URL.parse(generator?.address ?? "")?.origin;
  return isMigration === true && permalink !== undefined && origin !== undefined
    ? URL.parse(permalink, origin)?.href
    : undefined;
}

/** Hugo's publishDate, where it keeps an article back that is dated before. */
function laterThan(notBefore: string | undefined, published: string): string | undefined {
  return notBefore !== undefined && notBefore > published ? notBefore : undefined;
}

function placeIn({ body, bodyLine }: FrontMatter, file: string, text: string): Place {
  const index = body.indexOf(text);
  return { file, line: index < 0 ? 1 : bodyLine + body.slice(0, index).split("\n").length - 1 };
}

function unknownTag(name: string): Fault {
  const short = name.length > 80 ? `${name.slice(0, 80)}…` : name;
  return { what: `has the shortcode ${short}, which stays as it is`, fix: "write what it shows" };
}

const UNTIL: Fault = {
  what: "shall end at a moment to come, which nothing here remembers",
  fix: "import again after that moment, or take it out by hand",
};
