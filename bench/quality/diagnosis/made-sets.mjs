// Sets of points that the package does not have, for runs on data that nothing was tuned for.

/** Numerical Recipes' generator: 32 bits, good enough to scatter points. */
function randomOf(seed) {
  let state = (seed * 2654435761 + 12345) >>> 0;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  return { uniform, normal: () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()) };
}

const BLOBS = [
  [-1.5, -1],
  [1.5, -1],
  [0, 1.6],
];

/** Centres, where a set has some. */
export const madeModes = (name) => (name === "blobs" ? BLOBS : undefined);

const MADE = {
  circles: ({ uniform, normal }) => {
    const radius = (uniform() < 0.5 ? 1 : 2) + 0.05 * normal();
    const turn = 2 * Math.PI * uniform();
    return [radius * Math.cos(turn), radius * Math.sin(turn)];
  },
  cross: ({ uniform, normal }) => {
    const [along, across] = [4 * uniform() - 2, 0.05 * normal()];
    return uniform() < 0.5 ? [along, across] : [across, along];
  },
  square: ({ uniform, normal }) => {
    const [along, side] = [3 * uniform() - 1.5, (uniform() < 0.5 ? 1.5 : -1.5) + 0.04 * normal()];
    return uniform() < 0.5 ? [along, side] : [side, along];
  },
  blobs: ({ uniform, normal }) => {
    const [x, y] = BLOBS[Math.floor(3 * uniform())];
    return [x + 0.3 * normal(), y + 0.3 * normal()];
  },
};

export const isMade = (name) => name in MADE;

/** @returns points as [x, y] */
export function madePoints(name, count, seed) {
  const random = randomOf(seed);
  for (let i = 0; i < 8; i += 1) random.uniform();
  return Array.from({ length: count }, () => MADE[name](random));
}
