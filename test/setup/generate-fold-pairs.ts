/**
 * Writes `src/text/fold/fold-pairs.ts`: run `node test/setup/generate-fold-pairs.ts` after changing the supplement, the print forms or the version of opencc-js.
 *
 * A character folds to the Simplified character that OpenCC gives for it, and so do the other Simplified shapes of the same
 * Traditional character (锺 beside 钟), the Japanese forms that are no Chinese characters (気), the forms of Japanese and Korean print
 * (generate-print-forms.ts), and the hand-kept supplement. Chains are
 * followed to their end, so that folding twice changes nothing more.
 */
import { writeFileSync } from "node:fs";
import { FOLD_SUPPLEMENT } from "#text/fold/fold-supplement.ts";
import { PRINT_FORMS } from "#text/fold/print-forms.ts";

const OUT = new URL("../../src/text/fold/fold-pairs.ts", import.meta.url);

/** The pairs of one of OpenCC's dictionaries. */
export async function tableOf(name: string): Promise<readonly (readonly [string, string])[]> {
  const url = import.meta.resolve(`opencc-js/dict/${name}`);
  // opencc-js publishes each dictionary as one text: "from to|from to|…".
  const { default: text } = (await import(url)) as { readonly default: string };
  return text.split("|").map((line) => {
    const [from = "", to = ""] = line.split(" ");
    return [from, to];
  });
}

/** The Han characters of a legacy double-byte encoding between two lead bytes, and from the trail byte `trail` on. */
export function charactersOf(
  encoding: string,
  [first, last]: readonly [number, number],
  trail: number,
): ReadonlySet<string> {
  const decoder = new TextDecoder(encoding);
  const found = new Set<string>();
  for (let lead = first; lead <= last; lead++) {
    for (let byte = trail; byte <= 0xfe; byte++) {
      const character = decoder.decode(Uint8Array.of(lead, byte));
      if (/^\p{Script=Han}$/u.test(character)) found.add(character);
    }
  }
  return found;
}

/** Characters of the pairs that both scripts use, by GB 2312 and Big5: 后, 份, 像. */
function charactersOfBoth(target: ReadonlyMap<string, string>): string {
  const simplified = charactersOf("gbk", [0xb0, 0xf7], 0xa1);
  const traditional = charactersOf("big5", [0xa4, 0xf9], 0x40);
  const both = [...target.keys()].filter((from) => simplified.has(from));
  both.push(...[...target.values()].filter((to) => traditional.has(to)));
  return [...new Set(both)].sort().join("");
}

/** What each character folds to by OpenCC and the supplement, chains not yet followed. */
export async function standingPairs(): Promise<Map<string, string>> {
  const simplified = new Map(await tableOf("TSCharacters"));
  const target = new Map<string, string>();
  const fold = (from: string, to: string): void => {
    if (from !== to && !target.has(from)) target.set(from, to);
  };
  // Characters outside the Basic Multilingual Plane fold to those inside, never the other way: the Worker's table has 65,536 places.
  for (const [from, to] of simplified) {
    if (to.length > 1 && from.length === 1) fold(to, from);
    else if (from.length === 1 || to.length === 1) fold(from, to);
  }
  for (const [shape, traditional] of await tableOf("STCharacters")) {
    const usual = simplified.get(traditional);
    if (shape.length === 1 && usual?.length === 1) fold(shape, usual);
  }
  // GB 2312 and the two levels of Big5 hold what Chinese writers use: 芸 is a Chinese word and stays, 気 is none and folds.
  const chinese = new Set([
    ...charactersOf("gbk", [0xb0, 0xf7], 0xa1),
    ...charactersOf("big5", [0xa4, 0xc6], 0x40),
    ...charactersOf("big5", [0xc9, 0xf9], 0x40),
  ]);
  for (const [japanese, traditional] of await tableOf("JPShinjitaiCharacters"))
    if (!chinese.has(japanese)) fold(japanese, simplified.get(traditional) ?? traditional);
  for (const [from, to] of FOLD_SUPPLEMENT)
    for (const character of from) if (character !== to) target.set(character, to);
  // Where the supplement takes a Traditional character for another, its Simplified one goes along: 镕 with 鎔.
  for (const [shape, traditional] of await tableOf("STCharacters")) {
    const isPair = shape.length === 1 && traditional.length === 1 && target.has(traditional);
    if (isPair && endOf(target, traditional) !== endOf(target, shape))
      target.set(shape, traditional);
  }
  return target;
}

/** The module's text. Deterministic: the same OpenCC, print forms and supplement give the same bytes. */
export async function foldPairsModule(): Promise<string> {
  const target = await standingPairs();
  for (const [form = "", usual = ""] of PRINT_FORMS.split(" ").map((pair) => Array.from(pair)))
    if (!target.has(form)) target.set(form, usual);
  return moduleFrom(target);
}

/** What a character folds to in the end. */
function endOf(target: ReadonlyMap<string, string>, character: string): string {
  let last = character;
  for (let steps = 0; target.has(last); steps++) {
    if (steps > 9) throw new Error(`${character} folds in a circle`);
    last = target.get(last) ?? last;
  }
  return last;
}

function moduleFrom(target: ReadonlyMap<string, string>): string {
  const end = (character: string): string => endOf(target, character);
  const pairs = [...target.keys()]
    .filter((from) => from.normalize("NFKC") === from && end(from) !== from)
    .sort((a, b) => (a.codePointAt(0) ?? 0) - (b.codePointAt(0) ?? 0));
  return `// Generated by test/setup/generate-fold-pairs.ts from opencc-js (Apache-2.0),
// print-forms.ts and fold-supplement.ts. Do not edit.

/** ${pairs.length} characters that fold to another, in order of code point. */
export const FOLD_FROM =
  "${pairs.join("")}";

/** What they fold to, in the same order. */
export const FOLD_TO =
  "${pairs.map(end).join("")}";

/** Characters of either side that writers of both scripts use: they do not tell which script a
 *  text is in. */
export const BOTH_SCRIPTS =
  "${charactersOfBoth(target)}";
`;
}

if (import.meta.main) writeFileSync(OUT, await foldPairsModule());
