import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 770:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

module.exports = __nccwpck_require__(218);


/***/ }),

/***/ 218:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

var __webpack_unused_export__;


var net = __nccwpck_require__(9278);
var tls = __nccwpck_require__(4756);
var http = __nccwpck_require__(8611);
var https = __nccwpck_require__(5692);
var events = __nccwpck_require__(4434);
var assert = __nccwpck_require__(2613);
var util = __nccwpck_require__(9023);


exports.httpOverHttp = httpOverHttp;
exports.httpsOverHttp = httpsOverHttp;
exports.httpOverHttps = httpOverHttps;
exports.httpsOverHttps = httpsOverHttps;


function httpOverHttp(options) {
  var agent = new TunnelingAgent(options);
  agent.request = http.request;
  return agent;
}

function httpsOverHttp(options) {
  var agent = new TunnelingAgent(options);
  agent.request = http.request;
  agent.createSocket = createSecureSocket;
  agent.defaultPort = 443;
  return agent;
}

function httpOverHttps(options) {
  var agent = new TunnelingAgent(options);
  agent.request = https.request;
  return agent;
}

function httpsOverHttps(options) {
  var agent = new TunnelingAgent(options);
  agent.request = https.request;
  agent.createSocket = createSecureSocket;
  agent.defaultPort = 443;
  return agent;
}


function TunnelingAgent(options) {
  var self = this;
  self.options = options || {};
  self.proxyOptions = self.options.proxy || {};
  self.maxSockets = self.options.maxSockets || http.Agent.defaultMaxSockets;
  self.requests = [];
  self.sockets = [];

  self.on('free', function onFree(socket, host, port, localAddress) {
    var options = toOptions(host, port, localAddress);
    for (var i = 0, len = self.requests.length; i < len; ++i) {
      var pending = self.requests[i];
      if (pending.host === options.host && pending.port === options.port) {
        // Detect the request to connect same origin server,
        // reuse the connection.
        self.requests.splice(i, 1);
        pending.request.onSocket(socket);
        return;
      }
    }
    socket.destroy();
    self.removeSocket(socket);
  });
}
util.inherits(TunnelingAgent, events.EventEmitter);

TunnelingAgent.prototype.addRequest = function addRequest(req, host, port, localAddress) {
  var self = this;
  var options = mergeOptions({request: req}, self.options, toOptions(host, port, localAddress));

  if (self.sockets.length >= this.maxSockets) {
    // We are over limit so we'll add it to the queue.
    self.requests.push(options);
    return;
  }

  // If we are under maxSockets create a new one.
  self.createSocket(options, function(socket) {
    socket.on('free', onFree);
    socket.on('close', onCloseOrRemove);
    socket.on('agentRemove', onCloseOrRemove);
    req.onSocket(socket);

    function onFree() {
      self.emit('free', socket, options);
    }

    function onCloseOrRemove(err) {
      self.removeSocket(socket);
      socket.removeListener('free', onFree);
      socket.removeListener('close', onCloseOrRemove);
      socket.removeListener('agentRemove', onCloseOrRemove);
    }
  });
};

TunnelingAgent.prototype.createSocket = function createSocket(options, cb) {
  var self = this;
  var placeholder = {};
  self.sockets.push(placeholder);

  var connectOptions = mergeOptions({}, self.proxyOptions, {
    method: 'CONNECT',
    path: options.host + ':' + options.port,
    agent: false,
    headers: {
      host: options.host + ':' + options.port
    }
  });
  if (options.localAddress) {
    connectOptions.localAddress = options.localAddress;
  }
  if (connectOptions.proxyAuth) {
    connectOptions.headers = connectOptions.headers || {};
    connectOptions.headers['Proxy-Authorization'] = 'Basic ' +
        new Buffer(connectOptions.proxyAuth).toString('base64');
  }

  debug('making CONNECT request');
  var connectReq = self.request(connectOptions);
  connectReq.useChunkedEncodingByDefault = false; // for v0.6
  connectReq.once('response', onResponse); // for v0.6
  connectReq.once('upgrade', onUpgrade);   // for v0.6
  connectReq.once('connect', onConnect);   // for v0.7 or later
  connectReq.once('error', onError);
  connectReq.end();

  function onResponse(res) {
    // Very hacky. This is necessary to avoid http-parser leaks.
    res.upgrade = true;
  }

  function onUpgrade(res, socket, head) {
    // Hacky.
    process.nextTick(function() {
      onConnect(res, socket, head);
    });
  }

  function onConnect(res, socket, head) {
    connectReq.removeAllListeners();
    socket.removeAllListeners();

    if (res.statusCode !== 200) {
      debug('tunneling socket could not be established, statusCode=%d',
        res.statusCode);
      socket.destroy();
      var error = new Error('tunneling socket could not be established, ' +
        'statusCode=' + res.statusCode);
      error.code = 'ECONNRESET';
      options.request.emit('error', error);
      self.removeSocket(placeholder);
      return;
    }
    if (head.length > 0) {
      debug('got illegal response body from proxy');
      socket.destroy();
      var error = new Error('got illegal response body from proxy');
      error.code = 'ECONNRESET';
      options.request.emit('error', error);
      self.removeSocket(placeholder);
      return;
    }
    debug('tunneling connection has established');
    self.sockets[self.sockets.indexOf(placeholder)] = socket;
    return cb(socket);
  }

  function onError(cause) {
    connectReq.removeAllListeners();

    debug('tunneling socket could not be established, cause=%s\n',
          cause.message, cause.stack);
    var error = new Error('tunneling socket could not be established, ' +
                          'cause=' + cause.message);
    error.code = 'ECONNRESET';
    options.request.emit('error', error);
    self.removeSocket(placeholder);
  }
};

TunnelingAgent.prototype.removeSocket = function removeSocket(socket) {
  var pos = this.sockets.indexOf(socket)
  if (pos === -1) {
    return;
  }
  this.sockets.splice(pos, 1);

  var pending = this.requests.shift();
  if (pending) {
    // If we have pending requests and a socket gets closed a new one
    // needs to be created to take over in the pool for the one that closed.
    this.createSocket(pending, function(socket) {
      pending.request.onSocket(socket);
    });
  }
};

function createSecureSocket(options, cb) {
  var self = this;
  TunnelingAgent.prototype.createSocket.call(self, options, function(socket) {
    var hostHeader = options.request.getHeader('host');
    var tlsOptions = mergeOptions({}, self.options, {
      socket: socket,
      servername: hostHeader ? hostHeader.replace(/:.*$/, '') : options.host
    });

    // 0 is dummy port for v0.6
    var secureSocket = tls.connect(0, tlsOptions);
    self.sockets[self.sockets.indexOf(socket)] = secureSocket;
    cb(secureSocket);
  });
}


function toOptions(host, port, localAddress) {
  if (typeof host === 'string') { // since v0.10
    return {
      host: host,
      port: port,
      localAddress: localAddress
    };
  }
  return host; // for v0.11 or later
}

function mergeOptions(target) {
  for (var i = 1, len = arguments.length; i < len; ++i) {
    var overrides = arguments[i];
    if (typeof overrides === 'object') {
      var keys = Object.keys(overrides);
      for (var j = 0, keyLen = keys.length; j < keyLen; ++j) {
        var k = keys[j];
        if (overrides[k] !== undefined) {
          target[k] = overrides[k];
        }
      }
    }
  }
  return target;
}


var debug;
if (process.env.NODE_DEBUG && /\btunnel\b/.test(process.env.NODE_DEBUG)) {
  debug = function() {
    var args = Array.prototype.slice.call(arguments);
    if (typeof args[0] === 'string') {
      args[0] = 'TUNNEL: ' + args[0];
    } else {
      args.unshift('TUNNEL:');
    }
    console.error.apply(console, args);
  }
} else {
  debug = function() {};
}
__webpack_unused_export__ = debug; // for test


/***/ }),

/***/ 2613:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");

/***/ }),

/***/ 4434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 8611:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");

/***/ }),

/***/ 5692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");

/***/ }),

/***/ 9278:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");

/***/ }),

/***/ 3024:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 1455:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");

/***/ }),

/***/ 6760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 3429:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util/types");

/***/ }),

/***/ 714:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:vm");

/***/ }),

/***/ 4756:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");

/***/ }),

/***/ 9023:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ }),

/***/ 1525:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   z: () => (/* binding */ DEFAULTS)
/* harmony export */ });
/**
 * The built-in defaults of the config file, as plain data: the schema takes them from here, and a repository without a config file is served
 * without loading the schema at all.
 */
const DEFAULTS = {
    version: 1,
    ticket: {
        type: "BUG",
        status: "OPEN",
        priority: "MEDIUM",
        tags: ["github-actions"],
        fields: {},
        closed: ["DONE"],
    },
    failure: {
        title: "{{workflow}} failed on {{branch}}",
        ticket: {},
        rules: [],
        "max-tickets": 10,
        refs: ["branches", "tags"],
        "group-by": "workflow",
        after: 1,
        cancelled: "ignore",
        notes: "changes",
        recovery: "close",
        recurrence: "new",
        log: { lines: 40, redact: [] },
    },
    checklist: {
        title: "Release {{version}}",
        ticket: {},
        rules: [],
        "max-tickets": 100,
        file: ".github/release-checklist.md",
        items: "inline",
        "require-complete": false,
    },
    triage: {
        title: "{{title}} (#{{number}})",
        ticket: {},
        rules: [],
        "max-tickets": 25,
        issues: { labels: [], "exclude-labels": [], "no-assignee": false, "min-reactions": 0, title: [], milestone: [], author: [] },
        "close-with-issue": true,
        mark: { label: "", comment: false },
    },
};


/***/ }),

/***/ 452:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   FQ: () => (/* binding */ ProblemsError),
/* harmony export */   Fo: () => (/* binding */ TicketError),
/* harmony export */   On: () => (/* binding */ nextAfter),
/* harmony export */   ue: () => (/* binding */ GateError)
/* harmony export */ });
/** An error that a person can act on: a code, one sentence of what happened (`message`), one of what to do (`next`). */
class TicketError extends Error {
    code;
    next;
    constructor(code, message, next, options) {
        super(message, options);
        this.name = "TicketError";
        this.code = code;
        this.next = next;
    }
}
/** What to do about something that GitHub did not tell, without a full stop: the sentence of the refusal says what is wrong with a token. */
function nextAfter(refused) {
    if (refused.permission !== undefined)
        return `Add \`${refused.permission}\` under \`permissions:\` of the job`;
    return refused.why === "forbidden" ? "Then run this step again" : "Run this step again";
}
/** What a workflow asked to be stopped for (`require-complete`): nothing went wrong, and `on-error` has no say in it. */
class GateError extends TicketError {
    constructor(message, next) {
        super("REJECTED", message, next);
        this.name = "GateError";
    }
}
/** All that is wrong with inputs and config, reported together. */
class ProblemsError extends TicketError {
    problems;
    /** `of`: what they are problems of, where that is neither an input nor the config file. */
    constructor(code, problems, of = code === "INPUT" ? "the inputs or the config file" : "the config file") {
        const [count, lines] = problems.length === 1 ? ["1 thing is", "the line"] : [`${problems.length} things are`, "each line"];
        super(code, `${count} wrong with ${of}.`, `Correct ${lines} that is named here; nothing was sent.`);
        this.name = "ProblemsError";
        this.problems = problems;
    }
}


/***/ }),

/***/ 4217:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   SP: () => (/* binding */ readPage),
/* harmony export */   TH: () => (/* binding */ idOf),
/* harmony export */   VG: () => (/* binding */ readTicket),
/* harmony export */   aU: () => (/* binding */ dashboardUrl)
/* harmony export */ });
/* harmony import */ var _tickets_text_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2782);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(6329);
/* harmony import */ var _richtext_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(8746);



/** People may write longer titles than we do; they are printed, so no line of a log gets longer than this. */
const MAX_TITLE = 1_000;
/**
 * Reads a ticket of any shape that Gleap is known or suspected to send: bare or wrapped in `ticket`, `data` or `item`, `id` or `_id`, references as ids or
 * as objects. `undefined` when there is no usable id, the one thing that cannot be made up.
 */
function readTicket(json) {
    const fields = unwrap(json, 3);
    const id = idOf(fields);
    if (fields === undefined || id === undefined)
        return undefined;
    const number = Number(fields["bugId"] ?? Number.NaN);
    const duplicateOf = idOf(fields["duplicateOf"]);
    const tags = fields["tags"];
    const ticket = {
        id,
        ...(Number.isSafeInteger(number) ? { number } : {}),
        title: (0,_tickets_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)((0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asText */ .e1)(fields["title"]) ?? "", MAX_TITLE),
        type: (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asText */ .e1)(fields["type"]) ?? "",
        status: (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asText */ .e1)(fields["status"]) ?? "",
        priority: (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asText */ .e1)(fields["priority"]) ?? "",
        tags: "tags" in fields ? (Array.isArray(tags) ? tags.filter((tag) => typeof tag === "string") : []) : undefined,
        description: descriptionOf(fields),
        // A form that the list leaves out would be wiped by the next write, which is of the whole of it.
        ...(TEXTS.some((name) => name in fields) && "formData" in fields ? {} : { textless: true }),
        formData: (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asFields */ .qI)(fields["formData"]) ?? {},
        createdAt: timeOf(fields["createdAt"], id),
        archived: fields["archived"] === true,
        spam: fields["isSpam"] === true,
        ...(duplicateOf === undefined ? {} : { duplicateOf }),
        hasSession: isThere(fields["session"]) || isThere(fields["sessions"]),
        tracker: isThere(fields["trackerTicket"]),
        linked: linkedOf(fields["linkedTickets"]),
    };
    return { ticket, secrets: secretsOf(fields) };
}
/** Reads a list: a bare array, or one under `tickets`, `data` or `items` (or `name` of the caller), once more inside of these. `undefined` when it is no list. */
function readPage(json, name = "tickets") {
    if (Array.isArray(json))
        return { items: json };
    const fields = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asFields */ .qI)(json);
    const places = [name, "data", "items"].map((place) => fields?.[place]);
    const items = places.find(Array.isArray) ?? places.map((place) => (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asFields */ .qI)(place)?.[name]).find(Array.isArray);
    const total = fields?.["totalCount"];
    if (items === undefined)
        return undefined;
    return typeof total === "number" && Number.isSafeInteger(total) ? { items, total } : { items };
}
/** An id wherever it is: the text itself, or `id` or `_id` of an object. Only letters, digits, `-` and `_`, as it becomes part of addresses. */
function idOf(value) {
    if (typeof value === "string")
        return /^[\w-]{1,64}$/.test(value) ? value : undefined;
    const fields = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asFields */ .qI)(value);
    if (fields === undefined)
        return undefined;
    return [fields["id"], fields["_id"]].map((id) => (typeof id === "string" ? idOf(id) : undefined)).find((id) => id !== undefined);
}
const SEGMENTS = {
    BUG: "bugs",
    INQUIRY: "inquiries",
    FEATURE_REQUEST: "feature-requests",
    CRASH: "crashes",
};
/** The ticket's page in Gleap's dashboard. Boards of a team's own type stand under the type in lower case; without a type it is the inbox. */
function dashboardUrl(projectId, type, id) {
    const segment = (Object.hasOwn(SEGMENTS, type) ? SEGMENTS[type] : undefined) ?? (type === "" ? "inbox" : type.toLowerCase());
    const parts = [projectId, segment, id].map((part) => encodeURIComponent(part.toWellFormed()));
    return `https://app.gleap.io/projects/${parts.join("/")}`;
}
function unwrap(json, depth) {
    const fields = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asFields */ .qI)(json);
    if (fields === undefined || depth === 0 || idOf(fields) !== undefined)
        return fields;
    return ["ticket", "data", "item"].map((name) => unwrap(fields[name], depth - 1)).find((inner) => inner !== undefined);
}
const TEXTS = ["form", "formData", "plainContent", "description"];
/** Where the text is found first by those who read tickets in production: the rendered form, the form's data, then the plain fields. */
function descriptionOf(fields) {
    const form = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asFields */ .qI)((0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asFields */ .qI)(fields["form"])?.["description"])?.["value"];
    const candidates = [form, (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asFields */ .qI)(fields["formData"])?.["description"], fields["plainContent"], fields["description"]];
    return candidates.map(_richtext_js__WEBPACK_IMPORTED_MODULE_1__/* .flatten */ .Bq).find((text) => text.trim() !== "") ?? "";
}
/** A MongoDB id begins with its creation time in seconds (https://www.mongodb.com/docs/manual/reference/method/ObjectId/), for lists that leave the time out. */
function timeOf(value, id) {
    const given = typeof value === "string" || typeof value === "number" ? new Date(value) : new Date(Number.NaN);
    const time = !Number.isNaN(given.getTime())
        ? given
        : new Date(/^[\da-f]{24}$/i.test(id) ? Number.parseInt(id.slice(0, 8), 16) * 1_000 : Number.NaN);
    return Number.isNaN(time.getTime()) ? "" : time.toISOString();
}
function isThere(value) {
    if (Array.isArray(value))
        return value.length > 0;
    return value !== undefined && value !== null && value !== false && value !== "";
}
function linkedOf(value) {
    if (!Array.isArray(value))
        return [];
    return value.flatMap((entry) => {
        const id = idOf(entry);
        const tags = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asFields */ .qI)(entry)?.["tags"];
        if (id === undefined)
            return [];
        return [Array.isArray(tags) ? { id, tags: tags.filter((tag) => typeof tag === "string") } : { id }];
    });
}
function secretsOf(fields) {
    const linked = Array.isArray(fields["linkedTickets"]) ? fields["linkedTickets"].map(_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asFields */ .qI) : [];
    const holders = [fields, ...linked, (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asFields */ .qI)(fields["duplicateOf"])];
    return holders
        .flatMap((holder) => [(0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asText */ .e1)(holder?.["shareToken"]), (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asText */ .e1)(holder?.["secretShareToken"])])
        .filter((token) => token !== undefined);
}


/***/ }),

/***/ 8770:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Lb: () => (/* binding */ HAVE_INPUTS),
/* harmony export */   NB: () => (/* binding */ SHARE_TOKENS),
/* harmony export */   oA: () => (/* binding */ checkFields),
/* harmony export */   s6: () => (/* binding */ REFUSED_IN_CONFIG)
/* harmony export */ });
/* unused harmony export FIELDS */
/* harmony import */ var _tickets_nearest_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9495);

/**
 * Every field that Gleap documents for a new ticket, with its type (https://docs.gleap.io, "Create a new ticket").
 * `customData` and `formData` are documented as anything; they are mappings here, because ours are merged into them key by key.
 */
const FIELDS = {
    title: "string",
    conversationClosed: "boolean",
    bot: "object",
    content: "any",
    plainContent: "string",
    imageUrl: "string",
    description: "string",
    latestComment: "string",
    latestPublicComment: "string",
    slaBreached: "boolean",
    hidden: "boolean",
    needInitialPush: "boolean",
    noHumanInteraction: "boolean",
    snoozed: "boolean",
    snoozedUntil: "date-time?",
    processingUser: "string",
    processingTeam: "string",
    queued: "boolean",
    queuedAt: "date-time",
    mentions: "string[]",
    emailRefs: "any[]",
    attributes: "any",
    formData: "object",
    form: "any",
    aiSummary: "string",
    aiSupportSummary: "string",
    dueDate: "date-time",
    linkedTickets: "string[]",
    duplicateOf: "string",
    duplicatesCount: "number",
    session: "any",
    sessions: "any[]",
    outbound: "string",
    priority: ["LOW", "MEDIUM", "HIGH"],
    type: "string",
    sentiment: ["positive", "negative", "neutral"],
    status: "string",
    shareToken: "string",
    secretShareToken: "string",
    lexorank: "string",
    bugId: "number",
    project: "string",
    organisation: "string",
    screenshotUrl: "string",
    screenshotBroke: "date-time",
    generatingScreenshot: "boolean",
    screenshotRenderingFailed: "boolean",
    screenshotLive: "boolean",
    screenshotDataUrl: "any",
    isSilent: "boolean",
    replayDataUrl: "string",
    replayUrl: "string",
    generatingReplay: "boolean",
    replayStartDate: "date-time",
    replayRenderingStartedAt: "date-time",
    replayRenderingFailed: "boolean",
    replayLive: "boolean",
    originalEmailContent: "string",
    hasWebReplay: "boolean",
    integrations: "object",
    metaData: "any",
    actionLog: "any",
    customData: "object",
    replay: "any",
    lastResponse: "object",
    attachments: "object[]",
    lastNotification: "date-time",
    faqSuggested: "boolean",
    notificationsUnread: "boolean",
    sessionNotificationsUnread: "boolean",
    hasAgentReply: "boolean",
    conversationRating: "number",
    upvotesCount: "number",
    upvotes: "object[]",
    screenRecordingUrl: "string",
    firstAssignmentAt: "date-time",
    archived: "boolean",
    archivedAt: "date-time",
    disabled: "boolean",
    isSpam: "boolean",
    tags: "string[]",
    score: "number",
    channel: "object",
    manuallyAdded: "boolean",
    fromData: "any",
    consoleLog: "any",
    customEventLog: "any",
    networkLogs: "any",
    isManualStart: "boolean",
    botId: "string",
    preventAutoReply: "boolean",
};
/** Fields that have inputs and config keys of their own, so `fields` refuses them. */
const HAVE_INPUTS = ["title", "description", "type", "status", "priority", "tags"];
/** Fields that tie a ticket to a customer, another project or a public link: only the workflow's own `fields` input may set them, never the config file. */
const REFUSED_IN_CONFIG = ["session", "sessions", "project", "organisation", "shareToken", "secretShareToken"];
/** Who has one of these sees the ticket without an account. */
const SHARE_TOKENS = ["shareToken", "secretShareToken"];
/** What a near miss can have meant: not what has an input of its own, since the next run would refuse that. */
const SUGGESTED = Object.keys(FIELDS).filter((name) => !HAVE_INPUTS.includes(name));
/**
 * Compares fields with the list above: unknown names (with the near miss) and values of a wrong type, in the order of the fields.
 * It does not look at `HAVE_INPUTS` and `REFUSED_IN_CONFIG`; where those hold is the caller's knowledge. Values are shown cut to 40 characters.
 */
function checkFields(fields) {
    const problems = [];
    for (const [name, value] of Object.entries(fields)) {
        const type = Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined;
        if (type === undefined) {
            const suggestion = (0,_tickets_nearest_js__WEBPACK_IMPORTED_MODULE_0__/* .nearest */ .p)(name, SUGGESTED);
            const own = suggestion === undefined ? (0,_tickets_nearest_js__WEBPACK_IMPORTED_MODULE_0__/* .nearest */ .p)(name, HAVE_INPUTS) : undefined;
            problems.push({
                name,
                expected: `a field of POST /tickets${own === undefined ? "" : ` (for \`${own}\` there is an input of its own)`}`,
                found: "an unknown name",
                ...(suggestion === undefined ? {} : { suggestion }),
            });
        }
        else if (!fits(type, value)) {
            const found = SHARE_TOKENS.includes(name) && typeof value !== "object" ? `a ${typeof value}` : show(value);
            problems.push({ name, expected: nameOf(type), found });
        }
    }
    return problems;
}
const FITS = {
    any: (value) => value !== undefined,
    string: (value) => typeof value === "string",
    boolean: (value) => typeof value === "boolean",
    number: Number.isFinite,
    "date-time": isDateTime,
    "date-time?": (value) => value === null || isDateTime(value),
    object: isMapping,
    "string[]": (value) => Array.isArray(value) && value.every((entry) => typeof entry === "string"),
    "object[]": (value) => Array.isArray(value) && value.every(isMapping),
    "any[]": Array.isArray,
};
function fits(type, value) {
    if (typeof type !== "string")
        return typeof value === "string" && type.includes(value);
    return FITS[type](value);
}
const DATE_TIME = /^\d{4}-\d{2}-\d{2}(?:[Tt ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:[Zz]|[+-]\d{2}:\d{2})?)?$/;
/** ISO text, a plain date too; or the date object that YAML makes of an unquoted one. */
function isDateTime(value) {
    if (value instanceof Date)
        return !Number.isNaN(value.getTime());
    return typeof value === "string" && DATE_TIME.test(value) && !Number.isNaN(Date.parse(value));
}
function isMapping(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
const NAMES = {
    any: "a value",
    string: "text",
    boolean: "true or false",
    number: "a number",
    "date-time": "a date and time like 2026-01-31T12:00:00Z",
    "date-time?": "a date and time like 2026-01-31T12:00:00Z, or null",
    object: "a mapping",
    "string[]": "a list of texts",
    "object[]": "a list of mappings",
    "any[]": "a list",
};
function nameOf(type) {
    return typeof type === "string" ? NAMES[type] : `one of ${type.join(", ")}`;
}
function show(value) {
    if (value === null || value === undefined)
        return "nothing";
    if (Array.isArray(value))
        return "a list";
    if (value instanceof Date)
        return "a date";
    if (typeof value === "object")
        return "a mapping";
    if (typeof value === "string")
        return `the text ${JSON.stringify(value.length > 40 ? `${value.slice(0, 39)}…` : value)}`;
    return typeof value === "number" || typeof value === "boolean" ? `${value}` : `a ${typeof value}`;
}


/***/ }),

/***/ 6329:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Jj: () => (/* binding */ cut),
/* harmony export */   e1: () => (/* binding */ asText),
/* harmony export */   qF: () => (/* binding */ parseJson),
/* harmony export */   qI: () => (/* binding */ asFields)
/* harmony export */ });
/** The value of a text that is JSON, else `undefined`. A byte order mark before it is ignored. */
function parseJson(text) {
    try {
        return JSON.parse(text.replace(/^\uFEFF/, ""));
    }
    catch {
        return undefined;
    }
}
/** The value as an object; `undefined` for lists, null and all else. */
function asFields(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
}
/** The value if it is a text that is not blank. */
function asText(value) {
    return typeof value === "string" && value.trim() !== "" ? value : undefined;
}
/** Cuts a text to `max` UTF-16 units with `…` at the end; never between the halves of one character. */
function cut(text, max) {
    if (text.length <= max)
        return text;
    return `${text.slice(0, Math.max(0, max - 1)).replace(/[\uD800-\uDBFF]$/, "")}…`;
}


/***/ }),

/***/ 2844:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ createDirectory)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(452);
/* harmony import */ var _codec_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(4217);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(6329);



/** Who gets the ticket is worth a moment, not the ticket. */
const PATIENCE = { tries: 1, ms: 5_000 };
const USERS = {
    word: "assignee",
    path: "/projects/users",
    list: "users",
    purpose: "read the users of the project",
    names: ["email"],
};
const TEAMS = { word: "team", path: "/teams", list: "teams", purpose: "read the teams of the project", names: ["name"] };
/**
 * A look-up of assignees and teams against Gleap. Each list is read once, and only when it is needed. It never throws: someone unknown, or a list that is
 * refused, is a warning, and the ticket goes without.
 */
function createDirectory(gleap) {
    const lists = new Map();
    const listOf = (kind) => {
        const list = lists.get(kind) ?? readEntries(gleap, kind);
        lists.set(kind, list);
        return list;
    };
    return async ({ assignee, team }) => {
        const user = assignee === undefined ? {} : match(await listOf(USERS), USERS, assignee);
        const group = team === undefined ? {} : match(await listOf(TEAMS), TEAMS, team);
        return {
            fields: {
                ...(user.id === undefined ? {} : { processingUser: user.id }),
                ...(group.id === undefined ? {} : { processingTeam: group.id }),
            },
            warnings: [user.warning, group.warning].filter((warning) => warning !== undefined),
        };
    };
}
/** The entries, or the sentences that say why there are none. */
async function readEntries(gleap, kind) {
    try {
        const { json } = await gleap.read(kind.path, kind.purpose, PATIENCE);
        return ((0,_codec_js__WEBPACK_IMPORTED_MODULE_1__/* .readPage */ .SP)(json, kind.list)?.items ?? []).flatMap((item) => entryOf(item, kind));
    }
    catch (error) {
        return error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TicketError */ .Fo ? `${error.message} ${error.next}` : String(error);
    }
}
function entryOf(item, kind) {
    const fields = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asFields */ .qI)((0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asFields */ .qI)(item)?.["user"]) ?? (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asFields */ .qI)(item);
    const id = (0,_codec_js__WEBPACK_IMPORTED_MODULE_1__/* .idOf */ .TH)(fields);
    if (fields === undefined || id === undefined)
        return [];
    return [{ id, names: kind.names.map((name) => (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asText */ .e1)(fields[name])?.trim()).filter((name) => name !== undefined) }];
}
function match(list, kind, wanted) {
    const shown = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .cut */ .Jj)(wanted, 80);
    if (typeof list === "string") {
        return { warning: `The ${kind.word} “${shown}” could not be looked up, so the ticket goes without: ${list}` };
    }
    const name = wanted.trim();
    const exact = list.find((entry) => entry.id === name || entry.names.includes(name));
    const found = exact ?? list.find((entry) => entry.names.some((one) => one.toLowerCase() === name.toLowerCase()));
    return found === undefined
        ? { warning: `Gleap knows no ${kind.word} “${shown}” in this project, so the ticket goes without.` }
        : { id: found.id };
}


/***/ }),

/***/ 7904:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  P: () => (/* binding */ Refusal),
  M: () => (/* binding */ errorOf)
});

// EXTERNAL MODULE: ./lib/errors.js
var errors = __nccwpck_require__(452);
// EXTERNAL MODULE: ./lib/gleap/json.js
var gleap_json = __nccwpck_require__(6329);
;// CONCATENATED MODULE: ./lib/gleap/said.js

const MAX_SAID = 300;
/** Enough to find a sentence in; the rest of a stranger's megabytes is not looked at. */
const MAX_READ = 20_000;
/**
 * Reads an error body of any shape: `error.message`, `message`, `error`, joined `fields[*].message`, else the text itself (of an HTML page without its tags).
 * Gleap's errors are not uniform and may not be JSON. Credentials are taken out, control and bidirectional characters too; 300 characters at most.
 */
function readSaid(text, json, secrets) {
    const body = (0,gleap_json/* asFields */.qI)(json);
    const error = (0,gleap_json/* asFields */.qI)(body?.["error"]);
    const complaints = Object.entries((0,gleap_json/* asFields */.qI)(body?.["fields"]) ?? (0,gleap_json/* asFields */.qI)(error?.["fields"]) ?? {}).slice(0, 20);
    const ofFields = complaints
        .map(([name, value]) => `${lastPart(name)}: ${(0,gleap_json/* asText */.e1)((0,gleap_json/* asFields */.qI)(value)?.["message"]) ?? (0,gleap_json/* asText */.e1)(value) ?? "not accepted"}`)
        .join("; ");
    const general = (0,gleap_json/* asText */.e1)(error?.["message"]) ?? (0,gleap_json/* asText */.e1)(body?.["message"]) ?? (0,gleap_json/* asText */.e1)(body?.["error"]);
    // "Validation Failed" alone helps nobody, so what is said about the fields stands behind it.
    const found = [general, (0,gleap_json/* asText */.e1)(ofFields)].filter((part) => part !== undefined).join(" - ");
    return { text: clean(found === "" ? plain(text) : found, secrets), fields: complaints.map(([name]) => clean(lastPart(name), secrets)) };
}
/** One line without control and bidirectional characters and without credentials, cut to 300 characters. */
function clean(text, secrets) {
    const line = text
        .slice(0, MAX_READ)
        .toWellFormed()
        .replace(/[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]+/gu, " ");
    return (0,gleap_json/* cut */.Jj)(withoutSecrets(line, secrets).trim(), MAX_SAID);
}
const CREDENTIALS = [/\beyJ[\w-]*(?:\.[\w-]*)*/g, /\bBearer\s+\S+/gi, /(?<=share_?token\W{1,8})[\w.-]+/gi];
function withoutSecrets(text, secrets) {
    let result = text;
    for (const secret of secrets)
        if (secret !== "")
            result = result.replaceAll(secret, "[redacted]");
    for (const pattern of CREDENTIALS)
        result = result.replace(pattern, "[redacted]");
    return result;
}
/** `requestBody.priority` is the field `priority`. */
function lastPart(name) {
    return name.slice(name.lastIndexOf(".") + 1) || name;
}
function plain(text) {
    const start = text.slice(0, MAX_READ);
    if (!start.startsWith("<"))
        return start;
    return start.replace(/<(script|style)\b[^>]*>[^<]*/gi, " ").replace(/<[^<>]*>?/g, " ");
}

;// CONCATENATED MODULE: ./lib/gleap/refusal.js


/** Gleap answered, and the answer is no. `status` lets a caller send once more in another form (400, 413). */
class Refusal extends errors/* TicketError */.Fo {
    status;
    constructor(status, code, message, next) {
        super(code, message, next);
        this.name = "Refusal";
        this.status = status;
    }
}
const CREDENTIALS_NEXT = "Check the inputs `api-key` and `project-id`: both stand in Gleap under Project Settings, Security, and must belong to the same project; the key may have been replaced.";
const LATER = "Run it again later.";
const ANSWERS = {
    401: ["AUTH", CREDENTIALS_NEXT],
    403: [
        "PERMISSION",
        "Check that the key of the input `api-key` has a role that may write tickets in the project of `project-id`, and that the Gleap plan includes the API.",
    ],
    404: ["NOT_FOUND", "Check the inputs `project-id` and `api-url`; if the ticket was deleted in Gleap meanwhile, run it again."],
    408: ["UNAVAILABLE", LATER],
    409: ["UNAVAILABLE", LATER],
    413: [
        "REJECTED",
        "The ticket is too large for Gleap: shorten the `description` template, `fields`, or `failure.log.lines` in the config file.",
    ],
    429: ["RATE_LIMIT", "Run it again in a few minutes, or give the step more time with the input `timeout`."],
};
const INPUTS_OF_FIELDS = {
    title: "the input or config key `title`",
    description: "the input or config key `description`",
    type: "the input or config key `type`: is there a board of this type in the Gleap project?",
    status: "the input or config key `status`: is there such a lane on the board of this type?",
    priority: "the input or config key `priority`",
    tags: "the input or config key `tags`",
    dueDate: "`due-in` of a rule or `dueDate` in `fields`",
    processingUser: "`assignee` of a rule or `processingUser` in `fields`",
    processingTeam: "`team` of a rule or `processingTeam` in `fields`",
};
const BREAKAGES = {
    dns: [
        "UNAVAILABLE",
        "the name of the Gleap API was not found",
        "Check the input `api-url`, and on a self-hosted runner its DNS and proxy (HTTPS_PROXY, NO_PROXY).",
    ],
    refused: [
        "UNAVAILABLE",
        "the Gleap API refused the connection",
        "Check the input `api-url`, and on a self-hosted runner its firewall and proxy (HTTPS_PROXY, NO_PROXY).",
    ],
    reset: ["UNAVAILABLE", "the connection to Gleap broke", LATER],
    timeout: ["UNAVAILABLE", "Gleap did not answer in time", LATER],
    deadline: [
        "TIMEOUT",
        "the step's time was over before Gleap answered",
        "Run it again, or give the step more time with the input `timeout`.",
    ],
    tls: [
        "UNAVAILABLE",
        "the certificate of the Gleap API is not trusted here",
        "If a company proxy opens TLS on this runner, set NODE_EXTRA_CA_CERTS to the file of its CA certificate for the step; otherwise check the input `api-url`.",
    ],
    "proxy-login": [
        "UNAVAILABLE",
        "the proxy wants a user name and a password, or others than it got",
        "Check HTTPS_PROXY of this runner: `http://user:password@host:port`, signs like `@` and `/` in it percent-encoded.",
    ],
    "proxy-refused": [
        "UNAVAILABLE",
        "the proxy did not open the way to the Gleap API",
        "Have the proxy of HTTPS_PROXY allow the host of the input `api-url`, or name that host in NO_PROXY.",
    ],
    "proxy-gone": [
        "UNAVAILABLE",
        "the proxy could not be reached, or does not reach the Gleap API",
        "Check HTTPS_PROXY and NO_PROXY of this runner, and the input `api-url`.",
    ],
    size: ["UNAVAILABLE", "the answer was too large to be one of Gleap's", "Check the input `api-url`."],
};
/**
 * The error of an exchange that did not end well, in two sentences: what happened and what to look at.
 * `purpose` completes "could not ..." (`create the ticket`); `secrets` never appear in it.
 */
function errorOf(exchange, purpose, secrets) {
    if (exchange.kind === "broken") {
        const [code, what, next] = BREAKAGES[exchange.how];
        const detail = clean(exchange.cause.message, secrets);
        return new errors/* TicketError */.Fo(code, `Could not ${purpose}: ${what}${detail === "" ? "" : ` (${detail})`}.`, next, { cause: exchange.cause });
    }
    const { status } = exchange;
    if (status >= 300 && status < 400)
        return redirected(exchange, purpose, secrets);
    const said = readSaid(exchange.text, exchange.json, secrets);
    if (status < 300) {
        const seen = exchange.text === "" ? "an empty answer" : "an answer that is not what the API sends";
        return new errors/* TicketError */.Fo("UNAVAILABLE", `Could not ${purpose}: Gleap gave ${seen} (${status}).`, `Check the input \`api-url\`. ${LATER}`);
    }
    const [code, next] = ANSWERS[status] ?? (status >= 500 ? ["UNAVAILABLE", LATER] : ["REJECTED", nextOf(said.text, said.fields)]);
    const quote = said.text === "" ? "without a word" : `“${said.text}”`;
    return new Refusal(status, code, `Could not ${purpose}: Gleap answered ${status}, ${quote}.`, next);
}
function nextOf(said, fields) {
    if (fields.length > 0) {
        const places = fields
            .slice(0, 5)
            .map((field) => (Object.hasOwn(INPUTS_OF_FIELDS, field) ? INPUTS_OF_FIELDS[field] : `\`${field}\` in \`fields\``));
        const list = places.join("; ");
        return `Look at ${list}${list.endsWith("?") ? "" : "."}`;
    }
    if (/project/i.test(said))
        return "Check the input `project-id`.";
    return "Compare `type`, `status` and `fields` with the boards of the Gleap project; the output `plan` has the whole request.";
}
function redirected(exchange, purpose, secrets) {
    const where = clean(exchange.headers.location ?? "", secrets).replace(/[?#].*$/, "");
    const target = where === "" ? "elsewhere" : `to ${where}`;
    const next = "Set the input `api-url` to the address of the API itself; on a self-hosted runner look for a proxy that asks for a login.";
    return new Refusal(exchange.status, "REJECTED", `Could not ${purpose}: Gleap redirects ${target} (${exchange.status}), and credentials are not sent there.`, next);
}


/***/ }),

/***/ 8746:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Bq: () => (/* binding */ flatten),
/* harmony export */   EI: () => (/* binding */ MAX_NOTE),
/* harmony export */   Eb: () => (/* binding */ toPlainNote),
/* harmony export */   JY: () => (/* binding */ toDocument),
/* harmony export */   Y5: () => (/* binding */ lengthOf)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6329);

/** The longest note, in UTF-16 units of text, paragraphs counted as one each; Gleap documents no limit. */
const MAX_NOTE = 15_000;
/** A note as a document of at most `max` characters: what is too long ends with `…`. Line ends become breaks; a link that is not http(s) stays as text. */
function toDocument(text, max = MAX_NOTE) {
    let left = max;
    const content = [];
    for (const paragraph of text) {
        if (left <= 0)
            break;
        left -= 1;
        const nodes = [];
        for (const inline of paragraph) {
            if (left <= 0)
                break;
            const shown = (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .cut */ .Jj)(inline.text, left);
            left -= inline.text.length;
            nodes.push(...nodesOf({ ...inline, text: shown }));
        }
        content.push(nodes.length === 0 ? { type: "paragraph" } : { type: "paragraph", content: nodes });
    }
    return { type: "doc", content: content.length === 0 ? [{ type: "paragraph" }] : content };
}
/** The same note as plain text, for a server that refuses documents: paragraphs as lines, links behind their text, at most `max` characters. */
function toPlainNote(text, max = MAX_NOTE) {
    return (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .cut */ .Jj)(text.map((paragraph) => paragraph.map(plainInline).join("")).join("\n"), max);
}
function plainInline({ text, href }) {
    return href === undefined || text === href || !isWebLink(href) ? text : `${text} (${href})`;
}
/** How many characters a note has, counted as `toDocument` counts. */
function lengthOf(text) {
    return text.reduce((sum, paragraph) => sum + 1 + paragraph.reduce((inner, inline) => inner + inline.text.length, 0), 0);
}
function nodesOf(inline) {
    const marks = [];
    if (inline.bold === true)
        marks.push({ type: "bold" });
    if (inline.href !== undefined && isWebLink(inline.href))
        marks.push({ type: "link", attrs: { href: inline.href, target: "_blank" } });
    const nodes = [];
    for (const [index, line] of inline.text.split(/\r\n|\r|\n/).entries()) {
        if (index > 0)
            nodes.push({ type: "hardBreak" });
        // ProseMirror refuses a document with an empty text node (https://prosemirror.net/docs/ref/#model.Schema.text).
        if (line !== "")
            nodes.push(marks.length === 0 ? { type: "text", text: line } : { type: "text", text: line, marks });
    }
    return nodes;
}
function isWebLink(href) {
    return /^https?:\/\//i.test(href) && URL.canParse(href);
}
/** Deeper than any document a person makes; a stranger's nesting must not exhaust the stack. */
const MAX_DEPTH = 60;
const BLOCKS = new Set(["paragraph", "heading", "codeBlock", "blockquote", "listItem", "taskItem", "horizontalRule"]);
/**
 * The text of a rich document, or of a text that is none already: blocks on lines of their own, list items with `- `, ticked ones with `- [x] `.
 * Unknown nodes count by their content; anything that is neither text nor a node is empty.
 */
function flatten(document) {
    return walk(document, 0).replace(/\n+$/, "");
}
function walk(value, depth) {
    if (typeof value === "string")
        return value;
    if (depth > MAX_DEPTH)
        return "";
    if (Array.isArray(value))
        return value.map((child) => walk(child, depth + 1)).join("");
    const node = (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .asFields */ .qI)(value);
    if (node === undefined)
        return "";
    if (node["type"] === "hardBreak")
        return "\n";
    const inner = typeof node["text"] === "string" ? node["text"] : walk(node["content"] ?? "", depth + 1);
    if (!BLOCKS.has(String(node["type"])))
        return inner;
    return `${bullet(node)}${inner.replace(/\n+$/, "")}\n`;
}
function bullet(node) {
    if (node["type"] === "listItem")
        return "- ";
    if (node["type"] !== "taskItem")
        return "";
    return (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .asFields */ .qI)(node["attrs"])?.["checked"] === true ? "- [x] " : "- [ ] ";
}


/***/ }),

/***/ 5691:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _run_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1562);

await (0,_run_js__WEBPACK_IMPORTED_MODULE_0__/* .run */ .e)();
// A socket that someone holds open must not keep the step waiting. What was printed is flushed first.
process.stdout.write("", () => process.exit());

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 441:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ hindranceOf),
/* harmony export */   x: () => (/* binding */ mayCarryCredentials)
/* harmony export */ });
/* harmony import */ var node_util_types__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3429);
/** What both APIs have in common on the way to them: where credentials may go, and what keeps a request from its server. */

/** Whether credentials may be sent to an address: over https, or over http to this machine itself. */
function mayCarryCredentials({ protocol, hostname }) {
    return protocol === "https:" || (protocol === "http:" && /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname));
}
// https://nodejs.org/api/errors.html#openssl-errors and https://nodejs.org/api/tls.html#x509-certificate-error-codes
const TLS_CODE = /^(?:ERR_TLS|ERR_SSL|CERT_|CRL_|EPROTO$|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH)/;
// https://github.com/koichik/node-tunnel/blob/master/lib/tunnel.js
const TUNNEL = /^tunneling socket could not be established, (?:statusCode=(?<status>\d{3})|cause=)/;
const DEEPEST = 5;
/** What the error of a request, or one of its causes, says of the way; `undefined` where it is about something else. */
function hindranceOf(error) {
    let here = error;
    for (let depth = 0; (0,node_util_types__WEBPACK_IMPORTED_MODULE_0__.isNativeError)(here) && depth < DEEPEST; depth += 1) {
        const tunnel = TUNNEL.exec(here.message);
        if (tunnel !== null)
            return ofProxy(Number(tunnel.groups?.["status"] ?? 0));
        if ("code" in here && typeof here.code === "string" && TLS_CODE.test(here.code))
            return "tls";
        here = here.cause;
    }
    return undefined;
}
function ofProxy(status) {
    if (status === 407)
        return "proxy-login";
    return status >= 400 && status < 500 ? "proxy-refused" : "proxy-gone";
}


/***/ }),

/***/ 5793:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $5: () => (/* binding */ fieldsAt),
/* harmony export */   Pf: () => (/* binding */ fieldsOf),
/* harmony export */   b6: () => (/* binding */ textOf),
/* harmony export */   c3: () => (/* binding */ listOf),
/* harmony export */   fK: () => (/* binding */ valueAt),
/* harmony export */   pq: () => (/* binding */ countOf),
/* harmony export */   rl: () => (/* binding */ numberOf)
/* harmony export */ });
/** Reading what GitHub sent, in events and answers, which anybody may have shaped: what has not the expected type is not there. */
/** The object; `undefined` for anything else, lists among it. */
function fieldsOf(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
}
/** What is at `path` below `value`, by names of its own alone; `undefined` if there is nothing. */
function valueAt(value, ...path) {
    let here = value;
    for (const name of path) {
        const fields = fieldsOf(here);
        here = fields !== undefined && Object.hasOwn(fields, name) ? fields[name] : undefined;
    }
    return here;
}
/** The object at `path` below `value`; an empty one if there is none. */
function fieldsAt(value, ...path) {
    return fieldsOf(valueAt(value, ...path)) ?? {};
}
/** A string that is not empty. */
function textOf(value) {
    return typeof value === "string" && value !== "" ? value : undefined;
}
/** A whole number from zero, also when it is written as text (environment variables are). */
function countOf(value) {
    const number = typeof value === "string" && /^\d{1,16}$/.test(value) ? Number(value) : value;
    return typeof number === "number" && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}
/** The same from one, as ids, issues, runs and attempts are numbered. */
function numberOf(value) {
    return countOf(value) || undefined;
}
/** Those entries of a list that have the shape; `undefined` if it is no list. */
function listOf(value, shape) {
    if (!Array.isArray(value))
        return undefined;
    return value.map((entry) => shape(entry)).filter((entry) => entry !== undefined);
}


/***/ }),

/***/ 7748:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   MI: () => (/* binding */ statusProblem),
/* harmony export */   Pu: () => (/* binding */ keyText),
/* harmony export */   SP: () => (/* binding */ shown),
/* harmony export */   Yq: () => (/* binding */ choice),
/* harmony export */   pG: () => (/* binding */ expectation)
/* harmony export */ });
/** How a wrong value is put into words, the same for inputs and for the config file. */
const LONGEST = 60;
/**
 * `expected X, found Y; did you mean Z?`
 * `expected` and `found` are phrases; `suggestion` is the word that was probably meant.
 */
function expectation(expected, found, suggestion) {
    return `expected ${expected}, found ${found}${suggestion === undefined ? "" : `; did you mean \`${suggestion}\`?`}`;
}
/** A value as a phrase for `found`: text in quotes, cut to 60 characters; lists and mappings by their kind alone. */
function shown(value) {
    if (value === undefined || value === null)
        return "nothing";
    if (typeof value === "string")
        return value === "" ? "empty text" : JSON.stringify(clipped(value));
    if (typeof value === "number" || typeof value === "boolean")
        return `the ${typeof value} ${String(value)}`;
    return Array.isArray(value) ? "a list" : "a mapping";
}
/** A key as it can stand in a sentence: as it is where it is plain, else in quotes and cut, for a key may hold any text. */
function keyText(key) {
    return /^[\w-]{1,60}$/.test(key) ? key : JSON.stringify(clipped(key));
}
/** Names as a phrase: one of `a`, `b`, `c`. */
function choice(names) {
    return `one of ${names.map((name) => `\`${name}\``).join(", ")}`;
}
/** Why a new ticket may not have this status; `undefined` where it may. `closed`: the statuses that mean closed. */
function statusProblem(status, closed) {
    if (!closed.includes(status))
        return undefined;
    const expected = "a status that is not one of `ticket.closed` (a ticket would be born closed, and every failing run would make one more)";
    return expectation(expected, shown(status));
}
function clipped(text) {
    const characters = Array.from(text);
    return characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join("")}…` : text;
}


/***/ }),

/***/ 7766:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  D4: () => (/* binding */ hasOpen),
  um: () => (/* binding */ openGleap),
  GG: () => (/* binding */ walk)
});

// EXTERNAL MODULE: ./lib/errors.js
var errors = __nccwpck_require__(452);
// EXTERNAL MODULE: ./lib/tickets/state.js
var state = __nccwpck_require__(240);
;// CONCATENATED MODULE: ./lib/tickets/rebase.js
/** Changes that were planned from an older look at a ticket, made to fit the ticket as it is now. */

/**
 * The same changes with what people did to the ticket meanwhile kept: their text below the state line, other keys of the form, and every field that is not
 * what it was when the plan was made. `undefined` where another run has written the state line since: it knew better, and the next run compares again.
 */
function rebased(changes, planned, now) {
    const [before, after] = [(0,state/* readState */.un)(planned.description), (0,state/* readState */.un)(now.description)];
    if (lineOf(planned.description) !== lineOf(now.description))
        return undefined;
    const [was, is] = [before?.below ?? planned.description, after?.below ?? now.description];
    const put = (text) => {
        if (!text.endsWith(was))
            return text;
        const ours = text.slice(0, text.length - was.length).replace(/\n$/, "");
        return is === "" ? ours : `${ours}\n${is}`;
    };
    const { title, priority, tags, status, description, shorter, ...rest } = changes;
    const text = description === undefined ? undefined : put(description);
    return {
        ...rest,
        ...(title !== undefined && now.title === planned.title ? { title } : {}),
        ...(priority !== undefined && now.priority === planned.priority ? { priority } : {}),
        ...(tags !== undefined && String(now.tags) === String(planned.tags) ? { tags } : {}),
        ...(status !== undefined && now.status === planned.status ? { status } : {}),
        ...(text === undefined ? {} : { description: text, formData: { ...now.formData, description: text } }),
        ...(shorter === undefined ? {} : { shorter: put(shorter) }),
    };
}
/** The state line as it stands in a description; empty where there is none that can be read. */
function lineOf(description) {
    const reading = (0,state/* readState */.un)(description);
    if (reading?.state === undefined)
        return "";
    return description.slice(reading.above.length, description.length - reading.below.length).trim();
}

// EXTERNAL MODULE: ./lib/gleap/codec.js
var codec = __nccwpck_require__(4217);
;// CONCATENATED MODULE: ./lib/gleap/one.js


/** Reads one ticket, with everything that lists may leave out. Throws `TicketError`. */
async function readOne(gleap, id) {
    const { json } = await gleap.read(`/tickets/${encodeURIComponent(id)}`, "read the ticket back");
    const ticket = take(gleap, json);
    if (ticket !== undefined)
        return ticket;
    throw new errors/* TicketError */.Fo("UNAVAILABLE", "Gleap answered a ticket without an id.", "Check the input `api-url`; it should end in /v3.");
}
/** The ticket of an answer, its share tokens masked; `undefined` where there is none. */
function take(gleap, json) {
    const read = (0,codec/* readTicket */.VG)(json);
    for (const secret of read?.secrets ?? [])
        gleap.onSecret(secret);
    return read?.ticket;
}

// EXTERNAL MODULE: ./lib/tickets/managed.js
var managed = __nccwpck_require__(3672);
// EXTERNAL MODULE: ./lib/gleap/json.js
var json = __nccwpck_require__(6329);
// EXTERNAL MODULE: ./lib/gleap/richtext.js
var richtext = __nccwpck_require__(8746);
;// CONCATENATED MODULE: ./lib/gleap/bodies.js



/**
 * The exact requests of an operation, in order; none for `leave`. Without credentials, so they can be shown.
 * What `apply` sends is the same, but for its second form where Gleap refuses the first one (413, or a note's document).
 */
function requestsOf(operation) {
    switch (operation.kind) {
        case "create":
            return [createCall(operation.ticket)];
        case "note":
            return [noteCall(operation.on.id, operation.run, operation.text)];
        case "update":
        case "close":
        case "reopen":
            return changeCalls(operation.on, operation.changes);
        case "fold":
            return changeCalls(operation.on, { ...operation.changes, duplicateOf: operation.into.id, archived: true });
        default:
            return [];
    }
}
/** A new ticket. No customer is mailed: there is no session unless the workflow's own `fields` name one, and automatic replies are off. */
function createCall(ticket, description = ticket.description) {
    const body = {
        preventAutoReply: true,
        ...ticket.fields,
        title: (0,json/* cut */.Jj)(ticket.title, managed/* TITLE_LENGTH */.qt),
        description,
        // Dashboards show the text of the form; the plain field is what the reference documents. Both, so that either finds it.
        formData: { ...(0,json/* asFields */.qI)(ticket.fields["formData"]), description },
        type: ticket.type,
        status: ticket.status,
        priority: ticket.priority,
        tags: ticket.tags,
        customData: { ...(0,json/* asFields */.qI)(ticket.fields["customData"]), ...ticket.customData },
    };
    return { method: "POST", path: "/tickets", body };
}
/** The changes of a ticket: one PUT for the fields, then the archive's own address. `description` stands in for the one in `changes`. */
function changeCalls(on, changes, description = changes.description) {
    const { title, archived, shorter: _shorter, description: _description, formData, ...rest } = changes;
    // Gleap replaces nested values as a whole, so the form is sent whole.
    const form = description === undefined ? formData : { ...(formData ?? on.formData), description };
    const body = {
        ...(title === undefined ? {} : { title: (0,json/* cut */.Jj)(title, managed/* TITLE_LENGTH */.qt) }),
        ...rest,
        ...(description === undefined ? {} : { description }),
        ...(form === undefined ? {} : { formData: form }),
    };
    const path = `/tickets/${encodeURIComponent(on.id)}`;
    const calls = Object.keys(body).length === 0 ? [] : [{ method: "PUT", path, body }];
    if (archived !== undefined)
        calls.push({ method: "PUT", path: `${path}/${archived ? "archive" : "unarchive"}` });
    return calls;
}
/** An internal note as a rich-text document. `max` cuts it, for a server that finds it too large. */
function noteCall(ticketId, run, text, max = richtext/* MAX_NOTE */.EI) {
    const body = { ticket: ticketId, isNote: true, type: "NOTE", sendToChannel: false, comment: (0,richtext/* toDocument */.JY)(marked(run, text), max) };
    return { method: "POST", path: "/messages", body };
}
/** The same as plain text with the fewest fields, for a server that refuses the document. */
function plainNoteCall(ticketId, run, text) {
    return {
        method: "POST",
        path: "/messages",
        body: { ticket: ticketId, isNote: true, type: "NOTE", comment: (0,richtext/* toPlainNote */.Eb)(marked(run, text)) },
    };
}
/** Half the length of the note that `noteCall` makes. */
function halfOf(run, text) {
    return Math.floor(Math.min(richtext/* MAX_NOTE */.EI, (0,richtext/* lengthOf */.Y5)(marked(run, text))) / 2);
}
/** The words that every note of a run begins with and is found by: `run 12.1`, given as such or as `12.1`. */
function markerOf(run) {
    return run.startsWith("run ") ? run : `run ${run}`;
}
function marked(run, text) {
    const marker = markerOf(run);
    if (hasMarker((0,richtext/* toPlainNote */.Eb)(text), marker))
        return text;
    const [first = [], ...others] = text;
    return [[{ text: first.length === 0 ? marker : `${marker}: ` }, ...first], ...others];
}
/** The words stand somewhere in the text, in any letter case, and not as the start of a longer number. */
function holdsWords(text, words) {
    const [, ...rests] = text.toLowerCase().split(words.toLowerCase());
    return rests.some((rest) => !/^\.?\d/.test(rest));
}
/** The text begins with the marker, in any letter case, and not with a longer number: `run 12.1` is not in `run 12.10`. */
function hasMarker(text, marker) {
    const start = text.trimStart().toLowerCase();
    return start.startsWith(marker.toLowerCase()) && !/^\.?\d/.test(start.slice(marker.length));
}

// EXTERNAL MODULE: ./lib/gleap/refusal.js + 1 modules
var refusal = __nccwpck_require__(7904);
;// CONCATENATED MODULE: ./lib/gleap/complete.js


/** Each costs a request; a list that leaves nothing out costs none. */
const MAX_READ = 50;
/**
 * Reads one by one the tickets that a list shows without their text. With `closed`, the statuses that mean closed, also the open ones without tags, since a
 * person's tag may silence them. Open ones come first, then the newest, 50 at most. Throws `TicketError`.
 */
async function complete(gleap, listed, closed) {
    const isClosed = ({ status, archived, duplicateOf }) => closed?.includes(status) === true || archived || duplicateOf !== undefined;
    const tagless = (ticket) => closed !== undefined && ticket.tags === undefined && !isClosed(ticket);
    const lacking = listed.filter((ticket) => ticket.textless === true || tagless(ticket));
    const urgent = lacking.toSorted((a, b) => Number(isClosed(a)) - Number(isClosed(b)) || (a.createdAt < b.createdAt ? 1 : -1));
    const read = new Map();
    for (const { id } of urgent.slice(0, MAX_READ))
        read.set(id, await readIfThere(gleap, id));
    const tickets = listed.flatMap((ticket) => (read.has(ticket.id) ? (read.get(ticket.id) ?? []) : ticket));
    return { tickets, whole: tickets.every(({ textless }) => textless !== true) };
}
async function readIfThere(gleap, id) {
    try {
        const { textless: _textless, ...ticket } = await readOne(gleap, id);
        return { ...ticket, id };
    }
    catch (error) {
        if (error instanceof refusal/* Refusal */.P && error.status === 404)
            return undefined;
        throw error;
    }
}

;// CONCATENATED MODULE: ./lib/gleap/list.js



/** Larger pages are slow at Gleap and can end in a 409. */
const PAGE = 100;
const MAX_PAGES = 200;
const MAX_SCAN_PAGES = 10;
/** Beyond this many, masks would slow the runner's log down more than they protect: tokens of listed tickets are not kept or printed anyhow. */
const MAX_MASKED = 100;
/**
 * Every ticket with a tag, by list and never by search (whose index lags behind). Filtered here once more, since Gleap's filters are undocumented: where a
 * page shows that the tag filter is ignored, the newest 1,000 tickets of these types are looked through instead. Throws `TicketError`.
 */
async function listTickets(gleap, options) {
    const before = gleap.requests();
    const isMine = (ticket) => (ticket.tags === undefined ? options.belongs(ticket) : ticket.tags.includes(options.tag));
    const mayBeMine = (ticket) => (ticket.tags === undefined && ticket.textless === true) || isMine(ticket);
    const isWhollyMine = (page) => page.every(mayBeMine);
    const find = () => readPages(gleap, { tags: options.tag, ...archived, sort: "createdAt" }, MAX_PAGES, isWhollyMine);
    let archived = options.archived ? {} : { archived: "false" };
    let found = await find();
    if (found.tickets.length === 0 && !options.archived) {
        // A server that compares the missing field of a ticket with `false` finds none.
        archived = {};
        found = await find();
    }
    if (!isWhollyMine(found.tickets)) {
        found = await readPages(gleap, { type: options.types.join(","), ...archived, sort: "-createdAt" }, MAX_SCAN_PAGES, () => true);
    }
    const wanted = found.tickets.filter((ticket) => mayBeMine(ticket) && (options.archived || !ticket.archived));
    const completed = await complete(gleap, wanted, options.closed);
    const tickets = completed.tickets.filter(isMine);
    for (const ticket of tickets.slice(0, MAX_MASKED))
        for (const secret of found.secrets.get(ticket.id) ?? [])
            gleap.onSecret(secret);
    // A stranger's ticket among those that were read shows that the filter is ignored, so more of ours may be behind them.
    const inDoubt = !found.whole || !completed.whole || tickets.length < completed.tickets.length;
    return { tickets: tickets.toSorted(byAge), inDoubt, requests: gleap.requests() - before };
}
const SETTLE_TRIES = 3;
const SETTLE_WAIT_MS = 1_000;
/**
 * Lists until the tickets with these ids are in it, as a list may lag behind a create: at most three times, a second apart.
 * Answers the last listing either way; what it does not show yet, the next run sees.
 */
async function listUntil(gleap, options, ids) {
    let listing = await listTickets(gleap, options);
    let { requests } = listing;
    const isThere = (id) => listing.tickets.some((ticket) => ticket.id === id);
    for (let tries = 1; tries < SETTLE_TRIES && !ids.every(isThere); tries++) {
        if (gleap.deps.now() + SETTLE_WAIT_MS >= gleap.deadline.at)
            break;
        await gleap.deps.sleep(SETTLE_WAIT_MS);
        listing = await listTickets(gleap, options);
        requests += listing.requests;
    }
    return { ...listing, requests };
}
/** Reads pages until the end, `maxPages`, or one that `goOn` does not like. */
async function readPages(gleap, query, maxPages, goOn) {
    const tickets = new Map();
    const secrets = new Map();
    let first = 0;
    for (let pages = 0, seen = 0; pages < maxPages; pages++) {
        const parameters = new URLSearchParams({ ...query, limit: String(PAGE), ...(seen === 0 ? {} : { skip: String(seen) }) });
        const { json } = await gleap.read(`/tickets?${parameters.toString()}`, "list the tickets");
        const page = (0,codec/* readPage */.SP)(json);
        if (page === undefined)
            throw notAList();
        const known = tickets.size;
        const read = page.items.map(codec/* readTicket */.VG).filter((item) => item !== undefined);
        for (const item of read) {
            tickets.set(item.ticket.id, item.ticket);
            secrets.set(item.ticket.id, item.secrets);
        }
        seen += page.items.length;
        if (pages === 0)
            first = page.items.length;
        const done = { tickets: [...tickets.values()], secrets };
        if (!goOn(read.map((item) => item.ticket)) || isLast(page.items.length, first, seen, page.total))
            return { ...done, whole: true };
        // The same tickets again: the server does not skip, and there is no way to the rest, if there is one behind a page that was not full.
        if (tickets.size === known)
            return { ...done, whole: first < PAGE };
    }
    return { tickets: [...tickets.values()], secrets, whole: false };
}
/**
 * Whether a page is the last one. Without a total a first page that is short says nothing, since the server may have a smaller limit of its own:
 * the next request shows it.
 */
function isLast(length, first, seen, total) {
    if (length === 0)
        return true;
    return total === undefined ? length < first : seen >= total;
}
function byAge(one, other) {
    return compare(one.createdAt, other.createdAt) || compare(one.id, other.id);
}
function compare(one, other) {
    return one < other ? -1 : Number(one > other);
}
function notAList() {
    return new errors/* TicketError */.Fo("UNAVAILABLE", "Gleap answered the list of tickets with something that is no list.", "Check the input `api-url`; it should end in /v3.");
}

;// CONCATENATED MODULE: ./lib/gleap/notes.js



const notes_PAGE = 1_000;
const notes_MAX_PAGES = 10;
/**
 * The texts of a ticket's internal notes in the server's order. Gleap ignores `sort` here and gives the oldest first, so all pages are read; it is
 * asked after an unclear write, and before a note that no state remembers. A note's text stands in `data.content` on read, `comment` is null then. Throws `TicketError`.
 */
async function readNotes(gleap, ticketId) {
    const texts = [];
    for (let page = 0; page < notes_MAX_PAGES; page++) {
        const query = new URLSearchParams({
            ticket: ticketId,
            type: "NOTE",
            limit: String(notes_PAGE),
            ...(page === 0 ? {} : { skip: String(page * notes_PAGE) }),
        });
        const { json } = await gleap.read(`/messages?${query.toString()}`, "read the notes of the ticket");
        const items = (0,codec/* readPage */.SP)(json, "messages")?.items ?? [];
        texts.push(...items.map(textOf));
        if (items.length < notes_PAGE)
            break;
    }
    return texts;
}
function textOf(message) {
    const fields = (0,json/* asFields */.qI)(message);
    const data = (0,json/* asFields */.qI)(fields?.["data"]);
    const places = [data?.["content"], fields?.["comment"], fields?.["content"], data?.["text"], fields?.["text"]];
    return (0,json/* asText */.e1)(places.map(richtext/* flatten */.Bq).find((text) => text !== "")) ?? "";
}

;// CONCATENATED MODULE: ./lib/gleap/writes.js







const READ_BACK_TRIES = 3;
const READ_BACK_WAIT_MS = 1_000;
/** Creates a ticket and answers it as Gleap has it. What may have arrived is looked up by its key before it is sent again. Throws `TicketError`. */
async function createTicket(gleap, key, ticket) {
    const look = () => findCreated(gleap, key, ticket);
    const send = (description) => gleap.write(createCall(ticket, description), "create the ticket", look);
    const written = await orElse(() => send(ticket.description), [413], () => send(ticket.shorter));
    const created = written.kind === "found" ? written.found : take(gleap, written.answer.json);
    return created ?? readBack(gleap, key, look);
}
/** Writes an internal note. Refused as a document it is sent once as plain text, too large once at half its length. Throws `TicketError`. */
async function writeNote(gleap, on, note) {
    const { run, text } = note;
    const look = async () => ((await isNoted(gleap, on, note)) ? on : undefined);
    const send = (call) => gleap.write(call, "write the note", look);
    const sendDocument = () => orElse(() => send(noteCall(on.id, run, text)), [413], () => send(noteCall(on.id, run, text, halfOf(run, text))));
    await orElse(sendDocument, [400, 422], () => send(plainNoteCall(on.id, run, text)));
}
/** Whether the ticket has this note: one that begins with its run or, where `once` gives other words, holds these. Throws `TicketError`. */
async function isNoted(gleap, on, { run, once }) {
    const marker = markerOf(run);
    // A run that is only spoken of, by a person or in a line of a log, is not noted.
    const isIt = once === undefined || once === marker ? (note) => hasMarker(note, marker) : (note) => holdsWords(note, once);
    return (await readNotes(gleap, on.id)).some(isIt);
}
/** Changes a ticket and answers it as it is then. A PUT can be repeated; an unclear one is read first. Throws `TicketError`. */
async function changeTicket(gleap, on, changes, purpose) {
    const calls = changeCalls(on, changes);
    const shorter = changes.description === undefined ? undefined : changes.shorter;
    let current = on;
    for (const [index, call] of calls.entries()) {
        const smaller = shorter === undefined ? undefined : changeCalls(on, changes, shorter)[index];
        current = await orElse(() => put(gleap, on, call, purpose), smaller?.body === undefined ? [] : [413], () => put(gleap, on, smaller ?? call, purpose));
    }
    return current;
}
async function put(gleap, on, call, purpose) {
    const look = async () => {
        const now = await readOne(gleap, on.id);
        return hasArrived(now, call) ? now : undefined;
    };
    const written = await gleap.write(call, purpose, look);
    if (written.kind === "found")
        return written.found;
    return take(gleap, written.answer.json) ?? readOne(gleap, on.id);
}
/** Runs `first`; when Gleap refuses it with one of the statuses, `second` is the answer. */
async function orElse(first, statuses, second) {
    try {
        return await first();
    }
    catch (error) {
        if (error instanceof refusal/* Refusal */.P && statuses.includes(error.status))
            return second();
        throw error;
    }
}
async function findCreated(gleap, key, ticket) {
    const belongs = ({ description }) => description.includes(`key=${key}`);
    const { tickets } = await listTickets(gleap, { tag: key, types: [ticket.type], archived: false, belongs });
    const line = /^gleap-ticket\/\d.*$/m.exec(ticket.description)?.[0].trim();
    // An older ticket of the same key says something else in its state line; a list without descriptions leaves the title.
    const isIt = (one) => line === undefined || one.description === "" ? one.title === createdTitle(ticket) : one.description.includes(line);
    return tickets.find((one) => one.duplicateOf === undefined && isIt(one));
}
function createdTitle(ticket) {
    return createCall(ticket).body?.["title"];
}
async function readBack(gleap, key, look) {
    for (let tries = 1; tries <= READ_BACK_TRIES; tries++) {
        const found = await look();
        if (found !== undefined)
            return found;
        if (tries === READ_BACK_TRIES || gleap.deps.now() + READ_BACK_WAIT_MS >= gleap.deadline.at)
            break;
        await gleap.deps.sleep(READ_BACK_WAIT_MS);
    }
    const next = `Look for the tag ${key} in Gleap; if nothing is there, run it again.`;
    throw new errors/* TicketError */.Fo("UNAVAILABLE", "Gleap accepted the ticket but does not show it.", next);
}
/** Whether the ticket already is as the PUT wants it. Order of tags and white space at the ends of texts do not count. */
function hasArrived(now, { path, body }) {
    if (body === undefined)
        return now.archived === path.endsWith("/archive");
    return Object.entries(body).every(([name, wanted]) => COMPARISONS[name]?.(now, wanted) ?? false);
}
const COMPARISONS = {
    title: (now, wanted) => now.title === wanted,
    status: (now, wanted) => now.status === wanted,
    priority: (now, wanted) => now.priority === wanted,
    description: (now, wanted) => isSameText(now.description, wanted),
    duplicateOf: (now, wanted) => now.duplicateOf === wanted,
    formData: (now, wanted) => Object.entries((0,json/* asFields */.qI)(wanted) ?? {}).every(([name, value]) => isSameText(now.formData[name], value)),
    tags: (now, wanted) => isSameSet(now.tags ?? [], wanted),
    linkedTickets: (now, wanted) => isSameSet(now.linked.map(({ id }) => id), wanted),
};
function isSameSet(one, other) {
    if (!Array.isArray(other))
        return false;
    const wanted = new Set(other);
    return new Set(one).size === wanted.size && one.every((entry) => wanted.has(entry));
}
function isSameText(one, other) {
    return typeof one === "string" && typeof other === "string" ? one.trim() === other.trim() : JSON.stringify(one) === JSON.stringify(other);
}

;// CONCATENATED MODULE: ./lib/gleap/apply.js





const DONE = {
    create: "created",
    note: "updated",
    update: "updated",
    close: "closed",
    reopen: "updated",
    // The ticket that counts, the older one, stays as it is.
    fold: "unchanged",
};
/**
 * Carries the plan out, one operation after the other, and answers one outcome for each, in order; it does not throw. When an operation fails, the
 * later ones with the same key, and those that are to be linked to its ticket, are not tried (a note that is missing must not have its state written);
 * after a refused key nothing more is sent. With `rereads` a ticket is read again right before its text is written, as people write in it too.
 */
async function apply(gleap, operations, options = {}) {
    const { rereads = false, onOutcome } = options;
    const outcomes = [];
    const failures = new Map();
    const created = new Map();
    let refused;
    for (const operation of operations) {
        const linkTo = operation.kind === "create" ? operation.linkTo : undefined;
        const earlier = refused ?? failures.get(operation.key) ?? failures.get(linkTo ?? "");
        const outcome = await next(gleap, withLink(operation, created), earlier, rereads);
        outcomes.push(outcome);
        onOutcome?.(outcome);
        if (operation.kind === "create" && outcome.ticket !== undefined)
            created.set(operation.key, outcome.ticket.id);
        if (outcome.error === undefined)
            continue;
        failures.set(operation.key, failures.get(operation.key) ?? outcome.error);
        if (outcome.error instanceof errors/* TicketError */.Fo && outcome.error.code === "AUTH")
            refused ??= outcome.error;
    }
    return outcomes;
}
async function next(gleap, operation, earlier, rereads) {
    if (operation.kind === "leave")
        return { operation, outcome: operation.as, ...known(gleap, operation.on) };
    const on = operation.kind === "create" ? undefined : operation.on;
    if (earlier !== undefined)
        return { operation, outcome: "failed", ...known(gleap, on), error: notTried(earlier) };
    try {
        const isThere = operation.kind === "note" && operation.once !== undefined && (await isNotedAlready(gleap, operation.on, operation));
        if (isThere)
            return { operation, outcome: "unchanged", ...known(gleap, on) };
        const fitting = rereads ? await fitted(gleap, operation) : operation;
        // Another run has written the ticket since it was listed, and the next one compares again.
        if (fitting === undefined)
            return { operation, outcome: "unchanged", ...known(gleap, on) };
        return { operation, outcome: DONE[operation.kind], ...known(gleap, await carryOut(gleap, fitting), on?.title) };
    }
    catch (error) {
        return {
            operation,
            outcome: "failed",
            ...known(gleap, on),
            error: error instanceof errors/* TicketError */.Fo ? error : unexpected(operation, error),
        };
    }
}
/** A change of a ticket's text, made from what the ticket says now. */
async function fitted(gleap, operation) {
    if (!("changes" in operation) || operation.kind === "fold" || operation.changes.description === undefined)
        return operation;
    const changes = rebased(operation.changes, operation.on, await readOne(gleap, operation.on.id));
    return changes === undefined ? undefined : { ...operation, changes };
}
/** A new ticket that is linked to one that was created just before. */
function withLink(operation, created) {
    const id = operation.kind === "create" && operation.linkTo !== undefined ? created.get(operation.linkTo) : undefined;
    if (operation.kind !== "create" || id === undefined)
        return operation;
    const { linkTo: _linkTo, ticket, ...rest } = operation;
    return { ...rest, ticket: { ...ticket, fields: { ...ticket.fields, linkedTickets: [id] } } };
}
/** Whether a note that no state remembers was written before. Where that cannot be read, a note twice is better than a ticket that is never closed. */
async function isNotedAlready(gleap, on, note) {
    try {
        return await isNoted(gleap, on, note);
    }
    catch (error) {
        if (error instanceof errors/* TicketError */.Fo && error.code !== "AUTH")
            return false;
        throw error;
    }
}
async function carryOut(gleap, operation) {
    switch (operation.kind) {
        case "create":
            return createTicket(gleap, operation.key, operation.ticket);
        case "note":
            await writeNote(gleap, operation.on, operation);
            return operation.on;
        case "fold": {
            const changes = { ...operation.changes, duplicateOf: operation.into.id, archived: true };
            const folded = await changeTicket(gleap, operation.on, changes, "fold the ticket into an older one");
            const { number: _number, ...rest } = { ...operation.on, type: folded.type || operation.on.type };
            return { ...rest, ...operation.into };
        }
        default: {
            const now = await changeTicket(gleap, operation.on, operation.changes, `${operation.kind} the ticket`);
            // The ticket is the one that was addressed, whatever the answer calls it, and a sparse answer takes nothing away.
            const number = now.number ?? operation.on.number;
            return { ...now, id: operation.on.id, type: now.type || operation.on.type, ...(number === undefined ? {} : { number }) };
        }
    }
}
function known(gleap, ticket, otherTitle = "") {
    if (ticket === undefined)
        return {};
    const { id, number, type, title } = ticket;
    const url = (0,codec/* dashboardUrl */.aU)(gleap.projectId, type, id);
    return { ticket: { id, ...(number === undefined ? {} : { number }), url, title: title || otherTitle } };
}
function notTried(earlier) {
    const [code, advice] = earlier instanceof errors/* TicketError */.Fo ? [earlier.code, earlier.next] : ["INTERNAL", "Run it again."];
    const message = code === "AUTH" ? "Not sent, as Gleap refused the API key before." : "Not sent, as an earlier step for the same ticket failed.";
    return new errors/* TicketError */.Fo(code, message, advice, { cause: earlier });
}
function unexpected(operation, cause) {
    const message = `Something unexpected happened to the ticket of ${operation.label}.`;
    return new errors/* TicketError */.Fo("INTERNAL", message, "Please report this as a defect of Gleap Ticket.", { cause });
}

// EXTERNAL MODULE: ./lib/gleap/people.js
var people = __nccwpck_require__(2844);
// EXTERNAL MODULE: ./lib/gleap/fields.js
var fields = __nccwpck_require__(8770);
// EXTERNAL MODULE: ./lib/tickets/outcome.js
var outcome = __nccwpck_require__(1277);
;// CONCATENATED MODULE: ./lib/reporting.js




/** What a dry run makes of an operation. */
function planned(operation) {
    return operation.kind === "leave" ? { operation, outcome: operation.as } : { operation, outcome: "planned" };
}
/** Without a listing nothing is known of tickets, so the plan's reasons to leave them are not true either. */
function failAll(operations, error) {
    const reason = "Gleap could not be asked whether a ticket is open; if one is, the next run finds it.";
    return operations.map((operation) => ({
        operation: operation.kind === "leave" ? { ...operation, reason } : operation,
        outcome: "failed",
        error,
    }));
}
/** New tickets that must not be made, as older ones may have been overlooked. `advice`: what to do about it. */
function failCreates(operations, advice) {
    const error = new errors/* TicketError */.Fo("UNAVAILABLE", "Gleap's list of tickets could not be narrowed to ours, so a new ticket could be one too many; none was made.", advice);
    return operations.filter(({ kind }) => kind === "create").map((operation) => ({ operation, outcome: "failed", error }));
}
const PROGRESS_STEP = 100;
/** Tells how far it is each time that the tickets of a hundred things are written; a run with fewer says nothing. */
function progress(things, operations, say) {
    const total = new Set(operations.flatMap(({ kind, key }) => (kind === "leave" ? [] : [key]))).size;
    const done = new Set();
    let created = 0;
    return ({ operation: { kind, key }, outcome }) => {
        if (outcome === "created")
            created += 1;
        if (kind === "leave" || done.has(key))
            return;
        done.add(key);
        if (done.size % PROGRESS_STEP === 0)
            say(`${done.size} of ${total} ${things} to write done, ${created} created, ${total - done.size} left.`);
    };
}
/** The report of one walk. */
function reportOf(errand, collected, { plan, operations, outcomes }, said) {
    const undelivered = outcomes.filter(({ outcome, operation }) => outcome === "failed" && operation.kind !== "leave");
    const result = (0,outcome/* overall */.M)(outcomes);
    return {
        mode: errand.mode,
        overall: result,
        headline: headlineOf(outcomes),
        key: errand.tag,
        outcomes,
        plan: operations.map(shownOperation),
        failedJobs: collected.failedJobs,
        problems: [],
        ...said,
        redacted: collected.redacted,
        unsent: undelivered.map(({ operation }) => shownOperation(operation)),
        ...(plan.checklist === undefined ? {} : { checklist: plan.checklist }),
        ...(plan.outputs === undefined ? {} : { outputs: plan.outputs }),
    };
}
function shownOperation(operation) {
    const { kind, key } = operation;
    const title = operation.kind === "create" ? operation.ticket.title : operation.on?.title;
    return {
        kind,
        key,
        ...(title === undefined ? {} : { title }),
        ...("reason" in operation ? { reason: operation.reason } : {}),
        requests: requestsOf(operation).map(({ method, path, body }) => ({
            method,
            path,
            ...(body === undefined ? {} : { body: withoutTokens(body) }),
        })),
    };
}
/** Who has a share token sees the ticket, so what shows a request shows none. */
function withoutTokens(body) {
    return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, fields/* SHARE_TOKENS */.NB.includes(name) ? "***" : value]));
}
/** Beyond these a reason is one of many. */
const MOST_REASONS = 3;
/**
 * Why nothing was done. Beside its ticket in the summary stands the reason of each, so different ones are counted here; who has no ticket has no other place.
 */
function whyNothing(outcomes) {
    const left = outcomes.flatMap(({ operation }) => (operation.kind === "leave" ? [operation] : []));
    const reasons = new Set(left.map(({ reason }) => reason));
    if (reasons.size < 2)
        return [...reasons][0] ?? "Nothing to do.";
    const tickets = left.filter(({ on }) => on !== undefined).length;
    const others = new Set(left.flatMap(({ on, reason }) => (on === undefined ? [reason] : [])));
    const counted = tickets === 1 ? ["1 ticket stays as it is."] : tickets > 1 ? [`${tickets} tickets stay as they are.`] : [];
    return [...counted, ...[...others].slice(0, MOST_REASONS)].join(" ");
}
/** `1 ticket created, 2 tickets closed`; where nothing was done, why. */
function headlineOf(outcomes) {
    const created = new Set(outcomes.flatMap(({ operation, ticket }) => (operation.kind === "create" ? (ticket?.id ?? []) : [])));
    // What is written to a new ticket once more is part of its making.
    const isPart = ({ operation, outcome }) => operation.kind === "update" && outcome === "updated" && created.has(operation.on.id);
    const done = outcomes.filter((one) => one.operation.kind !== "leave" && !(one.operation.kind === "note" && one.outcome === "unchanged") && !isPart(one));
    if (done.length === 0)
        return whyNothing(outcomes);
    const counts = new Map();
    for (const { operation, outcome } of done) {
        const thing = operation.kind === "note" ? "note" : "ticket";
        const word = outcome === "planned" ? `to ${operation.kind}` : outcome === "failed" ? "not delivered" : PAST[operation.kind];
        counts.set(`${thing}|${word}`, (counts.get(`${thing}|${word}`) ?? 0) + 1);
    }
    return [...counts].map(([key, count]) => `${count} ${key.replace("|", count === 1 ? " " : "s ")}`).join(", ");
}
const PAST = {
    create: "created",
    note: "written",
    update: "updated",
    close: "closed",
    reopen: "reopened",
    fold: "folded",
    leave: "left",
};

// EXTERNAL MODULE: ./lib/shell/console.js
var console = __nccwpck_require__(5179);
// EXTERNAL MODULE: ./lib/tickets/folds.js
var tickets_folds = __nccwpck_require__(1197);
;// CONCATENATED MODULE: ./lib/deliver.js
/** From a plan to what came of it: the requests to Gleap, and what follows from their outcomes. */










/** How the tickets of an errand are listed. */
function listOptions({ tag, types, closed, archived = false }) {
    return { tag, types, archived, belongs: isOurs, closed };
}
/** Where a list shows no tags, the state line tells our tickets; whose they are is the plan's to find out. */
function isOurs(ticket) {
    return (0,state/* readState */.un)(ticket.description)?.state !== undefined;
}
/** Applies the plan, then whatever follows from that: duplicates that others made at the same time are folded, and the mode has its say. */
async function deliver(way, first, listing) {
    const { start, gleap, errand, collected } = way;
    if (gleap === undefined)
        return { plan: first, operations: first.operations, outcomes: first.operations.map(planned), said: [] };
    const plan = errand.plansAgain === true && !start.inputs.dryRun ? await planAgain(gleap, errand, collected, first, listing) : first;
    const { operations, warnings } = await assignPeople(gleap, plan.operations);
    const said = [{ warnings, notes: [], permissions: [] }];
    if (start.inputs.dryRun)
        return { plan, operations, outcomes: operations.map(planned), said };
    const sent = await send(gleap, errand, operations, listing.inDoubt);
    const settled = await settle(way, sent);
    const done = { plan, operations, outcomes: [...sent, ...settled.outcomes], said };
    const last = errand.plansAgain === true && settled.listing !== undefined ? await finish(way, done, settled.listing) : done;
    return collected.after === undefined ? last : afterwards(gleap, errand, collected.after, last);
}
/** Of the ticket that people write in, if its text is to be written, what it says now: it may be another since it was listed. */
async function planAgain(gleap, { tag }, collected, plan, listing) {
    const written = plan.operations.flatMap((operation) => operation.key === tag && "changes" in operation && operation.changes.description !== undefined ? [operation.on.id] : []);
    if (written.length === 0)
        return plan;
    const now = new Map();
    // Whatever else keeps one from being read meets the write too, which says so.
    for (const ticket of listing.tickets)
        if (written.includes(ticket.id))
            now.set(ticket.id, await readAgain(gleap, ticket.id, [ticket]));
    const tickets = listing.tickets.flatMap((ticket) => now.get(ticket.id) ?? ticket);
    return collected.plan(tickets, { listingInDoubt: listing.inDoubt });
}
/** The ticket as it is now, with everything that lists may leave out; none where it is gone, `otherwise` where it cannot be read. */
async function readAgain(gleap, id, otherwise = []) {
    try {
        const { textless: _textless, ...ticket } = await readOne(gleap, id);
        return [{ ...ticket, id }];
    }
    catch (error) {
        if (error instanceof refusal/* Refusal */.P && error.status === 404)
            return [];
        if (error instanceof errors/* TicketError */.Fo)
            return otherwise;
        throw error;
    }
}
async function send(gleap, errand, operations, inDoubt) {
    const { progress: things, rereads = false, createsOnlyWhenCertain } = errand;
    const options = { rereads, ...(things === undefined ? {} : { onOutcome: progress(things, operations, console/* say */.cv) }) };
    if (createsOnlyWhenCertain === undefined || !inDoubt)
        return apply(gleap, operations, options);
    const rest = operations.filter(({ kind }) => kind !== "create");
    return [...failCreates(operations, createsOnlyWhenCertain.advice), ...(await apply(gleap, rest, options))];
}
/** After a create the ticket may turn out to be one of several, made at the same time by others, and is folded into the oldest. */
async function settle({ gleap, errand, collected }, sent) {
    const created = sent.flatMap(({ operation: { kind, key, label }, outcome, ticket }) => kind === "create" && outcome === "created" && ticket !== undefined ? [{ key, label, own: ticket.id }] : []);
    if (gleap === undefined || created.length === 0)
        return { outcomes: [] };
    // A race that cannot be seen now is settled by the next run.
    const ids = created.map(({ own }) => own);
    const listing = await listUntil(gleap, listOptions(errand), ids).catch(() => undefined);
    const context = { scope: errand.scope, run: collected.run, closed: errand.closed };
    const folds = (0,tickets_folds/* planFolds */.MI)(listing?.tickets ?? [], created, context);
    const outcomes = folds.length === 0 ? [] : await apply(gleap, folds);
    return { outcomes, ...(listing === undefined || folds.length > 0 ? {} : { listing }) };
}
/** What new tickets leave to be done: a link, or a list that was complete from the start. */
async function finish({ gleap, collected }, done, listing) {
    if (gleap === undefined)
        return done;
    const { warnings, notes = [] } = done.plan;
    // What waits for a later run is what the first plan left to it: new tickets are made once.
    const plan = { ...collected.plan(listing.tickets, { listingInDoubt: listing.inDoubt }), warnings, notes };
    const failed = new Set(done.outcomes.flatMap(({ operation, outcome }) => (outcome === "failed" ? [operation.key] : [])));
    const more = plan.operations.filter(({ kind, key }) => kind !== "leave" && kind !== "create" && !failed.has(key));
    if (more.length === 0)
        return { ...done, plan };
    return { ...done, plan, operations: [...done.operations, ...more], outcomes: [...done.outcomes, ...(await apply(gleap, more))] };
}
async function afterwards(gleap, { rereads = false }, after, done) {
    const { operations, ...said } = await after(done.outcomes);
    const outcomes = operations.length === 0 ? [] : await apply(gleap, operations, { rereads });
    return {
        ...done,
        outcomes: [...done.outcomes, ...outcomes],
        operations: [...done.operations, ...operations],
        said: [...done.said, said],
    };
}
/** Looks up whom new tickets are to go to. */
async function assignPeople(gleap, operations) {
    const lookUp = (0,people/* createDirectory */.c)(gleap);
    const warnings = new Set();
    const assigned = [];
    for (const operation of operations) {
        if (operation.kind !== "create" || operation.ticket.people === undefined) {
            assigned.push(operation);
            continue;
        }
        const { fields, warnings: unknown } = await lookUp(operation.ticket.people);
        for (const warning of unknown)
            warnings.add(warning);
        assigned.push({ ...operation, ticket: { ...operation.ticket, fields: { ...operation.ticket.fields, ...fields } } });
    }
    return { operations: assigned, warnings: [...warnings] };
}

// EXTERNAL MODULE: ./lib/network.js
var network = __nccwpck_require__(441);
// EXTERNAL MODULE: external "node:util/types"
var types_ = __nccwpck_require__(3429);
// EXTERNAL MODULE: ./node_modules/@actions/http-client/lib/index.js + 2 modules
var lib = __nccwpck_require__(6602);
;// CONCATENATED MODULE: ./lib/gleap/pacing.js
/** Gleap is said to allow 200 ticket requests a minute in a bucket of their own; a burst of 20 and 180 a minute stay within it. */
const BURST = 20;
const INTERVAL_MS = 60_000 / 180;
/**
 * A gate that lets the first 20 requests pass at once and then three a second, quiet time filling the burst up again.
 * It answers `false`, without waiting, when the turn would come after the deadline.
 */
function createPacer(deps, deadline) {
    // When the bucket will be full again: one number is the whole state of a leaky bucket (https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm).
    let full = Number.NEGATIVE_INFINITY;
    return async () => {
        const now = deps.now();
        const start = Math.max(full, now);
        const wait = start - (BURST - 1) * INTERVAL_MS - now;
        if (now + Math.max(0, wait) >= deadline.at)
            return false;
        full = start + INTERVAL_MS;
        if (wait > 0)
            await deps.sleep(wait);
        return deps.now() < deadline.at;
    };
}

;// CONCATENATED MODULE: ./lib/gleap/request.js





/** A page of 100 tickets is slow at Gleap but ends well below this; three tries must fit into the shortest usual step. */
const REQUEST_TIMEOUT_MS = 20_000;
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;
/**
 * Opens the connection to Gleap: `@actions/http-client` (proxies honoured, cheaper to start than `fetch`), connections kept alive, paced, each request
 * ended by its own timeout or the step's deadline, whichever comes first. Redirects are answers here: they are not followed, as the key would go along.
 */
function openWire(options) {
    const { deps, deadline } = options;
    // The library has no way to pass a signal; its handler sees the options of each request before it is sent, in the same tick as the call.
    let signal;
    const handler = {
        prepareRequest: (request) => void Object.assign(request, { signal }),
        canHandleAuthentication: () => false,
        handleAuthentication: () => Promise.reject(new Error("no authentication handler")),
    };
    const client = new lib/* HttpClient */.Qq(options.userAgent, [handler], { keepAlive: true, allowRedirects: false, allowRetries: false });
    client.userAgent = options.userAgent;
    const pace = createPacer(deps, deadline);
    let sent = 0;
    const exchange = async (call) => {
        const body = call.body === undefined ? null : JSON.stringify(call.body);
        if (!(await pace()))
            return { kind: "broken", how: "deadline", cause: new Error("the step's time is over") };
        const left = deadline.at - deps.now();
        const stop = new AbortController();
        const patience = call.patience?.ms ?? REQUEST_TIMEOUT_MS;
        const watch = startWatch(Math.min(left, patience), stop);
        try {
            sent += 1;
            signal = stop.signal;
            const sending = client.request(call.method, options.apiUrl + call.path, body, headersOf(options, body !== null));
            return await Promise.race([sending.then(({ message }) => receive(message)), watch.over]);
        }
        catch (error) {
            const cause = (0,types_.isNativeError)(error) ? error : new Error(String(error));
            const how = watch.rang() ? (left <= patience ? "deadline" : "timeout") : breakageOf(cause);
            return { kind: "broken", how, cause };
        }
        finally {
            watch.end();
        }
    };
    return { exchange, sent: () => sent, close: () => client.dispose() };
}
function headersOf(options, hasBody) {
    return {
        Authorization: `Bearer ${options.apiKey}`,
        Project: options.projectId,
        Accept: "application/json",
        ...(hasBody ? { "Content-Type": "application/json" } : {}),
    };
}
/** Ends a request for good: the signal frees the socket, and the race ends even where a proxy's tunnel has no socket to destroy yet. */
function startWatch(ms, stop) {
    let rang = false;
    let timer;
    const over = new Promise((_resolve, reject) => {
        timer = setTimeout(() => {
            rang = true;
            reject(new Error(`no complete answer within ${Math.round(ms)} ms`));
            stop.abort();
        }, ms);
    });
    over.catch(() => { });
    return { over, rang: () => rang, end: () => clearTimeout(timer) };
}
async function receive(message) {
    const chunks = [];
    let size = 0;
    for await (const chunk of message) {
        size += chunk.length;
        if (size > MAX_ANSWER_BYTES) {
            message.destroy();
            return { kind: "broken", how: "size", cause: new Error(`the answer is larger than ${MAX_ANSWER_BYTES} bytes`) };
        }
        chunks.push(chunk);
    }
    const text = Buffer.concat(chunks).toString("utf8").trim();
    return { kind: "answer", status: message.statusCode ?? 0, headers: message.headers, text, json: (0,json/* parseJson */.qF)(text) };
}
/** Names follow https://nodejs.org/api/errors.html#common-system-errors. */
function breakageOf(error) {
    const first = firstOf(error);
    const { code = "", syscall = "" } = first;
    if (code === "ENOTFOUND" || code === "EAI_AGAIN" || syscall === "getaddrinfo")
        return "dns";
    if (code === "ECONNREFUSED" || (syscall === "connect" && /^E(?:HOST|NET)UNREACH$/.test(code)))
        return "refused";
    if (code === "ETIMEDOUT")
        return "timeout";
    return (0,network/* hindranceOf */.q)(first) ?? "reset";
}
/** A host with several addresses fails with one error for each (https://nodejs.org/api/net.html#netsetdefaultautoselectfamilyvalue). */
function firstOf(error) {
    const first = "errors" in error && Array.isArray(error.errors) ? error.errors[0] : undefined;
    return (0,types_.isNativeError)(first) ? first : error;
}

;// CONCATENATED MODULE: ./lib/gleap/retry.js


/** What to do about an exchange that did not end well. The first row that has it counts; what no row has stops. */
const POLICY = [
    { on: [429], read: "wait", write: "wait", why: "Turned away before anything was done; it says itself when to come back." },
    { on: ["dns", "refused", "proxy-gone"], read: "again", write: "again", why: "Nothing reached Gleap, so nothing can be doubled." },
    { on: [408, "timeout", "reset"], read: "again", write: "look", why: "The request may have been carried out although no answer came." },
    { on: [409], read: "again", write: "look", why: "Gleap's database ran out of time (MaxTimeMSExpired); it may have written before." },
    { on: ["5xx"], read: "again", write: "look", why: "A proxy may give up on a request that the server behind it completes." },
    { on: ["unreadable"], read: "again", write: "look", why: "A truncated answer, or a page of something between us and Gleap." },
    {
        on: ["tls", "proxy-login", "proxy-refused", "size", "deadline"],
        read: "stop",
        write: "stop",
        why: "The same again would end the same.",
    },
];
const MAX_TRIES = 3;
const LEAST_WAIT_MS = 250;
const FIRST_WAIT_MS = 1_000;
/** Tries are few, so they are spread further than waits for a limit: a blip of some seconds is common when a service is deployed. */
const SPREAD = 3;
const LONGEST_WAIT_MS = 30_000;
/** Sends a GET until it is answered with JSON. Throws `TicketError` when that is not to be had within three tries and the deadline. */
async function read(road, call, purpose) {
    const result = await persist(road, call, purpose, "read", () => Promise.resolve(undefined));
    return result.kind === "answered" ? result.answer : result.found;
}
/**
 * Sends a POST or PUT. When it stays unclear whether it arrived, `look` is asked first (it answers what it found, or `undefined`), and only then it is
 * sent again. Throws `TicketError`; where the look-up fails as well the error says that the outcome is not known, and nothing is sent again.
 */
function write(road, call, purpose, look) {
    return persist(road, call, purpose, "write", look);
}
async function persist(road, call, purpose, kind, look) {
    const most = call.patience?.tries ?? MAX_TRIES;
    for (let tries = 1, waits = 0;;) {
        const exchange = await road.exchange(call);
        if (exchange.kind === "answer" && isUsable(exchange, kind))
            return { kind: "answered", answer: exchange };
        const step = stepFor(exchange, kind);
        const failure = (0,refusal/* errorOf */.M)(exchange, purpose, road.secrets);
        if (step === "stop" || (step === "again" && tries >= most))
            throw failure;
        const asked = step === "wait" ? retryAfter(exchange, road.deps.now()) : undefined;
        if (!(await pause(road, asked ?? backoff(step === "wait" ? 2 ** waits : SPREAD ** tries, road.deps.random()))))
            throw failure;
        if (step === "look") {
            const found = await lookAfter(failure, look);
            if (found !== undefined)
                return { kind: "found", found };
            if (tries >= most)
                throw failure;
        }
        if (step === "wait")
            waits += 1;
        else
            tries += 1;
    }
}
/** A write may be answered with nothing at all: Gleap documents the status, not the body. */
function isUsable(answer, kind) {
    return answer.status >= 200 && answer.status < 300 && (answer.json !== undefined || (kind === "write" && answer.text === ""));
}
function stepFor(exchange, kind) {
    const mark = markOf(exchange);
    return POLICY.find(({ on }) => on.includes(mark))?.[kind] ?? "stop";
}
function markOf(exchange) {
    if (exchange.kind === "broken")
        return exchange.how;
    if (exchange.status >= 500)
        return "5xx";
    return exchange.status >= 200 && exchange.status < 300 ? "unreadable" : exchange.status;
}
async function lookAfter(failure, look) {
    try {
        return await look();
    }
    catch (cause) {
        const message = `${failure.message} Looking it up failed as well, so whether it arrived is not known.`;
        throw new errors/* TicketError */.Fo(failure.code, message, "Look into Gleap, then run it again: what is there will be found and not doubled.", {
            cause,
        });
    }
}
async function pause(road, ms) {
    if (road.deps.now() + ms >= road.deadline.at)
        return false;
    await road.deps.sleep(ms);
    return true;
}
/** Exponential with full jitter (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/), but never at once. */
function backoff(factor, random) {
    return Math.max(LEAST_WAIT_MS, random * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * factor));
}
/** Milliseconds of a `Retry-After` header, given as seconds or as a date (https://www.rfc-editor.org/rfc/rfc9110#field.retry-after); only what lies ahead counts. */
function retryAfter(exchange, now) {
    const header = exchange.kind === "answer" ? exchange.headers["retry-after"]?.trim() : undefined;
    if (header === undefined || header === "")
        return undefined;
    const ms = /^\d+(?:\.\d+)?$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - now;
    return ms > 0 ? ms : undefined;
}

;// CONCATENATED MODULE: ./lib/gleap/connect.js




/** Prepares the connection; nothing is sent yet. Throws `TicketError` `INPUT` when the URL is not one that the key may be sent to. */
function connectGleap(options) {
    const apiUrl = checkedUrl(options.apiUrl);
    const wire = openWire({ ...options, apiUrl });
    const { projectId, deps, deadline, onSecret } = options;
    const road = { exchange: wire.exchange, deps, deadline, secrets: [options.apiKey] };
    return {
        projectId,
        deps,
        deadline,
        onSecret,
        read: (path, purpose, patience) => read(road, { method: "GET", path, ...(patience === undefined ? {} : { patience }) }, purpose),
        write: (call, purpose, look) => write(road, call, purpose, look),
        requests: wire.sent,
        close: wire.close,
    };
}
function checkedUrl(text) {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url === undefined ||
        !(0,network/* mayCarryCredentials */.x)(url) ||
        url.username !== "" ||
        url.password !== "" ||
        url.search !== "" ||
        url.hash !== "") {
        throw new errors/* TicketError */.Fo("INPUT", "The input `api-url` is not an address that the API key may be sent to.", "Give an https address without user, query and fragment, like https://api.gleap.io/v3; plain http is for loopback only.");
    }
    return `${url.origin}${url.pathname}`.replace(/\/+$/, "");
}

// EXTERNAL MODULE: ./lib/start.js + 13 modules
var start = __nccwpck_require__(9038);
// EXTERNAL MODULE: ./lib/tickets/ours.js
var ours = __nccwpck_require__(1658);
;// CONCATENATED MODULE: ./lib/road.js
/** What every mode does with what it found out: list what exists, plan, deliver, report. */








/** Lists, plans, applies and reports once. Delivery problems do not throw: they are outcomes, and what was to be sent is in the report. */
async function walk(start, errand) {
    const gleap = openGleap(start);
    try {
        const found = gleap === undefined ? Promise.resolve({ listing: { tickets: [], inDoubt: false } }) : find(gleap, errand);
        const collected = await errand.collect(found.then(({ listing }) => listing.tickets));
        const { listing, error } = await found;
        const first = collected.plan(listing.tickets, {
            listingInDoubt: listing.inDoubt,
            ...(error === undefined ? {} : { unlisted: true }),
        });
        const done = error === undefined
            ? await deliver({ start, gleap, errand, collected }, first, listing)
            : { plan: first, operations: first.operations, outcomes: failAll(first.operations, error), said: [] };
        const report = reportOf(errand, collected, done, saidBy(start, collected, done.plan, ...done.said));
        return done.plan.error === undefined ? { report } : { report, error: done.plan.error };
    }
    finally {
        gleap?.close();
    }
}
/** Whether a listing by this scope shows an open ticket. Without credentials there is none; where Gleap cannot be listed there may be one. */
async function hasOpen(start, scope, types) {
    const gleap = openGleap(start);
    if (gleap === undefined)
        return false;
    const { closed } = start.config.ticket;
    const options = { tag: scope, types, archived: false, belongs: isOurs, closed };
    const listing = await listTickets(gleap, options)
        .catch(() => undefined)
        .finally(gleap.close);
    return listing === undefined || listing.tickets.some((ticket) => (0,ours/* isOpen */.nT)(ticket, closed));
}
/** The connection to Gleap, where this run has credentials. */
function openGleap({ credentials, inputs, deps, deadline }) {
    if (credentials.kind !== "ready")
        return undefined;
    const { apiKey, projectId } = credentials;
    return connectGleap({ apiUrl: inputs.apiUrl, apiKey, projectId, userAgent: start/* USER_AGENT */._O, deps, deadline, onSecret: console/* mask */.dK });
}
function saidBy(start, collected, plan, ...others) {
    const all = [start, collected, { warnings: plan.warnings, notes: plan.notes ?? [], permissions: [] }, ...others];
    return {
        warnings: [...new Set(all.flatMap(({ warnings }) => warnings))],
        notes: [...new Set(all.flatMap(({ notes }) => notes))],
        permissions: [...new Set(all.flatMap(({ permissions }) => permissions))].toSorted(),
    };
}
async function find(gleap, errand) {
    try {
        return { listing: await withLinked(gleap, errand, await listTickets(gleap, listOptions(errand))) };
    }
    catch (error) {
        if (error instanceof errors/* TicketError */.Fo)
            return { listing: { tickets: [], inDoubt: false }, error };
        throw error;
    }
}
/** More links than any ticket of ours has. */
const MOST_LINKS = 20;
/** A listing by one key does not show whether the tickets that are linked to it are ours as well, so those are read. */
async function withLinked(gleap, { tag, scope }, listing) {
    if (tag === scope)
        return listing;
    const known = new Set(listing.tickets.map(({ id }) => id));
    const unknown = listing.tickets.flatMap(({ linked }) => linked.filter(({ id, tags }) => tags === undefined && !known.has(id)));
    const others = [];
    for (const id of new Set(unknown.slice(0, MOST_LINKS).map((link) => link.id)))
        others.push(...(await readAgain(gleap, id)));
    return { ...listing, tickets: [...listing.tickets, ...others] };
}


/***/ }),

/***/ 1562:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  e: () => (/* binding */ run)
});

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 19 modules
var core = __nccwpck_require__(8079);
// EXTERNAL MODULE: ./lib/errors.js
var lib_errors = __nccwpck_require__(452);
// EXTERNAL MODULE: ./lib/shell/console.js
var console = __nccwpck_require__(5179);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
;// CONCATENATED MODULE: external "node:os"
const external_node_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
;// CONCATENATED MODULE: ./lib/contract.js
/** Inputs and outputs of the action. This is the only place where they are written: `action.yml` and the tables of the README are rendered from here. */
const inputs = {
    "api-key": {
        description: "Gleap API key, from a secret. Needed unless `dry-run` is true or `mode` is `check`. On a pull request from a fork or by Dependabot, where there are no secrets, the step says so and succeeds.",
        secret: true,
    },
    "project-id": {
        description: "Id of the Gleap project that gets the tickets. Needed together with `api-key`.",
    },
    mode: {
        description: "What the step does: `failure` keeps tickets for failing jobs, `checklist` one for a release checklist, `triage` tickets for issues. `check` only validates config file, checklist and credentials, and writes nothing.",
        default: "failure",
    },
    config: {
        description: "Path of the config file in the repository. If the file is missing, the built-in defaults apply; a missing file that you named yourself is an error.",
        default: ".github/gleap.yml",
    },
    title: {
        description: "Template of the ticket's title. Wins over the config file.",
        otherwise: "from the config file",
    },
    description: {
        description: "Template of the ticket's description. Wins over the config file.",
        otherwise: "from the config file",
    },
    type: {
        description: "Type of a new ticket, for example `BUG`. Wins over the config file and its rules.",
        otherwise: "from the config file",
    },
    status: {
        description: "Status of a new ticket, for example `OPEN`. Wins over the config file and its rules.",
        otherwise: "from the config file",
    },
    priority: {
        description: "Priority of the ticket: `LOW`, `MEDIUM` or `HIGH`. Wins over the config file and its rules.",
        otherwise: "from the config file",
    },
    tags: {
        description: "Tags of the ticket, separated by commas or line breaks. They are added to those of the config file and its rules.",
        otherwise: "from the config file",
    },
    fields: {
        description: "Any other field of Gleap's `POST /tickets`, as a YAML mapping. Names and types are checked. `customData` and `formData` are merged key by key with what the action writes, and the action's own keys win.",
        otherwise: "from the config file",
    },
    needs: {
        description: "`toJSON(needs)` as an expression, in a last job that waits for the others: tells the action what became of them, with no permission at all.",
    },
    "log-file": {
        description: "Paths or globs of log files that the job itself wrote, one a line. Used where GitHub does not serve the job's log yet.",
    },
    "run-id": {
        description: "Mode `failure`: id of another workflow run to report, for example one that failed at start-up and fired no event.",
        otherwise: "from the event",
    },
    version: {
        description: "Mode `checklist`: the release that the list is for.",
        otherwise: "from the event",
    },
    "dry-run": {
        description: "`true` plans and prints, and sends nothing but GET requests. Without an `api-key` it plans as if there were no tickets, and says so.",
        default: "false",
    },
    "on-error": {
        description: "What a delivery problem does to the step, Gleap being unreachable or refusing the request: `fail`, `warn` or `ignore`. `auto` means `warn` in mode `failure` when no failure is known, else `fail`. Wrong inputs and config always fail.",
        default: "auto",
    },
    timeout: {
        description: "Seconds for the whole step. The last ones are kept for the report.",
        otherwise: "`90`; `600` in modes `checklist` and `triage`",
    },
    "api-url": {
        description: "Base address of the Gleap API. Only https, except on this machine itself.",
        default: "https://api.gleap.io/v3",
    },
    "github-token": {
        description: "Token that reads run, jobs, logs, commits, config file and issues.",
        default: "${{ github.token }}",
        secret: true,
    },
    "job-status": {
        description: "Leave this at its default: the action learns from it how the job it runs in stands.",
        default: "${{ job.status }}",
    },
    "job-id": {
        description: "Leave this at its default: the action learns from it which job it runs in.",
        default: "${{ job.check_run_id }}",
    },
    matrix: {
        description: "Leave this at its default: the action learns from it which matrix job it runs in.",
        default: "${{ toJSON(matrix) }}",
    },
};
const outputs = {
    outcome: {
        description: "What became of the ticket: `created`, `updated` (also by a note or a reopen), `closed`, `unchanged`, `skipped`, `planned` (dry run) or `failed`. With several tickets the first that occurs in the order failed, created, updated, closed, unchanged, skipped.",
    },
    "ticket-id": { description: "Gleap's id of the ticket; of the first one where there are several." },
    "ticket-number": { description: "The ticket's number as people see it in Gleap." },
    "ticket-url": { description: "Address of the ticket in the Gleap dashboard." },
    key: { description: "The tag by which the action finds the ticket again." },
    tickets: { description: "JSON array of all tickets: `{key, outcome, id, number, url, title}`." },
    "failed-jobs": { description: "JSON array of the failed jobs: `{name, id, conclusion, url, steps: [{name, number, conclusion, url}]}`." },
    plan: { description: "JSON array of the planned operations with the exact request bodies, without credentials." },
    "unsent-file": { description: "Path of a JSON file with what could not be delivered; empty when all was." },
    complete: {
        description: "Mode `checklist`: `true` when every item is done, else `false`; empty when that is not known, as Gleap could not be asked.",
    },
    "open-items": { description: "Mode `checklist`: how many items are still open; empty when that is not known." },
};
/** Every input by its name, in the order of the documentation. */
const INPUTS = inputs;
/** Every output by its name, in the order of the documentation. */
const OUTPUTS = outputs;
/** What `mode` may be. */
const MODES = ["failure", "checklist", "triage", "check"];
/** What `on-error` may be. */
const ON_ERROR = ["auto", "fail", "warn", "ignore"];

// EXTERNAL MODULE: ./lib/tickets/outcome.js
var outcome = __nccwpck_require__(1277);
// EXTERNAL MODULE: ./lib/tickets/text.js
var tickets_text = __nccwpck_require__(2782);
;// CONCATENATED MODULE: ./lib/shell/summary.js



/** GitHub drops a step summary of more than 1 MiB as a whole (https://docs.github.com/actions/reference/workflow-commands-for-github-actions). */
const MAX_BYTES = 1_000_000;
const MARKDOWN = /[\\`*_{}[\]()#+\-.!|~]/gu;
/**
 * Escaped by a backslash these would still be seen by what GitHub does with the text afterwards: mentions, links, formulas. A sign of an address is seen as
 * an entity too, and alone within an element it is not: https://github.com/github/cmark-gfm, `autolink.c`.
 */
const ENTITIES = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    "@": "<span>@</span>",
    ":": "&#58;",
    $: "&#36;",
};
/** Text of a stranger inside a Markdown line: no markup, no link, no mention, no line break, nothing that cannot be seen. */
function inline(text) {
    const line = (0,tickets_text/* cleanText */.X5)(text).replace(/\s+/gu, " ").trim();
    return line.replace(MARKDOWN, "\\$&").replace(/[&<>@:$]/gu, (sign) => ENTITIES[sign] ?? "");
}
/** Text of a stranger as a block that keeps its lines; within it GitHub looks for no mentions and no links. */
function block(text) {
    const safe = (0,tickets_text/* cleanText */.X5)(text).replace(/[&<>$]/gu, (sign) => ENTITIES[sign] ?? "");
    // An empty line would end the HTML block and let Markdown begin again.
    return `<pre>${safe.replaceAll("\n", "&#10;")}</pre>`;
}
function summary_link(text, url) {
    const plain = /^https?:\/\/[^\s<>"]+$/u.test(url) ? (0,tickets_text/* httpUrl */.q3)(url) : undefined;
    const href = plain?.replaceAll("$", "%24").replaceAll("|", "%7C").replaceAll("&", "&amp;");
    return href === undefined ? inline(text) : `<a href="${href}">${inline(text)}</a>`;
}
const WORDS = {
    created: "🆕 created",
    updated: "✏️ updated",
    closed: "✅ closed",
    unchanged: "unchanged",
    skipped: "skipped",
    planned: "📝 planned",
    failed: "❌ not delivered",
};
function ticketRow({ operation, outcome, ticket }) {
    const name = ticket?.number === undefined ? (ticket?.id ?? "") : `#${ticket.number}`;
    const title = ticket?.title ?? (operation.kind === "create" ? operation.ticket.title : operation.label);
    const why = "reason" in operation ? operation.reason : "";
    return `| ${ticket === undefined ? "" : summary_link(name, ticket.url)} | ${inline(title)} | ${WORDS[outcome]} | ${inline(why)} |`;
}
const MOST_ROWS = 50;
/** One row a ticket; of many, counts by what happened and the rows of those that something was done to first. That nothing was done and there is no ticket is said by the headline. */
function tickets(report) {
    const told = (0,outcome/* perTicket */.C)(report.outcomes).filter(({ operation, ticket }) => operation.kind !== "leave" || ticket !== undefined);
    if (told.length === 0)
        return [];
    const quiet = ({ outcome }) => Number(outcome === "unchanged" || outcome === "skipped");
    const rows = (told.length <= MOST_ROWS ? told : told.toSorted((one, other) => quiet(one) - quiet(other))).slice(0, MOST_ROWS);
    const more = told.length - rows.length;
    const head = ["| ticket | title | what happened | why |", "| --- | --- | --- | --- |"];
    const counts = more > 0 ? countTable(told) : [];
    return [...counts, ...head, ...rows.map(ticketRow), ...(more > 0 ? ["", `… and ${more} more.`] : []), ""];
}
function countTable(told) {
    const rows = Object.entries(WORDS).map(([kind, words]) => [words, told.filter(({ outcome }) => outcome === kind).length]);
    const lines = rows.flatMap(([words, count]) => (count === 0 ? [] : [`| ${words} | ${count} |`]));
    return ["| what happened | tickets |", "| --- | --- |", ...lines, ""];
}
/** Boxes as characters: a task list of a summary could be clicked, and would change nothing. */
function checklist({ checklist: list }) {
    if (list === undefined)
        return [];
    const sections = list.sections.flatMap(({ heading, items }) => [
        ...(heading === "" ? [] : [`**${inline(heading)}**`, ""]),
        ...items.map(itemLine),
        "",
    ]);
    return [`#### ${inline(list.title)}`, "", ...sections];
}
function itemLine({ text, depth, done, why, url }) {
    const reason = why === "" && url === "" ? "" : ` (${url === "" ? inline(why) : summary_link(why === "" ? "evidence" : why, url)})`;
    return `${"  ".repeat(depth)}- ${done ? "☑" : "☐"} ${inline(text)}${reason}`;
}
function problems(report) {
    if (report.problems.length === 0)
        return [];
    return ["#### To correct", "", ...report.problems.map((problem) => `- ${inline(problem)}`), ""];
}
function failedJobs(report) {
    if (report.failedJobs.length === 0)
        return [];
    const lines = report.failedJobs.slice(0, 50).map((job) => {
        const steps = job.steps.map((step) => summary_link(step.name, step.url)).join(", ");
        return `- ${summary_link(job.name, job.url)} (${inline(job.conclusion)})${steps === "" ? "" : `: ${steps}`}`;
    });
    const more = report.failedJobs.length - lines.length;
    return ["#### Failed jobs", "", ...lines, ...(more > 0 ? [`- … and ${more} more`] : []), ""];
}
function permissions(report) {
    if (report.permissions.length === 0)
        return [];
    return [
        "#### Permissions to add",
        "",
        "GitHub refused some requests. Add what is missing to the `permissions:` of the job; a new block takes away every scope that it does not name.",
        "",
        "```yaml",
        "permissions:",
        ...report.permissions.map((line) => `  ${line}`),
        "```",
        "",
    ];
}
function notes(report) {
    const redacted = report.redacted === 1 ? "1 secret was cut out" : `${report.redacted} secrets were cut out`;
    const lines = [...report.warnings, ...report.notes, ...(report.redacted > 0 ? [`${redacted} of logs and texts.`] : [])];
    return lines.length === 0 ? [] : ["#### Good to know", "", ...lines.map((note) => `- ${inline(note)}`), ""];
}
/** A whole ticket or note, so that a person can paste it into Gleap by hand; the exact request folded behind it. */
function whole(operation) {
    const lines = [`##### ${inline(operation.kind)}: ${inline(operation.title ?? operation.key)}`, ""];
    for (const { method, path, body } of operation.requests) {
        const fields = typeof body === "object" && body !== null ? body : {};
        const facts = ["type", "status", "priority", "tags"].filter((name) => fields[name] !== undefined);
        if (facts.length > 0)
            lines.push(facts.map((name) => `${name}: ${inline(String(fields[name]))}`).join(" · "), "");
        if (typeof fields["description"] === "string")
            lines.push(block(fields["description"]), "");
        const json = body === undefined ? "" : block(JSON.stringify(body, null, 2));
        lines.push(`<details><summary>${inline(`${method} ${path}`)}</summary>${json}</details>`, "");
    }
    return lines;
}
function undelivered(report) {
    const errors = report.outcomes.flatMap(({ error }) => (error === undefined ? [] : [error]));
    const told = [...new Set(errors.map(quoted))];
    if (report.unsent.length === 0 && told.length === 0)
        return [];
    return ["#### Not delivered to Gleap", "", ...told, "", ...report.unsent.flatMap(whole)];
}
/** What happened, and what to do. */
function quoted(error) {
    return `> ${inline(error instanceof lib_errors/* TicketError */.Fo ? `${error.message} ${error.next}` : error.message)}`;
}
function plan(report) {
    if (report.overall !== "planned")
        return [];
    return ["#### The plan", "", ...worthTelling(report.plan).flatMap(whole)];
}
/** The operations of a plan that a person wants to read: of very many only those that do something. */
function worthTelling(operations) {
    return operations.length <= MOST_ROWS ? operations : operations.filter(({ kind }) => kind !== "leave");
}
/**
 * The job summary as GitHub-flavoured Markdown: tickets with links, failed jobs and steps, what was left out and why, the plan of a dry
 * run, and whatever could not be delivered, whole. `error`: why the step fails although it has a report; it stands at the top. Everything in it that
 * strangers wrote is escaped.
 */
function summaryOf(report, error) {
    const sections = [
        [`### Gleap Ticket: ${inline(report.headline)}`, ""],
        error === undefined ? [] : [quoted(error), ""],
        tickets(report),
        checklist(report),
        problems(report),
        undelivered(report),
        failedJobs(report),
        permissions(report),
        notes(report),
        plan(report),
    ];
    return cutToBytes(sections.flat().join("\n"));
}
function cutToBytes(text) {
    const bytes = Buffer.from(text);
    if (bytes.length <= MAX_BYTES)
        return text;
    const kept = bytes.subarray(0, MAX_BYTES).toString().replace(/�$/u, "");
    const lastLine = kept.lastIndexOf("\n");
    return `${kept.slice(0, lastLine)}\n\n… cut: a job summary holds 1 MiB at most.\n`;
}

;// CONCATENATED MODULE: ./lib/shell/publish.js








/** Outputs of one step share 1 MB with their job, so a single one stays well below. */
const MAX_OUTPUT = 256_000;
const MAX_NOTICES = 10;
const MAX_TOLD = 50;
/** Writes a file that outlives the step; `undefined` where the runner has no place for it. */
function writeTemp(env, name, value) {
    for (const parent of [env["RUNNER_TEMP"], (0,external_node_os_namespaceObject.tmpdir)()]) {
        if (parent === undefined || parent === "")
            continue;
        try {
            const file = (0,external_node_path_.join)((0,external_node_fs_.mkdtempSync)((0,external_node_path_.join)(parent, "gleap-ticket-")), name);
            (0,external_node_fs_.writeFileSync)(file, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
            return file;
        }
        catch (error) {
            (0,console/* sayDebug */.B3)(`No file in ${parent}: ${String(error)}`);
        }
    }
    return undefined;
}
/** Writes what could not be delivered to a file, and answers its path; empty where no file can be written. */
function writeUnsent(env, unsent) {
    return unsent.length === 0 ? "" : (writeTemp(env, "unsent.json", unsent) ?? "");
}
/** Says where what was not delivered is, and how to keep the file: it goes with the job. */
function tellUnsent(unsent, file) {
    if (unsent.length === 0)
        return;
    (0,console/* say */.cv)(`Nothing is lost: what Gleap did not get is in the job summary${file === "" ? "." : ` and in ${file}.`}`);
    if (file === "")
        return;
    (0,console/* say */.cv)("The file goes with the job. To keep it, give this step `id: gleap` and put these two lines after it:");
    (0,console/* say */.cv)('  - { uses: actions/upload-artifact@v4, if: "${{ !cancelled() && steps.gleap.outputs.unsent-file }}",');
    (0,console/* say */.cv)('      with: { name: gleap-ticket-unsent, path: "${{ steps.gleap.outputs.unsent-file }}" } }');
}
function rowsOf(report) {
    // Nothing was done and there is no ticket: that is the outcome of the run, not of a ticket.
    const told = (0,outcome/* perTicket */.C)(report.outcomes).filter(({ operation, ticket }) => operation.kind !== "leave" || ticket !== undefined);
    return told.map(({ operation, outcome, ticket }) => ({
        key: operation.key,
        outcome,
        id: ticket?.id ?? "",
        number: ticket?.number ?? null,
        url: ticket?.url ?? "",
        title: ticket?.title ?? (operation.kind === "create" ? operation.ticket.title : ""),
    }));
}
/** A list as JSON that fits an output: over the limit, `slim` rows and the name of the file that has them whole. */
function bounded(env, name, rows, slim) {
    const whole = JSON.stringify(rows);
    if (Buffer.byteLength(whole) <= MAX_OUTPUT)
        return whole;
    const file = writeTemp(env, `${name}.json`, rows);
    const lines = [{ file: file ?? null, rows: rows.length, note: "too large for an output; the file has everything" }];
    let size = Buffer.byteLength(JSON.stringify(lines));
    for (const row of rows) {
        const line = slim(row);
        size += Buffer.byteLength(JSON.stringify(line)) + 1;
        if (size > MAX_OUTPUT)
            break;
        lines.push(line);
    }
    return JSON.stringify(lines);
}
/**
 * The outputs that follow from a report. Every declared output is set, empty where there is nothing to say, so that a later step never reads a stale value.
 */
function outputsOf(env, report, unsentFile) {
    const rows = rowsOf(report);
    const first = rows.find((row) => row.id !== "") ?? rows[0];
    const empty = Object.fromEntries(Object.keys(OUTPUTS).map((name) => [name, ""]));
    return {
        ...empty,
        outcome: report.overall,
        "ticket-id": first?.id ?? "",
        "ticket-number": first?.number?.toString() ?? "",
        "ticket-url": first?.url ?? "",
        key: first?.key ?? report.key,
        tickets: bounded(env, "tickets", rows, ({ title: _title, ...row }) => row),
        "failed-jobs": bounded(env, "failed-jobs", report.failedJobs, ({ steps: _steps, ...job }) => job),
        plan: bounded(env, "plan", report.plan, ({ requests, ...operation }) => ({
            ...operation,
            requests: requests.map(({ method, path }) => ({ method, path })),
        })),
        "unsent-file": unsentFile,
        ...report.outputs,
    };
}
/**
 * Sets the outputs, writes the job summary and leaves annotations: failed jobs as notices, missing permissions as one warning. `error`: why the step fails
 * although it has a report.
 */
async function publish(env, report, outputs, error) {
    for (const job of report.failedJobs.slice(0, MAX_NOTICES))
        (0,console/* notice */.lm)(failedJobText(job), "Failed job");
    for (const warning of report.warnings)
        (0,console/* warn */.R8)(warning);
    for (const note of report.notes)
        (0,console/* say */.cv)(note);
    if (report.permissions.length > 0)
        (0,console/* warn */.R8)(permissionsText(report));
    if (report.overall === "planned")
        worthTelling(report.plan).forEach(sayPlanned);
    for (const [name, value] of Object.entries(outputs))
        core/* setOutput */.uH(name, value);
    await writeSummary(env, report, error);
    // Without an outcome the step ends with an annotation that says the same: an error, or why it was skipped.
    if (report.outcomes.length > 0 || report.overall === "unchanged")
        (0,console/* say */.cv)(`Gleap Ticket: ${report.headline}`);
    sayTickets(rowsOf(report).filter((row) => row.url !== ""));
}
/** The tickets with their links; of very many only those that something was done to. */
function sayTickets(rows) {
    const told = rows.length <= MAX_TOLD ? rows : rows.filter(({ outcome }) => outcome !== "unchanged" && outcome !== "skipped");
    for (const { title, url } of told.slice(0, MAX_TOLD))
        (0,console/* say */.cv)(`  ${title}: ${url}`);
    const more = rows.length - Math.min(told.length, MAX_TOLD);
    if (more > 0)
        (0,console/* say */.cv)(`  … and ${more} more.`);
}
const ENDED = new Map([
    ["timed_out", "ran out of time"],
    ["cancelled", "was cancelled"],
    ["startup_failure", "could not start"],
]);
function failedJobText({ name, conclusion, steps }) {
    const where = steps.map((step) => `"${step.name}"`).join(", ");
    return `Job "${name}" ${ENDED.get(conclusion) ?? "failed"}${where === "" ? "" : ` in step ${where}`}`;
}
function permissionsText({ permissions, outcomes }) {
    const isRead = permissions.some((line) => line.endsWith(": read"));
    const less = isRead && outcomes.some(({ operation }) => operation.kind !== "leave") ? ", so the ticket says less than it could" : "";
    const lines = permissions.map((line) => `  ${line}`).join("\n");
    return `GitHub refused some ${isRead ? "reads" : "writes"}${less}. Add what is missing to the permissions of the job; a new block takes away every scope that it does not name:\npermissions:\n${lines}`;
}
/** One operation of a dry run, whole. */
function sayPlanned({ kind, title, key, reason, requests }) {
    (0,console/* say */.cv)(`Planned: ${kind} ${title ?? key}${reason === undefined ? "" : ` (${reason})`}`);
    for (const { method, path, body } of requests)
        (0,console/* say */.cv)(`${method} ${path}${body === undefined ? "" : `\n${JSON.stringify(body, null, 2)}`}`);
}
async function writeSummary(env, report, error) {
    if (!env["GITHUB_STEP_SUMMARY"])
        return (0,console/* sayDebug */.B3)("No job summary: the runner gives no file for it.");
    try {
        await core/* summary */.z.addRaw(summaryOf(report, error), true).write();
    }
    catch (cause) {
        // A summary that cannot be written must not decide over the step: the ticket is what counts.
        (0,console/* say */.cv)(`The job summary could not be written: ${cause instanceof Error ? cause.message : String(cause)}`);
    }
}

;// CONCATENATED MODULE: ./lib/ending.js
/** How a step ends: red, green with a warning, or green. */




/** The end of a run that has a report. A gate that is shut stays shut, whatever else went wrong and whatever `on-error` says. */
function endOf(report, error, ending) {
    if (report.overall === "skipped" && report.outcomes.length === 0)
        (0,console/* notice */.lm)(report.headline);
    const undelivered = report.overall === "failed" ? undeliveredOf(report) : undefined;
    if (error instanceof lib_errors/* GateError */.ue && undelivered !== undefined)
        explain(undelivered);
    if (error instanceof lib_errors/* GateError */.ue)
        return raise(error, ending, undelivered === undefined ? [] : [sentencesOf(undelivered)]);
    const cause = error ?? undelivered;
    if (cause !== undefined)
        raise(cause, ending);
}
function undeliveredOf({ outcomes }) {
    const errors = outcomes.flatMap((outcome) => (outcome.error === undefined ? [] : [outcome.error]));
    return errors[0] ?? new lib_errors/* TicketError */.Fo("INTERNAL", "Something was not delivered.", "Please report this as a defect of Gleap Ticket.");
}
/** The end of a run that has none: an error on the way. Outputs and summary say so too. */
async function fail(thrown, ending) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    const problems = error instanceof lib_errors/* ProblemsError */.FQ ? error.problems.map(({ where, what }) => `${where}: ${what}`) : [];
    const report = {
        mode: ending.inputs?.mode ?? "failure",
        overall: "failed",
        headline: sentencesOf(error),
        key: "",
        outcomes: [],
        plan: [],
        failedJobs: [],
        problems,
        warnings: [],
        notes: [],
        permissions: [],
        redacted: 0,
        unsent: [],
    };
    await publish(ending.env, report, outputsOf(ending.env, report, "")).catch((cause) => (0,console/* sayDebug */.B3)(String(cause)));
    raise(error, ending, problems);
}
/** Wrong inputs and config, and what the workflow asked to be stopped for, always fail the step; what could not be delivered does as `on-error` says. */
function raise(error, ending, problems = []) {
    explain(error);
    const message = (0,console/* printable */.g$)([sentencesOf(error), ...problems].join("\n"));
    const how = isMistake(error) ? "fail" : whatToDo(ending);
    if (how === "fail")
        core/* setFailed */.C1(message);
    else if (how === "warn")
        (0,console/* warn */.R8)(message);
    else
        (0,console/* say */.cv)(message);
}
function isMistake(error) {
    return error instanceof lib_errors/* GateError */.ue || (error instanceof lib_errors/* TicketError */.Fo && (error.code === "INPUT" || error.code === "CONFIG"));
}
/** `auto`: a reporter never turns a green run red. */
function whatToDo({ inputs, red }) {
    const onError = inputs?.onError ?? "auto";
    if (onError !== "auto")
        return onError;
    return inputs?.mode === "failure" && red !== true && !isRedByItself(inputs) ? "warn" : "fail";
}
/** What the inputs alone tell, for an error that came before anything was asked. */
function isRedByItself({ jobStatus, needs }) {
    return jobStatus === "failure" || Object.values(needs ?? {}).some(({ result }) => result === "failure");
}
function sentencesOf(error) {
    if (error instanceof lib_errors/* TicketError */.Fo)
        return `${error.message} ${error.next} (${error.code})`;
    return `Something unexpected happened: ${error.message}. Please report this as a defect of Gleap Ticket. (INTERNAL)`;
}
/** The chain of causes, for debug logging. */
function explain(error) {
    for (let cause = error, depth = 0; cause instanceof Error && depth < 10; depth += 1) {
        (0,console/* sayDebug */.B3)(cause.stack ?? cause.message);
        cause = cause.cause;
    }
}

// EXTERNAL MODULE: ./lib/gleap/fields.js
var fields = __nccwpck_require__(8770);
// EXTERNAL MODULE: ./lib/road.js + 14 modules
var road = __nccwpck_require__(7766);
// EXTERNAL MODULE: ./lib/tickets/variables.js
var variables = __nccwpck_require__(4248);
// EXTERNAL MODULE: ./lib/network.js
var network = __nccwpck_require__(441);
// EXTERNAL MODULE: ./lib/problem.js
var problem = __nccwpck_require__(7748);
// EXTERNAL MODULE: ./lib/tickets/nearest.js
var nearest = __nccwpck_require__(9495);
// EXTERNAL MODULE: ./lib/tickets/tags.js
var tickets_tags = __nccwpck_require__(6412);
// EXTERNAL MODULE: ./lib/tickets/templates.js + 3 modules
var templates = __nccwpck_require__(3582);
;// CONCATENATED MODULE: ./lib/shell/input-values.js
/** How the text of one input becomes a value. Pure: what is wrong comes back as a sentence. */






const LONGEST_TEXT = 200;
function wrong(expected, text, suggestion) {
    return { wrong: [(0,problem/* expectation */.pG)(expected, (0,problem/* shown */.SP)(text), suggestion)] };
}
/** Exactly the words that YAML 1.2 has for a boolean, as the runner's own toolkit reads them. */
function parseFlag(text) {
    if (["true", "True", "TRUE"].includes(text))
        return { value: true };
    if (["false", "False", "FALSE"].includes(text))
        return { value: false };
    return wrong("`true` or `false`", text, (0,nearest/* nearest */.p)(text, ["true", "false"]));
}
function parseChoice(text, names) {
    const value = names.find((name) => name === text);
    return value === undefined ? wrong((0,problem/* choice */.Yq)(names), text, (0,nearest/* nearest */.p)(text, names)) : { value };
}
/** A positive whole number of at most `digits` digits. */
function parseNumber(text, expected, digits) {
    return /^[1-9]\d*$/.test(text) && text.length <= digits ? { value: Number(text) } : wrong(expected, text);
}
/** One line of at most 200 characters. */
function parseLine(text) {
    if (text.length > LONGEST_TEXT)
        return wrong(`text of at most ${LONGEST_TEXT} characters`, text);
    return /\p{Cc}/u.test(text) ? wrong("one line of text", text) : { value: text };
}
function parseTemplate(text, known) {
    const problem = (0,templates/* checkTemplate */.BU)(text, known);
    return problem === undefined ? { value: text } : { wrong: [problem] };
}
/** Tags between commas or line breaks; empty ones are dropped, repeats too. */
function parseTags(text) {
    const tags = [
        ...new Set(text
            .split(/[,\r\n]/)
            .map((tag) => tag.trim())
            .filter((tag) => tag !== "")),
    ];
    const faults = tags.flatMap((tag) => {
        const expected = (0,tickets_tags/* tagExpectation */.f)(tag);
        return expected === undefined ? [] : [(0,problem/* expectation */.pG)(expected, (0,problem/* shown */.SP)(tag))];
    });
    return faults.length === 0 ? { value: tags } : { wrong: faults };
}
/** One entry a line. */
function parseLines(text) {
    return {
        value: text
            .split(/[\r\n]+/)
            .map((line) => line.trim())
            .filter((line) => line !== ""),
    };
}
/** What a header can carry; the message never quotes the text. */
function parseSecret(text) {
    if (/^bearer\s/i.test(text))
        return { wrong: [(0,problem/* expectation */.pG)("the key alone", "a key with `Bearer` before it")] };
    return /^[\x21-\x7e]+$/.test(text) ? { value: text } : { wrong: [(0,problem/* expectation */.pG)("a key without spaces and line breaks", "other text")] };
}
/** An id as it stands in an address or a header. */
function parseId(text) {
    return /^[\x21-\x7e]{1,200}$/.test(text) ? { value: text } : wrong("an id without spaces", text);
}
/** An https address; http only on this machine itself. The message never quotes credentials or a query. */
function parseUrl(text) {
    const expected = "an https address like `https://api.gleap.io/v3`";
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url === undefined)
        return { wrong: [(0,problem/* expectation */.pG)(expected, "text that is no address")] };
    if (url.username !== "" || url.password !== "")
        return { wrong: [(0,problem/* expectation */.pG)(expected, "an address with credentials in it")] };
    if (url.search !== "" || url.hash !== "")
        return { wrong: [(0,problem/* expectation */.pG)(expected, "an address with `?` or `#` in it")] };
    if (!(0,network/* mayCarryCredentials */.x)(url))
        return wrong(expected, text);
    return { value: url.href.replace(/\/+$/, "") };
}
const RESULTS = ["success", "failure", "cancelled", "skipped"];
/** `toJSON(needs)`: jobs by id with what became of them. `null` and `{}` are no jobs. */
function parseNeeds(text) {
    const expected = "`${{ toJSON(needs) }}`";
    const jobs = parseJson(text);
    if (jobs === null)
        return { value: undefined };
    if (!isMapping(jobs))
        return { wrong: [(0,problem/* expectation */.pG)(expected, jobs === undefined ? "text that is no JSON" : (0,problem/* shown */.SP)(jobs))] };
    const entries = [];
    const faults = [];
    for (const [id, job] of Object.entries(jobs)) {
        const said = isMapping(job) ? job["result"] : undefined;
        const result = RESULTS.find((name) => name === said);
        if (result === undefined)
            faults.push(`the result of ${(0,problem/* shown */.SP)(id)}: ${(0,problem/* expectation */.pG)((0,problem/* choice */.Yq)(RESULTS), (0,problem/* shown */.SP)(said))}`);
        else
            entries.push([id, { result }]);
    }
    if (faults.length > 0)
        return { wrong: faults };
    return { value: entries.length === 0 ? undefined : Object.fromEntries(entries) };
}
/** `toJSON(matrix)`: a mapping, or `null` outside a matrix. */
function parseMatrix(text) {
    const matrix = parseJson(text);
    if (matrix === null)
        return { value: undefined };
    if (isMapping(matrix))
        return { value: matrix };
    return { wrong: [(0,problem/* expectation */.pG)("`${{ toJSON(matrix) }}`", matrix === undefined ? "text that is no JSON" : (0,problem/* shown */.SP)(matrix))] };
}
/** The `fields` input: a YAML mapping whose names and types are checked. The parser is loaded here, as few workflows have the input. */
async function parseFields(text) {
    const { parseYaml } = await Promise.all(/* import() */[__nccwpck_require__.e(624), __nccwpck_require__.e(767)]).then(__nccwpck_require__.bind(__nccwpck_require__, 8767));
    const document = parseYaml(text);
    if (!document.ok)
        return { wrong: [`line ${document.place.line}, column ${document.place.column}: the text ${document.what}`] };
    const { value } = document;
    if (value === null)
        return { value: {} };
    if (!isMapping(value))
        return { wrong: [(0,problem/* expectation */.pG)("a YAML mapping", (0,problem/* shown */.SP)(value))] };
    const line = (name) => `line ${document.place([name], "key").line}: \`${(0,problem/* keyText */.Pu)(name)}\``;
    const own = Object.keys(value).filter((name) => fields/* HAVE_INPUTS */.Lb.includes(name));
    const faults = (0,fields/* checkFields */.oA)(value).filter(({ name }) => !own.includes(name));
    const sentences = [
        ...own.map((name) => `${line(name)} has an input of its own; write it there`),
        ...faults.map(({ name, expected, found, suggestion }) => `${line(name)}: ${(0,problem/* expectation */.pG)(expected, found, suggestion)}`),
    ];
    return sentences.length === 0 ? { value } : { wrong: sentences };
}
function parseJson(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
function isMapping(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

;// CONCATENATED MODULE: ./lib/shell/inputs.js




/**
 * Reads every input (`INPUT_*` of the environment, as the runner hands them over). Secrets are masked before anything else is written.
 * All problems are collected; none is thrown.
 */
async function readInputs() {
    maskSecrets();
    const problems = [];
    const accept = (name, parsed) => {
        if ("value" in parsed)
            return parsed.value;
        problems.push(...parsed.wrong.map((what) => ({ where: name, what })));
        return undefined;
    };
    const take = (name, parse) => (textOf(name) === "" ? undefined : accept(name, parse(textOf(name))));
    const fields = textOf("fields") === "" ? undefined : accept("fields", await parseFields(textOf("fields")));
    const mode = take("mode", (text) => parseChoice(text, MODES)) ?? "failure";
    const path = take("config", parseLine) ?? INPUTS.config.default ?? "";
    // Kept although they may be wrong, so that nobody reports them as missing too.
    take("api-key", parseSecret);
    take("project-id", parseId);
    const inputs = {
        apiKey: textOf("api-key"),
        projectId: textOf("project-id"),
        mode,
        config: { path, named: path !== INPUTS.config.default },
        ...takeTicket(take, mode),
        tags: take("tags", parseTags) ?? [],
        fields: fields ?? {},
        ...takeRun(take),
        logFiles: take("log-file", parseLines) ?? [],
        dryRun: take("dry-run", parseFlag) ?? false,
        onError: take("on-error", (text) => parseChoice(text, ON_ERROR)) ?? "auto",
        timeoutSeconds: take("timeout", (text) => parseNumber(text, "a whole number of seconds from 1 to 99999", 5)) ?? defaultTimeout(mode),
        apiUrl: take("api-url", parseUrl) ?? "",
        githubToken: take("github-token", parseSecret) ?? "",
        jobStatus: take("job-status", (text) => parseChoice(text, ["success", "failure", "cancelled"])) ?? "",
    };
    return { inputs, problems: inOrder(problems) };
}
function takeTicket(take, mode) {
    const known = mode === "check" ? undefined : variables/* VARIABLES */.u[mode].map(({ name }) => name);
    // `check` has no templates of its own, so there is nothing to compare with.
    const parse = (text) => (known === undefined ? { value: text } : parseTemplate(text, known));
    return given({
        title: take("title", parse),
        description: take("description", parse),
        type: take("type", parseLine),
        status: take("status", parseLine),
        priority: take("priority", (text) => parseChoice(text, ["LOW", "MEDIUM", "HIGH"])),
    });
}
function takeRun(take) {
    return given({
        needs: take("needs", parseNeeds),
        runId: take("run-id", (text) => parseNumber(text, "the number of a run", 15)),
        version: take("version", parseLine),
        jobId: take("job-id", (text) => parseNumber(text, "the number of a job", 15)),
        matrix: take("matrix", parseMatrix),
    });
}
/** The secret as it is, without white space around it, and each of its lines: the runner masks what it is told, letter by letter. */
function maskSecrets() {
    const names = Object.keys(INPUTS).filter((name) => INPUTS[name].secret === true);
    for (const name of names) {
        const text = core/* getInput */.V4(name, { trimWhitespace: false });
        const forms = new Set([text, text.trim(), ...text.split(/\r\n|\n|\r/).map((line) => line.trim())]);
        for (const form of forms)
            if (form.trim() !== "")
                core/* setSecret */.Pq(form);
    }
}
/** The input, or its default where that is plain text: an expression is the runner's to evaluate. */
function textOf(name) {
    const text = core/* getInput */.V4(name);
    const otherwise = INPUTS[name].default ?? "";
    return text === "" && !otherwise.includes("${{") ? otherwise : text;
}
function defaultTimeout(mode) {
    return mode === "checklist" || mode === "triage" ? 600 : 90;
}
function given(values) {
    return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
/** In the order of the documentation, whatever order they were found in. */
function inOrder(problems) {
    const names = Object.keys(INPUTS);
    return problems.toSorted((one, other) => names.indexOf(one.where) - names.indexOf(other.where));
}

// EXTERNAL MODULE: ./lib/start.js + 13 modules
var start = __nccwpck_require__(9038);
;// CONCATENATED MODULE: ./lib/run.js







const real = {
    env: process.env,
    now: Date.now,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    random: Math.random,
};
/** Runs the action once. It does not throw: an error becomes the step's one failure, or what `on-error` makes of it. */
async function run(deps = real) {
    const began = deps.now();
    const ending = { env: deps.env, red: undefined };
    try {
        const { inputs, problems } = await readInputs();
        ending.inputs = inputs;
        for (const token of fields/* SHARE_TOKENS */.NB.map((name) => inputs.fields[name]))
            if (typeof token === "string" && token !== "")
                (0,console/* mask */.dK)(token);
        const started = await (0,start/* start */.ni)(deps, inputs, problems, began);
        const { report, error } = await reportOf(started, ending);
        const unsentFile = writeUnsent(deps.env, report.unsent);
        await publish(deps.env, report, outputsOf(deps.env, report, unsentFile), error);
        endOf(report, error, ending);
        tellUnsent(report.unsent, unsentFile);
    }
    catch (error) {
        await fail(error, ending);
    }
}
async function reportOf(started, ending) {
    const { inputs, credentials } = started;
    if (credentials.kind === "skip")
        return { report: skipped(inputs.mode, "", credentials.notice, { warnings: [], notes: [], permissions: [] }) };
    if (inputs.mode === "check")
        return (await __nccwpck_require__.e(/* import() */ 840).then(__nccwpck_require__.bind(__nccwpck_require__, 9840))).check(started);
    const errand = await errandOf(inputs.mode, started, ending);
    if (!("skipped" in errand))
        return (0,road/* walk */.GG)(started, errand);
    const permissions = [...started.permissions, ...errand.permissions];
    return { report: skipped(inputs.mode, errand.key, errand.skipped, { ...started, permissions }) };
}
/** Each mode is loaded only where it is asked for. */
async function errandOf(mode, started, ending) {
    if (mode === "checklist")
        return (await Promise.all(/* import() */[__nccwpck_require__.e(243), __nccwpck_require__.e(624), __nccwpck_require__.e(353), __nccwpck_require__.e(75), __nccwpck_require__.e(893), __nccwpck_require__.e(864)]).then(__nccwpck_require__.bind(__nccwpck_require__, 2864))).checklistErrand(started);
    if (mode === "triage")
        return (await Promise.all(/* import() */[__nccwpck_require__.e(243), __nccwpck_require__.e(75), __nccwpck_require__.e(686)]).then(__nccwpck_require__.bind(__nccwpck_require__, 3686))).triageErrand(started);
    const { failureErrand } = await Promise.all(/* import() */[__nccwpck_require__.e(75), __nccwpck_require__.e(68)]).then(__nccwpck_require__.bind(__nccwpck_require__, 2068));
    return failureErrand(started, {
        onRed: () => {
            ending.red = true;
        },
        hasOpen: (scope, types) => (0,road/* hasOpen */.D4)(started, scope, types),
        configGaps: (sha) => (0,start/* hiddenConfigGaps */.s6)(started, sha),
    });
}
function skipped(mode, key, reason, { warnings, notes, permissions }) {
    return {
        mode,
        overall: "skipped",
        headline: reason,
        key,
        outcomes: [],
        plan: [],
        failedJobs: [],
        problems: [],
        warnings,
        notes,
        permissions,
        redacted: 0,
        unsent: [],
    };
}


/***/ }),

/***/ 5179:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   B3: () => (/* binding */ sayDebug),
/* harmony export */   R8: () => (/* binding */ warn),
/* harmony export */   cv: () => (/* binding */ say),
/* harmony export */   dK: () => (/* binding */ mask),
/* harmony export */   g$: () => (/* binding */ printable),
/* harmony export */   lm: () => (/* binding */ notice)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8079);
/* harmony import */ var _tickets_text_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(2782);


// Marks, format characters and the like count for nothing where the runner compares text by culture
// (https://learn.microsoft.com/dotnet/standard/base-types/string-comparison-net-5-plus).
const COMMAND = /^([^\p{L}\p{N}\p{P}\p{S}]*:)(?=[\p{M}\p{C}]*:)/u;
const OLD_COMMAND = /(#[\p{M}\p{C}]*#)(?=[\p{M}\p{C}]*\[)/gu;
/**
 * Makes text safe to print on the runner's log: no escape sequences, controls (tabs stay), bidirectional or invisible characters, and no line that
 * could be taken for a workflow command. The runner reads `::name::` at the start of a line and `##[name]` anywhere in it
 * (https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs), so both are broken with a visible space.
 */
function printable(text) {
    return text
        .split(/\r\n|\r|\n/)
        .map((line) => (0,_tickets_text_js__WEBPACK_IMPORTED_MODULE_1__/* .cleanLine */ .Ow)(line).replace(COMMAND, "$1 ").replace(OLD_COMMAND, "$1 "))
        .join("\n");
}
/** One or more plain lines on the step's log. */
function say(text) {
    _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .info */ .pq(printable(text));
}
/** A line that is shown only when the workflow runs with debug logging. */
function sayDebug(text) {
    _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .debug */ .Yz(printable(text));
}
/** A notice on the run's page. */
function notice(text, title = "Gleap Ticket") {
    _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .notice */ .lm(printable(text), { title });
}
/** A warning on the run's page. */
function warn(text) {
    _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .warning */ .$e(printable(text), { title: "Gleap Ticket" });
}
/** Tells the runner to hide a value in everything that is printed from now on. */
function mask(secret) {
    _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .setSecret */ .Pq(secret);
}


/***/ }),

/***/ 9038:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  _O: () => (/* binding */ USER_AGENT),
  s6: () => (/* binding */ hiddenConfigGaps),
  ni: () => (/* binding */ start)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __nccwpck_require__(452);
// EXTERNAL MODULE: ./node_modules/@actions/http-client/lib/index.js + 2 modules
var lib = __nccwpck_require__(6602);
// EXTERNAL MODULE: ./lib/network.js
var network = __nccwpck_require__(441);
;// CONCATENATED MODULE: ./lib/github/refusal.js
/** What to do when GitHub does not answer with what was asked for. Pure: a failure goes in, words and a waiting time come out. */
/** A rate limit that lasts longer is not waited for: the ticket goes out with what is known. */
const SHORT_WAIT_MS = 10_000;
/** Without any word from the server a secondary limit lasts a minute: https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api */
const SECONDARY_LIMIT_MS = 60_000;
/** A stranger's sentence, fit for a log line: one line, no control or bidirectional characters, 200 characters. */
function saying(message) {
    const clean = message
        .toWellFormed()
        .replace(/[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}]+/gu, " ")
        .replace(/ +/g, " ")
        .trim();
    return clean.length > 200 ? `${clean.slice(0, 199).toWellFormed()}…` : clean;
}
const HINDRANCES = {
    tls: [
        "its certificate is not trusted here",
        "set NODE_EXTRA_CA_CERTS to the file of the CA certificate of the company or of its proxy for the step",
    ],
    "proxy-login": ["the proxy wants a user name and a password, or others than it got", "check HTTPS_PROXY of this runner"],
    "proxy-refused": ["the proxy did not open the way to it", "have the proxy of HTTPS_PROXY allow GitHub's hosts, or name them in NO_PROXY"],
    "proxy-gone": ["the proxy could not be reached, or does not reach it", "check HTTPS_PROXY and NO_PROXY of this runner"],
    redirect: [
        "its API redirects out of itself or round in circles, and the token is not sent on",
        "check what stands between this runner and GitHub",
    ],
};
/** What keeps every request from its server is said once and not of each thing that could not be read. `who`: GitHub, or its log storage. */
function hinderedDetail(hindrance, message, who = "GitHub") {
    const [what, next] = HINDRANCES[hindrance];
    return `${who} cannot be asked from here: ${what} (${saying(message)}); ${next}.`;
}
/** Milliseconds that `retry-after` (seconds or date) or a spent rate limit asks for; `undefined` when neither is there. */
function askedPause(failure, now) {
    const after = failure.headers["retry-after"];
    if (after !== undefined) {
        const ms = /^\d+$/.test(after) ? Number(after) * 1000 : Date.parse(after) - now;
        if (!Number.isNaN(ms))
            return Math.max(ms, 0);
    }
    if (failure.headers["x-ratelimit-remaining"] !== "0")
        return undefined;
    const reset = Number(failure.headers["x-ratelimit-reset"]) * 1000 - now;
    return Number.isNaN(reset) ? SECONDARY_LIMIT_MS : Math.max(reset, 0);
}
function limited(failure, about) {
    const pause = askedPause(failure, about.now);
    const secondary = /secondary rate limit|abuse detection/i.test(failure.message);
    if (failure.status !== 429 && !(failure.status === 403 && (pause !== undefined || secondary)))
        return undefined;
    const wait = pause ?? SECONDARY_LIMIT_MS;
    const detail = `GitHub's rate limit kept us from ${about.deed === "read" ? "reading" : "writing"} ${about.what} (${failure.status}, free again in ${Math.ceil(wait / 1000)} s).`;
    const refused = { ok: false, why: "limited", detail };
    return wait <= SHORT_WAIT_MS ? { refused, wait } : { refused, rest: wait };
}
/** For a reader who never saw the API: the step may not do it, and what is missing. A 403 for another reason says that reason too. */
function forbidden({ status }, { deed, what, permission }, said) {
    if (permission === undefined) {
        return {
            refused: { ok: false, why: "forbidden", detail: `GitHub refused to ${deed} ${what} (${status}${said === "" ? "" : `: ${said}`}).` },
        };
    }
    const missing = `\`${permission}\` is missing`;
    const other = said === "" || /^Resource not accessible by/i.test(said) ? missing : `${missing}, or: ${said}`;
    const detail = status === 404 ? `GitHub does not show ${what}: nothing is there, or ${missing}.` : `The step may not ${deed} ${what} (${other}).`;
    return { refused: { ok: false, why: "forbidden", permission, detail } };
}
/**
 * Judges one failed request.
 *
 * | answer | reading | again? |
 * | --- | --- | --- |
 * | 429, 403 with a spent limit, `retry-after` or "secondary rate limit" | `limited` | after the time asked for, if that is at most 10 s |
 * | 401 | `forbidden`: no permission helps, the token itself is bad | no |
 * | 403 to a write, "locked" | `missing`: this one thing takes no comment | no |
 * | 403 | `forbidden` | no |
 * | 404 | `missing` where access is proven, else `forbidden`: GitHub hides what a token may not see | no |
 * | 408, 5xx, no usable answer | `unavailable` | yes, with jitter |
 * | a certificate, a proxy, a redirect elsewhere | `unavailable` | no: the same again would end the same |
 * | other 4xx | `missing`: GitHub has nothing under these words (409 empty repository, 410 expired, 422 no such commit) | no |
 * | 3xx to a write | `missing`: it is not sent to another address | no |
 */
function judge(failure, about) {
    const { refused, ...times } = reading(failure, about);
    return { refused: failure.status === 0 ? refused : { ...refused, status: failure.status }, ...times };
}
function reading(failure, about) {
    if (failure.hindrance !== undefined)
        return { refused: { ok: false, why: "unavailable", detail: hinderedDetail(failure.hindrance, failure.message) } };
    const limit = limited(failure, about);
    if (limit !== undefined)
        return limit;
    const said = saying(failure.message);
    if (failure.status === 401) {
        const detail = `GitHub did not accept the token for ${about.what} (401); check the input \`github-token\`.`;
        return { refused: { ok: false, why: "forbidden", detail } };
    }
    const isLocked = about.deed === "write" && /\blocked\b/i.test(said);
    if (failure.status === 403 && !isLocked)
        return forbidden(failure, about, said);
    if (failure.status === 404 && !about.proven)
        return forbidden(failure, about, "nothing is there, or this token may not see it");
    if (failure.status >= 300 && failure.status < 500 && failure.status !== 408) {
        return {
            refused: {
                ok: false,
                why: "missing",
                detail: `GitHub ${about.deed === "read" ? "has not got" : "did not take"} ${about.what} (${failure.status}${said === "" ? "" : `: ${said}`}).`,
            },
        };
    }
    const status = failure.status === 0 ? "" : `${failure.status}: `;
    const refused = {
        ok: false,
        why: "unavailable",
        detail: `GitHub could not be asked ${about.deed === "read" ? "for" : "to write"} ${about.what} (${status}${said}).`,
    };
    const pause = askedPause(failure, about.now) ?? 500 * 2 ** about.tries * (0.5 + about.random);
    return pause <= SHORT_WAIT_MS ? { refused, wait: pause } : { refused };
}

// EXTERNAL MODULE: ./lib/payload.js
var lib_payload = __nccwpck_require__(5793);
;// CONCATENATED MODULE: ./lib/github/exchange.js
/** One request and its answer, as Node has them; what they mean is for `wire.ts`. */


/** An error's body is read so far to find what GitHub says in it. */
const SAID_BYTES = 64 * 1024;
/**
 * Sends requests to GitHub, one answer each, redirects not followed; a question with a body is a write. `@actions/http-client`, which Gleap is spoken to
 * with as well: `fetch`, and octokit above it, would be loaded beside it and take a quarter of the time of a usual step (`node bench/step.mjs`).
 */
function openExchange({ userAgent, token }) {
    // The library has no way to pass a signal; its handler sees the options of each request before it is sent, in the same tick as the call.
    let ends;
    const handler = {
        prepareRequest: (request) => void Object.assign(request, { signal: ends }),
        canHandleAuthentication: () => false,
        handleAuthentication: () => Promise.reject(new Error("no authentication handler")),
    };
    const client = new lib/* HttpClient */.Qq(userAgent, [handler], { keepAlive: true, allowRedirects: false, allowRetries: false });
    client.userAgent = userAgent;
    return async (url, question, signal) => {
        const body = question.body === undefined ? null : JSON.stringify(question.body);
        const headers = {
            accept: question.accept ?? "application/vnd.github+json",
            authorization: `Bearer ${token}`,
            "x-github-api-version": "2022-11-28",
            ...(body === null ? {} : { "content-type": "application/json" }),
        };
        ends = signal;
        const { message } = await client.request(body === null ? "GET" : "POST", url, body, headers);
        return message;
    };
}
/** What GitHub says in the body of a refusal: `message` of its JSON. */
async function saidIn(message) {
    const parts = [];
    let size = 0;
    for await (const part of message) {
        parts.push(part);
        size += part.length;
        if (size > SAID_BYTES)
            break;
    }
    try {
        const said = (0,lib_payload/* fieldsOf */.Pf)(JSON.parse(Buffer.concat(parts).toString("utf8")))?.message;
        return typeof said === "string" ? said : "";
    }
    catch {
        return "";
    }
}
/** The headers of an answer, each as one text. */
function headersOf(message) {
    const entries = Object.entries(message.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value]);
    return Object.fromEntries(entries);
}
/**
 * Ends with an error when the signal does, also where no socket is there yet that it could close. Nothing hangs on the signal afterwards: it lives until
 * its time is over, and would keep every answer until then.
 */
function unless(signal, work) {
    return new Promise((resolve, reject) => {
        const end = () => reject(new Error("no complete answer in time"));
        const over = () => signal.removeEventListener("abort", end);
        signal.addEventListener("abort", end, { once: true });
        void work.then(resolve, reject).finally(over);
    });
}

;// CONCATENATED MODULE: ./lib/github/wire.js
/** One request to the GitHub API: headers, time, tries, and the reading of refusals. */



const TRIES = 3;
/** A single answer that takes longer is given up, and asked for again while there is time. */
const ANSWER_MS = 20_000;
const MOST_REDIRECTS = 3;
const UNSAFE = "GitHub is not asked: GITHUB_API_URL is no https address, and over plain http the token could be read on its way.";
/** A repository's own address, by its name or its number: where GitHub redirects to when it was renamed. What lies beside it is no part of the API. */
function isOfApi(target, apiUrl) {
    return ["repos", "repositories"].some((part) => target?.href.startsWith(`${new URL(apiUrl).href.replace(/\/$/, "")}/${part}/`));
}
/** The whole body as text; throws when it breaks off. */
async function bodyText(reply) {
    const parts = [];
    for await (const part of reply.body ?? [])
        parts.push(part);
    return Buffer.concat(parts).toString("utf8");
}
/** The whole body as JSON; throws when it is none. */
async function bodyJson(reply) {
    return JSON.parse(await bodyText(reply));
}
function queryOf(query) {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(query ?? {}))
        if (value !== undefined)
            search.set(name, String(value));
    return search.size === 0 ? "" : `?${search.toString()}`;
}
/** Opens the wire; nothing is sent before the first question. */
function openWire(connection) {
    const { deps, token } = connection;
    let { deadline } = connection;
    const proof = new Set();
    let sent = 0;
    const exchange = openExchange(connection);
    // What keeps one request from GitHub keeps all of them: a certificate or a proxy to the end, a limit until it is over. Who goes on asking then may be
    // shut out: https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
    let closed;
    const home = URL.parse(connection.apiUrl);
    const left = () => deadline.at - deps.now();
    const proven = (permission) => connection.publicRepository === true || permission === undefined || proof.has(permission);
    async function send(question) {
        const nothing = { status: 0, headers: {} };
        const patience = question.slow === true ? left() : Math.min(left(), ANSWER_MS);
        const signal = AbortSignal.timeout(Math.max(1, Math.round(patience)));
        let url = `${connection.apiUrl}/repos/${connection.repository}${question.path}${queryOf(question.query)}`;
        try {
            for (let hops = 0;; hops += 1) {
                sent += 1;
                const message = await unless(signal, exchange(url, question, signal));
                const [status, headers] = [message.statusCode ?? 0, headersOf(message)];
                // Whatever stands between could quote the request.
                if (status >= 400)
                    return { failure: { status, headers, message: (await unless(signal, saidIn(message))).replaceAll(token, "***") } };
                const target = headers["location"] ? URL.parse(headers["location"], url) : null;
                const leaves = question.redirect === "manual" || (question.redirect === "storage" && !isOfApi(target, connection.apiUrl));
                if (leaves || status < 300) {
                    const value = await unless(signal, question.take({ status, headers, body: message }));
                    return value === undefined ? { failure: { ...nothing, message: "the answer is not what GitHub sends" } } : { value };
                }
                message.resume();
                if (question.body !== undefined)
                    return { failure: { status, headers: {}, message: "it was sent on to another address, and a write is not" } };
                // On a server of one origin other pages than its API may be anybody's.
                if (target === null || !isOfApi(target, connection.apiUrl) || hops === MOST_REDIRECTS)
                    return {
                        failure: { ...nothing, message: target === null ? "no address" : `${target.origin}${target.pathname}`, hindrance: "redirect" },
                    };
                url = target.href;
            }
        }
        catch (error) {
            const hindrance = (0,network/* hindranceOf */.q)(error);
            const failure = { ...nothing, message: error instanceof Error ? error.message : "no answer" };
            return { failure: hindrance === undefined ? failure : { ...failure, hindrance } };
        }
    }
    async function ask(question) {
        if (home === null || !(0,network/* mayCarryCredentials */.x)(home))
            return { ok: false, why: "unavailable", detail: UNSAFE };
        const deed = question.body === undefined ? "read" : "write";
        if (token === "")
            return {
                ok: false,
                why: "forbidden",
                detail: `There is no token to ${deed} ${question.what} with; set the input \`github-token\`.`,
            };
        for (let tries = 0;; tries += 1) {
            if (left() <= 0)
                return { ok: false, why: "unavailable", detail: `No time was left to ${deed} ${question.what}.` };
            const result = closed !== undefined && deps.now() < closed.until ? closed : await send(question);
            if ("value" in result) {
                if (question.permission !== undefined)
                    proof.add(question.permission);
                return { ok: true, value: result.value };
            }
            const { what, permission } = question;
            const verdict = judge(result.failure, {
                deed,
                what,
                permission,
                proven: proven(permission),
                tries,
                now: deps.now(),
                random: deps.random(),
            });
            const { hindrance } = result.failure;
            if (hindrance !== undefined && hindrance !== "redirect")
                closed = { ...result, until: Number.POSITIVE_INFINITY };
            if (verdict.rest !== undefined && result !== closed)
                closed = { ...result, until: deps.now() + verdict.rest };
            const unclear = question.once === true && verdict.refused.why !== "limited";
            if (unclear || verdict.wait === undefined || tries + 1 >= TRIES || verdict.wait >= left())
                return verdict.refused;
            await deps.sleep(verdict.wait);
        }
    }
    const extend = (later) => {
        deadline = later;
    };
    return { ask, count: () => sent, hasRead: (permission) => proof.has(permission), left, extend };
}

;// CONCATENATED MODULE: ./lib/github/download.js
/** The log of a job: the API says where it lies, the storage there serves it. Two origins, one credential, and it stays with the first. */




/** GitHub stores the log when the job ends; it can take a few seconds until it is served. */
const PAUSE_MS = 3000;
const WAITS = 3;
/** A job that ended longer ago has its log or never will. */
const FRESH_MS = 120_000;
const SOCKET_MS = 30_000;
function refused(why, detail) {
    return { ok: false, why, detail };
}
/** A redirect from an encrypted API leads to encrypted storage or nowhere. */
function storageUrl(location, apiUrl) {
    if (location === undefined || !URL.canParse(location))
        return undefined;
    const allowed = apiUrl.startsWith("https:") ? ["https:"] : ["https:", "http:"];
    return allowed.includes(new URL(location).protocol) ? location : undefined;
}
/** Ends the stream at the deadline, whether it is read, left lying or stuck. */
function bounded(message, ms) {
    const timer = setTimeout(() => message.destroy(new Error("the time for reading the log is used up")), ms);
    timer.unref();
    message.once("close", () => clearTimeout(timer));
    return message;
}
/**
 * Reads the log of a job as a stream.
 *
 * The second request is made with `@actions/http-client`, which honours the proxy variables and is given no credential at all: storage
 * answers 403 to a request that carries the token (https://github.com/octokit/app.js/issues/519).
 */
async function readJobLog(wire, connection, id, completedAt) {
    const { deps, apiUrl, userAgent } = connection;
    const what = `the log of job ${id}`;
    if (completedAt === null)
        return refused("missing", `GitHub serves ${what} only when the job has ended.`);
    /** `stored`: the storage itself did not serve it this time. */
    async function fetchLog(url) {
        const client = new lib/* HttpClient */.Qq(userAgent, [], {
            allowRetries: false,
            maxRedirects: 3,
            socketTimeout: Math.max(1, Math.min(wire.left(), SOCKET_MS)),
        });
        try {
            const { message } = await client.get(url);
            if (message.statusCode === 200)
                return { ok: true, value: bounded(message, Math.max(1, wire.left())) };
            message.destroy();
            const why = message.statusCode === 404 ? "missing" : "unavailable";
            return { ...refused(why, `The log storage did not serve ${what} (${message.statusCode ?? "no status"}).`), stored: true };
        }
        catch (error) {
            const said = error instanceof Error ? error.message : "";
            const hindrance = (0,network/* hindranceOf */.q)(error);
            if (hindrance !== undefined)
                return refused("unavailable", hinderedDetail(hindrance, said, "GitHub's log storage"));
            return { ...refused("unavailable", `The log storage could not be asked for ${what} (${saying(said)}).`), stored: true };
        }
    }
    async function take(reply) {
        if (reply.status === 200 && reply.body !== undefined)
            return { inline: reply.body };
        await bodyText(reply);
        return { location: storageUrl(reply.headers.location, apiUrl) };
    }
    async function once() {
        const found = await wire.ask({
            path: `/actions/jobs/${id}/logs`,
            what,
            permission: "actions: read",
            redirect: "storage",
            slow: true,
            take,
        });
        if (!found.ok)
            return found;
        if ("inline" in found.value)
            return { ok: true, value: found.value.inline };
        if (found.value.location === undefined)
            return refused("unavailable", `GitHub named no usable place for ${what}.`);
        return fetchLog(found.value.location);
    }
    const age = deps.now() - Date.parse(completedAt);
    for (let waits = 0;; waits += 1) {
        const answer = await once();
        // The link lives for about a minute, so a storage that faltered is asked through a new one.
        const again = !answer.ok && (answer.why === "missing" ? age < FRESH_MS : answer.stored === true);
        if (!again || waits === WAITS || wire.left() < 2 * PAUSE_MS)
            return answer;
        await deps.sleep(PAUSE_MS);
    }
}

;// CONCATENATED MODULE: ./lib/github/shapes.js
/** From what GitHub (or whatever answered in its place) sent to the types we use: cut, defaulted, never trusted. */

/** A text, if it is one. */
function shapes_text(value) {
    return typeof value === "string" ? value : undefined;
}
/** A whole number from zero, if it is one. */
function count(value) {
    return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}
function stepOf(value) {
    const step = (0,lib_payload/* fieldsOf */.Pf)(value);
    const number = count(step?.number);
    if (step === undefined || number === undefined)
        return undefined;
    return {
        name: shapes_text(step.name) ?? "",
        number,
        status: shapes_text(step.status) ?? "",
        conclusion: shapes_text(step.conclusion) ?? null,
        started_at: shapes_text(step.started_at) ?? null,
        completed_at: shapes_text(step.completed_at) ?? null,
    };
}
/** https://docs.github.com/rest/actions/workflow-jobs */
function jobOf(value) {
    const job = (0,lib_payload/* fieldsOf */.Pf)(value);
    const id = count(job?.id);
    const name = shapes_text(job?.name);
    if (job === undefined || id === undefined || name === undefined)
        return undefined;
    const attempt = count(job.run_attempt);
    return {
        id,
        name,
        ...(attempt === undefined ? {} : { run_attempt: attempt }),
        status: shapes_text(job.status) ?? "",
        conclusion: shapes_text(job.conclusion) ?? null,
        html_url: shapes_text(job.html_url) ?? null,
        started_at: shapes_text(job.started_at) ?? null,
        completed_at: shapes_text(job.completed_at) ?? null,
        runner_name: shapes_text(job.runner_name) ?? null,
        steps: (0,lib_payload/* listOf */.c3)(job.steps, stepOf) ?? [],
    };
}
/** One page of jobs and how many there are over all pages. */
function jobPageOf(value) {
    const page = (0,lib_payload/* fieldsOf */.Pf)(value);
    const jobs = (0,lib_payload/* listOf */.c3)(page?.jobs, jobOf);
    return jobs === undefined ? undefined : { jobs, total: count(page?.total_count) ?? jobs.length };
}
function pullOfRun(value) {
    const pull = (0,lib_payload/* fieldsOf */.Pf)(value);
    const number = count(pull?.number);
    const base = shapes_text((0,lib_payload/* fieldsOf */.Pf)(pull?.base)?.ref);
    const head = (0,lib_payload/* fieldsOf */.Pf)(pull?.head);
    if (number === undefined || base === undefined)
        return undefined;
    return { number, base: { ref: base }, head: { ref: shapes_text(head?.ref) ?? "", sha: shapes_text(head?.sha) ?? "" } };
}
function actorOf(value) {
    const login = shapes_text((0,lib_payload/* fieldsOf */.Pf)(value)?.login);
    return login === undefined ? null : { login };
}
function headCommitOf(value) {
    const commit = (0,lib_payload/* fieldsOf */.Pf)(value);
    const id = shapes_text(commit?.id);
    const author = shapes_text((0,lib_payload/* fieldsOf */.Pf)(commit?.author)?.name);
    return id === undefined ? null : { id, message: shapes_text(commit?.message) ?? "", author: author === undefined ? null : { name: author } };
}
/** https://docs.github.com/rest/actions/workflow-runs */
function runOf(value) {
    const run = (0,lib_payload/* fieldsOf */.Pf)(value);
    const id = count(run?.id);
    const number = count(run?.run_number);
    if (run === undefined || id === undefined || number === undefined)
        return undefined;
    const attempt = count(run.run_attempt);
    const started = shapes_text(run.run_started_at);
    const home = shapes_text((0,lib_payload/* fieldsOf */.Pf)(run.head_repository)?.full_name);
    return {
        id,
        name: shapes_text(run.name) ?? null,
        path: shapes_text(run.path) ?? "",
        event: shapes_text(run.event) ?? "",
        status: shapes_text(run.status) ?? null,
        conclusion: shapes_text(run.conclusion) ?? null,
        run_number: number,
        ...(attempt === undefined ? {} : { run_attempt: attempt }),
        head_branch: shapes_text(run.head_branch) ?? null,
        head_sha: shapes_text(run.head_sha) ?? "",
        html_url: shapes_text(run.html_url) ?? "",
        created_at: shapes_text(run.created_at) ?? "",
        ...(started === undefined ? {} : { run_started_at: started }),
        workflow_id: count(run.workflow_id) ?? 0,
        actor: actorOf(run.actor),
        triggering_actor: actorOf(run.triggering_actor),
        head_commit: headCommitOf(run.head_commit),
        head_repository: home === undefined ? null : { full_name: home },
        pull_requests: (0,lib_payload/* listOf */.c3)(run.pull_requests, pullOfRun) ?? [],
    };
}
/** One page of runs. */
function runPageOf(value) {
    return (0,lib_payload/* listOf */.c3)((0,lib_payload/* fieldsOf */.Pf)(value)?.workflow_runs, runOf);
}
/** https://docs.github.com/rest/checks/runs#list-check-run-annotations */
function annotationOf(value) {
    const note = (0,lib_payload/* fieldsOf */.Pf)(value);
    if (note === undefined)
        return undefined;
    return {
        path: shapes_text(note.path) ?? "",
        start_line: count(note.start_line) ?? 0,
        annotation_level: shapes_text(note.annotation_level) ?? null,
        title: shapes_text(note.title) ?? null,
        message: shapes_text(note.message) ?? null,
    };
}
function fileNamesOf(value) {
    return (0,lib_payload/* listOf */.c3)(value, (file) => shapes_text((0,lib_payload/* fieldsOf */.Pf)(file)?.filename));
}
/** https://docs.github.com/rest/commits/commits#get-a-commit */
function commitOf(value) {
    const whole = (0,lib_payload/* fieldsOf */.Pf)(value);
    const sha = shapes_text(whole?.sha);
    const commit = (0,lib_payload/* fieldsOf */.Pf)(whole?.commit);
    if (whole === undefined || sha === undefined || commit === undefined)
        return undefined;
    const author = (0,lib_payload/* fieldsOf */.Pf)(commit.author);
    const [name, date, url, files] = [shapes_text(author?.name), shapes_text(author?.date), shapes_text(whole.html_url), fileNamesOf(whole.files)];
    return {
        sha,
        message: shapes_text(commit.message) ?? "",
        ...(name === undefined ? {} : { author: name }),
        ...(date === undefined ? {} : { date }),
        ...(url === undefined ? {} : { url }),
        ...(files === undefined ? {} : { files }),
    };
}
/** https://docs.github.com/rest/commits/commits#compare-two-commits */
function comparisonOf(value) {
    const found = (0,lib_payload/* fieldsOf */.Pf)(value);
    const commits = (0,lib_payload/* listOf */.c3)(found?.commits, commitOf);
    if (found === undefined || commits === undefined)
        return undefined;
    const url = shapes_text(found.html_url);
    return {
        status: shapes_text(found.status) ?? "",
        ...(url === undefined ? {} : { url }),
        total: count(found.total_commits) ?? commits.length,
        commits,
        files: fileNamesOf(found.files) ?? [],
    };
}
/** https://docs.github.com/rest/pulls/pulls */
function pullOf(value) {
    const pull = (0,lib_payload/* fieldsOf */.Pf)(value);
    const head = (0,lib_payload/* fieldsOf */.Pf)(pull?.head);
    const [number, base, sha] = [count(pull?.number), shapes_text((0,lib_payload/* fieldsOf */.Pf)(pull?.base)?.ref), shapes_text(head?.sha)];
    if (pull === undefined || number === undefined || base === undefined || sha === undefined)
        return undefined;
    const [url, home] = [shapes_text(pull.html_url), shapes_text((0,lib_payload/* fieldsOf */.Pf)(head?.repo)?.full_name)];
    return {
        number,
        state: shapes_text(pull.state) ?? "",
        ...(url === undefined ? {} : { url }),
        base,
        headSha: sha,
        ...(home === undefined ? {} : { headRepository: home }),
    };
}
/** https://docs.github.com/rest/repos/repos#get-a-repository */
function repositoryOf(value) {
    const repository = (0,lib_payload/* fieldsOf */.Pf)(value);
    const name = shapes_text(repository?.full_name);
    if (repository === undefined || name === undefined)
        return undefined;
    return { fullName: name, defaultBranch: shapes_text(repository.default_branch) ?? "", private: repository.private !== false };
}

;// CONCATENATED MODULE: ./lib/github/issue-marks.js
/** The two marks that are left on an issue: a label and a comment. https://docs.github.com/rest/issues */



const PAGE = 100;
const READ = "issues: read";
const WRITE = "issues: write";
/** What is said of an issue within an hour is on these pages. */
const MOST_COMMENT_PAGES = 10;
const COMMENT_TRIES = 3;
const issue_marks_PAUSE_MS = 2_000;
/** The writes of `Issues`. */
function marksOf(wire, connection) {
    return {
        addLabel: (number, label) => wire.ask({
            path: `/issues/${number}/labels`,
            body: { labels: [label] },
            what: `a label on issue #${number}`,
            permission: WRITE,
            take: written,
        }),
        comment: (number, body, known) => comment(wire, connection, number, body, known),
    };
}
/** A comment must not be there twice, so it is looked for before it is sent, and again after an answer that does not say whether it arrived. */
async function comment(wire, { deps }, number, body, known) {
    for (let tries = 1;; tries += 1) {
        const there = await hasComment(wire, number, known);
        if (!there.ok)
            return there;
        if (there.value)
            return { ok: true, value: tries > 1 };
        const answer = await wire.ask({
            path: `/issues/${number}/comments`,
            body: { body },
            once: true,
            what: `a comment on issue #${number}`,
            permission: WRITE,
            take: written,
        });
        if (answer.ok || answer.why !== "unavailable" || tries === COMMENT_TRIES || wire.left() <= issue_marks_PAUSE_MS)
            return answer;
        await deps.sleep(issue_marks_PAUSE_MS);
    }
}
async function hasComment(wire, number, { marker, since }) {
    for (let page = 1; page <= MOST_COMMENT_PAGES; page += 1) {
        const answer = await wire.ask({
            path: `/issues/${number}/comments`,
            query: { since, per_page: PAGE, page },
            what: `the comments of issue #${number}`,
            permission: READ,
            take: async (reply) => (0,lib_payload/* listOf */.c3)(await bodyJson(reply), ownText),
        });
        if (!answer.ok)
            return answer;
        if (answer.value.some((body) => body.includes(marker)))
            return { ok: true, value: true };
        if (answer.value.length < PAGE)
            break;
    }
    return { ok: true, value: false };
}
/** Whose comments may hold our marker: a workflow's token is a bot, a person's token that of somebody who may write here. */
const ASSOCIATIONS = ["OWNER", "MEMBER", "COLLABORATOR"];
/** The text of a comment that could be ours; of others an empty one, since anybody could write our marker and so keep our comment away. */
function ownText(entry) {
    const isOurs = (0,lib_payload/* valueAt */.fK)(entry, "user", "type") === "Bot" || ASSOCIATIONS.includes((0,lib_payload/* valueAt */.fK)(entry, "author_association"));
    return isOurs ? (shapes_text((0,lib_payload/* valueAt */.fK)(entry, "body")) ?? "") : "";
}
/** A write that was taken; what GitHub answers to it says nothing new. */
async function written(reply) {
    await bodyText(reply);
    return true;
}

;// CONCATENATED MODULE: ./lib/github/issues.js
/** Issues: the list page by page, one of them, and the two marks that are left on one. https://docs.github.com/rest/issues */




const issues_PAGE = 100;
const issues_READ = "issues: read";
/** Issues of one wire. */
function issuesOf(wire, connection) {
    return {
        of: issueOf,
        page: (cursor) => readPage(wire, { state: "all", direction: "asc" }, cursor),
        newest: (cursor) => readPage(wire, { state: "open", direction: "desc" }, cursor),
        one: (number) => readOne(wire, connection, number),
        ...marksOf(wire, connection),
    };
}
function readPage(wire, { state, direction }, cursor = { page: "1" }) {
    return wire.ask({
        path: "/issues",
        query: { state, sort: "created", direction, per_page: issues_PAGE, ...cursor },
        what: "the issues",
        permission: issues_READ,
        take: (reply) => takePage(reply, cursor),
    });
}
/**
 * The next page is asked for as GitHub's link says: of long lists it goes on by `after`, and refuses numbers of pages from 100 on
 * (https://github.com/google/go-github/issues/3565). Only these two words are taken from the link. A full page without any link is not believed to be the last.
 */
async function takePage(reply, cursor) {
    const data = await bodyJson(reply);
    const issues = (0,lib_payload/* listOf */.c3)(data, issueOf);
    if (issues === undefined)
        return undefined;
    const { link } = reply.headers;
    const { page } = cursor;
    const isFull = Array.isArray(data) && data.length >= issues_PAGE;
    const unnamed = isFull && page !== undefined ? { page: String(Number(page) + 1) } : undefined;
    const next = link === undefined ? unnamed : nextIn(link);
    return { issues, ...(next === undefined ? {} : { next }) };
}
/** https://docs.github.com/rest/using-the-rest-api/using-pagination-in-the-rest-api */
function nextIn(link) {
    const address = /<([^<>]{1,4000})>\s*;\s*rel="next"/.exec(link)?.[1];
    const query = address === undefined ? undefined : URL.parse(address)?.searchParams;
    const words = ["page", "after"].flatMap((name) => {
        const value = query?.get(name);
        return value ? [[name, value]] : [];
    });
    return words.length === 0 ? undefined : Object.fromEntries(words);
}
/** GitHub answers 301 for an issue that was transferred, to an address of its API. It is followed only to learn the new page, and the token goes to that API alone. */
async function readOne(wire, { apiUrl }, number) {
    const question = { path: `/issues/${number}`, what: `issue #${number}`, permission: issues_READ };
    const answer = await wire.ask({
        ...question,
        redirect: "manual",
        take: async (reply) => {
            const data = await bodyJson(reply).catch(() => undefined);
            return reply.status >= 300 ? { location: reply.headers.location ?? "" } : issueOf(data);
        },
    });
    if (!answer.ok)
        return answer;
    const { value } = answer;
    if ("number" in value)
        return { ok: true, value };
    const target = URL.parse(value.location, apiUrl);
    if (target?.origin !== new URL(apiUrl).origin)
        return { ok: true, value: { movedTo: {} } };
    const there = await wire.ask({ ...question, take: async (reply) => issueOf(await bodyJson(reply)) });
    return { ok: true, value: { movedTo: there.ok ? { url: there.value.url } : {} } };
}
/** The REST API and the payloads of events have the same. */
function issueOf(value) {
    const issue = (0,lib_payload/* fieldsOf */.Pf)(value);
    const number = count(issue?.["number"]);
    const state = issue?.["state"];
    if (issue === undefined || number === undefined || (state !== "open" && state !== "closed"))
        return undefined;
    const assignees = issue["assignees"];
    return {
        number,
        title: shapes_text(issue["title"]) ?? "",
        body: shapes_text(issue["body"]) ?? "",
        state,
        ...named("stateReason", issue["state_reason"]),
        url: shapes_text(issue["html_url"]) ?? "",
        ...named("author", (0,lib_payload/* fieldsOf */.Pf)(issue["user"])?.["login"]),
        labels: (0,lib_payload/* listOf */.c3)(issue["labels"], labelOf) ?? [],
        ...named("milestone", (0,lib_payload/* fieldsOf */.Pf)(issue["milestone"])?.["title"]),
        assigned: Array.isArray(assignees) ? assignees.length > 0 : (0,lib_payload/* fieldsOf */.Pf)(issue["assignee"]) !== undefined,
        locked: issue["locked"] === true,
        comments: count(issue["comments"]) ?? 0,
        reactions: count((0,lib_payload/* fieldsOf */.Pf)(issue["reactions"])?.["total_count"]) ?? 0,
        createdAt: shapes_text(issue["created_at"]) ?? "",
        updatedAt: shapes_text(issue["updated_at"]) ?? "",
        ...named("closedAt", issue["closed_at"]),
        isPull: (0,lib_payload/* fieldsOf */.Pf)(issue["pull_request"]) !== undefined,
    };
}
function labelOf(value) {
    return shapes_text(value) ?? shapes_text((0,lib_payload/* fieldsOf */.Pf)(value)?.["name"]);
}
/** A text that is not empty, by its name. */
function named(key, value) {
    const found = shapes_text(value);
    return (found ? { [key]: found } : {});
}

;// CONCATENATED MODULE: ./lib/github/reads.js
/** The reads, one function each: path, permission, pages. What is refused comes back as an answer. */



const reads_PAGE = 100;
/** A run has at most some thousand jobs; a `total_count` beyond this is not believed. */
const MOST_PAGES = 100;
/** GitHub allows 100 requests at once and frowns on many: https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api */
const PAGES_AT_ONCE = 6;
/** Half of a surrogate pair has no encoding; in a name it stands for nothing. */
function segment(text) {
    return encodeURIComponent(String(text).toWellFormed());
}
/** `work` over `items`, at most `limit` at once; results in the order of the items. */
async function abreast(items, limit, work) {
    const results = [];
    const queue = items.entries();
    async function lane() {
        for (const [index, item] of queue)
            results[index] = await work(item);
    }
    await Promise.all(Array.from({ length: Math.min(limit, items.length) }, lane));
    return results;
}
/** Asks once for each name: what a commit is does not change, and whether it may be seen does not either while a step runs. */
function remembered(ask) {
    const answers = new Map();
    return (name) => {
        const answer = answers.get(name) ?? ask(name);
        answers.set(name, answer);
        return answer;
    };
}
/** Asks one question whose answer is JSON. */
function readJson(wire, question) {
    const { shape, ...rest } = question;
    return wire.ask({ ...rest, take: async (reply) => shape(await bodyJson(reply)) });
}
/** All jobs: page 1 tells how many there are, the other pages are asked side by side. */
async function readJobs(wire, runId, of) {
    const base = `/actions/runs/${runId}`;
    const path = "attempt" in of ? `${base}/attempts/${of.attempt}/jobs` : `${base}/jobs`;
    const filter = "filter" in of ? of.filter : undefined;
    const ask = (page) => readJson(wire, {
        path,
        query: { filter, per_page: reads_PAGE, page },
        what: "the run's jobs",
        permission: "actions: read",
        shape: jobPageOf,
    });
    const first = await ask(1);
    if (!first.ok)
        return first;
    const { total } = first.value;
    const more = Array.from({ length: Math.min(Math.ceil(total / reads_PAGE), MOST_PAGES) - 1 }, (_, index) => index + 2);
    const pages = [first, ...(await abreast(more, PAGES_AT_ONCE, ask))];
    const byId = new Map();
    for (const page of pages)
        if (page.ok)
            for (const job of page.value.jobs)
                byId.set(job.id, job);
    const complete = byId.size >= total;
    const lost = pages.find((page) => !page.ok);
    const detail = lost?.ok === false ? lost.detail : `GitHub listed ${byId.size} of ${total} jobs of run ${runId}.`;
    return { ok: true, value: { jobs: [...byId.values()], complete, ...(complete ? {} : { detail }) } };
}
/**
 * A file as text. GitHub answers 404 to a token that may not read contents just as for a file that is not there; only a second read that
 * needs the same permission tells which it was.
 */
async function readFile(wire, path, { ref, certain = false } = {}) {
    const what = `the file ${path}`;
    const permission = "contents: read";
    const place = path.split("/").map(segment).join("/");
    const ask = () => wire.ask({ path: `/contents/${place}`, query: { ref }, what, permission, accept: "application/vnd.github.raw+json", take: bodyText });
    const answer = await ask();
    if (answer.ok || answer.why !== "forbidden" || answer.status !== 404 || !certain)
        return answer;
    const proof = await readJson(wire, {
        path: "/commits",
        query: { per_page: 1 },
        what,
        permission,
        shape: (data) => (0,lib_payload/* listOf */.c3)(data, commitOf),
    });
    return proof.ok ? { ok: false, why: "missing", detail: `GitHub has not got ${what} (404).` } : answer;
}
/** The sha media type answers with the bare name of the commit (https://docs.github.com/rest/commits/commits#get-a-commit). */
async function takeSha(reply) {
    return /^[0-9a-f]{40,64}$/.exec((await bodyText(reply)).trim())?.[0];
}
/** The reads of one wire, all but the log of a job and issues. */
function readsOf(wire) {
    const actions = "actions: read";
    const contents = "contents: read";
    const pulls = "pull-requests: read";
    const get = (path, what, permission, shape, query) => readJson(wire, { path, what, permission, shape, query: query ?? {} });
    return {
        run: (id) => get(`/actions/runs/${id}`, `run ${id}`, actions, runOf),
        jobs: (runId, of) => readJobs(wire, runId, of),
        annotations: (id) => get(`/check-runs/${id}/annotations`, `the annotations of job ${id}`, "checks: read", (data) => (0,lib_payload/* listOf */.c3)(data, annotationOf), {
            per_page: reads_PAGE,
        }),
        workflowRuns: (workflow, query) => get(`/actions/workflows/${segment(workflow)}/runs`, "earlier runs of the workflow", actions, runPageOf, {
            ...query,
            exclude_pull_requests: true,
        }),
        compare: (base, head) => get(`/compare/${segment(base)}...${segment(head)}`, "the commits between two runs", contents, comparisonOf),
        pullsOfHead: (owner, ref) => get("/pulls", "the pull request of the branch", pulls, (data) => (0,lib_payload/* listOf */.c3)(data, pullOf), {
            head: `${owner}:${ref}`,
            state: "all",
            per_page: reads_PAGE,
        }),
        pullsOfCommit: (sha) => get(`/commits/${segment(sha)}/pulls`, "the pull requests of the commit", pulls, (data) => (0,lib_payload/* listOf */.c3)(data, pullOf)),
        commit: remembered((sha) => get(`/commits/${segment(sha)}`, "the commit", contents, commitOf)),
        tag: (name) => wire.ask({
            path: `/commits/${segment(`tags/${name}`)}`,
            what: "the tag of the run",
            permission: contents,
            accept: "application/vnd.github.sha",
            take: takeSha,
        }),
        file: (path, options) => readFile(wire, path, options),
        hasRead: wire.hasRead,
        extend: wire.extend,
        repository: () => readJson(wire, { path: "", what: "the repository", shape: repositoryOf }),
        read: (question) => readJson(wire, question),
    };
}

;// CONCATENATED MODULE: ./lib/github/client.js
/** The way to GitHub for the rest of the code. */




/** Connects to one repository. Nothing is loaded or sent before the first read; no read throws for a refusal. */
function connectGitHub(connection) {
    const wire = openWire(connection);
    return {
        ...readsOf(wire),
        issues: issuesOf(wire, connection),
        jobLog: (id, completedAt) => readJobLog(wire, connection, id, completedAt),
        get requests() {
            return wire.count();
        },
    };
}

// EXTERNAL MODULE: ./lib/problem.js
var problem = __nccwpck_require__(7748);
// EXTERNAL MODULE: ./lib/defaults.js
var defaults = __nccwpck_require__(1525);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __nccwpck_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
;// CONCATENATED MODULE: ./lib/shell/repository-file.js



/** Longest file in bytes. A config or a checklist is far below. */
const FILE_BYTES = 256 * 1024;
/**
 * Events that run with secrets although their workspace may hold the head of a stranger's branch (https://securitylab.github.com/research/github-actions-preventing-pwn-requests/):
 * only the default branch may decide there.
 */
const UNTRUSTED_WORKSPACE = ["pull_request_target", "workflow_run", "issue_comment"];
/**
 * Reads a file of the repository by its path from the root: from the workspace; through the contents API where the file is not there and
 * nothing was checked out, and always for events whose workspace is not to be trusted.
 */
async function readRepositoryFile(files, path) {
    // Git knows no other sign between folders than `/`, whatever a person on Windows writes.
    const inside = (0,external_node_path_.normalize)(path.replaceAll("\\", "/"));
    if ((0,external_node_path_.isAbsolute)(inside) || /^[A-Za-z]:/.test(inside) || inside === ".." || inside.startsWith(`..${external_node_path_.sep}`))
        return { kind: "refused", why: "leads out of the repository" };
    const readsWorkspace = !UNTRUSTED_WORKSPACE.includes(files.eventName) && files.workspace !== "";
    if (readsWorkspace) {
        const local = await readWorkspace(files.workspace, inside);
        if (local.kind !== "absent" || (await exists((0,external_node_path_.join)(files.workspace, ".git"))))
            return local;
    }
    return readFromGitHub(files, inside.split(external_node_path_.sep).join("/"), readsWorkspace ? ", or check the repository out before this step" : "");
}
async function readWorkspace(workspace, path) {
    try {
        // A link in the repository could point anywhere on the runner; what counts is where it ends.
        const [root, file] = await Promise.all([(0,promises_.realpath)(workspace), (0,promises_.realpath)((0,external_node_path_.join)(workspace, path))]);
        const way = (0,external_node_path_.relative)(root, file);
        if ((0,external_node_path_.isAbsolute)(way) || way === ".." || way.startsWith(`..${external_node_path_.sep}`))
            return { kind: "refused", why: "is a link that leads out of the repository" };
        const { size, isFile } = await (0,promises_.stat)(file).then((found) => ({ size: found.size, isFile: found.isFile() }));
        if (!isFile)
            return { kind: "refused", why: "is not a file" };
        if (size > FILE_BYTES)
            return { kind: "refused", why: "is longer than 256 kB" };
        return decode(await (0,promises_.readFile)(file));
    }
    catch (error) {
        const code = typeof error === "object" && error !== null && "code" in error ? String(error.code) : "unknown error";
        return code === "ENOENT" || code === "ENOTDIR" ? { kind: "absent" } : { kind: "refused", why: `cannot be read (${code})` };
    }
}
function decode(bytes) {
    try {
        return { kind: "text", text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes), from: "workspace" };
    }
    catch {
        return { kind: "refused", why: "is not UTF-8 text" };
    }
}
/** `otherwise`: what helps as well as what the refusal asks for. */
async function readFromGitHub(files, path, otherwise) {
    const answer = await files.readRemote(path);
    if (answer.ok)
        return { kind: "text", text: answer.value, from: "repository" };
    if (answer.why === "missing")
        return { kind: "absent" };
    const { permission, detail: why } = answer;
    return {
        kind: "unreadable",
        why,
        advice: `${(0,errors/* nextAfter */.On)(answer)}${otherwise}.`,
        ...(permission === undefined ? {} : { permission }),
        perhapsAbsent: answer.status === 404,
    };
}
async function exists(path) {
    return (0,promises_.lstat)(path).then(() => true, () => false);
}

;// CONCATENATED MODULE: ./lib/shell/configfile.js


/** The built-in defaults, with nothing to say of them. */
const BUILT_IN = {
    config: defaults/* DEFAULTS */.z,
    problems: [],
    warnings: [],
    permissions: [],
    perhapsAbsent: false,
    from: "defaults",
};
/** Reads and checks the config file. `named`: the workflow chose the path, so the file must exist. */
async function loadConfig(files, chosen) {
    const { path, named } = chosen;
    const refuse = (what) => ({ ...BUILT_IN, problems: [{ where: "config", what }] });
    const file = await readRepositoryFile(files, path);
    if (file.kind === "refused")
        return refuse(`the path \`${path}\` ${file.why}`);
    if (file.kind === "absent")
        return named ? refuse(`expected the config file \`${path}\` in the repository, found nothing`) : BUILT_IN;
    if (file.kind === "unreadable") {
        return {
            ...BUILT_IN,
            warnings: [`The config file \`${path}\` could not be read, so the built-in defaults apply: ${file.why} ${file.advice}`],
            permissions: file.permission === undefined ? [] : [file.permission],
            perhapsAbsent: file.perhapsAbsent && !named,
        };
    }
    const checked = await checkConfigText(path, file.text);
    if ("problems" in checked)
        return { ...BUILT_IN, problems: checked.problems, from: file.from };
    return { ...BUILT_IN, config: checked.config, from: file.from };
}
/**
 * Checks the text of a config file. `where` of a problem is `file:line:column key`, lines and columns from one, in the order of the file.
 * Parser and schema are loaded here, as a repository without a config file needs neither.
 */
async function checkConfigText(path, text) {
    const [{ parseYaml }, { checkConfig, pathText }] = await Promise.all([Promise.all(/* import() */[__nccwpck_require__.e(624), __nccwpck_require__.e(767)]).then(__nccwpck_require__.bind(__nccwpck_require__, 8767)), Promise.all(/* import() */[__nccwpck_require__.e(395), __nccwpck_require__.e(10)]).then(__nccwpck_require__.bind(__nccwpck_require__, 7010))]);
    const document = parseYaml(text);
    if (!document.ok)
        return { problems: [{ where: `${path}:${document.place.line}:${document.place.column}`, what: `the file ${document.what}` }] };
    const checked = checkConfig(document.value);
    if ("config" in checked)
        return checked;
    const placed = checked.problems.map((problem) => ({ ...problem, place: document.place(problem.path, problem.part) }));
    const sorted = placed.toSorted((one, other) => one.place.line - other.place.line || one.place.column - other.place.column);
    return {
        problems: sorted.map(({ place, path: keys, what }) => ({
            where: `${path}:${place.line}:${place.column} ${pathText(keys)}`.trimEnd(),
            what,
        })),
    };
}

;// CONCATENATED MODULE: ./lib/shell/credentials.js


/**
 * Decides what a run with or without a key may do. GitHub withholds secrets from pull requests of forks and from what Dependabot starts:
 * https://docs.github.com/en/actions/reference/security/secure-use and
 * https://docs.github.com/en/code-security/dependabot/troubleshooting-dependabot/troubleshooting-dependabot-on-github-actions
 */
function decideCredentials(inputs, event) {
    const { apiKey, projectId, mode, dryRun } = inputs;
    if (apiKey !== "" && projectId !== "")
        return { kind: "ready", apiKey, projectId };
    if (apiKey !== "")
        return { kind: "problems", problems: [missing("project-id", "the id of the Gleap project, as there is an `api-key`")] };
    if (mode === "check")
        return {
            kind: "offline",
            notice: "There is no `api-key`, so nothing was checked in Gleap; set `api-key` and `project-id` to check them too.",
        };
    if (dryRun)
        return { kind: "offline", notice: "There is no `api-key`, so this dry run plans as if there were no tickets." };
    const withheld = whySecretsAreWithheld(event);
    if (withheld !== undefined)
        return { kind: "skip", notice: `${withheld}, so GitHub gives this run no secrets: no ticket was looked at.` };
    const problems = [missing("api-key", "a Gleap API key", "; is the secret set, and is it passed to this step?")];
    if (projectId === "")
        problems.push(missing("project-id", "the id of the Gleap project"));
    return { kind: "problems", problems };
}
function missing(where, expected, hint = "") {
    return { where, what: `${(0,problem/* expectation */.pG)(expected, "nothing")}${hint}` };
}
/** Events of pull requests that run without secrets when a fork is behind them. `pull_request_target` is not one of them. */
const OF_FORKS = ["pull_request", "pull_request_review", "pull_request_review_comment"];
const OF_DEPENDABOT = [...OF_FORKS, "pull_request_target", "push", "create", "deployment", "deployment_status"];
function whySecretsAreWithheld({ name, actor, payload }) {
    if (OF_DEPENDABOT.includes(name) && actor === "dependabot[bot]")
        return "Dependabot started this run";
    if (!OF_FORKS.includes(name))
        return undefined;
    const pull = (0,lib_payload/* fieldsOf */.Pf)((0,lib_payload/* valueAt */.fK)(payload, "pull_request"));
    if (pull === undefined)
        return undefined;
    if ((0,lib_payload/* valueAt */.fK)(pull, "user", "login") === "dependabot[bot]")
        return "This pull request is by Dependabot";
    const head = (0,lib_payload/* valueAt */.fK)(pull, "head", "repo", "full_name");
    const base = (0,lib_payload/* valueAt */.fK)(pull, "base", "repo", "full_name");
    // The repository of a fork that was deleted is null.
    return head === base ? undefined : "This pull request comes from a fork";
}

;// CONCATENATED MODULE: ./lib/version.js
/** The version of the action, as `package.json` has it; a test holds the two together. */
const VERSION = "0.1.0";

;// CONCATENATED MODULE: ./lib/start.js
/** Everything that must be right before anything is sent: inputs, event, credentials, config. */








const USER_AGENT = `gleap-ticket/${VERSION}`;
/** Of the step's time, GitHub gets this part, so that a slow GitHub leaves enough for the ticket. */
const GITHUB_SHARE = 0.6;
/** Kept for outputs and summary: a tenth of the time, at most 5 seconds. */
const REPORT_SHARE = 0.1;
const REPORT_MS = 5_000;
/**
 * Checks everything together. Throws `ProblemsError` with all that is wrong; the only request that may have been sent by then is the one that reads
 * the config file.
 */
async function start(deps, inputs, inputProblems, began) {
    const { env } = deps;
    const payload = readPayload(env["GITHUB_EVENT_PATH"]);
    const credentials = decideCredentials(inputs, { name: env["GITHUB_EVENT_NAME"] ?? "", actor: env["GITHUB_ACTOR"] ?? "", payload });
    const time = inputs.timeoutSeconds * 1000;
    const github = connectGitHub({
        token: inputs.githubToken,
        apiUrl: env["GITHUB_API_URL"] || "https://api.github.com",
        repository: env["GITHUB_REPOSITORY"] ?? "",
        publicRepository: isPublic(payload),
        userAgent: USER_AGENT,
        deps,
        deadline: { at: began + time * GITHUB_SHARE },
    });
    const files = {
        workspace: env["GITHUB_WORKSPACE"] ?? "",
        eventName: env["GITHUB_EVENT_NAME"] ?? "",
        // A default file that is missing is the usual case and must not cost a second request; of one that was named, or is what is checked, it must be known.
        readRemote: (path) => github.file(path, { certain: inputs.config.named || inputs.mode === "check" }),
    };
    const useless = credentials.kind === "skip" && inputProblems.length === 0;
    const loaded = useless ? BUILT_IN : await loadConfig(files, inputs.config);
    const isKnown = !useless && loaded.problems.length === 0;
    const problems = [
        ...inputProblems,
        ...(isKnown ? statusProblems(inputs, loaded.config) : []),
        ...(credentials.kind === "problems" ? credentials.problems : []),
    ];
    if (problems.length > 0 || loaded.problems.length > 0 || credentials.kind === "problems") {
        throw new errors/* ProblemsError */.FQ(problems.length > 0 ? "INPUT" : "CONFIG", [...problems, ...loaded.problems]);
    }
    // A check says what it could not see; the other modes say it only where it turns out to matter.
    const isHidden = loaded.perhapsAbsent && inputs.mode !== "check";
    return {
        deps,
        inputs,
        config: loaded.config,
        payload,
        credentials,
        github,
        repositoryFile: (path) => readRepositoryFile({ ...files, readRemote: (remote) => github.file(remote, { certain: true }) }, path),
        deadline: { at: began + time - Math.min(time * REPORT_SHARE, REPORT_MS) },
        warnings: isHidden ? [] : loaded.warnings,
        notes: credentials.kind === "ready" ? [] : [credentials.notice],
        permissions: isHidden ? [] : loaded.permissions,
        ...(isHidden ? { hiddenConfig: { warnings: loaded.warnings, permissions: loaded.permissions } } : {}),
    };
}
/** The input `status` against the config file: each is right by itself. */
function statusProblems({ status }, { ticket }) {
    const what = status === undefined ? undefined : (0,problem/* statusProblem */.MI)(status, ticket.closed);
    return what === undefined ? [] : [{ where: "status", what }];
}
/**
 * What is to be said of a config file that GitHub answered with 404: nothing where contents can be read, since then it is not there. Where nothing
 * has proven that yet, one read of the commit does.
 */
async function hiddenConfigGaps({ github, hiddenConfig }, sha) {
    const nothing = { warnings: [], permissions: [] };
    if (hiddenConfig === undefined || github.hasRead("contents: read") || (await github.commit(sha)).ok)
        return nothing;
    return hiddenConfig;
}
function readPayload(file) {
    try {
        return file === undefined || file === "" ? undefined : JSON.parse((0,external_node_fs_.readFileSync)(file, "utf8"));
    }
    catch {
        // Whatever needs the payload finds nothing in it and says so.
        return undefined;
    }
}
function isPublic(payload) {
    const repository = payload?.repository;
    return repository?.private === false;
}


/***/ }),

/***/ 6263:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Uj: () => (/* binding */ fit),
/* harmony export */   y4: () => (/* binding */ WHERE_TO_WRITE)
/* harmony export */ });
/* unused harmony export DESCRIPTION_MAX */
/* harmony import */ var _state_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(240);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(2782);


/** Most UTF-16 units of a description; Gleap documents no limit, so this one is careful. */
const DESCRIPTION_MAX = 10_000;
/** Tells a person who reads a ticket what becomes of the text in it. */
const WHERE_TO_WRITE = "This text is kept up to date; write your own below the line that begins with gleap-ticket/.";
const CUT_SENTENCE = "[This text was too long: the rest is left out.]";
const LINK = /https?:\/\/[^\s<>"]+/g;
/**
 * Joins our pieces, the state line and people's text, at most `max` UTF-16 units long. Excerpts give way first, around the line that is kept
 * longest, then commits. If even that is too little, our free text is cut at its end: lines without a link first, then all but the links, at
 * last links from the end. The state line stays whole on a line of its own, with a blank line between it and our text. People's text is never
 * cut: only a `below` that fills the place alone makes the whole longer than `max`.
 */
function fit(pieces, below, stateLine, max = DESCRIPTION_MAX) {
    const tail = join("", stateLine, below);
    const room = max - tail.length - 2;
    const whole = pieces.map((piece) => piece.text);
    const lessExcerpt = shrink(pieces, whole, "excerpt", room);
    const lessCommits = shrink(pieces, lessExcerpt, "commits", room);
    const halved = pieces.map((piece, index) => {
        const text = lessCommits[index] ?? "";
        return piece.cut === "excerpt" ? shorten(piece, Math.floor(text.length / 2)) : text;
    });
    const text = (parts) => join(clip((0,_state_js__WEBPACK_IMPORTED_MODULE_0__/* .disarm */ .Jt)(parts.join("")).trimEnd(), room), stateLine, below);
    const lost = [whole, lessExcerpt, lessCommits].findIndex((parts) => parts.join("").trimEnd().length <= room);
    return { description: text(lessCommits), shorter: text(halved), lost: ["nothing", "excerpt", "commits"][lost] ?? "text" };
}
/** Our text, a blank line, the state line, people's text. */
function join(ours, stateLine, below) {
    const above = ours.trimEnd();
    return `${above === "" ? "" : `${above}\n\n`}${stateLine}${below === "" ? "" : `\n${below}`}`;
}
/** Shrinks the pieces of one kind, the longest first and down to the same length, until all parts together fit the room. */
function shrink(pieces, parts, kind, room) {
    const isKind = (index) => pieces[index]?.cut === kind;
    const others = parts.reduce((sum, part, index) => sum + (isKind(index) ? 0 : part.length), 0);
    const lengths = parts.filter((_, index) => isKind(index)).map((part) => part.length);
    const cap = commonCap(lengths, Math.max(0, room - others));
    return parts.map((part, index) => {
        const piece = pieces[index];
        return piece === undefined || !isKind(index) || part.length <= cap ? part : shorten(piece, cap);
    });
}
/** The largest length such that no more than `room` is used when each part gets at most that. */
function commonCap(lengths, room) {
    let left = room;
    const ascending = lengths.toSorted((a, b) => a - b);
    for (const [index, length] of ascending.entries()) {
        const share = Math.floor(left / (ascending.length - index));
        if (length > share)
            return share;
        left -= length;
    }
    return Number.POSITIVE_INFINITY;
}
/** At most `cap` units of a piece: its lines around `keep`, with a line that says how many are missing at either end. */
function shorten(piece, cap) {
    if (piece.text.length <= cap)
        return piece.text;
    const end = piece.text.endsWith("\n") ? "\n" : "";
    const lines = piece.text.slice(0, piece.text.length - end.length).split("\n");
    const keep = Math.min(Math.max(piece.keep ?? (piece.cut === "commits" ? 0 : lines.length - 1), 0), lines.length - 1);
    const kept = lines[keep] ?? "";
    const room = cap - end.length - 2 * (leftOut(lines.length).length + 1);
    if (room < Math.min(kept.length, 20)) {
        const marker = leftOut(lines.length) + end;
        return marker.length <= cap ? marker : "";
    }
    const [from, to] = around(lines, keep, room);
    const shown = from + 1 === to ? [(0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .cutText */ .IN)(kept, room)] : lines.slice(from, to);
    const above = from > 0 ? [leftOut(from)] : [];
    const under = to < lines.length ? [leftOut(lines.length - to)] : [];
    return [...above, ...shown, ...under].join("\n") + end;
}
/** The widest stretch of lines, grown in turns to both sides of line `keep`, that joins to at most `room` units. */
function around(lines, keep, room) {
    let from = keep;
    let to = keep + 1;
    let left = room - (lines[keep]?.length ?? 0);
    for (let grown = true; grown;) {
        grown = false;
        const before = lines[from - 1];
        if (before !== undefined && before.length + 1 <= left) {
            from -= 1;
            left -= before.length + 1;
            grown = true;
        }
        const after = lines[to];
        if (after !== undefined && after.length + 1 <= left) {
            to += 1;
            left -= after.length + 1;
            grown = true;
        }
    }
    return [from, to];
}
function leftOut(count) {
    return `[… ${count} ${count === 1 ? "line" : "lines"} left out]`;
}
/** Free text that is too long: cut at its end by a sentence that says so, links kept. */
function clip(text, room) {
    if (text.length <= room)
        return text;
    const space = room - CUT_SENTENCE.length - 1;
    if (space < 0)
        return links(text, room);
    const lines = text.split("\n");
    let over = text.length - space;
    const replace = (test, by) => {
        for (let index = lines.length - 1; index >= 0 && over > 0; index -= 1) {
            const line = lines[index];
            if (line === undefined || !test(line))
                continue;
            const other = by(line);
            over -= line.length - (other === undefined ? -1 : other.length);
            lines[index] = other;
        }
    };
    replace((line) => !hasLink(line), (line) => (line.length - over > 20 ? (0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .cutText */ .IN)(line, line.length - over) : undefined));
    replace(hasLink, (line) => line.match(LINK)?.join(" "));
    const kept = lines.filter((line) => line !== undefined).join("\n");
    return `${kept.length <= space ? kept : links(kept, space)}\n${CUT_SENTENCE}`;
}
function hasLink(line) {
    return line.search(LINK) >= 0;
}
/** As many links of the text as fit, in order, one a line. */
function links(text, room) {
    let found = "";
    for (const link of new Set(text.match(LINK))) {
        const more = found === "" ? link : `${found}\n${link}`;
        if (more.length <= room)
            found = more;
    }
    return found;
}


/***/ }),

/***/ 9478:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $X: () => (/* binding */ newTicket),
/* harmony export */   fm: () => (/* binding */ rewritten),
/* harmony export */   gX: () => (/* binding */ draftAsIs),
/* harmony export */   lL: () => (/* binding */ restated)
/* harmony export */ });
/* harmony import */ var _description_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6263);
/* harmony import */ var _managed_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3672);
/* harmony import */ var _state_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(240);



/** A new ticket with identity tags, key and state line. A ticket that went before it is linked. */
function newTicket({ key, label, draft, scope, moment, signature, jobs, previous, remembers }) {
    const title = (0,_managed_js__WEBPACK_IMPORTED_MODULE_1__/* .titleOf */ .Gg)({ label }, draft);
    const tags = (0,_managed_js__WEBPACK_IMPORTED_MODULE_1__/* .tagsOf */ .Fg)(key, scope, draft.tags);
    const state = {
        key,
        count: 1,
        first: moment,
        last: moment,
        signature,
        jobs: (0,_state_js__WEBPACK_IMPORTED_MODULE_2__/* .hashList */ .Pv)(jobs),
        wrote: (0,_managed_js__WEBPACK_IMPORTED_MODULE_1__/* .wroteOf */ .DK)(title, draft.priority, tags),
        ...(0,_state_js__WEBPACK_IMPORTED_MODULE_2__/* .scopeIn */ .uM)(key, scope),
        shares: [],
        links: previous === undefined ? [] : [previous.id],
        extra: [],
        version: 1,
        ...remembers,
    };
    const { description, shorter } = (0,_description_js__WEBPACK_IMPORTED_MODULE_0__/* .fit */ .Uj)(draft.body, "", (0,_state_js__WEBPACK_IMPORTED_MODULE_2__/* .writeState */ .Jq)(state));
    const { type, status, priority, people } = draft;
    const customData = { ...draft.customData, key };
    const fields = linkedFields(draft, previous);
    return { title, type, status, priority, tags, customData, fields, description, shorter, ...(people === undefined ? {} : { people }) };
}
/** The description of a ticket with fresh text and state, people's text kept. `formData` is merged whole, since Gleap replaces it whole. */
function rewritten(ticket, body, state) {
    const { description, shorter } = (0,_description_js__WEBPACK_IMPORTED_MODULE_0__/* .fit */ .Uj)(body, ticket.below, (0,_state_js__WEBPACK_IMPORTED_MODULE_2__/* .writeState */ .Jq)(state));
    return { description, shorter, formData: { ...ticket.existing.formData, description } };
}
/** The description of a ticket with nothing but its state line changed. */
function restated(ticket, state) {
    const { description } = (0,_description_js__WEBPACK_IMPORTED_MODULE_0__/* .fit */ .Uj)([{ text: ticket.above, cut: "never" }], ticket.below, (0,_state_js__WEBPACK_IMPORTED_MODULE_2__/* .writeState */ .Jq)(state));
    return { description, formData: { ...ticket.existing.formData, description } };
}
/** The draft that leaves a ticket as it is. A priority that Gleap alone knows is never written: it is not one that we wrote. */
function draftAsIs({ existing, above }) {
    const { title, type, status, priority, tags = [] } = existing;
    return {
        title,
        body: [{ text: above, cut: "never" }],
        type,
        status,
        priority: _managed_js__WEBPACK_IMPORTED_MODULE_1__/* .PRIORITIES */ .BE.find((one) => one === priority) ?? "LOW",
        tags,
        customData: {},
        fields: {},
    };
}
function linkedFields(draft, previous) {
    if (previous === undefined)
        return draft.fields;
    const given = draft.fields["linkedTickets"];
    const links = Array.isArray(given) ? given : [];
    return { ...draft.fields, linkedTickets: [...new Set([...links, previous.id])] };
}


/***/ }),

/***/ 1197:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   MI: () => (/* binding */ planFolds),
/* harmony export */   PM: () => (/* binding */ closedStatus),
/* harmony export */   g_: () => (/* binding */ noteNews),
/* harmony export */   hY: () => (/* binding */ foldAll),
/* harmony export */   ti: () => (/* binding */ mergeStates)
/* harmony export */ });
/* harmony import */ var _draft_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9478);
/* harmony import */ var _group_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(5522);
/* harmony import */ var _moment_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(2973);
/* harmony import */ var _notes_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(8592);
/* harmony import */ var _ours_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(1658);
/* harmony import */ var _state_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(240);






/**
 * What to do about duplicates after a create: keep the oldest open ticket of each key by (`createdAt`, `id`) and fold the others into it; the kept one
 * gets a note and a new state only for failed jobs that it did not name. Empty where there is nothing to fold. Tickets that are not ours are left alone.
 */
function planFolds(existing, doubled, { scope, run, closed }) {
    const keys = doubled.map(({ key }) => key);
    const ours = (0,_ours_js__WEBPACK_IMPORTED_MODULE_2__/* .survey */ .Fr)(existing, scope, keys, closed).filter((ticket) => ticket.open && ticket.owned);
    const tickets = (0,_group_js__WEBPACK_IMPORTED_MODULE_4__/* .groupBy */ .$)(ours, (ticket) => ticket.key);
    return doubled.flatMap(({ key, label, own }) => {
        const [keeper, ...others] = tickets.get(key) ?? [];
        const duplicates = others.filter((ticket) => own === undefined || ticket.existing.id === own);
        if (keeper === undefined || duplicates.length === 0)
            return [];
        return [...learn(keeper, duplicates, label, run), ...foldAll(keeper, duplicates, label, closed)];
    });
}
/** What the kept ticket takes over from its duplicates. */
function learn(keeper, duplicates, label, run) {
    const { state, news } = mergeStates(keeper, duplicates, run.jobs);
    if (state === undefined || news.length === 0)
        return [];
    const { existing: on, key } = keeper;
    const reason = "A duplicate named more failed jobs.";
    return [...noteNews(keeper, label, run, news), { kind: "update", key, label, on, changes: (0,_draft_js__WEBPACK_IMPORTED_MODULE_0__/* .restated */ .lL)(keeper, state), reason }];
}
/** The note on the kept ticket for what only its duplicates named; none where that is nothing. */
function noteNews({ existing: on, key }, label, run, news) {
    if (news.length === 0)
        return [];
    const paragraphs = news.map(({ paragraph }) => paragraph);
    // The run may have a note of its own, so these notes are known by what they say.
    const once = paragraphs.map((paragraph) => paragraph.map(({ text }) => text).join("")).join("\n");
    return [{ kind: "note", key, label, on, run: (0,_notes_js__WEBPACK_IMPORTED_MODULE_1__/* .runName */ .rt)(run), text: (0,_notes_js__WEBPACK_IMPORTED_MODULE_1__/* .runNote */ .k8)(run, paragraphs), once }];
}
/** Marks each duplicate as one of the kept ticket, closed and archived. */
function foldAll(keeper, duplicates, label, closed) {
    const { id, number } = keeper.existing;
    const into = number === undefined ? { id } : { id, number };
    return duplicates.map(({ existing: on, key }) => {
        const changes = { duplicateOf: id, status: closedStatus(closed), archived: true };
        return { kind: "fold", key, label, on, into, changes };
    });
}
/** The status that closes a ticket. */
function closedStatus(closed) {
    return closed[0] ?? "DONE";
}
/** The state of the kept ticket with what its duplicates know. */
function mergeStates(keeper, duplicates, jobs) {
    let state = keeper.state;
    const known = new Set(state?.jobs);
    const news = [];
    for (const duplicate of duplicates) {
        if (duplicate.state === undefined)
            continue;
        const unknown = duplicate.state.jobs.filter((hash) => !known.has(hash));
        for (const hash of unknown)
            known.add(hash);
        if (unknown.length > 0)
            news.push({ jobs: unknown, paragraph: (0,_notes_js__WEBPACK_IMPORTED_MODULE_1__/* .foldParagraph */ .We)(duplicate.existing, unknown, jobs) });
        state = state === undefined ? undefined : merge(state, duplicate.state);
    }
    return { state, news };
}
function merge(a, b) {
    // Tickets of different times have counted different failures; those of a race the same one.
    const apart = (0,_moment_js__WEBPACK_IMPORTED_MODULE_5__/* .isLater */ .d8)(b.first, a.last) || (0,_moment_js__WEBPACK_IMPORTED_MODULE_5__/* .isLater */ .d8)(a.first, b.last);
    return {
        ...a,
        count: apart ? a.count + b.count : Math.max(a.count, b.count),
        first: (0,_moment_js__WEBPACK_IMPORTED_MODULE_5__/* .earlier */ .X)(a.first, b.first),
        last: (0,_moment_js__WEBPACK_IMPORTED_MODULE_5__/* .later */ .NU)(a.last, b.last),
        signature: (0,_moment_js__WEBPACK_IMPORTED_MODULE_5__/* .isLater */ .d8)(b.last, a.last) ? b.signature : a.signature,
        jobs: (0,_state_js__WEBPACK_IMPORTED_MODULE_3__/* .hashList */ .Pv)([...a.jobs, ...b.jobs]),
        shares: (0,_state_js__WEBPACK_IMPORTED_MODULE_3__/* .hashList */ .Pv)([...a.shares, ...b.shares]),
    };
}


/***/ }),

/***/ 5522:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ groupBy)
/* harmony export */ });
/** Items by key, in the order in which the keys first occur. (`Map.groupBy` is of Node 21, and the demo runs on Node 20.) */
function groupBy(items, keyOf) {
    const groups = new Map();
    for (const item of items) {
        const key = keyOf(item);
        const group = groups.get(key);
        if (group === undefined)
            groups.set(key, [item]);
        else
            group.push(item);
    }
    return groups;
}


/***/ }),

/***/ 9183:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  AK: () => (/* binding */ checklistKey),
  tW: () => (/* binding */ hash),
  m0: () => (/* binding */ isKey),
  FT: () => (/* binding */ issueKey),
  QN: () => (/* binding */ jobHash),
  tv: () => (/* binding */ jobKey),
  kH: () => (/* binding */ jobKeyName),
  OD: () => (/* binding */ scopeKey),
  Ug: () => (/* binding */ stepKey),
  BM: () => (/* binding */ stepKeyName),
  Cb: () => (/* binding */ triageScopeKey),
  RB: () => (/* binding */ workflowPath)
});

// UNUSED EXPORTS: keyOf, slug

;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");
;// CONCATENATED MODULE: ./lib/tickets/identity.js

/** Name of the step group that holds a job without a failed step. */
const JOB_ITSELF = "(job)";
const KEY = /^gh-(?=[a-z0-9-]{1,24}-[0-9a-f]{10}$)[a-z0-9]+(?:-[a-z0-9]+)*-[0-9a-f]{10}$/;
/** The readable part of a key: lower case, `[a-z0-9]` and single hyphens, 1 to 24 characters, `x` where nothing is left. */
function slug(text) {
    const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
    return words.join("-").slice(0, 24).replace(/-$/, "") || "x";
}
/** The identity of a ticket, `gh-<slug>-<10 hex>`: the hex digits begin the SHA-256 of `parts` as a JSON array. */
function keyOf(slugSource, parts) {
    return `gh-${slug(slugSource)}-${hash(JSON.stringify(parts), 10)}`;
}
/** Whether a tag has the form of a key of ours. */
function isKey(tag) {
    return KEY.test(tag);
}
/** Key of the workflow and ref: the ticket of the whole workflow, and the second tag of its job and step tickets. */
function scopeKey(place) {
    return placeKey(place, "");
}
/** Key of the ticket of a job, with `group-by: job`. All jobs of a matrix share it. */
function jobKey(place, displayName) {
    return placeKey(place, `job:${jobKeyName(displayName)}`);
}
/** Key of the ticket of a step, with `group-by: step`; without `stepName` of the job that failed in no step. */
function stepKey(place, displayName, stepName) {
    return placeKey(place, `step:${jobKeyName(displayName)} / ${stepName === undefined ? JOB_ITSELF : stepKeyName(stepName)}`);
}
/** Key of the ticket of a release checklist, or of one `item` of it. */
function checklistKey(repository, file, version, item = "") {
    return keyOf(`release ${version}`, ["v1", repository.toLowerCase(), "checklist", file, version, item]);
}
/** Key of the ticket of an issue. */
function issueKey(repository, issue) {
    return keyOf(`issue ${issue}`, ["v1", repository.toLowerCase(), "triage", String(issue), "", ""]);
}
/** The second tag of all issue tickets of a repository. */
function triageScopeKey(repository) {
    return keyOf("triage", ["v1", repository.toLowerCase(), "triage", "", "", ""]);
}
/**
 * The path of a workflow file in its repository, from `GITHUB_WORKFLOW_REF` (`owner/name/<path>@<ref>`) or the `path` of a run
 * (`<path>` or `<path>@<ref>`). A branch may hold an `@` too, so the file's ending decides where the path ends.
 */
function workflowPath(reference, repository) {
    const path = /^.*?\.ya?ml(?=@)/is.exec(reference)?.[0] ?? (/\.ya?ml$/i.test(reference) ? reference : (reference.split("@")[0] ?? ""));
    const prefix = `${repository.toLowerCase()}/`;
    return path.toLowerCase().startsWith(prefix) ? path.slice(prefix.length) : path;
}
/**
 * The name of a job as keys see it: each ` / ` segment (a called workflow, then its job) loses a trailing ` (…)`, which is where
 * the matrix values stand. A ` / ` inside balanced parentheses is a matrix value, no border.
 */
function jobKeyName(displayName) {
    return segments(displayName).map(withoutGroup).join(" / ");
}
/** The name of a step as keys see it: versions, SHAs and digits are 0, so that an upgrade does not make another step of it. */
function stepKeyName(name) {
    return (name
        .replace(/\b(?=[0-9a-f]*\d)[0-9a-f]{7,64}\b/gi, "0")
        // Only where the digits begin: tried at each of them, a long number takes the square of its length.
        .replace(/(?<!\d)\d+(?:\.\d+)+(?:-(?:alpha|beta|rc|pre|preview|next|canary|nightly|dev|snapshot)\b[\w.]*)?/gi, "0")
        .replace(/\d+/g, "0"));
}
/** How the state line names a job: the first 6 hex digits of the SHA-256 of its display name as GitHub gives it, matrix values and all. */
function jobHash(displayName) {
    return hash(displayName, 6);
}
/** The first `digits` hex digits of the SHA-256 of a text in UTF-8. */
function hash(text, digits) {
    return (0,external_node_crypto_namespaceObject.createHash)("sha256").update(text).digest("hex").slice(0, digits);
}
function placeKey(place, part) {
    const stem = (place.workflowPath.split("/").at(-1) ?? "").replace(/\.ya?ml$/i, "");
    const parts = ["v1", place.repository.toLowerCase(), place.workflowPath, place.refClass, part];
    return keyOf(`${stem} ${refName(place.refClass)}`, parts);
}
/** What stands behind the kind of a ref class, and behind the repository of a pull request's; `tags` is its own name. */
function refName(refClass) {
    return refClass.replace(/^(?:pull:[^:]*|branch|queue):/, "");
}
function segments(name) {
    const parts = name.split(" / ");
    const whole = [];
    let level = 0;
    for (const part of parts) {
        if (level > 0)
            whole.push(`${whole.pop() ?? ""} / ${part}`);
        else
            whole.push(part);
        level = Math.max(0, level) + depth(part);
    }
    return level > 0 ? parts : whole;
}
function depth(text) {
    let level = 0;
    for (const character of text) {
        if (character === "(")
            level += 1;
        else if (character === ")")
            level -= 1;
    }
    return level;
}
function withoutGroup(segment) {
    if (!segment.endsWith(")"))
        return segment;
    let level = 0;
    for (let at = segment.length - 1; at > 0; at -= 1) {
        if (segment[at] === ")")
            level += 1;
        else if (segment[at] === "(")
            level -= 1;
        if (level === 0)
            return segment[at - 1] === " " && at > 1 ? segment.slice(0, at - 1) : segment;
    }
    return segment;
}


/***/ }),

/***/ 3672:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   BE: () => (/* binding */ PRIORITIES),
/* harmony export */   DK: () => (/* binding */ wroteOf),
/* harmony export */   Fg: () => (/* binding */ tagsOf),
/* harmony export */   Gg: () => (/* binding */ titleOf),
/* harmony export */   _T: () => (/* binding */ manage),
/* harmony export */   bB: () => (/* binding */ FLAKY_TAG),
/* harmony export */   j2: () => (/* binding */ manageFlaky),
/* harmony export */   qt: () => (/* binding */ TITLE_LENGTH)
/* harmony export */ });
/* harmony import */ var _state_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(240);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(2782);


/** The tag of a failure that a later attempt of the same run did not have. */
const FLAKY_TAG = "flaky";
/** Most characters of a title in Gleap, in UTF-16 units. */
const TITLE_LENGTH = 200;
/** From the lowest to the highest. */
const PRIORITIES = ["LOW", "MEDIUM", "HIGH"];
/** The title as Gleap takes it. */
function titleOf({ label }, draft) {
    return (0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .oneLine */ .TN)(draft.title, TITLE_LENGTH) || (0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .oneLine */ .TN)(label, TITLE_LENGTH);
}
/** The identity tags, then the team's, each once. */
function tagsOf(key, scope, tags) {
    return [...new Set([key, scope, ...tags])];
}
/** What the state line says of the managed fields of a new ticket. */
function wroteOf(title, priority, tags) {
    return { priority, title: (0,_state_js__WEBPACK_IMPORTED_MODULE_0__/* .titleHash */ .V4)(title), tags: (0,_state_js__WEBPACK_IMPORTED_MODULE_0__/* .tagsHash */ .qi)(tags) };
}
/**
 * Title, priority and tags where the current value is still the one that we wrote; the priority only upwards unless it `follows`. `sticky` tags stay on the
 * ticket once they are there.
 */
function manage(ticket, group, draft, scope, { priorityIs, sticky }) {
    const { title, priority, tags } = ticket.existing;
    const wrote = ticket.state?.wrote ?? _state_js__WEBPACK_IMPORTED_MODULE_0__/* .WROTE_NOTHING */ .qw;
    const changes = {};
    const newTitle = titleOf(group, draft);
    if ((0,_state_js__WEBPACK_IMPORTED_MODULE_0__/* .titleHash */ .V4)(title) === wrote.title && newTitle !== title)
        changes.title = newTitle;
    const higher = rank(draft.priority) > rank(priority);
    if (priority === wrote.priority && (higher || (priorityIs === "follows" && draft.priority !== priority)))
        changes.priority = draft.priority;
    if (tags !== undefined && (0,_state_js__WEBPACK_IMPORTED_MODULE_0__/* .tagsHash */ .qi)(tags) === wrote.tags) {
        const newTags = tagsOf(group.key, scope, [...draft.tags, ...sticky.filter((tag) => tags.includes(tag))]);
        if ((0,_state_js__WEBPACK_IMPORTED_MODULE_0__/* .tagsHash */ .qi)(newTags) !== wrote.tags)
            changes.tags = newTags;
    }
    return { changes, wrote: rewrote(wrote, changes) };
}
/** The tag of a flaky failure, added to whatever tags there are; tags that were ours stay ours. */
function manageFlaky(ticket) {
    const { tags } = ticket.existing;
    const wrote = ticket.state?.wrote ?? _state_js__WEBPACK_IMPORTED_MODULE_0__/* .WROTE_NOTHING */ .qw;
    if (tags === undefined || tags.includes(FLAKY_TAG))
        return { changes: {}, wrote };
    const changes = { tags: [...tags, FLAKY_TAG] };
    return { changes, wrote: (0,_state_js__WEBPACK_IMPORTED_MODULE_0__/* .tagsHash */ .qi)(tags) === wrote.tags ? rewrote(wrote, changes) : wrote };
}
function rank(priority) {
    return PRIORITIES.findIndex((one) => one === priority);
}
function rewrote(wrote, changes) {
    return {
        priority: changes.priority ?? wrote.priority,
        title: changes.title === undefined ? wrote.title : (0,_state_js__WEBPACK_IMPORTED_MODULE_0__/* .titleHash */ .V4)(changes.title),
        tags: changes.tags === undefined ? wrote.tags : (0,_state_js__WEBPACK_IMPORTED_MODULE_0__/* .tagsHash */ .qi)(changes.tags),
    };
}


/***/ }),

/***/ 2973:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Am: () => (/* binding */ momentText),
/* harmony export */   Ft: () => (/* binding */ isSame),
/* harmony export */   NU: () => (/* binding */ later),
/* harmony export */   S5: () => (/* binding */ durationText),
/* harmony export */   X: () => (/* binding */ earlier),
/* harmony export */   d8: () => (/* binding */ isLater)
/* harmony export */ });
/** Whether `a` comes after `b`. */
function isLater(a, b) {
    return a.run > b.run || (a.run === b.run && a.attempt > b.attempt);
}
/** Whether both are the same attempt of the same run. */
function isSame(a, b) {
    return a.run === b.run && a.attempt === b.attempt;
}
/** The later of the two. */
function later(a, b) {
    return isLater(a, b) ? a : b;
}
/** The earlier of the two. */
function earlier(a, b) {
    return isLater(a, b) ? b : a;
}
/** `12.1`: how the state line writes a moment, and what stands behind `run` in a note. */
function momentText({ run, attempt }) {
    return `${run}.${attempt}`;
}
/** A length of time in words, its two largest units: `3 hours 12 minutes`, `2 days`, `less than a minute`. */
function durationText(milliseconds) {
    const minutes = Math.floor(milliseconds / 60_000);
    if (minutes < 1)
        return "less than a minute";
    const parts = [
        [Math.floor(minutes / 1440), "day"],
        [Math.floor(minutes / 60) % 24, "hour"],
        [minutes % 60, "minute"],
    ];
    const start = parts.findIndex(([count]) => count > 0);
    return parts
        .slice(start, start + 2)
        .filter(([count]) => count > 0)
        .map(([count, unit]) => `${count} ${unit}${count === 1 ? "" : "s"}`)
        .join(" ");
}


/***/ }),

/***/ 9495:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ nearest)
/* harmony export */ });
const LONGEST_WORD = 64;
const SHORTEST_PREFIX = 3;
/**
 * The candidate a person most likely meant when they wrote `word`, for "did you mean" in messages. Letter case, `-` and `_` do not count.
 * A word matches by at most a few slips (a letter missing, added, wrong or swapped; about one in three letters), or when one of the two begins with the other.
 * Returns `undefined` when nothing is near. Ties go to the earlier candidate.
 */
function nearest(word, candidates) {
    const wanted = plain(word);
    if (wanted === "" || wanted.length > LONGEST_WORD)
        return undefined;
    let best;
    for (const candidate of candidates) {
        const other = plain(candidate);
        const slips = distance(wanted, other);
        const allowed = Math.floor(Math.max(wanted.length, other.length) / 3);
        if (slips <= allowed && slips < (best?.slips ?? Number.POSITIVE_INFINITY))
            best = { candidate, slips };
    }
    return best?.candidate ?? candidates.find((candidate) => begins(plain(candidate), wanted));
}
function plain(word) {
    return word.toLowerCase().replace(/[-_\s]/g, "");
}
function begins(one, other) {
    const [short, long] = one.length < other.length ? [one, other] : [other, one];
    return short.length >= SHORTEST_PREFIX && long.startsWith(short);
}
/** Optimal string alignment: Levenshtein distance where two swapped neighbours count as one slip. */
function distance(one, other) {
    let beforeLast = [];
    let last = Array.from({ length: other.length + 1 }, (_, column) => column);
    for (let row = 1; row <= one.length; row++) {
        const current = [row];
        for (let column = 1; column <= other.length; column++) {
            const wrong = (last[column - 1] ?? 0) + (one[row - 1] === other[column - 1] ? 0 : 1);
            const added = (current[column - 1] ?? 0) + 1;
            const missing = (last[column] ?? 0) + 1;
            const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
            current.push(Math.min(wrong, added, missing, swapped ? (beforeLast[column - 2] ?? 0) + 1 : wrong));
        }
        beforeLast = last;
        last = current;
    }
    return last[other.length] ?? 0;
}


/***/ }),

/***/ 8592:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   IE: () => (/* binding */ ordinal),
/* harmony export */   We: () => (/* binding */ foldParagraph),
/* harmony export */   k8: () => (/* binding */ runNote),
/* harmony export */   om: () => (/* binding */ recoveryNote),
/* harmony export */   q: () => (/* binding */ linked),
/* harmony export */   rt: () => (/* binding */ runName),
/* harmony export */   xW: () => (/* binding */ lastFailure)
/* harmony export */ });
/* harmony import */ var _moment_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(2973);
/* harmony import */ var _ours_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1658);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(2782);



const MOST_NAMES = 10;
/** A note of this run: `run N.M` and a colon lead it, linked to the run. */
function runNote(run, text) {
    const [first = [], ...rest] = text;
    return [[{ ...linked(runName(run), run.runUrl), bold: true }, { text: ": " }, ...first], ...rest];
}
/** `run N.M`, by which a note of this run is known. */
function runName({ moment }) {
    return `run ${(0,_moment_js__WEBPACK_IMPORTED_MODULE_2__/* .momentText */ .Am)(moment)}`;
}
/** The sentence of a recovery that stays the same until the next failure. */
function lastFailure(state) {
    return `The last failure was run ${(0,_moment_js__WEBPACK_IMPORTED_MODULE_2__/* .momentText */ .Am)(state.last)}.`;
}
/** What a recovery says: the run, the commit, how long it was broken, how many failures, and whether it was flaky. */
function recoveryNote(verdict, ticket, state, flaky) {
    const { sha, subject, url } = verdict.commit;
    const title = (0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .oneLine */ .TN)(subject, 100);
    const commit = sha === ""
        ? [{ text: "green again." }]
        : [
            { text: flaky ? "green again, on the same commit " : "green again, fixed by commit " },
            linked(sha.slice(0, 10), url),
            { text: title === "" ? "." : `: ${title}` },
        ];
    const broken = (0,_ours_js__WEBPACK_IMPORTED_MODULE_0__/* .time */ .kB)(verdict.startedAt) - (0,_ours_js__WEBPACK_IMPORTED_MODULE_0__/* .time */ .kB)(ticket.createdAt);
    const parts = [];
    if (verdict.startedAt !== "" && Number.isSafeInteger(broken) && broken >= 0 && broken < 1e14)
        parts.push(`Broken for ${(0,_moment_js__WEBPACK_IMPORTED_MODULE_2__/* .durationText */ .S5)(broken)}.`);
    if (state !== undefined)
        parts.push(`${state.count} ${state.count === 1 ? "failure" : "failures"}.`, lastFailure(state));
    if (flaky)
        parts.push("A later attempt of the same run succeeded: this is flaky.");
    return runNote(verdict, parts.length === 0 ? [commit] : [commit, [{ text: parts.join(" ") }]]);
}
/** Says which failed jobs a duplicate brought along when it was folded into an older ticket. */
function foldParagraph(duplicate, hashes, jobs) {
    const names = hashes.flatMap((hash) => jobs.find((job) => job.hash === hash)?.name ?? []).map((name) => (0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .oneLine */ .TN)(name, 100));
    const more = hashes.length - Math.min(names.length, MOST_NAMES);
    const listed = [...names.slice(0, MOST_NAMES), ...(more > 0 ? [`${more} more`] : [])].join(", ");
    const which = duplicate.number === undefined ? "A duplicate" : `The duplicate #${duplicate.number}`;
    return [{ text: `${which} was folded into this ticket. Failed jobs that only it named: ${listed}.` }];
}
/** Text with a link, where the address is one. */
function linked(text, url) {
    const href = (0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .httpUrl */ .q3)(url);
    return href === undefined ? { text } : { text, href };
}
/** `1st`, `2nd`, `3rd`, `11th`. */
function ordinal(count) {
    const ends = { one: "st", two: "nd", few: "rd", other: "th" };
    return `${count}${ends[new Intl.PluralRules("en", { type: "ordinal" }).select(count)] ?? "th"}`;
}


/***/ }),

/***/ 1658:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Fr: () => (/* binding */ survey),
/* harmony export */   SU: () => (/* binding */ muted),
/* harmony export */   kB: () => (/* binding */ time),
/* harmony export */   nT: () => (/* binding */ isOpen),
/* harmony export */   tt: () => (/* binding */ MUTE_TAG)
/* harmony export */ });
/* harmony import */ var _identity_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9183);
/* harmony import */ var _state_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(240);


/** A person's tag on a ticket that silences the ticket's key. */
const MUTE_TAG = "gleap-ticket-mute";
/**
 * What the plan knows of the listed tickets, oldest first by (`createdAt`, `id`). Tickets without our tags are left out; of a list without
 * `tags`, those whose state line names neither the scope nor a key in `keys`.
 */
function survey(existing, scope, keys, closed) {
    const wanted = new Set([scope, ...keys]);
    const found = [];
    // A ticket can come twice where the pages of the listing moved under it; it must never be its own duplicate.
    for (const one of new Map(existing.map((ticket) => [ticket.id, ticket])).values()) {
        const reading = (0,_state_js__WEBPACK_IMPORTED_MODULE_1__/* .readState */ .un)(one.description) ?? { above: "", below: one.description };
        const key = keyOfTicket(one, reading.state, scope);
        const isWithin = one.tags === undefined ? reading.state?.scope === scope.slice(-10) : one.tags.includes(scope);
        if (key === undefined || !(wanted.has(key) || isWithin))
            continue;
        const state = reading.state?.key === key ? reading.state : undefined;
        found.push({
            existing: one,
            key,
            state,
            above: reading.above,
            below: reading.below,
            open: isOpen(one, closed),
            owned: isOwned(one, state, existing),
        });
    }
    return found.toSorted((a, b) => time(a.existing.createdAt) - time(b.existing.createdAt) || (a.existing.id < b.existing.id ? -1 : 1));
}
/** Whether a ticket is open: its status is not a closed one, and it is not archived, spam or a duplicate. */
function isOpen(ticket, closed) {
    return !closed.includes(ticket.status) && !ticket.archived && !ticket.spam && ticket.duplicateOf === undefined;
}
/** The ticket on which a person silenced a key, if there is one. */
function muted(tickets, key) {
    return tickets.find((ticket) => ticket.key === key && ticket.existing.tags?.includes(MUTE_TAG));
}
/** Milliseconds since the epoch; an unreadable time is later than any other. */
function time(iso) {
    const parsed = Date.parse(iso);
    return Number.isNaN(parsed) ? Number.MAX_SAFE_INTEGER : parsed;
}
/** A job or step ticket carries the scope as its second tag, so its own key is the other one; where there is doubt the state line says which. */
function keyOfTicket(ticket, state, scope) {
    if (ticket.tags === undefined)
        return state?.key;
    const keys = ticket.tags.filter(_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .isKey */ .m0);
    if (state !== undefined && keys.includes(state.key))
        return state.key;
    return keys.find((key) => key !== scope) ?? keys[0];
}
function isOwned(ticket, state, all) {
    if (ticket.hasSession || ticket.tracker)
        return false;
    return ticket.linked.every(({ id, tags }) => {
        if (state?.links.includes(id) || tags?.some(_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .isKey */ .m0))
            return true;
        const other = all.find((one) => one.id === id);
        return other !== undefined && (other.tags === undefined ? (0,_state_js__WEBPACK_IMPORTED_MODULE_1__/* .readState */ .un)(other.description)?.state !== undefined : other.tags.some(_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .isKey */ .m0));
    });
}


/***/ }),

/***/ 1277:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ perTicket),
/* harmony export */   M: () => (/* binding */ overall)
/* harmony export */ });
/** The order in which the `outcome` output looks for its value. */
const ORDER = ["failed", "planned", "created", "updated", "closed", "unchanged", "skipped"];
/**
 * One outcome for each ticket, in the order in which the tickets first occur: that of what was done to it last, a note counting only where it
 * is all that was done, an update only of a ticket that was there before, and a failure before all else. A ticket that was created and then folded into an older one is the older one, unchanged.
 */
function perTicket(outcomes) {
    const folded = new Set(outcomes.flatMap((one) => (one.operation.kind === "fold" && one.outcome !== "failed" ? [one.operation.on.id] : [])));
    const tickets = new Map();
    for (const one of outcomes) {
        if (one.operation.kind === "create" && one.ticket !== undefined && folded.has(one.ticket.id))
            continue;
        const id = idOf(one);
        const before = tickets.get(id);
        if (before === undefined || rank(one) >= rank(before))
            tickets.set(id, one);
    }
    return [...tickets.values()];
}
/** The value of the `outcome` output: `failed` where anything failed, else the first that occurs; `skipped` where nothing was to be done. */
function overall(outcomes) {
    const kinds = new Set(perTicket(outcomes).map((one) => one.outcome));
    return ORDER.find((kind) => kinds.has(kind)) ?? "skipped";
}
const RANKS = { leave: 0, fold: 0, note: 1, update: 2, create: 3, close: 3, reopen: 3 };
/** How much an outcome says of its ticket. */
function rank({ outcome, operation }) {
    return outcome === "failed" ? 4 : RANKS[operation.kind];
}
/** The ticket that counts: the older one of a fold; a ticket that does not exist yet by its key. */
function idOf({ operation, ticket }) {
    if (operation.kind === "fold")
        return operation.into.id;
    if (operation.kind === "create")
        return ticket?.id ?? operation.key;
    return operation.on?.id ?? operation.key;
}


/***/ }),

/***/ 240:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Am: () => (/* binding */ writeSignature),
/* harmony export */   Jq: () => (/* binding */ writeState),
/* harmony export */   Jt: () => (/* binding */ disarm),
/* harmony export */   Pv: () => (/* binding */ hashList),
/* harmony export */   V4: () => (/* binding */ titleHash),
/* harmony export */   d1: () => (/* binding */ sameFailure),
/* harmony export */   qi: () => (/* binding */ tagsHash),
/* harmony export */   qw: () => (/* binding */ WROTE_NOTHING),
/* harmony export */   uM: () => (/* binding */ scopeIn),
/* harmony export */   un: () => (/* binding */ readState)
/* harmony export */ });
/* harmony import */ var _identity_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9183);
/* harmony import */ var _moment_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(2973);
/**
 * What a ticket remembers of its failures: one line in its description. What stands above the line is ours, what stands below it is people's.
 *
 *     gleap-ticket/1 key=… count=… first=<run number>.<attempt> last=… sig=… jobs=<6 hex,…> wrote=<priority>,<title hash>,<tags hash>
 *
 * Behind these may stand `scope=`, `green=`, `shares=`, `links=` and `subject=`, each only where there is something to remember, and pairs of a mode or of
 * a newer version, which are kept as they are. Of a ticket that follows a subject (an issue, a checklist), `count` says how often it was opened, `first`
 * and `last` are the runs of ours that made and last wrote it.
 */


/** What `wrote=` says where every current value is a person's. */
const WROTE_NOTHING = { priority: "-", title: "-", tags: "-" };
/** The state line names at most so many jobs (and groups): beyond, the first ones by hash stand for the rest. */
const MOST_HASHES = 256;
const KNOWN = ["key", "count", "first", "last", "sig", "jobs", "wrote", "scope", "green", "shares", "links", "subject"];
const LINE = /gleap-ticket\/(\d{1,9})((?:[^\S\r\n]+[a-z][a-z0-9-]*=\S*)*)(?![^\s])[^\S\r\n]*(?:\r\n|[\r\n])?/;
const MARK = /gleap-ticket\/(?=\d)/g;
const MOMENT = /^(\d{1,15})\.(\d{1,6})$/;
const ID = /^[0-9A-Za-z_-]{1,64}$/;
const KEY_END = /^[0-9a-f]{10}$/;
/** The state line, without a line end. Pairs in `extra` that the line could not be read back with are left out. */
function writeState(state) {
    const { key, count, first, last, signature, wrote } = state;
    const pairs = [
        ["key", key],
        ["count", String(count)],
        ["first", (0,_moment_js__WEBPACK_IMPORTED_MODULE_1__/* .momentText */ .Am)(first)],
        ["last", (0,_moment_js__WEBPACK_IMPORTED_MODULE_1__/* .momentText */ .Am)(last)],
        ["sig", signature],
        ["jobs", state.jobs.join(",")],
        ["wrote", `${wrote.priority},${wrote.title},${wrote.tags}`],
    ];
    if (state.scope !== undefined)
        pairs.push(["scope", state.scope]);
    if (state.green !== undefined)
        pairs.push(["green", (0,_moment_js__WEBPACK_IMPORTED_MODULE_1__/* .momentText */ .Am)(state.green)]);
    if (state.shares.length > 0)
        pairs.push(["shares", state.shares.join(",")]);
    if (state.links.length > 0)
        pairs.push(["links", state.links.join(",")]);
    if (state.subject !== undefined)
        pairs.push(["subject", state.subject]);
    for (const [name, value] of state.extra) {
        if (!KNOWN.includes(name) && /^[a-z][a-z0-9-]*$/.test(name) && /^[!-~]*$/.test(value))
            pairs.push([name, value]);
    }
    return [`gleap-ticket/${state.version}`, ...pairs.map(([name, value]) => `${name}=${value}`)].join(" ");
}
/**
 * Takes a description apart at its state line. The line may stand anywhere, with any line ends and with other text on the same line; of
 * several lines the first is ours, since `disarm` keeps one out of our text and people's text comes below. `undefined`: there is none.
 */
function readState(description) {
    const match = LINE.exec(description);
    if (match === null)
        return undefined;
    const reading = { above: description.slice(0, match.index), below: description.slice(match.index + match[0].length) };
    const state = parse(Number(match[1]), match[2] ?? "");
    return state === undefined ? reading : { ...reading, state };
}
/** Text from strangers that goes above the state line, freed of anything that could be read as one. */
function disarm(text) {
    return text.replace(MARK, "gleap-ticket ");
}
/** The scope as the state of a ticket with this key holds it: nothing where the key is the scope. */
function scopeIn(key, scope) {
    return key === scope ? {} : { scope: scope.slice(-10) };
}
/** How `wrote=` holds a title. */
function titleHash(title) {
    return (0,_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .hash */ .tW)(title, 8);
}
/** How `wrote=` holds tags; order and repetition do not matter. */
function tagsHash(tags) {
    return (0,_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .hash */ .tW)(JSON.stringify([...new Set(tags)].toSorted()), 8);
}
/** Job hashes as a state holds them: sorted, each once, bounded. */
function hashList(hashes) {
    return [...new Set(hashes)].toSorted().slice(0, MOST_HASHES);
}
/**
 * The signature of a failure, `<12 hex>:<source>:<12 hex>`.
 * `groups`: what failed and how (groups, failed steps, class), in any order; `error`: the stable form of the first error, empty if none.
 */
function writeSignature(groups, error, source) {
    const what = (0,_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .hash */ .tW)(JSON.stringify([...new Set(groups)].toSorted()), 12);
    return source === "none" || error === "" ? `${what}:none:-` : `${what}:${source}:${(0,_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .hash */ .tW)(error, 12)}`;
}
/** Whether two signatures are of the same failure: the same groups and, where both errors come from the same source, the same error. */
function sameFailure(a, b) {
    const [whatA = "", sourceA, errorA] = a.split(":");
    const [whatB = "", sourceB, errorB] = b.split(":");
    return whatA !== "" && whatA === whatB && (sourceA !== sourceB || errorA === errorB);
}
function parse(version, text) {
    const pairs = new Map();
    for (const pair of text.trim().split(/\s+/)) {
        const at = pair.indexOf("=");
        const name = pair.slice(0, Math.max(at, 0));
        if (name !== "" && !pairs.has(name))
            pairs.set(name, pair.slice(at + 1));
    }
    const key = pairs.get("key") ?? "";
    const count = Number(/^\d{1,9}$/.exec(pairs.get("count") ?? "")?.[0] ?? 0);
    const last = readMoment(pairs.get("last"));
    if (!(0,_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .isKey */ .m0)(key) || count < 1 || last === undefined)
        return undefined;
    const first = readMoment(pairs.get("first")) ?? last;
    const green = readMoment(pairs.get("green"));
    const [scope] = list(pairs.get("scope"), KEY_END);
    const subject = pairs.get("subject");
    return {
        key,
        count,
        first: (0,_moment_js__WEBPACK_IMPORTED_MODULE_1__/* .isLater */ .d8)(first, last) ? last : first,
        last,
        signature: /^[0-9a-f]{12}:[a-z-]+:[0-9a-f-]{1,12}$/.exec(pairs.get("sig") ?? "")?.[0] ?? "",
        jobs: hashList(list(pairs.get("jobs"), /^[0-9a-f]{6}$/)),
        wrote: readWrote(pairs.get("wrote")),
        ...(scope === undefined ? {} : { scope }),
        ...(green === undefined ? {} : { green }),
        shares: hashList(list(pairs.get("shares"), KEY_END)),
        links: list(pairs.get("links"), ID),
        ...(subject === "open" || subject === "closed" ? { subject } : {}),
        extra: [...pairs].filter(([name, value]) => !KNOWN.includes(name) && /^[!-~]*$/.test(value)),
        version,
    };
}
function readWrote(text = "") {
    const [, priority, title, tags] = /^(LOW|MEDIUM|HIGH|-),([0-9a-f]{8}|-),([0-9a-f]{8}|-)$/.exec(text) ?? [];
    if (priority === undefined || title === undefined || tags === undefined)
        return WROTE_NOTHING;
    return { priority, title, tags };
}
function list(text, shape) {
    return (text ?? "").split(",").filter((entry) => shape.test(entry));
}
function readMoment(text) {
    const [, run, attempt] = MOMENT.exec(text ?? "") ?? [];
    return run === undefined || attempt === undefined ? undefined : { run: Number(run), attempt: Number(attempt) };
}


/***/ }),

/***/ 6412:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ tagExpectation)
/* harmony export */ });
const LONGEST = 100;
/** Tags with a meaning of their own: the key of a ticket, and the tag with which people silence a key. */
const RESERVED = /^(?:gh-.*-[0-9a-f]{10}|gleap-ticket-mute)$/;
/** What a tag of the team's own must look like, as a phrase, if this one does not; else `undefined`. */
function tagExpectation(tag) {
    if (tag.trim() === "")
        return "text";
    if (tag.length > LONGEST)
        return `a tag of at most ${LONGEST} characters`;
    if (/[,\p{Cc}]/u.test(tag))
        return "a tag without commas and line breaks";
    if (RESERVED.test(tag))
        return "a tag of your own (this one has a meaning for the action)";
    return undefined;
}


/***/ }),

/***/ 3582:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  BU: () => (/* binding */ checkTemplate),
  Yc: () => (/* reexport */ renderPieces),
  Xm: () => (/* reexport */ renderTemplate),
  ht: () => (/* binding */ variablesOf)
});

// EXTERNAL MODULE: ./lib/tickets/nearest.js
var nearest = __nccwpck_require__(9495);
;// CONCATENATED MODULE: ./node_modules/mustache/mustache.mjs
/*!
 * mustache.js - Logic-less {{mustache}} templates with JavaScript
 * http://github.com/janl/mustache.js
 */

var objectToString = Object.prototype.toString;
var isArray = Array.isArray || function isArrayPolyfill (object) {
  return objectToString.call(object) === '[object Array]';
};

function isFunction (object) {
  return typeof object === 'function';
}

/**
 * More correct typeof string handling array
 * which normally returns typeof 'object'
 */
function typeStr (obj) {
  return isArray(obj) ? 'array' : typeof obj;
}

function escapeRegExp (string) {
  return string.replace(/[\-\[\]{}()*+?.,\\\^$|#\s]/g, '\\$&');
}

/**
 * Null safe way of checking whether or not an object,
 * including its prototype, has a given property
 */
function hasProperty (obj, propName) {
  return obj != null && typeof obj === 'object' && (propName in obj);
}

/**
 * Safe way of detecting whether or not the given thing is a primitive and
 * whether it has the given property
 */
function primitiveHasOwnProperty (primitive, propName) {
  return (
    primitive != null
    && typeof primitive !== 'object'
    && primitive.hasOwnProperty
    && primitive.hasOwnProperty(propName)
  );
}

// Workaround for https://issues.apache.org/jira/browse/COUCHDB-577
// See https://github.com/janl/mustache.js/issues/189
var regExpTest = RegExp.prototype.test;
function testRegExp (re, string) {
  return regExpTest.call(re, string);
}

var nonSpaceRe = /\S/;
function isWhitespace (string) {
  return !testRegExp(nonSpaceRe, string);
}

var entityMap = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '/': '&#x2F;',
  '`': '&#x60;',
  '=': '&#x3D;'
};

function escapeHtml (string) {
  return String(string).replace(/[&<>"'`=\/]/g, function fromEntityMap (s) {
    return entityMap[s];
  });
}

var whiteRe = /\s*/;
var spaceRe = /\s+/;
var equalsRe = /\s*=/;
var curlyRe = /\s*\}/;
var tagRe = /#|\^|\/|>|\{|&|=|!/;

/**
 * Breaks up the given `template` string into a tree of tokens. If the `tags`
 * argument is given here it must be an array with two string values: the
 * opening and closing tags used in the template (e.g. [ "<%", "%>" ]). Of
 * course, the default is to use mustaches (i.e. mustache.tags).
 *
 * A token is an array with at least 4 elements. The first element is the
 * mustache symbol that was used inside the tag, e.g. "#" or "&". If the tag
 * did not contain a symbol (i.e. {{myValue}}) this element is "name". For
 * all text that appears outside a symbol this element is "text".
 *
 * The second element of a token is its "value". For mustache tags this is
 * whatever else was inside the tag besides the opening symbol. For text tokens
 * this is the text itself.
 *
 * The third and fourth elements of the token are the start and end indices,
 * respectively, of the token in the original template.
 *
 * Tokens that are the root node of a subtree contain two more elements: 1) an
 * array of tokens in the subtree and 2) the index in the original template at
 * which the closing tag for that section begins.
 *
 * Tokens for partials also contain two more elements: 1) a string value of
 * indendation prior to that tag and 2) the index of that tag on that line -
 * eg a value of 2 indicates the partial is the third tag on this line.
 */
function parseTemplate (template, tags) {
  if (!template)
    return [];
  var lineHasNonSpace = false;
  var sections = [];     // Stack to hold section tokens
  var tokens = [];       // Buffer to hold the tokens
  var spaces = [];       // Indices of whitespace tokens on the current line
  var hasTag = false;    // Is there a {{tag}} on the current line?
  var nonSpace = false;  // Is there a non-space char on the current line?
  var indentation = '';  // Tracks indentation for tags that use it
  var tagIndex = 0;      // Stores a count of number of tags encountered on a line

  // Strips all whitespace tokens array for the current line
  // if there was a {{#tag}} on it and otherwise only space.
  function stripSpace () {
    if (hasTag && !nonSpace) {
      while (spaces.length)
        delete tokens[spaces.pop()];
    } else {
      spaces = [];
    }

    hasTag = false;
    nonSpace = false;
  }

  var openingTagRe, closingTagRe, closingCurlyRe;
  function compileTags (tagsToCompile) {
    if (typeof tagsToCompile === 'string')
      tagsToCompile = tagsToCompile.split(spaceRe, 2);

    if (!isArray(tagsToCompile) || tagsToCompile.length !== 2)
      throw new Error('Invalid tags: ' + tagsToCompile);

    openingTagRe = new RegExp(escapeRegExp(tagsToCompile[0]) + '\\s*');
    closingTagRe = new RegExp('\\s*' + escapeRegExp(tagsToCompile[1]));
    closingCurlyRe = new RegExp('\\s*' + escapeRegExp('}' + tagsToCompile[1]));
  }

  compileTags(tags || mustache.tags);

  var scanner = new Scanner(template);

  var start, type, value, chr, token, openSection;
  while (!scanner.eos()) {
    start = scanner.pos;

    // Match any text between tags.
    value = scanner.scanUntil(openingTagRe);

    if (value) {
      for (var i = 0, valueLength = value.length; i < valueLength; ++i) {
        chr = value.charAt(i);

        if (isWhitespace(chr)) {
          spaces.push(tokens.length);
          indentation += chr;
        } else {
          nonSpace = true;
          lineHasNonSpace = true;
          indentation += ' ';
        }

        tokens.push([ 'text', chr, start, start + 1 ]);
        start += 1;

        // Check for whitespace on the current line.
        if (chr === '\n') {
          stripSpace();
          indentation = '';
          tagIndex = 0;
          lineHasNonSpace = false;
        }
      }
    }

    // Match the opening tag.
    if (!scanner.scan(openingTagRe))
      break;

    hasTag = true;

    // Get the tag type.
    type = scanner.scan(tagRe) || 'name';
    scanner.scan(whiteRe);

    // Get the tag value.
    if (type === '=') {
      value = scanner.scanUntil(equalsRe);
      scanner.scan(equalsRe);
      scanner.scanUntil(closingTagRe);
    } else if (type === '{') {
      value = scanner.scanUntil(closingCurlyRe);
      scanner.scan(curlyRe);
      scanner.scanUntil(closingTagRe);
      type = '&';
    } else {
      value = scanner.scanUntil(closingTagRe);
    }

    // Match the closing tag.
    if (!scanner.scan(closingTagRe))
      throw new Error('Unclosed tag at ' + scanner.pos);

    if (type == '>') {
      token = [ type, value, start, scanner.pos, indentation, tagIndex, lineHasNonSpace ];
    } else {
      token = [ type, value, start, scanner.pos ];
    }
    tagIndex++;
    tokens.push(token);

    if (type === '#' || type === '^') {
      sections.push(token);
    } else if (type === '/') {
      // Check section nesting.
      openSection = sections.pop();

      if (!openSection)
        throw new Error('Unopened section "' + value + '" at ' + start);

      if (openSection[1] !== value)
        throw new Error('Unclosed section "' + openSection[1] + '" at ' + start);
    } else if (type === 'name' || type === '{' || type === '&') {
      nonSpace = true;
    } else if (type === '=') {
      // Set the tags for the next time around.
      compileTags(value);
    }
  }

  stripSpace();

  // Make sure there are no open sections when we're done.
  openSection = sections.pop();

  if (openSection)
    throw new Error('Unclosed section "' + openSection[1] + '" at ' + scanner.pos);

  return nestTokens(squashTokens(tokens));
}

/**
 * Combines the values of consecutive text tokens in the given `tokens` array
 * to a single token.
 */
function squashTokens (tokens) {
  var squashedTokens = [];

  var token, lastToken;
  for (var i = 0, numTokens = tokens.length; i < numTokens; ++i) {
    token = tokens[i];

    if (token) {
      if (token[0] === 'text' && lastToken && lastToken[0] === 'text') {
        lastToken[1] += token[1];
        lastToken[3] = token[3];
      } else {
        squashedTokens.push(token);
        lastToken = token;
      }
    }
  }

  return squashedTokens;
}

/**
 * Forms the given array of `tokens` into a nested tree structure where
 * tokens that represent a section have two additional items: 1) an array of
 * all tokens that appear in that section and 2) the index in the original
 * template that represents the end of that section.
 */
function nestTokens (tokens) {
  var nestedTokens = [];
  var collector = nestedTokens;
  var sections = [];

  var token, section;
  for (var i = 0, numTokens = tokens.length; i < numTokens; ++i) {
    token = tokens[i];

    switch (token[0]) {
      case '#':
      case '^':
        collector.push(token);
        sections.push(token);
        collector = token[4] = [];
        break;
      case '/':
        section = sections.pop();
        section[5] = token[2];
        collector = sections.length > 0 ? sections[sections.length - 1][4] : nestedTokens;
        break;
      default:
        collector.push(token);
    }
  }

  return nestedTokens;
}

/**
 * A simple string scanner that is used by the template parser to find
 * tokens in template strings.
 */
function Scanner (string) {
  this.string = string;
  this.tail = string;
  this.pos = 0;
}

/**
 * Returns `true` if the tail is empty (end of string).
 */
Scanner.prototype.eos = function eos () {
  return this.tail === '';
};

/**
 * Tries to match the given regular expression at the current position.
 * Returns the matched text if it can match, the empty string otherwise.
 */
Scanner.prototype.scan = function scan (re) {
  var match = this.tail.match(re);

  if (!match || match.index !== 0)
    return '';

  var string = match[0];

  this.tail = this.tail.substring(string.length);
  this.pos += string.length;

  return string;
};

/**
 * Skips all text until the given regular expression can be matched. Returns
 * the skipped string, which is the entire tail if no match can be made.
 */
Scanner.prototype.scanUntil = function scanUntil (re) {
  var index = this.tail.search(re), match;

  switch (index) {
    case -1:
      match = this.tail;
      this.tail = '';
      break;
    case 0:
      match = '';
      break;
    default:
      match = this.tail.substring(0, index);
      this.tail = this.tail.substring(index);
  }

  this.pos += match.length;

  return match;
};

/**
 * Represents a rendering context by wrapping a view object and
 * maintaining a reference to the parent context.
 */
function Context (view, parentContext) {
  this.view = view;
  this.cache = { '.': this.view };
  this.parent = parentContext;
}

/**
 * Creates a new context using the given view with this context
 * as the parent.
 */
Context.prototype.push = function push (view) {
  return new Context(view, this);
};

/**
 * Returns the value of the given name in this context, traversing
 * up the context hierarchy if the value is absent in this context's view.
 */
Context.prototype.lookup = function lookup (name) {
  var cache = this.cache;

  var value;
  if (cache.hasOwnProperty(name)) {
    value = cache[name];
  } else {
    var context = this, intermediateValue, names, index, lookupHit = false;

    while (context) {
      if (name.indexOf('.') > 0) {
        intermediateValue = context.view;
        names = name.split('.');
        index = 0;

        /**
         * Using the dot notion path in `name`, we descend through the
         * nested objects.
         *
         * To be certain that the lookup has been successful, we have to
         * check if the last object in the path actually has the property
         * we are looking for. We store the result in `lookupHit`.
         *
         * This is specially necessary for when the value has been set to
         * `undefined` and we want to avoid looking up parent contexts.
         *
         * In the case where dot notation is used, we consider the lookup
         * to be successful even if the last "object" in the path is
         * not actually an object but a primitive (e.g., a string, or an
         * integer), because it is sometimes useful to access a property
         * of an autoboxed primitive, such as the length of a string.
         **/
        while (intermediateValue != null && index < names.length) {
          if (index === names.length - 1)
            lookupHit = (
              hasProperty(intermediateValue, names[index])
              || primitiveHasOwnProperty(intermediateValue, names[index])
            );

          intermediateValue = intermediateValue[names[index++]];
        }
      } else {
        intermediateValue = context.view[name];

        /**
         * Only checking against `hasProperty`, which always returns `false` if
         * `context.view` is not an object. Deliberately omitting the check
         * against `primitiveHasOwnProperty` if dot notation is not used.
         *
         * Consider this example:
         * ```
         * Mustache.render("The length of a football field is {{#length}}{{length}}{{/length}}.", {length: "100 yards"})
         * ```
         *
         * If we were to check also against `primitiveHasOwnProperty`, as we do
         * in the dot notation case, then render call would return:
         *
         * "The length of a football field is 9."
         *
         * rather than the expected:
         *
         * "The length of a football field is 100 yards."
         **/
        lookupHit = hasProperty(context.view, name);
      }

      if (lookupHit) {
        value = intermediateValue;
        break;
      }

      context = context.parent;
    }

    cache[name] = value;
  }

  if (isFunction(value))
    value = value.call(this.view);

  return value;
};

/**
 * A Writer knows how to take a stream of tokens and render them to a
 * string, given a context. It also maintains a cache of templates to
 * avoid the need to parse the same template twice.
 */
function Writer () {
  this.templateCache = {
    _cache: {},
    set: function set (key, value) {
      this._cache[key] = value;
    },
    get: function get (key) {
      return this._cache[key];
    },
    clear: function clear () {
      this._cache = {};
    }
  };
}

/**
 * Clears all cached templates in this writer.
 */
Writer.prototype.clearCache = function clearCache () {
  if (typeof this.templateCache !== 'undefined') {
    this.templateCache.clear();
  }
};

/**
 * Parses and caches the given `template` according to the given `tags` or
 * `mustache.tags` if `tags` is omitted,  and returns the array of tokens
 * that is generated from the parse.
 */
Writer.prototype.parse = function parse (template, tags) {
  var cache = this.templateCache;
  var cacheKey = template + ':' + (tags || mustache.tags).join(':');
  var isCacheEnabled = typeof cache !== 'undefined';
  var tokens = isCacheEnabled ? cache.get(cacheKey) : undefined;

  if (tokens == undefined) {
    tokens = parseTemplate(template, tags);
    isCacheEnabled && cache.set(cacheKey, tokens);
  }
  return tokens;
};

/**
 * High-level method that is used to render the given `template` with
 * the given `view`.
 *
 * The optional `partials` argument may be an object that contains the
 * names and templates of partials that are used in the template. It may
 * also be a function that is used to load partial templates on the fly
 * that takes a single argument: the name of the partial.
 *
 * If the optional `config` argument is given here, then it should be an
 * object with a `tags` attribute or an `escape` attribute or both.
 * If an array is passed, then it will be interpreted the same way as
 * a `tags` attribute on a `config` object.
 *
 * The `tags` attribute of a `config` object must be an array with two
 * string values: the opening and closing tags used in the template (e.g.
 * [ "<%", "%>" ]). The default is to mustache.tags.
 *
 * The `escape` attribute of a `config` object must be a function which
 * accepts a string as input and outputs a safely escaped string.
 * If an `escape` function is not provided, then an HTML-safe string
 * escaping function is used as the default.
 */
Writer.prototype.render = function render (template, view, partials, config) {
  var tags = this.getConfigTags(config);
  var tokens = this.parse(template, tags);
  var context = (view instanceof Context) ? view : new Context(view, undefined);
  return this.renderTokens(tokens, context, partials, template, config);
};

/**
 * Low-level method that renders the given array of `tokens` using
 * the given `context` and `partials`.
 *
 * Note: The `originalTemplate` is only ever used to extract the portion
 * of the original template that was contained in a higher-order section.
 * If the template doesn't use higher-order sections, this argument may
 * be omitted.
 */
Writer.prototype.renderTokens = function renderTokens (tokens, context, partials, originalTemplate, config) {
  var buffer = '';

  var token, symbol, value;
  for (var i = 0, numTokens = tokens.length; i < numTokens; ++i) {
    value = undefined;
    token = tokens[i];
    symbol = token[0];

    if (symbol === '#') value = this.renderSection(token, context, partials, originalTemplate, config);
    else if (symbol === '^') value = this.renderInverted(token, context, partials, originalTemplate, config);
    else if (symbol === '>') value = this.renderPartial(token, context, partials, config);
    else if (symbol === '&') value = this.unescapedValue(token, context);
    else if (symbol === 'name') value = this.escapedValue(token, context, config);
    else if (symbol === 'text') value = this.rawValue(token);

    if (value !== undefined)
      buffer += value;
  }

  return buffer;
};

Writer.prototype.renderSection = function renderSection (token, context, partials, originalTemplate, config) {
  var self = this;
  var buffer = '';
  var value = context.lookup(token[1]);

  // This function is used to render an arbitrary template
  // in the current context by higher-order sections.
  function subRender (template) {
    return self.render(template, context, partials, config);
  }

  if (!value) return;

  if (isArray(value)) {
    for (var j = 0, valueLength = value.length; j < valueLength; ++j) {
      buffer += this.renderTokens(token[4], context.push(value[j]), partials, originalTemplate, config);
    }
  } else if (typeof value === 'object' || typeof value === 'string' || typeof value === 'number') {
    buffer += this.renderTokens(token[4], context.push(value), partials, originalTemplate, config);
  } else if (isFunction(value)) {
    if (typeof originalTemplate !== 'string')
      throw new Error('Cannot use higher-order sections without the original template');

    // Extract the portion of the original template that the section contains.
    value = value.call(context.view, originalTemplate.slice(token[3], token[5]), subRender);

    if (value != null)
      buffer += value;
  } else {
    buffer += this.renderTokens(token[4], context, partials, originalTemplate, config);
  }
  return buffer;
};

Writer.prototype.renderInverted = function renderInverted (token, context, partials, originalTemplate, config) {
  var value = context.lookup(token[1]);

  // Use JavaScript's definition of falsy. Include empty arrays.
  // See https://github.com/janl/mustache.js/issues/186
  if (!value || (isArray(value) && value.length === 0))
    return this.renderTokens(token[4], context, partials, originalTemplate, config);
};

Writer.prototype.indentPartial = function indentPartial (partial, indentation, lineHasNonSpace) {
  var filteredIndentation = indentation.replace(/[^ \t]/g, '');
  var partialByNl = partial.split('\n');
  for (var i = 0; i < partialByNl.length; i++) {
    if (partialByNl[i].length && (i > 0 || !lineHasNonSpace)) {
      partialByNl[i] = filteredIndentation + partialByNl[i];
    }
  }
  return partialByNl.join('\n');
};

Writer.prototype.renderPartial = function renderPartial (token, context, partials, config) {
  if (!partials) return;
  var tags = this.getConfigTags(config);

  var value = isFunction(partials) ? partials(token[1]) : partials[token[1]];
  if (value != null) {
    var lineHasNonSpace = token[6];
    var tagIndex = token[5];
    var indentation = token[4];
    var indentedValue = value;
    if (tagIndex == 0 && indentation) {
      indentedValue = this.indentPartial(value, indentation, lineHasNonSpace);
    }
    var tokens = this.parse(indentedValue, tags);
    return this.renderTokens(tokens, context, partials, indentedValue, config);
  }
};

Writer.prototype.unescapedValue = function unescapedValue (token, context) {
  var value = context.lookup(token[1]);
  if (value != null)
    return value;
};

Writer.prototype.escapedValue = function escapedValue (token, context, config) {
  var escape = this.getConfigEscape(config) || mustache.escape;
  var value = context.lookup(token[1]);
  if (value != null)
    return (typeof value === 'number' && escape === mustache.escape) ? String(value) : escape(value);
};

Writer.prototype.rawValue = function rawValue (token) {
  return token[1];
};

Writer.prototype.getConfigTags = function getConfigTags (config) {
  if (isArray(config)) {
    return config;
  }
  else if (config && typeof config === 'object') {
    return config.tags;
  }
  else {
    return undefined;
  }
};

Writer.prototype.getConfigEscape = function getConfigEscape (config) {
  if (config && typeof config === 'object' && !isArray(config)) {
    return config.escape;
  }
  else {
    return undefined;
  }
};

var mustache = {
  name: 'mustache.js',
  version: '4.2.0',
  tags: [ '{{', '}}' ],
  clearCache: undefined,
  escape: undefined,
  parse: undefined,
  render: undefined,
  Scanner: undefined,
  Context: undefined,
  Writer: undefined,
  /**
   * Allows a user to override the default caching strategy, by providing an
   * object with set, get and clear methods. This can also be used to disable
   * the cache by setting it to the literal `undefined`.
   */
  set templateCache (cache) {
    defaultWriter.templateCache = cache;
  },
  /**
   * Gets the default or overridden caching object from the default writer.
   */
  get templateCache () {
    return defaultWriter.templateCache;
  }
};

// All high-level mustache.* functions use this writer.
var defaultWriter = new Writer();

/**
 * Clears all cached templates in the default writer.
 */
mustache.clearCache = function clearCache () {
  return defaultWriter.clearCache();
};

/**
 * Parses and caches the given template in the default writer and returns the
 * array of tokens it contains. Doing this ahead of time avoids the need to
 * parse templates on the fly as they are rendered.
 */
mustache.parse = function parse (template, tags) {
  return defaultWriter.parse(template, tags);
};

/**
 * Renders the `template` with the given `view`, `partials`, and `config`
 * using the default writer.
 */
mustache.render = function render (template, view, partials, config) {
  if (typeof template !== 'string') {
    throw new TypeError('Invalid template! Template should be a "string" ' +
                        'but "' + typeStr(template) + '" was given as the first ' +
                        'argument for mustache#render(template, view, partials)');
  }

  return defaultWriter.render(template, view, partials, config);
};

// Export the escaping function so that the user may override it.
// See https://github.com/janl/mustache.js/issues/244
mustache.escape = escapeHtml;

// Export these mainly for testing, but also for advanced usage.
mustache.Scanner = Scanner;
mustache.Context = Context;
mustache.Writer = Writer;

/* harmony default export */ const mustache_mustache = (mustache);

;// CONCATENATED MODULE: ./lib/tickets/tokens.js
/** Mustache's grammar (https://mustache.github.io/mustache.5.html), read by its library. */

/** Sections inside sections that a template may have; beyond, the check refuses it and nothing is rendered. */
const DEEPEST = 20;
/** The tokens of a template. Throws the library's own `Error` for what is not closed. */
function tokens_parseTemplate(template) {
    return mustache_mustache.parse(template);
}

;// CONCATENATED MODULE: ./lib/tickets/rendering.js
/**
 * Templates filled in. Mustache reads them, the few lines here write them out: the library's own writer finds inherited names (`constructor`),
 * calls functions, and lets nested sections multiply without end.
 */

/** Longest rendering in UTF-16 units, cuttable pieces aside; a ticket's description holds 10,000. */
const RENDERED_LENGTH = 65_536;
const MOST_STEPS = 100_000;
const MOST_PIECES = 50;
/**
 * Fills in a checked template. Values are put in as they are: no escaping, and never read as a template themselves; a name without a value is empty.
 * A section tag alone on its line takes the line away, as Mustache has it. The text ends at 65,536 characters.
 */
function renderTemplate(template, values) {
    return renderPieces(template, values, {})
        .map((piece) => piece.text)
        .join("");
}
/**
 * Fills in a template whose variables named in `cuttable` are pieces that may be cut later: each use of such a variable becomes pieces of its own, the
 * text between becomes pieces that are never cut. Cuttable pieces come at most 50 times.
 */
function renderPieces(template, values, cuttable) {
    const out = { pieces: [], text: "", room: RENDERED_LENGTH, steps: MOST_STEPS, cuts: MOST_PIECES };
    const pieces = new Map(Object.entries(cuttable).map(([name, piece]) => [name, { cuttable: [piece].flat() }]));
    write(tokens_parseTemplate(template), [{ lookup: (name) => pieces.get(name) ?? (Object.hasOwn(values, name) ? values[name] : undefined), self: undefined }], out);
    flush(out);
    return out.pieces;
}
function write(tokens, frames, out) {
    for (const [kind, name, , , children = []] of tokens) {
        if (out.steps-- <= 0)
            return;
        if (kind === "text")
            put(name, out);
        else if (kind === "name" || kind === "&")
            put(find(name, frames), out);
        else if (kind === "^" && isEmpty(find(name, frames)))
            write(children, frames, out);
        else if (kind === "#" && frames.length <= DEEPEST + 1) {
            for (const frame of framesOf(find(name, frames)))
                write(children, [frame, ...frames], out);
        }
    }
}
function find(name, frames) {
    if (name === ".")
        return frames[0]?.self;
    for (const { lookup } of frames) {
        const value = lookup(name);
        if (value !== undefined)
            return value;
    }
    return undefined;
}
/** One frame per item of a list, one for a plain value, none for what is empty. */
function framesOf(value) {
    if (isEmpty(value))
        return [];
    if (!isList(value))
        return [{ lookup: () => undefined, self: value }];
    return value.map((item) => ({ lookup: (name) => (Object.hasOwn(item, name) ? item[name] : undefined), self: undefined }));
}
function isList(value) {
    return Array.isArray(value);
}
function isEmpty(value) {
    if (isList(value))
        return value.length === 0;
    return typeof value === "object" ? value.cuttable.every((piece) => piece.text === "") : !value;
}
function put(value, out) {
    if (value === undefined || isList(value))
        return;
    if (typeof value !== "object") {
        const text = String(value);
        const fits = text.length <= out.room ? text : text.slice(0, out.room).replace(/[\uD800-\uDBFF]$/, "");
        out.text += fits;
        out.room = text.length <= out.room ? out.room - text.length : 0;
    }
    else if (out.cuts > 0) {
        flush(out);
        out.pieces.push(...value.cuttable.filter((piece) => piece.text !== ""));
        out.cuts -= 1;
    }
}
function flush(out) {
    if (out.text !== "")
        out.pieces.push({ text: out.text, cut: "never" });
    out.text = "";
}

;// CONCATENATED MODULE: ./lib/tickets/templates.js
/** Templates: what may stand in one, and what is wrong with it. */



/**
 * Checks a template against the names it may use (`VARIABLES`; a dotted name is a member of a list). Answers with one sentence about the
 * first fault, with the tag and its place; `undefined` if there is none.
 */
function checkTemplate(template, known) {
    try {
        return checkTokens(tokens_parseTemplate(template), [""], { template, known });
    }
    catch (error) {
        return syntaxFault(template, error);
    }
}
/** `scopes`: prefixes of the lists around, innermost first; `.` marks a section over a plain value. */
function checkTokens(tokens, scopes, check) {
    for (const [kind, name, start, end, children] of tokens) {
        if (kind === "text" || kind === "!")
            continue;
        const tag = `${clipped(check.template.slice(start, end))} at ${place(check.template, start)}`;
        if (kind === ">")
            return `${tag} is a partial, which templates here cannot have`;
        if (kind === "=")
            return `${tag} changes the delimiters, which templates here cannot do`;
        const path = name === "." ? scopes[0] : resolve(name, scopes, check.known);
        if (path === undefined || (name === "." && path !== "."))
            return `${tag} ${unknown(name, scopes, check.known)}`;
        if (children === undefined)
            continue;
        if (scopes.length > DEEPEST)
            return `${tag} is nested more than ${DEEPEST} sections deep`;
        const list = check.known.some((other) => other.startsWith(`${path}.`));
        const inner = kind === "^" ? scopes : [list ? `${path}.` : ".", ...scopes];
        const fault = checkTokens(children, inner, check);
        if (fault !== undefined)
            return fault;
    }
    return undefined;
}
/** The full name of a variable as seen from inside the sections; `undefined` if there is none. A dotted tag is never right. */
function resolve(name, scopes, known) {
    if (name.includes("."))
        return undefined;
    return scopes.map((scope) => `${scope}${name}`).find((path) => known.includes(path));
}
function unknown(name, scopes, known) {
    if (name === ".")
        return "stands for the value of a section such as {{#base}}; there is none around it";
    const member = known.find((path) => path === name || path.endsWith(`.${name}`));
    if (member?.includes(".") === true)
        return `stands only inside ${sectionOf(member)}, written {{${member.slice(member.lastIndexOf(".") + 1)}}}`;
    const visible = scopes.flatMap((scope) => known.filter((path) => path.startsWith(scope)).map((path) => path.slice(scope.length)));
    const near = (0,nearest/* nearest */.p)(name, visible.filter((path) => !path.includes(".")));
    return `is not a known variable${near === undefined ? "" : `; did you mean {{${near}}}?`}`;
}
/** `failed.steps.name` → `{{#failed}}{{#steps}}…{{/steps}}{{/failed}}`. */
function sectionOf(member) {
    const lists = member.split(".").slice(0, -1);
    return `${lists.map((list) => `{{#${list}}}`).join("")}…${lists
        .toReversed()
        .map((list) => `{{/${list}}}`)
        .join("")}`;
}
/** The library's message (`Unclosed section "x" at 12`) with the place as a person counts. */
function syntaxFault(template, error) {
    const message = error instanceof Error ? error.message : String(error);
    if (message.startsWith("Invalid tags"))
        return "a tag {{=…=}} changes the delimiters, which templates here cannot do";
    const [, what, offset] = /^(.*) at (\d+)$/s.exec(message) ?? [];
    if (what === undefined)
        return `is not a template: ${message}`;
    return `${what.charAt(0).toLowerCase()}${what.slice(1)} at ${place(template, Number(offset))}`;
}
function place(template, offset) {
    const lines = template.slice(0, offset).split("\n");
    return `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
}
/** Names of all variables and sections of a template, without repeats; none if it cannot be read. */
function variablesOf(template) {
    const names = new Set();
    const collect = (tokens) => {
        for (const [kind, name, , , children] of tokens) {
            if (kind !== "text" && kind !== "!")
                names.add(name);
            if (children !== undefined)
                collect(children);
        }
    };
    try {
        collect(tokens_parseTemplate(template));
    }
    catch {
        return [];
    }
    return [...names];
}
/** A tag for a message: on one line, cut. */
function clipped(tag) {
    const line = tag.replace(/\s+/g, " ");
    return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}


/***/ }),

/***/ 2782:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   IN: () => (/* binding */ cutText),
/* harmony export */   MH: () => (/* binding */ plainName),
/* harmony export */   Ow: () => (/* binding */ cleanLine),
/* harmony export */   TN: () => (/* binding */ oneLine),
/* harmony export */   X5: () => (/* binding */ cleanText),
/* harmony export */   js: () => (/* binding */ upper),
/* harmony export */   q3: () => (/* binding */ httpUrl)
/* harmony export */ });
/**
 * Text from strangers, made safe to show: no escape sequences, control, bidirectional or invisible characters, and no longer than its place.
 * What comes out is plain text; the place where it is shown still has to quote it as its own format demands.
 */
// One expression finds whole sequences and stray controls alike, so nothing that is left can join to a new sequence.
// The shapes are those of ECMA-48 (https://ecma-international.org/publications-and-standards/standards/ecma-48/) and, for OSC and its
// BEL ending, of xterm (https://invisible-island.net/xterm/ctlseqs/ctlseqs.html). Every class stops where a new sequence could start, which keeps it linear.
const CONTROLS = new RegExp([
    String.raw `(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?`,
    String.raw `(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])(?:[^\x07\x1b\x90\x98\x9c-\x9f]*(?:\x07|\x1b\\|\x9c))?`,
    String.raw `\x1b[ -/]*[0-~]?`,
    String.raw `[\x00-\x08\x0a-\x1f\x7f-\x9f]`,
].join("|"), "g");
// Characters that turn text around or cannot be seen: https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing and the ignorable
// code points of https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point. Variation selectors stay. A joiner stays where it
// holds one emoji together.
const INVISIBLE = new RegExp([
    String.raw `[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb]`,
    String.raw `[\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]`,
    String.raw `(?<![\p{Extended_Pictographic}\ufe0f\u{1f3fb}-\u{1f3ff}])\u200d`,
    String.raw `\u200d(?!\p{Extended_Pictographic})`,
].join("|"), "gu");
// oxlint-disable-next-line no-control-regex -- control characters are what this looks for
const PLAIN = /^[\t\x20-\x7e]*$/;
const LINE_ENDS = /\r\n|[\n\v\f\u0085\u2028\u2029]/g;
let graphemes;
/**
 * One line made safe: sequences, controls (tabs stay), bidirectional and invisible characters gone, lone surrogates replaced by U+FFFD. Of
 * text that overwrites itself with carriage returns (progress bars) the last part that shows something is left. Other line ends become spaces.
 */
function cleanLine(text) {
    if (PLAIN.test(text))
        return text;
    return strip(lastPart(text.replace(LINE_ENDS, (end) => (end === "\r\n" ? "\r" : " "))));
}
/** Many lines made safe, each as `cleanLine` does it; every kind of line end becomes `\n`. */
function cleanText(text) {
    return text.replace(LINE_ENDS, "\n").split("\n").map(cleanLine).join("\n");
}
/**
 * Text as one line for a title or a label: cleaned, white space folded to single spaces, at most `max` UTF-16 units (so at most `max`
 * characters by any way of counting), cut with `…` between user-perceived characters.
 */
function oneLine(text, max) {
    // The cut before cleaning bounds the work; what is cut away cannot come back, since cleaning only shortens.
    const bounded = text.slice(0, Math.max(max, 1) * 8 + 4096);
    return cutText(cleanText(bounded).replace(/\s+/g, " ").trim(), max);
}
/** The text, or as much of it as fits `max` UTF-16 units with a `…` at the end; never half a surrogate pair or grapheme cluster. */
function cutText(text, max) {
    if (text.length <= max)
        return text;
    if (max < 1)
        return "";
    // Segmenting copies the text: give it no more than the neighbourhood of the cut.
    const from = Math.max(0, max - 1 - 64);
    graphemes ??= new Intl.Segmenter("en", { granularity: "grapheme" });
    const cluster = graphemes.segment(text.slice(from, max + 64)).containing(max - 1 - from);
    const at = cluster === undefined || cluster.index === 0 ? max - 1 : from + cluster.index;
    return `${text.slice(0, splitsPair(text, at) ? at - 1 : at).trimEnd()}…`;
}
/** The address in normal form if it is an absolute http or https URL without user name and password, else `undefined`. */
function httpUrl(text) {
    const url = URL.parse(text);
    if (url === null || (url.protocol !== "https:" && url.protocol !== "http:"))
        return undefined;
    return url.username === "" && url.password === "" ? url.href : undefined;
}
/** A person's name as one line of at most 100 units that mentions nobody: `@octocat` is `octocat`; the `@` of an address stays. */
function plainName(text) {
    return oneLine(text, 100)
        .replace(/(?<![\p{L}\p{N}_.+-])[@＠]+/gu, "")
        .trim();
}
/** With a capital at the start. */
function upper(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
}
function strip(text) {
    const visible = text.replace(CONTROLS, "");
    return PLAIN.test(visible) ? visible : visible.toWellFormed().replace(INVISIBLE, "");
}
/** Of `10%\r20%\r` the part `20%`: what a terminal would show last. */
function lastPart(text) {
    if (!text.includes("\r"))
        return text;
    return text.split("\r").findLast((part) => strip(part).trim() !== "") ?? "";
}
function splitsPair(text, at) {
    const before = text.charCodeAt(at - 1);
    const after = text.charCodeAt(at);
    return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff;
}


/***/ }),

/***/ 4248:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ NOT_IN_CHECKLIST),
/* harmony export */   u: () => (/* binding */ VARIABLES)
/* harmony export */ });
/** The one list of template variables; validation, rendering and the README all read it. */
const RUN = "https://github.com/octo-org/widget/actions/runs/17342";
const FAILURE = [
    { name: "details", description: "the default description, whole", example: "everything a ticket says when there is no template" },
    { name: "workflow", description: "name of the workflow, its path where it has none", example: "CI" },
    { name: "repository", description: "owner and name", example: "octo-org/widget" },
    { name: "branch", description: "plain name of the branch or tag", example: "main" },
    { name: "ref", description: "full name of the ref", example: "refs/heads/main" },
    { name: "base", description: "target branch of a pull request or merge queue, else empty", example: "main" },
    { name: "event", description: "event that started the run", example: "push" },
    { name: "actor", description: "login of who or what started the run", example: "octocat" },
    { name: "run_number", description: "number of the run in its workflow", example: "128" },
    { name: "run_attempt", description: "attempt of the run", example: "1" },
    { name: "attempt", description: "the same as run_attempt, named as in rules", example: "1" },
    { name: "run_id", description: "id of the run", example: "17342" },
    { name: "run_url", description: "link to the run", example: RUN },
    {
        name: "sha",
        description: "commit that was tested: of a pull request its head, not the merge commit",
        example: "4f0c2d6a9b1e8c73d5f6027b18a94ce35d7021ab",
    },
    { name: "short_sha", description: "first 7 characters of the commit", example: "4f0c2d6" },
    { name: "commit_subject", description: "first line of the commit message", example: "Cache the parser" },
    { name: "commit_author", description: "author of the commit, a plain name", example: "Mona Lisa" },
    { name: "commit_url", description: "link to the commit", example: "https://github.com/octo-org/widget/commit/4f0c2d6" },
    {
        name: "compare_url",
        description: "link that compares with the last green run, else empty",
        example: "https://github.com/octo-org/widget/compare/1a2b3c4...4f0c2d6",
    },
    { name: "pull_request", description: "number of the pull request, else empty", example: "57" },
    { name: "pull_request_url", description: "link to the pull request, else empty", example: "https://github.com/octo-org/widget/pull/57" },
    { name: "job", description: "name of the first failed job", example: "build / test (24)" },
    { name: "step", description: "name of the first failed step, else empty", example: "Run npm test" },
    { name: "jobs", description: "names of all failed jobs, with commas between", example: "build, lint" },
    { name: "count", description: "number of failed jobs", example: "2" },
    {
        name: "failed_jobs",
        description: "a block with failed jobs and steps, with links",
        example: "- build: https://github.com/octo-org/widget/actions/runs/17342/job/9",
    },
    { name: "class", description: "`failure`, `timeout`, `cancelled` or `startup`", example: "failure" },
    { name: "exit_code", description: "exit code of the first failed step, empty where not known", example: "1" },
    { name: "first_error", description: "the first error line of the log, redacted", example: "TypeError: parse is not a function" },
    {
        name: "excerpt",
        description: "log excerpts of the failed jobs, or a sentence that says why there is none",
        example: "the lines around the first error",
    },
    { name: "commits", description: "a block with the commits since the last green run", example: "- 4f0c2d6 Cache the parser (Mona Lisa)" },
    { name: "last_green", description: "link to the last green run, empty where there never was one", example: RUN },
    { name: "consecutive", description: "red runs in a row, this one included; asked for only when used", example: "3" },
    { name: "failed", description: "list of the failed jobs", example: "{{#failed}}{{name}}: {{url}}{{/failed}}" },
    { name: "failed.name", description: "name of the job", example: "build" },
    { name: "failed.url", description: "link to the job", example: `${RUN}/job/9` },
    { name: "failed.conclusion", description: "what GitHub says became of the job", example: "failure" },
    { name: "failed.class", description: "`failure`, `timeout`, `cancelled` or `startup`", example: "timeout" },
    { name: "failed.steps", description: "list of the failed steps of the job", example: "{{#steps}}{{name}}{{/steps}}" },
    { name: "failed.steps.name", description: "name of the step", example: "Run npm test" },
    { name: "failed.steps.number", description: "number of the step in its job", example: "4" },
    { name: "failed.steps.url", description: "link to the step", example: `${RUN}/job/9#step:4:1` },
    { name: "failed.steps.exit_code", description: "exit code of the step, empty where not known", example: "1" },
];
const CHECKLIST = [
    {
        name: "details",
        description: "the default description, whole (not in the checklist file)",
        example: "everything a ticket says when there is no template",
    },
    { name: "items", description: "the list itself (not in the checklist file)", example: "- [ ] CI is green on this commit" },
    {
        name: "changes",
        description: "a block with what changed since the previous version (not in the checklist file)",
        example: "- #41 Cache the parser",
    },
    { name: "done", description: "number of items that are done (not in the checklist file)", example: "3" },
    { name: "open", description: "number of items that are open (not in the checklist file)", example: "2" },
    { name: "total", description: "number of items (not in the checklist file)", example: "5" },
    { name: "version", description: "the tag without one leading `v` before a digit", example: "1.2.0" },
    { name: "tag", description: "the tag as it is", example: "v1.2.0" },
    { name: "previous", description: "the next lower version, empty where there is none", example: "1.1.3" },
    { name: "previous_tag", description: "the tag of that version", example: "v1.1.3" },
    {
        name: "compare",
        description: "link that compares with the previous version, empty where there is none",
        example: "https://github.com/octo-org/widget/compare/v1.1.3...v1.2.0",
    },
    { name: "date", description: "date of the release, else of its commit, in UTC", example: "2026-11-22" },
    { name: "prerelease", description: "`true` for a prerelease, else empty", example: "true" },
    { name: "draft", description: "`true` while the release is a draft, else empty", example: "true" },
    { name: "repository", description: "owner and name", example: "octo-org/widget" },
    { name: "url", description: "link to the release or tag", example: "https://github.com/octo-org/widget/releases/tag/v1.2.0" },
    { name: "sha", description: "commit of the release", example: "4f0c2d6a9b1e8c73d5f6027b18a94ce35d7021ab" },
    { name: "short_sha", description: "first 7 characters of the commit", example: "4f0c2d6" },
    { name: "actor", description: "login of who released, else of who started the run", example: "octocat" },
    { name: "event", description: "event that started the run", example: "release" },
    { name: "workflow", description: "name of the workflow that runs this action", example: "Release" },
    { name: "run_url", description: "link to the run of this action", example: RUN },
];
/** What only the templates of a checklist's ticket can name: its own text is made of the file. */
const NOT_IN_CHECKLIST = ["details", "items", "changes", "done", "open", "total"];
const TRIAGE = [
    { name: "title", description: "title of the issue", example: "Parser drops the last line" },
    { name: "number", description: "number of the issue", example: "42" },
    { name: "url", description: "link to the issue", example: "https://github.com/octo-org/widget/issues/42" },
    { name: "state", description: "`open` or `closed`", example: "open" },
    { name: "author", description: "login of the author", example: "octocat" },
    { name: "labels", description: "labels with commas between, without the mark label", example: "bug, parser" },
    { name: "milestone", description: "milestone, else empty", example: "1.3" },
    { name: "reactions", description: "number of reactions", example: "5" },
    { name: "comments", description: "number of comments", example: "2" },
    { name: "created", description: "date the issue was opened, in UTC", example: "2026-11-02" },
    {
        name: "body",
        description: "text of the issue as plain text, cut",
        example: "The last line is lost when the file has no newline at its end.",
    },
    { name: "repository", description: "owner and name", example: "octo-org/widget" },
    { name: "details", description: "the default description, whole", example: "everything a ticket says when there is no template" },
];
/** The variables of each mode, in the order of the README. */
const VARIABLES = { failure: FAILURE, checklist: CHECKLIST, triage: TRIAGE };


/***/ }),

/***/ 8079:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  Yz: () => (/* binding */ core_debug),
  V4: () => (/* binding */ getInput),
  pq: () => (/* binding */ info),
  lm: () => (/* binding */ notice),
  C1: () => (/* binding */ setFailed),
  uH: () => (/* binding */ setOutput),
  Pq: () => (/* binding */ core_setSecret),
  z: () => (/* reexport */ summary),
  $e: () => (/* binding */ warning)
});

// UNUSED EXPORTS: ExitCode, addPath, endGroup, error, exportVariable, getBooleanInput, getIDToken, getMultilineInput, getState, group, isDebug, markdownSummary, platform, saveState, setCommandEcho, startGroup, toPlatformPath, toPosixPath, toWin32Path

;// CONCATENATED MODULE: external "os"
const external_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/utils.js
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */
/**
 * Sanitizes an input into a string so it can be passed into issueCommand safely
 * @param input input to sanitize into a string
 */
function utils_toCommandValue(input) {
    if (input === null || input === undefined) {
        return '';
    }
    else if (typeof input === 'string' || input instanceof String) {
        return input;
    }
    return JSON.stringify(input);
}
/**
 *
 * @param annotationProperties
 * @returns The command properties to send with the actual annotation command
 * See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
 */
function toCommandProperties(annotationProperties) {
    if (!Object.keys(annotationProperties).length) {
        return {};
    }
    return {
        title: annotationProperties.title,
        file: annotationProperties.file,
        line: annotationProperties.startLine,
        endLine: annotationProperties.endLine,
        col: annotationProperties.startColumn,
        endColumn: annotationProperties.endColumn
    };
}
//# sourceMappingURL=utils.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/command.js


/**
 * Issues a command to the GitHub Actions runner
 *
 * @param command - The command name to issue
 * @param properties - Additional properties for the command (key-value pairs)
 * @param message - The message to include with the command
 * @remarks
 * This function outputs a specially formatted string to stdout that the Actions
 * runner interprets as a command. These commands can control workflow behavior,
 * set outputs, create annotations, mask values, and more.
 *
 * Command Format:
 *   ::name key=value,key=value::message
 *
 * @example
 * ```typescript
 * // Issue a warning annotation
 * issueCommand('warning', {}, 'This is a warning message');
 * // Output: ::warning::This is a warning message
 *
 * // Set an environment variable
 * issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
 * // Output: ::set-env name=MY_VAR::some value
 *
 * // Add a secret mask
 * issueCommand('add-mask', {}, 'secretValue123');
 * // Output: ::add-mask::secretValue123
 * ```
 *
 * @internal
 * This is an internal utility function that powers the public API functions
 * such as setSecret, warning, error, and exportVariable.
 */
function command_issueCommand(command, properties, message) {
    const cmd = new Command(command, properties, message);
    process.stdout.write(cmd.toString() + external_os_namespaceObject.EOL);
}
function command_issue(name, message = '') {
    command_issueCommand(name, {}, message);
}
const CMD_STRING = '::';
class Command {
    constructor(command, properties, message) {
        if (!command) {
            command = 'missing.command';
        }
        this.command = command;
        this.properties = properties;
        this.message = message;
    }
    toString() {
        let cmdStr = CMD_STRING + this.command;
        if (this.properties && Object.keys(this.properties).length > 0) {
            cmdStr += ' ';
            let first = true;
            for (const key in this.properties) {
                if (this.properties.hasOwnProperty(key)) {
                    const val = this.properties[key];
                    if (val) {
                        if (first) {
                            first = false;
                        }
                        else {
                            cmdStr += ',';
                        }
                        cmdStr += `${key}=${escapeProperty(val)}`;
                    }
                }
            }
        }
        cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
        return cmdStr;
    }
}
function escapeData(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A');
}
function escapeProperty(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A')
        .replace(/:/g, '%3A')
        .replace(/,/g, '%2C');
}
//# sourceMappingURL=command.js.map
;// CONCATENATED MODULE: external "crypto"
const external_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");
;// CONCATENATED MODULE: external "fs"
const external_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/file-command.js
// For internal use, subject to change.
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */




function file_command_issueFileCommand(command, message) {
    const filePath = process.env[`GITHUB_${command}`];
    if (!filePath) {
        throw new Error(`Unable to find environment variable for file command ${command}`);
    }
    if (!external_fs_namespaceObject.existsSync(filePath)) {
        throw new Error(`Missing file at path: ${filePath}`);
    }
    external_fs_namespaceObject.appendFileSync(filePath, `${utils_toCommandValue(message)}${external_os_namespaceObject.EOL}`, {
        encoding: 'utf8'
    });
}
function file_command_prepareKeyValueMessage(key, value) {
    const delimiter = `ghadelimiter_${external_crypto_namespaceObject.randomUUID()}`;
    const convertedValue = utils_toCommandValue(value);
    // These should realistically never happen, but just in case someone finds a
    // way to exploit uuid generation let's not allow keys or values that contain
    // the delimiter.
    if (key.includes(delimiter)) {
        throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
    }
    if (convertedValue.includes(delimiter)) {
        throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
    }
    return `${key}<<${delimiter}${external_os_namespaceObject.EOL}${convertedValue}${external_os_namespaceObject.EOL}${delimiter}`;
}
//# sourceMappingURL=file-command.js.map
;// CONCATENATED MODULE: external "path"
const external_path_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");
// EXTERNAL MODULE: ./node_modules/@actions/http-client/lib/index.js + 2 modules
var lib = __nccwpck_require__(6602);
;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/auth.js
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};
class BasicCredentialHandler {
    constructor(username, password) {
        this.username = username;
        this.password = password;
    }
    prepareRequest(options) {
        if (!options.headers) {
            throw Error('The request has no headers');
        }
        options.headers['Authorization'] = `Basic ${Buffer.from(`${this.username}:${this.password}`).toString('base64')}`;
    }
    // This handler cannot handle 401
    canHandleAuthentication() {
        return false;
    }
    handleAuthentication() {
        return __awaiter(this, void 0, void 0, function* () {
            throw new Error('not implemented');
        });
    }
}
class auth_BearerCredentialHandler {
    constructor(token) {
        this.token = token;
    }
    // currently implements pre-authorization
    // TODO: support preAuth = false where it hooks on 401
    prepareRequest(options) {
        if (!options.headers) {
            throw Error('The request has no headers');
        }
        options.headers['Authorization'] = `Bearer ${this.token}`;
    }
    // This handler cannot handle 401
    canHandleAuthentication() {
        return false;
    }
    handleAuthentication() {
        return __awaiter(this, void 0, void 0, function* () {
            throw new Error('not implemented');
        });
    }
}
class PersonalAccessTokenCredentialHandler {
    constructor(token) {
        this.token = token;
    }
    // currently implements pre-authorization
    // TODO: support preAuth = false where it hooks on 401
    prepareRequest(options) {
        if (!options.headers) {
            throw Error('The request has no headers');
        }
        options.headers['Authorization'] = `Basic ${Buffer.from(`PAT:${this.token}`).toString('base64')}`;
    }
    // This handler cannot handle 401
    canHandleAuthentication() {
        return false;
    }
    handleAuthentication() {
        return __awaiter(this, void 0, void 0, function* () {
            throw new Error('not implemented');
        });
    }
}
//# sourceMappingURL=auth.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/oidc-utils.js
var oidc_utils_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};



class oidc_utils_OidcClient {
    static createHttpClient(allowRetry = true, maxRetry = 10) {
        const requestOptions = {
            allowRetries: allowRetry,
            maxRetries: maxRetry
        };
        return new HttpClient('actions/oidc-client', [new BearerCredentialHandler(oidc_utils_OidcClient.getRequestToken())], requestOptions);
    }
    static getRequestToken() {
        const token = process.env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'];
        if (!token) {
            throw new Error('Unable to get ACTIONS_ID_TOKEN_REQUEST_TOKEN env variable');
        }
        return token;
    }
    static getIDTokenUrl() {
        const runtimeUrl = process.env['ACTIONS_ID_TOKEN_REQUEST_URL'];
        if (!runtimeUrl) {
            throw new Error('Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable');
        }
        return runtimeUrl;
    }
    static getCall(id_token_url) {
        return oidc_utils_awaiter(this, void 0, void 0, function* () {
            var _a;
            const httpclient = oidc_utils_OidcClient.createHttpClient();
            const res = yield httpclient
                .getJson(id_token_url)
                .catch(error => {
                throw new Error(`Failed to get ID Token. \n 
        Error Code : ${error.statusCode}\n 
        Error Message: ${error.message}`);
            });
            const id_token = (_a = res.result) === null || _a === void 0 ? void 0 : _a.value;
            if (!id_token) {
                throw new Error('Response json body do not have ID Token field');
            }
            return id_token;
        });
    }
    static getIDToken(audience) {
        return oidc_utils_awaiter(this, void 0, void 0, function* () {
            try {
                // New ID Token is requested from action service
                let id_token_url = oidc_utils_OidcClient.getIDTokenUrl();
                if (audience) {
                    const encodedAudience = encodeURIComponent(audience);
                    id_token_url = `${id_token_url}&audience=${encodedAudience}`;
                }
                debug(`ID token url is ${id_token_url}`);
                const id_token = yield oidc_utils_OidcClient.getCall(id_token_url);
                setSecret(id_token);
                return id_token;
            }
            catch (error) {
                throw new Error(`Error message: ${error.message}`);
            }
        });
    }
}
//# sourceMappingURL=oidc-utils.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/summary.js
var summary_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const { access, appendFile, writeFile } = external_fs_namespaceObject.promises;
const SUMMARY_ENV_VAR = 'GITHUB_STEP_SUMMARY';
const SUMMARY_DOCS_URL = 'https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions#adding-a-job-summary';
class Summary {
    constructor() {
        this._buffer = '';
    }
    /**
     * Finds the summary file path from the environment, rejects if env var is not found or file does not exist
     * Also checks r/w permissions.
     *
     * @returns step summary file path
     */
    filePath() {
        return summary_awaiter(this, void 0, void 0, function* () {
            if (this._filePath) {
                return this._filePath;
            }
            const pathFromEnv = process.env[SUMMARY_ENV_VAR];
            if (!pathFromEnv) {
                throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
            }
            try {
                yield access(pathFromEnv, external_fs_namespaceObject.constants.R_OK | external_fs_namespaceObject.constants.W_OK);
            }
            catch (_a) {
                throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
            }
            this._filePath = pathFromEnv;
            return this._filePath;
        });
    }
    /**
     * Wraps content in an HTML tag, adding any HTML attributes
     *
     * @param {string} tag HTML tag to wrap
     * @param {string | null} content content within the tag
     * @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
     *
     * @returns {string} content wrapped in HTML element
     */
    wrap(tag, content, attrs = {}) {
        const htmlAttrs = Object.entries(attrs)
            .map(([key, value]) => ` ${key}="${value}"`)
            .join('');
        if (!content) {
            return `<${tag}${htmlAttrs}>`;
        }
        return `<${tag}${htmlAttrs}>${content}</${tag}>`;
    }
    /**
     * Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
     *
     * @param {SummaryWriteOptions} [options] (optional) options for write operation
     *
     * @returns {Promise<Summary>} summary instance
     */
    write(options) {
        return summary_awaiter(this, void 0, void 0, function* () {
            const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
            const filePath = yield this.filePath();
            const writeFunc = overwrite ? writeFile : appendFile;
            yield writeFunc(filePath, this._buffer, { encoding: 'utf8' });
            return this.emptyBuffer();
        });
    }
    /**
     * Clears the summary buffer and wipes the summary file
     *
     * @returns {Summary} summary instance
     */
    clear() {
        return summary_awaiter(this, void 0, void 0, function* () {
            return this.emptyBuffer().write({ overwrite: true });
        });
    }
    /**
     * Returns the current summary buffer as a string
     *
     * @returns {string} string of summary buffer
     */
    stringify() {
        return this._buffer;
    }
    /**
     * If the summary buffer is empty
     *
     * @returns {boolen} true if the buffer is empty
     */
    isEmptyBuffer() {
        return this._buffer.length === 0;
    }
    /**
     * Resets the summary buffer without writing to summary file
     *
     * @returns {Summary} summary instance
     */
    emptyBuffer() {
        this._buffer = '';
        return this;
    }
    /**
     * Adds raw text to the summary buffer
     *
     * @param {string} text content to add
     * @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
     *
     * @returns {Summary} summary instance
     */
    addRaw(text, addEOL = false) {
        this._buffer += text;
        return addEOL ? this.addEOL() : this;
    }
    /**
     * Adds the operating system-specific end-of-line marker to the buffer
     *
     * @returns {Summary} summary instance
     */
    addEOL() {
        return this.addRaw(external_os_namespaceObject.EOL);
    }
    /**
     * Adds an HTML codeblock to the summary buffer
     *
     * @param {string} code content to render within fenced code block
     * @param {string} lang (optional) language to syntax highlight code
     *
     * @returns {Summary} summary instance
     */
    addCodeBlock(code, lang) {
        const attrs = Object.assign({}, (lang && { lang }));
        const element = this.wrap('pre', this.wrap('code', code), attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML list to the summary buffer
     *
     * @param {string[]} items list of items to render
     * @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
     *
     * @returns {Summary} summary instance
     */
    addList(items, ordered = false) {
        const tag = ordered ? 'ol' : 'ul';
        const listItems = items.map(item => this.wrap('li', item)).join('');
        const element = this.wrap(tag, listItems);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML table to the summary buffer
     *
     * @param {SummaryTableCell[]} rows table rows
     *
     * @returns {Summary} summary instance
     */
    addTable(rows) {
        const tableBody = rows
            .map(row => {
            const cells = row
                .map(cell => {
                if (typeof cell === 'string') {
                    return this.wrap('td', cell);
                }
                const { header, data, colspan, rowspan } = cell;
                const tag = header ? 'th' : 'td';
                const attrs = Object.assign(Object.assign({}, (colspan && { colspan })), (rowspan && { rowspan }));
                return this.wrap(tag, data, attrs);
            })
                .join('');
            return this.wrap('tr', cells);
        })
            .join('');
        const element = this.wrap('table', tableBody);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds a collapsable HTML details element to the summary buffer
     *
     * @param {string} label text for the closed state
     * @param {string} content collapsable content
     *
     * @returns {Summary} summary instance
     */
    addDetails(label, content) {
        const element = this.wrap('details', this.wrap('summary', label) + content);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML image tag to the summary buffer
     *
     * @param {string} src path to the image you to embed
     * @param {string} alt text description of the image
     * @param {SummaryImageOptions} options (optional) addition image attributes
     *
     * @returns {Summary} summary instance
     */
    addImage(src, alt, options) {
        const { width, height } = options || {};
        const attrs = Object.assign(Object.assign({}, (width && { width })), (height && { height }));
        const element = this.wrap('img', null, Object.assign({ src, alt }, attrs));
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML section heading element
     *
     * @param {string} text heading text
     * @param {number | string} [level=1] (optional) the heading level, default: 1
     *
     * @returns {Summary} summary instance
     */
    addHeading(text, level) {
        const tag = `h${level}`;
        const allowedTag = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].includes(tag)
            ? tag
            : 'h1';
        const element = this.wrap(allowedTag, text);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML thematic break (<hr>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addSeparator() {
        const element = this.wrap('hr', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML line break (<br>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addBreak() {
        const element = this.wrap('br', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML blockquote to the summary buffer
     *
     * @param {string} text quote text
     * @param {string} cite (optional) citation url
     *
     * @returns {Summary} summary instance
     */
    addQuote(text, cite) {
        const attrs = Object.assign({}, (cite && { cite }));
        const element = this.wrap('blockquote', text, attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML anchor tag to the summary buffer
     *
     * @param {string} text link text/content
     * @param {string} href hyperlink
     *
     * @returns {Summary} summary instance
     */
    addLink(text, href) {
        const element = this.wrap('a', text, { href });
        return this.addRaw(element).addEOL();
    }
}
const _summary = new Summary();
/**
 * @deprecated use `core.summary`
 */
const markdownSummary = (/* unused pure expression or super */ null && (_summary));
const summary = _summary;
//# sourceMappingURL=summary.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/path-utils.js

/**
 * toPosixPath converts the given path to the posix form. On Windows, \\ will be
 * replaced with /.
 *
 * @param pth. Path to transform.
 * @return string Posix path.
 */
function toPosixPath(pth) {
    return pth.replace(/[\\]/g, '/');
}
/**
 * toWin32Path converts the given path to the win32 form. On Linux, / will be
 * replaced with \\.
 *
 * @param pth. Path to transform.
 * @return string Win32 path.
 */
function toWin32Path(pth) {
    return pth.replace(/[/]/g, '\\');
}
/**
 * toPlatformPath converts the given path to a platform-specific path. It does
 * this by replacing instances of / and \ with the platform-specific path
 * separator.
 *
 * @param pth The path to platformize.
 * @return string The platform-specific path.
 */
function toPlatformPath(pth) {
    return pth.replace(/[/\\]/g, path.sep);
}
//# sourceMappingURL=path-utils.js.map
;// CONCATENATED MODULE: external "string_decoder"
const external_string_decoder_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");
// EXTERNAL MODULE: external "events"
var external_events_ = __nccwpck_require__(4434);
;// CONCATENATED MODULE: external "child_process"
const external_child_process_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("child_process");
// EXTERNAL MODULE: external "assert"
var external_assert_ = __nccwpck_require__(2613);
;// CONCATENATED MODULE: ./node_modules/@actions/io/lib/io-util.js
var io_util_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const { chmod, copyFile, lstat, mkdir, open: io_util_open, readdir, rename, rm, rmdir, stat, symlink, unlink } = external_fs_namespaceObject.promises;
// export const {open} = 'fs'
const IS_WINDOWS = process.platform === 'win32';
/**
 * Custom implementation of readlink to ensure Windows junctions
 * maintain trailing backslash for backward compatibility with Node.js < 24
 *
 * In Node.js 20, Windows junctions (directory symlinks) always returned paths
 * with trailing backslashes. Node.js 24 removed this behavior, which breaks
 * code that relied on this format for path operations.
 *
 * This implementation restores the Node 20 behavior by adding a trailing
 * backslash to all junction results on Windows.
 */
function readlink(fsPath) {
    return io_util_awaiter(this, void 0, void 0, function* () {
        const result = yield fs.promises.readlink(fsPath);
        // On Windows, restore Node 20 behavior: add trailing backslash to all results
        // since junctions on Windows are always directory links
        if (IS_WINDOWS && !result.endsWith('\\')) {
            return `${result}\\`;
        }
        return result;
    });
}
// See https://github.com/nodejs/node/blob/d0153aee367422d0858105abec186da4dff0a0c5/deps/uv/include/uv/win.h#L691
const UV_FS_O_EXLOCK = 0x10000000;
const READONLY = external_fs_namespaceObject.constants.O_RDONLY;
function exists(fsPath) {
    return io_util_awaiter(this, void 0, void 0, function* () {
        try {
            yield stat(fsPath);
        }
        catch (err) {
            if (err.code === 'ENOENT') {
                return false;
            }
            throw err;
        }
        return true;
    });
}
function isDirectory(fsPath_1) {
    return io_util_awaiter(this, arguments, void 0, function* (fsPath, useStat = false) {
        const stats = useStat ? yield stat(fsPath) : yield lstat(fsPath);
        return stats.isDirectory();
    });
}
/**
 * On OSX/Linux, true if path starts with '/'. On Windows, true for paths like:
 * \, \hello, \\hello\share, C:, and C:\hello (and corresponding alternate separator cases).
 */
function isRooted(p) {
    p = normalizeSeparators(p);
    if (!p) {
        throw new Error('isRooted() parameter "p" cannot be empty');
    }
    if (IS_WINDOWS) {
        return (p.startsWith('\\') || /^[A-Z]:/i.test(p) // e.g. \ or \hello or \\hello
        ); // e.g. C: or C:\hello
    }
    return p.startsWith('/');
}
/**
 * Best effort attempt to determine whether a file exists and is executable.
 * @param filePath    file path to check
 * @param extensions  additional file extensions to try
 * @return if file exists and is executable, returns the file path. otherwise empty string.
 */
function tryGetExecutablePath(filePath, extensions) {
    return io_util_awaiter(this, void 0, void 0, function* () {
        let stats = undefined;
        try {
            // test file exists
            stats = yield stat(filePath);
        }
        catch (err) {
            if (err.code !== 'ENOENT') {
                // eslint-disable-next-line no-console
                console.log(`Unexpected error attempting to determine if executable file exists '${filePath}': ${err}`);
            }
        }
        if (stats && stats.isFile()) {
            if (IS_WINDOWS) {
                // on Windows, test for valid extension
                const upperExt = external_path_namespaceObject.extname(filePath).toUpperCase();
                if (extensions.some(validExt => validExt.toUpperCase() === upperExt)) {
                    return filePath;
                }
            }
            else {
                if (isUnixExecutable(stats)) {
                    return filePath;
                }
            }
        }
        // try each extension
        const originalFilePath = filePath;
        for (const extension of extensions) {
            filePath = originalFilePath + extension;
            stats = undefined;
            try {
                stats = yield stat(filePath);
            }
            catch (err) {
                if (err.code !== 'ENOENT') {
                    // eslint-disable-next-line no-console
                    console.log(`Unexpected error attempting to determine if executable file exists '${filePath}': ${err}`);
                }
            }
            if (stats && stats.isFile()) {
                if (IS_WINDOWS) {
                    // preserve the case of the actual file (since an extension was appended)
                    try {
                        const directory = external_path_namespaceObject.dirname(filePath);
                        const upperName = external_path_namespaceObject.basename(filePath).toUpperCase();
                        for (const actualName of yield readdir(directory)) {
                            if (upperName === actualName.toUpperCase()) {
                                filePath = external_path_namespaceObject.join(directory, actualName);
                                break;
                            }
                        }
                    }
                    catch (err) {
                        // eslint-disable-next-line no-console
                        console.log(`Unexpected error attempting to determine the actual case of the file '${filePath}': ${err}`);
                    }
                    return filePath;
                }
                else {
                    if (isUnixExecutable(stats)) {
                        return filePath;
                    }
                }
            }
        }
        return '';
    });
}
function normalizeSeparators(p) {
    p = p || '';
    if (IS_WINDOWS) {
        // convert slashes on Windows
        p = p.replace(/\//g, '\\');
        // remove redundant slashes
        return p.replace(/\\\\+/g, '\\');
    }
    // remove redundant slashes
    return p.replace(/\/\/+/g, '/');
}
// on Mac/Linux, test the execute bit
//     R   W  X  R  W X R W X
//   256 128 64 32 16 8 4 2 1
function isUnixExecutable(stats) {
    return ((stats.mode & 1) > 0 ||
        ((stats.mode & 8) > 0 &&
            process.getgid !== undefined &&
            stats.gid === process.getgid()) ||
        ((stats.mode & 64) > 0 &&
            process.getuid !== undefined &&
            stats.uid === process.getuid()));
}
// Get the path of cmd.exe in windows
function getCmdPath() {
    var _a;
    return (_a = process.env['COMSPEC']) !== null && _a !== void 0 ? _a : `cmd.exe`;
}
//# sourceMappingURL=io-util.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/io/lib/io.js
var io_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};



/**
 * Copies a file or folder.
 * Based off of shelljs - https://github.com/shelljs/shelljs/blob/9237f66c52e5daa40458f94f9565e18e8132f5a6/src/cp.js
 *
 * @param     source    source path
 * @param     dest      destination path
 * @param     options   optional. See CopyOptions.
 */
function cp(source_1, dest_1) {
    return io_awaiter(this, arguments, void 0, function* (source, dest, options = {}) {
        const { force, recursive, copySourceDirectory } = readCopyOptions(options);
        const destStat = (yield ioUtil.exists(dest)) ? yield ioUtil.stat(dest) : null;
        // Dest is an existing file, but not forcing
        if (destStat && destStat.isFile() && !force) {
            return;
        }
        // If dest is an existing directory, should copy inside.
        const newDest = destStat && destStat.isDirectory() && copySourceDirectory
            ? path.join(dest, path.basename(source))
            : dest;
        if (!(yield ioUtil.exists(source))) {
            throw new Error(`no such file or directory: ${source}`);
        }
        const sourceStat = yield ioUtil.stat(source);
        if (sourceStat.isDirectory()) {
            if (!recursive) {
                throw new Error(`Failed to copy. ${source} is a directory, but tried to copy without recursive flag.`);
            }
            else {
                yield cpDirRecursive(source, newDest, 0, force);
            }
        }
        else {
            if (path.relative(source, newDest) === '') {
                // a file cannot be copied to itself
                throw new Error(`'${newDest}' and '${source}' are the same file`);
            }
            yield io_copyFile(source, newDest, force);
        }
    });
}
/**
 * Moves a path.
 *
 * @param     source    source path
 * @param     dest      destination path
 * @param     options   optional. See MoveOptions.
 */
function mv(source_1, dest_1) {
    return io_awaiter(this, arguments, void 0, function* (source, dest, options = {}) {
        if (yield ioUtil.exists(dest)) {
            let destExists = true;
            if (yield ioUtil.isDirectory(dest)) {
                // If dest is directory copy src into dest
                dest = path.join(dest, path.basename(source));
                destExists = yield ioUtil.exists(dest);
            }
            if (destExists) {
                if (options.force == null || options.force) {
                    yield rmRF(dest);
                }
                else {
                    throw new Error('Destination already exists');
                }
            }
        }
        yield mkdirP(path.dirname(dest));
        yield ioUtil.rename(source, dest);
    });
}
/**
 * Remove a path recursively with force
 *
 * @param inputPath path to remove
 */
function rmRF(inputPath) {
    return io_awaiter(this, void 0, void 0, function* () {
        if (ioUtil.IS_WINDOWS) {
            // Check for invalid characters
            // https://docs.microsoft.com/en-us/windows/win32/fileio/naming-a-file
            if (/[*"<>|]/.test(inputPath)) {
                throw new Error('File path must not contain `*`, `"`, `<`, `>` or `|` on Windows');
            }
        }
        try {
            // note if path does not exist, error is silent
            yield ioUtil.rm(inputPath, {
                force: true,
                maxRetries: 3,
                recursive: true,
                retryDelay: 300
            });
        }
        catch (err) {
            throw new Error(`File was unable to be removed ${err}`);
        }
    });
}
/**
 * Make a directory.  Creates the full path with folders in between
 * Will throw if it fails
 *
 * @param   fsPath        path to create
 * @returns Promise<void>
 */
function mkdirP(fsPath) {
    return io_awaiter(this, void 0, void 0, function* () {
        ok(fsPath, 'a path argument must be provided');
        yield ioUtil.mkdir(fsPath, { recursive: true });
    });
}
/**
 * Returns path of a tool had the tool actually been invoked.  Resolves via paths.
 * If you check and the tool does not exist, it will throw.
 *
 * @param     tool              name of the tool
 * @param     check             whether to check if tool exists
 * @returns   Promise<string>   path to tool
 */
function which(tool, check) {
    return io_awaiter(this, void 0, void 0, function* () {
        if (!tool) {
            throw new Error("parameter 'tool' is required");
        }
        // recursive when check=true
        if (check) {
            const result = yield which(tool, false);
            if (!result) {
                if (IS_WINDOWS) {
                    throw new Error(`Unable to locate executable file: ${tool}. Please verify either the file path exists or the file can be found within a directory specified by the PATH environment variable. Also verify the file has a valid extension for an executable file.`);
                }
                else {
                    throw new Error(`Unable to locate executable file: ${tool}. Please verify either the file path exists or the file can be found within a directory specified by the PATH environment variable. Also check the file mode to verify the file is executable.`);
                }
            }
            return result;
        }
        const matches = yield findInPath(tool);
        if (matches && matches.length > 0) {
            return matches[0];
        }
        return '';
    });
}
/**
 * Returns a list of all occurrences of the given tool on the system path.
 *
 * @returns   Promise<string[]>  the paths of the tool
 */
function findInPath(tool) {
    return io_awaiter(this, void 0, void 0, function* () {
        if (!tool) {
            throw new Error("parameter 'tool' is required");
        }
        // build the list of extensions to try
        const extensions = [];
        if (IS_WINDOWS && process.env['PATHEXT']) {
            for (const extension of process.env['PATHEXT'].split(external_path_namespaceObject.delimiter)) {
                if (extension) {
                    extensions.push(extension);
                }
            }
        }
        // if it's rooted, return it if exists. otherwise return empty.
        if (isRooted(tool)) {
            const filePath = yield tryGetExecutablePath(tool, extensions);
            if (filePath) {
                return [filePath];
            }
            return [];
        }
        // if any path separators, return empty
        if (tool.includes(external_path_namespaceObject.sep)) {
            return [];
        }
        // build the list of directories
        //
        // Note, technically "where" checks the current directory on Windows. From a toolkit perspective,
        // it feels like we should not do this. Checking the current directory seems like more of a use
        // case of a shell, and the which() function exposed by the toolkit should strive for consistency
        // across platforms.
        const directories = [];
        if (process.env.PATH) {
            for (const p of process.env.PATH.split(external_path_namespaceObject.delimiter)) {
                if (p) {
                    directories.push(p);
                }
            }
        }
        // find all matches
        const matches = [];
        for (const directory of directories) {
            const filePath = yield tryGetExecutablePath(external_path_namespaceObject.join(directory, tool), extensions);
            if (filePath) {
                matches.push(filePath);
            }
        }
        return matches;
    });
}
function readCopyOptions(options) {
    const force = options.force == null ? true : options.force;
    const recursive = Boolean(options.recursive);
    const copySourceDirectory = options.copySourceDirectory == null
        ? true
        : Boolean(options.copySourceDirectory);
    return { force, recursive, copySourceDirectory };
}
function cpDirRecursive(sourceDir, destDir, currentDepth, force) {
    return io_awaiter(this, void 0, void 0, function* () {
        // Ensure there is not a run away recursive copy
        if (currentDepth >= 255)
            return;
        currentDepth++;
        yield mkdirP(destDir);
        const files = yield ioUtil.readdir(sourceDir);
        for (const fileName of files) {
            const srcFile = `${sourceDir}/${fileName}`;
            const destFile = `${destDir}/${fileName}`;
            const srcFileStat = yield ioUtil.lstat(srcFile);
            if (srcFileStat.isDirectory()) {
                // Recurse
                yield cpDirRecursive(srcFile, destFile, currentDepth, force);
            }
            else {
                yield io_copyFile(srcFile, destFile, force);
            }
        }
        // Change the mode for the newly created directory
        yield ioUtil.chmod(destDir, (yield ioUtil.stat(sourceDir)).mode);
    });
}
// Buffered file copy
function io_copyFile(srcFile, destFile, force) {
    return io_awaiter(this, void 0, void 0, function* () {
        if ((yield ioUtil.lstat(srcFile)).isSymbolicLink()) {
            // unlink/re-link it
            try {
                yield ioUtil.lstat(destFile);
                yield ioUtil.unlink(destFile);
            }
            catch (e) {
                // Try to override file permission
                if (e.code === 'EPERM') {
                    yield ioUtil.chmod(destFile, '0666');
                    yield ioUtil.unlink(destFile);
                }
                // other errors = it doesn't exist, no work to do
            }
            // Copy over symlink
            const symlinkFull = yield ioUtil.readlink(srcFile);
            yield ioUtil.symlink(symlinkFull, destFile, ioUtil.IS_WINDOWS ? 'junction' : null);
        }
        else if (!(yield ioUtil.exists(destFile)) || force) {
            yield ioUtil.copyFile(srcFile, destFile);
        }
    });
}
//# sourceMappingURL=io.js.map
;// CONCATENATED MODULE: external "timers"
const external_timers_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("timers");
;// CONCATENATED MODULE: ./node_modules/@actions/exec/lib/toolrunner.js
var toolrunner_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};







/* eslint-disable @typescript-eslint/unbound-method */
const toolrunner_IS_WINDOWS = process.platform === 'win32';
/*
 * Class for running command line tools. Handles quoting and arg parsing in a platform agnostic way.
 */
class ToolRunner extends external_events_.EventEmitter {
    constructor(toolPath, args, options) {
        super();
        if (!toolPath) {
            throw new Error("Parameter 'toolPath' cannot be null or empty.");
        }
        this.toolPath = toolPath;
        this.args = args || [];
        this.options = options || {};
    }
    _debug(message) {
        if (this.options.listeners && this.options.listeners.debug) {
            this.options.listeners.debug(message);
        }
    }
    _getCommandString(options, noPrefix) {
        const toolPath = this._getSpawnFileName();
        const args = this._getSpawnArgs(options);
        let cmd = noPrefix ? '' : '[command]'; // omit prefix when piped to a second tool
        if (toolrunner_IS_WINDOWS) {
            // Windows + cmd file
            if (this._isCmdFile()) {
                cmd += toolPath;
                for (const a of args) {
                    cmd += ` ${a}`;
                }
            }
            // Windows + verbatim
            else if (options.windowsVerbatimArguments) {
                cmd += `"${toolPath}"`;
                for (const a of args) {
                    cmd += ` ${a}`;
                }
            }
            // Windows (regular)
            else {
                cmd += this._windowsQuoteCmdArg(toolPath);
                for (const a of args) {
                    cmd += ` ${this._windowsQuoteCmdArg(a)}`;
                }
            }
        }
        else {
            // OSX/Linux - this can likely be improved with some form of quoting.
            // creating processes on Unix is fundamentally different than Windows.
            // on Unix, execvp() takes an arg array.
            cmd += toolPath;
            for (const a of args) {
                cmd += ` ${a}`;
            }
        }
        return cmd;
    }
    _processLineBuffer(data, strBuffer, onLine) {
        try {
            let s = strBuffer + data.toString();
            let n = s.indexOf(external_os_namespaceObject.EOL);
            while (n > -1) {
                const line = s.substring(0, n);
                onLine(line);
                // the rest of the string ...
                s = s.substring(n + external_os_namespaceObject.EOL.length);
                n = s.indexOf(external_os_namespaceObject.EOL);
            }
            return s;
        }
        catch (err) {
            // streaming lines to console is best effort.  Don't fail a build.
            this._debug(`error processing line. Failed with error ${err}`);
            return '';
        }
    }
    _getSpawnFileName() {
        if (toolrunner_IS_WINDOWS) {
            if (this._isCmdFile()) {
                return process.env['COMSPEC'] || 'cmd.exe';
            }
        }
        return this.toolPath;
    }
    _getSpawnArgs(options) {
        if (toolrunner_IS_WINDOWS) {
            if (this._isCmdFile()) {
                let argline = `/D /S /C "${this._windowsQuoteCmdArg(this.toolPath)}`;
                for (const a of this.args) {
                    argline += ' ';
                    argline += options.windowsVerbatimArguments
                        ? a
                        : this._windowsQuoteCmdArg(a);
                }
                argline += '"';
                return [argline];
            }
        }
        return this.args;
    }
    _endsWith(str, end) {
        return str.endsWith(end);
    }
    _isCmdFile() {
        const upperToolPath = this.toolPath.toUpperCase();
        return (this._endsWith(upperToolPath, '.CMD') ||
            this._endsWith(upperToolPath, '.BAT'));
    }
    _windowsQuoteCmdArg(arg) {
        // for .exe, apply the normal quoting rules that libuv applies
        if (!this._isCmdFile()) {
            return this._uvQuoteCmdArg(arg);
        }
        // otherwise apply quoting rules specific to the cmd.exe command line parser.
        // the libuv rules are generic and are not designed specifically for cmd.exe
        // command line parser.
        //
        // for a detailed description of the cmd.exe command line parser, refer to
        // http://stackoverflow.com/questions/4094699/how-does-the-windows-command-interpreter-cmd-exe-parse-scripts/7970912#7970912
        // need quotes for empty arg
        if (!arg) {
            return '""';
        }
        // determine whether the arg needs to be quoted
        const cmdSpecialChars = [
            ' ',
            '\t',
            '&',
            '(',
            ')',
            '[',
            ']',
            '{',
            '}',
            '^',
            '=',
            ';',
            '!',
            "'",
            '+',
            ',',
            '`',
            '~',
            '|',
            '<',
            '>',
            '"'
        ];
        let needsQuotes = false;
        for (const char of arg) {
            if (cmdSpecialChars.some(x => x === char)) {
                needsQuotes = true;
                break;
            }
        }
        // short-circuit if quotes not needed
        if (!needsQuotes) {
            return arg;
        }
        // the following quoting rules are very similar to the rules that by libuv applies.
        //
        // 1) wrap the string in quotes
        //
        // 2) double-up quotes - i.e. " => ""
        //
        //    this is different from the libuv quoting rules. libuv replaces " with \", which unfortunately
        //    doesn't work well with a cmd.exe command line.
        //
        //    note, replacing " with "" also works well if the arg is passed to a downstream .NET console app.
        //    for example, the command line:
        //          foo.exe "myarg:""my val"""
        //    is parsed by a .NET console app into an arg array:
        //          [ "myarg:\"my val\"" ]
        //    which is the same end result when applying libuv quoting rules. although the actual
        //    command line from libuv quoting rules would look like:
        //          foo.exe "myarg:\"my val\""
        //
        // 3) double-up slashes that precede a quote,
        //    e.g.  hello \world    => "hello \world"
        //          hello\"world    => "hello\\""world"
        //          hello\\"world   => "hello\\\\""world"
        //          hello world\    => "hello world\\"
        //
        //    technically this is not required for a cmd.exe command line, or the batch argument parser.
        //    the reasons for including this as a .cmd quoting rule are:
        //
        //    a) this is optimized for the scenario where the argument is passed from the .cmd file to an
        //       external program. many programs (e.g. .NET console apps) rely on the slash-doubling rule.
        //
        //    b) it's what we've been doing previously (by deferring to node default behavior) and we
        //       haven't heard any complaints about that aspect.
        //
        // note, a weakness of the quoting rules chosen here, is that % is not escaped. in fact, % cannot be
        // escaped when used on the command line directly - even though within a .cmd file % can be escaped
        // by using %%.
        //
        // the saving grace is, on the command line, %var% is left as-is if var is not defined. this contrasts
        // the line parsing rules within a .cmd file, where if var is not defined it is replaced with nothing.
        //
        // one option that was explored was replacing % with ^% - i.e. %var% => ^%var^%. this hack would
        // often work, since it is unlikely that var^ would exist, and the ^ character is removed when the
        // variable is used. the problem, however, is that ^ is not removed when %* is used to pass the args
        // to an external program.
        //
        // an unexplored potential solution for the % escaping problem, is to create a wrapper .cmd file.
        // % can be escaped within a .cmd file.
        let reverse = '"';
        let quoteHit = true;
        for (let i = arg.length; i > 0; i--) {
            // walk the string in reverse
            reverse += arg[i - 1];
            if (quoteHit && arg[i - 1] === '\\') {
                reverse += '\\'; // double the slash
            }
            else if (arg[i - 1] === '"') {
                quoteHit = true;
                reverse += '"'; // double the quote
            }
            else {
                quoteHit = false;
            }
        }
        reverse += '"';
        return reverse.split('').reverse().join('');
    }
    _uvQuoteCmdArg(arg) {
        // Tool runner wraps child_process.spawn() and needs to apply the same quoting as
        // Node in certain cases where the undocumented spawn option windowsVerbatimArguments
        // is used.
        //
        // Since this function is a port of quote_cmd_arg from Node 4.x (technically, lib UV,
        // see https://github.com/nodejs/node/blob/v4.x/deps/uv/src/win/process.c for details),
        // pasting copyright notice from Node within this function:
        //
        //      Copyright Joyent, Inc. and other Node contributors. All rights reserved.
        //
        //      Permission is hereby granted, free of charge, to any person obtaining a copy
        //      of this software and associated documentation files (the "Software"), to
        //      deal in the Software without restriction, including without limitation the
        //      rights to use, copy, modify, merge, publish, distribute, sublicense, and/or
        //      sell copies of the Software, and to permit persons to whom the Software is
        //      furnished to do so, subject to the following conditions:
        //
        //      The above copyright notice and this permission notice shall be included in
        //      all copies or substantial portions of the Software.
        //
        //      THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
        //      IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
        //      FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
        //      AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
        //      LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING
        //      FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS
        //      IN THE SOFTWARE.
        if (!arg) {
            // Need double quotation for empty argument
            return '""';
        }
        if (!arg.includes(' ') && !arg.includes('\t') && !arg.includes('"')) {
            // No quotation needed
            return arg;
        }
        if (!arg.includes('"') && !arg.includes('\\')) {
            // No embedded double quotes or backslashes, so I can just wrap
            // quote marks around the whole thing.
            return `"${arg}"`;
        }
        // Expected input/output:
        //   input : hello"world
        //   output: "hello\"world"
        //   input : hello""world
        //   output: "hello\"\"world"
        //   input : hello\world
        //   output: hello\world
        //   input : hello\\world
        //   output: hello\\world
        //   input : hello\"world
        //   output: "hello\\\"world"
        //   input : hello\\"world
        //   output: "hello\\\\\"world"
        //   input : hello world\
        //   output: "hello world\\" - note the comment in libuv actually reads "hello world\"
        //                             but it appears the comment is wrong, it should be "hello world\\"
        let reverse = '"';
        let quoteHit = true;
        for (let i = arg.length; i > 0; i--) {
            // walk the string in reverse
            reverse += arg[i - 1];
            if (quoteHit && arg[i - 1] === '\\') {
                reverse += '\\';
            }
            else if (arg[i - 1] === '"') {
                quoteHit = true;
                reverse += '\\';
            }
            else {
                quoteHit = false;
            }
        }
        reverse += '"';
        return reverse.split('').reverse().join('');
    }
    _cloneExecOptions(options) {
        options = options || {};
        const result = {
            cwd: options.cwd || process.cwd(),
            env: options.env || process.env,
            silent: options.silent || false,
            windowsVerbatimArguments: options.windowsVerbatimArguments || false,
            failOnStdErr: options.failOnStdErr || false,
            ignoreReturnCode: options.ignoreReturnCode || false,
            delay: options.delay || 10000
        };
        result.outStream = options.outStream || process.stdout;
        result.errStream = options.errStream || process.stderr;
        return result;
    }
    _getSpawnOptions(options, toolPath) {
        options = options || {};
        const result = {};
        result.cwd = options.cwd;
        result.env = options.env;
        result['windowsVerbatimArguments'] =
            options.windowsVerbatimArguments || this._isCmdFile();
        if (options.windowsVerbatimArguments) {
            result.argv0 = `"${toolPath}"`;
        }
        return result;
    }
    /**
     * Exec a tool.
     * Output will be streamed to the live console.
     * Returns promise with return code
     *
     * @param     tool     path to tool to exec
     * @param     options  optional exec options.  See ExecOptions
     * @returns   number
     */
    exec() {
        return toolrunner_awaiter(this, void 0, void 0, function* () {
            // root the tool path if it is unrooted and contains relative pathing
            if (!isRooted(this.toolPath) &&
                (this.toolPath.includes('/') ||
                    (toolrunner_IS_WINDOWS && this.toolPath.includes('\\')))) {
                // prefer options.cwd if it is specified, however options.cwd may also need to be rooted
                this.toolPath = external_path_namespaceObject.resolve(process.cwd(), this.options.cwd || process.cwd(), this.toolPath);
            }
            // if the tool is only a file name, then resolve it from the PATH
            // otherwise verify it exists (add extension on Windows if necessary)
            this.toolPath = yield which(this.toolPath, true);
            return new Promise((resolve, reject) => toolrunner_awaiter(this, void 0, void 0, function* () {
                this._debug(`exec tool: ${this.toolPath}`);
                this._debug('arguments:');
                for (const arg of this.args) {
                    this._debug(`   ${arg}`);
                }
                const optionsNonNull = this._cloneExecOptions(this.options);
                if (!optionsNonNull.silent && optionsNonNull.outStream) {
                    optionsNonNull.outStream.write(this._getCommandString(optionsNonNull) + external_os_namespaceObject.EOL);
                }
                const state = new ExecState(optionsNonNull, this.toolPath);
                state.on('debug', (message) => {
                    this._debug(message);
                });
                if (this.options.cwd && !(yield exists(this.options.cwd))) {
                    return reject(new Error(`The cwd: ${this.options.cwd} does not exist!`));
                }
                const fileName = this._getSpawnFileName();
                const cp = external_child_process_namespaceObject.spawn(fileName, this._getSpawnArgs(optionsNonNull), this._getSpawnOptions(this.options, fileName));
                let stdbuffer = '';
                if (cp.stdout) {
                    cp.stdout.on('data', (data) => {
                        if (this.options.listeners && this.options.listeners.stdout) {
                            this.options.listeners.stdout(data);
                        }
                        if (!optionsNonNull.silent && optionsNonNull.outStream) {
                            optionsNonNull.outStream.write(data);
                        }
                        stdbuffer = this._processLineBuffer(data, stdbuffer, (line) => {
                            if (this.options.listeners && this.options.listeners.stdline) {
                                this.options.listeners.stdline(line);
                            }
                        });
                    });
                }
                let errbuffer = '';
                if (cp.stderr) {
                    cp.stderr.on('data', (data) => {
                        state.processStderr = true;
                        if (this.options.listeners && this.options.listeners.stderr) {
                            this.options.listeners.stderr(data);
                        }
                        if (!optionsNonNull.silent &&
                            optionsNonNull.errStream &&
                            optionsNonNull.outStream) {
                            const s = optionsNonNull.failOnStdErr
                                ? optionsNonNull.errStream
                                : optionsNonNull.outStream;
                            s.write(data);
                        }
                        errbuffer = this._processLineBuffer(data, errbuffer, (line) => {
                            if (this.options.listeners && this.options.listeners.errline) {
                                this.options.listeners.errline(line);
                            }
                        });
                    });
                }
                cp.on('error', (err) => {
                    state.processError = err.message;
                    state.processExited = true;
                    state.processClosed = true;
                    state.CheckComplete();
                });
                cp.on('exit', (code) => {
                    state.processExitCode = code;
                    state.processExited = true;
                    this._debug(`Exit code ${code} received from tool '${this.toolPath}'`);
                    state.CheckComplete();
                });
                cp.on('close', (code) => {
                    state.processExitCode = code;
                    state.processExited = true;
                    state.processClosed = true;
                    this._debug(`STDIO streams have closed for tool '${this.toolPath}'`);
                    state.CheckComplete();
                });
                state.on('done', (error, exitCode) => {
                    if (stdbuffer.length > 0) {
                        this.emit('stdline', stdbuffer);
                    }
                    if (errbuffer.length > 0) {
                        this.emit('errline', errbuffer);
                    }
                    cp.removeAllListeners();
                    if (error) {
                        reject(error);
                    }
                    else {
                        resolve(exitCode);
                    }
                });
                if (this.options.input) {
                    if (!cp.stdin) {
                        throw new Error('child process missing stdin');
                    }
                    cp.stdin.end(this.options.input);
                }
            }));
        });
    }
}
/**
 * Convert an arg string to an array of args. Handles escaping
 *
 * @param    argString   string of arguments
 * @returns  string[]    array of arguments
 */
function argStringToArray(argString) {
    const args = [];
    let inQuotes = false;
    let escaped = false;
    let arg = '';
    function append(c) {
        // we only escape double quotes.
        if (escaped && c !== '"') {
            arg += '\\';
        }
        arg += c;
        escaped = false;
    }
    for (let i = 0; i < argString.length; i++) {
        const c = argString.charAt(i);
        if (c === '"') {
            if (!escaped) {
                inQuotes = !inQuotes;
            }
            else {
                append(c);
            }
            continue;
        }
        if (c === '\\' && escaped) {
            append(c);
            continue;
        }
        if (c === '\\' && inQuotes) {
            escaped = true;
            continue;
        }
        if (c === ' ' && !inQuotes) {
            if (arg.length > 0) {
                args.push(arg);
                arg = '';
            }
            continue;
        }
        append(c);
    }
    if (arg.length > 0) {
        args.push(arg.trim());
    }
    return args;
}
class ExecState extends external_events_.EventEmitter {
    constructor(options, toolPath) {
        super();
        this.processClosed = false; // tracks whether the process has exited and stdio is closed
        this.processError = '';
        this.processExitCode = 0;
        this.processExited = false; // tracks whether the process has exited
        this.processStderr = false; // tracks whether stderr was written to
        this.delay = 10000; // 10 seconds
        this.done = false;
        this.timeout = null;
        if (!toolPath) {
            throw new Error('toolPath must not be empty');
        }
        this.options = options;
        this.toolPath = toolPath;
        if (options.delay) {
            this.delay = options.delay;
        }
    }
    CheckComplete() {
        if (this.done) {
            return;
        }
        if (this.processClosed) {
            this._setResult();
        }
        else if (this.processExited) {
            this.timeout = (0,external_timers_namespaceObject.setTimeout)(ExecState.HandleTimeout, this.delay, this);
        }
    }
    _debug(message) {
        this.emit('debug', message);
    }
    _setResult() {
        // determine whether there is an error
        let error;
        if (this.processExited) {
            if (this.processError) {
                error = new Error(`There was an error when attempting to execute the process '${this.toolPath}'. This may indicate the process failed to start. Error: ${this.processError}`);
            }
            else if (this.processExitCode !== 0 && !this.options.ignoreReturnCode) {
                error = new Error(`The process '${this.toolPath}' failed with exit code ${this.processExitCode}`);
            }
            else if (this.processStderr && this.options.failOnStdErr) {
                error = new Error(`The process '${this.toolPath}' failed because one or more lines were written to the STDERR stream`);
            }
        }
        // clear the timeout
        if (this.timeout) {
            clearTimeout(this.timeout);
            this.timeout = null;
        }
        this.done = true;
        this.emit('done', error, this.processExitCode);
    }
    static HandleTimeout(state) {
        if (state.done) {
            return;
        }
        if (!state.processClosed && state.processExited) {
            const message = `The STDIO streams did not close within ${state.delay / 1000} seconds of the exit event from process '${state.toolPath}'. This may indicate a child process inherited the STDIO streams and has not yet exited.`;
            state._debug(message);
        }
        state._setResult();
    }
}
//# sourceMappingURL=toolrunner.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/exec/lib/exec.js
var exec_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


/**
 * Exec a command.
 * Output will be streamed to the live console.
 * Returns promise with return code
 *
 * @param     commandLine        command to execute (can include additional args). Must be correctly escaped.
 * @param     args               optional arguments for tool. Escaping is handled by the lib.
 * @param     options            optional exec options.  See ExecOptions
 * @returns   Promise<number>    exit code
 */
function exec_exec(commandLine, args, options) {
    return exec_awaiter(this, void 0, void 0, function* () {
        const commandArgs = tr.argStringToArray(commandLine);
        if (commandArgs.length === 0) {
            throw new Error(`Parameter 'commandLine' cannot be null or empty.`);
        }
        // Path to tool to execute should be first arg
        const toolPath = commandArgs[0];
        args = commandArgs.slice(1).concat(args || []);
        const runner = new tr.ToolRunner(toolPath, args, options);
        return runner.exec();
    });
}
/**
 * Exec a command and get the output.
 * Output will be streamed to the live console.
 * Returns promise with the exit code and collected stdout and stderr
 *
 * @param     commandLine           command to execute (can include additional args). Must be correctly escaped.
 * @param     args                  optional arguments for tool. Escaping is handled by the lib.
 * @param     options               optional exec options.  See ExecOptions
 * @returns   Promise<ExecOutput>   exit code, stdout, and stderr
 */
function getExecOutput(commandLine, args, options) {
    return exec_awaiter(this, void 0, void 0, function* () {
        var _a, _b;
        let stdout = '';
        let stderr = '';
        //Using string decoder covers the case where a mult-byte character is split
        const stdoutDecoder = new StringDecoder('utf8');
        const stderrDecoder = new StringDecoder('utf8');
        const originalStdoutListener = (_a = options === null || options === void 0 ? void 0 : options.listeners) === null || _a === void 0 ? void 0 : _a.stdout;
        const originalStdErrListener = (_b = options === null || options === void 0 ? void 0 : options.listeners) === null || _b === void 0 ? void 0 : _b.stderr;
        const stdErrListener = (data) => {
            stderr += stderrDecoder.write(data);
            if (originalStdErrListener) {
                originalStdErrListener(data);
            }
        };
        const stdOutListener = (data) => {
            stdout += stdoutDecoder.write(data);
            if (originalStdoutListener) {
                originalStdoutListener(data);
            }
        };
        const listeners = Object.assign(Object.assign({}, options === null || options === void 0 ? void 0 : options.listeners), { stdout: stdOutListener, stderr: stdErrListener });
        const exitCode = yield exec_exec(commandLine, args, Object.assign(Object.assign({}, options), { listeners }));
        //flush any remaining characters
        stdout += stdoutDecoder.end();
        stderr += stderrDecoder.end();
        return {
            exitCode,
            stdout,
            stderr
        };
    });
}
//# sourceMappingURL=exec.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/platform.js
var platform_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const getWindowsInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    const { stdout: version } = yield exec.getExecOutput('powershell -command "(Get-CimInstance -ClassName Win32_OperatingSystem).Version"', undefined, {
        silent: true
    });
    const { stdout: name } = yield exec.getExecOutput('powershell -command "(Get-CimInstance -ClassName Win32_OperatingSystem).Caption"', undefined, {
        silent: true
    });
    return {
        name: name.trim(),
        version: version.trim()
    };
});
const getMacOsInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    var _a, _b, _c, _d;
    const { stdout } = yield exec.getExecOutput('sw_vers', undefined, {
        silent: true
    });
    const version = (_b = (_a = stdout.match(/ProductVersion:\s*(.+)/)) === null || _a === void 0 ? void 0 : _a[1]) !== null && _b !== void 0 ? _b : '';
    const name = (_d = (_c = stdout.match(/ProductName:\s*(.+)/)) === null || _c === void 0 ? void 0 : _c[1]) !== null && _d !== void 0 ? _d : '';
    return {
        name,
        version
    };
});
const getLinuxInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    const { stdout } = yield exec.getExecOutput('lsb_release', ['-i', '-r', '-s'], {
        silent: true
    });
    const [name, version] = stdout.trim().split('\n');
    return {
        name,
        version
    };
});
const platform = external_os_namespaceObject.platform();
const arch = external_os_namespaceObject.arch();
const isWindows = platform === 'win32';
const isMacOS = platform === 'darwin';
const isLinux = platform === 'linux';
function getDetails() {
    return platform_awaiter(this, void 0, void 0, function* () {
        return Object.assign(Object.assign({}, (yield (isWindows
            ? getWindowsInfo()
            : isMacOS
                ? getMacOsInfo()
                : getLinuxInfo()))), { platform,
            arch,
            isWindows,
            isMacOS,
            isLinux });
    });
}
//# sourceMappingURL=platform.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/core.js
var core_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};






/**
 * The code to exit an action
 */
var ExitCode;
(function (ExitCode) {
    /**
     * A code indicating that the action was successful
     */
    ExitCode[ExitCode["Success"] = 0] = "Success";
    /**
     * A code indicating that the action was a failure
     */
    ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
//-----------------------------------------------------------------------
// Variables
//-----------------------------------------------------------------------
/**
 * Sets env variable for this action and future actions in the job
 * @param name the name of the variable to set
 * @param val the value of the variable. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function exportVariable(name, val) {
    const convertedVal = toCommandValue(val);
    process.env[name] = convertedVal;
    const filePath = process.env['GITHUB_ENV'] || '';
    if (filePath) {
        return issueFileCommand('ENV', prepareKeyValueMessage(name, val));
    }
    issueCommand('set-env', { name }, convertedVal);
}
/**
 * Registers a secret which will get masked from logs
 *
 * @param secret - Value of the secret to be masked
 * @remarks
 * This function instructs the Actions runner to mask the specified value in any
 * logs produced during the workflow run. Once registered, the secret value will
 * be replaced with asterisks (***) whenever it appears in console output, logs,
 * or error messages.
 *
 * This is useful for protecting sensitive information such as:
 * - API keys
 * - Access tokens
 * - Authentication credentials
 * - URL parameters containing signatures (SAS tokens)
 *
 * Note that masking only affects future logs; any previous appearances of the
 * secret in logs before calling this function will remain unmasked.
 *
 * @example
 * ```typescript
 * // Register an API token as a secret
 * const apiToken = "abc123xyz456";
 * setSecret(apiToken);
 *
 * // Now any logs containing this value will show *** instead
 * console.log(`Using token: ${apiToken}`); // Outputs: "Using token: ***"
 * ```
 */
function core_setSecret(secret) {
    command_issueCommand('add-mask', {}, secret);
}
/**
 * Prepends inputPath to the PATH (for this action and future actions)
 * @param inputPath
 */
function addPath(inputPath) {
    const filePath = process.env['GITHUB_PATH'] || '';
    if (filePath) {
        issueFileCommand('PATH', inputPath);
    }
    else {
        issueCommand('add-path', {}, inputPath);
    }
    process.env['PATH'] = `${inputPath}${path.delimiter}${process.env['PATH']}`;
}
/**
 * Gets the value of an input.
 * Unless trimWhitespace is set to false in InputOptions, the value is also trimmed.
 * Returns an empty string if the value is not defined.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string
 */
function getInput(name, options) {
    const val = process.env[`INPUT_${name.replace(/ /g, '_').toUpperCase()}`] || '';
    if (options && options.required && !val) {
        throw new Error(`Input required and not supplied: ${name}`);
    }
    if (options && options.trimWhitespace === false) {
        return val;
    }
    return val.trim();
}
/**
 * Gets the values of an multiline input.  Each value is also trimmed.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string[]
 *
 */
function getMultilineInput(name, options) {
    const inputs = getInput(name, options)
        .split('\n')
        .filter(x => x !== '');
    if (options && options.trimWhitespace === false) {
        return inputs;
    }
    return inputs.map(input => input.trim());
}
/**
 * Gets the input value of the boolean type in the YAML 1.2 "core schema" specification.
 * Support boolean input list: `true | True | TRUE | false | False | FALSE` .
 * The return value is also in boolean type.
 * ref: https://yaml.org/spec/1.2/spec.html#id2804923
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   boolean
 */
function getBooleanInput(name, options) {
    const trueValue = ['true', 'True', 'TRUE'];
    const falseValue = ['false', 'False', 'FALSE'];
    const val = getInput(name, options);
    if (trueValue.includes(val))
        return true;
    if (falseValue.includes(val))
        return false;
    throw new TypeError(`Input does not meet YAML 1.2 "Core Schema" specification: ${name}\n` +
        `Support boolean input list: \`true | True | TRUE | false | False | FALSE\``);
}
/**
 * Sets the value of an output.
 *
 * @param     name     name of the output to set
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function setOutput(name, value) {
    const filePath = process.env['GITHUB_OUTPUT'] || '';
    if (filePath) {
        return file_command_issueFileCommand('OUTPUT', file_command_prepareKeyValueMessage(name, value));
    }
    process.stdout.write(external_os_namespaceObject.EOL);
    command_issueCommand('set-output', { name }, utils_toCommandValue(value));
}
/**
 * Enables or disables the echoing of commands into stdout for the rest of the step.
 * Echoing is disabled by default if ACTIONS_STEP_DEBUG is not set.
 *
 */
function setCommandEcho(enabled) {
    issue('echo', enabled ? 'on' : 'off');
}
//-----------------------------------------------------------------------
// Results
//-----------------------------------------------------------------------
/**
 * Sets the action status to failed.
 * When the action exits it will be with an exit code of 1
 * @param message add error issue message
 */
function setFailed(message) {
    process.exitCode = ExitCode.Failure;
    error(message);
}
//-----------------------------------------------------------------------
// Logging Commands
//-----------------------------------------------------------------------
/**
 * Gets whether Actions Step Debug is on or not
 */
function isDebug() {
    return process.env['RUNNER_DEBUG'] === '1';
}
/**
 * Writes debug message to user log
 * @param message debug message
 */
function core_debug(message) {
    command_issueCommand('debug', {}, message);
}
/**
 * Adds an error issue
 * @param message error issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function error(message, properties = {}) {
    command_issueCommand('error', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a warning issue
 * @param message warning issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function warning(message, properties = {}) {
    command_issueCommand('warning', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a notice issue
 * @param message notice issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function notice(message, properties = {}) {
    command_issueCommand('notice', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Writes info to log with console.log.
 * @param message info message
 */
function info(message) {
    process.stdout.write(message + external_os_namespaceObject.EOL);
}
/**
 * Begin an output group.
 *
 * Output until the next `groupEnd` will be foldable in this group
 *
 * @param name The name of the output group
 */
function startGroup(name) {
    issue('group', name);
}
/**
 * End an output group.
 */
function endGroup() {
    issue('endgroup');
}
/**
 * Wrap an asynchronous function call in a group.
 *
 * Returns the same type as the function itself.
 *
 * @param name The name of the group
 * @param fn The function to wrap in the group
 */
function group(name, fn) {
    return core_awaiter(this, void 0, void 0, function* () {
        startGroup(name);
        let result;
        try {
            result = yield fn();
        }
        finally {
            endGroup();
        }
        return result;
    });
}
//-----------------------------------------------------------------------
// Wrapper action state
//-----------------------------------------------------------------------
/**
 * Saves state for current action, the state can only be retrieved by this action's post job execution.
 *
 * @param     name     name of the state to store
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function saveState(name, value) {
    const filePath = process.env['GITHUB_STATE'] || '';
    if (filePath) {
        return issueFileCommand('STATE', prepareKeyValueMessage(name, value));
    }
    issueCommand('save-state', { name }, toCommandValue(value));
}
/**
 * Gets the value of an state set by this action's main execution.
 *
 * @param     name     name of the state to get
 * @returns   string
 */
function getState(name) {
    return process.env[`STATE_${name}`] || '';
}
function getIDToken(aud) {
    return core_awaiter(this, void 0, void 0, function* () {
        return yield OidcClient.getIDToken(aud);
    });
}
/**
 * Summary exports
 */

/**
 * @deprecated use core.summary
 */

/**
 * Path exports
 */

/**
 * Platform utilities exports
 */

//# sourceMappingURL=core.js.map

/***/ }),

/***/ 6602:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  Qq: () => (/* binding */ HttpClient)
});

// UNUSED EXPORTS: Headers, HttpClientError, HttpClientResponse, HttpCodes, MediaTypes, getProxyUrl, isHttps

// EXTERNAL MODULE: external "http"
var external_http_ = __nccwpck_require__(8611);
var external_http_namespaceObject = /*#__PURE__*/__nccwpck_require__.t(external_http_, 2);
// EXTERNAL MODULE: external "https"
var external_https_ = __nccwpck_require__(5692);
var external_https_namespaceObject = /*#__PURE__*/__nccwpck_require__.t(external_https_, 2);
;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/proxy.js
function getProxyUrl(reqUrl) {
    const usingSsl = reqUrl.protocol === 'https:';
    if (checkBypass(reqUrl)) {
        return undefined;
    }
    const proxyVar = (() => {
        if (usingSsl) {
            return process.env['https_proxy'] || process.env['HTTPS_PROXY'];
        }
        else {
            return process.env['http_proxy'] || process.env['HTTP_PROXY'];
        }
    })();
    if (proxyVar) {
        try {
            return new DecodedURL(proxyVar);
        }
        catch (_a) {
            if (!proxyVar.startsWith('http://') && !proxyVar.startsWith('https://'))
                return new DecodedURL(`http://${proxyVar}`);
        }
    }
    else {
        return undefined;
    }
}
function checkBypass(reqUrl) {
    if (!reqUrl.hostname) {
        return false;
    }
    const reqHost = reqUrl.hostname;
    if (isLoopbackAddress(reqHost)) {
        return true;
    }
    const noProxy = process.env['no_proxy'] || process.env['NO_PROXY'] || '';
    if (!noProxy) {
        return false;
    }
    // Determine the request port
    let reqPort;
    if (reqUrl.port) {
        reqPort = Number(reqUrl.port);
    }
    else if (reqUrl.protocol === 'http:') {
        reqPort = 80;
    }
    else if (reqUrl.protocol === 'https:') {
        reqPort = 443;
    }
    // Format the request hostname and hostname with port
    const upperReqHosts = [reqUrl.hostname.toUpperCase()];
    if (typeof reqPort === 'number') {
        upperReqHosts.push(`${upperReqHosts[0]}:${reqPort}`);
    }
    // Compare request host against noproxy
    for (const upperNoProxyItem of noProxy
        .split(',')
        .map(x => x.trim().toUpperCase())
        .filter(x => x)) {
        if (upperNoProxyItem === '*' ||
            upperReqHosts.some(x => x === upperNoProxyItem ||
                x.endsWith(`.${upperNoProxyItem}`) ||
                (upperNoProxyItem.startsWith('.') &&
                    x.endsWith(`${upperNoProxyItem}`)))) {
            return true;
        }
    }
    return false;
}
function isLoopbackAddress(host) {
    const hostLower = host.toLowerCase();
    return (hostLower === 'localhost' ||
        hostLower.startsWith('127.') ||
        hostLower.startsWith('[::1]') ||
        hostLower.startsWith('[0:0:0:0:0:0:0:1]'));
}
class DecodedURL extends URL {
    constructor(url, base) {
        super(url, base);
        this._decodedUsername = decodeURIComponent(super.username);
        this._decodedPassword = decodeURIComponent(super.password);
    }
    get username() {
        return this._decodedUsername;
    }
    get password() {
        return this._decodedPassword;
    }
}
//# sourceMappingURL=proxy.js.map
// EXTERNAL MODULE: ./node_modules/tunnel/index.js
var tunnel = __nccwpck_require__(770);
;// CONCATENATED MODULE: ./shims/undici.js
// What `@actions/http-client` imports from undici, for callers that give its agent to `fetch`. Nobody does here: requests go through node:http, and through a
// tunnel where there is a proxy, so undici, which would be most of the start-up, stays out of the bundle.
class ProxyAgent {
  constructor() {
    throw new Error("undici is not part of this bundle: send requests with @actions/http-client, not with fetch");
  }
}

;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/index.js
/* eslint-disable @typescript-eslint/no-explicit-any */
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};





var HttpCodes;
(function (HttpCodes) {
    HttpCodes[HttpCodes["OK"] = 200] = "OK";
    HttpCodes[HttpCodes["MultipleChoices"] = 300] = "MultipleChoices";
    HttpCodes[HttpCodes["MovedPermanently"] = 301] = "MovedPermanently";
    HttpCodes[HttpCodes["ResourceMoved"] = 302] = "ResourceMoved";
    HttpCodes[HttpCodes["SeeOther"] = 303] = "SeeOther";
    HttpCodes[HttpCodes["NotModified"] = 304] = "NotModified";
    HttpCodes[HttpCodes["UseProxy"] = 305] = "UseProxy";
    HttpCodes[HttpCodes["SwitchProxy"] = 306] = "SwitchProxy";
    HttpCodes[HttpCodes["TemporaryRedirect"] = 307] = "TemporaryRedirect";
    HttpCodes[HttpCodes["PermanentRedirect"] = 308] = "PermanentRedirect";
    HttpCodes[HttpCodes["BadRequest"] = 400] = "BadRequest";
    HttpCodes[HttpCodes["Unauthorized"] = 401] = "Unauthorized";
    HttpCodes[HttpCodes["PaymentRequired"] = 402] = "PaymentRequired";
    HttpCodes[HttpCodes["Forbidden"] = 403] = "Forbidden";
    HttpCodes[HttpCodes["NotFound"] = 404] = "NotFound";
    HttpCodes[HttpCodes["MethodNotAllowed"] = 405] = "MethodNotAllowed";
    HttpCodes[HttpCodes["NotAcceptable"] = 406] = "NotAcceptable";
    HttpCodes[HttpCodes["ProxyAuthenticationRequired"] = 407] = "ProxyAuthenticationRequired";
    HttpCodes[HttpCodes["RequestTimeout"] = 408] = "RequestTimeout";
    HttpCodes[HttpCodes["Conflict"] = 409] = "Conflict";
    HttpCodes[HttpCodes["Gone"] = 410] = "Gone";
    HttpCodes[HttpCodes["TooManyRequests"] = 429] = "TooManyRequests";
    HttpCodes[HttpCodes["InternalServerError"] = 500] = "InternalServerError";
    HttpCodes[HttpCodes["NotImplemented"] = 501] = "NotImplemented";
    HttpCodes[HttpCodes["BadGateway"] = 502] = "BadGateway";
    HttpCodes[HttpCodes["ServiceUnavailable"] = 503] = "ServiceUnavailable";
    HttpCodes[HttpCodes["GatewayTimeout"] = 504] = "GatewayTimeout";
})(HttpCodes || (HttpCodes = {}));
var Headers;
(function (Headers) {
    Headers["Accept"] = "accept";
    Headers["ContentType"] = "content-type";
})(Headers || (Headers = {}));
var MediaTypes;
(function (MediaTypes) {
    MediaTypes["ApplicationJson"] = "application/json";
})(MediaTypes || (MediaTypes = {}));
/**
 * Returns the proxy URL, depending upon the supplied url and proxy environment variables.
 * @param serverUrl  The server URL where the request will be sent. For example, https://api.github.com
 */
function lib_getProxyUrl(serverUrl) {
    const proxyUrl = pm.getProxyUrl(new URL(serverUrl));
    return proxyUrl ? proxyUrl.href : '';
}
const HttpRedirectCodes = [
    HttpCodes.MovedPermanently,
    HttpCodes.ResourceMoved,
    HttpCodes.SeeOther,
    HttpCodes.TemporaryRedirect,
    HttpCodes.PermanentRedirect
];
const HttpResponseRetryCodes = [
    HttpCodes.BadGateway,
    HttpCodes.ServiceUnavailable,
    HttpCodes.GatewayTimeout
];
const RetryableHttpVerbs = ['OPTIONS', 'GET', 'DELETE', 'HEAD'];
const ExponentialBackoffCeiling = 10;
const ExponentialBackoffTimeSlice = 5;
class HttpClientError extends Error {
    constructor(message, statusCode) {
        super(message);
        this.name = 'HttpClientError';
        this.statusCode = statusCode;
        Object.setPrototypeOf(this, HttpClientError.prototype);
    }
}
class HttpClientResponse {
    constructor(message) {
        this.message = message;
    }
    readBody() {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve) => __awaiter(this, void 0, void 0, function* () {
                let output = Buffer.alloc(0);
                this.message.on('data', (chunk) => {
                    output = Buffer.concat([output, chunk]);
                });
                this.message.on('end', () => {
                    resolve(output.toString());
                });
            }));
        });
    }
    readBodyBuffer() {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve) => __awaiter(this, void 0, void 0, function* () {
                const chunks = [];
                this.message.on('data', (chunk) => {
                    chunks.push(chunk);
                });
                this.message.on('end', () => {
                    resolve(Buffer.concat(chunks));
                });
            }));
        });
    }
}
function isHttps(requestUrl) {
    const parsedUrl = new URL(requestUrl);
    return parsedUrl.protocol === 'https:';
}
class HttpClient {
    constructor(userAgent, handlers, requestOptions) {
        this._ignoreSslError = false;
        this._allowRedirects = true;
        this._allowRedirectDowngrade = false;
        this._maxRedirects = 50;
        this._allowRetries = false;
        this._maxRetries = 1;
        this._keepAlive = false;
        this._disposed = false;
        this.userAgent = this._getUserAgentWithOrchestrationId(userAgent);
        this.handlers = handlers || [];
        this.requestOptions = requestOptions;
        if (requestOptions) {
            if (requestOptions.ignoreSslError != null) {
                this._ignoreSslError = requestOptions.ignoreSslError;
            }
            this._socketTimeout = requestOptions.socketTimeout;
            if (requestOptions.allowRedirects != null) {
                this._allowRedirects = requestOptions.allowRedirects;
            }
            if (requestOptions.allowRedirectDowngrade != null) {
                this._allowRedirectDowngrade = requestOptions.allowRedirectDowngrade;
            }
            if (requestOptions.maxRedirects != null) {
                this._maxRedirects = Math.max(requestOptions.maxRedirects, 0);
            }
            if (requestOptions.keepAlive != null) {
                this._keepAlive = requestOptions.keepAlive;
            }
            if (requestOptions.allowRetries != null) {
                this._allowRetries = requestOptions.allowRetries;
            }
            if (requestOptions.maxRetries != null) {
                this._maxRetries = requestOptions.maxRetries;
            }
        }
    }
    options(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('OPTIONS', requestUrl, null, additionalHeaders || {});
        });
    }
    get(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('GET', requestUrl, null, additionalHeaders || {});
        });
    }
    del(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('DELETE', requestUrl, null, additionalHeaders || {});
        });
    }
    post(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('POST', requestUrl, data, additionalHeaders || {});
        });
    }
    patch(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('PATCH', requestUrl, data, additionalHeaders || {});
        });
    }
    put(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('PUT', requestUrl, data, additionalHeaders || {});
        });
    }
    head(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('HEAD', requestUrl, null, additionalHeaders || {});
        });
    }
    sendStream(verb, requestUrl, stream, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request(verb, requestUrl, stream, additionalHeaders);
        });
    }
    /**
     * Gets a typed object from an endpoint
     * Be aware that not found returns a null.  Other errors (4xx, 5xx) reject the promise
     */
    getJson(requestUrl_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, additionalHeaders = {}) {
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            const res = yield this.get(requestUrl, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    postJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.post(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    putJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.put(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    patchJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.patch(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    /**
     * Makes a raw http request.
     * All other methods such as get, post, patch, and request ultimately call this.
     * Prefer get, del, post and patch
     */
    request(verb, requestUrl, data, headers) {
        return __awaiter(this, void 0, void 0, function* () {
            if (this._disposed) {
                throw new Error('Client has already been disposed.');
            }
            const parsedUrl = new URL(requestUrl);
            let info = this._prepareRequest(verb, parsedUrl, headers);
            // Only perform retries on reads since writes may not be idempotent.
            const maxTries = this._allowRetries && RetryableHttpVerbs.includes(verb)
                ? this._maxRetries + 1
                : 1;
            let numTries = 0;
            let response;
            do {
                response = yield this.requestRaw(info, data);
                // Check if it's an authentication challenge
                if (response &&
                    response.message &&
                    response.message.statusCode === HttpCodes.Unauthorized) {
                    let authenticationHandler;
                    for (const handler of this.handlers) {
                        if (handler.canHandleAuthentication(response)) {
                            authenticationHandler = handler;
                            break;
                        }
                    }
                    if (authenticationHandler) {
                        return authenticationHandler.handleAuthentication(this, info, data);
                    }
                    else {
                        // We have received an unauthorized response but have no handlers to handle it.
                        // Let the response return to the caller.
                        return response;
                    }
                }
                let redirectsRemaining = this._maxRedirects;
                while (response.message.statusCode &&
                    HttpRedirectCodes.includes(response.message.statusCode) &&
                    this._allowRedirects &&
                    redirectsRemaining > 0) {
                    const redirectUrl = response.message.headers['location'];
                    if (!redirectUrl) {
                        // if there's no location to redirect to, we won't
                        break;
                    }
                    const parsedRedirectUrl = new URL(redirectUrl);
                    if (parsedUrl.protocol === 'https:' &&
                        parsedUrl.protocol !== parsedRedirectUrl.protocol &&
                        !this._allowRedirectDowngrade) {
                        throw new Error('Redirect from HTTPS to HTTP protocol. This downgrade is not allowed for security reasons. If you want to allow this behavior, set the allowRedirectDowngrade option to true.');
                    }
                    // we need to finish reading the response before reassigning response
                    // which will leak the open socket.
                    yield response.readBody();
                    // strip authorization header if redirected to a different hostname
                    if (parsedRedirectUrl.hostname !== parsedUrl.hostname) {
                        for (const header in headers) {
                            // header names are case insensitive
                            if (header.toLowerCase() === 'authorization') {
                                delete headers[header];
                            }
                        }
                    }
                    // let's make the request with the new redirectUrl
                    info = this._prepareRequest(verb, parsedRedirectUrl, headers);
                    response = yield this.requestRaw(info, data);
                    redirectsRemaining--;
                }
                if (!response.message.statusCode ||
                    !HttpResponseRetryCodes.includes(response.message.statusCode)) {
                    // If not a retry code, return immediately instead of retrying
                    return response;
                }
                numTries += 1;
                if (numTries < maxTries) {
                    yield response.readBody();
                    yield this._performExponentialBackoff(numTries);
                }
            } while (numTries < maxTries);
            return response;
        });
    }
    /**
     * Needs to be called if keepAlive is set to true in request options.
     */
    dispose() {
        if (this._agent) {
            this._agent.destroy();
        }
        this._disposed = true;
    }
    /**
     * Raw request.
     * @param info
     * @param data
     */
    requestRaw(info, data) {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve, reject) => {
                function callbackForResult(err, res) {
                    if (err) {
                        reject(err);
                    }
                    else if (!res) {
                        // If `err` is not passed, then `res` must be passed.
                        reject(new Error('Unknown error'));
                    }
                    else {
                        resolve(res);
                    }
                }
                this.requestRawWithCallback(info, data, callbackForResult);
            });
        });
    }
    /**
     * Raw request with callback.
     * @param info
     * @param data
     * @param onResult
     */
    requestRawWithCallback(info, data, onResult) {
        if (typeof data === 'string') {
            if (!info.options.headers) {
                info.options.headers = {};
            }
            info.options.headers['Content-Length'] = Buffer.byteLength(data, 'utf8');
        }
        let callbackCalled = false;
        function handleResult(err, res) {
            if (!callbackCalled) {
                callbackCalled = true;
                onResult(err, res);
            }
        }
        const req = info.httpModule.request(info.options, (msg) => {
            const res = new HttpClientResponse(msg);
            handleResult(undefined, res);
        });
        let socket;
        req.on('socket', sock => {
            socket = sock;
        });
        // If we ever get disconnected, we want the socket to timeout eventually
        req.setTimeout(this._socketTimeout || 3 * 60000, () => {
            if (socket) {
                socket.end();
            }
            handleResult(new Error(`Request timeout: ${info.options.path}`));
        });
        req.on('error', function (err) {
            // err has statusCode property
            // res should have headers
            handleResult(err);
        });
        if (data && typeof data === 'string') {
            req.write(data, 'utf8');
        }
        if (data && typeof data !== 'string') {
            data.on('close', function () {
                req.end();
            });
            data.pipe(req);
        }
        else {
            req.end();
        }
    }
    /**
     * Gets an http agent. This function is useful when you need an http agent that handles
     * routing through a proxy server - depending upon the url and proxy environment variables.
     * @param serverUrl  The server URL where the request will be sent. For example, https://api.github.com
     */
    getAgent(serverUrl) {
        const parsedUrl = new URL(serverUrl);
        return this._getAgent(parsedUrl);
    }
    getAgentDispatcher(serverUrl) {
        const parsedUrl = new URL(serverUrl);
        const proxyUrl = getProxyUrl(parsedUrl);
        const useProxy = proxyUrl && proxyUrl.hostname;
        if (!useProxy) {
            return;
        }
        return this._getProxyAgentDispatcher(parsedUrl, proxyUrl);
    }
    _prepareRequest(method, requestUrl, headers) {
        const info = {};
        info.parsedUrl = requestUrl;
        const usingSsl = info.parsedUrl.protocol === 'https:';
        info.httpModule = usingSsl ? external_https_namespaceObject : external_http_namespaceObject;
        const defaultPort = usingSsl ? 443 : 80;
        info.options = {};
        info.options.host = info.parsedUrl.hostname;
        info.options.port = info.parsedUrl.port
            ? parseInt(info.parsedUrl.port)
            : defaultPort;
        info.options.path =
            (info.parsedUrl.pathname || '') + (info.parsedUrl.search || '');
        info.options.method = method;
        info.options.headers = this._mergeHeaders(headers);
        if (this.userAgent != null) {
            info.options.headers['user-agent'] = this.userAgent;
        }
        info.options.agent = this._getAgent(info.parsedUrl);
        // gives handlers an opportunity to participate
        if (this.handlers) {
            for (const handler of this.handlers) {
                handler.prepareRequest(info.options);
            }
        }
        return info;
    }
    _mergeHeaders(headers) {
        if (this.requestOptions && this.requestOptions.headers) {
            return Object.assign({}, lowercaseKeys(this.requestOptions.headers), lowercaseKeys(headers || {}));
        }
        return lowercaseKeys(headers || {});
    }
    /**
     * Gets an existing header value or returns a default.
     * Handles converting number header values to strings since HTTP headers must be strings.
     * Note: This returns string | string[] since some headers can have multiple values.
     * For headers that must always be a single string (like Content-Type), use the
     * specialized _getExistingOrDefaultContentTypeHeader method instead.
     */
    _getExistingOrDefaultHeader(additionalHeaders, header, _default) {
        let clientHeader;
        if (this.requestOptions && this.requestOptions.headers) {
            const headerValue = lowercaseKeys(this.requestOptions.headers)[header];
            if (headerValue) {
                clientHeader =
                    typeof headerValue === 'number' ? headerValue.toString() : headerValue;
            }
        }
        const additionalValue = additionalHeaders[header];
        if (additionalValue !== undefined) {
            return typeof additionalValue === 'number'
                ? additionalValue.toString()
                : additionalValue;
        }
        if (clientHeader !== undefined) {
            return clientHeader;
        }
        return _default;
    }
    /**
     * Specialized version of _getExistingOrDefaultHeader for Content-Type header.
     * Always returns a single string (not an array) since Content-Type should be a single value.
     * Converts arrays to comma-separated strings and numbers to strings to ensure type safety.
     * This was split from _getExistingOrDefaultHeader to provide stricter typing for callers
     * that assign the result to places expecting a string (e.g., additionalHeaders[Headers.ContentType]).
     */
    _getExistingOrDefaultContentTypeHeader(additionalHeaders, _default) {
        let clientHeader;
        if (this.requestOptions && this.requestOptions.headers) {
            const headerValue = lowercaseKeys(this.requestOptions.headers)[Headers.ContentType];
            if (headerValue) {
                if (typeof headerValue === 'number') {
                    clientHeader = String(headerValue);
                }
                else if (Array.isArray(headerValue)) {
                    clientHeader = headerValue.join(', ');
                }
                else {
                    clientHeader = headerValue;
                }
            }
        }
        const additionalValue = additionalHeaders[Headers.ContentType];
        // Return the first non-undefined value, converting numbers or arrays to strings if necessary
        if (additionalValue !== undefined) {
            if (typeof additionalValue === 'number') {
                return String(additionalValue);
            }
            else if (Array.isArray(additionalValue)) {
                return additionalValue.join(', ');
            }
            else {
                return additionalValue;
            }
        }
        if (clientHeader !== undefined) {
            return clientHeader;
        }
        return _default;
    }
    _getAgent(parsedUrl) {
        let agent;
        const proxyUrl = getProxyUrl(parsedUrl);
        const useProxy = proxyUrl && proxyUrl.hostname;
        if (this._keepAlive && useProxy) {
            agent = this._proxyAgent;
        }
        if (!useProxy) {
            agent = this._agent;
        }
        // if agent is already assigned use that agent.
        if (agent) {
            return agent;
        }
        const usingSsl = parsedUrl.protocol === 'https:';
        let maxSockets = 100;
        if (this.requestOptions) {
            maxSockets = this.requestOptions.maxSockets || external_http_.globalAgent.maxSockets;
        }
        // This is `useProxy` again, but we need to check `proxyURl` directly for TypeScripts's flow analysis.
        if (proxyUrl && proxyUrl.hostname) {
            const agentOptions = {
                maxSockets,
                keepAlive: this._keepAlive,
                proxy: Object.assign(Object.assign({}, ((proxyUrl.username || proxyUrl.password) && {
                    proxyAuth: `${proxyUrl.username}:${proxyUrl.password}`
                })), { host: proxyUrl.hostname, port: proxyUrl.port })
            };
            let tunnelAgent;
            const overHttps = proxyUrl.protocol === 'https:';
            if (usingSsl) {
                tunnelAgent = overHttps ? tunnel.httpsOverHttps : tunnel.httpsOverHttp;
            }
            else {
                tunnelAgent = overHttps ? tunnel.httpOverHttps : tunnel.httpOverHttp;
            }
            agent = tunnelAgent(agentOptions);
            this._proxyAgent = agent;
        }
        // if tunneling agent isn't assigned create a new agent
        if (!agent) {
            const options = { keepAlive: this._keepAlive, maxSockets };
            agent = usingSsl ? new external_https_.Agent(options) : new external_http_.Agent(options);
            this._agent = agent;
        }
        if (usingSsl && this._ignoreSslError) {
            // we don't want to set NODE_TLS_REJECT_UNAUTHORIZED=0 since that will affect request for entire process
            // http.RequestOptions doesn't expose a way to modify RequestOptions.agent.options
            // we have to cast it to any and change it directly
            agent.options = Object.assign(agent.options || {}, {
                rejectUnauthorized: false
            });
        }
        return agent;
    }
    _getProxyAgentDispatcher(parsedUrl, proxyUrl) {
        let proxyAgent;
        if (this._keepAlive) {
            proxyAgent = this._proxyAgentDispatcher;
        }
        // if agent is already assigned use that agent.
        if (proxyAgent) {
            return proxyAgent;
        }
        const usingSsl = parsedUrl.protocol === 'https:';
        proxyAgent = new ProxyAgent(Object.assign({ uri: proxyUrl.href, pipelining: !this._keepAlive ? 0 : 1 }, ((proxyUrl.username || proxyUrl.password) && {
            token: `Basic ${Buffer.from(`${proxyUrl.username}:${proxyUrl.password}`).toString('base64')}`
        })));
        this._proxyAgentDispatcher = proxyAgent;
        if (usingSsl && this._ignoreSslError) {
            // we don't want to set NODE_TLS_REJECT_UNAUTHORIZED=0 since that will affect request for entire process
            // http.RequestOptions doesn't expose a way to modify RequestOptions.agent.options
            // we have to cast it to any and change it directly
            proxyAgent.options = Object.assign(proxyAgent.options.requestTls || {}, {
                rejectUnauthorized: false
            });
        }
        return proxyAgent;
    }
    _getUserAgentWithOrchestrationId(userAgent) {
        const baseUserAgent = userAgent || 'actions/http-client';
        const orchId = process.env['ACTIONS_ORCHESTRATION_ID'];
        if (orchId) {
            // Sanitize the orchestration ID to ensure it contains only valid characters
            // Valid characters: 0-9, a-z, _, -, .
            const sanitizedId = orchId.replace(/[^a-z0-9_.-]/gi, '_');
            return `${baseUserAgent} actions_orchestration_id/${sanitizedId}`;
        }
        return baseUserAgent;
    }
    _performExponentialBackoff(retryNumber) {
        return __awaiter(this, void 0, void 0, function* () {
            retryNumber = Math.min(ExponentialBackoffCeiling, retryNumber);
            const ms = ExponentialBackoffTimeSlice * Math.pow(2, retryNumber);
            return new Promise(resolve => setTimeout(() => resolve(), ms));
        });
    }
    _processResponse(res, options) {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve, reject) => __awaiter(this, void 0, void 0, function* () {
                const statusCode = res.message.statusCode || 0;
                const response = {
                    statusCode,
                    result: null,
                    headers: {}
                };
                // not found leads to null obj returned
                if (statusCode === HttpCodes.NotFound) {
                    resolve(response);
                }
                // get the result from the body
                function dateTimeDeserializer(key, value) {
                    if (typeof value === 'string') {
                        const a = new Date(value);
                        if (!isNaN(a.valueOf())) {
                            return a;
                        }
                    }
                    return value;
                }
                let obj;
                let contents;
                try {
                    contents = yield res.readBody();
                    if (contents && contents.length > 0) {
                        if (options && options.deserializeDates) {
                            obj = JSON.parse(contents, dateTimeDeserializer);
                        }
                        else {
                            obj = JSON.parse(contents);
                        }
                        response.result = obj;
                    }
                    response.headers = res.message.headers;
                }
                catch (err) {
                    // Invalid resource (contents not json);  leaving result obj null
                }
                // note that 3xx redirects are handled by the http layer.
                if (statusCode > 299) {
                    let msg;
                    // if exception/error in body, attempt to get better error
                    if (obj && obj.message) {
                        msg = obj.message;
                    }
                    else if (contents && contents.length > 0) {
                        // it may be the case that the exception is in the body message as string
                        msg = contents;
                    }
                    else {
                        msg = `Failed request: (${statusCode})`;
                    }
                    const err = new HttpClientError(msg, statusCode);
                    err.result = response.result;
                    reject(err);
                }
                else {
                    resolve(response);
                }
            }));
        });
    }
}
const lowercaseKeys = (obj) => Object.keys(obj).reduce((c, k) => ((c[k.toLowerCase()] = obj[k]), c), {});
//# sourceMappingURL=index.js.map

/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/async module */
/******/ (() => {
/******/ 	var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 	var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 	var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 	var resolveQueue = (queue) => {
/******/ 		if(queue && queue.d < 1) {
/******/ 			queue.d = 1;
/******/ 			queue.forEach((fn) => (fn.r--));
/******/ 			queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 		}
/******/ 	}
/******/ 	var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 		if(dep !== null && typeof dep === "object") {
/******/ 			if(dep[webpackQueues]) return dep;
/******/ 			if(dep.then) {
/******/ 				var queue = [];
/******/ 				queue.d = 0;
/******/ 				dep.then((r) => {
/******/ 					obj[webpackExports] = r;
/******/ 					resolveQueue(queue);
/******/ 				}, (e) => {
/******/ 					obj[webpackError] = e;
/******/ 					resolveQueue(queue);
/******/ 				});
/******/ 				var obj = {};
/******/ 				obj[webpackQueues] = (fn) => (fn(queue));
/******/ 				return obj;
/******/ 			}
/******/ 		}
/******/ 		var ret = {};
/******/ 		ret[webpackQueues] = x => {};
/******/ 		ret[webpackExports] = dep;
/******/ 		return ret;
/******/ 	}));
/******/ 	__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 		var queue;
/******/ 		hasAwait && ((queue = []).d = -1);
/******/ 		var depQueues = new Set();
/******/ 		var exports = module.exports;
/******/ 		var currentDeps;
/******/ 		var outerResolve;
/******/ 		var reject;
/******/ 		var promise = new Promise((resolve, rej) => {
/******/ 			reject = rej;
/******/ 			outerResolve = resolve;
/******/ 		});
/******/ 		promise[webpackExports] = exports;
/******/ 		promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 		module.exports = promise;
/******/ 		body((deps) => {
/******/ 			currentDeps = wrapDeps(deps);
/******/ 			var fn;
/******/ 			var getResult = () => (currentDeps.map((d) => {
/******/ 				if(d[webpackError]) throw d[webpackError];
/******/ 				return d[webpackExports];
/******/ 			}))
/******/ 			var promise = new Promise((resolve) => {
/******/ 				fn = () => (resolve(getResult));
/******/ 				fn.r = 0;
/******/ 				var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 				currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 			});
/******/ 			return fn.r ? promise : getResult();
/******/ 		}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 		queue && queue.d < 0 && (queue.d = 0);
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "" + chunkId + ".index.js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(5691);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
