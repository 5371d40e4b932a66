import { type Article, toArticle } from "#model/article.ts";
import { type Instant, toInstant } from "#model/instant.ts";
import { isRejection } from "#model/rejection.ts";
import { type Site, toSite } from "#model/site.ts";
import type { Feed } from "#feeds/feed.ts";

/** The value, or a failure that says why the sample itself is wrong. */
function accepted<T>(value: T): Exclude<T, { readonly kind: "rejection" }> {
  if (isRejection(value)) throw new Error(JSON.stringify(value.faults));
  // Just seen to be no Rejection.
  return value as Exclude<T, { readonly kind: "rejection" }>;
}

/** A moment, for tests. */
export function instant(text: string): Instant {
  return accepted(toInstant(text, "Asia/Shanghai"));
}

/** An article made as ingest would make it; a field that `toArticle` would trim or refuse can be laid over it afterwards. */
export function article(fields: Readonly<Record<string, unknown>>): Article {
  const required = {
    id: "1",
    title: "One",
    section: "news",
    published: "2026-03-01T08:00:00+08:00",
  };
  return accepted(
    toArticle({ ...required, ...fields }, { timeZone: "Asia/Shanghai", format: "html" }),
  );
}

/** Settings of the sample site with some laid over. */
export function site(fields: Readonly<Record<string, unknown>> = {}): Site {
  return accepted(
    toSite({
      title: "渡口报",
      description: "A river town's paper, in three ways of writing.",
      url: "https://dukou.example",
      lang: "zh-Hans",
      time_zone: "Asia/Shanghai",
      id_authority: "dukou.example,2026",
      license: "https://creativecommons.org/licenses/by/4.0/",
      hub: "https://hub.example/",
      icon: "/media/ferry.png",
      sections: [
        {
          slug: "news",
          title: "新闻",
          sections: [
            { slug: "river", title: "河上", description: "渡船、水位与桥。" },
            { slug: "town", title: "鎮上", lang: "zh-Hant" },
          ],
        },
        { slug: "letters", title: "Letters & Notes", lang: "en" },
      ],
      ...fields,
    }),
  );
}

const OWN = "https://own.broadsheet.invalid";

/** Articles in the three languages, newest first, with every field that a feed can show. */
export const ARTICLES: readonly Article[] = [
  article({
    id: "ferry-2026",
    title: "渡船复航：R&D 之外，还要 <耐心>",
    kicker: "河上见闻",
    section: "news/river",
    also: ["letters"],
    published: "2026-03-04T07:30:00+08:00",
    updated: "2026-03-04T09:00:00+08:00",
    lang: "zh-Hans",
    summary: "停航四十天后，渡船今晨复航；票价 < 3 元，老人 & 孩子免费。",
    body: `<p>今晨六时，<a href="${OWN}/articles/bridge">旧桥</a>下的渡船鸣笛离岸。</p>\n<figure><img src="${OWN}/media/bank.jpg" alt="岸边" width="800" height="600"><figcaption>摆渡人老秦</figcaption></figure>\n<p>票价“两元五角”，<ruby>艄<rt>shāo</rt></ruby>公说：5 &gt; 3 &amp; 3 &lt; 5。</p>`,
    authors: ["秦小满", "O’Neil & Sons"],
    source: { name: "河务通报", url: "https://river.example/bulletin?no=4&lang=zh" },
    tags: ["渡船", "R&D", "“引号”"],
    image: { url: `${OWN}/media/bank.jpg`, alt: "晨雾里的“岸”", width: 800, height: 600 },
    attachments: [
      { url: "/media/timetable.pdf", title: "时刻表", size: 20_480 },
      { url: `${OWN}/media/horn.mp3`, title: "汽笛", size: 163_840, duration: 12 },
    ],
    translations: { en: "ferry-2026-en", "zh-Hans": "ferry-2026" },
    corrections: [
      { at: "2026-03-05T10:00:00+08:00", note: "首班时间应为六时十分。" },
      { at: "2026-03-06T10:00:00+08:00", note: "票价 < 3 元，不含保险 & 附加费。" },
    ],
  }),
  article({
    id: "87613",
    guid: "87613",
    title: "水位公告",
    section: "news/town",
    published: "2026-03-03",
    lang: "zh-Hant",
    excerpt: "本日水位三公尺二。",
    body: "<p>本日水位三公尺二，<strong>較昨日落一寸</strong>。</p>",
    source: "甘孜日報",
    aliases: ["/html/xw/dzyw/87613.html"],
  }),
  article({
    id: "bridge",
    guid: "http://old.dukou.example/?p=12&x=1",
    title: "What the old bridge heard",
    section: "letters",
    published: "2026-03-02T21:15:00Z",
    lang: "en",
    summary: 'A letter about footsteps, and one "quoted" word.',
    format: "markdown",
    body: "It *hears* everything.\n\nEven AT&T.",
    html: "<p>It <em>hears</em> everything.</p>\n<p>Even AT&amp;T.</p>",
    authors: ["Ada Ferris"],
    license: "https://example.org/licence?by=all&for=ever",
    image: "https://pictures.example/bridge.webp",
  }),
  article({
    id: "elsewhere",
    title: "A neighbour's almanac",
    section: "letters",
    url: "https://almanac.example/2026?month=3&day=1",
    published: "2026-03-01T08:00:00-05:00",
    lang: "en",
    format: "text",
    body: "Plain text & nothing else.\nSecond line.\n\nSecond paragraph.",
    attachments: ["ftp://files.example/a.zip", "https://files.example/a.unknownkind"],
  }),
];

/** A feed of the sample site's river and town news and letters, with parts laid over. */
export function feed(parts: Partial<Feed> = {}): Feed {
  const own = site();
  return {
    site: own,
    baseUrl: "https://dukou.example",
    path: "",
    homePath: "/",
    title: own.title,
    description: own.description ?? "",
    lang: own.lang,
    modified: instant("2026-03-06T10:00:00+08:00"),
    entries: ARTICLES,
    complete: false,
    ...parts,
  };
}

/** The newest page of the sample site's feed: hub, a page before it, a withdrawn article. */
export function newestPage(): Feed {
  return feed({
    hub: "https://hub.example/",
    previousArchive: "/archive/%E7%94%B2-1~3fK9a_Qz1b",
    tombstones: [
      { article: { id: article({ id: "gone" }).id }, when: instant("2026-03-05T00:00:00+08:00") },
    ],
  });
}

/** An archive document in the middle of the chain. */
export function archiveDocument(): Feed {
  return feed({
    path: "/archive/b~0123456789",
    archiveOf: "",
    previousArchive: "/archive/a~0123456789",
    nextArchive: "/archive/c~0123456789",
    modified: instant("2026-03-02T21:15:00Z"),
    entries: ARTICLES.slice(2),
  });
}
