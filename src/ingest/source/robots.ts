/** What a site asks of programs that visit it. */
export type Robots = {
  /** @param path  with query, percent-encoded */
  allows(path: string): boolean;
  /** Seconds between two requests; 0 when it asks for none. */
  readonly delaySeconds: number;
};

/** A site that asks for nothing. */
export const NO_ROBOTS: Robots = { allows: () => true, delaySeconds: 0 };

/** More than this of a robots.txt is not read, nor more rules. Characters.
 *  @see RFC 9309 section 2.5: at least 500 KiB */
const MAX_TEXT = 512 * 1024;
const MAX_RULES = 5_000;

type Rule = { readonly path: string; readonly isAllowed: boolean };

/** Reads a robots.txt for the program of that name: the rules of its own group, else those for
 *  everybody. Of the rules that match, the longest holds; of two as long, the one that allows.
 *  @param agent  the product token, lower case
 *  @see RFC 9309 */
export function readRobots(text: string, agent: string): Robots {
  const groups = groupsIn(text.slice(0, MAX_TEXT));
  const { rules, delay } = groups.get(agent) ?? groups.get("*") ?? { rules: [], delay: 0 };
  return { allows: (path) => isAllowed(rules, path), delaySeconds: delay };
}

type RobotsGroup = { readonly rules: Rule[]; delay: number };

/** The groups by the programs that they are for, lower case; `*` is everybody. */
function groupsIn(text: string): ReadonlyMap<string, RobotsGroup> {
  const groups = new Map<string, RobotsGroup>();
  let open: RobotsGroup[] = [];
  let isHead = false;
  for (const line of text.split(/\r\n?|\n/)) {
    const [, key = "", written = ""] = /^\s*([\w-]+)\s*:\s*([^#]*)/.exec(line) ?? [];
    const [name, value] = [key.toLowerCase(), written.trim()];
    if (name === "user-agent") {
      const group = groups.get(value.toLowerCase()) ?? { rules: [], delay: 0 };
      groups.set(value.toLowerCase(), group);
      // Names that follow one another share the rules below them.
      open = isHead ? [...open, group] : [group];
    }
    if (name) isHead = name === "user-agent";
    for (const group of open) addRule(group, name, value);
  }
  return groups;
}

function addRule(group: RobotsGroup, name: string, value: string): void {
  if (name === "crawl-delay") group.delay = Math.max(0, Number(value) || 0);
  else if ((name === "allow" || name === "disallow") && value && group.rules.length < MAX_RULES)
    group.rules.push({ path: value, isAllowed: name === "allow" });
}

function isAllowed(rules: readonly Rule[], path: string): boolean {
  let best: Rule | undefined;
  for (const rule of rules) {
    const isBetter =
      best === undefined ||
      rule.path.length > best.path.length ||
      (rule.path.length === best.path.length && rule.isAllowed);
    if (isBetter && matches(rule.path, path)) best = rule;
  }
  return best?.isAllowed ?? true;
}

/** Whether a path begins as the rule says; `*` stands for anything, `$` at its end for the end.
 *  Linear for each part of the rule. */
function matches(pattern: string, path: string): boolean {
  const isWhole = pattern.endsWith("$");
  const parts = (isWhole ? pattern.slice(0, -1) : pattern).split("*");
  let at = 0;
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    if (isWhole && isLast && index > 0)
      return path.length - part.length >= at && path.endsWith(part);
    const found = index === 0 ? (path.startsWith(part) ? 0 : -1) : path.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return !isWhole || at === path.length;
}
