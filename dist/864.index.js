export const id = 864;
export const ids = [864];
export const modules = {

/***/ 2864:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  checklistErrand: () => (/* binding */ checklistErrand)
});

// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/settings.js
var lib_settings = __webpack_require__(3390);
// EXTERNAL MODULE: ./lib/tickets/identity.js + 1 modules
var identity = __webpack_require__(9183);
// EXTERNAL MODULE: ./lib/tickets/patterns.js
var patterns = __webpack_require__(1846);
// EXTERNAL MODULE: ./lib/tickets/redact.js + 6 modules
var tickets_redact = __webpack_require__(8405);
// EXTERNAL MODULE: ./lib/tickets/rules.js
var rules = __webpack_require__(9186);
// EXTERNAL MODULE: ./lib/tickets/templates.js + 3 modules
var templates = __webpack_require__(3582);
// EXTERNAL MODULE: ./lib/tickets/description.js
var tickets_description = __webpack_require__(6263);
;// CONCATENATED MODULE: ./lib/checklist/hints.js
/** What we say right behind a list, and how it is known again, also as an earlier version or release worded it. */
const HOW_INLINE = "To tick an item, write an x between its brackets: [x].";
const HOW_TICKETS = "Each item has a ticket of its own: an item is done when its ticket is closed.";
const LEFT_OUT = "What the checks found, and ticked items that are no longer on the list, are left out: there is no room for them.";
const BEGINNINGS = [HOW_INLINE, HOW_TICKETS, LEFT_OUT].map((hint) => hint.slice(0, hint.search(/[,:]/) + 1));
const CHANGES = /^Changed since .{1,200} \(\d+ commits?[,;)]/u;
/** Whether a line of a ticket is ours, and no more of the list. */
function isBehindList(line) {
    return BEGINNINGS.some((begin) => line.startsWith(begin)) || CHANGES.test(line);
}

;// CONCATENATED MODULE: ./lib/checklist/kept.js
const LONGEST_REMARK = 200;
/** A remark stays where it cannot be a rest of what the item said before its author shortened it. */
function isKept(remark) {
    return remark.length <= LONGEST_REMARK && /^\s*[^\s\p{L}\p{N}]/u.test(remark);
}
const MOST_PAST = 50;
/** Texts that people ticked and the list has no more; what the file ticked, or a check, they will tick again. */
function pastOf({ gone }) {
    return gone
        .filter(({ ticked, auto }) => ticked && auto === undefined)
        .map(({ text }) => text)
        .slice(0, MOST_PAST);
}

// EXTERNAL MODULE: ./lib/tickets/text.js
var tickets_text = __webpack_require__(2782);
;// CONCATENATED MODULE: ./lib/checklist/phrases.js
/** Words that the sentences of tickets, notes and errors share. */

const MOST_NAMED = 10;
/** Names as a phrase: `"a", "b" and 3 more`, each cut, at most `most` of them. */
function named(texts, most, longest = 100) {
    const shown = texts.slice(0, most).map((text) => `"${(0,tickets_text/* cutText */.IN)(text, longest)}"`);
    const left = texts.length - shown.length;
    return left > 0 ? `${shown.join(", ")} and ${left} more` : shown.join(", ");
}
/** Items as a phrase, bounded. */
function names(standings) {
    return named(standings.map(({ item }) => item.text), MOST_NAMED);
}

// EXTERNAL MODULE: ./lib/checklist/text.js
var checklist_text = __webpack_require__(6545);
;// CONCATENATED MODULE: ./lib/checklist/news.js
/** What a note says of items that were known before: sentences, bounded. */



const news_MOST_NAMED = 20;
const LONGEST_LINE = 1_000;
/** What is no longer on the list. */
function removedBy({ gone: all, unclear }) {
    const gone = all.filter(({ section }) => section !== checklist_text/* LEFT_LIST */.jt);
    return [
        ...sentence("Removed from the list, ticked before", gone.filter(isTicked)),
        ...sentence("Removed from the list, open before", gone.filter((item) => !isTicked(item))),
        ...sentence("Could not be told from its like any more, ticked before", unclear.filter(isTicked)),
    ];
}
/** What people wrote behind items that cannot stay there: it goes when the text is written. */
function droppedBy({ of }) {
    const dropped = [...of.values()].filter(({ remark }) => remark !== "" && !isKept(remark)).map(({ read }) => read);
    return sentence("Stood behind an item, and was taken off", dropped);
}
/** What people wrote on lines of their own below items: the note is where it can still be read, so it is whole there within reason. */
function strayNews(lines) {
    return lines.length === 0 ? [] : [`Stood below an item, and was taken off: ${named(lines, news_MOST_NAMED, LONGEST_LINE)}.`];
}
/** What was ticked by evidence and is not any more. `open`: the items that are. */
function lostBy({ of }, open) {
    const lost = open.filter((item) => {
        const before = of.get(item)?.read;
        return before?.auto !== undefined && before.ticked;
    });
    return sentence("Open again, since the evidence is gone", lost);
}
function isTicked({ ticked }) {
    return ticked;
}
function sentence(what, items) {
    const texts = items.map(({ text }) => text);
    return texts.length === 0 ? [] : [`${what}: ${named(texts, news_MOST_NAMED)}.`];
}

;// CONCATENATED MODULE: ./lib/checklist/waits.js
const NAME = 200;
/** A clause for behind "when". */
function waitsFor(check, shower) {
    const shown = (text) => shower.line(text, NAME);
    switch (check.kind) {
        case "workflow":
            return `the newest run of ${shown(check.file)} at the commit of the release is green`;
        case "milestone":
            return "nothing is open in the milestone of the release";
        case "asset":
            return `a file ${shown(check.glob)} is attached to the release`;
        case "file":
            return `${shown(check.path)} holds ${shown(check.contains)} at the commit of the release`;
        default:
            return `no open issue has the label ${shown(check.label)}`;
    }
}

;// CONCATENATED MODULE: ./lib/checklist/items.js
/** What is done: the items of the list, what their checks found, and what people ticked. */





const HEADING_LENGTH = 300;
/** More than fits a description: whether the list does is found out where all of it is known. */
const TEXT_LENGTH = 15_000;
/** The list as tickets show it. An item's own key goes by its text before variables are filled in, which stays the same from run to run. */
function linesOf(blocks, { repository, file, version }, shower) {
    let section = "";
    let rawSection = "";
    const parents = [];
    const lines = blocks.map((block, index) => {
        if (block.kind === "prose")
            return { ...block, lines: shower.lines(block.lines) };
        const text = shower.line(block.text, block.kind === "heading" ? HEADING_LENGTH : TEXT_LENGTH);
        if (block.kind === "heading") {
            section = (0,checklist_text/* headingText */.ky)(text) || "(without a name)";
            rawSection = block.raw;
            return { kind: "heading", level: block.level, text: section };
        }
        const { kind, depth, under, ticked, check, raw } = block;
        const own = (0,checklist_text/* itemText */.rv)(text) || "(without a name)";
        const parent = parents[under - 1] ?? "";
        parents[under] = own;
        const shown = { kind, section, text: own, depth, under, parent, ticked, below: belowOf(blocks, index) };
        const waiting = check === undefined ? {} : { check, waits: waitsFor(check, shower) };
        return { ...shown, ...waiting, raw: { section: rawSection, text: raw } };
    });
    const items = lines.filter((line) => line.kind === "item");
    const shownNumbers = (0,checklist_text/* numbered */.jN)(items).map(({ nth }) => nth);
    const rawNumbers = (0,checklist_text/* numbered */.jN)(items.map(({ raw }) => raw));
    let next = 0;
    return lines.map((line) => {
        if (line.kind !== "item")
            return line;
        const { raw, below, ...item } = line;
        const own = rawNumbers[next] ?? { section: "", text: "", nth: 0 };
        const nth = shownNumbers[next] ?? 1;
        next += 1;
        return { ...item, nth, raw: raw.text, below: shower.lines(below), key: (0,identity/* checklistKey */.AK)(repository, file, version, (0,checklist_text/* identity */.D_)(own)) };
    });
}
/** What of a list is looked for in the text of its ticket. */
function knownOf(lines) {
    return {
        headings: lines.flatMap((line) => (line.kind === "heading" ? [line.text] : [])),
        items: lines.flatMap((line) => (line.kind === "item" ? [line.text] : [])),
    };
}
/** The prose right below an item. */
function belowOf(blocks, index) {
    const own = blocks[index];
    const lines = [];
    for (const block of blocks.slice(index + 1)) {
        if (block.kind !== "prose" || own?.kind !== "item" || block.depth <= own.depth)
            break;
        lines.push(...block.lines);
    }
    return lines;
}
/** Merges all that is known. An item is done by the file, a person, its evidence or its own ticket. */
function mergeItems(items, sources) {
    const { matching } = sources;
    const standings = items.map((item) => {
        const own = sources.ticketOf?.(item.key);
        const evidence = item.check === undefined ? undefined : sources.evidence(item.check);
        const { read: before, remark = "" } = matching.of.get(item) ?? {};
        const listed = inTheList(item, before === undefined || sources.ticketOf !== undefined ? before : withoutTicket(before), evidence);
        const standing = own === undefined ? listed : inItsTicket(listed, own, sources.closed);
        return {
            item,
            remark: isKept(remark) ? remark : "",
            is: listed.done ? "closed" : "open",
            ...standing,
            ...(evidence === undefined ? {} : { evidence }),
        };
    });
    const isInline = sources.ticketOf === undefined;
    return {
        standings,
        removed: removedBy(matching),
        dropped: droppedBy(matching),
        past: isInline ? pastOf(matching) : [],
        lost: isInline ? lostBy(matching, openOf(standings)) : [],
    };
}
function openOf(standings) {
    return standings.filter(({ done }) => !done).map(({ item }) => item);
}
/** Where items have no tickets of their own any more, what was ticked by one is a person's. */
function withoutTicket({ auto, ...item }) {
    return auto === undefined || (0,checklist_text/* isTicketMark */.Qr)(auto) ? item : { ...item, auto };
}
function inTheList(item, before, evidence) {
    const wasTicked = before?.ticked === true;
    if (item.ticked)
        return { done: true, by: "file" };
    if (wasTicked && before.auto === undefined)
        return { done: true, by: "person" };
    if (evidence?.is === "there")
        return { done: true, by: "evidence", auto: evidence.url };
    // That GitHub is busy says nothing of the evidence that was there before.
    const keeps = evidence?.is === "unknown" && !evidence.lasting && wasTicked && before.auto !== undefined;
    return keeps ? { done: true, by: "evidence", auto: before.auto } : { done: false };
}
/** Closed by a person it is done, whatever else is known; closed by us it is as long as there is a reason; opened again by a person it is open. */
function inItsTicket(listed, { open, existing, state }, closed) {
    const byUs = state?.subject === "closed";
    if (closed.includes(existing.status) && !byUs)
        return { done: true, by: "ticket", is: "closed", auto: (0,checklist_text/* ticketMark */.yK)(existing.number) };
    return open && byUs ? { done: false } : listed;
}

;// CONCATENATED MODULE: ./lib/checklist/list-lines.js
/** The list as lines of a ticket: headings, items with what their checks found, and other text. */


/** The lines of the list: an item and what is to be said of it, headings and other text between, with empty lines where something else begins. */
function listLines(lines, standings) {
    const out = [];
    const waiting = [...standings];
    const known = knownOf(lines);
    for (const [index, line] of lines.entries()) {
        if (needsGap(lines[index - 1], line))
            out.push("");
        if (line.kind === "heading")
            out.push((0,checklist_text/* headingLine */.F5)(line.text, line.level));
        else if (line.kind === "prose")
            out.push(...(0,checklist_text/* plainLines */.y1)(line.lines, known, line.depth));
        else
            out.push(...standingLines(waiting.shift() ?? { item: line, done: false, remark: "", is: "open" }, known));
    }
    return out;
}
/** The lines of ticked items that the list has no more. */
function pastLines(past) {
    return past.length === 0 ? [] : ["", (0,checklist_text/* headingLine */.F5)(checklist_text/* LEFT_LIST */.jt, 2), ...past.map((text) => (0,checklist_text/* itemLine */.wD)({ text, ticked: true, depth: 0 }))];
}
function needsGap(before, line) {
    if (before === undefined || before.kind === "heading")
        return false;
    return !isOfList(before) || !isOfList(line);
}
function isOfList(line) {
    return line.kind === "item" || (line.kind === "prose" && (line.bullet || line.depth > 0));
}
function standingLines(standing, known) {
    const { item, done, remark, auto } = standing;
    const line = (0,checklist_text/* itemLine */.wD)({ text: `${item.text}${remark}`, ticked: done, depth: item.depth, ...(auto === undefined ? {} : { auto }) });
    // Where it is what ticks the item, the link behind that says it.
    const note = auto === undefined ? noteOf(standing) : "";
    return note === "" ? [line] : [line, ...(0,checklist_text/* plainLines */.y1)([(0,checklist_text/* noteLine */.rk)(note, item.depth)], known)];
}
/** What is to be said below an item: what its check found, also beside the tick of a person or of the file; empty where it has none. */
function noteOf({ evidence, by }) {
    if (evidence === undefined)
        return "";
    if (evidence.is === "unknown")
        return `${checklist_text/* FOUND */.vS.unknown}: ${evidence.why}.`;
    if (evidence.is === "there")
        return `${checklist_text/* FOUND */.vS.there}: ${linked(evidence.what, evidence.url)}`;
    const begin = by === "person" ? checklist_text/* FOUND */.vS.byPerson : by === "file" ? checklist_text/* FOUND */.vS.byFile : checklist_text/* FOUND */.vS.missing;
    return `${begin}: ${linked(evidence.why, evidence.url)}`;
}
function linked(text, url) {
    return url === "" ? `${text}.` : `${text}, ${url}`;
}

;// CONCATENATED MODULE: ./lib/checklist/body.js
/** What the tickets say: the list with its evidence, what changed, or what a template makes of it. */






/** The description without a template. */
function defaultBody(told) {
    return detailsOf(told, listPieces(told));
}
function detailsOf({ headline, links, changes: changed }, list) {
    const changes = changePieces(changed);
    return [fixed(`${[headline, ...links].join("\n")}\n\n`), ...list, ...(changes.length > 0 ? [fixed("\n"), ...changes] : [])];
}
/** The list, and below it how its items are ticked. */
function listPieces(told) {
    const how = fixed(`\n${told.tickets ? HOW_TICKETS : HOW_INLINE} ${tickets_description/* WHERE_TO_WRITE */.y4}\n`);
    return told.standings.length === 0 ? [itemsPiece(told)] : [itemsPiece(told), how];
}
/** Where each item has its own ticket, the text may be cut, else it may do without what the checks found. */
function itemsPiece({ lines, standings, past, tickets }) {
    const text = `${[...listLines(lines, standings), ...pastLines(past)].join("\n")}\n`;
    if (tickets)
        return { text, cut: "excerpt", keep: 0 };
    const bare = listLines(lines, standings.map(({ evidence: _evidence, ...standing }) => standing));
    const short = `${bare.join("\n")}\n\n${LEFT_OUT}\n`;
    return short.length < text.length ? { text, cut: "never", short } : { text, cut: "never" };
}
/** What changed since the release before: nothing of it is of more worth than the list. */
function changePieces({ title, lines, url }) {
    if (title === "")
        return [];
    const head = fixed(`${title}${url === "" ? "" : `\n${url}`}\n`);
    return lines.length === 0 ? [head] : [head, { text: `${(0,checklist_text/* withoutBoxes */.Ab)(lines.join("\n"))}\n`, cut: "commits", keep: 0 }];
}
/** The description by a template. A list that it does not name, or names only in a section that is not shown, stands at its end, and never twice. */
function templateBody(template, values, told) {
    const items = listPieces(told);
    const details = detailsOf(told, items);
    const changes = changePieces(told.changes);
    const rendered = (0,templates/* renderPieces */.Yc)(template, values, { details, items, changes });
    const known = knownOf(told.lines);
    const ours = new Set([...details, ...changes]);
    const pieces = [];
    for (const piece of rendered) {
        if (items.includes(piece) && pieces.includes(piece))
            continue;
        // On a line of their own, so that what stands before them makes no item of them.
        if (ours.has(piece) && !endsLine(pieces.at(-1)))
            pieces.push(fixed("\n"));
        pieces.push(ours.has(piece)
            ? piece
            : fixed(piece.text
                .split("\n")
                .map((line) => (0,checklist_text/* plainLine */.h0)(line, known))
                .join("\n")));
    }
    const isThere = items.every((piece) => pieces.includes(piece));
    return isThere ? pieces : [...pieces, fixed(endsLine(pieces.at(-1)) ? "\n" : "\n\n"), ...items];
}
/** Whether a template asks for what changed. */
function wantsChanges(template) {
    return template === undefined || (0,templates/* variablesOf */.ht)(template).some((name) => name === "details" || name === "changes");
}
function endsLine(piece) {
    return piece === undefined || piece.text.endsWith("\n");
}
/** A text that is never cut. */
function fixed(text) {
    return { text, cut: "never" };
}

// EXTERNAL MODULE: ./lib/tickets/state.js
var tickets_state = __webpack_require__(240);
;// CONCATENATED MODULE: ./lib/checklist/shown.js
/** Text of the repository and of strangers made fit for a ticket: one line, clean, freed of secrets, nothing that could be a state line. */



/** Read of a text before it is cut. */
const LOOKED_AT = 20_000;
/** Makes a `Shower` over a redactor. */
function createShower(redact) {
    const seen = new Map();
    const safe = (text) => {
        const result = seen.get(text) ?? redact(text);
        seen.set(text, result);
        return result.ok ? (0,tickets_state/* disarm */.Jt)(result.text) : tickets_redact/* REDACTED */.X;
    };
    return {
        line: (text, max) => (0,tickets_text/* cutText */.IN)(safe((0,tickets_text/* oneLine */.TN)(text.normalize("NFC"), LOOKED_AT)), max),
        lines: (lines) => (lines.length === 0 ? [] : safe((0,tickets_text/* cleanText */.X5)(lines.join("\n"))).split("\n")),
        redacted: () => [...seen.values()].reduce((sum, result) => sum + (result.ok ? result.count : 0), 0),
    };
}
/** An address that may stand in a ticket; empty for anything else. */
function webUrl(text) {
    return (0,tickets_text/* httpUrl */.q3)(text) ?? "";
}

;// CONCATENATED MODULE: ./lib/checklist/changes.js

const MOST_LINES = 40;
const TITLE_LENGTH = 150;
/** Asks what lies between the release before and this one. `url`: where the comparison can be looked at. */
async function readChanges(github, release, url, shower) {
    const { earlier, tagged, tag, sha } = release;
    if (earlier === undefined)
        return { title: release.whyNoEarlier ?? "", lines: [], url: "", refusals: [] };
    const answer = await github.compare(earlier.tag, tagged === true ? tag : sha);
    const version = shower.line(earlier.version, 100);
    if (!answer.ok)
        return { title: whyUnknown(answer, version), lines: [], url, refusals: answer.why === "missing" ? [] : [answer] };
    const { lines, pulls } = changeLines(answer.value.commits, shower);
    const shown = lines.slice(0, MOST_LINES);
    const { total, commits } = answer.value;
    const left = lines.length - shown.length;
    const isPart = total > commits.length;
    const more = isPart ? [`- and more: GitHub lists ${commits.length} of ${total} commits`] : left > 0 ? [`- and ${left} more`] : [];
    return {
        title: titleOf(answer.value, version, pulls),
        lines: [...shown, ...more],
        url: webUrl(answer.value.url ?? "") || url,
        refusals: [],
    };
}
function whyUnknown(answer, version) {
    if (answer.why === "missing")
        return `What changed since ${version} cannot be told: the two have no history in common.`;
    // What exactly GitHub said stands in the summary; here it would be another text with each run.
    if (answer.why === "forbidden")
        return `What changed since ${version} could not be read: \`${answer.permission ?? "contents: read"}\` is missing.`;
    return `What changed since ${version} could not be read.`;
}
function titleOf({ total, status }, version, pulls) {
    if (total === 0)
        return status === "behind" ? `Nothing has changed since ${version}; this release is older.` : `Nothing has changed since ${version}.`;
    const commits = total === 1 ? "1 commit" : `${total} commits`;
    const merged = pulls === 0 ? "" : `, ${pulls === 1 ? "1 pull request" : `${pulls} pull requests`}`;
    const rewritten = status === "diverged" ? "; history was rewritten or branched off, so some of that release is not in this one" : "";
    return `Changed since ${version} (${commits}${merged}${rewritten}):`;
}
/** Newest first, a pull request once. Where merge commits name pull requests, the commits beside them are those of their branches. */
function changeLines(commits, shower) {
    const changes = commits.toReversed().map(changeOf);
    const pulls = new Map(changes.flatMap((change) => (change.pull === undefined ? [] : [[change.pull, change]])));
    const merges = changes.some(({ merge, pull }) => merge && pull !== undefined);
    const told = changes.filter((change) => (change.pull === undefined ? !change.merge && !merges : pulls.get(change.pull) === change));
    // A number or a hash stands first, so that no title can look like an item of the list.
    const lines = told.map(({ pull, title, sha }) => `- ${pull === undefined ? sha.slice(0, 10) : `#${pull}`} ${shower.line(title, TITLE_LENGTH)}`.trimEnd());
    return { lines, pulls: pulls.size };
}
/** How GitHub writes the messages of merges and squashed pull requests. */
function changeOf({ message, sha }) {
    const [subject = "", ...rest] = message.split(/\r\n|\n|\r/);
    const merged = /^Merge pull request #(\d{1,9}) from /.exec(subject)?.[1];
    if (merged !== undefined)
        return { pull: Number(merged), title: rest.find((line) => line.trim() !== "") ?? subject, merge: true, sha };
    const [, title = "", squashed] = /^(.*?)\s*\(#(\d{1,9})\)\s*$/.exec(subject) ?? [];
    if (squashed !== undefined)
        return { pull: Number(squashed), title: title === "" ? subject : title, merge: false, sha };
    return { title: subject, merge: /^Merge (?:remote-tracking )?branch /.test(subject), sha };
}

// EXTERNAL MODULE: ./lib/tickets/duration.js
var duration = __webpack_require__(8053);
// EXTERNAL MODULE: ./lib/tickets/managed.js
var managed = __webpack_require__(3672);
// EXTERNAL MODULE: ./lib/tickets/tags.js
var tickets_tags = __webpack_require__(6412);
;// CONCATENATED MODULE: ./lib/checklist/values.js


const LONGEST = 300;
/** Values by name, each one line. `date`: of the release, else of its commit; empty where neither is known. */
function checklistValues(release, run, date) {
    const { version, tag, earlier, facts, sha } = release;
    const values = {
        version,
        tag,
        previous: earlier?.version ?? "",
        previous_tag: earlier?.tag ?? "",
        compare: compareUrl(release, run.repositoryUrl),
        date: date.slice(0, 10),
        prerelease: release.prerelease === true ? "true" : "",
        draft: release.draft === true ? "true" : "",
        repository: run.repository,
        url: releaseUrl(release, run.repositoryUrl),
        sha,
        short_sha: sha.slice(0, 7),
        actor: facts?.author ?? run.actor,
        event: run.event,
        workflow: run.workflow,
        run_url: run.runUrl,
    };
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, (0,tickets_text/* oneLine */.TN)(value, LONGEST)]));
}
/** When the release was made, as GitHub says it: a draft is not published yet. */
function releaseDate({ facts }) {
    return facts?.published ?? facts?.created;
}
/** The page of the release or tag; a draft has an address of its own until it is published. */
function releaseUrl({ tag, facts }, repositoryUrl) {
    if (facts?.draft === true)
        return webUrl(facts.url ?? "");
    return webUrl(`${repositoryUrl}/releases/tag/${encoded(tag)}`);
}
/** Where one can look at what changed; empty where there is no earlier release. */
function compareUrl({ earlier, tag, tagged, sha }, repositoryUrl) {
    if (earlier === undefined)
        return "";
    return webUrl(`${repositoryUrl}/compare/${encoded(earlier.tag)}...${encoded(tagged === true ? tag : sha)}`);
}
function encoded(name) {
    return name.split("/").map(encodeURIComponent).join("/");
}

;// CONCATENATED MODULE: ./lib/checklist/draft.js
/** What the ticket of a list says: rules, front matter and templates over the release. */








/** One line that says of which release something is: `what` begins it. */
function headlineOf({ label, run }, what) {
    return `${what} ${label} of ${run.repository}.`;
}
/** The draft for items that stand like this. Its body is not yet cut to size. */
function draftOf(drafting, { standings, past }) {
    const { settings, matter, ruling, now, title, lines, changes, release, run, shower, tickets } = drafting;
    const { effects } = ruling;
    const done = standings.filter((standing) => standing.done).length;
    const texts = Object.entries(drafting.values).map(([name, value]) => [name, shower.line(value, 300)]);
    const values = { ...Object.fromEntries(texts), done, open: standings.length - done, total: standings.length };
    const url = releaseUrl(release, run.repositoryUrl);
    const commit = release.sha === "" ? [] : [`Commit: ${run.repositoryUrl}/commit/${release.sha}`];
    const told = {
        lines,
        standings,
        past,
        changes,
        headline: headlineOf(drafting, "This is"),
        links: [...(url === "" || release.tagged === false ? [] : [`Release: ${url}`]), ...commit],
        tickets,
    };
    const { type, priority, tags, dueIn } = matter;
    const front = { type, priority, tags: tagsOf(tags, values), fields: dueFields(dueIn, now) };
    return {
        ...(0,lib_settings/* ticketValues */.Hi)(settings, front, { ...effects, fields: { ...effects.fields, ...dueFields(effects.dueIn, now) } }),
        title: shower.line((0,templates/* renderTemplate */.Xm)(title, values), managed/* TITLE_LENGTH */.qt),
        body: settings.description === undefined ? defaultBody(told) : templateBody(settings.description, values, told),
        customData: customData(drafting),
        ...(0,lib_settings/* peopleOf */.xr)(settings, effects),
    };
}
function dueFields(dueIn, now) {
    const due = dueIn === undefined ? undefined : (0,duration/* dueDate */.X)(dueIn, now);
    return due === undefined ? {} : { dueDate: due };
}
/** Tags of the front matter are templates too; what comes out must still be a tag. */
function tagsOf(tags, values) {
    const filled = (tags ?? []).map((tag) => (0,tickets_text/* oneLine */.TN)((0,templates/* renderTemplate */.Xm)(tag, values), 100).replaceAll(",", " ").trim());
    return filled.filter((tag) => (0,tickets_tags/* tagExpectation */.f)(tag) === undefined);
}
function customData({ run, release }) {
    return {
        repository: run.repository,
        workflow: (0,tickets_text/* oneLine */.TN)(run.workflow, 200),
        version: (0,tickets_text/* oneLine */.TN)(release.version, 200),
        tag: (0,tickets_text/* oneLine */.TN)(release.tag, 200),
        sha: release.sha,
        run_id: run.id,
        run_attempt: String(run.moment.attempt),
        run_url: run.runUrl,
    };
}

// EXTERNAL MODULE: ./lib/tickets/globs.js
var globs = __webpack_require__(8558);
// EXTERNAL MODULE: ./lib/payload.js
var lib_payload = __webpack_require__(5793);
;// CONCATENATED MODULE: ./lib/checklist/release-facts.js
/** A release as GitHub tells it, in events and in answers of its API. */

/** A release of the payload or of the API (https://docs.github.com/rest/releases/releases); `undefined` for what is none. */
function releaseOf(value) {
    const fields = (0,lib_payload/* fieldsAt */.$5)(value);
    const [id, tag] = [(0,lib_payload/* numberOf */.rl)(fields["id"]), (0,lib_payload/* textOf */.b6)(fields["tag_name"])];
    if (id === undefined || tag === undefined)
        return undefined;
    const [created, published] = [(0,lib_payload/* textOf */.b6)(fields["created_at"]), (0,lib_payload/* textOf */.b6)(fields["published_at"])];
    const [url, author] = [(0,lib_payload/* textOf */.b6)(fields["html_url"]), (0,lib_payload/* textOf */.b6)((0,lib_payload/* fieldsAt */.$5)(fields, "author")["login"])];
    return {
        id,
        tag,
        draft: fields["draft"] === true,
        prerelease: fields["prerelease"] === true,
        ...(created === undefined ? {} : { created }),
        ...(published === undefined ? {} : { published }),
        ...(url === undefined ? {} : { url }),
        ...(author === undefined ? {} : { author }),
        assets: (0,lib_payload/* listOf */.c3)(fields["assets"], assetOf) ?? [],
    };
}
function assetOf(value) {
    const { name, browser_download_url: url, state } = (0,lib_payload/* fieldsAt */.$5)(value);
    return typeof name === "string" && (state === undefined || state === "uploaded") ? { name, url: (0,lib_payload/* textOf */.b6)(url) ?? "" } : undefined;
}

;// CONCATENATED MODULE: ./lib/checklist/asks.js


const PAGE = 100;
const CONTENTS = "contents: read";
const ISSUES = "issues: read";
/** Reads pages until a short one, at most `most`. */
async function pages(most, page) {
    const items = [];
    for (let number = 1; number <= most; number += 1) {
        const answer = await page(number);
        if (!answer.ok)
            return answer;
        items.push(...answer.value.filter((item) => item !== undefined));
        if (answer.value.length < PAGE)
            return { ok: true, value: { items, whole: true } };
    }
    return { ok: true, value: { items, whole: false } };
}
/** Entries that have not the shape still count for the length of a page. */
function entries(shape) {
    return (data) => (Array.isArray(data) ? data.map((entry) => shape(entry)) : undefined);
}
/** https://docs.github.com/rest/repos/repos#list-repository-tags; at most 1,000. */
function readTags(github) {
    const shape = entries((entry) => {
        const [name, sha] = [(0,lib_payload/* textOf */.b6)((0,lib_payload/* fieldsAt */.$5)(entry)["name"]), (0,lib_payload/* textOf */.b6)((0,lib_payload/* fieldsAt */.$5)(entry, "commit")["sha"])];
        return name === undefined || sha === undefined ? undefined : { name, sha };
    });
    return pages(10, (page) => github.read({ path: "/tags", query: { per_page: PAGE, page }, what: "the tags", permission: CONTENTS, shape }));
}
/** The published release of a tag (https://docs.github.com/rest/releases/releases#get-a-release-by-tag-name). */
function readReleaseOf(github, tag) {
    const path = `/releases/tags/${encodeURIComponent(tag)}`;
    return github.read({ path, what: `the release of tag ${tag}`, permission: CONTENTS, shape: releaseOf });
}
/** The newest 100 releases, drafts among them where the token may write contents. */
function readReleases(github) {
    const shape = (data) => (0,lib_payload/* listOf */.c3)(data, releaseOf);
    return github.read({ path: "/releases", query: { per_page: PAGE }, what: "the releases", permission: CONTENTS, shape });
}
/** Open and closed ones, at most 500 (https://docs.github.com/rest/issues/milestones#list-milestones). */
function readMilestones(github) {
    const shape = entries((entry) => {
        const { title, open_issues, html_url } = (0,lib_payload/* fieldsAt */.$5)(entry);
        const open = (0,lib_payload/* countOf */.pq)(open_issues);
        return typeof title !== "string" || open === undefined ? undefined : { title, open, url: (0,lib_payload/* textOf */.b6)(html_url) ?? "" };
    });
    return pages(5, (page) => github.read({ path: "/milestones", query: { state: "all", per_page: PAGE, page }, what: "the milestones", permission: ISSUES, shape }));
}
/** Open issues with a label, pull requests among them, at most 300 (https://docs.github.com/rest/issues/issues#list-repository-issues). */
function readOpenIssues(github, label) {
    const shape = entries((entry) => {
        const number = (0,lib_payload/* numberOf */.rl)((0,lib_payload/* fieldsAt */.$5)(entry)["number"]);
        const { pull_request: pull } = (0,lib_payload/* fieldsAt */.$5)(entry);
        return number === undefined ? undefined : { number, pull: pull !== undefined && pull !== null };
    });
    const query = { state: "open", labels: label, per_page: PAGE };
    return pages(3, (page) => github.read({ path: "/issues", query: { ...query, page }, what: `the open issues with label ${label}`, permission: ISSUES, shape }));
}
/** Whether runs may be read at all, which tells a workflow that is not there from one that may not be seen. */
async function maySeeRuns(github) {
    const shape = (data) => (Array.isArray((0,lib_payload/* fieldsAt */.$5)(data)["workflows"]) ? true : undefined);
    const answer = await github.read({
        path: "/actions/workflows",
        query: { per_page: 1 },
        what: "the workflows",
        permission: "actions: read",
        shape,
    });
    return answer.ok;
}

;// CONCATENATED MODULE: ./lib/checklist/holds.js
/** Whether a file holds a text: a version is not found inside a longer one. */
const WORD = String.raw `[\p{L}\p{N}_]`;
/** What may not stand before a digit: part of a word or number, also one that a dot or a hyphen joins to it. */
const JOINED_BEFORE = new RegExp(`${WORD}[.-]?$`, "u");
const JOINED_BEHIND = new RegExp(String.raw `^(?:${WORD}|\.\d|-${WORD})`, "u");
/** More than any of the two looks at, in UTF-16 units. */
const NEAR = 8;
/**
 * Looks for a text. One that begins or ends with a digit is found only where number, version or word end there too: `1.10.0` stands in `v1.10.0`,
 * `[1.10.0]` and `1.10.0.` at the end of a sentence, and not in `11.10.0`, `1.10.0.1` or `1.10.0-rc.1`.
 */
function holds(text, wanted) {
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
        const end = at + wanted.length;
        const begins = !/^\d/.test(wanted) || standsFree(text.slice(Math.max(0, at - NEAR), at));
        if (begins && (!/\d$/.test(wanted) || !JOINED_BEHIND.test(text.slice(end, end + NEAR))))
            return true;
    }
    return false;
}
/** Whether a version may begin behind this; one `v` belongs to it. */
function standsFree(before) {
    return !JOINED_BEFORE.test(before.replace(/v$/i, ""));
}

;// CONCATENATED MODULE: ./lib/checklist/once.js
/** The question, asked at its first use and never again: everybody gets the one answer. */
function once(ask) {
    let answer;
    return () => (answer ??= ask());
}

;// CONCATENATED MODULE: ./lib/checklist/evidence.js





const evidence_NAME = 200;
const RUNS = 20;
/** GitHub frowns on many requests at the same time. */
const AT_ONCE = 6;
/** Makes every check once, some side by side. It does not throw for a refusal. */
async function gatherEvidence(checks, asking) {
    const refusals = [];
    const wanted = new Map(checks.map((check) => [JSON.stringify(check), check]));
    const milestones = once(() => readMilestones(asking.github));
    const found = new Map();
    const ask = async ([key, check]) => {
        const evidence = await evidenceOf(check, { ...asking, milestones, refused: (refused) => refusals.push(refused) });
        // A tick of ours is known by the link behind it, so there is always one.
        found.set(key, evidence.is === "there" && evidence.url === "" ? { ...evidence, url: asking.repositoryUrl } : evidence);
    };
    const waiting = wanted.entries();
    const lane = async () => {
        for (const entry of waiting)
            await ask(entry);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    const none = { is: "unknown", why: "nobody has looked", lasting: false };
    return { of: (check) => found.get(JSON.stringify(check)) ?? none, refusals };
}
function evidenceOf(check, one) {
    switch (check.kind) {
        case "workflow":
            return workflowEvidence(check.file, one);
        case "milestone":
            return milestoneEvidence(one);
        case "asset":
            return assetEvidence(check.glob, one);
        case "file":
            return fileEvidence(check, one);
        default:
            return issuesEvidence(check.label, one);
    }
}
/**
 * What was refused is not known; that goes by itself where GitHub was busy, and stays where a permission is missing. `things`: what was asked for, for
 * people who read tickets; what exactly GitHub said stands in log and summary.
 */
function unknown(refused, things, one) {
    one.refused(refused);
    const lasting = (why) => ({ is: "unknown", why, lasting: true });
    if (refused.why === "limited" || refused.why === "unavailable")
        return { is: "unknown", why: "GitHub could not be asked this time", lasting: false };
    if (refused.why === "missing")
        return lasting(`GitHub has no ${things} for this repository`);
    // Without a status GitHub was not asked.
    if (refused.permission === undefined && refused.status === undefined)
        return lasting("the step has no token (`github-token` is empty)");
    if (refused.permission === undefined)
        return lasting("GitHub does not accept the token of this workflow");
    return lasting(`GitHub does not let this workflow read ${things} (\`${refused.permission}\` is missing)`);
}
/** The newest run on this commit; that of a fork's pull request is none of ours. */
async function workflowEvidence(file, one) {
    const { github, release, repository, shower } = one;
    const name = shower.line(file, evidence_NAME);
    const answer = await github.workflowRuns(file, { head_sha: release.sha, per_page: RUNS });
    if (!answer.ok) {
        const isNone = answer.why === "missing" || (answer.status === 404 && (await maySeeRuns(github)));
        return isNone ? { is: "missing", why: `there is no workflow ${name}`, url: "" } : unknown(answer, "runs", one);
    }
    const ours = answer.value.filter(({ head_repository: home }) => home === null || home === undefined || home.full_name.toLowerCase() === repository.toLowerCase());
    const run = ours.toSorted((a, b) => b.run_number - a.run_number)[0];
    if (run === undefined)
        return { is: "missing", why: `${name} has not run on commit ${release.sha.slice(0, 10)}`, url: "" };
    const url = webUrl(run.html_url);
    if (run.conclusion === "success")
        return { is: "there", what: `run ${run.run_number} of ${name} is green`, url };
    return { is: "missing", why: `run ${run.run_number} of ${name} ${becameOf(run)}`, url };
}
const ENDED = new Map([
    ["failure", "failed"],
    ["cancelled", "was cancelled"],
    ["skipped", "was skipped"],
    ["timed_out", "ran out of time"],
    ["startup_failure", "could not start"],
    ["action_required", "waits for an approval"],
]);
function becameOf({ status, conclusion }) {
    if (status !== "completed")
        return "has not ended";
    return ENDED.get(conclusion ?? "") ?? "is not green";
}
/** GitHub counts open pull requests of a milestone among its open issues, and so does this. */
async function milestoneEvidence(one) {
    const { release, shower } = one;
    const answer = await one.milestones();
    if (!answer.ok)
        return unknown(answer, "milestones", one);
    const names = [release.version, release.tag].map((name) => name.toLowerCase());
    const found = answer.value.items.filter(({ title }) => names.includes(title.trim().toLowerCase()));
    const [first] = found;
    if (first === undefined) {
        const among = answer.value.whole ? "" : ` among the first ${answer.value.items.length}`;
        return { is: "missing", why: `there is no milestone ${shower.line(release.version, evidence_NAME)}${among}`, url: "" };
    }
    const open = found.find((milestone) => milestone.open > 0);
    const title = shower.line(first.title, evidence_NAME);
    if (open === undefined)
        return { is: "there", what: `nothing is open in milestone ${title}`, url: webUrl(first.url) };
    return { is: "missing", why: `${open.open} open in milestone ${shower.line(open.title, evidence_NAME)}`, url: webUrl(open.url) };
}
async function assetEvidence(glob, one) {
    const { release, shower } = one;
    const answer = await release.current();
    if (!answer.ok && answer.why !== "missing")
        return unknown(answer, "releases", one);
    const tag = shower.line(release.tag, evidence_NAME);
    if (!answer.ok)
        return { is: "missing", why: `there is no release ${tag}`, url: "" };
    const { assets, url = "" } = answer.value;
    const asset = assets.find(({ name }) => (0,globs/* matchGlob */.sB)(glob, [name], false, one.budget) === true);
    if (asset === undefined)
        return { is: "missing", why: `release ${tag} has no file ${shower.line(glob, evidence_NAME)}`, url: webUrl(url) };
    return { is: "there", what: `${shower.line(asset.name, evidence_NAME)} is attached`, url: webUrl(asset.url) || webUrl(url) };
}
async function fileEvidence({ path, contains }, one) {
    const { github, release, repositoryUrl, shower } = one;
    const name = shower.line(path, evidence_NAME);
    const text = shower.line(contains, evidence_NAME);
    if (contains.trim() === "")
        return { is: "unknown", why: `there is no text to look for in ${name}`, lasting: true };
    const answer = await github.file(path, { ref: release.sha, certain: true });
    if (!answer.ok && answer.why !== "missing")
        return unknown(answer, "files", one);
    if (!answer.ok)
        return { is: "missing", why: `there is no file ${name} in commit ${release.sha.slice(0, 10)}`, url: "" };
    const url = webUrl(`${repositoryUrl}/blob/${release.sha}/${path.split("/").map(encodeURIComponent).join("/")}`);
    if (holds(answer.value, contains))
        return { is: "there", what: `${name} holds ${text}`, url };
    return { is: "missing", why: `${name} does not hold ${text}`, url };
}
/** Pull requests carry labels too, and are no issues. */
async function issuesEvidence(label, one) {
    const answer = await readOpenIssues(one.github, label);
    if (!answer.ok)
        return unknown(answer, "issues", one);
    const name = one.shower.line(label, evidence_NAME);
    const open = answer.value.items.filter(({ pull }) => !pull);
    const query = encodeURIComponent(`is:issue is:open label:"${label}"`);
    const url = webUrl(`${one.repositoryUrl}/issues?q=${query}`);
    if (open.length === 0 && answer.value.whole)
        return { is: "there", what: `no open issue has the label ${name}`, url };
    const sorted = open.map(({ number }) => number).toSorted((a, b) => a - b);
    const numbers = sorted.slice(0, 5).map((number) => `#${number}`);
    const which = open.length > numbers.length ? `${numbers.join(", ")} and more` : numbers.join(", ");
    if (open.length === 0)
        return { is: "unknown", why: `more than 300 open pull requests have the label ${name}`, lasting: true };
    return { is: "missing", why: `open with the label ${name}: ${which}`, url };
}

;// CONCATENATED MODULE: ./lib/checklist/gate.js
/** Whether the step fails for what is open, and what people should know of the list beside its tickets. */



/** Whether open items stop the step. Without a key nobody knows what people have ticked, so nothing does. */
function requiresComplete({ config, credentials }) {
    return config.checklist["require-complete"] && credentials.kind === "ready";
}
/** Looks at a list of which these items are open. `isKnown`: whether it is known what is ticked. */
function gateOf(ground, open, isKnown) {
    const { making, list, frozen, merged } = ground;
    const none = merged.standings.length === 0 ? [noItem(making.label)] : [];
    const warnings = [...none, ...(frozen === undefined ? [] : [`${(0,tickets_text/* upper */.js)(making.label)} was not written. ${frozen}`])];
    if (!making.requireComplete || (isKnown && open.length === 0 && none.length === 0))
        return { warnings, notes: [] };
    if (making.hold !== undefined && list === undefined)
        return { warnings, notes: [`${making.hold} So \`checklist.require-complete\` stops nothing.`] };
    return { error: isKnown ? errorOf(ground, open) : notKnown(making), warnings, notes: [] };
}
function errorOf({ making: { label, file, items }, unread }, open) {
    if (open.length === 0)
        return new errors/* GateError */.ue(noItem(label), `Put an item for this release on ${file}, or leave \`checklist.require-complete\` out.`);
    if (unread)
        return new errors/* GateError */.ue(`It is not known what is done of ${label}: no item can be read in its ticket.`, "Bring its lines back there, then run this step again.");
    const count = open.length === 1 ? "1 open item" : `${open.length} open items`;
    const where = items === "inline" ? "Tick them in the ticket" : "Close their tickets";
    return new errors/* GateError */.ue(`${(0,tickets_text/* upper */.js)(label)} has ${count}: ${names(open)}.`, `${where}, or take them off ${file}; then run this step again.`);
}
function notKnown({ label }) {
    return new errors/* GateError */.ue(`It is not known what is ticked on ${label}: Gleap could not be asked.`, "Repair what kept Gleap from answering, then run this step again.");
}
function noItem(label) {
    return `${(0,tickets_text/* upper */.js)(label)} has no item: all of them are in sections that are hidden for it.`;
}

// EXTERNAL MODULE: ./lib/tickets/group.js
var group = __webpack_require__(5522);
// EXTERNAL MODULE: ./lib/tickets/ours.js
var ours = __webpack_require__(1658);
// EXTERNAL MODULE: ./lib/tickets/plan-subjects.js
var plan_subjects = __webpack_require__(8258);
// EXTERNAL MODULE: ./lib/tickets/subject-course.js
var subject_course = __webpack_require__(6543);
;// CONCATENATED MODULE: ./lib/checklist/fitted.js
/** A description cut to size. */


/** Room for the state line of a ticket. */
const STATE_ROOM = 600;
/** Fits a description beside what people wrote below it. */
function fitted(pieces, below) {
    const whole = fittedOnce(pieces, below);
    const isShorter = whole.lost && pieces.some(({ short }) => short !== undefined);
    return isShorter
        ? fittedOnce(pieces.map((piece) => ({ ...piece, text: piece.short ?? piece.text })), below)
        : whole;
}
function fittedOnce(pieces, below) {
    const mark = "\u0000".repeat(STATE_ROOM);
    const { description, lost } = (0,tickets_description/* fit */.Uj)(pieces.map((piece) => ({ ...piece, text: (0,tickets_text/* cleanText */.X5)(piece.text) })), below, mark);
    const text = description
        .slice(0, description.indexOf(mark))
        .replace(/\n{3,}/g, "\n\n")
        .trimEnd();
    return { text, lost: lost === "text" };
}
/** A fitted text as the body of a draft. */
function onePiece(text) {
    return text === "" ? [] : [{ text: `${text}\n`, cut: "never" }];
}

// EXTERNAL MODULE: ./lib/tickets/draft.js
var draft = __webpack_require__(9478);
;// CONCATENATED MODULE: ./lib/checklist/item-body.js
/** What the ticket of an item says. */



/** The text of its ticket. `headline`: of which list it is. */
function itemBody(standing, headline) {
    const { item, by } = standing;
    const note = noteOf(standing);
    const parts = [
        [item.text],
        item.below,
        [...(item.section === "" ? [] : [`Section: ${item.section}`]), ...(item.parent === "" ? [] : [`Under: ${item.parent}`]), headline],
        [...(note === "" ? [] : [note]), ...(by === "file" ? ["It is ticked in the file."] : [])],
        [howDone(standing), tickets_description/* WHERE_TO_WRITE */.y4],
    ];
    const text = parts
        .filter((part) => part.length > 0)
        .map((part) => `${part.join("\n")}\n`)
        .join("\n");
    return [fixed(text)];
}
/** Nothing starts a run when what the item waits for is there; and a check that cannot be made closes nothing. */
function howDone({ item: { waits }, evidence }) {
    const isBlind = evidence?.is === "unknown" && evidence.lasting;
    if (waits === undefined || isBlind)
        return "Close this ticket when the item is done.";
    return `The next run of the checklist closes this ticket when ${waits}; close it by hand only if that cannot be waited for.`;
}

;// CONCATENATED MODULE: ./lib/checklist/item-subjects.js
/** The tickets of items: of those on the list, and of those that are no longer on it. */







/** A ticket for each item. */
function itemSubjects({ making, byKey, merged, draft }) {
    if (making.items === "inline")
        return [];
    return merged.standings.map((one) => {
        const { item } = one;
        const ticket = (0,subject_course/* standing */.JA)(byKey.get(item.key) ?? []);
        const { text } = fitted(itemBody(one, making.headline), ticket?.below ?? "");
        return {
            key: item.key,
            label: `item "${item.text}"`,
            is: one.is,
            draft: { ...draft, title: `${(0,tickets_text/* cutText */.IN)(draft.title, TITLE_SHARE)}: ${item.text}`, body: onePiece(text) },
            stale: !(0,checklist_text/* saysTheSame */.Yq)(text, ticket?.above ?? ""),
            signature: (0,tickets_state/* writeSignature */.Am)([text], "", "none"),
            parent: making.scope,
            ...(making.hold === undefined ? {} : { hold: making.hold }),
            turn: { closed: whyDone(one), open: whyOpen(one) },
        };
    });
}
/** Of a title's 200 characters, the list's own may take so many before an item's. */
const TITLE_SHARE = 80;
function whyDone({ evidence, by }) {
    if (by === "file")
        return "The item is ticked in the file.";
    if (by === "person")
        return "The item was ticked in the ticket of the list.";
    return evidence?.is === "there" ? `Done by itself: ${evidence.what}, ${evidence.url}` : "The item is done.";
}
function whyOpen({ evidence }) {
    if (evidence === undefined || evidence.is === "there")
        return "The item is on the list again, and open.";
    return `Open again, since the evidence is gone: ${evidence.why}.`;
}
/** Tickets of items that are no longer on the list, or no longer have tickets of their own: closed, never deleted. */
function leftSubjects({ making, byKey }, items) {
    const wanted = new Set([making.scope, ...(making.items === "tickets" ? items.map(({ key }) => key) : [])]);
    const onList = new Set(items.map(({ key }) => key));
    return [...byKey].flatMap(([key, tickets]) => {
        const ticket = (0,subject_course/* standing */.JA)(tickets);
        // Somebody may have put the list's tag on a ticket that is about something else.
        if (ticket?.state?.scope !== making.scope.slice(-10) || wanted.has(key))
            return [];
        const closed = onList.has(key)
            ? "The items are ticked in the ticket of the list itself now (`items: inline`)."
            : "The item was removed from the checklist.";
        return [
            {
                key,
                label: `item "${ticket.existing.title}"`,
                is: "closed",
                draft: (0,draft/* draftAsIs */.gX)(ticket),
                stale: false,
                signature: ticket.state.signature,
                parent: making.scope,
                turn: { closed, open: "" },
            },
        ];
    });
}

;// CONCATENATED MODULE: ./lib/checklist/match.js
/**
 * An item is the one with the same section, text and number. What is left on both sides is the same where it can be nothing else: by its text alone, by its
 * text with other values in its variables, or by its text with a remark behind it. A pair is made only where neither side has another choice, so a tick
 * may be lost where texts are alike, and none is given to an item that was not ticked.
 */
function matchItems(items, read) {
    const pairs = new Map();
    const taken = new Set();
    const left = () => ({ items: items.filter((item) => !pairs.has(item)), read: read.filter((one) => !taken.has(one)) });
    for (const way of WAYS) {
        const now = left();
        for (const [item, one] of onlyChoices(now.items, now.read, way(now.items))) {
            pairs.set(item, { read: one, remark: way === byRemark && one.joined !== true ? one.text.slice(item.text.length) : "" });
            taken.add(one);
        }
    }
    const end = left();
    const rest = { ...end, read: end.read.filter(({ loose }) => loose !== true) };
    const ways = WAYS.map((way) => way(rest.items));
    const unclear = rest.read.filter((one) => rest.items.some((item) => ways.some((fits) => fits(item, one))));
    return {
        of: pairs,
        gone: rest.read.filter((one) => !unclear.includes(one)),
        unclear,
    };
}
const byValues = (left) => {
    const parts = new Map(left.map((item) => [item, partsOf(item.raw)]));
    return (item, read) => isFilledIn(parts.get(item) ?? [], read.text);
};
const byRemark = (left) => (item, read) => isRemarked(item, read) && !left.some((other) => other.text.length > item.text.length && isRemarked(other, read));
/** How an item is known again, the surest way first. */
const WAYS = [
    () => (item, read) => item.text === read.text && item.nth === read.nth && item.section === read.section,
    () => (item, read) => item.text === read.text,
    byValues,
    byRemark,
];
function onlyChoices(items, read, fits) {
    return items.flatMap((item) => {
        const [first, ...more] = read.filter((one) => fits(item, one));
        const isOnly = first !== undefined && more.length === 0 && !items.some((other) => other !== item && fits(other, first));
        return isOnly ? [[item, first]] : [];
    });
}
/** The words go on behind the item's own, and not in the middle of one. */
function isRemarked({ text }, read) {
    return read.text.length > text.length && read.text.startsWith(text) && /^[^\p{L}\p{N}_]/u.test(read.text.slice(text.length));
}
const TAG = /\{\{\{[^\n]*?\}\}\}|\{\{[^\n]*?\}\}/;
/** What stands between the tags of a text; nothing where it has none, or where nothing is said between them. */
function partsOf(raw) {
    const parts = ` ${raw.normalize("NFC")} `.replace(/\s+/gu, " ").split(TAG);
    return parts.length > 1 && /[\p{L}\p{N}]/u.test(parts.join("")) ? parts : [];
}
/** Whether a text is made of these parts with some value, or none, between them. */
function isFilledIn(parts, text) {
    if (parts.length === 0)
        return false;
    const whole = ` ${text} `;
    let at = 0;
    for (const [index, part] of parts.entries()) {
        // Of no value only one of the two spaces around it is left.
        const from = part.startsWith(" ") && at > 0 && whole[at - 1] === " " ? at - 1 : at;
        const found = index === parts.length - 1 ? whole.length - part.length : whole.indexOf(part, from);
        if (found < from || !whole.startsWith(part, found) || (index === 0 && found > 0))
            return false;
        at = found + part.length;
    }
    return true;
}

;// CONCATENATED MODULE: ./lib/checklist/reading.js




/** Reads the ticket of the list, line by line or, where an editor joined lines, by its boxes: whichever finds more of these items. */
function readTicket(items, ticket, headings) {
    const text = ticket === undefined ? "" : textOf(ticket);
    const lines = matchItems(items, (0,checklist_text/* readItems */.F1)(text, headings));
    const joined = matchItems(items, (0,checklist_text/* readJoined */.s1)(text, headings));
    const better = joined.of.size > lines.of.size ? joined : lines;
    // What else stands there may be people's, and stays.
    const matching = ticket !== undefined && lacksLine(ticket) ? { ...better, gone: [] } : better;
    const found = matching.of.size + matching.gone.length + matching.unclear.length;
    return { matching, unread: items.length > 0 && found === 0 && ticket !== undefined && isEdited(ticket) };
}
/** The same with what people ticked in other tickets, which are about to be folded into this one. */
function withTicksOf(matching, others) {
    const of = new Map(matching.of);
    for (const [item, match] of others.flatMap((other) => [...other.of])) {
        const before = of.get(item)?.read;
        if (isPersons(match.read) && (before === undefined || !isPersons(before)))
            of.set(item, match);
    }
    return { ...matching, of };
}
function isPersons({ ticked, auto }) {
    return ticked && auto === undefined;
}
/** Somebody deleted the state line: nothing says where our text ends. */
function lacksLine({ state, above }) {
    return state === undefined && above === "";
}
/** Our part of a ticket's text; the whole of it where nobody knows what is ours. */
function textOf({ state, above, below }) {
    return state === undefined ? `${above}\n${below}` : above;
}
/** Whether our part says something that is not what we wrote. */
function isEdited({ state, above }) {
    return state !== undefined && above.trim() !== "" && (0,tickets_state/* writeSignature */.Am)([above.trimEnd()], "", "none") !== state.signature;
}
/** What people wrote in a text that is without its state line: the lines that are not in `ours`, each of which is taken off once, whether ticked or not. */
function peopleText(text, ours) {
    const left = new Map();
    for (const line of ours.split(checklist_text/* LINE_END */.J2))
        left.set(nameOf(line), (left.get(nameOf(line)) ?? 0) + 1);
    const kept = text.split(checklist_text/* LINE_END */.J2).filter((line) => {
        const count = left.get(nameOf(line)) ?? 0;
        left.set(nameOf(line), count - 1);
        return count < 1 && !OF_CHECK.test(line);
    });
    return kept
        .join("\n")
        .replace(/\n{3,}/g, "\n\n")
        .trim();
}
/**
 * Lines that somebody wrote right below an item, where our text is: with the next write they are gone. `next`: the text that is about to be written. Of a
 * text that is as we wrote it nothing is anybody's; what stood in the file below an item, and does no more, cannot be told from a person's line.
 */
function strayLines(ticket, next) {
    if (!isEdited(ticket))
        return [];
    const ours = new Set(next.split(checklist_text/* LINE_END */.J2).map(checklist_text/* folded */.TM));
    let isBelow = false;
    return ticket.above.split(checklist_text/* LINE_END */.J2).flatMap((line) => {
        const text = (0,checklist_text/* folded */.TM)(line);
        const isItem = (0,checklist_text/* itemOf */.Tu)(line) !== undefined;
        // An editor may have taken the empty lines away.
        isBelow = isItem || (isBelow && text !== "" && !/^#{1,6} /.test(text) && !isBehindList(text));
        return isItem || !isBelow || ofCheck(text) || ours.has(text) ? [] : [text];
    });
}
/** Whether it says what a check found, also where an editor took the spaces away. */
function ofCheck(text) {
    return Object.values(checklist_text/* FOUND */.vS).some((begin) => text.startsWith(`${begin}: `));
}
const OF_CHECK = new RegExp(`^ {6,}(?:${Object.values(checklist_text/* FOUND */.vS).join("|")}): `);
function nameOf(line) {
    return (0,checklist_text/* itemOf */.Tu)(line)?.text ?? (0,checklist_text/* folded */.TM)(line);
}

;// CONCATENATED MODULE: ./lib/checklist/list-subject.js
/** The ticket of the list as the plan wants it. */








/** The ticket of the list; `tooLong`: why it cannot be written. `open`: the items that are. */
function listSubject({ making, list, merged, frozen, draft }, open) {
    const { text, lost } = fitted(draft.body, list?.below ?? "");
    const stale = !lost && frozen === undefined && !(0,checklist_text/* saysTheSame */.Yq)(text, list?.above ?? "");
    const strays = stale && list !== undefined ? strayNews(strayLines(list, text)) : [];
    // The text of a ticket that is not ours is never written, so nothing is taken off it.
    const takenOff = list?.owned === false ? [] : [...merged.dropped, ...strays];
    const removed = [...merged.removed, ...takenOff];
    const hold = lost
        ? TOO_LONG
        : frozen !== undefined
            ? frozen
            : merged.standings.length === 0
                ? `There is no item on ${making.label}.`
                : making.hold;
    const subject = {
        key: making.scope,
        label: making.label,
        is: open.length === 0 ? "closed" : "open",
        draft: { ...draft, body: onePiece(lost ? "" : text) },
        stale,
        signature: (0,tickets_state/* writeSignature */.Am)([text], "", "none"),
        ...(hold === undefined ? {} : { hold }),
        turn: {
            closed: [whyComplete(making.label, merged.standings.length), ...removed].join(" "),
            open: [`${(0,tickets_text/* upper */.js)(making.label)} has ${open.length === 1 ? "an open item" : "open items"} again: ${names(open)}.`, ...removed].join(" "),
        },
        news: [...removed, ...merged.lost],
    };
    return lost ? { subject, tooLong: tooLong(making, list) } : { subject };
}
function whyComplete(label, count) {
    if (count === 0)
        return `No item is left on ${label}.`;
    return count === 1 ? `The only item of ${label} is done.` : `All ${count} items of ${label} are done.`;
}
const TOO_LONG = "The list is too long for one ticket.";
function tooLong({ items, label }, list) {
    const isAlone = (list?.below ?? "") === "";
    const what = isAlone ? `${(0,tickets_text/* upper */.js)(label)} is too long for one ticket` : `${(0,tickets_text/* upper */.js)(label)} and the text below it are too long for one ticket`;
    const next = items === "inline"
        ? "Set `checklist.items: tickets` in the config file, which makes a ticket per item, or shorten the list"
        : "Shorten the texts between the items";
    return new errors/* TicketError */.Fo("CONFIG", `${what}; nothing of it is cut, so it was not written.`, isAlone ? `${next}.` : `${next}, or the text below it.`);
}

;// CONCATENATED MODULE: ./lib/checklist/summary.js
/** The list as it stands, by sections in order. `title`: of its ticket; `isKnown`: whether it is known what is ticked. */
function shownChecklist(title, standings, isKnown) {
    const done = standings.filter((standing) => standing.done).length;
    const total = standings.length;
    const shown = (standing) => shownItem(standing, isKnown);
    const sections = [];
    for (const standing of standings) {
        const { section } = standing.item;
        const last = sections.at(-1);
        if (last?.heading === section)
            last.items.push(shown(standing));
        else
            sections.push({ heading: section, items: [shown(standing)] });
    }
    const state = isKnown
        ? `${done} of ${total} ${total === 1 ? "item" : "items"} done`
        : "what is ticked is not known, since Gleap could not be asked";
    return { title: `${title}: ${state}`, sections };
}
function shownItem(standing, isKnown) {
    const { item, done, auto, evidence } = standing;
    const found = evidence === undefined || evidence.is === "unknown" ? "" : evidence.url;
    const url = auto?.startsWith("http") === true ? auto : found;
    return { text: item.text, depth: item.under, done, why: whyOf(standing) || (isKnown ? "" : "not known"), url };
}
function whyOf({ by, evidence }) {
    if (by === "person")
        return "ticked in Gleap";
    if (by === "ticket")
        return "its ticket is closed";
    if (by === "file")
        return "ticked in the file";
    if (evidence === undefined)
        return "";
    if (evidence.is === "unknown")
        return `not checked: ${evidence.why}`;
    return evidence.is === "there" ? evidence.what : `not yet: ${evidence.why}`;
}

;// CONCATENATED MODULE: ./lib/checklist/plan.js











/** Plans the tickets of the list. */
function planChecklist(making, existing, options) {
    const items = making.lines.filter((line) => line.kind === "item");
    const { ground, tickets } = withoutOurs(groundOf(making, items, existing), existing);
    const { standings } = ground.merged;
    const open = standings.filter(({ done }) => !done);
    const list = listSubject(ground, open);
    const subjects = [list.subject, ...itemSubjects(ground), ...leftSubjects(ground, items)];
    const policy = {
        closed: making.closed,
        maxTickets: making.maxTickets,
        priority: "rises",
        newFor: "all",
        closes: true,
        learnsWhileClosed: false,
    };
    const plan = (0,plan_subjects/* planSubjects */.l)({ scope: making.scope, run: making.run, subjects }, tickets, policy, options);
    // Where nobody could list the tickets, only the file and the checks are known: not what people ticked, nor which tickets they opened again.
    const isKnown = options.unlisted !== true || items.length === 0 || (making.items === "inline" && open.length === 0);
    const gate = gateOf(ground, open, isKnown);
    const error = list.tooLong ?? gate.error;
    return {
        ...plan,
        warnings: [...plan.warnings, ...gate.warnings],
        notes: [...(plan.notes ?? []), ...gate.notes],
        checklist: shownChecklist(ground.draft.title, standings, isKnown),
        outputs: isKnown
            ? { complete: String(items.length > 0 && open.length === 0), "open-items": String(open.length) }
            : { complete: "", "open-items": "" },
        ...(error === undefined ? {} : { error }),
    };
}
function groundOf(making, items, existing) {
    const { scope, closed } = making;
    const byKey = (0,group/* groupBy */.$)((0,ours/* survey */.Fr)(existing, scope, [scope, ...items.map(({ key }) => key)], closed), ({ key }) => key);
    const ticketOf = (key) => (0,subject_course/* standing */.JA)(byKey.get(key) ?? []);
    const list = ticketOf(scope);
    const { headings } = knownOf(making.lines);
    const { matching: own, unread } = readTicket(items, list, headings);
    const others = (byKey.get(scope) ?? []).filter((ticket) => ticket !== list && ticket.open && ticket.owned);
    const matching = withTicksOf(own, others.map((ticket) => readTicket(items, ticket, headings).matching));
    const merged = mergeItems(items, { evidence: making.evidence, matching, closed, ...(making.items === "tickets" ? { ticketOf } : {}) });
    const isUnread = unread && making.items === "inline";
    const frozen = isUnread ? UNREAD : isReworded(matching) ? making.guess : undefined;
    const draft = making.draft(merged);
    return { making, byKey, list, merged, unread: isUnread, draft, ...(frozen === undefined ? {} : { frozen }) };
}
const UNREAD = "No item can be read in its ticket any more: bring its lines back there (`- [ ] text`), or delete all text above the line `gleap-ticket/…` to have the list written anew, all open.";
/** Where the state line is gone, all of the text counts as people's: what is ours in it is taken off, so that the list does not stand there twice. */
function withoutOurs(ground, existing) {
    const { list, draft } = ground;
    if (list === undefined || !lacksLine(list))
        return { ground, tickets: existing };
    const below = peopleText(list.below, fitted(draft.body, "").text);
    const tickets = existing.map((ticket) => (ticket.id === list.existing.id ? { ...ticket, description: below } : ticket));
    return { ground: { ...ground, list: { ...list, below } }, tickets };
}
/** Variables without a value would take words from items that have them. */
function isReworded({ of }) {
    return [...of].some(([item, { read, remark }]) => item.raw.includes("{{") && read.text !== `${item.text}${remark}`);
}

// EXTERNAL MODULE: ./node_modules/semver/functions/parse.js
var parse = __webpack_require__(6353);
;// CONCATENATED MODULE: ./lib/checklist/versions.js
/** Versions and tags, and which version came before another. */

/** The tag without one leading `v` before a digit. */
function versionOf(tag) {
    return tag.replace(/^v(?=\d)/, "");
}
/** The other way to write a tag: `v1.2.3` for `1.2.3`, and `1.2.3` for `v1.2.3`. */
function otherForm(tag) {
    if (/^v\d/.test(tag))
        return tag.slice(1);
    return /^\d/.test(tag) ? `v${tag}` : undefined;
}
/** Whether the version is a prerelease as semantic versioning has it (`1.2.0-rc.1`); `undefined` where it is no such version. */
function isPrerelease(version) {
    const read = readTag(version);
    return read === undefined ? undefined : read.semver.prerelease.length > 0;
}
/**
 * The next lower version among the tags that are named alike; prereleases count only before a prerelease. `undefined` where there is none, or where the
 * version is no semantic one (https://semver.org). `v1.2` is read as `v1.2.0`; `v1` is not, since such tags are moved from release to release.
 */
function earlierOf(version, tags) {
    const own = readTag(version);
    if (own === undefined)
        return undefined;
    let best;
    for (const tag of tags) {
        const read = readTag(tag);
        if (read === undefined || read.stem !== own.stem || read.semver.compare(own.semver) >= 0)
            continue;
        if (read.semver.prerelease.length > 0 && own.semver.prerelease.length === 0)
            continue;
        const order = best === undefined ? 1 : read.semver.compare(best.read.semver);
        if (best === undefined || order > 0 || (order === 0 && read.whole && !best.read.whole))
            best = { tag, read };
    }
    return best === undefined ? undefined : { version: versionOf(best.tag), tag: best.tag };
}
/** How a version is probably tagged that is not yet: with the `v` that the other tags have. */
function likelyTag(version, tags) {
    const named = tags.filter((tag) => readTag(tag) !== undefined);
    const withV = named.filter((tag) => /^v\d/.test(tag)).length;
    return /^\d/.test(version) && withV > named.length / 2 ? `v${version}` : version;
}
/** Longest version that the library reads, in UTF-16 units. */
const versions_LONGEST = 256;
function readTag(tag) {
    if (tag.length > versions_LONGEST)
        return undefined;
    const [, stem, major, minor, patch, rest] = /^(|.*?[^\d.v])v?(\d+)\.(\d+)(?:\.(\d+))?((?:[-+]|[a-z]).*)?$/is.exec(tag) ?? [];
    if (stem === undefined || major === undefined || minor === undefined)
        return undefined;
    const semver = parse(`${major}.${minor}.${patch ?? "0"}${rest ?? ""}`, { loose: true });
    return semver === null ? undefined : { stem, semver, whole: patch !== undefined };
}

;// CONCATENATED MODULE: ./lib/checklist/release.js



/** Finds out about the release. It does not throw for a refusal. */
async function findRelease(github, wanted, { sha }) {
    // First, and alone: what it proves of the token's rights, the answers to the other questions are judged by.
    const tags = await readTags(github);
    const names = tags.ok ? tags.value.items.map(({ name }) => name) : [];
    const found = await findTag(github, wanted, tags.ok ? tags.value : { items: [], whole: false });
    const tag = found?.name ?? wanted.tag ?? guessed(wanted, names);
    const isKnown = found !== undefined || wanted.tag !== undefined;
    const tagged = isKnown ? true : tags.ok ? false : undefined;
    const current = once(() => readCurrent(github, tag));
    const answer = wanted.release === undefined ? await current() : { ok: true, value: wanted.release };
    const facts = answer.ok ? answer.value : undefined;
    const earlier = earlierOf(wanted.version, names);
    const notes = [
        ...(tagged === false
            ? [`There is no tag ${tag} yet: the release is taken to be called ${tag}, and its commit to be that of this run.`]
            : []),
        ...(tagged === undefined && !isKnown ? [`Whether the tag is ${tag} is not known; the commit is that of this run.`] : []),
        ...(tags.ok && !tags.value.whole
            ? [`There are more than ${names.length} tags: the release before this one was looked for among these.`]
            : []),
    ];
    return {
        version: wanted.version,
        tag,
        tagged,
        sha: found?.sha ?? wanted.sha ?? sha,
        ...(earlier === undefined ? { whyNoEarlier: whyNone(wanted.version, tags) } : { earlier }),
        // Who forgot to mark `1.0.0-rc.1` as a prerelease has made one all the same.
        prerelease: isPrerelease(wanted.version) === true || (facts?.prerelease ?? isPrerelease(wanted.version)),
        draft: answer.ok ? answer.value.draft : answer.why === "missing" ? false : undefined,
        ...(facts === undefined ? {} : { facts }),
        current,
        refusals: [tags, answer].filter((each) => !each.ok).filter(({ why }) => why !== "missing"),
        notes,
    };
}
/** The tag among those that were listed; where that is not all of them GitHub is asked for it by name. */
async function findTag(github, { tag, named }, { items, whole }) {
    const wanted = tag === undefined ? [named, otherForm(named)].filter((name) => name !== undefined) : [tag];
    const listed = wanted.map((name) => items.find((one) => one.name === name)).find((one) => one !== undefined);
    if (listed !== undefined || whole || items.length === 0)
        return listed;
    const answers = await Promise.all(wanted.map(async (name) => ({ name, answer: await github.tag(name) })));
    return answers.map(({ name, answer }) => (answer.ok ? { name, sha: answer.value } : undefined)).find((one) => one !== undefined);
}
/** A version that is written with its `v` is tagged so; else it is as the other tags are. */
function guessed({ version, named }, names) {
    return named === version ? likelyTag(version, names) : named;
}
/** The published release of the tag, else a draft that is to get it. */
async function readCurrent(github, tag) {
    const published = await readReleaseOf(github, tag);
    if (published.ok || published.why !== "missing")
        return published;
    const all = await readReleases(github);
    const draft = all.ok ? all.value.find((release) => release.tag === tag) : undefined;
    return draft === undefined ? published : { ok: true, value: draft };
}
function whyNone(version, tags) {
    if (!tags.ok)
        return "Which release came before is not known, since the tags could not be read.";
    if (isPrerelease(version) === undefined)
        return `${version} is no semantic version, so no release is known to come before it.`;
    return "There is no earlier release to compare with.";
}

// EXTERNAL MODULE: ./lib/own-run.js
var own_run = __webpack_require__(1023);
;// CONCATENATED MODULE: ./lib/checklist/run.js
/** Our own run, and what rules can ask of it. */


/** Our own run, as the environment tells it. */
function ownRun(env) {
    return {
        ...(0,own_run/* readOwnRun */.w)(env),
        branch: (env["GITHUB_REF"] ?? "").replace(/^refs\/(?:heads|tags|pull)\//, ""),
        sha: env["GITHUB_SHA"] ?? "",
    };
}
/** The facts for the rules of a checklist. `payload`: the event, which may be a pull request's. */
function rulesFacts(release, run, payload) {
    const pull = (0,lib_payload/* fieldsAt */.$5)(payload, "pull_request");
    const [owner, head] = [(0,lib_payload/* textOf */.b6)((0,lib_payload/* fieldsAt */.$5)(pull, "head", "repo", "owner")["login"]), (0,lib_payload/* textOf */.b6)((0,lib_payload/* fieldsAt */.$5)(pull, "head")["ref"])];
    return {
        values: {
            repository: run.repository,
            event: run.event,
            actor: run.actor,
            // A fork's `main` is not `main`.
            branch: head === undefined ? run.branch : `pr:${owner ?? "unknown"}:${head}`,
            base: (0,lib_payload/* textOf */.b6)((0,lib_payload/* fieldsAt */.$5)(pull, "base")["ref"]),
            workflow: [run.workflow, run.workflowPath, run.workflowPath.slice(run.workflowPath.lastIndexOf("/") + 1)],
            version: release.version,
            prerelease: release.prerelease,
            draft: release.draft,
        },
    };
}

;// CONCATENATED MODULE: ./lib/checklist/collect.js

















/** Asks GitHub for release, changes and evidence, independent questions side by side. */
async function collectChecklist(collecting) {
    const { start, settings, run } = collecting;
    const { github, config } = start;
    const budget = (0,patterns/* createBudget */.yK)();
    const shower = createShower((0,tickets_redact/* createRedactor */.l)([], budget));
    const found = await findList(collecting, budget, shower);
    const { release, lines, ruling } = found;
    const checks = lines.flatMap((line) => (line.kind === "item" && line.check !== undefined ? [line.check] : []));
    const [evidence, changes] = await Promise.all([
        gatherEvidence(checks, { github, release, repository: run.repository, repositoryUrl: run.repositoryUrl, shower, budget }),
        wantsChanges(settings.description) ? readChanges(github, release, compareUrl(release, run.repositoryUrl), shower) : NO_CHANGES,
    ]);
    const making = makingOf(collecting, { ...found, evidence, changes, shower });
    const refusals = [...found.refusals, ...evidence.refusals, ...changes.refusals];
    const ungated = config.checklist["require-complete"] && !requiresComplete(start) ? [UNGATED] : [];
    return {
        plan: (existing, options) => planChecklist(making, existing, options),
        run: { ...run, jobs: [] },
        failedJobs: [],
        warnings: [],
        notes: [...new Set([...release.notes, ...refusals.map(({ detail }) => detail), ...ruling.notes, ...ungated])],
        permissions: [...new Set(refusals.flatMap(({ permission }) => permission ?? []))].toSorted(),
        redacted: shower.redacted(),
    };
}
async function findList({ start, wanted, path, file, settings, run }, budget, shower) {
    const { github, config, payload } = start;
    const release = await findRelease(github, wanted, run);
    refuseGuesses(file, release.refusals);
    const ruling = (0,rules/* applyRules */.I)(config.checklist.rules, rulesFacts(release, run, payload), budget);
    const title = (0,lib_settings/* titleOf */.Gg)(settings, ruling.effects.title ?? file.matter.title);
    const date = await dateOf(github, release, [...file.uses, ...[title, settings.description ?? ""].flatMap(templates/* variablesOf */.ht)]);
    if (!date.ok)
        refuseGuesses(file, [date]);
    const values = checklistValues(release, run, date.ok ? date.value : "");
    const blocks = file.fill((name) => values[name] ?? "");
    const lines = linesOf(blocks, { repository: run.repository, file: path, version: wanted.version }, shower);
    return { release, ruling, title, values, lines, refusals: [...release.refusals, ...(date.ok ? [] : [date])] };
}
function makingOf({ start, wanted, path, file, settings, scope, run }, known) {
    const { lines, ruling, evidence, shower, refusals } = known;
    const { checklist, ticket } = start.config;
    const label = `the checklist of release ${shower.line(wanted.version, 100)}`;
    const tickets = checklist.items === "tickets";
    const drafting = { ...known, settings, matter: file.matter, run, tickets, now: start.deps.now(), label };
    const guess = guessOf(file, refusals.filter(({ why }) => why === "forbidden"));
    return {
        scope,
        run,
        lines,
        evidence: evidence.of,
        label,
        file: path,
        items: checklist.items,
        closed: ticket.closed,
        maxTickets: checklist["max-tickets"],
        requireComplete: requiresComplete(start),
        ...(guess === undefined ? {} : { guess }),
        ...(ruling.skippedBy === undefined ? {} : { hold: `Rule ${ruling.skippedBy} wants no ticket.` }),
        draft: (merged) => draftOf(drafting, merged),
        headline: headlineOf(drafting, "An item of"),
    };
}
const UNGATED = "`checklist.require-complete` stops nothing here: without a key it is not known what people have ticked.";
const NO_CHANGES = { title: "", lines: [], url: "", refusals: [] };
/** Variables whose values GitHub has to tell. */
const TOLD_BY_GITHUB = ["tag", "previous", "previous_tag", "compare", "date", "prerelease", "draft", "url", "sha", "short_sha", "actor"];
/**
 * An item is known by its text. Where GitHub could not be asked this time for what stands in it, the list would hold another item in its place, and what
 * people ticked would be gone. Throws then.
 */
function refuseGuesses(file, refusals) {
    const guess = guessOf(file, refusals.filter(({ why }) => why === "limited" || why === "unavailable"));
    if (guess !== undefined)
        throw new errors/* TicketError */.Fo("UNAVAILABLE", guess, "Nothing was written; run this step again.");
}
/** Which variables of the items are without a value for one of these reasons; `undefined` where none is. */
function guessOf({ deciding }, [first]) {
    const lacks = TOLD_BY_GITHUB.filter((name) => deciding.includes(name));
    if (first === undefined || lacks.length === 0)
        return undefined;
    return `${first.detail} So it is not known what ${lacks.map((name) => `{{${name}}}`).join(", ")} in the items stands for.`;
}
/** The date of the release; that of its commit only where something shows it. Empty where a permission is missing. */
async function dateOf(github, release, uses) {
    const known = releaseDate(release);
    if (known !== undefined || !uses.includes("date"))
        return { ok: true, value: known ?? "" };
    const commit = await github.commit(release.sha);
    return commit.ok ? { ok: true, value: commit.value.date ?? "" } : commit;
}

// EXTERNAL MODULE: ./lib/checklist/file.js + 8 modules
var checklist_file = __webpack_require__(8893);
// EXTERNAL MODULE: ./lib/checklist/path.js
var checklist_path = __webpack_require__(7065);
;// CONCATENATED MODULE: ./lib/checklist/tag-of-run.js
/** Whether the workflow run that started this one was of a tag, which then names the release. */




/**
 * Looks for a tag of the name that the run has. Whoever may push can call a branch like a version, so it counts only where it is at the commit of the
 * run. What is no tag leaves nothing to do.
 */
async function tagOfRun(github, { name, sha }) {
    const answer = await github.tag(name);
    if (answer.ok && answer.value === sha)
        return { kind: "list", wanted: { version: versionOf(name), tag: name, sha, named: name } };
    const shown = (0,tickets_text/* oneLine */.TN)(name, 200);
    if (answer.ok)
        return skip(`The workflow run that has ended is of another commit than tag ${shown}, so it belongs to no release.`);
    if (answer.why !== "missing")
        return { kind: "untold", name: shown, refused: answer };
    return skip(`The workflow run that has ended is of ${shown}, which is no tag, so it belongs to no release.`);
}
/** Nothing to do, unless the step is there to stop a release (`checklist.require-complete`): throws then, for it may be one that is not done. */
function skipUntold({ name, refused }, start) {
    const what = `It is not known whether ${name} is the tag of a release`;
    const next = `${(0,errors/* nextAfter */.On)(refused)}, or set the input \`version\`.`;
    const { permission, detail } = refused;
    if (requiresComplete(start))
        throw new errors/* GateError */.ue(`${what}, and \`checklist.require-complete\` is set. ${detail}`, next);
    if (mayRequire(start, refused)) {
        const code = permission === undefined ? "UNAVAILABLE" : "PERMISSION";
        throw new errors/* TicketError */.Fo(code, `${what}, nor whether the config file sets \`checklist.require-complete\`. ${detail}`, next);
    }
    return skip(`${what}. ${detail} ${next}`, permission);
}
/** The config file was not read. One that GitHub only does not show is most likely not there, as long as no permission is missing. */
function mayRequire({ credentials, warnings, hiddenConfig }, { permission }) {
    return credentials.kind === "ready" && (warnings.length > 0 || (hiddenConfig !== undefined && permission !== undefined));
}
function skip(reason, permission) {
    return { kind: "skip", reason, ...(permission === undefined ? {} : { permissions: [permission] }) };
}

;// CONCATENATED MODULE: ./lib/checklist/which-release.js
/** Which release the list is for, as inputs, environment and payload tell it. Pure. */



const TAGS = "refs/tags/";
/** Decides which release it is: the input `version`, else the release or tag of the event, also that of the run which has ended. */
function whichRelease(around) {
    const { env, payload } = around;
    const gone = goneOf(env, payload);
    if (gone !== undefined)
        return gone;
    if (around.version === undefined && env["GITHUB_EVENT_NAME"] === "workflow_run")
        return ofRun(payload);
    const ref = env["GITHUB_REF"] ?? "";
    const release = releaseOf((0,lib_payload/* fieldsAt */.$5)(payload)["release"]);
    const tag = (env["GITHUB_EVENT_NAME"] === "release" ? release?.tag : undefined) ?? (ref.startsWith(TAGS) ? ref.slice(TAGS.length) : "");
    const named = (around.version ?? tag).replace(/^refs\/tags\//, "");
    if (named === "")
        return { kind: "none", what: noVersion(env) };
    const version = versionOf(named);
    const isOfEvent = tag !== "" && versionOf(tag) === version;
    return {
        kind: "list",
        wanted: {
            version,
            named,
            ...(isOfEvent ? { tag } : {}),
            ...(release !== undefined && isOfEvent && release.tag === tag ? { release } : {}),
        },
    };
}
/** A run of a branch and one of a tag look alike, so this only says what to ask for. */
function ofRun(payload) {
    const { head_branch, head_sha } = (0,lib_payload/* fieldsAt */.$5)(payload, "workflow_run");
    const [name, sha] = [(0,lib_payload/* textOf */.b6)(head_branch), (0,lib_payload/* textOf */.b6)(head_sha)];
    if (name === undefined || sha === undefined)
        return { kind: "skip", reason: "The workflow run that has ended names no tag, so it belongs to no release." };
    return { kind: "ask", run: { name, sha } };
}
/** A release that is no more asks for nothing: its ticket is left to people. */
function goneOf(env, payload) {
    const { action, ref, ref_type, deleted } = (0,lib_payload/* fieldsAt */.$5)(payload);
    const event = env["GITHUB_EVENT_NAME"] ?? "";
    const skip = (what, tag) => ({
        kind: "skip",
        reason: `${what}; its ticket is left to people.`,
        ...(tag === undefined ? {} : { version: versionOf(tag) }),
    });
    if (event === "release" && (action === "deleted" || action === "unpublished")) {
        const tag = (0,lib_payload/* textOf */.b6)((0,lib_payload/* fieldsAt */.$5)(payload, "release")["tag_name"]);
        return skip(`Release${tag === undefined ? "" : ` ${tag}`} was ${action}`, tag);
    }
    const name = (0,lib_payload/* textOf */.b6)(ref)?.replace(/^refs\/tags\//, "");
    if (event === "delete" && ref_type === "tag")
        return skip(`Tag${name === undefined ? "" : ` ${name}`} was deleted`, name);
    if (event === "push" && deleted === true && (0,lib_payload/* textOf */.b6)(ref)?.startsWith(TAGS) === true)
        return skip(`Tag ${name ?? ""} was deleted`, name);
    return undefined;
}
function noVersion(env) {
    const event = env["GITHUB_EVENT_NAME"] ?? "";
    const example = event === "workflow_dispatch" ? "${{ inputs.version }}" : "1.2.0";
    return `expected the release that the list is for, since the event \`${event}\` on ${env["GITHUB_REF"] ?? "no ref"} names none; set \`version: ${example}\`, or run on \`release\` or on a pushed tag`;
}

;// CONCATENATED MODULE: ./lib/checklist/mode.js









/** The errand of this run, or one sentence why there is none. Throws for a wrong version or file, and for a release that may have to be stopped, before anything is sent. */
async function checklistErrand(start) {
    const { config, inputs, deps, payload, github } = start;
    const run = ownRun(deps.env);
    const told = whichRelease({ env: deps.env, payload, ...(inputs.version === undefined ? {} : { version: inputs.version }) });
    const looked = told.kind === "ask" ? await tagOfRun(github, told.run) : told;
    const which = looked.kind === "untold" ? skipUntold(looked, start) : looked;
    const path = (0,checklist_path/* checklistPath */.o)(config.checklist.file);
    const keyOf = (version) => (0,identity/* checklistKey */.AK)(run.repository, path, version);
    if (which.kind === "skip") {
        const { reason, version, permissions = [] } = which;
        return { skipped: reason, key: version === undefined ? "" : keyOf(version), permissions };
    }
    const read = await readFile(start, path);
    if (which.kind === "none" || "problems" in read)
        throw problemsOf(which, "problems" in read ? read.problems : []);
    const { wanted } = which;
    const scope = keyOf(wanted.version);
    const settings = (0,lib_settings/* ticketSettings */.QT)(config, inputs, "checklist");
    const collecting = { start, wanted, path, file: read, settings, scope, run };
    const { type } = settings.inputs;
    const types = [settings.base.type, read.matter.type, ...config.checklist.rules.map((rule) => rule.type)];
    return {
        mode: "checklist",
        scope,
        tag: scope,
        types: type === undefined ? [...new Set(types.filter((one) => one !== undefined))] : [type],
        closed: config.ticket.closed,
        archived: true,
        plansAgain: true,
        progress: "tickets",
        collect: () => collectChecklist(collecting),
    };
}
/** The checklist, or what is wrong with it, each with its place in the file. Throws where it is not there or cannot be read. */
async function readFile({ repositoryFile, inputs }, path) {
    const file = await repositoryFile(path);
    switch (file.kind) {
        case "text": {
            const read = (0,checklist_file.readChecklist)(file.text);
            if (!("problems" in read))
                return read;
            return { problems: (0,checklist_path/* problemsIn */._)(path, read.problems) };
        }
        case "absent":
            throw new errors/* TicketError */.Fo("CONFIG", `There is no checklist \`${path}\` in the repository.`, `Put a Markdown task list there, or name another file under \`checklist.file\` in ${inputs.config.path}.`);
        case "refused":
            throw new errors/* TicketError */.Fo("CONFIG", `The checklist \`${path}\` ${file.why}.`, `Correct \`checklist.file\` in ${inputs.config.path}.`);
        default:
            throw new errors/* TicketError */.Fo(file.permission === undefined ? "UNAVAILABLE" : "PERMISSION", `The checklist \`${path}\` could not be read: ${file.why}`, file.advice);
    }
}
function problemsOf(which, ofFile) {
    const ofInputs = which.kind === "none" ? [{ where: "version", what: which.what }] : [];
    const code = ofInputs.length > 0 ? "INPUT" : "CONFIG";
    return new errors/* ProblemsError */.FQ(code, [...ofInputs, ...ofFile], code === "INPUT" ? "the inputs or the checklist" : "the checklist");
}


/***/ }),

/***/ 7065:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ problemsIn),
/* harmony export */   o: () => (/* binding */ checklistPath)
/* harmony export */ });
/** The path of the list as it is read, as messages say it and as keys hold it: one, however `checklist.file` is written. Whether it leads out of the repository is looked at by who reads it. */
function checklistPath(written) {
    return written
        .replaceAll("\\", "/")
        .replace(/\/(?:\.?\/)+/g, "/")
        .replace(/^\.\//, "");
}
/** What is wrong with a checklist as problems of the step: each with file, line, column and, where it is about one, the key. */
function problemsIn(path, problems) {
    return problems.map(({ line, column, key = "", what }) => ({ where: `${path}:${line}:${column} ${key}`.trimEnd(), what }));
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


/***/ })

};
