/** Markdown that is no item as lines of plain text. */
import type { Nodes, Table } from "mdast";
import { inlineText } from "../markdown/inline.ts";

/** The lines of a block without lists, quotes and headings in it; none for what is not shown (comments, HTML, rules, definitions). */
export function proseLines(node: Nodes): readonly string[] {
  switch (node.type) {
    case "paragraph": {
      const text = inlineText(node.children).trim();
      return text === "" ? [] : [text];
    }
    case "code":
      return node.value.split(/\r\n|\r|\n/).map((line) => `    ${line}`.trimEnd());
    case "table":
      return tableLines(node);
    default:
      return [];
  }
}

function tableLines({ children }: Table): readonly string[] {
  return children.map((row) => row.children.map((cell) => inlineText(cell.children).trim()).join(" | "));
}
