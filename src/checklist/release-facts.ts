/** A release as GitHub tells it, in events and in answers of its API. */
import { fieldsAt, listOf, numberOf, textOf } from "../payload.ts";

/** A file of a release. */
export interface Asset {
  readonly name: string;
  readonly url: string;
}

/** A release as events and API have it. */
export interface ReleaseFacts {
  readonly id: number;
  readonly tag: string;
  readonly draft: boolean;
  readonly prerelease: boolean;
  /** ISO times. */
  readonly created?: string;
  readonly published?: string;
  readonly url?: string;
  readonly author?: string;
  /** The files that are uploaded. */
  readonly assets: readonly Asset[];
}

/** A release of the payload or of the API (https://docs.github.com/rest/releases/releases); `undefined` for what is none. */
export function releaseOf(value: unknown): ReleaseFacts | undefined {
  const fields = fieldsAt(value);
  const [id, tag] = [numberOf(fields["id"]), textOf(fields["tag_name"])];
  if (id === undefined || tag === undefined) return undefined;
  const [created, published] = [textOf(fields["created_at"]), textOf(fields["published_at"])];
  const [url, author] = [textOf(fields["html_url"]), textOf(fieldsAt(fields, "author")["login"])];
  return {
    id,
    tag,
    draft: fields["draft"] === true,
    prerelease: fields["prerelease"] === true,
    ...(created === undefined ? {} : { created }),
    ...(published === undefined ? {} : { published }),
    ...(url === undefined ? {} : { url }),
    ...(author === undefined ? {} : { author }),
    assets: listOf(fields["assets"], assetOf) ?? [],
  };
}

function assetOf(value: unknown): Asset | undefined {
  const { name, browser_download_url: url, state } = fieldsAt(value);
  return typeof name === "string" && (state === undefined || state === "uploaded") ? { name, url: textOf(url) ?? "" } : undefined;
}
