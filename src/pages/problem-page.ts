import { type Help, renderHelp } from "./help.ts";
import { html } from "./html.ts";
import { renderLayout, renderSearchBox } from "./layout.ts";
import type { PageContext } from "./page-context.ts";
import type { ProblemWords } from "./page-words.ts";
import { wordsFor } from "./words.ts";

/** A problem as its own page documents it. */
type ProblemNote = {
  readonly name: string;
  readonly title: string;
  readonly status: number;
  /** When it happens and what to do, in English: for those who write programs. */
  readonly help: string;
};

/** What a person sees when there is nothing to show: what is the matter in their language, and the
 *  ways on: search, sections, the newest articles.
 *  @param detail  what exactly is the matter, in English; shown on English pages alone */
export function renderProblem(
  context: PageContext,
  {
    status,
    detail,
    help,
  }: { readonly status: number; readonly detail: string; readonly help: Help },
): string {
  const { words } = context;
  const [title, advice] = words.problem[kindOf(status)];
  return renderLayout(context, {
    title,
    query: false,
    main: html`<div class="problem">
        <p class="status" aria-hidden="true">${status}</p>
        <h1>${title}</h1>
        <p class="motto">${advice}</p>
        ${renderSearchBox(context, undefined)}
        ${detail !== "" && words.lang === "en" && html`<p class="small">${detail}</p>`}
      </div>
      ${renderHelp(context, help)}`,
  });
}

/** The page at a problem's type URI: what it means, and what to do; in English as a whole, for it
 *  is for those who write programs.
 *  @see RFC 9457 section 3.1.1: the type should resolve to documentation for people */
export function renderProblemNote(context: PageContext, note: ProblemNote): string {
  return renderLayout(
    { ...context, words: wordsFor("en") },
    {
      title: note.title,
      main: html`<article class="story">
        <p class="kicker">${note.status}</p>
        <h1>${note.title}</h1>
        <p><code>${note.name}</code></p>
        <div class="body"><p>${note.help}</p></div>
      </article>`,
    },
  );
}

function kindOf(status: number): keyof ProblemWords {
  if (status === 404) return "notFound";
  if (status === 410) return "gone";
  if (status === 503) return "unavailable";
  return status < 500 ? "badRequest" : "broken";
}
