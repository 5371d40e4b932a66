export { Press } from "./press.ts";

/** Nobody asks it by HTTP: the Worker reaches its object by a binding. */
export default {
  fetch: (): Response => new Response(null, { status: 404 }),
} satisfies ExportedHandler;
