/** @file Going to a view of a page by its address. */
import type { Page } from "playwright-core";

/** Sets the part behind `#`. @returns when the page has followed: its view is there, or what stands for one that loads */
export const showPlace = (page: Page, hash: string): Promise<void> =>
  page.evaluate(
    (to) =>
      new Promise<void>((done) => {
        const before = location.href;
        addEventListener("hashchange", () => setTimeout(done), { once: true }); // after the page's own, and its microtasks
        location.hash = to;
        if (location.href === before) done();
      }),
    hash,
  );
