"""The address of an endpoint, and the credentials for it, which come from the environment alone."""

import base64
import re
from collections.abc import Mapping
from ipaddress import ip_address
from urllib.parse import urlsplit

from casegraph.errors import EndpointError

__all__ = ["checked_address", "credentials"]


def checked_address(endpoint: str) -> str:
    """Return the address of an endpoint if a query can be sent to it; raises EndpointError for any other.

    >>> checked_address("https://example.org/sparql#here")
    'https://example.org/sparql'
    """
    shown = re.sub(r"//[^/?#]*@", "//", endpoint)  # without credentials, whatever else is wrong
    try:
        parts = urlsplit(endpoint.strip())
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise EndpointError("address", shown, f"it is no address ({error})") from None
    if parts.scheme not in ("http", "https") or not host:
        raise EndpointError("address", shown, "an address begins with https:// or http:// and a host")
    if any(ord(character) <= 32 or ord(character) > 126 for character in parts.geturl()):
        raise EndpointError("address", shown, "it has a space or another character that an address cannot have")
    if parts.username is not None or parts.password is not None:
        raise EndpointError(
            "address", shown, "credentials do not belong into an address; put them into the environment"
        )
    return parts._replace(fragment="").geturl()


def credentials(endpoint: str, environment: Mapping[str, str]) -> dict[str, str]:
    """Return the header that the environment's credentials make; none without them."""
    token = environment.get("CASEGRAPH_ENDPOINT_TOKEN", "")
    user, password = (environment.get(f"CASEGRAPH_ENDPOINT_{name}", "") for name in ("USER", "PASSWORD"))
    if not token and not user:
        return {}
    if any(character in f"{token}{user}{password}" for character in "\r\n"):
        raise EndpointError("credentials", endpoint, "the credentials in the environment have a line break in them")
    parts = urlsplit(endpoint)
    if parts.scheme != "https" and not _is_loopback(parts.hostname or ""):
        raise EndpointError("credentials", endpoint, "credentials are only sent over https, or to this computer")
    value = f"Bearer {token}" if token else f"Basic {base64.b64encode(f'{user}:{password}'.encode()).decode()}"
    return {"Authorization": value}


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
