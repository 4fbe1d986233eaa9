"""What `make docs` draws and writes."""
