"""Sharing targets: what each department has promised to hand over, how often and how complete."""

from typing import Any

from django.contrib.admin import display, register
from django.forms import FloatField, ModelForm
from django.utils.translation import gettext_lazy as _

from geodata.models import DataFeed
from geodata.rules.completeness import WANTED
from geodata.rules.import_kinds import KIND_TITLES

from .placed_records import choice
from .records import Records, choice_column, column

# Only kinds whose completeness can be told are promised.
FEED_KINDS = {kind: (KIND_TITLES[kind].zh, KIND_TITLES[kind].en) for kind in WANTED}


class FeedForm(ModelForm):
    """The form, with kinds by name and the target in percent."""

    kind = choice(_("数据"), FEED_KINDS)
    percent = FloatField(label=_("完整度目标（%）"), min_value=0, max_value=100, initial=95)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["percent"] = round(self.instance.complete_share * 100, 1)

    def clean(self) -> dict[str, Any]:
        """The cleaned values, the percentage kept as a share."""
        cleaned = super().clean() or self.cleaned_data
        if "percent" in cleaned:
            self.instance.complete_share = cleaned["percent"] / 100
        return cleaned


@register(DataFeed)
class DataFeeds(Records):
    """Targets the freshness page compares imports with."""

    title = _("报送约定")
    form = FeedForm
    labels = {"department": _("部门"), "every_days": _("每几天报送一次")}
    fields = ("department", "kind", "every_days", "percent")
    autocomplete_fields = ("department",)
    list_display = (
        column("department__name", _("部门")),
        choice_column("kind", _("数据"), {str(kind): zh for kind, (zh, _en) in FEED_KINDS.items()}),
        column("every_days", _("每几天报送一次")),
        "target",
    )
    list_select_related = ("department",)
    search_fields = ("department__name", "kind")
    ordering = ("department__code", "kind")

    @display(description=_("完整度目标（%）"), ordering="complete_share")
    def target(self, feed: DataFeed) -> str:
        """The share in percent."""
        return f"{feed.complete_share * 100:g}"
