export interface Log {
  until(ms: number): void;
  line(message: string): void;
  group(title: string, lines: readonly string[]): void;
  spread(lines: readonly string[], end: number): void;
  run(script: string, env?: Record<string, string>): void;
  uses(action: string, inputs?: Record<string, string>, env?: Record<string, string>): void;
  error(message: string): void;
  warning(message: string): void;
  text(): string;
}
/** A job's log in the runner's format; `start` in ms since the epoch. */
export function createLog(start: number): Log;
