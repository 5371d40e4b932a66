/**
 * Articles whose titles, summaries, bodies and tags are naughty strings, as JSON Lines, to be published and sent through a checker of feeds:
 *   node bench/naughty-articles.ts > naughty.jsonl
 *   npm run broadsheet -- publish naughty.jsonl --persist-to kv && npm start -- --persist-to kv
 *   node bench/check-feeds.ts http://localhost:8787 --archives
 * Authors are none of them: rss2email undoes entities in names that are plain text, and stumbles over a name such as `&#12script:`.
 * The strings are data/hostile/blns.json in BROADSHEET_SHARED or ../shared, or a file given as argument: a JSON list of texts.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { toArticle } from "#model/article.ts";
import { isRejection } from "#model/rejection.ts";

const HOUR = 3_600_000;
const FIRST = Date.UTC(2026, 0, 1);

const shared =
  process.env["BROADSHEET_SHARED"] ?? fileURLToPath(new URL("../../shared", import.meta.url));
const path = process.argv[2] ?? `${shared}/data/hostile/blns.json`;
const strings: unknown = JSON.parse(readFileSync(path, "utf8"));
if (!Array.isArray(strings)) throw new TypeError(`${path} is not a list`);
for (const [index, text] of strings.map(String).entries())
  process.stdout.write(`${JSON.stringify(fieldsOf(text, index))}\n`);

function fieldsOf(text: string, index: number): object {
  const isSeen = text.trim() !== "";
  const fields = {
    id: `n${index}`,
    section: "naughty",
    published: new Date(FIRST + index * HOUR).toISOString(),
    body: text,
    format: "html",
    ...(isSeen && { summary: text, tags: [text] }),
  };
  const whole = { ...fields, title: text };
  // A string of which nothing can be seen is refused as a title, and one that is too long as a tag: it goes into the other fields all the same.
  for (const tried of [whole, { ...fields, title: `Number ${index}` }])
    if (!isRejection(toArticle(tried, { timeZone: "UTC" }))) return tried;
  const { id, section, published, body, format } = fields;
  return { id, section, published, body, format, title: `Number ${index}` };
}
