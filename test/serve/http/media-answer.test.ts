import { env } from "cloudflare:workers";
import { beforeAll, expect, inject, test, vi } from "vitest";
import { publish } from "#publish/write/publish.ts";
import { faultyKv } from "../faulty-kv.ts";
import { ask, NOW } from "../published.ts";
import { sure } from "../sample-site.ts";

const { site, articles, media } = inject("seed");
const files = media.map(({ name, base64 }) => ({
  path: name,
  name,
  bytes: Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)),
}));

beforeAll(async () => {
  sure(await publish({ kv: env.KV, site, articles, media: files, now: NOW }));
});

test("a picture is given for ever, as what it is, and to any page", async () => {
  for (const { name, bytes } of files) {
    const { status, headers, ...given } = await ask(`/media/${name}`);
    expect([name, status]).toEqual([name, 200]);
    expect(headers.get("Content-Type")).toMatch(
      name.endsWith(".png") ? /^image\/png$/ : /^audio\/wav$/,
    );
    expect(headers.get("Cache-Control")).toBe(
      "public, max-age=31536000, s-maxage=86400, immutable",
    );
    expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(headers.get("Server-Timing")).toBe('kv;desc="reads=1 ops=1 rounds=1"');
    expect(given.bytes).toEqual(bytes);
    expect(headers.get("ETag")).toBe(`"${name.slice(0, 20)}"`);
  }
});

test("every picture and sound of an article is there", async () => {
  const page = await ask("/api/articles?limit=100");
  const images = [
    ...page.text.matchAll(/"image":"https:\/\/news\.example\.org(\/media\/[^"]*)"/g),
  ].map(([, path]) => path ?? "");
  expect(images.length).toBeGreaterThan(3);
  for (const path of images) expect([path, (await ask(path)).status]).toEqual([path, 200]);
});

test("a copy that a client holds is right for ever, and costs nothing to confirm", async () => {
  const path = `/media/${files[0]?.name}`;
  const tag = (await ask(path)).headers.get("ETag") ?? "";
  const { status, headers } = await ask(path, { headers: { "If-None-Match": tag } });
  expect([status, headers.get("Server-Timing")]).toEqual([304, 'kv;desc="reads=0 ops=0 rounds=0"']);
});

test.each([
  ["bytes=0-9", 206, 0, 10],
  ["bytes=5-", 206, 5, undefined],
  ["bytes=-4", 206, -4, undefined],
  ["bytes=0-0", 206, 0, 1],
  ["bytes=0-999999999", 206, 0, undefined],
  ["bytes=-999999999", 206, 0, undefined],
  ["bytes=-", 200, 0, undefined],
  ["bytes=0-1,4-5", 200, 0, undefined],
  ["lines=0-1", 200, 0, undefined],
])("a player that asks for %s gets %i and those bytes", async (range, status, from, to) => {
  const sound = files.find(({ name }) => name.endsWith(".wav"));
  const answer = await ask(`/media/${sound?.name}`, { headers: { Range: range } });
  expect(answer.status).toBe(status);
  const length = sound!.bytes.length;
  const part = sound!.bytes.slice(from, to);
  expect(answer.bytes).toEqual(part);
  const first = from < 0 ? length + from : from;
  expect(answer.headers.get("Content-Range")).toBe(
    status === 200 ? null : `bytes ${first}-${first + part.length - 1}/${length}`,
  );
});

test("the last byte can be asked for, and none behind it", async () => {
  const { name, bytes } = files.find((file) => file.name.endsWith(".wav"))!;
  const { length } = bytes;
  const asked = async (range: string) => {
    const { status, headers } = await ask(`/media/${name}`, { headers: { Range: range } });
    return [status, headers.get("Content-Range")];
  };
  const last = [206, `bytes ${length - 1}-${length - 1}/${length}`];
  expect(await asked(`bytes=${length - 1}-`)).toEqual(last);
  expect(await asked("bytes=-1")).toEqual(last);
  expect(await asked(`bytes=${length - 1}-${length}`)).toEqual(last);
  expect(await asked(`bytes=${length}-`)).toEqual([416, `bytes */${length}`]);
  expect(await asked("bytes=-0")).toEqual([416, `bytes */${length}`]);
  expect(await asked("bytes=5-4")).toEqual([416, `bytes */${length}`]);
});

test("a part is given to who holds the rest of the same file alone, and to who holds all of it nothing", async () => {
  const path = `/media/${files[0]?.name}`;
  const tag = (await ask(path)).headers.get("ETag") ?? "";
  const asked = async (headers: Record<string, string>) =>
    (await ask(path, { headers: { Range: "bytes=0-3", ...headers } })).status;
  expect(await asked({ "If-Range": tag })).toBe(206);
  expect(await asked({ "If-Range": '"other"' })).toBe(200);
  expect(await asked({ "If-None-Match": tag })).toBe(304);
  expect(await asked({ "If-None-Match": tag, "If-Range": tag })).toBe(304);
});

test("a text is told to be UTF-8, and shown as what it is", async () => {
  await env.KV.put("media/AAAAAAAAAAAAAAAAAAAA.vtt", "WEBVTT");
  const { headers } = await ask("/media/AAAAAAAAAAAAAAAAAAAA.vtt");
  expect(headers.get("Content-Type")).toBe("text/vtt; charset=utf-8");
  expect(headers.get("Content-Disposition")).toBeNull();
});

test("a range beyond the file's end is refused, with its length", async () => {
  const sound = files.find(({ name }) => name.endsWith(".wav"));
  const { status, headers } = await ask(`/media/${sound?.name}`, {
    headers: { Range: "bytes=999999999-" },
  });
  expect([status, headers.get("Content-Range")]).toEqual([416, `bytes */${sound?.bytes.length}`]);
});

test("nothing but media is ever given: not a blob, not a manifest, not by another ending", async () => {
  const { keys } = await env.KV.list({ prefix: "blob/" });
  const blob = keys[0]?.name.slice("blob/".length) ?? "";
  for (const name of [
    blob,
    `${blob}.png`,
    "current",
    "..%2Fcurrent",
    "..%2Fblob%2Fx.png",
    `${files[0]?.name.slice(0, 20)}.html`,
  ])
    expect([name, (await ask(`/media/${name}`)).status]).toEqual([name, 404]);
});

test("what a browser could run is only ever downloaded", async () => {
  await env.KV.put("media/AAAAAAAAAAAAAAAAAAAA.html", "<script>alert(1)</script>");
  const { headers } = await ask("/media/AAAAAAAAAAAAAAAAAAAA.html");
  expect(headers.get("Content-Type")).toBe("application/octet-stream");
  expect(headers.get("Content-Disposition")).toBe("attachment");
});

test("when KV fails, a picture is a 503 with Retry-After", async () => {
  const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
  const { status, headers } = await ask(`/media/${files[0]?.name}`, {
    bindings: { KV: faultyKv(env.KV, () => "error") },
  });
  expect([status, headers.get("Retry-After")]).toEqual([503, "30"]);
  warned.mockRestore();
});
