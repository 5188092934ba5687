export const id = 68;
export const ids = [68];
export const modules = {

/***/ 2068:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  failureErrand: () => (/* binding */ failureErrand)
});

// EXTERNAL MODULE: ./lib/settings.js
var lib_settings = __webpack_require__(3390);
// EXTERNAL MODULE: ./lib/tickets/patterns.js
var patterns = __webpack_require__(1846);
// EXTERNAL MODULE: ./lib/tickets/group.js
var group = __webpack_require__(5522);
// EXTERNAL MODULE: ./lib/tickets/ours.js
var ours = __webpack_require__(1658);
// EXTERNAL MODULE: ./lib/tickets/draft.js
var tickets_draft = __webpack_require__(9478);
// EXTERNAL MODULE: ./lib/tickets/folds.js
var folds = __webpack_require__(1197);
// EXTERNAL MODULE: ./lib/tickets/identity.js + 1 modules
var identity = __webpack_require__(9183);
// EXTERNAL MODULE: ./lib/tickets/managed.js
var managed = __webpack_require__(3672);
// EXTERNAL MODULE: ./lib/tickets/moment.js
var tickets_moment = __webpack_require__(2973);
// EXTERNAL MODULE: ./lib/tickets/notes.js
var notes = __webpack_require__(8592);
// EXTERNAL MODULE: ./lib/tickets/state.js
var tickets_state = __webpack_require__(240);
;// CONCATENATED MODULE: ./lib/tickets/plan-green.js








/** The open tickets of one key that is not red: what is green is closed (or noted), all else stays as it is. `group` is missing where the run has none of this key. */
function planOther(ground, tickets, group) {
    const judged = tickets.map((ticket) => ({ ticket, stays: whyOpen(ground, ticket, group) }));
    const green = judged.filter(({ stays }) => stays === undefined).map(({ ticket }) => ticket);
    const left = judged.flatMap(({ ticket, stays }) => (stays === undefined ? [] : [leave(ticket, group, stays)]));
    return [...recover(ground, green, group), ...left];
}
/** The ref is gone: every open ticket of it is noted and closed, whatever `recovery` says. */
function planGone(ground, tickets, group, sentence) {
    const { desired, policy } = ground;
    const run = (0,notes/* runName */.rt)(desired.verdict);
    const text = (0,notes/* runNote */.k8)(desired.verdict, [[{ text: sentence }]]);
    const changes = { status: (0,folds/* closedStatus */.PM)(policy.closed) };
    const [noted, ...others] = ownedFirst(tickets);
    if (noted === undefined)
        return [];
    const named = naming(noted, group);
    const note = { kind: "note", ...named, run, text, once: run };
    if (!noted.owned)
        return [note];
    const closes = [noted, ...others.filter((ticket) => ticket.owned)].map((ticket) => ({ kind: "close", ...naming(ticket, group), changes, reason: sentence }));
    return [note, ...closes];
}
/** Why a ticket is not to be closed by this run; `undefined` where it is. */
function whyOpen({ desired }, ticket, group) {
    const { verdict } = desired;
    const { state, existing } = ticket;
    if (state === undefined) {
        const newer = verdict.startedAt !== "" && (0,ours/* time */.kB)(verdict.startedAt) > (0,ours/* time */.kB)(existing.createdAt);
        return verdict.whollyGreen && newer
            ? undefined
            : "Its state line cannot be read, and the run is not wholly green or not newer than the ticket.";
    }
    if (!(0,tickets_moment/* isLater */.d8)(verdict.moment, state.last))
        return `Its last failure, run ${(0,tickets_moment/* momentText */.Am)(state.last)}, is not older than this run.`;
    const color = group?.color;
    if (verdict.whollyGreen) {
        const skipped = state.jobs.some((hash) => verdict.jobs.some((job) => job.hash === hash && job.result === "skipped"));
        if (skipped)
            return "A job that it names was skipped.";
        // Seen from within the run, a job that is not listed may still be to come.
        const passed = verdict.ownJob === undefined || state.jobs.every((hash) => hasPassed(verdict, hash));
        return passed ? undefined : "Not every job that it names is known to have succeeded.";
    }
    if (color !== undefined && color !== "green")
        return color === "red" ? "The workflow is still red." : "Nothing is known yet of all its jobs.";
    if (!state.jobs.every((hash) => hasPassed(verdict, hash)))
        return "Not every job that it names is known to have succeeded.";
    return color === "green" || isGreenAlone(verdict, state) ? undefined : "Not every job that it names is known to have succeeded.";
}
/** The job succeeded in this run, or there is no such job any more. */
function hasPassed({ jobs, complete }, hash) {
    const results = jobs.filter((job) => job.hash === hash);
    return results.length === 0 ? complete : results.every((job) => job.result === "success");
}
/**
 * A ticket of a group that this run does not name (another step, another `group-by`): green when a job that it names succeeded and no job of the same
 * matrix is failed, cancelled or still to end. In position (a) only the own job is judged.
 */
function isGreenAlone({ jobs, ownJob }, state) {
    const named = jobs.filter((job) => state.jobs.includes(job.hash));
    const names = new Set(named.map((job) => (0,identity/* jobKeyName */.kH)(job.name)));
    const own = jobs.find((job) => job.hash === ownJob);
    if (named.length === 0 || (ownJob !== undefined && (own === undefined || names.size > 1 || !names.has((0,identity/* jobKeyName */.kH)(own.name)))))
        return false;
    const ended = ["success", "skipped"];
    return jobs.every((job) => !names.has((0,identity/* jobKeyName */.kH)(job.name)) || ended.includes(job.result));
}
function recover(ground, tickets, group) {
    const { policy } = ground;
    const [first, ...others] = ownedFirst(tickets);
    if (first === undefined)
        return [];
    if (policy.recovery === "ignore") {
        return tickets.map((ticket) => leave(ticket, group, "It is green again, and `recovery: ignore` leaves it open."));
    }
    if (first.owned && policy.recovery === "close") {
        const closes = [first, ...others.filter((ticket) => ticket.owned)].map((ticket) => plan_green_close(ground, ticket, group));
        return [noteRecovery(ground, first, group), ...closes];
    }
    // Without a state line nothing would remember the note, and every green run would leave another.
    if (first.state === undefined)
        return [leave(first, group, "It is green again; its state line, which would remember a note, cannot be read.")];
    return first.owned ? noteOnce(ground, first, first.state, group) : [noteRecovery(ground, first, group)];
}
/** `recovery: note`: the state line remembers the green run, so that the next one says nothing. */
function noteOnce(ground, ticket, state, group) {
    if (state.green !== undefined && (0,tickets_moment/* isLater */.d8)(state.green, state.last))
        return [leave(ticket, group, "That it is green again is noted.")];
    const { changes, wrote } = flakyOf(ground, ticket);
    const update = { ...changes, ...(0,tickets_draft/* restated */.lL)(ticket, { ...state, wrote, green: ground.desired.verdict.moment }) };
    return [noteRecovery(ground, ticket, group), { kind: "update", ...naming(ticket, group), changes: update, reason: "It is green again." }];
}
function noteRecovery({ desired }, ticket, group) {
    const { verdict } = desired;
    const text = (0,notes/* recoveryNote */.om)(verdict, ticket.existing, ticket.state, isFlaky(verdict, ticket));
    // On a ticket that only gets notes no later green run may say the same again.
    const once = ticket.owned || ticket.state === undefined ? (0,notes/* runName */.rt)(verdict) : (0,notes/* lastFailure */.xW)(ticket.state);
    return { kind: "note", ...naming(ticket, group), run: (0,notes/* runName */.rt)(verdict), text, once };
}
function plan_green_close(ground, ticket, group) {
    const { changes, wrote } = flakyOf(ground, ticket);
    const kept = ticket.state === undefined || changes.tags === undefined ? {} : (0,tickets_draft/* restated */.lL)(ticket, { ...ticket.state, wrote });
    const all = { status: (0,folds/* closedStatus */.PM)(ground.policy.closed), ...changes, ...kept };
    return { kind: "close", ...naming(ticket, group), changes: all, reason: "It is green again." };
}
function flakyOf({ desired }, ticket) {
    return isFlaky(desired.verdict, ticket) ? (0,managed/* manageFlaky */.j2)(ticket) : { changes: {}, wrote: ticket.state?.wrote ?? tickets_state/* WROTE_NOTHING */.qw };
}
/** A later attempt of the same run is green. */
function isFlaky(verdict, ticket) {
    return ticket.state?.last.run === verdict.moment.run;
}
function ownedFirst(tickets) {
    return [...tickets.filter((ticket) => ticket.owned), ...tickets.filter((ticket) => !ticket.owned)];
}
function leave(ticket, group, reason) {
    return { kind: "leave", ...naming(ticket, group), as: "unchanged", reason };
}
function naming({ key, existing }, group) {
    return { key, label: group?.label ?? (existing.number === undefined ? key : `ticket #${existing.number}`), on: existing };
}

;// CONCATENATED MODULE: ./lib/tickets/plan-red.js






/** Whether a group is red and has a draft. */
function isRed(group) {
    return group.color === "red" && group.draft !== undefined;
}
/** The open tickets of a key. */
function openTickets(ground, key) {
    return ground.tickets.filter((ticket) => ticket.key === key && ticket.open);
}
/**
 * A red group with an open ticket: the oldest of ours is brought up to date, the others are folded into it. `shares` are the groups that share the
 * ticket. Where no open ticket is ours, the oldest gets a note at most.
 */
function planOpen(ground, group, shares = []) {
    const open = openTickets(ground, group.key);
    const [keeper, ...duplicates] = open.filter((ticket) => ticket.owned);
    if (keeper === undefined)
        return open[0] === undefined ? [] : noteOnly(ground, group, open[0]);
    return [...refresh(ground, group, keeper, duplicates, shares), ...(0,folds/* foldAll */.hY)(keeper, duplicates, group.label, ground.policy.closed)];
}
/** A red group without an open ticket: the closed one is opened again, or there is a new one, linked to it. */
function planFresh(ground, group, shares = []) {
    const { desired, policy } = ground;
    const { key, label, draft } = group;
    const previous = lastClosed(ground, key);
    if (previous === undefined || policy.recurrence === "new") {
        const { scope, verdict } = desired;
        const birth = {
            key,
            label,
            draft,
            scope,
            moment: verdict.moment,
            signature: group.signature,
            jobs: group.failedJobs,
            remembers: { shares },
        };
        const ticket = (0,tickets_draft/* newTicket */.$X)(previous === undefined ? birth : { ...birth, previous: previous.existing });
        return [{ kind: "create", key, label, ticket }];
    }
    const status = policy.closed.includes(draft.status) ? "OPEN" : draft.status;
    const changes = { status, ...changesOf(ground, group, previous, nextState(ground, group, previous.state, shares)) };
    const note = policy.notes === "none" ? [] : [noteOn(ground, group, previous, [])];
    return [...note, { kind: "reopen", key, label, on: previous.existing, changes, reason: "It failed again after the ticket was closed." }];
}
/** The newest closed ticket of a key that is ours. */
function lastClosed({ tickets, policy }, key) {
    return tickets.findLast(({ key: its, owned, existing }) => {
        const put = existing.archived || existing.spam || existing.duplicateOf !== undefined;
        return its === key && owned && !put && policy.closed.includes(existing.status);
    });
}
/** Whether a state has this failure already: a later one, or this attempt with all its failed jobs. */
function knows(state, group, verdict) {
    if ((0,tickets_moment/* isLater */.d8)(state.last, verdict.moment))
        return true;
    return (0,tickets_moment/* isSame */.Ft)(state.last, verdict.moment) && (0,tickets_state/* hashList */.Pv)([...state.jobs, ...group.failedJobs]).join() === state.jobs.join();
}
function refresh(ground, group, keeper, duplicates, shares) {
    const { verdict } = ground.desired;
    const { state: base, news } = (0,folds/* mergeStates */.ti)(keeper, duplicates, verdict.jobs);
    if (base !== undefined && knows(base, group, verdict)) {
        return remember(ground, group, keeper, { ...base, shares: (0,tickets_state/* hashList */.Pv)([...base.shares, ...shares]) }, news);
    }
    const again = base !== undefined && (0,tickets_moment/* isSame */.Ft)(base.last, verdict.moment);
    // What this run's own note tells need not be told as news of a duplicate.
    const others = news.filter(({ jobs }) => !jobs.every((hash) => group.failedJobs.includes(hash)));
    const noted = !again && isNoted(ground, group, base);
    const note = noted ? [noteOn(ground, group, keeper, others)] : (0,folds/* noteNews */.g_)(keeper, group.label, verdict, others);
    const changes = changesOf(ground, group, keeper, nextState(ground, group, base, shares));
    const reason = again
        ? "More jobs of this attempt failed."
        : base === undefined
            ? "The state line could not be read."
            : "It failed again.";
    return [...note, { kind: "update", key: group.key, label: group.label, on: keeper.existing, changes, reason }];
}
/** The failure is known already: at most the state line takes in what duplicates or further groups add. */
function remember(ground, group, keeper, state, news) {
    const { key, label } = group;
    const on = keeper.existing;
    if (keeper.state !== undefined && (0,tickets_state/* writeState */.Jq)(state) === (0,tickets_state/* writeState */.Jq)(keeper.state)) {
        return [{ kind: "leave", key, label, on, as: "unchanged", reason: toldReason(state, ground.desired.verdict) }];
    }
    const reason = "The ticket takes over what a duplicate or another group adds.";
    const update = { kind: "update", key, label, on, changes: (0,tickets_draft/* restated */.lL)(keeper, state), reason };
    return [...(0,folds/* noteNews */.g_)(keeper, label, ground.desired.verdict, news), update];
}
/** Everything an update writes: text, state, and the managed fields that are still ours. */
function changesOf({ desired }, group, ticket, state) {
    const { changes, wrote } = (0,managed/* manage */._T)(ticket, group, group.draft, desired.scope, { priorityIs: "rises", sticky: [managed/* FLAKY_TAG */.bB] });
    return { ...changes, ...(0,tickets_draft/* rewritten */.fm)(ticket, group.draft.body, { ...state, wrote }) };
}
/** The state after this failure. `base`, where it can be read, is never of a later failure. */
function nextState({ desired }, group, base, shares) {
    const { moment, jobs, complete } = desired.verdict;
    const { key, signature } = group;
    const scope = (0,tickets_state/* scopeIn */.uM)(key, desired.scope);
    const fresh = { key, count: 1, first: moment, last: moment, signature, jobs: (0,tickets_state/* hashList */.Pv)(group.failedJobs), shares: (0,tickets_state/* hashList */.Pv)(shares) };
    if (base === undefined)
        return { ...fresh, ...scope, wrote: tickets_state/* WROTE_NOTHING */.qw, links: [], extra: [], version: 1 };
    const again = (0,tickets_moment/* isSame */.Ft)(base.last, moment);
    // A job that failed before and did not run this time has not recovered, so the ticket goes on naming it.
    const waiting = base.jobs.filter((hash) => {
        const results = jobs.filter((job) => job.hash === hash);
        return results.length === 0 ? !complete : results.some((job) => job.result !== "success");
    });
    return {
        ...base,
        ...scope,
        count: again ? base.count : base.count + 1,
        last: moment,
        signature: remembered(base.signature, signature),
        jobs: (0,tickets_state/* hashList */.Pv)([...(again ? base.jobs : waiting), ...group.failedJobs]),
        shares: (0,tickets_state/* hashList */.Pv)([...base.shares, ...shares]),
    };
}
/** The newest signature; where it saw no error, the one before it of the same groups, so that a later error can still be compared. */
function remembered(old, now) {
    return now.includes(":none:") && (0,tickets_state/* sameFailure */.d1)(old, now) ? old : now;
}
function isNoted({ policy }, group, base) {
    if (policy.notes === "none")
        return false;
    return policy.notes === "all" || base === undefined || !(0,tickets_state/* sameFailure */.d1)(base.signature, group.signature);
}
function noteOn({ desired }, group, ticket, news) {
    const { verdict } = desired;
    const text = (0,notes/* runNote */.k8)(verdict, [...(group.note ?? []), ...news.map(({ paragraph }) => paragraph)]);
    return { kind: "note", key: group.key, label: group.label, on: ticket.existing, run: (0,notes/* runName */.rt)(verdict), text, once: (0,notes/* runName */.rt)(verdict) };
}
function noteOnly(ground, group, ticket) {
    const { key, label } = group;
    const { verdict } = ground.desired;
    const { state, existing: on } = ticket;
    if (state !== undefined && knows(state, group, verdict)) {
        return [{ kind: "leave", key, label, on, as: "unchanged", reason: toldReason(state, verdict) }];
    }
    if (!isNoted(ground, group, state)) {
        const reason = "The ticket has a session, a tracker or links of its own: it gets notes at most, and nothing new is to be noted.";
        return [{ kind: "leave", key, label, on, as: "unchanged", reason }];
    }
    const text = (0,notes/* runNote */.k8)(verdict, group.note ?? []);
    return [{ kind: "note", key, label, on, run: (0,notes/* runName */.rt)(verdict), text, once: (0,notes/* runName */.rt)(verdict) }];
}
function toldReason(state, verdict) {
    if ((0,tickets_moment/* isSame */.Ft)(state.last, verdict.moment))
        return `The ticket has ${(0,notes/* runName */.rt)(verdict)} already.`;
    return `The ticket has a later failure, run ${(0,tickets_moment/* momentText */.Am)(state.last)}.`;
}

;// CONCATENATED MODULE: ./lib/tickets/plan.js




const TOLD = "Its ticket has this failure, or a later one, and was closed since.";
/**
 * Compares what should be true with what is. Every red group gets a ticket or has its ticket brought up to date, what is green is closed, and what is the
 * same already is left: a plan made a second time, after the first was carried out, has nothing but `leave`.
 * Pure: no clock, no request. `existing` is the listing by `desired.scope`, open and closed tickets alike.
 */
function plan(desired, existing, policy, options) {
    const keys = desired.groups.map((group) => group.key);
    const ground = { desired, policy, tickets: (0,ours/* survey */.Fr)(existing, desired.scope, keys, policy.closed) };
    const operations = desired.verdict.refGone === undefined ? planGroups(ground) : planAllGone(ground, desired.verdict.refGone);
    const creates = operations.some((operation) => operation.kind === "create");
    const doubt = "Gleap's list of tickets could not be narrowed to ours, so an older ticket may have been overlooked: duplicates possible.";
    return {
        operations: operations.length > 0 ? operations : [nothing(desired)],
        warnings: options.listingInDoubt && creates ? [doubt] : [],
    };
}
function planGroups(ground) {
    const { desired, policy } = ground;
    const parts = desired.groups.map((group) => planGroup(ground, group));
    const fresh = parts.flatMap((part) => (part.is === "new" && isCreate(ground, part.group) ? [part.group] : []));
    const beyond = new Set(fresh.filter((group) => group.key !== desired.scope).slice(policy.maxTickets));
    const sharing = parts.flatMap((part) => (part.is !== "settled" && (part.is === "sharing" || beyond.has(part.group)) ? [part.group] : []));
    const own = parts.flatMap((part) => {
        if (part.is === "settled")
            return part.operations;
        return part.is === "sharing" || beyond.has(part.group) ? [] : planFresh(ground, part.group);
    });
    const shared = sharing.length === 0 ? [] : planShared(ground, sharing);
    const seen = new Set([...desired.groups.map((group) => group.key), ...(sharing.length === 0 ? [] : [desired.scope])]);
    return [...own, ...shared, ...planRest(ground, seen)];
}
function planGroup(ground, group) {
    const { desired } = ground;
    const { key, label } = group;
    const silent = silenced(ground, group);
    if (silent !== undefined)
        return settled([silent]);
    const open = openTickets(ground, key);
    if (!isRed(group))
        return settled(open.length === 0 ? [] : planOther(ground, open, group));
    if (open[0] !== undefined) {
        if (group.hold?.silent !== true)
            return settled(planOpen(ground, group));
        return settled([{ kind: "leave", key, label, on: open[0].existing, as: "unchanged", reason: group.hold.reason }]);
    }
    const sharesIn = (ticket) => key !== desired.scope && ticket?.state?.shares.includes(share(group)) === true;
    if (openTickets(ground, desired.scope).some(sharesIn) && group.hold?.silent !== true)
        return { is: "sharing", group };
    const ends = [lastClosed(ground, key), lastClosed(ground, desired.scope)];
    const told = ends.find((ticket) => (ticket?.key === key || sharesIn(ticket)) && ticket?.state !== undefined && knows(ticket.state, group, desired.verdict));
    if (told !== undefined) {
        return settled([{ kind: "leave", key, label, on: told.existing, as: "unchanged", reason: TOLD }]);
    }
    const { supersededBy } = desired.verdict;
    if (supersededBy !== undefined)
        return settled([skipped(group, `A newer run is green already (superseded): ${supersededBy}`)]);
    return group.hold === undefined ? { is: "new", group } : settled([skipped(group, group.hold.reason)]);
}
/** The groups beyond `max-tickets`, and those that were beyond it before, in the ticket of the workflow. */
function planShared(ground, sharing) {
    const { workflow } = ground.desired;
    const silent = silenced(ground, workflow);
    if (silent !== undefined)
        return [silent];
    if (!isRed(workflow))
        return sharing.map((group) => skipped(group, "There are more new groups than `max-tickets`."));
    const shares = sharing.map(share);
    if (openTickets(ground, workflow.key).length > 0)
        return planOpen(ground, workflow, shares);
    const last = lastClosed(ground, workflow.key);
    if (last?.state === undefined || !knows(last.state, workflow, ground.desired.verdict))
        return planFresh(ground, workflow, shares);
    return [{ kind: "leave", key: workflow.key, label: workflow.label, on: last.existing, as: "unchanged", reason: TOLD }];
}
/** The open tickets of the scope that belong to no group of this run. */
function planRest(ground, seen) {
    return [...byKey(ground.tickets, seen)].flatMap(([key, tickets]) => {
        const group = key === ground.desired.scope ? ground.desired.workflow : undefined;
        return silencedKey(ground, key, group?.label ?? key) ?? planOther(ground, tickets, group);
    });
}
function planAllGone(ground, sentence) {
    const groups = [ground.desired.workflow, ...ground.desired.groups];
    return [...byKey(ground.tickets, new Set())].flatMap(([key, tickets]) => {
        const group = groups.find((one) => one.key === key);
        return silencedKey(ground, key, group?.label ?? key) ?? planGone(ground, tickets, group, sentence);
    });
}
function byKey(tickets, without) {
    return (0,group/* groupBy */.$)(tickets.filter((ticket) => ticket.open && !without.has(ticket.key)), (ticket) => ticket.key);
}
function isCreate(ground, group) {
    return ground.policy.recurrence === "new" || lastClosed(ground, group.key) === undefined;
}
/** How the workflow's ticket remembers that a group shares it. */
function share(group) {
    return group.key.slice(-10);
}
function silenced(ground, group) {
    return silencedKey(ground, group.key, group.label)?.[0];
}
function silencedKey(ground, key, label) {
    const ticket = (0,ours/* muted */.SU)(ground.tickets, key);
    if (ticket === undefined)
        return undefined;
    return [{ kind: "leave", key, label, on: ticket.existing, as: "skipped", reason: `The tag ${ours/* MUTE_TAG */.tt} on its ticket silences it.` }];
}
function skipped({ key, label }, reason) {
    return { kind: "leave", key, label, as: "skipped", reason };
}
function settled(operations) {
    return { is: "settled", operations };
}
function nothing({ workflow, verdict }) {
    const reason = verdict.refGone ??
        (workflow.color === "green" ? "Green, and no ticket is open." : "Nothing failed that is known, and no ticket is open.");
    return skipped(workflow, reason);
}

// EXTERNAL MODULE: ./lib/tickets/globs.js
var globs = __webpack_require__(8558);
// EXTERNAL MODULE: ./lib/tickets/templates.js + 3 modules
var tickets_templates = __webpack_require__(3582);
;// CONCATENATED MODULE: ./lib/tickets/needs.js

/** Which costly facts the rules and templates use. Titles that rules set count as templates. */
function neededFacts(rules, templates) {
    const asked = new Set(rules.flatMap((rule) => Object.keys(rule.when ?? {})));
    const titles = rules.flatMap((rule) => (rule.title === undefined ? [] : [rule.title]));
    const shown = new Set([...templates, ...titles].flatMap(tickets_templates/* variablesOf */.ht));
    return {
        consecutive: asked.has("consecutive") || shown.has("consecutive"),
        path: asked.has("path"),
        pullRequest: asked.has("base") || ["base", "pull_request", "pull_request_url"].some((name) => shown.has(name)),
    };
}

// EXTERNAL MODULE: ./lib/tickets/redact.js + 6 modules
var tickets_redact = __webpack_require__(8405);
// EXTERNAL MODULE: ./lib/tickets/text.js
var tickets_text = __webpack_require__(2782);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
;// CONCATENATED MODULE: ./lib/failure/firsterror.js
/** Which line of a log says what went wrong, and a form of it that stays the same from run to run. */
/** Below this a line says only that something failed, which is known already. */
const SAYS_SOMETHING = 10;
/** Below this a line is a guess or a consequence. */
const IS_ERROR = 35;
// What stands before the text: a container's name, a build step's number, frames of boxes, a level.
const PREFIX = /^(?:[\w.-]{1,60}\s{0,20}\| {0,2}|#\d{1,4} (?:\d{1,7}\.\d{1,7} )?)?[\s│┃║├┐┴└╷╵─|>•*]*(?:\[ERROR\]\s*)?/;
// A quick look spares nearly every line the rest. Two expressions of few letters each are twice as fast as one that names everything.
const HINT = /err|fail|exc|panic|fatal|undef|assert|denied|cannot|not ok|not found|not recog|killed|no such|refused|timed out|tion time|space left|tion fault|unauth|unreach|cancel|[✘✕✗×✖●]/i;
const CAPITAL_HINT = /E {2}|Traceback|\.(?:go|kts?):|SIG[SABI]|E(?:CONN|NOT|TIM|RES)/;
// Not a failure, whatever words are in it: passed tests, warnings, stack frames, switches.
const HARMLESS = /^(?:[✓✔√]|ok \d|PASS\b|--- (?:PASS|SKIP)|=== |\[?(?:warn(?:ing)?|info|debug|notice|trace|hint|note)\b|npm warn|at \S.*[)\d]$|not ok .*# (?:TODO|SKIP))|\blevel=(?:warn(?:ing)?|info|debug)\b|^● Console$/i;
const NEGATED = /\b(?:0|no|without|zero|ignor\w*|if) (?:\w+ )?(?:errors?|failures?|failed|fail)\b|\b(?:errors?|failures?|failed)\b["']?\s*[:=]\s*(?:0\b|false|null|none|ignore)/i;
/** Shapes of errors, strongest first; the first that matches decides. The anchor `^` is behind the prefix. */
const SHAPES = [
    // What stopped the machine.
    [100, /heap out of memory|exceeded the maximum execution time|has timed out after \d|No space left on device/i],
    // An assertion names expectation and fact.
    [100, /^(?:\S+[.\\:])?Assertion(?:Failed)?Error\b|^(?:\S+\s)?Assert\.\w+\(\) Failure|^AssertionError/],
    [98, /^E {2,}\S/],
    [96, /^Failed asserting that|^Failure\/Error:|assertion .{0,200}failed\b|^--- FAIL: /i],
    [100, /^panic: |panicked at\b|^fatal error: |^(?:PHP )?(?:Fatal|Parse) error: /i],
    [95, /Segmentation fault|undefined reference to|\bSIG(?:SEGV|ABRT|BUS|ILL)\b/],
    // What others say when they end because of it.
    [
        8,
        /Process completed with exit code|(?:exit(?:ed|s)?(?: with)?(?: non-zero)?(?: exit)?|error|status)[ -](?:code|status):? -?\d+|non-zero exit (?:code|status)/i,
    ],
    // What the runner writes when a job is cancelled or out of time. Which of them it was, and why, it does not say here.
    [8, /^(?:Error: )?The operation was cancel+ed\.?$/],
    [12, /^npm (?:ERR!|error) (?:code|path|command|errno|syscall|workspace|location|A complete|Lifecycle|Exit)|^npm (?:ERR!|error)\s*$/i],
    [24, /^npm (?:ERR!|error) /],
    [
        20,
        /^g?make(?:\[\d+\])?: \*\*\*|ELIFECYCLE|^collect2: error|could not compile|test failed, to rerun|Failed to execute goal|^Task :?\S+ FAILED/,
    ],
    [
        20,
        /^FAILURE: Build failed|^What went wrong|^BUILD FAIL|^Build FAILED|COMPILATION ERROR|aborting due to|^There (?:was|were) \d+|^Execution failed for task/,
    ],
    [
        20,
        /^(?:Tests?|Test Suites|Test Files|Suites|Errors|Failures|Assertions)(?: run)?:?\s.*\d|✖ \d+ problems?|^Found \d+ errors?|^=+ .*=$|^ERRORS!$|^FAILURES!$/,
    ],
    [20, /did not complete successfully|^[1-9]\d* (?:failing|failed|errors?)\b|^Error Message:$|^(?:Failures|Errors|Failed tests):$/i],
    // Compilers and linters, with the place.
    [100, /(?:\(\d+(?:,\d+){0,3}\)|:\d+(?::\d+)?|:\[\d+,\d+\]):?\s+(?:-\s+)?(?:fatal |internal compiler )?error\b/i],
    [100, /^error\[\w+\]|^error [A-Z]{2,6}\d+:|^\d+:\d+\s+error\s|\.(?:java|kt|kts|scala|groovy):\[\d+,\d+\]|^e: (?:file:)?\/?\S+:\d+/],
    [96, /^(?:vet: )?\S+\.go:\d+:\d+: \S/],
    // Errors by their type. The base class of all exceptions says less than any other.
    [70, /^(?:Uncaught )?Exception:/],
    [
        88,
        /^(?:Uncaught |Unhandled |Caused by: |Exception in thread "[^"]*" )?(?:[\w$]{1,80}[.\\:/]{1,2}){0,20}[A-Za-z]\w{0,80}(?:Error|Exception)(?: \[\w+\])?(?:: |:?$)/,
    ],
    [86, /^(?:Uncaught )?Error:? \S|^ERROR in \S|\((?:\w+::)*\w+(?:Error|Exception)\)$/],
    [
        85,
        /^\S+: (?:line )?\d+: .*: (?:command )?not found$|^\S*sh: .*: (?:command )?not found$|command not found|is not recognized as (?:an internal|the name)/,
    ],
    [84, /^error: \S/],
    [
        80,
        /^error[: ]|: (?:Permission denied|No such file or directory|cannot open .*)$|\b(?:ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|ERESOLVE)\b/i,
    ],
    // Names of failed tests.
    [78, /^● .+|^not ok \d+|^Failed \S+ \[/],
    [60, /^FAIL(?:ED)?[:\s]\s*\S|\bFAILED$|^[✘✕✗×✖] \S|\.\.\. FAILED|^fatal: |^Killed\b/],
];
const WORDS = /\berrors?\b|\bfail(?:ed|s|ure|ures)?\b|\bexception\b|\bfatal\b|\b(?:denied|refused|unauthorized|unreachable)\b|\btimed out\b|\bcannot\b/i;
const SYMBOL = /undefined|is not a function|is not defined|cannot find|no such|unexpected|has no attribute|not assignable|undeclared|unresolved|does not exist/i;
const PLACE = /[\w)-]\.\w{1,5}(?::\d|\(\d)/;
/** A quick look at a line as it came: can it score, or open a traceback? Colours within a word may hide it; that is the price. */
function hasHint(raw) {
    return HINT.test(raw) || CAPITAL_HINT.test(raw);
}
/**
 * How much a cleaned line that has a hint tells of the cause, 0 (nothing) to about 110. `marked`: the runner or an action calls it an error.
 * `ends`: it ends a Python traceback, where the type may have any name.
 */
function scoreLine(text, marked, ends) {
    const bare = text.replace(PREFIX, "");
    if (bare === "" || (!marked && HARMLESS.test(bare)))
        return 0;
    const shape = SHAPES.find(([, pattern]) => pattern.test(bare))?.[0];
    if (shape !== undefined && shape <= 24)
        return shape;
    const base = Math.max(shape ?? 0, ends && /^[\w.]+(?::|$)/.test(bare) ? 88 : 0, marked ? 45 : 0);
    if (base === 0)
        return WORDS.test(bare) && !NEGATED.test(bare) ? 35 : 0;
    if (base < 70)
        return base;
    return base + (SYMBOL.test(bare) ? 8 : 0) + (PLACE.test(bare) ? 3 : 0);
}
/** Does the line open a Python traceback? */
function opensTraceback(text) {
    return text.includes("Traceback (most recent call last)");
}
/** Is the line within a traceback: indented, behind a container's name if there is one? */
function isWithinTraceback(text) {
    return /^(?:[\w.-]{1,60}\s{0,20}\| {0,2})?(?:\s|$)/.test(text);
}
/** The line without the frame around its text: `Error: no such table` of `app-1  |   ├ Error: no such table`. */
function bareText(line) {
    return line.replace(PREFIX, "").trim() || line.trim();
}
/**
 * The line without what differs from run to run: times, hashes, addresses and ids gone, paths down to their base names, numbers to 0. For
 * comparing only, never shown.
 */
function stableForm(line) {
    return bareText(line)
        .replace(/\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?)?(?:Z|[+-]\d\d:?\d\d)?/g, "")
        .replace(/\b\d{1,2}:\d\d:\d\d(?:[.,]\d{1,9})?/g, "")
        .replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, "")
        .replace(/\b0x[0-9a-f]+/gi, "")
        .replace(/\b(?:sha\d+[:-])?(?=[a-f]{0,128}\d)(?=\d{0,128}[a-f])[0-9a-f]{7,128}\b/gi, "")
        .replace(/[^\s"'`()[\]{}<>,;=]+/g, (word) => word.slice(baseName(word)))
        .replace(/\d+(?:[.,]\d+)*/g, "0")
        .replace(/\s+/g, " ")
        .trim()
        .slice(0, 500);
}
/** Where the part behind the last slash of either kind starts; one at the very end does not count. */
function baseName(word) {
    const body = word.replace(/[/\\]$/, "");
    return Math.max(body.lastIndexOf("/"), body.lastIndexOf("\\")) + 1;
}

;// CONCATENATED MODULE: ./lib/failure/shape.js
/** A line of a log as a reader who never saw a runner wants it: without markers, colours and the header that lists inputs and environment. */

// The runner prints the script in bright cyan: https://github.com/actions/runner, ScriptHandler.cs.
// oxlint-disable-next-line no-control-regex -- the escape character is what this looks for
const ECHO = /^\x1b?\[36;1m/;
const SETTINGS = /^(?:with:|env:|shell: )/;
const MARKER = /^(?:##\[(?<word>[a-z-]+)(?: [^\]]*)?\]|::(?<command>[a-z-]+)(?: [^:]*)?::|(?<exec>\[command\]))(?<rest>.*)$/;
/** A filter for one step. */
function createHeaderFilter() {
    // A header is certain when it is the step's own or once it lists settings; a group of a person may be called "Run tests" too.
    let header = "no";
    return (raw, stamped, own) => {
        if (own || raw.startsWith("##[group]Run ")) {
            header = own ? "certain" : "perhaps";
            return own;
        }
        if (header === "no")
            return false;
        if (stamped && raw.trimEnd() === "##[endgroup]")
            header = "no";
        else if (header === "perhaps" && stamped && SETTINGS.test(raw))
            header = "certain";
        else if (header === "perhaps" && stamped && !ECHO.test(raw)) {
            header = "no";
            return false;
        }
        return true;
    };
}
/** The line without markers, colours and all that `cleanLine` takes away; `undefined` if it tells a reader nothing. */
function shapeLine(raw) {
    const text = withoutOrphans((0,tickets_text/* cleanLine */.Ow)(raw));
    const groups = MARKER.exec(text)?.groups;
    if (groups === undefined)
        return { text, marked: false };
    const rest = groups["rest"] ?? "";
    switch (groups["word"] ?? groups["command"] ?? "command") {
        case "error":
            return { text: /\berror\b/i.test(rest) ? rest : `Error: ${rest}`, marked: true };
        case "warning":
            return { text: `Warning: ${rest}`, marked: false };
        case "notice":
            return { text: `Notice: ${rest}`, marked: false };
        case "command":
            return { text: `$ ${rest}`, marked: false };
        case "group":
            return { text: rest, marked: false };
        case "debug":
        case "section":
        case "endgroup":
        case "start-action":
        case "end-action":
        case "add-mask":
        case "set-output":
        case "save-state":
            return undefined;
        default:
            return { text, marked: false };
    }
}
/** Colours that lost their escape character on the way into the log: `[31;1mE[0m`. A reset in the same line tells them from `[5m]` and `[12ms]`. */
function withoutOrphans(text) {
    const known = text.startsWith("[K") ? text.slice(2) : text;
    if (!known.includes("[0m") && !known.includes("[39m"))
        return known;
    return known.replace(/\[(?:[0-9]|[2-49][0-9]|10[0-7])(?:;\d{1,3}){0,10}m(?!s\b|in\b|\])/g, "");
}

;// CONCATENATED MODULE: ./lib/failure/collector.js
/** Keeps of a step's lines, while they pass, what an excerpt may need: the neighbourhood of the best candidates and the end. */


/** Candidates kept at a time; each holds at most twice the wanted lines. */
const CANDIDATES = 8;
/** An earlier line is preferred to one that scores up to so much more: what comes later is often a consequence. */
const BAND = 15;
/** A line up to this length may turn out to be blank; blank lines are not worth a place. */
const SHORT = 24;
/** How a line starts that may be a marker of the kind that is not shown. */
// oxlint-disable-next-line no-control-regex -- a marker may be coloured
const MARKER_START = /^(?:\x1b\[[\d;]*m)*(?:##\[|::)/;
/** A collector for an excerpt of `wanted` lines. */
function createCollector(wanted) {
    let recent = [];
    let candidates = [];
    let total = 0;
    let exitCode;
    let traceback = false;
    let wasBlank = true;
    const consider = (line, text, score) => {
        const key = text.replace(/\d+/g, "0").trim();
        const known = candidates.find((each) => each.key === key);
        if (known !== undefined) {
            known.count++;
            return;
        }
        candidates = keepBest([...candidates, { key, score, line, above: recent.slice(-wanted, -1), below: [], count: 1 }]);
    };
    const keep = (line, isBlank) => {
        if (isBlank && wasBlank)
            return;
        wasBlank = isBlank;
        for (const { below } of candidates)
            if (below.length < wanted)
                below.push(line);
        recent.push(line);
        if (recent.length >= 2 * wanted + 64)
            recent = recent.slice(-wanted);
    };
    const add = (number, raw, known) => {
        const line = { number, raw };
        if (!known && !traceback && raw.length > SHORT && !MARKER_START.test(raw) && !hasHint(raw)) {
            total++;
            keep(line, false);
            return;
        }
        const shaped = shapeLine(raw);
        if (shaped === undefined)
            return;
        total++;
        const { text } = shaped;
        const marked = known || shaped.marked;
        if (marked)
            exitCode = readExitCode(text) ?? exitCode;
        const ends = traceback && !isWithinTraceback(text);
        const score = marked || ends || hasHint(text) ? scoreLine(text, marked, ends) : 0;
        traceback = opensTraceback(text) || (traceback && !ends);
        keep(line, text.trim() === "");
        if (score >= SAYS_SOMETHING)
            consider(line, text, score);
    };
    const restart = () => {
        recent = [];
        candidates = [];
        total = 0;
        exitCode = undefined;
        traceback = false;
        wasBlank = true;
    };
    const finish = () => {
        const winner = winnerOf(candidates);
        const chosen = winner === undefined ? recent.slice(-wanted) : around(winner, wanted);
        const lines = shown(chosen);
        const first = lines.findIndex(({ number }) => number === winner?.line.number);
        return { lines, ...(first === -1 ? {} : { first }), ...(exitCode === undefined ? {} : { exitCode }), total };
    };
    return { add, restart, finish };
}
/** The candidates without the one that is least likely to win, where there are more than are kept; they come and stay in the order of the log. */
function keepBest(candidates) {
    if (candidates.length <= CANDIDATES)
        return candidates;
    // The earliest that is good enough wins, so one that has its equal before it hardly can.
    const beaten = candidates.filter((each, index) => candidates.slice(0, index).some(({ score }) => score >= each.score));
    const loser = beaten.length > 0 ? beaten.reduce((low, each) => (each.score <= low.score ? each : low)) : leastOfRising(candidates);
    return candidates.filter((each) => each !== loser);
}
/** Of candidates each better than all before it: the first, once it is too far behind; until then it wins, and the last but one would be the last to do so. */
function leastOfRising(candidates) {
    const [first, last] = [candidates[0], candidates.at(-1)];
    const isOut = first !== undefined && last !== undefined && first.score < last.score - BAND;
    return isOut ? first : candidates.at(-2);
}
/** The earliest candidate about as good as the best. A line that comes back often counts a little more: 1 for every doubling, up to 4. */
function winnerOf(candidates) {
    const value = (each) => each.score + Math.min(4, Math.floor(Math.log2(each.count)));
    const most = Math.max(...candidates.map(value));
    return candidates.find((each) => value(each) >= (most < IS_ERROR ? most : most - BAND));
}
/** A third of the lines above the error, the rest below, where there are so many. */
function around({ line, above, below }, wanted) {
    const lead = Math.min(above.length, Math.max(Math.floor(wanted / 3), wanted - 1 - below.length));
    const head = lead === 0 ? [] : above.slice(-lead);
    return [...head, line, ...below.slice(0, wanted - 1 - head.length)];
}
/** The lines as text, without blank ones at the ends and behind one another (long ones that only held colours are still among them). */
function shown(kept) {
    const lines = kept.map(({ number, raw }) => ({ number, text: shapeLine(raw)?.text ?? "" }));
    const isBlank = (line) => line === undefined || line.text.trim() === "";
    const single = lines.filter((line, index) => !isBlank(line) || !isBlank(lines[index - 1]));
    return isBlank(single.at(-1)) ? single.slice(0, -1) : single;
}
function readExitCode(text) {
    const code = /exit code (-?\d{1,10})\b/.exec(text)?.[1];
    return code === undefined ? undefined : Number(code);
}

;// CONCATENATED MODULE: ./lib/failure/lines.js
/** A stream of bytes as lines, without making strings of what nobody reads. */
/** Bytes of a line that are looked at; the rest of a longer one is passed over. */
const BYTES = 16_384;
/** UTF-16 units of a line that are looked at, as for the patterns of rules. */
const UNITS = 4096;
/**
 * Shows every line of the stream to `visit`, whatever its chunks; stops reading (and cancels the stream) when `visit` says so. The lines of a
 * chunk that `passes` are counted only.
 */
async function visitLines(bytes, visit, passes) {
    // The beginning of a line whose end is in a later chunk; `held` is its length, -1 for none.
    const carry = Buffer.allocUnsafe(BYTES);
    let held = -1;
    let number = 0;
    const show = (chunk) => {
        let start = 0;
        for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
            number++;
            if (held !== -1)
                held += chunk.copy(carry, held, start, end);
            const goesOn = held === -1 ? visit(chunk, start, Math.min(end, start + BYTES), number) : visit(carry, 0, held, number);
            if (!goesOn)
                return false;
            held = -1;
            start = end + 1;
        }
        if (start < chunk.length)
            held = Math.max(held, 0) + chunk.copy(carry, Math.max(held, 0), start);
        return true;
    };
    for await (const bytesOfChunk of bytes) {
        // A view of the same bytes: Buffer finds a line feed three times as fast as Uint8Array does.
        const chunk = Buffer.from(bytesOfChunk.buffer, bytesOfChunk.byteOffset, bytesOfChunk.byteLength);
        if (passes(chunk)) {
            number += countLines(chunk);
            held = chunk.copy(carry, 0, chunk.lastIndexOf(10) + 1) || -1;
        }
        else if (!show(chunk))
            return;
    }
    if (held !== -1)
        visit(carry, 0, held, number + 1);
}
// A function of its own, since V8 is slow to optimise a loop within an async function.
function countLines(chunk) {
    let count = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, end + 1))
        count++;
    return count;
}
/**
 * The text of a line, at most 4,096 UTF-16 units. A longer one is cut at a space where there is one near, since half a token would no longer
 * look like the secret that it may be.
 */
function lineText(buffer, start, end) {
    const text = buffer.toString("utf8", start, end);
    if (text.length <= UNITS)
        return text;
    return text.slice(0, Math.max(text.lastIndexOf(" ", UNITS), UNITS - 1000));
}
/** Where the text behind a byte order mark starts; one may stand wherever pages of a log were joined. */
function afterMark(buffer, start, end) {
    return end - start >= 3 && buffer[start] === 0xef && buffer[start + 1] === 0xbb && buffer[start + 2] === 0xbf ? start + 3 : start;
}

;// CONCATENATED MODULE: ./lib/failure/excerpt.js





/** UTF-16 units of a line that are shown. */
const SHOWN = 500;
/**
 * The excerpt of a file that the job wrote: all of it is the step's own. `lines`: how many are wanted, at least 1. An error of the stream
 * ends the file there; only when nothing was read it is the reason.
 */
async function excerptOfText(bytes, lines, redact) {
    const collector = createCollector(lines);
    const isHeader = createHeaderFilter();
    const visit = (buffer, start, end, number) => {
        const raw = lineText(buffer, afterMark(buffer, start, end), end);
        if (!isHeader(raw, true, false))
            collector.add(number, raw, false);
        return true;
    };
    const failure = await readWhole("file", bytes, visit, () => false);
    return finishExcerpt("file", collector, redact, failure ?? "The file is empty.");
}
/** The excerpt made of a job's annotations, where they say more than that it failed. */
function excerptOfAnnotations(annotations, lines, redact) {
    const collector = createCollector(lines);
    let number = 0;
    for (const text of annotations.filter(isTelling).flatMap(annotationLines))
        collector.add(++number, text, true);
    return finishExcerpt("annotations", collector, redact, "The annotations of the job say only that it failed.");
}
/** Visits all lines of the `thing`. Returns a sentence if the stream broke. */
async function readWhole(thing, bytes, visit, passes) {
    try {
        await visitLines(bytes, visit, passes);
        return undefined;
    }
    catch (error) {
        return `The ${thing} broke off while it was read: ${(0,tickets_text/* oneLine */.TN)(error instanceof Error ? error.message : String(error), 200)}.`;
    }
}
/** What the collector kept as an excerpt, redacted; `otherwise` is the reason when it kept nothing. */
function finishExcerpt(source, collector, redact, otherwise) {
    const chosen = collector.finish();
    if (chosen.lines.length === 0)
        return { ok: false, reason: otherwise };
    const redaction = redact(chosen.lines.map((line) => line.text).join("\n"));
    if (!redaction.ok) {
        return {
            ok: false,
            reason: `The pattern ${(0,tickets_text/* cutText */.IN)(redaction.pattern, 100)} of \`failure.log.redact\` ran out of time, so nothing of it is shown.`,
        };
    }
    const texts = redaction.text.split("\n");
    const lines = chosen.lines.map(({ number }, index) => ({ number, text: (0,tickets_text/* cutText */.IN)(texts[index] ?? "", SHOWN).trimEnd() }));
    const found = chosen.first === undefined ? undefined : lines[chosen.first];
    return {
        ok: true,
        excerpt: {
            source,
            lines,
            ...(found === undefined ? {} : { firstError: { number: found.number, text: bareText(found.text) } }),
            keep: chosen.first ?? lines.length - 1,
            ...(chosen.exitCode === undefined ? {} : { exitCode: chosen.exitCode }),
            redacted: redaction.count,
            total: chosen.total,
        },
    };
}
/** Nearly every failed job has an annotation that names the exit code and nothing else. */
function isTelling({ annotation_level: level, message }) {
    if (level !== "failure" || message === null)
        return false;
    return !/^\s*(?:Process completed with exit code -?\d+\.?|The operation was cancell?ed\.?|The job was not started.{0,40})?\s*$/i.test(message);
}
/** The place stands in front of the first line; `.github` is what the runner writes where there is none. */
function annotationLines({ path, start_line: line, title, message }) {
    const place = path === "" || path === ".github" ? "" : `${path}:${line}: `;
    const heading = title === null || title === "" || (message ?? "").includes(title) ? "" : `${title}: `;
    return (0,tickets_text/* cleanText */.X5)(`${place}${heading}${message ?? ""}`.slice(0, 8192)).split("\n");
}

;// CONCATENATED MODULE: ./lib/failure/stamps.js
/** The times in front of the lines of a log, looked at as bytes. */
/** How long "2026-06-07T07:20:48.7205841Z " is, which the runner writes before every message: https://github.com/actions/runner, Logging.cs. */
const STAMP = 29;
/** "2026-06-07T07:20:48" */
const SECONDS = 19;
/** Does the line begin with a stamp? Of a blank one the space behind it may be gone. */
function isStamp(buffer, start, end) {
    // "-", "T", "." and "Z" in their places; the digits between them need not be looked at.
    return (end - start >= STAMP - 1 &&
        buffer[start + 4] === 0x2d &&
        buffer[start + 10] === 0x54 &&
        buffer[start + 19] === 0x2e &&
        buffer[start + 27] === 0x5a);
}
/**
 * Is the last stamped line that ends in the chunk before the limit? Stamps rise, so then all are; where the last one is before the first, it is a text that
 * looks like a stamp, and where the first has none it cannot be told. Looks at a few lines only.
 */
function isAllBefore(chunk, limit) {
    const begin = chunk.indexOf(10) + 1;
    if (!isStamp(chunk, begin, chunk.length))
        return false;
    const first = chunk.subarray(begin, begin + SECONDS);
    let end = chunk.lastIndexOf(10);
    for (let tries = 0; tries < 8 && end > 0; tries++) {
        const start = chunk.lastIndexOf(10, end - 1) + 1;
        if (start > 0 && isStamp(chunk, start, end))
            return compare(chunk, start, limit) < 0 && compare(chunk, start, first) >= 0;
        end = start - 1;
    }
    return false;
}
/** Like a comparison of texts: below 0 if the bytes from `start` on are before those of `limit`, 0 if they begin with them. */
function compare(buffer, start, limit) {
    for (let index = 0; index < limit.length; index++) {
        const difference = (buffer[start + index] ?? 0) - (limit[index] ?? 0);
        if (difference !== 0)
            return difference;
    }
    return 0;
}

;// CONCATENATED MODULE: ./lib/failure/window.js
/** What the runner writes before a post step, in place of a header. */
const POST_HEADER = "Post job cleanup.";
/** Seconds a header may come after the start of its step. */
const LAG = 2;
/** The window of `step` among all `steps` of the job. Without times the window is the whole log. */
function createWindow(step, steps) {
    const start = second(step.started_at, 0);
    const end = second(step.completed_at, 0) || "9999";
    const latest = second(step.started_at, LAG) || "9999";
    const isPost = step.name.startsWith("Post ");
    const ran = steps.filter((other) => other.conclusion !== "skipped" && hasHeader(other.name, isPost));
    const before = ran.filter((other) => other.number < step.number && second(other.started_at, 0) === start && start !== "");
    const next = ran.find((other) => other.number > step.number);
    let found = "none";
    let ahead = before.length;
    const open = (title, at) => {
        // Of an unnamed step the header is the name; a named one may still be called "Run tests".
        if (title === step.name && at >= start && at <= latest)
            found = "name";
        else if (at < start)
            return "ours";
        else if (at > latest && at >= end)
            return "next";
        else if (ahead > 0)
            ahead--;
        else
            found = "time";
        return "ours";
    };
    const isNext = (title, at, failed) => {
        // A post step may share its only second with a step before it, whose error and header are then in the window too.
        if (at < end || (isPost && found === "none"))
            return false;
        return failed || (!isPost && title === POST_HEADER) || (next !== undefined && title === next.name && at >= second(next.started_at, 0));
    };
    const judge = (title, at, failed) => {
        if ((title === POST_HEADER) !== isPost)
            return isNext(title, at, failed) ? "next" : "inner";
        if (found === "none")
            return open(title, at);
        if (found === "time" && title === step.name && at <= latest) {
            found = "name";
            return "ours";
        }
        return isNext(title, at, failed) ? "next" : "inner";
    };
    return { from: second(step.started_at, -1), until: second(step.completed_at, 1) || "9999", judge };
}
/** Which steps write a header of the kind that is looked for. */
function hasHeader(name, isPost) {
    return isPost ? name.startsWith("Post ") : !/^(?:Set up job|Complete job|Initialize containers|Stop containers|Pre |Post )/.test(name);
}
/** The time moved by `seconds` and cut to whole seconds; empty if it is not known, or no time at all (`0001-01-01T00:00:00Z`). */
function second(time, seconds) {
    const at = Date.parse(time ?? "") + seconds * 1000;
    // Years of more than four digits are written with a sign and would not compare as text.
    return at >= 0 && at < Date.UTC(10_000, 0) ? new Date(at).toISOString().slice(0, 19) : "";
}

;// CONCATENATED MODULE: ./lib/failure/log.js






/** Stamped lines behind the window after which nothing of the step is expected any more. One alone may be text that looks like a stamp. */
const PAST = 50;
/**
 * Reads the log and returns the excerpt, or the reason why there is none. Memory is bounded whatever the log holds; lines before the step are
 * passed over as bytes, and the stream is cancelled when the step is over. A stream that breaks within the step gives what came until then.
 */
async function excerptOfLog(bytes, request) {
    const { from, until, judge } = createWindow(request.step, request.steps);
    const first = Buffer.from(from);
    const last = Buffer.from(until);
    const collector = createCollector(request.lines);
    const isHeader = createHeaderFilter();
    let entered = false;
    let past = 0;
    let failed = false;
    const take = (raw, stamped, role, number) => {
        if (role !== undefined)
            failed = false;
        if (role === "ours")
            collector.restart();
        if (role === "ours" && raw.trimEnd() === POST_HEADER)
            return;
        failed ||= raw.startsWith("##[error]");
        if (!isHeader(raw, stamped, role === "ours"))
            collector.add(number, raw, false);
    };
    const visit = (buffer, lineStart, end, number) => {
        const start = afterMark(buffer, lineStart, end);
        const stamped = isStamp(buffer, start, end);
        if (!entered) {
            if (from !== "" && (!stamped || compare(buffer, start, first) < 0))
                return true;
            entered = true;
        }
        if (stamped)
            past = compare(buffer, start, last) > 0 ? past + 1 : 0;
        if (past > 0)
            return past < PAST;
        const raw = lineText(buffer, stamped ? Math.min(start + STAMP, end) : start, end);
        const title = stamped ? headerTitle(raw) : undefined;
        const role = title === undefined ? undefined : judge(title, buffer.toString("latin1", start, start + SECONDS), failed);
        if (role !== "next")
            take(raw, stamped, role, number);
        return role !== "next";
    };
    const failure = await readWhole("log", bytes, visit, (chunk) => !entered && isAllBefore(chunk, first));
    return finishExcerpt("log", collector, request.redact, failure ?? "The job's log holds no lines of the failed step.");
}
/** The title of a line that opens a step. */
function headerTitle(raw) {
    if (raw.startsWith("##[group]Run "))
        return raw.slice("##[group]".length).trimEnd();
    return raw.startsWith(POST_HEADER) && raw.trimEnd() === POST_HEADER ? POST_HEADER : undefined;
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/payload.js
var lib_payload = __webpack_require__(5793);
;// CONCATENATED MODULE: ./lib/failure/spare.js
/** What a ticket can do without must not keep it from being sent, whatever goes wrong. */

/** Does the work; what it throws goes to `lost` as a refusal that names `what` (the beginning of a sentence), and `otherwise` stands in. */
async function spared(what, lost, otherwise, work) {
    try {
        return await work();
    }
    catch (error) {
        lost({ ok: false, why: "unavailable", detail: `${what} could not be looked at (${saidBy(error)}).` });
        return otherwise;
    }
}
/** What an error says, on one short line. */
function saidBy(error) {
    return (0,tickets_text/* oneLine */.TN)(error instanceof Error ? error.message : String(error), 200).replace(/\.$/, "");
}

;// CONCATENATED MODULE: ./lib/failure/logfiles.js





/** Files that are read of what the input matches, and matches that are looked at for them. */
const MOST_FILES = 10;
const MOST_MATCHES = 200;
/** Finds the files. Whatever cannot be looked at becomes a reason. */
async function findLogFiles(folders) {
    const workspace = (0,external_node_path_.resolve)(folders.workspace);
    const root = await promises_.realpath(workspace).catch(() => workspace);
    const paths = new Set();
    const reasons = [];
    for (const pattern of folders.logFiles) {
        const found = await matches(pattern, workspace);
        reasons.push(...found.reasons);
        for (const path of found.paths) {
            if (paths.size >= MOST_FILES)
                break;
            const inWorkspace = within(workspace, path);
            const file = await readable(path, inWorkspace === undefined ? undefined : root);
            if ("path" in file)
                paths.add(file.path);
            else if (file.why !== undefined)
                reasons.push(`\`${named(inWorkspace ?? path)}\` ${file.why}.`);
        }
    }
    return { paths: [...paths], reasons: [...new Set(reasons)] };
}
/** Paths that a pattern stands for. One without special characters is a path, and so is one that names a file as it is written (`out[1].log`). */
async function matches(pattern, workspace) {
    // As on Windows, also where a backslash is a sign like any other: nobody has it in a name. What is there as it is written comes first.
    const written = (0,external_node_path_.resolve)(workspace, pattern);
    const path = (await isThere(written)) ? written : (0,external_node_path_.resolve)(workspace, pattern.replaceAll("\\", "/"));
    if (!/[*?[\]{}!()]/.test(pattern) || (await isThere(path)))
        return { paths: [path], reasons: [] };
    // Node.js has it since version 22: https://nodejs.org/api/fs.html#fspromisesglobpattern-options
    if (typeof promises_.glob !== "function") {
        return { paths: [], reasons: [`This version of Node.js finds no files by \`${named(pattern)}\`; write the path itself.`] };
    }
    const paths = [];
    try {
        for await (const found of promises_.glob(pattern, { cwd: workspace })) {
            if (paths.push((0,external_node_path_.resolve)(workspace, found)) >= MOST_MATCHES)
                break;
        }
    }
    catch (error) {
        return { paths, reasons: [`Not all files of \`${named(pattern)}\` could be found (${saidBy(error)}).`] };
    }
    return { paths, reasons: [] };
}
/**
 * The file where its links end. What was checked out can be a stranger's, and a link in it can point at anything on the runner, at the scripts of the
 * steps too, which hold secrets: it has to end within `root`, where one is given. A folder that a glob matched is no file and not worth a word.
 */
async function readable(path, root) {
    try {
        const real = await promises_.realpath(path);
        if (root !== undefined && within(root, real) === undefined)
            return { why: "is not read, since a link leads out of the workspace" };
        return (await promises_.stat(real)).isFile() ? { path: real } : {};
    }
    catch (error) {
        const code = (0,lib_payload/* textOf */.b6)((0,lib_payload/* valueAt */.fK)(error, "code")) ?? saidBy(error);
        return code === "ENOENT" ? {} : { why: `could not be read (${code})` };
    }
}
/** The way from a folder to a path in it. */
function within(folder, path) {
    const way = (0,external_node_path_.relative)(folder, path);
    return way === ".." || way.startsWith(`..${external_node_path_.sep}`) || (0,external_node_path_.isAbsolute)(way) ? undefined : way;
}
async function isThere(path) {
    const stats = await promises_.lstat(path).catch(() => undefined);
    return stats !== undefined;
}
function named(path) {
    return (0,tickets_text/* oneLine */.TN)(path, 200).replaceAll("`", "'");
}

;// CONCATENATED MODULE: ./lib/failure/excerpts.js
/** The excerpts of the failed jobs: from GitHub's logs, else from files that the job wrote, else from annotations, else a sentence. */






/** Reads the failing step's lines out of the log of a job. */
function logReader({ lines, redact }) {
    return async ({ steps, job }, stream) => {
        // A job that timed out between two steps has no failed one; then the last that ran is where it stood.
        const step = steps[0]?.step ?? job?.steps?.findLast(({ conclusion }) => conclusion !== null && conclusion !== "skipped");
        if (step === undefined)
            return { ok: false, reason: "No step of the job ran, so its log says nothing." };
        return excerptOfLog(stream, { step, steps: job?.steps ?? [step], lines, redact });
    };
}
/**
 * The excerpt of each job whose log was asked for. Where GitHub did not serve one, `log-file` stands in for the job that we run in (outside of the
 * failed jobs: for the first without a log), and annotations for the others.
 */
async function excerptsOf(logs, settings) {
    const results = new Map();
    const without = logs.filter(({ read }) => read?.ok !== true);
    const forFile = settings.inJob ? without.find(({ job }) => job.own) : without[0];
    for (const log of logs) {
        if (log.read?.ok === true) {
            results.set(log.job, log.read);
            continue;
        }
        const file = log === forFile ? await readFiles(settings).catch(unreadable) : undefined;
        const notes = excerptOfAnnotations(log.annotations ?? [], settings.lines, settings.redact);
        const reasons = [log.read?.reason ?? log.reason, file?.ok === false ? file.reason : undefined, ...wayOut(log.job, settings)];
        const otherwise = { ok: false, reason: reasons.filter((text) => text !== undefined).join(" ") };
        results.set(log.job, [file, notes].find((result) => result?.ok === true) ?? otherwise);
    }
    return results;
}
/** How to see the log of the job that we run in, which GitHub serves only when we are gone. */
function wayOut({ own }, { logFiles }) {
    const input = logFiles.length === 0 ? " or the input `log-file`" : "";
    return own ? [`A workflow of its own (\`on: workflow_run\`)${input} shows it.`] : [];
}
function unreadable(error) {
    return { ok: false, reason: `The files of the input \`log-file\` could not be read (${saidBy(error)}).` };
}
/** Ends the stream when the time is over: a file of any size may take a part of the step's time, and never the ticket. */
function bounded(stream, ms) {
    const timer = setTimeout(() => stream.destroy(new Error("the time for reading files is used up")), Math.max(1, ms));
    stream.once("close", () => clearTimeout(timer));
    return stream;
}
/** The first of the files that shows an error, else the first that has lines; `undefined` where the input names none. */
async function readFiles(settings) {
    if (settings.logFiles.length === 0)
        return undefined;
    const { paths, reasons } = await findLogFiles(settings);
    const why = [...reasons];
    const until = performance.now() + settings.patience();
    let best;
    for (const path of paths) {
        const stream = bounded((0,external_node_fs_.createReadStream)(path), until - performance.now());
        const result = await excerptOfText(stream, settings.lines, settings.redact);
        if (result.ok && result.excerpt.firstError !== undefined)
            return result;
        if (result.ok)
            best ??= result;
        else
            why.push(result.reason);
    }
    if (best !== undefined)
        return best;
    const named = (0,tickets_text/* oneLine */.TN)(settings.logFiles.join(", "), 200);
    return { ok: false, reason: why.length > 0 ? why.slice(0, 3).join(" ") : `No file matches the input \`log-file\` (${named}).` };
}

;// CONCATENATED MODULE: ./lib/failure/jobs.js
/** The jobs of a run: which of many executions counts, which one is ours, which failed and in which steps. Pure. */

/** All executions of each name in the newest attempt that has it, in the order of the list. Attempts after `attempt` do not count. */
function newestJobs(all, attempt) {
    const newest = new Map();
    const known = all.filter((job) => attemptOf(job) <= attempt);
    for (const job of known)
        newest.set(job.name, Math.max(newest.get(job.name) ?? 0, attemptOf(job)));
    return known.filter((job) => attemptOf(job) === newest.get(job.name));
}
function attemptOf(job) {
    return job.run_attempt ?? 1;
}
/**
 * The id that serves the log of a job. "Re-run" lists the jobs that it did not run again under new ids, with the times of the original;
 * the log stays with the original, which is the oldest of them.
 */
function logIdOf(job, all) {
    const twins = all.filter((other) => other.name === job.name &&
        attemptOf(other) < attemptOf(job) &&
        other.completed_at !== null &&
        other.started_at === job.started_at &&
        other.completed_at === job.completed_at &&
        other.conclusion === job.conclusion &&
        other.runner_name === job.runner_name);
    return Math.min(job.id, ...twins.map((twin) => twin.id));
}
/**
 * The job that we run in: by its id; where the server does not know that (older GitHub Enterprise Server), the one that is in progress on
 * our runner. Of several (runners may share a name) the only one that bears our matrix values, or else the key of the workflow file, is believed.
 */
function ownJob(jobs, self) {
    const byId = self.jobId === undefined ? undefined : jobs.find((job) => job.id === self.jobId);
    if (byId !== undefined || self.runnerName === undefined)
        return byId;
    const here = jobs.filter((job) => job.runner_name === self.runnerName && job.status === "in_progress");
    if (here.length < 2)
        return here[0];
    const named = here.filter((job) => job.name === self.key || job.name.startsWith(`${self.key} (`));
    const values = matrixText(self.matrix);
    const exact = values === undefined ? [] : here.filter((job) => job.name.endsWith(` (${values})`));
    const both = named.filter((job) => exact.includes(job));
    const [only, ...others] = [both, exact, named].find((found) => found.length > 0) ?? [];
    return others.length === 0 ? only : undefined;
}
/** The matrix values as GitHub puts them behind the name of a job: `ubuntu-latest, 22`. Mappings and lists have no such text. */
function matrixText(matrix) {
    const values = Object.values(matrix ?? {});
    const isPlain = values.length > 0 && values.every((value) => ["string", "number", "boolean"].includes(typeof value));
    return isPlain ? values.map(String).join(", ") : undefined;
}
/** `timeout-minutes` counts in minutes; what was cancelled sooner has not timed out. A little less, since times are in whole seconds. */
const SHORTEST_TIMEOUT_MS = 55_000;
/** The cancelled jobs that may have run out of time: the 3 that ran longest. GitHub calls both "cancelled". */
function timeoutSuspects(jobs) {
    return jobs
        .filter((job) => job.conclusion === "cancelled" && ranFor(job) >= SHORTEST_TIMEOUT_MS)
        .toSorted((a, b) => ranFor(b) - ranFor(a))
        .slice(0, 3);
}
/** What GitHub writes on a job that ran out of time (https://github.com/actions/runner, JobRunner.cs). */
function saysTimeout(message) {
    return message?.includes("exceeded the maximum execution time") === true;
}
function ranFor(job) {
    const ms = Date.parse(job.completed_at ?? "") - Date.parse(job.started_at ?? "");
    return Number.isNaN(ms) ? 0 : ms;
}
/** How a listed job failed, or `undefined` if it did not. `timedOut`: an annotation says so. */
function classOf(job, timedOut, countCancelled) {
    switch (job.conclusion) {
        case "failure":
            return "failure";
        case "timed_out":
            return "timeout";
        case "startup_failure":
            return "startup";
        case "cancelled":
            if (timedOut)
                return "timeout";
            return countCancelled ? "cancelled" : undefined;
        default:
            return undefined;
    }
}
/** The failed steps of a job. Of one that was ended from outside it is the step that was cut off. */
function failedSteps(job, url, kind) {
    const of = (...conclusions) => (job.steps ?? [])
        .filter((step) => conclusions.includes(step.conclusion ?? ""))
        .map((step) => ({
        name: step.name,
        number: step.number,
        conclusion: step.conclusion ?? "",
        url: `${url}#step:${step.number}:1`,
        step,
    }));
    const failed = of("failure", "timed_out");
    return failed.length > 0 || kind === "failure" ? failed : of("cancelled").slice(0, 1);
}
/** A failed job as the list has it. `runUrl` stands in where the list has no link. */
function failedJob(job, kind, of) {
    const url = job.html_url ?? `${of.runUrl}/job/${job.id}`;
    return {
        name: job.name,
        hash: (0,identity/* jobHash */.QN)(job.name),
        conclusion: job.conclusion ?? (of.own ? "failure" : ""),
        class: kind,
        url,
        steps: failedSteps(job, url, kind),
        job,
        logId: of.logId,
        own: of.own,
        ...(of.said === undefined ? {} : { said: of.said }),
    };
}
/** A failed job of which only the name is known. */
function namedJob(name, kind, url, own) {
    return { name, hash: (0,identity/* jobHash */.QN)(name), conclusion: kind === "cancelled" ? "cancelled" : "failure", class: kind, url, steps: [], own };
}

;// CONCATENATED MODULE: ./lib/failure/verdict.js
/** What became of the run: red, green or unknown, and because of which jobs. Pure. */


/** What became of the jobs that ours needs, by id, from the input `needs` as it was checked. */
function needResults(needs) {
    return new Map(Object.entries(needs).map(([id, { result }]) => [id, result]));
}
/** Every job that ours needs succeeded or was skipped: the run is green, whatever a list says. */
function needsPass(needs) {
    return [...needs.values()].every((result) => result === "success" || result === "skipped");
}
/** What is certain before anything is asked: a run that is green or red whatever the list of its jobs says. */
function knownColor(run, needs, self) {
    if (run.position === "workflow_run") {
        if (run.conclusion === "success")
            return "green";
        return ["failure", "timed_out", "startup_failure"].includes(run.conclusion ?? "") ? "red" : undefined;
    }
    if (run.position === "needs")
        return [...(needs?.values() ?? [])].includes("failure") ? "red" : undefined;
    return self.status === "failure" ? "red" : undefined;
}
/** The verdict on the run. */
function judgeJobs(evidence) {
    const { run, listed } = evidence;
    const all = listed?.jobs ?? [];
    const newest = newestJobs(all, run.attempt);
    const own = run.position === "workflow_run" ? undefined : ownJob(newest, evidence.self);
    const jobs = run.position === "needs" ? newest.filter((job) => job !== own) : newest;
    const tolerated = toleration(evidence);
    const found = jobs.flatMap((job) => {
        const kind = job === own ? ownClass(evidence) : classOf(job, evidence.timedOut.has(job.id), evidence.countCancelled);
        if (kind === undefined || tolerated(job))
            return [];
        const said = evidence.timedOut.get(job.id);
        return [failedJob(job, kind, { logId: logIdOf(job, all), runUrl: run.url, own: job === own, ...(said === undefined ? {} : { said }) })];
    });
    const failed = [...found, ...unlisted(evidence, own, found.length > 0)];
    const results = listed === undefined ? resultsWithoutList(evidence, failed) : resultsOf(jobs, failed, tolerated, own, evidence.self);
    const color = colorOf(evidence, failed, results);
    return {
        color,
        ...(color === "red" ? { class: wholeClass(evidence, failed) } : {}),
        failed,
        results,
        complete: listed?.complete === true && run.position !== "step",
        listed: listed !== undefined,
        ...(own === undefined ? {} : { ownJob: own.name }),
    };
}
function ownClass({ self, countCancelled }) {
    if (self.status === "failure")
        return "failure";
    return self.status === "cancelled" && countCancelled ? "cancelled" : undefined;
}
/** Which listed failures do not make the run red. */
function toleration({ run, needs }) {
    if (run.position === "workflow_run")
        return () => run.conclusion === "success";
    if (run.position !== "needs" || needs === undefined)
        return () => false;
    if (needsPass(needs))
        return () => true;
    return ({ name }) => [name, (0,identity/* jobKeyName */.kH)(name)].some((whole) => needs.get(whole.split(" / ")[0] ?? "") === "success");
}
/** Failures that no list shows: told by `needs`, or by the status of our own job. */
function unlisted(evidence, own, some) {
    const { run, needs, self, countCancelled } = evidence;
    if (run.position === "step") {
        const kind = own === undefined ? ownClass(evidence) : undefined;
        return kind === undefined ? [] : [namedJob(self.key, kind, run.attemptUrl, true)];
    }
    if (run.position === "workflow_run" || some)
        return [];
    return [...(needs ?? [])].flatMap(([id, result]) => {
        if (result === "failure")
            return [namedJob(id, "failure", run.attemptUrl, false)];
        return result === "cancelled" && countCancelled ? [namedJob(id, "cancelled", run.attemptUrl, false)] : [];
    });
}
function resultsOf(jobs, failed, tolerated, own, self) {
    const red = new Set(failed.map((entry) => entry.job));
    return jobs.map((job) => {
        const told = job === own ? endedAs(self.status) : job.status === "completed" ? endedAs(job.conclusion ?? "") : "pending";
        const result = red.has(job) ? "failure" : (told === "failure" || told === "cancelled") && tolerated(job) ? "success" : told;
        return { hash: (0,identity/* jobHash */.QN)(job.name), name: job.name, result };
    });
}
function endedAs(conclusion) {
    switch (conclusion) {
        case "success":
        case "neutral":
            return "success";
        case "skipped":
            return "skipped";
        case "cancelled":
        case "stale":
            return "cancelled";
        case "":
            return "pending";
        default:
            return "failure";
    }
}
function resultsWithoutList({ needs }, failed) {
    const red = new Set(failed.map((job) => job.name));
    const told = [...(needs ?? [])].map(([name, result]) => ({ hash: (0,identity/* jobHash */.QN)(name), name, result: red.has(name) ? "failure" : endedAs(result) }));
    const others = failed
        .filter((job) => needs?.has(job.name) !== true)
        .map(({ hash, name }) => ({ hash, name, result: "failure" }));
    return [...told, ...others];
}
function colorOf(evidence, failed, results) {
    const { run, needs, self, listed } = evidence;
    if (failed.length > 0)
        return "red";
    const known = knownColor(run, needs, self);
    if (known !== undefined || run.position === "workflow_run")
        return known ?? "unknown";
    const ended = results.every(({ result }) => result !== "pending");
    if (run.position === "needs") {
        const passed = needs !== undefined && needsPass(needs) && [...needs.values()].includes("success");
        return passed && (listed === undefined || ended) ? "green" : "unknown";
    }
    const clean = results.every(({ result }) => result === "success" || result === "skipped");
    return listed?.complete === true && self.status === "success" && clean ? "green" : "unknown";
}
const WEIGHT = ["failure", "timeout", "startup", "cancelled"];
function wholeClass({ run, listed }, failed) {
    const first = WEIGHT.find((kind) => failed.some((job) => job.class === kind));
    if (first !== undefined)
        return first;
    if (run.conclusion === "timed_out")
        return "timeout";
    const empty = listed?.complete === true && listed.jobs.length === 0;
    return empty || run.conclusion === "startup_failure" ? "startup" : "failure";
}

;// CONCATENATED MODULE: ./lib/failure/evidence.js
/** Gathers what the verdict on a run rests on: the list of its jobs, and which of the cancelled ones ran out of time. */


/** A first attempt is listed by itself; a later one with all before it, since it holds copies of jobs that did not run again. */
async function listJobs(github, run, keep) {
    const list = keep(await github.jobs(run.id, run.attempt > 1 ? { filter: "all" } : { attempt: run.attempt }));
    if (list?.detail !== undefined)
        keep({ ok: false, why: "unavailable", detail: list.detail });
    return list;
}
/** Completes the evidence: whether jobs that GitHub calls cancelled ran out of time. */
async function gatherEvidence(github, evidence, keep) {
    const { run, needs, listed } = evidence;
    const green = run.position === "workflow_run" ? run.conclusion === "success" : run.position === "needs" && needs !== undefined && needsPass(needs);
    const suspects = green ? [] : timeoutSuspects(newestJobs(listed?.jobs ?? [], run.attempt));
    const answers = await Promise.all(suspects.map((job) => github.annotations(logIdOf(job, listed?.jobs ?? []))));
    const late = suspects.flatMap((job, index) => {
        const answer = answers[index];
        const message = answer === undefined ? undefined : keep(answer)?.find((note) => saysTimeout(note.message))?.message;
        return typeof message === "string" ? [[job.id, message]] : [];
    });
    return { ...evidence, timedOut: new Map(late) };
}

;// CONCATENATED MODULE: ./lib/failure/ref.js
/** Which ref a run belongs to: a branch, the tags, a pull request or a merge queue. */
/** Stands for the repository of a fork that was deleted. */
const GONE = "unknown/unknown";
/** https://docs.github.com/repositories/configuring-branches-and-merges-in-your-repository/configuring-pull-request-merges/managing-a-merge-queue */
const QUEUE = /^gh-readonly-queue\/(.+)\/pr-\d+-[0-9a-f]+$/;
/** The queue's target branch, if this is the name of one of the branches that a merge queue makes. */
function queueBase(branch) {
    return QUEUE.exec(branch)?.[1];
}
/** A branch, or the merge queue that made it. */
function branchRef(name, defaultBranch, uncertain = false) {
    const base = queueBase(name);
    if (base !== undefined)
        return queueRef(base, name);
    const isDefault = defaultBranch === undefined ? undefined : name === defaultBranch;
    return {
        kind: "branch",
        refClass: `branch:${name}`,
        name,
        rule: name,
        full: `refs/heads/${name}`,
        isDefault,
        uncertain: uncertain && isDefault !== true,
    };
}
/** A branch that is known to be the default one, as it is of every scheduled run. */
function defaultRef(name) {
    return branchRef(name, name);
}
/** All tags share one class, since each tag has one run and no later one could close its ticket. */
function tagRef(name) {
    return { kind: "tag", refClass: "tags", name, rule: name, full: `refs/tags/${name}`, isDefault: false, uncertain: false };
}
/** The merge queue of `base`; `branch` is the one that it made. */
function queueRef(base, branch) {
    return {
        kind: "queue",
        refClass: `queue:${base}`,
        name: base,
        rule: base,
        full: `refs/heads/${branch}`,
        isDefault: false,
        uncertain: false,
    };
}
/** The head of a pull request. `repository` is `owner/name` of the head, absent when the fork is gone. */
function pullRef(repository, name, number) {
    const home = repository ?? GONE;
    const owner = home.slice(0, home.indexOf("/"));
    const full = number === undefined ? "" : `refs/pull/${number}/head`;
    return { kind: "pull", refClass: `pull:${home}:${name}`, name, rule: `pr:${owner}:${name}`, full, isDefault: false, uncertain: false };
}
/** Events of a run whose `head_branch` can be a tag as well as a branch. Of all others it is the default branch, or told apart before. */
const EITHER = new Set([
    "push",
    "workflow_dispatch",
    "create",
    "deployment",
    "deployment_status",
    "check_run",
    "check_suite",
    "registry_package",
]);
/** Whether a run of this event is about a pull request, and its ref the head of it. */
function isPullEvent(event) {
    return event.startsWith("pull_request");
}
/** The ref of a run as REST API and `workflow_run` payload describe it. */
function refOfRun(run, defaultBranch) {
    const name = run.head_branch ?? defaultBranch ?? "";
    if (isPullEvent(run.event))
        return pullRef(run.head_repository?.full_name, name, pullOfRun(run)?.number);
    if (run.event === "release")
        return tagRef(name);
    if (run.event === "schedule")
        return defaultRef(name);
    return branchRef(name, defaultBranch, EITHER.has(run.event));
}
/** The pull request that a run names; none for those of forks (https://github.com/actions/runner/issues/3444). */
function pullOfRun(run) {
    const pulls = run.pull_requests ?? [];
    return pulls.find((pull) => pull.head.sha === run.head_sha) ?? (pulls.length === 1 && isPullEvent(run.event) ? pulls[0] : undefined);
}
/** What tells two tags of one kind of release from tags of another: the letters before the first digit (`v` of `v1.2.0`). */
function tagStem(name) {
    return /^\D*/.exec(name)?.[0] ?? "";
}
/**
 * Whether an earlier or later run of the same workflow is of the same ref. Of tags GitHub's list does not say which runs they are: those
 * may be whose name begins like ours and has a digit too, which a branch `v1` has as well; `isCertainTag` and a look at the tag tell.
 */
function isSameRef(run, ref, home) {
    const name = run.head_branch ?? "";
    if (isPullEvent(run.event) !== (ref.kind === "pull"))
        return false;
    const repository = run.head_repository?.full_name;
    if (repository?.toLowerCase() !== home?.toLowerCase())
        return false;
    if (ref.kind === "queue")
        return queueBase(name) === ref.name;
    if (ref.kind !== "tag")
        return name === ref.name;
    if (run.event === "release" || name === ref.name)
        return true;
    return /\d/.test(ref.name) && /\d/.test(name) && tagStem(name) === tagStem(ref.name);
}
/** Whether a run that may be of a tag is known to be, without a question: releases have tags, and so has our name at our commit. */
function isCertainTag(run, name, headSha) {
    return run.event === "release" || (run.head_branch === name && run.head_sha === headSha);
}

;// CONCATENATED MODULE: ./lib/failure/tags.js
/** Tells runs of tags from runs of branches that are named like tags: GitHub's list of runs gives a name and does not say of what. */

/** A proof for runs around `run`, with at most so many looks, one request each. */
function createTagProof(github, run, looks) {
    const seen = new Map();
    let left = looks;
    let refused;
    const known = (found) => {
        if (isCertainTag(found, run.ref.name, run.headSha))
            return true;
        const answer = seen.get(found.head_branch ?? "");
        if (answer === undefined)
            return undefined;
        if (answer.ok)
            return answer.value === found.head_sha;
        return answer.why === "missing" ? false : undefined;
    };
    const ask = async (found) => {
        const name = found.head_branch ?? "";
        if (known(found) === undefined && !seen.has(name) && left > 0) {
            left -= 1;
            const answer = await github.tag(name);
            seen.set(name, answer);
            if (!answer.ok && answer.why !== "missing")
                refused ??= answer;
        }
        return known(found);
    };
    return { ask, known, refused: () => refused };
}

;// CONCATENATED MODULE: ./lib/failure/history.js
/** What came before (and after) a red run: the green ones around it, how many red ones in a row. */


/** Looks at tags that one report may cost, one request each. */
const TAG_LOOKS = 2;
/** Runs of one page: a run is some kilobytes, and the one that is looked for is nearly always among the first. */
const PAGE = 20;
/** Of tags and queues the listing holds other refs too. */
const WIDE_PAGE = 50;
const MOST_CONSECUTIVE = 100;
/** Whether the name of the ref can be asked for: tags differ from run to run, and so do the branches of a merge queue. */
function branchFilter(run) {
    return run.ref.kind === "branch" || run.ref.kind === "pull" ? { branch: run.ref.name } : {};
}
function isGreen(found, run) {
    return found.conclusion === "success" && found.event === run.event && isSameRef(found, run.ref, run.headRepository);
}
/** The newest of runs that are of our ref. Of a tag the list cannot tell that, so there it is proven for one after the other. */
async function newestOf(runs, { ref }, proof) {
    for (const found of runs.toSorted((a, b) => b.run_number - a.run_number)) {
        const isOurs = ref.kind === "tag" ? await proof.ask(found) : true;
        if (isOurs !== false)
            return isOurs === true ? found : "in doubt";
    }
    return undefined;
}
function isBefore(found, run) {
    return found.run_number < run.number;
}
function isAfter(found, run) {
    return found.run_number > run.number || (found.run_number === run.number && (found.run_attempt ?? 1) > run.attempt);
}
/**
 * Looks for the newest green run before ours, and for a newer one. One request answers both, unless so many are newer that ours is off the
 * page; then a second one asks for what was created before. Order is by run number: dates of re-runs and of a late listing mislead. Of a tag
 * `proof` tells which runs are of tags too; what it cannot tell counts as neither.
 */
async function findGreens(github, run, proof = createTagProof(github, run, TAG_LOOKS)) {
    const size = "branch" in branchFilter(run) ? PAGE : WIDE_PAGE;
    const query = { ...branchFilter(run), event: run.event, status: "success", per_page: size };
    const page = await github.workflowRuns(run.workflow.handle, query);
    if (!page.ok)
        return page;
    const newest = (list, side) => newestOf(list.filter((found) => isGreen(found, run) && side(found, run)), run, proof);
    // What makes a ticket superfluous is asked first: there are few looks.
    const after = await newest(page.value, isAfter);
    let before = await newest(page.value, isBefore);
    const oldest = page.value.at(-1)?.created_at;
    const bound = run.createdAt ?? oldest;
    if (before === undefined && page.value.length >= size && bound !== undefined && !isPullEvent(run.event)) {
        const earlier = await github.workflowRuns(run.workflow.handle, { ...query, created: `<=${bound}` });
        if (!earlier.ok)
            return earlier;
        before = await newest(earlier.value, isBefore);
    }
    return { ok: true, value: greensOf(before, after, proof.refused()) };
}
function greensOf(before, after, refused) {
    return {
        ...(before === undefined ? {} : before === "in doubt" ? { inDoubt: true } : { before }),
        ...(after === undefined || after === "in doubt" ? {} : { after }),
        ...(refused === undefined ? {} : { refused }),
    };
}
/**
 * Counts the red runs in a row that end with ours: completed runs of workflow and ref, whatever started them, each once with its newest
 * attempt; cancelled ones are passed over. At most 100. Of a tag those count that may be of one: only what is known not to be is left out, so
 * that the looks at tags stay few; `known` is asked when the list has come, `ready` is waited for before.
 */
async function countConsecutive(github, run, known = () => undefined, ready = Promise.resolve()) {
    const created = run.createdAt === undefined ? {} : { created: `<=${run.createdAt}` };
    const page = await github.workflowRuns(run.workflow.handle, { ...branchFilter(run), status: "completed", ...created, per_page: 100 });
    if (!page.ok)
        return page;
    await ready;
    const earlier = page.value
        .filter((found) => isBefore(found, run) && isSameRef(found, run.ref, run.headRepository))
        .filter((found) => run.ref.kind !== "tag" || known(found) !== false)
        .toSorted((a, b) => b.run_number - a.run_number);
    let count = 1;
    for (const { conclusion } of earlier) {
        if (conclusion === "success")
            break;
        if (["failure", "timed_out", "startup_failure"].includes(conclusion ?? ""))
            count += 1;
    }
    return { ok: true, value: Math.min(count, MOST_CONSECUTIVE) };
}

;// CONCATENATED MODULE: ./lib/failure/logs.js
/** Which logs are read, and what stands in where GitHub does not serve one. */


/** Logs of one run. */
const MOST = 3;
/**
 * The jobs whose logs are read: at most 3, of different names before several of one matrix, and first of all the job that we run in, for which
 * `log-file` stands in.
 */
function logsWanted(failed) {
    const seen = new Set();
    const first = [];
    const others = [];
    for (const job of failed) {
        const name = (0,identity/* jobKeyName */.kH)(job.name);
        (seen.has(name) ? others : first).push(job);
        seen.add(name);
    }
    const chosen = new Set([...new Set([...failed.filter((job) => job.own), ...first, ...others])].slice(0, MOST));
    return failed.filter((job) => chosen.has(job));
}
/** Reads the logs side by side (3 are fewer than the 4 that may be). None of them throws. */
async function readLogs(github, failed, read) {
    return read === undefined ? [] : Promise.all(logsWanted(failed).map((job) => readOne(github, job, read)));
}
async function readOne(github, failed, read) {
    const { job, logId } = failed;
    if (job === undefined || logId === undefined)
        return { job: failed, reason: "GitHub did not list the job, so its log has no address.", refusals: [] };
    // Annotations reach a job when it ends, as its log does.
    if (job.completed_at === null)
        return { job: failed, reason: "GitHub serves the log of a job only when it has ended.", refusals: [] };
    const stream = await github.jobLog(logId, job.completed_at);
    const result = stream.ok ? await attempt(failed, stream.value, read) : stream;
    if (result.ok)
        return { job: failed, read: result.value, refusals: [] };
    const notes = await github.annotations(logId);
    return {
        job: failed,
        ...(notes.ok ? { annotations: notes.value } : {}),
        reason: result.detail,
        refusals: notes.ok ? [result] : [result, notes],
    };
}
async function attempt(failed, stream, read) {
    try {
        return { ok: true, value: await read(failed, stream) };
    }
    catch (error) {
        const said = (0,tickets_text/* oneLine */.TN)(error instanceof Error ? error.message : "", 200);
        return { ok: false, why: "unavailable", detail: `The log of job ${failed.job?.id ?? 0} could not be read to the end (${said}).` };
    }
}

;// CONCATENATED MODULE: ./lib/failure/lookup.js
/** What the payload leaves open about a run and one request can tell: whether its ref is a tag, and which pull request it is of. */

/**
 * Tells a tag from a branch where GitHub gave a name only. No request where that is known. A tag that points at another commit by now is
 * taken for a branch; so is everything when GitHub refuses.
 */
async function settleRef(github, run) {
    const { ref } = run;
    if (!ref.uncertain)
        return { run };
    const tag = await github.tag(ref.name);
    if (tag.ok && tag.value === run.headSha)
        return { run: { ...run, ref: tagRef(ref.name) } };
    const branch = { ...run, ref: branchRef(ref.name, run.defaultBranch) };
    // To have no such tag is the usual answer, and not knowing whether there is one costs nothing but certainty about a name.
    return tag.ok || tag.why === "missing" ? { run: branch } : { run: branch, refused: tag };
}
/**
 * Finds the pull request. Of a run of one the payload names it, unless it comes from a fork; then its target is needed to compare with, so
 * it is always asked for. Of a run on a branch it is asked for only when `wanted`.
 */
async function settlePull(github, run, wanted) {
    if (run.pull !== undefined || run.headSha === "")
        return { run };
    const home = run.headRepository;
    if (run.ref.kind === "pull") {
        if (home === undefined)
            return { run };
        const pulls = await github.pullsOfHead(home.slice(0, home.indexOf("/")), run.ref.name);
        if (!pulls.ok)
            return { run, refused: pulls };
        const ours = pulls.value.filter((pull) => pull.headRepository === undefined || pull.headRepository.toLowerCase() === home.toLowerCase());
        const found = ours.find((pull) => pull.headSha === run.headSha) ?? ours.find((pull) => pull.state === "open");
        return { run: found === undefined ? run : { ...withPull(run, found), base: found.base } };
    }
    if (!wanted || run.ref.kind !== "branch")
        return { run };
    const pulls = await github.pullsOfCommit(run.headSha);
    if (!pulls.ok)
        return { run, refused: pulls };
    const found = pulls.value.find((pull) => pull.headSha === run.headSha && pull.state === "open") ?? pulls.value[0];
    return { run: found === undefined ? run : withPull(run, found) };
}
function withPull(run, { number }) {
    return { ...run, pull: { number, url: `${run.repositoryUrl}/pull/${number}` } };
}

;// CONCATENATED MODULE: ./lib/failure/regression.js
/** The commits between the last green run (of a pull request: its base) and ours. */

/** Commits that a ticket shows. */
const regression_SHOWN = 20;
/** A commit with a subject and an author that are fit to be shown. */
function changeOf(commit, repositoryUrl) {
    const [subject = ""] = commit.message.trimStart().split("\n", 1);
    const author = (0,tickets_text/* oneLine */.TN)(commit.author ?? "", 100);
    return {
        sha: commit.sha,
        // Cut to its place only when it has been looked through for secrets.
        subject: (0,tickets_text/* oneLine */.TN)(subject, 4096),
        ...(author === "" ? {} : { author }),
        url: `${repositoryUrl}/commit/${encodeURIComponent(commit.sha)}`,
    };
}
const regression_nothing = { commits: [], total: 0 };
/** The commits between the last green run (of a pull request: its base) and ours. */
async function findRegression(github, run, greens) {
    if (run.ref.kind === "pull") {
        const base = run.base ?? run.defaultBranch;
        if (base === undefined)
            return unknown("The target of the pull request is not known.");
        return regression_compare(github, run, base, {});
    }
    if (!greens.ok)
        return unknown("Whether the workflow was green before could not be read.");
    const { before, inDoubt } = greens.value;
    if (before === undefined && inDoubt === true)
        return unknown("Whether an earlier tag was green is not known: branches have names like it.");
    if (before === undefined) {
        const where = run.ref.kind === "tag" ? `for a tag (event ${run.event})` : `on ${(0,tickets_text/* oneLine */.TN)(run.ref.name, 200)} (event ${run.event})`;
        return { regression: { kind: "never", ...regression_nothing, sentence: `This workflow was never green ${where}, as far as GitHub lists.` } };
    }
    const green = { number: before.run_number, url: before.html_url, sha: before.head_sha, at: before.run_started_at ?? before.created_at };
    if (before.head_sha === run.headSha) {
        return { regression: { kind: "same", green, ...regression_nothing, sentence: `Run ${green.number} was green on the same commit.` } };
    }
    return regression_compare(github, run, before.head_sha, { green });
}
function unknown(sentence) {
    return { regression: { kind: "unknown", ...regression_nothing, sentence } };
}
async function regression_compare(github, run, base, about) {
    const compareUrl = `${run.repositoryUrl}/compare/${encodeURIComponent(base.toWellFormed())}...${encodeURIComponent(run.headSha)}`;
    const known = { ...about, compareUrl };
    const answer = await github.compare(base, run.headSha);
    if (answer.ok)
        return { regression: compared(answer.value, run, known) };
    if (answer.why === "missing" || (answer.status === 404 && (await github.commit(run.headSha)).ok)) {
        return {
            regression: { kind: "rewritten", ...about, ...regression_nothing, sentence: "History was rewritten: the commit to compare with is gone." },
        };
    }
    return { regression: { kind: "unknown", ...known, ...regression_nothing, sentence: "The commits since then could not be read." }, refused: answer };
}
function compared(found, run, known) {
    const commits = found.commits.slice(-regression_SHOWN).map((commit) => changeOf(commit, run.repositoryUrl));
    const whole = { ...known, commits, total: Math.max(found.total, commits.length), files: found.files };
    // The base of a pull request moves on, so there "diverged" is the normal case and says nothing.
    if (run.ref.kind === "pull" || found.status === "ahead" || found.status === "identical")
        return { kind: "found", ...whole };
    const sentence = "History was rewritten: the last green commit is no ancestor of this one.";
    return { kind: "rewritten", ...whole, sentence };
}

;// CONCATENATED MODULE: ./lib/failure/facts.js
/** Collects what is to be known of a run: as few requests as will do, side by side, and none that is refused or goes wrong stops the rest. */








/**
 * Collects the facts of one run. The jobs are listed once and judged; of a red run then logs, history and pull request are read side by
 * side, history already beside the list where the run is known to be red before. Requests for a red run with one failed job: jobs, log,
 * green runs, comparison; where needed also ref, pull request, predecessors, annotations, head commit.
 */
async function collectFacts(github, reported, settings) {
    const refusals = [];
    const keep = (answer) => {
        if (answer.ok)
            return answer.value;
        refusals.push(answer);
        return undefined;
    };
    const lost = (refused) => void refusals.push(refused);
    const settled = spared("The ref", lost, reported, async () => {
        const { run, refused } = await settleRef(github, reported);
        if (refused !== undefined)
            refusals.push(refused);
        return run;
    });
    const history = async () => {
        const run = await settled;
        return spared("What came before the run", lost, { run }, () => collectHistory(github, run, settings.wants, keep));
    };
    const early = knownColor(reported, settings.needs, settings.self) === "red" ? history() : undefined;
    const listed = await spared("The list of jobs", lost, undefined, () => listJobs(github, reported, keep));
    const bare = { ...settings, run: reported, ...(listed === undefined ? {} : { listed }), timedOut: new Map() };
    const evidence = await spared("Why jobs were cancelled", lost, bare, () => gatherEvidence(github, bare, keep));
    const verdict = judgeJobs(evidence);
    const known = startOf(reported, listed?.jobs ?? []);
    const whole = { ...verdict, ...(known === undefined ? {} : { startedAt: known }) };
    if (verdict.color !== "red") {
        const run = await settled;
        const commit = run.commit === undefined ? {} : { commit: changeOf({ sha: run.headSha, ...run.commit }, run.repositoryUrl) };
        return { ...whole, run, ...commit, logs: [], refusals, permissions: permissionsOf(refusals) };
    }
    const reading = spared("The logs", lost, [], () => readLogs(github, verdict.failed, settings.readLog));
    const [logs, past] = await Promise.all([reading, early ?? history()]);
    for (const log of logs)
        refusals.push(...log.refusals);
    return { ...whole, ...past, logs, refusals, permissions: permissionsOf(refusals) };
}
/** The facts as the plan needs them. */
function runVerdict(facts) {
    const { run, commit } = facts;
    return {
        moment: { run: run.number, attempt: run.attempt },
        runUrl: run.attemptUrl,
        startedAt: facts.startedAt ?? "",
        commit: {
            sha: run.headSha,
            subject: commit?.subject ?? "",
            url: commit?.url ?? `${run.repositoryUrl}/commit/${encodeURIComponent(run.headSha)}`,
        },
        whollyGreen: facts.color === "green",
        jobs: facts.results,
        complete: facts.complete,
        ...(facts.supersededBy === undefined ? {} : { supersededBy: facts.supersededBy }),
    };
}
async function collectHistory(github, reported, wants, keep) {
    const pull = settlePull(github, reported, wants.pullRequest);
    // One request fewer is left for tags where predecessors are asked for too.
    const proof = createTagProof(github, reported, wants.consecutive ? TAG_LOOKS - 1 : TAG_LOOKS);
    const greens = findGreens(github, reported, proof);
    const count = wants.consecutive ? countConsecutive(github, reported, proof.known, greens) : undefined;
    const { run, refused } = await pull;
    if (refused !== undefined)
        keep(refused);
    // Only a pull request's base has to be waited for, and only the green run of anything else.
    const { regression, refused: uncompared } = await findRegression(github, run, run.ref.kind === "pull" ? { ok: true, value: {} } : await greens);
    if (uncompared !== undefined)
        keep(uncompared);
    const { after: newer, refused: untold } = keep(await greens) ?? {};
    if (untold !== undefined)
        keep(untold);
    const consecutive = count === undefined ? undefined : keep(await count);
    const { commit, files } = await headOf(github, run, regression, wants.path, keep);
    return {
        run,
        regression,
        ...(commit === undefined ? {} : { commit }),
        ...(newer === undefined ? {} : { supersededBy: newer.html_url }),
        ...(consecutive === undefined ? {} : { consecutive }),
        ...(files === undefined || !wants.path ? {} : { files }),
    };
}
/** Subject and files of the head commit: from payload or comparison, and only where neither has them by a request of its own. */
async function headOf(github, run, regression, wantsFiles, keep) {
    const told = run.commit === undefined ? undefined : changeOf({ sha: run.headSha, ...run.commit }, run.repositoryUrl);
    const commit = told ?? regression.commits.find((change) => change.sha === run.headSha);
    const files = regression.files;
    if (run.headSha === "" || (commit !== undefined && (files !== undefined || !wantsFiles)))
        return optional(commit, files);
    const head = keep(await github.commit(run.headSha));
    return optional(commit ?? (head && changeOf(head, run.repositoryUrl)), files ?? head?.files);
}
function optional(commit, files) {
    return { ...(commit === undefined ? {} : { commit }), ...(files === undefined ? {} : { files }) };
}
/** When this attempt started: told, or the earliest start of its own jobs. */
function startOf(run, jobs) {
    const starts = jobs.filter((job) => (job.run_attempt ?? 1) === run.attempt).flatMap((job) => job.started_at ?? []);
    return run.startedAt ?? starts.toSorted()[0];
}
function permissionsOf(refusals) {
    return [...new Set(refusals.flatMap(({ permission }) => permission ?? []))].toSorted();
}

// EXTERNAL MODULE: ./lib/tickets/description.js
var description = __webpack_require__(6263);
;// CONCATENATED MODULE: ./lib/failure/body.js
/** The description that a ticket has without a template: plain text, for a person who has never seen a runner. */



/** Jobs and steps that are named with links; the run's page has the rest. Links are never cut, so they must not fill the description. */
const MOST_JOBS = 15;
const MOST_STEPS = 3;
const WHAT_HAPPENED = {
    failure: "failed",
    timeout: "ran out of time",
    cancelled: "was cancelled",
    startup: "could not start",
};
/** The whole default description. */
function defaultBody(told) {
    const sections = [
        [fixed(headline(told))],
        [fixed(failedJobsBlock(told.jobs, told.facts.run.attemptUrl))],
        firstErrorSection(told.jobs),
        excerptPieces(told.jobs),
        [fixed(contextBlock(told.facts))],
        regressionPieces(told.facts),
        [fixed(gapsBlock(told))],
        [fixed(lines(description/* WHERE_TO_WRITE */.y4))],
    ];
    return joined(sections);
}
/** Sections with a blank line between them; empty ones leave no trace. */
function joined(sections) {
    const filled = sections.map((pieces) => pieces.filter(({ text }) => text !== "")).filter((pieces) => pieces.length > 0);
    return filled.flatMap((pieces, index) => (index === 0 ? pieces : [fixed("\n"), ...pieces]));
}
function fixed(text) {
    return { text, cut: "never" };
}
/** Each part on a line of its own; an empty one (a link that is not known) takes none. */
function lines(...parts) {
    return parts.map((part) => (part === "" ? "" : `${part}\n`)).join("");
}
function headline({ facts, jobs }) {
    const { run, class: kind = "failure", results } = facts;
    const where = `${run.workflow.name} ${WHAT_HAPPENED[kind]} on ${placeOf(facts)} of ${run.repository}`;
    if (jobs.length === 0 && kind === "startup") {
        return lines(`${where}: the run has no jobs.`, "GitHub could not start it, mostly because of a mistake in the workflow file or in one that it calls. Only the page of the run says which.");
    }
    if (jobs.length === 0)
        return lines(`${where}.`);
    const all = Math.max(results.length, jobs.length);
    const counted = `${jobs.length} of ${all} ${all === 1 ? "job" : "jobs"} ${whatBecameOf(jobs)}`;
    return lines(facts.complete ? `${where}: ${counted}.` : `${where}.`);
}
/** Where all jobs failed in the same way, how; "failed" says it of any other. */
function whatBecameOf(jobs) {
    const [kind = "failure", ...others] = new Set(jobs.map((job) => job.class));
    if (others.length > 0)
        return WHAT_HAPPENED.failure;
    return kind === "cancelled" && jobs.length > 1 ? "were cancelled" : WHAT_HAPPENED[kind];
}
/** `branch main`, `tag v1.2.0`, `pull request #57 (fix-parser)`. */
function placeOf({ run }) {
    const { name } = run.ref;
    if (run.ref.kind === "tag")
        return `tag ${name}`;
    if (run.ref.kind === "queue")
        return `the merge queue of ${name}`;
    if (run.ref.kind === "pull")
        return run.pull === undefined ? `a pull request (${name})` : `pull request #${run.pull.number} (${name})`;
    return name;
}
/** Failed jobs and steps with their links, one block of lines. A job that nobody listed has no page but that of the run. */
function failedJobsBlock(jobs, runUrl) {
    const shown = jobs.slice(0, MOST_JOBS).map((job) => {
        const [first, ...more] = job.steps.slice(0, MOST_STEPS);
        const what = `- ${job.name} ${WHAT_HAPPENED[job.class]}`;
        if (first === undefined)
            return lines(what, job.url === runUrl ? "" : indented(job.url));
        const others = more.map((step) => lines(`  and in ${stepText(step)}`, indented(step.url))).join("");
        const left = job.steps.length - MOST_STEPS;
        return `${lines(`${what} in ${stepText(first)}`, indented(first.url))}${others}${left > 0 ? lines(`  and in ${left} more`) : ""}`;
    });
    const left = jobs.length - shown.length;
    return `${shown.join("")}${left > 0 ? lines(`- and ${left} more jobs`, indented(runUrl)) : ""}`;
}
function indented(url) {
    return url === "" ? "" : `  ${url}`;
}
function stepText({ name, exitCode }) {
    return `step "${name}"${exitCode === undefined ? "" : ` (exit code ${exitCode})`}`;
}
/** The first error of the first job that shows one. */
function firstErrorOf(jobs) {
    for (const job of jobs)
        if (job.firstError !== undefined)
            return { job, ...job.firstError };
    return undefined;
}
function firstErrorSection(jobs) {
    const first = firstErrorOf(jobs);
    if (first === undefined)
        return [];
    return [fixed(lines(jobs.length > 1 ? `First error, in ${first.job.name}:` : "First error:", first.text))];
}
/** The excerpts of all jobs that have one, then the sentences that say why there is none of others. */
function excerptPieces(jobs) {
    const sections = [
        ...jobs.flatMap((job) => (job.excerpt === undefined ? [] : [excerptSection(job, job.excerpt)])),
        ...[...(0,group/* groupBy */.$)(jobs, ({ whyNoExcerpt }) => whyNoExcerpt)].map(([why, same]) => why === undefined ? [] : [fixed(lines(`No log of ${same.map(({ name }) => name).join(", ")}: ${why}`))]),
    ];
    return joined(sections);
}
function excerptSection(job, { source, lines: found, keep }) {
    const width = String(found.at(-1)?.number ?? 0).length;
    const text = found.map(({ number, text: line }) => source === "annotations" ? `  ${line}` : `  ${String(number).padStart(width)}  ${line}`.trimEnd());
    return [fixed(lines(excerptTitle(job))), { text: lines(...text), cut: "excerpt", keep }];
}
function excerptTitle({ name, steps, excerpt }) {
    const step = steps[0] === undefined ? "" : `, step "${steps[0].name}"`;
    if (excerpt?.source === "annotations")
        return `What GitHub notes on ${name}:`;
    const what = excerpt?.source === "file" ? "From the log file of" : "Log of";
    const shown = excerpt?.lines.length ?? 0;
    return `${what} ${name}${step} (${shown} of ${excerpt?.total ?? shown} lines):`;
}
function contextBlock({ run, commit, consecutive }) {
    const parts = [];
    if (commit !== undefined)
        parts.push(`Commit: ${changeText(commit)}`, commit.url);
    else if (run.headSha !== "")
        parts.push(`Commit: ${run.headSha.slice(0, 10)}`, `${run.repositoryUrl}/commit/${run.headSha}`);
    if (run.pull !== undefined)
        parts.push(`Pull request: #${run.pull.number}`, run.pull.url);
    const by = run.actor === undefined ? "" : `, started by ${run.actor}`;
    parts.push(`Run: ${run.number}, attempt ${run.attempt}, event ${run.event}${by}`, run.attemptUrl);
    if (consecutive !== undefined && consecutive > 1)
        parts.push(`This is the ${(0,notes/* ordinal */.IE)(consecutive)} failure in a row.`);
    return lines(...parts);
}
function changeText({ sha, subject, author }) {
    return `${sha.slice(0, 10)} ${subject}${author === undefined ? "" : ` (${author})`}`;
}
/** The commits since the last green run, one a line. */
function commitsPiece({ regression }) {
    const commits = regression?.commits ?? [];
    const left = (regression?.total ?? 0) - commits.length;
    const more = left > 0 ? [`- and ${left} before these`] : [];
    return { text: lines(...commits.toReversed().map((change) => `- ${changeText(change)}`), ...more), cut: "commits", keep: 0 };
}
function regressionPieces(facts) {
    const { regression } = facts;
    if (regression === undefined)
        return [];
    const { green, compareUrl, sentence, commits, total } = regression;
    const parts = [];
    if (green !== undefined)
        parts.push(`Last success: run ${green.number}, commit ${green.sha.slice(0, 10)}`, green.url);
    if (sentence !== undefined)
        parts.push(sentence);
    if (commits.length > 0) {
        const since = green === undefined ? "Commits of the pull request" : "Commits since then";
        parts.push(`${since} (${total}, newest first):`);
    }
    const after = compareUrl === undefined ? "" : lines(`Compare: ${compareUrl}`);
    return [fixed(lines(...parts)), commitsPiece(facts), fixed(after)];
}
/** What is missing and why, so that nobody takes silence for an answer; what stands beside an excerpt already is not said again. */
function gapsBlock({ facts, jobs }) {
    const said = jobs.map(({ whyNoExcerpt }) => whyNoExcerpt ?? "");
    const details = new Set(facts.refusals.map(({ detail }) => detail));
    const sentences = [...details].filter((detail) => !said.some((why) => why.includes(detail))).map((detail) => `- ${detail}`);
    const lacks = facts.permissions.length === 0 ? [] : [`- The workflow's \`permissions:\` lack ${facts.permissions.join(", ")}.`];
    const gaps = [...sentences.slice(0, 5), ...lacks];
    return gaps.length === 0 ? "" : lines("What GitHub did not tell:", ...gaps);
}

// EXTERNAL MODULE: ./lib/defaults.js
var defaults = __webpack_require__(1525);
// EXTERNAL MODULE: ./lib/tickets/duration.js
var duration = __webpack_require__(8053);
// EXTERNAL MODULE: ./lib/tickets/rules.js
var rules = __webpack_require__(9186);
;// CONCATENATED MODULE: ./lib/failure/values.js


/** `excerpt`, `commits` and `details` are not here: they are pieces, which may be cut (`body.ts`). */
function failureValues({ facts, jobs }) {
    const { run, commit, regression } = facts;
    const first = jobs[0];
    const step = first?.steps[0];
    const base = run.base ?? "";
    return {
        workflow: (0,tickets_text/* oneLine */.TN)(run.workflow.name, 200),
        repository: run.repository,
        branch: (0,tickets_text/* oneLine */.TN)(run.ref.name, 200),
        ref: (0,tickets_text/* oneLine */.TN)(run.ref.full, 300),
        base: (0,tickets_text/* oneLine */.TN)(base, 200),
        event: run.event,
        actor: (0,tickets_text/* oneLine */.TN)(run.actor ?? "", 100),
        run_number: run.number,
        run_attempt: run.attempt,
        attempt: run.attempt,
        run_id: run.id,
        run_url: run.attemptUrl,
        sha: run.headSha,
        short_sha: run.headSha.slice(0, 7),
        commit_subject: commit?.subject ?? "",
        commit_author: commit?.author ?? "",
        commit_url: commit?.url ?? "",
        compare_url: regression?.compareUrl ?? "",
        pull_request: run.pull?.number ?? "",
        pull_request_url: run.pull?.url ?? "",
        job: first?.name ?? "",
        step: step?.name ?? "",
        jobs: jobs.map(({ name }) => name).join(", "),
        count: jobs.length,
        failed_jobs: failedJobsBlock(jobs, run.attemptUrl).trimEnd(),
        class: facts.class ?? "",
        exit_code: exitCode(step?.exitCode),
        first_error: firstErrorOf(jobs)?.text ?? "",
        last_green: regression?.green?.url ?? "",
        consecutive: facts.consecutive ?? "",
        failed: jobs.map(jobValues),
    };
}
function jobValues(job) {
    return {
        name: job.name,
        url: job.url,
        conclusion: job.conclusion,
        class: job.class,
        steps: job.steps.map(({ name, number, url, exitCode: code }) => ({ name, number, url, exit_code: exitCode(code) })),
    };
}
/** As text: an exit code 0 would otherwise count as empty in a section. */
function exitCode(code) {
    return code === undefined ? "" : String(code);
}

;// CONCATENATED MODULE: ./lib/failure/draft.js
/** What one ticket for failed jobs says: rules and templates over the facts. */









/** Writes the draft. Rules see the jobs of this ticket only. `part`: what tells it from other tickets of the run; empty for the whole workflow. */
function writeDraft(told, drafting, part) {
    const { ticket, now } = drafting;
    const { effects, notes, skippedBy } = (0,rules/* applyRules */.I)(drafting.rules, rulesFacts(told), drafting.budget);
    const values = failureValues(told);
    const body = ticket.description === undefined ? defaultBody(told) : (0,tickets_templates/* renderPieces */.Yc)(ticket.description, values, cuttable(told));
    const draft = {
        ...(0,lib_settings/* ticketValues */.Hi)(ticket, { ...effects, fields: withDueDate(effects, now) }),
        title: titleText((0,lib_settings/* titleOf */.Gg)(ticket, effects.title), values, part),
        body: body.map((piece) => ({ ...piece, text: (0,tickets_text/* cleanText */.X5)(piece.text) })),
        customData: customData(told),
        ...(0,lib_settings/* peopleOf */.xr)(ticket, effects),
    };
    return { draft, notes, ...(skippedBy === undefined ? {} : { skippedBy }) };
}
/** The built-in title says of what part it is, however long the names before it are; who wrote a title of their own has seen to that. */
function titleText(template, values, part) {
    const title = (0,tickets_text/* oneLine */.TN)((0,tickets_templates/* renderTemplate */.Xm)(template, values), managed/* TITLE_LENGTH */.qt);
    if (part === "" || template !== defaults/* DEFAULTS */.z.failure.title)
        return title;
    const suffix = `: ${(0,tickets_text/* cutText */.IN)(part, managed/* TITLE_LENGTH */.qt / 2)}`;
    return `${(0,tickets_text/* cutText */.IN)(title, managed/* TITLE_LENGTH */.qt - suffix.length)}${suffix}`;
}
function cuttable(told) {
    return { excerpt: excerptPieces(told.jobs), commits: commitsPiece(told.facts), details: defaultBody(told) };
}
function rulesFacts({ facts, jobs }) {
    const { run } = facts;
    return {
        values: {
            repository: run.repository,
            event: run.event,
            actor: run.actor,
            branch: run.ref.rule,
            base: run.base,
            workflow: [run.workflow.name, run.workflow.path, run.workflow.file],
            class: facts.class,
            attempt: run.attempt,
            consecutive: facts.consecutive,
            path: facts.files,
        },
        jobs: jobs.map(({ name, keyName, steps, class: kind, excerpt }) => ({
            job: name,
            normalised: keyName,
            step: steps.map((step) => step.name),
            class: kind,
            log: excerpt?.lines.map(({ text }) => text),
        })),
    };
}
function withDueDate({ fields, dueIn }, now) {
    const due = dueIn === undefined ? undefined : (0,duration/* dueDate */.X)(dueIn, now);
    return due === undefined ? fields : { ...fields, dueDate: due };
}
function customData({ facts, jobs }) {
    const { run } = facts;
    return {
        repository: run.repository,
        workflow: (0,tickets_text/* oneLine */.TN)(run.workflow.name, 200),
        branch: (0,tickets_text/* oneLine */.TN)(run.ref.name, 200),
        sha: run.headSha,
        run_id: String(run.id),
        run_attempt: String(run.attempt),
        run_url: run.attemptUrl,
        failed_jobs: (0,tickets_text/* oneLine */.TN)(jobs.map(({ name }) => name).join(", "), 1000),
    };
}

;// CONCATENATED MODULE: ./lib/failure/groups.js
/** The groups of a run: one ticket for the workflow, or one per failed job or step, each with its draft and its note. */








/** Where the tickets of a run belong. */
function groups_placeOf(run) {
    return { repository: run.repository, workflowPath: run.workflow.path, refClass: run.ref.refClass };
}
/** The workflow's own group where it is not red. */
function workflowGroup({ run, color }) {
    const label = `workflow ${(0,tickets_text/* oneLine */.TN)(run.workflow.file, 100)} on ${(0,tickets_text/* oneLine */.TN)(run.ref.name, 100)}`;
    return { key: (0,identity/* scopeKey */.OD)(groups_placeOf(run)), label, color, failedJobs: [], signature: "" };
}
/**
 * Groups what failed; facts and jobs are fit to be shown. Without a list of the jobs there is one ticket for the workflow, whatever `by` says. What is
 * green or unknown needs no group of its own: the state line of a ticket names its jobs.
 */
function groupFailures(facts, jobs, grouping) {
    const own = workflowGroup(facts);
    if (facts.color !== "red")
        return { groups: [own], workflow: own, notes: [] };
    const notes = new Set();
    const make = ({ key, label, title, members }) => {
        const told = { facts: { ...facts, class: worstClass(members) ?? facts.class ?? "failure" }, jobs: members };
        const { draft, skippedBy, notes: said } = writeDraft(told, grouping.drafting, title);
        for (const note of said)
            notes.add(note);
        const failedJobs = (0,tickets_state/* hashList */.Pv)(members.map(({ hash }) => hash));
        return { key, label, color: "red", failedJobs, draft, ...signed(told), ...hold(facts, skippedBy, grouping.after) };
    };
    const workflow = make({ key: own.key, label: own.label, title: "", members: jobs });
    const by = facts.listed && jobs.length > 0 ? grouping.by : "workflow";
    const groups = by === "workflow" ? [workflow] : split(jobs, by, groups_placeOf(facts.run)).map(make);
    return { groups, workflow, notes: [...notes] };
}
/** The failed jobs by the key of their ticket. A job that failed in several steps is in the group of each, with the steps of that group alone. */
function split(jobs, by, place) {
    const found = jobs.flatMap((job) => (by === "job" ? [wholeJob(job, place)] : bySteps(job, place)));
    return [...(0,group/* groupBy */.$)(found, ({ key }) => key)].map(([key, same]) => {
        const { kind, title } = same[0] ?? { kind: by, title: "" };
        return { key, label: `${kind} ${title}`, title, members: same.map(({ member }) => member) };
    });
}
function wholeJob(job, place) {
    return { member: job, key: (0,identity/* jobKey */.tv)(place, job.raw), kind: "job", title: job.keyName };
}
function bySteps(job, place) {
    if (job.steps.length === 0)
        return [{ ...wholeJob(job, place), key: (0,identity/* stepKey */.Ug)(place, job.raw) }];
    const steps = (0,group/* groupBy */.$)(job.steps, ({ raw }) => (0,identity/* stepKey */.Ug)(place, job.raw, raw));
    return [...steps].map(([key, own]) => ({
        member: withSteps(job, own),
        key,
        kind: "step",
        title: `${job.keyName}, ${own[0]?.name ?? ""}`,
    }));
}
/** The job with some of its failed steps. Excerpt and first error are of the first one. */
function withSteps(job, steps) {
    const { excerpt: _excerpt, whyNoExcerpt: _why, firstError: _first, ...rest } = job;
    return { ...(steps[0] === job.steps[0] ? job : rest), steps };
}
/** The class that says most of what became of several jobs. */
function worstClass(jobs) {
    return ["failure", "timeout", "startup", "cancelled"].find((kind) => jobs.some((job) => job.class === kind));
}
const SOURCES = { log: "log", file: "log-file", annotations: "annotation" };
function signed(told) {
    const { facts, jobs } = told;
    const first = firstErrorOf(jobs);
    const source = first === undefined ? "none" : SOURCES[first.source];
    const what = jobs.flatMap(({ raw, steps, class: kind }) => {
        const names = steps.length === 0 ? [""] : steps.map((step) => (0,identity/* stepKeyName */.BM)(step.raw));
        return names.map((step) => JSON.stringify([(0,identity/* jobKeyName */.kH)(raw), step, kind]));
    });
    const groups = what.length === 0 ? [facts.class ?? "failure"] : what;
    return { signature: (0,tickets_state/* writeSignature */.Am)(groups, stableForm(first?.text ?? ""), source), note: noteOf(told) };
}
const IN_NOTES = {
    failure: "failed in",
    timeout: "ran out of time in",
    cancelled: "was cancelled in",
    startup: "could not start",
};
const WITHOUT_JOBS = {
    failure: "failed.",
    timeout: "ran out of time.",
    cancelled: "was cancelled.",
    startup: "could not start: the run has no jobs.",
};
/** What a note on the ticket says of this failure; `run N.M: ` is put before it. */
function noteOf({ facts, jobs }) {
    const first = firstErrorOf(jobs);
    const shown = jobs.slice(0, 5).map(({ name, class: kind, steps, url }) => {
        const step = steps[0];
        return [{ text: `${IN_NOTES[kind]} ` }, (0,notes/* linked */.q)(step === undefined ? name : `${name}, step "${step.name}"`, step?.url ?? url)];
    });
    const more = jobs.length > shown.length ? [[{ text: `and ${jobs.length - shown.length} more.` }]] : [];
    const { commit } = facts;
    return [
        ...(shown.length === 0 ? [[{ text: WITHOUT_JOBS[facts.class ?? "failure"] }]] : shown),
        ...more,
        ...(first === undefined ? [] : [[{ text: `First error: ${first.text}` }]]),
        ...(commit === undefined ? [] : [[{ text: "Commit " }, (0,notes/* linked */.q)(commit.sha.slice(0, 10), commit.url), { text: ` ${commit.subject}` }]]),
    ];
}
/** Why there is no new ticket although it is red. A count that GitHub did not tell keeps no ticket back. */
function hold({ consecutive }, skippedBy, after) {
    if (skippedBy !== undefined)
        return { hold: { reason: `Rule ${skippedBy} of the config file says \`skip: true\`.`, silent: true } };
    if (consecutive === undefined || consecutive >= after)
        return {};
    const times = consecutive === 1 ? "failure" : "failures in a row";
    return { hold: { reason: `${consecutive} ${times}; \`failure.after: ${after}\` asks for more.`, silent: false } };
}

;// CONCATENATED MODULE: ./lib/failure/shown.js
/** What a ticket shows of jobs and facts: names on one line, freed of secrets, links http(s) only. */



const LONGEST_NAME = 200;
const LONGEST_SENTENCE = 600;
/** Secrets are looked for in so much of a text before it is cut: half a token no longer looks like one. */
const LOOKED_AT = 4096;
/** Makes a failed job fit to be shown. `result`: what came of looking for its log; absent where nobody looked. */
function showJob(job, result, redact) {
    return {
        name: shownName(job.name, redact),
        raw: job.name,
        keyName: shownName((0,identity/* jobKeyName */.kH)(job.name), redact),
        hash: job.hash,
        ...(job.job === undefined ? {} : { id: job.job.id }),
        conclusion: job.conclusion,
        class: job.class,
        url: webUrl(job.url),
        steps: job.steps.map((step, index) => showStep(step, index === 0 && result?.ok === true ? result.excerpt.exitCode : undefined, redact)),
        ...(result?.ok === true ? { excerpt: result.excerpt } : {}),
        ...shown_firstErrorOf(job, result, redact),
        ...(result?.ok === false ? { whyNoExcerpt: showSentence(result.reason, redact) } : {}),
    };
}
/** The log of a job that ran out of time says only that it was cancelled. */
function shown_firstErrorOf({ said }, result, redact) {
    if (said !== undefined)
        return { firstError: { text: showSentence(said, redact), source: "annotations" } };
    if (result?.ok !== true || result.excerpt.firstError === undefined)
        return {};
    return { firstError: { text: result.excerpt.firstError.text, source: result.excerpt.source } };
}
function showStep({ name, number, conclusion, url }, exitCode, redact) {
    const step = { name: shownName(name, redact), raw: name, number, conclusion, url: webUrl(url) };
    return exitCode === undefined ? step : { ...step, exitCode };
}
/** Makes the facts fit to be shown; by what run, ref and workflow are known (ids, paths, what rules compare) stays as it is. Authors mention nobody. */
function showFacts(facts, redact) {
    const { commit, regression } = facts;
    return {
        ...facts,
        run: showRun(facts.run, redact),
        results: facts.results.map((job) => ({ ...job, name: shownName(job.name, redact) })),
        ...(commit === undefined ? {} : { commit: showChange(commit, redact) }),
        ...(regression === undefined ? {} : { regression: showRegression(regression, redact) }),
        ...(facts.supersededBy === undefined ? {} : { supersededBy: webUrl(facts.supersededBy) }),
        refusals: facts.refusals.map((refusal) => ({ ...refusal, detail: showSentence(refusal.detail, redact) })),
    };
}
function showRun(run, redact) {
    const { workflow, ref, actor, pull, base } = run;
    return {
        ...run,
        workflow: { ...workflow, name: shownLine(workflow.name, LONGEST_NAME, redact) },
        ref: { ...ref, name: shownLine(ref.name, LONGEST_NAME, redact), full: shownLine(ref.full, LONGEST_NAME + 100, redact) },
        ...(actor === undefined ? {} : { actor: shownLine(actor, 100, redact) }),
        ...(pull === undefined ? {} : { pull: { ...pull, url: webUrl(pull.url) } }),
        ...(base === undefined ? {} : { base: shownLine(base, LONGEST_NAME, redact) }),
        url: webUrl(run.url),
        attemptUrl: webUrl(run.attemptUrl),
    };
}
function showRegression(regression, redact) {
    const { green, compareUrl, commits, sentence } = regression;
    return {
        ...regression,
        ...(green === undefined ? {} : { green: { ...green, url: webUrl(green.url) } }),
        ...(compareUrl === undefined ? {} : { compareUrl: webUrl(compareUrl) }),
        commits: commits.map((change) => showChange(change, redact)),
        ...(sentence === undefined ? {} : { sentence: showSentence(sentence, redact) }),
    };
}
function showChange({ sha, subject, author, url }, redact) {
    const name = (0,tickets_text/* plainName */.MH)(author === undefined ? "" : shownLine(author, 100, redact));
    return { sha, subject: shownLine(subject, 200, redact), ...(name === "" ? {} : { author: name }), url: webUrl(url) };
}
/** A sentence for log, summary or a note, which may hold names. */
function showSentence(text, redact) {
    return shownLine(text, LONGEST_SENTENCE, redact);
}
/** A name; of one that shows nothing at all it is said that there is none, so that lines and links still have a text. */
function shownName(text, redact) {
    return shownLine(text, LONGEST_NAME, redact) || "(without a name)";
}
function shownLine(text, max, redact) {
    const redacted = redact((0,tickets_text/* oneLine */.TN)(text, LOOKED_AT));
    return redacted.ok ? (0,tickets_text/* cutText */.IN)(redacted.text, max) : tickets_redact/* REDACTED */.X;
}
function webUrl(text) {
    return (0,tickets_text/* httpUrl */.q3)(text) ?? "";
}

;// CONCATENATED MODULE: ./lib/failure/collect.js












/** Collects the facts and says what should be true. `existing` is waited for only where it decides whether anything need be asked. */
async function collectFailure(github, place, settings, existing) {
    const { failure, ticket } = settings.config;
    const nothingOpen = async () => !(await existing).some((one) => (0,ours/* isOpen */.nT)(one, ticket.closed));
    const isGreen = place.run.position === "workflow_run" && place.run.conclusion === "success";
    if (place.gone !== undefined || (isGreen && (await nothingOpen())))
        return withoutJobs(place, settings);
    const { facts, jobs, redacted } = await gather(github, place, settings);
    const drafting = { ticket: settings.ticket, rules: failure.rules, budget: settings.budget, now: settings.now };
    const grouped = groupFailures(facts, jobs, { by: failure["group-by"], after: failure.after, drafting });
    const refusals = [...place.refusals, ...facts.refusals];
    return {
        desired: { scope: place.scope, verdict: verdictOf(facts, settings), groups: grouped.groups, workflow: grouped.workflow },
        jobs,
        red: facts.color === "red",
        notes: [...new Set([...place.notes, ...refusals.map(({ detail }) => detail), ...gapsOf(facts, failure.after), ...grouped.notes])],
        permissions: [...new Set(refusals.flatMap(({ permission }) => permission ?? []))].toSorted(),
        redacted,
    };
}
/** Of the time that is left when they are read, the files of `log-file` get this part. */
const FILES_SHARE = 0.5;
/** Facts and failed jobs, fit to be shown. */
async function gather(github, { run }, settings) {
    const { config, budget, logFiles, around, secrets } = settings;
    const { log, cancelled } = config.failure;
    const redact = (0,tickets_redact/* createRedactor */.l)(log.redact.flatMap(searched), budget, secrets);
    const workspace = around.env["GITHUB_WORKSPACE"] ?? "";
    const patience = () => settings.left() * FILES_SHARE;
    const inJob = run.position === "step";
    const excerpting = { lines: log.lines, redact, logFiles, workspace, inJob, patience };
    const found = await collectFacts(github, run, {
        self: settings.self,
        ...(settings.needs === undefined ? {} : { needs: settings.needs }),
        countCancelled: cancelled === "ticket",
        wants: wanted(settings),
        ...(log.lines === 0 ? {} : { readLog: logReader(excerpting) }),
    });
    const lost = [];
    const none = new Map();
    const excerpts = await spared("The excerpts", (refused) => lost.push(refused), none, () => excerptsOf(found.logs, excerpting));
    const { redact: known, count } = countingRedactor((0,tickets_redact/* createRedactor */.l)([], budget, secrets));
    const facts = showFacts({ ...found, refusals: [...found.refusals, ...lost] }, known);
    const jobs = found.failed.map((job) => showJob(job, excerpts.get(job), known));
    return { facts, jobs, redacted: jobs.reduce((sum, { excerpt }) => sum + (excerpt?.redacted ?? 0), count()) };
}
/** A redactor that knows how many secrets it found; a name that stands in several places counts once. */
function countingRedactor(redact) {
    const seen = new Map();
    return {
        redact: (text) => {
            const result = seen.get(text) ?? redact(text);
            seen.set(text, result);
            return result;
        },
        count: () => [...seen.values()].reduce((sum, result) => sum + (result.ok ? result.count : 0), 0),
    };
}
function searched(text) {
    const pattern = (0,patterns/* parsePattern */.EY)(text);
    return "problem" in pattern ? [] : [(0,globs/* searchExpression */.pv)(pattern)];
}
function wanted({ config, ticket }) {
    const needs = neededFacts(config.failure.rules, [ticket.title, ticket.description ?? ""]);
    return { ...needs, consecutive: needs.consecutive || config.failure.after > 1 };
}
/**
 * The facts as the plan needs them. In a step of the job itself, other jobs count only for the workflow as a whole; where the list does not have
 * our job, its key stands for it.
 */
function verdictOf(facts, { self }) {
    return { ...runVerdict(facts), ...(facts.run.position === "step" ? { ownJob: (0,identity/* jobHash */.QN)(facts.ownJob ?? self.key) } : {}) };
}
function gapsOf(facts, after) {
    const uncounted = facts.color === "red" && after > 1 && facts.consecutive === undefined;
    return uncounted ? ["How often it failed in a row is not known, so `failure.after` keeps no ticket back."] : [];
}
/** Green and nothing open, or a ref that is gone: nobody need be asked about jobs. */
function withoutJobs({ run, scope, refusals, gone, notes }, settings) {
    const bare = {
        run,
        color: gone === undefined ? "green" : "unknown",
        failed: [],
        results: [],
        complete: false,
        listed: false,
        ...(run.startedAt === undefined ? {} : { startedAt: run.startedAt }),
        logs: [],
        refusals,
        permissions: [],
    };
    const facts = showFacts(bare, (0,tickets_redact/* createRedactor */.l)([], settings.budget));
    const workflow = workflowGroup(facts);
    const verdict = { ...verdictOf(facts, settings), ...(gone === undefined ? {} : { refGone: (0,tickets_text/* oneLine */.TN)(gone, 300) }) };
    return { desired: { scope, verdict, groups: [workflow], workflow }, jobs: [], red: false, notes, permissions: [], redacted: 0 };
}

// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/own-run.js
var own_run = __webpack_require__(1023);
;// CONCATENATED MODULE: ./lib/failure/reported.js
/** The run that is reported, as environment and payload tell it. */




function defaultBranchOf(payload) {
    return (0,lib_payload/* textOf */.b6)((0,lib_payload/* fieldsAt */.$5)(payload, "repository").default_branch);
}
function reported_optional(key, value) {
    return (value === undefined ? {} : { [key]: value });
}
function workflowOf(path, name, id) {
    const file = path.slice(path.lastIndexOf("/") + 1);
    return { path, file, name: name ?? path, handle: id ?? file };
}
/** A run that is not the one we are in. */
function outsideRun(run, { env, payload }) {
    const { repository, repositoryUrl } = (0,own_run/* readOwnRun */.w)(env);
    const defaultBranch = defaultBranchOf(payload);
    const attempt = run.run_attempt ?? 1;
    const url = run.html_url === "" ? `${repositoryUrl}/actions/runs/${run.id}` : run.html_url;
    const pull = pullOfRun(run);
    const ref = refOfRun(run, defaultBranch);
    const commit = run.head_commit?.id === run.head_sha ? run.head_commit : undefined;
    return {
        position: "workflow_run",
        id: run.id,
        number: run.run_number,
        attempt,
        event: run.event,
        repository,
        repositoryUrl,
        workflow: workflowOf((0,identity/* workflowPath */.RB)(run.path, repository), run.name ?? undefined, run.workflow_id === 0 ? undefined : run.workflow_id),
        ref,
        ...reported_optional("defaultBranch", defaultBranch),
        headSha: run.head_sha,
        ...reported_optional("headRepository", run.head_repository?.full_name),
        ...reported_optional("actor", run.actor?.login),
        ...reported_optional("pull", pull && { number: pull.number, url: `${repositoryUrl}/pull/${pull.number}` }),
        ...reported_optional("base", ref.kind === "queue" ? ref.name : pull?.base.ref),
        url,
        attemptUrl: `${url}/attempts/${attempt}`,
        ...reported_optional("createdAt", run.created_at === "" ? undefined : run.created_at),
        ...reported_optional("startedAt", run.run_started_at),
        conclusion: run.conclusion,
        ...reported_optional("commit", commit && { message: commit.message, ...reported_optional("author", commit.author?.name) }),
    };
}
/** The run that we are in. */
function ownRun(around) {
    const { env, payload } = around;
    const { id, moment, url, runUrl, repository, repositoryUrl, event, workflow, workflowPath: path } = (0,own_run/* readOwnRun */.w)(env);
    const pull = isPullEvent(event) ? (0,lib_payload/* fieldsAt */.$5)(payload, "pull_request") : {};
    const number = (0,lib_payload/* numberOf */.rl)(pull.number);
    const ref = ownRef(around);
    const headSha = (0,lib_payload/* textOf */.b6)((0,lib_payload/* fieldsAt */.$5)(pull, "head").sha) ?? (0,lib_payload/* textOf */.b6)((0,lib_payload/* fieldsAt */.$5)(payload, "merge_group").head_sha) ?? env.GITHUB_SHA ?? "";
    return {
        position: around.hasNeeds ? "needs" : "step",
        id: (0,lib_payload/* numberOf */.rl)(id) ?? 0,
        number: moment.run,
        attempt: moment.attempt,
        event,
        repository,
        repositoryUrl,
        workflow: workflowOf(path, (0,lib_payload/* textOf */.b6)(workflow), undefined),
        ref,
        ...reported_optional("defaultBranch", defaultBranchOf(payload)),
        headSha,
        ...reported_optional("headRepository", isPullEvent(event) ? headHome(pull) : repository),
        ...reported_optional("actor", (0,lib_payload/* textOf */.b6)(env.GITHUB_ACTOR)),
        ...reported_optional("pull", number === undefined ? undefined : { number, url: `${repositoryUrl}/pull/${number}` }),
        ...reported_optional("base", ref.kind === "queue" ? ref.name : (0,lib_payload/* textOf */.b6)((0,lib_payload/* fieldsAt */.$5)(pull, "base").ref)),
        url,
        attemptUrl: runUrl,
        conclusion: null,
        ...reported_optional("commit", ownCommit(payload, headSha)),
    };
}
function headHome(pull) {
    return (0,lib_payload/* textOf */.b6)((0,lib_payload/* fieldsAt */.$5)(pull, "head", "repo").full_name);
}
function ownRef({ env, payload }) {
    const full = env.GITHUB_REF ?? "";
    const defaultBranch = defaultBranchOf(payload);
    const pull = (0,lib_payload/* fieldsAt */.$5)(payload, "pull_request");
    if (isPullEvent(env.GITHUB_EVENT_NAME ?? ""))
        return ownPullRef(env, pull);
    const group = (0,lib_payload/* fieldsAt */.$5)(payload, "merge_group");
    const base = (0,lib_payload/* textOf */.b6)(group.base_ref)?.replace(/^refs\/heads\//, "");
    const branch = (0,lib_payload/* textOf */.b6)(group.head_ref)?.replace(/^refs\/heads\//, "");
    if (base !== undefined && branch !== undefined && queueBase(branch) !== undefined)
        return queueRef(base, branch);
    if (full.startsWith("refs/tags/"))
        return tagRef(full.slice("refs/tags/".length));
    if (full.startsWith("refs/heads/")) {
        const name = full.slice("refs/heads/".length);
        return env["GITHUB_EVENT_NAME"] === "schedule" ? defaultRef(name) : branchRef(name, defaultBranch);
    }
    return branchRef((0,lib_payload/* textOf */.b6)(env.GITHUB_HEAD_REF) ?? (0,lib_payload/* textOf */.b6)(env.GITHUB_REF_NAME) ?? defaultBranch ?? full, defaultBranch);
}
/**
 * Where the payload cannot be read, nothing tells whose branch it is: a fork's `main` is not `main`, and under `pull_request_target` GITHUB_REF is
 * the branch that the pull request goes to.
 */
function ownPullRef(env, pull) {
    const number = (0,lib_payload/* numberOf */.rl)(pull.number) ?? (0,lib_payload/* numberOf */.rl)(/^refs\/pull\/(\d+)\//.exec(env.GITHUB_REF ?? "")?.[1]);
    const head = (0,lib_payload/* textOf */.b6)((0,lib_payload/* fieldsAt */.$5)(pull, "head").ref);
    if (head !== undefined)
        return pullRef(headHome(pull), head, number);
    return pullRef(undefined, (0,lib_payload/* textOf */.b6)(env.GITHUB_HEAD_REF) ?? (number === undefined ? "unknown" : `#${number}`), number);
}
function ownCommit(payload, headSha) {
    const group = (0,lib_payload/* fieldsAt */.$5)(payload, "merge_group", "head_commit");
    const commit = (0,lib_payload/* textOf */.b6)(group.id) === undefined ? (0,lib_payload/* fieldsAt */.$5)(payload, "head_commit") : group;
    const message = (0,lib_payload/* textOf */.b6)(commit.message);
    if (message === undefined || commit.id !== headSha)
        return undefined;
    return { message, ...reported_optional("author", (0,lib_payload/* textOf */.b6)((0,lib_payload/* fieldsAt */.$5)(commit, "author").name)) };
}

;// CONCATENATED MODULE: ./lib/failure/run-payload.js

function pullsOf(value) {
    if (!Array.isArray(value))
        return [];
    return value.flatMap((entry) => {
        const [number, base, head] = [(0,lib_payload/* numberOf */.rl)((0,lib_payload/* fieldsAt */.$5)(entry).number), (0,lib_payload/* textOf */.b6)((0,lib_payload/* fieldsAt */.$5)(entry, "base").ref), (0,lib_payload/* fieldsAt */.$5)(entry, "head")];
        if (number === undefined || base === undefined)
            return [];
        return [{ number, base: { ref: base }, head: { ref: (0,lib_payload/* textOf */.b6)(head.ref) ?? "", sha: (0,lib_payload/* textOf */.b6)(head.sha) ?? "" } }];
    });
}
/**
 * The run in the payload of `workflow_run` (https://docs.github.com/webhooks/webhook-events-and-payloads#workflow_run), in the shape of
 * the REST API; `undefined` when it has no id.
 */
function runOfPayload(value) {
    const run = (0,lib_payload/* fieldsAt */.$5)(value);
    const id = (0,lib_payload/* numberOf */.rl)(run.id);
    if (id === undefined)
        return undefined;
    const [attempt, started] = [(0,lib_payload/* numberOf */.rl)(run.run_attempt), (0,lib_payload/* textOf */.b6)(run.run_started_at)];
    const [actor, home] = [(0,lib_payload/* textOf */.b6)((0,lib_payload/* fieldsAt */.$5)(run, "actor").login), (0,lib_payload/* textOf */.b6)((0,lib_payload/* fieldsAt */.$5)(run, "head_repository").full_name)];
    const [commit, author] = [(0,lib_payload/* fieldsAt */.$5)(run, "head_commit"), (0,lib_payload/* textOf */.b6)((0,lib_payload/* fieldsAt */.$5)(run, "head_commit", "author").name)];
    const sha = (0,lib_payload/* textOf */.b6)(commit.id);
    return {
        id,
        name: (0,lib_payload/* textOf */.b6)(run.name) ?? null,
        path: (0,lib_payload/* textOf */.b6)(run.path) ?? "",
        event: (0,lib_payload/* textOf */.b6)(run.event) ?? "",
        status: (0,lib_payload/* textOf */.b6)(run.status) ?? null,
        conclusion: (0,lib_payload/* textOf */.b6)(run.conclusion) ?? null,
        run_number: (0,lib_payload/* numberOf */.rl)(run.run_number) ?? 0,
        ...(attempt === undefined ? {} : { run_attempt: attempt }),
        head_branch: (0,lib_payload/* textOf */.b6)(run.head_branch) ?? null,
        head_sha: (0,lib_payload/* textOf */.b6)(run.head_sha) ?? "",
        html_url: (0,lib_payload/* textOf */.b6)(run.html_url) ?? "",
        created_at: (0,lib_payload/* textOf */.b6)(run.created_at) ?? "",
        ...(started === undefined ? {} : { run_started_at: started }),
        workflow_id: (0,lib_payload/* numberOf */.rl)(run.workflow_id) ?? 0,
        actor: actor === undefined ? null : { login: actor },
        head_commit: sha === undefined ? null : { id: sha, message: (0,lib_payload/* textOf */.b6)(commit.message) ?? "", author: author === undefined ? null : { name: author } },
        head_repository: home === undefined ? null : { full_name: home },
        pull_requests: pullsOf(run.pull_requests),
    };
}

;// CONCATENATED MODULE: ./lib/failure/position.js
/** From environment, payload and inputs to the question: which run is reported, and from where is it seen? Pure. */





/** Decides what is reported. */
function position(around) {
    const { env, payload } = around;
    if (around.runId !== undefined && around.runId !== (0,lib_payload/* numberOf */.rl)(env.GITHUB_RUN_ID))
        return { kind: "read", runId: around.runId };
    const event = env.GITHUB_EVENT_NAME ?? "";
    if (event === "workflow_run" && around.runId === undefined)
        return placeReported(around);
    const own = ownRun(around);
    if (event === "delete")
        return placeDeleted(own, payload);
    if (isPullEvent(event) && (0,lib_payload/* fieldsAt */.$5)(payload).action === "closed") {
        const number = own.pull === undefined ? "" : ` #${own.pull.number}`;
        return { kind: "gone", run: own, sentence: `Pull request${number} was closed.` };
    }
    return { kind: "report", run: own };
}
/**
 * The same for a run that was read because the input `run-id`, or a payload without a conclusion, asked for it. `late`: it has ended, by its event,
 * and does not say so itself.
 */
function placeRun(run, around, late = false) {
    if (!late && run.status !== "completed")
        return { kind: "skip", reason: `Run ${run.id} has not ended yet (${run.status ?? "no status"}).` };
    if (around.runId === undefined && isOurs(run, around))
        return OURS;
    return { kind: "report", run: outsideRun(late ? { ...run, conclusion: null } : run, around) };
}
const OURS = { kind: "skip", reason: "The run is of this very workflow, which does not report itself." };
function isOurs(run, { env }) {
    const repository = env.GITHUB_REPOSITORY ?? "";
    const ours = (0,identity/* workflowPath */.RB)(env.GITHUB_WORKFLOW_REF ?? "", repository);
    return ours !== "" && ours === (0,identity/* workflowPath */.RB)(run.path, repository);
}
function placeReported(around) {
    const { payload } = around;
    const run = runOfPayload((0,lib_payload/* fieldsAt */.$5)(payload).workflow_run);
    if (run === undefined)
        return { kind: "skip", reason: "The event `workflow_run` names no run." };
    if (isOurs(run, around))
        return OURS;
    if ((0,lib_payload/* fieldsAt */.$5)(payload).action !== "completed" && run.status !== "completed") {
        return { kind: "skip", reason: `Run ${run.id} has not ended yet (${run.status ?? "no status"}).` };
    }
    // An older server names no workflow file here, and tickets are keyed by it.
    // The event can come before the run has its conclusion: https://github.com/actions/runner/issues/4035
    if (!isNamed(run) || run.status !== "completed" || run.conclusion === null)
        return { kind: "read", runId: run.id, told: run };
    return { kind: "report", run: outsideRun(run, around) };
}
/** Whether tickets can be keyed and told by what is known of a run. */
function isNamed(run) {
    return run.path !== "" && run.run_number !== 0;
}
function placeDeleted(own, payload) {
    const name = (0,lib_payload/* textOf */.b6)((0,lib_payload/* fieldsAt */.$5)(payload).ref);
    if (name === undefined)
        return { kind: "skip", reason: "The event `delete` names no ref." };
    if ((0,lib_payload/* fieldsAt */.$5)(payload).ref_type === "tag")
        return { kind: "skip", reason: "A tag was deleted; all tags share their tickets, which stay." };
    if (queueBase(name) !== undefined)
        return {
            kind: "skip",
            reason: "A branch of the merge queue was deleted, as it is after every run; the queue is not gone, so its tickets stay.",
        };
    return { kind: "gone", run: { ...own, ref: branchRef(name, own.defaultBranch) }, sentence: `Branch ${name} was deleted.` };
}

// EXTERNAL MODULE: ./lib/tickets/matching.js
var matching = __webpack_require__(9394);
;// CONCATENATED MODULE: ./lib/failure/refs.js
/** Which refs get tickets: `failure.refs` of the config file. */



const KINDS = {
    branches: (ref) => ref.kind === "branch",
    default: (ref) => ref.isDefault === true,
    tags: (ref) => ref.kind === "tag",
    pulls: (ref) => ref.kind === "pull",
    queue: (ref) => ref.kind === "queue",
};
/**
 * Judges a ref: it gets tickets if some entry without `!` matches (or there is none), and none with `!` does. An entry is one of the words above or
 * a pattern of branch names. A pattern that runs out of time matches nothing, and is named.
 */
function judgeRef(ref, entries, budget) {
    const notes = [];
    const matches = (entry) => {
        const body = entry.startsWith("!") ? entry.slice(1) : entry;
        const kind = Object.hasOwn(KINDS, body) ? KINDS[body] : undefined;
        if (kind !== undefined)
            return kind(ref);
        const pattern = (0,patterns/* parsePattern */.EY)(body);
        if (ref.kind !== "branch" || "problem" in pattern)
            return false;
        const found = (0,matching/* matchPattern */.gH)(pattern, [ref.name], true, budget);
        if (found === undefined)
            notes.push(`The pattern \`${(0,tickets_text/* oneLine */.TN)(entry, 100)}\` of \`failure.refs\` ran out of time and matched nothing.`);
        return found === true;
    };
    const positive = entries.filter((entry) => !entry.startsWith("!"));
    if (positive.length > 0 && !positive.some(matches))
        return { unwanted: unnamed(ref), notes };
    const excluded = entries.find((entry) => entry.startsWith("!") && matches(entry));
    return excluded === undefined ? { notes } : { unwanted: refused(ref, excluded), notes };
}
/** Refs as a sentence speaks of them. */
function refText({ kind, name }) {
    const shown = (0,tickets_text/* oneLine */.TN)(name, 200);
    return { branch: `the branch ${shown} gets`, tag: "tags get", pull: "pull requests get", queue: `the merge queue of ${shown} gets` }[kind];
}
function unnamed(ref) {
    const word = { branch: "`branches` or a pattern that matches it", tag: "`tags`", pull: "`pulls`", queue: "`queue`" }[ref.kind];
    return `No ticket: ${refText(ref)} none (add ${word} to \`failure.refs\` in the config file to change that).`;
}
function refused(ref, entry) {
    return `No ticket: ${refText(ref)} none (\`${(0,tickets_text/* oneLine */.TN)(entry, 100)}\` of \`failure.refs\` in the config file says so).`;
}

;// CONCATENATED MODULE: ./lib/failure/place.js
/** Which run is reported, and by which key its tickets are found. */









/** Times that a run is read which has ended by its event and not by its own account, and milliseconds between them. */
const READS = 3;
const PAUSE_MS = 3000;
/** Finds out which run is reported and by which key its tickets are found. No request in the usual case. */
async function placeFailure(github, settings, hasOpen) {
    const refusals = [];
    const notes = [];
    const found = await readPlace(github, settings, { refusals, notes });
    if (found.kind === "skip")
        return { kind: "skip", reason: found.reason, refusals };
    const settled = (await isSettled(found.run, hasOpen)) ? { run: found.run } : await settleRef(github, found.run);
    const { run, refused } = settled;
    if (refused !== undefined)
        refusals.push(refused);
    const judged = judgeRef(run.ref, settings.refs, settings.budget);
    const redact = (0,tickets_redact/* createRedactor */.l)([], settings.budget);
    if (judged.unwanted !== undefined) {
        return { kind: "skip", reason: showSentence([judged.unwanted, ...judged.notes].join(" "), redact), refusals, unwanted: run };
    }
    const gone = found.kind === "gone" ? { gone: showSentence(found.sentence, redact) } : {};
    return { kind: "report", run, scope: (0,identity/* scopeKey */.OD)(groups_placeOf(run)), ...gone, refusals, notes: [...notes, ...judged.notes] };
}
/**
 * Whether it need not be asked if the name of the ref is a tag's: where it is known, and for a green run without an open ticket of either kind, of
 * which GitHub is asked nothing.
 */
async function isSettled(run, hasOpen) {
    if (!run.ref.uncertain)
        return true;
    if (run.conclusion !== "success")
        return false;
    const refs = [run.ref, tagRef(run.ref.name)];
    const open = await Promise.all(refs.map((ref) => hasOpen((0,identity/* scopeKey */.OD)(groups_placeOf({ ...run, ref })))));
    return !open.includes(true);
}
async function readPlace(github, settings, said) {
    const { around } = settings;
    const place = position(around);
    if (place.kind !== "read")
        return place;
    const { runId, told } = place;
    const answer = told === undefined ? await github.run(runId) : await readEnded(github, settings, runId);
    // Who names a run wants to know; an event that came too early is no reason to turn anything red.
    if (!answer.ok && told === undefined)
        throw place_unreadable(runId, answer);
    if (!answer.ok)
        said.refusals.push(answer);
    if (answer.ok && (told === undefined || hasEnded(answer.value)))
        return placeRun(answer.value, around);
    const known = answer.ok ? answer.value : told;
    if (known === undefined || !isNamed(known)) {
        return { kind: "skip", reason: `GitHub does not say yet what became of run ${runId}${answer.ok ? "." : `: ${answer.detail}`}` };
    }
    said.notes.push(`GitHub does not say yet what became of run ${runId}, though its event says that it has ended; its list of jobs decides.`);
    return placeRun(known, around, true);
}
/** Reads a run of which an event says that it has ended, again while the run itself does not say so and time is left. */
async function readEnded(github, { sleep, left }, runId) {
    for (let reads = 1;; reads += 1) {
        const answer = await github.run(runId);
        if (reads === READS || left() < 4 * PAUSE_MS || !answer.ok || hasEnded(answer.value))
            return answer;
        await sleep(PAUSE_MS);
    }
}
function hasEnded({ status, conclusion }) {
    return status === "completed" && conclusion !== null;
}
/** A run that is named and not there is a wrong input, which fails the step whatever `on-error` says. */
function place_unreadable(runId, { why, detail, permission, status }) {
    const code = { forbidden: "PERMISSION", missing: "INPUT", unavailable: "UNAVAILABLE", limited: "RATE_LIMIT" }[why];
    const check = "Check the input `run-id`: it is the long number in the address of the run.";
    if (why === "forbidden" && status === 404) {
        const next = `${check} If it is right, add \`${permission ?? "actions: read"}\` under \`permissions:\` of the job.`;
        return new errors/* TicketError */.Fo("INPUT", `Run ${runId} could not be read. ${detail}`, next);
    }
    const next = {
        forbidden: `Add \`${permission ?? "actions: read"}\` under \`permissions:\` of the job.`,
        missing: check,
        unavailable: "Run the job again.",
        limited: "Run the job again later.",
    }[why];
    return new errors/* TicketError */.Fo(code, `Run ${runId} could not be read. ${detail}`, next);
}

;// CONCATENATED MODULE: ./lib/failure/mode.js







/** The errand of this run, or one sentence why there is none. */
async function failureErrand(start, { onRed, hasOpen, configGaps }) {
    const settings = settingsOf(start);
    const types = typesOf(settings);
    const placing = { ...settings, sleep: start.deps.sleep, refs: start.config.failure.refs };
    const place = await placeFailure(start.github, placing, (scope) => hasOpen(scope, types));
    const colorOf = (run) => knownColor(run, settings.needs, settings.self);
    if (place.kind === "skip") {
        // Defaults that stand in for a file that nobody could see must not decide in silence; a green run has nothing to lose.
        const undecided = place.unwanted !== undefined && colorOf(place.unwanted) !== "green" ? place.unwanted : undefined;
        const gaps = undecided === undefined ? NO_GAPS : await told(configGaps, undecided);
        const permissions = [...place.refusals.flatMap(({ permission }) => permission ?? []), ...gaps.permissions];
        return { skipped: [place.reason, ...gaps.warnings].join(" "), key: "", permissions: [...new Set(permissions)].toSorted() };
    }
    if (place.gone === undefined && colorOf(place.run) === "red")
        onRed();
    const policy = (0,lib_settings/* failurePolicy */.$c)(start.config);
    return {
        mode: "failure",
        scope: place.scope,
        tag: place.scope,
        types,
        closed: policy.closed,
        collect: async (existing) => {
            const { jobs, red, desired, ...collected } = await collectFailure(start.github, place, settings, existing);
            if (red)
                onRed();
            const gaps = red ? await told(configGaps, place.run) : NO_GAPS;
            const permissions = [...new Set([...collected.permissions, ...gaps.permissions])].toSorted();
            return {
                ...collected,
                plan: (tickets, options) => plan(desired, tickets, policy, options),
                run: desired.verdict,
                warnings: gaps.warnings,
                permissions,
                failedJobs: jobs.map(reported),
            };
        },
    };
}
/** Every type that a ticket of this run can have: a rule may change it, an input decides. */
function typesOf({ config, ticket }) {
    const { inputs, base } = ticket;
    return inputs.type === undefined ? [...new Set([base.type, ...config.failure.rules.flatMap(({ type }) => type ?? [])])] : [inputs.type];
}
const NO_GAPS = { warnings: [], permissions: [] };
/** What is to be said of the config file; that nothing could be found out keeps no ticket back. */
async function told(configGaps, { headSha }) {
    try {
        return await configGaps(headSha);
    }
    catch (error) {
        return { ...NO_GAPS, warnings: [`Whether the config file can be seen is not known (${saidBy(error)}).`] };
    }
}
function settingsOf({ deps, inputs, config, payload, deadline }) {
    const { env } = deps;
    const around = {
        env,
        payload,
        hasNeeds: inputs.needs !== undefined,
        ...(inputs.runId === undefined ? {} : { runId: inputs.runId }),
    };
    const self = {
        key: env["GITHUB_JOB"] ?? "",
        status: inputs.jobStatus,
        ...(inputs.jobId === undefined ? {} : { jobId: inputs.jobId }),
        ...(inputs.matrix === undefined ? {} : { matrix: inputs.matrix }),
        ...(env["RUNNER_NAME"] ? { runnerName: env["RUNNER_NAME"] } : {}),
    };
    return {
        config,
        ticket: (0,lib_settings/* ticketSettings */.QT)(config, inputs, "failure"),
        around,
        self,
        ...(inputs.needs === undefined ? {} : { needs: needResults(inputs.needs) }),
        logFiles: inputs.logFiles,
        secrets: [inputs.apiKey, inputs.githubToken],
        budget: (0,patterns/* createBudget */.yK)(),
        now: deps.now(),
        left: () => deadline.at - deps.now(),
    };
}
function mode_showStep({ name, number, conclusion, url }) {
    return { name, number, conclusion, url };
}
function reported({ name, id, conclusion, url, steps }) {
    return { name, id: id ?? null, conclusion, url, steps: steps.map(mode_showStep) };
}


/***/ })

};
