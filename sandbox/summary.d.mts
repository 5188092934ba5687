/** The text of a piece of Markdown as the action writes it; of a link the words alone. */
export function plainText(markup: string): string;
/** What a job summary says in one line: its first heading, without the name of the action. */
export function headlineOf(summary: string): string;
/** A job summary for the terminal. */
export function readableSummary(summary: string): string;
