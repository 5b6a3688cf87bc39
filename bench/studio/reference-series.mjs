/**
 * @file What `GET …/series` is to answer, written once more and plainly, from columns of numbers: buckets equally wide in
 * steps between the first and the last row, which stand alone; of each the least, greatest and mean of what is finite.
 * A column with values at fewer than half of the rows has steps of its own.
 */

export function downsampled(columns, count, points) {
  const steps = Array.from(columns.get("step").subarray(0, count));
  const valuesOf = (name) => Array.from(columns.get(name).subarray(0, count));
  const answer = {};
  for (const name of columns.keys()) {
    if (name === "step") continue;
    const all = steps.map((step, i) => [step, columns.get(name)[i]]);
    const measured = all.filter(([, value]) => Number.isFinite(value));
    answer[name] = columnOf(measured.length * 2 >= count ? all : measured, points);
  }
  const axis = (name) => bucketsOf(steps, valuesOf(name), points).map(({ mean }) => mean);
  return {
    columns: answer,
    axis: {
      step: bucketsOf(steps, steps, points).map(({ x }) => x),
      images: axis("images"),
      time: axis("time"),
    },
  };
}

function columnOf(pairs, points) {
  const buckets = bucketsOf(
    pairs.map(([step]) => step),
    pairs.map(([, value]) => value),
    points,
  );
  const thinned = pairs.length > points;
  const numbers = (part) =>
    buckets.map((bucket, i) => {
      const value = bucket[part];
      if (Number.isNaN(value)) return null;
      return thinned && i > 0 && i < buckets.length - 1 ? Number(value.toPrecision(8)) : value;
    });
  return {
    step: buckets.map(({ x }) => Number(x.toFixed(2))),
    min: numbers("min"),
    max: numbers("max"),
    mean: numbers("mean"),
  };
}

function bucketsOf(xs, ys, points) {
  const count = xs.length;
  const alone = (i) => summaryOf([xs[i]], [ys[i]]);
  if (count <= points) return xs.map((_, i) => alone(i));
  const inner = points - 2;
  const width = (xs[count - 2] - xs[1]) / inner || 1;
  const groups = Array.from({ length: inner }, () => ({ x: [], y: [] }));
  for (let i = 1; i < count - 1; i += 1) {
    const group = groups[Math.min(Math.floor((xs[i] - xs[1]) / width), inner - 1)];
    group.x.push(xs[i]);
    group.y.push(ys[i]);
  }
  return [alone(0), ...groups.filter(({ x }) => x.length > 0).map(({ x, y }) => summaryOf(x, y)), alone(count - 1)];
}

function summaryOf(x, y) {
  const sum = (values) => values.reduce((total, value) => total + value, 0);
  const finite = y.filter(Number.isFinite);
  return {
    x: sum(x) / x.length,
    min: finite.length === 0 ? Number.NaN : Math.min(...finite),
    max: finite.length === 0 ? Number.NaN : Math.max(...finite),
    mean: sum(finite) / finite.length,
  };
}
