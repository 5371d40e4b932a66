import { expect, test } from "vitest";
import { readMarkdownSite } from "#ingest/generator/markdown-site.ts";
import { sitePath } from "#ingest/generator/site-path.ts";
import { expandTags } from "#ingest/generator/template-tags.ts";
import { nameBlob, noticed, rejected } from "../folder.ts";

function read(files: Readonly<Record<string, string>>) {
  const raw = Object.entries(files).map(([path, text]) => ({
    path,
    bytes: new TextEncoder().encode(text),
  }));
  return readMarkdownSite(raw, {
    nameBlob,
    timeZone: "Asia/Shanghai",
    now: Date.parse("2026-06-01T00:00:00Z"),
  });
}

test("a site of Hugo gives its articles, sections, aliases and drafts", () => {
  const content = read({
    "content/posts/_index.md": "---\ntitle: Stories\n---\n",
    "content/posts/ferry/index.md":
      '+++\ntitle = "Ferry"\ndate = 2023-04-14T08:00:00+08:00\nlastmod = 2023-04-15\ndraft = false\ntags = ["a"]\naliases = ["/old/ferry", "old2"]\nslug = "the-ferry"\n[cover]\nimage = "f.png"\n+++\n{{< figure src="f.png" caption="C" >}}\n\n{{< tweet 1 >}}',
    "content/posts/ferry/f.png": "png",
    "content/posts/hidden.md": "---\ntitle: H\ndate: 2023-04-14\ndraft: true\n---\n",
    "content/posts/ferry.zh-hant.md": "---\ntitle: 渡船\ndate: 2023-04-14\n---\n渡船",
    "README.md": "# x",
    "themes/x/content/y.md": "---\n---\n",
  });
  expect(rejected(content)).toEqual([]);
  expect(noticed(content)).toEqual([
    "content/posts/ferry/index.md:14: has the shortcode tweet, which stays as it is; write what it shows",
  ]);
  expect(content.site.sections).toMatchObject([{ path: "posts", title: "Stories" }]);
  const media = `https://own.broadsheet.invalid/media/${nameBlob(new TextEncoder().encode("png"))}.png`;
  expect(content.articles).toMatchObject([
    { id: "ferry-zh-hant", lang: "zh-Hant", section: "posts" },
    {
      id: "the-ferry",
      title: "Ferry",
      section: "posts",
      published: "2023-04-14T08:00:00+08:00",
      updated: "2023-04-15T00:00:00+08:00",
      tags: ["a"],
      aliases: ["/old/ferry", "/old2"],
      image: { url: media },
      html: `<figure><img src="${media}" alt=""><figcaption>C</figcaption></figure>\n<p>{{&lt; tweet 1 &gt;}}</p>`,
    },
    { id: "hidden", status: "draft" },
  ]);
});

test("a site of Jekyll gives dates by file name, categories and redirects", () => {
  const content = read({
    "_posts/2023-04-14-ferry.md":
      "---\ntitle: Ferry\ncategories: [News/Boats, Travel]\nkeywords: a, b\nauthor: { name: Anna }\nredirect_from: /f\npermalink: /ferry.html\nexcerpt: s\n---\n{% highlight js %}\nlet a;\n{% endhighlight %}",
    "_drafts/idea.md": "---\ntitle: Idea\ndate: 2023-04-14\n---\n",
    "about.md": "---\ntitle: About\npublished: false\n---\n",
  });
  expect(content.articles).toMatchObject([
    { id: "idea", status: "draft" },
    {
      id: "ferry",
      published: "2023-04-14T00:00:00+08:00",
      precision: "day",
      section: "news/boats",
      also: ["travel"],
      tags: ["a", "b"],
      authors: ["Anna"],
      aliases: ["/f", "/ferry.html"],
      summary: "s",
      html: "<pre><code>let a;\n</code></pre>",
    },
  ]);
  expect(rejected(content)).toEqual([
    "about.md: published: has no date; say --dates git, --dates mtime, or --undated with one date for all, such as 2024-01-01",
  ]);
});

test("sites of Hexo and Astro give dates and pictures by their names", () => {
  const content = read({
    "source/_posts/a.md":
      "---\ntitle: A\ndate: 2013/7/13 20:46:25\ncategories:\n- [News, Boats]\n---\nx<!-- more -->y",
    "src/content/blog/b.md":
      "---\ntitle: B\npubDate: Jul 08 2022\nheroImage: https://h.example/b.png\ndescription: d\n---\n",
  });
  expect(rejected(content)).toEqual([]);
  expect(content.articles).toMatchObject([
    { id: "a", published: "2013-07-13T20:46:25+08:00", section: "news/boats", html: "<p>xy</p>" },
    {
      id: "b",
      published: "2022-07-08T00:00:00+08:00",
      section: "blog",
      image: { url: "https://h.example/b.png" },
      summary: "d",
    },
  ]);
});

test.each([
  ["_posts/2023-04-14-hello.md", { name: "hello", date: "2023-04-14", lang: "", folders: [] }],
  ["content/news/hello/index.en.md", { name: "hello", date: "", lang: "en", folders: ["news"] }],
  ["blog/v1.2.md", { name: "v1.2", date: "", lang: "", folders: ["blog"] }],
])("the path %s is read", (path, expected) => {
  expect(sitePath(path)).toMatchObject(expected);
});

test("a video's shortcode is a link", () => {
  expect(expandTags('{{< youtube "abc" >}} {{% bilibili id="BV1" %}}')).toEqual({
    text: "<https://www.youtube.com/watch?v=abc> <https://www.bilibili.com/video/BV1>",
    unknown: [],
  });
});

const HEXO = "title: 甲\nurl: https://h.example\nsource_dir: source\ntimezone: Asia/Shanghai\n";
const POST = "---\ntitle: A\ndate: 2023-04-14 08:05:00\n---\n\na\n";

test("dates of a generator are by the clock of its settings, unless another is told", () => {
  const files = { "_config.yml": HEXO, "source/_posts/a.md": POST };
  const raw = Object.entries(files).map(([path, text]) => ({
    path,
    bytes: new TextEncoder().encode(text),
  }));
  const published = (timeZone?: string) => {
    const told = timeZone === undefined ? {} : { timeZone };
    const { articles, site } = readMarkdownSite(raw, { nameBlob, now: 0, ...told });
    return [articles[0]?.published, site.timeZone];
  };
  expect(published()).toEqual(["2023-04-14T08:05:00+08:00", "Asia/Shanghai"]);
  expect(published("UTC")).toEqual(["2023-04-14T08:05:00Z", "UTC"]);
});

test.each([
  ["Hexo", HEXO, "source/_posts/a.md", "source/about/index.md"],
  ["Hexo's drafts", HEXO, "source/_drafts/a.md", "source/links/index.md"],
  ["Jekyll", "title: J\n", "_posts/2023-04-14-a.md", "about.md"],
  [
    "a collection of Jekyll",
    "title: J\ncollections: { essays: { output: true } }\n",
    "_essays/a.md",
    "pages/about.md",
  ],
])("a page of %s is no article, though it has a date", (_, settings, post, page) => {
  const { articles, leftOut } = read({ "_config.yml": settings, [post]: POST, [page]: POST });
  expect(articles.map(({ title }) => title)).toEqual(["A"]);
  expect(leftOut).toEqual(["page"]);
});

test("a permalink that is false is no address", () => {
  const { articles } = read({
    "eleventy.config.js": "export default {}",
    "_data/site.json": '{"url":"https://e.example"}',
    "blog/c.md": "---\ntitle: C\ndate: 2023-04-16\npermalink: false\n---\n\nc\n",
  });
  expect(articles[0]).toMatchObject({ status: "draft", aliases: ["/blog/c/"] });
});

test.each(["Hexo", "Jekyll"])("a draft of %s without a date is a draft and no fault", (name) => {
  const settings = name === "Hexo" ? "title: S\n" : "title: S\nmarkdown: kramdown\n";
  const content = read({
    "_config.yml": settings,
    "source/_posts/a.md": "---\ntitle: A\ndate: 2023-04-14\n---\nx",
    "source/_drafts/x.md": "---\ntitle: X\n---\nx",
    "_posts/2023-04-14-b.md": "---\ntitle: B\n---\nx",
    "_drafts/y.md": "---\ntitle: Y\n---\nx",
    "_drafts/2023-04-14-z.md": "---\ntitle: Z\n---\nx",
  });
  expect([rejected(content), content.undated]).toEqual([[], []]);
  const drafts = content.articles.filter(({ status }) => status === "draft");
  expect(drafts.map(({ title }) => title).sort()).toEqual(expect.arrayContaining(["Y", "Z"]));
  expect(drafts.find(({ title }) => title === "Y")?.published).toMatch(/^2026-0[56]/);
  expect(drafts.find(({ title }) => title === "Z")?.published).toMatch(/^2023-04-1[34]/);
});

test("what is no draft and has no date is still asked for one", () => {
  const content = read({
    "_config.yml": "title: S\nmarkdown: kramdown\n",
    "_posts/b.md": "---\ntitle: B\n---\nx",
  });
  expect(content.undated).toEqual(["_posts/b.md"]);
});

test.each<[string, string, string, string | undefined]>([
  ["Zola", 'base_url = "https://z.example"', "content/h.zh.md", "/zh/h/"],
  ["Zola's first language", 'base_url = "https://z.example"', "content/h.md", "/h/"],
  [
    "Zola in Chinese first",
    'base_url = "https://z.example"\ndefault_language = "zh"',
    "content/h.zh.md",
    "/h/",
  ],
  ["Hugo", 'baseURL = "https://h.example"', "content/posts/h.fr.md", "/fr/posts/h/"],
  [
    "Hugo with a folder for each language",
    'baseURL = "https://h.example"\ndefaultContentLanguageInSubdir = true',
    "content/posts/h.md",
    "/en/posts/h/",
  ],
])("an article of %s in a language has its old address there", (_who, config, path, alias) => {
  const { articles } = read({ "config.toml": config, [path]: POST });
  expect(articles[0]?.aliases).toEqual(alias === undefined ? [] : [alias]);
});

test.each<[string, string]>([
  ["{{< private >}}secret{{< /private >}}", "draft"],
  ["{% members_only %}secret{% endmembers_only %}", "draft"],
  ["{% private %} alone", "published"],
  ["{{< pullquote >}}public{{< /pullquote >}}", "published"],
  ["```\n{{< private >}}code{{< /private >}}\n```", "published"],
])("a text with %s is %s", (text, status) => {
  const { articles } = read({
    "hugo.toml": "",
    "content/a.md": POST.replace(/x?\s*$/, `\n${text}\n`),
  });
  expect(articles[0]?.status).toBe(status);
});
