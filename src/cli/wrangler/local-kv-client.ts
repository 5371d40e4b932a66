import type { Agent, IncomingMessage } from "node:http";

// An import would have Node load an undici of its own, for names that nobody uses: 60 ms.
const http = process.getBuiltinModule("node:http");

/** A program of workerd that answers for its KV, to whoever knows the secret: what a request asks
 *  for stands in its headers, and a value is its body. */
export const KV_PROGRAM = `
  export default {
    async fetch(request, { KV, SECRET }) {
      if (request.headers.get("authorization") !== SECRET) return new Response(null, { status: 403 });
      const [operation, ...args] = JSON.parse(decodeURIComponent(request.headers.get("operation")));
      try {
        if (operation === "put")
          return new Response(await KV.put(args[0], await request.arrayBuffer(), args[1]));
        if (operation === "get") {
          const value = await KV.get(args[0], "arrayBuffer");
          return new Response(value, { status: value === null ? 204 : 200 });
        }
        if (operation === "delete") return new Response(await KV.delete(args[0]));
        if (operation === "list") return Response.json(await KV.list(args[0]));
        return Response.json([...await KV.get(await request.json(), "text")]);
      } catch (error) {
        return new Response(error.message, { status: 500 });
      }
    },
  };`;

/** Connections to it at once. */
const MOST_SOCKETS = 6;

/** Where it listens. */
type KvAddress = { readonly url: URL; readonly secret: string };

/** Of a binding's methods those that store/ calls, answered by `KV_PROGRAM`: a twentieth of the CPU
 *  that Miniflare's own proxy of a binding takes, which loads a second thread for it.
 *  @param address  where the program listens */
export function connectKv(address: KvAddress): {
  readonly kv: KVNamespace;
  readonly close: () => void;
} {
  const agent = new http.Agent({ keepAlive: true, maxSockets: MOST_SOCKETS });
  const ask = (operation: readonly unknown[], body?: Uint8Array | string) =>
    answerOf({ ...address, agent }, operation, body);
  const kv = {
    put: async (key: string, value: Uint8Array | ArrayBuffer | string, options?: object) =>
      void (await ask(
        ["put", key, options],
        value instanceof ArrayBuffer ? new Uint8Array(value) : value,
      )),
    delete: async (key: string) => void (await ask(["delete", key])),
    async get(key: string | readonly string[], options: string | { readonly type?: string } = {}) {
      if (typeof key !== "string") {
        const pairs = textOf(await ask(["many"], JSON.stringify(key)));
        // `KV_PROGRAM` answers so.
        return new Map(JSON.parse(pairs) as [string, string | null][]);
      }
      const type = typeof options === "string" ? options : options.type;
      const bytes = await ask(["get", key]);
      if (bytes === null) return null;
      if (type === "arrayBuffer") return bytes;
      return type === "json" ? (JSON.parse(textOf(bytes)) as unknown) : textOf(bytes);
    },
    list: async (options: object = {}) =>
      JSON.parse(textOf(await ask(["list", options]))) as unknown,
  };
  return { kv: kv as unknown as KVNamespace, close: () => agent.destroy() };
}

function textOf(bytes: ArrayBuffer | null): string {
  return Buffer.from(bytes ?? new ArrayBuffer()).toString("utf8");
}

/** What the program answers; null where there is nothing under a key.
 *  @throws {Error} what KV threw there, or what the network did */
async function answerOf(
  { url, secret, agent }: KvAddress & { readonly agent: Agent },
  operation: readonly unknown[],
  body: Uint8Array | string = "",
): Promise<ArrayBuffer | null> {
  const send = (by: Agent | false): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const sent = http.request(url, {
        agent: by,
        method: "POST",
        headers: {
          authorization: secret,
          operation: encodeURIComponent(JSON.stringify(operation)),
          "content-length": Buffer.byteLength(body),
        },
      });
      sent.on("response", resolve);
      sent.on("error", (error) => {
        // What was not used for some seconds is closed there, and nobody has told us yet.
        if (by !== false && sent.reusedSocket) resolve(send(false));
        else reject(error);
      });
      sent.end(body);
    });
  const answer = await send(agent);
  const bytes = await bytesOf(answer);
  if (answer.statusCode === 204) return null;
  if (answer.statusCode !== 200) throw new Error(`KV: ${answer.statusCode} ${textOf(bytes)}`);
  return bytes;
}

async function bytesOf(answer: IncomingMessage): Promise<ArrayBuffer> {
  const bytes = new Uint8Array(Number(answer.headers["content-length"] ?? 0));
  let at = 0;
  for await (const part of answer as AsyncIterable<Uint8Array>) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes.buffer;
}
