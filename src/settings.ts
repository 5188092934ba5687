import type { Priority } from "./tickets/types.ts";

/** Values of a new ticket, before a mode adds its own. */
export interface TicketValues {
  readonly type: string;
  readonly status: string;
  readonly priority: Priority;
  /** In order, without repeats. */
  readonly tags: readonly string[];
  readonly fields: Readonly<Record<string, unknown>>;
}

/** One layer over ticket values: `<mode>.ticket`, front matter, the effects of rules, inputs. Absent: the layer below shows through. */
export type TicketOverlay = { readonly [Name in keyof TicketValues]?: TicketValues[Name] };
