import type { Place } from "#model/rejection.ts";
import { bareName } from "#ingest/source/field-name.ts";
import { isAboutVisibility } from "#ingest/source/visibility.ts";
import { notice, type Notice } from "./content.ts";

/** A field that an article has and nobody knows. */
export type UnknownField = { readonly field: string; readonly place: Place };

/** The fields of an article, as publishers write them. */
const KNOWN: readonly string[] = (
  "id title section also published updated embargo status kicker summary lang authors source tags image attachments " +
  "url guid aliases sequence previous next translations license corrections format body html excerpt precision"
).split(" ");

/** What other systems call our fields; what stands for a field of ours is worth a word. */
const OTHER_WORDS: Readonly<Record<string, string>> = {
  date: "published",
  pubdate: "published",
  lastmod: "updated",
  modified: "updated",
  author: "authors",
  tag: "tags",
  keywords: "tags",
  category: "section",
  categories: "section",
  description: "summary",
  subtitle: "kicker",
  cover: "image",
  thumbnail: "image",
  language: "lang",
  slug: "id",
  permalink: "aliases",
  redirectfrom: "aliases",
  alias: "aliases",
  link: "url",
  licence: "license",
};

/** The fields of an article that nobody knows, each where it stands. Those that tell who may see it
 *  are known in all their spellings. O(fields). */
export function unknownFields(
  fields: Readonly<Record<string, unknown>>,
  placeOf: (field: string) => Place,
): readonly UnknownField[] {
  return Object.keys(fields)
    .filter((field) => !KNOWN.includes(field) && !isAboutVisibility(field))
    .map((field) => ({ field, place: placeOf(field) }));
}

/** A notice for each name, at the first place where it stands: fields that a generator writes into
 *  every file are told once. O(fields). */
export function unknownFieldNotices(found: readonly UnknownField[]): readonly Notice[] {
  return [...Map.groupBy(found, ({ field }) => field)].map(([field, all]) => {
    const meant = meantBy(field);
    const more = all.length > 1 ? `, in ${all.length.toLocaleString("en")} articles` : "";
    return notice(all[0]?.place ?? {}, {
      field: field.slice(0, 80),
      what: `is not a field of an article, and is left out${more}`,
      ...(meant !== undefined && { fix: `did you mean ${meant}?` }),
    });
  });
}

/** The field of ours that a name means, by another spelling, a typing error or another word. */
function meantBy(field: string): string | undefined {
  const bare = bareName(field);
  const same = KNOWN.find((name) => bareName(name) === bare);
  const word = Object.hasOwn(OTHER_WORDS, bare) ? OTHER_WORDS[bare] : undefined;
  if (same !== undefined || word !== undefined) return same ?? word;
  const most = bare.length > 5 ? 2 : bare.length > 2 ? 1 : 0;
  const near = KNOWN.map((name) => ({ name, distance: distanceOf(bare, name) }))
    .filter(({ distance, name }) => distance <= Math.min(most, name.length - 3))
    .toSorted((a, b) => a.distance - b.distance);
  return near[0]?.name;
}

/** How many letters were left out, added, mistaken or exchanged with their neighbour. O(a × b). */
function distanceOf(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return Infinity;
  const rows = [Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      const isExchange = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row[j] = Math.min(
        rows[i - 1]![j]! + 1,
        row[j - 1]! + 1,
        rows[i - 1]![j - 1]! + cost,
        isExchange ? rows[i - 2]![j - 2]! + 1 : Infinity,
      );
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}
