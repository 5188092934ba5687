export const id = 767;
export const ids = [767];
export const modules = {

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
