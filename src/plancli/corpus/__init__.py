"""Many documents: worker processes that may die, a folder of results that may not, and questions to it.

``task`` is what is done with one document, wherever it runs; ``pool`` and ``cluster`` are where it runs;
``run`` hands the documents out; ``store`` and ``manifest`` keep what comes back, in the form of ``kept``;
``gather`` makes one file or tables of it, ``tables`` lays plans out as flat tables and ``query`` asks them.
"""
