"""The action tracker: a workbook with a row for each recommendation, in which people write what they did.

``model`` says what a tracker is, ``choosing`` makes one of a collection, ``workbook`` writes it, ``sheets`` and ``reading``
read it back, ``matching`` and ``updating`` carry what people wrote over to another build. ``answers`` makes a graph of it,
``questions`` asks it. What people write never enters the graph of readings.
"""
