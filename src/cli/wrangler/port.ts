import { createServer } from "node:net";
import { rejection, type Rejection } from "#model/rejection.ts";

/** Checks a port as the publisher writes it: a whole number from 1 to 65535. */
export function toPort(value: unknown): number | Rejection {
  const text = typeof value === "string" ? value.trim() : "";
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port >= 1 && port <= 65_535) return port;
  return rejection(
    { file: "--port" },
    { what: `${JSON.stringify(value)} is not a port`, fix: "give a number from 1 to 65535" },
  );
}

/** Whether nobody listens on `port` of this machine's loopback addresses. */
export async function isFree(port: number): Promise<boolean> {
  const answers = await Promise.all(["127.0.0.1", "::1"].map((host) => canListen(port, host)));
  return answers.every(Boolean);
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    // A machine without IPv6 cannot listen on ::1 at all (EADDRNOTAVAIL): then nobody else does.
    server.once("error", ({ code }: NodeJS.ErrnoException) => {
      resolve(code !== "EADDRINUSE" && code !== "EACCES");
    });
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
