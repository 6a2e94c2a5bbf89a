"""django.contrib.admin with the product's own site of plain records."""

from django.contrib.admin.apps import AdminConfig


class RecordsAdminConfig(AdminConfig):
    """The admin app; its site is webmap.admin_site.RecordsSite."""

    default_site = "webmap.admin_site.RecordsSite"
