/**
 * What a Worker could do at best: answer with a constant. It is told once what, headers and all, and then gives it again and again;
 * below `/bare` without the headers.
 */
let body: ArrayBuffer | null = null;
let init: ResponseInit = {};
let bare: ResponseInit = {};

export default {
  fetch(request: Request): Response | Promise<Response> {
    if (request.method === "POST") return hold(request);
    return new Response(body, request.url.endsWith("/bare") ? bare : init);
  },
};

async function hold(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const bytes = await request.arrayBuffer();
  body = bytes.byteLength === 0 ? null : bytes;
  const status = Number(searchParams.get("status"));
  bare = { status };
  // The benchmark sends the headers of an answer as a list of pairs.
  init = { status, headers: JSON.parse(searchParams.get("headers") ?? "[]") as [string, string][] };
  return new Response(null, { status: 204 });
}
