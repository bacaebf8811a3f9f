// Names that look alike, by how much of them is the same in the same order.

/** The characters that two texts share in their longest common stretches, left to right. */
function shared(a, b, fromA, toA, fromB, toB) {
  let [best, atA, atB] = [0, fromA, fromB];
  let lengths = new Map();
  for (let i = fromA; i < toA; i++) {
    const next = new Map();
    for (let j = fromB; j < toB; j++) {
      if (a[i] !== b[j]) continue;
      const length = (lengths.get(j - 1) ?? 0) + 1;
      next.set(j, length);
      if (length > best) [best, atA, atB] = [length, i - length + 1, j - length + 1];
    }
    lengths = next;
  }
  if (!best) return 0;
  return best + shared(a, b, fromA, atA, fromB, atB) + shared(a, b, atA + best, toA, atB + best, toB);
}

/** The names most like a word, best first. */
export function near(word, names, most, cutoff) {
  const wanted = [...word];
  const scored = [];
  for (const name of names) {
    const other = [...name];
    const total = wanted.length + other.length;
    if (total && (2 * Math.min(wanted.length, other.length)) / total < cutoff) continue;
    const ratio = total ? (2 * shared(other, wanted, 0, other.length, 0, wanted.length)) / total : 1;
    if (ratio >= cutoff) scored.push([ratio, name]);
  }
  scored.sort((one, two) => two[0] - one[0] || (one[1] < two[1] ? 1 : -1));
  return scored.slice(0, most).map(([, name]) => name);
}
