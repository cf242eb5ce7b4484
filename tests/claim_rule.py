"""What a heading, a figure's title or a message claims, and whether a claim beside it
bears that out.

A sentence *claims* when it holds a word of the lists below, a number or a year. Its
claim is the one whose sentence has the same words. That the conditions hold was seen
when the notebook ran; the rule here asks whether they are about what the sentence says:

- each number of the sentence is a number of the comparisons, at its own rounding;
- each year is the first or the last year of the facts on one side of a comparison;
- its words for more and less, in their order, are the directions of the comparisons;
- a word for all or none, or for the first among several, needs more than one pair.
"""

import re
from dataclasses import dataclass, field

from bacgiang import data
from bacgiang.publish import book as books
from bacgiang.publish.grammars import ENGLISH
from bacgiang.publish.prose import Number, numbers

ANATOMY = ["In brief", "How sure are we", "Try it", "Exercises", "Sources"]


def listed(words):
    """The words of a text, for lists too long to quote each."""
    return words.split()


UP = listed(
    """
    more most faster fastest higher highest larger largest bigger biggest greater
    greatest longer longest stronger strongest better best above over exceeds exceed
    exceeded outgrew outgrow outgrows outpaced overtook overtakes beat beats rose
    rise rises risen rising grew grow grows grown growing gained climbed jumped
    increased increases expanded doubled doubles tripled quadrupled multiplied
    passed passes surpassed met meets reached peak peaked majority ahead leads led
    topped tops
    """
)
DOWN = listed(
    """
    less least slower slowest lower lowest smaller smallest fewer fewest shorter
    weaker worse worst slowly below under fell fall falls fallen falling dropped
    drop drops shrank shrunk shrinks declined declines decreased lost halved slowed
    slows missed misses lagged lags trailed trails behind minority short
    """
)
SEVERAL = listed(
    """
    every all each always never none no only first last fastest slowest highest
    lowest largest smallest biggest greatest longest strongest weakest best worst
    fewest least peak peaked both
    """
)
OTHER = listed(
    """
    half third quarter thirds quarters twice double triple quadruple equal equals
    same unchanged stable steady nearly almost early late
    """
)
NEGATIONS = {"not", "never", "no", "none", "nor", "without", "neither"}
# the numbers that words may stand for, in percent and as a ratio: (from, to)
SHARES = [
    (
        r"(?<!first )(?<!second )\b(?:half|halved)\b",
        [(45, 55), (0.45, 0.55), (1.45, 1.55), (-55, -45)],
    ),
    (r"\b(?:a|one) third\b", [(30, 37), (0.3, 0.37)]),
    (r"\btwo[ -]thirds\b", [(63, 70), (0.63, 0.7)]),
    (r"\b(?:a|one) quarter\b", [(22, 28), (0.22, 0.28)]),
    (r"\bthree[ -]quarters\b", [(72, 78), (0.72, 0.78)]),
    (r"\bmajority\b", [(50, 100), (0.5, 1)]),
    (r"\bminority\b", [(0, 50), (0, 0.5)]),
    (r"\b(?:twice|doubled?|doubles|two-?fold)\b", [(1.5, 2.5), (90, 150)]),
    (r"\b(?:tripled?|triples|thrice)\b", [(2.5, 3.5), (190, 250)]),
    (r"\bquadrupled?\b", [(3.5, 4.5), (290, 350)]),
]
# what stands before a number that is a limit: "more than 6", "passed the goal of 677"
LIMIT = re.compile(
    r"\b(?:than|above|over|below|under|exceed(?:s|ed)?|passe[sd]|miss(?:es|ed)|goal of"
    r"|target of)\W+$",
    re.I,
)
WAYS = dict.fromkeys(UP, "up") | dict.fromkeys(DOWN, "down")
OPPOSITE = {"up": "down", "down": "up"}
BETWEEN = {"much", "far", "even", "still", "well", "by", "a", "the", "lot", "to"}
CLAIMING = {*UP, *DOWN, *SEVERAL, *OTHER, *NEGATIONS, *ENGLISH.words}


@dataclass
class Claim:
    """What is stored of one claim."""

    sentence: str
    checks: list[dict] = field(default_factory=list)

    @property
    def directions(self) -> list[str]:
        """Up or down, in order, one for a run of the same."""
        ways = {">": "up", ">=": "up", "<": "down", "<=": "down"}
        return _runs([ways[c["sign"]] for c in self.checks if c["sign"] in ways])

    def numbers(self, *sides: str) -> list[float]:
        """The numbers on these sides of the comparisons."""
        texts = [check.get(side, "") for check in self.checks for side in sides]
        return [float(number) for text in texts for number in text.split()]

    @property
    def shown(self) -> list[float]:
        """The numbers of both sides of the comparisons."""
        return self.numbers("left", "right")

    @property
    def compares_several(self) -> bool:
        """Whether several pairs are compared, or a plain truth stands for them."""
        return any(c.get("pairs", 2) > 1 for c in self.checks) or len(self.checks) > 1

    def years(self, *sides: str) -> set[int]:
        """First and last year of the facts on each of these sides."""
        found: set[int] = set()
        for check in self.checks:
            for side in sides:
                facts = check.get(f"{side} facts", "").split()
                years = years_of(facts)
                found |= {min(years), max(years)} if years else set()
                if years and check["pairs"] == 1 and _are_rates(facts):
                    # growth chained since 2010 rests on the rates from 2011 on
                    found.add(-(min(years) - 1))
        return found


def years_of(facts):
    """The years that the periods of facts name."""
    tables, years = data.tables(), set()
    for fact in facts:
        name, place = tables.by_id[fact]
        row = tables.frames[name].iloc[place]
        when = str(row.get("period") or row.get("status_as_of") or "")
        years |= {int(year) for year in re.findall(r"(?<!\d)(?:19|20)\d\d", when)}
    return years


def _are_rates(facts):
    """Whether a side rests on rates of change alone."""
    tables = data.tables()
    rows = [tables.frames[name].iloc[n] for name, n in map(tables.by_id.get, facts)]
    return all(row.get("measure") in ("rate", "index") for row in rows)


def _runs(items):
    return [item for n, item in enumerate(items) if n == 0 or items[n - 1] != item]


def normal(sentence):
    """A sentence without Markdown, case, and the point at its end."""
    return books.plain(sentence).strip(" .,:;").casefold()


def words_of(sentence):
    return re.findall(r"[^\W\d_]+", normal(sentence))


def numbers_of(sentence):
    """Numbers that are no year, number words anywhere in the sentence included."""
    plain = books.plain(sentence)
    for phrase, _ in SHARES:  # these have a rule of their own
        plain = re.sub(phrase, lambda m: " " * len(m[0]), plain, flags=re.I)
    found = [n for n in numbers(plain) if not n.kind]
    taken = [range(n.start, n.end) for n in found]
    for match in re.finditer(rf"(?i)\b({'|'.join(ENGLISH.words)})\b", plain):
        if not any(match.start() in span for span in taken):
            value = ENGLISH.words[match[0].lower()]
            found.append(Number(match[0], *match.span(), value, 1.0))
    return found


def years_said(sentence):
    """Each year of a sentence with the word before it."""
    plain = books.plain(sentence)
    pattern = r"(?:(\w+)\s+)?(?<![\d.,])((?:19|20)\d\d)(?!\d|[.,]\d)"
    return [(m[1] or "", int(m[2])) for m in re.finditer(pattern, plain)]


def claims(sentence):
    """Whether a sentence claims anything that could be false."""
    if sentence.strip().endswith("?") or sentence.strip() in ANATOMY:
        return False
    said = words_of(sentence)
    return bool(CLAIMING & {*said} or numbers_of(sentence) or years_said(sentence))


def sentences(book):
    """What must be borne out: (where it stands, the sentence)."""
    for section in book.sections:
        if section.level > 1 and section.title:
            yield "heading", books.plain(section.title)
    for figure, _ in book.figures:
        yield "figure title", figure.title
    for finding in book.findings:
        yield "message", books.plain(finding.message)


def made(book):
    """The claims of a notebook: lists of them, by their normal sentence."""
    found: dict[str, list[Claim]] = {}
    for section in book.sections:
        for output in section.outputs:
            about = output.evidence
            about = about if about.get("kind") == "claim" else about.get("claim")
            if about:
                claim = Claim(about["sentence"], about["checks"])
                found.setdefault(normal(claim.sentence), []).append(claim)
    return found


def faults(book):
    """A message for each sentence that claims what no claim bears out."""
    known, needed = made(book), set()
    for where, sentence in sentences(book):
        if claims(sentence):
            needed.add(normal(sentence))
            found = _faults_of(sentence, known)
            yield from (f"{where} {sentence!r}: {fault}" for fault in found)
    said = [normal(words) for _, words in sentences(book)]
    said += [normal(block.text) for block in book.blocks]
    for key in known.keys() - needed:
        if not any(key in words for words in said):
            yield f"a claim whose sentence stands nowhere in the notebook: {key!r}"


def _faults_of(sentence, known):
    """Faults of the claim that fits a sentence best."""
    its_claims = known.get(normal(sentence), [])
    tried = [list(mismatches(sentence, claim)) for claim in its_claims]
    return min(tried, key=len) if tried else [_missing(sentence, known)]


def _missing(sentence, known):
    """Name the claim that comes nearest to a sentence that has none."""
    said = {*words_of(sentence)}
    ranked = sorted(known, key=lambda key: -len(said & {*words_of(key)}))
    near = repr(ranked[0]) if ranked else "none"
    return f"no bg.claim or holds= has this sentence; the nearest: {near}"


def mismatches(sentence, claim):
    """What a sentence says that the comparisons of its claim are not about."""
    yield from _numbers_without(sentence, claim)
    yield from _shares_without(sentence, claim)
    yield from _years_without(sentence, claim)
    yield from _directions_without(sentence, claim)
    if {*SEVERAL} & {*words_of(sentence)} and not claim.compares_several:
        yield "it speaks of several, and one pair is compared"


def _numbers_without(sentence, claim):
    plain = books.plain(sentence)
    for number in numbers_of(sentence):
        limit = LIMIT.search(plain[: number.start])
        shown = claim.numbers("right") if limit else claim.shown
        scales = {
            1.0,
            *(s for word, s in ENGLISH.scales.items() if word in number.text),
        }
        if not any(number.says(value * scale) for value in shown for scale in scales):
            side = "right-hand number" if limit else "number"
            yield f"{number.text!r} is no {side} of the comparisons {shown[:9]}"


def _shares_without(sentence, claim):
    for phrase, reach in SHARES:
        found = re.search(phrase, normal(sentence))
        if found and not any(
            low <= number <= high for number in claim.shown for low, high in reach
        ):
            yield f"{found[0]!r} is no number of the comparisons {claim.shown[:9]}"


def _years_without(sentence, claim):
    said = years_said(sentence)
    for place, (word, year) in enumerate(said):
        # the first year is that of what the sentence is about
        sides = ("left", "right") if place else ("left",)
        years = claim.years(*sides)
        base = word.lower() in ("since", "from", "between", "after")
        if year not in years and not (base and -year in years):
            known = sorted(known for known in years if known > 0)
            yield f"{year} is not among the first and last years compared, {known}"


def _directions_without(sentence, claim):
    wanted = directions(sentence)
    if wanted and wanted != claim.directions:
        yield (
            f"its words go {wanted}, the comparisons {claim.directions}: compare with"
            " bg.above, bg.below, > or < in the order of the sentence"
        )


def directions(sentence):
    """Up or down as the words say, in order.

    Of "grew slower" the second word counts, of "fell faster" both do; "not" turns the
    next that counts round.
    """
    said = [word for word in words_of(sentence) if word not in BETWEEN]
    ways, turned = [], False
    for word, following in zip(said, [*said[1:], ""], strict=True):
        if word in NEGATIONS:
            turned = True
        elif word in WAYS and (following not in WAYS or word in DOWN):
            ways.append(WAYS[word] if not turned else OPPOSITE[WAYS[word]])
            turned = False
    return _runs(ways)
