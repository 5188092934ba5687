export const id = 893;
export const ids = [893,767];
export const modules = {

/***/ 8893:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  readChecklist: () => (/* binding */ readChecklist)
});

// EXTERNAL MODULE: ./lib/markdown/parse.js
var parse = __webpack_require__(9614);
// EXTERNAL MODULE: ./lib/tickets/variables.js
var variables = __webpack_require__(4248);
// EXTERNAL MODULE: ./lib/tickets/nearest.js
var nearest = __webpack_require__(9495);
;// CONCATENATED MODULE: ./lib/checklist/fill.js
/**
 * Variables in the checklist file: Mustache's `{{name}}`, `{{#name}}…{{/name}}` and `{{^name}}…{{/name}}`, a tag on one line.
 *
 * Written here and not left to the library, whose parser stops at the first fault and says of what is not closed only where the text ends: every wrong
 * line is to be named. Values are put in after Markdown was parsed, so that none can make an item or a check; what stands in for them until then is as
 * long as the tag, so that places stay those of the file.
 */

const TAG = /\{\{\{(?<raw>[^\n]*?)\}\}\}|\{\{(?<sign>[&#^/!>=])?(?<inner>[^\n]*?)\}\}|\{\{/g;
/** Private characters (https://www.unicode.org/faq/private_use.html): the first of a stand-in says which tag it is of, the others fill it up. */
const FIRST = 0xe100;
const MOST = 0xf8ff - FIRST;
const FILLER = "\ue0ff";
const STAND = /([\ue100-\uf8ff])\ue0ff*/g;
const KINDS = { "#": "open", "^": "inverted", "/": "close", "!": "comment" };
/** Finds the tags of a text, and everything that is wrong with them. `known`: the names that may be used; `elsewhere`: those that may be used in other texts. */
function scan(raw, known, elsewhere = []) {
    const text = raw.replace(/[\ue0ff-\uf8ff]/g, " ");
    const tags = [];
    const faults = [];
    const open = [];
    for (const match of text.matchAll(TAG)) {
        const [whole] = match;
        const { sign = "", raw: unescaped, inner = unescaped } = match.groups ?? {};
        const [start, end, name] = [match.index, match.index + whole.length, (inner ?? "").trim()];
        const tag = { kind: KINDS[sign] ?? "value", name, start, end };
        const what = inner === undefined ? "`{{` is not closed on its line" : faultOf(sign, whole, tag, { open, known, elsewhere });
        if (what === undefined)
            tags.push(tag);
        else
            faults.push({ offset: start, what });
        if (what === undefined && (tag.kind === "open" || tag.kind === "inverted"))
            open.push(tag);
        if (what === undefined && tag.kind === "close")
            open.pop();
    }
    faults.push(...open.map(({ start, name }) => ({ offset: start, what: `the section {{#${name}}} is not closed` })));
    if (tags.length > MOST)
        faults.push({ offset: 0, what: `holds more than ${MOST} tags` });
    return { text, tags: faults.length === 0 ? tags : tags.filter(({ kind }) => kind === "value" || kind === "comment"), faults };
}
function faultOf(sign, whole, { kind, name }, { open, known, elsewhere }) {
    if (sign === ">")
        return `${whole} is a partial, which a checklist cannot have`;
    if (sign === "=")
        return `${whole} changes the delimiters, which a checklist cannot do`;
    if (kind === "comment")
        return undefined;
    if (kind === "close")
        return open.at(-1)?.name === name ? undefined : `${whole} closes a section that is not open here`;
    if (name === ".")
        return open.length > 0 ? undefined : `${whole} stands for the value of a section; there is none around it`;
    if (known.includes(name))
        return undefined;
    if (elsewhere.includes(name))
        return `${whole} can stand in the templates of title and description only`;
    const near = (0,nearest/* nearest */.p)(name, known);
    return `${whole} is not a known variable${near === undefined ? "" : `; did you mean {{${near}}}?`}`;
}
/** Names of the variables that a text uses. */
function namesOf({ tags }) {
    return [...new Set(tags.flatMap(({ kind, name }) => (kind === "comment" || name === "." ? [] : [name])))];
}
/** Names of the variables that decide what stands in a list: those in parts of it that `standIn` made, and those of sections. */
function namesDeciding(parts, scanned) {
    const within = parts.flatMap((part) => Array.from(part.matchAll(STAND), ([, stand = ""]) => nameAt(scanned, stand.charCodeAt(0) - FIRST)));
    const sections = scanned.tags.flatMap(({ kind, name }) => (kind === "open" || kind === "inverted" ? [name] : []));
    return [...new Set([...within, ...sections])];
}
/** The text with stand-ins for its values, without section tags and comments. `shows`: whether a section is to be seen. */
function standIn({ text, tags }, shows) {
    let out = "";
    let at = 0;
    let hidden = 0;
    const put = (part) => {
        if (hidden === 0)
            out += part;
    };
    for (const [index, { kind, name, start, end }] of tags.entries()) {
        put(text.slice(at, start));
        at = end;
        if (kind === "value")
            put(`${String.fromCharCode(FIRST + index)}${FILLER.repeat(end - start - 1)}`);
        else if (kind === "close")
            hidden = Math.max(0, hidden - 1);
        else if (kind !== "comment" && (hidden > 0 || !shows(name, kind === "inverted")))
            hidden += 1;
    }
    put(text.slice(at));
    return out;
}
/** A text, or a part of one that `standIn` made, with the values in. */
function fillIn(part, scanned, values) {
    return part.replace(STAND, (_, stand) => values(nameAt(scanned, stand.charCodeAt(0) - FIRST)));
}
/** The same with the tags as they were written. */
function restored(part, { text, tags }) {
    return part.replace(STAND, (_, stand) => {
        const tag = tags[stand.charCodeAt(0) - FIRST];
        return tag === undefined ? "" : text.slice(tag.start, tag.end);
    });
}
/** `{{.}}` is the value of the section around it. */
function nameAt({ tags }, index) {
    const tag = tags[index];
    if (tag?.name !== ".")
        return tag?.name ?? "";
    const around = [];
    for (const { kind, name } of tags.slice(0, index)) {
        if (kind === "open" || kind === "inverted")
            around.push(name);
        if (kind === "close")
            around.pop();
    }
    return around.at(-1) ?? "";
}

// EXTERNAL MODULE: ./lib/problem.js
var lib_problem = __webpack_require__(7748);
// EXTERNAL MODULE: ./lib/shell/yaml.js
var yaml = __webpack_require__(8767);
// EXTERNAL MODULE: ./lib/tickets/duration.js
var duration = __webpack_require__(8053);
// EXTERNAL MODULE: ./lib/tickets/tags.js
var tags = __webpack_require__(6412);
;// CONCATENATED MODULE: ./lib/checklist/front.js
/** Front matter of a checklist: YAML between `---` at the start of the file, with what the ticket of this list is to be like. */





const LONGEST_TITLE = 1_000;
const LONGEST_TYPE = 200;
const PRIORITIES = ["LOW", "MEDIUM", "HIGH"];
/** What is expected of a value, as a phrase, where it is something else. */
const CHECKS = {
    title: (value) => front_text(value, LONGEST_TITLE),
    type: (value) => front_text(value, LONGEST_TYPE),
    priority: (value) => (PRIORITIES.includes(String(value)) ? undefined : (0,lib_problem/* choice */.Yq)(PRIORITIES)),
    "due-in": (value) => typeof value === "string" && (0,duration/* parseDuration */.E)(value) !== undefined ? undefined : "a duration like `30m`, `12h`, `2d` or `1w`",
    tags: (value) => {
        if (typeof value !== "string" && !Array.isArray(value))
            return "text or a list of texts";
        return [value]
            .flat()
            .map((tag) => (typeof tag === "string" ? (0,tags/* tagExpectation */.f)(tag) : "text"))
            .find((expected) => expected !== undefined);
    },
};
function front_text(value, longest) {
    if (typeof value !== "string" || value.trim() === "")
        return "text";
    return value.length > longest ? `text of at most ${longest} characters` : undefined;
}
/**
 * Reads front matter. `source`: the lines between the `---`, of which the first is line `first` of the file. `restore` gives values their template tags
 * back: YAML would take `{{` for a mapping.
 */
function readFrontMatter(source, first, restore) {
    const document = (0,yaml.parseYaml)(source);
    if (!document.ok) {
        const { line, column } = document.place;
        return { matter: {}, problems: [{ line: line + first - 1, column, what: `the front matter ${document.what}` }] };
    }
    const { value } = document;
    if (value === null)
        return { matter: {}, problems: [] };
    if (typeof value !== "object" || Array.isArray(value)) {
        const what = (0,lib_problem/* expectation */.pG)("front matter that is a mapping", (0,lib_problem/* shown */.SP)(value));
        return { matter: {}, problems: [{ line: first, column: 1, what }] };
    }
    const problems = Object.entries(value).flatMap(([key, given]) => {
        const problem = problemOf(key, given);
        return problem === undefined ? [] : [{ ...placeOf(document, key, given, first), key: (0,lib_problem/* keyText */.Pu)(key), what: problem }];
    });
    return { matter: problems.length === 0 ? matterOf(value, restore) : {}, problems };
}
function problemOf(key, value) {
    if (!Object.hasOwn(CHECKS, key))
        return (0,lib_problem/* expectation */.pG)((0,lib_problem/* choice */.Yq)(Object.keys(CHECKS)), (0,lib_problem/* shown */.SP)(key), (0,nearest/* nearest */.p)(key, Object.keys(CHECKS)));
    const expected = CHECKS[key]?.(value);
    if (expected === undefined)
        return undefined;
    const suggestion = key === "priority" && typeof value === "string" ? (0,nearest/* nearest */.p)(value, PRIORITIES) : undefined;
    const odd = Array.isArray(value) ? value.find((tag) => typeof tag !== "string" || (0,tags/* tagExpectation */.f)(tag) !== undefined) : value;
    return (0,lib_problem/* expectation */.pG)(expected, (0,lib_problem/* shown */.SP)(odd), suggestion);
}
/** An unknown key is wrong itself; of a list the entry is that is wrong. */
function placeOf(document, key, value, first) {
    const known = Object.hasOwn(CHECKS, key);
    const entry = Array.isArray(value) ? value.findIndex((tag) => typeof tag !== "string" || (0,tags/* tagExpectation */.f)(tag) !== undefined) : -1;
    const { line, column } = document.place(entry < 0 ? [key] : [key, entry], known ? "value" : "key");
    return { line: line + first - 1, column };
}
function matterOf(value, restore) {
    const { title, type, priority, tags, "due-in": dueIn } = value;
    return {
        ...(typeof title === "string" ? { title: restore(title) } : {}),
        ...(typeof type === "string" ? { type: restore(type) } : {}),
        ...(typeof priority === "string" ? { priority: priority } : {}),
        ...(typeof tags === "string" || Array.isArray(tags) ? { tags: [tags].flat().map((tag) => restore(String(tag))) } : {}),
        ...(typeof dueIn === "string" ? { dueIn } : {}),
    };
}

// EXTERNAL MODULE: ./lib/markdown/inline.js
var inline = __webpack_require__(1764);
;// CONCATENATED MODULE: ./lib/checklist/auto.js
/** `<!-- auto: … -->` behind an item: by what it ticks itself. */


const FORMS = {
    workflow: { value: true, example: "workflow=ci.yml" },
    milestone: { value: false, example: "milestone" },
    asset: { value: true, example: "asset=*.tgz" },
    file: { value: true, argument: "contains", example: "file=CHANGELOG.md contains={{version}}" },
    "no-open": { value: false, argument: "label", example: "no-open label=release-blocker" },
};
const NAMES = Object.keys(FORMS);
const COMMENT = /<!--\s*auto(?![\w-])\s*(:?)([^]*?)-->/gi;
const WORD = /([A-Za-z][\w-]*)(?:(=)(?:"([^"\n]*)"|'([^'\n]*)'|([^\s"']\S*)?))?(?=\s|$)|\S+/g;
/** Every comment of a piece of HTML that is meant for us. */
function autoComments(html) {
    return Array.from(html.matchAll(COMMENT), ([, colon, words]) => ({ colon: colon === ":", words: (words ?? "").trim() }));
}
/** Reads one comment: the check, or the sentences that say what is wrong with it. */
function readComment({ colon, words }) {
    if (colon)
        return readAuto(words);
    const kind = NAMES.find((name) => words.includes(name)) ?? "workflow";
    return { wrong: [`expected a colon behind \`auto\`; write for example \`<!-- auto: ${FORMS[kind].example} -->\``] };
}
/** Reads the words of one comment: the check, or the sentences that say what is wrong with them. */
function readAuto(text) {
    const [first, ...rest] = Array.from(text.matchAll(WORD), wordOf);
    const kind = NAMES.find((name) => name === first?.name);
    if (first === undefined || kind === undefined) {
        const near = (0,nearest/* nearest */.p)(first?.name ?? "", NAMES);
        const found = first === undefined ? "nothing" : (0,lib_problem/* shown */.SP)(first.name ?? first.whole);
        return {
            wrong: [`expected ${(0,lib_problem/* choice */.Yq)(NAMES)} behind \`auto:\`, found ${found}${near === undefined ? "" : `; did you mean \`${near}\`?`}`],
        };
    }
    const form = FORMS[kind];
    const wrong = [...faultsOfValue(kind, first.value), ...faultsOfRest(kind, rest)];
    if (wrong.length > 0)
        return { wrong };
    const argument = rest.find(({ name }) => name === form.argument)?.value ?? "";
    return { check: checkOf(kind, first.value ?? "", argument) };
}
function wordOf([whole, name, equals, double, single, bare]) {
    if (name === undefined)
        return { whole };
    return equals === undefined ? { whole, name } : { whole, name, value: double ?? single ?? bare ?? "" };
}
function faultsOfValue(kind, value) {
    const { value: wants, example } = FORMS[kind];
    if (!wants)
        return value === undefined ? [] : [`\`${kind}\` takes no value; write \`auto: ${example}\``];
    if (value === undefined || value.trim() === "")
        return [`\`${kind}\` lacks its value; write for example \`auto: ${example}\``];
    if (kind === "workflow" && !isWorkflow(value))
        return [`expected the file of a workflow, for example \`workflow=ci.yml\`, found ${(0,lib_problem/* shown */.SP)(value)}`];
    if (kind === "file" && leadsOut(value))
        return [`the path ${(0,lib_problem/* shown */.SP)(value)} leads out of the repository`];
    return [];
}
function faultsOfRest(kind, rest) {
    const { argument, example } = FORMS[kind];
    const own = rest.filter(({ name }) => name !== undefined && name === argument);
    const faults = rest.flatMap(({ whole, name, value }) => {
        if (name === argument && name !== undefined)
            return value === undefined || value.trim() === "" ? [`\`${name}\` lacks its value`] : [];
        if (name === undefined || value === undefined)
            return [`${(0,lib_problem/* shown */.SP)(whole)} is too much; text with spaces stands in quotes`];
        const near = argument === undefined ? undefined : (0,nearest/* nearest */.p)(name, [argument]);
        return [`\`${kind}\` has no argument \`${name}\`${near === undefined ? "" : `; did you mean \`${near}\`?`}`];
    });
    if (own.length > 1)
        faults.push(`\`${argument ?? ""}\` stands here twice`);
    if (argument !== undefined && own.length === 0)
        faults.push(`\`${kind}\` lacks \`${argument}=\`; write for example \`auto: ${example}\``);
    return faults;
}
function checkOf(kind, value, argument) {
    switch (kind) {
        case "workflow":
            return { kind, file: value.slice(value.lastIndexOf("/") + 1) };
        case "milestone":
            return { kind };
        case "asset":
            return { kind, glob: value };
        case "file":
            return { kind, path: value.replace(/^\.\//, ""), contains: argument };
        default:
            return { kind, label: argument };
    }
}
function isWorkflow(value) {
    return /^(?:\.github\/workflows\/)?[^/]+\.ya?ml$|^\d+$/i.test(value);
}
function leadsOut(path) {
    return /^[/\\]|^[A-Za-z]:/.test(path) || path.split(/[/\\]/).includes("..");
}

// EXTERNAL MODULE: ./lib/checklist/text.js
var checklist_text = __webpack_require__(6545);
;// CONCATENATED MODULE: ./lib/checklist/boxes.js

const BOX = /^(?<quote>[\s>]*)(?<bullet>(?:[-*+]|\d{1,9}[.)])?)(?<gap>[ \t]*)\[(?<inside>[ \t]*[xX]?[ \t]*)\](?<behind>.?)/u;
/** A box that would be right elsewhere; of a text that is no list only with words behind it. */
const GOOD_BOX = /^(?<space>[\s>]*)(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?\[[ xX]\][ \t]+\S/;
/** Brackets with something else in them, */
const BRACKETS = /^\[(?<inside>[^[\]\n]{1,10})\]\s/u;
/** which are meant as a box where that is one sign or letter; `[1]`, `[P1]`, `[CI]` are text. */
const ONE_SIGN = /^[^\p{N}]\p{M}*$/u;
const IN_HTML = "no item: it stands in HTML; an empty line above makes it one";
const IN_CODE = "no item: by its indentation it is code; take spaces away at the start of the line";
const IN_TABLE = "no item: it stands in a table; write `- [ ]` on a line of its own";
const boxes_COMMENT = /<!--[^]*?(?:-->|$)/g;
/** The wrong lines of a block. `source`: the text that was parsed; `isItem`: the first line of the paragraph is an item. */
function boxProblems(node, source, isItem = false) {
    switch (node.type) {
        case "paragraph":
            return inParagraph(node, source, isItem);
        case "html":
            return unparsed(node, source, IN_HTML);
        case "code":
            return isFenced(node, source) ? [] : unparsed(node, source, IN_CODE);
        case "table":
            return inTable(node, source);
        default:
            return [];
    }
}
function inParagraph({ position }, source, isItem) {
    const { start, end } = position ?? {};
    if (start?.offset === undefined || end?.offset === undefined)
        return [];
    const from = lineStart(source, start.offset);
    const lines = source.slice(from, end.offset).split("\n");
    return lines.flatMap((line, index) => {
        const match = index === 0 && isItem ? null : BOX.exec(line);
        const what = match === null ? undefined : boxFault(match.groups ?? {});
        return what === undefined ? [] : [{ line: start.line + index, column: (match?.groups?.["quote"]?.length ?? 0) + 1, what }];
    });
}
function boxFault({ bullet = "", gap = "", inside = "", behind = "" }) {
    // `[x](https://…)` and `[x]: …` are links, `*[x] is done*` is emphasis.
    if (/[([:]/.test(behind) || (bullet === "*" && gap === "") || (bullet === "" && behind === ""))
        return undefined;
    const box = `[${inside}]`;
    if (bullet !== "" && gap === "")
        return `no item: a space is missing between \`${bullet}\` and \`${box}\``;
    if (inside.length !== 1)
        return `no item: \`${box}\` is no box; write \`${inside.trim() === "" ? "[ ]" : "[x]"}\``;
    if (behind === "")
        return "an item without text";
    if (/\S/.test(behind))
        return `no item: a space is missing behind \`${box}\``;
    return `no item: write \`- ${box}\` at the start of the line, after an empty line where it is not in a list`;
}
/** What is wrong with an entry of a list that begins like an item, and has something else in its box. */
function oddBox({ children: [first], position }, source) {
    const text = source.slice(position?.start.offset ?? source.length);
    const inside = BRACKETS.exec(text)?.groups?.["inside"];
    // A link or a footnote in brackets is no box, and only the parser can tell; of spaces and an x the general check says what is wrong.
    if (inside === undefined || first?.type !== "text" || BOX.test(text))
        return undefined;
    // What would tick in a ticket was meant to tick here.
    if (!ONE_SIGN.test(inside) && !checklist_text/* MEANS_DONE */.Y.test(inside))
        return undefined;
    return `no item: expected \`[ ]\` or \`[x]\`, found \`[${inside}]\`; write \`\\[${inside}\\]\` where it is text`;
}
function isFenced({ position }, source) {
    const at = position?.start.offset ?? 0;
    return /^(?:`{3}|~{3})/.test(source.slice(at, at + 3));
}
/** What the parser does not look into. */
function unparsed({ type, position }, source, what) {
    const { start, end } = position ?? {};
    if (start?.offset === undefined || end?.offset === undefined)
        return [];
    const whole = source.slice(lineStart(source, start.offset), end.offset);
    const shown = type === "html" ? whole.replace(boxes_COMMENT, (comment) => comment.replace(/[^\n]/g, " ")) : whole;
    return shown.split("\n").flatMap((line, index) => {
        const space = GOOD_BOX.exec(line)?.groups?.["space"];
        return space === undefined ? [] : [{ line: start.line + index, column: space.length + 1, what }];
    });
}
function inTable({ children }, source) {
    return children.flatMap((row) => row.children.flatMap(({ position }) => {
        const { start, end } = position ?? {};
        if (start?.offset === undefined || end?.offset === undefined)
            return [];
        const cell = source.slice(start.offset, end.offset);
        const edge = /^\|?\s*/.exec(cell)?.[0].length ?? 0;
        const words = cell.slice(edge).replace(/\s*\|$/, "");
        return GOOD_BOX.test(words) ? [{ line: start.line, column: start.column + edge, what: IN_TABLE }] : [];
    }));
}
function lineStart(source, offset) {
    return source.lastIndexOf("\n", offset - 1) + 1;
}

;// CONCATENATED MODULE: ./lib/checklist/prose.js

/** The lines of a block without lists, quotes and headings in it; none for what is not shown (comments, HTML, rules, definitions). */
function proseLines(node) {
    switch (node.type) {
        case "paragraph": {
            const text = (0,inline/* inlineText */.l)(node.children).trim();
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
function tableLines({ children }) {
    return children.map((row) => row.children.map((cell) => (0,inline/* inlineText */.l)(cell.children).trim()).join(" | "));
}

;// CONCATENATED MODULE: ./lib/checklist/list.js




/** Longest item, in UTF-16 units. Nothing of an item is ever cut. */
const ITEM_LENGTH = 1_000;
/** Goes through the tree of a checklist. `source` is the text that it was made from. */
function readList(tree, source) {
    const walk = { source, blocks: [], problems: [] };
    walkAll(walk, tree, { depth: 0, under: 0 });
    const { blocks } = walk;
    const problems = walk.problems.toSorted((one, other) => one.line - other.line || one.column - other.column);
    return { blocks, problems };
}
function walkAll(walk, { children }, around) {
    for (const child of children)
        walkNode(walk, child, around);
}
function walkNode(walk, node, around) {
    if (node.type === "heading") {
        walk.blocks.push({ kind: "heading", level: node.depth, text: (0,inline/* inlineText */.l)(node.children).trim() });
        checkStray(walk, node);
    }
    else if (node.type === "list") {
        for (const [index, item] of node.children.entries()) {
            walkItem(walk, item, node.ordered === true ? `${(node.start ?? 1) + index}.` : "-", around);
        }
    }
    else if (node.type === "blockquote" || node.type === "footnoteDefinition") {
        walkAll(walk, node, around);
    }
    else {
        walk.problems.push(...boxProblems(node, walk.source));
        checkStray(walk, node);
        const lines = proseLines(node);
        if (lines.length > 0)
            walk.blocks.push({ kind: "prose", depth: around.depth, bullet: false, lines });
    }
}
function walkItem(walk, node, marker, around) {
    const [first, ...rest] = node.children;
    const own = first?.type === "paragraph" ? first : undefined;
    const isItem = typeof node.checked === "boolean" && own !== undefined;
    if (own !== undefined)
        walk.problems.push(...boxProblems(own, walk.source, isItem));
    if (isItem) {
        addItem(walk, node, own, around);
    }
    else if (own !== undefined) {
        checkStray(walk, own);
        const what = oddBox(own, walk.source);
        if (what !== undefined)
            walk.problems.push({ ...list_placeOf(node), what });
        const lines = [`${marker} ${(0,inline/* inlineText */.l)(own.children).trim()}`.trimEnd()];
        walk.blocks.push({ kind: "prose", depth: around.depth, bullet: true, lines });
    }
    const inside = { depth: around.depth + 1, under: around.under + (isItem ? 1 : 0) };
    for (const child of own === undefined ? node.children : rest) {
        // A comment on a line of its own is the item's too.
        if (isItem && child.type === "html")
            walk.problems.push(...boxProblems(child, walk.source));
        else
            walkNode(walk, child, inside);
    }
}
function addItem(walk, node, own, { depth, under }) {
    const text = (0,inline/* inlineText */.l)(own.children).replace(/\s+/g, " ").trim();
    const { line, column } = list_placeOf(node);
    const problem = (what) => void walk.problems.push({ line, column, what });
    if (text === "")
        problem("an item without text");
    if (text.length > ITEM_LENGTH)
        problem(`an item of more than ${ITEM_LENGTH} characters; put what is beside the point in a paragraph below it`);
    const comments = [own, ...node.children.filter(({ type }) => type === "html")].flatMap((part) => commentsIn(part));
    const [comment, second] = comments;
    if (second !== undefined)
        walk.problems.push({ ...second.place, what: "a second `auto:` comment; an item has one" });
    const read = comment === undefined ? undefined : readComment(comment);
    if (comment !== undefined && read !== undefined && "wrong" in read)
        for (const what of read.wrong)
            walk.problems.push({ ...comment.place, what });
    const check = read !== undefined && "check" in read ? { check: read.check } : {};
    walk.blocks.push({ kind: "item", depth, under, text, ticked: node.checked === true, ...check });
}
function commentsIn(node) {
    if (node.type === "html")
        return autoComments(node.value).map((comment) => ({ ...comment, place: list_placeOf(node) }));
    return "children" in node ? node.children.flatMap((child) => commentsIn(child)) : [];
}
/** A comment that ticks nothing is a mistake: somebody waits for it. */
function checkStray(walk, node) {
    for (const { place } of commentsIn(node))
        walk.problems.push({ ...place, what: "an `auto:` comment that belongs to no item" });
}
function list_placeOf({ position }) {
    return { line: position?.start.line ?? 1, column: position?.start.column ?? 1 };
}

;// CONCATENATED MODULE: ./lib/checklist/references.js
/** The tree with every reference that has a definition as the link or picture that it stands for. */
function resolved(tree) {
    const addresses = new Map();
    collect(tree, addresses);
    return addresses.size === 0 ? tree : copy(tree, addresses);
}
/** The first definition of a name counts (https://spec.commonmark.org/0.31.2/#matches). */
function collect(node, addresses) {
    if (node.type === "definition" && !addresses.has(node.identifier))
        addresses.set(node.identifier, node.url);
    if ("children" in node)
        for (const child of node.children)
            collect(child, addresses);
}
function copy(node, addresses) {
    const children = "children" in node ? { children: node.children.map((child) => copy(child, addresses)) } : {};
    const address = node.type === "linkReference" || node.type === "imageReference" ? addresses.get(node.identifier) : undefined;
    const type = node.type === "linkReference" ? "link" : "image";
    return address === undefined ? { ...node, ...children } : { ...node, ...children, type, url: address };
}

;// CONCATENATED MODULE: ./lib/checklist/size.js
/** UTF-16 units and lines of a file; a list that people work through is far below. */
const FILE_LENGTH = 100_000;
const FILE_LINES = 2_000;
/**
 * Of all paragraphs together, the squares of what stands in each: such signs, and UTF-16 units. Either takes the parser about a second. Code, comments and
 * tables, which it goes through more quickly, count as well: to tell them apart it would have to be asked.
 */
const MOST_SIGNS = 16_000_000;
const MOST_LENGTH = 400_000_000;
const SIGNS = /[*_~\]]/g;
/** A quote goes on with its paragraph, and so does all that is indented, or not quite a list or a heading. */
const QUOTE = /^(?: {0,3}>)+/;
const OPENS = /^ {0,3}(?:[-+*][ \t]|1[.)][ \t]|#{1,6}[ \t])/;
/** The first thing of which there is too much in a file, if there is one. */
function excessIn(source) {
    if (source.length > FILE_LENGTH)
        return { line: 1, column: 1, what: `the checklist is longer than ${FILE_LENGTH} characters` };
    const lines = source.split("\n");
    if (lines.length > FILE_LINES)
        return { line: FILE_LINES + 1, column: 1, what: `the checklist is longer than ${FILE_LINES} lines` };
    const [signs, length] = [tally(MOST_SIGNS), tally(MOST_LENGTH)];
    for (const [index, line] of lines.entries()) {
        const text = line.replace(QUOTE, "");
        const opens = text.trim() === "" || OPENS.test(text);
        const much = [
            ...(signs(text.match(SIGNS)?.length ?? 0, opens) ? ["too many of the signs `* _ ~ ]`"] : []),
            ...(length(text.length, opens) ? ["too much text"] : []),
        ];
        if (much.length > 0)
            return {
                line: index + 1,
                column: 1,
                what: `${much.join(" and ")} without empty lines between, up to here; put some between the parts`,
            };
    }
    return undefined;
}
/** Adds up the squares of what stands in each paragraph, line by line; answers whether it is more than `most` by now. */
function tally(most) {
    let [before, paragraph] = [0, 0];
    return (count, opens) => {
        if (opens)
            [before, paragraph] = [before + paragraph ** 2, 0];
        paragraph += count;
        return before + paragraph ** 2 > most;
    };
}

;// CONCATENATED MODULE: ./lib/checklist/file.js







const VARIABLE_NAMES = variables/* VARIABLES */.u.checklist.map(({ name }) => name);
/** What may stand in the list: everything but the list itself. */
const KNOWN = VARIABLE_NAMES.filter((name) => !variables/* NOT_IN_CHECKLIST */.L.includes(name));
/** Reads a checklist file. Everything that is wrong with it comes back together, in the order of the file. */
function readChecklist(text) {
    const source = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
    const excess = excessIn(source);
    if (excess !== undefined)
        return { problems: [excess] };
    const { matter, body, uses, problems: ofFront } = splitFront(source);
    const scanned = scan(body, KNOWN, variables/* NOT_IN_CHECKLIST */.L);
    const whole = standIn(scanned, () => true);
    const tree = file_parse(whole);
    const { blocks, problems } = readList(tree, whole);
    const all = [...ofFront, ...placed(body, scanned.faults), ...problems.map((problem) => readable(problem, scanned))];
    if (!blocks.some(({ kind }) => kind === "item") && all.length === 0)
        all.push({ line: 1, column: 1, what: "no item in the whole file; an item is a line like `- [ ] Tell support what changed`" });
    if (all.length > 0)
        return { problems: all.toSorted((one, other) => one.line - other.line || one.column - other.column) };
    return {
        matter,
        uses: [...new Set([...uses, ...namesOf(scanned)])],
        deciding: namesDeciding(blocks.flatMap((block) => (block.kind === "prose" ? [] : [block.text])), scanned),
        fill: (values) => filled(scanned, values, (visible) => (visible === whole ? tree : file_parse(visible))),
    };
}
function file_parse(text) {
    return resolved((0,parse/* parseMarkdown */.D)(text));
}
function splitFront(source) {
    const [found] = (0,parse/* parseMarkdown */.D)(headOf(source), { frontMatter: true }).children;
    const end = found?.type === "yaml" ? found.position?.end.offset : undefined;
    if (end === undefined || found?.type !== "yaml") {
        const unclosed = /^---[ \t]*\n[ \t]*[\w-]+[ \t]*:/.test(source);
        const problem = { line: 1, column: 1, what: "front matter begins here and does not end; it ends with a line `---`" };
        return { matter: {}, body: source, uses: [], problems: unclosed ? [problem] : [] };
    }
    const scanned = scan(found.value, VARIABLE_NAMES);
    // Sections stay as they are written: a title is a template of its own.
    const { matter, problems } = readFrontMatter(file_hidden(scanned), 2, (value) => restored(value, scanned));
    const faults = placed(found.value, scanned.faults).map((fault) => ({ ...fault, line: fault.line + 1 }));
    const body = source.slice(0, end).replace(/[^\n]+/g, "") + source.slice(end);
    return { matter, body, uses: namesOf(scanned), problems: [...faults, ...problems.map((problem) => readable(problem, scanned))] };
}
/** As much of a file as front matter can take, so that the rest is parsed but once. */
function headOf(source) {
    if (!source.startsWith("---"))
        return "";
    const close = /\n---[ \t]*(?=\n|$)/.exec(source.slice(3));
    return close === null ? "" : source.slice(0, 3 + close.index + close[0].length);
}
/** YAML with a stand-in for every tag, whatever its kind. */
function file_hidden({ text, tags }) {
    return standIn({ text, tags: tags.map((tag) => ({ ...tag, kind: "value" })), faults: [] }, () => true);
}
function placed(text, faults) {
    const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
    return faults.map(({ offset, what }) => {
        const line = starts.findLastIndex((start) => start <= offset);
        return { line: line + 1, column: offset - (starts[line] ?? 0) + 1, what };
    });
}
function readable(problem, scanned) {
    return { ...problem, what: restored(problem.what, scanned) };
}
function filled(scanned, values, parsed) {
    const text = standIn(scanned, (name, inverted) => (values(name) === "") === inverted);
    const put = (part) => fillIn(part, scanned, values);
    const tree = parsed(text);
    // Twice the same walk: what is written in the file, and what it says with the values in.
    const written = readList(tree, text).blocks.flatMap((block) => (block.kind === "prose" ? [] : [restored(block.text, scanned)]));
    const { blocks } = readList(replaced(tree, put), text);
    let next = 0;
    return blocks.flatMap((block) => {
        if (block.kind === "prose")
            return [block];
        const raw = written[next++] ?? "";
        if (block.kind === "heading")
            return raw === "" ? [] : [{ ...block, text: block.text || raw, raw }];
        const check = block.check === undefined ? {} : { check: filledCheck(block.check, put) };
        // A variable without a value must not leave an item without text.
        return [{ ...block, ...check, text: block.text || raw, raw }];
    });
}
/** A tree with the values in its texts and addresses; comments keep their stand-ins, so that a value cannot be an argument. */
function replaced(node, put) {
    const copy = { ...node };
    for (const name of ["value", "url", "alt", "title"]) {
        const text = copy[name];
        if (typeof text === "string" && node.type !== "html")
            copy[name] = put(text);
    }
    if ("children" in node)
        copy["children"] = node.children.map((child) => replaced(child, put));
    return copy;
}
function filledCheck(check, put) {
    return Object.fromEntries(Object.entries(check).map(([name, value]) => [name, put(value)]));
}


/***/ }),

/***/ 6545:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ab: () => (/* binding */ withoutBoxes),
/* harmony export */   D_: () => (/* binding */ identity),
/* harmony export */   F1: () => (/* binding */ readItems),
/* harmony export */   F5: () => (/* binding */ headingLine),
/* harmony export */   J2: () => (/* binding */ LINE_END),
/* harmony export */   Qr: () => (/* binding */ isTicketMark),
/* harmony export */   TM: () => (/* binding */ folded),
/* harmony export */   Tu: () => (/* binding */ itemOf),
/* harmony export */   Y: () => (/* binding */ MEANS_DONE),
/* harmony export */   Yq: () => (/* binding */ saysTheSame),
/* harmony export */   h0: () => (/* binding */ plainLine),
/* harmony export */   jN: () => (/* binding */ numbered),
/* harmony export */   jt: () => (/* binding */ LEFT_LIST),
/* harmony export */   ky: () => (/* binding */ headingText),
/* harmony export */   rk: () => (/* binding */ noteLine),
/* harmony export */   rv: () => (/* binding */ itemText),
/* harmony export */   s1: () => (/* binding */ readJoined),
/* harmony export */   vS: () => (/* binding */ FOUND),
/* harmony export */   wD: () => (/* binding */ itemLine),
/* harmony export */   y1: () => (/* binding */ plainLines),
/* harmony export */   yK: () => (/* binding */ ticketMark)
/* harmony export */ });
/**
 * The list as text in a ticket, and back. Headings and items look as in the file; a tick of ours has its evidence behind it, any other is a person's.
 * Whatever else stands there is kept from looking like one of those of the list, so that reading back what was written gives what was written.
 */
/** Who an item is: section, text, and which of equal ones. */
function identity({ section, text, nth }) {
    return JSON.stringify([section, text, nth]);
}
/** Where each stands among those with the same section and text, from 1. */
function numbered(items) {
    const seen = new Map();
    return items.map((item) => {
        const key = JSON.stringify([item.section, item.text]);
        const nth = (seen.get(key) ?? 0) + 1;
        seen.set(key, nth);
        return { ...item, nth };
    });
}
/** How the lines begin that say what a check found. */
const FOUND = {
    unknown: "Not checked",
    missing: "Not yet",
    there: "Evidence",
    /** It is missing, and somebody has ticked the item all the same. */
    byPerson: "Ticked by a person; the check says",
    byFile: "Ticked in the file; the check says",
};
/** The heading of ticked items that the list has no more: they stay to be seen, and have their tick when they come back. */
const LEFT_LIST = "No longer on the list";
const AUTO = " — auto: ";
const INDENT = "  ";
/** The line of an item. `auto`: the link of its evidence, where that is what ticked it. */
function itemLine(item) {
    return `${INDENT.repeat(item.depth)}- [${item.ticked ? "x" : " "}] ${item.text}${item.auto === undefined ? "" : `${AUTO}${item.auto}`}`;
}
/** What stands behind the tick of an item whose own ticket somebody closed. */
function ticketMark(number) {
    return number === undefined ? "its ticket" : `ticket #${number}`;
}
/** Whether it is such a mark, and no link. */
function isTicketMark(auto) {
    return /^(?:its ticket|ticket #\d+)$/.test(auto);
}
/** A line below an item that says more of it. */
function noteLine(text, depth) {
    return `${INDENT.repeat(depth)}      ${withoutBoxes(text)}`;
}
/** The line of a heading. */
function headingLine(text, level) {
    return `${"#".repeat(level)} ${text}`;
}
/** The text of an item as it can be told from its evidence. */
function itemText(text) {
    return folded(text).replaceAll(AUTO.trim(), "- auto:");
}
/** The text of a heading as it is read back. */
function headingText(text) {
    return folded(text);
}
/** Lines that are neither headings nor items of the list, and cannot be taken for such. */
function plainLines(lines, known, depth = 0) {
    return lines.map((line) => plainLine(`${INDENT.repeat(depth)}${line}`.trimEnd(), known));
}
/** The same for one line, which keeps its spaces. */
function plainLine(line, { headings, items }) {
    const heading = headingOf(line);
    const read = itemOf(line);
    const isItem = read !== undefined && (read.loose !== true || items.some((text) => read.text.startsWith(text)));
    return isItem || (heading !== undefined && isKnown(heading, headings)) ? line.replace(/\S/, "\\$&") : line;
}
function isKnown(heading, headings) {
    return heading === LEFT_LIST || headings.includes(heading);
}
/** Where a line of a text in a ticket ends, whoever wrote it. */
const LINE_END = /\r\n|[\n\r\u2028\u2029]/;
const BULLET = String.raw `(?:[-*+•‣◦▪●○–]|\d{1,9}[.)])?`;
const HEADING = /^\s*(#{1,6})\s+(\S.*)$/u;
/** White space beside something that may be missing: without a bound a long one is tried in every way to share it. */
const SPACE = String.raw `\s{0,99}`;
const ITEM = new RegExp(String.raw `^${SPACE}${BULLET}${SPACE}(?:(?<escape>\\?)\[${SPACE}(?<box>[xX✓✔✅☑]?)\ufe0f?${SPACE}\k<escape>\]|(?<sign>[☐⬜☑✅✓✔])\ufe0f?)\s*(?<text>\S.*)$`, "u");
/** A box with something else in it. */
const WORD = new RegExp(String.raw `^${SPACE}${BULLET}${SPACE}\[(?<word>[^[\]]{1,10})\]\s+(?<text>\S.*)$`, "u");
/** A word in a box that ticks the item. */
const MEANS_DONE = /^\s*(?:v|y|yes|ok|done|√)\s*$/i;
const BEGINNING = /(?<![ \t])[ \t]+(?=[-*•] \[[ xX✓✔✅☑]?\] |[-*•] [☐⬜☑✅✓✔] |#{1,6} )/u;
/**
 * The items of a text in a ticket, whoever wrote it last: boxes as `[x]`, `[X]`, `[✓]`, `[✅]`, `[☑]`, `☑` or `[done]`, behind `-`, `*`, `•` or a number, at any depth and
 * with any line ends. `headings`: those of the list, all others are text; one of which an editor took the `#` is known by its words.
 */
function readItems(description, headings) {
    return itemsOf(description.split(LINE_END).map((text) => ({ text, joined: false })), headings);
}
/** The same for a text of which an editor joined the lines: a new one begins where a box or a heading does. */
function readJoined(description, headings) {
    const lines = description.split(LINE_END).flatMap((line) => {
        const parts = line.split(BEGINNING);
        return parts.map((text) => ({ text, joined: parts.length > 1 }));
    });
    return itemsOf(lines, headings);
}
function itemsOf(lines, headings) {
    const signed = new Set(lines.map(({ text }) => headingOf(text)));
    const bare = new Set([...headings, LEFT_LIST].filter((heading) => !signed.has(heading)));
    const items = [];
    let section = "";
    for (const { text, joined } of lines) {
        const words = headingText(text);
        const heading = headingOf(text) ?? (bare.has(words) ? words : undefined);
        const item = itemOf(text);
        // A heading that the list does not have may be a line of a code block.
        if (heading !== undefined && isKnown(heading, headings))
            section = heading;
        else if (item !== undefined)
            items.push({ section, ...item, ...(joined ? { joined } : {}) });
    }
    return numbered(items);
}
function headingOf(line) {
    const words = HEADING.exec(line)?.[2];
    return words === undefined ? undefined : headingText(words);
}
/** The item on a line, if it may be one. */
function itemOf(line) {
    const item = (ITEM.exec(line) ?? WORD.exec(line))?.groups;
    return item === undefined ? undefined : readItem(item);
}
function readItem({ box, sign, word, text = "" }) {
    const whole = folded(text);
    const at = whole.indexOf(AUTO.trimEnd());
    const ticked = box === undefined ? (sign === undefined ? MEANS_DONE.test(word ?? "") : !"☐⬜".includes(sign)) : box !== "";
    const item = { ticked, ...(box === undefined ? { loose: true } : {}) };
    if (at < 0)
        return { text: whole, ...item };
    const behind = whole.slice(at + AUTO.length).trim();
    return { text: whole.slice(0, at).trim(), ...item, auto: /^(?:https?:\S+|its ticket|ticket #\d+)/.exec(behind)?.[0] ?? behind };
}
/** Text of strangers that is put among the lines of the list: without boxes, which could be taken for items where an editor joins lines. */
function withoutBoxes(text) {
    return text.replace(/\[([ xX✓✔✅☑]?)\]/gu, "($1)").replace(/[-*•] (?=[☐⬜☑✅✓✔])/gu, "");
}
/** Whether two texts say the same: spaces, line ends, empty lines, and how bullets and boxes are drawn do not count. */
function saysTheSame(one, other) {
    return essence(one) === essence(other);
}
function essence(text) {
    const lines = text.split(LINE_END).map((line) => {
        const item = ITEM.exec(line)?.groups;
        if (item === undefined)
            return folded(line).replace(/^[*•‣◦▪●○–] /u, "- ");
        const { text: words, ticked, auto } = readItem(item);
        return itemLine({ text: words, ticked, ...(auto === undefined ? {} : { auto }), depth: 0 });
    });
    return lines.filter((line) => line !== "").join("\n");
}
/** White space as single spaces, characters in one form: editors change both. */
function folded(text) {
    return text.normalize("NFC").replace(/\s+/gu, " ").trim();
}


/***/ }),

/***/ 1764:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ inlineText),
/* harmony export */   p: () => (/* binding */ withAddress)
/* harmony export */ });
/* harmony import */ var _tickets_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2782);

/**
 * The text of inline Markdown as a person reads it in a plain-text field: markup gone, code in its backticks, a link as its text with the address behind,
 * an image as its description with the address; struck text between its `~~`; HTML and addresses that are neither http(s) nor a path are left out.
 * Line breaks become spaces. Not cleaned of control characters.
 */
function inlineText(nodes) {
    return nodes.map(textOf).join("");
}
function textOf(node) {
    switch (node.type) {
        case "text":
            return node.value.replace(/\s*\n\s*/g, " ");
        case "inlineCode":
            return `\`${node.value}\``;
        case "break":
            return " ";
        case "delete":
            return `~~${inlineText(node.children)}~~`;
        case "link":
            return withTarget(inlineText(node.children), node.url);
        case "image":
            return withTarget(node.alt ?? "", node.url);
        case "imageReference":
            return node.alt ?? "";
        case "footnoteReference":
        case "html":
            return "";
        default:
            return inlineText(node.children);
    }
}
/** A path in the repository is shown as it is written: the commit that it leads to is another one in every run. */
function withTarget(text, address) {
    const isPath = address !== "" && !/^(?:[a-z][a-z0-9+.-]*:|\/\/|#|\?|\\)/i.test(address);
    if (!isPath)
        return withAddress(text, address);
    const shown = text.trim();
    return shown === "" || shown === address ? address : `${text} (${address})`;
}
/** Text with the address behind, if that is http(s) and the text does not say it already; the address alone where there is no text. */
function withAddress(text, address) {
    const url = (0,_tickets_text_js__WEBPACK_IMPORTED_MODULE_0__/* .httpUrl */ .q3)(address);
    const shown = text.trim();
    if (url === undefined)
        return text;
    if (shown === "")
        return url;
    return shown === address || url === (0,_tickets_text_js__WEBPACK_IMPORTED_MODULE_0__/* .httpUrl */ .q3)(shown) || url === `http://${shown}/` ? url : `${text} (${url})`;
}


/***/ }),

/***/ 9614:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ parseMarkdown)
/* harmony export */ });
/* harmony import */ var mdast_util_from_markdown__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6855);
/* harmony import */ var mdast_util_frontmatter__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8494);
/* harmony import */ var mdast_util_gfm__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8881);
/* harmony import */ var micromark_extension_frontmatter__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(796);
/* harmony import */ var micromark_extension_gfm__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2297);





/** The parser goes one level deeper for each of these, and its time grows with their square: nobody reads what stands so deep. */
const DEEPEST = 20;
const MARK = String.raw `[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])|\[\^[^\[\]\s]{1,999}\]:)`;
const TOO_DEEP = new RegExp(String.raw `^((?:${MARK}){${DEEPEST}})(?:${MARK})+`, "gm");
/**
 * Parses Markdown. It never throws: a text that is too much for the parser is one paragraph. Quotes, lists and footnotes that are more than 20 deep on one line
 * are flattened; lines keep their numbers. Time grows with the square of the length and of the number of lines: 16 kB of short lines that are made for it take
 * seconds, 8 kB of at most 1,000 lines some tenths of a second. So cut a stranger's text.
 */
function parseMarkdown(text, { frontMatter = false } = {}) {
    const shallow = text.replace(TOO_DEEP, "$1");
    const [syntax, tree] = frontMatter ? [[(0,micromark_extension_frontmatter__WEBPACK_IMPORTED_MODULE_0__/* .frontmatter */ .v)()], [(0,mdast_util_frontmatter__WEBPACK_IMPORTED_MODULE_1__/* .frontmatterFromMarkdown */ .q)()]] : [[], []];
    try {
        return (0,mdast_util_from_markdown__WEBPACK_IMPORTED_MODULE_2__/* .fromMarkdown */ .Y)(shallow, { extensions: [(0,micromark_extension_gfm__WEBPACK_IMPORTED_MODULE_3__/* .gfm */ .T)(), ...syntax], mdastExtensions: [(0,mdast_util_gfm__WEBPACK_IMPORTED_MODULE_4__/* .gfmFromMarkdown */ .C)(), ...tree] });
    }
    catch {
        // The parser's stack is all that a text could exhaust.
        return { type: "root", children: [{ type: "paragraph", children: [{ type: "text", value: text }] }] };
    }
}


/***/ }),

/***/ 8767:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   YAML_BYTES: () => (/* binding */ YAML_BYTES),
/* harmony export */   parseYaml: () => (/* binding */ parseYaml)
/* harmony export */ });
/* harmony import */ var js_yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3243);
/**
 * YAML with places: the value, and the line and column of every key and value, so that a message can point at what is wrong.
 *
 * js-yaml because it is half the size of `yaml`; its events carry offsets (https://www.npmjs.com/package/js-yaml). Import this file with
 * `await import(...)`, where there is something to parse.
 */

/** Longest text that is read, in UTF-8 bytes. */
const YAML_BYTES = 256 * 1024;
/** Values in a document once its aliases are followed; far above any config, far below what an alias bomb wants. */
const MOST_NODES = 10_000;
const MOST_LEVELS = 32;
/**
 * Reads one YAML document (YAML 1.2 core schema; JSON is YAML). Refused with a place: more than 256 kB, several documents, duplicate keys, merge keys, keys that
 * are not plain values, `__proto__`, more than 32 levels or 10,000 values (aliases followed), and whatever is not YAML. Never throws.
 */
function parseYaml(text) {
    const source = text.startsWith("\uFEFF") ? text.slice(1) : text;
    const lines = lineStarts(source);
    const fault = (offset, what) => ({ ok: false, place: placeAt(lines, offset), what });
    if (Buffer.byteLength(source) > YAML_BYTES)
        return fault(0, "is longer than 256 kB");
    try {
        const events = (0,js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .parseEvents */ .PH)(source, { maxDepth: MOST_LEVELS });
        const offsets = survey(source, events);
        const value = (0,js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .constructFromEvents */ .fw)(events, { source })[0] ?? null;
        return { ok: true, value, place: (path, part) => placeAt(lines, lookUp(offsets, path, part)) };
    }
    catch (error) {
        if (error instanceof Refusal)
            return fault(error.offset, error.message);
        // js-yaml asks to catch everything; what is not its own exception is a text that it did not expect.
        if (!(error instanceof js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .YAMLException */ .tB))
            return fault(0, "cannot be read as YAML");
        return fault(error.mark?.position ?? 0, `is not valid YAML: ${error.reason}`);
    }
}
/** What the library would let pass. It never leaves this file. */
class Refusal extends Error {
    offset;
    constructor(offset, message) {
        super(message);
        this.offset = offset;
    }
}
/** Goes once over the events: notes where everything stands and refuses what is not wanted. */
function survey(source, events) {
    const walk = { source, events, offsets: new Map(), anchors: new Map(), next: 0, last: 0, nodes: 0 };
    if (events.length === 0)
        return walk.offsets;
    walk.next = 1;
    walkNode(walk, [], undefined);
    // Behind the document's own end there is only another document.
    const more = events[walk.next + 2];
    if (more !== undefined)
        throw new Refusal(startOf(more, walk.last), "holds several documents; only one is read");
    return walk.offsets;
}
function walkNode(walk, path, key) {
    const event = walk.events[walk.next++];
    if (event === undefined)
        return;
    const offset = startOf(event, walk.last);
    walk.last = offset;
    walk.offsets.set(JSON.stringify(path), key === undefined ? { value: offset } : { key, value: offset });
    const before = walk.nodes;
    count(walk, event, offset);
    if (event.type === js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .EVENT_ID */ .hy.MAPPING)
        walkMapping(walk, path);
    if (event.type === js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .EVENT_ID */ .hy.SEQUENCE)
        walkSequence(walk, path);
    const anchor = anchorOf(walk.source, event);
    if (anchor !== undefined && event.type !== js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .EVENT_ID */ .hy.ALIAS)
        walk.anchors.set(anchor, walk.nodes - before);
}
function count(walk, event, offset) {
    const anchor = anchorOf(walk.source, event);
    const size = event.type === js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .EVENT_ID */ .hy.ALIAS ? walk.anchors.get(anchor ?? "") : 1;
    if (size === undefined)
        throw new Refusal(offset, `has an alias \`*${anchor ?? ""}\` without a finished anchor before it`);
    walk.nodes += size;
    if (walk.nodes > MOST_NODES)
        throw new Refusal(offset, `holds more than ${MOST_NODES} values, aliases followed`);
    // An anchor that is written again means its new value from here on.
    if (anchor !== undefined && event.type !== js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .EVENT_ID */ .hy.ALIAS)
        walk.anchors.delete(anchor);
}
function walkSequence(walk, path) {
    for (let index = 0; !atPop(walk); index++)
        walkNode(walk, [...path, index], undefined);
    walk.next += 1;
}
function walkMapping(walk, path) {
    const seen = new Map();
    while (!atPop(walk)) {
        const event = walk.events[walk.next++];
        const offset = event === undefined ? walk.last : startOf(event, walk.last);
        walk.last = offset;
        if (event?.type !== js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .EVENT_ID */ .hy.SCALAR)
            throw new Refusal(offset, "has a key that is not plain text");
        const key = (0,js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .getScalarValue */ .KE)(walk.source, event);
        if (key === "__proto__")
            throw new Refusal(offset, "has the key `__proto__`, which is not allowed");
        if (key === "<<" && event.style === js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .SCALAR_STYLE */ .jK.PLAIN)
            throw new Refusal(offset, "has a merge key `<<`, which is not read; write the keys out");
        const first = seen.get(key);
        if (first !== undefined)
            throw new Refusal(offset, `has the key ${JSON.stringify(key)} twice`);
        seen.set(key, offset);
        walkNode(walk, [...path, key], offset);
    }
    walk.next += 1;
}
function atPop(walk) {
    const event = walk.events[walk.next];
    return event === undefined || event.type === js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .EVENT_ID */ .hy.POP;
}
function anchorOf(source, event) {
    if (!("anchorStart" in event) || event.anchorStart < 0)
        return undefined;
    return source.slice(event.anchorStart, event.anchorEnd);
}
/** Where an event begins as a reader sees it: at the quote, the `*`, the bracket. */
function startOf(event, otherwise) {
    switch (event.type) {
        case js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .EVENT_ID */ .hy.SCALAR: {
            const quoted = event.style === js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .SCALAR_STYLE */ .jK.SINGLE_QUOTED || event.style === js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .SCALAR_STYLE */ .jK.DOUBLE_QUOTED;
            return event.valueStart < 0 ? otherwise : event.valueStart - (quoted ? 1 : 0);
        }
        case js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .EVENT_ID */ .hy.ALIAS:
            return event.anchorStart - 1;
        case js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .EVENT_ID */ .hy.MAPPING:
        case js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .EVENT_ID */ .hy.SEQUENCE:
            return event.start;
        default:
            return otherwise;
    }
}
function lookUp(offsets, path, part) {
    for (let length = path.length; length >= 0; length--) {
        const found = offsets.get(JSON.stringify(path.slice(0, length)));
        if (found !== undefined)
            return part === "key" ? (found.key ?? found.value) : found.value;
    }
    return 0;
}
function lineStarts(source) {
    return [0, ...Array.from(source.matchAll(/\r\n|\n|\r/g), (match) => match.index + match[0].length)];
}
function placeAt(lines, offset) {
    let line = lines.length;
    while (line > 1 && (lines[line - 1] ?? 0) > offset)
        line -= 1;
    return { line, column: offset - (lines[line - 1] ?? 0) + 1 };
}


/***/ })

};
