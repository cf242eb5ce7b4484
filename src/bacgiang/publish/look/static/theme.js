// Before the page is drawn: light or dark as the reader last chose it, and the front page in the language that the reader or the browser prefers.
document.body.dataset.theme = localStorage.getItem("theme") || "auto";

const preferred = localStorage.getItem("language") || navigator.language.slice(0, 2);
const isFront = /(^|\/)(index\.html)?$/.test(location.pathname);
if (isFront && document.documentElement.lang === "en" && preferred === "vi") location.replace(`vi/index.html${location.hash}`);

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-language]");
  if (link) localStorage.setItem("language", link.dataset.language);
});
