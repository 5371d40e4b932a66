import { expect, test } from "vitest";
import { createAttachments } from "#ingest/cms/wordpress-attachment.ts";
import { htmlFromWordPress } from "#ingest/cms/wordpress-html.ts";
import type { XmlNode } from "#ingest/feed/xml-tree.ts";

function node(name: string, ...children: readonly (XmlNode | string)[]): XmlNode {
  return { name, attributes: new Map(), children: [...children], line: 1 };
}

/** An export with a picture and a reusable block. */
function attachments() {
  const found = createAttachments();
  found.add(
    node(
      "item",
      node("wp:post_id", "7"),
      node("wp:attachment_url", "https://w.example/7.jpg"),
      node(
        "wp:postmeta",
        node("wp:meta_key", "_wp_attachment_image_alt"),
        node("wp:meta_value", "Seven"),
      ),
    ),
  );
  found.add(
    node(
      "item",
      node("wp:post_id", "55"),
      node("wp:post_type", "wp_block"),
      node("content:encoded", "<p>Reused</p><!-- wp:latest-posts /-->"),
    ),
  );
  return found;
}

test.each<[string, string, readonly string[]]>([
  ["[vc_row][vc_column_text]A[/vc_column_text][/vc_row]", "<p>A</p>", []],
  ['[vc_single_image image="7"]', '<img src="https://w.example/7.jpg" alt="Seven">', []],
  [
    '[vc_btn title="Go" link="url:https%3A%2F%2Fgo.example"]',
    '<a href="https://go.example">Go</a>',
    [],
  ],
  ['[et_pb_image src="https://w.example/2.jpg" alt="B"][/et_pb_image]', 'alt="B"', []],
  ['[et_pb_blurb title="Head"]text[/et_pb_blurb]', "<p>Head</p>text", []],
  ['[gallery ids="7"]', '<img src="https://w.example/7.jpg" alt="Seven">', []],
  ['[gallery ids="8"]', "", ["gallery"]],
  [
    '[caption width="1" caption="Old"]<img src="a.jpg">[/caption]',
    "<figcaption>Old</figcaption>",
    [],
  ],
  ['[code lang="php"]<?php a[1] ?>[/code]', "<pre><code>&lt;?php a[1] ?&gt;</code></pre>", []],
  ["[sourcecode]a &lt; b[/sourcecode]", "<pre><code>a &lt; b</code></pre>", []],
  [
    "A\n\nhttps://www.youtube.com/watch?v=dQw4w9WgXcQ\n\nB",
    '<iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ">',
    [],
  ],
  ["[embed]https://vimeo.com/123[/embed]", 'src="https://player.vimeo.com/video/123"', []],
  [
    "[embed]https://vimeo.com/123/8a2f[/embed]",
    'src="https://player.vimeo.com/video/123?h=8a2f"',
    [],
  ],
  [
    "[embed]https://vimeo.com/123/settings?x[/embed]",
    'src="https://player.vimeo.com/video/123"',
    [],
  ],
  [
    "[embed]https://www.bilibili.com/video/BV1xx411c7mD?spm=1&amp;p=3[/embed]",
    "player.html?bvid=BV1xx411c7mD&amp;page=3",
    [],
  ],
  ["[youtube https://youtu.be/dQw4w9WgXcQ?t=95]", "youtube.com/embed/dQw4w9WgXcQ?start=95", []],
  [
    "[youtube https://www.youtube.com/watch?v=dQw4w9WgXcQ&amp;t=95s]",
    "youtube.com/embed/dQw4w9WgXcQ?start=95",
    [],
  ],
  ["[embed]https://x.example/1[/embed]", '<a href="https://x.example/1">', []],
  ["[youtube https://youtu.be/dQw4w9WgXcQ]", "youtube.com/embed/dQw4w9WgXcQ", []],
  [
    '<!-- wp:embed --><div class="wp-block-embed__wrapper">\nhttps://youtu.be/dQw4w9WgXcQ\n</div>',
    "youtube.com/embed/dQw4w9WgXcQ",
    [],
  ],
  ['<!-- wp:block {"ref":55} /-->', "<p>Reused</p>", ["block latest-posts"]],
  ['<!-- wp:block {"ref":56} /-->', "", ["block block"]],
  ['<!-- wp:spacer {"height":1} /--><p>x</p>', "<p>x</p>", []],
  [
    '<!-- wp:image {"id":7} --><p>kept</p><!-- /wp:image --><!-- wp:block {"ref":55} /-->',
    "<p>kept</p>",
    ["block latest-posts"],
  ],
  [
    '<!-- wp:a {"b":{}} --><p>kept</p><!-- /wp:a --><!-- wp:c {"d":{"e":1}} /-->',
    "<p>kept</p>",
    ["block c"],
  ],
  ["[contact-form-7 id=1][wpforms id=2]", "", ["contact form", "contact form"]],
  ["Text[note]A note[/note] on", "TextA note on", ["shortcode note"]],
  ["[toc]", "", ["shortcode toc"]],
  ["arr[i] [sic] [1] [link](http://x)", "arr[i] [sic] [1] [link](http://x)", []],
  ["[[gallery]] is how", "&#91;gallery&#93; is how", []],
  ['[audio mp3="https://w.example/a.mp3"][/audio]', '<audio src="https://w.example/a.mp3">', []],
])("%j shows %j and leaves out %j", (body, shown, leftOut) => {
  const found = htmlFromWordPress(body, { attachments: attachments(), post: "1" });
  expect(found.html).toContain(shown);
  expect(found.leftOut).toEqual(leftOut);
});

test.each<[string, readonly string[]]>([
  ["[restrict userlevel=editor]secret[/restrict]", ["restrict"]],
  ["[members_only]secret[/members_only]", ["members_only"]],
  ["[rcp_restrict level=1]secret[/rcp_restrict]", ["rcp_restrict"]],
  ["[um_loggedin]secret[/um_loggedin]", ["um_loggedin"]],
  ["[private]secret[/private] [hide]more[/hide]", ["private", "hide"]],
  ["[password pass=x]secret[/password]", ["password"]],
  ["[erphpdown]secret[/erphpdown]", ["erphpdown"]],
  ["[login_form] [member_directory]", []],
  ["[pullquote]public[/pullquote]", []],
  ["[hidden] in brackets", []],
])("%s has parts that only some readers saw: %j", (body, gates) => {
  const found = htmlFromWordPress(body, { attachments: attachments(), post: "1" });
  expect(found.gates).toEqual(gates);
});
