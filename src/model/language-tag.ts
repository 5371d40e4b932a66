import { memoize } from "./memoize.ts";
import { quoted } from "./quoted.ts";
import { rejection, type Rejection } from "./rejection.ts";

/** Characters; RFC 5646 section 4.4.1 reckons with 35, and some extensions are longer. */
const MAX_TAG = 100;

/** Articles of one site have the same few languages. */
const canonicalTag = /* @__PURE__ */ memoize(
  (text: string): string => Intl.getCanonicalLocales(text.replaceAll("_", "-"))[0] ?? "",
  100,
);

/** Checks a BCP 47 language tag and gives it in its canonical case, such as `zh-Hant-TW`; `zh_TW`
 *  is taken as `zh-TW`.
 *  @returns the tag, or a Rejection without a place
 *  @see RFC 5646 section 2.1; feeds.md: `zh_TW` makes validators refuse the whole feed */
export function toLanguageTag(value: unknown): string | Rejection {
  const text = typeof value === "string" ? value.trim() : "";
  try {
    const tag = text && text.length <= MAX_TAG ? canonicalTag(text) : undefined;
    if (tag) return tag;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return rejection(
    {},
    {
      what: `${quoted(value)} is not a language tag`,
      fix: "write zh-Hans, zh-Hant or en",
    },
  );
}
