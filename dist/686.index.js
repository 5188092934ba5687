export const id = 686;
export const ids = [686];
export const modules = {

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

/***/ 8258:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ planSubjects)
/* harmony export */ });
/* harmony import */ var _draft_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9478);
/* harmony import */ var _folds_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1197);
/* harmony import */ var _group_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(5522);
/* harmony import */ var _managed_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3672);
/* harmony import */ var _notes_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8592);
/* harmony import */ var _ours_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1658);
/* harmony import */ var _state_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(240);
/* harmony import */ var _subject_course_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6543);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2782);
/** The plan where tickets follow subjects: issues, release checklists, items of one. */









/**
 * Compares the subjects with the tickets that exist: an open subject gets a ticket, has it brought up to date, or opened again if it was closed together
 * with the subject; a closed subject closes it. A ticket follows its subject only when that has changed since the ticket was last written, so what a
 * person closed or opened by hand stays. A second plan, after the first was carried out, has nothing but `leave`. Pure: no clock, no request.
 * `existing` is the listing, archived tickets too: what a person archived is left alone.
 */
function planSubjects(desired, existing, policy, options) {
    const keys = desired.subjects.map(({ key }) => key);
    const byKey = (0,_group_js__WEBPACK_IMPORTED_MODULE_8__/* .groupBy */ .$)((0,_ours_js__WEBPACK_IMPORTED_MODULE_4__/* .survey */ .Fr)(existing, desired.scope, keys, policy.closed), ({ key }) => key);
    const mayMake = (0,_subject_course_js__WEBPACK_IMPORTED_MODULE_6__/* .allowanceOf */ .UF)(policy);
    let waiting = 0;
    const made = new Set();
    const operations = desired.subjects.flatMap((subject) => {
        const planned = planSubject({ desired, policy, byKey }, subject);
        const [first] = planned;
        if (first?.kind !== "create")
            return planned;
        if (first.linkTo !== undefined && !made.has(first.linkTo))
            return [leave(subject, undefined, "skipped", "What it belongs to gets no ticket.")];
        if (mayMake()) {
            made.add(subject.key);
            return planned;
        }
        waiting += 1;
        return [
            leave(subject, undefined, "skipped", "There are more new tickets than `max-tickets`; the next run of this step makes this one."),
        ];
    });
    const doubt = "Gleap's list of tickets could not be narrowed to ours, so an older ticket may have been overlooked: duplicates possible.";
    return {
        operations,
        warnings: options.listingInDoubt && operations.some(({ kind }) => kind === "create") ? [doubt] : [],
        notes: waiting === 0 ? [] : [waitingNote(waiting, policy.maxTickets)],
    };
}
function waitingNote(waiting, most) {
    const [what, wait] = waiting === 1 ? ["1 more ticket", "waits"] : [`${waiting} more tickets`, "wait"];
    return `${what} ${wait} for the next run of this step: \`max-tickets\` allows ${most} new ${most === 1 ? "one" : "ones"} in a run.`;
}
function planSubject(ground, subject) {
    const { policy, byKey } = ground;
    const course = (0,_subject_course_js__WEBPACK_IMPORTED_MODULE_6__/* .courseOf */ .bx)(subject, byKey, policy);
    if (course.kind === "create")
        return [create(ground, subject)];
    const own = course.kind === "leave" ? [leave(subject, course.ticket, course.as, course.reason)] : deedsOf(ground, subject, course);
    const { ticket } = course;
    const isSkipped = course.kind === "leave" && course.as === "skipped";
    if (ticket === undefined || isSkipped || !ticket.open || !ticket.owned)
        return own;
    const duplicates = (byKey.get(subject.key) ?? []).filter((other) => other !== ticket && other.open && other.owned);
    return [...own, ...(0,_folds_js__WEBPACK_IMPORTED_MODULE_1__/* .foldAll */ .hY)(ticket, duplicates, subject.label, policy.closed)];
}
function create({ desired, byKey }, { key, label, draft, signature, extra = [], parent }) {
    const linked = parent === undefined ? undefined : (0,_subject_course_js__WEBPACK_IMPORTED_MODULE_6__/* .standing */ .JA)(byKey.get(parent) ?? [])?.existing.id;
    const remembers = { subject: "open", extra, links: linked === undefined ? [] : [linked] };
    const { moment } = desired.run;
    const born = linked === undefined ? draft : { ...draft, fields: { ...draft.fields, linkedTickets: [linked] } };
    const ticket = (0,_draft_js__WEBPACK_IMPORTED_MODULE_0__/* .newTicket */ .$X)({ key, label, draft: born, scope: desired.scope, moment, signature, jobs: [], remembers });
    return { kind: "create", key, label, ticket, ...(parent === undefined || linked !== undefined ? {} : { linkTo: parent }) };
}
/** What is done to the ticket that is there. */
function deedsOf(ground, subject, course) {
    const { desired, policy } = ground;
    const { ticket } = course;
    switch (course.kind) {
        case "tell":
            return [noteOn(desired, subject, ticket, [turnText(subject, ticket.state)])];
        case "learn": {
            const changes = (0,_draft_js__WEBPACK_IMPORTED_MODULE_0__/* .restated */ .lL)(ticket, { ...course.state, subject: "closed", last: desired.run.moment });
            return [change("update", subject, ticket, changes, `${(0,_text_js__WEBPACK_IMPORTED_MODULE_7__/* .upper */ .js)(subject.label)} was closed after its ticket.`)];
        }
        case "close": {
            const changes = { status: (0,_folds_js__WEBPACK_IMPORTED_MODULE_1__/* .closedStatus */ .PM)(policy.closed), ...written(ground, subject, ticket, ticket.state) };
            return [
                noteOn(desired, subject, ticket, [turnText(subject, ticket.state)]),
                change("close", subject, ticket, changes, subject.turn.closed),
            ];
        }
        case "reopen": {
            const { state } = course;
            const { status } = subject.draft;
            const changes = {
                status: policy.closed.includes(status) ? "OPEN" : status,
                ...written(ground, subject, ticket, { ...state, count: state.count + 1 }),
            };
            return [noteOn(desired, subject, ticket, [turnText(subject, state)]), change("reopen", subject, ticket, changes, subject.turn.open)];
        }
        default:
            return planKept(ground, subject, ticket);
    }
}
/** Subject and ticket are open: the ticket is brought up to date. */
function planKept(ground, subject, ticket) {
    const changes = written(ground, subject, ticket, ticket.state);
    const news = subject.news ?? [];
    const note = news.length === 0 ? [] : [noteOn(ground.desired, subject, ticket, news)];
    if (Object.keys(changes).length > 0)
        return [...note, change("update", subject, ticket, changes, reasonOf(subject, ticket, changes))];
    return note.length > 0 ? note : [leave(subject, ticket, "unchanged", "Nothing has changed.")];
}
/** What an update changes, in words for people. */
function reasonOf({ stale }, { state, existing }, { title, priority, tags, linkedTickets }) {
    if (state === undefined)
        return "The state line could not be read.";
    const things = [
        ...(title === undefined ? [] : ["title"]),
        ...(stale ? ["text"] : []),
        ...(priority === undefined ? [] : [`priority (${existing.priority} to ${priority})`]),
        ...(tags === undefined ? [] : ["tags"]),
        ...(linkedTickets === undefined ? [] : ["links"]),
    ];
    return things.length === 0 ? "Only its state line is brought up to date." : `Changed: ${things.join(", ")}.`;
}
/** What a write of the ticket changes: text where it is stale, managed fields, a link that is missing, and the state line with them; nothing where all is as it should be. */
function written(ground, subject, ticket, state) {
    const { desired, policy } = ground;
    const { changes: managed, wrote } = (0,_managed_js__WEBPACK_IMPORTED_MODULE_2__/* .manage */ ._T)(ticket, subject, subject.draft, desired.scope, { priorityIs: policy.priority, sticky: [] });
    const link = missingLink(ground, subject, ticket);
    const links = link === undefined ? {} : { linkedTickets: [...new Set([...ticket.existing.linked.map(({ id }) => id), link])] };
    const base = state ?? freshState(subject, desired);
    const next = {
        ...base,
        ...(0,_state_js__WEBPACK_IMPORTED_MODULE_5__/* .scopeIn */ .uM)(subject.key, desired.scope),
        subject: subject.is,
        signature: subject.stale || state === undefined ? subject.signature : base.signature,
        wrote,
        links: link === undefined ? base.links : [...new Set([...base.links, link])],
    };
    const rewrites = subject.stale || state === undefined;
    const isSame = ticket.state !== undefined && (0,_state_js__WEBPACK_IMPORTED_MODULE_5__/* .writeState */ .Jq)(next) === (0,_state_js__WEBPACK_IMPORTED_MODULE_5__/* .writeState */ .Jq)(ticket.state);
    if (!rewrites && isSame)
        return { ...managed, ...links };
    const last = { ...next, last: desired.run.moment };
    return { ...managed, ...links, ...(rewrites ? (0,_draft_js__WEBPACK_IMPORTED_MODULE_0__/* .rewritten */ .fm)(ticket, subject.draft.body, last) : (0,_draft_js__WEBPACK_IMPORTED_MODULE_0__/* .restated */ .lL)(ticket, last)) };
}
/** The ticket of the parent, where this one is not linked to it; what was linked once and taken off again stays off. */
function missingLink({ byKey }, { parent }, { state, existing }) {
    const id = parent === undefined ? undefined : (0,_subject_course_js__WEBPACK_IMPORTED_MODULE_6__/* .standing */ .JA)(byKey.get(parent) ?? [])?.existing.id;
    const isLinked = id === undefined || state?.links.includes(id) === true || existing.linked.some((other) => other.id === id);
    return isLinked ? undefined : id;
}
function freshState({ key, signature, extra = [] }, { run }) {
    const { moment } = run;
    return {
        key,
        count: 1,
        first: moment,
        last: moment,
        signature,
        jobs: [],
        wrote: _state_js__WEBPACK_IMPORTED_MODULE_5__/* .WROTE_NOTHING */ .qw,
        shares: [],
        links: [],
        extra,
        version: 1,
    };
}
/**
 * The sentence of a turn. A note is known by its words, so where an earlier note of the ticket may hold the same ones it is said how often the subject has
 * come to that. The state line counts how often it was open, so this is true whatever the sentence says.
 */
function turnText({ is, turn }, state) {
    const count = state?.count ?? 1;
    if (count === 1 || (is === "closed" && turn.closedIsUnlike === true))
        return turn[is];
    return `${turn[is]} (${is === "closed" ? "closed" : "open again"} for the ${(0,_notes_js__WEBPACK_IMPORTED_MODULE_3__/* .ordinal */ .IE)(count)} time)`;
}
function noteOn({ run }, subject, ticket, sentences) {
    const text = (0,_notes_js__WEBPACK_IMPORTED_MODULE_3__/* .runNote */ .k8)(run, sentences.map((sentence) => [{ text: sentence }]));
    // Other workflows of the repository have runs of the same number, so a note is known by what it says.
    return { kind: "note", key: subject.key, label: subject.label, on: ticket.existing, run: (0,_notes_js__WEBPACK_IMPORTED_MODULE_3__/* .runName */ .rt)(run), text, once: sentences.join("\n") };
}
function change(kind, { key, label }, ticket, changes, reason) {
    return { kind, key, label, on: ticket.existing, changes, reason };
}
function leave({ key, label }, ticket, as, reason) {
    return ticket === undefined ? { kind: "leave", key, label, as, reason } : { kind: "leave", key, label, on: ticket.existing, as, reason };
}


/***/ }),

/***/ 6543:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CP: () => (/* binding */ writesText),
/* harmony export */   JA: () => (/* binding */ standing),
/* harmony export */   UF: () => (/* binding */ allowanceOf),
/* harmony export */   bx: () => (/* binding */ courseOf)
/* harmony export */ });
/* harmony import */ var _ours_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1658);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2782);
/** What becomes of the ticket of a subject. It is decided here alone, so that who prepares the texts of tickets knows which of them will be written. */


/** Decides. Whether there is still room for a new ticket is another question, see `allowanceOf`. */
function courseOf(subject, byKey, policy) {
    const { key, label, parent } = subject;
    const mute = (0,_ours_js__WEBPACK_IMPORTED_MODULE_0__/* .muted */ .SU)(byKey.get(key) ?? [], key);
    if (mute !== undefined)
        return left("skipped", `The tag ${_ours_js__WEBPACK_IMPORTED_MODULE_0__/* .MUTE_TAG */ .tt} on its ticket silences ${label}.`, mute);
    const muteOfParent = parent === undefined ? undefined : (0,_ours_js__WEBPACK_IMPORTED_MODULE_0__/* .muted */ .SU)(byKey.get(parent) ?? [], parent);
    if (muteOfParent !== undefined)
        return left("skipped", `The tag ${_ours_js__WEBPACK_IMPORTED_MODULE_0__/* .MUTE_TAG */ .tt} on the ticket that it belongs to silences it as well.`, muteOfParent);
    const ticket = standing(byKey.get(key) ?? []);
    if (ticket === undefined)
        return courseWithout(subject, policy);
    if (!ticket.owned)
        return courseOfForeign(subject, ticket, policy);
    return ticket.open ? courseOfOpen(subject, ticket, policy) : courseOfClosed(subject, ticket, policy);
}
/** Whether the text of the ticket that is there is written, if it is not what it should be. */
function writesText({ kind }) {
    return kind === "keep" || kind === "close" || kind === "reopen";
}
/** Counts the new tickets of one run: each call asks for one more, and answers whether `max-tickets` allows it. */
function allowanceOf({ maxTickets }) {
    let room = maxTickets;
    return () => room-- > 0;
}
/** The ticket that stands for a key, if there is one: the oldest open one of ours, else the oldest open one, else the newest of the others. */
function standing(tickets) {
    const open = tickets.filter((ticket) => ticket.open);
    return open.find((ticket) => ticket.owned) ?? open[0] ?? tickets.findLast((ticket) => !ticket.open && !isFolded(ticket, tickets));
}
/** One of several tickets of the key, folded by us; a duplicate of another key's ticket is a person's word. */
function isFolded({ existing }, tickets) {
    return tickets.some((other) => other.existing.id === existing.duplicateOf);
}
function courseWithout({ is, hold, label }, { newFor }) {
    if (is === "closed" && newFor === "open")
        return left("skipped", `${(0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .upper */ .js)(label)} is closed, and it has no ticket.`);
    return hold === undefined ? { kind: "create" } : left("skipped", hold);
}
/** A ticket with a session, a tracker or links of its own: it is told that the subject is closed, and nothing else. */
function courseOfForeign({ is, label }, ticket, { closes }) {
    if (ticket.open && is === "closed" && closes && ticket.state?.subject !== "closed")
        return { kind: "tell", ticket };
    return left("unchanged", `The ticket of ${label} has a session, a tracker or links of its own: it gets notes at most.`, ticket);
}
/** The ticket is closed, or put away. */
function courseOfClosed({ is, hold, label }, ticket, { learnsWhileClosed }) {
    const away = putAway(ticket.existing);
    if (away !== undefined)
        return left("unchanged", `The ticket of ${label} is ${away}, and left alone.`, ticket);
    const { state } = ticket;
    if (is === "closed")
        return state?.subject === "open" && learnsWhileClosed
            ? { kind: "learn", ticket, state }
            : left("unchanged", `${(0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .upper */ .js)(label)} is closed, and its ticket too.`, ticket);
    if (state?.subject !== "closed")
        return left("unchanged", `A person closed the ticket of ${label}, and it stays closed.`, ticket);
    return hold === undefined ? { kind: "reopen", ticket, state } : left("unchanged", hold, ticket);
}
/** Where a person put a ticket for good; `undefined` where it is just closed. */
function putAway({ archived, spam, duplicateOf }) {
    if (spam)
        return "marked as spam";
    if (duplicateOf !== undefined)
        return "marked as a duplicate of another";
    return archived ? "archived" : undefined;
}
function courseOfOpen({ is, hold, label }, ticket, { closes }) {
    if (is === "open")
        return hold === undefined ? { kind: "keep", ticket } : left("unchanged", hold, ticket);
    if (!closes)
        return left("unchanged", `${(0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .upper */ .js)(label)} is closed; its ticket is left to people.`, ticket);
    if (ticket.state?.subject !== "closed")
        return { kind: "close", ticket };
    return left("unchanged", `A person opened the ticket of ${label} again, and it stays open.`, ticket);
}
function left(as, reason, ticket) {
    return { kind: "leave", as, reason, ...(ticket === undefined ? {} : { ticket }) };
}


/***/ }),

/***/ 3686:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  triageErrand: () => (/* binding */ triageErrand)
});

// EXTERNAL MODULE: ./lib/tickets/identity.js + 1 modules
var identity = __webpack_require__(9183);
// EXTERNAL MODULE: ./lib/tickets/plan-subjects.js
var plan_subjects = __webpack_require__(8258);
// EXTERNAL MODULE: ./lib/payload.js
var lib_payload = __webpack_require__(5793);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/tickets/conditions.js
var conditions = __webpack_require__(4271);
// EXTERNAL MODULE: ./lib/tickets/duration.js
var duration = __webpack_require__(8053);
// EXTERNAL MODULE: ./lib/tickets/matching.js
var matching = __webpack_require__(9394);
// EXTERNAL MODULE: ./lib/tickets/patterns.js
var patterns = __webpack_require__(1846);
// EXTERNAL MODULE: ./lib/tickets/rules.js
var rules = __webpack_require__(9186);
;// CONCATENATED MODULE: ./lib/triage/verdict.js





const DAY_MS = 86_400_000;
/** Labels without the one that we set ourselves: it must decide nothing. GitHub's labels are the same in any letter case. */
function labelsOf({ labels }, { config }) {
    const mark = config.mark.label.toLowerCase();
    return mark === "" ? labels : labels.filter((label) => label.toLowerCase() !== mark);
}
/** Tries the regular expressions of filter and rules on all these issues at once. */
function prepare(issues, scene) {
    const { config, budget } = scene;
    const asked = [...patternsOf(filterOf(scene)), ...config.rules.flatMap((rule) => patternsOf(Object.entries(rule.when ?? {})))];
    if (asked.length === 0)
        return;
    const facts = issues.map((issue) => factsOf(issue, scene).values);
    (0,patterns/* foresee */.Sh)(asked.map(([name, regex]) => [regex, [...new Set(facts.flatMap((values) => linesOf(values[name])))]]), budget);
}
/** Judges one issue. */
function judgeIssue(issue, scene) {
    const facts = factsOf(issue, scene);
    const filtered = judgeFilter(issue, facts, scene);
    const { effects, notes, skippedBy, late = false, perhapsSkipped = false } = (0,rules/* applyRules */.I)(scene.config.rules, facts, scene.budget);
    const unwanted = filtered.holds ? skippedBy : "filter";
    return {
        effects,
        unsure: filtered.late || late,
        perhapsSkipped,
        notes: [...filtered.notes, ...notes],
        ...(unwanted === undefined ? {} : { unwanted }),
    };
}
/** The lists of `triage.issues`, by the condition of rules that asks the same. */
function filterOf({ config: { issues } }) {
    return [
        ["label", issues.labels],
        ["label", issues["exclude-labels"]],
        ["title", issues.title],
        ["milestone", issues.milestone],
        ["author", issues.author],
    ];
}
function judgeFilter(issue, { values }, scene) {
    const { issues } = scene.config;
    const notes = [];
    let late = false;
    const holds = filterOf(scene).every(([name, patterns], index) => {
        const isExclusion = index === 1;
        const condition = conditions/* CONDITIONS */.V.triage.find((one) => one.name === name);
        if (condition === undefined || !Array.isArray(patterns) || patterns.length === 0)
            return true;
        const verdict = (0,matching/* judge */.S4)(condition, patterns, values[name], scene.budget);
        late ||= verdict.late === true;
        if (verdict.holds === undefined) {
            const key = isExclusion ? "exclude-labels" : name === "label" ? "labels" : name;
            notes.push(`Not every issue could be judged: \`triage.issues.${key}\` ${verdict.why}.`);
        }
        return verdict.holds === !isExclusion;
    });
    const age = scene.now - Date.parse(issue.createdAt);
    const idle = scene.now - Date.parse(issue.updatedAt);
    const isOld = issues["min-age"] === undefined || age >= ((0,duration/* parseDuration */.E)(issues["min-age"]) ?? 0);
    const isFresh = issues["updated-within"] === undefined || idle <= ((0,duration/* parseDuration */.E)(issues["updated-within"]) ?? 0);
    const isFree = !issues["no-assignee"] || !issue.assigned;
    return { holds: holds && isOld && isFresh && isFree && issue.reactions >= issues["min-reactions"], late, notes };
}
function factsOf(issue, scene) {
    const age = Math.floor((scene.now - Date.parse(issue.createdAt)) / DAY_MS);
    const values = {
        ...scene.facts,
        label: labelsOf(issue, scene),
        title: issue.title,
        author: issue.author ?? "ghost",
        milestone: issue.milestone === undefined ? [] : [issue.milestone],
        "age-days": Number.isNaN(age) ? undefined : age,
        comments: issue.comments,
        reactions: issue.reactions,
    };
    return { values };
}
/** The regular expressions that are asked of a fact. */
function patternsOf(asked) {
    return asked.flatMap(([name, value]) => {
        const texts = Array.isArray(value) ? value : [value];
        return texts.flatMap((text) => {
            const pattern = typeof text === "string" ? (0,patterns/* parsePattern */.EY)(text) : { problem: "" };
            return "problem" in pattern || pattern.kind === "glob" ? [] : [[name, pattern.regex]];
        });
    });
}
/** As the patterns get to see a fact. */
function linesOf(fact) {
    const texts = typeof fact === "object" ? fact : fact === undefined ? [] : [String(fact)];
    return texts.flatMap((text) => text.split(/\r\n|\n|\r/));
}

;// CONCATENATED MODULE: ./lib/triage/listing.js
/** The issues of the repository, page by page, and those that are asked for one by one. */



/** 30,000 issues and pull requests; GitHub allows a repository's token 1,000 requests an hour. */
const MOST_PAGES = 300;
/** Where that is not all: of open ones, from the newest on. */
const MOST_NEWEST_PAGES = 100;
/** Tickets whose issue is asked for by itself, as it is not in the list. */
const MOST_MISSING = 50;
/**
 * Reads the whole list, oldest first, and gives every issue to the sorter, once. Then asks for the issues of open tickets that were not in it. Where the list
 * is too long for a run, or `isLate` says that half of the time is over, the newest open issues are read instead of the rest. A page that is refused ends the
 * reading. Then nothing is concluded of what was not seen. Throws `TicketError` where there is not even a first page.
 */
async function readIssues(github, scene, known, sorter, isLate) {
    const seen = new Set();
    let cursor;
    for (let pages = 0;; pages += 1) {
        if (pages === MOST_PAGES || (pages > 0 && isLate()))
            return readNewest(github.issues, scene, sorter, seen);
        const answer = await github.issues.page(cursor);
        if (!answer.ok && pages === 0)
            throw unreadable(answer);
        if (!answer.ok)
            return told(`Only the oldest ${seen.size} issues and pull requests were looked at. ${answer.detail}`);
        const { issues, next } = answer.value;
        takeFresh(issues, scene, sorter, seen);
        if (next === undefined)
            return readMissing(github.issues, scene, known, sorter, seen);
        cursor = next;
    }
}
/** Every run begins with the oldest, so without this a new issue of a huge repository would never be seen. */
async function readNewest(issues, scene, sorter, seen) {
    const oldest = seen.size;
    const say = (what) => told(`There are more issues than a run can read: of those after the oldest ${oldest} issues and pull requests only ${what} were looked at.`);
    let cursor;
    for (let pages = 0; pages < MOST_NEWEST_PAGES; pages += 1) {
        const answer = await issues.newest(cursor);
        if (!answer.ok)
            return told(...say(`the newest ${seen.size - oldest} open ones`).warnings, answer.detail);
        const isWhole = takeFresh(answer.value.issues, scene, sorter, seen) < answer.value.issues.length;
        if (isWhole || answer.value.next === undefined)
            return say("the open ones");
        cursor = answer.value.next;
    }
    return say(`the newest ${seen.size - oldest} open ones`);
}
/** Takes those that were not seen before, and answers how many they are: a page may repeat some of another, where an issue was moved here meanwhile. */
function takeFresh(issues, scene, sorter, seen) {
    const fresh = issues.filter(({ number }) => !seen.has(number));
    for (const { number } of fresh)
        seen.add(number);
    takeAll(fresh, scene, sorter);
    return fresh.length;
}
/** Judges issues together, so that the patterns of all of them are tried at once. */
function takeAll(found, scene, sorter) {
    const issues = found.filter(({ isPull }) => !isPull);
    prepare(issues.filter(sorter.judges), scene);
    for (const issue of issues)
        sorter.take(issue);
}
/** An issue that is not in the list was deleted or transferred, or slipped through while pages were read: one that is there after all is one like the others. */
async function readMissing(issues, scene, known, sorter, seen) {
    const missing = missingIssues(scene, known, seen);
    const warnings = [];
    for (const [index, [number, ticket]] of missing.slice(0, MOST_MISSING).entries()) {
        const answer = await issues.one(number);
        if (answer.ok && "number" in answer.value)
            takeAll([answer.value], scene, sorter);
        else if (answer.ok || answer.why === "missing")
            sorter.lose(number, ticket, goneOf(answer));
        else
            warnings.push(`What became of issue #${number} is not known. ${answer.detail}`);
        // What keeps this answer from us keeps all of them.
        if (!answer.ok && (answer.why === "limited" || answer.why === "unavailable"))
            return unasked(missing.length - index - 1, warnings);
    }
    return unasked(missing.length - MOST_MISSING, warnings);
}
function unasked(more, warnings) {
    const notes = more > 0
        ? [
            `${more} more ${more === 1 ? "ticket is of an issue that is" : "tickets are of issues that are"} not in the list; a later run asks.`,
        ]
        : [];
    return { warnings, notes, permissions: [] };
}
/** How an issue went: 410 is a deleted one, 404 may be either (https://docs.github.com/rest/issues/issues#get-an-issue). */
function goneOf(answer) {
    if (!answer.ok)
        return answer.status === 410 ? { how: "deleted" } : { how: "unseen" };
    const url = "movedTo" in answer.value ? answer.value.movedTo.url : undefined;
    return { how: "transferred", ...(url === undefined ? {} : { url }) };
}
/** The open tickets of issues that were not seen, and that would be closed with them. */
function missingIssues(scene, known, seen) {
    if (!scene.config["close-with-issue"])
        return [];
    return [...known.tickets.keys()].flatMap((key) => {
        const number = Number(/^gh-issue-(\d{1,15})-/.exec(key)?.[1] ?? 0);
        const ticket = known.of(key);
        const isOurs = number > 0 && (0,identity/* issueKey */.FT)(scene.repository, number) === key;
        const closes = ticket?.open === true && ticket.state?.subject !== "closed";
        return isOurs && closes && !seen.has(number) ? [[number, ticket]] : [];
    });
}
const CODES = {
    forbidden: "PERMISSION",
    missing: "NOT_FOUND",
    unavailable: "UNAVAILABLE",
    limited: "RATE_LIMIT",
};
const NEXT = {
    forbidden: "Check the input `github-token`.",
    missing: "Look whether the repository has issues turned on in its settings.",
    unavailable: "Run it again later.",
    limited: "Run it again when the limit is over; a schedule does so by itself.",
};
/** Nothing is written where no issue could be seen. */
function unreadable({ why, permission, detail }) {
    const next = permission === undefined
        ? NEXT[why]
        : "Give the job `permissions: { contents: read, issues: read }`, with `issues: write` where `triage.mark` is used.";
    return new errors/* TicketError */.Fo(CODES[why], `The issues could not be listed, so nothing was done. ${detail}`, next);
}
function told(...sentences) {
    return { warnings: [sentences.join(" ")], notes: [], permissions: [] };
}

;// CONCATENATED MODULE: ./lib/triage/event.js



const EVENTS = ["issues", "issue_comment"];
/** Whether the step was started by an event about an issue. */
function isIssueEvent({ deps }) {
    return EVENTS.includes(deps.env["GITHUB_EVENT_NAME"] ?? "");
}
/** The event's issue, which may be a pull request; `undefined` where it names none. */
function issueInEvent({ github, payload }) {
    return github.issues.of((0,lib_payload/* valueAt */.fK)(payload, "issue"));
}
/** Asks for that one issue and gives it to the sorter: as GitHub has it now, else as the event tells. */
async function readOneIssue({ github, payload }, number, scene, known, sorter) {
    const answer = await github.issues.one(number);
    const ticket = known.of((0,identity/* issueKey */.FT)(scene.repository, number));
    const lose = (gone) => {
        if (ticket !== undefined)
            sorter.lose(number, ticket, gone);
        return NOTHING;
    };
    if (answer.ok && "number" in answer.value) {
        takeAll([answer.value], scene, sorter);
        return NOTHING;
    }
    const told = toldGone(payload);
    if (answer.ok) {
        const gone = goneOf(answer);
        return lose(gone.how === "transferred" && gone.url === undefined && told?.how === "transferred" ? told : gone);
    }
    if (told !== undefined)
        return lose(told);
    // A 404 may come from a GitHub that has not caught up with its own event.
    if (answer.status === 410)
        return lose(goneOf(answer));
    const issue = github.issues.of((0,lib_payload/* valueAt */.fK)(payload, "issue"));
    if (issue !== undefined)
        takeAll([issue], scene, sorter);
    return askedInVain(answer);
}
const NOTHING = { warnings: [], notes: [], permissions: [] };
function askedInVain({ detail, permission }) {
    const note = `${detail} What the event tells of the issue is used instead.`;
    return { warnings: [], notes: [note], permissions: permission === undefined ? [] : [permission] };
}
/** What the event says became of the issue: https://docs.github.com/webhooks/webhook-events-and-payloads#issues */
function toldGone(payload) {
    const action = (0,lib_payload/* valueAt */.fK)(payload, "action");
    if (action === "deleted" && (0,lib_payload/* valueAt */.fK)(payload, "comment") === undefined)
        return { how: "deleted" };
    if (action !== "transferred")
        return undefined;
    const url = (0,lib_payload/* valueAt */.fK)(payload, "changes", "new_issue", "html_url");
    return typeof url === "string" ? { how: "transferred", url } : { how: "transferred" };
}

// EXTERNAL MODULE: ./lib/tickets/text.js
var tickets_text = __webpack_require__(2782);
// EXTERNAL MODULE: ./lib/tickets/draft.js
var draft = __webpack_require__(9478);
// EXTERNAL MODULE: ./lib/tickets/state.js
var tickets_state = __webpack_require__(240);
;// CONCATENATED MODULE: ./lib/triage/due.js
/** Marks that are still to be left on an issue: the ticket's state line remembers them from its birth until they are there. */


/** What can be left on an issue. A comment comes first: a person reads it. */
const MARKS = ["comment", "label"];
/** The pairs of a new ticket's state line, `comment=due` and `label=due`. */
function duePairs(marks) {
    return marks.map((mark) => [mark, "due"]);
}
/** The marks that the ticket's state line says are not there yet. */
function dueMarks({ description }) {
    const extra = (0,tickets_state/* readState */.un)(description)?.state?.extra ?? [];
    return MARKS.filter((mark) => extra.some(([name, value]) => name === mark && value === "due"));
}
/** The change that takes the pairs of these marks off a ticket; `undefined` where there is nothing to take. `ticket` has the text as it was last written. */
function settled(ticket, marks) {
    const reading = (0,tickets_state/* readState */.un)(ticket.description);
    if (reading?.state === undefined || !dueMarks(ticket).some((mark) => marks.includes(mark)))
        return undefined;
    const { state, above, below } = reading;
    const whole = { existing: ticket, key: state.key, state, above, below, open: true, owned: true };
    return (0,draft/* restated */.lL)(whole, { ...state, extra: state.extra.filter(([name]) => !marks.some((mark) => mark === name)) });
}

;// CONCATENATED MODULE: ./lib/triage/sentences.js

const REASONS = {
    completed: " as completed",
    not_planned: " as not planned",
    duplicate: " as a duplicate",
};
/**
 * `Issue #42 was closed as completed on 2026-11-02 10:00 UTC.` With its time it is told from the note of every other time. Who did it is not said, as
 * GitHub's list does not tell.
 */
function closedTurn({ number, stateReason = "", closedAt = "" }) {
    const reason = Object.hasOwn(REASONS, stateReason) ? (REASONS[stateReason] ?? "") : "";
    const when = timeText(closedAt);
    return { closed: `Issue #${number} was closed${reason}${when === "" ? "" : ` on ${when}`}.`, closedIsUnlike: when !== "" };
}
/** `Issue #42 was reopened.` */
function reopenedSentence(number) {
    return `Issue #${number} was reopened.`;
}
/** What became of an issue that is gone. With an address the words without one are the first part, so that they are known again. */
function goneSentence(number, gone) {
    if (gone.how === "deleted")
        return `Issue #${number} was deleted.`;
    if (gone.how === "unseen")
        return `Issue #${number} is gone: it was deleted, or transferred to where this token sees nothing.`;
    const url = (0,tickets_text/* httpUrl */.q3)(gone.url ?? "");
    return `Issue #${number} was transferred.${url === undefined ? "" : ` It is now ${url}`}`;
}
/** `1 issue`, `2 issues`. */
function issueCount(count) {
    return `${count} ${count === 1 ? "issue" : "issues"}`;
}
/** `2026-11-02 10:00 UTC`; empty for what is no time. */
function timeText(iso) {
    const time = new Date(iso);
    return Number.isNaN(time.getTime()) ? "" : `${time.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
/** `2026-11-02` in UTC; empty for what is no time. */
function dateText(iso) {
    return timeText(iso).slice(0, 10);
}

;// CONCATENATED MODULE: ./lib/triage/sender.js

/** GitHub asks for a second between requests that make something: https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api */
const APART_MS = 1_000;
/** Marks that one run tries to leave. GitHub allows about 500 such requests an hour. */
const MOST_MARKS = 200;
/** Issues in a row that are refused with the same status: then it is not the issues. */
const ALIKE = 3;
/**
 * A refusal that says nothing about this one issue (a permission, a limit, GitHub itself) ends it for all marks, the same refusal for three issues in a row
 * for all marks of that kind. A later run goes on.
 */
function createSender(deps) {
    const tallies = { comment: fresh(), label: fresh() };
    let refused;
    let sent = 0;
    let last = Number.NEGATIVE_INFINITY;
    return {
        send: async (mark, issue, ask) => {
            const tally = tallies[mark];
            if (refused !== undefined || tally.alike >= ALIKE || sent >= MOST_MARKS) {
                tally.left.add(issue);
                return false;
            }
            const wait = last + APART_MS - deps.now();
            if (wait > 0)
                await deps.sleep(wait);
            const answer = await ask();
            last = deps.now();
            sent += 1;
            if (answer.ok) {
                tally.alike = 0;
                if (answer.value)
                    tally.made += 1;
                return true;
            }
            tally.left.add(issue);
            if (!isOfIssue(answer))
                refused = answer;
            else {
                tally.alike = tally.alike > 0 && tally.why?.status === answer.status ? tally.alike + 1 : 1;
                tally.why = answer;
            }
            return false;
        },
        hold: () => {
            tallies.comment.locked += 1;
        },
        said: (label) => saidOf(tallies, label, refused),
    };
}
function fresh() {
    return { made: 0, left: new Set(), locked: 0, alike: 0 };
}
/** An issue that is gone or locked by now says nothing about the others. */
function isOfIssue({ why, status }) {
    return why === "missing" || status === 404;
}
function saidOf(tallies, name, refused) {
    const { comment, label } = tallies;
    const ending = [refused, ...[comment, label].map(({ alike, why }) => (alike < ALIKE ? undefined : why))].filter((one) => one !== undefined);
    const single = [comment, label].flatMap(({ alike, why }) => (alike < ALIKE && why !== undefined ? [why] : []));
    const permissions = [...new Set(ending.flatMap(({ permission }) => permission ?? []))];
    const next = permissions.length > 0 ? "They are left once it is granted." : "A later run tries again.";
    const left = leftText(tallies, [...ending, ...single].map(({ detail }) => ` ${detail}`).join(""), next);
    return {
        warnings: ending.length === 0 ? [] : left,
        notes: [
            ...(label.made === 0 ? [] : [`The label \`${name}\` was set on ${issueCount(label.made)}.`]),
            ...(comment.made === 0 ? [] : [`${issueCount(comment.made)} got a comment with the link of the ticket.`]),
            ...(comment.locked === 0 ? [] : [`The comment on ${issueCount(comment.locked)} waits until the conversation there is unlocked.`]),
            ...(ending.length === 0 ? left : []),
        ],
        permissions,
    };
}
/** What could not be left, why, and what comes next; nothing where all could. */
function leftText({ comment, label }, why, next) {
    const issues = new Set([...comment.left, ...label.left]).size;
    if (issues === 0)
        return [];
    const words = [...(label.left.size === 0 ? [] : ["label"]), ...(comment.left.size === 0 ? [] : ["comment"])];
    const isNone = comment.made + label.made === 0;
    const what = isNone
        ? `No ${words.join(" and no ")} could be left on ${issueCount(issues)}.`
        : `${issueCount(issues)} still ${issues === 1 ? "waits" : "wait"} for a ${words.join(" or a ")}.`;
    return [`${what}${why} ${next}`];
}

// EXTERNAL MODULE: ./lib/tickets/group.js
var group = __webpack_require__(5522);
// EXTERNAL MODULE: ./lib/tickets/ours.js
var ours = __webpack_require__(1658);
// EXTERNAL MODULE: ./lib/tickets/subject-course.js
var subject_course = __webpack_require__(6543);
// EXTERNAL MODULE: ./lib/tickets/templates.js + 3 modules
var templates = __webpack_require__(3582);
;// CONCATENATED MODULE: ./lib/triage/subjects.js









/** Looks through the listed tickets. `keys`: beside the scope, whose tickets count. */
function knownTickets(existing, scene, keys, closed) {
    const tickets = (0,group/* groupBy */.$)((0,ours/* survey */.Fr)(existing, scene.scope, keys, closed), ({ key }) => key);
    const policy = policyOf(scene, closed);
    return { tickets, of: (key) => (0,subject_course/* standing */.JA)(tickets.get(key) ?? []), policy, courseOf: (subject) => (0,subject_course/* courseOf */.bx)(subject, tickets, policy) };
}
function policyOf({ config }, closed) {
    return {
        closed,
        maxTickets: config["max-tickets"],
        priority: "follows",
        newFor: "open",
        closes: config["close-with-issue"],
        learnsWhileClosed: true,
    };
}
/** An issue in messages. */
function issueName(number) {
    return `issue #${number}`;
}
/** What does not depend on filter and rules. */
function common(issue, key, scene) {
    return {
        key,
        label: issueName(issue.number),
        is: issue.state,
        signature: signatureOf(issue, scene),
        turn: { ...closedTurn(issue), open: reopenedSentence(issue.number) },
    };
}
/** Of what the ticket's text says: numbers that change all the time do not count. */
function signatureOf(issue, scene) {
    const template = scene.ticket.description ?? "";
    const parts = [
        `title ${issue.title}`,
        ...labelsOf(issue, scene).map((label) => `label ${label}`),
        `milestone ${issue.milestone ?? ""}`,
        `text ${(0,identity/* hash */.tW)(issue.body, 12)}`,
        `template ${(0,identity/* hash */.tW)(template, 12)}`,
        ...((0,templates/* variablesOf */.ht)(template).includes("state") ? [`state ${issue.state}`] : []),
    ];
    return (0,tickets_state/* writeSignature */.Am)(parts, "", "none");
}
/** Why the ticket that is there is left alone, if filter or rules do not want one; `undefined` where they do. */
function whyHeld({ unsure, unwanted }, label) {
    if (unsure)
        return `A pattern ran out of time, so it is not known what the ticket of ${label} should be.`;
    if (unwanted === undefined)
        return undefined;
    const why = unwanted === "filter" ? `${(0,tickets_text/* upper */.js)(label)} does not match \`triage.issues\` any more` : `Rule ${unwanted} wants no ticket for ${label}`;
    return `${why}; the one that is there is left as it is.`;
}
/** Why filter or rules want no ticket, or perhaps none; `undefined` where they do. */
function whyNone({ perhapsSkipped, unwanted }, label) {
    if (unwanted === "filter")
        return `${(0,tickets_text/* upper */.js)(label)} is not what \`triage.issues\` asks for.`;
    if (unwanted !== undefined)
        return `Rule ${unwanted} wants no ticket for ${label}.`;
    if (!perhapsSkipped)
        return undefined;
    return `It is not known whether a rule with \`skip\` is about ${label}, since its pattern ran out of time.`;
}
/** What is to be left on an issue. */
function markableOf(issue, key, { config }) {
    const label = config.mark.label.toLowerCase();
    const lacksLabel = label !== "" && !issue.labels.some((one) => one.toLowerCase() === label);
    return { key, number: issue.number, locked: issue.locked, lacksLabel };
}

;// CONCATENATED MODULE: ./lib/triage/marks.js





/** Of the time that is left, marks get this part: what is written to the tickets then takes less. */
const SHARE = 0.7;
/** A comment of another run about the same ticket is not older than the ticket, but clocks differ. */
const SINCE_MS = 3_600_000;
/**
 * Leaves the marks that tickets still wait for, comments first. Answers what is to be written to the tickets: which of their marks are there. What a person
 * takes off an issue later is not put on again.
 */
async function leaveMarks(marking, outcomes) {
    const { github, deps, scene, markables, deadline } = marking;
    const { mark } = scene.config;
    github.extend({ at: deps.now() + (deadline.at - deps.now()) * SHARE });
    const tickets = ticketsAfter(outcomes, scene);
    const sender = createSender(deps);
    const there = new Map();
    for (const wanted of MARKS.filter((one) => (one === "label" ? mark.label !== "" : mark.comment))) {
        for (const markable of markables) {
            const found = tickets.get(markable.key);
            if (found === undefined || !dueMarks(found.existing).includes(wanted))
                continue;
            const isThere = await (wanted === "label" ? leaveLabel : leaveComment)(marking, sender, markable, found);
            if (isThere)
                there.set(markable.key, [...(there.get(markable.key) ?? []), wanted]);
        }
    }
    const operations = markables.flatMap(({ key, number }) => {
        const existing = tickets.get(key)?.existing;
        const left = there.get(key) ?? [];
        const changes = existing === undefined ? undefined : settled(existing, left);
        if (existing === undefined || changes === undefined)
            return [];
        const label = issueName(number);
        return [{ kind: "update", key, label, on: existing, changes, reason: `${(0,tickets_text/* upper */.js)(label)} has its ${left.join(" and its ")} now.` }];
    });
    return { operations, ...sender.said(mark.label) };
}
/** What a run that writes would leave on issues, as a sentence; none where there is nothing. */
function marksInPlan(operations, markables, { config: { mark } }) {
    const due = new Map();
    for (const one of operations) {
        if (one.kind === "leave" && one.as === "skipped")
            continue;
        const ticket = one.kind === "create" ? one.ticket : one.on;
        if (ticket !== undefined && one.kind !== "fold")
            due.set(one.key, dueMarks(ticket));
    }
    const wanted = (which) => markables.filter(({ key }) => due.get(key)?.includes(which) === true);
    const labels = mark.label === "" ? 0 : wanted("label").filter(({ lacksLabel }) => lacksLabel).length;
    const comments = mark.comment ? wanted("comment").filter(({ locked }) => !locked).length : 0;
    const deeds = [
        ...(labels === 0 ? [] : [`set the label \`${mark.label}\` on ${issueCount(labels)}`]),
        ...(comments === 0 ? [] : [`comment on ${issueCount(comments)}`]),
    ];
    const bound = labels + comments > MOST_MARKS ? `, ${MOST_MARKS} marks in a run` : "";
    return deeds.length === 0 ? [] : [`Would ${deeds.join(" and ")}${bound}.`];
}
/** Whether the label is there. */
async function leaveLabel({ github, scene }, sender, { number, lacksLabel }) {
    return !lacksLabel || sender.send("label", number, () => github.issues.addLabel(number, scene.config.mark.label));
}
/** Whether the comment is there. */
async function leaveComment({ github, scene }, sender, { key, number, locked }, { ticket, existing }) {
    if (locked) {
        sender.hold();
        return false;
    }
    const created = Date.parse(existing.createdAt) || scene.now;
    const known = { marker: markerOf(key), since: new Date(created - SINCE_MS).toISOString() };
    return sender.send("comment", number, () => github.issues.comment(number, commentText(ticket, known.marker), known));
}
/** By key, the tickets that stand now: made by this run and not folded, or there before, with what was last written to them. */
function ticketsAfter(outcomes, scene) {
    const folded = new Set(outcomes.flatMap(({ operation }) => (operation.kind === "fold" ? [operation.on.id] : [])));
    const tickets = new Map();
    for (const { operation, outcome, ticket } of outcomes) {
        if (ticket === undefined || outcome === "failed" || outcome === "skipped")
            continue;
        if (operation.kind === "fold" || folded.has(ticket.id))
            continue;
        const before = tickets.get(operation.key)?.existing ?? (operation.kind === "create" ? asSent(operation, ticket.id, scene) : operation.on);
        if (before === undefined)
            continue;
        tickets.set(operation.key, { ticket, existing: "changes" in operation ? changed(before, operation.changes) : before });
    }
    return tickets;
}
function changed(existing, { description, formData }) {
    return { ...existing, ...(description === undefined ? {} : { description }), ...(formData === undefined ? {} : { formData }) };
}
/** A ticket as it was sent. */
function asSent({ ticket }, id, { now }) {
    const { title, type, status, priority, tags, description, fields } = ticket;
    const form = fields["formData"];
    const formData = typeof form === "object" && form !== null ? form : {};
    return {
        id,
        title,
        type,
        status,
        priority,
        tags,
        description,
        formData: { ...formData, description },
        createdAt: new Date(now).toISOString(),
        archived: false,
        spam: false,
        hasSession: false,
        tracker: false,
        linked: [],
    };
}
/** Hidden in the comment: by it the comment is known again. */
function markerOf(key) {
    return `<!-- gleap-ticket ${key} -->`;
}
function commentText({ number, url }, marker) {
    const name = number === undefined ? "a ticket" : `ticket #${number}`;
    const address = (0,tickets_text/* httpUrl */.q3)(url);
    // `#1042` alone would be a link to an issue of this repository.
    return `This issue is followed in Gleap${address === undefined ? "." : ` as [${name.replace("#", "\\#")}](${address}).`}\n\n${marker}`;
}

;// CONCATENATED MODULE: ./lib/triage/room.js
/** Requests a second that Gleap gets, careful against its limit of three. */
const PER_SECOND = 2;
/** Tickets that are listed with one request; all of them are listed once more after new ones. */
const PER_PAGE = 100;
/** Whatever the time, a run gets on. */
const LEAST = 20;
/** Requests that each kind of operation takes; a note is looked for before it is written, a ticket is read before its text is. */
const COSTS = { leave: 0, create: 1, note: 2, update: 2, close: 2, reopen: 2, fold: 2 };
/** The requests that can be made in this time, beside one more listing of so many tickets. */
function roomIn(ms, tickets) {
    return Math.max(LEAST, Math.floor((ms / 1_000) * PER_SECOND) - Math.ceil(tickets / PER_PAGE));
}
/** The part of a plan that takes at most so many requests: what is to be done to one ticket is done whole or not at all. */
function within(plan, room) {
    const costs = new Map();
    for (const { key, kind } of plan.operations)
        costs.set(key, (costs.get(key) ?? 0) + COSTS[kind]);
    let left = room;
    const late = new Set();
    for (const [key, cost] of costs) {
        if (cost > left)
            late.add(key);
        else
            left -= cost;
    }
    if (late.size === 0)
        return plan;
    const told = new Set();
    const operations = plan.operations.flatMap((operation) => {
        if (!late.has(operation.key))
            return [operation];
        if (told.has(operation.key))
            return [];
        told.add(operation.key);
        return [leave(operation)];
    });
    const note = `${late.size} more ${late.size === 1 ? "ticket waits" : "tickets wait"} for a later run: this one has no time to write more; the input \`timeout\` gives it some.`;
    return { ...plan, operations, notes: [...(plan.notes ?? []), note] };
}
function leave(operation) {
    const { key, label } = operation;
    const reason = "There is more to write than this run has time for; a later run does it.";
    return "on" in operation && operation.on !== undefined
        ? { kind: "leave", key, label, on: operation.on, as: "unchanged", reason }
        : { kind: "leave", key, label, as: "skipped", reason };
}

// EXTERNAL MODULE: ./lib/own-run.js
var own_run = __webpack_require__(1023);
// EXTERNAL MODULE: ./lib/settings.js
var settings = __webpack_require__(3390);
// EXTERNAL MODULE: ./lib/tickets/redact.js + 6 modules
var redact = __webpack_require__(8405);
;// CONCATENATED MODULE: ./lib/triage/scene.js





/** Milliseconds that parsing the texts of one run may take together. */
const READING_MS = 10_000;
/** The scene of this step. */
function sceneOf({ deps, inputs, config }) {
    const run = (0,own_run/* readOwnRun */.w)(deps.env);
    const { repository, repositoryUrl } = run;
    const budget = (0,patterns/* createBudget */.yK)();
    return {
        repository,
        repositoryUrl,
        scope: (0,identity/* triageScopeKey */.Cb)(repository),
        config: config.triage,
        ticket: (0,settings/* ticketSettings */.QT)(config, inputs, "triage"),
        facts: scene_factsOf(run, deps.env["GITHUB_REF_NAME"]),
        budget,
        redact: (0,redact/* createRedactor */.l)([], budget),
        reading: { left: READING_MS },
        now: deps.now(),
        run,
    };
}
function scene_factsOf({ repository, event, actor, workflow, workflowPath: path }, branch) {
    const names = [workflow, path, path.slice(path.lastIndexOf("/") + 1)];
    return { repository, event, actor, branch, workflow: names.filter((name) => name !== "") };
}

// EXTERNAL MODULE: ./lib/tickets/description.js
var description = __webpack_require__(6263);
// EXTERNAL MODULE: ./lib/tickets/managed.js
var managed = __webpack_require__(3672);
;// CONCATENATED MODULE: ./lib/markdown/html.js
/** HTML inside Markdown, as far as a plain text has use for it: words, links, pictures, line ends. Nothing of it is ever shown as HTML. */

// A comment that is not closed hides the rest; so does a script. Each expression goes over the text once: nothing is looked for twice.
const HIDDEN = /<!--[^]*?(?:-->|$)|<(script|style|template|svg)\b[^]*?(?:<\/\1\s*>|$)/gi;
const TAG = /<\/?([a-z][a-z0-9-]{0,30})((?:[^<>"']|"[^"<]{0,4000}"|'[^'<]{0,4000}')*)>?|<[!?][^<>]*>?/gi;
const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };
const LINE_ENDS = [
    "br",
    "hr",
    "p",
    "div",
    "tr",
    "ul",
    "ol",
    "table",
    "details",
    "summary",
    "pre",
    "blockquote",
    "h1",
    "h2",
    "h3",
    "h4",
];
/** The words of a block of HTML: pictures and links with their addresses, list items with `- `, cells with ` | ` between, everything else without its tags. */
function htmlText(html) {
    const links = [];
    const shown = html.replace(HIDDEN, "").replace(TAG, (tag) => {
        const found = tagOf(tag);
        if (found === undefined)
            return "";
        if (found.name !== "a")
            return tagText(found);
        if (!found.closes)
            links.push(found.url);
        const url = found.closes ? links.pop() : undefined;
        return url === undefined ? "" : ` (${url})`;
    });
    return shown.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, decoded);
}
/** Reads one tag; `undefined` for comments and whatever else is none. */
function tagOf(html) {
    const [, name, attributes = ""] = /^<\/?([a-z][a-z0-9-]{0,30})([^]*)/i.exec(html) ?? [];
    if (name === undefined)
        return undefined;
    const url = (0,tickets_text/* httpUrl */.q3)(attribute(attributes, name.toLowerCase() === "a" ? "href" : "src"));
    return {
        name: name.toLowerCase(),
        closes: html.startsWith("</"),
        ...(url === undefined ? {} : { url }),
        alt: attribute(attributes, "alt"),
    };
}
/** What stands in the place of a tag that is no link: a picture's description and address, a line end, mostly nothing. */
function tagText({ name, closes, url, alt }) {
    if (["img", "video", "source", "iframe"].includes(name)) {
        const words = alt.trim();
        if (url === undefined)
            return words;
        return words === "" ? url : `${words} (${url})`;
    }
    if (name === "li")
        return closes ? "" : "\n- ";
    if ((name === "td" || name === "th") && closes)
        return " | ";
    return LINE_ENDS.includes(name) ? "\n" : "";
}
function attribute(attributes, name) {
    const found = new RegExp(String.raw `(?:^|[\s"'/])${name}\s{0,20}=\s{0,20}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))`, "i").exec(attributes);
    return (found?.[1] ?? found?.[2] ?? found?.[3] ?? "").replace(/&amp;/gi, "&");
}
function decoded(entity, decimal, hex, name) {
    if (name !== undefined)
        return Object.hasOwn(ENTITIES, name.toLowerCase()) ? (ENTITIES[name.toLowerCase()] ?? entity) : entity;
    const code = Number.parseInt(decimal ?? hex ?? "", decimal === undefined ? 16 : 10);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
}

// EXTERNAL MODULE: ./lib/markdown/parse.js
var parse = __webpack_require__(9614);
// EXTERNAL MODULE: ./lib/markdown/inline.js
var inline = __webpack_require__(1764);
;// CONCATENATED MODULE: ./lib/markdown/phrase.js



/** Nobody writes deeper; what a stranger piles up ends here. */
const DEEPEST = 200;
/** The text of inline nodes; no `<` begins a tag but in code. */
function phrase(nodes, references) {
    const parts = [];
    write(nodes, references, parts, 0);
    return joined(parts);
}
function write(nodes, references, parts, depth) {
    /** Links of HTML that are open: their address, and where their text begins. */
    const open = [];
    const put = (text, isCode = false) => void parts.push({ text, isCode });
    if (depth > DEEPEST)
        return put("…");
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
                put((0,inline/* withAddress */.p)(node.alt ?? "", node.url));
                break;
            case "imageReference":
                put((0,inline/* withAddress */.p)(node.alt ?? "", references.get(node.identifier) ?? ""));
                break;
            case "link":
            case "linkReference": {
                const from = parts.length;
                write(node.children, references, parts, depth + 1);
                phrase_close(parts, from, node.type === "link" ? node.url : references.get(node.identifier));
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
                if (tag?.name === "a" && !tag.closes)
                    open.push({ url: tag.url, from: parts.length });
                else if (tag?.name === "a") {
                    const link = open.pop();
                    if (link !== undefined)
                        phrase_close(parts, link.from, link.url);
                }
                else if (tag !== undefined)
                    put(tagText(tag));
                break;
            }
            default:
                write(node.children, references, parts, depth + 1);
        }
    }
}
/** The address behind the text of a link, unless the text is the address. */
function phrase_close(parts, from, url) {
    const shown = parts.slice(from);
    const text = shown.map((part) => part.text).join("");
    const whole = (0,inline/* withAddress */.p)(text, url ?? "");
    if (whole.startsWith(text))
        parts.push({ text: whole.slice(text.length), isCode: false });
    else
        parts.splice(from, shown.length, { text: whole, isCode: false });
}
function joined(parts) {
    let [text, plain] = ["", ""];
    for (const part of parts) {
        if (!part.isCode)
            plain += part.text;
        else {
            text += untagged(plain) + part.text;
            plain = "";
        }
    }
    return text + untagged(plain);
}
/** Cleaned text in which no `<` begins a tag. What an entity stood for is cleaned here too. */
function untagged(text) {
    return (0,tickets_text/* cleanText */.X5)(text).replace(/<(?=[a-z/!?])/gi, "< ");
}

;// CONCATENATED MODULE: ./lib/markdown/plain.js




/** Nobody writes deeper; what a stranger piles up ends here. */
const plain_DEEPEST = 200;
/** The parser's time grows with the square of these signs: 4,000 take a second. A text with so many is a drawing or an attack, and shown as it is. */
const SIGNS = /[*_~\]]/g;
const MOST_SIGNS = 1_000;
/**
 * The text of Markdown without its markup: paragraphs with their line ends as GitHub shows them in issues, lists with `- ` and numbers, boxes, quotes with `> `,
 * code indented by four spaces, tables with ` | ` between cells, links and pictures as text with the address behind. HTML is reduced to its words and links; comments
 * are gone. Addresses that are not http(s) are left out. Outside of code no `<` stands before a letter, so that nothing of it is a tag to whoever shows it. Cleaned of
 * control, bidirectional and invisible characters; never more than one blank line. It never throws; cut a stranger's text before (see `parseMarkdown`).
 */
function plainText(markdown) {
    const text = (0,tickets_text/* cleanText */.X5)(markdown);
    if ((text.match(SIGNS)?.length ?? 0) > MOST_SIGNS)
        return rawText(text);
    const { children } = (0,parse/* parseMarkdown */.D)(text);
    const references = referencesIn(children);
    return folded(blocks(children, references, 0).join("\n"));
}
/** Markdown as it is written, as clean as `plainText`: for a text that there is no time to parse. */
function rawText(markdown) {
    return folded(untagged(markdown));
}
/** The text up to the line that still fits `max` UTF-16 units, with `more` on a line of its own; the whole text where it fits. */
function cutLines(text, max, more) {
    if (text.length <= max)
        return text;
    const room = text.slice(0, Math.max(0, max - more.length - 1));
    const end = room.lastIndexOf("\n");
    // A text of one long line is cut between words, or where there are none, in the middle.
    const kept = end > room.length / 2 ? room.slice(0, end) : room.slice(0, Math.max(room.lastIndexOf(" "), room.length - 100));
    return `${kept.replace(/[\uD800-\uDBFF]$/, "").trimEnd()}\n${more}`;
}
function folded(text) {
    return text
        .replace(/[^\S\n]+$/gm, "")
        .replace(/\n{3,}/g, "\n\n")
        .replace(/^\n+|\n+$/g, "");
}
/** Where `[text][name]` leads to. The first of several counts, as for GitHub. */
function referencesIn(nodes) {
    const found = new Map();
    for (const queue = [...nodes]; queue.length > 0;) {
        const node = queue.pop();
        if (node?.type === "definition")
            found.set(node.identifier, node.url);
        else if (node !== undefined && "children" in node)
            for (const child of node.children)
                queue.push(child);
    }
    return found;
}
/** The lines of blocks with a blank line between them; a heading stands right above what it heads. */
function blocks(nodes, references, depth) {
    const lines = [];
    let previous;
    for (const node of nodes) {
        const own = block(node, references, depth);
        if (own.every((line) => line.trim() === ""))
            continue;
        if (previous !== undefined && (previous !== "heading" || node.type === "heading"))
            lines.push("");
        for (const line of own)
            lines.push(line);
        previous = node.type;
    }
    return lines;
}
function block(node, references, depth) {
    if (depth > plain_DEEPEST)
        return ["…"];
    switch (node.type) {
        case "paragraph":
            return plain_linesOf(phrase(node.children, references));
        case "heading":
            return [oneLine(phrase(node.children, references))];
        case "blockquote":
            return blocks(node.children, references, depth + 1).map((line) => `> ${line}`.trimEnd());
        case "list":
            return listLines(node, references, depth + 1);
        case "code":
            return node.value.split("\n").map((line) => `    ${line}`);
        case "html":
            return plain_linesOf(untagged(htmlText(node.value)));
        case "table":
            return tableLines(node, references);
        case "footnoteDefinition":
            return hung(`[${oneLine(untagged(node.label ?? node.identifier))}] `, blocks(node.children, references, depth + 1));
        default:
            return [];
    }
}
function listLines({ children, ordered, start, spread }, references, depth) {
    return children.flatMap((item, index) => {
        const marker = ordered === true ? `${(start ?? 1) + index}. ` : "- ";
        const lines = itemLines(item, marker, references, depth);
        return spread === true && index > 0 ? ["", ...lines] : lines;
    });
}
/** Under its first line, text that belongs to an item stands in line with that; a list inside of it needs no blank line. */
function itemLines({ children, checked }, marker, references, depth) {
    const box = checked === true ? "[x] " : checked === false ? "[ ] " : "";
    const lines = children.flatMap((node, index) => {
        const own = block(node, references, depth);
        return index > 0 && node.type !== "list" && own.length > 0 ? ["", ...own] : own;
    });
    return hung(marker, lines.length === 0 ? [box] : [`${box}${lines[0] ?? ""}`, ...lines.slice(1)]);
}
function hung(marker, lines) {
    const indent = " ".repeat(marker.length);
    return lines.map((line, index) => (index === 0 ? `${marker}${line}` : line === "" ? "" : `${indent}${line}`));
}
function tableLines({ children }, references) {
    return children.map((row) => row.children.map((cell) => oneLine(phrase(cell.children, references))).join(" | "));
}
function plain_linesOf(text) {
    return text.split("\n").map((line) => line.trim());
}
function oneLine(text) {
    return text.replace(/\s+/g, " ").trim();
}

;// CONCATENATED MODULE: ./lib/triage/text.js
/** The text of an issue, fit for a ticket. */


/** Characters and lines of Markdown that are read, and characters of plain text that are shown. The parser's time grows with the square of both. */
const READ = 8_000;
const LINES = 1_000;
const SHOWN = 6_000;
const MORE = "[The text goes on in the issue.]";
/**
 * Markdown of a stranger as plain text of at most 6,000 characters. Secrets are looked for before anything is cut, since half a token no longer looks like
 * one, and once more in the plain text, where markup that stood inside of one is gone. When `reading` is used up, the Markdown is shown as it is written.
 */
function issueText(markdown, { redact, reading }) {
    const known = redacted((0,tickets_text/* cleanText */.X5)(markdown), redact);
    const whole = known.text.replace(/\n(?:[^\S\n]*\n){2,}/g, "\n\n");
    const read = beginning(whole);
    const started = performance.now();
    const plain = redacted(reading.left > 0 ? plainText(read) : rawText(read), redact);
    reading.left -= performance.now() - started;
    const fitting = cutLines(plain.text, SHOWN, MORE);
    const text = read.length < whole.length && fitting === plain.text ? `${fitting}\n${MORE}` : fitting;
    return { text: ownCopy(text), redacted: known.redacted + plain.redacted };
}
/** As much of a text as is read. */
function beginning(text) {
    const cut = text.slice(0, READ).replace(/[\uD800-\uDBFF]$/, "");
    return cut.split("\n", LINES).join("\n");
}
/** A title or a name of a stranger, cleaned and without secrets; it is cut where it is shown. */
function withoutSecrets(text, redact) {
    return redacted((0,tickets_text/* cleanText */.X5)(text), redact).text;
}
/** A part of a text keeps the whole of it in memory, which here is one issue among thousands. */
function ownCopy(text) {
    return Buffer.from(text, "utf8").toString("utf8");
}
function redacted(text, redact) {
    const result = redact(text);
    return result.ok ? { text: result.text, redacted: result.count } : { text: "", redacted: 0 };
}

;// CONCATENATED MODULE: ./lib/triage/draft.js









const NAME_LENGTH = 200;
const LABELS_LENGTH = 1_000;
const URL_LENGTH = 300;
/** The draft of an issue. `text` is its plain text; absent where the ticket's text is not to be written. */
function draftOf(issue, effects, scene, text) {
    const { ticket, now } = scene;
    const values = valuesOf(issue, scene);
    const due = effects.dueIn === undefined ? undefined : (0,duration/* dueDate */.X)(effects.dueIn, now);
    const fields = due === undefined ? effects.fields : { ...effects.fields, dueDate: due };
    return {
        ...(0,settings/* ticketValues */.Hi)(ticket, { ...effects, fields }),
        title: titleIn((0,settings/* titleOf */.Gg)(ticket, effects.title), values),
        body: text === undefined ? [] : bodyOf(values, scene, text),
        customData: text === undefined ? {} : customDataOf(values),
        ...(0,settings/* peopleOf */.xr)(ticket, effects),
    };
}
/** Where the title would be too long the issue's is cut, and not the number that stands behind it. */
function titleIn(template, values) {
    const whole = (0,tickets_text/* oneLine */.TN)((0,templates/* renderTemplate */.Xm)(template, values), Number.MAX_SAFE_INTEGER);
    const room = Math.max(0, values.title.length - Math.max(0, whole.length - managed/* TITLE_LENGTH */.qt));
    return (0,tickets_text/* oneLine */.TN)((0,templates/* renderTemplate */.Xm)(template, { ...values, title: (0,tickets_text/* cutText */.IN)(values.title, room) }), managed/* TITLE_LENGTH */.qt);
}
function bodyOf(values, scene, text) {
    const shown = { text: text === "" ? "The issue has no text.\n" : `${text}\n`, cut: "excerpt", keep: 0 };
    const details = [shown, { text: `\n${detailsOf(values, scene)}\n${description/* WHERE_TO_WRITE */.y4}\n`, cut: "never" }];
    const template = scene.ticket.description;
    const pieces = template === undefined ? details : (0,templates/* renderPieces */.Yc)(template, values, { body: { ...shown, text }, details });
    return pieces.map((piece) => ({ ...piece, text: (0,tickets_text/* cleanText */.X5)(piece.text) }));
}
/** What stands below the text. Numbers change all the time and do not write the ticket anew, so they say of when they are. */
function detailsOf({ labels, milestone, author, created, reactions, comments, url }, { now }) {
    const lines = [
        ...(labels === "" ? [] : [`Labels: ${labels}`]),
        ...(milestone === "" ? [] : [`Milestone: ${milestone}`]),
        `Author: ${author}${created === "" ? "" : `, on ${created}`}`,
        `Reactions: ${reactions}, comments: ${comments} (${dateText(new Date(now).toISOString())})`,
        `Issue: ${url}`,
    ];
    return `${lines.join("\n")}\n`;
}
/** `body` and `details` are not here: they are pieces, which may be cut. */
function valuesOf(issue, scene) {
    const { redact, repository, repositoryUrl } = scene;
    const line = (text, max) => (0,tickets_text/* oneLine */.TN)(withoutSecrets(text, redact), max);
    const url = issue.url.length > URL_LENGTH ? undefined : (0,tickets_text/* httpUrl */.q3)(issue.url);
    return {
        title: line(issue.title, NAME_LENGTH),
        number: issue.number,
        url: url ?? `${repositoryUrl}/issues/${issue.number}`,
        state: issue.state,
        author: (0,tickets_text/* plainName */.MH)(issue.author ?? "ghost"),
        labels: line(labelsOf(issue, scene).join(", "), LABELS_LENGTH),
        milestone: line(issue.milestone ?? "", NAME_LENGTH),
        reactions: issue.reactions,
        comments: issue.comments,
        created: dateText(issue.createdAt),
        repository,
    };
}
/** Of the issue as it was when the ticket was made; for views in Gleap. */
function customDataOf({ repository, number, url, author, labels, milestone, created }) {
    return { repository, issue: String(number), issue_url: url, author, labels, milestone, created };
}

;// CONCATENATED MODULE: ./lib/triage/sorter.js









/** Texts of tickets that one run writes anew: a new template changes those of all, and a later run goes on. */
const MOST_TEXTS = 500;
/** A sorter for one run. */
function createSorter(scene, known, { isLone = false } = {}) {
    const count = { all: 0, open: 0, filtered: 0, skipped: 0, undecided: 0, texts: 0, redacted: 0 };
    const sorting = {
        scene,
        known,
        isLone,
        subjects: [],
        markables: [],
        notes: new Set(),
        mayMake: (0,subject_course/* allowanceOf */.UF)(known.policy),
        count,
    };
    const { subjects, markables, notes } = sorting;
    return {
        judges: (issue) => issue.state === "open" || (0,subject_course/* writesText */.CP)(courseOfClosed(known, issue, (0,identity/* issueKey */.FT)(scene.repository, issue.number))),
        take: (issue) => {
            count.all += 1;
            if (issue.state === "open")
                count.open += 1;
            const key = (0,identity/* issueKey */.FT)(scene.repository, issue.number);
            const ticket = known.of(key);
            if (ticket === undefined)
                takeNew(sorting, issue, key);
            else if (issue.state === "closed")
                takeClosed(sorting, issue, key, ticket);
            else
                takeOpen(sorting, issue, key, ticket);
        },
        lose: (number, ticket, gone) => {
            const { key, state } = ticket;
            const turn = { closed: goneSentence(number, gone), open: "", closedIsUnlike: true };
            const label = issueName(number);
            subjects.push({ key, label, is: "closed", draft: (0,draft/* draftAsIs */.gX)(ticket), stale: false, signature: state?.signature ?? "", turn });
        },
        sorted: () => ({ subjects, markables, notes: [...(isLone ? [] : countNotes(count)), ...notes], redacted: count.redacted }),
    };
}
function takeNew(sorting, issue, key) {
    const { scene, known, subjects, markables, count } = sorting;
    if (issue.state === "closed")
        return;
    const verdict = judged(sorting, issue);
    const subject = common(issue, key, scene);
    const none = whyNone(verdict, subject.label);
    if (none !== undefined) {
        count[verdict.unwanted === undefined ? "undecided" : verdict.unwanted === "filter" ? "filtered" : "skipped"] += 1;
        if (sorting.isLone)
            subjects.push({ ...subject, draft: draftOf(issue, verdict.effects, scene, undefined), stale: false, hold: none });
        return;
    }
    // Where none is made nobody reads the text.
    const isMade = known.courseOf(subject).kind === "create" && sorting.mayMake();
    const text = isMade ? textOf(sorting, issue) : undefined;
    const markable = markableOf(issue, key, scene);
    const marks = [
        ...(scene.config.mark.comment ? ["comment"] : []),
        ...(markable.lacksLabel ? ["label"] : []),
    ];
    subjects.push({ ...subject, draft: draftOf(issue, verdict.effects, scene, text), stale: false, extra: duePairs(marks) });
    markables.push(markable);
}
function takeClosed(sorting, issue, key, ticket) {
    const { scene, known, subjects } = sorting;
    const subject = common(issue, key, scene);
    const asItIs = { ...subject, draft: (0,draft/* draftAsIs */.gX)(ticket), stale: false };
    const course = courseOfClosed(known, issue, key);
    if (!(0,subject_course/* writesText */.CP)(course))
        return void subjects.push(asItIs);
    const verdict = judged(sorting, issue);
    // Where the state line cannot be read the plan writes the text in any case.
    if (whyHeld(verdict, subject.label) !== undefined && ticket.state !== undefined)
        return void subjects.push(asItIs);
    subjects.push({ ...subject, ...draftWith(sorting, issue, verdict, isStale(sorting, subject, ticket, course)) });
}
function takeOpen(sorting, issue, key, ticket) {
    const { scene, known, subjects, markables } = sorting;
    const verdict = judged(sorting, issue);
    const plain = common(issue, key, scene);
    const hold = whyHeld(verdict, plain.label);
    const subject = hold === undefined ? plain : { ...plain, hold };
    subjects.push({ ...subject, ...draftWith(sorting, issue, verdict, isStale(sorting, subject, ticket, known.courseOf(subject))) });
    if (hold === undefined && !ticket.existing.archived)
        markables.push(markableOf(issue, key, scene));
}
/** What the plan does about an issue that is closed, whatever filter and rules say. */
function courseOfClosed(known, { number }, key) {
    return known.courseOf({ key, label: issueName(number), is: "closed" });
}
/** Whether the ticket's text is to be written anew in this run. */
function isStale({ count }, { signature }, { state }, course) {
    if (state?.signature === signature || !(0,subject_course/* writesText */.CP)(course))
        return false;
    count.texts += 1;
    return count.texts <= MOST_TEXTS || state === undefined;
}
function draftWith(sorting, issue, { effects }, stale) {
    return { draft: draftOf(issue, effects, sorting.scene, stale ? textOf(sorting, issue) : undefined), stale };
}
/** The verdict on an issue; what was not known is kept to be said. */
function judged({ scene, notes }, issue) {
    const verdict = judgeIssue(issue, scene);
    for (const note of verdict.notes)
        notes.add(note);
    return verdict;
}
/** The text of a ticket that is to be written, counted. */
function textOf({ scene, count }, issue) {
    const { text, redacted } = issueText(issue.body, scene);
    count.redacted += redacted;
    return text;
}
function countNotes({ all, open, filtered, skipped, undecided, texts }) {
    const looked = all === 1 ? `1 issue looked at; it is ${open === 1 ? "open" : "closed"}.` : `${all} issues looked at, ${open} of them open.`;
    const some = (count, words) => (count === 0 ? [] : [`${count} open ${count === 1 ? "issue" : "issues"} ${words}`]);
    return [
        all === 0 ? "There is no issue to look at." : looked,
        ...some(filtered, "without a ticket: not what `triage.issues` asks for."),
        ...some(skipped, "without a ticket: a rule with `skip`."),
        ...some(undecided, "without a ticket for now: it is not known whether a rule with `skip` is about them, since its pattern ran out of time."),
        ...(texts > MOST_TEXTS ? [`The texts of ${texts - MOST_TEXTS} more tickets have changed; a later run writes them.`] : []),
    ];
}

;// CONCATENATED MODULE: ./lib/triage/mode.js









/** The errand of this run: all issues, or the one that the event is about. */
async function triageErrand(start) {
    const scene = sceneOf(start);
    const issue = isIssueEvent(start) ? issueInEvent(start) : undefined;
    if (isIssueEvent(start) && issue === undefined)
        return { skipped: "The event names no issue, so no ticket was looked at.", key: "", permissions: [] };
    if (issue?.isPull === true)
        return { skipped: `#${issue.number} is a pull request; pull requests get no tickets.`, key: "", permissions: [] };
    const number = issue?.number;
    return {
        mode: "triage",
        scope: scene.scope,
        tag: number === undefined ? scene.scope : (0,identity/* issueKey */.FT)(scene.repository, number),
        types: typesOf(scene),
        closed: start.config.ticket.closed,
        archived: true,
        createsOnlyWhenCertain: {
            advice: "Give these tickets a type of their own in the config file (`triage.ticket.type`), or delete old tickets of their type in Gleap until at most 1,000 are left; archived ones count too.",
        },
        rereads: true,
        ...(number === undefined ? { progress: "issues" } : {}),
        collect: (existing) => collect(start, scene, number, existing),
    };
}
/** Every type that a new ticket of this run can have: a rule may change it, an input decides. */
function typesOf({ config, ticket: { inputs, base } }) {
    return inputs.type === undefined ? [...new Set([base.type, ...config.rules.flatMap(({ type }) => type ?? [])])] : [inputs.type];
}
/** Of the time that is left, reading the whole list gets this part; a list that takes longer is read from its other end too. */
const READING_SHARE = 0.5;
async function collect(start, scene, number, existing) {
    const { closed } = start.config.ticket;
    const listed = await existing;
    const known = knownTickets(listed, scene, number === undefined ? [] : [(0,identity/* issueKey */.FT)(scene.repository, number)], closed);
    const sorter = createSorter(scene, known, { isLone: number !== undefined });
    const until = scene.now + (start.deadline.at - scene.now) * READING_SHARE;
    const isLate = () => start.deps.now() > until;
    const read = number === undefined
        ? await readIssues(start.github, scene, known, sorter, isLate)
        : await readOneIssue(start, number, scene, known, sorter);
    const { subjects, markables, notes, redacted } = sorter.sorted();
    const { mark } = scene.config;
    const room = roomIn(start.deadline.at - start.deps.now(), listed.length);
    const wanted = { scope: scene.scope, run: scene.run, subjects };
    const marking = { github: start.github, deps: start.deps, scene, markables, deadline: start.deadline };
    return {
        // Where the listing is in doubt no ticket is made (`createsOnlyWhenCertain`), so there is no duplicate to warn of.
        plan: (tickets) => {
            const plan = within((0,plan_subjects/* planSubjects */.l)(wanted, tickets, known.policy, { listingInDoubt: false }), room);
            const marks = start.inputs.dryRun ? marksInPlan(plan.operations, markables, scene) : [];
            return { ...plan, notes: [...(plan.notes ?? []), ...marks] };
        },
        run: { ...scene.run, jobs: [] },
        failedJobs: [],
        warnings: read.warnings,
        notes: [...notes, ...read.notes],
        permissions: read.permissions,
        redacted,
        ...(mark.label === "" && !mark.comment ? {} : { after: (outcomes) => leaveMarks(marking, outcomes) }),
    };
}


/***/ })

};
