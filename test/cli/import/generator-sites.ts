import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** The settings of each generator, and where its posts lie. */
const SITES: Readonly<
  Record<string, { readonly settings: Readonly<Record<string, string>>; readonly post: string }>
> = {
  hugo: {
    settings: { "hugo.toml": 'title = "Hugo"\nbaseURL = "https://hugo.example/"' },
    post: "content/posts/NAME.md",
  },
  jekyll: {
    settings: { "_config.yml": "title: Jekyll\nurl: https://jekyll.example" },
    post: "_posts/2023-04-14-NAME.md",
  },
  hexo: {
    settings: { "_config.yml": "title: Hexo\nurl: https://hexo.example\nsource_dir: source" },
    post: "source/_posts/NAME.md",
  },
  zola: {
    settings: { "config.toml": 'title = "Zola"\nbase_url = "https://zola.example"' },
    post: "content/blog/NAME.md",
  },
  eleventy: {
    settings: { "eleventy.config.js": "export default {}", "_data/site.json": '{"title":"11ty"}' },
    post: "posts/NAME.md",
  },
  astro: {
    settings: { "astro.config.mjs": 'export default { site: "https://astro.example" }' },
    post: "src/content/blog/NAME.mdx",
  },
  docusaurus: {
    settings: { "docusaurus.config.js": 'export default { title: "D", url: "https://d.example" }' },
    post: "blog/2023-04-14-NAME.md",
  },
  plain: { settings: {}, post: "notes/2023-04-14 NAME.md" },
};

/** How many articles each site has. */
export const POSTS_OF_A_SITE = 3;

/** Writes a small site of each generator, and an export of WordPress and of Ghost, with footnotes,
 *  lists, pictures, links, tags and drafts.
 *  @returns the paths of all of them */
export async function writeSites(root: string): Promise<readonly string[]> {
  const write = async (path: string, text: string): Promise<void> => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  };
  for (const [name, { settings, post }] of Object.entries(SITES)) {
    for (const [file, text] of Object.entries(settings)) await write(`${name}/${file}`, text);
    for (let number = 0; number < POSTS_OF_A_SITE; number += 1)
      await write(`${name}/${post.replace("NAME", `${name}-${number}`)}`, article(name, number));
  }
  await write("wordpress.xml", wordPress());
  await write("ghost.json", ghost());
  return [...Object.keys(SITES), "wordpress.xml", "ghost.json"].map((path) => join(root, path));
}

function article(name: string, number: number): string {
  const title = name === "plain" ? "" : `title: Post ${number} of ${name}\n`;
  const heading = name === "plain" ? `# Post ${number} of ${name}\n\n` : "";
  const draft = number === 2 ? "draft: Yes\n" : "";
  const front = `---\n${title}date: 2023-04-14\ntags: [a, 中文]\n${draft}---\n`;
  const code = name === "jekyll" ? "{% highlight js %}\nlet a;\n{% endhighlight %}\n\n" : "";
  return `${front}${heading}Words[^1] of ${name} 的正文 with https://links.example/${number} and ![p](https://p.example/${number}.png).\n\n- [x] done\n- [ ] open\n\n${code}## Part {#own}\n\n:::tip Title\nInside\n:::\n\n[^1]: A note.\n`;
}

function wordPress(): string {
  const items = Array.from(
    { length: POSTS_OF_A_SITE },
    (_, number) =>
      `<item><title>A &amp;amp; B ${number}</title><link>https://wp.example/${number}/</link><guid isPermaLink="false">wp-${number}</guid><wp:post_id>${number + 1}</wp:post_id><wp:post_date>2023-04-14 08:00:00</wp:post_date><wp:post_date_gmt>2023-04-14 08:00:00</wp:post_date_gmt><wp:post_name>wp-${number}</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type><category domain="post_tag" nicename="x"><![CDATA[R&amp;D]]></category><content:encoded><![CDATA[<p>Words <a href="https://links.example/">link</a></p>[gallery ids="90"]<iframe src="https://www.youtube.com/embed/abc"></iframe>]]></content:encoded></item>`,
  );
  const picture =
    "<item><title>pic</title><wp:post_id>90</wp:post_id><wp:post_type>attachment</wp:post_type><wp:status>inherit</wp:status><wp:attachment_url>https://wp.example/wp-content/uploads/pic.jpg</wp:attachment_url></item>";
  return `<?xml version="1.0"?><rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>WP</title><link>https://wp.example</link><wp:wxr_version>1.2</wp:wxr_version>${items.join("")}${picture}</channel></rss>`;
}

function ghost(): string {
  const posts = Array.from({ length: POSTS_OF_A_SITE }, (_, number) => ({
    id: `g${number}`,
    slug: `ghost-${number}`,
    title: `Ghost ${number}`,
    status: "published",
    visibility: "public",
    type: "post",
    published_at: "2023-04-14T08:00:00.000Z",
    html:
      number === 0 ? null : `<p>Words ${number} <img src="https://g.example/i.png" alt="i"></p>`,
    lexical: JSON.stringify({
      root: { children: [{ type: "paragraph", children: [{ type: "text", text: "Lexical" }] }] },
    }),
  }));
  return JSON.stringify({ db: [{ data: { posts } }] });
}
