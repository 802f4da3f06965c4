"""Guides that employers keep as forms in Word, read into an outline.

``reading`` takes the file; ``checking`` holds it against limits before anything opens it; ``child`` parses it in a
process of its own, which knows neither Django nor settings, into the plain ``blocks`` that ``interpreting`` makes
lines of. A form is a way of writing, not a format: what it means is guessed by rules, and a person corrects it.
"""
