"""The one exception from "no page is shown inside another": the editor shows a preview of the guide beside it.

A preview holds no content but the guide's own, and nothing can be sent from it.
"""

from typing import cast

from csp.constants import NONE, SELF
from csp.decorators import csp_replace
from django.views.decorators.clickjacking import xframe_options_sameorigin

from samspill.web.routing import View


def framed(view: View) -> View:
    """A page that may be shown inside a page of ours, and from which nothing can be sent."""
    return cast(View, csp_replace({"frame-ancestors": [SELF], "form-action": [NONE]})(xframe_options_sameorigin(view)))


def with_frame(view: View) -> View:
    """A page that shows another page of ours inside it."""
    return cast(View, csp_replace({"frame-src": [SELF]})(view))
