"""The root of all URLs; every one is declared in ``web.urls`` through ``routing.page``."""

from django.urls import include, path

urlpatterns = [path("", include("samspill.web.urls"))]
