"""Whatever is asked, the server answers and never breaks."""

from typing import Any
from urllib.parse import quote

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata.rules.viewer import Role
from layers.ogc.reference_systems import reference_systems

numbers = st.one_of(st.floats(), st.floats(-200, 200), st.integers(-(10**7), 10**7)).map(str)
boxes = st.lists(numbers, min_size=3, max_size=6).map(",".join)
times = st.one_of(st.datetimes().map(lambda moment: f"{moment.isoformat(timespec='seconds')}Z"), st.text(max_size=12),
                  st.dates().map(str), st.just(".."))  # fmt: skip
texts = st.text(max_size=30)
systems = st.sampled_from([*reference_systems(), "x"])
queries = st.fixed_dictionaries(
    {},
    optional={
        "bbox": st.one_of(boxes, texts),
        "bbox-crs": systems,
        "crs": systems,
        "datetime": st.one_of(st.tuples(times, times).map("/".join), times),
        "limit": st.one_of(st.integers().map(str), texts),
        "after": st.one_of(st.integers().map(str), texts),
        "open": texts,
        "reported": st.one_of(times, texts),
        "width_m": st.one_of(numbers, texts),
        "name": texts,
    },
)


@given(name=st.sampled_from(["events", "roads", "grids"]), query=queries, feature=texts)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_question_breaks_the_server(as_role: Any, name: str, query: dict[str, str], feature: str) -> None:
    if not hasattr(as_role, "client"):
        as_role.client = as_role(Role.OPERATOR)
    client = as_role.client
    assert client.get(f"/ogc/collections/{name}/items", query).status_code in {200, 400}
    address = f"/ogc/collections/{name}/items/{quote(feature, safe='')}"
    assert client.get(address).status_code in {200, 404}
