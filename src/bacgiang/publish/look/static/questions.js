// Checks what is typed or chosen on the page of questions. QUESTIONS comes from answers.js, made by publish/quiz.py: where answers and traps lie.
// A number is read as exercises/answers.py reads it and judged as exercises/judge.py does; a test holds the two against one another.
(() => {
  const Q = window.QUESTIONS, SLACK = 1e-9;
  const NUMBER = /(?<![\p{L}\p{N}_.,])[-+]?(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)*|[.,]\d+)(?!\d)/gu;
  const GROUPED = /^[-+]?[1-9]\d{0,2}(?:[.,]\d{3})+$/;

  // --- reading: a value, and the step to which its writer rounded it -----------------------------

  const power = (words) => (words.toLowerCase().match(/\p{L}+/gu) || []).reduce((sum, word) => sum + (Object.hasOwn(Q.scales, word) ? Q.scales[word] : 0), 0);
  function plain(token) {
    const digits = token.replace(/[ \u00a0\u202f]/g, ""), used = [...digits].filter((c) => ".,".includes(c));
    if (new Set(used).size === 2) {  // "1,891.6": the last mark is the decimal one
      const whole = digits.replaceAll(used[0], "").replaceAll(",", ".");
      return whole.split(".").length === 2 ? [whole] : [];
    }
    const grouped = digits.replace(/[.,]/g, ""), fits = GROUPED.test(digits);
    if (used.length > 1) return fits ? [grouped] : [];
    const point = digits.replaceAll(",", ".");
    return used.length && digits === token && fits ? [point, grouped] : [point];
  }
  function readings(typed, unit) {
    const text = typed.normalize("NFC").replace(/[−–]/g, "-"), found = text.match(NUMBER) || [];
    if (found.length !== 1) return [];
    const words = text.replace(NUMBER, " "), shift = power(words) ? power(words) - power(unit) : 0;
    return plain(found[0]).map((written) => ({ value: Number(`${written}e${shift}`), step: 10 ** (shift - (written.split(".")[1] || "").length) }));
  }

  // --- judging: traps are tried first ------------------------------------------------------------

  const inside = ({ value }, [low, high]) => low <= value && value <= high;
  function rounded({ value, step }, [low, high]) {
    const half = (step / 2) * (1 + SLACK);
    return value - half <= high && low <= value + half;
  }
  function judged(reading, right, traps) {
    const fits = rounded(reading, right), fine = reading.step / 2 <= Q.coarse * Math.abs(reading.value);
    const trap = traps.findIndex(([way]) => inside(reading, way));
    if (trap >= 0) return fits && fine ? "coarse" : trap;
    if (inside(reading, right)) return "right";
    const near = traps.findIndex(([way]) => rounded(reading, way));
    if (fits) return fine && near < 0 ? "right" : "coarse";
    return near >= 0 && fine ? near : "wrong";
  }
  const rank = (found) => (found === "right" ? 0 : found === "coarse" ? 1 : typeof found === "number" ? 2 : 3);
  function verdict({ unit, right, traps }, answer) {
    if (!unit) {
      const trap = traps.findIndex(([way]) => way === answer);
      return trap >= 0 ? trap : answer === right ? "right" : "wrong";
    }
    const found = readings(answer, unit).map((reading) => judged(reading, right, traps));
    return found.length ? found.reduce((best, next) => (rank(next) < rank(best) ? next : best)) : "unreadable";
  }
  function reply(question, answer) {
    if (!answer.trim()) return ["empty", Q.words.empty];
    const found = verdict(question, answer);
    if (typeof found === "string") return [found, Q.words[found]];
    const [, kind, said] = question.traps[found];
    return ["trap", Q.words.trap.replace("{kind}", () => kind).replace("{said}", () => said)];
  }

  for (const form of document.querySelectorAll("form.question")) {
    const status = form.querySelector('[role="status"]');
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const [found, said] = reply(Q.questions[form.dataset.question], String(new FormData(form).get("answer") ?? ""));
      form.dataset.found = found;
      status.textContent = said;
    });
    form.addEventListener("input", () => {
      delete form.dataset.found;
      status.textContent = "";
    });
  }
})();
