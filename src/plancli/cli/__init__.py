"""The command line: one module a command, each of them arguments, one call, print.

Nothing here imports spaCy, Pydantic, pdfplumber or rich before a command needs it, so that
``--help`` is quick.
"""
