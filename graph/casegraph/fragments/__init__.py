"""The elements of pages, written once: fragments of HTML that Jinja fills on the server, and ``fill.js`` in a browser."""
