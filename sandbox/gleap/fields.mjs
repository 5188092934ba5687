/**
 * What Gleap takes in a body, field by field: the documented list of `POST /tickets` (https://docs.gleap.io, "Create a new ticket") with its types.
 * Fields that name another record are documented as strings; they are stored as ids, so anything else fails the cast.
 */

/** @typedef {"any" | "any[]" | "boolean" | "date" | "date?" | "id" | "id[]" | "number" | "object" | "object[]" | "string" | "string[]" | readonly string[]} FieldType */

/** @param {FieldType} type @param {string} names @returns {Record<string, FieldType>} */
const of = (type, names) => Object.fromEntries(names.split(" ").map((name) => [name, type]));

/** Fields that a ticket keeps, so create and update take them. */
const TICKET_FIELDS = {
  ...of(
    "string",
    "title plainContent imageUrl description latestComment latestPublicComment aiSummary aiSupportSummary outbound type status shareToken",
  ),
  ...of(
    "string",
    "secretShareToken lexorank project organisation screenshotUrl replayDataUrl replayUrl originalEmailContent screenRecordingUrl",
  ),
  ...of(
    "boolean",
    "conversationClosed slaBreached hidden needInitialPush noHumanInteraction snoozed queued generatingScreenshot screenshotRenderingFailed",
  ),
  ...of(
    "boolean",
    "screenshotLive isSilent generatingReplay replayRenderingFailed replayLive hasWebReplay faqSuggested notificationsUnread",
  ),
  ...of("boolean", "sessionNotificationsUnread hasAgentReply archived disabled isSpam manuallyAdded"),
  ...of("number", "duplicatesCount bugId conversationRating upvotesCount score"),
  ...of("date", "queuedAt screenshotBroke replayStartDate replayRenderingStartedAt lastNotification firstAssignmentAt archivedAt dueDate"),
  ...of("date?", "snoozedUntil"),
  ...of("id", "processingUser processingTeam duplicateOf"),
  ...of("id[]", "linkedTickets"),
  ...of("string[]", "mentions tags"),
  ...of("any", "content attributes formData form session screenshotDataUrl metaData actionLog customData replay fromData"),
  ...of("any[]", "emailRefs sessions"),
  ...of("object", "bot integrations lastResponse channel"),
  ...of("object[]", "attachments upvotes"),
  ...of(["LOW", "MEDIUM", "HIGH"], "priority"),
  ...of(["positive", "negative", "neutral"], "sentiment"),
};

/** Fields of a create that say how to make the ticket, or are kept elsewhere; the ticket does not have them. */
const CREATE_ONLY = {
  ...of("any", "consoleLog customEventLog networkLogs"),
  ...of("boolean", "isManualStart preventAutoReply"),
  ...of("string", "botId"),
};

/** `POST /tickets` */
export const CREATE = { ...TICKET_FIELDS, ...CREATE_ONLY };

/** `PUT /tickets/{id}` */
export const UPDATE = { ...TICKET_FIELDS, ...of("boolean", "forceCloseOverride") };

/** `POST /messages` and `PUT /messages/{id}`, as far as they are documented */
export const MESSAGE = {
  ...of("id", "ticket user replyTo fallbackUser"),
  ...of("any", "comment session data sendToChannel"),
  ...of("boolean", "isNote bot"),
  ...of("string", "type"),
  ...of("object[]", "attachments actions"),
  ...of("object", "channel"),
};

/** `POST /tickets/tracker-tickets` */
export const TRACKER = { ...of("string", "title type description customerName customerEmail"), ...of("id[]", "linkedTicketIds") };

/** `POST /sessions` */
export const SESSION = { ...of("string", "userId email name phone"), ...of("object", "customData") };

/** `PUT /tickets/{id}/link` and `/unlink` */
export const LINK = of("id", "targetTicketId");

/** `PUT /tickets/{id}/snooze` */
export const SNOOZE = of("number", "duration");

/**
 * @param {unknown} name
 * @returns {boolean} whether a stored ticket has this field from the body
 */
export const isTicketField = (name) => typeof name === "string" && Object.hasOwn(TICKET_FIELDS, name);
