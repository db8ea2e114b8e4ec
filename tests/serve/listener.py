"""A listener on loopback that counts who comes."""

from __future__ import annotations

import socket
import threading
from types import TracebackType


class Listener:
    """Accepts connections, counts them and closes them at once."""

    def __init__(self) -> None:
        self.count = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._socket.settimeout(0.2)
        self._open = True
        self._thread = threading.Thread(target=self._listen, daemon=True)

    @property
    def address(self) -> str:
        """Where it listens, as an IRI."""
        return f"http://127.0.0.1:{self._socket.getsockname()[1]}/"

    def _listen(self) -> None:
        while self._open:
            try:
                link, _ = self._socket.accept()
            except TimeoutError:
                continue
            except OSError:
                return
            self.count += 1
            link.close()

    def __enter__(self) -> Listener:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open = False
        self._thread.join()
        self._socket.close()
