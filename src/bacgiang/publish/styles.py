"""Leaves out of a theme's style sheet the rules that no page of the site can match."""

import re

import tinycss2


def used(source, names):
    """The style sheet without selectors that ask for a class which is not among
    `names`.
    """
    return "".join(
        _kept(
            tinycss2.parse_stylesheet(source, skip_comments=True, skip_whitespace=True),
            names,
        )
    )


def _kept(rules, names):
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [
                s
                for s in _split(tinycss2.serialize(rule.prelude))
                if set(re.findall(r"\.(-?[a-zA-Z_][\w-]*)", _positive(s))) <= names
            ]
            if selectors:
                yield ",".join(selectors) + "{" + tinycss2.serialize(rule.content) + "}"
        elif (
            rule.type == "at-rule"
            and rule.lower_at_keyword in ("media", "supports")
            and rule.content is not None
        ):
            inside = "".join(
                _kept(
                    tinycss2.parse_rule_list(
                        rule.content, skip_comments=True, skip_whitespace=True
                    ),
                    names,
                )
            )
            if inside:
                yield (
                    f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{inside}}}"
                )
        elif rule.type != "error":
            yield rule.serialize()


def _split(selectors):
    """Selectors at their commas, those within brackets aside."""
    return re.split(r",(?![^()\[\]]*[)\]])", selectors)


def _positive(selector):
    """A selector without what stands in brackets: :not(.a) asks for no class,
    [href$=".pdf"] names none.
    """
    while (shorter := re.sub(r"\([^()]*\)|\[[^\[\]]*\]", "", selector)) != selector:
        selector = shorter
    return selector
