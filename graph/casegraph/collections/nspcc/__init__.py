"""The NSPCC's national case review collection: yearly pages of abstracts, each under “year – area – name”."""
