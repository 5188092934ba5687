/** Inline Markdown as plain text with its line ends. `inline.ts` does the same for one line. */
import type { PhrasingContent } from "mdast";
import { cleanText } from "../tickets/text.ts";
import { tagOf, tagText } from "./html.ts";
import { withAddress } from "./inline.ts";

/** Addresses by the identifier of their definition. */
export type References = ReadonlyMap<string, string>;

/** A stretch of text; code is left as it is. */
interface Part {
  readonly text: string;
  readonly isCode: boolean;
}

/** Nobody writes deeper; what a stranger piles up ends here. */
const DEEPEST = 200;

/** The text of inline nodes; no `<` begins a tag but in code. */
export function phrase(nodes: readonly PhrasingContent[], references: References): string {
  const parts: Part[] = [];
  write(nodes, references, parts, 0);
  return joined(parts);
}

function write(nodes: readonly PhrasingContent[], references: References, parts: Part[], depth: number): void {
  /** Links of HTML that are open: their address, and where their text begins. */
  const open: { readonly url: string | undefined; readonly from: number }[] = [];
  const put = (text: string, isCode = false) => void parts.push({ text, isCode });
  if (depth > DEEPEST) return put("…");
  for (const node of nodes) {
    switch (node.type) {
      case "text":
        put(node.value);
        break;
      case "inlineCode":
        put(`\`${node.value}\``, true);
        break;
      case "break":
        put("\n");
        break;
      case "image":
        put(withAddress(node.alt ?? "", node.url));
        break;
      case "imageReference":
        put(withAddress(node.alt ?? "", references.get(node.identifier) ?? ""));
        break;
      case "link":
      case "linkReference": {
        const from = parts.length;
        write(node.children, references, parts, depth + 1);
        close(parts, from, node.type === "link" ? node.url : references.get(node.identifier));
        break;
      }
      case "footnoteReference":
        put(`[${node.label ?? node.identifier}]`);
        break;
      case "delete":
        put("~~");
        write(node.children, references, parts, depth + 1);
        put("~~");
        break;
      case "html": {
        const tag = tagOf(node.value);
        if (tag?.name === "a" && !tag.closes) open.push({ url: tag.url, from: parts.length });
        else if (tag?.name === "a") {
          const link = open.pop();
          if (link !== undefined) close(parts, link.from, link.url);
        } else if (tag !== undefined) put(tagText(tag));
        break;
      }
      default:
        write(node.children, references, parts, depth + 1);
    }
  }
}

/** The address behind the text of a link, unless the text is the address. */
function close(parts: Part[], from: number, url: string | undefined): void {
  const shown = parts.slice(from);
  const text = shown.map((part) => part.text).join("");
  const whole = withAddress(text, url ?? "");
  if (whole.startsWith(text)) parts.push({ text: whole.slice(text.length), isCode: false });
  else parts.splice(from, shown.length, { text: whole, isCode: false });
}

function joined(parts: readonly Part[]): string {
  let [text, plain] = ["", ""];
  for (const part of parts) {
    if (!part.isCode) plain += part.text;
    else {
      text += untagged(plain) + part.text;
      plain = "";
    }
  }
  return text + untagged(plain);
}

/** Cleaned text in which no `<` begins a tag. What an entity stood for is cleaned here too. */
export function untagged(text: string): string {
  return cleanText(text).replace(/<(?=[a-z/!?])/gi, "< ");
}
