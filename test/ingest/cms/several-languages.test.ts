import { expect, test } from "vitest";
import { inOneLanguage } from "#ingest/cms/several-languages.ts";

test.each([
  ["[:en]Harbour[:zh]港口[:]", "zh-Hans", "港口", 1],
  ["[:en]Harbour[:zh]港口[:]", "en-GB", "Harbour", 1],
  ["[:en]Harbour[:zh]港口[:]", "", "Harbour", 1],
  ["[:en]Harbour[:zh]港口[:]", "fr", "Harbour", 1],
  ["[:en]Harbour[:zh][:]", "zh", "Harbour", 0],
  ["<!--:en-->Harbour<!--:--><!--:zh-->港口<!--:-->", "zh", "港口", 1],
  ["{:en}Harbour{:de}Hafen{:fr}Port{:}", "de", "Hafen", 2],
  ["A [:en]harbour[:zh]港口[:] b", "en", "A harbour b", 1],
  ["[:en]Harbour", "en", "Harbour", 0],
  ["Harbour", "en", "Harbour", 0],
  ["[: x] <!-- more --> [en] {en}", "en", "[: x] <!-- more --> [en] {en}", 0],
  ["[:English]", "en", "[:English]", 0],
  ["", "en", "", 0],
])("%s in %s is %s", (text, lang, expected, others) => {
  expect(inOneLanguage(text, lang)).toEqual({ text: expected, others });
});
