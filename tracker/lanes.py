"""The API's way past what only pages and forms need."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from .serializers import API

View = Callable[[HttpRequest], HttpResponse]
# They show pages, which need a policy for scripts and styles.
PAGES = (f"{API}/docs/",)


class ApiMiddleware:
    """Answers the API without session, forms, messages and frames.

    It stands behind what every answer needs and before all else: a record costs half
    as much without the rest (``benchmarks/api``). An address that it does not know goes
    the usual way, where a missing stroke at the end is put right.
    """

    def __init__(self, get_response: View) -> None:
        """Take over what the other middleware answers."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer one request."""
        path = request.path_info
        if not path.startswith(f"{API}/") or path.startswith(PAGES):
            return self.get_response(request)
        request.get_host()  # refuses a name that is not ours, as CommonMiddleware does
        try:
            match = resolve(path)
        except Resolver404:
            return self.get_response(request)
        request.resolver_match = match
        response: HttpResponse = match.func(request, *match.args, **match.kwargs)
        render = getattr(response, "render", None)
        return render() if callable(render) else response
