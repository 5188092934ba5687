export const id = 10;
export const ids = [10];
export const modules = {

/***/ 7010:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  checkConfig: () => (/* binding */ checkConfig),
  pathText: () => (/* binding */ pathText)
});

// EXTERNAL MODULE: ./node_modules/zod/v4/mini/schemas.js + 5 modules
var schemas = __webpack_require__(8395);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/registries.js
var registries = __webpack_require__(9396);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/api.js
var api = __webpack_require__(3759);
// EXTERNAL MODULE: ./lib/gleap/fields.js
var fields = __webpack_require__(8770);
// EXTERNAL MODULE: ./lib/problem.js
var lib_problem = __webpack_require__(7748);
// EXTERNAL MODULE: ./lib/tickets/conditions.js
var conditions = __webpack_require__(4271);
// EXTERNAL MODULE: ./lib/tickets/matching.js
var matching = __webpack_require__(9394);
// EXTERNAL MODULE: ./lib/tickets/patterns.js
var patterns = __webpack_require__(1846);
// EXTERNAL MODULE: ./lib/tickets/tags.js
var tags = __webpack_require__(6412);
// EXTERNAL MODULE: ./lib/tickets/templates.js + 3 modules
var templates = __webpack_require__(3582);
// EXTERNAL MODULE: ./lib/tickets/variables.js
var variables = __webpack_require__(4248);
;// CONCATENATED MODULE: ./lib/config-values.js
/** The kinds of values that the config file has, each with a phrase for what it expects. */









const LONGEST_TEXT = 200;
const LONGEST_TEMPLATE = 20_000;
const DURATION = /^[1-9]\d{0,3}[mhdw]$/;
/** The same schema, with the description that the README and the JSON Schema show. */
function told(schema, description) {
    registries/* globalRegistry */.fd.add(schema, { description });
    return schema;
}
/** A mapping with exactly these keys. The message of an unknown key is the list of the known ones. */
function mapping(shape) {
    return schemas/* strictObject */.rej(shape, { error: (issue) => (issue.code === "unrecognized_keys" ? (0,lib_problem/* choice */.Yq)(Object.keys(shape)) : "a mapping") });
}
/** A mapping that may be left out; its own defaults hold then. */
function section(shape, description) {
    // The cast to `never` is about inference alone: every key of a section is optional, so `{}` is an input.
    return told(schemas/* prefault */.SdS(mapping(shape), {}), description);
}
function config_values_text() {
    return schemas/* string */.YjP({ error: "text" })
        .check(api/* _regex */.Fk(/\S/, { error: "text" }), api/* _maxLength */.Eb(LONGEST_TEXT, { error: `text of at most ${LONGEST_TEXT} characters` }));
}
function flag() {
    return schemas/* boolean */.zMY({ error: "`true` or `false`" });
}
function oneOf(values) {
    return schemas/* enum */.k5n(values, { error: (0,lib_problem/* choice */.Yq)(values) });
}
function priority() {
    return oneOf(["LOW", "MEDIUM", "HIGH"]);
}
/** A whole number in a closed range. */
function whole(least, most) {
    const error = `a whole number from ${least} to ${most}`;
    return schemas/* int */.Whr({ error }).check(api/* _gte */.qm(least, { error }), api/* _lte */.Zm(most, { error }));
}
/** `30m`, `12h`, `2d`, `1w`. */
function duration() {
    const error = "a duration like `30m`, `12h`, `2d` or `1w`";
    return schemas/* string */.YjP({ error }).check(api/* _regex */.Fk(DURATION, { error }));
}
/** A label of GitHub, which has 50 characters at most; empty for none. */
function label() {
    const error = "a label of at most 50 characters on one line";
    return schemas/* string */.YjP({ error }).check(api/* _regex */.Fk(/^(?!\s)[^\p{Cc}]{0,50}(?<!\s)$/u, { error }));
}
/** A tag of the team's own. */
function tag() {
    return schemas/* string */.YjP({ error: "text" }).check((payload) => {
        const expected = (0,tags/* tagExpectation */.f)(payload.value);
        if (expected !== undefined)
            payload.issues.push(sentence(payload.value, (0,lib_problem/* expectation */.pG)(expected, (0,lib_problem/* shown */.SP)(payload.value))));
    });
}
/** A glob or `/regular expression/flags`, with an optional `!` before it. */
function pattern() {
    return schemas/* string */.YjP({ error: "text" }).check((payload) => {
        const parsed = (0,patterns/* parsePattern */.EY)(payload.value);
        if ("problem" in parsed)
            payload.issues.push(sentence(payload.value, `the pattern ${JSON.stringify(payload.value)} ${parsed.problem}`));
    });
}
/** A template with the variables of a mode. */
function template(mode) {
    const known = variables/* VARIABLES */.u[mode].map(({ name }) => name);
    return schemas/* string */.YjP({ error: "text" })
        .check(api/* _regex */.Fk(/\S/, { error: "text" }), api/* _maxLength */.Eb(LONGEST_TEMPLATE, { error: `text of at most ${LONGEST_TEMPLATE} characters` }), (payload) => {
        const problem = (0,templates/* checkTemplate */.BU)(payload.value, known);
        if (problem !== undefined)
            payload.issues.push(sentence(payload.value, problem));
    });
}
function array(item) {
    return schemas/* array */.YOg(item, { error: "a list" });
}
/** One value or a list of them; always a list when parsed. */
function list(item, least = 0) {
    const error = "text or a list of texts";
    const many = schemas/* array */.YOg(item(), { error }).check(api/* _minLength */.m9(least, { error: "at least one entry" }));
    return schemas/* pipe */.FsL(schemas/* union */.KCZ([item(), many], { error }), schemas/* transform */.pdi((value) => (typeof value === "string" ? [value] : value)));
}
/** Any other field of `POST /tickets`. */
function config_values_fields() {
    return schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J(), { error: "a mapping" }).check((payload) => {
        const { value } = payload;
        for (const name of Object.keys(value)) {
            const problem = refusal(name);
            if (problem !== undefined)
                payload.issues.push({ ...sentence(value[name], problem), path: [name] });
        }
        for (const { name, expected, found, suggestion } of (0,fields/* checkFields */.oA)(value)) {
            if (refusal(name) === undefined)
                payload.issues.push({ ...sentence(value[name], (0,lib_problem/* expectation */.pG)(expected, found, suggestion)), path: [name] });
        }
    });
}
function refusal(name) {
    if (fields/* HAVE_INPUTS */.Lb.includes(name))
        return `\`${name}\` is not set through \`fields\`; it has a key of its own`;
    // A pull request can bring a config file; it must not tie tickets to customers or other projects.
    if (fields/* REFUSED_IN_CONFIG */.s6.includes(name))
        return `\`${name}\` may be set by the \`fields\` input of the workflow only, not in the config file`;
    return undefined;
}
/** The conditions of a mode: text as patterns, numbers as comparisons. */
function when(mode) {
    return mapping(Object.fromEntries(conditions/* CONDITIONS */.V[mode].map(({ name, kind, description }) => [name, told(schemas/* exactOptional */.yqP(condition(kind)), description)])));
}
function condition(kind) {
    if (kind === "boolean")
        return flag();
    if (kind === "number")
        return oneOrMany(comparison, "a number or a comparison like `>=3`");
    return oneOrMany(pattern, "text or a list of texts");
}
function oneOrMany(item, error) {
    return schemas/* union */.KCZ([item(), schemas/* array */.YOg(item(), { error }).check(api/* _minLength */.m9(1, { error: "at least one entry" }))], { error });
}
function comparison() {
    const error = "a number or a comparison like `>=3`";
    const written = schemas/* string */.YjP({ error }).check(schemas/* refine */.YPB((value) => (0,matching/* parseComparison */.fl)(value) !== undefined, { error }));
    return schemas/* union */.KCZ([schemas/* number */.aig({ error }), written], { error });
}
/**
 * No status of a new ticket may be one of those that mean closed: such a ticket is born closed, and every failing run makes one more. Looked at
 * even where something else of the file is wrong, so nothing is sure to be there.
 */
function bornOpen() {
    return schemas/* check */.z6Y((payload) => {
        const closed = at(payload.value, "ticket", "closed");
        if (!Array.isArray(closed))
            return;
        for (const path of statusPaths(payload.value)) {
            const status = at(payload.value, ...path);
            const problem = typeof status === "string" ? (0,lib_problem/* statusProblem */.MI)(status, closed) : undefined;
            if (problem !== undefined)
                payload.issues.push({ ...sentence(status, problem), path });
        }
    }, { when: () => true });
}
/** Every place of the file that can give a new ticket its status. */
function statusPaths(config) {
    const ofModes = ["failure", "checklist", "triage"].flatMap((mode) => {
        const rules = at(config, mode, "rules");
        const ofRules = (Array.isArray(rules) ? rules : []).map((_, index) => [mode, "rules", index, "status"]);
        return [[mode, "ticket", "status"], ...ofRules];
    });
    return [["ticket", "status"], ...ofModes];
}
function at(value, ...path) {
    let here = value;
    for (const key of path)
        here =
            typeof here === "object" && here !== null && Object.hasOwn(here, key)
                ? here[key]
                : undefined;
    return here;
}
/** An issue whose message is a whole sentence, not a phrase for what was expected. */
function sentence(input, message) {
    return { code: "custom", input, message, path: [], params: { sentence: true } };
}

// EXTERNAL MODULE: ./lib/defaults.js
var lib_defaults = __webpack_require__(1525);
;// CONCATENATED MODULE: ./lib/config.js
/**
 * The config file as a schema: every key with its default and a description, from which the README and the JSON Schema are rendered.
 *
 * zod/mini instead of zod: the same checks, 90 kB less in the bundle and quicker to start. Messages are short on purpose: each schema says only
 * what it expects ("one of `a`, `b`"), and `shell/config-problems.ts` adds what was found, where, and the near miss.
 */




/** The schema of the file. Built on demand: a run without a config file never needs it. */
function configSchema() {
    return mapping({
        version: told(schemas/* literal */.euz(1, { error: "`1`" }), "Version of this format. Always `1`."),
        ticket: section(ticketShape(), "What every ticket starts from, whatever the mode."),
        failure: section(failureShape(), "Mode `failure`: tickets for failing workflow runs."),
        checklist: section(checklistShape(), "Mode `checklist`: a ticket for a release checklist."),
        triage: section(triageShape(), "Mode `triage`: tickets for issues of the repository."),
    }).check(bornOpen());
}
function ticketShape() {
    const { ticket } = lib_defaults/* DEFAULTS */.z;
    return {
        type: told(schemas/* _default */.Rvf(config_values_text(), ticket.type), "Type of a new ticket."),
        status: told(schemas/* _default */.Rvf(config_values_text(), ticket.status), "Status of a new ticket."),
        priority: told(schemas/* _default */.Rvf(priority(), ticket.priority), "Priority of a ticket: `LOW`, `MEDIUM` or `HIGH`."),
        tags: told(schemas/* _default */.Rvf(list(tag), [...ticket.tags]), "Tags of every ticket. Those of the mode, of rules and of the input are added."),
        fields: told(schemas/* _default */.Rvf(config_values_fields(), {}), "Any other field of Gleap's `POST /tickets`. Names and types are checked."),
        closed: told(schemas/* _default */.Rvf(list(config_values_text, 1), [...ticket.closed]), "Statuses that mean closed. The first one is set when the action closes a ticket."),
    };
}
function layerSchema() {
    return mapping({
        type: told(schemas/* exactOptional */.yqP(config_values_text()), "Type of a new ticket in this mode."),
        status: told(schemas/* exactOptional */.yqP(config_values_text()), "Status of a new ticket in this mode."),
        priority: told(schemas/* exactOptional */.yqP(priority()), "Priority of a ticket in this mode."),
        tags: told(schemas/* exactOptional */.yqP(list(tag)), "Tags added to those of `ticket.tags`."),
        fields: told(schemas/* exactOptional */.yqP(config_values_fields()), "Fields over those of `ticket.fields`; `customData` and `formData` merge key by key."),
    });
}
function modeShape(mode) {
    const defaults = lib_defaults/* DEFAULTS */.z[mode];
    return {
        title: told(schemas/* _default */.Rvf(template(mode), defaults.title), "Template of the ticket's title."),
        description: told(schemas/* exactOptional */.yqP(template(mode)), "Template of the ticket's description. Without one the action writes its own."),
        ticket: told(schemas/* _default */.Rvf(layerSchema(), {}), "Values of `ticket` that are different in this mode."),
        rules: told(schemas/* _default */.Rvf(array(ruleSchema(mode)), []), "Rules that change the ticket, in order; every rule that matches applies."),
        "max-tickets": told(schemas/* _default */.Rvf(whole(1, 1000), defaults["max-tickets"]), "Most new tickets in one run."),
    };
}
function failureShape() {
    const { failure } = lib_defaults/* DEFAULTS */.z;
    return {
        ...modeShape("failure"),
        refs: told(schemas/* _default */.Rvf(list(pattern), [...failure.refs]), "Refs that get tickets: `branches`, `default` (the default branch), `tags`, `pulls`, `queue` (merge queue) or globs of branch names; `!` excludes."),
        "group-by": told(schemas/* _default */.Rvf(oneOf(["workflow", "job", "step"]), failure["group-by"]), "One ticket per `workflow`, `job` or `step`, always within a ref."),
        after: told(schemas/* _default */.Rvf(whole(1, 100), failure.after), "A new ticket only after so many failures in a row."),
        cancelled: told(schemas/* _default */.Rvf(oneOf(["ignore", "ticket"]), failure.cancelled), "`ticket`: cancelled jobs count as failures too, even without evidence of a timeout."),
        notes: told(schemas/* _default */.Rvf(oneOf(["changes", "all", "none"]), failure.notes), "A note on the ticket when the failure `changes`, for `all` failures, or `none`."),
        recovery: told(schemas/* _default */.Rvf(oneOf(["close", "note", "ignore"]), failure.recovery), "When it is green again: `close` the ticket, leave a `note` only, or `ignore` it."),
        recurrence: told(schemas/* _default */.Rvf(oneOf(["new", "reopen"]), failure.recurrence), "When it fails again after a close: a `new` ticket linked to the old one, or `reopen` that one."),
        log: section({
            lines: told(schemas/* _default */.Rvf(whole(0, 500), failure.log.lines), "Log lines per failed job. `0` leaves the log out."),
            redact: told(schemas/* _default */.Rvf(list(pattern), []), "Patterns of text to redact, beyond the known shapes of secrets."),
        }, "The log excerpt in the ticket."),
    };
}
function checklistShape() {
    const { checklist } = lib_defaults/* DEFAULTS */.z;
    return {
        ...modeShape("checklist"),
        file: told(schemas/* _default */.Rvf(config_values_text(), checklist.file), "Markdown file with the task list."),
        items: told(schemas/* _default */.Rvf(oneOf(["inline", "tickets"]), checklist.items), "`inline` keeps the items in one ticket; `tickets` makes a linked ticket per item."),
        "require-complete": told(schemas/* _default */.Rvf(flag(), checklist["require-complete"]), "`true` fails the step while items are open."),
    };
}
function triageShape() {
    const { triage } = lib_defaults/* DEFAULTS */.z;
    return {
        ...modeShape("triage"),
        issues: section({
            labels: told(schemas/* _default */.Rvf(list(pattern), []), "Only issues with one of these labels."),
            "exclude-labels": told(schemas/* _default */.Rvf(list(pattern), []), "No issues with one of these labels."),
            "min-age": told(schemas/* exactOptional */.yqP(duration()), "Only issues at least this old, for example `2d`."),
            "updated-within": told(schemas/* exactOptional */.yqP(duration()), "Only issues updated within this time, for example `12h`."),
            "no-assignee": told(schemas/* _default */.Rvf(flag(), false), "`true`: only issues that nobody is assigned to."),
            "min-reactions": told(schemas/* _default */.Rvf(whole(0, 1_000_000), 0), "Only issues with at least so many reactions."),
            title: told(schemas/* _default */.Rvf(list(pattern), []), "Only issues whose title matches."),
            milestone: told(schemas/* _default */.Rvf(list(pattern), []), "Only issues of a matching milestone."),
            author: told(schemas/* _default */.Rvf(list(pattern), []), "Only issues by a matching author."),
        }, "Which issues get a ticket; all of the conditions must hold. Without any: all issues."),
        "close-with-issue": told(schemas/* _default */.Rvf(flag(), triage["close-with-issue"]), "Close the ticket when its issue is closed."),
        mark: section({
            label: told(schemas/* _default */.Rvf(label(), triage.mark.label), "Label to set once on an issue when its ticket is made; needs `issues: write`."),
            comment: told(schemas/* _default */.Rvf(flag(), false), "`true` comments once on the issue when its ticket is made; needs `issues: write`."),
        }, "What to leave on the issue."),
    };
}
/** One rule of a mode: `when` and effects. */
function ruleSchema(mode) {
    const rule = mapping({
        when: told(schemas/* exactOptional */.yqP(when(mode)), "Conditions; all must hold. Without any the rule always matches."),
        priority: told(schemas/* exactOptional */.yqP(priority()), conditions/* EFFECTS */.t.priority),
        type: told(schemas/* exactOptional */.yqP(config_values_text()), conditions/* EFFECTS */.t.type),
        status: told(schemas/* exactOptional */.yqP(config_values_text()), conditions/* EFFECTS */.t.status),
        tags: told(schemas/* exactOptional */.yqP(list(tag)), conditions/* EFFECTS */.t.tags),
        fields: told(schemas/* exactOptional */.yqP(config_values_fields()), conditions/* EFFECTS */.t.fields),
        assignee: told(schemas/* exactOptional */.yqP(config_values_text()), conditions/* EFFECTS */.t.assignee),
        team: told(schemas/* exactOptional */.yqP(config_values_text()), conditions/* EFFECTS */.t.team),
        "due-in": told(schemas/* exactOptional */.yqP(duration()), conditions/* EFFECTS */.t["due-in"]),
        title: told(schemas/* exactOptional */.yqP(template(mode)), conditions/* EFFECTS */.t.title),
        skip: told(schemas/* exactOptional */.yqP(flag()), conditions/* EFFECTS */.t.skip),
        stop: told(schemas/* exactOptional */.yqP(flag()), conditions/* EFFECTS */.t.stop),
    });
    return rule.check(schemas/* refine */.YPB((value) => Object.keys(value).some((key) => key !== "when"), { error: "an effect beside `when`" }));
}

// EXTERNAL MODULE: ./lib/tickets/nearest.js
var nearest = __webpack_require__(9495);
;// CONCATENATED MODULE: ./lib/shell/config-problems.js



/** Checks a parsed config file. Gives the config with its defaults, or everything that is wrong with it, in the order of the schema. */
function checkConfig(value) {
    // Nothing at all is a file whose keys are all missing.
    const result = configSchema().safeParse(value ?? {}, { reportInput: true });
    if (result.success)
        return { config: result.data };
    return { problems: result.error.issues.flatMap((issue) => problemsOf(issue, [])) };
}
/** A path as a person would write it: `failure.rules[0].when.branch`. */
function pathText(path) {
    return path.map((part, index) => (typeof part === "number" ? `[${part}]` : `${index === 0 ? "" : "."}${(0,lib_problem/* keyText */.Pu)(part)}`)).join("");
}
function problemsOf(issue, above) {
    const path = [...above, ...issue.path.map((part) => (typeof part === "symbol" ? String(part) : part))];
    switch (issue.code) {
        case "unrecognized_keys":
            return issue.keys.map((key) => unknownKey([...path, key], key, issue.message));
        case "invalid_union":
            return unionProblems(issue, path);
        case "invalid_value": {
            const suggestion = typeof issue.input === "string"
                ? (0,nearest/* nearest */.p)(issue.input, issue.values.filter((value) => typeof value === "string"))
                : undefined;
            return [{ path, part: "value", what: (0,lib_problem/* expectation */.pG)(issue.message, (0,lib_problem/* shown */.SP)(issue.input), suggestion) }];
        }
        case "custom":
            if (issue.params?.["sentence"] === true)
                return [{ path, part: "value", what: issue.message }];
            return [{ path, part: "value", what: (0,lib_problem/* expectation */.pG)(issue.message, (0,lib_problem/* shown */.SP)(issue.input)) }];
        default:
            return [{ path, part: "value", what: (0,lib_problem/* expectation */.pG)(issue.message, found(issue)) }];
    }
}
function unknownKey(path, key, message) {
    const known = Array.from(message.matchAll(/`([^`]+)`/g), (match) => match[1] ?? "");
    return { path, part: "key", what: (0,lib_problem/* expectation */.pG)(message, (0,lib_problem/* shown */.SP)(key), (0,nearest/* nearest */.p)(key, known)) };
}
/** Of the forms that a value may have, the one that its author chose: a problem inside it says more than that no form fits. */
function unionProblems(issue, path) {
    const chosen = issue.errors.find((errors) => errors.length > 0 && errors.every((inner) => inner.path.length > 0 || inner.code !== "invalid_type"));
    if (chosen !== undefined)
        return chosen.flatMap((inner) => problemsOf(inner, path));
    return [{ path, part: "value", what: (0,lib_problem/* expectation */.pG)(issue.message, found(issue)) }];
}
function found(issue) {
    const unquoted = issue.message.startsWith("text") && (typeof issue.input === "number" || typeof issue.input === "boolean");
    return unquoted ? `${(0,lib_problem/* shown */.SP)(issue.input)} (put it in quotes)` : (0,lib_problem/* shown */.SP)(issue.input);
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


/***/ })

};
