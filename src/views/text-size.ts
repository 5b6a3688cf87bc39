/** @file How wide a text will be, near enough to keep labels apart without a font at hand. */

/** Han, kana, hangul, full-width forms: one em each. */
const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/;
const narrow = /[ijl.,:;'|!()[\]{} ]/;
const broad = /[A-Z0-9mw½≈−–—%]/;

/** @returns width in units of `fontSize`; of the wider system fonts, so that a text is rather too short than cut off */
export function textWidth(text: string, fontSize: number): number {
  let ems = 0;
  for (const character of text) {
    if (wide.test(character)) ems += 1;
    else ems += narrow.test(character) ? 0.4 : broad.test(character) ? 0.72 : 0.62;
  }
  return ems * fontSize;
}

/**
 * Moves labels apart: each keeps its order and stays as near its wish as the others allow.
 *
 * @param wishes centres, any order @param height of a label @param bounds which no label may leave, if all fit
 * @returns centres, in the order of `wishes`
 */
export function spreadLabels(
  wishes: readonly number[],
  height: number,
  [low, high]: readonly [number, number],
): number[] {
  const order = wishes.map((_, i) => i).sort((a, b) => (wishes[a] as number) - (wishes[b] as number));
  // Pool adjacent labels that touch: a pool stands centred on the mean of its members' wishes.
  const pools: { members: number[]; centre: number }[] = [];
  for (const index of order) {
    let pool = { members: [index], centre: wishes[index] as number };
    for (;;) {
      const half = (pool.members.length * height) / 2;
      pool.centre = Math.max(low + half, Math.min(high - half, pool.centre));
      const before = pools.at(-1);
      if (before === undefined || before.centre + (before.members.length * height) / 2 <= pool.centre - half + 1e-9)
        break;
      pools.pop();
      const members = [...before.members, ...pool.members];
      pool = { members, centre: members.reduce((sum, i) => sum + (wishes[i] as number), 0) / members.length };
    }
    pools.push(pool);
  }
  const centres = new Array<number>(wishes.length).fill(0);
  for (const { members, centre } of pools) {
    members.forEach((index, i) => {
      centres[index] = centre + (i - (members.length - 1) / 2) * height;
    });
  }
  return centres;
}
