"""Whatever strangers send to a public address, the answer is never a failure of the server."""

import os
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.core.cache import cache
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from geodata.actions.refresh_walking import refresh_walking
from geodata.queries.walking import forget_walking
from geodata.rules.service_matters import matters
from geodata.rules.service_points import ServiceKind
from tests import factories
from tests.plan_field import NOW

EXAMPLES = 20_000 if os.environ.get("PROOF") == "1" else 200
UUID = "7b0a3c1e-0000-4000-8000-000000000001"
PATHS = (
    "/", "/points/{uuid}/", "/points/{uuid}/wrong/", "/points/x/", "/my-area/", "/embed/", "/offline/", "/open-data/",
    "/open-data/service_points.csv", "/open-data/service_points.geojson", "/open-data/{text}.csv", "/service-worker.js",
    "/api/openapi.json", "/api/nearby", "/api/nearby/", "/api/nearby/openapi.json", "/api/reach", "/api/find/",
    "/api/measure/", "/api/inside/", "/api/inside.csv", "/map/", "/map/print/", "/layers/", "/layers/grids.json",
    "/layers/service_points.geojson", "/layers/grids/14/12847/6999.mvt", "/ogc/", "/ogc/collections",
    "/ogc/collections/service_points/items", "/ogc/collections/{text}", "/sign-in/", "/i18n/setlang/", "/health/",
    "/command/", "/{text}/",
)  # fmt: skip
NAMES = (
    "q", "kind", "open", "lon", "lat", "acc", "from", "area", "page", "view", "elder", "size", "place", "category",
    "pace", "limit", "path", "point", "minutes", "circle", "line", "polygon", "layer", "layers", "bbox", "limit",
    "offset", "datetime", "f", "crs", "next", "language", "wrong", "note", "website", "sent", "csrfmiddlewaretoken",
)  # fmt: skip
GOOD = (
    "102.303", "25.341", "0", "1", "-1", "2", "99999", "999999999999999999999", "1e308", "nan", "-inf", "999901",
    "999901001001", "999901001001001", UUID, "map", "gps", "any", "now", "adult", "elderly", "102.3,25.34,500",
    "102.3,25.34,102.31,25.35", "hours", "en", "zh-hans", "//evil.example", "' OR 1=1 --", "%00", "\x00", "\ud7ff",
    "../../etc/passwd", "{{7*7}}", "<script>", "١٢", "１２", "社保", "工作站", "gzz", "\u202e", "a" * 3000,
    *ServiceKind, *(one.word for one in matters()),
)  # fmt: skip
HEADERS = ("Accept", "Accept-Language", "Accept-Encoding", "Cookie", "If-None-Match", "If-Modified-Since", "Range",
           "X-Forwarded-For", "Referer", "Origin", "User-Agent")  # fmt: skip
HEADER_VALUES = ("", "gzip", "en", "zh-CN,zh;q=0.9", "q=;;,", "elder=1; elder_size=x", "elder_size=99; django_language=xx",
                 "sessionid=" + "a" * 32, '"x"', "*", "bytes=0-", "Thu, 99 Foo 1970", "\u00e9", "a" * 2000)  # fmt: skip

values = st.one_of(st.sampled_from(GOOD), st.text(max_size=20), st.floats().map(repr), st.integers().map(str))
fields = st.dictionaries(st.one_of(st.sampled_from(NAMES), st.text(max_size=5)), values, max_size=6)
METHODS = ("GET", "GET", "GET", "POST", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "X" * 9)
KINDS = (
    "application/x-www-form-urlencoded",
    "application/json",
    "multipart/form-data; boundary=x",
    "text/plain",
    "x",
)


@dataclass(frozen=True)
class Sent:
    """A request; near: with a good place in its address besides what else stands there."""

    path: str
    method: str
    query: dict[str, str]
    body: dict[str, str] | bytes | None
    kind: str
    headers: dict[str, str]
    text: str
    near: bool


requests = st.builds(
    Sent,
    path=st.sampled_from(PATHS),
    method=st.sampled_from(METHODS),
    query=fields,
    body=st.one_of(st.none(), st.binary(max_size=60), fields),
    kind=st.sampled_from(KINDS),
    headers=st.dictionaries(st.sampled_from(HEADERS), st.sampled_from(HEADER_VALUES), max_size=3),
    text=st.text("abc-_.%社\u202e1", min_size=1, max_size=12),
    near=st.booleans(),
)


def sendable(given_fields: dict[str, str]) -> dict[str, str]:
    """The same as a client can encode it."""
    return {
        name.encode("utf-8", "replace").decode(): value.encode("utf-8", "replace").decode()
        for name, value in given_fields.items()
    }


class PublicAddresses(TestCase):
    """Random and hostile requests to everything the public may ask; sampled, 20,000 with PROOF=1."""

    databases = {"default", "layers"}

    @classmethod
    def setUpTestData(cls) -> None:
        """Streets with points of several kinds, one of them with a known uuid."""
        forget_walking()
        district = factories.make_square_district()
        factories.make_road((0, 0), (1000, 0))
        factories.make_road((500, 0), (500, 500))
        known = factories.make_service_point(district.grid("W1"), 100, 0, name="西站")
        type(known).objects.filter(pk=known.pk).update(uuid=UUID)
        for number, kind in enumerate(ServiceKind):
            factories.make_service_point(
                district.grid("E1"), 900, number, kind=kind.value, name=f"点{number}"
            )
        refresh_walking(NOW)

    def tearDown(self) -> None:
        """No counts of senders go on to other tests."""
        cache.clear()
        forget_walking()

    @given(sent=requests)
    @settings(deadline=None, max_examples=EXAMPLES)
    def test_never_a_5xx(self, sent: Sent) -> None:
        """Never a 5xx, and never led to an address with a place in it."""
        place = {"lon": "102.303", "lat": "25.341"} if sent.near else {}
        body = sent.body
        content = urlencode(sendable(body)).encode() if isinstance(body, dict) else body or b""
        headers = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in sent.headers.items()}
        answer = self.client.generic(
            sent.method,
            quote(sent.path.format(uuid=UUID, text=sent.text)),
            content,
            sent.kind,
            QUERY_STRING=urlencode(sendable(place | sent.query)),
            **headers,
        )
        assert answer.status_code < 500
        if sent.path in {"/", "/points/{uuid}/"}:
            assert "lon=" not in answer.headers.get("Location", "")
