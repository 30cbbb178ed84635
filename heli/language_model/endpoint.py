"""Talking to an OpenAI-compatible address. No text ever leaves the listed networks.

The name is resolved once and the connection goes to that very address, so that a name that changes its mind between
check and use leads nowhere else. Redirects are not followed.
"""

import http.client
import ipaddress
import json
import socket
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urlsplit

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
ANSWER_LIMIT_BYTES = 4 * 1024 * 1024


class OutsideNetworks(Exception):
    """The address does not lie in the listed networks; nothing was sent."""


class Unavailable(Exception):
    """The model gave no usable answer."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """`address` is the base, up to and including `/v1`; `networks` are the only ones that may be spoken to."""

    address: str
    model: str
    networks: tuple[Network, ...]
    key: str = ""
    seconds: float = 60.0

    @classmethod
    def of(
        cls, address: str, model: str, networks: Sequence[str], *, key: str = "", seconds: float = 60.0
    ) -> "Endpoint":
        """Raises ValueError for an address or a network that can't be one."""
        parts = urlsplit(address)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username:
            raise ValueError(f"不是模型服务的地址：{address}")
        return cls(address.rstrip("/"), model, tuple(ipaddress.ip_network(n) for n in networks), key, seconds)

    def ask(self, instruction: str, text: str) -> str:
        """The model's answer. Raises OutsideNetworks before anything is sent, or Unavailable."""
        parts = urlsplit(self.address)
        place = self._place(parts)
        body = json.dumps(
            {
                "model": self.model,
                "temperature": 0,
                "messages": [{"role": "system", "content": instruction}, {"role": "user", "content": text}],
            },
            ensure_ascii=False,
        ).encode()
        try:
            return self._answer(parts, place, body)
        except (OSError, http.client.HTTPException) as why:
            raise Unavailable(f"模型服务没有应答：{why}") from why

    def _place(self, parts: SplitResult) -> tuple[str, int]:
        """The address of the host: every one that its name stands for must lie in the networks."""
        port = parts.port or (443 if parts.scheme == "https" else 80)
        try:
            found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
        except OSError as why:
            raise Unavailable(f"找不到模型服务的主机：{parts.hostname}") from why
        hosts = [ipaddress.ip_address(str(address[0]).split("%")[0]) for *_, address in found]
        for host in hosts:
            if not any(host in network for network in self.networks):
                raise OutsideNetworks(f"模型服务的地址 {host} 不在管理员列出的网段内，没有发送任何内容。")
        return str(hosts[0]), port

    def _answer(self, parts: SplitResult, place: tuple[str, int], body: bytes) -> str:
        connection = self._connection(parts, place)
        headers = {"Host": parts.netloc, "Content-Type": "application/json"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        try:
            connection.request("POST", f"{parts.path}/chat/completions", body, headers)
            response = connection.getresponse()
            content = response.read(ANSWER_LIMIT_BYTES + 1)
        finally:
            connection.close()
        if response.status != http.HTTPStatus.OK:
            raise Unavailable(f"模型服务答复 {response.status}。")
        if len(content) > ANSWER_LIMIT_BYTES:
            raise Unavailable("模型服务的答复过长。")
        return _said(content)

    def _connection(self, parts: SplitResult, place: tuple[str, int]) -> http.client.HTTPConnection:
        raw = socket.create_connection(place, timeout=self.seconds)
        if parts.scheme == "https":
            raw = ssl.create_default_context().wrap_socket(raw, server_hostname=parts.hostname)
        connection = http.client.HTTPConnection(*place, timeout=self.seconds)
        connection.sock = raw
        return connection


def _said(content: bytes) -> str:
    try:
        answer: Any = json.loads(content)
        said = answer["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError) as why:
        raise Unavailable("模型服务的答复不是约定的格式。") from why
    if not isinstance(said, str):
        raise Unavailable("模型服务的答复里没有文字。")
    return said
