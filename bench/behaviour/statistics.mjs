// What is said of several runs: means with their errors, shares with their intervals, whether two columns rise together.

export const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** s/√n with n − 1 in s²; NaN of one value. */
export const standardError = (values) =>
  Math.sqrt(values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / (values.length - 1) / values.length);

/** Student's t for two-sided 95 %, by degrees of freedom from 1 to 19. */
const STUDENT = [
  12.71, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131, 2.12, 2.11,
  2.101, 2.093,
];

/** Mean, standard error and the lower end of the mean's 95 % interval, of 2 to 20 values; of one, NaN but for the mean. */
export function summary(values) {
  const [m, se] = [mean(values), standardError(values)];
  return { mean: m, standardError: se, from: m - (STUDENT[values.length - 2] ?? Number.NaN) * se };
}

/** The summary of each column of some rows. */
export const summaries = (rows, columns) =>
  Object.fromEntries(columns.map((column) => [column, summary(rows.map((row) => row[column]))]));

/** Wilson's 95 % interval of a share: `hits` of `count`. https://doi.org/10.1080/01621459.1927.10502953 */
export function wilsonInterval(hits, count) {
  const z = 1.959964;
  const share = hits / count;
  const [middle, half] = [
    share + z ** 2 / (2 * count),
    z * Math.sqrt((share * (1 - share) + z ** 2 / (4 * count)) / count),
  ];
  const scale = 1 + z ** 2 / count;
  return [Math.max(0, (middle - half) / scale), Math.min(1, (middle + half) / scale)]; // rounding may cross 0 or 1
}

/** Ranks from 1; equal values share the mean of theirs. */
export function ranks(values) {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length;
    const equal = values.filter((other) => other === value).length;
    return below + (equal + 1) / 2;
  });
}

/** Spearman's ρ: the correlation of the ranks. */
export function rankCorrelation(a, b) {
  const [x, y] = [ranks(a), ranks(b)];
  const [mx, my] = [mean(x), mean(y)];
  const product = (p, mp, q, mq) => p.reduce((sum, value, i) => sum + (value - mp) * (q[i] - mq), 0);
  return product(x, mx, y, my) / Math.sqrt(product(x, mx, x, mx) * product(y, my, y, my));
}
