import { expect, test } from "vitest";
import { asText, jsonElement } from "./elements.ts";

test("nothing in what is said ends its element, and it reads as it was", () => {
  const said = { name: `</script><script>alert(1)</script><!--\u2028\u2029&'"` };
  const element = jsonElement("it", said);
  expect(element.match(/[<>]/g)).toHaveLength(4 + 3); // both tags, and what closes others without opening any
  expect(element).not.toMatch(/[\u2028\u2029]/);
  const [, json = ""] = /^<script type="application\/json" id="it">(.*)<\/script>\n$/.exec(element) ?? [];
  expect(JSON.parse(json)).toEqual(said);
  expect(asText(`</title>"&`)).toBe("&lt;/title&gt;&quot;&amp;");
});
