"""Signing in and out: landing pages, errors at the field, tries left, the lock, safe ways back."""

import re
from typing import Any

import pytest
from django.test import override_settings

from geodata.rules.viewer import Role
from tests.factories import make_login

pytestmark = pytest.mark.django_db
WRONG = {"username": "operator", "password": "wrong"}


def post(client: Any, **fields: str) -> Any:
    """The answer to a sign-in form."""
    return client.post("/sign-in/", {"username": "operator", "password": "operator", **fields})


def text_of(response: Any) -> str:
    """The page with white space squeezed."""
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.mark.parametrize(
    ("role", "landing"),
    [
        (Role.OPERATOR, "/command/"),
        (Role.DISTRICT_ADMIN, "/command/"),
        (Role.GRID_WORKER, "/care/"),
        (Role.COMMUNITY_HEAD, "/care/"),
        (Role.SUBDISTRICT_HEAD, "/care/"),
        (Role.PLANNER, "/care/"),
        (Role.HANDLER, "/"),
        (Role.AUDITOR, "/"),
    ],
)
def test_each_role_lands_on_a_page_it_may_see(client: Any, role: Role, landing: str) -> None:
    make_login(role)
    response = post(client, username=role.value, password=role.value)
    assert response["Location"] == landing
    assert client.get(landing).status_code == 200


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        pytest.param("/care/?view=table", "/care/?view=table", id="own-site"),
        pytest.param("https://evil.example/", "/command/", id="another-site"),
        pytest.param("//evil.example/", "/command/", id="another-site-without-scheme"),
        pytest.param("javascript:alert(1)", "/command/", id="script"),
    ],
)
def test_next_is_followed_only_on_this_site(client: Any, wanted: str, given: str) -> None:
    make_login(Role.OPERATOR)
    assert post(client, next=wanted)["Location"] == given


def test_a_wrong_password_keeps_the_name_and_counts_the_tries_left(client: Any) -> None:
    make_login(Role.OPERATOR)
    text = text_of(post(client, password="wrong"))
    assert "账号或密码不对。再错 4 次，账号锁定 15 分钟。" in text
    assert 'value="operator"' in text
    assert 'aria-describedby="password-error"' in text
    assert "再错 3 次" in text_of(post(client, password="wrong"))


def test_an_unknown_name_reads_the_same_as_a_wrong_password(client: Any) -> None:
    make_login(Role.OPERATOR)
    known = text_of(post(client, password="wrong")).replace("operator", "X")
    unknown = text_of(post(client, username="nobody", password="wrong")).replace("nobody", "X")
    known, unknown = (re.sub(r'csrfmiddlewaretoken" value="\w+"', "", text) for text in (known, unknown))
    # The demo logins of the page name the operator too.
    assert known == unknown.replace("operator", "X")


def test_empty_fields_are_told_apart(client: Any) -> None:
    text = text_of(post(client, username="", password=""))
    assert "请填账号" in text
    assert "请填密码" in text


def test_five_wrong_passwords_lock_the_account(client: Any) -> None:
    make_login(Role.OPERATOR)
    answers = [post(client, password="wrong") for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]
    locked = post(client)
    assert locked.status_code == 429
    assert "账号已锁定 15 分钟" in text_of(locked)
    assert "no-store" in locked["Cache-Control"]


def test_signing_out_takes_a_post(client: Any) -> None:
    make_login(Role.OPERATOR)
    post(client)
    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/")["Location"] == "/"
    assert client.get("/care/").status_code == 302


def test_demo_logins_show_in_demo_mode_only(client: Any) -> None:
    assert "演示账号" in text_of(client.get("/sign-in/"))
    with override_settings(DEMO=False):
        assert "演示账号" not in text_of(client.get("/sign-in/"))


def test_the_public_is_told_that_it_need_not_sign_in(client: Any) -> None:
    text = text_of(client.get("/sign-in/"))
    assert '查服务点不用登录，请去<a href="/">便民地图</a>' in text
    assert "no-store" in client.get("/sign-in/")["Cache-Control"]
