// The first page of the lab: opens notebooks in their newest edition, and shows, keeps and throws away a reader's changes.
(() => {
  "use strict";
  const box = (id) => document.getElementById(id);
  const { release, storage } = document.body.dataset;
  const own = `${storage} ${release}`, settings = `${storage} settings`;
  const SMALL = ["jupyter-lite.json", "lab/jupyter-lite.json", "notebooks/jupyter-lite.json", "api/contents/all.json",
    "api/contents/notebooks/all.json", "api/contents/notebooks/exercises/all.json", "api/contents/vi/notebooks/all.json", "api/contents/data/all.json"];

  // --- stores: the page of Jupyter keeps each changed file in the store "files" of a database, its path as the key ------

  const promised = (request) => new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });

  async function stores() {
    const all = await indexedDB.databases();
    return all.map(({ name }) => name).filter((name) => name.startsWith(`${storage} `));
  }

  const opened = (name, version) => {
    const request = indexedDB.open(name, version);
    request.onupgradeneeded = () => {
      if (!request.result.objectStoreNames.contains("files")) request.result.createObjectStore("files");
    };
    return promised(request);
  };

  async function files(name, mode, use) {
    let database = await opened(name);
    if (!database.objectStoreNames.contains("files")) {
      database.close();
      database = await opened(name, database.version + 1);
    }
    try {
      return await use(database.transaction("files", mode).objectStore("files"));
    } finally { database.close(); }
  }

  const held = (name) => files(name, "readonly", (store) => promised(store.getAll()));

  const deleted = (name) => new Promise((done, failed) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => done();
    request.onerror = () => failed(request.error);
    request.onblocked = () => failed(new Error("blocked"));
  });

  // --- an earlier edition: its changed files come along, into a folder of their own, so that they hide nothing newer -----

  const placed = (file, edition) => {
    const path = file.path.startsWith("earlier-") ? file.path : `earlier-${edition}/${file.path}`;
    return { ...file, path, name: path.split("/").pop() };
  };

  function folders(path) {
    const parts = path.split("/").slice(0, -1), now = new Date().toISOString();
    return parts.map((name, n) => ({ name, path: parts.slice(0, n + 1).join("/"), type: "directory", format: "json",
      mimetype: "", content: null, size: 0, created: now, last_modified: now, writable: true }));
  }

  async function bring(old) {
    const found = await held(old), edition = old.slice(storage.length + 1);
    const kept = found.filter(({ type }) => type !== "directory").map((file) => placed(file, edition));
    if (kept.length) {
      await files(own, "readwrite", async (store) => {
        for (const file of kept.flatMap((one) => [...folders(one.path), one])) await promised(store.put(file, file.path));
      });
    }
    await deleted(old);
  }

  // --- what the page shows ---------------------------------------------------------------------------------------------

  async function show() {
    const exists = (await stores()).includes(own);
    const changed = exists ? (await held(own)).filter(({ type }) => type !== "directory") : [];
    box("none").hidden = changed.length > 0;
    box("some").hidden = !changed.length;
    box("brought").hidden = !changed.some(({ path }) => path.startsWith("earlier-"));
    box("changed").replaceChildren(...changed.map(entry));
  }

  function entry({ path, last_modified: when }) {
    const item = document.createElement("li"), link = document.createElement("a"), away = document.createElement("button");
    link.textContent = path;
    link.href = `notebooks/index.html?path=${encodeURIComponent(path)}`;
    away.type = "button";
    away.textContent = box("changed").dataset.away;
    away.setAttribute("aria-label", box("changed").dataset.which.replace("{name}", path));
    away.addEventListener("click", () => thrown(() => files(own, "readwrite", (store) => promised(store.delete(path)))));
    item.append(link, ` (${new Date(when).toLocaleString(document.documentElement.lang)}) `, away);
    return item;
  }

  async function thrown(action) {
    const { gone, blocked } = box("said").dataset;
    let said = gone;
    try { await action(); } catch { said = blocked; }
    await show();
    box("said").textContent = said;
  }

  box("all-away").addEventListener("click", () => {
    if (!confirm(box("all-away").dataset.sure)) return;
    thrown(async () => { for (const name of [own, settings]) await deleted(name); });
  });

  // --- opening: what may have changed since the last visit is asked for anew, whatever the browser has kept ---------------

  const fresh = (path) => Promise.allSettled([...SMALL, `files/${path}`].map((file) => fetch(file, { cache: "no-cache" })));

  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[data-path]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    await fresh(link.dataset.path);
    location.assign(link.href);
  });

  const asked = new URLSearchParams(location.search).get("path");
  const known = [...document.querySelectorAll("li a[data-path]")].find(({ dataset }) => dataset.path === asked);
  if (known) {
    Object.assign(box("open"), { href: known.href }).dataset.path = asked;
    box("which").textContent = asked.split("notebooks/").pop();
  }
  box("from-file").hidden = location.protocol !== "file:";
  (async () => {
    for (const name of await stores()) if (name !== own && name !== settings) await bring(name);
    await show();
    document.body.dataset.ready = "";
  })();
})();
