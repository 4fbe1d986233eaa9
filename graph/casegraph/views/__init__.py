"""Views: what every face shows, computed once from a store."""
