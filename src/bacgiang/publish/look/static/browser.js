// The evidence browser: filters that count and narrow one another, the table, an opened row, and the address of all that.
// An address is #fact-ID for one row among its series, #indicator=...&entity=...&q=...&sort=value for a view (sort=-value: the
// greatest first), or #sql=... for a query (?... is read too).
(() => {
  const { W, rows, byFact, isSame, say, digits, number, range, search, cite, el, save } = EVIDENCE;
  const box = (id) => document.getElementById(id);
  const PRINTED = 500;  // rows on paper, at most

  // --- what the filters look at: id and name of each value that a row has
  const years = ([first, last]) => Array.from({ length: last - first + 1 }, (_, k) => [String(first + k), String(first + k)]);
  const named = (thing) => [[thing.id, thing.label || W.whole]];
  const filters = {
    topic: (row) => [[row.indicator.topic, row.indicator.topicLabel]],
    indicator: (row) => named(row.indicator),
    entity: (row) => named(row.entity),
    breakdown: (row) => named(row.part),
    form: (row) => named(row.form),
    year: (row) => years(row.period.years),
    status: (row) => named(row.status),
    kind: (row) => [[row.source.kind, row.source.kindLabel]],
  };
  const NAMES = Object.keys(filters);
  const labels = Object.fromEntries(NAMES.map((name) => [name, new Map()]));
  const forms = EVIDENCE.L.form, first = new Map();  // where an indicator first stands in the data
  rows.forEach((row, n) => {
    row.has = {};
    for (const name of NAMES) {
      const found = filters[name](row);
      row.has[name] = found.map(([id]) => id);
      for (const [id, label] of found) labels[name].set(id, label);
    }
    row.own = row.entity.id === "Bắc Giang" ? 0 : 1;  // the province first
    if (!first.has(row.indicator)) first.set(row.indicator, n);
  });
  for (const name of NAMES) {
    const sorted = [...labels[name]].sort(([, a], [, b]) => a.localeCompare(b, W.language));
    labels[name] = new Map(name === "year" ? sorted.reverse() : sorted);
  }
  const by = (...keys) => (a, b) => {
    for (const key of keys) if (key(a) < key(b)) return -1; else if (key(a) > key(b)) return 1;
    return 0;
  };
  rows.sort(by((r) => r.own, (r) => first.get(r.indicator), (r) => r.entity.id, (r) => r.part.label, (r) => forms.indexOf(r.form), (r) => r.period.at, (r) => r.source.day));

  // --- the state, and its address
  const nothing = () => ({ ...Object.fromEntries(NAMES.map((name) => [name, ""])), q: "", series: "", fact: "", sort: "", sql: "" });
  const home = (row) => ({ ...nothing(), indicator: row.indicator.id, entity: row.entity.id, breakdown: row.part.id, fact: row.fact });
  let state = nothing(), unknown = "", page = 0, size = 25, kept = [], isPrinting = false;

  function fragment(of) {
    const row = byFact.get(of.fact);
    if (row && Object.entries(home(row)).every(([name, value]) => of[name] === value)) return `fact-${row.fact}`;
    return new URLSearchParams(Object.entries(of).filter(([, value]) => value)).toString();
  }
  function readAddress() {  // gives false for an address that is not ours, as of the theme's own anchors
    const hash = location.hash.slice(1);
    if (hash && !hash.includes("=") && !hash.startsWith("fact-")) return false;
    state = nothing();
    const asked = new URLSearchParams(hash.includes("=") ? hash : location.search);
    for (const name of Object.keys(state)) state[name] = asked.get(name) || "";
    if (hash.startsWith("fact-")) state.fact = hash.slice(5);
    unknown = state.fact && !byFact.has(state.fact) ? state.fact : "";
    if (hash.startsWith("fact-") && !unknown) state = home(byFact.get(state.fact));
    if (unknown) state.fact = "";
    return true;
  }
  let here = "", wasTyped = false;
  function go(change, isTyped = false) {
    Object.assign(state, change);
    unknown = "";
    const said = fragment(state), write = isTyped && wasTyped ? "replaceState" : "pushState";
    try {
      history[write](null, "", location.href.split(/[?#]/)[0] + (said && `#${said}`));
    } catch {  // where a file may not lose its query
      history[write](null, "", `#${said}`);
    }
    wasTyped = isTyped;
    here = location.href;
    show();
  }
  function arrive() {
    if (location.href === here) return;
    here = location.href;
    wasTyped = false;
    if (!readAddress()) return;
    page = 0;
    box("search").value = state.q;
    if (state.sql) box("sql").value = state.sql;
    choose(Boolean(state.sql));
    show();
    reveal(state.fact);
  }

  // --- filters: each value with the count it would leave, the others as they stand
  function count() {
    const fits = search(state.q), chosen = NAMES.filter((name) => state[name]);
    const counts = Object.fromEntries(NAMES.map((name) => [name, new Map()])), all = Object.fromEntries(NAMES.map((name) => [name, 0]));
    const scores = new Map();
    let taken = 0;
    kept = [];
    for (const row of rows) {
      const score = fits(row);
      if (!score) continue;
      const missed = chosen.filter((name) => !row.has[name].includes(state[name]));
      if (!missed.length && row.taken) taken += 1;
      if (missed.length > 1 || (state.series && !row.taken)) continue;
      for (const name of missed.length ? missed : NAMES) {
        all[name] += 1;
        for (const id of row.has[name]) counts[name].set(id, (counts[name].get(id) || 0) + 1);
      }
      if (missed.length) continue;
      kept.push(row);
      scores.set(row, score);
    }
    if (state.q) kept.sort((a, b) => scores.get(b) - scores.get(a));
    return { counts, all, taken };
  }
  function offer({ counts, all, taken }) {
    const counted = (name, n) => say(W.counted, { name, n: digits.format(n) });
    for (const name of NAMES) {
      const chosen = state[name], ids = [...labels[name].keys()].filter((id) => counts[name].has(id) || id === chosen);
      if (chosen && !labels[name].has(chosen)) ids.push(chosen);
      box(name).replaceChildren(new Option(counted(W.all, all[name]), ""),
        ...ids.map((id) => new Option(counted(labels[name].get(id) || id, counts[name].get(id) || 0), id, false, id === chosen)));
      box(name).value = chosen;
    }
    box("series-count").textContent = digits.format(taken);
    box("series").checked = Boolean(state.series);
  }

  // --- the table
  const link = (url, text) => (url ? el("a", { href: url }, text) : text);
  const reach = (row) => (row.low === row.high ? "" : el("small", {}, range(row)));
  const columns = {  // what a cell shows, and what it is sorted by
    indicator: [(r) => el("a", { class: "open", href: `#fact-${r.fact}`, "aria-expanded": String(r.fact === state.fact) }, r.indicator.label), (r) => r.indicator.label],
    entity: [(r) => r.entity.label, (r) => r.entity.label],
    part: [(r) => r.part.label || W.whole, (r) => r.part.label],
    period: [(r) => r.period.id, (r) => r.period.at],
    printed: [(r) => r.printed, (r) => r.printed],
    value: [(r) => [number(r.value), reach(r)], (r) => r.value],
    unit: [(r) => r.indicator.unit, (r) => r.indicator.unit],
    status: [(r) => r.status.label, (r) => r.status.label],
    source: [(r) => link(r.source.url || r.source.copy, `${r.source.publisher}, ${r.source.day}`), (r) => r.source.publisher],
    used: [(r) => firstUse(r), (r) => -r.used.length],
  };
  function firstUse(row) {
    if (!row.used.length) return "";
    const [[address, section]] = row.used, n = row.used.length - 1;
    return link(address, n ? say(W.more, { section, n: digits.format(n) }) : section);
  }
  function line(row) {
    const cells = Object.entries(columns).map(([name, [shown]]) =>
      el("td", { "data-label": W.heads[name], class: name === "value" ? "number" : undefined }, ...[shown(row)].flat()));
    const made = el("tr", { "data-fact": row.fact, class: row.fact === state.fact ? "opened" : undefined }, ...cells);
    return row.fact === state.fact ? [made, el("tr", { class: "detail" }, el("td", { colspan: cells.length }, detail(row)))] : [made];
  }
  function order() {  // "value" or "-value" in the address; null for a column that is not there
    const [, sign, name] = state.sort.match(/^(-?)(\w+)$/) || [];
    return Object.hasOwn(columns, name) ? { name, way: sign ? "descending" : "ascending" } : null;
  }
  function inOrder() {
    const chosen = order();
    return chosen ? [...kept].sort(compare(chosen)) : kept;
  }
  function draw() {
    const chosen = order(), some = inOrder(), length = isPrinting ? PRINTED : size;
    const opened = some.findIndex((row) => row.fact === state.fact);
    if (draw.wanted && opened >= 0) page = Math.floor(opened / size);
    draw.wanted = false;
    page = Math.min(page, Math.max(0, Math.ceil(some.length / size) - 1));
    const start = isPrinting ? 0 : page * size, shown = some.slice(start, start + length);
    box("facts").tBodies[0].replaceChildren(...shown.flatMap(line));
    if (!shown.length) box("facts").tBodies[0].append(el("tr", {}, el("td", { colspan: Object.keys(columns).length }, W.none)));
    const found = say(W.found, { kept: digits.format(kept.length), all: digits.format(rows.length) });
    const more = isPrinting && some.length > PRINTED ? ` (${say(W.printing, { n: digits.format(PRINTED) })})` : "";
    box("found").textContent = unknown ? `${say(W.unknown, { fact: unknown })} ${found}` : found + more;
    box("shown").textContent = shown.length ? say(W.shown, { first: digits.format(start + 1), last: digits.format(start + shown.length), all: digits.format(some.length) }) : "";
    box("before").disabled = !page;
    box("after").disabled = start + length >= some.length;
    for (const head of box("facts").tHead.rows[0].cells) head.setAttribute("aria-sort", chosen && chosen.name === head.dataset.name ? chosen.way : "none");
  }
  function compare({ name, way }) {
    const key = columns[name][1], sign = way === "ascending" ? 1 : -1;
    return (a, b) => {
      const [one, two] = [key(a), key(b)];
      return sign * (typeof one === "string" ? one.localeCompare(two, W.language) : one - two);
    };
  }

  // --- an opened row
  function detail(row) {
    const same = isSame(row), others = rows.filter((other) => other !== row && same(other) && other.period === row.period);
    const { source } = row, title = source.title ? say(W.title, source) : source.publisher;
    const other = (o) => el("li", {}, el("a", { href: `#fact-${o.fact}` }, o.printed), `: ${[range(o), o.status.label, o.source.publisher, o.source.day].join(", ")}`);
    const said = {
      printed: row.printed,
      value: `${digits.format(row.value)} ${row.indicator.unit}`,
      range: `${range(row)} ${row.indicator.unit}`,
      hedge: row.hedge.label,
      period: row.period.label,
      status: `${row.status.label}; ${row.taken ? W.taken : W.left}`,
      definition: row.indicator.definition,
      page: [source.publisher, ": ", link(source.url || source.copy, title), `, ${source.day}`, ...(source.copy && source.url ? [", ", link(source.copy, W.copy)] : []), ` (${source.kindLabel})`, source.citing && `; ${say(W.quotes, { name: source.citing })}`],
      place: row.locator,
      note: row.note,
      others: others.length ? el("ul", {}, ...others.map(other)) : W.alone,
      used: row.used.length ? el("ul", {}, ...row.used.map(([address, section]) => el("li", {}, link(address, section)))) : W.unused,
      cited: [el("span", { class: "cite" }, cite(row)), " ", copyButton(row)],
    };
    const list = el("dl", {}, ...Object.entries(said).filter(([, value]) => value !== "")
      .flatMap(([name, value]) => [el("dt", {}, W.details[name]), el("dd", {}, ...[value].flat())]));
    const series = fragment({ ...home(row), fact: "" }), [before, after = ""] = W.code.split("{code}");
    return el("div", { class: "card" }, list, el("p", { class: "ways" }, el("a", { href: `#fact-${row.fact}` }, W.address), " ",
      el("a", { href: `#${series}` }, W.series), " ", el("span", {}, before, el("code", {}, `bg.facts(fact="${row.fact}")`), after)));
  }
  function copyButton(row) {
    const button = el("button", { type: "button" }, W.copyCite);
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(cite(row));
      } catch {  // where a page opened from a file has no clipboard
        getSelection().selectAllChildren(button.parentElement.querySelector(".cite"));
        document.execCommand("copy");
      }
      button.textContent = W.copied;
    });
    return button;
  }
  // Rows have no id: a browser that found one in the address would take the focus away.
  const rowOf = (fact) => box("facts").querySelector(`[data-fact="${fact}"]`);
  function reveal(fact) {
    const row = fact && rowOf(fact);
    if (!row) return;
    row.querySelector(".open").focus({ preventScroll: true });
    row.scrollIntoView({ block: "center", behavior: "instant" });
  }

  // --- the chart
  function drawChart() {
    const wide = Math.max(280, Math.min(box("chart").clientWidth, 1000));
    const figure = EVIDENCE.chart(kept, wide, state.fact, (fact) => { draw.wanted = true; go({ fact }); reveal(fact); });
    box("chart").replaceChildren(figure || el("p", { class: "hint" }, W.noChart));
  }

  function show() {
    const counted = count();
    if (state.fact && !kept.some((row) => row.fact === state.fact)) state.fact = "";
    draw.wanted ||= Boolean(state.fact);
    offer(counted);
    draw();
    drawChart();
  }

  // --- tabs
  function choose(isSql) {
    for (const [name, is] of [["rows", !isSql], ["sql", isSql]]) {
      box(`tab-${name}`).setAttribute("aria-selected", String(is));
      box(`tab-${name}`).tabIndex = is ? 0 : -1;
      box(`panel-${name}`).hidden = !is;
    }
    if (isSql) EVIDENCE.openSql();
  }
  function turn(isSql) {
    choose(isSql);
    if (!isSql && state.sql) go({ sql: "" });
  }
  EVIDENCE.asked = (sql) => go({ sql });
  for (const [name, other] of [["rows", "sql"], ["sql", "rows"]]) {
    box(`tab-${name}`).addEventListener("click", () => turn(name === "sql"));
    box(`tab-${name}`).addEventListener("keydown", (event) => {
      if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
      turn(other === "sql");
      box(`tab-${other}`).focus();
    });
  }

  // --- what the reader does
  let pause;
  for (const name of NAMES) box(name).addEventListener("change", () => { page = 0; go({ [name]: box(name).value }); });
  box("series").addEventListener("change", () => { page = 0; go({ series: box("series").checked ? "1" : "" }); });
  box("search").addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => { page = 0; go({ q: box("search").value.trim() }, true); }, 150);
  });
  const form = document.querySelector("form.filters");
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => { clearTimeout(pause); page = 0; go(nothing()); });
  box("facts").addEventListener("click", (event) => {
    const opener = event.target.closest("a.open");
    if (!opener || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const fact = opener.closest("tr").dataset.fact;
    go({ fact: state.fact === fact ? "" : fact });
    rowOf(fact).querySelector(".open").focus();
  });
  for (const [name, head] of Object.entries(W.heads)) {
    const button = el("button", { type: "button" }, head), cell = el("th", { scope: "col", "data-name": name }, button);
    const next = { [name]: `-${name}`, [`-${name}`]: "" };
    button.addEventListener("click", () => go({ sort: next[state.sort] ?? name }));
    box("facts").tHead.rows[0].append(cell);
  }
  box("before").addEventListener("click", () => { page -= 1; draw(); });
  box("after").addEventListener("click", () => { page += 1; draw(); });
  box("size").addEventListener("change", () => { size = Number(box("size").value); page = 0; draw(); });
  box("save").addEventListener("click", () => {
    const heads = ["fact", "indicator", "label", "entity", "breakdown", "period", "as_printed", "value", "low", "high", "unit", "qualifier", "status", "in_series",
      "publisher", "title", "published", "url", "locator", "note"];
    const end = (bound) => (Number.isFinite(bound) ? bound : "");
    save("bac-giang-numbers.csv", heads, inOrder().map((r) => [r.fact, r.indicator.id, r.indicator.label, r.entity.id, r.part.label, r.period.id,
      r.printed, r.value, end(r.low), end(r.high), r.indicator.unit, r.hedge.id, r.status.id, r.taken ? "TRUE" : "FALSE",
      r.source.publisher, r.source.title, r.source.day, r.source.url || r.source.copy, r.locator, r.note]));
  });
  const paper = (is) => { if (is !== isPrinting) { isPrinting = is; draw(); } };
  addEventListener("beforeprint", () => paper(true));
  addEventListener("afterprint", () => paper(false));
  matchMedia("print").addEventListener("change", (event) => paper(event.matches));
  let wide = innerWidth;
  addEventListener("resize", () => { if (wide !== innerWidth) { wide = innerWidth; drawChart(); } });
  addEventListener("popstate", arrive);
  addEventListener("hashchange", arrive);
  arrive();
})();
