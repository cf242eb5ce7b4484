// Reads FACTS (facts.js) into rows, says numbers, searches and cites. The other evidence-*.js and browser.js stand on it.
window.EVIDENCE = (() => {
  const { words: W, lists: L, rows: R, sections, synonyms } = window.FACTS;
  const say = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  // As names.plain does it in Python: what any keyboard can type.
  const plain = (text) => text.normalize("NFD").replace(/\p{Mn}/gu, "").replace(/đ/g, "d").replace(/Đ/g, "D").toLowerCase();

  const forms = new Map(L.form.map((form) => [form.id, form]));
  const open = (bound, end) => (bound === null ? end : bound);
  const rows = R.fact.map((fact, n) => ({
    fact, indicator: L.indicator[R.indicator[n]], entity: L.entity[R.entity[n]], part: L.breakdown[R.breakdown[n]],
    period: L.period[R.period[n]], form: forms.get(L.period[R.period[n]].form), status: L.status[R.status[n]],
    hedge: L.qualifier[R.qualifier[n]], source: L.source[R.source[n]], locator: L.locator[R.locator[n]], note: L.note[R.note[n]],
    used: L.used[R.used[n]].map((place) => sections[place]), printed: R.printed[n], taken: R.taken[n] === 1,
    value: R.value[n], low: open(R.low[n], -Infinity), high: open(R.high[n], Infinity),
  }));
  const byFact = new Map(rows.map((row) => [row.fact, row]));
  const isSame = (row) => (other) => ["indicator", "entity", "part"].every((name) => row[name] === other[name]);

  // --- numbers
  const digits = new Intl.NumberFormat(W.language, { maximumFractionDigits: 12 });
  const inScale = (...values) => {  // one number, or two with one word for their scale
    const [scale, words] = W.scales.find(([s]) => Math.abs(values[0]) >= s) || [1, "{n}"];
    const [low, high] = values.map((value) => digits.format(Number((value / scale).toPrecision(12))));
    return say(words, { n: high === undefined ? low : say(W.range, { low, high }) });
  };
  const number = (value) => inScale(value);
  const range = ({ low, high }) => {
    if (high === Infinity) return say(W.least, { low: number(low) });
    if (low === -Infinity) return say(W.most, { high: number(high) });
    return low === high ? number(low) : inScale(low, high);
  };

  // --- search: every part of a question must be found; known phrases and their synonyms count as one (as bg.find has it)
  const known = new Set(synonyms.flat());
  function split(question) {
    const words = plain(question).replace(/_/g, " ").replace(/\bfact-/g, "").split(/\s+/).filter(Boolean);
    const parts = [];
    while (words.length) {
      let n = words.length;
      while (n > 1 && !known.has(words.slice(0, n).join(" "))) n -= 1;
      parts.push(words.splice(0, n).join(" "));
    }
    return [...new Set(parts)].map((part) => [part, ...synonyms.filter((line) => line.includes(part)).flat()]);
  }
  const texts = {  // what is searched of each thing, and what a hit in it is worth
    indicator: (i) => [[i.label, 5], [i.also, 5], [i.id.replace(/_/g, " "), 4], [`${i.definition} ${i.unit}`, 1]],
    entity: (e) => [[`${e.label} ${e.also}`, 2]],
    part: (p) => [[p.label, 2], [p.id, 2]],
    period: (p) => [[`${p.label} ${p.id}`, 1]],
    status: (s) => [[s.label, 1]],
    source: (s) => [[`${s.publisher} ${s.title} ${s.citing} ${s.day} ${s.id}`, 1]],
  };
  const folded = new Map();  // a thing -> its texts without accents
  function weight(name, thing, spellings) {
    if (!folded.has(thing)) folded.set(thing, texts[name](thing).map(([text, worth]) => [plain(text), worth]));
    return Math.max(0, ...folded.get(thing).filter(([text]) => spellings.some((s) => text.includes(s)))
      .map(([text, worth]) => worth + spellings.some((s) => text.startsWith(s))));
  }
  const own = new Map(rows.map((row) => [row, plain(`${row.printed} ${row.note} ${row.fact}`)]));
  function search(question) {
    const parts = split(question).map((spellings) => {
      const found = new Map();  // each indicator, place ... is looked at once
      const of = (name, thing) => {
        if (!found.has(thing)) found.set(thing, weight(name, thing, spellings));
        return found.get(thing);
      };
      return (row) => Math.max(Object.keys(texts).reduce((most, name) => Math.max(most, of(name, row[name])), 0),
        spellings.some((s) => own.get(row).includes(s)) ? 1 : 0);
    });
    return (row) => {  // 0 where a part is not found
      const scores = parts.map((part) => part(row));
      return scores.includes(0) ? 0 : 1 + scores.reduce((sum, score) => sum + score, 0);
    };
  }

  // --- words about a row
  const joined = (...pieces) => pieces.filter(Boolean).join(", ");
  const cite = (row) => say(W.cite, {
    printed: row.printed, what: joined(row.indicator.label, row.entity.label, row.part.label), period: row.period.label,
    page: joined(row.source.publisher, row.source.title && say(W.title, row.source), row.source.day, row.locator),
    address: row.source.url || row.source.copy, fact: row.fact,
  });

  // --- elements: el("a", { href }, "text", other) makes one; texts are never read as HTML
  function el(tag, attributes = {}, ...inside) {
    const made = /^(svg|g|path|line|text|title|rect|circle)$/.test(tag) ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) if (value !== undefined && value !== false) made.setAttribute(name, value);
    made.append(...inside.filter((piece) => piece !== "" && piece !== undefined && piece !== null));
    return made;
  }
  function save(name, heads, lines) {  // as CSV, with the mark by which spreadsheets know UTF-8
    const quoted = (cell) => (/[",\r\n]/.test(cell) ? `"${String(cell).replace(/"/g, '""')}"` : cell);
    const text = [heads, ...lines].map((cells) => cells.map((cell) => quoted(cell ?? "")).join(",")).join("\r\n");
    const address = URL.createObjectURL(new Blob([`\ufeff${text}\r\n`], { type: "text/csv" }));
    el("a", { href: address, download: name }).click();
    URL.revokeObjectURL(address);
  }

  return { W, L, rows, byFact, isSame, say, plain, digits, number, range, search, cite, el, save };
})();
