// Pages as GitHub cuts them: 30 by default, 100 at most, neighbours named in a `Link` header.

/**
 * The whole number in a query parameter, or `fallback`.
 * @param {URLSearchParams} query @param {string} name @param {number} fallback
 */
function whole(query, name, fallback) {
  const value = Number(query.get(name) ?? fallback);
  return Number.isInteger(value) && value > 0 ? value : fallback;
}

/**
 * One page of a list. GitHub's links name the repository by its id (`/repositories/{id}/...`), not by its name; so do these.
 * @template T
 * @param {import("./types.d.mts").Context} context
 * @param {readonly T[]} items
 * @param {number} repositoryId
 * @returns {{ items: T[], headers: Record<string, string>, page: number }}
 */
export function cutPage(context, items, repositoryId) {
  const size = Math.min(whole(context.query, "per_page", 30), 100);
  const page = whole(context.query, "page", 1);
  const last = Math.max(1, Math.ceil(items.length / size));
  const path = context.path.replace(/^\/repos\/[^/]+\/[^/]+/, `/repositories/${repositoryId}`);
  /** @param {number} number @param {string} rel */
  const link = (number, rel) => {
    const query = new URLSearchParams(context.query);
    query.set("page", String(number));
    return `<${context.apiUrl}${path}?${query}>; rel="${rel}"`;
  };
  const links = [];
  if (page > 1) links.push(link(Math.min(page - 1, last), "prev"));
  if (page < last) links.push(link(page + 1, "next"), link(last, "last"));
  if (page > 1) links.push(link(1, "first"));
  /** @type {Record<string, string>} */
  const headers = links.length > 0 ? { Link: links.join(", ") } : {};
  return { items: items.slice((page - 1) * size, page * size), headers, page };
}
