"""Pages: what units and occupations add to the guides, and what they stand for in a year."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
