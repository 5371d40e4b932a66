import { type Html, html } from "#pages/html.ts";
import { PROBLEMS } from "#serve/http/problem.ts";
import { GROUPS } from "./document.ts";
import type { Operation } from "./operation.ts";
import type { Wording } from "./wording.ts";
import { GROUP_TITLES, PAGE_TEXT } from "./page-text.ts";
import { type ParameterName, parameterOf, writtenName } from "./parameter-list.ts";

/** The languages of the pages, in the order in which everything is said. */
export const LANGUAGES = ["en", "zh-Hans", "zh-Hant"] as const;

/** What stands between the masthead and the foot of the page of the API: HTML without a script,
 *  whose links are relative to `/api`.
 *  @param lang  of the text */
export function apiPageMain(lang: (typeof LANGUAGES)[number]): string {
  const place = LANGUAGES.indexOf(lang);
  const say = (said: Wording): string => said[place] ?? said[0];
  const main = html`<h1>API</h1>
    <p class="motto">${say(PAGE_TEXT.intro)}</p>
    <p>${say(PAGE_TEXT.fresh)}</p>
    <p>${say(PAGE_TEXT.document)} – <a href="openapi.json">openapi.json</a></p>
    ${Object.entries(GROUPS).map(
      ([name, group]) =>
        html`<section class="index">
          <h2>${say(GROUP_TITLES[name as keyof typeof GROUPS])}</h2>
          <ul class="feedlist">
            ${Object.values(group).flatMap((operations: readonly Operation[]) =>
              operations.map((operation) => renderOperation(operation, say)),
            )}
          </ul>
        </section>`,
    )}
    <section class="index">
      <h2>${say(PAGE_TEXT.problems)}</h2>
      <p>${say(PAGE_TEXT.problemsIntro)}</p>
      <ul class="feedlist">
        ${Object.entries(PROBLEMS).map(
          ([name, { status }]) =>
            html`<li>
              <span class="count">${status}</span> <a href="problems/${name}">${name}</a>
            </li> `,
        )}
      </ul>
    </section>`;
  return main.source;
}

function renderOperation(
  { path, method, isGuarded, says, query = [], gives }: Operation,
  say: (said: Wording) => string,
): Html {
  const isOpen = !path.includes("{") && path !== "/" && !isGuarded;
  const address = html`<code>${path}</code>`;
  return html`<li>
    <p>
      ${isGuarded && html`<span class="count">${(method ?? "get").toUpperCase()}</span> `}
      ${isOpen ? html`<a href="${path.slice(1)}">${address}</a>` : address}
      <span>${withCodes(say(says))}</span>
      <span class="small"><span>${Object.keys(gives).join(", ")}</span></span>
    </p>
    ${
      query.length > 0 &&
      html`<ul>
        ${query.map((name) => renderParameter(name, say))}
      </ul>`
    }
  </li> `;
}

function renderParameter(name: ParameterName, say: (said: Wording) => string): Html {
  const { says, schema } = parameterOf(name);
  const words = Array.isArray(schema["enum"]) ? schema["enum"].join(", ") : "";
  const range =
    "maximum" in schema ? `${String(schema["minimum"])}–${String(schema["maximum"])}` : words;
  return html`<li>
    <p>
      <code>${writtenName(name)}</code>
      <span>${withCodes(say(says))}</span>
      ${range !== "" && html`<span class="count">${range}</span>`}
      ${"default" in schema && html`<span class="count">= ${String(schema["default"])}</span>`}
    </p>
  </li> `;
}

/** A text whose codes stand in backquotes. */
function withCodes(text: string): Html {
  return html`${text
    .split("`")
    .map((part, place) => (place % 2 === 1 ? html`<code>${part}</code>` : part))}`;
}
