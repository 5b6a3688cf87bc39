import { expect, test } from "vitest";
import { createRouter } from "./router.ts";

/** A window of an address alone; whoever changes the hash is told of it when the test says so. */
function addressed(hash: string) {
  const told: (() => void)[] = [];
  const location = { hash };
  const history = {
    replaceState: (_: unknown, __: string, to: string): void => {
      location.hash = to;
    },
    pushState: (): void => {},
  };
  const window = { location, history, addEventListener: (_: string, listen: () => void) => told.push(listen) };
  return {
    location,
    router: createRouter(window as unknown as Window),
    tell: (): void => told.forEach((listen) => void listen()),
  };
}

test("members of the query are changed where one is", () => {
  const { router, location } = addressed("#/run/a/samples?step=1");
  const { place } = router.route.peek();
  router.setQuery({ step: "2", cell: "3" });
  expect(location.hash).toBe("#/run/a/samples?step=2&cell=3");
  expect(router.route.peek().place).toBe(place); // the same view
  router.setQuery({ step: null });
  expect(location.hash).toBe("#/run/a/samples?cell=3");
});

test("a link that was just followed is not undone by a change meant for the view before", () => {
  const { router, location, tell } = addressed("#/run/a/samples?step=1");
  location.hash = "#/run/b/samples?step=7";
  router.setQuery({ step: "2" });
  expect([location.hash, router.route.peek().query.step]).toEqual(["#/run/b/samples?step=7", "7"]);
  tell();
  expect(router.route.peek()).toMatchObject({ place: { id: "b" }, query: { step: "7" } });
  location.hash = "#/run/b/samples?step=8&lang=zh"; // of the same view: both hold
  router.setQuery({ cell: "3" });
  expect(location.hash).toBe("#/run/b/samples?step=8&lang=zh&cell=3");
});
