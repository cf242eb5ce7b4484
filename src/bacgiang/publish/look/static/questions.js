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
  const counts = (words) => (words.toLowerCase().match(/\p{L}+/gu) || []).some((word) => Q.numbers.includes(word.replace(/fold$/, "")));
  // "1½", "3/2", "1 1/2" as decimals; a third is none
  const VULGARS = new RegExp(`(\\d*) ?([${Object.keys(Q.vulgar).join("")}])`, "g"), FRACTION = /(?<![\d/.,])(?:(\d+) )?(\d)\/([2458])(?![\d/.,])/g;
  const decimal = (typed) => typed.replace(VULGARS, (_, whole, part) => `${whole || 0}.${Q.vulgar[part]}`)
    .replace(FRACTION, (_, whole, over, under) => String(Number(whole || 0) + over / under));
  const SHORT = new RegExp(`\\d[ \u00a0\u202f]?(?:${Q.short.join("|")})(?![\\p{L}\\p{N}_])`, "u");
  function kind(words) {
    const typed = words.toLowerCase(), said = [...(typed.match(/\p{L}+/gu) || []), ...(typed.includes("%") ? ["%"] : [])];
    return Object.keys(Q.kinds).find((each) => Q.kinds[each].some((word) => said.includes(word))) || "";
  }
  const scaled = (written, shift) => ({ value: Number(`${written}e${shift}`), step: 10 ** (shift - (written.split(".")[1] || "").length) });
  // The ends of a range as it is printed, "13.9 (13.8 to 14.0) percent", and the rest.
  function ends(typed) {
    const [, before, inside, after] = /^([^(]*)(?:\(([^)]*)\)?)?([^]*)$/.exec(typed), found = (inside || "").match(NUMBER) || [];
    if (found.length !== 2 || !before.match(NUMBER)) return [[], typed];
    return [found, before + after];
  }
  function readings(typed, unit) {
    const whole = typed.normalize("NFC").replace(/[−–]/g, "-");
    if (SHORT.test(whole.toLowerCase())) return "short";
    const [span, text] = ends(decimal(whole)), found = text.match(NUMBER) || [], words = text.replace(NUMBER, " ");
    if (found.length > 1) return "several";
    if (!found.length) return counts(words) ? "digits" : "none";
    const shift = power(words) ? power(words) - power(unit) : 0, ways = span.map(plain).filter((way) => way.length);
    const width = (reach) => (reach.length ? Math.max(...reach) - Math.min(...reach) : 0), at = (place) => ways.map((way) => scaled(way[Math.min(place, way.length - 1)], shift).value);
    const read = plain(found[0]).map((written, place) => ({ ...scaled(written, shift), width: width(at(place)) }));
    return read.length ? read : "none";
  }

  // --- judging: traps are tried first ------------------------------------------------------------

  const inside = ({ value }, [low, , high]) => low <= value && value <= high;
  const rounding = ({ value, step }, [, middle]) => Math.abs(value - middle) < (step / 2) * (1 - SLACK);
  function touches({ value, step }, [low, , high]) {
    const half = (step / 2) * (1 + SLACK);
    return value - half <= high && low <= value + half;
  }
  const printed = ({ value }, [, , , down, up]) => down <= value && value <= up;
  // one step of the last digit leads to the solution, if it is not exact, as a count is
  function next({ value, step }, right) {
    const steps = right[1] / step, whole = Math.abs(steps - Math.round(steps)) <= SLACK * Math.abs(steps);
    return !(whole && right[2] - right[0] <= 3 * SLACK * Math.abs(right[1])) && touches({ value, step: 3 * step }, right);
  }
  function named(reading, right, traps) {
    const fine = reading.step / 2 <= Q.coarse * Math.abs(reading.value), within = inside(reading, right), fits = within || rounding(reading, right);
    const trap = traps.findIndex(([way]) => inside(reading, way)), near = traps.findIndex(([way]) => rounding(reading, way)), touched = traps.findIndex(([way]) => touches(reading, way));
    if (trap >= 0) return fits && fine ? "coarse" : trap;
    if (within) return near >= 0 ? "coarse" : "right";
    if (fits) return fine && touched < 0 ? "right" : "coarse";
    const meets = touches(reading, right), fallen = near >= 0 || meets ? near : touched;
    if (!fine) return meets ? "coarse" : "wrong";
    if (printed(reading, right)) return touched < 0 ? "right" : "near";
    if (fallen >= 0) return fallen;
    return meets || next(reading, right) ? "near" : "wrong";
  }
  // the place of the last digit that is not 0: 100 for 9400
  function last(value) {
    const [, whole, decimals = "", power] = /^-?(\d+)(?:\.(\d+))?e([-+]\d+)$/.exec(value.toExponential());
    return 10 ** (Number(power) - (whole + decimals).replace(/0+$/, "").length + 1);
  }
  function judged(reading, right, traps, powers) {
    const found = named(reading, right, traps), { value, step, width } = reading;
    if (found === "right" && width > Q.wider * (right[2] - right[0]) && width / 2 > Q.coarse * Math.abs(value)) return "wide";
    if (found !== "wrong") return found;
    if (named({ value: -value, step }, right, []) === "right") return "sign";
    const factors = powers.flatMap((each) => [10 ** each, 10 ** -each]), coarse = Math.max(step, last(value));
    return factors.some((factor) => named({ value: value * factor, step: coarse * factor }, right, []) === "right") ? "scale" : "wrong";
  }
  const ORDER = ["right", "trap", "coarse", "near", "wide", "sign", "scale", "wrong"];
  const rank = (found) => ORDER.indexOf(typeof found === "number" ? "trap" : found);
  function verdict({ unit, one, right, traps }, answer) {
    if (!unit) {
      const trap = traps.findIndex(([way]) => way === answer);
      return trap >= 0 ? trap : answer === right ? "right" : "wrong";
    }
    const read = readings(answer, unit);
    if (typeof read === "string") return read;
    if (read[0].width && one) return "several";
    const powers = ["percent", "points"].includes(kind(unit)) ? [Q.part, ...Q.powers] : Q.powers;
    const found = read.map((reading) => judged(reading, right, traps, powers));
    const fallen = read.length > 1 && Number.isInteger(read[0].value) ? found.filter((each) => typeof each === "number") : [];  // three zeros behind a mark
    return (fallen.length ? fallen : found).reduce((best, next) => (rank(next) < rank(best) ? next : best));
  }
  function reply(question, answer) {
    if (!answer.trim()) return ["empty", Q.words.empty];
    const found = verdict(question, answer), typed = question.unit && kind(answer);
    const isOther = found === "right" && typed && typed !== kind(question.unit);
    if (typeof found === "string") return [found, Q.words[isOther ? "unit" : found].replace("{unit}", () => question.asked)];
    const [, kindOfTrap, said] = question.traps[found];
    return ["trap", Q.words.trap.replace("{kind}", () => kindOfTrap).replace("{said}", () => said)];
  }

  // An address may lead into the folded list of all exercises.
  function unfold() {
    const place = document.getElementById(location.hash.slice(1)), list = place?.closest("details.all-exercises");
    if (!list) return;
    list.open = true;
    place.scrollIntoView();
  }
  addEventListener("hashchange", unfold);
  unfold();

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
