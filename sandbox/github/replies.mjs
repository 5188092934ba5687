// The answers every endpoint has in common, worded as GitHub words them.

/** @typedef {import("./types.d.mts").Reply} Reply */

const DOCS = "https://docs.github.com/rest";

/** @param {unknown} body @param {Record<string, string>} [headers] @returns {Reply} */
export const ok = (body, headers = {}) => ({ status: 200, body, headers });

/**
 * @param {number} status
 * @param {string} message
 * @param {Record<string, string>} [headers]
 * @returns {Reply}
 */
export const refusal = (status, message, headers = {}) => ({
  status,
  body: { message, documentation_url: DOCS, status: String(status) },
  headers,
});

export const notFound = () => refusal(404, "Not Found");
export const forbidden = () => refusal(403, "Resource not accessible by integration");

/**
 * @param {number} reset Seconds since the epoch.
 */
export const primaryLimit = (reset) =>
  refusal(
    403,
    "API rate limit exceeded for installation ID 1. If you reach out to GitHub Support for help, please include the request ID.",
    {
      "X-RateLimit-Remaining": "0",
      "X-RateLimit-Reset": String(reset),
    },
  );

export const secondaryLimit = () =>
  refusal(403, "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.", { "Retry-After": "2" });
