// Fills and filters the evidence table. FACTS comes from facts.js: texts once, rows as positions in them, and all words that are said here.
(() => {
  const F = window.FACTS, W = F.words;
  const say = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const digits = new Intl.NumberFormat(W.language, { maximumFractionDigits: 12 });
  const plain = (s) => s.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d").replace(/Đ/g, "D").toLowerCase();
  const safe = (s) => s.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);
  const number = (v) => {
    const [scale, words] = W.scales.find(([s]) => v >= s) || [1, "{n}"];
    return say(words, { n: digits.format(v / scale) });
  };
  const rows = F.rows.flatMap(([i, e, b, group]) => group.map(([p, s, src, printed, value, max]) => {
    const [label, unit, topic, where, section] = F.indicator[i];
    const [source, kind, url] = F.source[src];
    const row = { label, unit, topic, where: where || "", section: section || "", entity: F.entity[e], part: F.breakdown[b], period: F.period[p],
      status: F.status[s], source, kind, url, printed, value, max };
    row.search = plain([label, row.entity, row.part, row.period, row.status, source, printed, unit].join(" "));
    row.years = row.period.match(/\d{4}/g).map(Number);
    return row;
  }));
  rows.sort((a, b) => (b.entity === "Bắc Giang") - (a.entity === "Bắc Giang"));  // the province first

  // Filters: each offers what the data holds.
  const choice = { topic: (r) => [r.topic], indicator: (r) => [r.label], entity: (r) => [r.entity], status: (r) => [r.status], kind: (r) => [r.kind],
    year: (r) => { const [a, z = a] = r.years; return Array.from({ length: z - a + 1 }, (_, k) => String(a + k)); } };
  const box = (id) => document.getElementById(id);
  for (const [id, of] of Object.entries(choice)) {
    const options = [...new Set(rows.flatMap(of))].sort((a, b) => a.localeCompare(b, "vi"));
    if (id === "year") options.reverse();
    for (const option of options) box(id).add(new Option(option, option));
  }
  const wanted = (row) => Object.entries(choice).every(([id, of]) => !box(id).value || of(row).includes(box(id).value))
    && plain(box("search").value).split(/\s+/).every((word) => row.search.includes(word));

  const column = (data, more = {}) => ({ data, ...more });
  const link = (url, text) => (url ? `<a href="${safe(url)}">${safe(text)}</a>` : safe(text));
  const shown = (draw) => (data, type, row) => (type === "display" ? draw(row) : data);
  const table = new DataTable("#facts", {
    data: rows.filter(wanted), autoWidth: false, pageLength: 25, lengthMenu: [25, 100, 500], searching: false, order: [],
    layout: { topStart: null, topEnd: null, bottomStart: ["info", "pageLength"], bottomEnd: "paging" },
    language: W.table, formatNumber: digits.format,
    columns: [
      column("label", { render: shown((r) => safe(r.label)) }),
      column("entity", { render: shown((r) => safe(r.entity)) }),
      column("part", { render: shown((r) => safe(r.part) || W.whole) }),
      column("period"),
      column("printed", { render: shown((r) => safe(r.printed)) }),
      column("value", { type: "num", className: "number", render: shown((r) => (r.max === undefined ? number(r.value) : say(W.range, { low: number(r.value), high: number(r.max) }))) }),
      column("unit"), column("status"),
      column("source", { render: shown((r) => link(r.url, r.source)) }),
      column("section", { render: shown((r) => link(r.where, r.section)) }),
    ].map((c, k) => ({ ...c, title: W.heads[k] })),
    // On a phone each row becomes a card; its cells then say what they are.
    createdRow: (tr) => [...tr.cells].forEach((td, k) => td.setAttribute("data-label", W.heads[k])),
  });

  function show() {
    const kept = rows.filter(wanted);
    table.clear().rows.add(kept).draw();
    box("found").textContent = say(W.found, { kept: digits.format(kept.length), all: digits.format(rows.length) });
  }
  let pause;
  for (const id of Object.keys(choice)) box(id).addEventListener("change", show);
  box("search").addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(show, 150); });
  document.querySelector("form.filters").addEventListener("submit", (event) => event.preventDefault());
  document.querySelector("form.filters").addEventListener("reset", () => setTimeout(show));

  box("save").addEventListener("click", () => {
    const quoted = (v) => (/[",\n]/.test(v) ? `"${String(v).replace(/"/g, '""')}"` : v);
    const names = ["indicator", "entity", "part", "period", "as_printed", "value", "value_max", "unit", "status", "source", "url"];
    const lines = table.rows({ order: "applied" }).data().toArray()
      .map((r) => [r.label, r.entity, r.part, r.period, r.printed, r.value, r.max ?? "", r.unit, r.status, r.source, r.url].map(quoted).join(","));
    const a = document.createElement("a");
    a.href = URL.createObjectURL(new Blob(["\ufeff" + [names.join(","), ...lines].join("\r\n") + "\r\n"], { type: "text/csv" }));
    a.download = "bac-giang-numbers.csv";
    a.click();
    URL.revokeObjectURL(a.href);
  });
  show();
})();
