import { startApp } from "#serve/app.ts";
import searchElement from "./search-element.txt";

/** The door: Cloudflare calls `fetch`. One app, and with it one cache, for each isolate. */
export default startApp(searchElement);
