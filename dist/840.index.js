export const id = 840;
export const ids = [840];
export const modules = {

/***/ 9840:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  check: () => (/* binding */ check)
});

// EXTERNAL MODULE: ./lib/defaults.js
var defaults = __webpack_require__(1525);
// EXTERNAL MODULE: ./lib/checklist/path.js
var checklist_path = __webpack_require__(7065);
;// CONCATENATED MODULE: ./lib/checklist/check.js
/** The checklist in mode `check`: valid or not, where the repository has one. */


async function checkChecklist({ config, repositoryFile }) {
    const { file: path } = config.checklist;
    const nothing = { problems: [], warnings: [], notes: [], permissions: [] };
    const wrong = (what) => ({ ...nothing, problems: [{ where: "checklist.file", what }] });
    const none = `No checklist \`${path}\` was found, so none was checked; put one there to use \`mode: checklist\`.`;
    const file = await repositoryFile(path);
    switch (file.kind) {
        case "absent":
            return path === defaults/* DEFAULTS */.z.checklist.file
                ? { ...nothing, notes: [none] }
                : wrong(`expected the checklist \`${path}\` in the repository, found nothing`);
        case "refused":
            return wrong(`the path \`${path}\` ${file.why}`);
        case "unreadable": {
            // Nobody has to have a checklist, so one that may not be there asks for no permission.
            if (file.perhapsAbsent && path === defaults/* DEFAULTS */.z.checklist.file)
                return { ...nothing, notes: [none] };
            const permissions = file.permission === undefined ? [] : [file.permission];
            return {
                ...nothing,
                warnings: [`The checklist \`${path}\` could not be read, so it was not checked: ${file.why} ${file.advice}`],
                permissions,
            };
        }
        default: {
            // Markdown is loaded where there is some.
            const { readChecklist } = await Promise.all(/* import() */[__webpack_require__.e(243), __webpack_require__.e(624), __webpack_require__.e(893), __webpack_require__.e(53)]).then(__webpack_require__.bind(__webpack_require__, 8893));
            const read = readChecklist(file.text);
            if (!("problems" in read))
                return { ...nothing, notes: [`The checklist \`${path}\` is valid.`] };
            return { ...nothing, problems: (0,checklist_path/* problemsIn */._)(path, read.problems) };
        }
    }
}

// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/gleap/codec.js
var codec = __webpack_require__(4217);
// EXTERNAL MODULE: ./lib/gleap/refusal.js + 1 modules
var refusal = __webpack_require__(7904);
;// CONCATENATED MODULE: ./lib/gleap/check.js



const AGREE = "Check the inputs `api-key` and `project-id`: both stand in Gleap under Project Settings, Security, and must belong to the same project.";
/**
 * Tries the credentials with two reads: `GET /users/me` needs the key alone, `GET /tickets?limit=1` the key and the project, so the two together tell a
 * bad key from a key of another project. Writes nothing and does not throw.
 */
async function checkCredentials(gleap) {
    const sentences = [];
    let isKeyGood = false;
    try {
        await gleap.read("/users/me", "try the API key");
        isKeyGood = true;
        sentences.push("Gleap accepts the API key.");
    }
    catch (error) {
        // Only a refused key decides here: a service account may be known as no user and still see its tickets.
        if (!(error instanceof refusal/* Refusal */.P) || error.status === 401)
            return failed(sentences, error);
    }
    try {
        const { json } = await gleap.read("/tickets?limit=1", "read the tickets of the project");
        if ((0,codec/* readPage */.SP)(json) === undefined)
            throw new errors/* TicketError */.Fo("UNAVAILABLE", "Gleap answered something that is no list of tickets.", "Check the input `api-url`; it should end in /v3.");
        return { sentences: [...sentences, "The API key may read the tickets of the project."] };
    }
    catch (error) {
        if (!isKeyGood || !(error instanceof refusal/* Refusal */.P) || ![400, 401, 403, 404].includes(error.status))
            return failed(sentences, error);
        const message = `The API key is valid but does not open the project of \`project-id\` (${error.status}).`;
        return failed(sentences, new errors/* TicketError */.Fo(error.code, message, AGREE, { cause: error }));
    }
}
function failed(sentences, error) {
    if (!(error instanceof errors/* TicketError */.Fo))
        throw error;
    return { sentences, error };
}

// EXTERNAL MODULE: ./lib/gleap/people.js
var people = __webpack_require__(2844);
// EXTERNAL MODULE: ./lib/road.js + 14 modules
var road = __webpack_require__(7766);
;// CONCATENATED MODULE: ./lib/check.js
/** Mode `check`: inputs and config are valid when it is reached; the checklist is read, and with credentials key and project are tried. Writes nothing. */





/** What the check found. Throws for a wrong checklist, as for a wrong config file. */
async function check(start) {
    const checklist = await checkChecklist(start);
    if (checklist.problems.length > 0)
        throw new errors/* ProblemsError */.FQ("CONFIG", checklist.problems, "the checklist");
    const gleap = (0,road/* openGleap */.um)(start);
    const { sentences, warnings, error } = gleap === undefined ? { sentences: [], warnings: [] } : await tryGleap(gleap, start).finally(gleap.close);
    const looks = [...start.warnings, ...checklist.warnings, ...warnings];
    const valid = start.warnings.length === 0 ? "Inputs and config file are valid." : "The inputs are valid; the config file was not checked.";
    const notes = [valid, ...checklist.notes, ...start.notes, ...sentences, ...sessionNote(start)];
    const report = {
        mode: "check",
        overall: error === undefined ? "unchanged" : "failed",
        headline: error === undefined ? headlineOf(looks.length) : "the check failed",
        key: "",
        outcomes: [],
        plan: [],
        failedJobs: [],
        problems: [],
        warnings: looks,
        notes,
        permissions: [...new Set([...start.permissions, ...checklist.permissions])],
        redacted: 0,
        unsent: [],
    };
    return { report, ...(error === undefined ? {} : { error }) };
}
function headlineOf(looks) {
    if (looks === 0)
        return "everything that was checked is right";
    return looks === 1
        ? "1 thing to look at; whatever else was checked is right"
        : `${looks} things to look at; whatever else was checked is right`;
}
/** Key and project, and whether Gleap knows everybody whom a rule names. */
async function tryGleap(gleap, start) {
    const { sentences, error } = await checkCredentials(gleap);
    if (error !== undefined)
        return { sentences, warnings: [], error };
    const lookUp = (0,people/* createDirectory */.c)(gleap);
    const warnings = new Set();
    for (const { assignee, team } of rulesOf(start)) {
        const wanted = { ...(assignee === undefined ? {} : { assignee }), ...(team === undefined ? {} : { team }) };
        for (const warning of (await lookUp(wanted)).warnings)
            warnings.add(warning);
    }
    return { sentences: [...sentences, "Whether the key may write shows with the first ticket."], warnings: [...warnings] };
}
function rulesOf({ config }) {
    return [...config.failure.rules, ...config.checklist.rules, ...config.triage.rules];
}
/** A ticket with a session belongs to a customer, whom a change of status can reach. */
function sessionNote({ inputs }) {
    const sets = ["session", "sessions"].filter((name) => Object.hasOwn(inputs.fields, name));
    if (sets.length === 0)
        return [];
    return [`The input \`fields\` sets \`${sets.join("` and `")}\`: such a ticket gets notes only; it is never closed, changed or folded.`];
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


/***/ })

};
