import { type Content, type Doubt, notice, type Notice } from "#ingest/folder/content.ts";
import type { Article } from "#model/article.ts";
import { quoted } from "#model/quoted.ts";
import { rejection, type Rejection } from "#model/rejection.ts";
import { findArticle } from "#store/article-reading.ts";
import { readArticle } from "#store/pack-reading.ts";
import { createIsolateCache } from "#store/isolate-cache.ts";
import { openRelease } from "#store/open-release.ts";
import { TOOL_PATIENCE_MS } from "#store/tool-call.ts";

/** Content whose doubts are rejections, one for each field and value: the articles stay drafts
 *  until the publisher says what is meant. */
export function withDoubtsRejected(content: Content): Content {
  const byValue = Map.groupBy(
    content.doubts,
    ({ hiding: { field, value } }) => `${field}: ${value}`,
  );
  return { ...content, rejections: [...content.rejections, ...[...byValue.values()].map(told)] };
}

function told(doubts: readonly Doubt[]): Rejection {
  const [first] = doubts;
  const more = doubts.length - 1;
  const others = more > 0 ? `, as does that of ${more.toLocaleString("en")} more articles` : "";
  const { field = "", value = "" } = first?.hiding ?? {};
  return rejection(first?.place ?? {}, {
    field,
    what: `${quoted(value)} does not tell whether everybody may read it${others}; kept as a draft`,
    fix: 'write status = "published" or "draft", and take the field out',
  });
}

/** The content with articles in doubt as readers see them now: a doubt withdraws nothing. Each that
 *  is held so is told. */
export async function withDoubtfulHeld(kv: KVNamespace, content: Content): Promise<Content> {
  const { articles, doubts, notices } = content;
  if (doubts.length === 0) return content;
  const cache = createIsolateCache();
  const now = Date.now();
  const reader = await openRelease({ kv, cache, now, patienceMs: TOOL_PATIENCE_MS });
  if (reader === null) return content;
  const seen = new Map<string, Article>();
  const held: Notice[] = [];
  for (const { article, place, hiding } of doubts) {
    const entry = seen.has(article) ? null : await findArticle(reader, article);
    if (entry?.withdrawn !== false) continue;
    seen.set(article, await readArticle(reader, entry));
    held.push(notice(place, { field: hiding.field, what: `${article} ${HELD}` }));
  }
  return {
    ...content,
    articles: articles.map((article) => seen.get(article.id) ?? article),
    notices: [...notices, ...held],
  };
}

const HELD = "is public, and stays as it was last published";
