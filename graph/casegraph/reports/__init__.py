"""Reports of local reviews, which nobody has published: they are read, cut, confirmed by a person, and never counted as published."""
