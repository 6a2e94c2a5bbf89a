"""Residents report what is wrong about a point without scripts; nothing about them is kept; staff settle it."""

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import RequestFactory

from geodata.actions.report_wrong_point import MOST_WAITING
from geodata.models import PointReport, ServicePoint
from geodata.rules.point_reports import MOST_LETTERS
from geodata.rules.viewer import Role
from tests.factories import make_login, make_service_point, make_square_district
from webmap.pages.wrong_info import LIMIT
from webmap.sender_limit import SenderLimit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_limit() -> Iterator[None]:
    """No test counts for another."""
    LIMIT.forget()
    yield
    LIMIT.forget()


@pytest.fixture
def point() -> ServicePoint:
    """A station."""
    return make_service_point(make_square_district().grid("W1"), 100, 100, name="西站")


def send(client: Any, point: ServicePoint, **form: str) -> Any:
    """The answer to a report about the point."""
    return client.post(f"/points/{point.uuid}/wrong/", form)


def test_a_report_is_kept_and_thanked_for(client: Any, point: ServicePoint) -> None:
    answer = client.post(f"/points/{point.uuid}/wrong/", {"wrong": "phone", "note": "应为 0999"}, follow=True)
    assert answer.redirect_chain == [(f"/points/{point.uuid}/wrong/?sent=1", 302)]
    assert "收到了，谢谢" in answer.content.decode()
    kept = PointReport.objects.get()
    assert (kept.point, kept.point_name, kept.wrong, kept.note) == (point.uuid, "西站", "phone", "应为 0999")


def test_nothing_about_the_sender_is_kept(client: Any, point: ServicePoint) -> None:
    client.post(
        f"/points/{point.uuid}/wrong/",
        {"wrong": "hours", "note": "电话 13800000000"},
        REMOTE_ADDR="203.0.113.77",
        HTTP_USER_AGENT="canary-agent",
    )
    row = PointReport.objects.values().get()
    assert {"203.0.113.77", "canary-agent", "13800000000"} & set(map(str, row.values())) == set()
    assert set(row) == {
        "id", "uuid", "point", "point_name", "wrong", "note", "reported_at", "outcome", "settled_at", "settled_by_id",
    }  # fmt: skip
    assert "13800000000" not in row["note"]
    assert not client.session.keys()


@pytest.mark.parametrize(
    ("form", "said"),
    [
        pytest.param({}, "请选一项", id="nothing-chosen"),
        pytest.param({"wrong": "bar"}, "请选一项", id="unknown-choice"),
        pytest.param({"wrong": "other"}, "请写一下哪里不对", id="other-without-words"),
        pytest.param({"wrong": "hours", "note": "长" * (MOST_LETTERS + 1)}, "请写短一点", id="too-long"),
    ],
)
def test_a_form_that_says_nothing_comes_back_with_the_reason(
    client: Any, point: ServicePoint, form: dict[str, str], said: str
) -> None:
    answer = send(client, point, **form)
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert not PointReport.objects.exists()


def test_a_program_that_fills_in_everything_is_thanked_and_not_kept(client: Any, point: ServicePoint) -> None:
    assert send(client, point, wrong="hours", website="http://spam.example").status_code == 302
    assert not PointReport.objects.exists()


def test_a_sender_is_heard_five_times_an_hour(client: Any, point: ServicePoint) -> None:
    answers = [send(client, point, wrong="hours").status_code for _ in range(6)]
    assert answers == [302] * 5 + [429]
    assert PointReport.objects.count() == 5
    assert (
        client.post(f"/points/{point.uuid}/wrong/", {"wrong": "hours"}, REMOTE_ADDR="203.0.113.9").status_code
        == 302
    )


def test_a_point_with_enough_reports_takes_no_more(client: Any, point: ServicePoint) -> None:
    for number in range(MOST_WAITING + 3):
        client.post(f"/points/{point.uuid}/wrong/", {"wrong": "gone"}, REMOTE_ADDR=f"203.0.113.{number}")
    assert PointReport.objects.count() == MOST_WAITING


def test_the_form_needs_its_token(point: ServicePoint) -> None:
    from django.test import Client

    assert (
        Client(enforce_csrf_checks=True).post(f"/points/{point.uuid}/wrong/", {"wrong": "gone"}).status_code
        == 403
    )


def test_an_unknown_point_has_no_form(client: Any, point: ServicePoint) -> None:
    address = f"/points/{uuid.uuid4()}/wrong/"
    assert client.get(address).status_code == client.post(address, {"wrong": "gone"}).status_code == 404


@pytest.mark.parametrize("note", ["\x00", "<script>alert(1)</script>", "'; DROP TABLE x;--", "\u202e" * 50])
def test_hostile_notes_do_no_harm(client: Any, point: ServicePoint, note: str) -> None:
    assert send(client, point, wrong="hours", note=note).status_code in {302, 400}
    client.force_login(make_login(Role.OPERATOR))
    assert "<script>alert" not in client.get("/point-reports/").content.decode()


def test_staff_see_what_waits_and_settle_it_once(client: Any, point: ServicePoint) -> None:
    send(client, point, wrong="phone", note="打不通")
    report = PointReport.objects.get()
    client.force_login(make_login(Role.DISTRICT_ADMIN))
    page = client.get("/point-reports/").content.decode()
    for words in ("西站", "电话打不通或者不对", "打不通", "待处理 1", f"/servicepoint/{point.pk}/change/"):
        assert words in page
    assert "有 1 条报错待处理" in client.get(f"/points/{point.uuid}/").content.decode()
    done = client.post(
        f"/point-reports/{report.uuid}/", {"outcome": "corrected"}, follow=True
    ).content.decode()
    assert "西站：已更正。" in done
    assert "待处理 0" in done
    again = client.post(f"/point-reports/{report.uuid}/", {"outcome": "right"}, follow=True).content.decode()
    assert "已经有人处理了" in again
    report.refresh_from_db()
    assert (report.outcome, report.settled_by.username) == ("corrected", "district_admin")
    assert "已更正" in client.get("/point-reports/?settled=1").content.decode()


def test_a_report_outlives_its_point(client: Any, point: ServicePoint) -> None:
    send(client, point, wrong="gone")
    point.delete()
    client.force_login(make_login(Role.OPERATOR))
    assert "西站" in client.get("/point-reports/").content.decode()


@pytest.mark.parametrize("role", [Role.GRID_WORKER, Role.PLANNER, Role.AUDITOR, Role.HANDLER])
def test_other_roles_cannot_settle(client: Any, point: ServicePoint, role: Role) -> None:
    send(client, point, wrong="gone")
    client.force_login(make_login(role))
    address = f"/point-reports/{PointReport.objects.get().uuid}/"
    assert client.post(address, {"outcome": "right"}).status_code == 404
    assert PointReport.objects.get().settled_at is None


@pytest.mark.parametrize("outcome", ["", "bar"])
def test_an_unknown_outcome_is_refused(client: Any, point: ServicePoint, outcome: str) -> None:
    client.force_login(make_login(Role.OPERATOR))
    assert client.post(f"/point-reports/{uuid.uuid4()}/", {"outcome": outcome}).status_code == 400
    assert client.post(f"/point-reports/{uuid.uuid4()}/", {"outcome": "right"}).status_code == 404


def test_the_limit_forgets_after_its_time_and_keeps_no_address() -> None:
    limit = SenderLimit(most=2, most_in_all=3, seconds=60)
    one = RequestFactory().get("/", REMOTE_ADDR="203.0.113.1")
    two = RequestFactory().get("/", REMOTE_ADDR="203.0.113.2")
    assert [limit.allows(one, now) for now in (0, 1, 2)] == [True, True, False]
    assert [limit.allows(two, now) for now in (3, 4)] == [True, False]
    assert limit.allows(one, 61.0)
    assert "203.0.113" not in repr(vars(limit))
