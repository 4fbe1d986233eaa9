"""Middleware: what every request and answer of the server passes through."""
