// Draws rows of one indicator over time: points with the range of their printing, hollow where they are not outcomes.
EVIDENCE.chart = (() => {
  const { W, say, number, range, digits, el } = EVIDENCE;
  const TALL = 280, LEFT = 78, RIGHT = 18, TOP = 14, BOTTOM = 34, MOST = 6;
  const STEP = { year: 1, half: 1 / 2, quarter: 1 / 4, month: 1 / 12 };  // years from one period to the next
  const SHAPES = [  // one a line, as paths around 0,0
    "M-4,0a4,4 0 1,0 8,0a4,4 0 1,0 -8,0", "M-3.6,-3.6h7.2v7.2h-7.2z", "M0,-4.8L4.6,3.6H-4.6z", "M0,-5L5,0L0,5L-5,0z", "M0,4.8L4.6,-3.6H-4.6z", "M-5,-2h10v4h-10z",
  ];
  const named = (row) => [row.entity.label, row.part.label].filter(Boolean).join(", ");

  function steps(low, high, most) {  // round numbers from low to high
    const rough = (high - low || Math.abs(high) || 1) / most, ten = 10 ** Math.floor(Math.log10(rough));
    const step = ten * [1, 2, 5, 10].find((n) => n * ten >= rough);
    const first = Math.floor(low / step), last = Math.ceil(high / step);
    return Array.from({ length: last - first + 1 }, (_, k) => Number(((first + k) * step).toPrecision(12)));
  }

  // What can be drawn of these rows: those of one period length, the opened row's or that of most, if there is one indicator and few lines.
  function drawable(rows, opened) {
    if (!rows.length || rows.some((row) => row.indicator !== rows[0].indicator)) return null;
    const counts = new Map();
    for (const row of rows) counts.set(row.form, (counts.get(row.form) || 0) + 1);
    const marked = rows.find((row) => row.fact === opened);
    const form = marked ? marked.form : [...counts.keys()].reduce((a, b) => (counts.get(b) > counts.get(a) ? b : a));
    const drawn = rows.filter((row) => row.form === form).sort((a, b) => a.period.at - b.period.at);
    const lines = new Map();
    for (const row of drawn) lines.set(named(row), [...(lines.get(named(row)) || []), row]);
    return lines.size <= MOST && drawn[0].period.at < drawn.at(-1).period.at ? { form, drawn, lines } : null;
  }

  function axes(svg, wide, x, y, ticks, years) {
    for (const tick of ticks) {
      svg.append(el("line", { class: "grid", x1: LEFT, x2: wide - RIGHT, y1: y(tick), y2: y(tick) }),
        el("text", { x: LEFT - 8, y: y(tick) + 4, "text-anchor": "end" }, number(tick)));
    }
    const [first, last] = years, every = Math.ceil((last - first) / Math.floor((wide - LEFT - RIGHT) / 44));
    for (let year = first; year < last; year += every) svg.append(el("text", { x: x(year + 0.5), y: TALL - 12, "text-anchor": "middle" }, String(year)));
  }

  function joins(points, form, x, y) {  // dotted over periods that have no number
    const path = (ends) => ends.map(([a, b]) => `M${x(a.period.at)},${y(a.value)}L${x(b.period.at)},${y(b.value)}`).join("") || "M0,0";
    const taken = points.filter((row) => row.taken), pairs = taken.slice(1).map((row, k) => [taken[k], row]);
    const follows = ([a, b]) => b.period.at - a.period.at < 1.4 * (STEP[form.id] || 0);
    return [el("path", { class: "line", d: path(pairs.filter(follows)) }), el("path", { class: "line gap", d: path(pairs.filter((pair) => !follows(pair))) })];
  }

  function point(row, at, shape, y, opened, open) {
    const kind = row.status.id === "actual" ? "outcome" : "hollow";
    const bar = el("path", { class: "bar", d: `M${at},${y(row.low)}V${y(row.high)}` });
    const mark = el("path", { class: kind, d: shape, transform: `translate(${at},${y(row.value)})` });
    const about = `${named(row)}, ${row.period.label}: ${row.printed} (${range(row)}), ${row.status.label}, ${row.source.publisher}`;
    const made = el("g", { class: row.fact === opened ? "point opened" : "point", "data-fact": row.fact }, el("title", {}, about), bar, mark);
    if (row.fact === opened) made.append(el("circle", { class: "ring", cx: at, cy: y(row.value), r: 9 }));
    made.addEventListener("click", () => open(row.fact));
    return made;
  }

  // Gives a figure, or null; `open` is called with the id of a point that is clicked.
  return (rows, wide, opened, open) => {
    const found = drawable(rows, opened);
    if (!found) return null;
    const { form, drawn, lines } = found, [some] = rows, { label, unit } = some.indicator;
    const ends = drawn.flatMap((row) => [row.low, row.value, row.high]).filter(Number.isFinite);
    let [low, high] = [Math.min(...ends), Math.max(...ends)];
    if (low > 0 && low < high / 2) low = 0;
    const ticks = steps(low, high, 5), bottom = ticks[0], top = ticks.at(-1);
    const years = [Math.floor(drawn[0].period.at), Math.floor(drawn.at(-1).period.at) + 1];
    const x = (at) => LEFT + ((at - years[0]) / (years[1] - years[0])) * (wide - LEFT - RIGHT);
    const y = (value) => TOP + ((top - Math.min(Math.max(value, bottom), top)) / (top - bottom)) * (TALL - TOP - BOTTOM);
    const what = [label, ...(lines.size === 1 ? [named(some)] : [])].join(", ");
    const said = say(W.chart, { what, n: drawn.length, first: drawn[0].period.label, last: drawn.at(-1).period.label });
    const svg = el("svg", { role: "img", "aria-label": said, viewBox: `0 0 ${wide} ${TALL}`, width: wide, height: TALL });
    axes(svg, wide, x, y, ticks, years);
    const legend = el("ul", { class: "legend" });
    [...lines].forEach(([name, points], k) => {
      const group = el("g", { class: `line-${k}` }, ...joins(points, form, x, y));
      const upwards = [...points].sort((a, b) => a.taken - b.taken);  // those on the line last, on top
      group.append(...upwards.map((row) => point(row, x(row.period.at), SHAPES[k], y, opened, open)));
      svg.append(group);
      const swatch = el("svg", { class: `line-${k}`, width: 14, height: 14, viewBox: "-7 -7 14 14", "aria-hidden": "true" }, el("path", { class: "outcome", d: SHAPES[k] }));
      if (lines.size > 1) legend.append(el("li", {}, swatch, name));
    });
    const words = drawn.length === rows.length ? W.drawn : W.drawnOf;
    const title = say(words, { what, unit, drawn: digits.format(drawn.length), all: digits.format(rows.length), form: form.label });
    return el("figure", {}, el("figcaption", {}, el("strong", {}, title), lines.size > 1 ? legend : "", el("small", {}, W.hollow)), svg);
  };
})();
