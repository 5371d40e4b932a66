import { createHmac, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer, text } from "node:stream/consumers";

/** A server of one's own on this machine. */
export type LocalServer = { readonly url: string; readonly close: () => void };

/** Starts a server on a free port. */
async function serveLocally(
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): Promise<LocalServer> {
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      console.error(error);
      response.writeHead(500).end();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // A server that listens on a port has such an address.
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

type Subscription = {
  readonly topic: string;
  readonly callback: string;
  readonly secret: string | null;
};

/** A WebSub hub: takes a subscription when the subscriber confirms it, and when it is told that a topic has changed reads that, and hands it out, signed.
 *  @see WebSub sections 5 to 7 */
export async function startHub(): Promise<LocalServer> {
  const subscriptions: Subscription[] = [];
  let url = "";
  const distribute = async (topic: string): Promise<void> => {
    const feed = await fetch(topic);
    const body = new Uint8Array(await feed.arrayBuffer());
    const type = feed.headers.get("Content-Type") ?? "";
    for (const { callback, secret, ...given } of subscriptions) {
      if (given.topic !== topic) continue;
      const headers = new Headers({
        "Content-Type": type,
        Link: `<${url}>; rel="hub", <${topic}>; rel="self"`,
      });
      if (secret !== null) headers.set("X-Hub-Signature", signatureOf(body, secret));
      await fetch(callback, { method: "POST", headers, body });
    }
  };
  const hub = await serveLocally(async (request, response) => {
    const form = new URLSearchParams(await text(request));
    const topics = form.getAll("hub.url");
    if (form.get("hub.mode") === "publish") {
      response.writeHead(204).end();
      for (const topic of topics) await distribute(topic);
      return;
    }
    const topic = form.get("hub.topic") ?? "";
    const callback = form.get("hub.callback") ?? "";
    response.writeHead(202).end();
    const challenge = randomUUID();
    const intent = new URL(callback);
    intent.searchParams.set("hub.mode", "subscribe");
    intent.searchParams.set("hub.topic", topic);
    intent.searchParams.set("hub.challenge", challenge);
    intent.searchParams.set("hub.lease_seconds", "864000");
    const confirmed = await fetch(intent);
    if (confirmed.ok && (await confirmed.text()) === challenge)
      subscriptions.push({ topic, callback, secret: form.get("hub.secret") });
  });
  url = hub.url;
  return hub;
}

/** What a hub has delivered to a subscriber. */
export type Delivery = {
  readonly type: string | undefined;
  readonly link: string | undefined;
  readonly isSigned: boolean;
  readonly body: string;
};

/** A subscriber that confirms what it is asked, and keeps what is delivered. */
export async function startSubscriber(
  secret: string,
): Promise<LocalServer & { readonly confirmed: string[]; readonly delivered: Delivery[] }> {
  const confirmed: string[] = [];
  const delivered: Delivery[] = [];
  const server = await serveLocally(async (request, response) => {
    if (request.method === "GET") {
      const { searchParams } = new URL(request.url ?? "", "http://subscriber.invalid");
      response.end(searchParams.get("hub.challenge"));
      confirmed.push(searchParams.get("hub.topic") ?? "");
      return;
    }
    const body = new Uint8Array(await buffer(request));
    delivered.push({
      type: request.headers["content-type"],
      link: request.headers["link"]?.toString(),
      isSigned: request.headers["x-hub-signature"] === signatureOf(body, secret),
      body: new TextDecoder().decode(body),
    });
    response.writeHead(204).end();
  });
  return { ...server, confirmed, delivered };
}

function signatureOf(body: Uint8Array, secret: string): string {
  return `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
}
