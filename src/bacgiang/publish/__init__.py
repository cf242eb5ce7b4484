"""Execute, read, bind and publish the notebooks; the notebooks never import it.

`python -m bacgiang.publish run` writes the site, the slides and the briefing.
"""
