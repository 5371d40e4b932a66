import { expect, test } from "vitest";
import type { Article } from "#model/article.ts";
import type { ArticleId } from "#model/name.ts";
import { isRejection } from "#model/rejection.ts";
import { publish } from "#publish/write/publish.ts";
import { collectGarbage } from "#publish/write/gc.ts";
import { purge } from "#publish/write/purge.ts";
import { releases } from "#publish/write/releases.ts";
import { rollback } from "#publish/write/rollback.ts";
import { createApp } from "#serve/app.ts";
import { fullHash } from "#store/blob-name.ts";
import { keysOf, watchedKv } from "../store/local-kv.ts";
import { kvInMemory } from "../reliability/kv-in-memory.ts";
import { madeArticle, madeArticles, madeId, madeSite } from "../store/made-articles.ts";
import { allAnswers } from "./all-answers.ts";

const HOUR = 3_600_000;
const PICTURE = "3fK9a_Qz1bXy0Tq7LmNp.png";
const SHARED_PICTURE = "Zz19a_Qz1bXy0Tq7LmNp.png";

/** An article to take down, and the words by which it is found. */
type Case = {
  readonly name: string;
  readonly fields: Readonly<Record<string, unknown>>;
  /** Words of its title, texts and names, which nothing else has. */
  readonly words: readonly string[];
  /** Words that its id, guid and old paths are made of. */
  readonly address: readonly string[];
};

const english = {
  title: "Quokkazine ledgers vanish",
  kicker: "Wombatish exclusive",
  summary: "Numbatly summary of it",
  body: `<p>The bilbyish clerk said that the potorooed books were gone. ${"common words again. ".repeat(40)}</p><p><img src="https://own.broadsheet.invalid/media/${PICTURE}" alt="dunnarty picture"> <img src="https://own.broadsheet.invalid/media/${SHARED_PICTURE}" alt=""></p>`,
  authors: ["Quollwright Reporter"],
  tags: ["antechinusy"],
  lang: "en",
};
const ENGLISH_WORDS = [
  "Quokkazine",
  "ombatish",
  "umbatly",
  "ilbyish",
  "otorooed",
  "unnarty",
  "uollwright",
  "ntechinusy",
];
const chinese = {
  title: "夔鼋账册失踪始末",
  kicker: "螭吻独家",
  summary: "狻猊摘要一则",
  body: `<p>饕餮先生说，那些貔貅账本都不见了。${"今天天气很好，大家都去看桥。".repeat(40)}</p><img src="https://own.broadsheet.invalid/media/${PICTURE}" alt="麒麟照片">`,
  authors: ["睚眦记者"],
  tags: ["霸下标签"],
  lang: "zh-Hans",
};
const CHINESE_WORDS = ["夔鼋", "螭吻", "狻猊", "饕餮", "貔貅", "麒麟照", "睚眦", "霸下"];
const SLUG = "quokkazine-ledgers-vanish";
const HAN_SLUG = "夔鼋账册失踪始末";
const ENCODED = encodeURIComponent(HAN_SLUG);

const CASES: readonly Case[] = [
  {
    name: "WordPress, English",
    fields: {
      ...english,
      id: SLUG,
      guid: `https://old.example/2023/04/14/${SLUG}/`,
      aliases: [`/2023/04/14/${SLUG}/`, "/?p=4711"],
    },
    words: ENGLISH_WORDS,
    address: ["uokkazine-ledgers"],
  },
  {
    name: "Blogger, English",
    fields: {
      ...english,
      id: "b88",
      guid: "tag:blogger.com,1999:blog-77.post-8888888",
      aliases: [`/2023/04/${SLUG}.html`],
      url: `https://blog.example/2023/04/${SLUG}.html`,
    },
    words: ENGLISH_WORDS,
    address: ["uokkazine-ledgers", "post-8888888"],
  },
  {
    name: "WordPress, Chinese",
    fields: {
      ...chinese,
      id: HAN_SLUG,
      guid: `https://old.example/2023/04/14/${ENCODED}/`,
      aliases: [`/2023/04/14/${ENCODED}/`, `/档案/${HAN_SLUG}.html`],
    },
    words: CHINESE_WORDS,
    address: [ENCODED.slice(0, 18)],
  },
  {
    name: "Blogger, Chinese",
    fields: {
      ...chinese,
      id: "b99",
      guid: "tag:blogger.com,1999:blog-77.post-9999999",
      aliases: ["/2023/04/blog-post_14.html", `/2023/04/${ENCODED}.html`],
    },
    words: CHINESE_WORDS,
    address: [ENCODED.slice(0, 18), "post-9999999", "blog-post_14"],
  },
];

/** Articles that speak of the one to be taken down, as neighbours by id, by title, by both; and as a translation. */
function others({ fields }: Case): readonly Article[] {
  const { id, title, lang } = fields;
  return [
    ...madeArticles(24, { bytes: 200 }).map((one) => ({ ...one, tags: [...one.tags, "common"] })),
    madeArticle({ id: "y1", next: { title, id }, body: "<p>common one</p>", lang }),
    madeArticle({ id: "y2", previous: { title }, body: "<p>common two</p>", lang }),
    madeArticle({ id: "y3", next: { title, id: "nobody" }, body: "<p>common</p>", lang }),
    madeArticle({ id: "y4", translations: { de: id }, body: "<p>common</p>", lang }),
    madeArticle({
      id: "y5",
      body: `<p>common <img src="https://own.broadsheet.invalid/media/${SHARED_PICTURE}" alt=""></p>`,
      lang,
    }),
  ];
}

function media(name: string) {
  return { path: name, name, bytes: new TextEncoder().encode(`png of ${name}`) };
}

/** A site of its own, whose clock goes on an hour with each step. */
function siteFor(one: Case) {
  const memory = kvInMemory();
  const { kv } = memory;
  const base = madeSite("Courier", ["news"]);
  const redirects = { "/short": `/articles/${encodeURIComponent(String(one.fields["id"]))}` };
  const site = { ...base, url: "https://courier.example", redirects };
  let now = Date.UTC(2024, 0, 1);
  const tick = (): number => (now += HOUR);
  const put = async (
    articles: readonly Article[],
    revive: readonly ArticleId[] = [],
    full = true,
  ) => {
    const flags = { force: true, allowGone: true, allowReappearing: true, revive, full };
    const files = [media(PICTURE), media(SHARED_PICTURE)];
    const watched = watchedKv(kv);
    const given = { kv: watched.kv, site, articles, media: files, now: tick() };
    const outcome = await publish({ ...given, ...flags });
    if (isRejection(outcome)) throw new TypeError(JSON.stringify(outcome));
    // Pictures that are set aside, and brought back, count too.
    expect(outcome.written).toBe(keysOf(watched.calls, "put").length);
    return outcome;
  };
  const ask = async (path: string) => {
    const app = createApp({ now: () => now, chance: () => 1 });
    const answer = await app.request(`https://courier.example${path}`, undefined, { KV: kv });
    return { status: answer.status, text: await answer.text() };
  };
  const json = async (path: string) => JSON.parse((await ask(path)).text) as Record<string, never>;
  /** In which keys, values and metadata of KV any of the words stands, in any spelling. */
  const inKv = (words: readonly string[]): readonly string[] =>
    memory.values().flatMap(({ key, bytes, metadata }) => {
      const whole = Buffer.concat([Buffer.from(`${key}${JSON.stringify(metadata)}`), bytes]);
      return words.filter((word) => whole.includes(word)).map((word) => `${key}: ${word}`);
    });
  const inAnswers = async (words: readonly string[]): Promise<readonly string[]> => {
    const answers = await allAnswers(kv, now, [`/media/${SHARED_PICTURE}`]);
    expect(answers.length).toBeGreaterThan(100);
    return answers.flatMap(({ path, text, headers }) =>
      words.filter((word) => `${text}${headers}`.includes(word)).map((word) => `${path}: ${word}`),
    );
  };
  return { kv, put, ask, json, inKv, inAnswers, tick, at: () => now };
}

type TestSite = ReturnType<typeof siteFor>;

/** Neither found nor suggested; its picture is not served, and one that others show too is. */
async function expectUnseen(site: TestSite, { words, fields }: Case): Promise<void> {
  expect(await site.inAnswers(words)).toEqual([]);
  const title = encodeURIComponent(String(fields["title"]));
  expect(await site.json(`/api/search?q=${title}`)).toMatchObject({ hits: [], suggestion: null });
  const begin = encodeURIComponent(String(fields["title"]).slice(0, 2));
  expect(await site.json(`/api/suggest?q=${begin}`)).toMatchObject({ suggestions: [] });
  expect((await site.ask(`/media/${PICTURE}`)).status).toBe(404);
  expect((await site.ask(`/media/${SHARED_PICTURE}`)).status).toBe(200);
}

for (const one of CASES) {
  test(`${one.name}: what is withdrawn is in no answer from that release on, comes back by no rollback that does not name it, and after a purge no value in KV has a word of it`, async () => {
    const site = siteFor(one);
    const id = madeId(String(one.fields["id"]));
    const path = `/articles/${encodeURIComponent(id)}`;
    const article = madeArticle(one.fields);
    await site.put(others(one));
    const first = await site.put([...others(one), { ...article, title: `${article.title}!` }]);
    const shown = await site.put([...others(one), article]);
    // A control: every word is found while it is published.
    const found = (await site.inAnswers(one.words)).join("\n");
    for (const word of one.words) expect(found).toContain(word);
    expect(site.inKv(one.words).length).toBeGreaterThan(one.words.length);
    expect((await site.ask(`/media/${PICTURE}`)).status).toBe(200);
    const { cursor } = await site.json("/api/articles");

    await site.put([...others(one), { ...article, status: "withdrawn" }]);
    await expectUnseen(site, one);
    expect((await site.ask(path)).status).toBe(410);
    expect((await site.ask(`${path}.md`)).status).toBe(410);
    expect((await site.json(`/api/articles?updated_after=${cursor}`))["articles"]).toContainEqual({
      id,
      withdrawn: true,
    });

    // Neither by going back, once or to a named release, nor after it left the content.
    expect(await rollback({ kv: site.kv, now: site.tick() })).toMatchObject({
      to: shown.release,
      left: 1,
    });
    await expectUnseen(site, one);
    await site.put(others(one));
    expect(await rollback({ kv: site.kv, now: site.tick(), to: first.release })).toMatchObject({
      left: 1,
    });
    await expectUnseen(site, one);
    expect((await site.ask(path)).status).toBe(410);

    // Named, it is back with its picture.
    const back = { kv: site.kv, now: site.tick(), to: shown.release, revive: [id] };
    expect(await rollback(back)).toMatchObject({ left: 0 });
    expect((await site.ask(path)).status).toBe(200);
    expect((await site.ask(`/media/${PICTURE}`)).status).toBe(200);
    await site.put([...others(one), { ...article, status: "withdrawn" }]);
    await expectUnseen(site, one);

    const purged = await purge({ kv: site.kv, now: site.tick(), id });
    if (isRejection(purged)) throw new TypeError(JSON.stringify(purged));
    expect(purged.mark).toBe(`~${await fullHash(id)}`);
    // Its own picture, which had been set aside.
    expect(purged.media).toBe(1);
    expect(site.inKv([...one.words, ...one.address])).toEqual([]);
    await expectUnseen(site, { ...one, words: [...one.words, ...one.address] });
    expect([(await site.ask(path)).status, (await site.ask("/short")).status]).toEqual([404, 404]);
    // Who pulls learns that something went, and by a hash alone what.
    const { articles: changes } = await site.json(`/api/articles?updated_after=${cursor}`);
    expect(changes).toContainEqual({ id: purged.mark, withdrawn: true });
    // Nobody is offered a release that knew it.
    const stored = await releases(site.kv, site.at());
    expect(isRejection(stored) ? [] : stored.map(({ release }) => release)).not.toContain(
      shown.release,
    );

    // A content folder from a backup does not bring it back, unless it is named.
    const again = await site.put([...others(one), article]);
    expect(again.notices.map((notice) => notice.article)).toEqual([id]);
    expect(site.inKv([...one.words, ...one.address])).toEqual([]);
    await site.put([...others(one), article], [id]);
    expect((await site.ask(path)).status).toBe(200);
  });
}

test("an article that readers see can be purged at once, and a purge that was cut short goes on when it is run again", async () => {
  const one = CASES[0]!;
  const site = siteFor(one);
  const id = madeId(SLUG);
  await site.put(others(one));
  await site.put([...others(one), madeArticle(one.fields)]);
  const failing = { deletes: 2 };
  const kv = new Proxy(site.kv, {
    get(target, name: keyof KVNamespace) {
      if (name !== "delete") return target[name];
      return async (key: string) => {
        if (failing.deletes-- <= 0) throw new Error("KV is down");
        await target.delete(key);
      };
    },
  });
  await expect(purge({ kv, now: site.tick(), id })).rejects.toThrow("KV did not delete");
  // Readers see it no more already.
  expect(await site.inAnswers(ENGLISH_WORDS)).toEqual([]);
  failing.deletes = Infinity;
  expect(await purge({ kv, now: site.tick(), id })).toMatchObject({ kind: "purged" });
  expect(site.inKv([...ENGLISH_WORDS, ...one.address])).toEqual([]);
  expect(await purge({ kv, now: site.tick(), id: madeId("unheard-of") })).toMatchObject({
    faults: [{ what: "no release knows an article unheard-of", fix: "see /api/articles for ids" }],
  });
});

test("a purge keeps the release that it made, though KV does not show it yet", async () => {
  const one = CASES[0]!;
  const site = siteFor(one);
  await site.put([...others(one), madeArticle(one.fields)]);
  let made = "";
  const kv = new Proxy(site.kv, {
    get(target, name: keyof KVNamespace) {
      if (name === "put")
        return async (key: string, ...rest: [never, never]) => {
          if (key.startsWith("release/")) made = key;
          await target.put(key, ...rest);
        };
      if (name !== "get") return target[name];
      return async (key: string, type: "text") => (key === made ? null : target.get(key, type));
    },
  });
  expect(await purge({ kv, now: site.tick(), id: madeId(SLUG) })).toMatchObject({ kind: "purged" });
  expect(made).toMatch(/^release\//);
  expect(await site.kv.get(made)).not.toBeNull();
  expect((await site.ask("/articles/y1")).status).toBe(200);
});

for (const one of CASES.slice(1, 3))
  test(`${one.name}: what was laid over the last full release is withdrawn and purged just so`, async () => {
    const site = siteFor(one);
    const id = madeId(String(one.fields["id"]));
    const article = madeArticle(one.fields);
    await site.put(others(one));
    const over = await site.put([...others(one), article], [], false);
    expect(over.choice.part, over.choice.why).toBe("recent");
    expect((await site.inAnswers(one.words)).length).toBeGreaterThan(one.words.length);
    await site.put([...others(one), { ...article, status: "withdrawn" }], [], false);
    await expectUnseen(site, one);
    expect(await purge({ kv: site.kv, now: site.tick(), id })).toMatchObject({ kind: "purged" });
    expect(site.inKv([...one.words, ...one.address])).toEqual([]);
    await expectUnseen(site, { ...one, words: [...one.words, ...one.address] });
  });

test("what waits in a recent part for its time survives a purge of another, and so does its picture a collection of garbage", async () => {
  const one = CASES[0]!;
  const site = siteFor(one);
  const body = `<p>common</p><img src="https://own.broadsheet.invalid/media/${PICTURE}" alt="">`;
  const due = madeArticle({ id: "due", published: "2024-01-09T00:00:00Z", body, lang: "en" });
  const bare = madeArticle({ ...one.fields, body: "<p>potorooed</p>" });
  await site.put(others(one));
  const over = await site.put([...others(one), bare, due], [], false);
  expect([over.choice.part, over.upcoming.length]).toEqual(["recent", 1]);
  while (site.at() < Date.UTC(2024, 0, 4)) site.tick();
  expect(await collectGarbage(site.kv, site.at())).toMatchObject({ media: 0 });
  expect(await purge({ kv: site.kv, now: site.tick(), id: madeId(SLUG) })).toMatchObject({
    kind: "purged",
  });
  while (site.at() < Date.UTC(2024, 0, 10)) site.tick();
  expect((await site.ask("/articles/due")).status).toBe(200);
  expect((await site.ask(`/media/${PICTURE}`)).status).toBe(200);
});

test("a purge names the articles that speak of it in their own words", async () => {
  const one = CASES[0]!;
  const site = siteFor(one);
  const link = `<p>See <a href="https://own.broadsheet.invalid/articles/${SLUG}">this</a>.</p>`;
  await site.put([
    ...others(one),
    madeArticle(one.fields),
    madeArticle({ id: "linking", body: link, lang: "en" }),
  ]);
  const purged = await purge({ kv: site.kv, now: site.tick(), id: madeId(SLUG) });
  expect(purged).toMatchObject({ mentions: ["linking"] });
});
