import { readFileSync } from "node:fs";
import { createRandom, pick } from "../test/search/sample.ts";
import { sharedPath } from "../test/setup/shared-data.ts";

/** A line of JSON Lines, before anything is checked. */
type Line = Readonly<Record<string, unknown>>;

/** Bytes of a line, on the average: an article of a Chinese newspaper. */
const LINE_BYTES = 3_800;
const SECTIONS = 60;
const TAGS = 400;
const AUTHORS = 120;
const FIRST_MS = Date.UTC(2016, 0, 1);
/** An article every four hours: 10,000 take some four and a half years. */
const EVERY_MS = 4 * 3_600_000;

/** The settings of the made-up newspaper. */
export const NEWSPAPER_SETTINGS = `title = "四时报"
url = "https://news.example"
lang = "zh-Hans"
time_zone = "Asia/Shanghai"
id_authority = "news.example,2026"
`;

/** Chinese articles of a newspaper's length, oldest first: sentences of two reading collections put together anew, with names that no other
 *  article has, so that the vocabulary grows as it does in life. The same count gives the same articles.
 *  @returns undefined where the collections are missing */
export function chineseNewspaper(count: number): readonly Line[] | undefined {
  const pools = [sentencesOf("cmrc"), sentencesOf("drcd")];
  if (pools.some((pool) => pool === undefined)) return undefined;
  const random = createRandom(14);
  const letters = pools
    .flat()
    .join("")
    .replace(/[^\u4e00-\u9fff]/g, "");
  const name = (length: number): string =>
    Array.from({ length }, () => letters.charAt(Math.floor(random() * letters.length))).join("");
  const authors = Array.from({ length: AUTHORS }, () => name(3));
  return Array.from({ length: count }, (_, index) => {
    const isTraditional = random() < 0.3;
    const pool = pools[isTraditional ? 1 : 0]!;
    const parts: string[] = [];
    for (let bytes = 400; bytes < LINE_BYTES; bytes += Buffer.byteLength(parts.at(-1)!))
      parts.push(random() < 0.05 ? `${name(3)}说，` : pick(pool, random));
    return {
      id: `a${index}`,
      title: `${name(2)}${pick(pool, random).slice(0, 16)}`,
      section: sectionAt(Math.floor(random() * SECTIONS)),
      lang: isTraditional ? "zh-Hant" : "zh-Hans",
      published: new Date(FIRST_MS + index * EVERY_MS).toISOString(),
      authors: [pick(authors, random)],
      tags: Array.from({ length: 3 }, () => `标签${Math.floor(random() ** 2 * TAGS)}`),
      aliases: [`/html/${index}.html`],
      body: paragraphs(parts),
    };
  });
}

function sectionAt(index: number): string {
  return index < 10 ? `s${index}` : `s${index % 10}/t${index}`;
}

function paragraphs(parts: readonly string[]): string {
  return parts.map((part, index) => (index % 6 === 5 ? `${part}\n\n` : part)).join("");
}

function sentencesOf(set: string): readonly string[] | undefined {
  const path = sharedPath(`data/search/${set}/articles.jsonl`);
  if (path === undefined) return undefined;
  return readFileSync(path, "utf8")
    .split("\n")
    .filter(Boolean)
    .flatMap((line) => (JSON.parse(line) as { readonly body: string }).body.split(/(?<=[。！？])/));
}
