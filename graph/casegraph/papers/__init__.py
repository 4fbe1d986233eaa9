"""Papers: documents and workbooks that people take away, from one typed model, as HTML, Markdown, Word and Excel.

``document`` and ``workbook`` are the models; ``web_page``, ``markdown``, ``word`` and ``excel`` draw them. Nothing here knows
a review: what papers say is made in ``casegraph.briefings``. The same model gives the same bytes. Text in a model is data
of others: it never becomes a formula, a field, a link or markup.
"""
