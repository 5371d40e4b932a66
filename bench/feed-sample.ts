import { toArticle, type Article } from "#model/article.ts";
import { entryFrom } from "#feeds/entry-content.ts";
import type { Feed } from "#feeds/feed.ts";
import { isRejection } from "#model/rejection.ts";
import { OWN_ORIGIN, SITE_DEFAULTS } from "#model/site.ts";
import { encodeFront } from "#store/front.ts";

const ARTICLES = 50;
/** Characters of HTML in one article. */
const LENGTH = 2_900;

const SENTENCES = {
  "zh-Hans": [
    "清晨的渡口还笼着一层薄雾，摆渡人已经解开了缆绳。",
    "镇上的会计把去年的账重新算了一遍，发现桥的维修费少记了十四万元。",
    "“我们不着急，”他说，“水总会退下去的。”",
    "气象站预计周末有雨，渡船是否停航要到星期五傍晚才能决定。",
    "新的时刻表贴在码头的木板上，风一吹就哗啦作响。",
  ],
  en: [
    "The ferry left at ten past six, eleven minutes after the fog did.",
    "The treasurer counted last year's repairs again and found the bridge fourteen thousand short.",
    "“We are in no hurry,” she said, “the water always goes down in the end.”",
    "Rain is forecast for the weekend, and a decision on the crossing will wait until Friday evening.",
    "The new timetable is nailed to the landing stage, where it rattles in any wind.",
  ],
} as const;

/** A feed whose entries are articles as packs hold them. */
export type ArticleFeed = Omit<Feed, "entries"> & { readonly entries: readonly Article[] };

/** A feed of 50 articles of about 2,900 characters of ordinary HTML each, all different. */
export function fiftyArticles(lang: keyof typeof SENTENCES): ArticleFeed {
  const entries = Array.from({ length: ARTICLES }, (_, index) => articleAt(index, lang));
  const site = { ...SITE_DEFAULTS, title: "Ferry Post", lang };
  const [newest] = entries;
  if (newest === undefined) throw new RangeError("no articles");
  return {
    site,
    baseUrl: "https://ferry.example",
    path: "",
    homePath: "/",
    title: site.title,
    description: "News of the crossing",
    lang,
    modified: newest.published,
    entries,
    complete: false,
  };
}

/** The bytes of the front that such a feed is written from. */
export function frontOf({ entries }: ArticleFeed): Uint8Array {
  return encodeFront(entries.map(entryFrom));
}

function articleAt(index: number, lang: keyof typeof SENTENCES): Article {
  const sentences = SENTENCES[lang];
  const at = (number: number): string => sentences[number % sentences.length] ?? "";
  let body = `<figure><img src="${OWN_ORIGIN}/media/${index}.jpg" alt="${index}" width="800" height="600"></figure>\n`;
  for (let number = index; body.length < LENGTH; number += 4) {
    const link = `<a href="${OWN_ORIGIN}/articles/${number}">${number} &amp; more</a>`;
    const isLinked = (number - index) % 12 === 0;
    body += `<p>${at(number)}${at(number + 1)}${at(number + 2)}${at(number + 3)}${isLinked ? link : ""}</p>\n`;
  }
  const article = toArticle(
    {
      id: `crossing-${index}`,
      title: `${at(index)} (${index})`,
      section: "news/river",
      published: new Date(Date.UTC(2026, 2, 31) - index * 3_600_000).toISOString(),
      lang,
      summary: at(index + 1),
      body,
      format: "html",
      authors: ["Ada Ferris"],
      tags: ["river", "R&D", "渡船"],
    },
    { timeZone: "UTC" },
  );
  if (isRejection(article)) throw new TypeError(JSON.stringify(article.faults));
  return article;
}
