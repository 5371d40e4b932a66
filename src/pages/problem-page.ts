import { renderLayout } from "./layout.ts";
import { html } from "./html.ts";
import type { PageContext } from "./page-context.ts";
import type { ProblemWords } from "./page-words.ts";

/** A problem as its own page documents it. */
type ProblemNote = {
  readonly name: string;
  readonly title: string;
  readonly status: number;
  /** When it happens and what to do, in English: for those who write programs. */
  readonly help: string;
};

/** What a person sees when there is nothing to show: what is the matter in their language, and
 *  what exactly. */
export function renderProblem(context: PageContext, status: number, detail: string): string {
  const [title, help] = context.words.problem[kindOf(status)];
  return renderLayout(context, {
    title,
    main: html`<h1>${title}</h1>
      <p>${help}</p>
      ${detail !== "" && html`<p class="small" lang="en">${detail}</p>`}`,
  });
}

/** The page at a problem's type URI: what it means, and what to do.
 *  @see RFC 9457 section 3.1.1: the type should resolve to documentation for people */
export function renderProblemNote(context: PageContext, note: ProblemNote): string {
  return renderLayout(context, {
    title: note.title,
    main: html`<article class="story" lang="en">
      <p class="kicker">${note.status}</p>
      <h1>${note.title}</h1>
      <p><code>${note.name}</code></p>
      <div class="body"><p>${note.help}</p></div>
    </article>`,
  });
}

function kindOf(status: number): keyof ProblemWords {
  if (status === 404) return "notFound";
  if (status === 410) return "gone";
  if (status === 503) return "unavailable";
  return status < 500 ? "badRequest" : "broken";
}
