import { open, readdir } from "node:fs/promises";
import { join } from "node:path";
import { hash32 } from "#model/hash.ts";
import { parsedJson } from "#model/json.ts";
import { flatString } from "#ingest/source/flat-string.ts";

/** What of an article tells it from others. */
export type ArticleNames = {
  readonly id: string;
  readonly guid?: string | undefined;
  readonly title?: string | undefined;
  readonly url?: string | undefined;
  readonly aliases?: readonly string[] | undefined;
  readonly status?: string | undefined;
  readonly published?: string | undefined;
};

/** A content folder that is being written: which articles are in it, and how files get there. */
export type ArticleCatalog = {
  readonly folder: string;
  /** Paths of article files by id. */
  readonly pathOf: ReadonlyMap<string, string>;
  /** The id under which an article is, or shall be, in the folder: that of its guid; else that of
   *  its address where its id belongs to another article; else its own, unless an article of
   *  another source has that and another title.
   *  @param source  the name of what it comes from, the same each time; absent where nobody
   *  knows */
  idFor(article: ArticleNames, source?: string): string;
  /** Whether the article is in the folder, and everybody may read it. */
  isPublic(id: string): boolean;
  /** The date of an article in the folder that is kept from readers, as far as it is known. */
  hiddenDate(id: string): string | undefined;
  /** Enters an article that lies at `path` now. */
  add(path: string, article: ArticleNames): void;
};

/** Folders of a content folder that hold no articles. */
const NOT_ARTICLES = new Set(["raw", "media", "static", "node_modules"]);
/** Bytes of a file in which its front matter is looked for. */
const HEAD_BYTES = 32 * 1024;

/** Opens a content folder, which need not be there yet, and reads what tells every article in it
 *  from the others. One short read a file.
 *  @param origins  where earlier imports found articles, by their ids here; grows */
export async function openArticleCatalog(
  folder: string,
  origins: Map<string, string> = new Map(),
): Promise<ArticleCatalog> {
  const catalog = createCatalog(folder, origins);
  for await (const path of articleFiles(folder, "")) {
    const names = namesIn(await headOf(join(folder, path)));
    if (names !== undefined) catalog.add(path, names);
  }
  return catalog;
}

/** The name of a source with the id that an article has there. */
function originOf(source: string, id: string): string {
  return `${source} ${id}`;
}

function createCatalog(folder: string, origins: Map<string, string>): ArticleCatalog {
  const idOfOrigin = new Map([...origins].map(([id, origin]) => [origin, id]));
  const pathOf = new Map<string, string>();
  const idOfGuid = new Map<string, string>();
  const idOfAddress = new Map<string, string>();
  const known = new Map<
    string,
    { readonly guid: string; readonly title: number; addresses: number }
  >();
  const hidden = new Map<string, string | undefined>();

  /** The id of what has no guid, where another article of its id may be here already. */
  function idAtAddress(article: ArticleNames, title: number): string {
    const addresses = addressesOf(article);
    const [first] = addresses;
    const there = addresses.map((one) => idOfAddress.get(one)).find(Boolean);
    if (there !== undefined || first === undefined) return there ?? article.id;
    // What moved keeps its title; another address and another title are another article.
    return title === hash32(article.title ?? "") ? article.id : apart(article.id, first);
  }

  /** The id of what is here already under another than its own: by its guid, or by its source. */
  function otherIdOf({ id, guid }: ArticleNames, source: string | undefined): string | undefined {
    const same = guid ? idOfGuid.get(guid) : undefined;
    if (same !== undefined || source === undefined) return same;
    const before = idOfOrigin.get(originOf(source, id));
    return before !== undefined && known.has(before) ? before : undefined;
  }

  /** Whether an article of another source has this id, and another title. */
  function isForeign({ id, title = "" }: ArticleNames, source: string): boolean {
    const origin = origins.get(id);
    const isOther = origin !== undefined && origin !== originOf(source, id);
    return isOther && known.get(id)?.title !== hash32(title);
  }

  function idAmong(article: ArticleNames, source: string | undefined): string {
    const { id, guid } = article;
    const there = known.get(id);
    const other = otherIdOf(article, source);
    if (other !== undefined || there === undefined) return other ?? id;
    if (guid && there.guid) return apart(id, guid);
    const isGuided = Boolean(guid || there.guid);
    if (!isGuided && there.addresses > 0 && addressesOf(article).length > 0)
      return idAtAddress(article, there.title);
    return source !== undefined && isForeign(article, source) ? apart(id, source) : id;
  }

  return {
    folder,
    pathOf,
    idFor(article, source) {
      const found = idAmong(article, source);
      if (source === undefined) return found;
      const origin = originOf(source, article.id);
      origins.set(found, flatString(origin));
      idOfOrigin.set(flatString(origin), found);
      return found;
    },
    isPublic: (id) => pathOf.has(id) && !hidden.has(id),
    hiddenDate: (id) => hidden.get(id),
    add(path, article) {
      const id = flatString(article.id);
      const addresses = addressesOf(article);
      pathOf.set(id, flatString(path));
      if (article.guid) idOfGuid.set(flatString(article.guid), id);
      for (const address of addresses) idOfAddress.set(flatString(address), id);
      known.set(id, {
        guid: flatString(article.guid ?? ""),
        title: hash32(article.title ?? ""),
        addresses: addresses.length,
      });
      if (article.status === undefined || article.status === "published") hidden.delete(id);
      else hidden.set(id, article.published && flatString(article.published));
    },
  };
}

/** Where an article is, or was: two that share none are not the same. */
export function addressesOf({ url, aliases = [] }: ArticleNames): readonly string[] {
  return url === undefined ? aliases : [url, ...aliases];
}

/** An id beside another, told apart by what only this article has. */
export function apart(id: string, own: string): string {
  return `${id.slice(0, 180)}-${hash32(own).toString(36)}`;
}

async function* articleFiles(folder: string, below: string): AsyncGenerator<string> {
  const entries = await readdir(join(folder, below), { withFileTypes: true }).catch(absentIsEmpty);
  for (const entry of entries) {
    const path = below === "" ? entry.name : `${below}/${entry.name}`;
    if (entry.name.startsWith(".") || (below === "" && NOT_ARTICLES.has(entry.name))) continue;
    if (entry.isDirectory()) yield* articleFiles(folder, path);
    else if (/\.(?:md|markdown|html?)$/i.test(entry.name)) yield path;
  }
}

/** A folder that is not there holds nothing. */
function absentIsEmpty(error: NodeJS.ErrnoException): [] {
  if (error.code === "ENOENT") return [];
  throw error;
}

async function headOf(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const text = buffer.toString("utf8", 0, bytesRead);
    return /^(?:---|\+\+\+)\r?\n[^]*?\n(?:---|\+\+\+)\s/.exec(text)?.[0] ?? "";
  } finally {
    await file.close();
  }
}

function namesIn(head: string): ArticleNames | undefined {
  const id = fieldIn(head, "id");
  if (id === undefined) return undefined;
  const list = parsedJson(/^aliases\s*[:=]\s*(\[.*\])\s*$/m.exec(head)?.[1] ?? "[]");
  return {
    id,
    guid: fieldIn(head, "guid"),
    title: fieldIn(head, "title"),
    url: fieldIn(head, "url"),
    status: fieldIn(head, "status"),
    published: fieldIn(head, "published"),
    aliases: Array.isArray(list) ? list.filter((item) => typeof item === "string") : [],
  };
}

/** A field of front matter that stands on one line, in quotes or without. */
function fieldIn(head: string, name: string): string | undefined {
  const written = new RegExp(`^${name}\\s*[:=]\\s*(.+?)\\s*$`, "m").exec(head)?.[1];
  if (written === undefined) return undefined;
  if (!written.startsWith('"')) return written.replace(/^'(.*)'$/, "$1");
  const value: unknown = parsedJson(written);
  return typeof value === "string" ? value : undefined;
}
