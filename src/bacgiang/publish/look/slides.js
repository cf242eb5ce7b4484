// Starts the deck: whole slides of 1280 by 720, speaker's notes, no transitions.
Reveal.initialize({
  width: 1280,
  height: 720,
  margin: 0.03,
  center: false,
  hash: true,
  slideNumber: "c/t",
  transition: "none",
  pdfSeparateFragments: false,
  plugins: [RevealNotes],
}).then(() => {
  // the names of its arrows, in the language of the deck
  const deck = document.querySelector(".reveal");
  for (const side of ["left", "right", "up", "down"]) {
    for (const arrow of deck.querySelectorAll(`.navigate-${side}`)) {
      arrow.setAttribute("aria-label", deck.dataset[side]);
    }
  }
});
