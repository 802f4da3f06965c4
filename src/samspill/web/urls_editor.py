"""Pages: writing a guide's coming version."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
