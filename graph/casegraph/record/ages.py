"""The groups that the ages of children at the incident make."""

__all__ = ["AGE_GROUPS", "age_group"]

AGE_GROUPS = ("under 1", "1 to 4", "5 to 10", "11 to 15", "16 and 17", "18 and over", "not stated")
"""The groups, in order."""

_BELOW = (12, 60, 132, 192, 216)  # months


def age_group(months: str | float | None) -> int:
    """Return the number in AGE_GROUPS of an age in months, None being not stated.

    >>> [AGE_GROUPS[age_group(months)] for months in ("0", 12.0, "191.9", "216", None)]
    ['under 1', '1 to 4', '11 to 15', '18 and over', 'not stated']
    """
    return len(AGE_GROUPS) - 1 if months is None else sum(float(months) >= limit for limit in _BELOW)
