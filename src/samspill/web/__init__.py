"""Pages, forms, templates and components: all HTTP and HTML, and no table.

A URL can be declared through ``routing.page`` only, which demands who the page is for. A view reads its input, calls
one query or service and answers.
"""
