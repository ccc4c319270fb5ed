"""How much one request may upload: files of lists at the desk, little elsewhere."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

UPLOAD_MAX_BYTES = 200 * 1024 * 1024  # sdn_advanced.xml has 120 MB
AT_THE_DESK = "/admin/"
_CUT = "_is_upload_cut"


class Bounded(FileUploadHandler):
    """Takes no file of a request that is too large; its other fields still come.

    A request that does not say its length has no body for Django.
    """

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,
        content_length: int,
        boundary: Any,
        encoding: Any = None,
    ) -> None:
        """Compare the length with what the address may be sent."""
        is_desk = self.request is not None and self.request.path.startswith(AT_THE_DESK)
        most = UPLOAD_MAX_BYTES if is_desk else settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        self.is_too_large = content_length > most

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Refuse the file before any of it is kept."""
        super().new_file(*args, **kwargs)
        if self.is_too_large:
            setattr(self.request, _CUT, True)
            raise StopUpload(connection_reset=False)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Hand it on."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave it to the other handlers."""


def is_cut(request: HttpRequest) -> bool:
    """Tell whether files were left out because the request was too large."""
    return getattr(request, _CUT, False)
