export const id = 75;
export const ids = [75,53];
export const modules = {

/***/ 1023:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ readOwnRun)
/* harmony export */ });
/* harmony import */ var _payload_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5793);
/* harmony import */ var _tickets_identity_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9183);
/** The run that the action is a step of, as the environment tells it: https://docs.github.com/actions/reference/workflows-and-actions/variables */


/** Reads it. A number that is missing is 1. */
function readOwnRun(env) {
    const repository = env["GITHUB_REPOSITORY"] ?? "";
    const repositoryUrl = `${((0,_payload_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b6)(env["GITHUB_SERVER_URL"]) ?? "https://github.com").replace(/\/$/, "")}/${repository}`;
    const id = env["GITHUB_RUN_ID"] ?? "";
    const url = `${repositoryUrl}/actions/runs/${id}`;
    const moment = { run: (0,_payload_js__WEBPACK_IMPORTED_MODULE_1__/* .numberOf */ .rl)(env["GITHUB_RUN_NUMBER"]) ?? 1, attempt: (0,_payload_js__WEBPACK_IMPORTED_MODULE_1__/* .numberOf */ .rl)(env["GITHUB_RUN_ATTEMPT"]) ?? 1 };
    return {
        id,
        url,
        moment,
        runUrl: `${url}/attempts/${moment.attempt}`,
        repository,
        repositoryUrl,
        event: env["GITHUB_EVENT_NAME"] ?? "",
        actor: env["GITHUB_ACTOR"] ?? "",
        workflow: env["GITHUB_WORKFLOW"] ?? "",
        workflowPath: (0,_tickets_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .workflowPath */ .RB)(env["GITHUB_WORKFLOW_REF"] ?? "", repository),
    };
}


/***/ }),

/***/ 3390:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $c: () => (/* binding */ failurePolicy),
/* harmony export */   Gg: () => (/* binding */ titleOf),
/* harmony export */   Hi: () => (/* binding */ ticketValues),
/* harmony export */   QT: () => (/* binding */ ticketSettings),
/* harmony export */   xr: () => (/* binding */ peopleOf)
/* harmony export */ });
/* unused harmony export layered */
/* harmony import */ var _tickets_fields_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2760);

/** The settings of one mode. */
function ticketSettings(config, inputs, mode) {
    const section = config[mode];
    const { type, status, priority, tags, fields } = inputs;
    const description = inputs.description ?? section.description;
    return {
        base: layered(config.ticket, section.ticket),
        inputs: { type, status, priority, tags, fields },
        title: inputs.title ?? section.title,
        titleFromInput: inputs.title !== undefined,
        ...(description === undefined ? {} : { description }),
    };
}
/** The values of a new ticket: the base, then what lies between (front matter, effects of rules) in order, then the inputs. */
function ticketValues(settings, ...between) {
    return [...between, settings.inputs].reduce(layered, settings.base);
}
/** The template of the title: the input's, else that of the rules, else the one of the mode. */
function titleOf(settings, fromRules) {
    return settings.titleFromInput ? settings.title : (fromRules ?? settings.title);
}
/** Whom the rules name, unless an input says who it is. */
function peopleOf({ inputs }, { assignee, team }) {
    const given = inputs.fields ?? {};
    const wanted = {
        ...(assignee === undefined || "processingUser" in given ? {} : { assignee }),
        ...(team === undefined || "processingTeam" in given ? {} : { team }),
    };
    return Object.keys(wanted).length === 0 ? {} : { people: wanted };
}
/** How tickets for failures are treated. */
function failurePolicy({ ticket, failure }) {
    return {
        closed: ticket.closed,
        maxTickets: failure["max-tickets"],
        notes: failure.notes,
        recovery: failure.recovery,
        recurrence: failure.recurrence,
    };
}
/** One layer over another: scalars win, tags add up, fields win one by one, `customData` and `formData` key by key. */
function layered(below, above) {
    return {
        type: above.type ?? below.type,
        status: above.status ?? below.status,
        priority: above.priority ?? below.priority,
        tags: [...new Set([...below.tags, ...(above.tags ?? [])])],
        fields: (0,_tickets_fields_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeFields */ .m)(below.fields, above.fields ?? {}),
    };
}


/***/ }),

/***/ 4271:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ CONDITIONS),
/* harmony export */   t: () => (/* binding */ EFFECTS)
/* harmony export */ });
const COMMON = [
    { name: "repository", kind: "text", description: "Owner and name of the repository." },
    { name: "event", kind: "text", description: "Event that started the run." },
    { name: "actor", kind: "text", anyCase: true, description: "Login of who or what started the run." },
    {
        name: "branch",
        kind: "path-text",
        description: "Branch or tag name; of a pull request `pr:<owner>:<branch>`, so that the `main` of a fork is not `main`.",
    },
    { name: "base", kind: "path-text", description: "Target branch of a pull request or merge queue." },
    { name: "workflow", kind: "path-text", description: "Name, path or file name of the workflow." },
];
const FAILURE = [
    {
        name: "job",
        kind: "text",
        description: "Name of a failed job, with or without its matrix values, whole or the part after the last ` / `.",
    },
    { name: "step", kind: "text", description: "Name of a failed step of that job." },
    { name: "class", kind: "text", description: "What became of that job: `failure`, `timeout`, `cancelled` or `startup`." },
    { name: "attempt", kind: "number", description: "Attempt of the run." },
    { name: "consecutive", kind: "number", description: "Red runs in a row, this one included." },
    { name: "log", kind: "lines", description: "A line of the log excerpt of that job." },
    { name: "path", kind: "path-text", description: "Path of a file changed since the last green run or by the pull request." },
];
const CHECKLIST = [
    { name: "version", kind: "text", description: "The version, without one leading `v`." },
    { name: "prerelease", kind: "boolean", description: "`true` for a prerelease." },
    { name: "draft", kind: "boolean", description: "`true` while the release is a draft." },
];
const TRIAGE = [
    { name: "label", kind: "text", anyCase: true, description: "A label of the issue." },
    { name: "title", kind: "text", description: "Title of the issue." },
    { name: "author", kind: "text", anyCase: true, description: "Login of the author." },
    { name: "milestone", kind: "text", description: 'Milestone of the issue; `"!*"` asks for none.' },
    { name: "age-days", kind: "number", description: "Days since the issue was opened." },
    { name: "comments", kind: "number", description: "Number of comments." },
    { name: "reactions", kind: "number", description: "Number of reactions." },
];
/** The conditions of each mode, in the order of the README. */
const CONDITIONS = {
    failure: [...COMMON, ...FAILURE],
    checklist: [...COMMON, ...CHECKLIST],
    triage: [...COMMON, ...TRIAGE],
};
/** What a rule that matches does, by key. */
const EFFECTS = {
    priority: "Priority: `LOW`, `MEDIUM` or `HIGH`.",
    type: "Type of a new ticket.",
    status: "Status of a new ticket.",
    tags: "Tags to add.",
    fields: "Fields to set; `customData` and `formData` merge key by key.",
    assignee: "E-mail or id of who gets a new ticket. Unknown: a warning, the ticket is sent.",
    team: "Name or id of the team that gets a new ticket. Unknown: a warning, the ticket is sent.",
    "due-in": "A new ticket is due after this time: `30m`, `12h`, `2d`, `1w`.",
    title: "Template of the title.",
    skip: "`true`: no ticket.",
    stop: "`true`: no later rule is looked at.",
};


/***/ }),

/***/ 8053:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ parseDuration),
/* harmony export */   X: () => (/* binding */ dueDate)
/* harmony export */ });
/** Spans of time as the config file writes them: `30m`, `12h`, `2d`, `1w`. */
const UNITS = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
/** A span in milliseconds; `undefined` for anything but one to four digits and a unit (`m h d w`). */
function parseDuration(text) {
    const [, digits, unit] = /^(\d{1,4})([mhdw])$/.exec(text) ?? [];
    const factor = unit === undefined ? undefined : UNITS[unit];
    return factor === undefined ? undefined : Number(digits) * factor;
}
/** When something is due that is due in a span from `nowMs` (milliseconds since the epoch): an ISO time, or `undefined` for what is no span. */
function dueDate(dueIn, nowMs) {
    const span = parseDuration(dueIn);
    return span === undefined ? undefined : new Date(nowMs + span).toISOString();
}


/***/ }),

/***/ 2760:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ mergeFields)
/* harmony export */ });
/** Fields of `POST /tickets` in layers: config file, mode, rules, inputs. */
/** Fields over fields, the upper ones win; the two free mappings of a ticket, `customData` and `formData`, keep the keys of both. */
function mergeFields(below, above) {
    const merged = { ...below, ...above };
    for (const name of ["customData", "formData"]) {
        const lower = below[name];
        const upper = above[name];
        if (isMapping(lower) && isMapping(upper))
            merged[name] = { ...lower, ...upper };
    }
    return merged;
}
function isMapping(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}


/***/ }),

/***/ 8558:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   pv: () => (/* binding */ searchExpression),
/* harmony export */   sB: () => (/* binding */ matchGlob)
/* harmony export */ });
/* unused harmony export globToRegExp */
/* harmony import */ var _patterns_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1846);
/**
 * Globs with `*`, `**` and `?` as their only special characters.
 *
 * Written here and not taken from picomatch 4, whose grammar is that of file names in a shell: however its options are set, `*` and `**` refuse the texts `.` and `..`,
 * a leading `./` is dropped, `?` never stands for `/`, and `**` inside a word (`release**`) is a plain `*`. Branch, job and label names are not file names.
 */

/**
 * Does the glob match one of the lines, whole and case-sensitively? `*` is any text, `?` any character; with `path` neither stands for `/`.
 * `**` is any text everywhere, and `**` + `/` at the start of a segment may be nothing (`**` + `/x` matches `x`).
 * Each line is cut at 4,096 characters. `undefined`: the budget ran out before an answer.
 */
function matchGlob(glob, lines, path, budget) {
    if (!/[*?]/.test(glob))
        return lines.includes(glob);
    if (!path && !/(?:^|\/)\*{2,}\//.test(glob))
        return lines.some((line) => matchPieces(glob, line.slice(0, _patterns_js__WEBPACK_IMPORTED_MODULE_0__/* .LINE_LENGTH */ .uK)));
    const regex = globToRegExp(glob, path);
    // With one star there is one place to try per line: linear, so the budget is not needed and node:vm is not loaded with work.
    if (!/\*[^*]+\*/.test(glob))
        return lines.some((line) => regex.test(line.slice(0, _patterns_js__WEBPACK_IMPORTED_MODULE_0__/* .LINE_LENGTH */ .uK)));
    return (0,_patterns_js__WEBPACK_IMPORTED_MODULE_0__/* .testBounded */ .WT)(regex, lines, budget);
}
/**
 * The pieces between stars one after the other, each at its first place: as a star may be anything, no other place has to be tried. Thousands of titles are
 * looked at in this way, and none of it is taken from the budget.
 */
function matchPieces(glob, line) {
    const pieces = glob.split(/\*+/u).map((piece) => sourceOf(piece, false));
    let at = 0;
    return pieces.every((piece, index) => {
        const source = `${index === 0 ? "^" : ""}${piece}${index === pieces.length - 1 ? "$" : ""}`;
        const regex = new RegExp(source, "gsu");
        regex.lastIndex = at;
        const found = regex.test(line);
        at = regex.lastIndex;
        return found;
    });
}
/** The glob as a regular expression for a whole line. */
function globToRegExp(glob, path) {
    return new RegExp(`^${sourceOf(glob, path)}$`, "su");
}
/** A pattern as an expression to search a text with, its `!` aside: a regular expression is itself, a glob matches any part of a line, `*` crosses `/`. */
function searchExpression(pattern) {
    return pattern.kind === "regex" ? pattern.regex : new RegExp(sourceOf(pattern.glob, false), "su");
}
function sourceOf(glob, path) {
    const one = path ? "[^/]" : ".";
    return glob.replace(/(?<=^|\/)\*{2,}\/|\*+|\?|[^*?]+/gu, (token) => {
        if (token.endsWith("*/"))
            return "(?:.*/)?";
        if (token.startsWith("**"))
            return ".*";
        if (token === "*")
            return `${one}*`;
        return token === "?" ? one : token.replace(/[\\^$.|+()[\]{}/]/g, "\\$&");
    });
}


/***/ }),

/***/ 9394:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S4: () => (/* binding */ judge),
/* harmony export */   fl: () => (/* binding */ parseComparison),
/* harmony export */   gH: () => (/* binding */ matchPattern)
/* harmony export */ });
/* harmony import */ var _globs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8558);
/* harmony import */ var _patterns_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1846);


/** Reads a comparison; `undefined` for what is none. */
function parseComparison(text) {
    const [, not, sign, digits] = /^(!?)\s*(>=|<=|>|<|=)?\s*(-?\d{1,15}(?:\.\d{1,15})?)$/.exec(text.trim()) ?? [];
    if (digits === undefined)
        return undefined;
    return { negated: not === "!", sign: (sign ?? "="), value: Number(digits) };
}
/**
 * One condition against one fact. A list holds if some positive entry matches (or there is none) and no `!` entry does;
 * for a fact of many values an entry matches if some value does. An entry that ran out of time leaves the answer open only if it could change it.
 */
function judge(condition, value, fact, budget) {
    if (fact === undefined)
        return { holds: undefined, why: "is not known" };
    const entries = (Array.isArray(value) ? value : [value]).map((entry) => ({
        text: String(entry),
        ...judgeEntry(condition, String(entry), fact, budget),
    }));
    const refused = entries.filter((entry) => entry.negated);
    const wanted = entries.filter((entry) => !entry.negated);
    if (refused.some((entry) => entry.matches === true))
        return { holds: false };
    const found = wanted.length === 0 || wanted.some((entry) => entry.matches === true);
    if (!found && !wanted.some((entry) => entry.matches === undefined))
        return { holds: false };
    const open = [...(found ? [] : wanted), ...refused].find((entry) => entry.matches === undefined);
    if (open === undefined)
        return { holds: true };
    return { holds: undefined, why: `is not known: the pattern ${shown(open.text)} ran out of time`, late: true };
}
function judgeEntry(condition, text, fact, budget) {
    if (condition.kind === "number")
        return judgeNumber(text, fact);
    if (condition.kind === "boolean") {
        const negated = text.startsWith("!");
        return { negated, matches: (negated ? text.slice(1) : text) === String(fact) };
    }
    const pattern = (0,_patterns_js__WEBPACK_IMPORTED_MODULE_1__/* .parsePattern */ .EY)(text);
    // The config file was checked before; an entry that is no pattern matches nothing.
    if ("problem" in pattern)
        return { negated: false, matches: false };
    const lines = typeof fact === "object" ? fact : [String(fact)];
    const { negated } = pattern;
    if (pattern.kind === "glob" && condition.anyCase === true) {
        const lower = lines.map((line) => line.toLowerCase());
        return { negated, matches: matchPattern({ ...pattern, glob: pattern.glob.toLowerCase() }, lower, false, budget) };
    }
    return { negated, matches: matchPattern(pattern, lines, condition.kind === "path-text", budget) };
}
function judgeNumber(text, fact) {
    const comparison = parseComparison(text);
    if (comparison === undefined || typeof fact !== "number")
        return { negated: false, matches: false };
    return { negated: comparison.negated, matches: compares(fact, comparison) };
}
function compares(fact, { sign, value }) {
    if (sign === ">=")
        return fact >= value;
    if (sign === "<=")
        return fact <= value;
    if (sign === ">")
        return fact > value;
    if (sign === "<")
        return fact < value;
    return fact === value;
}
/**
 * Does the pattern, its `!` aside, match one of the lines? A glob must match a whole line, a regular expression some part of one.
 * With `path`, `*` and `?` of a glob stop at `/`. `undefined`: out of time.
 */
function matchPattern(pattern, lines, path, budget) {
    return pattern.kind === "glob" ? (0,_globs_js__WEBPACK_IMPORTED_MODULE_0__/* .matchGlob */ .sB)(pattern.glob, lines, path, budget) : (0,_patterns_js__WEBPACK_IMPORTED_MODULE_1__/* .testBounded */ .WT)(pattern.regex, lines.flatMap(split), budget);
}
function split(text) {
    return text.split(/\r\n|\n|\r/);
}
function shown(text) {
    return JSON.stringify(text.length > 80 ? `${text.slice(0, 79)}…` : text);
}


/***/ }),

/***/ 1846:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EY: () => (/* binding */ parsePattern),
/* harmony export */   Sh: () => (/* binding */ foresee),
/* harmony export */   WT: () => (/* binding */ testBounded),
/* harmony export */   uK: () => (/* binding */ LINE_LENGTH),
/* harmony export */   yC: () => (/* binding */ replaceBounded),
/* harmony export */   yK: () => (/* binding */ createBudget)
/* harmony export */ });
/* unused harmony export PATTERN_LENGTH */
/* harmony import */ var node_vm__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(714);
/**
 * Patterns of the config file: globs and regular expressions, and a way to run them that hostile text cannot stretch.
 *
 * `performance` is used here as a stopwatch for the time budget; no decision depends on the time of day.
 */

/** Longest pattern, in UTF-16 units; what a person writes is far below. */
const PATTERN_LENGTH = 500;
/** Characters of a line that a pattern gets to see, in UTF-16 units. */
const LINE_LENGTH = 4096;
/** A fresh budget of `ms` milliseconds. One run has one. */
function createBudget(ms = 250) {
    return { left: ms };
}
/**
 * Reads one pattern: a leading `!` negates, `/expression/flags` is a regular expression (flags `i m s u`), anything else a glob.
 * Text such as `/docs/a.md`, whose tail cannot be flags, is a glob. What cannot be used comes back as `problem`, half a sentence that says
 * what is wrong (`has the unknown flag "g"; use only i, m, s and u`).
 */
function parsePattern(text) {
    const negated = text.startsWith("!");
    const body = negated ? text.slice(1) : text;
    if (body === "")
        return { problem: negated ? 'has nothing after the "!"' : "is empty" };
    if (body.length > PATTERN_LENGTH)
        return { problem: `is longer than ${PATTERN_LENGTH} characters` };
    const expression = /^\/(.*)\/([A-Za-z]*)$/su.exec(body);
    if (expression === null)
        return { kind: "glob", negated, glob: body };
    return parseExpression(expression[1] ?? "", expression[2] ?? "", negated);
}
function parseExpression(source, flags, negated) {
    if (source === "")
        return { problem: "is an empty regular expression" };
    const unknown = /[^imsu]/.exec(flags)?.[0];
    if (unknown !== undefined) {
        return {
            problem: `has the unknown flag "${unknown}" after the last "/"; use only i, m, s and u (text between slashes is a regular expression)`,
        };
    }
    try {
        return { kind: "regex", negated, regex: new RegExp(source, flags) };
    }
    catch (error) {
        return { problem: `is not a regular expression: ${error instanceof Error ? error.message : "it cannot be read"}` };
    }
}
/**
 * Does the expression match some line? Each line is cut at 4,096 characters. `undefined`: the budget ran out, or V8's backtracking
 * stack did; the answer is not known.
 */
function testBounded(pattern, lines, budget) {
    const { foreseen } = budget;
    const keys = foreseen === undefined ? [] : lines.map((line) => foreseenAs(pattern, line));
    if (foreseen !== undefined && keys.every((key) => foreseen.has(key))) {
        const known = keys.map((key) => foreseen.get(key));
        return known.includes(true) || (known.includes(undefined) ? undefined : false);
    }
    // search() takes no notice of lastIndex, so an expression with g or y is safe too.
    return runBounded(() => lines.some((line) => line.slice(0, LINE_LENGTH).search(pattern) !== -1), budget);
}
/** Lines that one expression may be too slow for before it is tried on no more of them. */
const SLOW_LINES = 3;
/**
 * Tries many expressions on many lines at once, for `testBounded` to answer from until this is called again: each run under the budget costs a good part of
 * a millisecond by itself, so thousands of single ones would use it up with nothing done. It takes half of what is left at most, and a quarter of that for
 * one line that was made to stretch an expression, so that the other lines, the other expressions and the next call have time too; what is not reached is
 * not known, and not tried again.
 */
function foresee(asked, budget) {
    const foreseen = new Map();
    const slow = new Map();
    let open = asked.flatMap(([pattern, lines]) => lines.map((line) => ({ pattern, line, key: foreseenAs(pattern, line) })));
    for (const { key } of open)
        foreseen.set(key, undefined);
    budget.foreseen = foreseen;
    const least = budget.left / 2;
    while (open.length > 0 && budget.left > least) {
        const part = (budget.left - least) / 4;
        const done = tryAll(open, foreseen, part, budget);
        const stuck = open[done]?.pattern;
        if (stuck === undefined)
            break;
        const times = (slow.get(stuck) ?? 0) + 1;
        slow.set(stuck, times);
        open = open.slice(done + 1).filter(({ pattern }) => times < SLOW_LINES || pattern !== stuck);
    }
}
/** Tries one after the other for at most so many milliseconds of the budget, and answers how many were done. */
function tryAll(open, foreseen, ms, budget) {
    const part = createBudget(ms);
    let done = 0;
    runBounded(() => {
        for (const { pattern, line, key } of open) {
            foreseen.set(key, line.slice(0, LINE_LENGTH).search(pattern) !== -1);
            done += 1;
        }
    }, part);
    budget.left -= ms - part.left;
    return done;
}
function foreseenAs(pattern, line) {
    return `${String(pattern)}\n${line}`;
}
/**
 * The text with everything that the expression matches replaced, line by line and over the whole of every line; line ends are kept.
 * The replacement is literal (`$&` means `$&`); an empty match replaces nothing. `undefined`: out of time, see `testBounded`.
 */
function replaceBounded(pattern, text, replacement, budget) {
    const everywhere = new RegExp(pattern.source, `${pattern.flags.replace(/[gy]/g, "")}g`);
    const clean = (line) => line.replace(everywhere, (match) => (match === "" ? "" : replacement));
    // The capture keeps the line ends, at the odd places.
    const parts = text.split(/(\r\n|\n|\r)/);
    return runBounded(() => parts.map((part, index) => (index % 2 === 0 ? clean(part) : part)).join(""), budget);
}
let engine;
/**
 * Runs work under the budget. Only node:vm can stop V8 in the middle of a regular expression (its `timeout` terminates whatever the isolate
 * executes, https://nodejs.org/api/vm.html#scriptrunincontextcontextifiedobject-options); the script itself is constant and
 * sees no text. One context serves the process, since making one costs milliseconds.
 */
function runBounded(work, budget) {
    if (!(budget.left > 0))
        return undefined;
    engine ??= { script: new node_vm__WEBPACK_IMPORTED_MODULE_0__.Script("task()"), context: (0,node_vm__WEBPACK_IMPORTED_MODULE_0__.createContext)({}, { codeGeneration: { strings: false, wasm: false } }) };
    let result;
    engine.context["task"] = () => {
        result = work();
    };
    const started = performance.now();
    try {
        engine.script.runInContext(engine.context, { timeout: Math.max(1, Math.ceil(budget.left)) });
    }
    catch {
        // Out of time, or V8's backtracking stack is full (RangeError): not known in either case.
        result = undefined;
    }
    finally {
        engine.context["task"] = undefined;
        budget.left = Math.max(0, budget.left - (performance.now() - started));
    }
    return result;
}


/***/ }),

/***/ 8405:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  X: () => (/* reexport */ REDACTED),
  l: () => (/* binding */ createRedactor)
});

// EXTERNAL MODULE: ./lib/tickets/patterns.js
var patterns = __webpack_require__(1846);
;// CONCATENATED MODULE: ./lib/tickets/pem.js
/** Private keys in PEM form, over several lines of a text. */
// https://www.rfc-editor.org/rfc/rfc7468 (and the older "Proc-Type" headers of RFC 1421); certificates and public keys are no secrets.
// In a URL its spaces are `%20` or `+`.
const PEM_BEGIN = /-----BEGIN(?: |%20|\+)[A-Z0-9 %+]{0,40}PRIVATE(?: |%20|\+)KEY(?:(?: |%20|\+)BLOCK)?-----/;
const PEM_END = /-----END(?: |%20|\+)[A-Z0-9 %+]{0,40}PRIVATE(?: |%20|\+)KEY(?:(?: |%20|\+)BLOCK)?-----/;
// Behind a line of it may stand what joins strings of source code (`' +`, `" \`), or the border of a box.
const PEM_BODY = /^(?:[^\s|]{1,60}\s{0,20}\|\s{0,20})?(?:[A-Za-z0-9+/=\\]*["',]{0,3}(?:\s{0,3}[+.\\;]|\s{0,100}[│┃║|])?|(?:Proc-Type|DEK-Info|Version|Comment|Hash): .*)$|(?:^|\s)[A-Za-z0-9+/=]{40,}$/;
/** Lines without the private keys in them, cut keys too: each line that belongs to one is replaced, so lines keep their places. `count` is of keys. */
function redactPem(lines, replacement) {
    const result = [...lines];
    let count = 0;
    // Where the text of the key's lines starts, behind a time or the like; -1 outside of a key.
    let indent = -1;
    for (const [index, line] of lines.entries()) {
        const begins = line.search(PEM_BEGIN);
        const ends = line.search(PEM_END);
        const isInside = indent !== -1 && (ends !== -1 || isBody(line, indent));
        if (isInside)
            result[index] = afterEnd(line, replacement);
        else if (begins !== -1) {
            result[index] = line.slice(0, begins) + (endsAfterBegin(line) ? afterEnd(line, replacement) : replacement);
            count++;
        }
        else if (ends !== -1) {
            for (let above = index - 1; above >= 0 && isBody(result[above] ?? "", ends) && result[above]?.trim() !== ""; above--)
                result[above] = replacement;
            result[index] = afterEnd(line, replacement);
            count++;
        }
        if (begins !== -1 && !endsAfterBegin(line))
            indent = begins;
        else if (!isInside || ends !== -1)
            indent = -1;
    }
    return { lines: result, count };
}
function isBody(line, indent) {
    return PEM_BODY.test(line.trim()) || (line.length >= indent && PEM_BODY.test(line.slice(indent).trim()));
}
function endsAfterBegin(line) {
    return PEM_END.test(line.slice(line.lastIndexOf("-----BEGIN")));
}
/** What of the line stands behind the last END, without a further key that begins there. */
function afterEnd(line, replacement) {
    const at = line.lastIndexOf("-----END");
    const end = at === -1 ? null : PEM_END.exec(line.slice(at));
    if (end === null)
        return replacement;
    const rest = line.slice(at + end[0].length);
    const next = rest.search(PEM_BEGIN);
    return replacement + (next === -1 ? rest : rest.slice(0, next) + replacement);
}

;// CONCATENATED MODULE: ./lib/tickets/escapes.js
/** Characters that are written as others, and where a word starts behind them. */
/**
 * What stands for another character in text that was quoted once more: `\n`, `\\n`, `\u003d`, `%3D`, `%253D`; also a colour without its first byte, `[32m`.
 * Its last letter is no part of the word behind it.
 */
const ESCAPE = String.raw `(?:\\{1,4}(?:[abefnrtv0]|u[\dA-Fa-f]{4}|x[\dA-Fa-f]{2})|%(?:25){0,2}[\dA-Fa-f]{2}|\[\d{0,3}(?:;\d{1,3}){0,4}m)`;
/** The expression, only where a word starts: not behind a letter or digit, unless that is the end of an escape. */
function atStart(pattern) {
    return new RegExp(`(?:(?<![A-Za-z0-9])|(?<=${ESCAPE}))${pattern.source}`, pattern.flags);
}

;// CONCATENATED MODULE: ./lib/tickets/secretvalues.js
/** Values behind a name that says secret: where they end, and which of them hide nothing. */
const OPEN = /(?:[bfru]{1,2}(?=["']))?(\\{0,15})("""|'''|["'`])/iy;
const CLOSE = {
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
function endOfValue(text, from, name, sign) {
    const connection = /^(?:password|pwd)$/i.test(name) && name !== name.toUpperCase() && sign === "=" ? endOf(IN_CONNECTION, text, from) : from;
    if (connection > from)
        return connection;
    OPEN.lastIndex = from;
    const open = OPEN.exec(text);
    if (open === null)
        return endOf(BARE, text, from);
    const [, { length: depth } = "", quote = ""] = open;
    const inside = OPEN.lastIndex;
    const end = endOfQuoted(text, inside, quote, depth);
    if (end !== undefined)
        return end;
    return endOf(quote === "`" ? BARE : LINE, text, quote === "`" ? from : inside);
}
/**
 * Behind the quote that closes one with so many backslashes before it. Within such text a quote has more of them, the text around it
 * ends with fewer.
 */
function endOfQuoted(text, from, quote, depth) {
    const close = CLOSE[quote] ?? LINE;
    close.lastIndex = from;
    while (close.test(text)) {
        let first = close.lastIndex - quote.length;
        while (first > from && text[first - 1] === "\\")
            first--;
        const length = close.lastIndex - quote.length - first;
        if (length < depth || length % (2 * (depth + 1)) === depth)
            return close.lastIndex;
    }
    return undefined;
}
function endOf(pattern, text, from) {
    pattern.lastIndex = from;
    return pattern.test(text) ? pattern.lastIndex : from;
}
/** Does the value give nothing away: masked, a reference to the secret, a type, a word of a sentence, a place in a file, source code? */
function hidesNothing(assignment) {
    return isHarmless(assignment) || isAddress(assignment) || isProse(assignment) || isCode(assignment);
}
const WORDS = "true|false|yes|no|on|off|null|nil|none|undefined|\\(none|unset|empty|required|read|write|inherit|deprecated|missing|invalid|expired|unsupported";
const NOTHING = new RegExp(String.raw `^(?:\*{1,2}|\[redacted\b.*|${WORDS}|[[{(]?)$`, "i");
const REFERENCE = /^(?:\*{3}|\$\{|\$\(|\{\{|process\.env\b|os\.environ\b|secrets\.|env\.|steps\.|inputs\.)|^(?:<[^<>]*>?|%\w+%|@?\$[A-Z_][A-Z0-9_]*)$/;
const TYPE = /^(?:[A-Z]\w{1,20}[<[])?&?(?:string|str|number|boolean|bool|bytes|object|any|unknown)(?:\[\])?[>\]?]?[,;:)}]{0,5}$/i;
/** Masked already, empty, a switch, a type, or a reference to where the secret is. */
function isHarmless({ name, value }) {
    const bare = value.replace(/^(?:[bfru]{1,2}(?=["']))?\\{0,15}["'`]/i, "").replace(/\\{0,15}["'`]?[,;)}\]]{0,5}$/, "");
    if (NOTHING.test(bare) || REFERENCE.test(bare) || TYPE.test(value))
        return true;
    if (isPlaceholder(name, bare))
        return true;
    // The mount of a secret in a build, https://docs.docker.com/build/building/secrets/
    if (name === "--secret")
        return /^(?:type=\w{1,10},)?id=[\w-]{1,60}(?:$|,)/.test(bare);
    return /^-{0,2}pass$/i.test(name) && /^\d{1,7}(?:[./]\d{1,7})?%?$/.test(bare);
}
/** The place of a value in a text of help, with the flag's own words: `--token TOKEN`, `--api-key=KEY`. */
function isPlaceholder(name, value) {
    if (!name.startsWith("--") || !/^[A-Z_]{3,40}\]?$/.test(value))
        return false;
    return `_${name.toUpperCase().replace(/[^A-Z]+/g, "_")}`.endsWith(`_${value.replace("]", "")}`);
}
// Roots and words in small letters only: what is encoded in Base64 may start with a slash too.
const PATH = /^["']?(?:(?:~|\.{1,2})(?:[/\\][\w.@~+-]{1,80})+|\/(?:[a-z_]{1,20}|Users)?(?:\/[\w.@~+-]{1,80})*|[A-Za-z]:[/\\][\w .@~+/\\-]{1,200})[/\\]?["',]?$/;
const COUNTED = /(?:^|[^a-z])(?:input|output|total|prompt|completion|cached|max|num)[ _]token$/i;
const PLACE = /^\d{1,7}(?:[:,]\d{1,7}(?:-\d{1,7})?)?(?::in)?[)\]"'`,:;.]{0,4}$/;
const VERSION = /^v?\d{1,7}\.\d{1,7}(?:\.\d{1,7}(?:[-+.][\w.+-]{1,60})?)?(?:@sha256:\w{1,64})?[)\]"'`,:;.]{0,4}$|^v\d{1,4}[)\]"'`,:;.]{0,4}$/;
/** A place in a file (`token:12:5`), a version (`auth-token:1.2.3`), a path where a path is usual, a number of tokens, the name of a secret at AWS. */
function isAddress({ before, name, sign, value }) {
    if (/^PWD$|(?:^|[_-])CREDENTIALS$/i.test(name) && PATH.test(value))
        return true;
    if (COUNTED.test(before.slice(-11) + name) && /^\d{1,9}[.,;)}\]"']{0,3}$/.test(value))
        return true;
    if (sign !== ":")
        return false;
    if (PLACE.test(value) || VERSION.test(value))
        return true;
    // The task of a package, `@acme/auth-token:build: …`, or an image of no number.
    if (before.endsWith("/") && /^(?:[a-z]{1,20}:|latest|main|stable|edge|nightly)[)\]"'`,:;.]{0,4}$/.test(value))
        return true;
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
function isProse({ before, name, sign, value, ahead }) {
    if (name.startsWith("--") && /^\s+$/.test(sign))
        return VERB.test(value);
    if (!sign.includes(":") || sign.includes("="))
        return false;
    if (SENTENCES.test(ahead))
        return true;
    if (!/:\s/.test(sign) || !/^[A-Z]?[a-z]+$/.test(name))
        return false;
    if (/^(?:[^\w\s]|(['"`])[^\w\s]\1)[.,;]?$/.test(value))
        return true;
    if (/^token$/i.test(name) && /(?:invalid|unexpected|unknown|illegal) $/i.test(before) && DOTTED.test(value))
        return true;
    if (!/^(?:[A-Za-z]{1,20}|(['"`])[A-Za-z]{1,20}\1)[.,;:!?]?$/.test(value))
        return false;
    const isBehindWord = /[A-Za-z][^\S\n]$/.test(before);
    return isBehindWord || /^[^\S\n]+[^\s#]/.test(ahead.slice(value.length, value.length + 5));
}
/** `const token = readToken(` in an excerpt of source code: a call, with spaces around the sign. */
function isCode({ sign, value }) {
    return /^\s+(?::=|=)\s+$/.test(sign) && /^(?:(?:await|new|function|async|this)$|[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*\()/.test(value);
}

;// CONCATENATED MODULE: ./lib/tickets/secretnames.js
/** `KEY=value`, `key: value`, `"key": "value"`, `--key value` and `<key>value</key>` where the name says that the value is a secret. */


const SECRET_WORDS = new Set("password passwd passphrase passcode passwort pwd pgpassword secret secrets token credential credentials apikey authtoken accesstoken secretkey privatekey accesskey".split(" "));
// A word before "key" that makes it a secret: `api_key`, `privateKey`, `AUTH-KEY`; also Laravel's `APP_KEY` (https://laravel.com/docs/encryption),
// `Ocp-Apim-Subscription-Key` (https://learn.microsoft.com/azure/api-management/api-management-subscriptions) and `x-functions-key`
// (https://learn.microsoft.com/azure/azure-functions/function-keys-how-to).
const KEY_OF = new Set(("api access private secret signing encryption account auth master session ssh client deploy license shared service app application " +
    "subscription functions").split(" "));
// A word before "auth" that makes it a password; `http_auth` and the like are a way to log in.
const AUTH_OF = new Set("redis npm docker registry proxy smtp mqtt".split(" "));
// A word before "pass" that makes it a round, or a result, and not a password: `first_pass`, `tests_pass`, `by-pass`.
const NO_PASSWORD = new Set(("first second third last next final one two single double multi each every pre post low high band all any test tests check checks case cases num total count " +
    "by must should will did not can render shader compute compiler optimization lto forward backward analysis dry full").split(" "));
// A last word that says the value is about the secret, not the secret: `TOKEN_COUNT=5`, `secret-name: x`, `token.py:33`.
const ABOUT = new Set(("count counts limit name names type types id ids length len size url uri path file dir expiry expires expiration ttl version enabled disabled required optional " +
    "policy usage max min endpoint env format header prefix suffix index kind position status set present valid invalid provider scope scopes algorithm helper " +
    "manager store source sources reset error errors exception test tests spec rotation age strength hint field label permissions permission scanning detection stdin " +
    "py js ts tsx jsx mjs cjs rb go rs java kt php cs cpp c h sh md yml yaml json toml txt lock").split(" "));
// Quotes may be escaped, more than once where JSON is in JSON.
const QUOTE = String.raw `\\{0,15}["']?`;
const EQUALS = String.raw `[^\S\n]{0,3}(?:=>|:=|={1,3}|:(?!:)|%3[ADad]|\\{1,4}u003[ADad])[^\S\n]{0,3}`;
const NAME = String.raw `[A-Za-z_][\w.-]{0,120}`;
// A flag; white space alone will do behind it.
const FLAG = String.raw `(?<flag>--[A-Za-z][\w.-]{0,100})(?<gap>${QUOTE}${EQUALS}|[^\S\n]{1,3}(?!-))`;
// A name that is itself a value: `<add key="DB_PASSWORD" value="…">`, `{"name":"DB_PASSWORD","value":"…"}`.
const PAIR = String.raw `(?:key|name)${QUOTE}${EQUALS}\\{0,15}["'](?<pair>${NAME})\\{0,15}["'],?[^\S\n]{0,3}\\{0,15}["']?value${QUOTE}${EQUALS}`;
// A name with what separates it from its value. `::` is a path of a program, not a sign.
const PLAIN = String.raw `(?<name>-?${NAME})(?<sign>${QUOTE}${EQUALS})`;
// An element with nothing but text in it.
const ELEMENT = String.raw `<(?<element>${NAME}(?::[\w.-]{1,60})?)(?:\s[^<>\n]{0,200})?>(?=[^<\n]{1,1000}<\/)`;
const HEAD = new RegExp(String.raw `(?:(?<escape>${ESCAPE}{1,8})|(?<![\w.-]))(?:${FLAG}|${PAIR}|${PLAIN})|${ELEMENT}`, "gi");
/** Of a value so much is looked at to see whether it hides anything, and less of what stands before: a line of many names takes no longer than its length. */
const AHEAD = 200;
const BEFORE = 70;
/** The text with the values of such names replaced, and how many there were. Values that hide nothing (`***`, `false`, `${VAR}`) stay. */
function redactAssignments(text, replacement) {
    const parts = [];
    let count = 0;
    let copied = 0;
    HEAD.lastIndex = 0;
    for (let head = HEAD.exec(text); head !== null; head = HEAD.exec(text)) {
        const { escape = "", flag, pair, element, name = flag ?? pair ?? element ?? "", gap, sign = gap ?? "=" } = head.groups ?? {};
        const from = HEAD.lastIndex;
        if (!leadsToSecret(name, escape, sign)) {
            // The sign may be the escape that the next name stands behind: `a\u003dtoken=x`.
            if (head.groups?.["sign"] !== undefined)
                HEAD.lastIndex -= sign.length;
            continue;
        }
        const end = element === undefined ? (at, start) => endOfValue(at, start, name, sign) : endOfElement;
        const ahead = text.slice(from, from + AHEAD);
        const before = text.slice(Math.max(0, head.index - BEFORE), head.index + escape.length);
        if (hidesNothing({ before, name, sign, value: ahead.slice(0, end(ahead, 0)), ahead }))
            continue;
        parts.push(text.slice(copied, from), replacement);
        count++;
        copied = end(text, from);
        HEAD.lastIndex = copied;
    }
    return { text: parts.join("") + text.slice(copied), count };
}
/** Of `\token` the word may be `token` as well as `oken` behind a tab. `pass` alone is a password only where it is set: `pass=x`. */
function leadsToSecret(name, escape, sign) {
    return saysSecret(name) || (escape !== "" && saysSecret(`${escape.at(-1)}${name}`)) || (sign === "=" && /^-{0,2}pass$/i.test(name));
}
function endOfElement(text, from) {
    const end = text.indexOf("<", from);
    return end === -1 ? text.length : end;
}
/** Does the name of a variable, key or flag say that its value is secret? */
function saysSecret(name) {
    const words = name
        .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
        .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
        .toLowerCase()
        .split(/[^a-z]+/)
        .filter((word) => word !== "");
    const last = words.at(-1) ?? "";
    const before = words.at(-2) ?? "";
    if (ABOUT.has(last))
        return false;
    if (words.length > 1 && words.includes("pass") && name === name.toUpperCase())
        return true;
    if (last === "pass")
        return before !== "" && !NO_PASSWORD.has(before);
    // npm's `//host/:_auth=`: https://docs.npmjs.com/cli/configuring-npm/npmrc#auth-related-configuration
    if (last === "auth")
        return AUTH_OF.has(before) || /(?:^|_)_auth$/i.test(name);
    return words.some((word, index) => SECRET_WORDS.has(word) || (word === "key" && KEY_OF.has(words[index - 1] ?? "")));
}

;// CONCATENATED MODULE: ./lib/tickets/secretshapes.js
/** The shapes of known secrets, each with the page that shows it. */

/** What stands in the place of a secret. */
const REDACTED = "[redacted]";
/**
 * Everything that is known by its own shape. Beginnings that are unmistakable match in the middle of a word too, the others only where one starts. All
 * expressions take time in proportion to the text.
 */
const SHAPES = [
    {
        name: "GitHub token",
        pattern: /gh[pousr]_[A-Za-z0-9][\w.-]{19,}/g,
        source: "https://github.blog/engineering/behind-githubs-new-authentication-token-formats/",
    },
    {
        name: "GitHub fine-grained token",
        pattern: /github_pat_\w{20,}/g,
        source: "https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github",
    },
    {
        name: "GitLab token",
        pattern: /(?:gl(?:pat|oas|dt|rt|rtr|cbt|ptt|ft|imt|agent|soat|ffct|wt)-|GR1348941)[\w.-]{20,}/g,
        source: "https://docs.gitlab.com/security/tokens/#token-prefixes",
    },
    {
        name: "AWS access key id",
        pattern: atStart(/(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Za-z0-9])/g),
        source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html",
    },
    { name: "Google API key", pattern: /AIza[\w-]{35}/g, source: "https://cloud.google.com/docs/authentication/api-keys" },
    { name: "Google OAuth access token", pattern: /ya29\.[\w.-]{20,}/g, source: "https://developers.google.com/identity/protocols/oauth2" },
    {
        name: "Google OAuth refresh token",
        pattern: atStart(/(?<!\/)1\/\/0[\w-]{30,}/g),
        source: "https://developers.google.com/identity/protocols/oauth2",
    },
    { name: "Google OAuth client secret", pattern: /GOCSPX-[\w-]{20,}/g, source: "https://developers.google.com/identity/protocols/oauth2" },
    {
        name: "Azure key",
        pattern: /((?:AccountKey|SharedAccessKey|SharedSecretValue)=)[A-Za-z0-9+/]{20,}={0,2}/gi,
        keep: `$1${REDACTED}`,
        source: "https://learn.microsoft.com/azure/storage/common/storage-configure-connection-string",
    },
    {
        name: "Azure shared access signature",
        pattern: /((?:[?&;]|\\u0026|%26)sig(?:=|\\u003d|%3D))[\w%+/=-]{20,}/gi,
        keep: `$1${REDACTED}`,
        source: "https://learn.microsoft.com/rest/api/storageservices/create-service-sas",
    },
    {
        name: "Microsoft Entra client secret",
        pattern: atStart(/(?<![.~-])[\w.~-]{3}\dQ~[\w.~-]{31,34}/g),
        source: "https://learn.microsoft.com/purview/sit-defn-azure-ad-client-secret",
    },
    { name: "npm token", pattern: atStart(/npm_[A-Za-z0-9]{36,}/g), source: "https://docs.npmjs.com/about-access-tokens" },
    {
        name: "Slack token",
        pattern: /(?:xox[abceoprs]|xapp|xwfp)(?:\.xox[bp])?-[\w-]{10,}/g,
        source: "https://docs.slack.dev/authentication/tokens/",
    },
    {
        name: "Slack webhook",
        pattern: /(https:\/\/hooks\.slack(?:-gov)?\.com\/)(?:services|workflows|triggers)\/[\w/+=-]{10,}/g,
        keep: `$1${REDACTED}`,
        source: "https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks/",
    },
    { name: "Stripe key", pattern: atStart(/(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{10,}/g), source: "https://docs.stripe.com/keys" },
    { name: "Stripe webhook secret", pattern: atStart(/whsec_[A-Za-z0-9+/=]{20,}/g), source: "https://docs.stripe.com/webhooks" },
    {
        // Of a word only the first "eyJ" is tried, so that a word of many takes no longer than its length.
        name: "JSON Web Token",
        pattern: /eyJ(?<!eyJ[\w-]*?eyJ)[\w-]{8,}\.eyJ[\w-]{8,}(?:\.[\w-]*)?/g,
        source: "https://www.rfc-editor.org/rfc/rfc7519",
    },
    {
        name: "OpenAI key",
        pattern: atStart(/(?<!-)sk-(?:(?:proj|svcacct|admin|ant)-[\w-]{20,}|[A-Za-z0-9]{32,})/g),
        source: "https://platform.openai.com/docs/api-reference/authentication",
    },
    {
        name: "SendGrid key",
        pattern: atStart(/SG\.[\w-]{16,}\.[\w-]{16,}/g),
        source: "https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys",
    },
    { name: "PyPI token", pattern: /pypi-AgE[\w-]{20,}/g, source: "https://pypi.org/help/#apitoken" },
    { name: "Docker Hub token", pattern: /dckr_(?:pat|oat)_[\w-]{20,}/g, source: "https://docs.docker.com/security/access-tokens/" },
    {
        name: "Vault token",
        pattern: atStart(/hv[sbr]\.[\w-]{20,}/g),
        source: "https://developer.hashicorp.com/vault/docs/concepts/tokens#token-prefixes",
    },
    {
        name: "Webhook of Discord or Teams",
        pattern: /(https:\/\/(?:discord(?:app)?\.com\/api\/webhooks|[\w-]{1,63}\.webhook\.office\.com)\/)[\w/@.-]{20,}/g,
        keep: `$1${REDACTED}`,
        source: "https://docs.discord.com/developers/resources/webhook",
    },
    { name: "1Password token", pattern: /ops_eyJ[\w-]{50,}/g, source: "https://developer.1password.com/docs/service-accounts/" },
    {
        name: "Atlassian token",
        pattern: /ATATT3[\w=-]{40,}/g,
        source: "https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/",
    },
    { name: "Databricks token", pattern: atStart(/dapi[0-9a-f]{32}/g), source: "https://docs.databricks.com/dev-tools/auth/pat.html" },
    {
        name: "DigitalOcean token",
        pattern: /do[opr]_v1_[0-9a-f]{40,}/g,
        source: "https://docs.digitalocean.com/reference/api/create-personal-access-token/",
    },
    {
        name: "Grafana token",
        pattern: atStart(/gl(?:sa|c)_[\w+/=-]{30,}/g),
        source: "https://grafana.com/docs/grafana/latest/administration/service-accounts/",
    },
    { name: "Groq key", pattern: atStart(/gsk_[A-Za-z0-9]{40,}/g), source: "https://console.groq.com/docs/quickstart" },
    {
        name: "Hugging Face token",
        pattern: atStart(/hf_[A-Za-z0-9]{30,}/g),
        source: "https://huggingface.co/docs/hub/security-tokens",
    },
    { name: "Linear key", pattern: /lin_(?:api|oauth)_[A-Za-z0-9]{30,}/g, source: "https://linear.app/developers/graphql" },
    {
        name: "Notion token",
        pattern: atStart(/ntn_[A-Za-z0-9]{40,}/g),
        source: "https://developers.notion.com/reference/authentication",
    },
    { name: "RubyGems key", pattern: /rubygems_[0-9a-f]{40,}/g, source: "https://guides.rubygems.org/api-key-scopes/" },
    {
        name: "Shopify token",
        pattern: /shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}/g,
        source: "https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens",
    },
    { name: "Tailscale key", pattern: /tskey-[a-z]{1,20}-[\w-]{20,}/g, source: "https://tailscale.com/kb/1085/auth-keys" },
    {
        name: "Telegram bot token",
        pattern: atStart(/\d{8,10}:AA[\w-]{33}(?![\w-])/g),
        source: "https://core.telegram.org/bots/api#authorizing-your-bot",
    },
    { name: "age key", pattern: /AGE-SECRET-KEY-1[A-Z0-9]{58}/g, source: "https://github.com/C2SP/C2SP/blob/main/age.md" },
];

;// CONCATENATED MODULE: ./lib/tickets/secretplaces.js
/** Secrets that are known by what stands around them: in a URL, behind a header's name, in a command. */


// Behind the slashes of a URL, which may be escaped, as PHP does it in JSON. Looking back from there is quicker than trying every word.
const SCHEME = String.raw `(?<=[a-z][a-z0-9+.-]{0,30}:(?:\\?\/){2})`;
// Who logs in, up to the colon; not the colons of `[::1]`.
const USER = String.raw `(?!\[[\da-f:.]*\])[^\s/?#@:"'<>]*:(?!\*+@|\[redacted\]@)`;
// A checksum of an image is no host: `docker://alpine:3.8@sha256:…`.
const AT = "@(?!sha(?:256|512):)";
// The name of the header and what separates it from its value, which may stand in a list: `authorization: [ 'token …' ]`.
const AUTHORIZATION = String.raw `authorization\\{0,7}["']?[^\S\n]{0,3}(?:=>|[:=]|%3A)(?:[^\S\n]|%20){0,3}(?:\[[^\S\n]{0,3})?\\{0,7}["']?`;
const SCHEMES = "bearer|basic|token|digest|negotiate|ntlm|apikey|oauth|dpop|aws|aws4-hmac-sha256|sharedkey|sharedkeylite";
// `Bearer token is missing` is a sentence.
const SENTENCE = String.raw `(?:token|auth|authentication|authorization|credentials?|header|scheme|is|was|missing|required|invalid|expired|not|must)(?![\w.~+/=:-])`;
// A part of a header that has several, quoted or not, in JSON with backslashes.
const PART = String.raw `[\w-]{1,30}=(?:\\{0,7}"[^"\\\n]{0,500}\\{0,7}"|[^\s,"'\\]{1,500})`;
const HTTP = "https://www.rfc-editor.org/rfc/rfc9110#section-11.6.2";
const URI = "https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1";
/** Everything that is known by its place. All expressions take time in proportion to the text. */
const PLACES = [
    {
        name: "URL with a password",
        pattern: new RegExp(String.raw `${SCHEME}${USER}[^\s/?#"'<>]+${AT}`, "gi"),
        keep: `${REDACTED}@`,
        source: URI,
    },
    {
        // Where a port would be a number, this is a password that should have been encoded: `postgres://app:pa/ss@db`.
        name: "URL with a password that has signs of a URL in it",
        pattern: new RegExp(String.raw `${SCHEME}${USER}(?!\d{0,5}(?:[\s/?#"'<>,\\]|$)|[$<{])(?:[^\s@"'<>]|["'](?=[^\s,:;\])}\\])){1,100}${AT}(?:[^\s/?#@"'<>]{0,100}@){0,3}(?=[\w[])`, "gi"),
        keep: `${REDACTED}@`,
        source: URI,
    },
    {
        name: "URL with a token as user",
        pattern: new RegExp(String.raw `${SCHEME}[^\s/?#@:"'<>]{20,}@`, "gi"),
        keep: `${REDACTED}@`,
        source: URI,
    },
    {
        // Its parts are quoted themselves: `Digest username="a", response="b"`.
        name: "Authorization header of Digest",
        pattern: new RegExp(String.raw `(authorization[\\"':=\s]{1,12}digest[^\S\n]{1,3})${PART}(?:,[^\S\n]{0,3}${PART})*`, "gi"),
        keep: `$1${REDACTED}`,
        source: "https://www.rfc-editor.org/rfc/rfc7616#section-3.4",
    },
    {
        name: "Authorization header",
        pattern: new RegExp(String.raw `(${AUTHORIZATION}(?:${SCHEMES})(?:[^\S\n]|%20){1,3})(?!\*|\[redacted|${SENTENCE})[^\s"'\\\]]+(?:(?<=,)[^\S\n]{0,3}[\w-]{1,30}=[^\s"'\\\]]+)*`, "gi"),
        keep: `$1${REDACTED}`,
        source: HTTP,
    },
    {
        name: "Authorization header without a scheme",
        pattern: new RegExp(String.raw `(${AUTHORIZATION})[^\s"'*,;\\[\]]{20,}`, "gi"),
        keep: `$1${REDACTED}`,
        source: HTTP,
    },
    {
        name: "Bearer token",
        pattern: atStart(/(Bearer(?:[^\S\n]|%20){1,3})(?=[\w.~+/-]{0,400}\d)[\w.~+/-]{20,}=*/gi),
        keep: `$1${REDACTED}`,
        source: "https://www.rfc-editor.org/rfc/rfc6750#section-2.1",
    },
    {
        name: "login of a registry in base64",
        pattern: /(["']auth\\{0,7}["']\s{0,3}:\s{0,3}\\{0,7}["'])(?=[a-z]{0,60}[A-Z\d])[A-Za-z0-9+/]{12,}={0,2}/g,
        keep: `$1${REDACTED}`,
        source: "https://docs.docker.com/reference/cli/docker/login/#credential-stores",
    },
    {
        name: "user and password of curl",
        pattern: /(curl[^\n]{0,300}?\s(?:-[A-Za-z]{0,6}[uU]|--(?:proxy-)?user)[^\S\n=]{0,3}[\s=]["']?[^\s:"']{0,100}:)(?!\*{3}|\$|\[redacted)[^\s"'\\]+/g,
        keep: `$1${REDACTED}`,
        source: "https://curl.se/docs/manpage.html#-u",
    },
    {
        name: "password of a login",
        pattern: /(\slogin\s[^\n]{0,200}?(?<=\s)-p[^\S\n=]{0,3}[\s=]["']?)(?![-*$]|\[redacted)[^\s"'\\]+/g,
        keep: `$1${REDACTED}`,
        source: "https://docs.docker.com/reference/cli/docker/login/#options",
    },
];

;// CONCATENATED MODULE: ./lib/tickets/redact.js
/**
 * Known shapes of secrets become `[redacted]`, counted. This stands behind the runner's own masking, which knows only the secrets it was told
 * of. All expressions take time in proportion to the text.
 */






const SHORTEST_VALUE = 8;
/**
 * Makes a redactor. `extra` are the patterns of `failure.log.redact`, run line by line under `budget` before the built-in shapes; one that
 * runs out of time makes the redaction fail, naming it. `own` are values that are known to be secret, such as our own credentials; short ones are words too
 * and stay.
 */
function createRedactor(extra, budget, own = []) {
    const values = own.filter((value) => value.length >= SHORTEST_VALUE);
    return (text) => {
        // A mark that no cleaned text holds, so that what is replaced can be counted.
        let marked = text.replaceAll("\0", "");
        for (const value of values)
            marked = marked.replaceAll(value, "\0");
        for (const pattern of extra) {
            const replaced = (0,patterns/* replaceBounded */.yC)(pattern, marked, "\0", budget);
            if (replaced === undefined)
                return { ok: false, pattern: String(pattern) };
            marked = replaced;
        }
        const count = marked.split("\0").length - 1;
        const known = redactKnown(marked.replaceAll("\0", REDACTED));
        return { ok: true, text: known.text, count: count + known.count };
    };
}
function redactKnown(text) {
    const keys = redactPem(text.split("\n"), REDACTED);
    let { count } = keys;
    let result = keys.lines.join("\n");
    for (const { pattern, keep } of [...PLACES, ...SHAPES]) {
        result = result.replace(pattern, (match, first) => {
            count++;
            return keep === undefined ? REDACTED : keep.replace("$1", () => (typeof first === "string" ? first : match));
        });
    }
    const assignments = redactAssignments(result, REDACTED);
    return { text: assignments.text, count: count + assignments.count };
}


/***/ }),

/***/ 9186:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ applyRules)
/* harmony export */ });
/* harmony import */ var _conditions_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4271);
/* harmony import */ var _fields_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2760);
/* harmony import */ var _matching_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9394);
/** Rules of the config file: what they ask of the facts and what they do to the ticket. */



const OF_A_JOB = ["job", "step", "class", "log"];
const KNOWN = new Map(Object.values(_conditions_js__WEBPACK_IMPORTED_MODULE_0__/* .CONDITIONS */ .V)
    .flat()
    .map((condition) => [condition.name, condition]));
/**
 * Goes through the rules in order; every one that matches applies, `stop: true` ends. A condition whose fact is not known is false, and is
 * named in `notes` if nothing else kept its rule from matching.
 */
function applyRules(rules, facts, budget) {
    let effects = { tags: [], fields: {} };
    const notes = [];
    let skippedBy;
    let [isLate, isPerhapsSkipped] = [false, false];
    for (const [index, rule] of rules.entries()) {
        const { holds, why, late } = judgeRule(rule, facts, budget);
        if (holds === undefined)
            notes.push(`Rule ${index + 1} did not apply: ${why}.`);
        if (late) {
            isLate = true;
            isPerhapsSkipped ||= rule.skip === true;
        }
        if (holds !== true)
            continue;
        effects = merge(effects, rule);
        if (rule.skip !== undefined) {
            skippedBy = rule.skip ? index + 1 : undefined;
            isPerhapsSkipped = false;
        }
        if (rule.stop === true)
            break;
    }
    return {
        effects,
        notes,
        ...(skippedBy === undefined ? {} : { skippedBy }),
        ...(isLate ? { late: true } : {}),
        ...(isPerhapsSkipped ? { perhapsSkipped: true } : {}),
    };
}
function judgeRule(rule, facts, budget) {
    const asked = Object.entries(rule.when ?? {}).filter((entry) => entry[1] !== undefined);
    const ofRun = asked.filter(([name]) => !OF_A_JOB.includes(name));
    const ofJob = asked.filter(([name]) => OF_A_JOB.includes(name));
    const run = judgeAll(ofRun, (name) => own(facts.values, name), budget);
    if (run.holds === false || ofJob.length === 0)
        return run;
    const job = judgeJobs(ofJob, facts, budget);
    return job.holds === true ? run : job;
}
/** Some one job satisfies all conditions on jobs. */
function judgeJobs(asked, facts, budget) {
    const nobody = { job: undefined, step: undefined, class: asText(own(facts.values, "class")), log: undefined };
    const jobs = facts.jobs === undefined || facts.jobs.length === 0 ? [nobody] : facts.jobs;
    let open;
    for (const job of jobs) {
        const verdict = judgeAll(asked, (name) => factOf(job, name), budget);
        if (verdict.holds === true)
            return verdict;
        if (verdict.holds === undefined)
            open ??= verdict;
    }
    return open ?? { holds: false };
}
/** All conditions hold; one that is false outweighs one that is not known. Logs come last: they are what takes time. */
function judgeAll(asked, fact, budget) {
    let open;
    for (const [name, value] of asked.toSorted(([one], [other]) => cost(one) - cost(other))) {
        const condition = KNOWN.get(name);
        const verdict = condition === undefined ? { holds: undefined, why: "is not a condition" } : (0,_matching_js__WEBPACK_IMPORTED_MODULE_1__/* .judge */ .S4)(condition, value, fact(name), budget);
        if (verdict.holds === false)
            return verdict;
        if (verdict.holds === undefined)
            open ??= { ...verdict, why: `\`${name}\` ${verdict.why}` };
    }
    return open ?? { holds: true };
}
function cost(name) {
    return KNOWN.get(name)?.kind === "lines" ? 1 : 0;
}
function factOf(job, name) {
    if (name === "step")
        return job.step;
    if (name === "class")
        return job.class;
    if (name === "log")
        return job.log;
    if (job.job === undefined)
        return undefined;
    // A job of a reusable workflow is named `caller / callee`.
    return [job.job, job.normalised ?? job.job].flatMap((whole) => [whole, whole.split(" / ").at(-1) ?? whole]);
}
function own(values, name) {
    return Object.hasOwn(values, name) ? values[name] : undefined;
}
function asText(fact) {
    return typeof fact === "string" ? fact : undefined;
}
function merge(effects, rule) {
    const { when: _when, stop: _stop, skip: _skip, tags = [], fields = {}, "due-in": dueIn, ...scalars } = rule;
    return {
        ...effects,
        ...Object.fromEntries(Object.entries(scalars).filter(([, value]) => value !== undefined)),
        ...(dueIn === undefined ? {} : { dueIn }),
        tags: [...new Set([...effects.tags, ...tags])],
        fields: (0,_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .mergeFields */ .m)(effects.fields, fields),
    };
}


/***/ })

};
