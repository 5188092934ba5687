import { describe, expect, test } from "@jest/globals";
import { type Gleap, type Variants } from "../../sandbox/gleap/server.mjs";
import { call, create, json, list, object, start, titles } from "./gleap-client.ts";

const FULL = { title: "t", tags: ["x"], formData: { description: "text" }, description: "text" };
const withVariants = (variants: Partial<Variants>): Promise<Gleap> => start({ variants });
const post = (gleap: Gleap) => call(gleap, "POST", "/tickets", FULL);
const first = async (gleap: Gleap) => list(await call(gleap, "GET", "/tickets?limit=1"))[0] ?? {};

describe("lists", () => {
  test.each(["tickets", "data", "items"] as const)("listEnvelope %s", async (listEnvelope) => {
    const gleap = await withVariants({ listEnvelope });
    await post(gleap);
    expect(object(await call(gleap, "GET", "/tickets"))).toMatchObject({ [listEnvelope]: [{ title: "t" }], count: 1, totalCount: 1 });
  });

  test("listEnvelope array", async () => {
    expect(json(await call(await withVariants({ listEnvelope: "array" }), "GET", "/tickets"))).toEqual([]);
  });

  test("tagsFilter ignored, listTags false, listText false", async () => {
    const gleap = await withVariants({ tagsFilter: "ignored", listTags: false, listText: false });
    await post(gleap);
    expect(await titles(gleap, "tags=nothing")).toEqual(["t"]);
    expect(await first(gleap)).not.toHaveProperty("tags");
    for (const name of ["description", "formData", "form", "plainContent"]) expect(await first(gleap)).not.toHaveProperty(name);
  });

  test.each<[Partial<Variants>, string, string[]]>([
    [{ archivedFilter: "ignored" }, "archived=false", ["live", "archived", "back"]],
    [{ archivedFilter: "missing" }, "archived=false", ["back"]],
    [{ archivedFilter: "missing" }, "archived=true", ["archived"]],
    [{ archivedDefault: "exclude" }, "", ["live", "back"]],
    [{ archivedDefault: "exclude" }, "archived=true", ["archived"]],
    [{ ignoreArchived: "both", archivedDefault: "exclude" }, "ignoreArchived=true", ["live", "archived", "back"]],
    [{ ignoreArchived: "both" }, "archived=true&ignoreArchived=true", ["live", "archived", "back"]],
    [{}, "archived=true&ignoreArchived=true", []],
  ])("%j with %s", async (variants, query, expected) => {
    const gleap = await withVariants(variants);
    await create(gleap, { title: "live" });
    await call(gleap, "PUT", `/tickets/${await create(gleap, { title: "archived" })}/archive`);
    const back = await create(gleap, { title: "back" });
    for (const action of ["archive", "unarchive"]) await call(gleap, "PUT", `/tickets/${back}/${action}`);
    expect(await titles(gleap, query)).toEqual(expected);
  });

  test("defaultLimit, maxLimit and defaultMessageLimit", async () => {
    const gleap = await withVariants({ defaultLimit: 2, maxLimit: 3, defaultMessageLimit: 2 });
    for (const title of ["1", "2", "3", "4"]) gleap.seed({ title });
    expect(await titles(gleap, "")).toHaveLength(2);
    expect(await titles(gleap, "limit=100")).toHaveLength(3);
    const ticket = gleap.tickets()[0]?.id;
    for (const comment of ["1", "2", "3"]) await call(gleap, "POST", "/messages", { ticket, comment, isNote: true });
    expect(list(await call(gleap, "GET", `/messages?ticket=${ticket}`))).toHaveLength(2);
  });

  test("listLag hides a new ticket from lists, not from its own address; searchLag from search", async () => {
    let now = Date.UTC(2026, 0, 1);
    const gleap = await start({ now: () => now, variants: { listLag: 1000, searchLag: 2000 } });
    const id = await create(gleap, { title: "new" });
    const seen = async () =>
      [await titles(gleap, ""), list(await call(gleap, "GET", "/tickets/search?searchTerm=new"))].map((found) => found.length);
    expect(await seen()).toEqual([0, 0]);
    expect((await call(gleap, "GET", `/tickets/${id}`)).status).toBe(200);
    now += 1000;
    expect(await seen()).toEqual([1, 0]);
    now += 1000;
    expect(await seen()).toEqual([1, 1]);
  });

  test.each(["tickets", "hits"] as const)("searchShape %s", async (searchShape) => {
    const gleap = await withVariants({ searchShape });
    await create(gleap, { title: "found" });
    expect(object(await call(gleap, "GET", "/tickets/search?searchTerm=FOUND"))).toMatchObject({ [searchShape]: [{ title: "found" }] });
  });

  test.each([
    ["number", 2],
    ["count", { count: 2 }],
    ["status", { OPEN: 1, DONE: 1 }],
  ] as const)("countShape %s", async (countShape, expected) => {
    const gleap = await withVariants({ countShape });
    for (const status of ["OPEN", "DONE"]) gleap.seed({ status });
    expect(json(await call(gleap, "GET", "/tickets/ticketscount"))).toEqual(expected);
  });
});
