import { foldText } from "../text/fold.ts";

/** Stands in until the analyzer is there. */
export const ANALYSIS = "interim";

/** Stands in until the analyzer is there. */
export function termsOf(text: string): string[] {
  const terms: string[] = [];
  for (const [run] of foldText(text).matchAll(
    /[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]+|[\p{L}\p{M}\p{N}]+/gu,
  )) {
    if (/^[\u3041-\u9fff\uac00-\ud7a3]/.test(run)) {
      for (let index = 0; index + 1 < run.length; index++) terms.push(run.slice(index, index + 2));
      terms.push(run.slice(-1));
    } else {
      const word = run.replace(/[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]+/g, "").slice(0, 64);
      if (word) terms.push(word);
    }
  }
  return terms;
}
