import { describe, expect, test } from "vitest";
import { keptQuery, type Place, parseRoute, routeHash, withQuery } from "./route.ts";

describe("addresses", () => {
  test.each<[string, Place]>([
    ["", { page: "runs" }],
    ["#/", { page: "runs" }],
    ["#/run/0001-cats", { page: "run", id: "0001-cats", view: "live" }],
    ["#/run/a%20b%2Fc/samples", { page: "run", id: "a b/c", view: "samples" }],
    ["#/compare?runs=a,b", { page: "compare" }],
    ["#/new", { page: "new" }],
    ["#/run/x/nothing", { page: "unknown", path: "/run/x/nothing" }],
    ["#/run/%E0%A4%A", { page: "unknown", path: "/run/%E0%A4%A" }],
  ])("%s", (hash, place) => expect(parseRoute(hash).place).toEqual(place));

  test("what is written is read again", () => {
    const place = { page: "run", id: "猫 & co?#/", view: "data" } as const;
    const query = { step: "1200", runs: "a,b", filter: "loss:hinge metric:<20" };
    expect(parseRoute(routeHash(place, query))).toEqual({ place, query });
    expect(routeHash({ page: "compare" }, { runs: "a,b" })).toBe("#/compare?runs=a,b");
  });

  test("the step goes along within a run, the language everywhere", () => {
    const from = parseRoute("#/run/a/live?step=3&lang=zh&x=time");
    expect(keptQuery(from, { page: "run", id: "a", view: "samples" })).toEqual({ step: "3", lang: "zh" });
    expect(keptQuery(from, { page: "run", id: "b", view: "samples" })).toEqual({ lang: "zh" });
    expect(keptQuery(from, { page: "run", id: "a", view: "nets" })).toEqual({ step: "3", lang: "zh" });
    expect(withQuery(from.query, { step: null, x: "step" })).toEqual({ lang: "zh", x: "step" });
  });

  test("files that are marked go along within a run, and not into the form of a new one", () => {
    const from = parseRoute("#/run/a/data?out=cats/b.png,c.png");
    expect(keptQuery(from, { page: "run", id: "a", view: "live" })).toEqual({ out: "cats/b.png,c.png" });
    expect(keptQuery(from, { page: "run", id: "b", view: "data" })).toEqual({});
    expect(keptQuery(from, { page: "new" })).toEqual({});
  });

  test("the place in latent space goes along between the views that show it", () => {
    const [latent, nets] = (["latent", "nets"] as const).map((view) => ({ page: "run", id: "a", view }) as const);
    const from = parseRoute("#/run/a/latent?x=3.2&y=1&class=4&checkpoint=30&step=3");
    const kept = { x: "3.2", y: "1", class: "4", step: "3" };
    expect(keptQuery(from, nets as Place)).toEqual(kept);
    expect(keptQuery({ place: nets as Place, query: { ...kept, maps: "conv/5" } }, latent as Place)).toEqual(kept);
    expect(keptQuery(from, { page: "run", id: "b", view: "nets" })).toEqual({});
    expect(keptQuery(from, { page: "run", id: "a", view: "samples" })).toEqual({ step: "3" });
  });
});
