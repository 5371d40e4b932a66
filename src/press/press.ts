import { DurableObject } from "cloudflare:workers";
import type { AdminAnswer, AdminRequest } from "#press/api/admin.ts";
import { createPressDesk, type PressDesk } from "./press-desk.ts";

/** What `wrangler.press.toml` binds. */
type PressBindings = {
  /** The namespace that the Worker reads. */
  readonly KV: KVNamespace;
};

/** The object that orders what is published live: one for the site. Only the Worker reaches it, by
 *  its binding, and has checked the token. */
export class Press extends DurableObject<PressBindings> {
  readonly #desk: PressDesk;

  constructor(context: DurableObjectState, bindings: PressBindings) {
    super(context, bindings);
    const { storage } = context;
    this.#desk = createPressDesk({
      kv: bindings.KV,
      sql: storage.sql,
      now: Date.now,
      pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      wake: (at) => wakeBefore(storage, at),
    });
  }

  /** Answers a request of the admin API. */
  async answer(request: AdminRequest): Promise<AdminAnswer> {
    return this.#desk.answer(request);
  }

  /** Called by the runtime at the time that was asked for. */
  override async alarm(): Promise<void> {
    await this.#desk.catchUp();
  }
}

/** An object has one alarm: the earliest is kept. */
async function wakeBefore(storage: DurableObjectStorage, at: number): Promise<void> {
  const set = await storage.getAlarm();
  if (set === null || set > at) await storage.setAlarm(at);
}
