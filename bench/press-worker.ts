/**
 * The Worker and the object that publishes, in one, with a KV that lies in the object's memory: what is measured is what they cost.
 */
import { DurableObject } from "cloudflare:workers";
import type { AdminAnswer, AdminRequest } from "#press/api/admin.ts";
import { createPressDesk, type PressDesk } from "#press/press-desk.ts";
import { createApp } from "#serve/app.ts";
import type { PressBinding } from "#serve/http/env.ts";
import { kvInMemory } from "../test/reliability/kv-in-memory.ts";

const ADMIN_TOKEN = "the-token-of-a-benchmark-0123456789";
const { kv: KV } = kvInMemory();
const app = createApp();

export class Press extends DurableObject {
  readonly #desk: PressDesk;

  constructor(context: DurableObjectState, bindings: Cloudflare.Env) {
    super(context, bindings);
    this.#desk = createPressDesk({
      kv: KV,
      sql: context.storage.sql,
      now: Date.now,
      // The second between two writes of a key is nobody's CPU.
      pause: async () => {},
      wake: (at) => context.storage.setAlarm(at),
    });
  }

  async answer(request: AdminRequest): Promise<AdminAnswer> {
    return this.#desk.answer(request);
  }

  override async alarm(): Promise<void> {
    await this.#desk.catchUp();
  }
}

export default {
  async fetch(
    request: Request,
    bindings: { readonly Press: PressBinding },
    context: ExecutionContext,
  ): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (!pathname.startsWith("/hold/"))
      return app.fetch(request, { KV, PRESS: bindings.Press, ADMIN_TOKEN }, context);
    const key = decodeURIComponent(pathname.slice("/hold/".length));
    const metadata: unknown = JSON.parse(request.headers.get("X-Metadata") ?? "null");
    await KV.put(key, new Uint8Array(await request.arrayBuffer()), { metadata });
    return new Response(null, { status: 204 });
  },
};
