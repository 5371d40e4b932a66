import type { AdminRefusal } from "#press/api/admin.ts";
import { refused } from "./refused.ts";

/** An article as it was given: the JSON, what it holds, and where it stands in a batch. */
export type GivenArticle = {
  readonly json: string;
  readonly value: unknown;
  /** Counted from 0; absent where it was given alone. */
  readonly index?: number;
};

/** Articles that one request may change. */
const MAX_BATCH = 1_000;
const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;
/** Matches `application/x-ndjson`, `application/jsonl; charset=utf-8`; refuses
 *  `application/json`. */
const LINES_TYPE = /^application\/(?:x-)?(?:ndjson|jsonl|jsonlines)\s*(?:;|$)/i;

/** The article of a body.
 *  @returns a refusal where it is no JSON */
export function givenArticle(body: Uint8Array, type: string): GivenArticle | AdminRefusal {
  if (!JSON_TYPE.test(type)) return wrongType(type);
  const text = textOf(body);
  if (typeof text !== "string") return text;
  return parsed(text);
}

/** The articles of a body: of a list in JSON, or of JSON Lines.
 *  @returns a refusal where it is neither, is empty, or has too many */
export function givenArticles(
  body: Uint8Array,
  type: string,
): readonly GivenArticle[] | AdminRefusal {
  const isLines = LINES_TYPE.test(type);
  if (!isLines && !JSON_TYPE.test(type)) return wrongType(type);
  const text = textOf(body);
  if (typeof text !== "string") return text;
  const found = isLines ? linesOf(text) : itemsOf(text);
  if (!Array.isArray(found)) return found;
  if (found.length === 0) return refused("bad-body", "The body holds no article");
  if (found.length > MAX_BATCH)
    return refused("content-too-large", `A batch holds at most ${MAX_BATCH} articles`);
  return found;
}

function linesOf(text: string): GivenArticle[] | AdminRefusal {
  const found: GivenArticle[] = [];
  for (const line of text.split("\n")) {
    if (line.trim() === "") continue;
    const given = parsed(line);
    if ("problem" in given) {
      const detail = `Line ${found.length + 1}: ${given.detail}`;
      return refused("bad-body", detail);
    }
    found.push({ ...given, index: found.length });
  }
  return found;
}

function itemsOf(text: string): GivenArticle[] | AdminRefusal {
  const whole = parsed(text);
  if ("problem" in whole) return whole;
  if (!Array.isArray(whole.value))
    return refused("bad-body", "The body is no list of articles: write [ … ], or JSON Lines");
  return whole.value.map((value: unknown, index) => ({
    json: JSON.stringify(value) ?? "null",
    value,
    index,
  }));
}

function parsed(text: string): GivenArticle | AdminRefusal {
  try {
    return { json: text, value: JSON.parse(text) as unknown };
  } catch (error) {
    if (error instanceof SyntaxError)
      return refused("bad-body", `The body is not JSON: ${error.message.slice(0, 200)}`);
    // Lists inside lists, thousands deep, overflow whoever reads them.
    if (error instanceof RangeError) return refused("bad-body", "The body is nested too deep");
    throw error;
  }
}

function textOf(body: Uint8Array): string | AdminRefusal {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch (error) {
    if (error instanceof TypeError) return refused("bad-body", "The body is not UTF-8");
    throw error;
  }
}

function wrongType(type: string): AdminRefusal {
  const isMarkdown = /^text\/(?:x-)?markdown/i.test(type);
  return refused(
    "unsupported-media-type",
    isMarkdown
      ? NO_MARKDOWN
      : `Articles are JSON (application/json), or in a batch JSON Lines (application/x-ndjson); ${type.slice(0, 80) || "nothing"} was named`,
  );
}

/** Why Markdown is not taken. */
export const NO_MARKDOWN =
  "Markdown is read by the command alone, for what reads it is larger than all else here: send content_html or content_text, or publish the file with broadsheet publish --url";
