"""Structured content in, tagged PDF/A and pictures of its pages out.

This room knows how the house looks on paper: the agreed plan and the printed invitation, set in Inter
by typst templates that live in ``typst/``. It reads no table and decides nothing about who may see what;
the rooms above hand it plain content and get bytes back, the same bytes each time for the same content.
Text that people wrote reaches the templates as data and is never read as markup.
"""
