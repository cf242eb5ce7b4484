"""Write executed notebooks as plain HTML pages that ask nothing of any other server."""
import html
import re
from pathlib import Path

import nbformat
from nbconvert import HTMLExporter
from pygments.formatters import HtmlFormatter

HERE = Path(__file__).resolve().parent


def write_pages(paths, target):
    target.mkdir(parents=True, exist_ok=True)
    exporter = HTMLExporter(
        template_name="page", extra_template_basedirs=[str(HERE)], embed_images=True,
        exclude_input_prompt=True, exclude_output_prompt=True,
    )
    titles = []
    for path in paths:
        notebook = nbformat.read(path, as_version=4)
        title = next((line[2:].strip() for cell in notebook.cells if cell.cell_type == "markdown"
                      for line in cell.source.splitlines() if line.startswith("# ")), path.stem)
        body, _ = exporter.from_notebook_node(notebook, resources={"metadata": {"name": title}})
        body = re.sub(r'href="([^":]+)\.ipynb(#[^"]*)?"', r'href="\1.html\2"', body)
        page = path.with_suffix(".html").name
        write(target / page, title, '<nav><a href="index.html">All notebooks</a></nav>\n' + body)
        titles.append((page, title))
    items = "\n".join(f'<li><a href="{page}">{html.escape(title)}</a></li>' for page, title in titles)
    write(target / "index.html", "Bắc Giang in notebooks", f"<h1>Bắc Giang in notebooks</h1>\n<ul>\n{items}\n</ul>")


def write(path, title, body):
    style = (HERE / "page.css").read_text(encoding="utf-8") + HtmlFormatter(style="default").get_style_defs(".highlight")
    path.write_text(
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{html.escape(title)}</title>\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<style>\n{style}\n</style>\n</head>\n'
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n", encoding="utf-8", newline="\n")
