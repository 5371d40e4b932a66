import type { DroppedContent } from "#text/html/dropped-content.ts";
import { articlePath } from "#model/address.ts";
import type { Article } from "#model/article.ts";
import type { Fault } from "#model/rejection.ts";
import { OWN_ORIGIN, type Site } from "#model/site.ts";
import { resolveAttachments } from "./attachments.ts";
import { prepareArticle } from "./body.ts";
import { notice, type Notice } from "./content.ts";
import type { Draft } from "./draft.ts";
import { isLocalMedia, type MediaLibrary, mediaUrl } from "./media.ts";
import { folderOf, pathFrom, withoutDots } from "./reference.ts";

/** What is left of an article when it has been compared with the others. */
export type Trimmed = Pick<Article, "also" | "aliases">;

/** What articles are made ready among. */
export type Surroundings = {
  readonly site: Site;
  readonly library: MediaLibrary;
  /** The articles by the file that they stand in. */
  readonly files: ReadonlyMap<string, Article>;
  readonly htmlFromMarkdown: (markdown: string) => string;
  /** Grows. */
  readonly dropped: Map<Article["id"], readonly DroppedContent[]>;
  /** Of articles that are made from nothing but what they are written as, the hash of that;
   *  grows. */
  readonly origins: WeakMap<Article, string>;
};

type Prepared = ({ readonly article: Article } | { readonly faults: readonly Fault[] }) & {
  readonly notices: readonly Notice[];
};

/** The article ready to publish: as an earlier run made it from the same, or else made now. */
export function preparedDraft(
  draft: Draft,
  { also, aliases }: Trimmed,
  around: Surroundings,
): Prepared {
  const { article, kept } = draft;
  const isWhole = article.also.length === also.length && article.aliases.length === aliases.length;
  const written = (): Article => ({ ...(kept?.made?.reread() ?? article), also, aliases });
  if (!isWhole || kept === undefined)
    return prepare({ ...draft, article: written() }, around).prepared;
  if (kept.made !== undefined) {
    kept.made.textFrom(() => {
      const { prepared } = prepare({ ...draft, article: written() }, around);
      if ("faults" in prepared) throw new TypeError(`${article.id} was made ready from the same`);
      return prepared.article;
    });
    note(article, kept.made.dropped, around);
    around.origins.set(article, kept.origin);
    return { article, notices: [] };
  }
  const { prepared, dropped } = prepare({ ...draft, article: written() }, around);
  if ("article" in prepared && prepared.notices.length === 0) {
    kept.keep(prepared.article, dropped);
    around.origins.set(prepared.article, kept.origin);
  }
  return prepared;
}

function note(
  { id }: Article,
  found: readonly DroppedContent[],
  { dropped }: Pick<Surroundings, "dropped">,
): void {
  if (found.length > 0) dropped.set(id, found);
}

/** The article ready to publish, with a notice for each file that it speaks of and that is not
 *  there. */
function prepare(
  { article, from, placeOf, placeOfText }: Draft,
  around: Surroundings,
): { readonly prepared: Prepared; readonly dropped: readonly DroppedContent[] } {
  const { site, library, files, htmlFromMarkdown } = around;
  const missing = new Set<string>();
  const find = (written: string): string | undefined => {
    const media = library.find(written, from);
    if (media !== undefined) return mediaUrl(media);
    const other = files.get(withoutDots(folderOf(from) + (pathFrom(written) ?? "")));
    if (other !== undefined)
      return OWN_ORIGIN + articlePath(other.id) + (/#.*$/s.exec(written)?.[0] ?? "");
    if (article.url === undefined && isLocalMedia(written) && !library.isRefused(written, from))
      missing.add(written);
    return undefined;
  };
  const resolved = resolveAttachments(article, (written) => library.find(written, from));
  let dropped: readonly DroppedContent[] = [];
  const prepared = prepareArticle(resolved.article, {
    find,
    htmlFromMarkdown,
    sizeOf: library.sizeOf,
    lang: site.lang,
    players: site.players,
    onDropped: (all) => void (dropped = all),
  });
  note(article, dropped, around);
  const notices = [
    ...resolved.faults.map((fault) => notice(placeOf(fault.field), fault)),
    ...[...missing].map((written) => notice(placeOfText(written), notThere(written))),
  ];
  const found = "id" in prepared ? { article: prepared } : { faults: prepared };
  return { prepared: { ...found, notices }, dropped };
}

function notThere(written: string): Fault {
  return {
    what: `${written.slice(0, 120)} is not a file of the folder`,
    fix: "put it below media/, or correct its path",
  };
}
