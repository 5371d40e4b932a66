import type { Hiding } from "./findings.ts";
import { answerKey, type VisibilityAnswers } from "./visibility.ts";

/** Words in the names of shortcodes that show what stands in them only to some readers. */
const GATES: ReadonlySet<string> = new Set(
  (
    "restrict restricted restriction member members membership memberonly memberspace private " +
    "hidden hide hidecontent secret password passwordprotect pwd protect protected protector " +
    "passster ppwp loggedin logged login signin paid pay premium vip subscriber subscribers " +
    "subscription paywall gated s2if s2member wlm wcm rcp pmpro mepr ihc erphpdown reply2see " +
    "replyview adminonly visitor guest nonmember"
  ).split(" "),
);

/** Whether a shortcode by its name shows what stands in it only to some readers.
 *  @example isGate("rcp_restrict") // true
 *  @example isGate("pullquote") // false */
export function isGate(name: string): boolean {
  return name
    .replace(/(?<=[a-z])(?=[A-Z])/g, " ")
    .toLowerCase()
    .split(/[\s_-]+/)
    .some((word) => GATES.has(word));
}

/** What hides an article with parts that only some readers saw: a question for each kind of part,
 *  until the publisher says that all may read them. */
export function gateHidings(
  names: readonly string[],
  answers: VisibilityAnswers = new Map(),
): readonly Hiding[] {
  return [...new Set(names)]
    .filter((name) => answers.get(answerKey("shortcode", name)) !== "published")
    .map((value) => ({
      field: "shortcode",
      value,
      isDoubt: !answers.has(answerKey("shortcode", value)),
    }));
}
