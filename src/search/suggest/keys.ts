import { wordRulesOf } from "#text/analysis/word-rules.ts";
import { cutKey, keyFrom, MAX_KEY_BYTES, normalFormOf } from "./key.ts";
import { type PinyinPart, pinyinPartsOf } from "./pinyin.ts";
import type { ReadingsOf, Suggestable } from "./source.ts";

/** How a key finds its text, the best way first: typed as it is written, by full pinyin, or by
 *  initials (or by readings of characters alone); from its beginning, or from a position within. */
export const MATCH_WAYS = {
  written: 0,
  pinyin: 1,
  initials: 2,
  writtenWithin: 3,
  pinyinWithin: 4,
  initialsWithin: 5,
} as const;

/** A number of MATCH_WAYS. */
export type MatchWay = (typeof MATCH_WAYS)[keyof typeof MATCH_WAYS];

/** What may be typed to find a text, and how that finds it. */
type SuggestionKey = { readonly key: string; readonly way: MatchWay };

/** Positions of one title at which typing may begin; what lies behind them is seldom typed
 *  alone. */
const MAX_STARTS = 48;

/** All keys of a text: from its beginning, and unless `beginningOnly` from every Chinese character
 *  and every word of an alphabet that is no stop word; by pinyin from its beginning and from every
 *  word.
 *  @returns none for a text without letters and digits */
export function keysOf(
  { text, lang }: Suggestable,
  {
    readingsOf,
    beginningOnly = false,
  }: { readonly readingsOf?: ReadingsOf; readonly beginningOnly?: boolean },
): readonly SuggestionKey[] {
  const keys: SuggestionKey[] = [];
  const { text: normal, starts } = normalFormOf(text);
  const { isStopWord } = wordRulesOf(lang);
  for (const [index, { at, word }] of starts.slice(0, beginningOnly ? 1 : MAX_STARTS).entries()) {
    const isLastCharacter = word === undefined && index === starts.length - 1;
    if (index > 0 && (isLastCharacter || (word !== undefined && isStopWord(word)))) continue;
    const key = cutKey(keyFrom(normal.slice(at, at + MAX_KEY_BYTES)), MAX_KEY_BYTES);
    keys.push({ key, way: index === 0 ? MATCH_WAYS.written : MATCH_WAYS.writtenWithin });
  }
  if (readingsOf !== undefined && HAN.test(text))
    keys.push(...pinyinKeys(pinyinPartsOf(readingsOf(text)), beginningOnly));
  return keys;
}

const HAN = /\p{Script=Han}/u;

function pinyinKeys(
  parts: readonly PinyinPart[],
  beginningOnly: boolean,
): readonly SuggestionKey[] {
  const keys: SuggestionKey[] = [];
  for (const [index, { opensWord }] of parts.slice(0, beginningOnly ? 1 : MAX_STARTS).entries()) {
    if (!opensWord) continue;
    const [pinyin, initials] =
      index === 0
        ? ([MATCH_WAYS.pinyin, MATCH_WAYS.initials] as const)
        : ([MATCH_WAYS.pinyinWithin, MATCH_WAYS.initialsWithin] as const);
    const rest = parts.slice(index, index + MAX_KEY_BYTES);
    if (!rest.some(({ isHan }) => isHan)) break;
    const key = joined(rest, ({ syllable }) => syllable);
    keys.push({ key, way: pinyin });
    const typed = joined(rest, ({ isHan, syllable }) =>
      isHan ? syllable.replace("v", "u") : syllable,
    );
    if (typed !== key) keys.push({ key: typed, way: pinyin });
    const alone = joined(rest, (part) => part.alone);
    if (alone !== key) keys.push({ key: alone, way: initials });
    keys.push({
      key: joined(rest, ({ initial }) => initial).slice(0, MAX_INITIALS),
      way: initials,
    });
    if (index < MAX_MIXED_STARTS) keys.push(...mixedKeys(rest, index === 0, { pinyin, initials }));
  }
  return keys;
}

/** Positions of one title from which characters and pinyin are typed mixed. */
const MAX_MIXED_STARTS = 12;
/** Characters that are written before pinyin follows: from the beginning, and from within. */
const MAX_WRITTEN = 4;
const MAX_WRITTEN_WITHIN = 2;
/** Characters that follow in pinyin. */
const MAX_TAIL = 4;

/** What is typed by those who have chosen the first characters already, `重庆shi`, and by those who
 *  type the one syllable whole and initials of the others, `chongqs` and `cqing`. */
function mixedKeys(
  parts: readonly PinyinPart[],
  isFirst: boolean,
  { pinyin, initials }: { readonly pinyin: MatchWay; readonly initials: MatchWay },
): readonly SuggestionKey[] {
  const keys: SuggestionKey[] = [];
  let written = 0;
  for (const [index, { isHan }] of parts.entries()) {
    const next = parts[index + 1];
    if (isHan) written++;
    if (next === undefined || written > (isFirst ? MAX_WRITTEN : MAX_WRITTEN_WITHIN)) break;
    if (!isHan || !next.isHan) continue;
    const head = joined(parts.slice(0, index + 1), (part) => part.written);
    const tail = joined(parts.slice(index + 1, index + 1 + MAX_TAIL), ({ syllable }) => syllable);
    keys.push({ key: cutKey(head + tail, MAX_KEY_BYTES), way: pinyin });
  }
  const [first, ...rest] = parts.slice(0, MAX_INITIALS);
  if (first?.isHan && rest.length > 0) {
    const [second, ...others] = rest;
    keys.push(
      { key: first.syllable + joined(rest, ({ initial }) => initial), way: initials },
      {
        // The second may be a word of any alphabet.
        key: first.initial + keyFrom(second!.syllable) + joined(others, ({ initial }) => initial),
        way: initials,
      },
    );
    if (isFirst) keys.push(...initialsBehind(parts).map((key) => ({ key, way: initials })));
  }
  return keys;
}

/** Beginnings of a text behind which initials follow: two syllables, `lupinght`, and one or two
 *  characters as they are written, `绿sc`. */
function initialsBehind(parts: readonly PinyinPart[]): readonly string[] {
  const behind = (count: number, typed: (part: PinyinPart) => string): string =>
    joined(parts.slice(0, count), typed) +
    joined(parts.slice(count, count + MAX_TAIL), ({ initial }) => initial);
  const keys = [behind(2, ({ syllable }) => syllable)];
  for (const count of [1, 2]) keys.push(behind(count, ({ written }) => written));
  return keys.map((key) => cutKey(key, MAX_KEY_BYTES));
}

/** Initials are typed of a few characters only. */
const MAX_INITIALS = 8;

function joined(parts: readonly PinyinPart[], typed: (part: PinyinPart) => string): string {
  let key = "";
  for (const part of parts) {
    key += typed(part);
    if (key.length >= MAX_KEY_BYTES) break;
  }
  return cutKey(keyFrom(key), MAX_KEY_BYTES);
}
