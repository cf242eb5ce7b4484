"""What machines read on the pages: the data set, and a review of each claim.

Both are JSON-LD in the words of schema.org, https://schema.org/Dataset and
https://schema.org/ClaimReview.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd
import yaml
from markupsafe import Markup

from .. import data, ledger, words
from . import downloads, forms

SCHEMA = "https://schema.org"
RIGHTS = "https://creativecommons.org/licenses/by/4.0/"
MEDIA = {
    ".csv": "text/csv",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".parquet": "application/vnd.apache.parquet",
    ".sqlite": "application/vnd.sqlite3",
}


def citation(root: Path) -> dict[str, Any]:
    """Read CITATION.cff, where title, version and the repository's address stand.

    What a reader sees of it is said in the language in use.
    """
    cited = yaml.safe_load((root / "CITATION.cff").read_text(encoding="utf-8"))
    return cited | {
        "title": words.text(cited["title"]),
        "abstract": words.text(cited["abstract"].strip()),
        "authors": [{"name": words.text(who["name"])} for who in cited["authors"]],
        "keywords": [words.text(word) for word in cited["keywords"]],
    }


def said(cited: dict[str, Any]) -> list[str]:
    """List what of a citation is said in each language."""
    authors = [author["name"] for author in cited["authors"]]
    return [cited["title"], cited["abstract"], *authors, *cited["keywords"]]


def dataset(cited: dict[str, Any]) -> Markup:
    """Describe the data set, with each form it can be downloaded in."""
    facts = data.table("facts")
    files = [f"data/{name}" for name in forms.FILES]
    files += [f"tables/{name}.csv" for name in downloads.TABLES]
    record = {
        "@context": SCHEMA,
        "@type": "Dataset",
        "name": cited["title"],
        "description": cited["abstract"],
        "version": cited["version"],
        "license": RIGHTS,
        "isAccessibleForFree": True,
        "inLanguage": words.language(),
        "creator": [_organization(author["name"]) for author in cited["authors"]],
        "keywords": cited["keywords"],
        "temporalCoverage": _years(facts),
        "spatialCoverage": {"@type": "Place", "name": "Bắc Giang, Việt Nam"},
        "variableMeasured": [_variable(row) for row in _rows(data.table("indicators"))],
        "distribution": [_download(file) for file in files],
    }
    if address := cited.get("repository-code"):
        record["url"] = address
    return _script(record)


def reviews(cited: dict[str, Any], page: str) -> Markup:
    """Review the claim of each check: where it stands, and the verdict."""
    audited = ledger.audit()
    sources = data.table("sources").set_index("source")
    author = _organization(cited["authors"][0]["name"])
    return _script([_review(row, sources, author, page) for row in _rows(audited)])


def _review(row: Any, sources: pd.DataFrame, author: dict, page: str) -> dict[str, Any]:
    review = {
        "@context": SCHEMA,
        "@type": "ClaimReview",
        "identifier": row.id,
        "url": page,
        "claimReviewed": row.claim,
        "reviewRating": {
            "@type": "Rating",
            "alternateName": words.text(row.verdict),
            "ratingExplanation": row.reason,
        },
        "author": author,
        "itemReviewed": {"@type": "Claim", "text": row.claim},
    }
    if row.source:
        place = _appearance(sources.loc[row.source])
        review["itemReviewed"]["appearance"] = place
    return review


def _appearance(source: pd.Series) -> dict[str, Any]:
    work = {
        "@type": "CreativeWork",
        "name": source["title"],
        "url": source["url"],
        "publisher": _organization(source["publisher"]),
        "inLanguage": source["language"],
    }
    if source["published"]:
        work["datePublished"] = source["published"]
    return work


def _organization(name: str) -> dict[str, str]:
    return {"@type": "Organization", "name": words.text(name)}


def _variable(row: Any) -> dict[str, str]:
    label = getattr(row, f"label_{words.language()}", row.label)
    about = {"@type": "PropertyValue", "name": label, "unitText": words.text(row.unit)}
    return about | {"propertyID": row.indicator}


def _download(file: str) -> dict[str, str]:
    media = MEDIA[Path(file).suffix]
    return {"@type": "DataDownload", "contentUrl": file, "encodingFormat": media}


def _years(facts: pd.DataFrame) -> str:
    """Give the first and last year of what happened; targets reach further."""
    years = facts.loc[facts["status"].isin(["actual", "estimate"]), "year"]
    return f"{years.min():.0f}/{years.max():.0f}"


def _rows(frame: pd.DataFrame) -> Iterable[Any]:
    return frame.itertuples(index=False)


def _script(record: Any) -> Markup:
    """Write a record as a block of a page; nothing in it can end the block."""
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    block = Markup('<script type="application/ld+json">{}</script>')
    return block.format(Markup(text.replace("<", "\\u003c")))
