import { startApp } from "#serve/app.ts";
import searchElement from "./search-element.txt";

/** The door: Cloudflare calls `fetch`, and `scheduled` every minute where a timer is set. One app,
 *  and with it one cache, for each isolate. */
export default startApp(searchElement);
