"""Similar: how far two recommendations ask the same, by what they ask for and what is to be done about it, not by the same string."""
