import { expect, test } from "vitest";
import { wordRulesOf } from "#text/analysis/word-rules.ts";
import { openSeed } from "../setup/seed-search.ts";

const { documents, find } = openSeed();

/** Words of ordinary news. */
const NEWS_WORDS = `
  abandon absence academic accent accident accuse achieve acid acquire actor adapt adjust admire
  adopt advance advertise afford afraid agenda agree airport alarm album alcohol alien ally
  amateur amaze ambition ambulance amount ancestor anger angle ankle announce anxiety apologize
  appeal appetite approve arrest arrogant artificial ashamed assault athlete atom attack
  attorney auction audit aunt avoid award awful bachelor bacon badge ballot banana bankrupt
  barrel baseball basketball battery battle beauty beer behave belief bet betray bicycle billion
  biology bird birthday bite blame blanket blast blood bomb bonus boring boss bother bowl boxing
  brain brake brave breakfast breast bribe bride brilliant broadcast budget bullet bureau
  burglar butter button cabinet cable calm camera campaign cancel cancer candidate candy
  capitalism captain carbon career cargo casino castle casual celebrity cement chaos charity
  chemical cheese chess chicken chocolate cigarette cinema citizen civilian clinic clothes coach
  coal cocaine coffee collapse college colonel comedy comfort commerce communism computer
  concrete conflict congress conscience conspiracy constitution consumer contest contract
  convict corrupt cosmetic cotton court cousin credit cricket crime criminal crisis crucial
  cruel currency customer damage dangerous data deadly debate debt decade defeat democracy
  dentist deputy desert designer desk detective diabetes diamond dictator diesel dignity
  dinosaur diplomat disaster discount disease divorce doctor dollar dolphin donor dragon drama
  drought drug earthquake economist elbow elect electron elephant embassy emperor enemy engine
  enterprise envelope epidemic equality erupt escape euro evidence excuse executive expert
  explode export extreme faith fashion fatal fault favourite federal feminist fiction finance
  fitness flesh flight football forbid forecast foreign fortune fraud freedom fuel funeral
  galaxy gallery gamble gang gasoline gender genetic genius gesture ghost giant global goal
  gossip grammar gravity guilty guitar habit hacker hammer handsome happen hate headache
  healthcare heaven helicopter hero hijack hockey holiday honest horror hospital hostage hostile
  hotel humour hurricane husband identity illegal immigrant impeach income indict inflation
  injury insurance intelligence invade invest jail jealous jewel joke judge jury justice kidnap
  kidney kill kiss knee landlord laptop laser laugh launch lawsuit lawyer lazy league lecture
  leisure liberal liberty lion loan lobby lottery loyal luxury magazine magic mansion marathon
  marriage massacre mayor medal melt mental merger military minister missile mistake mortgage
  mosque motor murder muscle mystery naked nation nerve neutral nightmare nuclear nurse obese
  obvious oil olympic opera opponent orange orbit orchestra organ orphan outrage oxygen panic
  parliament passport patient patriot penalty pension perfume pilot pirate pizza planet plastic
  platform plot poison politics pollution poverty president priest prince prison privacy profit
  propaganda protest psychology punish queen quarrel rabbit racism radar radical rebel recession
  referee refugee religion remote republic rescue revenge revolution riot robot rocket romance
  royal rumor sacrifice salary satellite scandal scientist scream senate sergeant sexual shark
  shock shoot shopping skeleton slave smart smoke soccer soldier solar spider sponsor stadium
  statue stock strategy strike suicide sunglasses surgeon surrender survey survive suspect
  symptom talent tariff taxi technology telescope television tennis terror texas theater therapy
  threat tobacco torture tourist toxic traffic tragedy treaty trophy truth tumor twitter tyrant
  ugly unemployment universe vaccine vampire vegetable verdict veteran victim victory violence
  virus vitamin volcano vote warrior wealth weapon wedding whale wheel wicked wine wizard
  worship wound wrestle zebra zombie
`
  .trim()
  .split(/\s+/);

const { stem } = wordRulesOf("en");
const written = new Set(
  documents.flatMap(({ title, text }) => `${title} ${text}`.toLowerCase().match(/[a-z]+/g) ?? []),
);
const stems = new Set([...written].map(stem));

/** Whether the seed has a word in any form, or one that begins with it. */
function isThere(word: string): boolean {
  return stems.has(stem(word)) || [...written].some((one) => one.startsWith(word));
}

test("of 200 ordinary words that no article has none matches fully, and few show another word's hits", () => {
  const missing = NEWS_WORDS.filter((word) => !isThere(word));
  expect(missing.length).toBeGreaterThanOrEqual(200);
  const found = missing.map((word) => ({ word, ...find(word) }));
  expect(found.filter(({ full }) => full > 0).map(({ word }) => word)).toEqual([]);
  const taken = found.filter(({ total }) => total > 0);
  expect(taken.length / missing.length).toBeLessThanOrEqual(0.1);
  for (const { docs, corrections } of taken) {
    expect(corrections.length).toBeGreaterThan(0);
    expect(docs.every(({ partial }) => partial)).toBe(true);
  }
});

/** How people misspell a word, each at a place of it: its first letter is right. */
const SLIPS: readonly ((word: string, at: number) => string)[] = [
  // Two letters exchanged, one left out, one doubled, another vowel, another consonant.
  (word, at) => word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2),
  (word, at) => word.slice(0, at) + word.slice(at + 1),
  (word, at) => word.slice(0, at) + word.charAt(at) + word.slice(at),
  (word, at) => word.slice(0, at) + (word.charAt(at) === "a" ? "e" : "a") + word.slice(at + 1),
  (word, at) => word.slice(0, at) + (word.charAt(at) === "s" ? "c" : "s") + word.slice(at + 1),
];

test("of 200 misspellings of words that articles have nine in ten find the word, and say so", () => {
  const words = [...written].filter((word) => word.length >= 6).sort();
  const slips = words.flatMap((word, index) => {
    const typed = SLIPS[index % SLIPS.length]!(word, 1 + (index % (word.length - 2)));
    return typed === word || isThere(typed) ? [] : [[word, typed] as const];
  });
  const some = slips.filter((_, index) => index % Math.floor(slips.length / 200) === 0);
  expect(some.length).toBeGreaterThanOrEqual(200);
  const right = some.filter(([word, typed]) => {
    const { corrections, docs, full } = find(`${typed} `);
    return full === 0 && docs.length > 0 && corrections.some(({ to }) => to === word);
  });
  expect(right.length / some.length).toBeGreaterThanOrEqual(0.9);
});

test("no beginning of two letters or more of any word of any title finds nothing", () => {
  const beginnings = new Set(
    documents.flatMap(({ title }) =>
      (title.match(/[\p{L}\p{M}\p{N}]+(?:,\d{3})*/gu) ?? []).flatMap((word) => {
        const letters = Array.from(word);
        return letters.slice(1).map((_, index) => letters.slice(0, index + 2).join(""));
      }),
    ),
  );
  expect(beginnings.size).toBeGreaterThan(300);
  expect([...beginnings].filter((beginning) => find(beginning).total === 0)).toEqual([]);
});
