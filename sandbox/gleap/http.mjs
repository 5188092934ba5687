/** @typedef {import("node:http").IncomingMessage} Request */
/** @typedef {import("node:http").ServerResponse} Response */
/**
 * @typedef {object} Answer
 * @property {number} status
 * @property {unknown} [body] text is sent as it is, anything else as JSON; nothing is sent if absent
 * @property {string} [type] of the body; by its kind if absent
 * @property {Record<string, string>} [headers]
 */

const JSON_TYPE = "application/json; charset=utf-8";
const TEXT_TYPE = "text/plain; charset=utf-8";
export const HTML_TYPE = "text/html; charset=utf-8";

/** @type {Record<string, string>} */
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/**
 * @param {string} text
 * @returns {string} safe between tags and in a quoted attribute
 */
export const escapeHtml = (text) => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");

/**
 * @param {Request} request
 * @param {number} max bytes
 * @returns {Promise<string | undefined>} the body as text; undefined when it is larger
 */
export async function readText(request, max) {
  /** @type {Buffer[]} */
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= max) chunks.push(chunk);
  }
  return size <= max ? Buffer.concat(chunks).toString("utf8") : undefined;
}

/**
 * @param {Answer} answer
 * @returns {{ text: string, type: string }} the body as it goes over the wire
 */
export function render({ body, type }) {
  if (typeof body === "string") return { text: body, type: type ?? TEXT_TYPE };
  return { text: body === undefined ? "" : JSON.stringify(body), type: type ?? JSON_TYPE };
}

/**
 * @param {Response} response
 * @param {Answer} answer
 */
export function send(response, answer) {
  const { text, type } = render(answer);
  const bare = answer.status === 204 || answer.status === 304;
  response.writeHead(answer.status, {
    ...(bare ? {} : { "Content-Type": type, "Content-Length": Buffer.byteLength(text) }),
    ...answer.headers,
  });
  response.end(bare ? undefined : text);
}

/**
 * What Express says to a route that it does not have.
 * @param {string} method
 * @param {string} path
 * @returns {Answer}
 */
export function noRoute(method, path) {
  const text = escapeHtml(`Cannot ${method} ${path}`);
  const body = `<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Error</title>\n</head>\n<body>\n<pre>${text}</pre>\n</body>\n</html>\n`;
  return { status: 404, body, type: HTML_TYPE };
}
