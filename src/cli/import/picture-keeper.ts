import { join } from "node:path";
import { htmlFromMarkdown } from "#ingest/folder/markdown.ts";
import type { Article } from "#model/article.ts";
import { hash32 } from "#model/hash.ts";
import { type Fault, isRejection, type Place } from "#model/rejection.ts";
import { OWN_ORIGIN } from "#model/site.ts";
import { escapeHtml } from "#text/html/escape.ts";
import { readHtmlTokens } from "#text/html/html-tokens.ts";
import { sanitizeHtml } from "#text/html/safe-html.ts";
import { candidatesOf } from "#text/html/srcset.ts";
import { nameBlob } from "#cli/folder/content.ts";
import { readIfThere, writeIfChanged } from "#cli/folder/whole-file.ts";
import type { Crawler } from "#cli/fetch/crawler.ts";
import type { ImportLog } from "#cli/archive/import-log.ts";
import type { ImportState } from "#cli/archive/import-state.ts";
import { pictureEnding } from "./picture-ending.ts";

/** What becomes of pictures that lie elsewhere. */
export type PictureKeeper = {
  /** The article with its pictures in the folder, where they are to come along. */
  bring(article: Article, place: Place): Promise<Article>;
  /** How many pictures lie at which host still. */
  staying(): Readonly<Record<string, number>>;
};

/** What bringing pictures along needs. */
type KeeperOptions = {
  readonly folder: string;
  readonly crawler: Crawler;
  readonly state: ImportState;
  readonly log: ImportLog;
  /** Whether they are fetched; else they are counted. */
  readonly isFetching: boolean;
  /** Hosts whose frames stay, beside the known players. */
  readonly players?: readonly string[] | undefined;
};

/** Opens a keeper of pictures. Each is fetched once, one at a time, and not again at the next
 *  import. What cannot be fetched stays where it is, and is told. */
export function createPictureKeeper(options: KeeperOptions): PictureKeeper {
  const { folder, crawler, state, log, isFetching } = options;
  const stayingAt = new Map<string, Set<number>>();
  const failed = new Set<string>();

  function stays(address: string): void {
    const { host } = new URL(address);
    const there = stayingAt.get(host) ?? new Set();
    stayingAt.set(host, there.add(hash32(address)));
  }

  /** The name below `media/` of the picture at an address; undefined when it cannot be had. */
  async function fetched(address: string, place: Place): Promise<string | undefined> {
    const before = state.visits.get(address)?.file ?? "";
    if (before.startsWith("media/") && (await readIfThere(join(folder, before))) !== undefined)
      return before.slice("media/".length);
    if (failed.has(address)) return undefined;
    const found = await pictureAt(address, crawler);
    if ("what" in found) {
      failed.add(address);
      const what = `the picture ${address.slice(0, 200)} ${found.what}, and stays there`;
      log.notice(place, { what });
      return undefined;
    }
    const name = `${nameBlob(found.bytes)}.${found.ending}`;
    await writeIfChanged(join(folder, "media", name), found.bytes);
    state.visits.set(address, { file: `media/${name}` });
    return name;
  }

  return {
    async bring(article, place) {
      const shown = withShownHtml(article, options.players);
      const names = new Map<string, string>();
      for (const address of picturesOf(shown)) {
        const name = isFetching ? await fetched(address, place) : undefined;
        if (name === undefined) stays(address);
        else names.set(address, `${OWN_ORIGIN}/media/${name}`);
      }
      return names.size === 0 ? article : withAddresses(shown, names);
    },
    staying: () =>
      Object.fromEntries([...stayingAt].map(([host, { size }]) => [host, size] as const)),
  };
}

/** The picture at an address, or why there is none. */
async function pictureAt(
  address: string,
  crawler: Crawler,
): Promise<{ readonly bytes: Uint8Array; readonly ending: string } | Pick<Fault, "what">> {
  const visit = await crawler.visit(address);
  if (isRejection(visit)) return visit.faults[0] ?? { what: "cannot be fetched" };
  const bytes = visit.kind === "fetched" ? visit.bytes : undefined;
  const ending = bytes && pictureEnding(bytes);
  return bytes === undefined || ending === undefined
    ? { what: "is no picture that is published" }
    : { bytes, ending };
}

/** The article with addresses in its HTML as whole as they can be. */
function withShownHtml(article: Article, players: readonly string[] | undefined): Article {
  const { format, body, url } = article;
  const base = url ?? `${OWN_ORIGIN}/`;
  const safe = (html: string): string =>
    sanitizeHtml(html, { base, page: base, ...(players && { players }) }).html;
  if (format === "html") return { ...article, body: safe(body) };
  if (format === "text" || article.html !== undefined) return article;
  return { ...article, html: safe(htmlFromMarkdown(body)) };
}

/** The addresses of an article's pictures elsewhere, each once. */
function picturesOf({ format, body, html, image }: Article): readonly string[] {
  const found = new Set<string>([image?.url ?? "", ...variantsOf(image?.srcset)]);
  if (format !== "text")
    readHtmlTokens(format === "html" ? body : (html ?? ""), {
      text() {},
      close() {},
      open(name, attributes) {
        if (name === "img") found.add(attributes.get("src") ?? "");
        if (name === "img" || name === "source")
          for (const one of variantsOf(attributes.get("srcset"))) found.add(one);
      },
    });
  return [...found].filter(
    (address) => /^https?:\/\//i.test(address) && !address.startsWith(`${OWN_ORIGIN}/`),
  );
}

function variantsOf(srcset = ""): readonly string[] {
  return candidatesOf(srcset).map(({ url }) => url);
}

/** The article with those addresses instead, the longest first: one may begin with another. */
function withAddresses(article: Article, names: ReadonlyMap<string, string>): Article {
  const pairs = [...names].toSorted(([a], [b]) => b.length - a.length);
  const inText = (text: string): string =>
    pairs.reduce(
      (result, [from, to]) => result.replaceAll(escapeHtml(from), to).replaceAll(from, to),
      text,
    );
  const { image, html } = article;
  return {
    ...article,
    body: inText(article.body),
    ...(html !== undefined && { html: inText(html) }),
    ...(image !== undefined && {
      image: {
        ...image,
        url: names.get(image.url) ?? image.url,
        ...(image.srcset !== undefined && { srcset: inText(image.srcset) }),
      },
    }),
  };
}
