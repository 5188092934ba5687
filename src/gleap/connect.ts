import type { Deadline, Deps } from "../deps.ts";
import { TicketError } from "../errors.ts";
import { mayCarryCredentials } from "../network.ts";
import { type Call, openWire, type WireOptions } from "./request.ts";
import { type Answer, type Road, read, type Written, write } from "./retry.ts";

/** How to reach one Gleap project. `apiUrl` is https, or http on loopback; a slash at its end does not matter. */
export interface ConnectOptions extends WireOptions {
  /** Called with every share token that is seen in a ticket, before anything of that ticket is handed on: mask it. */
  readonly onSecret: (secret: string) => void;
}

/** The connection to one Gleap project; every function of this folder takes it first. */
export interface Gleap {
  readonly projectId: string;
  readonly deps: Deps;
  readonly deadline: Deadline;
  readonly onSecret: (secret: string) => void;
  /** GET with retries; `purpose` completes "could not ...". */
  readonly read: (path: string, purpose: string, patience?: Call["patience"]) => Promise<Answer>;
  /** POST or PUT with retries; `look` finds out whether an unclear one arrived. */
  readonly write: <T>(call: Call, purpose: string, look: () => Promise<T | undefined>) => Promise<Written<T>>;
  /** Requests sent so far, retries included. */
  readonly requests: () => number;
  readonly close: () => void;
}

/** Prepares the connection; nothing is sent yet. Throws `TicketError` `INPUT` when the URL is not one that the key may be sent to. */
export function connectGleap(options: ConnectOptions): Gleap {
  const apiUrl = checkedUrl(options.apiUrl);
  const wire = openWire({ ...options, apiUrl });
  const { projectId, deps, deadline, onSecret } = options;
  const road: Road = { exchange: wire.exchange, deps, deadline, secrets: [options.apiKey] };
  return {
    projectId,
    deps,
    deadline,
    onSecret,
    read: (path, purpose, patience) => read(road, { method: "GET", path, ...(patience === undefined ? {} : { patience }) }, purpose),
    write: (call, purpose, look) => write(road, call, purpose, look),
    requests: wire.sent,
    close: wire.close,
  };
}

function checkedUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (
    url === undefined ||
    !mayCarryCredentials(url) ||
    url.username !== "" ||
    url.password !== "" ||
    url.search !== "" ||
    url.hash !== ""
  ) {
    throw new TicketError(
      "INPUT",
      "The input `api-url` is not an address that the API key may be sent to.",
      "Give an https address without user, query and fragment, like https://api.gleap.io/v3; plain http is for loopback only.",
    );
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, "");
}
