import { assemble } from "#ingest/folder/assemble.ts";
import type { Draft } from "#ingest/folder/draft.ts";
import type { Media, MediaLibrary } from "#ingest/folder/media.ts";
import { withToldStatus } from "#ingest/folder/own-status.ts";
import { repeatedKeys } from "#ingest/folder/repeated-key.ts";
import type { AdminFault, AdminRefusal } from "#press/api/admin.ts";
import { type Article, toArticle } from "#model/article.ts";
import { isRecord } from "#model/field.ts";
import { mediaTypeFromUrl } from "#model/media-type.ts";
import type { ArticleId } from "#model/name.ts";
import {
  type Fault,
  isRejection,
  type Place,
  rejection,
  type Rejection,
} from "#model/rejection.ts";
import type { Site } from "#model/site.ts";
import { type GivenArticle, NO_MARKDOWN } from "./given-body.ts";
import { faultsOf, refused } from "./refused.ts";

/** What an article is checked against. */
export type CheckContext = {
  readonly site: Site;
  /** All articles of the site, those that are replaced too. */
  readonly beside: readonly Article[];
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The size of a picture that was sent here, by its name; undefined when it was not. */
  readonly sizeOf: (name: string) => Media["size"];
  /** The site's address without a slash at the end. */
  readonly baseUrl: string;
  /** The id of the path, where there is one. */
  readonly id?: ArticleId;
};

/** Articles that are ready to publish, and what their publisher should know of them. */
export type CheckedArticles = {
  readonly articles: readonly Article[];
  readonly notices: readonly AdminFault[];
};

/** The fields of an article, as docs/reference/article.md lists them, and the two in which the API
 *  gives its content. */
const FIELDS = new Set(
  (
    "id title section also published precision updated embargo status kicker summary lang authors source tags image " +
    "attachments url guid aliases sequence previous next translations license corrections format body content_html content_text"
  ).split(" "),
);

/** Checks articles as `publish` does those of JSON Lines, and makes their HTML safe. All or none:
 *  whatever would be left out of one there is a fault here. O(bytes), and O(articles of the site)
 *  for the addresses that are taken. */
export function checkArticles(
  given: readonly GivenArticle[],
  context: CheckContext,
): CheckedArticles | AdminRefusal {
  const found = given.map((one) => draftOf(one, context));
  const isBatch = given[0]?.index !== undefined;
  const faults = (rejections: readonly Rejection[]): readonly AdminFault[] =>
    faultsOf(rejections).map(({ index, ...fault }) =>
      isBatch && index !== undefined ? { index, ...fault } : fault,
    );
  const markdown = found.findIndex((one) => !isRejection(one) && one.article.format === "markdown");
  if (markdown >= 0)
    return refused("unsupported-media-type", NO_MARKDOWN, [
      { ...indexOf(given[markdown]), field: "format", what: "is markdown" },
    ]);
  const rejections = found.filter(isRejection);
  if (rejections.length > 0) return invalid(faults(rejections));
  const content = assemble(
    context.site,
    found.filter((one): one is Draft => !isRejection(one)),
    {
      htmlFromMarkdown: () => {
        throw new TypeError("Markdown was refused before");
      },
      library: libraryOf(context),
      beside: context.beside,
      rejections: [],
      notices: [],
    },
  );
  const doubts = content.doubts.map(({ place, hiding: { field, value } }) =>
    rejection(place, {
      field,
      what: `${JSON.stringify(value)} does not tell whether everybody may read it`,
      fix: 'write status = "published" or "draft", and take the field out',
    }),
  );
  // The site's own settings have no line: they were checked when they were published.
  const wrong = [...content.rejections, ...doubts].filter(({ place }) => place.line !== undefined);
  if (wrong.length > 0) return invalid(faults(wrong));
  const told = content.notices.map((one) => ({ ...one, kind: "rejection" as const }));
  return { articles: content.articles, notices: faults(told) };
}

function draftOf(
  { value, json, index }: GivenArticle,
  { site, now, id }: CheckContext,
): Draft | Rejection {
  const place: Place = { line: (index ?? 0) + 1 };
  if (!isRecord(value)) return rejection(place, { what: "is not an object with fields" });
  const { content_html: html, content_text: text, ...fields } = value;
  const content =
    html !== undefined && html !== null
      ? { body: html, format: "html" }
      : { ...(text !== undefined && text !== null && { body: text, format: "text" }) };
  if (id !== undefined && fields["id"] !== undefined && fields["id"] !== id)
    return rejection(place, { field: "id", what: "is another than that of the address" });
  const named = { ...fields, ...content, ...(id !== undefined && { id }) };
  const { fields: shown, ...status } = withToldStatus(named, "", { now });
  const article = toArticle(shown, { timeZone: site.timeZone, place });
  if (isRejection(article)) return article;
  const told: readonly Fault[] = [
    ...status.told,
    ...repeatedKeys(json).map((key) => ({
      field: key,
      what: "is there twice; the last counts",
      fix: "remove one",
    })),
    ...Object.keys(fields)
      .filter((key) => !FIELDS.has(key))
      .slice(0, 20)
      .map((key) => ({ field: key.slice(0, 80), what: "is not known, and is left out" })),
  ];
  return {
    ...status,
    article,
    // As of a file of many articles: no reference means one of them by where it stands.
    from: "body.jsonl",
    told,
    placeOf: () => place,
    placeOfText: () => place,
  };
}

/** The media that an article can speak of: what lies at `/media/` already. */
function libraryOf({ baseUrl, sizeOf }: CheckContext): MediaLibrary {
  const find = (written: string): Media | undefined => {
    const path = written.startsWith(`${baseUrl}/`) ? written.slice(baseUrl.length) : written;
    const [, name] = /^\/media\/([\w-]{20}\.[a-z0-9]{1,8})$/i.exec(path) ?? [];
    const type = name === undefined ? undefined : mediaTypeFromUrl(name);
    if (name === undefined || type === undefined) return undefined;
    const size = sizeOf(name);
    return { path, name, bytes: new Uint8Array(), type, ...(size !== undefined && { size }) };
  };
  return {
    media: [],
    rejections: [],
    find,
    isRefused: () => false,
    sizeOf: (url) => sizeOf(url.slice(url.lastIndexOf("/") + 1)),
  };
}

function invalid(errors: readonly AdminFault[]): AdminRefusal {
  const [first] = errors;
  const more = errors.length > 1 ? `, and ${errors.length - 1} more` : "";
  const place = first?.index === undefined ? "" : `article ${first.index}: `;
  const field = first?.field === undefined ? "" : `${first.field} `;
  return refused("invalid-article", `${place}${field}${first?.what ?? "is wrong"}${more}`, errors);
}

function indexOf(given: GivenArticle | undefined): { readonly index?: number } {
  return given?.index === undefined ? {} : { index: given.index };
}
