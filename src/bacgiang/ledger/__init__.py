"""What one source says, held against what others imply: one check, one verdict.

How to read a check: `check("id", KIND, "The claim in words.", claimed, other, "a
note")`. `claimed` and `other` are a `Row` (one row of facts.csv: indicator, period,
source, breakdown ...), or a side worked out from rows: `of(per, a, b)` is a divided by
b, `of(total, ...)` a sum, `between(a, b)` the stretch between two dated counts.

How to recompute one by hand: `bg.audit()` names the lines of facts.csv that a check
used, the claim's first; so `bg.facts(row=list(rows))` shows the printed numbers with
their `low` and `high`. Put the low and high ends in turn into the function of the
check: the smallest and largest results are the range of that side. Then:

- agrees: both sides are one and the same number (or the claim lies between two dated
  counts; or a target was met);
- agrees within rounding: the two ranges share a value;
- revised: they share none, and are printings of one quantity at two dates;
- differs by definition: they share none, and the words of the sources name what is
  counted differently;
- conflicts: they share none (or a target was missed);
- cannot be told: a row is not there; or a range is wider than half of its number; or
  they share none, and two pages leave open what they count (`unsaid`: at which prices,
  by which measure), so that no contradiction is shown; or a target leaves that open.

No check knows its verdict beforehand: what differs or is left unsaid is declared from
the words, and counts only where the ranges share no value.

The rooms: `declare` (how a check is written), `claims` (the checks, a file a topic),
`verdict` (what follows from two ranges), `wording` (how a verdict is said), `run` (all
checks against the tables).
"""

from .run import audit

__all__ = ["audit"]
