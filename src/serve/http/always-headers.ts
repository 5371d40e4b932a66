/** No script, no frame, no form to elsewhere; pictures and sound from anywhere, for articles
 *  have them. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "img-src * data:",
  "media-src *",
  "style-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** What answers carry that only the publisher is to read: no page of another site may. */
export const ALWAYS_PRIVATE: Readonly<Record<string, string>> = {
  "Cross-Origin-Resource-Policy": "same-origin",
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
};

/** What every answer carries, whatever its status: anybody may read it from any page, nobody's
 *  browser may run or frame it. Never credentials, never a cookie. */
export const ALWAYS: Readonly<Record<string, string>> = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Expose-Headers":
    "ETag, Last-Modified, Link, X-Release, Server-Timing, Retry-After, Content-Range",
  "Timing-Allow-Origin": "*",
  "Cross-Origin-Resource-Policy": "cross-origin",
  "Content-Security-Policy": CONTENT_SECURITY_POLICY,
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "strict-origin-when-cross-origin",
};
