/** Values behind a name that says secret: where they end, and which of them hide nothing. */

/** A name that says secret, with what stands around it. */
export interface Assignment {
  /** Some of the text before the name. */
  readonly before: string;
  readonly name: string;
  readonly sign: string;
  readonly value: string;
  /** Some of the text behind the sign. */
  readonly ahead: string;
}

const OPEN = /(?:[bfru]{1,2}(?=["']))?(\\{0,15})("""|'''|["'`])/iy;
const CLOSE: Readonly<Record<string, RegExp>> = {
  '"': /[^"\n]*"/y,
  "'": /[^'\n]*'/y,
  "`": /[^`\n]*`/y,
  '"""': /[^\n]*?"""/y,
  "'''": /[^\n]*?'''/y,
};
const LINE = /[^\n]*/y;
// To the next white space, or to an escaped line end with white space, an end, or another name behind it: what follows is another line.
const BARE = /(?:(?!\\{1,4}[nr](?:[\s\\"']|$|[A-Za-z_][\w.-]{0,60}[^\S\n]?[:=]))\S)+/y;
// The password of a connection string may have spaces: `Password=My Pa55 word;Encrypt=true`.
const IN_CONNECTION = /[^;"'=\\\n]{1,128}={0,2}(?=;\s?[A-Za-z][\w ]{0,30}=)/y;

/** Where the value that starts at `from` ends. */
export function endOfValue(text: string, from: number, name: string, sign: string): number {
  const connection =
    /^(?:password|pwd)$/i.test(name) && name !== name.toUpperCase() && sign === "=" ? endOf(IN_CONNECTION, text, from) : from;
  if (connection > from) return connection;
  OPEN.lastIndex = from;
  const open = OPEN.exec(text);
  if (open === null) return endOf(BARE, text, from);
  const [, { length: depth } = "", quote = ""] = open;
  const inside = OPEN.lastIndex;
  const end = endOfQuoted(text, inside, quote, depth);
  if (end !== undefined) return end;
  return endOf(quote === "`" ? BARE : LINE, text, quote === "`" ? from : inside);
}

/**
 * Behind the quote that closes one with so many backslashes before it. Within such text a quote has more of them, the text around it
 * ends with fewer.
 */
function endOfQuoted(text: string, from: number, quote: string, depth: number): number | undefined {
  const close = CLOSE[quote] ?? LINE;
  close.lastIndex = from;
  while (close.test(text)) {
    let first = close.lastIndex - quote.length;
    while (first > from && text[first - 1] === "\\") first--;
    const length = close.lastIndex - quote.length - first;
    if (length < depth || length % (2 * (depth + 1)) === depth) return close.lastIndex;
  }
  return undefined;
}

function endOf(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : from;
}

/** Does the value give nothing away: masked, a reference to the secret, a type, a word of a sentence, a place in a file, source code? */
export function hidesNothing(assignment: Assignment): boolean {
  return isHarmless(assignment) || isAddress(assignment) || isProse(assignment) || isCode(assignment);
}

const WORDS =
  "true|false|yes|no|on|off|null|nil|none|undefined|\\(none|unset|empty|required|read|write|inherit|deprecated|missing|invalid|expired|unsupported";
const NOTHING = new RegExp(String.raw`^(?:\*{1,2}|\[redacted\b.*|${WORDS}|[[{(]?)$`, "i");
const REFERENCE =
  /^(?:\*{3}|\$\{|\$\(|\{\{|process\.env\b|os\.environ\b|secrets\.|env\.|steps\.|inputs\.)|^(?:<[^<>]*>?|%\w+%|@?\$[A-Z_][A-Z0-9_]*)$/;
const TYPE = /^(?:[A-Z]\w{1,20}[<[])?&?(?:string|str|number|boolean|bool|bytes|object|any|unknown)(?:\[\])?[>\]?]?[,;:)}]{0,5}$/i;

/** Masked already, empty, a switch, a type, or a reference to where the secret is. */
function isHarmless({ name, value }: Assignment): boolean {
  const bare = value.replace(/^(?:[bfru]{1,2}(?=["']))?\\{0,15}["'`]/i, "").replace(/\\{0,15}["'`]?[,;)}\]]{0,5}$/, "");
  if (NOTHING.test(bare) || REFERENCE.test(bare) || TYPE.test(value)) return true;
  if (isPlaceholder(name, bare)) return true;
  // The mount of a secret in a build, https://docs.docker.com/build/building/secrets/
  if (name === "--secret") return /^(?:type=\w{1,10},)?id=[\w-]{1,60}(?:$|,)/.test(bare);
  return /^-{0,2}pass$/i.test(name) && /^\d{1,7}(?:[./]\d{1,7})?%?$/.test(bare);
}

/** The place of a value in a text of help, with the flag's own words: `--token TOKEN`, `--api-key=KEY`. */
function isPlaceholder(name: string, value: string): boolean {
  if (!name.startsWith("--") || !/^[A-Z_]{3,40}\]?$/.test(value)) return false;
  return `_${name.toUpperCase().replace(/[^A-Z]+/g, "_")}`.endsWith(`_${value.replace("]", "")}`);
}

// Roots and words in small letters only: what is encoded in Base64 may start with a slash too.
const PATH =
  /^["']?(?:(?:~|\.{1,2})(?:[/\\][\w.@~+-]{1,80})+|\/(?:[a-z_]{1,20}|Users)?(?:\/[\w.@~+-]{1,80})*|[A-Za-z]:[/\\][\w .@~+/\\-]{1,200})[/\\]?["',]?$/;
const COUNTED = /(?:^|[^a-z])(?:input|output|total|prompt|completion|cached|max|num)[ _]token$/i;
const PLACE = /^\d{1,7}(?:[:,]\d{1,7}(?:-\d{1,7})?)?(?::in)?[)\]"'`,:;.]{0,4}$/;
const VERSION =
  /^v?\d{1,7}\.\d{1,7}(?:\.\d{1,7}(?:[-+.][\w.+-]{1,60})?)?(?:@sha256:\w{1,64})?[)\]"'`,:;.]{0,4}$|^v\d{1,4}[)\]"'`,:;.]{0,4}$/;

/** A place in a file (`token:12:5`), a version (`auth-token:1.2.3`), a path where a path is usual, a number of tokens, the name of a secret at AWS. */
function isAddress({ before, name, sign, value }: Assignment): boolean {
  if (/^PWD$|(?:^|[_-])CREDENTIALS$/i.test(name) && PATH.test(value)) return true;
  if (COUNTED.test(before.slice(-11) + name) && /^\d{1,9}[.,;)}\]"']{0,3}$/.test(value)) return true;
  if (sign !== ":") return false;
  if (PLACE.test(value) || VERSION.test(value)) return true;
  // The task of a package, `@acme/auth-token:build: …`, or an image of no number.
  if (before.endsWith("/") && /^(?:[a-z]{1,20}:|latest|main|stable|edge|nightly)[)\]"'`,:;.]{0,4}$/.test(value)) return true;
  return /:secretsmanager:[\w-]{0,30}:\d{0,12}:$/.test(before);
}

// Behind a flag, `--api-key is required`.
const VERB = /^(?:is|was|are|has|had|must|may|can|cannot|needs?|requires?|should|does|did|and|or|not|for|flag|option|argument)\b[.,;:]?$/;
// `["can't be blank"]`, words with spaces between them in a list.
const SENTENCES = /^\[\s?\\{0,7}(["'])[A-Za-z][a-z']{0,20}(?: [a-z'`]{1,20}| \d{1,3}){1,20}[.!]?\\{0,7}\1/;
// `Invalid token: foo.bar`, as parsers say it.
const DOTTED = /^(["'`]?)[A-Za-z]{1,20}(?:\.[A-Za-z]{1,20}){1,3}\1[.,;:!?]?$/;

/**
 * A word of a sentence: `Unexpected token: punc`, `password: must be set`. Only with plain words and behind a colon with a space, since that is how
 * sentences are written.
 */
function isProse({ before, name, sign, value, ahead }: Assignment): boolean {
  if (name.startsWith("--") && /^\s+$/.test(sign)) return VERB.test(value);
  if (!sign.includes(":") || sign.includes("=")) return false;
  if (SENTENCES.test(ahead)) return true;
  if (!/:\s/.test(sign) || !/^[A-Z]?[a-z]+$/.test(name)) return false;
  if (/^(?:[^\w\s]|(['"`])[^\w\s]\1)[.,;]?$/.test(value)) return true;
  if (/^token$/i.test(name) && /(?:invalid|unexpected|unknown|illegal) $/i.test(before) && DOTTED.test(value)) return true;
  if (!/^(?:[A-Za-z]{1,20}|(['"`])[A-Za-z]{1,20}\1)[.,;:!?]?$/.test(value)) return false;
  const isBehindWord = /[A-Za-z][^\S\n]$/.test(before);
  return isBehindWord || /^[^\S\n]+[^\s#]/.test(ahead.slice(value.length, value.length + 5));
}

/** `const token = readToken(` in an excerpt of source code: a call, with spaces around the sign. */
function isCode({ sign, value }: Assignment): boolean {
  return /^\s+(?::=|=)\s+$/.test(sign) && /^(?:(?:await|new|function|async|this)$|[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*\()/.test(value);
}
