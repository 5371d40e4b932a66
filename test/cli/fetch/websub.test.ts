import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type DevServer, startDevServer } from "#cli/wrangler/dev-server.ts";
import { isRejection } from "#model/rejection.ts";
import { freePort } from "../../setup/free-port.ts";
import { broadsheet } from "../command.ts";
import { type LocalServer, startHub, startSubscriber } from "../small-hub.ts";
import { type Bench, smallSite } from "../small-site.ts";

let bench: Bench;
let hub: LocalServer;
let server: DevServer;
let address: string;

/** Publishes articles of the sections news and culture, and tells the hub. */
async function publish(ids: readonly string[], ...more: readonly string[]) {
  const settings = [
    'title = "P"',
    'lang = "en"',
    `url = "${address}"`,
    'id_authority = "p.example,2026"',
    `hub = "${hub.url}"`,
  ];
  await bench.write("hubbed/site.toml", settings.join("\n"));
  const lines = ids.map((id) =>
    JSON.stringify({
      id,
      title: `Title ${id}`,
      section: id.startsWith("n") ? "news" : "culture",
      published: "2026-04-01",
    }),
  );
  await bench.write("hubbed/articles.jsonl", lines.join("\n"));
  return broadsheet(["publish", bench.path("hubbed"), "--persist-to", bench.path("kv"), ...more]);
}

beforeAll(async () => {
  const [made, port] = [await smallSite(), await freePort()];
  bench = made;
  address = `http://localhost:${port}`;
  hub = await startHub();
  await publish(["n1", "c1"]);
  const started = await startDevServer(bench.path("kv"), port);
  if (isRejection(started)) throw new TypeError(JSON.stringify(started.faults));
  server = started;
});

afterAll(async () => {
  hub?.close();
  await server?.stop();
  await bench?.remove();
});

test("who has subscribed at the hub that a feed names gets the new feed after a publication, whole and signed, and who has subscribed to an unchanged feed gets nothing", async () => {
  const [news, culture] = [await startSubscriber("secret"), await startSubscriber("secret")];
  const subscribe = async (section: string, callback: string): Promise<string> => {
    const feed = await fetch(`${address}/sections/${section}/atom.xml`);
    const link = feed.headers.get("Link") ?? "";
    const linked = (rel: string): string =>
      new RegExp(`<([^>]*)>; rel="${rel}"`).exec(link)?.[1] ?? "";
    expect(await feed.text()).toContain(`<link rel="hub" href="${linked("hub")}"/>`);
    const body = new URLSearchParams({
      "hub.mode": "subscribe",
      "hub.topic": linked("self"),
      "hub.callback": callback,
      "hub.secret": "secret",
    });
    expect((await fetch(linked("hub"), { method: "POST", body })).status).toBe(202);
    return linked("self");
  };
  const topic = await subscribe("news", news.url);
  const other = await subscribe("culture", culture.url);
  await vi.waitFor(() => {
    expect([news.confirmed, culture.confirmed]).toEqual([[topic], [other]]);
  });
  // An isolate holds `current` for three seconds.
  await publish(["n1", "c1", "n2"], "--ping", "--ping-delay", "4");
  await vi.waitFor(() => expect(news.delivered).toHaveLength(1), 10_000);
  const [delivery] = news.delivered;
  expect(delivery).toMatchObject({
    type: "application/atom+xml; charset=utf-8",
    link: `<${hub.url}>; rel="hub", <${topic}>; rel="self"`,
    isSigned: true,
  });
  expect(delivery?.body).toContain("<title>Title n2</title>");
  expect(delivery?.body).toContain("<title>Title n1</title>");
  expect(culture.delivered).toEqual([]);
  for (const subscriber of [news, culture]) subscriber.close();
});
