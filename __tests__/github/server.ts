import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { connectGitHub } from "../../src/github/client.ts";
import type { GitHub } from "../../src/github/types.ts";
import type { Connection } from "../../src/github/wire.ts";

/** What the server answers: a status with a JSON body and headers, or a function that answers by itself. */
export type Answer =
  | { readonly status?: number; readonly json?: unknown; readonly text?: string; readonly headers?: Readonly<Record<string, string>> }
  | ((request: IncomingMessage, response: ServerResponse) => void);

export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage["headers"];
  /** Empty until it has come. */
  body: string;
}

export interface Server {
  readonly url: string;
  readonly seen: Seen[];
  /** Paths asked, without the repository. */
  readonly paths: () => string[];
  readonly close: () => Promise<void>;
}

/** A loopback server. `answer` gets the path below the repository (or the whole path elsewhere) and its query; `undefined` is a 404. */
export async function serve(answer: (path: string, query: URLSearchParams, turn: number) => Answer | undefined): Promise<Server> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://server");
    const path = pathname.replace(/^\/repos\/octo-org\/widget/, "");
    const turn = seen.filter((earlier) => earlier.path === path).length;
    const one: Seen = { method: request.method ?? "", path, query: searchParams, headers: request.headers, body: "" };
    seen.push(one);
    request.on("data", (part: Buffer) => void (one.body += part.toString()));
    const found = answer(path, searchParams, turn) ?? { status: 404, json: { message: "Not Found" } };
    if (typeof found === "function") {
      found(request, response);
      return;
    }
    const type = found.text === undefined ? "application/json; charset=utf-8" : "text/plain; charset=utf-8";
    response.writeHead(found.status ?? 200, { "content-type": type, ...found.headers });
    response.end(found.text ?? JSON.stringify(found.json ?? {}));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    paths: () => seen.map(({ path }) => path),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

/** A clock that a wait moves on at once; `waits` holds the waits in milliseconds. */
export function clock(start = Date.parse("2026-03-01T12:00:00Z")) {
  const waits: number[] = [];
  let now = start;
  return {
    waits,
    deps: {
      env: {},
      now: () => now,
      sleep: async (ms: number) => {
        waits.push(ms);
        now += ms;
      },
      random: () => 0.5,
    },
    deadline: { at: start + 90_000 },
  };
}

/** The client of the house at this server. */
export function connect(url: string, more: Partial<Connection> = {}): GitHub {
  const { deps, deadline } = clock();
  return connectGitHub({
    token: "t0ken",
    apiUrl: url,
    repository: "octo-org/widget",
    userAgent: "gleap-ticket/test",
    deps,
    deadline,
    ...more,
  });
}
