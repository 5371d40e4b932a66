import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A page of somebody else's site. */
type ForeignPage = {
  readonly html: string;
  readonly headers?: Readonly<Record<string, string>>;
};

/** A site that is not ours, which embeds the search. */
export type ForeignSite = {
  /** Without a slash at the end. */
  readonly url: string;
  /** Puts a page at a path. */
  readonly put: (path: string, page: ForeignPage) => void;
  readonly stop: () => Promise<void>;
};

/** Serves pages from another origin than the search's. */
export async function startForeignSite(): Promise<ForeignSite> {
  const pages = new Map<string, ForeignPage>();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://foreign.invalid");
    const page = pages.get(pathname);
    response.writeHead(page ? 200 : 404, {
      "Content-Type": "text/html; charset=utf-8",
      ...page?.headers,
    });
    response.end(page?.html ?? "");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  // A server that listens on TCP has an address with a port.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    put: (path, page) => void pages.set(path, page),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
