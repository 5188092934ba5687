/** Private keys in PEM form, over several lines of a text. */

// https://www.rfc-editor.org/rfc/rfc7468 (and the older "Proc-Type" headers of RFC 1421); certificates and public keys are no secrets.
// In a URL its spaces are `%20` or `+`.
const PEM_BEGIN = /-----BEGIN(?: |%20|\+)[A-Z0-9 %+]{0,40}PRIVATE(?: |%20|\+)KEY(?:(?: |%20|\+)BLOCK)?-----/;
const PEM_END = /-----END(?: |%20|\+)[A-Z0-9 %+]{0,40}PRIVATE(?: |%20|\+)KEY(?:(?: |%20|\+)BLOCK)?-----/;
// Behind a line of it may stand what joins strings of source code (`' +`, `" \`), or the border of a box.
const PEM_BODY =
  /^(?:[^\s|]{1,60}\s{0,20}\|\s{0,20})?(?:[A-Za-z0-9+/=\\]*["',]{0,3}(?:\s{0,3}[+.\\;]|\s{0,100}[│┃║|])?|(?:Proc-Type|DEK-Info|Version|Comment|Hash): .*)$|(?:^|\s)[A-Za-z0-9+/=]{40,}$/;

/** Lines without the private keys in them, cut keys too: each line that belongs to one is replaced, so lines keep their places. `count` is of keys. */
export function redactPem(lines: readonly string[], replacement: string): { readonly lines: readonly string[]; readonly count: number } {
  const result = [...lines];
  let count = 0;
  // Where the text of the key's lines starts, behind a time or the like; -1 outside of a key.
  let indent = -1;
  for (const [index, line] of lines.entries()) {
    const begins = line.search(PEM_BEGIN);
    const ends = line.search(PEM_END);
    const isInside = indent !== -1 && (ends !== -1 || isBody(line, indent));
    if (isInside) result[index] = afterEnd(line, replacement);
    else if (begins !== -1) {
      result[index] = line.slice(0, begins) + (endsAfterBegin(line) ? afterEnd(line, replacement) : replacement);
      count++;
    } else if (ends !== -1) {
      for (let above = index - 1; above >= 0 && isBody(result[above] ?? "", ends) && result[above]?.trim() !== ""; above--)
        result[above] = replacement;
      result[index] = afterEnd(line, replacement);
      count++;
    }
    if (begins !== -1 && !endsAfterBegin(line)) indent = begins;
    else if (!isInside || ends !== -1) indent = -1;
  }
  return { lines: result, count };
}

function isBody(line: string, indent: number): boolean {
  return PEM_BODY.test(line.trim()) || (line.length >= indent && PEM_BODY.test(line.slice(indent).trim()));
}

function endsAfterBegin(line: string): boolean {
  return PEM_END.test(line.slice(line.lastIndexOf("-----BEGIN")));
}

/** What of the line stands behind the last END, without a further key that begins there. */
function afterEnd(line: string, replacement: string): string {
  const at = line.lastIndexOf("-----END");
  const end = at === -1 ? null : PEM_END.exec(line.slice(at));
  if (end === null) return replacement;
  const rest = line.slice(at + end[0].length);
  const next = rest.search(PEM_BEGIN);
  return replacement + (next === -1 ? rest : rest.slice(0, next) + replacement);
}
