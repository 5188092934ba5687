/** What the plan of a list looks at: what was found out, and the tickets that exist. Types only. */
import type { Ticket } from "../tickets/ours.ts";
import type { Draft, RunRef } from "../tickets/types.ts";
import type { Check } from "./auto.ts";
import type { Evidence } from "./evidence.ts";
import type { Line, Merged } from "./items.ts";

/** What the tickets of one list are made from. */
export interface Making {
  readonly scope: string;
  readonly run: RunRef;
  readonly lines: readonly Line[];
  readonly evidence: (check: Check) => Evidence;
  /** `the checklist of release 1.2.0`, for sentences. */
  readonly label: string;
  /** Path of the checklist in the repository. */
  readonly file: string;
  readonly items: "inline" | "tickets";
  readonly closed: readonly string[];
  readonly maxTickets: number;
  /** The step fails while items are open. */
  readonly requireComplete: boolean;
  /** Which variables of the list could not be read, and why: the step may not. */
  readonly guess?: string;
  /** A rule wants no ticket: why. */
  readonly hold?: string;
  /** The draft of the list's ticket for items that stand like this, its body not yet cut to size. */
  readonly draft: (merged: Pick<Merged, "standings" | "past">) => Draft;
  /** Title and headline for the tickets of items. */
  readonly headline: string;
}

/** The tickets that exist beside the items as they stand. */
export interface Ground {
  readonly making: Making;
  readonly byKey: ReadonlyMap<string, readonly Ticket[]>;
  readonly list: Ticket | undefined;
  readonly merged: Merged;
  /** No item can be read in the ticket of the list. */
  readonly unread: boolean;
  /** Why the text of the list's ticket stays as it is, though the list may say something else. */
  readonly frozen?: string;
  readonly draft: Draft;
}
