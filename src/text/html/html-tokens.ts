import { type QuoteType, Tokenizer } from "htmlparser2";

/** What a reader of HTML is told, in the order of the source. */
type HtmlHandler = {
  /** Characters, entities decoded. One run of text may come in several calls. */
  text(text: string): void;
  /**
   * A start tag: its lower-case name, and its attributes with lower-case names, the first of a name
   * alone.
   */
  open(name: string, attributes: ReadonlyMap<string, string>, isSelfClosing: boolean): void;
  /** An end tag, whether or not anything is open. */
  close(name: string): void;
};

/**
 * Reads HTML of any quality and tells the handler its tags and text; comments, doctypes and
 * processing instructions are passed over. It keeps no stack, so that no nesting can make it slow:
 * O(length). The content of script, style, iframe and such comes as text.
 */
export function readHtmlTokens(source: string, handler: HtmlHandler): void {
  const html = source.includes("\r") ? source.replace(/\r\n?/g, "\n") : source;
  const slice = (start: number, end: number): string => html.slice(start, end);
  let tag = "";
  let attributes = new Map<string, string>();
  let attribute = "";
  let value = "";
  const ended = (isSelfClosing: boolean): void => {
    if (tag) handler.open(tag, attributes, isSelfClosing);
    tag = "";
  };
  const tokenizer = new Tokenizer(
    {},
    {
      ontext: (start: number, end: number) => handler.text(slice(start, end)),
      ontextentity: (point: number) => handler.text(String.fromCodePoint(point)),
      onopentagname(start: number, end: number) {
        tag = slice(start, end).toLowerCase();
        attributes = new Map();
      },
      onattribname(start: number, end: number) {
        attribute = slice(start, end).toLowerCase();
        value = "";
      },
      onattribdata(start: number, end: number) {
        value += slice(start, end);
      },
      onattribentity(point: number) {
        value += String.fromCodePoint(point);
      },
      onattribend(_quote: QuoteType) {
        if (!attributes.has(attribute)) attributes.set(attribute, value);
      },
      onopentagend: () => ended(false),
      onselfclosingtag: () => ended(true),
      onclosetag: (start: number, end: number) => handler.close(slice(start, end).toLowerCase()),
      oncdata() {},
      oncomment() {},
      ondeclaration() {},
      onprocessinginstruction() {},
      onend() {},
    },
  );
  tokenizer.write(html);
  tokenizer.end();
}
