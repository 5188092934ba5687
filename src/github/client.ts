/** The way to GitHub for the rest of the code. */

import { readJobLog } from "./download.ts";
import { issuesOf } from "./issues.ts";
import { readsOf } from "./reads.ts";
import type { GitHub } from "./types.ts";
import { type Connection, openWire } from "./wire.ts";

export type { Connection } from "./wire.ts";

/** Connects to one repository. Nothing is loaded or sent before the first read; no read throws for a refusal. */
export function connectGitHub(connection: Connection): GitHub {
  const wire = openWire(connection);
  return {
    ...readsOf(wire),
    issues: issuesOf(wire, connection),
    jobLog: (id, completedAt) => readJobLog(wire, connection, id, completedAt),
    get requests() {
      return wire.count();
    },
  };
}
