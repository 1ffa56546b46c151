"""Everything that knows the PDF format: frozen data in, the bytes of an accessible PDF out.

One module makes one kind of document: ``desk_card``, ``notice_to_person``, ``statement_for_file``,
``letter`` and ``memo_document``.  Typst sets them, as PDF/UA-1, from the templates beside this
file.  Text reaches a template as data and is never read as Typst's own language.  The same data
gives the same bytes on the same machine: no clock is read.  See docs/reference/documents.md.
"""
