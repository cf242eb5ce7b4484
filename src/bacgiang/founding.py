"""An empty data folder for another province, under the contract of the one in use."""

import csv
import io
import json
from pathlib import Path
from typing import Any

from . import contract, names

LOCKED = ("bytes", "hash", "rows")  # what `lock` writes into the contract


def write(target: Path, province: str, model: Path) -> list[str]:
    """Write the contract and every table, headers only, into a new folder.

    Parameters
    ----------
    target
        The folder, which is not there yet or is empty.
    province
        The place that its facts will be about.
    model
        The data folder whose contract is taken over.

    Returns
    -------
    list of str
        The files written.

    Raises
    ------
    FileExistsError
        When the folder holds anything.
    """
    if target.exists() and any(target.iterdir()):
        raise FileExistsError(f"{target}: is not empty; expected a new folder")
    described = _about(contract.contract(model), province)
    texts = {
        resource["path"]: _header(resource, province)
        for resource in described["resources"]
    }
    texts[contract.FILE] = json.dumps(described, ensure_ascii=False, indent=1) + "\n"
    target.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (target / name).write_text(text, encoding="utf-8", newline="\n")
    return sorted(texts)


def _about(described: dict[str, Any], province: str) -> dict[str, Any]:
    """Make a contract one of another province, and of tables not locked yet."""
    plain = "-".join(names.plain(province).split())
    described |= {
        "name": f"{plain}-economy",
        "title": f"{province}: growth, investment and zones, one printed number a row",
        "description": f"Figures on the economy of {province}, each as its source"
        " prints it, with hedge, rounding step and place.",
        "version": "0.1.0",
    }
    for resource in described["resources"]:
        for key in LOCKED:
            resource.pop(key, None)
        for field in resource["schema"]["fields"]:
            if field["name"] in contract.COUNTRY:
                low, high = contract.COUNTRY[field["name"]]
                field["constraints"] |= {"minimum": low, "maximum": high}
    return described


def _header(resource: dict[str, Any], province: str) -> str:
    """Write a table without rows; the entities have the province."""
    fields = [field["name"] for field in resource["schema"]["fields"]]
    text = io.StringIO()
    table = csv.DictWriter(text, fields, restval="", lineterminator="\n")
    table.writeheader()
    if resource["name"] == "entities":
        table.writerow({"entity": province, "kind": "province"})
    return text.getvalue()
