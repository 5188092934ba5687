import { describe, expect, test } from "@jest/globals";
import { redactAssignments, saysSecret } from "../../src/tickets/secretnames.ts";

const redacted = (text: string): string => redactAssignments(text, "X").text;

describe("what hides nothing stays", () => {
  const switches = "true false yes no on off null nil none undefined (none unset empty required read write [ { ( * ** *** **** [redacted]";
  const references =
    "${DB} $(get) {{x}} ${{x}} process.env.DB os.environ['DB'] secrets.DB env.DB steps.a.b inputs.db <password> <password %DB% $DB_2 @$DB";
  test.each([...switches.split(" "), ...references.split(" ")])("%s", (value) => {
    for (const text of [value, `${value},`, `"${value}"`, `\\"${value}\\",`, `'${value}';`, `\`${value}\`)`, `${value})}];,`])
      expect(redacted(`{ DB_PASSWORD=${text} z`)).toBe(`{ DB_PASSWORD=${text} z`);
  });

  test.each("trueish xtrue on1 process.environ xprocess.env xsecrets. x${DB} a<password> <a<b>c %DB %D-B% %DB%x $db x$DB $DBx".split(" "))(
    "but not %s",
    (value) => {
      expect(redacted(`{ DB_PASSWORD=${value} z`)).toBe("{ DB_PASSWORD=X z");
    },
  );

  test.each(["[]", "{}", "()", "(none)"])("%s", (value) => {
    expect(redacted(`DB_PASSWORD=${value}`)).toBe(`DB_PASSWORD=${value}`);
  });

  test("whatever stands behind its sixth bracket is no bracket of it", () => {
    expect(redacted("DB_PASSWORD=true)))))")).toBe("DB_PASSWORD=true)))))");
    expect(redacted("DB_PASSWORD=true))))))")).toBe("DB_PASSWORD=X");
  });
});

describe("a name and its value", () => {
  test.each([
    ["PASSWORD   =   a b", "PASSWORD   =   X b"],
    ["PASSWORD == a", "PASSWORD == X"],
    ["PASSWORD===a", "PASSWORD===X"],
    ["PASSWORD====a", "PASSWORD===X"],
    ["PASSWORD := a1", "PASSWORD := X"],
    ["PASSWORD=>a", "PASSWORD=>X"],
    ["x.password=a", "x.password=X"],
    ["-password=a", "-password=X"],
    ["_password=a", "_password=X"],
    ["--token   a b", "--token   X b"],
    ["--db.token=a", "--db.token=X"],
    ["--token: 1a", "--token: X"],
    ["--TOKEN a", "--TOKEN X"],
    ["PASSWORD='a b' c", "PASSWORD=X c"],
    ["PASSWORD=`a b` c", "PASSWORD=X c"],
    ['PASSWORD="a b" c', "PASSWORD=X c"],
    ['PASSWORD="a \\" b" c', "PASSWORD=X c"],
    ['PASSWORD="a b\nc', "PASSWORD=X\nc"],
    ["PASSWORD='a b\nc", "PASSWORD=X\nc"],
    ["PASSWORD=`a b\nc", "PASSWORD=X b\nc"],
    ['"password": "a b", "n": 1', '"password": X, "n": 1'],
    ["'password' : 'a b', 'n': 1", "'password' : X, 'n': 1"],
    [String.raw`\"password\": \"a b\", \"n\": 1`, String.raw`\"password\": X, \"n\": 1`],
    ["A=1 PASSWORD=a B=2 TOKEN=b C=3", "A=1 PASSWORD=X B=2 TOKEN=X C=3"],
  ])("%j", (text, expected) => {
    expect(redacted(text)).toBe(expected);
  });

  test.each([
    "PASSWORD    = a",
    "PASSWORD=    a",
    "PASSWORD=\na",
    "PASSWORD\n=a",
    "PASSWORD a",
    "PASSWORD::a",
    "PASSWORD",
    "9PASSWORD=a",
    "--token    a",
    "--token\na",
    "--token -a",
    "x--token a",
    "x.--token a",
    "---token a",
    "--9token a",
    "-token a",
  ])("not %j", (text) => {
    expect(redactAssignments(text, "X")).toEqual({ text, count: 0 });
  });

  test("are counted, and a replacement is taken as it is", () => {
    expect(redactAssignments("PASSWORD=a TOKEN=b N=c", "$&")).toEqual({ text: "PASSWORD=$& TOKEN=$& N=c", count: 2 });
  });
});

describe("sentences", () => {
  const kept = [
    "token:12",
    "token:1234567:1234567:",
    "Unexpected token: punc",
    "token: }",
    "token: @,",
    "token: '@';",
    'token: "@"',
    "password: must be set",
    "Password: must be set",
    "password: 'must' be set",
    "password: must, they say",
    "password: must    be",
    `password: ${"a".repeat(20)} is`,
  ];
  test.each(kept)("%s", (text) => {
    expect(redacted(text)).toBe(text);
  });

  test.each([
    "token:12345678",
    "token:1:12345678",
    "token:x12",
    "token:12x",
    "token: 12",
    "token=12",
    "5 token: punc",
    "Unexpected  token: punc",
    "token: punc",
    "token: @@",
    "token: '@\"",
    "token: x@",
    "token:= punc",
    "password: m1st",
    "password: must!!",
    "password: must     be",
    "password: must\nbe",
    `password: ${"a".repeat(21)}`,
    "PASSWORD: must",
    "apiKey: must",
    "password2: must",
  ])("not %j", (text) => {
    expect(redacted(text)).toBe(text.replace(/(?<=[:=]\s?)[^\s:=]\S*/u, "X"));
  });

  test.each([
    [`password: ${"a".repeat(21)} is`, "password: X is"],
    ["PASSWORD: must be set", "PASSWORD: X be set"],
    ["password2: must be set", "password2: X be set"],
    ["password: m1st be set", "password: X be set"],
    ["password: must,, be set", "password: X be set"],
    ["password: 'must\" be set", "password: X"],
    ["password => must be set", "password => X be set"],
  ])("nor %j", (text, expected) => {
    expect(redacted(text)).toBe(expected);
  });
});

describe("source code", () => {
  test.each([
    "token = readToken(line)",
    "token := read.the$.token(line)",
    "token  =  $read(line)",
    "token = _read(line)",
    "token = await read",
    "token = new Token",
    "token = function () {}",
    "token = async () => {}",
    "token = this",
  ])("%s", (text) => {
    expect(redacted(text)).toBe(text);
  });

  test.each([
    ["token=readToken(line)", "token=X"],
    ["token= readToken(line)", "token= X"],
    ["token =readToken(line)", "token =X"],
    ["token = awaiting", "token = X"],
    ["token = xnew y", "token = X y"],
    ["token = 9read(line)", "token = X"],
    ["token = read-(line)", "token = X"],
    ["token = abc", "token = X"],
    ["token == readToken(line)", "token == X"],
  ])("not %s", (text, expected) => {
    expect(redacted(text)).toBe(expected);
  });
});

describe("names", () => {
  test.each(
    "APIKey AWSSecretKey apiKey api-key api.key API_KEY SMTP_PASS x2Secret secret2 myToken authKey DEPLOY_KEY passwd PGPASSWORD".split(" "),
  )("%s says secret", (name) => {
    expect(saysSecret(name)).toBe(true);
  });

  test.each(
    "PASS smtp_pass SMTP_PASSED Smtp_PASS key KEY my_key apikeys-count SECRET_COUNT TOKEN_POLICY token-manager secret_scanning tokenURL Token_Type2 secretive TOKEN.py".split(
      " ",
    ),
  )("%s does not", (name) => {
    expect(saysSecret(name)).toBe(false);
  });
});
