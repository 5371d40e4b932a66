import { expect, test } from "vitest";
import { leftoversIn } from "#cli/folder/leftovers.ts";
import { madeArticle } from "../../store/made-articles.ts";

function said(body: string, format = "markdown"): readonly string[] {
  return leftoversIn(madeArticle({ id: "a", body, format })).map(({ what }) => what);
}

test.each([
  ['import Tabs from "@theme/Tabs";\n\nText.', ['import Tabs from "@theme/Tabs"; is code of MDX']],
  ["import './x.css'", ["import './x.css' is code of MDX"]],
  ["export const meta = {a: 1}", ["export const meta = {a: 1} is code of MDX"]],
  [
    "<Tabs>\n\nA\n\n</Tabs>",
    ["<Tabs> is a component of MDX, of which only the text inside is shown (and 1 more)"],
  ],
  ["{{< youtube dQw4w9WgXcQ >}}", ["{{< youtube dQw4w9WgXcQ >}} is a shortcode of Hugo"]],
  ["{{% note %}}看这里{{% /note %}}", ["{{% note %}} is a shortcode of Hugo (and 1 more)"]],
  ["{% asset_img 图.png %}", ["{% asset_img 图.png %} is a tag of Liquid, Hexo or Nunjucks"]],
  ["![a]({{ site.baseurl }}/a.png)", ["{{ site.baseurl }} is a value of a template"]],
  [
    '<a href="{{ "/x" | relative_url }}">x</a>',
    ['{{ "/x" | relative_url }} is a value of a template'],
  ],
  ['甘孜[gallery ids="1,2"]', ['[gallery ids="1,2"] is a shortcode of WordPress']],
  [
    "[caption width=3]<img src=a>[/caption]",
    ["[caption width=3] is a shortcode of WordPress (and 1 more)"],
  ],
  ["[vc_row][vc_column]", ["[vc_row] is a shortcode of WordPress (and 1 more)"]],
  ["See[^1].", ["[^1] leads to a footnote that is not there"]],
  ["See.\n\n[^注]: 无人提及。", ["[^注]: is a footnote that nothing leads to, so it is not shown"]],
  [":::danke\nx\n:::", [":::danke begins a block that is not known"]],
  ["[TOC]", ["[TOC] asks for a table of contents, of which there is none"]],
  ["Text.\n{: .lead}", ["{: .lead} is an attribute of kramdown"]],
  ["![[船.png]]", ["![[船.png]] is a link of a wiki"]],
])("what %j leaves is named", (body, expected) => {
  expect(said(body)).toEqual(expected);
});

test.each([
  "import it from there, export the rest",
  "Use `{{< youtube x >}}` and `{% raw %}`.",
  "```\nimport a from 'b'\n{{ x }}\n[gallery]\n```",
  "    {% indented code %}",
  "~~~js\nexport const a = 1;\n~~~",
  "See[^1].\n\n[^1]: A note.",
  ":::tip\nx\n:::",
  "[video](https://a.example/v.mp4) and [embed]: x",
  "a[[1]] and [x][y] and 《[注]》",
  "<b>bold</b> <https://a.example>",
  "{{}} { x } {%} 100 %}",
  "<!-- {% hidden %} -->",
  "<pre>[gallery]</pre>",
  "3 < X and Y > 2",
])("%j is left to nobody", (body) => {
  expect(said(body)).toEqual([]);
});

test("HTML keeps shortcodes and templates too, a text keeps what it says", () => {
  expect(said("<p>{{ page.title }}</p>", "html")).toEqual([
    "{{ page.title }} is a value of a template",
  ]);
  expect(said("{{ page.title }}", "text")).toEqual([]);
});
