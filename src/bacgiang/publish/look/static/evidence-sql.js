// The SQL tab: loads sql.js and the database when it is first opened, and answers on this computer alone.
(() => {
  const { W, say, plain, digits, el, save } = EVIDENCE;
  const MOST = 20000, SHOWN = 500;  // rows kept for saving, rows in sight
  const box = (id) => document.getElementById(id);
  let base, answer = { heads: [], rows: [] };

  const script = (name) => new Promise((resolve, reject) => {
    const made = el("script", { src: `_static/${name}` });
    made.onload = resolve;
    made.onerror = () => reject(new Error(name));
    document.head.append(made);
  });

  async function unpacked() {
    if (!window.DecompressionStream) throw new Error(W["too old"]);
    const packed = Uint8Array.from(atob(window.DATABASE), (letter) => letter.charCodeAt(0));
    delete window.DATABASE;
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }

  async function load() {
    box("sql-said").textContent = W.loading;
    await Promise.all([script("sql-wasm-inline.js"), script("database.js")]);
    const [SQL, bytes] = await Promise.all([initSqlJs(), unpacked()]);
    base = new SQL.Database(bytes);
    base.create_function("plain", (text) => (text === null ? null : plain(String(text))));
    base.run("PRAGMA query_only = 1");
    const tables = ask("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").rows.flat();
    for (const table of tables) {
      const columns = ask(`SELECT name FROM pragma_table_info('${table}')`).rows.flat();
      box("sql-tables").append(el("dt", {}, el("code", {}, table)), el("dd", {}, columns.join(", ")));
    }
    box("sql-said").textContent = say(W.ready, { n: tables.length });
    box("sql-run").disabled = false;
  }

  // Runs every statement; gives heads and rows of the last one that has any.
  function ask(query) {
    let found = { heads: [], rows: [], stopped: false };
    for (const statement of base.iterateStatements(query)) {
      const heads = statement.getColumnNames(), rows = [];
      while (rows.length < MOST && statement.step()) rows.push(statement.get());
      if (heads.length) found = { heads, rows, stopped: rows.length === MOST };
    }
    return found;
  }

  function cell(value, head) {
    if (head === "fact" && EVIDENCE.byFact.has(value)) return el("td", {}, el("a", { href: `#fact-${value}` }, value));
    return typeof value === "number" ? el("td", { class: "number" }, String(value)) : el("td", {}, value === null ? "" : String(value));
  }

  function run() {
    const out = box("sql-answer");
    EVIDENCE.asked(box("sql").value);
    try {
      answer = ask(box("sql").value);
    } catch (error) {
      const tables = [...document.querySelectorAll("#sql-tables dt")].map((name) => name.textContent).join(", ");
      answer = { heads: [], rows: [] };
      box("sql-said").textContent = say(W.refused, { error: error.message, tables });
    }
    const { heads, rows, stopped } = answer, values = { n: digits.format(rows.length), shown: digits.format(SHOWN) };
    if (heads.length) box("sql-said").textContent = say(stopped ? W.stopped : !rows.length ? W.noRows : rows.length > SHOWN ? W.firstRows : W.rows, values);
    const table = el("table", { class: "dataframe" }, el("thead", {}, el("tr", {}, ...heads.map((head) => el("th", { scope: "col" }, head)))),
      el("tbody", {}, ...rows.slice(0, SHOWN).map((row) => el("tr", {}, ...row.map((value, k) => cell(value, heads[k]))))));
    out.replaceChildren(heads.length ? table : "");
    out.parentElement.hidden = !heads.length;
    box("sql-save").disabled = !rows.length;
  }

  let opening;
  EVIDENCE.openSql = () => {
    opening ||= load().catch((error) => { box("sql-said").textContent = say(W.failed, { error: error.message }); });
    return opening;
  };
  box("sql-run").addEventListener("click", run);
  box("sql").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && base) run();
  });
  box("sql-examples").addEventListener("change", (event) => {
    if (!event.target.value) return;
    box("sql").value = event.target.value;
    EVIDENCE.openSql().then(() => base && run());
  });
  box("sql-save").addEventListener("click", () => save("bac-giang-sql.csv", answer.heads, answer.rows));
})();
