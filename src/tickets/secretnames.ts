/** `KEY=value`, `key: value`, `"key": "value"` and `--key value` where the name says that the value is a secret. */

const SECRET_WORDS = new Set(
  "password passwd passphrase passcode passwort pwd pgpassword secret secrets token credential credentials apikey authtoken accesstoken secretkey privatekey accesskey".split(
    " ",
  ),
);

// A word before "key" that makes it a secret: `api_key`, `privateKey`, `AUTH-KEY`.
const KEY_OF = new Set(
  "api access private secret signing encryption account auth master session ssh client deploy license shared service".split(" "),
);

// A last word that says the value is about the secret, not the secret: `TOKEN_COUNT=5`, `secret-name: x`, `token.py:33`.
const ABOUT = new Set(
  (
    "count counts limit name names type types id ids length len size url uri path file dir expiry expires expiration ttl version enabled disabled required optional " +
    "policy usage max min endpoint env format header prefix suffix index kind position status set present valid invalid provider scope scopes algorithm helper " +
    "manager store source sources reset error errors exception test tests spec rotation age strength hint field label permissions permission scanning detection " +
    "py js ts tsx jsx mjs cjs rb go rs java kt php cs cpp c h sh md yml yaml json toml txt lock"
  ).split(" "),
);

const SIGN = String.raw`\\?["']?[^\S\n]{0,3}(?:=>|:=|={1,3}|:(?!:))[^\S\n]{0,3}`;
// A name with what separates it from its value. `::` is a path of a program, not a sign; white space alone will do behind a flag.
const HEAD = new RegExp(
  String.raw`(?<![\w.-])(?:(?<flag>--[A-Za-z][\w.-]{0,100})(?<gap>${SIGN}|[^\S\n]{1,3}(?!-))|(?<name>-?[A-Za-z_][\w.-]{0,120})(?<sign>${SIGN}))`,
  "g",
);
const VALUE = new RegExp(
  [String.raw`\\"[^"\n]*"`, String.raw`"(?:[^"\\\n]|\\.)*(?:"|$)`, String.raw`'[^'\n]*(?:'|$)`, "`[^`\\n]*`", String.raw`\S+`].join("|"),
  "my",
);

/** The text with the values of such names replaced, and how many there were. Values that hide nothing (`***`, `false`, `${VAR}`) stay. */
export function redactAssignments(text: string, replacement: string): { readonly text: string; readonly count: number } {
  const parts: string[] = [];
  let count = 0;
  let copied = 0;
  HEAD.lastIndex = 0;
  for (let head = HEAD.exec(text); head !== null; head = HEAD.exec(text)) {
    const name = head.groups?.["name"] ?? head.groups?.["flag"] ?? "";
    if (!saysSecret(name)) continue;
    const from = HEAD.lastIndex;
    VALUE.lastIndex = from;
    const value = VALUE.exec(text)?.[0] ?? "";
    if (isHarmless(value) || isProse(text, head.index, from, name, value) || isCode(text.slice(head.index, from), value)) continue;
    parts.push(text.slice(copied, from), replacement);
    count++;
    copied = from + value.length;
    HEAD.lastIndex = copied;
  }
  return { text: parts.join("") + text.slice(copied), count };
}

/** Does the name of a variable, key or flag say that its value is secret? */
export function saysSecret(name: string): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== "");
  if (ABOUT.has(words.at(-1) ?? "")) return false;
  if (words.length > 1 && words.includes("pass") && name === name.toUpperCase()) return true;
  return words.some((word, index) => SECRET_WORDS.has(word) || (word === "key" && KEY_OF.has(words[index - 1] ?? "")));
}

/** Masked already, empty, a switch, or a reference to where the secret is. */
function isHarmless(value: string): boolean {
  const bare = value.replace(/^\\?["'`]/, "").replace(/\\?["'`]?[,;)}\]]{0,5}$/, "");
  return (
    /^(?:\*{1,2}|\[redacted\b.*|true|false|yes|no|on|off|null|nil|none|undefined|\(none|unset|empty|required|read|write|[[{(]?)$/i.test(
      bare,
    ) ||
    /^(?:\*{3}|\$\{|\$\(|\{\{|process\.env\b|os\.environ\b|secrets\.|env\.|steps\.|inputs\.)/.test(bare) ||
    /^(?:<[^<>]*>?|%\w+%|@?\$[A-Z_][A-Z0-9_]*)$/.test(bare)
  );
}

/**
 * A word of a sentence: `Unexpected token: punc`, `password: must be set`; also a place in a file, `token:12:5`. Only with plain words and
 * behind a colon, since that is how sentences are written.
 */
function isProse(text: string, start: number, from: number, name: string, value: string): boolean {
  const sign = text.slice(start + name.length, from);
  if (!sign.includes(":") || sign.includes("=")) return false;
  if (sign === ":" && /^\d{1,7}(?::\d{1,7})?:?$/.test(value)) return true;
  if (!/^[A-Z]?[a-z]+$/.test(name)) return false;
  if (/^(?:[^\w\s]|(['"`])[^\w\s]\1)[.,;]?$/.test(value)) return true;
  if (!/^(?:[A-Za-z]{1,20}|(['"`])[A-Za-z]{1,20}\1)[.,;:!?]?$/.test(value)) return false;
  // Two characters to the left are enough; a slice of the whole line would cost its length for every name in it.
  const isBehindWord = /[A-Za-z][^\S\n]$/.test(text.slice(Math.max(0, start - 2), start));
  return isBehindWord || /^[^\S\n]+\S/.test(text.slice(from + value.length, from + value.length + 5));
}

/** `const token = readToken(` in an excerpt of source code: a call, with spaces around the sign. */
function isCode(head: string, value: string): boolean {
  return /\s(?::=|=)\s+$/.test(head) && /^(?:(?:await|new|function|async|this)$|[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*\()/.test(value);
}
