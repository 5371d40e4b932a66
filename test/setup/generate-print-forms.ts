/**
 * Writes `src/text/fold/print-forms.ts`: run `node test/setup/generate-print-forms.ts FOLDER` with a folder of Unihan's files (Debian
 * has them in its package unicode-data, or https://www.unicode.org/Public/UCD/latest/ucd/Unihan.zip), then generate-fold-pairs.ts.
 *
 * A print form is a character that Chinese writers do not use (neither in GB 2312 nor in the common level of Big5), but Korean print or
 * Japanese names do (it is in KS X 1001, or in IBM's extensions of JIS X 0208). It folds to the one character of GB 2312's first level of
 * which Unihan says that it is a variant: by kZVariant; by kSemanticVariant, where they share a reading; by the same place in a dictionary or a catalogue of
 * variants (kMorohashi, kCCCII, kEACC), where they share a reading, the radical and, within one, the strokes. Of what has no reading, as
 * characters beyond the first plane that only look otherwise (𠮷), radical and strokes decide.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { foldText } from "#text/fold/fold.ts";
import { charactersOf, standingPairs } from "./generate-fold-pairs.ts";

/** A table of sets. */
class Sets extends Map<string, Set<string>> {
  of(key: string): Set<string> {
    const known = this.get(key) ?? new Set<string>();
    this.set(key, known);
    return known;
  }
}

/** What a pair of variants is known by. */
type Evidence = "shape" | "sense" | "place";

/** Unicode's registers that say so, and whether the characters are shapes of one or words for one thing. */
const VARIANTS: Readonly<Record<string, Evidence>> = {
  kZVariant: "shape",
  kSemanticVariant: "sense",
  kSpoofingVariant: "place",
};
/** Matches the number of a character in Morohashi's dictionary, primed where it is another form of it: `42564'`. */
const MOROHASHI = /^(\d{5})'?$/;
/** Layers of variants in CCCII and EACC lie so many planes apart, from this one on. */
const [LAYER_PLANES, FIRST_PLANE] = [6, 0x21];

async function printForms(folder: string): Promise<string> {
  const rows = (file: string): readonly (readonly [string, string, string])[] =>
    readFileSync(join(folder, `Unihan_${file}.txt`), "utf8")
      .split("\n")
      .filter((line) => line.startsWith("U+"))
      .map((line) => {
        const [point = "", field = "", value = ""] = line.split("\t");
        return [characterAt(point), field, value];
      });
  const chinese = new Set([
    ...charactersOf("gbk", [0xb0, 0xf7], 0xa1),
    ...charactersOf("big5", [0xa4, 0xc6], 0x40),
  ]);
  const common = charactersOf("gbk", [0xb0, 0xd7], 0xa1);
  const printed = new Set([
    ...charactersOf("euc-kr", [0xca, 0xfd], 0xa1),
    ...charactersOf("shift_jis", [0xfa, 0xfc], 0x40),
  ]);
  // What folds already, by OpenCC or by hand, stays as it is.
  const folded = new Set((await standingPairs()).keys());
  const evidence = new Map<string, Map<string, Evidence>>();
  const note = (one: string, other: string, by: Evidence): void => {
    const known = evidence.get(one) ?? new Map<string, Evidence>();
    evidence.set(one, known);
    if (by !== "place" || !known.has(other)) known.set(other, by);
  };
  const readings = new Sets();
  for (const [character, field, value] of rows("Readings"))
    if (field === "kMandarin" || field === "kHanyuPinyin")
      for (const reading of value.replace(/[\d.,*]+:/g, " ").split(/[ ,]+/))
        if (reading !== "") readings.of(character).add(reading);
  const radical = new Map<string, string>();
  const strokes = new Map<string, number>();
  const others = new Set<string>();
  for (const [character, field, value] of rows("IRGSources")) {
    if (field === "kRSUnicode") radical.set(character, /^\d+/.exec(value)?.[0] ?? "");
    // A source of China's is mostly a place in the dictionary of Kangxi: a character of its own.
    if (field === "kIRG_GSource" && character.length > 1) others.add(character);
    if (field === "kTotalStrokes") strokes.set(character, Number.parseInt(value, 10));
  }
  const places = new Sets();
  for (const [character, field, value] of rows("DictionaryIndices"))
    if (field === "kMorohashi")
      for (const place of value.split(" "))
        if (MOROHASHI.test(place)) places.of(place.slice(0, 5)).add(character);
  for (const [character, field, value] of rows("OtherMappings"))
    if (field === "kCCCII" || field === "kEACC")
      for (const code of value.split(" ")) {
        const layer = (Number.parseInt(code.slice(0, 2), 16) - FIRST_PLANE) % LAYER_PLANES;
        places.of(`${layer} ${code.slice(2)}`).add(character);
      }
  for (const together of places.values())
    for (const one of together)
      for (const other of together) if (one !== other) note(one, other, "place");
  for (const [character, field, value] of rows("Variants")) {
    const by = VARIANTS[field];
    if (by === undefined) continue;
    for (const point of value.split(" ")) {
      const other = characterAt(point.split("<")[0] ?? "");
      note(character, other, by);
      note(other, character, by);
    }
  }
  const shareReading = (one: string, other: string): boolean =>
    [...readings.of(one)].some((reading) => readings.of(other).has(reading));
  const areAlike = (one: string, other: string): boolean =>
    radical.get(one) === radical.get(other) &&
    Math.abs((strokes.get(one) ?? 0) - (strokes.get(other) ?? 0)) <=
      (readings.of(one).size > 0 ? 1 : 0) + Number(one >= "\uf900" && one <= "\ufaff");
  const isForm = (one: string, other: string, by: Evidence): boolean => {
    if (by === "shape") return true;
    if (readings.of(one).size > 0 && !shareReading(one, other)) return false;
    return by === "sense"
      ? readings.of(one).size > 0 || areAlike(one, other)
      : areAlike(one, other);
  };
  const pairs: string[] = [];
  for (const [form, variants] of evidence) {
    if (
      chinese.has(form) ||
      folded.has(form) ||
      others.has(form) ||
      form.normalize("NFKC") !== form
    )
      continue;
    if (!printed.has(form) && (form.length === 1 || readings.of(form).size > 0)) continue;
    const targets = new Set<string>();
    for (const [other, by] of variants)
      if (chinese.has(other) && isForm(form, other, by)) targets.add(foldText(other));
    const [target = form, ...more] = targets;
    if (target !== form && more.length === 0 && common.has(target)) pairs.push(form + target);
  }
  return pairs.sort().join(" ");
}

function characterAt(point: string): string {
  return String.fromCodePoint(Number.parseInt(point.slice(2), 16));
}

const [folder] = process.argv.slice(2);
if (import.meta.main && folder !== undefined)
  writeFileSync(
    new URL("../../src/text/fold/print-forms.ts", import.meta.url),
    `// Generated by test/setup/generate-print-forms.ts from Unihan (Unicode License v3). Do not edit.

/** Characters of Korean print and Japanese names, each before the usual Chinese one of which it is
 *  a shape. Input of \`test/setup/generate-fold-pairs.ts\`, not part of the Worker. */
export const PRINT_FORMS =
  "${await printForms(folder)}";
`,
  );
