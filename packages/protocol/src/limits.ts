/**
 * Every number that two devices must agree on, in one table.
 *
 * A limit here answers an attack (docs/attacks.md names them); a change of any is a change of the protocol.
 */

/** One record, signature included. */
export const MAX_RECORD_BYTES = 16_384
/** The text of one message in UTF-8; said at the composer. */
export const MAX_TEXT_BYTES = 10_000
/** A person's or a group's name in UTF-8. */
export const MAX_NAME_BYTES = 200
/** A person's status or a group's description in UTF-8; of a person's no more is shown than a status may have. */
export const MAX_ABOUT_BYTES = 2_000
export const MAX_STATUS_BYTES = 400
/** The picture of a person or a group, and how many pixels it has at most in either direction. */
export const MAX_PICTURE_BYTES = 8_192
export const MAX_PICTURE_SIDE = 256
/** The page a support talk was begun on, its title, and the language it speaks. */
export const MAX_PAGE_BYTES = 1_000
export const MAX_PAGE_TITLE_BYTES = 300
export const MAX_LANGUAGE_BYTES = 35
/** A reaction in UTF-8: the longest emoji sequences take 35 bytes. */
export const MAX_EMOJI_BYTES = 64
/** One Yjs update; larger differences travel as several. */
export const MAX_UPDATE_BYTES = 1_048_576
/** One frame on the socket: an update, its document name and a little framing. */
export const MAX_FRAME_BYTES = MAX_UPDATE_BYTES + 512
/** Structs in one update: the largest honest ones are group documents, one struct an entry. */
export const MAX_UPDATE_STRUCTS = 16_384
/** Delete ranges in one update. */
export const MAX_DELETE_RANGES = 32_768
/** Parents of an action, heads of an envelope. */
export const MAX_PARENTS = 8
/** Links from a root key to a device. */
export const MAX_CHAIN = 8
/** Rows of one grant record. */
export const MAX_GRANT_ROWS = 250
/** The highest generation of a person's box, far from where counting on would fail. */
export const MAX_BOX_GENERATION = 2 ** 31 - 1
/** Entries of one cut; a longer one goes on in further records. */
export const MAX_CUT_ENTRIES = 512
/** Places a retract may name at once. */
export const MAX_RETRACT_TARGETS = 128
/** Records an unreact or an unpin may name. */
export const MAX_NAMED_RECORDS = 64
/** People one message may name, and the bytes that this may take: text and names together fit a record. */
export const MAX_MENTIONS = 50
export const MAX_MENTIONS_BYTES = 4_096
/** A segment is full at this many places: the next one opens. */
export const SEGMENT_TURNOVER_PLACES = 2_000
/** No relay takes more than this into one segment. */
export const MAX_SEGMENT_PLACES = 32_768
export const MAX_SEGMENT_BYTES = 8 * 1_048_576
/** One read mark, sealed. */
export const MAX_MARK_BYTES = 65_536
/** One device's presence for one document. */
export const MAX_PRESENCE_BYTES = 1_024
/** What one device says to another in a linking room at once. */
export const MAX_LINKING_BYTES = 4_096
/** The key of one note of a person's own document. */
export const MAX_NOTE_KEY_BYTES = 128
/** A hand goes down by itself after this time, and so does the word that somebody was given. */
export const HAND_LASTS_MS = 2 * 60 * 60_000
export const CALL_LASTS_MS = 5 * 60_000
/** A question to whoever teaches, or an answer; and the boxes that one is sealed to. */
export const MAX_QUESTION_BYTES = 2_000
export const MAX_CONFIDED_ROWS = 64
/** Documents in one inventory frame. */
export const MAX_INVENTORY_DOCS = 4_096
/** How far in a device's future a remote time may lie and still move its clock. */
export const MAX_CLOCK_LEAD_MS = 120_000
/** A group in a file: half a million messages of the usual length. */
export const MAX_GROUP_FILE_BYTES = 256 * 1_048_576
/** A site's token in compact form, the name it has for somebody, and how long one may be good. */
export const MAX_TOKEN_BYTES = 4_096
export const MAX_SUBJECT_BYTES = 255
export const MAX_TOKEN_LIFE_SECONDS = 86_400
/** How far the clocks of a site and of a device may be apart. */
export const MAX_TOKEN_SKEW_SECONDS = 300
/** Keys that a policy pins: the old and the new while a site changes them. */
export const MAX_SITE_KEYS = 4
/** Sign-ins of one person that are looked at, from the last: each costs a signature of the site. */
export const MAX_SIGN_INS = 16
