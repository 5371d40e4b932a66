/** What wrangler.toml binds, for `import { env } from "cloudflare:workers"`. */
declare namespace Cloudflare {
  interface Env {
    readonly KV: KVNamespace;
    readonly ASSETS: Fetcher;
    readonly BASE_URL?: string;
  }
}
