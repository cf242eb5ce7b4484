// Before the page is drawn: light or dark as the reader last chose it.
document.body.dataset.theme = localStorage.getItem("theme") || "auto";
