"""How fast Casegraph is, against named alternatives in the same run: ``make bench``.

Figures are CPU seconds (user and system, children included), the least of several runs that take turns, so that another
job on the machine disturbs all of them alike. What counts is the ratio to the alternative in the same table.
"""
