"""Pages: a guide as the two of a conversation will see it."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
