import { asWritten, epochMs, type Instant, type Precision } from "#model/instant.ts";
import { type Html, html } from "./html.ts";
import type { PageContext } from "./page-context.ts";

/** A moment for people, in the language of the page's words: the day as it was written, or day
 *  and time in the site's zone. */
export function renderDate(instant: Instant, precision: Precision, context: PageContext): Html {
  const written = asWritten(instant, precision);
  return html`<time datetime="${written}">${dateText(instant, precision, context)}</time>`;
}

/** The day alone, for lists. */
export function renderDay(instant: Instant, precision: Precision, context: PageContext): Html {
  const written = asWritten(instant, precision);
  const text = dateText(instant, precision, context, { dateStyle: "long" });
  return html`<time datetime="${written}">${text}</time>`;
}

function dateText(
  instant: Instant,
  precision: Precision,
  { site, words }: PageContext,
  style: Intl.DateTimeFormatOptions = { dateStyle: "long", timeStyle: "short" },
): string {
  // A date alone stays the day that was written, whatever zone the site has by now.
  if (precision === "day") {
    const day = Date.parse(`${instant.slice(0, 10)}T00:00:00Z`);
    return new Intl.DateTimeFormat(words.locale, { dateStyle: "long", timeZone: "UTC" }).format(
      day,
    );
  }
  return new Intl.DateTimeFormat(words.locale, { ...style, timeZone: site.timeZone }).format(
    epochMs(instant),
  );
}
