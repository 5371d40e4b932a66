import { beforeEach, expect, test } from "vitest";
import { admin, ask, BOUND, nameOf, newSite, PURGES, sent } from "./live-site.ts";

beforeEach(() => newSite());

test("an article that is sent is seen in one release by its address, its section's feeds and those above, the API and search", async () => {
  const put = await admin("PUT", "articles/crane", sent());
  expect([put.status, put.json]).toMatchObject([
    201,
    { id: "crane", status: "published", changed: true, part: "recent" },
  ]);
  const release = put.json["release"];
  const places = [
    "/articles/crane.json",
    "/sections/news/city/harbour/feed.xml",
    "/sections/news/city/atom.xml",
    "/sections/news/feed.json",
    "/feed.xml",
    "/api/articles?section=news",
    "/api/search?q=crane",
    "/api/suggest?q=the%20new",
    "/sitemaps/news.xml",
    "/",
  ];
  for (const place of places) {
    const answer = await ask(place);
    if (place.startsWith("/sitemaps")) continue;
    expect([place, answer.status, answer.headers.get("X-Release")]).toEqual([place, 200, release]);
    expect([place, answer.text.includes("The new crane")]).toEqual([place, true]);
  }
});

test("what is published live is let go of at once in the cache before the Worker, and nothing else", async () => {
  PURGES.length = 0;
  await admin("PUT", "articles/old-4", sent({ title: "Old number 4, again", section: "sport" }));
  await admin("DELETE", "articles/old-5?purge=1");
  expect(PURGES).toEqual([
    expect.arrayContaining(["lists", "article-old-4", "section-sport", "section-news/city"]),
    ["site"],
  ]);
  expect(PURGES[0]).not.toContain("article-old-20");
});

/** Values of KV by key. */
async function values(): Promise<ReadonlyMap<string, string>> {
  const { keys } = await BOUND.KV.list();
  const found = await Promise.all(
    keys.map(async ({ name }) => [name, (await BOUND.KV.get(name)) ?? ""] as const),
  );
  return new Map(found);
}

test("an edit, an addition and a withdrawal write at most 5 values each, and say how many", async () => {
  await admin("PUT", "articles/first", sent({ title: "The first" }));
  const changes = [
    () => admin("PUT", "articles/old-3", sent({ title: "Old number 3, again" })),
    () => admin("PUT", "articles/more", sent({ title: "One more" })),
    () => admin("DELETE", "articles/old-5"),
    () => admin("PUT", "articles/later", sent({ published: "2040-01-01T00:00:00Z" })),
  ];
  for (const change of changes) {
    const before = await values();
    const { json } = await change();
    const after = await values();
    const written = [...after].filter(([key, value]) => before.get(key) !== value);
    expect(written.map(([key]) => key.split("/")[0])).toContain("current");
    expect(written.length).toBeLessThanOrEqual(5);
    expect(json["written"]).toBe(written.length);
  }
});

test("what is sent again unchanged writes nothing, and what is edited says 200 and another entity tag", async () => {
  const article = sent();
  const first = await admin("PUT", "articles/crane", article);
  const again = await admin("PUT", "articles/crane", article);
  expect([again.status, again.json]).toMatchObject([200, { changed: false, written: 0 }]);
  expect(again.json["release"]).toBe(first.json["release"]);
  const edited = await admin("PUT", "articles/crane", { ...article, title: "An older crane" });
  expect([edited.status, edited.json["changed"]]).toEqual([200, true]);
  expect(edited.headers.get("ETag")).not.toBe(first.headers.get("ETag"));
  expect((await ask("/articles/crane.json")).json["title"]).toBe("An older crane");
});

test("HTML is made safe, and text stays text", async () => {
  const evil = '<p onclick="x()">A <a href="javascript:x()">link</a></p><script>boom()</script>';
  await admin("PUT", "articles/evil", sent({ content_html: evil }));
  const { json } = await ask("/articles/evil.json");
  expect(String(json["content_html"])).not.toMatch(/onclick|javascript|boom/);
  const { content_html: _, ...rest } = sent();
  await admin("PUT", "articles/text", { ...rest, content_text: "1 < 2 & <b>so</b>" });
  const text = (await ask("/articles/text.json")).json;
  expect(text["content_text"]).toBe("1 < 2 & <b>so</b>");
});

test("what is read back can be sent again, and changes nothing", async () => {
  await admin("PUT", "articles/crane", sent({ tags: ["harbour"], aliases: ["/crane.html"] }));
  const read = await admin("GET", "articles/crane");
  expect(read.status).toBe(200);
  const again = await admin("PUT", "articles/crane", read.json["article"]);
  expect([again.status, again.json["changed"]]).toEqual([200, false]);
});

test("If-Match and If-None-Match hold against what waits, too", async () => {
  const put = (headers: Record<string, string>, title: string) =>
    admin("PUT", "articles/crane", sent({ title }), { headers });
  expect((await put({ "If-Match": "*" }, "A")).status).toBe(412);
  const created = await put({ "If-None-Match": "*" }, "A");
  expect(created.status).toBe(201);
  expect((await put({ "If-None-Match": "*" }, "B")).status).toBe(412);
  const etag = created.headers.get("ETag") ?? "";
  expect((await put({ "If-Match": '"other"' }, "B")).status).toBe(412);
  // Two with the same: one wins.
  const two = await Promise.all([put({ "If-Match": etag }, "B"), put({ "If-Match": etag }, "C")]);
  expect(two.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412]);
  const gone = await admin("DELETE", "articles/crane", undefined, {
    headers: { "If-Match": etag },
  });
  expect(gone.status).toBe(412);
});

test("a wrong article is refused with each fault, by field and remedy, and nothing is published", async () => {
  const before = await ask("/healthz");
  const answer = await admin("PUT", "articles/crane", {
    title: "",
    section: "no/such",
    published: "yesterday",
    tags: 7,
    url: "javascript:x()",
  });
  expect([answer.status, nameOf(answer)]).toEqual([422, "invalid-article"]);
  const errors = answer.json["errors"] as readonly { readonly field: string }[];
  expect(errors.map(({ field }) => field)).toEqual(
    expect.arrayContaining(["title", "published", "url"]),
  );
  const unknown = await admin("PUT", "articles/crane", sent({ section: "no/such" }));
  expect([unknown.status, unknown.json["errors"]]).toMatchObject([
    422,
    [{ field: "section", what: "there is no section no/such" }],
  ]);
  expect((await ask("/healthz")).json["release"]).toBe(before.json["release"]);
});

test("addresses, ids and feed items of other articles cannot be taken", async () => {
  await admin("PUT", "articles/crane", sent({ aliases: ["/crane.html"], guid: "urn:crane" }));
  for (const taken of [
    { aliases: ["/crane.html"] },
    { guid: "urn:crane" },
    { aliases: ["/feed.xml"] },
  ]) {
    const answer = await admin("PUT", "articles/other", sent(taken));
    expect([taken, answer.status]).toEqual([taken, 422]);
  }
  const other = await admin("PUT", "articles/other", sent({ id: "third" }));
  expect([other.status, nameOf(other)]).toEqual([422, "invalid-article"]);
  // The same article may keep them.
  const kept = sent({ title: "B", aliases: ["/crane.html"], guid: "urn:crane" });
  expect((await admin("PUT", "articles/crane", kept)).status).toBe(200);
});

test("Markdown is refused with the reason, and so is what is no JSON", async () => {
  const markdown = await admin("PUT", "articles/a", "# A", {
    headers: { "Content-Type": "text/markdown" },
  });
  expect([markdown.status, nameOf(markdown)]).toEqual([415, "unsupported-media-type"]);
  expect(String(markdown.json["detail"])).toContain("Markdown is read by the command alone");
  const { content_html: _, ...rest } = sent();
  const inJson = await admin("PUT", "articles/a", { ...rest, body: "# A", format: "markdown" });
  expect([inJson.status, nameOf(inJson)]).toEqual([415, "unsupported-media-type"]);
  for (const body of ["{", "", "\u0000", "[".repeat(50_000)])
    expect([body.slice(0, 9), (await admin("PUT", "articles/a", body)).status]).toEqual([
      body.slice(0, 9),
      400,
    ]);
  const bytes = new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]);
  expect(nameOf(await admin("PUT", "articles/a", bytes))).toBe("bad-body");
});

test("a field that is not known is named, and left out", async () => {
  const { json } = await admin("PUT", "articles/crane", sent({ tittle: "x", content_md: "y" }));
  expect(json["notices"]).toMatchObject([{ field: "tittle" }, { field: "content_md" }]);
});

test("an article that is withdrawn answers 410, and is in no feed and no search; again it changes nothing", async () => {
  await admin("PUT", "articles/crane", sent());
  const gone = await admin("DELETE", "articles/crane");
  expect([gone.status, gone.json]).toMatchObject([200, { id: "crane", status: "withdrawn" }]);
  expect((await ask("/articles/crane.json")).status).toBe(410);
  for (const path of [
    "/feed.xml",
    "/api/search?q=crane",
    "/api/articles",
    "/api/suggest?q=the%20new%20c",
  ])
    expect([path, (await ask(path)).text.includes("The new crane")]).toEqual([path, false]);
  expect((await admin("DELETE", "articles/crane")).json).toMatchObject({ changed: false });
  expect((await admin("DELETE", "articles/none")).status).toBe(404);
  expect((await admin("GET", "articles/crane")).status).toBe(404);
  // Its publisher may publish it again.
  expect((await admin("PUT", "articles/crane", sent())).status).toBe(201);
  expect((await ask("/articles/crane.json")).status).toBe(200);
});

test("a purge leaves no word of the article in KV, and its id is not used again", async () => {
  await admin(
    "PUT",
    "articles/crane-secret",
    sent({ title: "Zanzibarium", content_html: "<p>Quokkaline</p>" }),
  );
  const purged = await admin("DELETE", "articles/crane-secret?purge=1");
  expect([purged.status, purged.json]).toMatchObject([200, { status: "purged" }]);
  const words = /zanzibarium|quokkaline|crane-secret/i;
  expect(
    [...(await values())].filter(([, value]) => words.test(value)).map(([key]) => key),
  ).toEqual([]);
  const again = await admin("PUT", "articles/crane-secret", sent());
  expect([again.status, nameOf(again)]).toEqual([409, "article-purged"]);
  expect((await admin("DELETE", "articles/never?purge=1")).status).toBe(404);
});

test("drafts, scheduled and embargoed articles are in no answer before their time, and then in all", async () => {
  const word = "Xylophonist";
  const soon = new Date(Date.now() + 3_600_000).toISOString();
  const draft = await admin("PUT", "articles/d", sent({ title: `${word} draft`, status: "draft" }));
  expect(draft.json).toMatchObject({ status: "draft" });
  const later = await admin("PUT", "articles/s", sent({ title: `${word} later`, published: soon }));
  expect(later.json).toMatchObject({ status: "scheduled", visible_from: soon });
  await admin("PUT", "articles/e", sent({ title: `${word} embargo`, embargo: soon }));
  const paths = [
    "/feed.xml",
    "/",
    "/api/articles",
    `/api/search?q=${word}`,
    `/api/suggest?q=${word.slice(0, 4)}`,
    "/search-index.json",
    "/sections/news/city/harbour",
    "/sitemap.xml",
  ];
  for (const path of paths)
    expect([path, (await ask(path)).text.replace(/"query":"[^"]*"/, "").includes(word)]).toEqual([
      path,
      false,
    ]);
  for (const id of ["d", "s", "e"]) expect((await ask(`/articles/${id}.json`)).status).toBe(404);
  expect((await admin("GET", "articles/d")).json).toMatchObject({ status: "draft" });
  const now = Date.parse(soon) + 1_000;
  expect((await ask("/articles/s.json", { now })).status).toBe(200);
  expect((await ask("/articles/e.json", { now })).status).toBe(200);
  expect((await ask("/articles/d.json", { now })).status).toBe(404);
  // Nobody is told of what nobody has seen.
  expect((await admin("DELETE", "articles/s")).json).toMatchObject({ status: "withdrawn" });
  expect((await ask("/articles/s.json")).status).toBe(404);
  expect([404, 410]).toContain((await ask("/articles/s.json", { now })).status);
});

test("all articles are listed with entity tag and status, those that readers do not see too", async () => {
  const put = await admin("PUT", "articles/crane", sent());
  await admin("PUT", "articles/d", sent({ status: "draft" }));
  await admin("DELETE", "articles/old-4");
  const { json } = await admin("GET", "articles");
  const articles = json["articles"] as readonly { id: string; status: string; etag: string }[];
  const statusOf = (id: string) => articles.find((one) => one.id === id)?.status;
  expect(articles).toHaveLength(42);
  expect([statusOf("d"), statusOf("old-4"), statusOf("old-5")]).toEqual([
    "draft",
    "withdrawn",
    "published",
  ]);
  expect(articles.find(({ id }) => id === "crane")?.etag).toBe(put.headers.get("ETag"));
});

test("a batch is published in one release, or not at all, each fault named by its index", async () => {
  const batch = ["a", "b", "c"].map((id) => sent({ id, title: `Batch ${id}` }));
  const done = await admin("POST", "articles", [...batch, { id: "old-1", withdrawn: true }]);
  expect([done.status, done.json]).toMatchObject([
    200,
    { articles: [{ id: "a" }, { id: "b" }, { id: "c" }, { id: "old-1", status: "withdrawn" }] },
  ]);
  const { release } = done.json;
  for (const id of ["a", "b", "c"])
    expect((await ask(`/articles/${id}.json`)).headers.get("X-Release")).toBe(release);
  expect((await ask("/articles/old-1")).status).toBe(410);
  const wrong = await admin("POST", "articles", [
    sent({ id: "d" }),
    sent({ id: "e", title: "" }),
    sent({ id: "d" }),
  ]);
  expect([wrong.status, wrong.json["errors"]]).toMatchObject([422, [{ index: 1, field: "title" }]]);
  const twice = await admin("POST", "articles", [sent({ id: "d" }), sent({ id: "d" })]);
  expect([twice.status, twice.json["errors"]]).toMatchObject([422, [{ index: 1, field: "id" }]]);
  expect((await ask("/articles/d.json")).status).toBe(404);
  const lines = batch.map((one) => JSON.stringify({ ...one, title: "Lines" })).join("\n");
  const headers = { "Content-Type": "application/x-ndjson" };
  expect((await admin("POST", "articles", lines, { headers })).status).toBe(200);
  expect((await ask("/articles/b.json")).json["title"]).toBe("Lines");
});

test("an article is the same whether it is sent alone or with others", async () => {
  const html =
    '<p><a href="?print">print</a> <a href="./">here</a> <a href="mailto:a@b.example">post</a></p>';
  const article = { ...sent({ content_html: html }), id: "crane" };
  const alone = await admin("PUT", "articles/crane", article);
  const batch = await admin("POST", "articles", [article, sent({ id: "other" })]);
  const [told] = batch.json["articles"] as readonly { readonly etag: string }[];
  expect(told?.etag).toBe(alone.headers.get("ETag"));
});

test("a batch that would empty a part of the site is refused, unless that is answered", async () => {
  const all = Array.from({ length: 8 }, (_, index) => ({ id: `old-${index}`, withdrawn: true }));
  const refused = await admin("POST", "articles", all);
  expect([refused.status, nameOf(refused)]).toEqual([409, "mass-loss"]);
  expect((await ask("/articles/old-1.json")).status).toBe(200);
  expect((await admin("POST", "articles?allow=mass-loss", all)).status).toBe(200);
  expect((await ask("/articles/old-1.json")).status).toBe(410);
  expect((await admin("POST", "articles?allow=everything", all)).status).toBe(400);
});

test("an old address that would be lost, and an article under another id, are refused by name", async () => {
  await admin("PUT", "articles/crane", sent({ aliases: ["/crane.html"], guid: "urn:crane" }));
  const lost = await admin("PUT", "articles/crane", sent({ guid: "urn:crane" }));
  expect([lost.status, nameOf(lost)]).toEqual([409, "lost-addresses"]);
  const again = await admin(
    "PUT",
    "articles/crane",
    sent({ aliases: ["/crane.html"], guid: "urn:other" }),
  );
  expect([again.status, nameOf(again)]).toEqual([409, "reappearing-articles"]);
  const both = "allow=lost-addresses,reappearing-articles";
  expect((await admin("PUT", `articles/crane?${both}`, sent())).status).toBe(200);
});

test("a rollback to a release that shows an article holds against a draft of it that came later", async () => {
  const first = await admin("PUT", "articles/a", sent({ title: "A" }));
  await admin("PUT", "articles/a", sent({ title: "A, unfinished", status: "draft" }));
  expect((await ask("/articles/a.json")).status).toBe(404);
  await admin("PUT", "articles/new-draft", sent({ status: "draft" }));
  await admin("POST", "rollback", { release: first.json["release"] });
  await admin("PUT", "articles/b", sent({ title: "B" }));
  expect((await ask("/articles/a.json")).json["title"]).toBe("A");
  expect((await admin("GET", "articles/new-draft")).json).toMatchObject({ status: "draft" });
});

test("pictures are told by their bytes, kept under their hash, and shown with their size", async () => {
  // A PNG of 1 × 1.
  const png = Uint8Array.from(
    atob(
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    ),
    (character) => character.charCodeAt(0),
  );
  const headers = { "Content-Type": "text/html" };
  const kept = await admin("POST", "media", png, { headers });
  expect([kept.status, kept.json]).toMatchObject([201, { type: "image/png", width: 1, height: 1 }]);
  const path = String(kept.json["path"]);
  expect((await ask(path)).headers.get("Content-Type")).toBe("image/png");
  const html = `<p>See <img src="${path}" alt="A crane"></p>`;
  const put = await admin("PUT", "articles/crane", sent({ content_html: html, image: path }));
  expect([put.status, put.json["notices"]]).toEqual([201, undefined]);
  const { json } = await ask("/articles/crane.json");
  expect(json["image"]).toMatchObject({ url: `https://live.example${path}`, width: 1, height: 1 });
  expect(String(json["content_html"])).toContain(`https://live.example${path}`);
  for (const bytes of ["<svg onload='x()'/>", "<html>", "GIF89a", "", "PNG"]) {
    const refused = await admin("POST", "media", new TextEncoder().encode(bytes), { headers });
    expect([bytes, refused.status, nameOf(refused)]).toEqual([bytes, 422, "invalid-media"]);
  }
});

test("a rollback shows an earlier release, and what was withdrawn since stays so", async () => {
  const first = await admin("PUT", "articles/a", sent({ title: "A" }));
  await admin("PUT", "articles/b", sent({ title: "B" }));
  await admin("DELETE", "articles/old-2");
  const listed = await admin("GET", "releases");
  expect(listed.json["releases"]).toHaveLength(4);
  const back = await admin("POST", "rollback", { release: first.json["release"] });
  expect([back.status, back.json]).toMatchObject([200, { to: first.json["release"], left: 1 }]);
  expect((await ask("/articles/a.json")).status).toBe(200);
  expect((await ask("/articles/b.json")).status).not.toBe(200);
  expect((await ask("/articles/old-2.json")).status).toBe(410);
  // And on from there.
  expect((await admin("PUT", "articles/c", sent({ title: "C" }))).status).toBe(201);
  expect((await ask("/articles/b.json")).status).not.toBe(200);
  expect((await ask("/articles/c.json")).status).toBe(200);
  const none = await admin("POST", "rollback", { release: "20200101T000000Z-aaaaaaaa" });
  expect([none.status, nameOf(none)]).toEqual([404, "release-not-found"]);
  const { release } = (await admin("GET", "releases")).json;
  const same = await admin("POST", "rollback", { release });
  expect([same.status, nameOf(same)]).toEqual([409, "rollback-refused"]);
  for (const body of ["[]", '{"release": 7}', '{"release": "../x"}', '{"revive": "a"}'])
    expect([body, (await admin("POST", "rollback", body)).status]).toEqual([body, 400]);
});
