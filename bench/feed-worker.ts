/**
 * The Worker whose feeds are measured: ours, with a KV that lies in the isolate's memory, so that what is measured is what answering costs.
 */
import { createApp } from "#serve/app.ts";

const held = new Map<string, ArrayBuffer>();
const decoder = new TextDecoder();

function valueOf(key: string, options: { readonly type: string }): ArrayBuffer | string | null {
  const bytes = held.get(key);
  if (bytes === undefined) return null;
  return options.type === "text" ? decoder.decode(bytes) : bytes.slice(0);
}

// Only what the store asks of KV.
const KV = {
  get: async (keys: string | readonly string[], options: { readonly type: string }) =>
    typeof keys === "string"
      ? valueOf(keys, options)
      : new Map(keys.map((key) => [key, valueOf(key, options)])),
} as unknown as KVNamespace;

const BINDINGS = { KV };
const app = createApp();
const HOLD = "/hold/";

export default {
  fetch(request: Request): Response | Promise<Response> {
    return request.method === "POST" ? hold(request) : app.fetch(request, BINDINGS);
  },
};

async function hold(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  held.set(decodeURIComponent(pathname.slice(HOLD.length)), await request.arrayBuffer());
  return new Response(null, { status: 204 });
}
