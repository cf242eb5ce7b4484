// Opens a card of evidence from each bound number, and fills the fold under each figure and table. EVIDENCE comes from evidence/<page>.js: lists
// whose columns are named in publish/cards.py, and all words that are said here. Texts go into the page as texts, never as HTML.
(() => {
  const E = window.EVIDENCE, W = E.words;
  const say = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const make = (tag, attributes, ...inside) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...inside.flat(Infinity).filter((part) => part !== ""));
    return element;
  };
  const link = (href, ...inside) => make("a", { href }, ...inside);
  const digits = new Intl.NumberFormat(E.language, { maximumFractionDigits: 12 });
  const article = document.querySelector("article");
  const numbers = [...document.querySelectorAll("[data-evidence]")];

  const facts = E.facts.map(([id, quantity, printed, rounding, low, value, high, range, status, sources, locator, note, places, checks]) => {
    const [indicator, ...said] = E.quantities[quantity];
    const [entity, part, period, exact = period] = said.map((k) => E.texts[k]);
    const [label, definition, name, unit, table] = E.indicators[indicator];
    return { id, quantity, printed, rounding: E.texts[rounding], low, value, high, range, status: E.texts[status], sources: sources.map((k) => E.sources[k]), locator,
      note: E.texts[note], places, checks: checks.map((k) => E.checks[k]), label, definition, name, unit, table, entity, part, period, exact,
      title: [label, label.includes(entity) ? "" : entity, part, period].filter(Boolean).join(", ") };
  });
  const editions = (fact) => (fact.table === "facts" ? facts.filter((other) => other.quantity === fact.quantity) : [fact]);

  // --- a fact, in full -------------------------------------------------------------------------

  // The range as a bar, on the scale of all editions; an open end runs to the edge.
  function bar(fact, together) {
    const ends = together.flatMap((f) => [f.low, f.value, f.high]).filter((end) => end !== null);
    const [least, most] = [Math.min(...ends), Math.max(...ends)];
    const room = (most - least) / 5 || Math.abs(most) / 100 || 1;
    const x = (end, open) => (end === null ? open : (200 * (end - least + room)) / (most - least + 2 * room));
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const draw = (from, to, top, tall, name) => {
      const part = document.createElementNS(svg.namespaceURI, "rect");
      Object.entries({ x: from, width: Math.max(to - from, 1.5), y: top, height: tall, class: name }).forEach((pair) => part.setAttribute(...pair));
      svg.append(part);
    };
    Object.entries({ class: "bar", viewBox: "0 0 200 12", "aria-hidden": "true" }).forEach((pair) => svg.setAttribute(...pair));
    draw(0, 200, 5.5, 1, "axis");
    draw(x(fact.low, 0), x(fact.high, 200), 3, 6, "reach");
    draw(x(fact.value) - 0.75, x(fact.value) + 0.75, 0, 12, "value");
    return svg;
  }
  const source = ([publisher, title, lang, date, kind, url, copy], locator) => make("span", {},
    `${publisher}: `, make("a", { href: url || copy, lang }, title || url), `, ${date}`, locator && `, ${locator}`, ` (${kind})`, copy && url ? [", ", link(copy, W.copy)] : "");
  const sources = (fact) => fact.sources.map((one, k) => [k ? "; " : "", source(one, fact.locator)]).flat();
  const printed = (fact) => make("q", { lang: fact.sources[0][2] }, fact.printed);
  const list = (heading, items, none) => [make("h3", {}, heading), items.length ? make("ul", {}, items.map((item) => make("li", {}, item))) : make("p", {}, none)];

  function whole(fact, here) {
    const together = editions(fact), rows = fact.printed
      ? [[W.printed, printed(fact)], [W.rounding, fact.rounding], [W.range, [fact.range, bar(fact, together)]], [W.status, fact.status]]
      : [[W.says, fact.rounding]];
    rows.push([W.source, sources(fact)]);
    if (fact.note) rows.push([W.note, fact.note]);
    const others = together.filter((other) => other !== fact)
      .map((other) => [printed(other), ` ${other.range}, ${other.status}. `, bar(other, together), ...sources(other), other.note && `. ${other.note}`]);
    return [
      make("p", { class: "definition" }, fact.definition),
      make("dl", {}, rows.map(([name, said]) => [make("dt", {}, name), make("dd", {}, said)])),
      ...(fact.printed ? list(W.editions, others, W.alone) : []),
      ...list(W.checks, fact.checks.map(([claim, verdict, reason]) => [make("strong", {}, verdict), `: ${claim} `, make("small", {}, reason)]), W.unchecked),
      ...list(W.elsewhere, fact.places.filter((place) => place !== here).map((place) => link(...E.places[place])), W.nowhere),
      make("p", {}, link(`browser.html#fact-${fact.id}`, W.browser)),
    ];
  }

  // A fact that a number rests on beside others: its own card, folded.
  function folded(fact, here) {
    const fold = make("details", {}, make("summary", {}, fact.title, ": ", fact.printed ? printed(fact) : fact.rounding));
    fold.addEventListener("toggle", () => fold.append(...whole(fact, here)), { once: true });
    return fold;
  }

  // --- the card --------------------------------------------------------------------------------

  const closing = make("button", { type: "button", class: "close", "aria-label": W.close }, "×");
  const card = make("dialog", { class: "evidence-card", tabindex: "-1", "aria-labelledby": "card-title" });
  let opener = null;
  article.append(card);

  // The facts behind a number, those that print it first.
  const behind = ([, , , , , list, first]) => [...new Set([...first, ...E.lists[list]])].map((k) => facts[k]);
  function contents(number) {
    const [text, says, show, place, context, , , here] = number, all = behind(number), shown = show < 0 ? E.places[place] : [E.shows[show][1], E.shows[show][0]];
    const title = make("h2", { id: "card-title" }, say(W.about, { number: text }));
    const where = shown ? [make("p", {}, `${W.shown}: `, link(...shown), context && ` (${context})`)] : [];
    if (all.length === 1 && !says) return [closing, title, make("p", { class: "quantity" }, all[0].title), ...whole(all[0], here), ...where];
    const more = all.length > E.most && shown ? [make("p", {}, say(W.more, { n: all.length - E.most }), " ", link(...shown))] : [];
    return [closing, title, make("p", { class: "quantity" }, says), ...where, ...all.slice(0, E.most).map((fact) => folded(fact, here)), ...more];
  }

  function open(number) {
    if (opener) hide();
    opener = number;
    number.setAttribute("aria-expanded", "true");
    card.replaceChildren(...contents(E.numbers[number.dataset.evidence]));
    card.setAttribute("open", "");  // show() would scroll to where the card stood before it is placed
    const frame = card.offsetParent?.getBoundingClientRect();  // none for the sheet of a phone
    if (frame) {
      const at = number.getClientRects()[0], inside = article.getBoundingClientRect(), gap = 6;
      const above = at.top - card.offsetHeight - gap, below = at.bottom + gap;
      const top = below + card.offsetHeight > innerHeight && above > 0 ? above : below;
      const left = Math.max(inside.left, Math.min(at.left, inside.right - card.offsetWidth));
      card.style.top = `${top - frame.top}px`;
      card.style.left = `${left - frame.left}px`;
    }
    card.scrollTop = 0;
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
  }

  function hide() {
    card.close();
    opener.setAttribute("aria-expanded", "false");
    opener = null;
  }
  function back() {
    const number = opener;
    hide();
    number.focus();
  }

  for (const number of numbers) {
    for (const [name, value] of Object.entries({ role: "button", "aria-haspopup": "dialog", "aria-expanded": "false" })) number.setAttribute(name, value);
    number.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;  // a new tab: the list of sources
      event.preventDefault();
      if (opener === number) back(); else open(number);
    });
    number.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      number.click();
    });
  }
  closing.addEventListener("click", back);
  document.addEventListener("click", (event) => {
    const leads = card.contains(event.target) && event.target.closest(`a[href^="${location.pathname.split("/").pop()}#"]`);
    if (opener && (leads || !(card.contains(event.target) || event.target.closest("[data-evidence]")))) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (!opener) return;
    if (event.key === "Escape") back();
    // past either end of the card the walk goes on from its number
    if (event.key !== "Tab" || !card.contains(document.activeElement)) return;
    const stops = [...card.querySelectorAll("a[href], button, summary")].filter((stop) => stop.checkVisibility());
    if (document.activeElement !== (event.shiftKey ? stops[0] : stops.at(-1)) && !(event.shiftKey && document.activeElement === card)) return;
    event.preventDefault();
    back();
  });

  // --- all evidence, and notes for paper -------------------------------------------------------

  const shortly = (fact) => [fact.title, ": ", fact.printed ? printed(fact) : fact.rounding, fact.status && `, ${fact.status}`, ". ", ...sources(fact)];
  function note(number, k) {
    number.dataset.note = k + 1;
    const held = E.numbers[number.dataset.evidence], [text, says] = held, all = behind(held);
    const first = shortly(all[0]), others = all.length - 1;
    const [before, after] = others ? say(W.first, { fact: "\0", n: others }).split("\0") : ["", ""];
    return make("li", {}, make("strong", {}, text), ": ", says && `${says} `, before, ...first, after);
  }
  const all = make("button", { type: "button", class: "all-evidence", "aria-pressed": "false" }, W.all);
  all.addEventListener("click", () => {
    const on = document.body.classList.toggle("shows-evidence");
    all.setAttribute("aria-pressed", on);
    document.querySelector(".evidence-notes")?.remove();
    if (on) article.append(make("section", { class: "evidence-notes" }, make("h2", {}, W.notes), make("ol", {}, numbers.map(note))));
  });
  if (numbers.length) document.querySelector(".takeaway, .front .lead").append(" ", all);

  // --- the data of a figure or table -----------------------------------------------------------

  const HEADS = [W.quantity, W.printed, W.low, W.high, W.source];
  const COLUMNS = ["fact", "indicator", "label", "entity", "part", "period", "as_printed", "low", "value", "high", "unit", "status", "publisher", "published", "locator", "url"];
  const quoted = (cell) => (/[",\n]/.test(cell) ? `"${String(cell).replace(/"/g, '""')}"` : cell ?? "");
  function csv(rows) {
    const lines = rows.map((f) => [f.id, f.name || f.table, f.label, f.entity, f.part, f.exact, f.printed, f.low, f.value, f.high, f.unit, f.status,
      f.sources.map(([publisher]) => publisher).join("; "), f.sources.map(([, , , date]) => date).join("; "), f.locator, f.sources.map(([, , , , , url]) => url).join("; ")]);
    return "\ufeff" + [COLUMNS, ...lines].map((line) => line.map(quoted).join(",")).join("\r\n") + "\r\n";
  }
  function code(rows) {
    const tables = [...new Set(rows.map((f) => f.table))];
    const ids = (table) => `[${rows.filter((f) => f.table === table).map((f) => `"${f.id}"`).join(", ")}]`;
    return tables.map((table) => (table === "facts" ? `bg.facts(fact=${ids(table)})` : `bg.read_table("${table}").query("fact in @ids", local_dict={"ids": ${ids(table)}})`)).join("\n");
  }
  function fill(fold) {
    const [name, address, list, title, from] = E.shows[fold.dataset.rows], rows = E.lists[list].map((k) => facts[k]);
    const cells = (f) => [f.title, link(`browser.html#fact-${f.id}`, f.printed || f.rounding), ...[f.low, f.high].map((end) => (end === null ? "" : digits.format(end))), sources(f)].map((cell) => make("td", {}, cell));
    const head = make("tr", {}, HEADS.map((said) => make("th", { scope: "col" }, said)));
    const save = make("button", { type: "button" }, W.save);
    save.addEventListener("click", () => {
      const a = link(URL.createObjectURL(new Blob([csv(rows)], { type: "text/csv" })));
      a.download = `${address.replace(".html#", "-")}.csv`;
      a.click();
      URL.revokeObjectURL(a.href);
    });
    fold.append(
      make("p", {}, save, " ", link("browser.html", W.every)),
      make("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": say(W.rows, { name }) },
        make("table", { class: "dataframe" }, make("thead", {}, head), make("tbody", {}, rows.map((f) => make("tr", {}, cells(f)))))),
      make("p", {}, W.code), make("pre", { tabindex: "0" }, make("code", {}, code(rows))),
      make("p", {}, say(W.cite, { name, title, source: from })));
  }
  for (const fold of document.querySelectorAll("details.figure-data")) fold.addEventListener("toggle", () => fill(fold), { once: true });
})();
