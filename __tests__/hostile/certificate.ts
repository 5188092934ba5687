/** A certificate that its own key signed, made anew for each test: nothing of it is kept, and no program but Node.js is needed. */
import { generateKeyPairSync, randomBytes, sign } from "node:crypto";

/** Key and certificate as PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** A value in DER (https://www.itu.int/rec/T-REC-X.690). */
function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const { length } = body;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
}

const sequence = (...parts: readonly Uint8Array[]) => der(0x30, ...parts);
const octets = (part: Uint8Array) => der(0x04, part);
const bits = (part: Uint8Array) => der(0x03, Buffer.of(0), part);
const text = (tag: number, value: string) => der(tag, Buffer.from(value, "latin1"));
/** UTCTime, `YYMMDDHHMMSSZ`. */
const time = (at: number) => text(0x17, `${new Date(at).toISOString().replace(/\D/g, "").slice(2, 14)}Z`);

// Object identifiers, already encoded.
const oid = (hex: string) => der(0x06, Buffer.from(hex, "hex"));
const ECDSA_WITH_SHA256 = sequence(oid("2a8648ce3d040302"));
const COMMON_NAME = oid("550403");
const BASIC_CONSTRAINTS = oid("551d13");
const ALTERNATIVE_NAMES = oid("551d11");
const TRUE = Buffer.of(0x01, 0x01, 0xff);
const DAY = 86_400_000;

/** A certificate for these host names and 127.0.0.1, good for a day (https://www.rfc-editor.org/rfc/rfc5280#section-4.1). */
export function selfSigned(hosts: readonly string[] = []): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const name = sequence(der(0x31, sequence(COMMON_NAME, text(0x0c, "A company's own authority"))));
  const names = sequence(...hosts.map((host) => text(0x82, host)), der(0x87, Buffer.of(127, 0, 0, 1)));
  const extensions = sequence(sequence(BASIC_CONSTRAINTS, TRUE, octets(sequence(TRUE))), sequence(ALTERNATIVE_NAMES, octets(names)));
  const body = sequence(
    der(0xa0, der(0x02, Buffer.of(2))),
    der(0x02, Buffer.of(1), randomBytes(8)),
    ECDSA_WITH_SHA256,
    name,
    sequence(time(Date.now() - DAY), time(Date.now() + DAY)),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, extensions),
  );
  const whole = sequence(body, ECDSA_WITH_SHA256, bits(sign("sha256", body, privateKey)));
  const lines = whole.toString("base64").match(/.{1,64}/g) ?? [];
  return {
    key: String(privateKey.export({ type: "pkcs8", format: "pem" })),
    cert: `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`,
  };
}
