import { escapeHtml } from "#text/html/escape.ts";
import { booleanWord } from "#ingest/source/boolean-word.ts";
import { isRecord } from "#model/field.ts";
import { parsedJson } from "#model/json.ts";
import { textAt } from "#ingest/source/text-at.ts";
import { cardHtml } from "./ghost-card.ts";

/** The body of a post, and a noun for each part that shows nothing any more. */
export type GhostBody = { readonly html: string; readonly leftOut: readonly string[] };

type Post = Readonly<Record<string, unknown>>;

/** The HTML of a post of Ghost: as it was exported, else made of its editor's own document
 *  (lexical, mobiledoc), else of its plain text. Not safe yet. */
export function ghostBody(post: Post): GhostBody {
  const leftOut: string[] = [];
  const html = textAt(post, "html");
  if (html) return { html: withoutGated(html, leftOut), leftOut };
  const lexical = parsedJson(textAt(post, "lexical"));
  if (isRecord(lexical) && isRecord(lexical["root"]))
    return { html: childrenHtml(lexical["root"], leftOut), leftOut };
  const mobiledoc = parsedJson(textAt(post, "mobiledoc"));
  if (isRecord(mobiledoc)) return { html: fromMobiledoc(mobiledoc, leftOut), leftOut };
  const plain = textAt(post, "plaintext");
  const paragraphs = plain.split(/\n{2,}/).filter(Boolean);
  return { html: paragraphs.map((one) => `<p>${escapeHtml(one)}</p>`).join("\n"), leftOut };
}

/** Matches a part that Ghost shows to some, and says whether to those who are no members. */
const GATED = /<!--kg-gated-block:begin ([^>]*?)-->([^]*?)<!--kg-gated-block:end-->/g;
const FOR_SOME = "part for members";

/** HTML without the parts that not everybody may read. */
function withoutGated(html: string, leftOut: string[]): string {
  return html.replace(GATED, (_, conditions: string, inner: string) => {
    if (/\bnonMember:\s*true\b/.test(conditions)) return inner;
    leftOut.push(FOR_SOME);
    return "";
  });
}

/** Whether a card is shown to everybody on the web. */
function isForAll({ visibility }: Post): boolean {
  if (!isRecord(visibility)) return true;
  const { web, showOnWeb, emailOnly } = visibility;
  const isOnWeb = booleanWord(showOnWeb) !== false && booleanWord(emailOnly) !== true;
  return isOnWeb && (!isRecord(web) || booleanWord(web["nonMember"]) !== false);
}

function childrenHtml(node: Post, leftOut: string[]): string {
  return listAt(node, "children")
    .filter(isRecord)
    .map((child) => nodeHtml(child, leftOut))
    .join("");
}

const ELEMENTS: Readonly<Record<string, string>> = {
  paragraph: "p",
  quote: "blockquote",
  aside: "blockquote",
  listitem: "li",
  "extended-quote": "blockquote",
};

/** A node of Lexical's document. */
function nodeHtml(node: Post, leftOut: string[]): string {
  const type = textAt(node, "type");
  if (type === "linebreak") return "<br>";
  if (/^(?:extended-)?text$/.test(type))
    return formatted(spacedTextAt(node, "text"), node["format"]);
  const element = elementOf(node, type);
  if (element !== undefined) return `<${element}>${childrenHtml(node, leftOut)}</${element}>\n`;
  if (type === "link" || type === "autolink") {
    const url = escapeHtml(textAt(node, "url"));
    return `<a href="${url}">${childrenHtml(node, leftOut)}</a>`;
  }
  if (Array.isArray(node["children"])) return childrenHtml(node, leftOut);
  return cardOr(type, node, leftOut);
}

function elementOf(node: Post, type: string): string | undefined {
  if (type.endsWith("heading"))
    return /^h[1-6]$/.test(textAt(node, "tag")) ? textAt(node, "tag") : "h2";
  if (type === "list") return textAt(node, "listType") === "number" ? "ol" : "ul";
  return ELEMENTS[type];
}

/** Bits of Lexical's `format`, and their elements. */
const FORMATS: readonly (readonly [number, string])[] = [
  [1, "strong"],
  [2, "em"],
  [4, "s"],
  [8, "u"],
  [16, "code"],
  [32, "sub"],
  [64, "sup"],
  [128, "mark"],
];

function formatted(text: string, format: unknown): string {
  const bits = typeof format === "number" ? format : 0;
  return FORMATS.filter(([bit]) => (bits & bit) !== 0).reduce(
    (html, [, element]) => `<${element}>${html}</${element}>`,
    escapeHtml(text),
  );
}

/** Mobiledoc 0.3: sections of markers, cards and atoms.
 *  @see https://github.com/bustle/mobiledoc-kit/blob/master/MOBILEDOC.md */
function fromMobiledoc(document: Post, leftOut: string[]): string {
  const markups = listAt(document, "markups");
  const cards = listAt(document, "cards");
  const markers = (list: unknown): string => {
    const open: string[] = [];
    return (Array.isArray(list) ? list : [])
      .filter((marker): marker is unknown[] => Array.isArray(marker))
      .map(([kind, opened, closed, text]) => {
        const begin = (Array.isArray(opened) ? opened : [])
          .map((index) => markups[Number(index)])
          .filter((markup): markup is unknown[] => Array.isArray(markup));
        for (const [tag] of begin) open.push(String(tag));
        const ends = Array.from(
          { length: Number(closed) || 0 },
          () => `</${open.pop() ?? "span"}>`,
        );
        const words = kind === 1 ? "<br>" : escapeHtml(typeof text === "string" ? text : "");
        return begin.map(openTag).join("") + words + ends.join("");
      })
      .join("");
  };
  return listAt(document, "sections")
    .filter((section): section is unknown[] => Array.isArray(section))
    .map(([kind, tag, content]) => {
      if (kind === 1) return `<${String(tag)}>${markers(content)}</${String(tag)}>`;
      if (kind === 2) return `<figure><img src="${escapeHtml(plainOf(tag))}" alt=""></figure>`;
      if (kind === 3) {
        const items = (Array.isArray(content) ? content : []).map(
          (item) => `<li>${markers(item)}</li>`,
        );
        return `<${String(tag)}>${items.join("")}</${String(tag)}>`;
      }
      const card: unknown = kind === 10 ? cards[Number(tag)] : undefined;
      if (!Array.isArray(card)) return "";
      const [name, payload] = card as readonly unknown[];
      return cardOr(String(name), isRecord(payload) ? payload : {}, leftOut);
    })
    .join("\n");
}

function openTag([tag, attributes]: readonly unknown[]): string {
  const list: readonly unknown[] = Array.isArray(attributes) ? attributes : [];
  const at = list.indexOf("href");
  const href = at < 0 ? "" : ` href="${escapeHtml(plainOf(list[at + 1]))}"`;
  return `<${String(tag)}${href}>`;
}

function cardOr(type: string, card: Post, leftOut: string[]): string {
  if (!isForAll(card)) {
    leftOut.push(FOR_SOME);
    return "";
  }
  const html = cardHtml(type, card);
  if (html === undefined) leftOut.push(`card ${type || "without a name"}`);
  return html ?? "";
}

function listAt(record: Post, name: string): readonly unknown[] {
  const value = record[name];
  return Array.isArray(value) ? value : [];
}

function plainOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** A text with the spaces at its ends. */
function spacedTextAt(record: Post, name: string): string {
  const value = record[name];
  return typeof value === "string" ? value : "";
}
