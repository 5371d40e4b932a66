import { SCOPE } from "./address.ts";
import type { HitRenderer } from "./hit.ts";
import css from "./search.css";
import { type Session, startSession } from "./session.ts";
import { langOf, wordsFor } from "./words.ts";

const STYLE = new CSSStyleSheet();
STYLE.replaceSync(css);

/** `<broadsheet-search>`: a search box, or with `mode="dialog"` a button that opens one, for any
 *  page.
 *  @see docs/embedding.md */
export class BroadsheetSearch extends HTMLElement {
  static readonly observedAttributes = [..."mode lang placeholder shortcut".split(" "), ...SCOPE];
  /** How hits are shown, where neither our own way nor a template does. */
  declare renderHit?: HitRenderer;
  readonly #root = this.attachShadow({ mode: "open", delegatesFocus: true });
  #session: Session | undefined;
  #query = "";

  /** The search in the field. Setting it searches. */
  get query(): string {
    return this.#session?.field.value ?? this.#query;
  }
  set query(query: string) {
    this.#query = query;
    this.#session?.searchFor(query);
  }

  /** Goes to the field; opens the dialog first. */
  open(): void {
    this.#session?.open();
    this.#session?.field.focus();
  }

  /** Closes the dialog, or what lies below the field. */
  close(): void {
    this.#session?.close();
  }

  /** Called by the browser when it comes into a page. */
  connectedCallback(): void {
    if (this.#session) return;
    const lang = langOf(this);
    this.#root.adoptedStyleSheets = [STYLE];
    const session = startSession(this, this.#root, lang, wordsFor(this, lang));
    this.#session = session;
    // Goes on with what was there before, or with what the reader began in the form.
    const form = this.querySelector<HTMLInputElement>("form input:not([type=hidden])");
    session.field.value ||= this.#query || form?.value || "";
    if (form && form === document.activeElement) {
      session.field.focus();
      session.searchFor(session.field.value);
    }
  }

  /** Called by the browser when it leaves a page. */
  disconnectedCallback(): void {
    this.#query = this.query;
    this.#session?.end();
    this.#session = undefined;
  }

  /** Called by the browser: what it is made of is made anew, and opened again. */
  attributeChangedCallback(_name: string, before: string | null, now: string | null): void {
    if (!this.#session || before === now) return;
    const wasOpen = this.#session.isOpen();
    const hadFocus = this.#root.activeElement;
    this.disconnectedCallback();
    this.connectedCallback();
    if (wasOpen) this.open();
    else if (hadFocus) this.focus();
  }
}
