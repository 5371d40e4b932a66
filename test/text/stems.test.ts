import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { STOP_WORDS } from "#text/analysis/stop-words.ts";
import { stemEnglish } from "#text/stem/stem-english.ts";
import { stemFrench } from "#text/stem/stem-french.ts";
import { stemGerman } from "#text/stem/stem-german.ts";
import { stemSpanish } from "#text/stem/stem-spanish.ts";
import { foldText } from "#text/fold/fold.ts";
import { cutTerm, MAX_TERM, ruledLanguageOf, wordRulesOf } from "#text/analysis/word-rules.ts";

/** The examples of Porter's paper, step by step, with what all steps together make of them. */
const PORTER = `caresses caress, ponies poni, ties ti, caress caress, cats cat, feed feed, agreed agre, plastered plaster, bled bled, motoring motor, sing sing,
conflated conflat, troubled troubl, sized size, hopping hop, tanned tan, falling fall, hissing hiss, fizzed fizz, failing fail, filing file, happy happi, sky sky,
relational relat, conditional condit, rational ration, valenci valenc, hesitanci hesit, digitizer digit, conformabli conform, radicalli radic, differentli differ,
vileli vile, analogousli analog, vietnamization vietnam, predication predic, operator oper, feudalism feudal, decisiveness decis, hopefulness hope,
callousness callous, formaliti formal, sensitiviti sensit, sensibiliti sensibl, triplicate triplic, formative form, formalize formal, electriciti electr,
electrical electr, hopeful hope, goodness good, revival reviv, allowance allow, inference infer, airliner airlin, gyroscopic gyroscop, adjustable adjust,
defensible defens, irritant irrit, replacement replac, adjustment adjust, dependent depend, adoption adopt, homologou homolog, communism commun,
activate activ, angulariti angular, homologous homolog, effective effect, bowdlerize bowdler, probate probat, rate rate, cease ceas, controll control, roll roll,
yes ye, by by, toying toi, syzygy syzygi`;

describe("stems", () => {
  test("of English words are Porter's", () => {
    for (const pair of PORTER.split(/,\s+/)) {
      const [word = "", stem = ""] = pair.trim().split(" ");
      expect([word, stemEnglish(word)]).toEqual([word, stem]);
    }
  });

  test.each([
    [
      "French",
      stemFrench,
      [
        "élection élections",
        "national nationale nationaux nationales",
        "cheval chevaux",
        "tableau tableaux",
        "actif active actives",
        "bon bonne bonnes",
        "lente lentement",
        "ouvrier ouvrière ouvrières",
      ],
    ],
    [
      "German",
      stemGerman,
      [
        "Land Lande Landes Länder Ländern",
        "Wahl Wahlen",
        "Haus Hauses Häuser Häusern",
        "schön schöne schönes schönem schönen",
        "Zeitung Zeitungen",
        "klein kleiner kleinen",
      ],
    ],
    [
      "Spanish",
      stemSpanish,
      [
        "elección elecciones",
        "niño niños",
        "casa casas",
        "luz luces",
        "flor flores",
        "clase clases",
        "nacional nacionales",
        "interés intereses",
        "trabajador trabajadora trabajadores trabajadoras",
      ],
    ],
  ] as const)("of the forms of a %s word are one", (_, stem, groups) => {
    for (const group of groups) {
      const stems = new Set(group.split(" ").map((word) => stem(foldText(word))));
      expect([group, stems.size]).toEqual([group, 1]);
    }
  });

  test("are never empty, and no longer than the word by more than a letter", () => {
    const word = fc.string({
      unit: fc.constantFrom(..."abcdefilmnorstuxyz".split("")),
      minLength: 3,
      maxLength: 12,
    });
    fc.assert(
      fc.property(word, (word) => {
        for (const stem of [stemEnglish, stemFrench, stemGerman, stemSpanish]) {
          expect(stem(word).length).toBeGreaterThan(0);
          expect(stem(word).length).toBeLessThanOrEqual(word.length + 1);
        }
      }),
    );
  });
});

describe("word rules", () => {
  test("are those of the primary language of a tag", () => {
    expect(["de-AT", "FR", "zh-Hant", "und", ""].map(ruledLanguageOf)).toEqual([
      "de",
      "fr",
      undefined,
      undefined,
      undefined,
    ]);
  });

  test("stem only words of plain letters", () => {
    const { stem } = wordRulesOf("en");
    expect(["readers", "reader1s", "слова", "is"].map(stem)).toEqual([
      "reader",
      "reader1s",
      "слова",
      "is",
    ]);
  });

  test("of a language without rules stem as English does and have no stop words", () => {
    const { stem, isStopWord } = wordRulesOf("zh");
    expect([stem("readers"), isStopWord("it")]).toEqual(["reader", false]);
  });

  test("stop words are written as folded text is, and without apostrophes", () => {
    for (const words of STOP_WORDS.values())
      for (const word of words) expect(word).toMatch(/^[a-z]+$/);
  });

  test("a term is cut at 64 units, never inside a character", () => {
    expect(cutTerm("a".repeat(65))).toBe("a".repeat(MAX_TERM));
    expect(cutTerm(`${"a".repeat(63)}😀`)).toBe("a".repeat(63));
  });
});
