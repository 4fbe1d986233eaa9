"""The explorer: one page with everything in it, for a browser without a server."""
