import { expect, test } from "vitest";
import { directionsIn, directionsText } from "./directions-file.ts";

const file = {
  run: "0001",
  samples: 1000,
  directions: [
    { name: 'tilt "left" []', share: 0.25, z: [0.1, -2, 3e-9] },
    { name: "", share: 0.1, z: [1, 2, 1 / 3] },
  ],
};

test("what is written is read again, to seven digits; a direction is a line", () => {
  const text = directionsText(file);
  expect(JSON.parse(text)).toMatchObject({ run: "0001", samples: 1000 });
  expect(directionsIn(text, 3)).toEqual([file.directions[0], { name: "", share: 0.1, z: [1, 2, 0.3333333] }]);
  expect(text).toContain('"z":[0.1,-2,3e-9]}');
});

test.each([
  ["", 3],
  ["[]", 3],
  ["null", 3],
  ['{"directions": []}', 3],
  ['{"directions": [null]}', 3],
  ['{"directions": [{"name": "a", "share": 1, "z": [1, 2]}]}', 3],
  ['{"directions": [{"name": "a", "share": 1, "z": [1, 2, "3"]}]}', 3],
  ['{"directions": [{"name": "a", "z": [1, 2, 3]}]}', 3],
])("%s holds no directions of %i numbers", (text, size) => {
  expect(directionsIn(text, size)).toBeNull();
});
