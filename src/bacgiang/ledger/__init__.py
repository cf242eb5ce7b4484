"""What one source says, held against what others imply: one check, one verdict.

How to read a check: `check("id", KIND, "The claim in words.", claimed, other, "a
note")`. `claimed` and `other` are a `Row` (one row of facts.csv: indicator, period,
source, breakdown ...), or a side worked out from rows: `of(per, a, b)` is a divided by
b, `of(total, ...)` a sum, `between(a, b)` the stretch between two dated counts.

How to recompute one by hand: `bg.audit()` names the lines of facts.csv that a check
used, the claim's first; so `bg.facts(row=list(rows))` shows the printed numbers with
their `low` and `high`. Put the low and high ends in turn into the function of the
check: the smallest and largest results are the range of that side. Then:

- agrees: both sides are one and the same number;
- agrees within rounding: the two ranges share a value;
- between its neighbours: the claim lies between two dated counts;
- differs by definition: they share none, and the words of the sources name what is
  counted differently;
- revised: they share none, and are editions of one quantity at two dates;
- conflicts: they share none;
- cannot be told: a row is not there, in any table that could answer; or they share a
  value, but a claim a tenth off would sooner have shared one, too, than not (`power`);
  or they share none, and two sources leave open what they count (`unsaid`: at which
  prices, by which measure), so that no contradiction is shown;
- target met, target missed: of a target against what came about, which contradicts no
  source; where prices or measure are left open, it cannot be told.

No check knows its verdict beforehand: what differs or is left unsaid is declared from
the words, and counts only where the ranges share no value. For a conflict the
declaration may add a likely `cause`, which is judged and not computed, or say why it
is no finding of its own (`aside`). "Repeated claim" is a kind of check, not a verdict:
two articles that repeat one announcement agree and prove nothing.

The rooms: `declare` (how a check is written), `claims` (the checks, a file a topic),
`verdict` (what follows from two ranges), `wording` (how a verdict is said), `run` (all
checks against the tables).
"""

from .run import audit

__all__ = ["audit"]
