import { startApp } from "#serve/app.ts";

/** The door: Cloudflare calls `fetch`. One app, and with it one cache, for each isolate. */
export default startApp();
