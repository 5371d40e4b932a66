import { isRecord } from "#model/field.ts";
import { absolute } from "#ingest/feed/feed-head.ts";
import { plainWords } from "#ingest/feed/feed-text.ts";
import { textAt } from "#ingest/source/text-at.ts";
import { nicename } from "./wordpress-head.ts";

type NamedRecord = Readonly<Record<string, unknown>>;

/** The lists of the REST interface that posts name by numbers, by their names there. */
export const REST_LISTS = ["categories", "tags", "users", "media"] as const;

/** One of them. */
export type RestList = (typeof REST_LISTS)[number];

/** The names that stand behind the numbers in posts. */
export type RestNames = {
  /** Enters objects of a list. */
  add(list: RestList, records: readonly NamedRecord[]): void;
  /** Enters what a post brings along itself. */
  addEmbedded(post: NamedRecord): void;
  /** The numbers of a list that posts speak of and nothing was said of yet. */
  lacking(list: RestList, posts: readonly NamedRecord[]): readonly string[];
  authorsOf(post: NamedRecord): readonly string[];
  tagsOf(post: NamedRecord): readonly string[];
  /** @param home  the site's address, which that of a picture may lie below */
  pictureOf(post: NamedRecord, home: string): object | undefined;
  sectionsOf(post: NamedRecord): { readonly section: string; readonly also: readonly string[] };
  /** Titles of sections by path. */
  sectionTitles(): ReadonlyMap<string, string>;
};

/** Where a post keeps the numbers of a list. */
const FIELDS: Readonly<Record<RestList, string>> = {
  categories: "categories",
  tags: "tags",
  users: "author",
  media: "featured_media",
};

/** Opens a register of names. */
export function createRestNames(): RestNames {
  const lists = new Map<RestList, Map<string, NamedRecord>>(
    REST_LISTS.map((list) => [list, new Map()]),
  );
  const find = (list: RestList, id: string): NamedRecord | undefined => lists.get(list)?.get(id);
  const named = (list: RestList, post: NamedRecord): readonly NamedRecord[] =>
    numbersOf(post, FIELDS[list])
      .map((id) => find(list, id))
      .filter((record) => record !== undefined);

  function add(list: RestList, records: readonly NamedRecord[]): void {
    for (const record of records) {
      const id = textAt(record, "id");
      const before = find(list, id);
      // What is embedded says less than the list.
      if (id !== "" && !(before !== undefined && "parent" in before))
        lists.get(list)?.set(id, record);
    }
  }

  /** The path of a category, from the outermost inwards; a circle is cut. */
  function pathOf(id: string): string {
    const line: string[] = [];
    const seen = new Set<string>();
    for (let at = id; at !== "" && at !== "0" && !seen.has(at) && line.length < 8;) {
      seen.add(at);
      const record = find("categories", at);
      if (record === undefined) break;
      line.unshift(nicename(textAt(record, "slug") || textAt(record, "name")));
      at = textAt(record, "parent");
    }
    return line.join("/");
  }

  return {
    add,
    addEmbedded(post) {
      const embedded = isRecord(post["_embedded"]) ? post["_embedded"] : {};
      const terms = recordsIn(embedded["wp:term"]);
      const of = (taxonomy: string): readonly NamedRecord[] =>
        terms.filter((term) => term["taxonomy"] === taxonomy);
      add("categories", of("category"));
      add("tags", of("post_tag"));
      add("users", recordsIn(embedded["author"]));
      add("media", recordsIn(embedded["wp:featuredmedia"]));
    },
    lacking(list, posts) {
      const wanted = posts.flatMap((post) => numbersOf(post, FIELDS[list]));
      return [...new Set(wanted)].filter((id) => id !== "0" && find(list, id) === undefined);
    },
    authorsOf(post) {
      // Plugins for several authors list them themselves.
      const several = [...recordsIn(post["coauthors"]), ...recordsIn(post["authors"])].map(
        (one) => textAt(one, "display_name") || textAt(one, "name"),
      );
      const told = named("users", post).map((user) => textAt(user, "name"));
      const others = ["yoast_head_json", "author_info"].map((name) => {
        const value = post[name];
        return isRecord(value) ? textAt(value, "author") || textAt(value, "display_name") : "";
      });
      const names = [several, told, others].find((list) => list.some(Boolean)) ?? [];
      return [...new Set(names.map(plainWords).filter(Boolean))];
    },
    tagsOf: (post) => named("tags", post).map((tag) => plainWords(textAt(tag, "name"))),
    pictureOf(post, home) {
      const [media] = named("media", post);
      const told = media === undefined ? "" : textAt(media, "source_url");
      const url = absolute(told || textAt(post, "jetpack_featured_media_url"), home);
      if (url === "") return undefined;
      const alt = media === undefined || told === "" ? "" : plainWords(textAt(media, "alt_text"));
      return alt === "" ? { url } : { url, alt };
    },
    sectionsOf(post) {
      const paths = numbersOf(post, "categories")
        .map(pathOf)
        .filter(Boolean)
        .sort((a, b) => b.split("/").length - a.split("/").length);
      const fallback = textAt(post, "type") === "page" ? "pages" : "news";
      const [section = fallback, ...others] = [...new Set(paths)];
      return { section, also: others.filter((path) => !section.startsWith(`${path}/`)) };
    },
    sectionTitles() {
      const all = [...(lists.get("categories") ?? [])];
      return new Map(all.map(([id, one]) => [pathOf(id), plainWords(textAt(one, "name"))]));
    },
  };
}

/** The objects of a list, also of lists in it. */
function recordsIn(value: unknown): readonly NamedRecord[] {
  const list: readonly unknown[] = Array.isArray(value) ? (value as readonly unknown[]).flat() : [];
  return list.filter(isRecord);
}

function numbersOf(post: NamedRecord, field: string): readonly string[] {
  const value = post[field];
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((one) => typeof one === "number" && one > 0).map(String);
}
