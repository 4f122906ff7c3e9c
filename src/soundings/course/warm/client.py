"""A kernel client that begins as soon as the kernel is ready."""

from __future__ import annotations

import time
from queue import Empty
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_core.utils import ensure_async

_RETRY_SECONDS = 0.2


class EagerClient(AsyncKernelClient):
    """
    A client whose `wait_for_ready` does not idle.

    jupyter_client's own waits until nothing was heard for 0.2 seconds. This one ends
    when the kernel says that it is idle again after our request, which also shows
    that its output channel is heard.
    """

    async def _async_wait_for_ready(self, timeout: float | None = None) -> None:
        give_up = time.monotonic() + (timeout or 60.0)
        while time.monotonic() < give_up:
            request = self.kernel_info()
            reply = await self._find_reply(request)
            if reply is not None and await self._hear_idle(request):
                self._handle_kernel_info_reply(reply)
                return
            if not await self._async_is_alive():
                raise RuntimeError("Kernel died before replying to kernel_info")
        raise RuntimeError(f"Kernel didn't respond in {timeout or 60.0:.0f} seconds")

    async def _find_reply(self, request: str) -> dict[str, Any] | None:
        try:
            while True:
                message: dict[str, Any] = await ensure_async(
                    self.shell_channel.get_msg(timeout=1)
                )
                if message["parent_header"].get("msg_id") == request:
                    return message
        except Empty:
            return None

    async def _hear_idle(self, request: str) -> bool:
        try:
            while True:
                message: dict[str, Any] = await ensure_async(
                    self.iopub_channel.get_msg(timeout=_RETRY_SECONDS)
                )
                if (
                    message["msg_type"] == "status"
                    and message["content"]["execution_state"] == "idle"
                    and message["parent_header"].get("msg_id") == request
                ):
                    return True
        except Empty:  # the channel was not yet connected when the kernel spoke
            return False

    wait_for_ready = _async_wait_for_ready
