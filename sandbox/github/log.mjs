// The log of a job as the runner writes it: a byte order mark, UTC stamps with seven digits, groups and markers.
// https://github.com/actions/runner/blob/main/src/Runner.Common/Logging.cs

/** @param {number} ms Milliseconds since the epoch, with fraction. */
function stamp(ms) {
  const whole = Math.floor(ms);
  const digits = Math.floor((ms - whole) * 10_000);
  return `${new Date(whole).toISOString().slice(0, -1)}${String(digits).padStart(4, "0")}Z`;
}

/** @param {Record<string, string>} values */
const block = (values) => Object.entries(values).map(([name, value]) => `  ${name}: ${value}`);

/** @typedef {import("./log.d.mts").Log} Log */

/**
 * @param {number} start Milliseconds since the epoch; every line takes a little less than a millisecond.
 * @returns {Log}
 */
export function createLog(start) {
  let now = start;
  /** @type {string[]} */
  const rows = [];

  /** One message: its first line gets the stamp, the others none. @param {string} message */
  const line = (message) => {
    rows.push(`${stamp(now)} ${message}`);
    now += 0.8137;
  };
  /** @param {string} title @param {readonly string[]} lines */
  const group = (title, lines) => {
    line(`##[group]${title}`);
    lines.forEach(line);
    line("##[endgroup]");
  };

  return {
    /** Waits until a time; the clock never goes back. @param {number} ms */
    until: (ms) => void (now = Math.max(now, ms)),
    line,
    group,
    /** Lines spread evenly up to a time. @param {readonly string[]} lines @param {number} end */
    spread: (lines, end) => {
      const gap = Math.max(0, (end - now) / (lines.length + 1) - 0.8137);
      for (const text of lines) {
        line(text);
        now += gap;
      }
    },
    /** The head of a `run:` step. @param {string} script @param {Record<string, string>} [env] */
    run: (script, env = {}) => {
      const lines = script.split("\n");
      const echo = lines.map((text) => `\u001b[36;1m${text}\u001b[0m`);
      const values = Object.keys(env).length > 0 ? ["env:", ...block(env)] : [];
      group(`Run ${lines[0]}`, [...echo, "shell: /usr/bin/bash -e {0}", ...values]);
    },
    /** The head of a `uses:` step. @param {string} action @param {Record<string, string>} [inputs] @param {Record<string, string>} [env] */
    uses: (action, inputs = {}, env = {}) => {
      const values = Object.keys(env).length > 0 ? ["env:", ...block(env)] : [];
      group(`Run ${action}`, ["with:", ...block(inputs), ...values]);
    },
    /** @param {string} message */
    error: (message) => line(`##[error]${message}`),
    /** @param {string} message */
    warning: (message) => line(`##[warning]${message}`),
    text: () => `\uFEFF${rows.map((row) => `${row}\n`).join("")}`,
  };
}
