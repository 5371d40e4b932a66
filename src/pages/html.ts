import { escapeHtml } from "#text/html/escape.ts";

/** A piece of HTML that is safe to put into a page: made by `html`, or declared safe by
 *  `rawHtml`. */
export class Html {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }
}

/** What may stand in a template: text (escaped), HTML (as it is), a list of both; `false` and
 *  `undefined` leave nothing. */
type HtmlPart = Html | string | number | false | undefined | readonly HtmlPart[];

/** A template tag that escapes every text put into it, so that forgetting to escape is not
 *  possible. Attribute values must be written in double quotes; whether a URL may be linked to,
 *  the caller decides.
 *  @example html`<p lang="${lang}">${title}</p>` */
export function html(strings: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html {
  let source = "";
  for (const [index, string] of tidy(strings).entries()) source += string + sourceOf(parts[index]);
  return new Html(source);
}

const tidied = new WeakMap<TemplateStringsArray, readonly string[]>();

/** The template's own text without its indentation, which is there for those who read the
 *  source; done once for each template. */
function tidy(strings: TemplateStringsArray): readonly string[] {
  const known = tidied.get(strings);
  if (known !== undefined) return known;
  let isInTag = false;
  const short = strings.map((string) =>
    string.replace(/\s*\n\s*(\/?>)?|[<>]/g, (found, end: string | undefined) => {
      if (end !== undefined || found === "<" || found === ">") isInTag = found === "<";
      else return isInTag ? " " : "\n";
      return end ?? found;
    }),
  );
  tidied.set(strings, short);
  return short;
}

/** Declares `safe` to be HTML that needs no escaping: only for what `text/content.ts` gives,
 *  which ingest has sanitised. */
export function rawHtml(safe: string): Html {
  return new Html(safe);
}

/** A `lang` attribute; nothing when the language is not known.
 *  @example html`<p ${langAttribute(lang)}>${title}</p>` */
export function langAttribute(lang: string | undefined): Html | false {
  return lang !== undefined && lang !== "und" && html`lang="${lang}"`;
}

function sourceOf(part: HtmlPart): string {
  if (part === undefined || part === false) return "";
  if (part instanceof Html) return part.source;
  if (typeof part === "string") return escapeHtml(part);
  if (typeof part === "number") return String(part);
  return part.map(sourceOf).join("");
}
