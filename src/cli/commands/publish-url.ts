import type { Content } from "#ingest/folder/content.ts";
import type { Article } from "#model/article.ts";
import type { Site } from "#model/site.ts";
import { writtenArticle } from "#ingest/folder/written-article.ts";
import { fieldsOf } from "#model/field.ts";
import { isRejection, type Rejection } from "#model/rejection.ts";
import { checkArticles } from "#press/article-check.ts";
import { etagOf } from "#press/article-reading.ts";
import { type MediaFile, mediaUsed } from "#publish/build/media-use.ts";
import { readyArticle } from "#publish/build/ready-article.ts";
import type { PublishFlags } from "#publish/write/publication.ts";
import { type AdminApi, openAdminApi } from "#cli/fetch/admin-api.ts";
import { readContentAt } from "#cli/folder/content.ts";
import { contentReport } from "#cli/folder/content-report.ts";
import type { Progress } from "#cli/terminal/progress.ts";
import { count, failure, type Report } from "#cli/terminal/report.ts";

/** Where content is sent, and how. */
type Sending = {
  readonly url: string;
  /** The content as its publisher named it. */
  readonly given: string;
  /** The settings of JSON Lines. */
  readonly site?: string;
  readonly flags: PublishFlags;
  readonly progress: Progress;
};

/** Articles and bytes of one request. */
const BATCH = 200;
const BATCH_BYTES = 4 * 1024 * 1024;

/** Sends to a site what in content differs from what it has, by its admin API: pictures first, then
 *  articles, and in the last request what is to be withdrawn, for the content has it no more.
 *  Settings are not sent: those of the last publication by the command hold. */
export async function sendContent(sending: Sending): Promise<Report> {
  const api = openAdminApi(sending.url, process.env["BROADSHEET_TOKEN"]);
  if (isRejection(api)) return failure(api);
  const content = await readContentAt(sending.given, sending.progress, sending);
  if (isRejection(content)) return failure(content);
  const there = await articlesThere(api);
  if (isRejection(there)) return failure(there, 1);
  const lines = await differing(content, there);
  const media = await sendMedia(api, content, lines, sending.progress);
  if (isRejection(media)) return failure(media, 1);
  const ids = new Set<string>(content.articles.map(({ id }) => id));
  const gone = [...there].flatMap(([id, { status }]) =>
    status !== "withdrawn" && !ids.has(id) ? [JSON.stringify({ id, withdrawn: true })] : [],
  );
  const sent = await sendBatches(api, [...lines, ...gone], sending);
  if (isRejection(sent)) return failure(sent, 1);
  const { json, complaints } = contentReport(content, sending.given);
  const told = { articles: lines.length, withdrawn: gone.length, media, release: sent };
  const isSame = lines.length + gone.length === 0;
  return {
    exitCode: content.rejections.length > 0 ? 1 : 0,
    json: { kind: isSame ? "unchanged" : "published", ...told, ...json },
    lines: [
      isSame
        ? `Nothing differs from what ${sending.url} has.`
        : `Sent ${count(lines.length, "article")} and ${count(media, "picture")}, withdrew ${gone.length}: readers see release ${sent}.`,
    ],
    complaints,
  };
}

type There = ReadonlyMap<string, { readonly status: string; readonly etag: string }>;

async function articlesThere(api: AdminApi): Promise<There | Rejection> {
  const answer = await api.ask("GET", "/admin/articles");
  if (isRejection(answer)) return answer;
  const articles = fieldsOf(answer).raw("articles");
  const all: readonly unknown[] = Array.isArray(articles) ? articles : [];
  return new Map(
    all.map((one) => {
      const fields = fieldsOf(one);
      const [id, status, etag] = ["id", "status", "etag"].map(
        (name) => fields.optional(name) ?? "",
      );
      return [id!, { status: status!, etag: etag! }] as const;
    }),
  );
}

/** The articles that the site does not have so, a line each. */
async function differing({ site, articles }: Content, there: There): Promise<readonly string[]> {
  const lines = await Promise.all(
    articles.map(async (article) => {
      const known = there.get(article.id);
      if (article.status !== "withdrawn") return lineOf(article, site, known?.etag);
      const isSeen = known !== undefined && known.status !== "withdrawn";
      return isSeen ? JSON.stringify({ id: article.id, withdrawn: true }) : undefined;
    }),
  );
  return lines.filter((line) => line !== undefined);
}

/** An article as it is sent; undefined where the site has it so. What the site would make of it is
 *  made here, by the same code.
 *  @param etag  of what the site has */
async function lineOf(
  article: Article,
  site: Site,
  etag: string | undefined,
): Promise<string | undefined> {
  const { html = "", ...rest } = article;
  const plain =
    article.format === "markdown" ? { ...rest, format: "html" as const, body: html } : article;
  const base = article.url === undefined ? "" : (site.url ?? "");
  const value = { ...writtenArticle(plain, base), status: article.status };
  const json = JSON.stringify(value);
  const checked = checkArticles([{ json, value }], {
    site,
    beside: [],
    now: Date.now(),
    sizeOf: () => undefined,
    baseUrl: site.url ?? "",
  });
  const [made] = "problem" in checked ? [] : checked.articles;
  return made !== undefined && (await etagOf(made)) === etag ? undefined : json;
}

/** Sends the pictures that the lines speak of and the site lacks, and gives how many. */
async function sendMedia(
  api: AdminApi,
  { articles, media }: Content,
  lines: readonly string[],
  progress: Progress,
): Promise<number | Rejection> {
  if (lines.length === 0) return 0;
  const used = new Set(mediaUsed(await Promise.all(articles.map(readyArticle))));
  const text = lines.join("\n");
  const wanted = media.filter(({ name }) => used.has(name) && text.includes(name));
  let sent = 0;
  for (const file of wanted) {
    const answer = await sendFile(api, file);
    if (isRejection(answer)) return { ...answer, place: { file: file.path } };
    sent += answer ? 1 : 0;
    progress("media", sent, wanted.length);
  }
  return sent;
}

async function sendFile(api: AdminApi, { name, bytes }: MediaFile): Promise<boolean | Rejection> {
  if (await api.has(`/media/${name}`)) return false;
  const answer = await api.ask("POST", "/admin/media", { type: "application/octet-stream", bytes });
  return isRejection(answer) ? answer : true;
}

/** Sends lines, some at a time; gives the release in which the last of them are seen. */
async function sendBatches(
  api: AdminApi,
  lines: readonly string[],
  { flags, progress }: Sending,
): Promise<string | null | Rejection> {
  const allow = [
    ...(flags.force ? ["mass-loss"] : []),
    ...(flags.allowReappearing ? ["reappearing-articles"] : []),
    ...(flags.allowGone || flags.allowReuse ? ["lost-addresses"] : []),
  ].join(",");
  let release: string | null = null;
  for (let from = 0; from < lines.length;) {
    let bytes = 0;
    const batch = lines.slice(from, from + BATCH).filter((line, index) => {
      bytes += new TextEncoder().encode(line).length;
      return index === 0 || bytes <= BATCH_BYTES;
    });
    const path = `/admin/articles${allow === "" ? "" : `?allow=${allow}`}`;
    const answer = await api.ask("POST", path, {
      type: "application/x-ndjson",
      bytes: new TextEncoder().encode(batch.join("\n")),
    });
    if (isRejection(answer)) return answer;
    release = fieldsOf(answer).optional("release") ?? null;
    from += batch.length;
    progress("sending", from, lines.length);
  }
  return release;
}
